//! The forms in which names and texts are compared.
//!
//! Looks for nothing.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_compatible, is_combining_mark,
};

use super::called::{other_article, with_yeh};
use crate::fold::{base, is_point, is_unseen, ligature, plain};

/// A text in the form in which names are compared.
pub(super) struct Normal<'a> {
    /// NFC, with every hyphen and every space as one space, straight quotation marks, and nothing that is not seen.
    pub(super) text: Cow<'a, str>,
    /// Where its bytes come from: (offset here, offset there), from there on in step.
    pub(super) shifts: Vec<(usize, usize)>,
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
        // A name that is divided at its own hyphen has no other space.
        let is_divided = matches!(c, '-' | '\u{2010}')
            && text[at..].starts_with(' ')
            && normal.ends_with(char::is_alphabetic);
        match c {
            // Ligatures, and letters in the form that they have at a place or in a width.
            '\u{F900}'..='\u{FFEF}' => decompose_compatible(c, |c| push(&mut normal, c)),
            // Among capitals both letters are.
            'Æ' | 'Œ' if is_among_capitals(&normal, &text[at..]) => {
                normal.extend(
                    ligature(c).into_iter().flat_map(str::chars).flat_map(char::to_uppercase),
                );
            }
            c => push(&mut normal, c),
        }
        at += usize::from(is_divided);
        if normal.len() != in_step || is_divided {
            // A composed letter can end before the one that it was composed from.
            while shifts.last().is_some_and(|&(here, _)| here >= normal.len()) {
                shifts.pop();
            }
            shifts.push((normal.len(), at));
        }
    }
    Normal { text: Cow::Owned(normal), shifts }
}

/// Whether a capital stands in a word of capitals: before one, or at the end of the word behind one.
fn is_among_capitals(before: &str, after: &str) -> bool {
    after.starts_with(char::is_uppercase)
        || !after.starts_with(char::is_alphabetic) && before.ends_with(char::is_uppercase)
}

/// A text in which a name is the same in small letters and capitals, with accents and without, and however many spaces
/// stand in it: whom nobody may name is not told by such differences.
pub(super) fn loose(text: &str) -> Normal<'_> {
    let mut loose = String::with_capacity(text.len());
    let mut shifts: Vec<(usize, usize)> = Vec::new();
    for (start, c) in text.char_indices() {
        let at = start + c.len_utf8();
        let in_step = loose.len() + c.len_utf8();
        let bare = std::iter::once(c).nfkd().filter(|&part| !is_spare(part));
        // By way of the capitals: these are the same for `ß` and `ss`, for both small sigmas, and for `i` without its dot.
        for part in bare.flat_map(char::to_uppercase).flat_map(char::to_lowercase) {
            // Dots and dashes part names as well, but not where they part sentences.
            let is_dot = matches!(part, '\u{b7}' | '\u{30fb}' | '\u{2012}' | '\u{2013}')
                && !loose.ends_with(' ');
            let is_space = is_dot || part.is_whitespace() && part != '\n';
            match part {
                part if is_unseen(part) => {}
                '-' | '\u{2010}' | '\u{2011}' if loose.ends_with(' ') => {}
                _ if is_space && loose.ends_with(' ') => {}
                _ if is_space => loose.push(' '),
                '،' => loose.push(','),
                // The Persian yeh and kaf are typed as the Arabic ones.
                'ی' => loose.push('ي'),
                'ک' => loose.push('ك'),
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

/// Whether a mark is written or left out as one likes. Indic vowels and the voicing of kana make another syllable.
fn is_spare(c: char) -> bool {
    let makes_syllable = match c {
        // In each of these blocks, which have 128 characters, the first signs only say that a vowel is nasal.
        '\u{900}'..='\u{dff}' => {
            matches!(canonical_combining_class(c), 0 | 9) && u32::from(c) % 128 > 2
        }
        '\u{3099}' | '\u{309a}' => true,
        _ => false,
    };
    is_combining_mark(c) && !makes_syllable
}

fn push(normal: &mut String, c: char) {
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '־' | '\u{a0}' | '\u{202f}' | '\u{3000}' => {
            normal.push(' ');
        }
        'ſ' => normal.push('s'),
        'ẞ' => normal.push_str("SS"),
        c if is_unseen(c) => {}
        // Marks, and what follows the first letter of a Hangul syllable.
        c if is_combining_mark(c) || matches!(c, '\u{1161}'..='\u{11FF}') => {
            let composed = normal.chars().next_back().and_then(|base| compose(base, c));
            if composed.is_some() {
                normal.pop();
            }
            normal.extend(composed.or((!is_point(c)).then_some(c)));
        }
        c => match ligature(c) {
            Some(letters) => normal.push_str(letters),
            None => normal.push(plain(c).filter(|&c| c != '-').unwrap_or_else(|| base(c))),
        },
    }
}

/// A name in the form in which it is compared.
pub(super) fn normal_name(name: &str) -> String {
    let composed: String = name.nfc().collect();
    normal(&composed).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name with the spellings that it has at the beginning of a sentence, in a title and in capitals.
///
/// Of names in letters that have two cases, only one without capitals has any, apart from its article: the others mean what they
/// say. The Arabic article loses a letter behind `ل`, and the last letter of a word may have its dots.
pub(super) fn spellings(normal: &str) -> Vec<String> {
    let mut spellings = with_initials(normal);
    let bare = normal.strip_prefix("ال").filter(|bare| bare.chars().nth(2).is_some());
    spellings.extend(bare.map(|bare| format!("لل{bare}")));
    if !normal.chars().any(char::is_uppercase) && normal.chars().any(char::is_lowercase) {
        spellings.push(capital(normal));
        spellings.push(normal.split(' ').map(capital).collect::<Vec<_>>().join(" "));
        spellings.push(normal.to_uppercase());
    }
    spellings.extend(other_article(normal));
    if normal.contains(['ي', 'ى']) {
        spellings.extend(['ي', 'ى'].map(|yeh| with_yeh(normal, yeh).into_owned()));
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

/// The place that a place in the normal form comes from.
pub(super) fn original(shifts: &[(usize, usize)], at: usize) -> usize {
    let next = shifts.partition_point(|&(here, _)| here <= at);
    let (here, there) = next.checked_sub(1).map_or((0, 0), |last| shifts[last]);
    // A character can stand for more than it is long.
    shifts.get(next).map_or(usize::MAX, |&(_, end)| end).min(there + (at - here))
}
