//! Text without the differences that do not matter: for addresses, for ids that stay, for comparing names.
//!
//! [`fold`] keeps a map back to the text; the rest does not need one.

mod address;
mod borders;
mod chars;
mod collation;
mod lemma;
mod mapped;
mod typed;
mod words;

pub use address::{address, captured, doi, doi_address};
pub use borders::{is_before_particles, is_behind_particle};
pub use chars::{
    base, is_cjk, is_ideograph, is_point, is_unseen, is_unspaced, joins, ligature, plain,
};
pub use collation::Collation;
pub use lemma::lemma;
pub use mapped::{Folded, Level, fold};
pub use typed::typed;
pub use words::{weight, words};

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters and digits of a text, case folded and without accents: two texts that differ only in typography have
/// one key.
pub fn key(text: &str) -> String {
    let mapper = CaseMapper::new();
    let mut key = String::with_capacity(text.len());
    // Nearly all of most texts is ASCII, which needs no tables.
    for run in text.as_bytes().chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
        if run[0].is_ascii() {
            let letters = run.iter().filter(|byte| byte.is_ascii_alphanumeric());
            key.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        } else if let Ok(run) = std::str::from_utf8(run) {
            let bare: String = run.nfkd().filter(|&c| !is_combining_mark(c)).collect();
            key.extend(mapper.fold_string(&bare).chars().filter(|c| c.is_alphanumeric()));
        }
    }
    key
}

/// Four hexadecimal digits that stay the same while the words of a text do.
pub fn short_hash(text: &str) -> String {
    let hash = blake3::hash(key(text).as_bytes());
    let [first, second, ..] = *hash.as_bytes();
    format!("{first:02x}{second:02x}")
}

/// The longest address that every host can store as a file name, in bytes.
const LONGEST: usize = 200;

/// A text as an address: NFC, lower case, white space and punctuation to single hyphens.
///
/// `/` is punctuation here: paths are made of slugs, one for each part. Empty when nothing is left. The names that
/// devices have on Windows end in a hyphen, as no other slug does.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        // A mark goes with the letter before it, and alone says nothing.
        let has_letter = !slug.is_empty() && !slug.ends_with('-');
        if c.is_alphanumeric() || is_combining_mark(c) && has_letter {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    while slug.len() > LONGEST {
        slug.pop();
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if is_device(&slug) {
        slug.push('-');
    }
    slug
}

/// Whether no file can be called so on Windows, whatever its ending; in lower case.
pub fn is_device(slug: &str) -> bool {
    match slug.len() {
        3 => ["con", "prn", "aux", "nul"].contains(&slug),
        4 => {
            let numbered = slug.strip_prefix("com").or_else(|| slug.strip_prefix("lpt"));
            numbered.is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']))
        }
        _ => false,
    }
}

/// An id that can stand in an address and in HTML: as it is written where it can, else as a [`slug`].
pub fn fragment(id: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.chars().all(fits) { id.to_owned() } else { slug(id) }
}

/// A tag or another short label, for comparing: NFC, lower case, single spaces. `C` and `C++` stay different.
pub fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !label.is_empty() {
            label.push(' ');
        }
        label.extend(word.nfc().flat_map(char::to_lowercase));
    }
    label
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs_are_names_of_files_everywhere() {
        for (text, slug) in [
            ("CON", "con-"),
            ("Lpt 1", "lpt-1"),
            ("lpt1", "lpt1-"),
            ("com0", "com0"),
            ("Connie", "connie"),
            ("Aux.", "aux-"),
        ] {
            assert_eq!(super::slug(text), slug);
        }
    }

    #[test]
    fn labels() {
        assert_eq!(super::label("  Islamic\nState "), "islamic state");
        assert_ne!(super::label("C++"), super::label("C"));
    }

    #[test]
    fn slugs() {
        for (text, slug) in [
            ("Al-Tanf", "al-tanf"),
            ("  The  count: of Mosul’s dead!", "the-count-of-mosuls-dead"),
            ("Ру́сский текст", "ру́сский-текст"),
            ("..", ""),
            ("a (1) \u{304}b", "a-1-b"),
            ("\u{304}", ""),
            ("a/b", "a-b"),
            ("e\u{301}tude", "étude"),
        ] {
            assert_eq!(super::slug(text), slug, "{text}");
        }
    }

    #[test]
    fn keys_ignore_typography() {
        assert_eq!(super::key("“Don’t” – É"), super::key("\"don't\" - e"));
        assert_ne!(super::key("11,000"), super::key("11,001"));
    }
}
