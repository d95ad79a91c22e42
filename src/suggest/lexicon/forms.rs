//! The forms in which words stand in texts and in lists: cases, elisions, and what is joined to a word.

use std::ops::Range;

use super::Lexicon;
use crate::suggest::letters::bare;
use crate::suggest::russian::stem;

impl Lexicon {
    /// An Arabic name without the small word that is written together with it: `لفرنسا` is `فرنسا`.
    pub(in crate::suggest) fn without_particle(&self, word: &str) -> Option<String> {
        let is_name = |form: &String| self.is_given(form) || self.places.contains_key(form);
        (!self.has_case() && !is_name(&word.to_owned()))
            .then(|| self.forms(word).skip(1).find(is_name))
            .flatten()
    }

    /// Words in the form in which names are compared: without the endings of cases.
    pub(in crate::suggest) fn key<'w>(&self, words: impl Iterator<Item = &'w str>) -> String {
        let bare = |word: &'w str| {
            let word = word.to_lowercase();
            if self.is("ru") { stem(&word).to_owned() } else { word }
        };
        words.map(bare).collect::<Vec<_>>().join(" ")
    }

    /// The forms in which a word may stand in a list.
    pub(in crate::suggest) fn forms(&self, word: &str) -> impl Iterator<Item = String> + use<> {
        let mut forms = vec![word.to_owned()];
        match self.language {
            "ar" => {
                for opening in ["و", "ف", "ب", "ل", "ك", "وب", "ول"] {
                    let rest = word.strip_prefix(opening).filter(|rest| rest.chars().count() > 2);
                    forms.extend(rest.map(str::to_owned));
                }
                forms.extend(word.strip_prefix("لل").map(|rest| format!("ال{rest}")));
            }
            "de" => {
                let bare = word.strip_suffix('s').filter(|bare| bare.len() > 3);
                forms.extend(bare.map(str::to_owned));
            }
            _ => {}
        }
        // `planteadas`, `annoncées`, `afirmaban`: Romance verbs stand in the lists in one form.
        let listed = self.inflected.iter().filter_map(|(end, one)| {
            Some(format!("{}{one}", word.strip_suffix(end).filter(|bare| !bare.is_empty())?))
        });
        forms.extend(listed);
        forms.into_iter()
    }

    /// Where a word is to be cut: an elision, a name with something joined to it, a verb with its pronoun.
    ///
    /// What lies in a range is left out.
    pub(in crate::suggest) fn cuts(&self, word: &str) -> Vec<Range<usize>> {
        let mut cuts = Vec::new();
        let elided = word.find(['\'', '’']);
        if let Some(at) = elided.filter(|&at| self.elided.contains(&&*word[..at].to_lowercase())) {
            let after = at + word[at..].chars().next().map_or(1, char::len_utf8);
            cuts.push(after..after);
        }
        if let Some(pronoun) = self.enclitic.iter().find(|pronoun| word.ends_with(**pronoun)) {
            let at = word.len() - pronoun.len();
            cuts.push(at..at + pronoun.rfind('-').unwrap_or(0) + 1);
        }
        // `Dammartin-en-Goële` is one name.
        let capital = |part: &str| part.starts_with(char::is_uppercase);
        let parts: Vec<&str> = word.split(['-', '‑']).collect();
        let is_name =
            parts.len() > 2 && capital(parts[0]) && parts.last().is_some_and(|last| capital(last));
        if is_name || self.is_count(&word.to_lowercase()) {
            return cuts;
        }
        for (at, dash) in word.match_indices(['-', '‑']) {
            let (before, after) = (&word[..at], &word[at + dash.len()..]);
            let part = before.rsplit(['-', '‑']).next().unwrap_or(before);
            let acronym =
                part.len() > 1 && part.chars().all(char::is_uppercase) || has_inner_capital(part);
            let is_join = self.has("join", &part.to_lowercase());
            let is_mixed =
                capital(part) != capital(after) && !is_join && !cuts.iter().any(|c| c.end > at);
            let is_compound = self.is("de") && acronym && capital(after);
            if is_mixed && (capital(part) || capital(after)) && after.len() > 2 || is_compound {
                cuts.push(at..at + dash.len());
            }
        }
        cuts
    }

    /// The words of an item of a list, cut as the words of texts are.
    pub(super) fn apart(&self, item: &str) -> Vec<String> {
        let mut words = Vec::new();
        for word in bare(item).split_whitespace() {
            let mut at = 0;
            for cut in self.cuts(word) {
                words.push(word[at..cut.start].trim_end_matches(['\'', '’']).to_owned());
                at = cut.end;
            }
            words.push(word[at..].trim_end_matches(['\'', '’']).to_owned());
        }
        words
    }
}

/// Whether a small letter stands before a capital one in a word: `AirAsia`.
pub(in crate::suggest) fn has_inner_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.any(char::is_lowercase)
        && letters.any(char::is_uppercase)
        && !word.contains(['-', '‑', '\'', '’'])
}
