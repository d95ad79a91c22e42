//! What a document says, in lines.

use std::fmt::Write as _;

use variorum::diagnostic::Checked;
use variorum::model::annotation::{Alias, Annotation, Passage, Says, Selector};
use variorum::model::article::{Article, Document, EntityRecord, Kind};
use variorum::model::date::{Basis, Calendar, Dated};
use variorum::source::{Source, Span, Spanned};

/// A line for each thing that is set, and for each fault.
pub(super) fn summary(source: &Source, checked: &Checked<Document>) -> String {
    let document = &checked.value;
    let mut lines = Lines { text: &source.text, lines: String::new() };
    let kind = match &document.is {
        Kind::Article(_) => "article",
        Kind::Entity(_) => "entity",
        Kind::Question(_) => "question",
        Kind::Page => "page",
    };
    lines.add(kind, &document.slug);
    lines.add("title", lines.shown(&document.title));
    lines.add("aliases", lines.list(&document.aliases));
    lines.add("redirect_from", lines.list(&document.redirect_from));
    lines.add("tags", lines.list(&document.tags));
    lines.add("summary", lines.one(document.summary.as_ref()));
    lines.add("language", lines.one(document.language.as_ref()));
    lines.add("direction", document.direction.map(|d| format!("{d:?}")).unwrap_or_default());
    lines.add("visibility", document.visibility.map(|v| format!("{v:?}")).unwrap_or_default());
    lines.add("switches", switches(&[("draft", document.draft), ("noindex", document.noindex)]));
    if let Some(withdrawn) = &document.withdrawn {
        let reason = withdrawn.reason.as_deref().unwrap_or("no reason");
        lines.add("withdrawn", format!("{} {reason}", show_date(withdrawn.date.as_ref())));
    }
    let extra: Vec<&str> = document.extra.iter().map(|(key, _)| key.value.as_str()).collect();
    lines.add("extra", extra.join(" + "));
    match &document.is {
        Kind::Article(said) => article(&mut lines, said),
        Kind::Entity(record) => entity(&mut lines, record),
        Kind::Question(record) => {
            lines.add("unit", record.unit.as_deref().unwrap_or_default());
            if let Some((is, because)) = &record.standing {
                lines.add("standing", format!("{} because {because:?}", lines.shown(is)));
            }
        }
        Kind::Page => {}
    }
    lines.add("text", &document.body.text);
    let mut faults = checked.diagnostics.clone();
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    for fault in faults {
        let places: Vec<String> = fault.labels.iter().map(|label| lines.at(label.span)).collect();
        let help = fault.help.as_deref().map(|help| format!(" | {help}")).unwrap_or_default();
        let name = format!("{:?} {}", fault.severity, fault.code.name());
        lines.add(&name, format!("«{}» {}{help}", places.join("» «"), fault.message));
    }
    lines.lines
}

fn switches(switches: &[(&str, bool)]) -> String {
    let on = switches.iter().filter(|(_, on)| *on).map(|(name, _)| *name);
    on.collect::<Vec<_>>().join(" + ")
}

fn article(lines: &mut Lines, said: &Article) {
    lines.add("authors", lines.list(&said.authors));
    lines.add("outlet", lines.one(said.outlet.as_ref()));
    lines.add("url", lines.one(said.url.as_ref()));
    lines.add("archived", lines.list(&said.archived));
    lines.add("published", show_date(said.published.as_ref()));
    lines.add("accessed", show_date(said.accessed.as_ref()));
    let read: Vec<String> = said.read.iter().map(|date| show_date(Some(date))).collect();
    lines.add("read", read.join(" + "));
    lines.add("licence", lines.one(said.licence.as_ref()));
    lines.add("rating", lines.one(said.rating.as_ref()));
    lines.add("translation_of", lines.one(said.translation_of.as_ref()));
    lines.add("corrects", lines.one(said.corrects.as_ref()));
    lines.add("version_of", lines.one(said.version_of.as_ref()));
    lines.add("part_of", lines.one(said.part_of.as_ref()));
    if let Some(capture) = &said.capture {
        let file = capture.file.as_ref().map(|file| file.value.as_str());
        lines.add(
            "capture",
            format!("{file:?} {:?} {:?} {:?}", capture.sha256, capture.tool, capture.at),
        );
    }
    for annotation in &said.annotations {
        annotated(lines, annotation);
    }
}

fn annotated(lines: &mut Lines, item: &Annotation) {
    lines.add("-", &item.id);
    match &item.passage {
        Some(Passage::Quote(quote)) => {
            let nth =
                quote.nth.as_ref().map(|nth| format!(" nth {}", nth.value)).unwrap_or_default();
            let all = if quote.all { " all" } else { "" };
            let prefix = prefixed(" after ", &lines.one(quote.prefix.as_ref()));
            let suffix = prefixed(" before ", &lines.one(quote.suffix.as_ref()));
            let fuzzy = match quote.fuzzy {
                Selector::MOST_FUZZY => String::new(),
                fuzzy => format!(" fuzzy {fuzzy}"),
            };
            let exact = lines.shown(&quote.exact);
            lines.add("  quote", format!("{exact}{prefix}{suffix}{nth}{all}{fuzzy}"));
        }
        Some(Passage::Mark(mark)) => {
            lines.add("  mark", format!("{mark} ({})", lines.at(item.span)));
        }
        Some(Passage::Picture(region)) => {
            lines.add("  picture", format!("{region} ({})", lines.at(region.picture.span)));
        }
        None => {}
    }
    if let Some(note) = &item.note {
        lines.add("  note", format!("{} ({})", note.body.text, lines.at(note.span)));
    }
    lines.add("  reader", lines.one(item.details().reader.as_ref()));
    lines.add("  created", show_date(item.details().created.as_ref()));
    lines.add("  tags", lines.list(&item.details().tags));
    lines.add("  locator", item.details().locator.as_deref().unwrap_or_default());
    lines.add("  switches", switches(&[("private", item.private), ("suggested", item.suggested)]));
    for reply in &item.details().replies {
        let private = if reply.private { " private" } else { "" };
        let reader = prefixed(" by ", &lines.one(reply.reader.as_ref()));
        let created = prefixed(" on ", &show_date(reply.created.as_ref()));
        lines.add("  reply", format!("{}{reader}{created}{private}", reply.note.body.text));
    }
    says(lines, item);
}

fn says(lines: &mut Lines, item: &Annotation) {
    match &item.says {
        Says::Highlight(kind) => lines.add("  kind", lines.one(kind.as_ref())),
        Says::Names(naming) => {
            lines.add("  name", lines.shown(&naming.name));
            lines.add("  kind", lines.one(naming.kind.as_ref()));
            lines.add("  aliases", lines.aliases(&naming.aliases));
        }
        Says::Event(event) => {
            lines.add("  event", lines.shown(&event.title));
            lines.add("  given", lines.one(event.id.as_ref()));
            lines.add("  date", show_date(event.date.as_ref()));
            lines.add("  place", lines.one(event.place.as_ref()));
            lines.add("  who", lines.list(&event.who));
        }
        Says::Claim(claim) => {
            lines.add("  says", lines.shown(&claim.says));
            lines.add("  given", lines.one(claim.id.as_ref()));
            lines.add("  question", lines.one(claim.question.as_ref()));
            lines.add("  by", lines.one(claim.by.as_ref()));
            lines.add("  basis", lines.one(claim.basis.as_ref()));
            lines.add("  via", lines.list(&claim.via));
            lines.add("  made", show_date(claim.made.as_ref()));
            lines.add("  stance", format!("{:?}", claim.stance));
            if let Some(figure) = &claim.figure {
                let range = figure.range.map(|range| (range.low, range.high, range.approximate));
                lines.add(
                    "  figure",
                    format!("{} {range:?} {:?} {:?}", figure.written, figure.unit, figure.scope),
                );
            }
            lines.add(
                "  rating",
                claim.rating.as_ref().map(|r| r.value.to_string()).unwrap_or_default(),
            );
            for (how, other) in &claim.relations {
                lines.add("  relation", format!("{how:?} {}", lines.shown(other)));
            }
        }
    }
}

fn entity(lines: &mut Lines, record: &EntityRecord) {
    lines.add("name", lines.shown(&record.naming.name));
    lines.add("kind", lines.one(record.naming.kind.as_ref()));
    lines.add("aliases", lines.aliases(&record.naming.aliases));
    lines.add("not", lines.list(&record.not));
    for (scheme, value) in &record.identifiers {
        lines.add("identifier", format!("{scheme} {}", lines.shown(value)));
    }
    lines.add("coordinates", record.coordinates.map(|c| format!("{c:?}")).unwrap_or_default());
    lines.add("radius_km", record.radius_km.map(|km| km.to_string()).unwrap_or_default());
    for (which, date) in &record.dates {
        lines.add(&format!("{which:?}"), show_date(Some(date)));
    }
    lines.add("part_of", lines.one(record.part_of.as_ref()));
    for role in &record.roles {
        let at = prefixed(" at ", &lines.one(role.at.as_ref()));
        lines.add(
            "role",
            format!("{}{at}{}", role.role, prefixed(" ", &show_date(role.when.as_ref()))),
        );
    }
    lines.add("different_from", lines.list(&record.different_from));
    lines.add("image", lines.one(record.image.as_ref()));
    lines.add("switches", switches(&[("sensitive", record.sensitive), ("redact", record.redact)]));
}

/// Lines of a summary; what is not set makes no line.
struct Lines<'s> {
    text: &'s str,
    lines: String,
}

impl Lines<'_> {
    fn add(&mut self, key: &str, value: impl AsRef<str>) {
        if !value.as_ref().is_empty() {
            let _ = writeln!(self.lines, "{key}: {}", value.as_ref().replace('\n', "⏎"));
        }
    }

    /// A value; with what stands at its place where that differs.
    fn shown(&self, value: &Spanned<String>) -> String {
        let place = self.at(value.span);
        if place == value.value { place } else { format!("{} ({place})", value.value) }
    }

    fn list(&self, values: &[Spanned<String>]) -> String {
        values.iter().map(|value| self.shown(value)).collect::<Vec<_>>().join(" + ")
    }

    fn one(&self, value: Option<&Spanned<String>>) -> String {
        value.map(|value| self.shown(value)).unwrap_or_default()
    }

    fn at(&self, span: Span) -> String {
        let place = self.text.get(span.range()).unwrap_or("OUTSIDE");
        if place.chars().count() > 60 {
            return format!("{}…", place.chars().take(60).collect::<String>());
        }
        place.to_owned()
    }

    fn aliases(&self, aliases: &[Alias]) -> String {
        let alias = |alias: &Alias| {
            let language = alias.language.as_deref().map(|l| format!(" [{l}]")).unwrap_or_default();
            let from = show_date(alias.from.as_ref());
            let to = show_date(alias.to.as_ref());
            format!(
                "{}{language}{}{}",
                self.shown(&alias.value),
                prefixed(" from ", &from),
                prefixed(" to ", &to)
            )
        };
        aliases.iter().map(alias).collect::<Vec<_>>().join(" + ")
    }
}

fn show_date(dated: Option<&Dated>) -> String {
    let Some(dated) = dated else { return String::new() };
    let mut shown = dated
        .when
        .as_ref()
        .map_or("no date".into(), |when| format!("{} {:?}", when.text, when.kind));
    if let Some(words) = &dated.words {
        let _ = write!(shown, " “{words}”");
    }
    if let Some(to) = &dated.relative_to {
        let _ = write!(shown, " from {}", to.value);
    }
    if dated.basis != Basis::Stated {
        let _ = write!(shown, " {:?}", dated.basis);
    }
    if dated.calendar != Calendar::Gregorian {
        write!(shown, " {}", dated.calendar.name().to_lowercase()).unwrap_or_default();
    }
    shown
}

fn prefixed(before: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{before}{text}") }
}
