//! What every page needs around its content, in bases that the archive or its theme has instead of the built-in one.
//!
//! Reads the templates, not the pages: they are few, and one that says it says it on all of its pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::render::engine::RUNGS;
use crate::render::ladder::{self, Templates};
use crate::source::Span;

/// Tells pages from pieces of them.
const PAGE: [&str; 3] = ["<!doctype", "<html", "<body"];

/// Something that a page needs: what it is called where it is not there, how it is found, how it is written.
type Need = (&'static str, fn(&str) -> bool, &'static str);

const NEEDED: [Need; 3] = [
    ("no language", has_language, "`<html lang=\"{{ site.language }}\" dir=\"{{ site.dir }}\">`"),
    ("no title", |text| text.contains("<title"), "`<title>{{ page.title or site.title }}</title>`"),
    (
        "no security policy",
        |text| text.contains("content-security-policy"),
        "the `<meta http-equiv=\"Content-Security-Policy\" …>` of docs/templates.md",
    ),
];

/// A fault for each base of which pages lack something.
pub(super) fn faults(templates: &Templates) -> Vec<Diagnostic> {
    let (builtin, others): (Vec<&String>, Vec<_>) =
        templates.keys().partition(|name| name.starts_with(RUNGS[2]));
    // As in most archives, in every turn of the preview.
    if others.is_empty() {
        return Vec::new();
    }
    let names = builtin.into_iter().filter_map(|name| name.strip_prefix(RUNGS[2]));
    let mut missing: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    // A page that only leads on to another has no need of rules.
    for name in names.filter(|name| *name != "redirect.html") {
        let Some(page) = ladder::resolved(templates, name) else { continue };
        let base = ladder::above(templates, page).pop().unwrap_or(page);
        if base.starts_with(RUNGS[2]) {
            continue;
        }
        let parts = ladder::reached(templates, page).into_iter();
        let text: String = parts.map(|name| templates[name].text.to_lowercase()).collect();
        if PAGE.iter().any(|tag| text.contains(tag)) {
            let lacks = (0..NEEDED.len()).filter(|&index| !NEEDED[index].1(&text));
            missing.entry(base).or_default().extend(lacks);
        }
    }
    let missing = missing.into_iter().filter(|(_, lacks)| !lacks.is_empty());
    missing.map(|(base, lacks)| fault(templates, base, &lacks)).collect()
}

/// Whether `<html>` says a language, in lower case.
fn has_language(text: &str) -> bool {
    let mut opened = text.split("<html").skip(1).filter_map(|rest| rest.split('>').next());
    opened.any(|tag| tag.contains("lang="))
}

fn fault(templates: &Templates, base: &str, lacks: &BTreeSet<usize>) -> Diagnostic {
    let join = |part: fn(usize) -> &'static str| {
        let words: Vec<&str> = lacks.iter().map(|&index| part(index)).collect();
        words.join(" and ")
    };
    let message = format!("pages of this base have {}", join(|index| NEEDED[index].0));
    let help = format!("add {}", join(|index| NEEDED[index].2));
    let fault = Diagnostic::new(Code::Frame, message).help(help);
    fault.at(&templates[base].path, Span::at(0), "")
}
