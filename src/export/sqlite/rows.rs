//! What stands in the tables of the database.

use rusqlite::{Connection, Result, types::Null};

use super::Table;
use crate::export::tables::stations;
use crate::export::{Source, edtf};
use crate::model::annotation::{Anchoring, Passage, Says};
use crate::model::archive::{ChainRole, DocumentId, Entity, EntityId, QuestionId, Target, Words};
use crate::model::article::Reading;
use crate::model::date::{Dated, Day, When};
use crate::source::Spanned;

/// Words in a column; none where they are empty.
fn filled(words: String) -> Option<String> {
    Some(words).filter(|words| !words.is_empty())
}

fn value(written: Option<&Spanned<String>>) -> Option<&str> {
    written.map(|written| written.value.as_str())
}

fn joined(list: &[Spanned<String>]) -> Option<String> {
    let list: Vec<&str> = list.iter().map(|one| one.value.as_str()).collect();
    filled(list.join("; "))
}

/// A date, and the days that it can mean.
fn dated(dated: Option<&Dated>) -> (Option<String>, Option<String>, Option<String>) {
    let words = dated.and_then(|dated| dated.words.clone());
    let (earliest, latest) = days(dated.and_then(|dated| dated.when.as_deref()));
    (filled(edtf(dated)).or(words), earliest, latest)
}

fn days(when: Option<&When>) -> (Option<String>, Option<String>) {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let (earliest, latest) = when.map_or((None, None), When::bounds);
    (day(earliest), day(latest))
}

/// Articles with their tags and annotations.
pub(super) fn articles(source: Source, connection: &Connection) -> Result<()> {
    let mut articles = Table::open(connection, "articles", 17)?;
    let mut tags = Table::open(connection, "tags", 2)?;
    let mut readings = Table::open(connection, "readings", 4)?;
    let mut annotations = Annotations {
        table: Table::open(connection, "annotations", 12)?,
        replies: Table::open(connection, "replies", 5)?,
    };
    for (number, id) in (1i64..).zip(source.archive.readings()) {
        let reading = source.archive.document(id);
        let document = &reading.document;
        let Some(article) = document.article() else { continue };
        let (published, earliest, latest) = dated(article.published.as_ref());
        articles.add(&[
            &number,
            &document.slug,
            &document.title.value,
            &joined(&article.authors),
            &value(article.outlet.as_ref()),
            &value(article.url.as_ref()),
            &published,
            &earliest,
            &latest,
            &dated(article.modified.as_deref()).0,
            &dated(article.accessed.as_ref()).0,
            &document.language.as_ref().map_or(&source.config.language, |l| &l.value),
            &value(article.licence.as_ref()),
            &value(article.rating.as_ref()),
            &value(document.summary.as_ref()),
            &document.body.lines(),
            &source.page(Target::Document(id)),
        ])?;
        for tag in &document.tags {
            tags.add(&[&document.slug, &tag.value])?;
        }
        for day in &article.read {
            let (date, earliest, latest) = dated(Some(day));
            readings.add(&[&document.slug, &date, &earliest, &latest])?;
        }
        annotations.add(reading, &source.page(Target::Document(id)))?;
    }
    Ok(())
}

struct Annotations<'c> {
    table: Table<'c>,
    replies: Table<'c>,
}

impl Annotations<'_> {
    fn add(&mut self, reading: &Reading, page: &str) -> Result<()> {
        let document = &reading.document;
        let annotations = document.article().map_or(&[][..], |article| &article.annotations);
        for (index, (said, anchoring)) in annotations.iter().zip(&reading.anchors).enumerate() {
            if matches!((&said.says, anchoring), (Says::Names(_), Anchoring::Whole))
                && !said.has_note()
            {
                continue;
            }
            let quote = match anchoring {
                Anchoring::Found(anchor) => {
                    let words =
                        anchor.ranges.iter().map(|range| &document.body.text[range.range()]);
                    Some(words.collect::<Vec<_>>().join(" … "))
                }
                Anchoring::Pictured(_) | Anchoring::Lost | Anchoring::Whole => None,
            };
            let picture = match &said.passage {
                Some(Passage::Picture(region)) => Some(region.to_string()),
                _ => None,
            };
            let place = reading.place(index).map_or(page.to_owned(), |id| format!("{page}#{id}"));
            self.table.add(&[
                &document.slug,
                &said.id,
                &said.kind(),
                &quote,
                &said.states(),
                &said.note.as_ref().map(|note| note.body.lines()),
                &value(said.details().reader.as_ref()),
                &dated(said.details().created.as_ref()).0,
                &joined(&said.details().tags),
                &said.details().locator,
                &place,
                &picture,
            ])?;
            for reply in &said.details().replies {
                let reader = value(reply.reader.as_ref());
                let created = dated(reply.created.as_ref()).0;
                self.replies.add(&[
                    &document.slug,
                    &said.id,
                    &reader,
                    &reply.note.body.lines(),
                    &created,
                ])?;
            }
        }
        Ok(())
    }
}

/// An entity that may be listed.
fn shown(source: Source<'_>, id: EntityId) -> Option<&Entity> {
    Some(source.archive.entity(id)).filter(|entity| !entity.sensitive)
}

/// Entities and where they are named.
pub(super) fn names(source: Source, connection: &Connection) -> Result<()> {
    let mut entities = Table::open(connection, "entities", 12)?;
    let mut aliases = Table::open(connection, "aliases", 5)?;
    let mut identifiers = Table::open(connection, "identifiers", 3)?;
    let mut mentions = Table::open(connection, "mentions", 5)?;
    let mut annotated = Table::open(connection, "annotated", 2)?;
    let mut records = Records::open(connection)?;
    for id in (0..).map(EntityId).take(source.archive.entities.len()) {
        let Some(entity) = shown(source, id) else { continue };
        let named = source.archive.known.mentions.of(id);
        entities.add(&[
            &entity.slug,
            &entity.name,
            &entity.sort,
            &entity.kind,
            &entity.coordinates.map(|place| place.0),
            &entity.coordinates.map(|place| place.1),
            &entity.radius_km,
            &entity.part_of.and_then(|whole| shown(source, whole)).map(|whole| &whole.slug),
            &entity.summary,
            &u32::try_from(named.len()).unwrap_or(u32::MAX),
            &source.image(entity),
            &filled(source.page(Target::Entity(id))),
        ])?;
        for alias in &entity.aliases {
            let [since, until] = [&alias.from, &alias.to].map(|day| dated(day.as_ref()).0);
            aliases.add(&[&entity.slug, &alias.value.value, &alias.language, &since, &until])?;
        }
        records.add(source, entity)?;
        for (scheme, value) in &entity.identifiers {
            identifiers.add(&[&entity.slug, scheme, value])?;
        }
        for &(document, index) in named {
            let body = &source.archive.document(document).document.body;
            let mention = source.archive.mentions[document.index()][index as usize];
            mentions.add(&[
                &entity.slug,
                &source.archive.document(document).document.slug,
                &mention.paragraph.map(|number| number + 1),
                &&body.text[mention.range.range()],
                &source.paragraph(document, mention.paragraph),
            ])?;
        }
        for &article in source.archive.known.declared.of(id) {
            annotated.add(&[&entity.slug, &source.archive.document(article).document.slug])?;
        }
    }
    Ok(())
}

/// What only records say of entities.
struct Records<'c> {
    lives: Table<'c>,
    roles: Table<'c>,
    different_from: Table<'c>,
    tagged: Table<'c>,
}

impl<'c> Records<'c> {
    fn open(connection: &'c Connection) -> Result<Self> {
        Ok(Self {
            lives: Table::open(connection, "lives", 5)?,
            roles: Table::open(connection, "roles", 6)?,
            different_from: Table::open(connection, "different_from", 2)?,
            tagged: Table::open(connection, "tagged", 2)?,
        })
    }

    fn add(&mut self, source: Source, entity: &Entity) -> Result<()> {
        for (which, date) in &entity.dates {
            let (date, earliest, latest) = dated(Some(date));
            self.lives.add(&[&entity.slug, &which.key(), &date, &earliest, &latest])?;
        }
        for role in &entity.roles {
            let (date, earliest, latest) = dated(role.when.as_ref());
            let body = value(role.at.as_ref());
            self.roles.add(&[&entity.slug, &role.role, &body, &date, &earliest, &latest])?;
        }
        for other in entity.different_from.iter().filter_map(|&id| shown(source, id)) {
            self.different_from.add(&[&entity.slug, &other.slug])?;
        }
        for tag in source.tags(entity) {
            self.tagged.add(&[&entity.slug, &tag.value])?;
        }
        Ok(())
    }
}

/// Events with what is reported of them, and who took part.
pub(super) fn events(source: Source, connection: &Connection) -> Result<()> {
    let mut events = Table::open(connection, "events", 8)?;
    let mut reports = Table::open(connection, "reports", 6)?;
    let mut participants = Table::open(connection, "participants", 3)?;
    for (event, url) in source.archive.events.iter().zip(&source.site.events) {
        let (earliest, latest) = days(event.when.as_deref());
        events.add(&[
            &event.id,
            &event.title,
            &event.when.as_ref().map(|when| &when.text),
            &earliest,
            &latest,
            &event.place.map(|id| source.name(id)),
            &event.disputed,
            &source.url(url),
        ])?;
        for report in &event.reports {
            let said = source.archive.annotation(report.document, report.annotation);
            let Some(Says::Event(said)) = said.map(|said| &said.says) else { continue };
            let (date, earliest, latest) = dated(report.date.as_ref());
            reports.add(&[
                &event.id,
                &source.archive.document(report.document).document.slug,
                &date,
                &earliest,
                &latest,
                &said.title.value,
            ])?;
        }
        for &id in &event.who {
            let entity = shown(source, id).map(|entity| &entity.slug);
            participants.add(&[&event.id, &source.name(id), &entity])?;
        }
    }
    Ok(())
}

/// Claims, the numbers in them, and what they answer.
pub(super) fn claims(source: Source, connection: &Connection) -> Result<()> {
    let mut questions = Table::open(connection, "questions", 4)?;
    let mut claims = Table::open(connection, "claims", 14)?;
    let mut figures = Table::open(connection, "figures", 7)?;
    for (id, question) in (0..).map(QuestionId).zip(&source.archive.questions) {
        let standing = question.standing.name();
        let url = filled(source.page(Target::Question(id)));
        questions.add(&[&question.slug, &question.title, &standing, &url])?;
    }
    for (number, claim) in (1i64..).zip(&source.archive.claims) {
        let Some(record) = source.archive.record(claim) else { continue };
        let (made, earliest, latest) = dated(record.made.as_ref());
        claims.add(&[
            &number,
            &claim.id,
            &source.archive.document(claim.document).document.slug,
            &record.says.value,
            &claim.stance.name(),
            &claim.question.map(|id| &source.archive.question(id).slug),
            &source.archive.speaker(claim),
            &claim.speaker.and_then(|id| shown(source, id)).map(|entity| &entity.slug),
            &filled(stations(claim, ChainRole::Basis)),
            &filled(stations(claim, ChainRole::Relay)),
            &made,
            &earliest,
            &latest,
            &format!("{}#{}", source.page(Target::Document(claim.document)), claim.id),
        ])?;
        if let Some(figure) = &record.figure {
            let range = figure.range;
            figures.add(&[
                &number,
                &figure.written,
                &range.and_then(|range| range.low),
                &range.and_then(|range| range.high),
                &range.is_some_and(|range| range.approximate),
                &figure.unit,
                &figure.scope,
            ])?;
        }
    }
    Ok(())
}

/// What links where.
pub(super) fn links(source: Source, connection: &Connection) -> Result<()> {
    let mut links = Table::open(connection, "links", 4)?;
    for (&target, backlinks) in &*source.archive.backlinks {
        let to = source.page(target);
        for backlink in backlinks.iter().filter(|_| !to.is_empty()) {
            let from = source.page(Target::Document(backlink.from));
            let kind = backlink.kind.name();
            match sentence(source, backlink.from, backlink.words, backlink.sentence.range()) {
                Some(sentence) => links.add(&[&from, &kind, &to, &sentence])?,
                None => links.add(&[&from, &kind, &to, &Null])?,
            }
        }
    }
    Ok(())
}

/// The sentence around a link, in the words that it stands in.
fn sentence(
    source: Source<'_>,
    id: DocumentId,
    words: Words,
    range: std::ops::Range<usize>,
) -> Option<&str> {
    let mut texts = source.archive.document(id).document.texts();
    let (_, body) = texts.find(|(which, _)| *which == words)?;
    body.text.get(range).filter(|sentence| !sentence.is_empty())
}
