//! Where templates define components and blocks.
//!
//! Reads tags, as far as they have names; whether these are well used is the engine's business.

use crate::render::faults::Templates;
use crate::render::settle::is_part_of_name;
use crate::source::Span;

/// A component or a block where it is defined.
pub(in crate::render) struct Part<'a> {
    /// What it is called.
    pub(in crate::render) name: &'a str,
    /// The template.
    pub(in crate::render) template: &'a str,
    /// Its name there.
    pub(super) span: Span,
    /// What stands behind its name, up to the end of the template.
    after: &'a str,
}

/// What templates define with `{% tag name`.
pub(in crate::render) fn parts<'a>(
    templates: &'a Templates,
    tag: &'static str,
) -> impl Iterator<Item = Part<'a>> {
    templates.iter().flat_map(move |(template, source)| {
        let text = source.text.as_str();
        text.match_indices("{%").filter_map(move |(at, _)| {
            let inner = text[at + "{%".len()..].trim_start_matches('-').trim_start();
            let rest = inner.strip_prefix(tag)?;
            let name = rest.trim_start();
            let after = name.trim_start_matches(is_part_of_name);
            let start = text.len() - name.len();
            let name = &name[..name.len() - after.len()];
            let span = Span::new(start, start + name.len());
            let is_named = rest.starts_with(char::is_whitespace) && !name.is_empty();
            is_named.then_some(Part { name, template, span, after })
        })
    })
}

/// A component that calls itself.
pub(super) fn endless(templates: &Templates) -> Option<Part<'_>> {
    parts(templates, "component").find(|part| {
        let body = part.after.split("endcomponent").next().unwrap_or_default();
        body.match_indices('<').any(|(at, _)| {
            let tag = body[..at].trim_end().trim_end_matches('-');
            let called = body[at + 1..].strip_prefix(part.name);
            (tag.ends_with("{{") || tag.ends_with("{%"))
                && called.is_some_and(|rest| !rest.starts_with(is_part_of_name))
        })
    })
}
