//! What kind of thing a name is of, by the words of the name and those around it.

mod beside;
mod own;

use std::ops::Range;

use super::lexicon::Lexicon;
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
    // `the Tarlow-based firm`
    let behind = &text.whole[text.tokens[run.tokens.end - 1].end..];
    scores.place += if behind.starts_with("-based ") { 6 } else { 0 };
    // `Harbour and Wireless`: nobody is called so, but a firm.
    let is_pair = lexicon.is("en") && run.tokens.clone().any(|at| around.has("and", at));
    scores.organisation += if is_pair { 2 } else { 0 };
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
        self.sentence.contains(&at) && self.lexicon.has_at(list, self.tokens, at)
    }

    pub(super) fn is(&self, at: usize, sign: &str) -> bool {
        self.sentence.contains(&at) && self.tokens[at].text == sign
    }

    fn key(&self, range: Range<usize>) -> String {
        self.lexicon.key(self.tokens[range].iter().map(|token| token.lower.as_str()))
    }
}
