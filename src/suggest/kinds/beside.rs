//! What stands before and behind a name, and what that says of its kind.

use super::{Around, Scores};
use crate::suggest::german;
use crate::suggest::runs::Run;
use crate::suggest::tokens::Token;

impl Around<'_> {
    /// What stands before it.
    pub(super) fn before(&self, run: &Run, scores: &mut Scores) {
        let start = run.title.as_ref().map_or(run.tokens.start, |title| title.start);
        let Some(mut at) = start.checked_sub(1).filter(|at| self.sentence.contains(at)) else {
            return;
        };
        if self.tokens[at].is_mark() {
            let Some(before) = at.checked_sub(1).filter(|at| self.sentence.contains(at)) else {
                return;
            };
            at = before;
        }
        while at > self.sentence.start && self.tokens[at].is_capital && self.has("adjective", at) {
            at -= 1;
        }
        if self.lexicon.is("ru") && self.russian_firm(run, start, scores) {
            return;
        }
        let is_lower =
            !self.tokens[at].is_capital || self.lexicon.is("de") || !self.lexicon.has_case();
        let medium = self.before_adjectives(at);
        // `Anna Harro (Freie Liste)`
        let is_party = self.is(at, "(")
            && self.is(run.tokens.end, ")")
            && at > self.sentence.start
            && self.tokens[at - 1].is_capital;
        if is_party {
            scores.organisation += 4;
        } else if (self.has("medium", medium) || self.points(at)) && is_lower {
            scores.organisation += 6;
        } else if self.has("region", at) && run.tokens.len() > 1 {
            // `губернатор Ростовской области Анна Харрова`: the region stands before its noun.
            scores.person += 3;
        } else if self.has("according", at) && self.tokens[start - 1].is_mark() {
            scores.organisation += 4;
        } else if self.has("settlement", at) && is_lower {
            scores.place += 4;
        } else if self.has("person", at)
            && is_lower
            && !self.lexicon.is("de")
            && !self.tokens[run.tokens.clone()].iter().all(Token::is_acronym)
        {
            scores.person += 4;
        } else if self.has("within", at) {
            scores.place += 2;
        } else if self.has("in", at) {
            scores.place += 1;
        } else if self.has("the", at) && !self.has("that", at) && self.lexicon.is("en") {
            scores.organisation += 3;
            scores.place += u32::from(at > self.sentence.start && self.has("within", at - 1)) * 2;
        }
        self.before_of(at, run, scores);
    }

    /// Scores how Russian firms are written; tells whether that says it all.
    fn russian_firm(&self, run: &Run, start: usize, scores: &mut Scores) -> bool {
        // `директор Nordwire Андрей Харров`
        let first = &self.tokens[run.tokens.start];
        let latin = first.text.starts_with(|c: char| c.is_ascii_uppercase());
        if latin && !self.lexicon.is_given(&first.lower) {
            scores.organisation += 2;
            if run.tokens.len() == 1 {
                return true;
            }
        }
        // `глава «Северного порта»`
        let marked = self.tokens[start - 1].is_mark()
            && self.tokens.get(run.tokens.end).is_some_and(Token::is_mark);
        scores.organisation += u32::from(marked) * 5;
        marked
    }

    /// Whether a German compound says what kind of body follows: `der Baukonzern Nordbau`.
    fn points(&self, at: usize) -> bool {
        self.lexicon.is("de") && self.lexicon.ends_in("medium", &self.tokens[at].lower)
    }

    /// What the noun says that a name is of: `the town of Tarlow`.
    fn before_of(&self, at: usize, run: &Run, scores: &mut Scores) {
        let of = at.checked_sub(1).filter(|_| self.has("of", at) || self.has("linking", at));
        if let Some(noun) = of {
            scores.place += if self.has("settlement", noun) { 5 } else { 0 };
            // `the government of Tarlow`
            let governs =
                ["government", "parliament", "army"].iter().any(|word| self.is(noun, word));
            scores.place += if governs && run.tokens.len() == 1 { 3 } else { 0 };
        }
    }

    /// Where the noun stands that adjectives before a name go with: `le quotidien conservateur allemand`.
    fn before_adjectives(&self, at: usize) -> usize {
        let behind = self.lexicon.is_romance();
        let is_adjective = |at: &usize| {
            let small = ["stop", "medium", "says", "clause", "in", "of"];
            let token = &self.tokens[*at];
            token.is_word && !token.is_capital && !small.iter().any(|list| self.has(list, *at))
        };
        let passed = (self.sentence.start..=at).rev().take(2).take_while(is_adjective).count();
        if behind && passed > 0 && at >= self.sentence.start + passed { at - passed } else { at }
    }

    /// What stands after it.
    pub(super) fn after(&self, run: &Run, scores: &mut Scores) {
        let mut end = run.tokens.end;
        if run.acronym.is_some() {
            end += 3;
        }
        // `médecin à Spy, spécialiste de …` is said of the doctor.
        let is_in = run.tokens.start.checked_sub(1).is_some_and(|at| self.has("within", at));
        if self.description(end).is_some() && !is_in {
            scores.person += 4;
        }
        let english = self.lexicon.is("en");
        if self.has("settlement", end) && english && !self.tokens[end].is_capital {
            scores.place += 3;
        }
        if (self.has("group", end) || self.has("medium", end)) && english {
            scores.organisation += 3;
        }
        scores.person += if self.has("ruled", end) { 3 } else { 0 };
        // `Harrow et al. (2014) found`
        let is_cited = self.is(end, "et") && (self.is(end + 1, "al.") || self.is(end + 1, "al"));
        scores.person += if is_cited { 4 } else { 0 };
        scores.person += self.behind_comma(end);
        if self.speaks(run, end) {
            scores.person += 2 + u32::from(self.is_surname(&run.tokens));
            scores.organisation += 1;
            // `Harrow said she …`.
            let is_word = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.is_word);
            let mut near = (end + 1..end + 4).take_while(is_word);
            scores.person += if near.any(|at| self.is_pronoun(at)) { 3 } else { 0 };
        }
    }

    /// How much what stands behind a comma speaks for a person: an age, a pronoun.
    fn behind_comma(&self, comma: usize) -> u32 {
        if !self.is(comma, ",") {
            return 0;
        }
        // `Ann Harrow, 49, said`
        let is_aged = self.is(comma + 2, ",") && self.tokens[comma + 1].is_number();
        let who = self.sentence.contains(&(comma + 1))
            && matches!(&*self.tokens[comma + 1].lower, "who" | "quien");
        u32::from(self.is_pronoun(comma + 2))
            + if is_aged { 4 } else { 0 }
            + if who { 3 } else { 0 }
    }

    pub(in crate::suggest) fn is_pronoun(&self, at: usize) -> bool {
        self.has("he", at) || self.has("she", at)
    }

    /// Whether a verb of speech beside a name, which ends at `end`, may be of it.
    fn speaks(&self, run: &Run, end: usize) -> bool {
        let beside = ["says", "thinks", "denies", "tells"].iter().any(|list| {
            let after = self.sentence.contains(&end) && self.lexicon.at(list, self.tokens, end) > 0;
            let before = run.tokens.start.checked_sub(1).is_some_and(|at| self.has(list, at));
            // Who was told did not speak.
            let heard = *list == "tells" && self.lexicon.is("en");
            after || before && self.lexicon.has_case() && !heard
        });
        // `the mayor of Eastmouth said`: what somebody is of does not speak.
        let is_of = run.tokens.start.checked_sub(1).is_some_and(|at| self.is(at, "of"));
        let german = self.lexicon.is("de");
        beside && !is_of && !(german && (self.is_object(run, end) || self.is_turned(run, end)))
    }

    /// Whether a name stands between a German verb with its subject before it and its second part:
    /// `Die Behörde räumt Fehler ein`.
    fn is_object(&self, run: &Run, end: usize) -> bool {
        let closes = self.tokens.get(end + 1).is_none_or(|next| !next.is_word);
        let is_parted = closes && (self.has("prefix", end) || self.has("particle", end));
        let verb = run.tokens.start.checked_sub(1).filter(|_| is_parted);
        // `Der Betreiber, die Nordgruppe, weist Vorwürfe zurück`
        let is_before = |verb: usize| self.tokens[verb - 1].is_word || self.has("parted", verb);
        verb.is_some_and(|verb| verb > self.sentence.start && is_before(verb))
    }

    /// Whether another is the subject of the German verb behind a name.
    fn is_turned(&self, run: &Run, verb: usize) -> bool {
        // `Zugleich mahnte sie`
        if self.is_pronoun(verb + 1) {
            return true;
        }
        // `Fehler räumte Anna Harro ein`: whose first name or office stands behind the verb.
        let is_somebody = |at: usize| {
            let word = &self.tokens[at].lower;
            let is_office = || german::is_office(self.lexicon, word);
            self.lexicon.is_given(word) || is_office() && self.tokens[at + 1].is_capital
        };
        run.tokens.start == self.sentence.start
            && run.tokens.len() == 1
            && self.sentence.contains(&(verb + 2))
            && is_somebody(verb + 1)
    }
}
