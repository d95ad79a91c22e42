//! What went wrong in a template, with what to write instead.
//!
//! Many themes come from Tera 1, so its habits are known by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::model::assets::FOLDER;
use crate::model::site::Url;
use crate::source::{Source, Span};

type Templates = BTreeMap<String, Arc<Source>>;

/// What ends it again.
const ENDS: [&str; 6] = ["endblock", "endif", "endfor", "endset", "endfilter", "endcomponent"];

/// What a template can begin with `{%`.
const TAGS: [&str; 13] = [
    "extends",
    "block",
    "include",
    "if",
    "elif",
    "else",
    "for",
    "break",
    "continue",
    "set",
    "set_global",
    "filter",
    "component",
];

/// The faults that were found while templates were put together.
pub(super) fn of_set(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![fault(templates, report.filename(), span(&report.span().range), report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            let at = templates.get(current).and_then(|source| source.text.find(parent.as_str()));
            let span = at.map_or(Span::at(0), |at| Span::new(at, at + parent.len()));
            let message = format!("there is no template `{parent}`");
            let help = "templates are named by their path below `templates/`, as in \"base.html\"";
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
            fault(templates, report.filename(), span(&report.span().range), report.message())
        }
        ErrorKind::TemplateNotFound(name) => {
            let help = "built-in templates are there unless they are left out on purpose: add this one to `templates/`";
            Diagnostic::new(Code::Template, format!("there is no template `{name}`")).help(help)
        }
        _ => {
            let name = super::ladder::resolved(templates, template).unwrap_or(template).to_owned();
            fault(templates, &name, Span::at(0), &error.to_string())
        }
    };
    match fault.labels.first_mut() {
        Some(label) => label.text = format!("while rendering {page}"),
        None => fault.message.push_str(&format!(", which {page} needs")),
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
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let (column, line) = (parts.next().and_then(number), parts.next().and_then(number));
        let (Some(name), Some(line), Some(column)) = (parts.next(), line, column) else { continue };
        let span =
            templates.get(name).map_or(Span::at(0), |source| word_at(&source.text, line, column));
        faults.push(fault(templates, name, span, message));
    }
    if faults.is_empty() {
        // Only two components of one name on one rung are told without a place.
        let named = templates.keys().rev().find(|name| text.contains(&format!("`{name}`")));
        let name = named.map_or("", String::as_str);
        faults.push(placed(templates, name, Span::at(0), &fact(text)).help("rename one of them"));
    }
    faults
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok()
}

/// The word at a line and column, both from 1.
fn word_at(text: &str, line: usize, column: usize) -> Span {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let start = starts.take(line).last().unwrap_or_default();
    let rest = &text[start..];
    let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let word = &rest[offset..];
    let length = word.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(word.len());
    Span::new(start + offset, start + offset + length.max(1))
}

fn span(range: &std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// A fault with what to do about it.
fn fault(templates: &Templates, name: &str, span: Span, message: &str) -> Diagnostic {
    let text = templates.get(name).map_or("", |source| source.text.as_str());
    let (message, help) = explained(message, text, span);
    let fault = placed(templates, name, span, &message);
    match help {
        Some(help) => fault.help(help),
        None => fault,
    }
}

fn placed(templates: &Templates, name: &str, span: Span, message: &str) -> Diagnostic {
    let fault = Diagnostic::new(Code::Template, message);
    match templates.get(name) {
        Some(source) => fault.at(&source.path, span, ""),
        None => fault,
    }
}

/// A message as a fact: in lower case, without a full stop.
fn fact(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The fact and what to do.
fn explained(message: &str, text: &str, span: Span) -> (String, Option<String>) {
    if let Some((fact_of, fields)) = message.split_once(" Available fields: ") {
        let owner = owner(text, span).map_or_else(|| "it".to_owned(), |owner| format!("`{owner}`"));
        return (fact(fact_of), Some(format!("{owner} has: {fields}")));
    }
    if let Some((fact_of, variables)) = message.split_once(" Available variables: ") {
        return (
            fact(fact_of),
            Some(habit(text, span).unwrap_or(format!("there is: {variables}"))),
        );
    }
    if message.starts_with("Tried to render a variable that is undefined") {
        let help = "write `{{ x or \"\" }}` where a value may be missing";
        return ("this value is not defined".into(), Some(help.into()));
    }
    let help = replaced(message).map(str::to_owned).or_else(|| habit(text, span));
    if let Some(tag) = text.get(span.range()).filter(|_| message.starts_with("Unknown tag")) {
        let is_end = tag.starts_with("end") && tag != "endmacro";
        let help = help.filter(|_| !is_end);
        let known = if is_end { &ENDS[..] } else { &TAGS };
        let open = ENDS.contains(&tag).then(|| open(text, span)).flatten();
        let help = open.or(help).or_else(|| Some(suggest(tag, known)));
        return (format!("unknown tag `{tag}`"), help);
    }
    (fact(message), help.or_else(|| general(message).map(str::to_owned)))
}

/// What to do about a tag that ends something else than what was begun last before it.
fn open(text: &str, span: Span) -> Option<String> {
    let mut begun: Vec<(&str, usize)> = Vec::new();
    for (at, _) in text.get(..span.start as usize)?.match_indices("{%") {
        let inner = at + "{%".len();
        // The tag of the fault is none of those before it.
        if text[inner..span.start as usize].trim_matches(['-', ' ']).is_empty() {
            break;
        }
        let tag = text[inner..].trim_start_matches(['-', ' ']);
        let tag = tag.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        match tag.strip_prefix("end") {
            Some(_) => drop(begun.pop()),
            None if ENDS.iter().any(|end| end.strip_prefix("end") == Some(tag)) => {
                begun.push((tag, at));
            }
            None => {}
        }
    }
    let (tag, at) = begun.pop()?;
    let line = text[..at].matches('\n').count() + 1;
    Some(format!("first end the `{tag}` of line {line} with `{{% end{tag} %}}`"))
}

/// What to do about faults that no name gives away.
fn general(message: &str) -> Option<&'static str> {
    let has = |part: &str| message.contains(part);
    Some(match () {
        () if has("in any parent template") => {
            "a block has to be in the template that this one extends"
        }
        () if has("recursion depth") => "a component that calls itself has to come to an end",
        () if has("super()") => "`super()` is for a block that the extended template has too",
        () if has("argument") => "arguments have names, as in `words(key=\"count.notes\", n=3)`",
        () if has("operands") || has("type") => "make one kind of both, with `| int` or `| str`",
        () if message.starts_with("Found") || has("end of input") => {
            "this is no Tera 2: values are written `{{ a.b }}`, conditions `{% if a %} … {% endif %}`"
        }
        () => return None,
    })
}

/// What stands before the last full stop of a path: `` `entity` `` of `entity.birthplace`.
fn owner(text: &str, span: Span) -> Option<&str> {
    let line_start = text.get(..span.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(line_start..span.end as usize)?;
    let path = before.rsplit(|c: char| !(c.is_alphanumeric() || "_.?[]\"".contains(c))).next()?;
    let (owner, _) = path.rsplit_once('.')?;
    (!owner.is_empty()).then_some(owner.trim_end_matches('?'))
}

/// Filters, tests and functions that Tera 1 or other generators have.
fn replaced(message: &str) -> Option<&'static str> {
    let name = message.split('`').nth(1)?;
    Some(match (message.split(' ').nth(1)?, name) {
        ("filter", "date") => {
            "dates come in words: write `{{ x.date.words }}`, `{{ x.date.short }}` or `{{ x.date.edtf }}`"
        }
        ("filter", "slugify") => {
            "addresses are part of the views: write `{{ page.root }}{{ x.url }}`"
        }
        ("filter", "markdown") => "texts come as HTML: write `{{ x.html | safe }}`",
        ("filter", "linebreaksbr") => "write `| newlines_to_br`",
        ("filter", "as_str") => "write `| str`",
        ("filter", "slice") => "write `list[0:3]`",
        ("filter", "concat") => "write `[...a, ...b]`, or two loops",
        (
            "filter",
            "striptags" | "spaceless" | "urlencode" | "filesizeformat" | "json_encode"
            | "addslashes",
        ) => {
            "this filter is not part of Tera 2 as it is built here; the views hold texts ready to be shown"
        }
        ("filter", _) => "Variorum adds the filter `number`; the rest are those of Tera 2",
        ("test", "object") => "write `is map`",
        ("test", "matching") => {
            "write `is containing(…)`, `is starting_with(…)` or `is ending_with(…)`"
        }
        (
            "function",
            "get_url" | "get_page" | "get_section" | "get_taxonomy" | "load_data" | "resize_image",
        ) => {
            "templates get data, not doors: what a page shows is in its view, with addresses as `url`"
        }
        ("function", "now") => "the same input gives the same pages, so there is no `now()`",
        ("function", "trans") => {
            "write `t[\"nav.articles\"]`, or `words(key=…, n=…)` with a number"
        }
        ("function", _) => "Variorum adds the function `words`; the rest are those of Tera 2",
        ("template", _) => {
            "templates are named by their path below `templates/`, as in \"base.html\""
        }
        ("component", _) => {
            "define it with `{% component name(a, b) %} … {% endcomponent name %}` in any template"
        }
        _ => return None,
    })
}

/// What Tera 1 writes at this place, and Tera 2 does otherwise.
fn habit(text: &str, span: Span) -> Option<String> {
    let at = (span.start as usize).min(text.len());
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(line_start..)?.lines().next()?;
    let tag = |name: &str| {
        line.contains(&format!("{{% {name}"))
            || line.contains(&format!("{{%- {name}"))
            || line.contains(&format!("{{%{name}"))
    };
    let help = if tag("macro") || tag("endmacro") {
        "Tera 2 has components for macros: `{% component card(item) %} … {% endcomponent card %}`"
    } else if tag("import") {
        "Tera 2 has no imports: components are known in every template, used as `{{ <card item={x} /> }}`"
    } else if line.contains("::") {
        "Tera 2 calls a component as `{{ <card item={x} /> }}`, not `{{ macros::card(item=x) }}`"
    } else if line.contains("ignore missing") {
        "Tera 2 has no `ignore missing`: every template that is named has to be there"
    } else {
        return None;
    };
    Some(help.to_owned())
}
