//! Values that are not there.
//!
//! The engine names the fields that there are only where a value is written. So it is asked again, with the value written
//! before the tag that needs it.

use crate::diagnostic::nearest;
use crate::render::faults::{Templates, Told, path_at};
use crate::source::Span;

/// What the engine says of a value that it would write.
pub(super) const UNDEFINED: &str = "Tried to render a variable that is undefined";

/// A name that no field has.
const NO_FIELD: &str = "vr_no_field";

/// How many fields are told.
const FEW: usize = 60;

/// Asks the engine what it says of a page if a template, by its name, has another text.
pub(super) type Ask<'a> = &'a dyn Fn(&str, &str) -> Option<Told>;

/// What is missing, where, and what to write instead; nothing for messages about something else.
pub(super) fn told(
    told: &Told,
    templates: &Templates,
    ask: Ask,
) -> Option<(Span, String, Option<String>)> {
    let message = told.message.as_str();
    let is_missing = message.starts_with(UNDEFINED)
        || message.contains("undefined value")
        || message.contains("`undefined`");
    let text = templates.get(&told.template).filter(|_| is_missing)?.text.as_str();
    let span = path_at(text, told.span);
    let path = text.get(span.range())?.trim_end();
    if !path.contains('[') {
        let (probed, start) = before(text, span, &format!("{{{{ {path} }}}}"))?;
        let answer = ask(&told.template, &probed)?;
        let at = (answer.span.start as usize).checked_sub(start + "{{ ".len())?;
        let is_other = answer.template == told.template && answer.message != told.message;
        let start = span.start as usize + at;
        let length = answer.span.end as usize - answer.span.start as usize;
        return (is_other && at < path.len())
            .then(|| (Span::new(start, start + length), answer.message, None));
    }
    let (owner, key) = match path.strip_suffix(']').and_then(|path| path.rsplit_once('[')) {
        Some((owner, key)) => {
            (owner, key.trim().strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?)
        }
        None => path.rsplit_once('.')?,
    };
    let probe = format!("{{% set vr_owner = {owner} %}}{{{{ vr_owner.{NO_FIELD} }}}}");
    let answer = ask(&told.template, &before(text, span, &probe)?.0)?;
    let (fact, fields) = answer.message.split_once(FIELDS)?;
    fact.contains(NO_FIELD).then(|| {
        let help = instead(owner, path, key, fields);
        (span, format!("`{owner}` has no `{key}`"), Some(help))
    })
}

/// What the engine says before the fields that there are.
pub(super) const FIELDS: &str = " Available fields: ";

/// A text with something more before the tag around a place, and where that begins.
fn before(text: &str, span: Span, more: &str) -> Option<(String, usize)> {
    let head = text.get(..span.start as usize)?;
    let at = head.rfind("{{").max(head.rfind("{%"))?;
    Some(([&text[..at], more, &text[at..]].concat(), at))
}

/// What to write for a key that a map does not have.
fn instead(owner: &str, path: &str, key: &str, fields: &str) -> String {
    match nearest(key, fields.split(", ")) {
        Some(near) => format!("did you mean `{near}`?"),
        None if owner == "t" => {
            format!("add it to a file of `i18n/`, or write `{path} or \"…\"`")
        }
        None if fields.split(", ").count() <= FEW => format!("`{owner}` has: {fields}"),
        None => format!("write `{path} or \"\"` where it may be missing"),
    }
}

/// What to write for a field that a value does not have.
pub(super) fn fields(owner: &str, field: &str, rest: &str, fields: &str) -> String {
    let has = |key: &str| fields.split(", ").any(|other| other == key);
    let dotted = format!("{field}{rest}");
    if has(&dotted) {
        return format!("keys stand in brackets: write `{owner}[\"{dotted}\"]`");
    }
    if fields.split(", ").count() <= FEW {
        return format!("`{owner}` has: {fields}");
    }
    match nearest(&dotted, fields.split(", ")) {
        Some(near) => format!("did you mean `{owner}[\"{near}\"]`?"),
        None => format!("keys stand in brackets, as in `{owner}[\"nav.articles\"]`"),
    }
}
