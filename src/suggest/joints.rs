//! What joins two halves of a name: small words, and the apostrophe of several to whom something belongs.

use std::ops::Range;

use super::german::is_body;
use super::runs::Scan;

impl Scan<'_> {
    /// Whether a sign is the apostrophe of several to whom an organisation belongs.
    pub(super) fn is_of_many(&self, at: usize) -> bool {
        let [before, sign] = [at - 1, at].map(|at| &self.tokens[at]);
        matches!(sign.text, "'" | "’")
            && before.owns
            && before.lower.ends_with('s')
            && self.is_capital(at + 1)
            && self.has("organisation", at + 1)
    }

    /// How many small words from one on join two halves of a name.
    pub(super) fn joint(&self, start: usize, at: usize, limit: usize) -> usize {
        let goes_on = |length: usize| {
            let inner = at..at + length + 1;
            at + length < limit
                && self.is_capital(at + length)
                && inner.clone().all(|at| self.follows(at))
                && !self.has("time", at + length)
        };
        // `Ann Harrow at Nordwire`: an article of Arabic names is written together with what follows.
        let apart = self.lexicon.is("en") && matches!(self.lower(at), "at" | "as" | "an");
        // `à l'AFP la Direction`.
        let agency = at == start + 1 && self.tokens[start].is_acronym() && self.has("named", start);
        // `Alexander Van der Bellen`: the first half has a capital letter.
        let van = matches!(self.lower(at - 1), "van" | "von") && at > start + 1;
        let joins = if self.has("report", at - 1) || apart || agency {
            0
        } else if van && matches!(self.lower(at), "der" | "den" | "de") {
            1
        } else {
            self.lexicon.at("join", self.tokens, at)
        };
        let is_place = |range: Range<usize>| self.lexicon.place(&self.key(range)).is_some();
        // `die Verordnung von Tarlow`: what has an article is no first name.
        let has_article = self.lexicon.is("de")
            && start > 0
            && (self.has("the", start - 1) || self.has("inthe", start - 1));
        // `Zeiten von Corona`: in German a first name stands before, or an office.
        let german = self.lexicon.is("de") && self.lower(at) == "von";
        let is_named =
            || self.lexicon.is_given(self.lower(start)) || start > 0 && self.title(start - 1) > 0;
        let is_person = !is_place(start..at)
            && !self.is_kind(start..at)
            && !self.has("and", at)
            && !has_article
            && (!german || is_named());
        if joins > 0
            && goes_on(joins)
            && (is_person || self.has("join", at) && self.lexicon.is("en"))
        {
            let after = self.lexicon.at("stop", self.tokens, at) > 0
                && is_place(at + joins..at + joins + 1);
            if !after {
                return joins;
            }
        }
        // `Université libre de Tarlow`.
        let romance = self.lexicon.is("fr") || self.lexicon.is("es");
        let adjective =
            romance && self.is_kind(start..at) && !self.has("stop", at) && !self.has("clause", at);
        let behind = self.lexicon.at("of", self.tokens, at + 1);
        if adjective
            && behind > 0
            && self.lexicon.at("says", self.tokens, at) == 0
            && goes_on(behind + 1)
        {
            return behind + 1;
        }
        let of = self.lexicon.at("of", self.tokens, at);
        // `Gobierno de Pedro Sánchez`: of somebody, who has the name.
        let of_person = romance
            && self.has("organisation", at - 1)
            && self.lexicon.is_given(self.lower(at + of))
            && self.is_capital(at + of + 1);
        if of > 0 && goes_on(of) && self.is_kind(start..at) && !of_person {
            return of;
        }
        // `Harbour Tire and Rubber Co`.
        let firm = at - start > 1 && self.is_capital(at + 1) && self.has("firm", at + 2);
        let has_of = firm || (start..at).any(|at| self.has("linking", at));
        let and = self.has("and", at) && has_of && goes_on(1) && !is_place(at + 1..at + 2);
        usize::from(and)
    }

    /// Whether words say what kind of thing they name.
    pub(super) fn is_kind(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| {
            let body = self.has("organisation", at) || is_body(self.lexicon, self.lower(at));
            self.is_capital(at) && (body || self.has("place", at))
        })
    }
}
