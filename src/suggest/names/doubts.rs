//! Words with a capital letter that are no names, by what stands around them.

use super::{Group, Run};
use crate::suggest::lexicon::Lexicon;
use crate::suggest::tokens::{Text, Token};

/// Whether a comma stands behind a run: `Additionally, the bridge is closed.`
pub(super) fn has_comma(text: &Text, run: &Run) -> bool {
    text.tokens.get(run.tokens.end).is_some_and(|next| next.text == ",")
}

/// Whether a run stands alone on its line, or before a colon and what is no sentence: `Print Recipe`, `Prep Time: 10 minutes`.
pub(super) fn is_label(text: &Text, run: &Run) -> bool {
    let sentence = text.sentence_of(run.tokens.start);
    let ends = |token: &Token| matches!(token.text, "." | "!" | "?" | "…") || token.is_mark();
    let is_whole = run.tokens == sentence;
    let is_before = text.tokens.get(run.tokens.end).is_some_and(|next| next.text == ":");
    let is_sentence = text.tokens[sentence.clone()].last().is_some_and(ends);
    run.title.is_none()
        && (is_whole || is_before && run.tokens.start == sentence.start && !is_sentence)
}

/// Whether a word before a comma opens a sentence with a capital letter and names nobody: a Romance participle, a role.
pub(super) fn opens(text: &Text, lexicon: &Lexicon, run: &Run) -> bool {
    let word = &text.tokens[run.tokens.start].lower;
    let is_role = ["person", "role"].iter().any(|list| lexicon.has(list, word));
    run.is_initial
        && run.title.is_none()
        && has_comma(text, run)
        && (lexicon.is_participle(word) || is_role)
}

/// Whether a word can only begin a sentence: a Romance adverb, and a Russian word for those who speak, `Оппозиция`.
pub(super) fn is_opener(lexicon: &Lexicon, word: &str) -> bool {
    let is_adverb = lexicon.has_ending("-adverb", word) && word.chars().count() > 6;
    is_adverb || lexicon.is("ru") && lexicon.has("voice", word)
}

/// Whether a word in small letters stands behind a name that does not begin something else.
pub(super) fn goes_on(text: &Text, lexicon: &Lexicon, run: &Run) -> bool {
    let after = text.tokens.get(run.tokens.end);
    let small =
        ["stop", "clause", "in", "says", "thinks", "denies", "aux", "adverb", "and", "unsaid"];
    after.is_some_and(|after| {
        let is_small = small.iter().any(|list| lexicon.has(list, &after.lower));
        after.is_word && !after.is_capital && !is_small
    })
}

/// Whether an article or an adjective stands before each place of a German word: `in ihrer Rede`.
pub(super) fn is_common_noun(group: &Group, text: &Text, lexicon: &Lexicon) -> bool {
    let endings = ["e", "en", "er", "es", "em"];
    // `auf wiederholte Nachfrage`
    let is_led = |at: usize| {
        let before = at.checked_sub(1).map(|before| &*text.tokens[before].lower);
        before.is_some_and(|word| ["lead", "the"].iter().any(|list| lexicon.has(list, word)))
    };
    group.runs.iter().all(|run| {
        let before = run.tokens.start.checked_sub(1).map(|at| &text.tokens[at]);
        before.filter(|before| before.is_word).is_some_and(|before| {
            let word = &*before.lower;
            let adjective = !before.is_capital && endings.iter().any(|end| word.ends_with(end));
            // `auf Nachfrage`
            ["the", "inthe"].iter().any(|list| lexicon.has(list, word))
                || word == "auf"
                || adjective
                    && !lexicon.has("stop", word)
                    && (is_led(run.tokens.start - 1)
                        || lexicon.at("says", &text.tokens, run.tokens.start - 1) == 0)
        })
    })
}
