//! The view of an entity: what it is, and every place where it is named.

use std::collections::HashSet;

use crate::model::annotation::{Alias, Annotation};
use crate::model::archive::{DocumentId, EntityId, Mention, Target, Words};
use crate::model::article::{EntityRecord, Role};
use crate::model::body::{BLOCK_BORDER, Body, TextRange};
use crate::model::picture::is_picture;
use crate::model::site::{Part, encoded};
use crate::render::article::is_web;
use crate::render::context::Context;
use crate::render::index::{Naming, Office};
use crate::render::shared::Shared;
use crate::render::view::{
    AliasView, ConcordanceLine, ConcordanceView, EntityMore, EntityView, IdentifierView, ImageView,
    LifeDateView, OfficeView, PictureView, RoleView,
};
use crate::render::{body, date, lists, page};
use crate::source::path_from;

/// `entity` in entity.html; the part says which mentions are shown.
pub(super) fn view(cx: Context, id: EntityId, part: &Part) -> EntityView {
    let entity = cx.archive.entity(id);
    let record =
        entity.record.map(|record| cx.source(record)).and_then(|document| document.entity());
    let tags = entity.record.map_or(&[][..], |record| &cx.source(record).tags);
    let place = lists::locator(cx, id);
    let known = &cx.archive.known;
    let rest = |all: usize| all.saturating_sub(MOST);
    let most = if part.number == 0 { MOST } else { 0 };
    let (pictures, notes) =
        if part.number == 0 { namings(cx, id) } else { (Vec::new(), Vec::new()) };
    let record_of = entity.record.filter(|_| part.number == 0);
    EntityView {
        card: cx.card(id, 0),
        html: record_of.map_or_else(String::new, |record| body::page(cx, record).0),
        extra: page::map(entity.record.map_or(&[], |record| &cx.source(record).extra)),
        aliases: aliases(cx, id),
        identifiers: entity
            .identifiers
            .iter()
            .map(|(scheme, value)| identifier(scheme, value))
            .collect(),
        dates: entity
            .dates
            .iter()
            .map(|(which, dated)| LifeDateView { key: which.key(), date: cx.dated(dated) })
            .collect(),
        roles: entity.roles.iter().map(|role| self::role(cx, role)).collect(),
        offices: cx.index.offices(cx.archive, id).iter().map(|&held| office(cx, held)).collect(),
        part_of: entity.part_of.map(|whole| cx.entity(whole)),
        parts: cx.index.parts(id).map(|part| cx.entity(part)).collect(),
        different_from: cx.index.different(id).map(|other| cx.entity(other)).collect(),
        coordinates: place.as_ref().map(|(words, _)| words.clone()),
        radius_km: entity.radius_km,
        map_svg: place.map(|(_, svg)| svg),
        image: record.and_then(|record| image(cx, entity.record?, record)),
        tags: cx.tags(tags),
        mentions: concordance(cx, id, part),
        notes: notes
            .iter()
            .take(most)
            .filter_map(|&(_, document, number)| cx.note_item(document, number))
            .collect(),
        pictures,
        withheld: known.withheld(id) as usize,
        with: lists::bars(cx, id),
        events: first(known.events.of(id), most, |event| cx.event_in_short(event, None)),
        claims_made: first(known.claims_made.of(id), most, |claim| cx.claim(claim)),
        claims_about: first(known.claims_about.of(id), most, |claim| cx.claim(claim)),
        claims_relayed: first(known.claims_relayed.of(id), most, |claim| cx.claim(claim)),
        wrote: first(known.wrote.of(id), most, |article| cx.article(article)),
        published: first(known.published.of(id), most, |article| cx.article(article)),
        declared: first(known.declared.of(id), most, |article| cx.article(article)),
        backlinks: cx.backlinks(Target::Entity(id), part.number),
        more: EntityMore {
            notes: rest(notes.len()),
            events: rest(known.events.of(id).len()),
            made: rest(known.claims_made.of(id).len()),
            about: rest(known.claims_about.of(id).len()),
            relayed: rest(known.claims_relayed.of(id).len()),
            wrote: rest(known.wrote.of(id).len()),
            published: rest(known.published.of(id).len()),
            declared: rest(known.declared.of(id).len()),
        },
    }
}

/// What readers noted of an entity: the pictures on which it is seen, with the notes on them, and all other notes.
fn namings(cx: Context, id: EntityId) -> (Vec<PictureView>, Vec<Naming>) {
    let (mut pictures, mut notes) = (Vec::new(), Vec::new());
    for &(id, document, number) in cx.index.namings(cx.archive, id) {
        if let Some(svg) = body::detail(cx, document, number) {
            pictures.push(PictureView {
                svg,
                html: body::note(cx, document, Words::Note(number)),
                replies: cx.replies(document, number),
                article: cx.document(document),
                url: cx.place(document, number),
            });
        } else if cx.archive.annotation(document, number).is_some_and(Annotation::has_note) {
            notes.push((id, document, number));
        }
    }
    pictures.truncate(MOST);
    (pictures, notes)
}

/// How much of each list the first page shows; the rest stands in the indexes of the archive. The pages after it show more
/// of the mentions and nothing again.
const MOST: usize = 50;

fn first<T: Copy, V>(list: &[T], most: usize, view: impl Fn(T) -> V) -> Vec<V> {
    list.iter().take(most).map(|&item| view(item)).collect()
}

/// The picture of a record, where it is one that browsers show.
fn image(cx: Context, id: DocumentId, record: &EntityRecord) -> Option<ImageView> {
    let path = path_from(&cx.source(id).source, record.image.as_ref()?.value.trim())?;
    let url = cx.site.file(&path).filter(|url| is_picture(url))?;
    let dimensions = cx.dimensions(&path);
    Some(ImageView {
        url: encoded(&url),
        width: dimensions.map(|size| size.width),
        height: dimensions.map(|size| size.height),
    })
}

/// The other names, each once.
fn aliases(cx: Context, id: EntityId) -> Vec<AliasView> {
    let entity = cx.archive.entity(id);
    let mut known = HashSet::from([entity.name.as_str()]);
    let new = entity.aliases.iter().filter(|alias| known.insert(&alias.value.value));
    let view = |alias: &Alias| AliasView {
        name: alias.value.value.clone(),
        language: alias.language.clone(),
        date: date::lasting(cx.words, alias.from.as_ref(), alias.to.as_ref())
            .map(|date| Shared::new(&date)),
    };
    new.map(view).collect()
}

/// Schemes of identifiers: key, name, what an address begins with.
const SCHEMES: &[(&str, &str, &str)] = &[
    ("wikidata", "Wikidata", "https://www.wikidata.org/wiki/"),
    ("viaf", "VIAF", "https://viaf.org/viaf/"),
    ("geonames", "GeoNames", "https://www.geonames.org/"),
    ("orcid", "ORCID", "https://orcid.org/"),
    ("isni", "ISNI", "https://isni.org/isni/"),
    ("gnd", "GND", "https://d-nb.info/gnd/"),
    ("lcnaf", "LCNAF", "https://id.loc.gov/authorities/names/"),
    ("pleiades", "Pleiades", "https://pleiades.stoa.org/places/"),
];

fn identifier(scheme: &str, value: &str) -> IdentifierView {
    let known = SCHEMES.iter().find(|(key, _, _)| *key == scheme);
    let url = match known {
        _ if is_web(value) => Some(value.to_owned()),
        Some((_, _, start)) => Some(format!("{start}{}", encoded(value))),
        None => None,
    };
    let name = known.map_or(scheme, |(_, name, _)| name);
    IdentifierView {
        scheme: if scheme == "url" { "URL".into() } else { name.to_owned() },
        value: value.to_owned(),
        url,
    }
}

fn role(cx: Context, role: &Role) -> RoleView {
    let at = role
        .at
        .as_ref()
        .and_then(|name| cx.index.entity(cx.archive, &name.value))
        .map(|id| cx.entity(id));
    RoleView {
        role: role.role.clone(),
        at_words: role.at.as_ref().filter(|_| at.is_none()).map(|name| name.value.clone()),
        at,
        date: role.when.as_ref().map(|dated| cx.dated(dated)),
    }
}

/// An office that somebody held at the entity.
fn office(cx: Context, (who, number): Office) -> OfficeView {
    let role = &cx.archive.entity(who).roles[number];
    OfficeView {
        who: cx.entity(who),
        role: role.role.clone(),
        date: role.when.as_ref().map(|dated| cx.dated(dated)),
    }
}

/// The mentions of a part, grouped by document.
fn concordance(cx: Context, id: EntityId, part: &Part) -> Vec<ConcordanceView> {
    let mentions = cx.archive.known.mentions.of(id);
    let shown = mentions.get(part.items.clone()).unwrap_or_default();
    let mut groups: Vec<ConcordanceView> = Vec::new();
    for same in shown.chunk_by(|a, b| a.0 == b.0) {
        let Some(&(document, _)) = same.first() else { continue };
        let all = cx.archive.mentions.get(document.index());
        let found = same.iter().filter_map(|&(_, index)| all?.get(index as usize));
        groups.push(ConcordanceView {
            article: cx.document(document),
            published: cx.published(document),
            lines: found.map(|mention| line(cx, document, mention)).collect(),
        });
    }
    groups
}

fn line(cx: Context, id: DocumentId, mention: &Mention) -> ConcordanceLine {
    let document = cx.source(id);
    let text = &document.body;
    let paragraph = mention.paragraph.map(|index| index as usize);
    let mut url = cx.document(id).text("url").to_owned();
    if let Some(paragraph) = paragraph.and_then(|index| text.paragraphs.get(index)) {
        url.push('#');
        url.push_str(&paragraph.id);
    }
    let (before, after) = around(text, mention.range, paragraph);
    ConcordanceLine {
        before,
        keyword: text
            .text
            .get(mention.range.range())
            .unwrap_or_default()
            .replace(BLOCK_BORDER, " "),
        after,
        paragraph: paragraph.map(|index| index + 1),
        url,
        language: cx.language(document).to_owned(),
        dir: cx.direction(document),
    }
}

/// How many characters of context a line has on each side.
const CONTEXT: usize = 60;

/// The words around a mention in its paragraph, cut between words.
fn around(body: &Body, range: TextRange, paragraph: Option<usize>) -> (String, String) {
    let (start, end) = (range.start as usize, range.end as usize);
    let block = paragraph
        .and_then(|index| body.paragraphs.get(index))
        .map(|paragraph| paragraph.range.range());
    let block = block.filter(|block| block.start <= start && end <= block.end);
    let text = &body.text;
    let first = block
        .as_ref()
        .map_or_else(|| text[..start].rfind(BLOCK_BORDER).map_or(0, |at| at + 1), |b| b.start);
    let last = block.map_or_else(
        || text[end..].find(BLOCK_BORDER).map_or(text.len(), |at| end + at),
        |b| b.end,
    );
    let (before, after) = (&text[first..start], &text[end..last]);
    let cut = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, c)| at + c.len_utf8());
    let kept = match before[cut..].split_once(char::is_whitespace) {
        Some((_, words)) if cut > 0 => words,
        _ => &before[cut..],
    };
    let end = after.char_indices().nth(CONTEXT).map(|(at, _)| at);
    let rest = end.map_or(after, |end| match after[..end].rfind(char::is_whitespace) {
        Some(space) => &after[..space],
        None => &after[..end],
    });
    // The space beside the name stays, so that a comma after it stands close.
    let one_line = |words: &str| words.replace([BLOCK_BORDER, '\n'], " ");
    (one_line(kept.trim_start()), one_line(rest.trim_end()))
}
