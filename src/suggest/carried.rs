//! What sentences say that have no word of speech: quotations by themselves, and indirect speech that goes on.

use std::ops::Range;

use super::memory::Memory;
use super::phrases::Phrases;
use super::speech::{Said, trimmed};
use crate::model::annotation::Stance;

/// The fewest words of a quotation behind a colon, and of a statement.
const SHORTEST: usize = 2;

/// The most tokens of an office before who speaks in a transcript, with the name.
const LONGEST_OFFICE: usize = 4;

/// So many tokens before a colon name nobody: who spoke before goes on.
const OPENING: usize = 4;

/// Whether a sentence begins inside of a quotation that was opened before it.
pub(super) fn goes_on(phrases: &Phrases, sentence: &Range<usize>) -> bool {
    phrases.tokens.get(sentence.start).is_some_and(|token| token.is_quoted && token.is_word)
}

/// Whether a quotation that is not closed before a sentence goes on in it.
pub(super) fn is_open(phrases: &Phrases, sentence: &Range<usize>) -> bool {
    let before = sentence.start.checked_sub(1).map(|before| &phrases.tokens[before]);
    before.is_some_and(|before| before.is_quoted && !before.is_mark())
}

/// Whether all words of a sentence stand in quotation marks.
pub(super) fn is_quoted(phrases: &Phrases, sentence: &Range<usize>) -> bool {
    let mut words =
        phrases.tokens[sentence.clone()].iter().filter(|token| token.is_word).peekable();
    words.peek().is_some() && words.all(|token| token.is_quoted)
}

/// What somebody says in a range of words, through whom.
pub(super) fn quotation(
    phrases: &Phrases,
    words: &Range<usize>,
    by: &str,
    via: &[String],
    is_quotation: bool,
) -> Said {
    Said {
        by: Some(by.to_owned()),
        via: via.to_vec(),
        basis: None,
        stance: Stance::Asserts,
        content: trimmed(phrases, words.clone()),
        aside: 0..0,
        told: words.start..words.start,
        is_quotation,
        is_aside: false,
    }
}

/// Whether a sentence in the turn of somebody states something: it asks nothing, and has more than a word.
pub(super) fn states(phrases: &Phrases, words: &Range<usize>) -> bool {
    let tokens = &phrases.tokens[words.clone()];
    let is_asked = tokens.iter().rev().take(2).any(|last| matches!(last.text, "?" | "؟"));
    !is_asked && tokens.iter().filter(|token| token.is_word).take(SHORTEST).count() == SHORTEST
}

/// Whose name stands before a colon at the beginning of a paragraph, as in an interview, and where their words begin.
pub(super) fn labelled(phrases: &Phrases, sentence: &Range<usize>) -> Option<(String, usize)> {
    // `MS HARROW: I did.`, `ZEUGE HARRO: Seit Mai.`
    let is_role = |at: &usize| phrases.has("title", *at) || phrases.is_role(*at);
    let mut near = sentence.clone().take(LONGEST_OFFICE);
    let first = near.find(|at| phrases.mention_at(*at).is_some() || !is_role(at))?;
    let mention = phrases.mention_at(first)?;
    let colon = mention.tokens.end;
    let first = phrases.tokens.get(colon + 1).filter(|_| phrases.is(colon, ":"))?;
    let speaks = phrases.names.is(mention, "person") && !first.is_mark();
    speaks.then(|| (phrases.names.entity(mention).name.clone(), colon + 1))
}

/// Who answers in an interview whose turns only have letters: the only person who is named before the first of them.
pub(super) fn answered(phrases: &Phrases, sentence: &Range<usize>) -> Option<(String, usize)> {
    let first =
        phrases.text.interview.filter(|_| phrases.text.answers.contains(&sentence.start))?;
    let before = phrases.names.within(&(0..first)).iter();
    let mut people = before.filter(|mention| phrases.names.is(mention, "person"));
    let guest = &phrases.names.entity(people.next()?).name;
    let is_alone = people.all(|other| phrases.names.entity(other).name == *guest);
    is_alone.then(|| (guest.clone(), sentence.start))
}

/// Who goes on speaking in a sentence in the German subjunctive: `Die Brücke sei sicher.`
///
/// `is_said` tells whether somebody spoke in the sentence before, `speaker` who spoke last.
pub(super) fn speaker_of(
    phrases: &Phrases,
    sentence: &Range<usize>,
    speaker: Option<String>,
    is_said: bool,
) -> Option<String> {
    let has = |list| has_outside(phrases, sentence, list);
    let is_indirect =
        is_subjunctive(phrases, sentence) || is_said && has("conditional") && !has("ifs");
    // `Ann Harrow zeigte die Pläne: Die Brücke sei sicher.`
    let first = phrases.mention_at(sentence.start);
    let named = first.filter(|first| phrases.names.is(first, "person"));
    let named = named.map(|first| phrases.names.entity(first).name.clone());
    // `Aus dem Ministerium hieß es, die Brücke sei sicher.`
    named.or(speaker).filter(|_| is_indirect && !has("ourselves") && !has("impersonal"))
}

/// Whether a sentence is in the German subjunctive of indirect speech.
pub(super) fn is_subjunctive(phrases: &Phrases, sentence: &Range<usize>) -> bool {
    let mut is_inner = false;
    sentence.clone().any(|at| {
        // `Der Minister ließ offen, ob die Brücke sicher sei`: of a clause that is not indirect itself.
        if phrases.is(at, ",") {
            is_inner = phrases.at("that", at + 1) > 0;
        }
        !is_inner && !phrases.tokens[at].is_quoted && phrases.has("subjunctive", at)
    })
}

/// Whether a word of a list stands in a sentence outside of quotation marks.
fn has_outside(phrases: &Phrases, sentence: &Range<usize>, list: &str) -> bool {
    sentence.clone().any(|at| !phrases.tokens[at].is_quoted && phrases.has(list, at))
}

/// The quotation behind a colon that none of what was found holds, with who says it.
pub(super) fn behind_colon(
    phrases: &Phrases,
    sentence: &Range<usize>,
    found: &[Said],
    memory: &Memory,
) -> Option<Said> {
    let opens = |at: &usize| {
        let mark = &phrases.tokens[*at + 1];
        phrases.is(*at, ":") && mark.is_mark() && !mark.is_quoted
    };
    let colon = (sentence.start..sentence.end.saturating_sub(2)).find(opens)?;
    let is_inside = |at: &usize| phrases.tokens[*at].is_quoted && !phrases.tokens[*at].is_mark();
    let end = (colon + 2..sentence.end).take_while(is_inside).last()? + 1;
    let words = (colon + 2..end).filter(|&at| phrases.tokens[at].is_word).count();
    let is_new =
        found.iter().all(|said| said.content.end <= colon + 1 || said.content.start >= end);
    if words < SHORTEST || !is_new {
        return None;
    }
    let last = found.iter().rev().find(|said| said.content.end <= colon + 1);
    let (by, via) = if let Some(said) = last {
        (said.by.clone()?, said.via.clone())
    } else {
        let named = phrases.subject_before(sentence, colon).map(str::to_owned);
        let first = sentence.start;
        let pronoun = ["he", "she"].iter().any(|list| phrases.has(list, first));
        let meant = || phrases.speaker(first..first + 1, memory).filter(|_| pronoun);
        // `Before he went on: “…”`, and not `The banner read: “…”`.
        let is_thing = (first..colon).any(|at| phrases.is_part(at) || phrases.has("abstract", at));
        let goes_on = || memory.last().filter(|_| colon - first <= OPENING && !is_thing);
        (named.or_else(meant).or_else(goes_on)?, Vec::new())
    };
    Some(quotation(phrases, &(colon + 2..end), &by, &via, true))
}
