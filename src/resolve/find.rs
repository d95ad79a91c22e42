//! Finding names in a text, all of them in one pass.
//!
//! Knows nothing of entities: a name is a string with a value.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_normalization::char::is_combining_mark;

use super::inflect::{Inflection, begins};
use super::normal::{Normal, loose, normal, original};
use crate::fold::{is_before_particles, is_behind_particle, is_unspaced};
use crate::model::body::TextRange;

/// The names to look for, in their [`normal`] form, and what each of them means.
#[derive(Debug)]
pub(super) struct Finder<T> {
    automaton: Option<AhoCorasick>,
    names: Vec<String>,
    values: Vec<T>,
    /// The form in which texts are compared with the names.
    form: for<'t> fn(&'t str) -> Normal<'t>,
    /// Whether a name begins behind letters that stand before it.
    begins: fn(&str, &str) -> bool,
    /// Whether a name ends before letters that stand behind it.
    ends: fn(&str, &str) -> bool,
}

/// A name that stands in a text.
pub(super) struct Found<'a, T> {
    /// Where, in the text as it was given.
    pub(super) range: TextRange,
    /// What the name means.
    pub(super) value: &'a T,
    /// Which name it is.
    pub(super) number: u32,
}

impl<T: PartialEq> PartialEq for Finder<T> {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names && self.values == other.values
    }
}

/// All names that stand in a text at word borders, also those that overlap: in order, the longest first.
///
/// They depend on the text and the names and not on what those mean.
#[derive(Debug, Default)]
pub(super) struct Matches(Vec<Match>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    /// Where, in the form in which names are compared; the end counted backwards.
    start: u32,
    end: Reverse<u32>,
    /// Which name.
    number: u32,
    /// Where, in the text as it was given.
    range: TextRange,
}

/// What has become of the names of an earlier finder.
pub(super) struct Renamed {
    /// The numbers of those that are still looked for.
    numbers: Vec<Option<u32>>,
    /// Finds those that are new.
    new: Option<AhoCorasick>,
    /// The numbers of those.
    new_numbers: Vec<u32>,
}

impl<T> Finder<T> {
    /// A finder of these names.
    pub(super) fn new(names: BTreeMap<String, T>) -> Self {
        Self::of(names, normal, |_, _| false, |_, _| false)
    }

    /// A finder of these names, which are [`loose`], in whatever letters they are written, where they are inflected so.
    pub(super) fn loose(names: BTreeMap<String, T>, inflection: Inflection) -> Self {
        Self::of(names, loose, begins, inflection.ends())
    }

    fn of(
        names: BTreeMap<String, T>,
        form: for<'t> fn(&'t str) -> Normal<'t>,
        begins: fn(&str, &str) -> bool,
        ends: fn(&str, &str) -> bool,
    ) -> Self {
        let (names, values): (Vec<String>, Vec<T>) = names.into_iter().unzip();
        Self { automaton: automaton(&names), names, values, form, begins, ends }
    }

    /// The names in `text` at word borders, in order; of overlapping ones the first, and of those the longest.
    pub(super) fn find(&self, text: &str) -> Vec<Found<'_, T>> {
        self.select(&self.search(text))
    }

    /// All names in `text` at word borders.
    pub(super) fn search(&self, text: &str) -> Matches {
        let Some(automaton) = &self.automaton else { return Matches::default() };
        Matches::new(self.search_with(automaton, text, |number| number))
    }

    /// Of all names that were found those that count: of overlapping ones the first, and of those the longest.
    pub(super) fn select(&self, matches: &Matches) -> Vec<Found<'_, T>> {
        let mut free = 0;
        let kept = matches.0.iter().filter(|found| {
            let keep = found.start >= free;
            free = if keep { found.end.0 } else { free };
            keep
        });
        let found = |&Match { range, number, .. }: &Match| Found {
            range,
            value: self.value(number),
            number,
        };
        kept.map(found).collect()
    }

    /// What a name means.
    pub(super) fn value(&self, number: u32) -> &T {
        &self.values[number as usize]
    }

    /// A name, as it is looked for.
    pub(super) fn name(&self, number: u32) -> &str {
        &self.names[number as usize]
    }

    /// What has become of the names of an earlier finder in this one.
    pub(super) fn since(&self, before: &Self) -> Renamed {
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let known = |name: &String| self.names.binary_search(name).ok().map(number);
        let is_new = |name: &String| before.names.binary_search(name).is_err();
        let (new_numbers, new): (Vec<u32>, Vec<&String>) =
            (0..).zip(&self.names).filter(|(_, name)| is_new(name)).unzip();
        let numbers = before.names.iter().map(known).collect();
        Renamed { numbers, new: automaton(&new), new_numbers }
    }

    /// All names in a text in which an earlier finder found some: only those that are new are looked for.
    pub(super) fn search_again(&self, text: &str, before: &Matches, renamed: &Renamed) -> Matches {
        if self.automaton.is_none() {
            return Matches::default();
        }
        let mut found: Vec<Match> = (before.0.iter())
            .filter_map(|found| {
                Some(Match { number: renamed.numbers[found.number as usize]?, ..*found })
            })
            .collect();
        if let Some(new) = &renamed.new {
            let numbers = |number: u32| renamed.new_numbers[number as usize];
            found.extend(self.search_with(new, text, numbers));
        }
        Matches::new(found)
    }

    fn search_with(
        &self,
        automaton: &AhoCorasick,
        text: &str,
        number: impl Fn(u32) -> u32,
    ) -> Vec<Match> {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let normal = (self.form)(text);
        // What parts words without a space is in few texts, and looked for only there: most of what is met is in a word.
        let is_parted = text.contains(NON_JOINER);
        let is_bordered =
            |m: &aho_corasick::Match, borders| self.is_bordered(&normal.text, m.range(), borders);
        let found = automaton
            .find_overlapping_iter(&*normal.text)
            .filter(|m| is_parted || is_bordered(m, (false, false)));
        let found = found.filter_map(|m| {
            // A name can begin or end within what one character stands for.
            let start = text.floor_char_boundary(original(&normal.shifts, m.start()));
            let end = text.ceil_char_boundary(original(&normal.shifts, m.end())).max(start);
            let end = start + text[start..end].trim_end_matches(is_control).len();
            let borders =
                (text[..start].ends_with(NON_JOINER), text[end..].starts_with(NON_JOINER));
            (!is_parted || is_bordered(&m, borders)).then(|| Match {
                start: place(m.start()),
                end: Reverse(place(m.end())),
                number: number(m.pattern().as_u32()),
                range: TextRange::new(start, end),
            })
        });
        found.collect()
    }

    /// Whether a name stands by itself. `borders` says where it does so by a sign that no form of a text has.
    fn is_bordered(&self, text: &str, range: Range<usize>, borders: (bool, bool)) -> bool {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let name = &text[range];
        let begins = borders.0 || !joins(before.chars().next_back(), name.chars().next());
        let ends = borders.1 || !joins(name.chars().next_back(), after.chars().next());
        (begins || is_behind_particle(before, name) || (self.begins)(before, name))
            && (ends || is_before_particles(name, after) || (self.ends)(name, after))
    }
}

/// Parts a word, in Persian, from what is joined to it.
const NON_JOINER: char = '\u{200c}';

/// Whether a sign ends something else than the name that it stands behind.
fn is_control(c: char) -> bool {
    c == NON_JOINER || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name that is too long for the automaton is no name; the others are still found.
fn automaton(names: &[impl AsRef<[u8]>]) -> Option<AhoCorasick> {
    // The fastest one is made in a time that grows with the square of the longest name.
    let few = names.len() < 100 && names.iter().all(|name| name.as_ref().len() < 1_000);
    let kind = if few { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
    let builder =
        AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(kind)).build(names);
    builder.ok().filter(|_| !names.is_empty())
}

impl Matches {
    fn new(mut found: Vec<Match>) -> Self {
        found.sort_unstable();
        found.shrink_to_fit();
        Self(found)
    }
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

    use super::super::normal::{loose, normal_name, spellings};
    use super::{Finder, Inflection};

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
            let finder = Finder::loose(names.collect::<BTreeMap<_, _>>(), Inflection::None);
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
        check(&["Cæsar"], "CAESAR, Cæsar, CÆSAR", &["CAESAR", "Cæsar", "CÆSAR"]);
        check(&["ﬁn"], "FIN, ﬁn, İ fin", &["FIN", "ﬁn", "fin"]);
        check(&["Ab C"], "Ab\nC", &[]);
        check(
            &["Işık", "Groß", "Παππάς", "محمد"],
            "IŞIK, GROSS, ΠΑΠΠΑΣ, محـمد",
            &["IŞIK", "GROSS", "ΠΑΠΠΑΣ", "محـمد"],
        );
        check(
            &["Ann Lee-Roe", "Gal·la"],
            "Ann Lee–Roe, Gal·la. Ann Lee – Roe",
            &["Ann Lee–Roe", "Gal·la"],
        );
        check(
            &["Belfast"],
            "Bel\u{200e}fast B\u{34f}elfast Bel\u{2063}fast\u{fe0f}.",
            &["Bel\u{200e}fast", "B\u{34f}elfast", "Bel\u{2063}fast\u{fe0f}"],
        );
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
        check(
            &["North-West Passage"],
            "North- West Passage, North\u{2010} West Passage; North - West Passage, North-\nWest Passage",
            &["North- West Passage", "North\u{2010} West Passage"],
        );
        check(
            &["Æneas", "Coeur", "Westminster"],
            "Aeneas, Æneas, Cœur, Weſtminſter, Ae neas, Coeurs",
            &["Aeneas", "Æneas", "Cœur", "Weſtminſter"],
        );
        check(
            &["AENEAS", "LINNAE", "STRASSE", "Æ Æon"],
            "ÆNEAS, AENEAS, LINNÆ. STRAẞE, Æneas, Æ Æon",
            &["ÆNEAS", "AENEAS", "LINNÆ", "STRAẞE", "Æ Æon"],
        );
        check(
            &["the author of Ice", "The Tide", "La Vie", "Der Hafen"],
            "The author of Ice; the Tide, The tide, la Vie; der Hafen, Der Hafen, la vie",
            &["The author of Ice", "the Tide", "la Vie", "Der Hafen"],
        );
        check(&[], "nobody", &[]);
    }

    #[test]
    fn names_in_other_scripts() {
        check(&["كريم"], "كَرِيم، كـــريم، اکریم", &["كَرِيم", "كـــريم"]);
        check(&["كريم"], "لكريم وكريم بكريم ولكريم مكريم", &["كريم"; 4]);
        check(&["القاهرة"], "للقاهرة، بالقاهرة، القاهرةً", &["للقاهرة", "القاهرة", "القاهرةً"]);
        check(&["الإسكندرية"], "في الإسكندريّة", &["الإسكندريّة"]);
        check(
            &["مریم کریمی"],
            "مريم كريمي، مریم\u{200f} کریمی",
            &["مريم كريمي", "مریم\u{200f} کریمی"],
        );
        check(&["سامي المصري"], "سامى المصرى وسامي المصري", &["سامى المصرى", "سامي المصري"]);
        // Another letter is another name, and the longer one is meant.
        check(&["علي", "ريم", "كريم"], "على كريم", &["كريم"]);
        check(&["דניאל", "יפו"], "דָּנִיאֵל ביפו, ודניאל, כיפור", &["דָּנִיאֵל", "יפו", "דניאל"]);
        check(&["צה\"ל", "תל אביב"], "צה״ל בתל־אביב", &["צה״ל", "תל־אביב"]);
        check(&["カタカナ社", "ガス"], "ｶﾀｶﾅ社のｶﾞｽ", &["ｶﾀｶﾅ社", "ｶﾞｽ"]);
        check(&["ハス"], "バス", &[]);
        check(
            &["김민수", "서울"],
            "김민수는 서울에서 열었다. 서울은, 김민수가. 서울의 서울대 김민수 씨, 김민수씨도",
            &["김민수", "서울", "서울", "김민수", "서울", "김민수", "김민수"],
        );
        check(
            &["서울"],
            "\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}\u{110b}\u{1173}\u{11ab}",
            &["\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}"],
        );
        check(&["Étude", "Peña"], "Etude, Pena", &[]);
        check(&["office"], "oﬃce, ﷺ", &["oﬃce"]);
    }
}
