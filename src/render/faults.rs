//! What went wrong in a template, and where.
//!
//! What to write instead is said by `help`.

mod help;
mod missing;
pub(super) mod parts;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Code, Diagnostic, Label};
use crate::model::assets::FOLDER;
use crate::model::site::Url;
use crate::render::ladder;
use crate::render::settle::is_part_of_name;
use crate::source::{Source, Span};

/// What stands between a fact and what was probably meant, in what functions of templates say.
pub(super) const NEAR: &str = ". Did you mean ";

type Templates = BTreeMap<String, Arc<Source>>;

/// What stands between a fact and what to write instead, in what functions of templates say.
pub(super) const WRITE: &str = ". Write ";

/// What the engine says of a place.
#[derive(Clone)]
pub(super) struct Told {
    template: String,
    span: Span,
    message: String,
}

impl Told {
    /// A fault that the engine has a place for.
    pub(super) fn of(error: &Error) -> Option<Self> {
        let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind()
        else {
            return None;
        };
        let range = &report.span().range;
        let (template, message) = (report.filename().to_owned(), report.message().to_owned());
        Some(Self { template, span: Span::new(range.start, range.end), message })
    }
}

/// The faults that were found while templates were put together.
pub(super) fn of_set(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    if let Some(told) = Told::of(error) {
        return vec![fault(templates, &told.template, told.span, &told.message)];
    }
    match error.kind() {
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

/// The faults, with one for each template of the archive or its theme in which blocks are missing that built-in ones fill.
pub(super) fn with_missing_blocks(
    mut faults: Vec<Diagnostic>,
    templates: &Templates,
) -> Vec<Diagnostic> {
    let mut missing: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    faults.retain(|fault| {
        let block = fault.message.strip_suffix(help::NO_BLOCK).filter(|_| !is_of_archive(fault));
        let name = fault.labels.first().and_then(|label| name_of(templates, &label.source));
        let (Some(block), Some(name)) = (block, name) else { return true };
        let Some(base) = ladder::above(templates, name).pop() else { return true };
        let block = block.trim_start_matches("block ").to_owned();
        let blocks = missing.entry(base).or_default();
        if !blocks.contains(&block) {
            blocks.push(block);
        }
        false
    });
    faults.extend(missing.into_iter().map(|(base, blocks)| {
        let message = match &blocks[..] {
            [one] => format!("built-in templates fill the block {one}, which is not here"),
            _ => {
                format!(
                    "built-in templates fill the blocks {}, which are not here",
                    blocks.join(", ")
                )
            }
        };
        let add = blocks
            .iter()
            .map(|name| format!("`{{% block {} %}}{{% endblock %}}`", name.trim_matches('`')));
        let help = format!(
            "add {}: docs/templates.md says what each is",
            add.collect::<Vec<_>>().join(", ")
        );
        placed(templates, base, Span::at(0), &message).help(help)
    }));
    faults
}

/// The template with a path.
pub(super) fn name_of<'t>(templates: &'t Templates, path: &str) -> Option<&'t str> {
    let mut names = templates.iter().filter(|(_, source)| &*source.path == path);
    names.next().map(|(name, _)| name.as_str())
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
    ask: missing::Ask,
) -> Diagnostic {
    let fault = match (Told::of(error), error.kind()) {
        (Some(told), _) => match missing::told(&told, templates, ask) {
            Some((span, message, Some(help))) => {
                placed(templates, &told.template, span, &message).help(help)
            }
            Some((span, message, None)) => fault(templates, &told.template, span, &message),
            None => fault(templates, &told.template, told.span, &told.message),
        },
        (None, ErrorKind::TemplateNotFound(name)) => {
            let help = "built-in templates are there unless they are left out on purpose: add this one to `templates/`";
            Diagnostic::new(Code::Template, format!("there is no template `{name}`")).help(help)
        }
        (None, _) => {
            let message = error.to_string();
            let endless = || parts::endless(templates).map(|part| (part.template, part.span));
            let place = message.contains("recursion depth").then(endless).flatten();
            let name = ladder::resolved(templates, template).unwrap_or(template);
            let (name, span) = place.unwrap_or((name, Span::at(0)));
            fault(templates, name, span, &message)
        }
    };
    called_from(rendering(fault, page), error, templates)
}

/// The fault of a template that makes a page without a word.
pub(super) fn of_nothing(templates: &Templates, template: &str, page: &str) -> Diagnostic {
    let name = ladder::resolved(templates, template).unwrap_or(template);
    let help = "write the page in it, or remove the file to have the template below it";
    let fault = placed(templates, name, Span::at(0), "this template writes nothing").help(help);
    rendering(fault, page)
}

/// Whether a fault can be mended in the archive or its theme.
pub(super) fn is_of_archive(fault: &Diagnostic) -> bool {
    fault.labels.iter().any(|label| !label.source.starts_with("builtin:"))
}

/// A fault with the page on which it was met.
fn rendering(mut fault: Diagnostic, page: &str) -> Diagnostic {
    match fault.labels.first_mut() {
        Some(label) => label.text = format!("while rendering {page}"),
        None => fault.message.push_str(&format!(", which {page} needs")),
    }
    fault
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

/// The whole path of a value of which the engine tells a part: `site.counts` for `site`, `a.b[0].c` for `c`.
fn path_at(text: &str, span: Span) -> Span {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let is_part = |c: char| is_part_of_name(c) || ".?[]\"".contains(c);
    let start = before.trim_end_matches(is_part).len();
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let mut path = rest.find(|c: char| !(is_part_of_name(c) || c == '.' || c == '?'));
    // The engine leaves out the bracket at the end.
    let within = text.get(start..span.end as usize).unwrap_or_default();
    if within.matches('[').count() > within.matches(']').count() {
        path = rest.trim_start().strip_prefix(']').map(|after| rest.len() - after.len()).or(path);
    }
    Span::new(start, span.end as usize + path.unwrap_or(rest.len()))
}

fn placed(templates: &Templates, name: &str, span: Span, message: &str) -> Diagnostic {
    let fault = Diagnostic::new(Code::Template, message);
    match templates.get(name) {
        Some(source) => fault.at(&source.path, span, ""),
        None => fault,
    }
}
