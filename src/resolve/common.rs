//! Names that would be found where nobody is named.
//!
//! Says so and takes none away, apart from single letters, which nobody looks for.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::annotation::Naming;
use crate::model::article::{Document, names_of};
use crate::source::{Span, Spanned};

/// Words that nearly every text has, in the languages that are read most. Only those longer than three letters:
/// shorter words are common whatever they are.
const COMMON: &[&str] = &[
    "about",
    "after",
    "also",
    "army",
    "been",
    "before",
    "city",
    "como",
    "could",
    "country",
    "dans",
    "dass",
    "from",
    "government",
    "have",
    "into",
    "more",
    "most",
    "nach",
    "nicht",
    "only",
    "other",
    "over",
    "para",
    "people",
    "place",
    "police",
    "pour",
    "president",
    "said",
    "some",
    "state",
    "than",
    "that",
    "their",
    "them",
    "there",
    "they",
    "this",
    "time",
    "town",
    "were",
    "what",
    "when",
    "where",
    "which",
    "with",
    "would",
    "year",
    "your",
];

/// More other names than anybody has.
const MANY: usize = 1000;

/// Whether a name is a single letter or sign, which stands for too much to be looked for.
pub(super) fn is_letter(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none()
}

/// What is odd about the names that one file gives.
pub(super) fn faults(document: &Document, naming: &Naming) -> Vec<Diagnostic> {
    let fault = |message: String, help: &str, span: Span| {
        Diagnostic::new(Code::NameCommon, message).at(&document.source, span, "").help(help)
    };
    let odd = |name: &Spanned<String>| {
        let words = name.value.trim();
        if !words.contains(char::is_alphanumeric) {
            return None;
        }
        if is_letter(words) {
            let message = format!("`{words}` is too short to be looked for in texts");
            return Some(fault(
                message,
                "write the name in full, or give the passage as `quote:`",
                name.span,
            ));
        }
        let message = format!("`{words}` is a common word, and is found wherever it stands");
        let help = "write it with a capital letter if it has one, or give the passages as `quote:`";
        is_common(words).then(|| fault(message, help, name.span))
    };
    // Who is called by a letter can be found by another name.
    let named = names_of(naming).any(|name| !is_letter(&name.value));
    let names = names_of(naming).skip(usize::from(named && is_letter(&naming.name.value)));
    let mut faults: Vec<Diagnostic> = names.filter_map(odd).collect();
    if naming.aliases.len() > MANY {
        let message = format!("`{}` has {} other names", naming.name.value, naming.aliases.len());
        let span = naming.aliases[MANY].value.span;
        faults.push(fault(message, "keep those by which texts call it", span));
    }
    faults
}

/// Whether a word is one that texts are full of. Capital letters make a name of it.
pub(super) fn is_common(word: &str) -> bool {
    let is_small = word.chars().all(|c| c.is_alphabetic() && c.is_lowercase());
    is_small && (word.chars().count() <= 3 || COMMON.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{is_common, is_letter};

    #[test]
    fn words_that_are_common() {
        for word in ["of", "die", "said", "за"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["ISIS", "Of", "solar eclipse", "摩苏尔", "التنف", "eclipse", "bin Laden"]
        {
            assert!(!is_common(word), "{word}");
        }
        assert!(is_letter("X") && is_letter("—") && is_letter("Q.") && !is_letter("X1"));
    }
}
