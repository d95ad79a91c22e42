//! The letters of words: how far a word goes, and how it is compared.

use super::lexicon::Lexicon;
use crate::fold::base;

/// What the names of sites end in.
const DOMAINS: [&str; 12] =
    ["com", "org", "net", "info", "ru", "ру", "рф", "fr", "de", "es", "eu", "uk"];

/// The bytes of the word that begins a text.
pub(super) fn word_len(text: &str, lexicon: &Lexicon) -> usize {
    let mut chars = text.char_indices().peekable();
    let is_number = text.starts_with(|c: char| c.is_numeric());
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let goes_on = next.is_some_and(char::is_alphanumeric);
        let digits = next.is_some_and(is_digit);
        let inner = match c {
            '\'' | '’' if is_number => groups(&text[at + c.len_utf8()..]),
            '\'' | '’' | 'ʼ' | '-' | '‑' => goes_on && (c == '-' || !is_number),
            '.' => {
                is_number && digits
                    || goes_on && initials(&text[..at])
                    || goes_on && is_domain(&text[..at], &text[at + 1..])
                    || lexicon.is_short(&text[..at]) && !text[..at].is_empty()
                    || lexicon.is_month(&text[..=at]) && !begins(&text[at + 1..])
            }
            ',' | '٬' | '٫' => is_number && digits,
            // `450 000` is one number in most countries, but `in 2017 300 people` in English.
            ' ' => {
                is_number
                    && !lexicon.is("en")
                    && text[..at].chars().rev().take_while(|&c| is_digit(c)).count() < 4
                    && text[..at].chars().all(|c| is_digit(c) || c == ' ')
                    && groups(&text[at + 1..])
            }
            '\u{a0}' | '\u{202f}' | '\u{2009}' => is_number && groups(&text[at + c.len_utf8()..]),
            '&' => goes_on,
            _ => false,
        };
        if !c.is_alphanumeric() && !is_accent(c) && !inner {
            break;
        }
        end = at + c.len_utf8();
        // `بين 70 و80`, `1445هـ`: Arabic words of a letter or two are joined to the number behind or before them.
        let is_particle = at == 0 && matches!(c, 'و' | 'ب' | 'ل');
        let is_arabic = |c| matches!(c, '\u{620}'..='\u{64a}');
        if is_particle && next.is_some_and(char::is_numeric)
            || is_number && is_digit(c) && next.is_some_and(is_arabic)
        {
            break;
        }
    }
    end
}

/// Whether a name begins with a small word that is joined to it: `al-Assad`.
pub(super) fn has_article(word: &str) -> bool {
    let Some((article, name)) = word.split_once(['-', '‑', '’', '\'']) else { return false };
    article.chars().count() < 4
        && article.chars().all(char::is_lowercase)
        && name.starts_with(char::is_uppercase)
}

/// Whether a word and what follows its full stop are the name of a site: `example.org`.
fn is_domain(before: &str, after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    DOMAINS.contains(&&*after[..end].to_lowercase())
        && before.chars().count() > 2
        && before.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Whether a word is the name of a site.
pub(super) fn is_site(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(before, after)| is_domain(before, after))
}

/// Whether three digits stand at the beginning, and not more.
fn groups(text: &str) -> bool {
    text.chars().take_while(|&c| is_digit(c)).count() == 3
}

/// Whether a character is a digit of any script.
fn is_digit(c: char) -> bool {
    base(c).is_ascii_digit()
}

/// Whether a word so far is single letters with full stops: `U.S`, `p.m`.
fn initials(word: &str) -> bool {
    let is_letters = |is: fn(char) -> bool| {
        word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(is))
    };
    is_letters(char::is_uppercase) || is_letters(char::is_lowercase)
}

/// Whether a sentence can begin behind a full stop: with a capital letter, or with nothing of this one.
fn begins(rest: &str) -> bool {
    let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
    !next.is_some_and(|next| {
        next.is_numeric() || next.is_lowercase() || matches!(next, '(' | '-' | '–' | '—')
    })
}

/// A word as it is compared: in small letters, with one kind of apostrophe, hyphen and digits.
pub(super) fn compared(word: &str) -> String {
    let plain = |c: char| match c {
        '’' => '\'',
        '‑' => '-',
        '٬' => ',',
        '٫' => '.',
        c => base(c),
    };
    let lower: String = bare(&word.to_lowercase()).chars().map(plain).collect();
    lower.trim_end_matches('\'').to_owned()
}

/// A word without the signs that Arabic may write for its vowels, and without the places where it may be broken.
pub(super) fn bare(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}' | '\u{ad}')).collect()
}

fn is_accent(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{640}' || c == '\u{ad}'
}
