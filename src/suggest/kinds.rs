//! What kind of thing a name is of, by the words of the name and those around it.

use std::ops::Range;

use super::letters::is_site;
use super::lexicon::{Lexicon, has_inner_capital};
use super::runs::Run;
use super::tokens::{Text, Token};

/// What speaks for each kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Scores {
    person: u32,
    organisation: u32,
    place: u32,
    work: u32,
}

/// From this much on, the words around a name tell its kind.
const TOLD: u32 = 3;

impl Scores {
    /// Takes another place of the same name into account.
    pub(super) fn add(&mut self, other: &Self) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.work += other.work;
    }

    /// Whether something beside its form speaks for a name.
    pub(super) fn is_told(&self) -> bool {
        self.person.max(self.organisation).max(self.place).max(self.work) >= TOLD
    }

    /// Whether most speaks for a person, or nothing for anything else.
    pub(super) fn is_person(&self) -> bool {
        self.person >= self.organisation && self.person >= self.place && self.person >= self.work
    }

    /// The kind that most speaks for; nothing where nothing does.
    pub(super) fn kind(&self, words: usize) -> Option<&'static str> {
        let form = u32::from((2..4).contains(&words));
        let kinds = [
            ("place", self.place),
            ("organisation", self.organisation),
            ("work", self.work),
            ("person", self.person + form),
        ];
        let (kind, score) = kinds.into_iter().max_by_key(|(_, score)| *score)?;
        (score > 0).then_some(kind)
    }
}

/// What one place of a name says of its kind.
pub(super) fn scores(text: &Text, lexicon: &Lexicon, run: &Run) -> Scores {
    let around =
        Around { tokens: &text.tokens, lexicon, sentence: text.sentence_of(run.tokens.start) };
    let mut scores = Scores::default();
    around.own(run, &mut scores);
    let words = &text.whole[text.range(run.tokens.clone()).range()];
    scores.person += if text.speakers.contains(words) { 6 } else { 0 };
    around.before(run, &mut scores);
    around.after(run, &mut scores);
    // What may be a place ten times is none for that: `in Zukunft`.
    // `en La Tarde`: what has an article in capitals need not be a place.
    let first = &text.tokens[run.tokens.start].lower;
    let is_any = lexicon.is("de") && run.tokens.len() == 1 || lexicon.has_article(first);
    if is_any && scores.place < TOLD {
        scores.place = 0;
    }
    scores
}

/// The office or description of a person: what stands before the name, or between commas after it.
pub(super) fn role(text: &Text, lexicon: &Lexicon, run: &Run) -> Option<String> {
    let around =
        Around { tokens: &text.tokens, lexicon, sentence: text.sentence_of(run.tokens.start) };
    let described = around.description(run.tokens.end).map(|range| {
        let article = usize::from(lexicon.at("the", &text.tokens, range.start) > 0);
        text.words(range.start + article..range.end)
    });
    described
        .or_else(|| Some(text.words(around.apposition(run.tokens.start)?)))
        .or_else(|| {
            let title = run
                .title
                .clone()
                // Of an Arabic name a verb may tell: `قال أندرس هارو`.
                .filter(|title| lexicon.at("says", &text.tokens, title.start) == 0)
                .filter(|title| !text.tokens[title.start].is_acronym())
                .filter(|title| title.len() > 1 || text.tokens[title.start].text.len() > 4)?;
            Some(text.words(title))
        })
        .or_else(|| Some(text.words(around.office(run.tokens.start)?)))
        .or_else(|| Some(text.words(around.russian(run.tokens.start)?)))
}

/// A name with what stands around it.
pub(super) struct Around<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) lexicon: &'a Lexicon,
    pub(super) sentence: Range<usize>,
}

impl Around<'_> {
    pub(super) fn has(&self, list: &str, at: usize) -> bool {
        let there = self.sentence.contains(&at);
        there && self.tokens.get(at).is_some_and(|token| self.lexicon.has(list, &token.lower))
    }

    pub(super) fn is(&self, at: usize, sign: &str) -> bool {
        self.sentence.contains(&at) && self.tokens[at].text == sign
    }

    /// What the words of the name say themselves.
    fn own(&self, run: &Run, scores: &mut Scores) {
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
            && (self.has("place", last) || self.has("region", last) || self.has("placing", first))
            && !self.is_body(last)
        {
            scores.place += 5;
        } else if words.len() > 1
            && (self.has("firm", last)
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
        if words.len() == 1 && super::german::is_named_body(self.lexicon, words[0].text) {
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
        // `Минсвязи`, `Росавиация`.
        let russian =
            self.lexicon.is("ru") && words.len() == 1 && words[0].text.chars().count() > 6;
        // `Главный` and `Российский` begin like bodies too.
        let adjective = super::russian::is_adjective(&words[0].lower);
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

    /// Whether a name has the name of a place in it: `Real Madrid`.
    fn is_of_place(&self, name: &Range<usize>) -> bool {
        let is_place = |at: usize| self.lexicon.place(&self.key(at..at + 1)).is_some();
        name.len() > 1 && self.lexicon.has_case() && name.clone().skip(1).any(is_place)
    }

    fn key(&self, range: Range<usize>) -> String {
        self.lexicon.key(self.tokens[range].iter().map(|token| token.lower.as_str()))
    }

    /// Whether a word is one for a body: `Ministry`, `Polizeipräsidium`.
    fn is_body(&self, at: usize) -> bool {
        let compound =
            self.lexicon.is("de") && super::german::is_body(self.lexicon, &self.tokens[at].lower);
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

    /// What stands before it.
    fn before(&self, run: &Run, scores: &mut Scores) {
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
        // `директор Nordwire Андрей Харров`.
        let latin =
            self.tokens[run.tokens.start].text.starts_with(|c: char| c.is_ascii_uppercase());
        if self.lexicon.is("ru") && latin && run.tokens.len() == 1 {
            scores.organisation += 2;
            return;
        }
        // A Russian firm has quotation marks: `глава «Северного порта»`.
        let marked = self.lexicon.is("ru")
            && self.tokens[start - 1].is_mark()
            && self.tokens.get(run.tokens.end).is_some_and(Token::is_mark);
        if marked {
            scores.organisation += 5;
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
        } else if self.has("medium", medium) && is_lower {
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
    fn after(&self, run: &Run, scores: &mut Scores) {
        let mut end = run.tokens.end;
        if run.acronym.is_some() {
            end += 3;
        }
        // `médecin à Spy, spécialiste de …` is said of the doctor.
        let is_in = run.tokens.start.checked_sub(1).is_some_and(|at| self.has("within", at));
        if self.description(end).is_some() && !is_in {
            scores.person += 4;
        }
        if self.has("settlement", end) && self.lexicon.is("en") && !self.tokens[end].is_capital {
            scores.place += 3;
        }
        if self.has("group", end) && self.lexicon.is("en")
            || self.has("medium", end) && self.lexicon.is("en")
        {
            scores.organisation += 3;
        }
        scores.person += if self.has("ruled", end) { 3 } else { 0 };
        // `Harrow et al. (2014) found`
        let is_cited = self.is(end, "et") && (self.is(end + 1, "al.") || self.is(end + 1, "al"));
        scores.person += if is_cited { 4 } else { 0 };
        if self.is(end, ",") && (self.has("she", end + 2) || self.has("he", end + 2)) {
            scores.person += 1;
        }
        // `Ann Harrow, 49, said`
        let is_aged =
            self.is(end, ",") && self.is(end + 2, ",") && self.tokens[end + 1].is_number();
        scores.person += if is_aged { 4 } else { 0 };
        let who = self.sentence.contains(&(end + 1))
            && self.is(end, ",")
            && matches!(&*self.tokens[end + 1].lower, "who" | "quien");
        scores.person += if who { 3 } else { 0 };
        let speaks = ["says", "thinks", "denies", "tells"].iter().any(|list| {
            let after = self.sentence.contains(&end) && self.lexicon.at(list, self.tokens, end) > 0;
            let before = run.tokens.start.checked_sub(1).is_some_and(|at| self.has(list, at));
            // Who was told did not speak.
            let heard = *list == "tells" && self.lexicon.is("en");
            after || before && self.lexicon.has_case() && !heard
        });
        // `Die Behörde räumt Fehler ein`: between a German verb with its subject before it and its second part.
        let closes = self.tokens.get(end + 1).is_none_or(|next| !next.is_word);
        let is_parted = closes && (self.has("prefix", end) || self.has("particle", end));
        let verb = run.tokens.start.checked_sub(1).filter(|_| self.lexicon.is("de") && is_parted);
        // `Der Betreiber, die Nordgruppe, weist Vorwürfe zurück`
        let is_before = |verb: usize| self.tokens[verb - 1].is_word || self.has("parted", verb);
        let is_object = verb.is_some_and(|verb| verb > self.sentence.start && is_before(verb));
        let speaks = speaks && !is_object;
        // `Zugleich mahnte sie`: a German pronoun behind the verb is its subject.
        let pronoun = |at: usize| self.has("he", at) || self.has("she", at);
        // `Fehler räumte Anna Harro ein`: whose first name or office stands behind the verb is its subject.
        let is_somebody = |at: usize| {
            self.sentence.contains(&at) && {
                let word = &self.tokens[at].lower;
                let office =
                    super::german::is_office(self.lexicon, word) && self.tokens[at + 1].is_capital;
                self.lexicon.is_given(word) || office
            }
        };
        let is_turned = run.tokens.start == self.sentence.start
            && run.tokens.len() == 1
            && self.sentence.contains(&(end + 2))
            && is_somebody(end + 1);
        let speaks = speaks && !(self.lexicon.is("de") && (pronoun(end + 1) || is_turned));
        scores.person += u32::from(speaks && self.is_surname(&run.tokens));
        // `Harrow said she …`.
        let herself = speaks
            && (end + 1..end + 4)
                .take_while(|&at| self.tokens.get(at).is_some_and(|token| token.is_word))
                .any(pronoun);
        scores.person += if herself { 3 } else { 0 };
        if speaks {
            scores.person += 2;
            scores.organisation += 1;
        }
    }
}
