//! `check --links`: which links to others lead nowhere, and where a copy may be.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use variorum::compile::Watch;
use variorum::diagnostic::{Code, Diagnostic};
use variorum::disk::DiskError;
use variorum::disk::answers::{self, Known};
use variorum::links::{self, Manners, NO_HOST, Verdict};
use variorum::model::archive::Archive;
use variorum::model::article::Document;
use variorum::model::date::Dated;
use variorum::source::{SourcePath, Span};

use super::progress::Progress;

/// For how long an answer is believed, in seconds: what is there stays longer than what is not.
const ALIVE: u64 = 30 * 24 * 60 * 60;
const OTHER: u64 = 24 * 60 * 60;
/// From so many hosts on that are all not there, it is this machine that is not connected.
const ALL_GONE: usize = 3;

/// Where an address is written.
struct Place<'a> {
    source: &'a SourcePath,
    span: Span,
    /// The day that it was seen on, as the Wayback Machine writes it; empty where that is not known.
    day: String,
    /// Whether it is the address of the article itself.
    is_own: bool,
}

/// Looks where the links of an archive lead.
pub(super) fn check(
    archive: &Archive,
    root: &Path,
    progress: &Progress,
) -> Result<Vec<Diagnostic>, DiskError> {
    let manners = Manners::default();
    let places = places(archive);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let mut known = answers::read(root);
    let is_fresh = |url: &String| {
        known.get(url).is_some_and(|known| {
            let lasts = if known.is == "alive" { ALIVE } else { OTHER };
            now.saturating_sub(known.at) < lasts
        })
    };
    let urls: Vec<String> = places.keys().filter(|url| !is_fresh(url)).cloned().collect();
    progress.begin("ask", urls.len());
    let found = links::ask(&urls, &manners, &|_| progress.advance());
    let lost = |verdict: &Verdict| matches!(verdict, Verdict::Dead(why) if why == NO_HOST);
    if found.len() >= ALL_GONE && found.values().all(lost) {
        let help = "see that this machine is connected, and try again";
        return Err(DiskError::because("reach", Path::new("the web"), "no host was found", help));
    }
    for (url, verdict) in found {
        let (is, why) = match verdict {
            Verdict::Alive => ("alive", String::new()),
            Verdict::Dead(why) => ("dead", why),
            Verdict::Blocked(why) => ("blocked", why),
        };
        known.insert(url, Known { at: now, is: is.to_owned(), why });
    }
    if !urls.is_empty() {
        answers::keep(root, &known);
    }
    let faults = places.iter().filter_map(|(url, places)| fault(url, places, known.get(url)?));
    Ok(faults.collect())
}

fn fault(url: &str, places: &[Place], known: &Known) -> Option<Diagnostic> {
    let (code, first) = match known.is.as_str() {
        "dead" => (Code::DeadLink, places.first()?),
        "blocked" => (Code::BlockedLink, places.first()?),
        _ => return None,
    };
    let more = match places.len() - 1 {
        0 => String::new(),
        1 => "and in one more place".to_owned(),
        more => format!("and in {more} more places"),
    };
    let day = if first.day.is_empty() { String::new() } else { format!("{}/", first.day) };
    let copy = format!("https://web.archive.org/web/{day}{url}");
    let help = match code {
        Code::BlockedLink => "look at it in a browser: it may be there for people".to_owned(),
        _ if first.is_own => {
            format!("look for a copy at `{copy}`, and name it under `archived`")
        }
        _ => format!("look for a copy at `{copy}`, and link to that"),
    };
    let message = format!("`{url}` {}", known.why);
    Some(Diagnostic::new(code, message).at(first.source, first.span, more).help(help))
}

/// Every address of others, with the places where it is written. The address of an article of which a copy is named is
/// allowed to die.
fn places(archive: &Archive) -> BTreeMap<String, Vec<Place<'_>>> {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for reading in &archive.documents {
        let document = &reading.document;
        let day = seen(document);
        let mut add = |written: &str, span: Span, is_own: bool| {
            if let Some(url) = links::askable(written, false) {
                let place = Place { source: &document.source, span, day: day.clone(), is_own };
                places.entry(url).or_default().push(place);
            }
        };
        if let Some(article) = document.article() {
            let own = article.url.iter().filter(|_| article.archived.is_empty());
            own.for_each(|url| add(&url.value, url.span, true));
            article.archived.iter().for_each(|copy| add(&copy.value, copy.span, false));
        }
        for (_, body) in document.texts() {
            for link in &body.links {
                add(&link.target, link.span, false);
            }
        }
    }
    places
}

/// The day on which an article was as it was read: `20171227`.
fn seen(document: &Document) -> String {
    let day = |dated: &Dated| {
        let text = &dated.when.as_ref()?.text;
        let is_day = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        is_day.then(|| text.replace('-', ""))
    };
    let article = document.article();
    let mut dates = article.into_iter().flat_map(|a| a.accessed.iter().chain(&a.published));
    dates.find_map(day).unwrap_or_default()
}
