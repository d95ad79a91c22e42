//! The words files of a world, and what is wrong with them.
//!
//! Those of the archive and its theme are compared with those that come with Variorum, key by key. A file need not have
//! all keys: what it leaves out is said as in the file below it.

use std::collections::{BTreeMap, BTreeSet};

use super::plural::Plurals;
use super::{Words, base_language, braces};
use crate::config::is_language;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::render::settle::is_part_of_name;
use crate::source::{Source, Span, Spanned};
use crate::world::World;
use crate::yaml::{self, Codes, Entry, Intake, Node, Value};

/// What keys begin with whose last part is a word of the reader's, or what only some languages need.
const OPEN: [&str; 13] = [
    "kind.",
    "kind.about.",
    "entity.kind.",
    "entities.kind.",
    "alert.",
    "language.",
    "day.",
    "month.of.",
    "month.short.of.",
    "season.of.",
    "quarter.of.",
    "third.of.",
    "half.of.",
];

/// What keys end with that say the same as another one in little room, after a day or a preposition, or before a part of a
/// date.
const VARIANTS: [&str; 7] = [".short", ".of", ".day", ".month", ".season", ".part", ".about"];

/// The plural categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A words file that is YAML.
struct File<'a> {
    language: &'a str,
    plurals: Plurals,
    source: &'a Source,
    node: Node,
}

impl File<'_> {
    fn is_builtin(&self) -> bool {
        self.source.path.starts_with("builtin:")
    }
}

/// The words of the interface, in the language of the site; a file that cannot be read is left out.
pub(crate) fn read(world: &World, faults: &mut Vec<Diagnostic>) -> Words {
    let mut files = Vec::new();
    for (language, source) in &world.words {
        if !is_language(language) {
            faults.extend(nameless(source));
            continue;
        }
        match yaml::read(&source.text, 0) {
            Ok(node) => {
                files.push(File { language, plurals: Plurals::of(language), source, node });
            }
            Err(error) => {
                let help = "these are the words of the interface: `key: words`, one on a line";
                let told = error.diagnostics(source).into_iter();
                faults.extend(told.map(|fault| match fault.help {
                    Some(_) => fault,
                    None => fault.help(help),
                }));
            }
        }
    }
    let (builtin, own): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| file.is_builtin());
    if !own.is_empty() {
        let known = Known::new(world, &builtin);
        faults.extend(own.iter().flat_map(|file| known.faults(file)));
    }
    let untranslated = untranslated(world, &files);
    let language = if untranslated.is_some() { "en" } else { &world.config.language };
    faults.extend(untranslated);
    Words::new(language, files.iter().map(|file| (file.language, &file.node)))
}

/// The fault of a words file whose name is no language, so that no site has its words.
fn nameless(source: &Source) -> Option<Diagnostic> {
    if !source.path.ends_with(".yaml") && !source.path.ends_with(".yml") {
        return None;
    }
    let message = "these words are not used, because their file is not named after a language";
    let fault = Diagnostic::new(Code::Wording, message).at(&source.path, Span::at(0), "");
    Some(fault.help("name it by a language tag, like `i18n/de.yaml` or `i18n/pt-BR.yaml`"))
}

/// What is to be said where no file has words in the language of the site.
fn untranslated(world: &World, files: &[File]) -> Option<Diagnostic> {
    let language = world.config.language.as_str();
    let is_of = |tag: &str| files.iter().any(|file| file.language.eq_ignore_ascii_case(tag));
    if files.is_empty() || is_of(language) || is_of(base_language(language)) {
        return None;
    }
    let message =
        format!("there are no words of the interface in `{language}`, so that it is in English");
    let help = format!(
        "write them in `i18n/{language}.yaml`; `variorum theme eject i18n/en.yaml` shows which there are"
    );
    let fault = Diagnostic::new(Code::Untranslated, message).help(help);
    let settings = world.config_source.as_deref()?;
    let node = yaml::read(&settings.text, 0).ok();
    let place = node.as_ref().and_then(|node| node.get("language"));
    Some(match place.filter(|node| node.as_str() == Some(language)) {
        Some(node) => fault.at(&settings.path, node.span, ""),
        None => fault,
    })
}

/// What a words file can say.
struct Known<'a> {
    /// The names in braces of each key that comes with Variorum.
    keys: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// What stands in quotation marks in templates of the archive and its theme: the keys that these ask for are there.
    quoted: BTreeSet<&'a str>,
    /// The names of values that they give.
    given: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn new(world: &'a World, builtin: &[&'a File]) -> Self {
        let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, node) in builtin.iter().flat_map(|file| file.node.entries()) {
            let texts = node.entries().iter().map(|(_, form)| form).chain([node]);
            let names = texts.filter_map(Node::as_str).flat_map(braces).map(|(_, name)| name);
            keys.entry(&key.value).or_default().extend(names);
        }
        // `nav.` stands in templates that were copied, and makes no key of the archive's own.
        let begins = |part: &str| {
            let next = keys.range(part..).next();
            part.ends_with('.') && next.is_some_and(|(key, _)| key.starts_with(part))
        };
        let (mut quoted, mut given) = (BTreeSet::new(), BTreeSet::new());
        let own = world.templates.values().filter(|source| !source.path.starts_with("builtin:"));
        for text in own.map(|source| source.text.as_str()) {
            quoted.extend(text.split(['"', '\'']).filter(|part| !begins(part)));
            let names = text.split('=').map(str::trim_end);
            given.extend(names.filter_map(|before| before.rsplit(|c| !is_part_of_name(c)).next()));
        }
        Self { keys, quoted, given }
    }

    /// What is wrong with a file.
    fn faults(&self, file: &File) -> Vec<Diagnostic> {
        let source = file.source;
        let mut intake = Intake::new(Some(&source.path), &source.text, Codes::CONTENT);
        for (key, node) in intake.map(&source.path, &file.node) {
            match &node.value {
                _ if !self.has(&key.value) => self.unknown(&mut intake, key, node),
                Value::Map(forms) => self.forms(&mut intake, file, key, forms),
                _ => self.words(&mut intake, file, (&key.value, ""), node),
            }
        }
        intake.diagnostics
    }

    /// Whether something asks for a key.
    fn has(&self, key: &str) -> bool {
        // Templates put keys together: `t["shelf." ~ name]`.
        let dots = [key.find('.'), key.rfind('.')];
        let parts = dots.into_iter().flatten().flat_map(|at| [&key[..=at], &key[at..]]);
        let is_open = |start: &str| {
            key.strip_prefix(start).is_some_and(|rest| !rest.is_empty() && !rest.contains('.'))
        };
        self.names(key).is_some()
            || OPEN.iter().any(|start| is_open(start))
            || parts.chain([key]).any(|part| self.quoted.contains(part))
    }

    /// The names in braces of a key that comes with Variorum, or of the one that it is a variant of.
    fn names(&self, key: &str) -> Option<&BTreeSet<&'a str>> {
        let of = VARIANTS.iter().filter_map(|end| key.strip_suffix(end));
        std::iter::once(key).chain(of).find_map(|key| self.keys.get(key))
    }

    /// Says that nothing asks for a key.
    fn unknown(&self, intake: &mut Intake, key: &Spanned<String>, node: &Node) {
        let name = key.value.as_str();
        let mut inner = node.entries().iter().map(|(inner, _)| format!("{name}.{}", inner.value));
        // Keys have hundreds of neighbours that begin or end alike; what was meant is alike in the other part too.
        let parts = |key: &'a str| key.split_once('.').unwrap_or(("", key));
        let (start, rest) = name.split_once('.').unwrap_or(("", name));
        let alike = self.keys.keys().copied().filter(|key| match parts(key) {
            (other, others) if other == start => nearest(rest, [others]).is_some(),
            (other, others) => others == rest && nearest(start, [other]).is_some(),
        });
        let help = match (inner.find(|key| self.has(key)), nearest(name, alike)) {
            (Some(inner), _) => {
                format!("write each as a key of its own, with the dot: `{inner}: …`")
            }
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => "remove it: no template asks for it".to_owned(),
        };
        intake.unknown(key, help);
    }

    /// Says what is wrong with the forms of a key, also where some numbers have none: they would be shown as the key.
    fn forms(&self, intake: &mut Intake, file: &File, key: &Spanned<String>, forms: &[Entry]) {
        for (category, node) in forms {
            if !CATEGORIES.contains(&category.value.as_str()) {
                intake.unknown_name(category, &CATEGORIES);
                continue;
            }
            if !file.plurals.has(&category.value) {
                intake.fault(needless(file, &category.value), category.span, "");
            }
            self.words(intake, file, (&key.value, &category.value), node);
        }
        let has = |category: &str| forms.iter().any(|(name, _)| name.value == category);
        let is_misspelt = forms.iter().any(|(name, _)| !CATEGORIES.contains(&&*name.value));
        if !is_misspelt && !has("other") && !(0..200).all(|n| has(file.plurals.form(n))) {
            let message = format!("`{}` has no form `other`, which most numbers take", key.value);
            let fault = Diagnostic::new(Code::Wording, message).help("add it: `other: …`");
            intake.fault(fault, key.span, "");
        }
    }

    /// Says what is wrong with the words of a key, or with those of one of its forms.
    fn words(&self, intake: &mut Intake, file: &File, (key, form): (&str, &str), node: &Node) {
        if node.is_null() {
            return;
        }
        let Some(text) = node.as_str() else {
            intake.wrong_type(key, node, "text");
            intake.turned_back(node, &format!("{key}: "));
            return;
        };
        let Some(names) = self.names(key) else { return };
        let mut missing = names.clone();
        let mut is_understood = true;
        let written = file.source.text.get(node.span.range());
        for (at, name) in written.into_iter().flat_map(braces) {
            if !missing.remove(name) && !names.contains(name) && !self.given.contains(name) {
                is_understood = false;
                let start = node.span.start as usize + at;
                let span = Span::new(start, start + name.len() + "{}".len());
                intake.fault(unfilled(key, name, names), span, "");
            }
        }
        // “One article” may say its number in a word.
        if ["zero", "one", "two"].contains(&form) {
            missing.remove("n");
        }
        // Words that are nothing say nothing on purpose.
        if is_understood && !missing.is_empty() && !text.is_empty() {
            let message = format!("the words of `{key}` leave out {}", braced(&missing));
            let help = "put it where it belongs, or leave it so if nobody needs it";
            intake.fault(Diagnostic::new(Code::LeftOut, message).help(help), node.span, "");
        }
    }
}

/// The fault of a form that no number takes.
fn needless(file: &File, form: &str) -> Diagnostic {
    let taken = CATEGORIES.iter().filter(|form| file.plurals.has(form));
    let taken: Vec<String> = taken.map(|form| format!("`{form}`")).collect();
    let message = format!("no number takes the form `{form}` in `{}`", file.language);
    let help = format!("remove it: the forms are {}", taken.join(", "));
    Diagnostic::new(Code::Wording, message).help(help)
}

/// The fault of a name in braces for which nothing is filled in.
fn unfilled(key: &str, name: &str, names: &BTreeSet<&str>) -> Diagnostic {
    let help = match nearest(name.trim(), names.iter().copied()) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None if names.is_empty() => "write words alone: these have no value in them".to_owned(),
        None => format!("it can have {}", braced(names)),
    };
    let message = format!("nothing fills in `{{{name}}}` in the words of `{key}`");
    Diagnostic::new(Code::Wording, message).help(help)
}

/// Names as they are written: `{from}`, `{to}`.
fn braced(names: &BTreeSet<&str>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
    names.join(", ")
}
