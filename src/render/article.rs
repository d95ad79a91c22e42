//! The view of an article.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::annotation::{Naming, Says};
use crate::model::archive::{ClaimId, DocumentId, EntityId, EventId, LinkKind, Target};
use crate::model::article::{Article, names_of};
use crate::model::site::{PLACES, encoded, parallel};
use crate::render::context::Context;
use crate::render::view::{ArticleItem, ArticleView, EntityCard, RatingView, RelationView};
use crate::render::{body, cite, page};
use crate::source::path_from;

/// `article` in article.html; `url` is the address of the page.
pub(super) fn view(cx: Context, id: DocumentId, url: &str) -> ArticleView {
    let document = cx.source(id);
    let default = Article::default();
    let article = document.article().unwrap_or(&default);
    let names = names(cx, id);
    let parts = parts(cx, id);
    let cards: BTreeSet<EntityId> = names.iter().map(|&(entity, _)| entity).collect();
    let text = body::article(cx, id, &cards, "", Vec::new());
    let beside = |extension: &str| {
        let data = format!("{}{extension}", url.strip_suffix("html").unwrap_or(url));
        cx.site.page(&data).map(|page| encoded(&page.url))
    };
    ArticleView {
        item: ArticleItem { tags: cx.tags(&document.tags), ..cx.article(id) },
        language_name: cx.language_name(cx.language(document)),
        begins_with_letter: begins_with_letter(&document.body.text),
        extra: page::map(&document.extra),
        original: article.url.as_ref().map(|url| url.value.clone()).filter(|url| is_web(url)),
        archived: copies(cx, id, article),
        modified: article.modified.as_ref().map(|dated| cx.dated(dated)),
        accessed: article.accessed.as_ref().map(|dated| cx.dated(dated)),
        read: article.read.iter().map(|dated| cx.dated(dated)).collect(),
        licence: article.licence.as_ref().map(|licence| licence.value.clone()),
        rating: article.rating.as_ref().map(|rating| self::rating(&rating.value)),
        relations: relations(cx, id),
        witnesses: cx.witnesses(id),
        readers: text.readers,
        toc: text.toc,
        blocks: text.blocks,
        footnotes_html: text.footnotes,
        whole: text.whole,
        unplaced: text.unplaced,
        events: told(cx.index.events.of(id))
            .into_iter()
            .map(|event: EventId| cx.event_in_short(event, Some(id)))
            .collect(),
        claims: told(cx.index.claims.of(id))
            .into_iter()
            .map(|claim: ClaimId| cx.claim(claim))
            .collect(),
        names: names.into_iter().map(|(entity, here)| card(cx, article, entity, here)).collect(),
        parts: parts.iter().take(PLACES).map(|&part| cx.article(part)).collect(),
        more_parts: parts.len().saturating_sub(PLACES),
        backlinks: cx.backlinks(Target::Document(id), 0),
        more_backlinks: cx.more_backlinks(Target::Document(id)),
        cite: cite::view(cx, id, url),
        highwire: cite::highwire(cx, id, url),
        coins: cite::coins(cx, id, url),
        jsonld: beside("jsonld"),
        text: beside("txt"),
    }
}

/// Whether a text begins with a letter that can be set large: not with a label such as `Q:` or `A.`, of which the sign
/// would be as large.
fn begins_with_letter(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    chars.next().is_some_and(char::is_alphabetic)
        && !chars.next().is_some_and(|c| ".:)".contains(c))
}

/// Whether an address is one of the web, which a link may lead to.
pub(super) fn is_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The addresses of the saved copies, each once.
fn copies(cx: Context, id: DocumentId, article: &Article) -> Vec<String> {
    let capture = article.capture.as_ref().and_then(|capture| capture.file.as_ref());
    let named = article.archived.iter().chain(capture);
    let mut copies: Vec<String> = Vec::new();
    for copy in named.filter_map(|copy| copy_address(cx, id, &copy.value)) {
        if !copies.contains(&copy) {
            copies.push(copy);
        }
    }
    copies
}

/// The address of a saved copy, or of another file beside a document.
pub(super) fn copy_address(cx: Context, id: DocumentId, written: &str) -> Option<String> {
    if is_web(written) {
        return Some(written.to_owned());
    }
    if written.contains(':') {
        return None;
    }
    let path = path_from(&cx.source(id).source, written.trim())?;
    cx.site.file(&path).map(|url| encoded(&url))
}

/// What the annotations of an article tell of, each once.
fn told<T: Copy + Ord>(told: &[(DocumentId, u32, T)]) -> BTreeSet<T> {
    told.iter().map(|&(.., told)| told).collect()
}

/// Who is named, by first mention, and how often; then whom only annotations name. Those with a page only.
fn names(cx: Context, id: DocumentId) -> Vec<(EntityId, usize)> {
    let mentions = cx.archive.mentions.get(id.index()).into_iter().flat_map(|all| &**all);
    let withheld = cx.archive.withheld.get(id.index()).into_iter().flat_map(|all| &**all);
    let named = mentions.map(|mention| (mention.entity, 1));
    let named = named.chain(withheld.map(|&(entity, _, times)| (entity, times as usize)));
    let declared = cx.archive.declared.get(id.index()).into_iter().flat_map(|all| &**all);
    let named = named.chain(declared.map(|&entity| (entity, 0)));
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut order = Vec::new();
    for (entity, times) in named {
        let count = counts.entry(entity).or_insert_with(|| {
            order.push(entity);
            0
        });
        *count += times;
    }
    order.retain(|&entity| cx.site.address(Target::Entity(entity)).is_some());
    order.into_iter().map(|entity| (entity, counts[&entity])).collect()
}

/// The card of a name, with whether only a program has named it here.
fn card(cx: Context, article: &Article, id: EntityId, here: usize) -> EntityCard {
    let entity = cx.archive.entity(id);
    let is_it = |naming: &Naming| {
        names_of(naming).any(|name| {
            let own = entity.aliases.iter().map(|alias| &alias.value.value);
            own.chain([&entity.name]).any(|own| *own == name.value)
        })
    };
    let suggested = article
        .annotations
        .iter()
        .any(|said| said.suggested && matches!(&said.says, Says::Names(naming) if is_it(naming)));
    EntityCard { suggested, ..cx.card(id, here) }
}

/// What is part of an article, by date.
fn parts(cx: Context, id: DocumentId) -> Vec<DocumentId> {
    let parts = cx.index.relations(cx.archive, id).iter().filter(|(key, _)| *key == "has_part");
    parts.map(|&(_, part)| part).collect()
}

/// How an article stands to others, except to its parts.
fn relations(cx: Context, id: DocumentId) -> Vec<RelationView> {
    let relations = cx.index.relations(cx.archive, id).iter().filter(|(key, _)| *key != "has_part");
    let view = |&(key, other): &(&'static str, DocumentId)| {
        let second = match key {
            "translation_of" => Some((id, LinkKind::Translates)),
            "has_translation" => Some((other, LinkKind::Translates)),
            "version_of" => Some((id, LinkKind::Versions)),
            "has_version" => Some((other, LinkKind::Versions)),
            _ => None,
        };
        let page = second.and_then(|(id, kind)| {
            let url = parallel(cx.site.address(Target::Document(id))?, kind)?;
            cx.site.page(&url)
        });
        RelationView { key, to: cx.document(other), parallel: page.map(|page| encoded(&page.url)) }
    };
    relations.map(view).collect()
}

fn rating(code: &str) -> RatingView {
    let find = |is: fn(&char) -> bool| code.chars().find(is).map(String::from);
    RatingView {
        code: code.to_owned(),
        source: find(|c| ('A'..='F').contains(c)),
        item: find(|c| ('1'..='6').contains(c)),
    }
}
