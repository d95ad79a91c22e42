//! Claims: what is attributed in a text, one for each figure, and figures that the text gives in its own voice.

use std::ops::Range;

use super::dates::DateWords;
use super::figures::{Figure, figures, has_sign};
use super::lexicon::Lexicon;
use super::lies::is_lie;
use super::names::Names;
use super::phrases::Phrases;
use super::speech::{Said, trimmed};
use super::telling::said;
use super::tokens::Text;
use crate::model::annotation::Stance;
use crate::model::body::TextRange;

/// What somebody is said to have said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What is claimed, in the words of the text.
    pub says: String,
    /// The words that say it.
    pub passage: TextRange,
    /// The speaker; nothing for the article's own voice.
    pub by: Option<String>,
    /// What the speaker relies on.
    pub basis: Option<String>,
    /// Relays from the speaker to the article, in order.
    pub via: Vec<String>,
    /// When it was said.
    pub made: Option<DateWords>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// The number that it is about.
    pub figure: Option<Figure>,
    /// Whether it is in the speaker's own words.
    pub is_quotation: bool,
}

/// So many tokens at most say no more than another number.
const SHORT: usize = 6;

/// The claims of a text, in order.
pub(super) fn claims(text: &Text, lexicon: &Lexicon, names: &Names) -> Vec<Claim> {
    let phrases = Phrases { text, tokens: &text.tokens, lexicon, names };
    let mut claims: Vec<Claim> = Vec::new();
    let all = said(&phrases);
    for (index, said) in all.iter().enumerate() {
        let others = [index.wrapping_sub(1), index + 1].map(|index| all.get(index));
        let others: Vec<&Said> = others.into_iter().flatten().collect();
        let made = phrases.made(said, &others);
        let is_own = |(at, _): &(usize, Figure)| !said.aside.contains(at);
        let mut figures = figures(text, lexicon, said.content.clone()).into_iter().filter(is_own);
        let first = figures.next().map(|(_, figure)| figure);
        let mut start = said.content.start;
        let mut figure = rival(&phrases, said, first, claims.last());
        for (at, next) in figures {
            let Some(cut) = cut(&phrases, start..at) else { continue };
            claims.extend(claim(&phrases, said, made.as_ref(), (start..cut, figure.take())));
            let unit = claims.last().and_then(|claim| claim.figure.as_ref()?.unit.clone());
            let unit = unit.filter(|_| !has_sign(&next.value));
            figure = Some(Figure { unit: next.unit.or(unit), ..next });
            start = cut + 1 + usize::from(phrases.has("and", cut + 1));
            start += phrases.at("that", start);
        }
        claims.extend(claim(&phrases, said, made.as_ref(), (start..said.content.end, figure)));
    }
    let own = (0..text.sentences.len()).filter_map(|index| own(&phrases, index, &claims));
    let own: Vec<Claim> = own.collect();
    claims.extend(own);
    claims.sort_by_key(|claim| (claim.passage.start, claim.passage.end));
    claims.dedup_by(|later, earlier| later.passage == earlier.passage && later.by == earlier.by);
    claims
}

/// The figure of a statement; where another counts something in the same sentence, of the same: `…, organisers say it was 1,000`.
fn rival(
    phrases: &Phrases,
    said: &Said,
    own: Option<Figure>,
    other: Option<&Claim>,
) -> Option<Figure> {
    let sentence = phrases.text.range(phrases.text.sentence_of(said.content.start));
    let other = other.filter(|other| {
        other.by != said.by
            && super::overlap(other.passage, sentence)
            && said.content.len() <= SHORT
    });
    let unit = other.and_then(|other| other.figure.as_ref()?.unit.clone());
    let Some(unit) = unit else { return own };
    let last = said.content.end - 1;
    let bare = || {
        let is_date = last > said.content.start && phrases.has("on", last - 1);
        let is_number = phrases.tokens[last].is_number() && !is_date;
        is_number.then(|| Figure { value: phrases.text.words(last..last + 1), unit: None })
    };
    own.or_else(bare).map(|own| {
        let unit = Some(unit).filter(|_| !has_sign(&own.value));
        Figure { unit: own.unit.or(unit), ..own }
    })
}

/// Where a statement with two figures falls into two: at the comma before the second.
fn cut(phrases: &Phrases, range: Range<usize>) -> Option<usize> {
    let first = range.end.saturating_sub(5).max(range.start + 4);
    (first..range.end).rev().find(|&at| matches!(phrases.tokens[at].text, "," | ";"))
}

fn claim(
    phrases: &Phrases,
    said: &Said,
    made: Option<&DateWords>,
    (content, figure): (Range<usize>, Option<Figure>),
) -> Option<Claim> {
    // `At least 40 houses were lost, the mayor said, and …`: who says it ends the first part.
    let is_last = said.aside.contains(&content.start) || content.end > said.aside.end;
    let end = if is_last { content.end } else { content.end.min(said.aside.start) };
    let content = content.start..end;
    let passage = phrases.text.range(content.clone());
    let words = phrases.words_without(content, &said.aside);
    (passage.start < passage.end).then(|| Claim {
        says: super::capitalised(&words),
        passage,
        by: said.by.clone(),
        basis: said.basis.clone(),
        via: said.via.iter().filter(|via| Some(*via) != said.by.as_ref()).cloned().collect(),
        made: made.cloned(),
        stance: said.stance,
        figure,
        is_quotation: said.is_quotation,
    })
}

/// A figure that the text gives in its own voice, or in that of whoever has signed the paragraph.
fn own(phrases: &Phrases, index: usize, attributed: &[Claim]) -> Option<Claim> {
    let sentence = &phrases.text.sentences[index];
    let whole = phrases.text.range(sentence.clone());
    let is_said = attributed.iter().any(|claim| super::overlap(claim.passage, whole));
    // `Did 40 boats sink?`, `If 40 boats sink, …` do not say that they do.
    let is_asked = phrases.is(sentence.end - 1, "?") || phrases.is(sentence.end - 1, "؟");
    let is_unspoken =
        phrases.at("unspoken", sentence.start) > 0 && phrases.at("about", sentence.start) == 0;
    // `He warned that 12 hospitals would close`: not of the text, also where nothing tells who he is.
    let pronouns = ["he", "she", "they"];
    let is_told = (sentence.start + 1..sentence.end)
        .any(|at| phrases.speaks(at) && pronouns.iter().any(|list| phrases.has(list, at - 1)));
    if Text::is_endless(sentence) || is_said || is_asked || is_unspoken || is_told {
        return None;
    }
    let found = figures(phrases.text, phrases.lexicon, sentence.clone());
    let counts = |figure: &Figure| figure.unit.is_some() || has_sign(&figure.value);
    let (_, figure) = found.into_iter().find(|(_, figure)| counts(figure))?;
    let content = trimmed(phrases, sentence.clone());
    // `The claim that 60 people died is a lie.`
    let is_lie = is_lie(phrases, content.clone());
    let by = signed(phrases, index);
    if is_lie && by.is_none() {
        return None;
    }
    let said = Said {
        by,
        via: Vec::new(),
        basis: None,
        stance: if is_lie { Stance::Denies } else { Stance::Asserts },
        content: content.clone(),
        aside: 0..0,
        told: 0..0,
        is_quotation: false,
        is_aside: false,
    };
    claim(phrases, &said, None, (content, Some(figure)))
}

/// Who has signed the paragraph of a sentence in the one below it: `— Ann Harrow (@harrow) March 16, 2024`.
fn signed(phrases: &Phrases, index: usize) -> Option<String> {
    let text = phrases.text;
    let is_dash = |at: usize| matches!(phrases.tokens[at].text, "—" | "–" | "―");
    // In a quotation the line of the name may be joined to the one above it.
    let is_called =
        |at: usize| phrases.mention_at(at).is_some_and(|m| phrases.is(m.tokens.end, "("));
    let is_signed = |at: usize| is_dash(at) && is_called(at + 1);
    let below = (index + 1..text.sentences.len())
        .find(|&next| text.begins[next] || is_signed(text.sentences[next].start))?;
    let Range { start, end } = text.sentences[below].clone();
    let mention = phrases.mention_at(start + 1).filter(|_| is_dash(start))?;
    let after = mention.tokens.end;
    let is_alone = after >= end || phrases.is(after, "(") || phrases.is(after, ",");
    let is_ended = matches!(phrases.tokens[end - 1].text, "." | "!" | "?");
    (is_alone && !is_ended).then(|| phrases.names.entity(mention).name.clone())
}
