//! Finding names in a text, all of them in one pass.
//!
//! Knows nothing of entities: a name is a string with a value.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use crate::fold::is_unspaced;
use crate::model::body::TextRange;

/// The names to look for, in their [`normal`] form, and what each of them means.
pub(super) struct Finder<T> {
    automaton: Option<AhoCorasick>,
    values: Vec<T>,
    /// The form in which texts are compared with the names.
    form: for<'t> fn(&'t str) -> Normal<'t>,
}

/// A name that stands in a text.
pub(super) struct Found<'a, T> {
    /// Where, in the text as it was given.
    pub(super) range: TextRange,
    /// What the name means.
    pub(super) value: &'a T,
}

impl<T> Finder<T> {
    /// A finder of these names.
    pub(super) fn new(names: BTreeMap<String, T>) -> Self {
        Self::of(names, normal)
    }

    /// A finder of these names, which are [`loose`], in whatever letters they are written.
    pub(super) fn loose(names: BTreeMap<String, T>) -> Self {
        Self::of(names, loose)
    }

    fn of(names: BTreeMap<String, T>, form: for<'t> fn(&'t str) -> Normal<'t>) -> Self {
        let (patterns, values): (Vec<String>, Vec<T>) = names.into_iter().unzip();
        // A name that is too long for the automaton is no name; the others are still found.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .ok();
        Self { automaton: automaton.filter(|_| !patterns.is_empty()), values, form }
    }

    /// The names in `text` at word borders, in order; of overlapping ones the first, and of those the longest.
    pub(super) fn find(&self, text: &str) -> Vec<Found<'_, T>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let normal = (self.form)(text);
        let mut found: Vec<_> = automaton
            .find_overlapping_iter(&*normal.text)
            .filter(|m| is_bordered(&normal.text, m.start(), m.end()))
            .map(|m| (m.start(), m.end(), m.pattern()))
            .collect();
        found.sort_unstable_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let mut free = 0;
        found.retain(|&(start, end, _)| {
            let keep = start >= free;
            free = if keep { end } else { free };
            keep
        });
        let mut shifts = normal.shifts.as_slice();
        let places = found.into_iter().map(|(start, end, pattern)| {
            // Matches come in order, so the map is walked once.
            let passed = shifts.partition_point(|&(at, _)| at <= start).saturating_sub(1);
            shifts = &shifts[passed..];
            let range = TextRange::new(original(shifts, start), original(shifts, end));
            Found { range, value: &self.values[pattern.as_usize()] }
        });
        places.collect()
    }
}

/// A text in the form in which names are compared.
pub(super) struct Normal<'a> {
    /// NFC, with every hyphen and every space as one space, and straight apostrophes.
    pub(super) text: Cow<'a, str>,
    /// Where its bytes come from: (offset here, offset there), from there on in step.
    shifts: Vec<(usize, usize)>,
}

/// A text in which spellings of one name are the same: `Al-Tanf` and `Al Tanf`, `é` in one or two characters.
pub(super) fn normal(text: &str) -> Normal<'_> {
    let plain = |byte: &u8| byte.is_ascii() && *byte != b'-';
    if text.as_bytes().iter().all(plain) {
        return Normal { text: Cow::Borrowed(text), shifts: Vec::new() };
    }
    let mut normal = String::with_capacity(text.len());
    let mut shifts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let run = rest.as_bytes().iter().position(|byte| !plain(byte)).unwrap_or(rest.len());
        normal.push_str(&rest[..run]);
        at += run;
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        let in_step = normal.len() + c.len_utf8();
        push(&mut normal, c);
        if normal.len() != in_step {
            // A composed letter can end before the one that it was composed from.
            while shifts.last().is_some_and(|&(here, _)| here >= normal.len()) {
                shifts.pop();
            }
            shifts.push((normal.len(), at));
        }
    }
    Normal { text: Cow::Owned(normal), shifts }
}

/// A text in which a name is the same in small letters and capitals, with accents and without, and however many spaces
/// stand in it: whom nobody may name is not told by such differences.
pub(super) fn loose(text: &str) -> Normal<'_> {
    let mut loose = String::with_capacity(text.len());
    let mut shifts: Vec<(usize, usize)> = Vec::new();
    for (start, c) in text.char_indices() {
        let at = start + c.len_utf8();
        let in_step = loose.len() + c.len_utf8();
        for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
            let is_space = part.is_whitespace() && part != '\n';
            match part {
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
                part if is_combining_mark(part) => {}
                '-' | '\u{2010}' | '\u{2011}' if loose.ends_with(' ') => {}
                _ if is_space && loose.ends_with(' ') => {}
                _ if is_space => loose.push(' '),
                _ => push(&mut loose, part),
            }
        }
        if loose.len() != in_step {
            while shifts.last().is_some_and(|&(here, _)| here >= loose.len()) {
                shifts.pop();
            }
            shifts.push((loose.len(), at));
        }
    }
    Normal { text: Cow::Owned(loose), shifts }
}

fn push(normal: &mut String, c: char) {
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '\u{a0}' | '\u{202f}' => normal.push(' '),
        '’' | 'ʼ' => normal.push('\''),
        // Soft hyphens and joiners of no width are no part of a name.
        '\u{ad}' | '\u{200b}' | '\u{2060}' => {}
        c if is_combining_mark(c) => {
            let composed = normal.chars().next_back().and_then(|base| compose(base, c));
            if composed.is_some() {
                normal.pop();
            }
            normal.push(composed.unwrap_or(c));
        }
        c => normal.push(c),
    }
}

/// A name in the form in which it is compared.
pub(super) fn normal_name(name: &str) -> String {
    let composed: String = name.nfc().collect();
    normal(&composed).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name with the spellings that it has at the beginning of a sentence, in a title and in capitals.
///
/// Only a name without capital letters has any: the others mean what they say.
pub(super) fn spellings(normal: &str) -> Vec<String> {
    let mut spellings = with_initials(normal);
    if !normal.chars().any(char::is_uppercase) && normal.chars().any(char::is_lowercase) {
        spellings.push(capital(normal));
        spellings.push(normal.split(' ').map(capital).collect::<Vec<_>>().join(" "));
        spellings.push(normal.to_uppercase());
    }
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// A name with its initials in every way that they are set: `J. F. Smith`, `J.F. Smith`, `J F Smith`, `JF Smith`.
fn with_initials(normal: &str) -> Vec<String> {
    let words: Vec<&str> = normal.split(' ').collect();
    let letters = |word: &str| -> Option<Vec<char>> {
        let mut letters = word.split_terminator('.').map(|letter| {
            let mut chars = letter.chars();
            chars.next().filter(|c| c.is_uppercase() && chars.next().is_none())
        });
        letters.by_ref().collect::<Option<Vec<char>>>().filter(|_| word.ends_with('.'))
    };
    let runs: Vec<&[&str]> =
        words.chunk_by(|a, b| letters(a).is_some() == letters(b).is_some()).collect();
    // Letters alone (`U.S.`) are a name of another kind.
    if runs.len() < 2 {
        return vec![normal.to_owned()];
    }
    let ways = [(".", " "), (".", ""), ("", " "), ("", "")];
    let way = |(stop, space): (&str, &str)| {
        let run = |run: &&[&str]| match run
            .iter()
            .map(|word| letters(word))
            .collect::<Option<Vec<_>>>()
        {
            Some(initials) => {
                let initials =
                    initials.concat().into_iter().map(|letter| format!("{letter}{stop}"));
                initials.collect::<Vec<_>>().join(space)
            }
            None => run.join(" "),
        };
        runs.iter().map(run).collect::<Vec<_>>().join(" ")
    };
    std::iter::once(normal.to_owned()).chain(ways.map(way)).collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn original(shifts: &[(usize, usize)], at: usize) -> usize {
    match shifts.partition_point(|&(here, _)| here <= at).checked_sub(1) {
        Some(last) => shifts[last].1 + (at - shifts[last].0),
        None => at,
    }
}

fn is_bordered(text: &str, start: usize, end: usize) -> bool {
    let (before, name, after) = (&text[..start], &text[start..end], &text[end..]);
    !(joins(before.chars().next_back(), name.chars().next())
        || joins(name.chars().next_back(), after.chars().next()))
}

/// Whether two characters beside one another are of one word.
fn joins(left: Option<char>, right: Option<char>) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || is_combining_mark(c);
    match (left, right) {
        (Some(left), Some(right)) => {
            is_word(left) && is_word(right) && !is_unspaced(left) && !is_unspaced(right)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Finder, loose, normal_name, spellings};

    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let names = names.iter().flat_map(|name| spellings(&normal_name(name)));
        let finder = Finder::new(names.map(|name| (name, true)).collect::<BTreeMap<_, _>>());
        let found: Vec<_> = finder.find(text).iter().map(|f| &text[f.range.range()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_in_any_letters() {
        let check = |names: &[&str], text: &str, expected: &[&str]| {
            let names = names.iter().map(|name| (loose(name).text.into_owned(), true));
            let finder = Finder::loose(names.collect::<BTreeMap<_, _>>());
            let found: Vec<_> = finder.find(text).iter().map(|f| &text[f.range.range()]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            &["José Peña"],
            "JOSE PEÑA, Jose  Pena, jose\u{301}-pen\u{303}a.",
            &["JOSE PEÑA", "Jose  Pena", "jose\u{301}-pen\u{303}a"],
        );
        check(&["Peña"], "Peñas, le\u{301} Pen\u{303}a\u{301}, ŘPeña", &["Pen\u{303}a\u{301}"]);
        check(&["A\u{200d}b C"], "x Ab \u{a0} C y aB\tc", &["Ab \u{a0} C", "aB\tc"]);
        check(&["ﬁn"], "FIN, ﬁn, İ fin", &["FIN", "ﬁn", "fin"]);
        check(&["Ab C"], "Ab\nC", &[]);
    }

    #[test]
    fn names_in_texts() {
        check(&["Raqqa"], "Raqqa, Raqqans and pro-Raqqa; Raqqa's, Raqqa’s", &["Raqqa"; 4]);
        check(
            &["Al-Tanf"],
            "Al-Tanf, Al Tanf, Al‑Tanf, al-Tanf",
            &["Al-Tanf", "Al Tanf", "Al‑Tanf"],
        );
        check(&["Al Tanf", "Tanf"], "at Al-Tanf’s gate, Tanf", &["Al-Tanf", "Tanf"]);
        check(&["Al", "Al Tanf"], "Al Tanfield", &["Al"]);
        check(
            &["solar eclipse"],
            "Solar eclipse, SOLAR ECLIPSE, solar eclipses",
            &["Solar eclipse", "SOLAR ECLIPSE"],
        );
        check(&["Étude"], "An E\u{301}tude — Étude, Etude", &["E\u{301}tude", "Étude"]);
        check(&["E\u{301}tude"], "“Étude”, Bel\u{ad}fast", &["Étude"]);
        check(&["Belfast", "O'Neil"], "‘Bel\u{ad}fast’ O’Neil", &["Bel\u{ad}fast", "O’Neil"]);
        check(&["摩苏尔", "التنف"], "在摩苏尔的人 في التنف.", &["摩苏尔", "التنف"]);
        check(&["U.S."], "the U.S. and U.S.A.", &["U.S.", "U.S."]);
        check(
            &["J. F. Kennedy"],
            "J. F. Kennedy, J.F. Kennedy, JF Kennedy, J F Kennedy, J.-F. Kennedy, F. Kennedy",
            &["J. F. Kennedy", "J.F. Kennedy", "JF Kennedy", "J F Kennedy", "J.-F. Kennedy"],
        );
        check(&["Al Tanf"], "Al\nTanf", &[]);
        check(&[], "nobody", &[]);
    }
}
