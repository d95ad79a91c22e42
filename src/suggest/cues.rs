//! The words that tell of speech: verbs, `according to`, and what can be nothing else where it stands.

use super::speech::Clause;

/// A word or words of speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    /// Its first token.
    pub(super) at: usize,
    /// The token after it.
    pub(super) end: usize,
    /// The list that it stands in.
    pub(super) list: &'static str,
}

/// So far from a verb stand the words that belong to it.
const LONGEST: usize = 30;

/// So many tokens behind a verb somebody's name may begin.
const NEAR: usize = 5;

/// The lists of words that tell of speech, those that are looked for first first.
const LISTS: [&str; 10] = [
    "silence",
    "silent",
    "declines",
    "retracts",
    "doubts",
    "denies",
    "according",
    "tells",
    "says",
    "thinks",
];

impl Clause<'_> {
    /// The words of speech of the sentence that do not stand in quotation marks.
    pub(super) fn cues(&self) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            let token = &self.phrases.tokens[at];
            // `complained of chest pains` says nothing.
            let idle = self.phrases.at("unspeaking", at);
            let cue = (!token.is_quoted && token.is_word && idle == 0).then(|| {
                LISTS.iter().find_map(|list| {
                    let length = self.phrases.at(list, at);
                    let fits = length > 0 && at + length <= self.sentence.end;
                    let is_verb = matches!(*list, "says" | "tells" | "thinks");
                    let is_cue =
                        length > 1 && !self.is_cited(at) && !(is_verb && self.is_unsaid(at))
                            || length == 1 && self.is_verb(at, list);
                    let is_cue = is_cue && (*list != "retracts" || self.is_retracted(at, length));
                    (fits && is_cue).then_some(Cue { at, end: at + length, list })
                })
            });
            let thus = self.phrases.has("thus", at)
                && at > self.sentence.start
                && !self.phrases.tokens[at - 1].is_word
                && (self.phrases.mention_at(at + 1).is_some()
                    || self.phrases.has("the", at + 1)
                    || self.phrases.is_role(at + 1));
            let thus = thus.then_some(Cue { at, end: at + 1, list: "says" });
            let calls = if token.is_quoted { None } else { self.calls(at) };
            let cue = calls.or(cue.flatten()).or(thus).or_else(|| self.learned(at));
            let is_told = !token.is_quoted && !self.phrases.names.cover(at);
            let rival = || self.puts(at).or_else(|| self.gapped(at, cues.last()));
            let cue = cue.or_else(|| is_told.then(rival).flatten());
            let cue = cue.or_else(|| self.behind_quotation(at)).or_else(|| {
                let length = self.phrases.at("after", at);
                (length > 0).then_some(Cue { at, end: at + length, list: "after" })
            });
            at = cue.map_or(at + 1, |cue| cue.end);
            // `según informó`: the verb is of the same cue.
            let lexicon = self.phrases.lexicon;
            let told = cue.is_some_and(|cue| cue.list == "according") && lexicon.drops_pronouns();
            let verb = at + self.phrases.at("aux", at);
            if told && self.phrases.has("says", verb) {
                at = verb + 1;
            }
            match (cues.last_mut(), cue) {
                (Some(last), Some(cue)) if self.shares(*last, cue) => {
                    *last = Cue { at: last.at, ..cue };
                }
                _ => cues.extend(cue),
            }
        }
        cues
    }

    /// Whether what is taken back can be said: `withdrew the claim`, and not `withdrew the subsidy`.
    fn is_retracted(&self, at: usize, length: usize) -> bool {
        let sense = self.phrases.lexicon.sense("retracts", self.phrases.tokens, at).1;
        let mut object = (at + length..self.sentence.end).take(NEAR);
        sense != "statement" || object.any(|at| self.phrases.has("utterable", at))
    }

    /// Whether nobody says what a verb tells of: `Neither … nor Ann Harrow said`, `If the minister says`, `Contrary to what
    /// the minister said`.
    pub(super) fn is_unspoken(&self, cue: Cue) -> bool {
        let phrases = self.phrases;
        let opens = |at: &usize| {
            let lists = ["and", "but", "clause"];
            !phrases.tokens[*at].is_word || lists.iter().any(|list| phrases.has(list, *at))
        };
        let opener = (self.sentence.start..cue.at).rev().take(LONGEST).find(opens);
        let first = opener.map_or(self.sentence.start, |opener| opener + 1);
        let mut words = opener.into_iter().chain([first]);
        let is_word = |at: &usize| phrases.tokens[*at].is_word;
        let mut clause = (self.sentence.start..cue.at).rev().take(LONGEST).take_while(is_word);
        matches!(cue.list, "retracts" | "doubts" | "denies" | "tells" | "says" | "thinks")
            && (words.any(|at| phrases.at("unspoken", at) > 0)
                || clause.any(|at| phrases.at("contrary", at) > 0))
    }

    /// Whether a verb has the same behind it as the one before, and says how things stand in the end:
    /// `first denied, then confirmed, that …`.
    fn shares(&self, last: Cue, cue: Cue) -> bool {
        let phrases = self.phrases;
        let is_small = |at: usize| {
            phrases.is(at, ",")
                || phrases.is_adverb(at)
                || phrases.at("aux", at) == 1
                || self.joins(at + 1)
        };
        phrases.is(last.end, ",")
            && phrases.is(cue.end, ",")
            && phrases.at("that", cue.end + 1) > 0
            && (last.end..cue.at).all(is_small)
    }

    /// `a-t-on appris mercredi auprès de`: from whom one has it is who says it.
    fn learned(&self, at: usize) -> Option<Cue> {
        let verb = at + 2;
        let is_one = self.phrases.is(at + 1, "on") && self.phrases.has("learned", verb);
        let source = (verb + 1..verb + 4).find(|&at| self.phrases.at("source", at) > 0);
        let source = source.filter(|&source| is_one && source < self.sentence.end)?;
        Some(Cue { at, end: source + self.phrases.at("source", source), list: "according" })
    }

    /// A word between a quotation and a person can only tell that the person spoke: `“…”, lächelt Anna Harro`, `», a-t-il murmuré`.
    fn behind_quotation(&self, at: usize) -> Option<Cue> {
        let phrases = self.phrases;
        let is_pronoun = |at: usize| phrases.has("he", at) || phrases.has("she", at);
        let opens = |at: &usize| phrases.at("aux", *at) > 0 || is_pronoun(*at);
        let aux = (self.sentence.start..at).rev().take_while(opens).count();
        let sign = (at - aux).checked_sub(2).filter(|&sign| sign > self.sentence.start)?;
        let dash = usize::from(matches!(phrases.tokens[sign + 1].text, "—" | "–" | "-"));
        let comma = phrases.is(sign + 1 - dash, ",");
        // In English the comma stands before the mark.
        let mark = if phrases.lexicon.is("en") { sign + 1 } else { sign - dash };
        let comma = if phrases.lexicon.is("en") { phrases.is(sign, ",") } else { comma };
        if !comma || !phrases.tokens[mark].is_mark() {
            return None;
        }
        let quoted =
            (self.sentence.start..mark).rev().take_while(|&at| phrases.tokens[at].is_quoted);
        let words = quoted.filter(|&at| phrases.tokens[at].is_word).count();
        let small = [
            "stop", "clause", "in", "lead", "linking", "and", "join", "of", "the", "who", "for",
            "on", "as",
        ];
        let token = &phrases.tokens[at];
        let is_verb = token.is_word
            && !token.is_capital
            && !token.is_number()
            && !phrases.is_adverb(at)
            && small.iter().all(|list| !phrases.has(list, at));
        let turned = aux > 0 && is_pronoun(at - 1);
        let speaks = turned || is_pronoun(at + 1) || self.is_before_somebody(at) || self.closes(at);
        (words > 3 && is_verb && speaks).then_some(Cue { at, end: at + 1, list: "says" })
    }

    /// Whether somebody's name stands behind a word, or behind a few more that say who it is: `fumed hotelier Ben Tarlow`.
    fn is_before_somebody(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let is_noun = |at: &usize| {
            let small = ["in", "lead", "clause", "and", "aux"];
            phrases.tokens[*at].is_word && !small.iter().any(|list| phrases.has(list, *at))
        };
        let last = self.sentence.end.min(at + NEAR);
        let name = (at + 1..last).find(|&at| phrases.mention_at(at).is_some());
        // `cuenta su portavoz`.
        if phrases.has("the", at + 1) && phrases.is_role(at + 2) {
            return true;
        }
        let named = name.filter(|&name| (at + 1..name).all(|at| is_noun(&at)));
        let named = named.and_then(|name| phrases.mention_at(name));
        named.is_some_and(|one| phrases.names.is(one, "person"))
    }

    /// Whether a Romance verb ends its sentence, as one does that needs no pronoun: `«…», bromea.`
    fn closes(&self, at: usize) -> bool {
        let word = &self.phrases.tokens[at].lower;
        let is_verb = word.len() > 3 && self.phrases.lexicon.has_ending("-verb", word);
        is_verb && self.phrases.is(at + 1, ".")
    }

    /// Whether a Romance verb has the pronoun of a reflexive one before it, over its auxiliary.
    fn is_reflexive(&self, verb: usize) -> bool {
        let first = verb.saturating_sub(3).max(self.sentence.start);
        let mut before = (first..verb).rev().skip_while(|&at| self.phrases.has("passive", at));
        before.next().is_some_and(|at| self.phrases.has("reflecting", at))
    }

    /// Whether the word before a token joins what stands there to what somebody did before: `and`, `but`.
    pub(super) fn joins(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| *before >= self.sentence.start);
        before.is_some_and(|at| ["and", "but"].iter().any(|list| self.phrases.has(list, at)))
    }

    /// The first token from one on that is no auxiliary.
    pub(super) fn over_auxiliaries(&self, at: usize) -> usize {
        (at..self.sentence.end).find(|&at| self.phrases.at("aux", at) == 0).unwrap_or(at)
    }

    /// Where the second part of a German verb stands that denies with it: `wies die Kritik zurück`.
    pub(super) fn particle(&self, verb: usize) -> Option<usize> {
        let parted = self.phrases.has("parted", verb);
        let is_particle = |&at: &usize| self.phrases.has("particle", at);
        // `weist den Vorwurf, zu spät gehandelt zu haben, zurück`
        let is_closed = |&at: &usize| {
            let ends = self.phrases.tokens.get(at + 1).is_none_or(|next| !next.is_word);
            self.phrases.is(at - 1, ",") && ends
        };
        let near = verb + 1..self.sentence.end.min(verb + LONGEST);
        let here = self.clause(verb).filter(|_| parted).find(is_particle);
        here.or_else(|| near.filter(|_| parted).find(|at| is_particle(at) && is_closed(at)))
    }

    /// The words behind a verb up to the next sign.
    fn clause(&self, verb: usize) -> impl Iterator<Item = usize> {
        let words = (verb + 1..self.sentence.end).take(LONGEST);
        words.take_while(|&at| self.phrases.tokens[at].is_word)
    }

    /// Whether words say whom somebody cites who speaks before them: `وذكرت الصحيفة، نقلا عن مصادر`.
    fn is_cited(&self, at: usize) -> bool {
        let mut before = (self.sentence.start..at).rev().take(LONGEST);
        self.phrases.at("cites", at) > 0 && before.any(|at| self.phrases.at("says", at) > 0)
    }

    /// Whether a word is an auxiliary.
    fn is_auxiliary(&self, at: usize) -> bool {
        self.phrases.at("aux", at) > 0 || self.phrases.has("passive", at)
    }

    /// Where the auxiliary of a Romance participle stands: `a d'emblée déclaré`.
    pub(super) fn auxiliary(&self, participle: usize) -> Option<usize> {
        let is_word = |at: &usize| self.phrases.tokens[*at].is_word;
        let before = (self.sentence.start..participle).rev().take(6).take_while(is_word);
        before.into_iter().find(|&at| self.is_auxiliary(at))
    }

    /// Whether a word is a Romance participle, which has an auxiliary before it.
    pub(super) fn is_romance_participle(&self, at: usize) -> bool {
        self.phrases.lexicon.is_participle(&self.phrases.tokens[at].lower)
    }

    /// Whether an English participle is a noun behind its article and an adjective: `a written warning`, and not `a man warning`.
    fn is_thing(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let adjective = at.checked_sub(1).filter(|before| *before > self.sentence.start);
        let is_adjective = |at: usize| {
            let is_noun = phrases.has("report", at) || phrases.is_role(at);
            phrases.tokens[at].is_word && !is_noun && phrases.has("the", at - 1)
        };
        phrases.lexicon.is("en") && phrases.is_participle(at) && adjective.is_some_and(is_adjective)
    }

    /// Whether an English participle stands before the noun that it describes, or a noun has the form of a verb:
    /// `some proposed rises`, `the agency's alleged failure`, `their demands for`.
    fn is_adjective(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.sentence.start) else {
            return false;
        };
        let [word, token] = [before, at].map(|at| &phrases.tokens[at]);
        let leads = word.owns
            || ["the", "ours"].iter().any(|list| phrases.has(list, before))
            || ["some", "any", "several", "his", "her", "its", "their", "no"]
                .contains(&&*word.lower);
        let next = phrases.tokens.get(at + 1).filter(|_| at + 1 < self.sentence.end);
        let is_noun = next.is_some_and(|next| {
            let small = ["that", "the", "aux", "in", "on", "he", "she", "it", "they", "to"];
            let is_small = small.iter().any(|list| phrases.at(list, at + 1) > 0);
            next.is_word && !next.is_capital && !next.is_number() && !is_small
        });
        let is_plural = token.lower.ends_with('s') && phrases.is(at + 1, "for");
        phrases.lexicon.is("en")
            && (leads && token.lower.ends_with("ed") && is_noun
                || is_plural && !phrases.names.cover(before) && !word.is_quoted
                || is_plural && word.is_mark())
    }

    /// Where the adverbs before a verb begin.
    fn over_adverbs(&self, verb: usize) -> usize {
        let words = (self.sentence.start..verb).rev();
        verb - words.take_while(|&at| self.phrases.is_adverb(at)).count()
    }

    /// Whether the word before a verb and its adverbs says that nothing was said with it: `to say`, `never spoke of`.
    pub(super) fn is_unsaid(&self, verb: usize) -> bool {
        let before = self.over_adverbs(verb).checked_sub(1);
        let before = before.filter(|before| *before >= self.sentence.start);
        before.is_some_and(|before| self.phrases.has("unsaid", before))
    }

    /// Whether a word is a verb that says that somebody spoke.
    pub(super) fn is_verb(&self, at: usize, list: &str) -> bool {
        // `71 per cent` is not what a cent says.
        if list == "according" || list == "silence" {
            // `dollars per hour`, and not `per the agency`.
            let next = self.phrases.tokens.get(at + 1);
            let is_rate = self.phrases.is(at, "per")
                && !self.phrases.has("the", at + 1)
                && next.is_some_and(|next| !next.is_capital);
            return self.phrases.at("percent", at) == 0 && !is_rate;
        }
        // `gibt Harro zu`, `liet Harlinga weten dat …`, and not `es gibt`.
        let ends = |at: usize| {
            let next = self.phrases.tokens.get(at + 1);
            let goes_on = next.is_some_and(|next| next.is_word);
            self.phrases.has("prefix", at) && (!goes_on || self.phrases.at("that", at + 1) > 0)
        };
        if self.phrases.has("apart", at) && !self.clause(at).any(ends) {
            return false;
        }
        let inside = self.phrases.names.cover(at);
        let before = self.over_adverbs(at);
        // `reports` and `claims` are nouns as well.
        let named = self.phrases.names.around(before).any(|mention| mention.tokens.end == before);
        let who = before > self.sentence.start && self.phrases.has("who", before - 1);
        // `se revendiquait de`, `s'est déclaré`: few verbs of speech are reflexive.
        if self.is_reflexive(before) && !self.phrases.has("reflexive", at) {
            return false;
        }
        // `wies darauf hin` denies nothing.
        if list == "denies" && self.phrases.has("parted", at) && self.particle(at).is_none() {
            return false;
        }
        // `reconocido por muchos` says nothing.
        let mut near = at.saturating_sub(5).max(self.sentence.start)..at;
        if self.is_romance_participle(at) && !near.any(|at| self.is_auxiliary(at)) {
            return false;
        }
        // `sei geschrieben worden`
        if self.phrases.lexicon.is("de") && self.phrases.is(at + 1, "worden") {
            return false;
        }
        let report = self.phrases.has("report", at);
        let noun = report
            && !who
            && (self.is_object_of_speech(before, at)
                || !named && !self.phrases.has("that", at + 1));
        !inside
            && !self.is_unsaid(at)
            && !noun
            && !self.is_thing(at)
            && !self.is_adjective(at)
            && !self.is_of_noun(at)
    }

    /// Whether a verb of speech shortly before has a word behind it: `denied reports that …`.
    fn is_object_of_speech(&self, before: usize, word: usize) -> bool {
        let phrases = self.phrases;
        (before.saturating_sub(3).max(self.sentence.start)..before).any(|verb| {
            phrases.tokens[verb].is_word
                && phrases.speaks(verb)
                && !phrases.has("report", verb)
                && !phrases.has("clause", verb)
                && (verb + 1..word).all(|at| {
                    let is_word = phrases.tokens[at].is_word;
                    is_word && !phrases.has("and", at) && phrases.at("that", at) == 0
                })
        })
    }

    /// Whether an English verb ends a clause about the noun before it: `the species she described are rare`.
    fn is_of_noun(&self, verb: usize) -> bool {
        let phrases = self.phrases;
        let next = phrases.tokens.get(verb + 1).filter(|_| verb + 1 < self.sentence.end);
        let is_finite = ["passive", "modal"].iter().any(|list| phrases.has(list, verb + 1));
        let is_finite = is_finite && next.is_some_and(|next| !next.is_capital);
        // `admitted being late`
        phrases.lexicon.is("en") && is_finite && next.is_some_and(|n| !n.lower.starts_with("be"))
    }
}
