//! The words of the interface, in the language of the site.
//!
//! Words are patterns with `{names}` in them, so that a translation decides their order. [`Words`] do not
//! know which keys there are: templates and views ask for them, and a key that nobody translated is shown as it is.

mod files;
mod plural;

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt as _};

pub(crate) use files::read;
use plural::Plurals;

use super::context::direction;
use super::settle::is_part_of_name;
use crate::yaml::{Node, Value};

/// The words of the interface, by key.
#[derive(Debug, Default)]
pub struct Words {
    /// The language that they are in: English where nobody has put them into that of the site.
    pub language: String,
    plurals: Plurals,
    /// Whether the language runs from right to left.
    rtl: bool,
    entries: HashMap<String, Entry>,
    /// The names that are filled in, as the lowest rung has them that has words for a key.
    names: HashMap<String, Vec<String>>,
}

/// What a key stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// One text for every number.
    Plain(String),
    /// A text for each plural category of CLDR, in the order written.
    Plural(Vec<(String, String)>),
}

impl Words {
    /// The words of a site in `language`, from files of any language: English ones first, then those of the base
    /// language, then those of the language itself; within each, later files win.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an iterator that is read once for each rung"
    )]
    pub fn new<'a>(
        language: &str,
        files: impl Iterator<Item = (&'a str, &'a Node)> + Clone,
    ) -> Self {
        let base = base_language(language);
        let mut ladder = vec!["en"];
        ladder.extend((base != "en").then_some(base));
        ladder.extend((language != base).then_some(language));
        let (mut entries, mut names) = (HashMap::new(), HashMap::new());
        for rung in ladder {
            for (_, node) in files.clone().filter(|(of, _)| of.eq_ignore_ascii_case(rung)) {
                collect(node, &mut entries, &mut names);
            }
        }
        Self {
            language: language.to_owned(),
            plurals: Plurals::of(language),
            rtl: direction(language) == "rtl",
            entries,
            names,
        }
    }

    /// Words to be filled in, between signs that keep the sentence around in its order where they run the other way.
    pub fn isolated<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let other_way =
            |c: char| if self.rtl { c.is_alphabetic() && !is_rtl(c) } else { is_rtl(c) };
        if text.chars().any(other_way) {
            format!("\u{2068}{text}\u{2069}").into()
        } else {
            text.into()
        }
    }

    /// Whether a key has been given words.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The names of the values that a key is given.
    pub fn names(&self, key: &str) -> &[String] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// The words of a key; the key itself when it has none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.entries.get(key) {
            Some(Entry::Plain(text)) => text,
            Some(Entry::Plural(forms)) => form(forms, "other").unwrap_or(key),
            None => key,
        }
    }

    /// The words of a key with `{n}` and the plural that the number asks for.
    pub fn count(&self, key: &str, n: u64) -> String {
        fill(self.form(key, n), &[("n", &self.number(n))])
    }

    /// The pattern of a key for a number.
    pub fn form<'a>(&'a self, key: &'a str, n: u64) -> &'a str {
        match self.entries.get(key) {
            Some(Entry::Plural(forms)) => {
                form(forms, self.plurals.form(n)).or_else(|| form(forms, "other")).unwrap_or(key)
            }
            _ => self.get(key),
        }
    }

    /// A number with the separators of the language: `11,000`. Four digits stay together where the language wants it
    /// (`number.from: 10000`).
    pub fn number(&self, n: u64) -> String {
        if n < 1000 {
            return n.to_string();
        }
        let least = self.get("number.from").parse().unwrap_or(1000);
        let separator = if self.has("number.group") { self.get("number.group") } else { "," };
        let digits = n.to_string();
        if n < least {
            return digits;
        }
        let mut grouped = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push_str(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Every key with its words, in no order, for the variable `t` of templates; plurals as their form for `other`, and
    /// each of their forms by its own key: `count.notes.few`.
    pub fn all(&self) -> impl Iterator<Item = (String, &str)> {
        let forms = self.entries.iter().flat_map(|(key, entry)| match entry {
            Entry::Plain(_) => Vec::new(),
            Entry::Plural(forms) => {
                forms.iter().map(|(name, text)| (format!("{key}.{name}"), text.as_str())).collect()
            }
        });
        self.entries.keys().map(|key| (key.clone(), self.get(key))).chain(forms)
    }
}

/// A pattern with its `{names}` replaced; a name that is not given stays.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        match values.iter().find(|(name, _)| *name == &rest[1..close]) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[..=close]),
        }
        rest = &rest[close + 1..];
    }
    filled.push_str(rest);
    filled
}

/// Whether a sign runs from right to left: it stands in a block of Unicode for such scripts.
fn is_rtl(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

/// The language without script and region: `pt` of `pt-BR`.
pub fn base_language(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or(language)
}

/// Adds the entries of one file, and the names of those that have no entry yet.
fn collect(
    node: &Node,
    entries: &mut HashMap<String, Entry>,
    names: &mut HashMap<String, Vec<String>>,
) {
    let Value::Map(pairs) = &node.value else { return };
    for (key, node) in pairs {
        let entry = match (node.as_str(), &node.value) {
            (Some(text), _) => Entry::Plain(text.to_owned()),
            (None, Value::Map(forms)) => Entry::Plural(
                forms
                    .iter()
                    .filter_map(|(name, node)| {
                        Some((name.value.clone(), node.as_str()?.to_owned()))
                    })
                    .collect(),
            ),
            (None, _) => continue,
        };
        if !entries.contains_key(&key.value) {
            let forms = match &entry {
                Entry::Plain(text) => vec![text],
                Entry::Plural(forms) => forms.iter().map(|(_, text)| text).collect(),
            };
            let mut all: Vec<String> = forms
                .into_iter()
                .flat_map(|text| braces(text))
                .map(|(_, name)| name.to_owned())
                .collect();
            all.sort();
            all.dedup();
            names.insert(key.value.clone(), all);
        }
        entries.insert(key.value.clone(), entry);
    }
}

/// The names in braces, as they are written between them, each with the place of its brace: `{ n }` is not filled in.
fn braces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let parts = text.split('{').map(move |part| {
        let start = next;
        next += part.len() + "{".len();
        (start, part)
    });
    parts.skip(1).filter_map(|(start, part)| {
        let name = part.split_once('}')?.0;
        let is_name = !name.trim().is_empty() && name.trim().chars().all(is_part_of_name);
        is_name.then_some((start - "{".len(), name))
    })
}

/// The text of one plural category.
fn form<'a>(forms: &'a [(String, String)], category: &str) -> Option<&'a str> {
    forms.iter().find(|(name, _)| name == category).map(|(_, text)| text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_another_direction_are_isolated() {
        for (language, name, filled) in [
            ("en", "Reuters", "Reuters"),
            ("en", "الشرطة", "\u{2068}الشرطة\u{2069}"),
            ("ar", "الشرطة", "الشرطة"),
            ("ar", "Reuters", "\u{2068}Reuters\u{2069}"),
            ("ar", "1,000", "1,000"),
            ("az-Arab", "Reuters", "\u{2068}Reuters\u{2069}"),
        ] {
            let words = Words::new(language, std::iter::empty());
            assert_eq!(words.isolated(name), filled, "{language} {name}");
        }
    }

    #[test]
    fn patterns() {
        for (pattern, filled) in [
            ("{a} of {b}", "1 of 2"),
            ("{b}{a}", "21"),
            ("{c} stays", "{c} stays"),
            ("open {a", "open {a"),
            ("no names", "no names"),
        ] {
            assert_eq!(fill(pattern, &[("a", "1"), ("b", "2")]), filled);
        }
    }

    #[test]
    fn numbers_are_grouped() {
        let words = Words::default();
        for (n, written) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(words.number(n), written);
        }
    }
}
