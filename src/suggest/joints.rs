//! What joins two halves of a name: small words, and the apostrophe of several to whom something belongs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::german::{is_bodies, is_body};
use super::runs::{Run, Scan};

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
        self.particle(start, at, limit)
            .or_else(|| self.behind_adjective(start, at, limit))
            .or_else(|| self.of(start, at, limit))
            .or_else(|| self.purpose(at, limit))
            .unwrap_or_else(|| usize::from(self.is_and(start, at, limit)))
    }

    /// Whether a name goes on behind so many small words.
    fn goes_on(&self, at: usize, length: usize, limit: usize) -> bool {
        at + length < limit
            && self.is_capital(at + length)
            && (at..=at + length).all(|at| self.follows(at))
            && !self.has("time", at + length)
    }

    /// The words of a family name, or of an Arabic article: `van der`, `al`.
    fn particle(&self, start: usize, at: usize, limit: usize) -> Option<usize> {
        let length = self.particles(start, at);
        // `Anna Harro vom Landesverband`: of which body somebody is.
        let is_of_body = self.lexicon.is("de")
            && at > start + 1
            && self.lexicon.is_given(self.lower(start))
            && is_body(self.lexicon, self.lower(at + length));
        let fits = length > 0
            && !is_of_body
            && self.goes_on(at, length, limit)
            && (self.has_family(start, at) || self.has("join", at) && self.lexicon.is("en"));
        // `Ann Harrow in Tarlow`.
        let is_where = || {
            let behind = at + length;
            self.lexicon.at("stop", self.tokens, at) > 0 && self.is_place(behind..behind + 1)
        };
        (fits && !is_where()).then_some(length)
    }

    /// How many tokens from one on are a particle, in a name that begins at `start`.
    fn particles(&self, start: usize, at: usize) -> usize {
        // `Ann Harrow at Nordwire`: an article of Arabic names is written together with what follows.
        let apart = self.lexicon.is("en") && matches!(self.lower(at), "at" | "as" | "an");
        // `à l'AFP la Direction`.
        let agency = at == start + 1 && self.tokens[start].is_acronym() && self.has("named", start);
        // `Alexander Van der Bellen`: the first half has a capital letter.
        let van = matches!(self.lower(at - 1), "van" | "von") && at > start + 1;
        if self.has("report", at - 1) || apart || agency {
            0
        } else if van && matches!(self.lower(at), "der" | "den" | "de") {
            1
        } else {
            self.lexicon.at("join", self.tokens, at)
        }
    }

    /// Whether the words before a particle can be the first names of somebody.
    fn has_family(&self, start: usize, at: usize) -> bool {
        // `minister Anna Harlinga van Defensie`: a Dutch particle stands right behind the first names.
        let is_behind_family = self.lexicon.is("nl")
            && at > start + 1
            && (start..at - 1).any(|at| self.lexicon.is_given(self.lower(at)))
            && !self.lexicon.is_given(self.lower(at - 1));
        // `die Verordnung von Tarlow`: what has an article is no first name.
        let has_article = self.lexicon.is("de")
            && start > 0
            && (self.has("the", start - 1) || self.has("inthe", start - 1));
        // `Zeiten von Corona`: in German a first name stands before, or an office.
        let german = self.lexicon.is("de") && self.lower(at) == "von";
        let is_named =
            || self.lexicon.is_given(self.lower(start)) || start > 0 && self.title(start - 1) > 0;
        !self.is_place(start..at)
            && !self.is_kind(start..at)
            && !self.has("and", at)
            && !has_article
            && !is_behind_family
            && (!german || is_named())
    }

    /// `Université libre de Tarlow`: an adjective in small letters and what stands behind it.
    fn behind_adjective(&self, start: usize, at: usize, limit: usize) -> Option<usize> {
        let romance = self.lexicon.is_romance();
        let is_adjective =
            romance && self.is_kind(start..at) && !self.has("stop", at) && !self.has("clause", at);
        let of = self.lexicon.at("of", self.tokens, at + 1);
        let joins = is_adjective
            && of > 0
            && self.lexicon.at("says", self.tokens, at) == 0
            && self.goes_on(at, of + 1, limit);
        joins.then_some(of + 1)
    }

    /// `Ministry of the Interior`.
    fn of(&self, start: usize, at: usize, limit: usize) -> Option<usize> {
        let of = self.lexicon.at("of", self.tokens, at);
        // `Gobierno de Pedro Sánchez`: of somebody, who has the name.
        let of_person = self.lexicon.is_romance()
            && self.has("organisation", at - 1)
            && self.lexicon.is_given(self.lower(at + of))
            && self.is_capital(at + of + 1);
        // `Energy Minister Ann Harrow and`: an office is no body.
        let office = start + self.title(start);
        let is_kind = office < at && self.is_kind(office..at);
        // `war den Fraktionen der Bericht bekannt`: several bodies have no name together.
        let are_several = is_bodies(self.lexicon, self.lower(at - 1));
        // `Freedom of Information Act`
        let is_law = (at + of..limit.min(at + of + 4))
            .take_while(|&at| self.is_capital(at))
            .any(|at| self.has("law", at));
        // `Mill Road and Harbour Close`: two that are whole.
        let are_two = self.has("and", at) && self.is_capital(at - 1) && self.has("place", at - 1);
        let are_people = self.lexicon.is("de") && self.lexicon.is_given(self.lower(start));
        let is_one = !are_people && (is_kind || is_law) && !of_person && !are_several && !are_two;
        let joins = of > 0 && self.goes_on(at, of, limit) && is_one;
        joins.then_some(of)
    }

    /// `Committee to Protect Journalists`: a verb in capitals, and whom it is for.
    fn purpose(&self, to: usize, limit: usize) -> Option<usize> {
        let joins = self.lexicon.is("en")
            && self.lower(to) == "to"
            && self.has("organisation", to - 1)
            && self.goes_on(to, 1, limit)
            && self.goes_on(to + 1, 1, limit)
            && !self.is_place(to + 1..to + 2)
            && !self.is_kind(to + 1..to + 3)
            && !self.lexicon.is_given(self.lower(to + 1))
            && self.title(to + 1) == 0;
        joins.then_some(1)
    }

    /// `Ministry of Trade and Industry`, `Harbour Tire and Rubber Co`, `Harrow and Sons`.
    fn is_and(&self, start: usize, at: usize, limit: usize) -> bool {
        let firm = at - start > 1 && self.is_capital(at + 1) && self.has("firm", at + 2);
        let partners = self.is_capital(at + 1) && self.has("partners", at + 1);
        let has_of = firm || partners || (start..at).any(|at| self.has("linking", at));
        self.has("and", at)
            && has_of
            && self.goes_on(at, 1, limit)
            && !self.is_place(at + 1..at + 2)
    }

    /// Makes one name of two words that the text joins with `and` again and again, and has nowhere apart:
    /// `Cable and Wireless`.
    pub(super) fn pair(&self, runs: &mut Vec<Run>) {
        let is_half = |run: &Run| run.tokens.len() == 1 && run.title.is_none();
        let pair = |two: &[Run]| {
            let [one, other] = [two.first()?, two.get(1)?];
            let is_joined = is_half(one)
                && is_half(other)
                && other.tokens.start == one.tokens.end + 1
                && self.has("and", one.tokens.end)
                && !self.is_place(other.tokens.clone());
            is_joined.then(|| (self.lower(one.tokens.start), self.lower(other.tokens.start)))
        };
        if !self.lexicon.is("en") {
            return;
        }
        let mut pairs: BTreeMap<_, usize> = BTreeMap::new();
        for both in runs.windows(2).filter_map(pair) {
            *pairs.entry(both).or_default() += 1;
        }
        let halves: BTreeSet<&str> = pairs.keys().flat_map(|(one, other)| [*one, *other]).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let capitals = self.tokens.iter().filter(|token| token.is_capital);
        for word in capitals.map(|token| &*token.lower).filter(|word| halves.contains(word)) {
            *counts.entry(word).or_default() += 1;
        }
        pairs.retain(|(one, other), times| {
            *times > 1 && [one, other].iter().all(|half| counts.get(**half) == Some(times))
        });
        for at in 1..runs.len() {
            if pair(&runs[at - 1..]).is_some_and(|both| pairs.contains_key(&both)) {
                runs[at - 1].tokens.end = runs[at].tokens.end;
                runs[at].tokens.end = runs[at].tokens.start;
            }
        }
        runs.retain(|run| !run.tokens.is_empty());
    }

    /// Whether words are a place by themselves.
    fn is_place(&self, range: Range<usize>) -> bool {
        self.lexicon.place(&self.key(range)).is_some()
    }

    /// Whether words say what kind of thing they name.
    pub(super) fn is_kind(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| {
            let body = self.has("organisation", at) || is_body(self.lexicon, self.lower(at));
            self.is_capital(at) && (body || self.has("place", at))
        })
    }
}
