//! Names in a script without capital letters: only what a title, a noun or the list of places points at.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::runs::Run;
use super::tokens::{Text, Token};

/// The runs of a text that words around them tell of.
pub(super) fn runs(text: &Text, lexicon: &Lexicon) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let found = pointed(&text.tokens, lexicon, at..sentence.end);
            at = found.as_ref().map_or(at + 1, |run| run.tokens.end);
            runs.extend(found);
        }
    }
    runs
}

/// The name that begins at a token, or behind the title that does.
fn pointed(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>) -> Option<Run> {
    let at = range.start;
    let run = |tokens: Range<usize>, title| Run { tokens, is_initial: false, title, acronym: None };
    for length in (1..=3).rev().filter(|length| at + length <= range.end) {
        let rest: Vec<&str> =
            tokens[at + 1..at + length].iter().map(|token| &*token.lower).collect();
        let hit = lexicon.forms(&tokens[at].lower).find(|form| {
            let words: Vec<&str> = std::iter::once(&**form).chain(rest.iter().copied()).collect();
            lexicon.place(&words.join(" ")).is_some()
        });
        if hit.is_some() {
            return Some(run(at..at + length, None));
        }
    }
    if lexicon.has("organisation", &tokens[at].lower) {
        let end = organisation(tokens, lexicon, at..range.end);
        if end > at + 1 {
            return Some(run(at..end, None));
        }
    }
    if lexicon.has("settlement", &tokens[at].lower) || lexicon.has("medium", &tokens[at].lower) {
        let start = at + 1 + usize::from(tokens.get(at + 1).is_some_and(Token::is_mark));
        let end = end_of(tokens, lexicon, start.min(range.end)..range.end, 1);
        return (end > start).then(|| run(start..end, None));
    }
    let length = lexicon.at("title", tokens, at);
    if length == 0 {
        return told(tokens, lexicon, range).map(|name| run(name, Some(at - 1..at)));
    }
    let mut name = at + length;
    if name < range.end && lexicon.has("organisation", &tokens[name].lower) {
        name = organisation(tokens, lexicon, name..range.end);
    }
    while name < range.end && lexicon.has("adjective", &tokens[name].lower) {
        name += 1;
    }
    let title = Some(at..name);
    let mut start = name + usize::from(tokens.get(name).is_some_and(|token| token.text == "،"));
    start += usize::from(tokens.get(start).is_some_and(Token::is_mark));
    let named = start.min(range.end)..range.end;
    // Three words are a name where a sign or what is said follows them.
    let three = end_of(tokens, lexicon, named.clone(), 3);
    let closes =
        tokens.get(three).is_some_and(|next| next.text == "،" || lexicon.has("that", &next.lower));
    let end = if closes { three } else { end_of(tokens, lexicon, named, 2) };
    (end > start).then(|| run(start..end, title))
}

/// A name of one or two words between a verb of speech and what is said.
fn told(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>) -> Option<Range<usize>> {
    let at = range.start;
    if at == 0 || lexicon.at("says", tokens, at - 1) != 1 {
        return None;
    }
    let end = end_of(tokens, lexicon, range, 2);
    let next = tokens.get(end)?;
    let is_followed = next.text == "،" || lexicon.has("that", &next.lower);
    (is_followed && end > at && end - at < 3).then_some(at..end)
}

/// The end of an organisation: a noun, and the words with an article that go with it.
fn organisation(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>) -> usize {
    let mut end = range.start + 1;
    while end < range.end.min(range.start + 4)
        && tokens[end].lower.starts_with("ال")
        && !lexicon.has("time", &tokens[end].lower)
    {
        end += 1;
    }
    end
}

/// The end of a name of a few words.
fn end_of(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>, most: usize) -> usize {
    let mut end = range.start;
    let mut left = most;
    while end < range.end && left > 0 {
        let word = &tokens[end];
        let mut letters = word.lower.chars();
        // A verb in the future: `سيجري`.
        let future = end > range.start
            && !word.is_quoted
            && letters.next() == Some('س')
            && letters.next().is_some_and(|c| matches!(c, 'ي' | 'ت' | 'ن'));
        let ends = [
            "stop",
            "says",
            "clause",
            "adjective",
            "denies",
            "organisation",
            "place",
            "title",
            "thinks",
        ];
        if future
            || !word.is_word
            || word.is_number()
            || ends.iter().any(|list| lexicon.has(list, &word.lower))
        {
            break;
        }
        left -= usize::from(!lexicon.has("join", &word.lower));
        end += 1;
    }
    end
}
