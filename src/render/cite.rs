//! How to cite an article: as a sentence, for reference managers, and in the head of the page.
//!
//! What is cited is the text that was read; where the archive has it is said after it.

use std::fmt::Write as _;

use edtf_core::{Date, Edtf, IntervalEndpoint};
use serde_json::{Value, json};

use crate::escape::escaped;
use crate::model::archive::DocumentId;
use crate::model::article::Article;
use crate::model::date::{DateKind, Dated};
use crate::model::site::encoded;
use crate::render::article::is_web;
use crate::render::context::Context;
use crate::render::page::canonical;
use crate::render::shared::Shared;
use crate::render::view::{CiteView, DateView};
use crate::render::words::fill;

/// What citations say.
struct Work<'a> {
    key: String,
    title: &'a str,
    authors: Vec<String>,
    outlet: Option<String>,
    published: Option<&'a Dated>,
    date: Option<Shared<DateView>>,
    accessed: Option<&'a Dated>,
    url: Option<&'a str>,
    page: Option<String>,
    language: &'a str,
}

fn work<'a>(cx: Context<'a>, id: DocumentId, url: &str) -> Work<'a> {
    let document = cx.source(id);
    let article: Option<&Article> = document.article();
    let item = cx.article(id);
    let original = article.and_then(|article| article.url.as_ref()).map(|url| url.value.as_str());
    Work {
        key: document.slug.clone(),
        title: &document.title.value,
        authors: item.authors.iter().map(|author| author.name.clone()).collect(),
        outlet: item.outlet.as_ref().map(|outlet| outlet.name.clone()),
        published: article.and_then(|article| article.published.as_ref()),
        date: item.published.clone(),
        accessed: article.and_then(|article| article.accessed.as_ref()),
        url: original.filter(|url| is_web(url)),
        page: cx.world.config.base_url.as_ref().map(|base| canonical(base, url)),
        language: cx.language(document),
    }
}

/// Every form of a citation.
pub(super) fn view(cx: Context, id: DocumentId, url: &str) -> CiteView {
    let work = work(cx, id, url);
    CiteView {
        html: sentence(cx, &work),
        bibtex: bibtex(&work),
        csl: csl(cx, &work),
        ris: ris(&work),
    }
}

fn sentence(cx: Context, work: &Work) -> String {
    let mut html = String::new();
    if !work.authors.is_empty() {
        html.push_str(&escaped(&work.authors.join(cx.words.get("list.comma"))));
        html.push_str(". ");
    }
    // A title may run the other way than the sentence.
    let title = format!("<bdi>{}</bdi>", escaped(work.title));
    html.push_str(&fill(&escaped(cx.words.get("cite.title")), &[("title", &title)]));
    let outlet = work.outlet.as_ref().map(|outlet| format!("<cite>{}</cite>", escaped(outlet)));
    let date = work.date.as_ref().map(|date| escaped(&date.words));
    let where_and_when: Vec<String> = outlet.into_iter().chain(date).collect();
    for part in [where_and_when.join(", "), work.url.map_or(String::new(), escaped)] {
        if !part.is_empty() {
            html.push(' ');
            html.push_str(&part);
            html.push('.');
        }
    }
    let archive = format!("<cite>{}</cite>", escaped(&cx.world.config.title));
    html.push(' ');
    html.push_str(&fill(cx.words.get("cite.in"), &[("archive", &archive)]));
    if let Some(page) = &work.page {
        html.push_str(", ");
        html.push_str(&escaped(page));
    }
    html.push('.');
    html
}

fn bibtex(work: &Work) -> String {
    let mut fields: Vec<(&str, String)> = Vec::new();
    if !work.authors.is_empty() {
        let authors: Vec<String> = work.authors.iter().map(|author| tex(author)).collect();
        fields.push(("author", authors.join(" and ")));
    }
    fields.push(("title", format!("{{{}}}", tex(work.title))));
    fields.extend(work.outlet.as_ref().map(|outlet| ("howpublished", tex(outlet))));
    if let Some((year, month, day)) = work.published.and_then(day_of) {
        fields.push(("year", year.to_string()));
        fields.extend(month.map(|month| ("month", month.to_string())));
        fields.extend(day.map(|day| ("day", day.to_string())));
    }
    fields.extend(edtf(work.published).map(|date| ("date", date.to_owned())));
    fields.extend(work.url.map(|url| ("url", url.to_owned())));
    fields.extend(edtf(work.accessed).map(|date| ("urldate", date.to_owned())));
    fields.push(("langid", work.language.to_owned()));
    fields.extend(work.page.as_ref().map(|page| ("annote", tex(page))));
    let key: String =
        work.key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let mut text = format!("@misc{{{key}");
    for (name, value) in fields {
        // Writing to a string cannot fail.
        let _ = write!(text, ",\n  {name} = {{{value}}}");
    }
    text.push_str("\n}\n");
    text
}

/// Words with the characters that TeX would read as commands.
fn tex(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => text.extend(['\\', c]),
            '\\' => text.push_str("\\textbackslash{}"),
            '~' => text.push_str("\\textasciitilde{}"),
            '^' => text.push_str("\\textasciicircum{}"),
            '\n' => text.push(' '),
            _ => text.push(c),
        }
    }
    text
}

fn csl(cx: Context, work: &Work) -> String {
    let mut item = json!({
        "id": work.key,
        "type": if work.outlet.is_some() { "article" } else { "webpage" },
        "title": work.title,
        "language": work.language,
    });
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item[key] = value;
        }
    };
    let authors: Vec<Value> = work.authors.iter().map(|name| json!({"literal": name})).collect();
    set("author", (!authors.is_empty()).then_some(Value::from(authors)));
    set("container-title", work.outlet.as_deref().map(Value::from));
    set("issued", work.published.map(|dated| csl_date(cx, dated)));
    set("accessed", work.accessed.map(|dated| csl_date(cx, dated)));
    set("URL", work.url.map(Value::from));
    set("archive", Some(Value::from(cx.world.config.title.as_str())));
    set("archive_location", work.page.as_deref().map(Value::from));
    // A tree of strings and numbers always has a text.
    serde_json::to_string_pretty(&json!([item])).unwrap_or_default()
}

fn csl_date(cx: Context, dated: &Dated) -> Value {
    let parts: Vec<Value> = ends(dated).iter().map(|&date| Value::from(csl_parts(date))).collect();
    if parts.is_empty() {
        return json!({"literal": cx.dated(dated).words});
    }
    let about = dated
        .when
        .as_ref()
        .is_some_and(|when| matches!(when.kind, DateKind::Approximate | DateKind::Uncertain));
    let mut date = json!({"date-parts": parts});
    if about {
        date["circa"] = Value::from(true);
    }
    date
}

fn csl_parts((year, month, day): Parts) -> Vec<i64> {
    std::iter::once(year).chain(month.map(i64::from)).chain(day.map(i64::from)).collect()
}

fn ris(work: &Work) -> String {
    let mut lines: Vec<(&str, String)> =
        vec![("TY", "ELEC".into()), ("TI", work.title.replace('\n', " "))];
    lines.extend(work.authors.iter().map(|author| ("AU", author.clone())));
    lines.extend(work.outlet.iter().map(|outlet| ("T2", outlet.clone())));
    if let Some((year, month, day)) = work.published.and_then(day_of) {
        lines.push(("PY", year.to_string()));
        let two = |part: Option<u8>| part.map_or(String::new(), |part| format!("{part:02}"));
        lines.push(("DA", format!("{year}/{}/{}/", two(month), two(day))));
    }
    lines.extend(work.url.map(|url| ("UR", url.to_owned())));
    lines.push(("LA", work.language.to_owned()));
    lines.extend(work.page.iter().map(|page| ("L2", page.clone())));
    lines.push(("ER", String::new()));
    let lines: Vec<String> =
        lines.iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect();
    lines.concat()
}

/// `citation_…` for the head of a page.
pub(super) fn highwire(cx: Context, id: DocumentId, url: &str) -> Vec<(String, String)> {
    let work = work(cx, id, url);
    let mut tags = vec![("citation_title", work.title.to_owned())];
    tags.extend(work.authors.into_iter().map(|author| ("citation_author", author)));
    tags.extend(work.outlet.map(|outlet| ("citation_journal_title", outlet)));
    tags.extend(
        work.published.and_then(day_of).map(|date| ("citation_publication_date", slashed(date))),
    );
    tags.push(("citation_language", work.language.to_owned()));
    tags.extend(work.url.map(|url| ("citation_public_url", url.to_owned())));
    tags.extend(work.page.map(|page| ("citation_fulltext_html_url", page)));
    tags.into_iter().map(|(name, content)| (name.to_owned(), content)).collect()
}

/// The `title` of a `COinS` span: an `OpenURL` in Dublin Core.
pub(super) fn coins(cx: Context, id: DocumentId, url: &str) -> String {
    let work = work(cx, id, url);
    let mut fields = vec![("rft.type", "webpage".to_owned()), ("rft.title", work.title.to_owned())];
    fields.extend(work.authors.into_iter().map(|author| ("rft.creator", author)));
    fields.extend(work.outlet.map(|outlet| ("rft.source", outlet)));
    fields.extend(
        work.published.and_then(day_of).map(|date| ("rft.date", slashed(date).replace('/', "-"))),
    );
    fields.push(("rft.language", work.language.to_owned()));
    fields.extend(work.url.map(str::to_owned).or(work.page).map(|url| ("rft.identifier", url)));
    let mut title =
        String::from("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc");
    for (name, value) in fields {
        let _ =
            write!(title, "&{name}={}", encoded(&value).replace('#', "%23").replace('/', "%2F"));
    }
    title
}

/// Year, month and day, as far as they are known.
type Parts = (i64, Option<u8>, Option<u8>);

fn slashed((year, month, day): Parts) -> String {
    let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("/{part:02}"));
    format!("{year:04}{}{}", part(month), part(day))
}

fn edtf(dated: Option<&Dated>) -> Option<&str> {
    Some(dated?.when.as_ref()?.text.as_str())
}

fn day_of(dated: &Dated) -> Option<Parts> {
    ends(dated).first().copied()
}

/// The date, or the first and last one of an interval.
fn ends(dated: &Dated) -> Vec<Parts> {
    let Some(when) = &dated.when else { return Vec::new() };
    match &when.edtf {
        Edtf::Date(date) => parts(date).into_iter().collect(),
        Edtf::DateTime(at) => parts(&at.date).into_iter().collect(),
        Edtf::Interval(interval) => match (interval.start, interval.end) {
            (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) => {
                parts(&from).into_iter().chain(parts(&to)).collect()
            }
            _ => Vec::new(),
        },
        Edtf::Set(_) => Vec::new(),
    }
}

fn parts(date: &Date) -> Option<Parts> {
    let month = date.month.and_then(edtf_core::DateField::value).filter(|month| *month <= 12);
    let day = date.day.and_then(edtf_core::DateField::value).filter(|_| month.is_some());
    Some((date.year.value()?, month, day))
}
