//! Tables (RFC 4180) with what their columns are (Data Package 2.0), lines of JSON, and places (RFC 7946).

use edtf_core::Edtf;
use serde_json::{Value, json};

use super::{Source, edtf, pretty, room};
use crate::fold;
use crate::model::archive::{ChainRole, Claim, DocumentId, EntityId, LinkKind, Target};
use crate::model::article::{LifeDate, Role};
use crate::model::data::Dataset;

/// A column: its name, its type in a Table Schema, and what is in it.
type Column = (&'static str, &'static str, &'static str);

const ENTITIES: &[Column] = &[
    ("id", "string", "The name of its page"),
    ("name", "string", "Its name"),
    ("kind", "string", "person, organisation, place, work, concept or another word"),
    ("sort", "string", "The name that it is sorted by"),
    ("aliases", "string", "Its other names, with semicolons between them"),
    ("born", "string", "When, as EDTF (ISO 8601-2)"),
    ("died", "string", "When, as EDTF (ISO 8601-2)"),
    ("founded", "string", "When, as EDTF (ISO 8601-2)"),
    ("ended", "string", "When, as EDTF (ISO 8601-2)"),
    ("part_of", "string", "What it is part of"),
    ("roles", "string", "Its offices, with semicolons between them"),
    ("different_from", "string", "What it is easily taken for, with semicolons between them"),
    ("mentions", "integer", "How often it is named"),
    ("latitude", "number", "Degrees north"),
    ("longitude", "number", "Degrees east"),
    ("radius_km", "number", "How far from there it may lie or reach"),
    ("summary", "string", "A sentence about it"),
    ("identifiers", "string", "What other catalogues call it, with semicolons between them"),
    ("tags", "string", "Its tags, with semicolons between them"),
    ("image", "string", "A picture of it"),
    ("url", "string", "Its page"),
];

const EVENTS: &[Column] = &[
    ("id", "string", "Its place on the timeline"),
    ("title", "string", "What happened"),
    ("date", "string", "When, as EDTF (ISO 8601-2)"),
    ("earliest", "string", "The earliest day it can have been, ISO 8601"),
    ("latest", "string", "The latest day it can have been, ISO 8601"),
    ("place", "string", "Where"),
    ("who", "string", "Who took part, with semicolons between them"),
    ("reports", "string", "The articles that report it, with semicolons between them"),
    ("disputed", "boolean", "Whether the reports date it differently"),
    ("url", "string", "Its place on the timeline"),
];

const CLAIMS: &[Column] = &[
    ("id", "string", "Its id on the page of its article"),
    ("says", "string", "What is claimed"),
    ("stance", "string", "asserts, denies, doubts, declines, silent or retracts"),
    ("question", "string", "What it answers"),
    ("speaker", "string", "Who claims it; empty for the article itself"),
    ("basis", "string", "What the speaker relies on"),
    ("relays", "string", "Who passed it on, with semicolons between them"),
    ("article", "string", "The article that reports it"),
    ("made", "string", "When it was said, as EDTF (ISO 8601-2)"),
    ("figure", "string", "The number, as it was claimed"),
    ("unit", "string", "What the number counts"),
    ("scope", "string", "Of what it counts them"),
    ("url", "string", "Its place on the page of its article"),
];

const MENTIONS: &[Column] = &[
    ("entity", "string", "The id of who or what is named"),
    ("article", "string", "Where"),
    ("paragraph", "integer", "The number of the paragraph, from 1"),
    ("words", "string", "The name as it stands there"),
    ("url", "string", "The paragraph"),
];

/// What the tables are, for programs that read them.
pub(super) fn package(source: Source) -> String {
    let table = |&set: &Dataset| {
        let (columns, key) = match set {
            Dataset::Claims => (CLAIMS, "url"),
            Dataset::Entities => (ENTITIES, "id"),
            Dataset::Events => (EVENTS, "id"),
            Dataset::Mentions => (MENTIONS, ""),
            _ => return None,
        };
        source.site.page(&format!("data/{}", set.file()))?;
        let field = |&(name, kind, about): &Column| json!({"name": name, "type": kind, "description": about});
        let fields: Vec<Value> = columns.iter().map(field).collect();
        let mut schema = json!({"fields": fields});
        if !key.is_empty() {
            schema["primaryKey"] = json!([key]);
        }
        if set == Dataset::Mentions {
            let entities = json!({"resource": Dataset::Entities.format(), "fields": ["id"]});
            schema["foreignKeys"] = json!([{"fields": ["entity"], "reference": entities}]);
        }
        Some(json!({
            "name": set.format(),
            "type": "table",
            "description": set.explanation(),
            "path": set.file(),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema,
        }))
    };
    let tables: Vec<Value> = Dataset::TABLES.iter().filter_map(table).collect();
    let name = fold::slug(&source.config.title);
    let is_plain = |name: &String| !name.is_empty() && name.is_ascii();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": Some(name).filter(is_plain).unwrap_or_else(|| "archive".to_owned()),
        "title": source.config.title,
        "resources": tables,
    });
    let about = &source.config.description;
    if !about.is_empty() {
        package["description"] = Value::from(about.as_str());
    }
    if let Some(base) = &source.config.base_url {
        package["homepage"] = Value::from(base.as_str());
    }
    pretty(&package, 0)
}

/// What formulas begin with, also in the width of Chinese and Japanese letters, and what spreadsheets pass over before.
const FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A table as CSV: every field is quoted where it has to be, lines end as the standard wants.
struct Csv(String);

impl Csv {
    /// A table with so many rows.
    fn new(columns: &[Column], rows: usize) -> Self {
        let mut csv = Self(room(rows));
        csv.row(columns.iter().map(|(name, ..)| (*name).to_owned()));
        csv
    }

    fn row(&mut self, fields: impl IntoIterator<Item = String>) {
        for (index, field) in fields.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            self.field(&field);
        }
        self.0.push_str("\r\n");
    }

    /// Words that a spreadsheet does not run: an apostrophe stands before what begins like a formula. In some countries it
    /// takes semicolons or tabs for borders, and what stands behind one for the beginning of a cell.
    fn field(&mut self, field: &str) {
        let is_quoted = field.contains([',', '"', '\n', '\r']);
        let quote = if is_quoted { "\"" } else { "" };
        self.0.push_str(quote);
        let is_number =
            field.ends_with(|c: char| c.is_ascii_digit()) && field.parse::<f64>().is_ok();
        // Years before our era are marked like numbers below zero.
        let is_date = || field.starts_with('-') && Edtf::parse(field).is_ok();
        let is_harmless = is_number || is_date();
        let mut begins = !is_harmless;
        for c in field.chars() {
            if begins && FORMULAS.contains(&c) {
                self.0.push('\'');
            }
            begins =
                !is_harmless && (matches!(c, ';' | '\t' | '\n' | '\r') || (begins && c == '"'));
            self.0.push(c);
            if c == '"' {
                self.0.push(c);
            }
        }
        self.0.push_str(quote);
    }
}

pub(super) fn entities(source: Source) -> String {
    let mut csv = Csv::new(ENTITIES, source.archive.entities.len());
    for (index, entity) in (0u32..).zip(&source.archive.entities) {
        if entity.sensitive {
            continue;
        }
        let aliases: Vec<&str> =
            entity.aliases.iter().map(|alias| alias.value.value.as_str()).collect();
        let place = |pick: fn((f64, f64)) -> f64| entity.coordinates.map(|c| pick(c).to_string());
        let date = |which| edtf(entity.dates.iter().find(|(is, _)| *is == which).map(|(_, at)| at));
        let roles: Vec<String> = entity.roles.iter().map(role).collect();
        let identifiers = entity.identifiers.iter();
        let identifiers: Vec<String> =
            identifiers.map(|(scheme, value)| format!("{scheme}: {value}")).collect();
        let tags: Vec<&str> = source.tags(entity).iter().map(|tag| tag.value.as_str()).collect();
        let others: Vec<&str> = entity.different_from.iter().map(|id| source.name(*id)).collect();
        csv.row([
            entity.slug.clone(),
            entity.name.clone(),
            entity.kind.clone(),
            entity.sort.clone(),
            aliases.join("; "),
            date(LifeDate::Born),
            date(LifeDate::Died),
            date(LifeDate::Founded),
            date(LifeDate::Ended),
            entity.part_of.map(|id| source.name(id).to_owned()).unwrap_or_default(),
            roles.join("; "),
            others.join("; "),
            source.archive.known.mentions.of(EntityId(index)).len().to_string(),
            place(|c| c.0).unwrap_or_default(),
            place(|c| c.1).unwrap_or_default(),
            entity.radius_km.map(|radius| radius.to_string()).unwrap_or_default(),
            entity.summary.clone().unwrap_or_default(),
            identifiers.join("; "),
            tags.join("; "),
            source.image(entity).unwrap_or_default(),
            source.page(Target::Entity(EntityId(index))),
        ]);
    }
    csv.0
}

/// An office with where and when it was held: `Keeper, Harbour Office, 1872/1907`.
fn role(role: &Role) -> String {
    let at = role.at.as_ref().map(|at| at.value.clone()).unwrap_or_default();
    let parts = [role.role.clone(), at, edtf(role.when.as_ref())];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

pub(super) fn events(source: Source) -> String {
    let mut csv = Csv::new(EVENTS, source.archive.events.len());
    for (event, url) in source.archive.events.iter().zip(&source.site.events) {
        let day = |day: Option<crate::model::date::Day>| {
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        let who: Vec<&str> = event.who.iter().map(|id| source.name(*id)).collect();
        let (earliest, latest) = event.when.as_ref().map_or((None, None), |when| when.bounds());
        let reports: Vec<&str> = event.reports.iter().map(|r| source.title(r.document)).collect();
        csv.row([
            event.id.clone(),
            event.title.clone(),
            event.when.as_ref().map(|when| when.text.clone()).unwrap_or_default(),
            day(earliest),
            day(latest),
            event.place.map(|id| source.name(id).to_owned()).unwrap_or_default(),
            who.join("; "),
            reports.join("; "),
            event.disputed.to_string(),
            source.url(url),
        ]);
    }
    csv.0
}

pub(super) fn claims(source: Source) -> String {
    let mut csv = Csv::new(CLAIMS, source.archive.claims.len());
    for claim in &source.archive.claims {
        let document = &source.archive.document(claim.document).document;
        let Some(record) = source.archive.record(claim) else { continue };
        let figure = record.figure.as_ref();
        csv.row([
            claim.id.clone(),
            record.says.value.clone(),
            claim.stance.name().to_owned(),
            claim.question.map(|id| source.archive.question(id).title.clone()).unwrap_or_default(),
            source.archive.speaker(claim).unwrap_or_default().to_owned(),
            stations(claim, ChainRole::Basis),
            stations(claim, ChainRole::Relay),
            document.title.value.clone(),
            edtf(record.made.as_ref()),
            figure.map(|figure| figure.written.clone()).unwrap_or_default(),
            figure.and_then(|figure| figure.unit.clone()).unwrap_or_default(),
            figure.and_then(|figure| figure.scope.clone()).unwrap_or_default(),
            format!("{}#{}", source.page(Target::Document(claim.document)), claim.id),
        ]);
    }
    csv.0
}

/// Who is named at some stations of the chain of a claim.
pub(super) fn stations(claim: &Claim, role: ChainRole) -> String {
    let names = claim.chain.iter().filter(|link| link.role == role).map(|link| link.name.as_str());
    names.collect::<Vec<_>>().join("; ")
}

pub(super) fn mentions(source: Source) -> String {
    let mut csv =
        Csv::new(MENTIONS, source.archive.mentions.iter().map(|mentions| mentions.len()).sum());
    let entities = (0..).map(EntityId).zip(&source.archive.entities);
    for (entity_id, entity) in entities.filter(|(_, entity)| !entity.sensitive) {
        for &(id, index) in source.archive.known.mentions.of(entity_id) {
            let body = &source.archive.document(id).document.body;
            let mention = source.archive.mentions[id.index()][index as usize];
            csv.row([
                entity.slug.clone(),
                source.title(id).to_owned(),
                mention.paragraph.map(|p| (p + 1).to_string()).unwrap_or_default(),
                body.text[mention.range.range()].to_owned(),
                source.paragraph(id, mention.paragraph),
            ]);
        }
    }
    csv.0
}

/// One article a line.
pub(super) fn archive(source: Source) -> String {
    let line = |id: DocumentId| {
        let document = &source.archive.document(id).document;
        let article = document.article();
        let names = |list: Option<&Vec<crate::source::Spanned<String>>>| -> Vec<String> {
            list.into_iter().flatten().map(|name| name.value.clone()).collect()
        };
        let other = |kind: LinkKind| {
            let mut related = source.archive.related(id).filter(|(of, _)| *of == kind);
            related.next().map(|(_, id)| &source.archive.document(id).document.slug)
        };
        let record = json!({
            "id": document.slug,
            "url": source.page(Target::Document(id)),
            "title": document.title.value,
            "authors": names(article.map(|article| &article.authors)),
            "outlet": article.and_then(|article| article.outlet.as_ref()).map(|outlet| &outlet.value),
            "original": article.and_then(|article| article.url.as_ref()).map(|url| &url.value),
            "published": edtf(article.and_then(|article| article.published.as_ref())),
            "modified": edtf(article.and_then(|article| article.modified.as_deref())),
            "accessed": edtf(article.and_then(|article| article.accessed.as_ref())),
            "read": article.map_or(&[][..], |article| &article.read).iter().map(|day| edtf(Some(day))).collect::<Vec<_>>(),
            "archived": names(article.map(|article| &article.archived)),
            "licence": article.and_then(|article| article.licence.as_ref()).map(|l| &l.value),
            "rating": article.and_then(|article| article.rating.as_ref()).map(|r| &r.value),
            "language": document.language.as_ref().map_or(&source.config.language, |l| &l.value),
            "summary": document.summary.as_ref().map(|summary| &summary.value),
            "tags": names(Some(&document.tags)),
            "translation_of": other(LinkKind::Translates),
            "corrects": other(LinkKind::Corrects),
            "version_of": other(LinkKind::Versions),
            "part_of": other(LinkKind::PartOf),
            "annotations": article.map_or(0, |article| article.annotations.len()),
        });
        // A tree of strings and numbers always has a text.
        serde_json::to_string(&record).unwrap_or_default() + "\n"
    };
    let mut text = room(source.archive.articles.len());
    text.extend(source.archive.readings().map(line));
    text
}

pub(super) fn places(source: Source) -> String {
    let place = |(index, entity): (u32, &std::sync::Arc<crate::model::archive::Entity>)| {
        let (latitude, longitude) = entity.coordinates.filter(|_| !entity.sensitive)?;
        Some(json!({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {
                "id": entity.slug,
                "name": entity.name,
                "kind": entity.kind,
                "radius_km": entity.radius_km,
                "mentions": source.archive.known.mentions.of(EntityId(index)).len(),
                "url": source.page(Target::Entity(EntityId(index))),
            },
        }))
    };
    let features: Vec<Value> = (0u32..).zip(&source.archive.entities).filter_map(place).collect();
    pretty(&json!({"type": "FeatureCollection", "features": features}), features.len())
}
