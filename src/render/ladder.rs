//! Which templates lead to which others: loops, and those that no page comes to.
//!
//! Tera follows inclusions and inheritance apart; a loop through both would overflow its stack.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::render::engine::RUNGS;
use crate::render::faults::parts::parts;
use crate::source::{Source, Span};

pub(super) type Templates = BTreeMap<String, Arc<Source>>;

/// `{% extends "…" %}` or `{% include "…" %}`.
struct Step<'a> {
    to: &'a str,
    extends: bool,
    span: Span,
}

/// A fault for each loop.
pub(super) fn cycles(templates: &Templates) -> Vec<Diagnostic> {
    let steps: BTreeMap<&str, Vec<Step>> =
        templates.iter().map(|(name, source)| (name.as_str(), steps(templates, source))).collect();
    let mut faults = Vec::new();
    let mut done: BTreeMap<&str, bool> = BTreeMap::new();
    for start in steps.keys().copied() {
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        if done.contains_key(start) {
            continue;
        }
        done.insert(start, false);
        while let Some((name, next)) = path.last_mut() {
            let Some(step) = steps.get(*name).and_then(|steps| steps.get(*next)) else {
                done.insert(*name, true);
                path.pop();
                continue;
            };
            *next += 1;
            let from = *name;
            match done.get(step.to) {
                None => {
                    done.insert(step.to, false);
                    path.push((step.to, 0));
                }
                Some(false) => faults.push(fault(templates, &path, from, step)),
                Some(true) => {}
            }
        }
    }
    faults
}

fn fault(templates: &Templates, path: &[(&str, usize)], from: &str, step: &Step) -> Diagnostic {
    let around =
        path.iter().skip_while(|(name, _)| *name != step.to).map(|(name, _)| format!("`{name}`"));
    let around: Vec<String> = around.chain([format!("`{}`", step.to)]).collect();
    let message = format!("this template leads back to itself: {}", around.join(" → "));
    let file = step.to.split_once('/').map_or(step.to, |(_, file)| file);
    let help = if from.starts_with("builtin/") {
        "leave out one of these steps".to_owned()
    } else {
        format!(
            "to build on the template that comes with Variorum, name its rung: \"builtin/{file}\""
        )
    };
    Diagnostic::new(Code::Template, message).at(&templates[from].path, step.span, "").help(help)
}

/// The templates that a template names.
fn steps<'a>(templates: &'a Templates, source: &'a Source) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    let mut at = 0;
    while let Some(open) = source.text[at..].find("{%") {
        let start = at + open + 2;
        let end = source.text[start..].find("%}").map_or(source.text.len(), |end| start + end);
        let tag = source.text[start..end].trim_start_matches('-').trim_start();
        let extends = tag.starts_with("extends");
        let quoted = tag.find(['"', '\'']).filter(|_| extends || tag.starts_with("include"));
        if let Some(quote) = quoted {
            let rest = &tag[quote + 1..];
            let name = rest.split(['"', '\'']).next().unwrap_or_default();
            let begin = end - tag.len() + quote + 1;
            if let Some(to) = resolved(templates, name) {
                steps.push(Step { to, extends, span: Span::new(begin, begin + name.len()) });
            }
        }
        at = end;
    }
    steps
}

/// The built-in templates that others replace and that no template leads to. Those with components have a part in every
/// page.
pub(super) fn replaced(templates: &Templates) -> BTreeSet<String> {
    let [own, theme, builtin] = RUNGS;
    let is_replaced = |name: &str| {
        let above = |rung: &str, file: &str| templates.contains_key(&format!("{rung}{file}"));
        name.strip_prefix(builtin).is_some_and(|file| above(own, file) || above(theme, file))
    };
    let has_components = |name: &str| parts(templates, "component").any(|p| p.template == name);
    let mut replaced: BTreeSet<String> =
        templates.keys().filter(|name| is_replaced(name)).cloned().collect();
    replaced.retain(|name| !has_components(name));
    if replaced.is_empty() {
        return replaced;
    }
    let used = templates.iter().filter(|(name, _)| !replaced.contains(*name));
    let mut next: Vec<&Arc<Source>> = used.map(|(_, source)| source).collect();
    while let Some(source) = next.pop() {
        let led = steps(templates, source).into_iter().filter(|step| replaced.remove(step.to));
        next.extend(led.map(|step| &templates[step.to]).collect::<Vec<_>>());
    }
    replaced
}

/// A template and all that it leads to, in however many steps.
pub(super) fn reached<'a>(templates: &'a Templates, name: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::from([name]);
    let mut next = vec![name];
    while let Some(source) = next.pop().and_then(|name| templates.get(name)) {
        let led = steps(templates, source).into_iter().map(|step| step.to);
        next.extend(led.filter(|name| reached.insert(name)).collect::<Vec<_>>());
    }
    reached
}

/// The templates that a template is built on, the next one first.
pub(super) fn above<'a>(templates: &'a Templates, name: &str) -> Vec<&'a str> {
    let parent = |name: &str| {
        let source = templates.get(name)?;
        steps(templates, source).into_iter().find(|step| step.extends).map(|step| step.to)
    };
    // Loops are faults, but not of whoever asks.
    std::iter::successors(parent(name), |name| parent(name)).take(templates.len()).collect()
}

/// The template that a name means: itself, else the highest rung that has it.
pub(super) fn resolved<'a>(templates: &'a Templates, name: &str) -> Option<&'a str> {
    let rungs = RUNGS.iter().map(|rung| format!("{rung}{name}"));
    let mut names = std::iter::once(name.to_owned()).chain(rungs);
    names.find_map(|name| templates.get_key_value(&name)).map(|(name, _)| name.as_str())
}
