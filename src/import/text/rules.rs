//! What the lines around a text say, by the words that pages use for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::byline::{IN, placeless};
use super::shape;
use crate::fold;
use crate::import::dates;

/// The rules, one file a language, and one for those of which only little is known.
const FILES: [&str; 7] = [
    include_str!("../words/en.txt"),
    include_str!("../words/de.txt"),
    include_str!("../words/fr.txt"),
    include_str!("../words/es.txt"),
    include_str!("../words/ru.txt"),
    include_str!("../words/ar.txt"),
    include_str!("../words/others.txt"),
];

/// The words between two names.
pub(super) const AND: [&str; 6] = [" and ", " und ", " et ", " y ", " и ", " و"];

/// A name before the word for who wrote a text is not longer, in characters.
const LONGEST_WRITER: usize = 12;

/// What is said to be read also has not more words.
pub(super) const LONGEST_LINK: usize = 16;

/// A line that begins like junk and has more words than this is of the text.
const LONGEST_JUNK: usize = 40;

/// A line with words that no text has is not longer.
const LONGEST_PLEA: usize = 30;

/// A button has not more words; with a full stop it is a sentence of the text.
const LONGEST_BUTTON: usize = 2;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Is<'l> {
    /// Of the text, as far as its words tell.
    Words,
    /// Nothing before it is of the text.
    Begin,
    /// Nothing after it is of the text.
    End,
    /// It begins a list of other things.
    More,
    /// It begins what readers say of the text.
    Talk,
    /// Of the page and not of the text.
    Junk,
    /// Who wrote it.
    By(&'l str),
    /// Who published it, or where it was.
    Source(&'l str),
    /// When it was published.
    Date(&'l str),
    /// When it was changed after that.
    Modified(&'l str),
    /// What it is about.
    Tags(&'l str),
    /// Where it was.
    Link(&'l str),
    /// What it is called.
    Title(&'l str),
}

/// The rules, looked up by the [`fold::key`] of their words.
#[derive(Default)]
struct Rules {
    /// Whole lines.
    lines: BTreeMap<String, &'static str>,
    /// How lines begin, with the kind of line.
    beginnings: Vec<(String, &'static str)>,
    /// What stands anywhere in lines that are not of the text.
    within: Vec<String>,
    /// The names of sections.
    sections: BTreeSet<String>,
    /// What people are who write, the last word of it.
    roles: BTreeSet<String>,
    /// What stands before a value, as written.
    labels: Vec<(&'static str, &'static str)>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules = Rules::default();
    let lines = FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#'));
    for (kind, words) in lines.filter_map(|line| line.split_once(": ")) {
        match kind {
            "frame" | "end" | "more" | "talk" | "line" | "count" | "button" | "menu" => {
                rules.lines.insert(fold::key(words), kind);
            }
            "also" => {
                rules.lines.insert(fold::key(words), "more");
                rules.labels.push((kind, words));
            }
            "has" => rules.within.push(fold::key(words)),
            "section" => _ = rules.sections.insert(fold::key(words)),
            "role" => _ = rules.roles.insert(fold::key(words)),
            "begin" | "notice" => rules.beginnings.push((fold::key(words), kind)),
            _ => rules.labels.push((kind, words)),
        }
        if matches!(kind, "frame" | "end" | "talk") && words.contains(' ') {
            rules.beginnings.push((fold::key(words), kind));
        }
    }
    // `Published on` is looked for before `Published`.
    rules.labels.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    rules
});

impl<'l> Is<'l> {
    /// What a line is.
    pub(in crate::import) fn of(line: &'l str) -> Self {
        let words = line.split_whitespace().count();
        if words == 0 || words > LONGEST_JUNK {
            return Self::Words;
        }
        if shape::is_of_page(line, words) {
            return Self::Junk;
        }
        // `1. Facebook` is an item of the text, and `12 Comments` is not.
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < line.len());
        if behind.is_some_and(|rest| !rest.starts_with(char::is_numeric)) {
            return Self::Words;
        }
        let letters: String = line.chars().filter(|c| !c.is_numeric()).collect();
        let key = fold::key(&letters);
        // `Copyright owners sue` and `Copyright Act (1790)` are of the text, and `Copyright 2017 Example` is not.
        let mut others = line.split_whitespace().skip(1);
        let second = others.find(|word| *word != ":").unwrap_or_default();
        let is_dated =
            second.starts_with(char::is_numeric) || matches!(second, "(c)" | "(C)" | "c");
        let is_notice = words <= LONGEST_LINK && (is_dated || line.contains('©'));
        // `Print.` is an answer, and `Loading...` is none.
        let is_said = words <= LONGEST_BUTTON && line.ends_with('.') && !line.ends_with("..");
        // What pages write around a text begins with a capital, and a line that goes on with a sentence does not.
        let goes_on = line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
        let begins = || {
            let mut beginnings = RULES.beginnings.iter();
            let begins = beginnings.find(|(words, _)| key.starts_with(words));
            let kind = begins.filter(|_| !goes_on).map(|(_, kind)| *kind);
            kind.filter(|kind| *kind != "notice" || is_notice)
        };
        let has = || RULES.within.iter().any(|words| key.contains(words)).then_some("line");
        let has = || has().filter(|_| words <= LONGEST_PLEA && !goes_on);
        match RULES.lines.get(&key).copied().or_else(begins).or_else(has) {
            Some("line" | "button" | "menu") if is_said => return Self::Words,
            Some("count") if !line.contains(char::is_numeric) => return Self::Words,
            Some("frame") => return Self::Begin,
            Some("end") => return Self::End,
            Some("more") => return Self::More,
            Some("talk") => return Self::Talk,
            Some(_) => return Self::Junk,
            None if are_buttons(line, words) => return Self::Junk,
            None => {}
        }
        if line.starts_with("http") && words == 1 && line.contains("://") {
            return Self::Link(line);
        }
        RULES
            .labels
            .iter()
            .find_map(|(kind, label)| labelled(line, kind, label))
            .unwrap_or(Self::Words)
    }

    /// Whether it says something about the text.
    pub(super) fn is_label(self) -> bool {
        use Is::{Begin, End, Junk, More, Talk, Words};
        !matches!(self, Words | Begin | End | More | Talk | Junk)
    }
}

/// Whether a line is the name of a section.
pub(super) fn is_section(line: &str) -> bool {
    RULES.sections.contains(&fold::key(line))
}

/// Whether a line is of the menu that stands above the texts of a site.
pub(super) fn is_menu(line: &str) -> bool {
    RULES.lines.get(&fold::key(line)) == Some(&"menu")
}

/// Whether a line is a word of menus or buttons that may also be a heading or an answer.
pub(super) fn is_common(line: &str) -> bool {
    let is_word = !line.contains(' ');
    is_word && matches!(RULES.lines.get(&fold::key(line)), Some(&("button" | "menu")))
}

/// Whether a line is nothing but the word between two names.
pub(super) fn is_and(line: &str) -> bool {
    AND.iter().any(|and| and.trim() == line)
}

/// Whether some words say what somebody is who writes: `Local Democracy Reporter`.
pub(super) fn is_role(words: &str) -> bool {
    words.split_whitespace().next_back().is_some_and(|last| RULES.roles.contains(&fold::key(last)))
}

/// Whether a line has the number under which a court or an office has a text: `Neutral Citation Number: [2019] EWHC 12`.
pub(super) fn is_number(line: &str) -> bool {
    let labels = RULES.labels.iter().filter(|(kind, _)| *kind == "number");
    let mut values = labels.filter_map(|(_, label)| line.strip_prefix(label));
    values.any(|value| value.starts_with(':') && value.contains(char::is_numeric))
}

/// Whether a line is nothing but buttons: `Facebook Twitter Email`.
fn are_buttons(line: &str, words: usize) -> bool {
    let is_button =
        |word: &str| matches!(RULES.lines.get(&fold::key(word)), Some(&("line" | "button")));
    words > 1 && line.split_whitespace().all(is_button)
}

/// What of a line stands before a label of a kind, and the line from there on: `3 March 2021, updated 4 March 2021`.
pub(super) fn until<'l>(line: &'l str, kind: &str) -> Option<(&'l str, Is<'l>)> {
    if line.split_whitespace().count() > LONGEST_JUNK {
        return None;
    }
    let labels = || RULES.labels.iter().filter(|(other, _)| *other == kind);
    let begins = line
        .char_indices()
        .filter(|&(at, c)| c.is_alphabetic() && !line[..at].ends_with(char::is_alphabetic));
    begins.map(|(at, _)| line.split_at(at)).find_map(|(before, rest)| {
        labels().find_map(|(kind, label)| Some((before, labelled(rest, kind, label)?)))
    })
}

/// What a line says whose label stands alone in the line before: `Published`, and below it `3 March 2021`.
pub(super) fn below<'l>(label: &str, value: &'l str) -> Option<Is<'l>> {
    let bare = label.trim_end_matches([':', '：', ' ']);
    let has_colon = bare.len() < label.len();
    let is_it = |known: &str| known.to_lowercase() == bare.to_lowercase();
    let mut labels = RULES.labels.iter().filter(|(_, known)| is_it(known));
    labels.find_map(|(kind, _)| valued(kind, value, has_colon)).filter(|is| is.is_label())
}

fn is_day(words: &str) -> bool {
    dates::day(words).or(dates::numbered(words, true)).is_some()
}

/// The value behind a label. A colon tells a label from a sentence; only `By` and its kin stand without one, before a
/// name.
fn labelled<'l>(line: &'l str, kind: &str, label: &str) -> Option<Is<'l>> {
    if kind == "writer" {
        let name = line.strip_suffix(label)?.trim();
        return (!name.is_empty() && name.chars().count() <= LONGEST_WRITER)
            .then_some(Is::By(name));
    }
    if kind == "issue" {
        return line.strip_suffix(label).map(str::trim).filter(|day| is_day(day)).map(Is::Date);
    }
    let (head, rest) = line.split_at_checked(label.len())?;
    if head.to_lowercase() != label.to_lowercase() {
        return None;
    }
    // `Image source, Example Press`
    let rest = if kind == "filed" { rest.strip_prefix(',').unwrap_or(rest) } else { rest };
    // `Lire aussi | Le mur du port`
    let signs: &[char] = if kind == "also" { &[':', '：', '|'] } else { &[':', '：'] };
    let value = rest.trim_start_matches(|c: char| c == ' ' || signs.contains(&c)).trim();
    let has_colon = rest.trim_start().starts_with(signs);
    if value.is_empty() || !has_colon && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    valued(kind, value, has_colon)
}

/// What a value says behind a label of some kind.
fn valued<'l>(kind: &str, value: &'l str, has_colon: bool) -> Option<Is<'l>> {
    match kind {
        "by" if has_colon || is_like_a_byline(value) => Some(Is::By(value)),
        "source" if has_colon && !shape::is_sentence(value) => Some(Is::Source(value)),
        "date" if has_colon || is_day(value) => Some(Is::Date(value)),
        "modified" if has_colon || is_day(value) => Some(Is::Modified(value)),
        "tags" if has_colon => Some(Is::Tags(value)),
        "way" if has_colon => Some(Is::Junk),
        "also" if has_colon && value.split_whitespace().count() <= LONGEST_LINK => Some(Is::Junk),
        "filed" if shape::is_list_of_subjects(value) => Some(Is::Junk),
        "link" if has_colon && value.starts_with("http") => Some(Is::Link(value)),
        "title" if has_colon => Some(Is::Title(value)),
        _ => None,
    }
}

/// A byline is short and no sentence, and begins with a name.
fn is_like_a_byline(value: &str) -> bool {
    let first = value.split(['|', '•', '·', ',', ';', '&']).next().unwrap_or(value);
    let first = AND.iter().find_map(|and| first.split_once(and)).map_or(first, |(name, _)| name);
    let name = placeless(first);
    let is_short = value.split_whitespace().count() <= 14;
    let is_single = IN.iter().any(|place| name.contains(place));
    is_short && !is_single && !value.ends_with(['.', '!', '?', ':']) && is_name(&name)
}

/// Whether some words look like a name: few, and most of them in capitals, where the script has them.
pub(in crate::import) fn is_name(words: &str) -> bool {
    let list: Vec<&str> = words.split_whitespace().collect();
    let begins =
        |part: &str| part.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    // `al-Hadidi` and `d'Ancona` have their capital behind a particle.
    let is_capital = |word: &&&str| word.split(['-', '\'', '’']).any(begins);
    let capital = list.iter().filter(is_capital).count();
    (1..=6).contains(&list.len())
        && capital * 2 >= list.len() + usize::from(list.len() > 1)
        && is_capital(&&list[0])
}

#[cfg(test)]
mod tests {
    use super::Is;

    #[test]
    fn lines() {
        for (line, is) in [
            ("By Ada Example", Is::By("Ada Example")),
            ("By the river stood a house.", Is::Words),
            ("By the Thames", Is::Words),
            ("BY ADA EXAMPLE AND BEN SAMPLE", Is::By("ADA EXAMPLE AND BEN SAMPLE")),
            ("Von Anna Beispiel", Is::By("Anna Beispiel")),
            ("作者：陳例", Is::By("陳例")),
            ("김보기 기자", Is::By("김보기")),
            ("기자", Is::Words),
            ("Von der Küste her kam Wind", Is::Words),
            (
                "By Ada Example in Paris and Omar al-Mithal",
                Is::By("Ada Example in Paris and Omar al-Mithal"),
            ),
            ("By Friday in Paris and Rome", Is::Words),
            ("From Wikipedia, the free encyclopedia", Is::Begin),
            ("Image source, Example Press", Is::Junk),
            ("Image source, a word of those who print", Is::Words),
            ("Lire aussi | Le mur du port", Is::Junk),
            ("0:00 / 1:12", Is::Junk),
            ("1914 / 1918", Is::Words),
            ("3 days ago", Is::Junk),
            ("Days ago", Is::Words),
            ("12.3K Views", Is::Junk),
            ("Views", Is::Words),
            ("Copyright owners took the cable companies to court. Twice the", Is::Words),
            ("Copyright Act (1790), 133, 137–38", Is::Words),
            ("Copyright Office, 252–53, 289", Is::Words),
            ("Copyright (c) 2017 Example News", Is::Junk),
            ("Copyright 2017 Example News. All rights reserved.", Is::Junk),
            ("Copyright: Example News © 2017", Is::Junk),
            ("Lecture : 5 min", Is::Junk),
            ("Lectures on the sea", Is::Words),
            ("copyright of 1904, and", Is::Words),
            ("Read more: The wall of the harbour", Is::Junk),
            ("See also: Example 1904, pp. 3–9", Is::Words),
            ("Last updated: 27 December 2017", Is::Modified("27 December 2017")),
            ("Updated rules are in force", Is::Words),
            ("Schlagwörter: Hafen, Küste", Is::Tags("Hafen, Küste")),
            ("212 View comments", Is::Talk),
            ("Source: Example Times", Is::Source("Example Times")),
            ("Источник: Пример", Is::Source("Пример")),
            ("Similar Posts", Is::More),
            ("Leave a Reply", Is::End),
            ("Leave a Reply Cancel reply", Is::End),
            ("12 Comments", Is::Talk),
            ("1. Facebook", Is::Words),
            ("Kommentar schreiben", Is::End),
            ("Your email address will not be published. Required fields are marked *", Is::End),
            ("Share this:", Is::Junk),
            ("Like Loading...", Is::Junk),
            ("Print.", Is::Words),
            ("Facebook Twitter Email", Is::Junk),
            ("Share of the Facebook page", Is::Words),
            ("← The wall of the harbour", Is::Junk),
            ("Posted in Floods, WallsTagged 1931, Rivers", Is::Junk),
            ("Posted in the north, he wrote home", Is::Words),
            ("2 thoughts on “The wall of the harbour”", Is::Talk),
            ("September 2022 Issue", Is::Date("September 2022")),
            ("Source: the keeper, as he says himself.", Is::Words),
            ("We use cookies to make this page better.", Is::Junk),
            ("© 2018 Example Times", Is::Junk),
            ("Crown Copyright ©", Is::Junk),
            ("You are here: Home > News", Is::Junk),
            ("You are here because of the sea", Is::Words),
            ("Image caption, The wall in May", Is::Junk),
            ("For information media. Not an official record.", Is::Junk),
            ("Our Standards: The Thomson Reuters Trust Principles.", Is::End),
            ("© 2018 Example Times. It is not responsible for what other sites say.", Is::Junk),
            ("© is the sign for what a notice of eight words would not say", Is::Words),
            ("Published: 27 December 2017", Is::Date("27 December 2017")),
            ("Published on December 27, 2017", Is::Date("December 27, 2017")),
            ("https://example.org/a", Is::Link("https://example.org/a")),
            ("The fleet left in the morning.", Is::Words),
        ] {
            assert_eq!(Is::of(line), is, "{line}");
        }
    }
}
