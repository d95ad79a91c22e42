//! Tables (RFC 4180), lines of JSON, and places (RFC 7946).

use serde_json::{Value, json};

use super::feeds::published;
use super::{Source, edtf};
use crate::model::annotation::Says;
use crate::model::archive::{ChainRole, Claim, Target};

/// A table as CSV: every field is quoted where it has to be, lines end as the standard wants.
struct Csv(String);

impl Csv {
    fn new(head: &[&str]) -> Self {
        let mut csv = Self(String::new());
        csv.row(head.iter().map(|name| (*name).to_owned()));
        csv
    }

    fn row(&mut self, fields: impl IntoIterator<Item = String>) {
        for (index, field) in fields.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            // A spreadsheet would run what begins like a formula; an apostrophe makes it words.
            let signed = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let runs = signed && field.parse::<f64>().is_err();
            let field = if runs { format!("'{field}") } else { field };
            if field.contains([',', '"', '\n', '\r']) {
                self.0.extend(["\"", &field.replace('"', "\"\""), "\""]);
            } else {
                self.0.push_str(&field);
            }
        }
        self.0.push_str("\r\n");
    }
}

pub(super) fn entities(source: Source) -> String {
    let mut csv = Csv::new(&[
        "id",
        "name",
        "kind",
        "aliases",
        "mentions",
        "latitude",
        "longitude",
        "summary",
        "url",
    ]);
    for (index, entity) in (0u32..).zip(&source.archive.entities) {
        if entity.sensitive {
            continue;
        }
        let aliases: Vec<&str> =
            entity.aliases.iter().map(|alias| alias.value.value.as_str()).collect();
        let place = |pick: fn((f64, f64)) -> f64| entity.coordinates.map(|c| pick(c).to_string());
        csv.row([
            entity.slug.clone(),
            entity.name.clone(),
            entity.kind.clone(),
            aliases.join("; "),
            entity.mentions.len().to_string(),
            place(|c| c.0).unwrap_or_default(),
            place(|c| c.1).unwrap_or_default(),
            entity.summary.clone().unwrap_or_default(),
            source.page(Target::Entity(crate::model::archive::EntityId(index))),
        ]);
    }
    csv.0
}

pub(super) fn events(source: Source) -> String {
    let mut csv = Csv::new(&[
        "id", "title", "date", "earliest", "latest", "place", "who", "reports", "disputed",
    ]);
    for event in &source.archive.events {
        let day = |day: Option<crate::model::date::Day>| {
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        let who: Vec<&str> = event.who.iter().map(|id| source.name(*id)).collect();
        let reports: Vec<&str> = event.reports.iter().map(|r| source.title(r.document)).collect();
        csv.row([
            event.id.clone(),
            event.title.clone(),
            event.when.as_ref().map(|when| when.text.clone()).unwrap_or_default(),
            day(event.when.as_ref().and_then(|when| when.earliest)),
            day(event.when.as_ref().and_then(|when| when.latest)),
            event.place.map(|id| source.name(id).to_owned()).unwrap_or_default(),
            who.join("; "),
            reports.join("; "),
            event.disputed.to_string(),
        ]);
    }
    csv.0
}

pub(super) fn claims(source: Source) -> String {
    let head = [
        "id", "says", "stance", "question", "speaker", "basis", "relays", "article", "made",
        "figure", "unit", "scope",
    ];
    let mut csv = Csv::new(&head);
    for claim in &source.archive.claims {
        let document = &source.archive.document(claim.document).document;
        let annotation =
            document.article().and_then(|a| a.annotations.get(claim.annotation as usize));
        let Some(Says::Claim(record)) = annotation.map(|annotation| &annotation.says) else {
            continue;
        };
        let figure = record.figure.as_ref();
        csv.row([
            claim.id.clone(),
            record.says.value.clone(),
            claim.stance.name().to_owned(),
            claim.question.map(|id| source.archive.question(id).title.clone()).unwrap_or_default(),
            stations(claim, ChainRole::Speaker),
            stations(claim, ChainRole::Basis),
            stations(claim, ChainRole::Relay),
            document.title.value.clone(),
            edtf(record.made.as_ref()),
            figure.map(|figure| figure.written.clone()).unwrap_or_default(),
            figure.and_then(|figure| figure.unit.clone()).unwrap_or_default(),
            figure.and_then(|figure| figure.scope.clone()).unwrap_or_default(),
        ]);
    }
    csv.0
}

fn stations(claim: &Claim, role: ChainRole) -> String {
    let names = claim.chain.iter().filter(|link| link.role == role).map(|link| link.name.as_str());
    names.collect::<Vec<_>>().join("; ")
}

pub(super) fn mentions(source: Source) -> String {
    let mut csv = Csv::new(&["entity", "article", "paragraph", "words", "url"]);
    for entity in source.archive.entities.iter().filter(|entity| !entity.sensitive) {
        for &(id, index) in &entity.mentions {
            let body = &source.archive.document(id).document.body;
            let mention = source.archive.mentions[id.index()][index as usize];
            let paragraph = mention.paragraph.map(|p| &body.paragraphs[p as usize]);
            let page = source.page(Target::Document(id));
            csv.row([
                entity.slug.clone(),
                source.title(id).to_owned(),
                mention.paragraph.map(|p| (p + 1).to_string()).unwrap_or_default(),
                body.text[mention.range.range()].to_owned(),
                paragraph.map_or(page.clone(), |p| format!("{page}#{}", p.id)),
            ]);
        }
    }
    csv.0
}

/// One article a line.
pub(super) fn archive(source: Source) -> String {
    let line = |id| {
        let document = &source.archive.document(id).document;
        let article = document.article();
        let names = |list: Option<&Vec<crate::source::Spanned<String>>>| -> Vec<String> {
            list.into_iter().flatten().map(|name| name.value.clone()).collect()
        };
        let record = json!({
            "url": source.page(Target::Document(id)),
            "title": document.title.value,
            "authors": names(article.map(|article| &article.authors)),
            "outlet": article.and_then(|article| article.outlet.as_ref()).map(|outlet| &outlet.value),
            "original": article.and_then(|article| article.url.as_ref()).map(|url| &url.value),
            "published": published(source, id),
            "language": document.language.as_ref().map_or(&source.config.language, |l| &l.value),
            "summary": document.summary.as_ref().map(|summary| &summary.value),
            "tags": names(Some(&document.tags)),
            "annotations": article.map_or(0, |article| article.annotations.len()),
        });
        format!("{record}\n")
    };
    source.archive.readings().map(line).collect()
}

pub(super) fn places(source: Source) -> String {
    let place = |(index, entity): (u32, &crate::model::archive::Entity)| {
        let (latitude, longitude) = entity.coordinates.filter(|_| !entity.sensitive)?;
        Some(json!({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {
                "name": entity.name,
                "radius_km": entity.radius_km,
                "mentions": entity.mentions.len(),
                "url": source.page(Target::Entity(crate::model::archive::EntityId(index))),
            },
        }))
    };
    let features: Vec<Value> = (0u32..).zip(&source.archive.entities).filter_map(place).collect();
    format!("{:#}\n", json!({"type": "FeatureCollection", "features": features}))
}
