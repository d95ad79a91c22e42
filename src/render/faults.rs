//! What went wrong in a template, and where.
//!
//! What to write instead is said by `help`.

mod help;
mod parts;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostic::{Code, Diagnostic, Label};
use crate::model::assets::FOLDER;
use crate::model::site::Url;
use crate::render::ladder;
use crate::render::settle::is_part_of_name;
use crate::source::{Source, Span};

type Templates = BTreeMap<String, Arc<Source>>;

/// The faults that were found while templates were put together.
pub(super) fn of_set(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![reported(report, templates)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let at = templates.get(current).and_then(|source| source.text.find(parent.as_str()));
            let span = at.map_or(Span::at(0), |at| Span::new(at, at + parent.len()));
            let message = format!("there is no template `{parent}`");
            let otherwise =
                "templates are named by their path below `templates/`, as in \"base.html\"";
            let help = help::absent(templates, parent).unwrap_or_else(|| otherwise.to_owned());
            vec![placed(templates, current, span, &message).help(help)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![placed(templates, tpl, Span::at(0), "this template leads back to itself")]
        }
        _ => reports(&error.to_string(), templates),
    }
}

/// Assets that templates name as `static/` has them, where the site has them under other names.
pub(super) fn of_assets(templates: &Templates, assets: &BTreeMap<Url, Url>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for source in templates.values() {
        for (at, _) in source.text.match_indices(FOLDER) {
            let rest = &source.text[at..];
            let end = rest.find(|c: char| c.is_whitespace() || "\"'`()<>?#{}".contains(c));
            let written = &rest[..end.unwrap_or(rest.len())];
            let Some(url) = assets.get(written).filter(|url| *url != written) else { continue };
            let name = &written[FOLDER.len()..];
            let message =
                format!("the site has `{written}` as `{url}`, which changes with the file");
            let help = format!(
                "write `{{{{ page.root }}}}{{{{ site.assets[\"{name}\"] }}}}`, or set `assets: plain` in `variorum.yaml`"
            );
            let span = Span::new(at, at + written.len());
            faults.push(
                Diagnostic::new(Code::Template, message).at(&source.path, span, "").help(help),
            );
        }
    }
    faults
}

/// The fault that was met while a page was rendered.
pub(super) fn of_page(
    error: &Error,
    templates: &Templates,
    template: &str,
    page: &str,
) -> Diagnostic {
    let mut fault = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            reported(report, templates)
        }
        ErrorKind::TemplateNotFound(name) => {
            let help = "built-in templates are there unless they are left out on purpose: add this one to `templates/`";
            Diagnostic::new(Code::Template, format!("there is no template `{name}`")).help(help)
        }
        _ => {
            let message = error.to_string();
            let endless = || parts::endless(templates).map(|part| (part.template, part.span));
            let place = message.contains("recursion depth").then(endless).flatten();
            let name = ladder::resolved(templates, template).unwrap_or(template);
            let (name, span) = place.unwrap_or((name, Span::at(0)));
            fault(templates, name, span, &message)
        }
    };
    match fault.labels.first_mut() {
        Some(label) => label.text = format!("while rendering {page}"),
        None => fault.message.push_str(&format!(", which {page} needs")),
    }
    called_from(fault, error, templates)
}

/// A fault in a template of the program at the place of the archive or its theme from which it was called: only there
/// something can be done.
fn called_from(mut fault: Diagnostic, error: &Error, templates: &Templates) -> Diagnostic {
    let is_builtin = |path: &str| path.starts_with("builtin:");
    let Some(label) = fault.labels.first_mut().filter(|label| is_builtin(&label.source)) else {
        return fault;
    };
    let text = error.to_string();
    let mut notes = text.lines().filter_map(|line| line.strip_prefix("note: called from "));
    let caller = notes.find_map(|place| {
        let (name, span) = place_of(place, templates)?;
        templates.get(name).filter(|source| !is_builtin(&source.path)).map(|source| (source, span))
    });
    if let Some((source, span)) = caller {
        let text = std::mem::replace(&mut label.text, "what was called".to_owned());
        fault.labels.insert(0, Label { source: source.path.clone(), span, text });
    }
    fault
}

/// A fault that the engine has a place for.
fn reported(report: &ReportError, templates: &Templates) -> Diagnostic {
    let range = &report.span().range;
    fault(templates, report.filename(), Span::new(range.start, range.end), report.message())
}

/// Faults that come as text, several in one: `error: …`, then `--> file:line:column`.
fn reports(text: &str, templates: &Templates) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else { continue };
        let place = lines.peek().and_then(|line| line.trim_start().strip_prefix("--> "));
        let Some((name, span)) = place.and_then(|place| place_of(place, templates)) else {
            continue;
        };
        faults.push(fault(templates, name, span, message));
    }
    if faults.is_empty() {
        // Only two components of one name on one rung are told without a place.
        let part = parts::parts(templates, "component").filter(|part| {
            [part.name, part.template].iter().all(|name| text.contains(&format!("`{name}`")))
        });
        let (name, span) = part.last().map_or(("", Span::at(0)), |part| (part.template, part.span));
        faults.push(placed(templates, name, span, &help::fact(text)).help("rename one of them"));
    }
    faults
}

/// A place that is written `file:line:column`.
fn place_of<'t>(place: &'t str, templates: &Templates) -> Option<(&'t str, Span)> {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let text = templates.get(name).map(|source| source.text.as_str());
    Some((name, text.map_or(Span::at(0), |text| word_at(text, line, column))))
}

/// The word at a line and column, both from 1; also one in quotation marks, or the name of a component.
fn word_at(text: &str, line: usize, column: usize) -> Span {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let start = starts.take(line).last().unwrap_or_default();
    let rest = &text[start..];
    let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let word = &rest[offset..];
    let quoted = word.strip_prefix(['"', '\'']).and_then(|rest| rest.find(['"', '\'']));
    let name = |word: &str| word.find(|c| !is_part_of_name(c)).unwrap_or(word.len());
    let length = match (quoted, word.strip_prefix('<')) {
        (Some(inside), _) => inside + "\"\"".len(),
        (None, Some(component)) => "<".len() + name(component),
        (None, None) => name(word),
    };
    Span::new(start + offset, start + offset + length.max(1))
}

/// A fault with what to do about it.
fn fault(templates: &Templates, name: &str, span: Span, message: &str) -> Diagnostic {
    if let Some((message, help)) = help::unfit(message) {
        let text = templates.get(name).map_or("", |source| source.text.as_str());
        return placed(templates, name, path_at(text, span), &message).help(help);
    }
    let (message, help) = help::explained(message, templates, name, span);
    Diagnostic { help, ..placed(templates, name, span, &message) }
}

/// The whole path of a value of which the engine tells where it begins: `site.counts` for `site`.
fn path_at(text: &str, span: Span) -> Span {
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let path = rest.find(|c: char| !(is_part_of_name(c) || c == '.' || c == '?'));
    Span::new(span.start as usize, span.end as usize + path.unwrap_or(rest.len()))
}

fn placed(templates: &Templates, name: &str, span: Span, message: &str) -> Diagnostic {
    let fault = Diagnostic::new(Code::Template, message);
    match templates.get(name) {
        Some(source) => fault.at(&source.path, span, ""),
        None => fault,
    }
}
