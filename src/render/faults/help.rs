//! The fact of a fault, and what to write instead.
//!
//! Many themes come from Tera 1, so its habits are known by name.

use crate::diagnostic::{nearest, suggest};
use crate::render::engine::RUNGS;
use crate::render::faults::parts::parts;
use crate::render::faults::{NEAR, Templates, WRITE, missing};
use crate::render::ladder;
use crate::render::settle::is_part_of_name;
use crate::source::Span;

/// What the engine says behind the name of a block that is in vain.
pub(super) const NO_BLOCK: &str = " is not defined in any parent template";

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

/// A message as a fact: in lower case, without a full stop.
pub(super) fn fact(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The fact and what to do about a message of the engine on a place of a template.
pub(super) fn explained(
    message: &str,
    templates: &Templates,
    template: &str,
    span: Span,
) -> (String, Option<String>) {
    let text = templates.get(template).map_or("", |source| source.text.as_str());
    if let Some(field) = message.strip_prefix("Field `").and_then(|rest| rest.split('`').next()) {
        return field_of(field, message, text, span);
    }
    if let Some((fact_of, variables)) = message.split_once(" Available variables: ") {
        let help = habit(text, span).or_else(|| unseen(fact_of, variables));
        return (fact(fact_of), Some(help.unwrap_or(format!("there is: {variables}"))));
    }
    if let Some(help) = unseen(message, "").filter(|_| message.starts_with("Variable `")) {
        return (fact(message), Some(help));
    }
    if let Some((fact_of, arguments)) = message.split_once(" Possible argument(s) are: ") {
        let unknown = fact_of.find('`').zip(fact_of.rfind('`'));
        let unknown = unknown.map_or("", |(first, last)| &fact_of[first..=last]);
        let fact = format!("this component has no argument {unknown}");
        return (fact, Some(format!("it takes {arguments}")));
    }
    if let Some((fact_of, near)) = message.split_once(NEAR) {
        return (fact(fact_of), Some(format!("did you mean {near}")));
    }
    if let Some((fact_of, instead)) = message.split_once(WRITE) {
        return (fact(fact_of), Some(format!("write {instead}")));
    }
    if message.contains("recursion depth") {
        let help = "a component that calls itself has to come to an end";
        return ("this component calls itself again and again".into(), Some(help.into()));
    }
    if message.starts_with(missing::UNDEFINED) {
        let help = "write `{{ x or \"\" }}` where a value may be missing";
        return ("this value is not defined".into(), Some(help.into()));
    }
    let unclosed = || message.contains("end of input").then(|| open(text, span)).flatten();
    let help = meant(message, templates, template)
        .or_else(unclosed)
        .or_else(|| positional(message, text, span))
        .or_else(|| replaced(message).map(str::to_owned))
        .or_else(|| habit(text, span));
    if let Some(tag) = text.get(span.range()).filter(|_| message.starts_with("Unknown tag")) {
        let is_end = tag.starts_with("end") && tag != "endmacro";
        let help = help.filter(|_| !is_end);
        let known = if is_end { &ENDS[..] } else { &TAGS };
        let needless = || "nothing is open here that it could end: remove it".to_owned();
        let open = ENDS.contains(&tag).then(|| open(text, span).unwrap_or_else(needless));
        let help = open.or(help).or_else(|| Some(suggest(tag, known)));
        return (format!("unknown tag `{tag}`"), help);
    }
    (fact(message), help.or_else(|| general(message).map(str::to_owned)))
}

/// The fact and what to do about a field that a value does not have.
fn field_of(field: &str, message: &str, text: &str, span: Span) -> (String, Option<String>) {
    let fact = format!("field `{field}` is not defined");
    let path = path(text, span).filter(|path| path.ends_with(field));
    let owner = path.and_then(|path| path.strip_suffix(field)?.strip_suffix('.'));
    match (message.split_once(missing::FIELDS), owner) {
        (Some((_, fields)), owner) => {
            let rest = text.get(span.end as usize..).unwrap_or_default();
            let end = rest.find(|c: char| !(is_part_of_name(c) || c == '.'));
            let rest = &rest[..end.unwrap_or(rest.len())];
            (fact, Some(missing::fields(owner.unwrap_or("it"), field, rest, fields)))
        }
        (None, Some(owner)) => {
            let help = format!("`{owner}` has no fields here: write `{owner}?.{field} or \"\"`");
            (fact, Some(help))
        }
        (None, None) => {
            let help = format!(
                "what should have it is nothing here: write `?.{field}`, and `or \"\"` at the end"
            );
            (fact, Some(help))
        }
    }
}

/// What to do about what every template is given, and a component only if it takes it.
fn unseen(message: &str, variables: &str) -> Option<String> {
    let name = message.split('`').nth(1)?;
    let is_given = ["site", "page", "theme", "t"].contains(&name);
    let is_seen = variables.split(", ").any(|variable| variable == name);
    (is_given && !is_seen)
        .then(|| format!("a component sees only what it takes: begin its arguments with `@{name}`"))
}

/// The template, component or block that a name was probably meant to be.
fn meant(message: &str, templates: &Templates, template: &str) -> Option<String> {
    let name = message.split('`').nth(1)?;
    let near = if message.starts_with("Unknown template") {
        return absent(templates, name);
    } else if message.starts_with("Unknown component") {
        nearest(name, parts(templates, "component").map(|part| part.name))
    } else if message.ends_with(NO_BLOCK) {
        let above = ladder::above(templates, template);
        let blocks = parts(templates, "block").filter(|part| above.contains(&part.template));
        nearest(name, blocks.map(|part| part.name))
    } else {
        return None;
    };
    near.map(|near| format!("did you mean `{near}`?"))
}

/// What to write for a template that is not there.
pub(super) fn absent(templates: &Templates, name: &str) -> Option<String> {
    let rung = RUNGS.iter().position(|rung| name.starts_with(rung));
    let file = &name[rung.map_or(0, |rung| RUNGS[rung].len())..];
    let below = rung.map_or(&[][..], |rung| &RUNGS[rung + 1..]);
    if let Some(there) = below.iter().find(|rung| templates.contains_key(&format!("{rung}{file}")))
    {
        let has_none = if rung == Some(0) { "the archive" } else { "the theme" };
        return Some(format!("{has_none} has no such file: write \"{there}{file}\""));
    }
    let rungs = rung.map_or(&RUNGS[..], |rung| &RUNGS[rung..=rung]);
    let files: Vec<&str> = templates
        .keys()
        .filter_map(|name| rungs.iter().find_map(|rung| name.strip_prefix(rung)))
        .collect();
    let near = nearest(stem(file), files.iter().map(|file| stem(file)))?;
    let file = files.into_iter().find(|file| stem(file) == near)?;
    Some(format!("did you mean `{}{file}`?", rung.map_or("", |rung| RUNGS[rung])))
}

/// The name of a file without its ending; the endings of templates are alike.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The fact and what to do where a value is of a kind that cannot stand there; nothing for other messages.
pub(super) fn unfit(message: &str) -> Option<(String, String)> {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (takes, is, missing) = match (message.split(' ').next()?, &names[..]) {
        ("Iteration", [is]) => ("`for` goes through a list or a map".to_owned(), *is, "[]"),
        ("Key/value", [is]) => ("`for` with two names goes through a map".to_owned(), *is, "{}"),
        ("Math", [is]) => ("a number is wanted here".to_owned(), *is, "0"),
        ("Invalid", [takes, is]) => (format!("{} is wanted here", kind(takes)), *is, empty(takes)),
        ("Component", [name, is, takes]) => {
            (format!("the component takes {} for `{name}`", kind(takes)), *is, empty(takes))
        }
        _ => return None,
    };
    if ["undefined", "none"].contains(&is) {
        let help = format!("write `x or {missing}` where a value may be missing");
        return Some((format!("{takes}, and this has no value"), help));
    }
    let help = match (missing, kind(is)) {
        ("[]", "a number") => "name a list, or count with `range(end=…)`",
        ("{}", "a list") => "write one name: `{% for item in … %}`",
        ("\"\"", "a number") => "write `| str` behind it",
        ("0", "text") => "write `| int` or `| float` behind it",
        _ => "name the part of it, or another value, that is meant",
    };
    Some((format!("{takes}, and this is {}", kind(is)), help.to_owned()))
}

/// What stands in place of a missing value of a kind.
fn empty(name: &str) -> &'static str {
    match kind(name) {
        "a number" => "0",
        "a list" => "[]",
        "a map" => "{}",
        "text" => "\"\"",
        _ => "false",
    }
}

/// A kind of values, as messages of the engine have it, in words.
fn kind(name: &str) -> &str {
    match name {
        "bool" => "`true` or `false`",
        "string" | "&str" | "String" => "text",
        "array" | "Vec<Value>" | "&[Value]" => "a list",
        "map" | "map/struct" | "Map" => "a map",
        _ => "a number",
    }
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

/// What to do about an argument without its name.
fn positional(message: &str, text: &str, span: Span) -> Option<String> {
    let before = text.get(..span.start as usize)?.trim_end();
    let is_argument = message.contains("but expected identifier") && before.ends_with(['(', ',']);
    is_argument.then(|| "arguments have names, as in `words(key=\"count.notes\", n=3)`".to_owned())
}

/// What to do about faults that no name gives away.
fn general(message: &str) -> Option<&'static str> {
    let has = |part: &str| message.contains(part);
    Some(match () {
        () if has("there are no words") => {
            "add them to a file of `i18n/`, which gives this key its words"
        }
        () if has("in any parent template") => {
            "a block has to be in the template that this one extends"
        }
        () if has("super()") => "`super()` is for a block that the extended template has too",
        () if has("keyword argument") => {
            "arguments have names, as in `words(key=\"count.notes\", n=3)`"
        }
        () if has("operands") && has("`string`") => "texts are put together with `~`: `a ~ b`",
        () if has("compare") && (has("`array`") || has("`map")) => {
            "count what is in it: `x | length`"
        }
        () if has("operands") || has("compare") => "make one kind of both, with `| int` or `| str`",
        () if has("integer but expected identifier") => "parts of a list are written `a[0]`",
        () if message.starts_with("Found") || has("end of input") => {
            "this is no Tera 2: values are written `{{ a.b }}`, conditions `{% if a %} … {% endif %}`"
        }
        () => return None,
    })
}

/// The path up to the end of a place: `entity.birthplace`.
fn path(text: &str, span: Span) -> Option<&str> {
    let before = text.get(..span.end as usize)?;
    before.rsplit(|c: char| !(c.is_alphanumeric() || "_.?[]\"".contains(c))).next()
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
