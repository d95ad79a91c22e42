//! What the words of a name say of its kind themselves.

use std::ops::Range;

use super::{Around, Scores};
use crate::suggest::letters::is_site;
use crate::suggest::lexicon::has_inner_capital;
use crate::suggest::runs::Run;
use crate::suggest::tokens::Token;
use crate::suggest::{german, russian};

impl Around<'_> {
    /// What the words of the name say themselves.
    pub(super) fn own(&self, run: &Run, scores: &mut Scores) {
        let Range { start, end } = run.tokens;
        let words = &self.tokens[start..end];
        let key = self.lexicon.key(words.iter().map(|token| token.lower.as_str()));
        let (first, last) = (start, end - 1);
        if self.lexicon.at("named", self.tokens, first) == words.len() {
            scores.organisation += 6;
        } else if self.lexicon.place(&key).is_some() {
            scores.place += 6;
        } else if words.len() > 1
            && self.is_body(first)
            && !self.lexicon.is("en")
            && !self.lexicon.is("de")
        {
            scores.organisation += 6;
        } else if words.len() > 1
            && (self.has("place", last) && !self.lexicon.is_romance()
                || self.has("region", last)
                || self.has("placing", first)
                || self.is_part_of_place(run))
            && !self.is_body(last)
        {
            scores.place += 5;
        } else if words.len() > 1
            && (self.has("firm", last)
                || self.has("and", last - 1) && self.has("partners", last)
                || (first..end).any(|at| self.is_body(at) && !(self.has("time", at))))
        {
            scores.organisation += 6;
        } else if self.is_dateline(&run.tokens) {
            scores.place += 6;
        } else if words.iter().all(Token::is_acronym) || run.acronym.is_some() {
            scores.organisation += 4;
        }
        self.shape(run, &key, scores);
    }

    /// What the form of a name says: a compound, inner capitals, titles, initials.
    fn shape(&self, run: &Run, key: &str, scores: &mut Scores) {
        let Range { start, end } = run.tokens;
        let words = &self.tokens[start..end];
        let (first, last) = (start, end - 1);
        // `Nordsee-Zeitung`: a German compound with a name in it is a name.
        if words.len() == 1 && german::is_named_body(self.lexicon, words[0].text) {
            scores.organisation += 6;
        }
        // `TikTok`, and no `McHarrow`.
        let is_surname = ["Mc", "Mac", "De", "La", "Le", "Di", "Du", "Van", "O"];
        let is_brand = words.len() == 1
            && has_inner_capital(words[0].text)
            && !is_surname.iter().any(|opening| words[0].text.starts_with(opening));
        if is_brand || (first..end).any(|at| self.tokens[at].text == "&") {
            scores.organisation += 6;
        }
        // `Susan Park` may be somebody, and `Victoria Park` none: what stands around them tells.
        let is_place = |at: usize| self.has("place", at) && (at < last || words.len() != 2);
        let is_of_kind = (first..end).any(|at| self.is_body(at) || is_place(at));
        if words.len() > 1 && self.lexicon.is_given(&words[0].lower) && !is_of_kind {
            scores.person += 4;
        } else if self.is_of_place(&run.tokens) {
            scores.organisation += 2;
        }
        // `المعهد الشمالي`: with the article.
        let definite = words[0].lower.strip_prefix("ال");
        if definite.is_some_and(|bare| self.lexicon.has("organisation", bare)) {
            scores.organisation += 8;
        }
        let alone = words.len() == 1 && self.has("organisation", first) && !self.lexicon.is("de");
        if alone && self.lexicon.has_case() || words.iter().any(|word| is_site(word.text)) {
            scores.organisation += 4;
        }
        // `РИА «Новости»`
        if words.iter().any(Token::is_mark) && words[0].is_acronym() {
            scores.organisation += 6;
        }
        // `Минсвязи`, `Росавиация`.
        let russian =
            self.lexicon.is("ru") && words.len() == 1 && words[0].text.chars().count() > 6;
        // `Главный` and `Российский` begin like bodies too.
        let adjective = russian::is_adjective(&words[0].lower);
        if russian && !adjective && self.lexicon.begins_with("body", &words[0].lower) {
            scores.organisation += 8;
        }
        let initial = words[0].text.ends_with('.') && words.len() > 1;
        // `Polizeisprecherin Tarlow`: in German an office may stand before its town.
        let is_town =
            self.lexicon.is("de") && words.len() == 1 && self.lexicon.place(key).is_some();
        let titled = run.title.is_some() && !is_town;
        scores.person += if titled { 6 } else { 0 } + u32::from(initial) * 3;
        let joined =
            (first..last).any(|at| at > first && self.has("join", at) && !self.has("linking", at));
        scores.person += u32::from(joined && words.len() > 1) * 2;
    }

    /// Whether a name is a part of a place: `Южной Америки`, `Nord- und Südamerika`.
    fn is_part_of_place(&self, run: &Run) -> bool {
        let Range { start, end } = run.tokens;
        let first = self.tokens[start].lower.as_str();
        let is_part =
            self.lexicon.is("ru") && end - start == 2 && russian::has_adjective_ending(first)
                || self.tokens[start..end].iter().any(|token| token.text == "-");
        is_part && self.lexicon.place(&self.key(end - 1..end)).is_some()
    }

    /// Whether a name has the name of a place in it: `Real Madrid`.
    fn is_of_place(&self, name: &Range<usize>) -> bool {
        let is_place = |at: usize| self.lexicon.place(&self.key(at..at + 1)).is_some();
        name.len() > 1 && self.lexicon.has_case() && name.clone().skip(1).any(is_place)
    }

    /// Whether a word is one for a body: `Ministry`, `Polizeipräsidium`.
    fn is_body(&self, at: usize) -> bool {
        let compound =
            self.lexicon.is("de") && german::is_body(self.lexicon, &self.tokens[at].lower);
        let body = self.has("body", at) && !self.lexicon.is("de");
        compound || body || self.has("organisation", at)
    }

    /// Whether a name says where a report was written: `EASTMOUTH, March 20 —`.
    fn is_dateline(&self, name: &Range<usize>) -> bool {
        let is_open = name.start == self.sentence.start
            && self.tokens[name.clone()]
                .iter()
                .all(|word| word.text.len() > 3 && word.is_acronym());
        is_open && (name.end..name.end + 8).any(|at| self.is(at, "—") || self.is(at, "–"))
    }
}
