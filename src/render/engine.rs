//! The template engine: the ladder of templates, the filters and functions they may use.
//!
//! Knows no views. What went wrong in a template is said by `faults`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tera::{ArgFromValue, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostic::{Checked, Diagnostic, nearest};
use crate::render::faults::Told;
use crate::render::words::{Words, fill};
use crate::render::{faults, figure, ladder, settle};
use crate::source::Source;
use crate::world::World;

/// The rungs of the ladder, highest first.
pub(super) const RUNGS: [&str; 3] = ["own/", "theme/", "builtin/"];

/// Templates that are ready to be rendered.
pub(super) struct Engine {
    /// The templates, with the words of the interface in them where all are without fault.
    tera: Tera,
    /// The templates as they are written, once one of them has failed: faults are drawn on these.
    written: OnceLock<Tera>,
    words: Arc<Words>,
    globals: Vec<(&'static str, Value)>,
    /// Their texts, so that faults can be drawn on them.
    templates: BTreeMap<String, Arc<Source>>,
    /// Whether a template was left out, which has been said already.
    incomplete: bool,
    /// What the engine said of other texts of templates, by their names and texts.
    answers: Mutex<BTreeMap<(String, String), Option<Told>>>,
}

impl Engine {
    /// The templates of a world, with what all of them are given.
    pub(super) fn new(
        world: &World,
        words: &Arc<Words>,
        globals: Vec<(&'static str, Value)>,
    ) -> Checked<Self> {
        let templates = &world.templates;
        let mut diagnostics = ladder::cycles(templates);
        let mut left_out: BTreeSet<String> =
            diagnostics.iter().filter_map(|d| named(templates, d)).collect();
        // What is wrong in a template that no page comes to is no fault: what replaces it may have other blocks.
        let replaced = ladder::replaced(templates);
        let mut used = templates.clone();
        used.retain(|name, _| !replaced.contains(name));
        let settled = left_out.is_empty().then(|| settled(&used, words)).flatten();
        let tera = settled.unwrap_or_else(|| {
            // They stand in for templates that are left out.
            used = templates.clone();
            let mut found = Vec::new();
            let tera = faultless(templates, words, &mut left_out, &mut found);
            found.retain(|fault| named(templates, fault).is_none_or(|n| !replaced.contains(&n)));
            diagnostics.extend(faults::with_missing_blocks(found, templates));
            tera
        });
        let incomplete = !left_out.is_empty();
        let (templates, words) = (used, Arc::clone(words));
        let tera = given(tera, &globals);
        let (written, answers) = (OnceLock::new(), Mutex::default());
        let engine = Self { tera, written, words, globals, templates, incomplete, answers };
        Checked { value: engine, diagnostics }
    }

    /// Adds to the output what a template makes of a context; `page` is named in messages.
    pub(super) fn render(
        &self,
        template: &str,
        context: &tera::Context,
        page: &str,
        out: &mut Vec<u8>,
    ) -> Vec<Diagnostic> {
        let start = out.len();
        let Err(error) = self.tera.render_to(template, context, &mut *out) else {
            if out[start..].trim_ascii().is_empty() {
                out.truncate(start);
                return vec![faults::of_nothing(&self.templates, template, page)];
            }
            return Vec::new();
        };
        out.truncate(start);
        let error =
            self.as_written().render_to(template, context, &mut *out).err().unwrap_or(error);
        out.truncate(start);
        match error.kind() {
            ErrorKind::TemplateNotFound(name) if name == template && self.incomplete => Vec::new(),
            _ => {
                let ask = |name: &str, text: &str| self.asked((name, text), template, context);
                let fault = faults::of_page(&error, &self.templates, template, page, &ask);
                // Where a template stands in for one that was left out, its faults follow from that.
                let follows = self.incomplete && !faults::is_of_archive(&fault);
                if follows { Vec::new() } else { vec![fault] }
            }
        }
    }

    /// What the engine says of a page if one of its templates has another text. A fault is met on many pages, and the
    /// answer is the same.
    fn asked(&self, asked: (&str, &str), template: &str, context: &tera::Context) -> Option<Told> {
        let (name, text) = asked;
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.entry((name.to_owned(), text.to_owned()));
        let told = answer.or_insert_with(|| {
            let mut tera = self.as_written().clone();
            tera.add_raw_template(name, text).ok()?;
            Told::of(&tera.render_to(template, context, std::io::sink()).err()?)
        });
        told.clone()
    }

    /// The templates as they are written. Where one was left out, there are no others.
    fn as_written(&self) -> &Tera {
        if self.incomplete {
            return &self.tera;
        }
        self.written.get_or_init(|| {
            let mut tera = empty(&self.words);
            let texts = self.templates.iter().map(|(name, source)| (name, &source.text));
            // They have been added before.
            let _ = tera.add_raw_templates(texts);
            given(tera, &self.globals)
        })
    }
}

/// The templates without those that have faults, which are said.
fn faultless(
    templates: &BTreeMap<String, Arc<Source>>,
    words: &Arc<Words>,
    left_out: &mut BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Tera {
    loop {
        let mut tera = empty(words);
        let shown = templates.iter().filter(|(name, _)| !left_out.contains(*name));
        let error = tera.add_raw_templates(shown.map(|(name, source)| (name, &source.text))).err();
        let Some(error) = error else { return tera };
        let found = faults::of_set(&error, templates);
        let before = left_out.len();
        let faulty: Vec<String> = found.iter().filter_map(|d| named(templates, d)).collect();
        diagnostics.extend(found.into_iter().filter(|d| !follows(templates, left_out, d)));
        left_out.extend(faulty);
        if left_out.len() == before {
            return empty(words);
        }
    }
}

/// The templates with the words of the interface in them; nothing where one of them has a fault.
fn settled(templates: &BTreeMap<String, Arc<Source>>, words: &Arc<Words>) -> Option<Tera> {
    let mut tera = empty(words);
    let texts = templates.iter();
    let texts = texts.map(|(name, source)| (name, settle::settled(name, &source.text, words)));
    tera.add_raw_templates(texts).ok()?;
    Some(tera)
}

/// Templates with what all of them are given.
fn given(mut tera: Tera, globals: &[(&'static str, Value)]) -> Tera {
    for (name, value) in globals {
        tera.global_context().insert_value(*name, value.clone());
    }
    tera
}

/// Whether a fault is only that what a template needs was left out, which has been said already.
fn follows(
    templates: &BTreeMap<String, Arc<Source>>,
    left_out: &BTreeSet<String>,
    fault: &Diagnostic,
) -> bool {
    let Some(name) = fault.message.split('`').nth(1) else { return false };
    let defines = |template: &String| {
        templates
            .get(template)
            .is_some_and(|source| source.text.contains(&format!("component {name}(")))
    };
    if fault.message.starts_with("unknown component") {
        return left_out.iter().any(defines);
    }
    fault.message.contains(" template `") && ladder::resolved(templates, name).is_some()
}

/// The template that a fault is in.
fn named(templates: &BTreeMap<String, Arc<Source>>, fault: &Diagnostic) -> Option<String> {
    faults::name_of(templates, &fault.labels.first()?.source).map(str::to_owned)
}

/// An engine without templates: filters and functions have to be there before them.
fn empty(words: &Arc<Words>) -> Tera {
    let mut tera = Tera::new();
    // An engine without templates takes prefixes.
    let _ = tera.set_fallback_prefixes(RUNGS);
    let counted = Arc::clone(words);
    tera.register_function("words", move |given: Kwargs, _: &State| phrase(&counted, &given));
    let numbers = Arc::clone(words);
    tera.register_filter("number", move |n: Value, _: Kwargs, _: &State| number(&numbers, &n));
    tera.register_filter("safe", safe);
    tera
}

/// Markup as it is. That of the engine writes nothing for a value that is not there.
fn safe(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    if value.is_undefined() {
        <&str>::from_value(value)?;
    }
    Ok(Value::safe_string(&<Cow<str>>::from_value(value)?))
}

/// `words(key="count.notes", n=3, …)`: a pattern with its names filled in.
fn phrase(words: &Words, given: &Kwargs) -> TeraResult<String> {
    let key: &str = given.must_get("key")?;
    if !words.has(key) {
        let keys: Vec<String> = words.all().map(|(key, _)| key).collect();
        let near = nearest(key, keys.iter().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!("{}`{near}`?", faults::NEAR));
        return Err(tera::Error::message(format!("there are no words `{key}`{near}")));
    }
    let n: Option<u64> = given.get("n").map_err(|error| match given.get::<&Value>("n") {
        Ok(Some(n)) if n.is_number() => tera::Error::message(format!(
            "`n` takes a whole number that is not below 0, and this is `{n}`"
        )),
        _ => error,
    })?;
    let pattern = n.map_or_else(|| words.get(key), |n| words.form(key, n));
    complete(words, key, pattern, given)?;
    let mut values: Vec<(&str, Cow<str>)> = Vec::with_capacity(2);
    for (name, value) in given.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
        let written = match (n.filter(|_| name == "n"), value.as_str()) {
            (Some(n), _) => words.number(n).into(),
            (None, Some(text)) => words.isolated(text),
            (None, None) => value.to_string().into(),
        };
        values.push((name, written));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
    Ok(fill(pattern, &values))
}

/// Says which value is missing that a pattern needs. One more than it needs is no fault: copied templates give what words
/// had once.
fn complete(words: &Words, key: &str, pattern: &str, given: &Kwargs) -> TeraResult<()> {
    let takes = words.names(key);
    let is_given = |name: &str| given.iter().any(|(given, _)| given.as_str() == Some(name));
    let is_open = |name: &&String| !is_given(name) && pattern.contains(&format!("{{{name}}}"));
    let Some(missing) = takes.iter().find(is_open) else { return Ok(()) };
    let values: Vec<String> = takes.iter().map(|name| format!("{name}=…")).collect();
    let values = values.join(", ");
    let (fact, write) = (format!("the words `{key}` are not given `{missing}`"), faults::WRITE);
    Err(tera::Error::message(format!("{fact}{write}`words(key=\"{key}\", {values})`")))
}

/// A number with the separators of the language; anything else as it is.
fn number(words: &Words, n: &Value) -> String {
    match (n.as_u64(), n.as_f64()) {
        (Some(whole), _) => words.number(whole),
        (None, Some(number)) => figure::number(words, number),
        (None, None) => n.to_string(),
    }
}
