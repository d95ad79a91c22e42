//! Where a name begins and ends in a run of capitalised words, and which words by themselves are none.

use std::ops::Range;

use super::{Run, Scan};
use crate::suggest::german::{is_abstract, is_body};
use crate::suggest::tokens::Token;

/// A quotation of so many words is a sentence and no name.
const LONG: usize = 6;

impl Scan<'_> {
    /// Where a run begins without small words, dates and what only says what kind of thing it is.
    pub(super) fn opening(
        &self,
        run: Range<usize>,
        sentence: &Range<usize>,
        is_initial: bool,
    ) -> usize {
        let Range { mut start, end } = run.clone();
        // `en Le Soir`, `a La Habana`: an article in capitals is of the name.
        let romance = self.lexicon.is_romance();
        let own_article = romance
            && end > start + 1
            && start > sentence.start
            && self.tokens[start - 1].is_word
            && !self.has("stop", start + 1)
            && self.has("the", start);
        while start < end
            && !own_article
            && (self.has("stop", start)
                && !self.tokens[start].is_acronym()
                && (is_initial || self.has("the", start) || run.len() == 1)
                || self.has("time", start))
        {
            start += 1;
        }
        // `in der Hauptstadt Berlin`, `der Baukonzern Nord`: every German noun has a capital letter.
        let points =
            ["settlement", "medium", "report", "thing"].iter().any(|list| self.has(list, start))
                || !self.tokens[start.min(end - 1)].text.contains('-')
                    && self.lexicon.ends_in("medium", self.lower(start));
        // `Газета Nord`
        let is_latin =
            |at: usize| self.tokens[at].text.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_apart =
            end > start + 1 && self.lexicon.is("ru") && is_initial && is_latin(start + 1);
        if end > start + 1 && points && (self.lexicon.is("de") || is_apart) {
            start += 1;
        }
        // `Economist Ann Harrow called …`: in front of a name of two words or more.
        let says_who = ["person", "role"].iter().any(|list| self.has(list, start));
        let opens = is_initial && end > start + 2 && says_who && self.title(start) == 0;
        if opens && self.lexicon.has_case() && !self.is_kind(start..end) {
            start += 1;
        }
        // `Minister of Industry and Commerce Ann Harrow`.
        while end > start + 2
            && self.has("modifier", start)
            && start > sentence.start
            && (self.has("and", start - 1) || self.has("linking", start - 1))
            && !self.has("organisation", end - 1)
            && self.title(start) == 0
        {
            start += 1;
        }
        start
    }

    /// A run without nations before a name that does not need them, and a country before another name by itself.
    pub(in crate::suggest) fn parts(
        &self,
        run: Range<usize>,
        mut is_initial: bool,
        runs: &mut Vec<Run>,
    ) {
        let Range { mut start, mut end } = run;
        while end > start && !self.is_capital(end - 1) && self.has("the", end - 1) {
            end -= 1;
        }
        // `Staatsanwaltschaft Ermittlungen`: in German what a body does stands right behind it.
        let is_done = |at: usize| is_abstract(self.lower(at)) && self.lower(at).ends_with("en");
        while end > start + 1 && is_body(self.lexicon, self.lower(start)) && is_done(end - 1) {
            end -= 1;
        }
        // `Frankreichs Häfen`: in German a country in the genitive, and what it has.
        let country = self.lower(start).strip_suffix('s').filter(|_| self.lexicon.is("de"));
        if end > start + 1 && country.is_some_and(|country| self.lexicon.place(country).is_some()) {
            return runs.push(Run::of(start..start + 1, is_initial));
        }
        // `Krieg Russlands`: and what is of it.
        let country = self.lower(end - 1).strip_suffix('s').filter(|_| self.lexicon.is("de"));
        let is_of_country = country.is_some_and(|country| self.lexicon.place(country).is_some());
        if end == start + 2 && is_of_country && !self.is_kind(start..end) {
            return runs.push(Run::of(start + 1..end, false));
        }
        // `Acting U.S. Attorney`
        while end > start + 1 && self.has("modifier", start) && self.is_known_place(start + 1..end)
        {
            (start, is_initial) = (start + 1, false);
        }
        let generic = |range: Range<usize>| range.into_iter().all(|at| self.has("unit", at));
        while end - start > 1 && !generic(start + 1..end) && !self.is_known_place(start..end) {
            let of_kind = self.is_kind(start..end);
            let acronym = self.tokens[start].is_acronym() && !self.tokens[start + 1].is_mark();
            // `Свободе СМИ`: a word that begins a sentence before letters.
            let russian = self.lexicon.is("ru") && is_initial && !acronym;
            if russian && (start + 1..end).all(|at| self.tokens[at].is_acronym()) {
                (start, is_initial) = (start + 1, false);
                continue;
            }
            // `à l'AFP Anne Harrow`: an agency and who spoke to it.
            let agency = acronym && self.has("named", start) && end - start > 2 && !of_kind;
            let place = self.lexicon.place(&self.key(start..start + 1)).is_some();
            // Before a Russian name stand a country in the genitive and letters: `МИД РФ Мария …`.
            let apart = agency || acronym && place || self.lexicon.is("ru") && (place || acronym);
            if apart {
                runs.push(Run::of(start..start + 1, is_initial));
            } else if !self.is_adjective(start) || of_kind {
                break;
            }
            (start, is_initial) = (start + 1, false);
        }
        if end <= start || end - start == 1 && (self.is_adjective(start) || self.is_bare(start)) {
            return;
        }
        runs.push(Run::of(start..end, is_initial));
    }

    fn is_known_place(&self, range: Range<usize>) -> bool {
        self.lexicon.place(&self.key(range)).is_some()
    }

    /// Whether a word alone is no name: a single letter, a title, an era, or a thing like `Radio`.
    fn is_bare(&self, at: usize) -> bool {
        let letter = self.tokens[at].text.chars().filter(|c| c.is_alphanumeric()).count() < 2;
        // `II. The Spring`, and the initials of who asks in an interview: `SB: Why?`
        let text = self.tokens[at].text;
        let numeral = text.len() > 1 && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let asks = text.chars().count() == 2
            && self.tokens[at].is_acronym()
            && self.tokens.get(at + 1).is_some_and(|next| next.text == ":");
        // `Southwest 117th Avenue`
        let next = self.tokens.get(at + 1);
        let is_half = self.has("place", at) && at > 0 && self.tokens[at - 1].is_number()
            || self.has("direction", at) && next.is_some_and(Token::is_number);
        letter
            || is_half
            || numeral
            || asks
            || ["title", "era", "abstract"].iter().any(|list| self.has(list, at))
            || self.has("modifier", at) && !self.tokens[at].is_acronym()
    }

    /// Whether a token has its capital letter from the beginning of a sentence or a quotation.
    pub(super) fn is_initial(&self, at: usize, sentence: &Range<usize>) -> bool {
        let before = sentence.start..at;
        let opens = |at: usize| !self.tokens[at].is_word;
        let quoted = before.clone().next_back().is_some_and(|mark| {
            let says = mark.checked_sub(1).is_none_or(|at| !self.tokens[at].is_word);
            // `said “They will go home now”`, and not `the “New Harbour Army”`.
            let inside = self.tokens[at..].iter().take_while(|token| !token.is_mark());
            let long = inside.filter(|token| token.is_word).take(LONG).count() == LONG;
            self.tokens[mark].is_mark() && self.tokens[at].is_quoted && (says || long)
        });
        // German sentences begin with a capital letter behind a colon too, and a turn does behind who speaks: `HARROW: Right.`
        let colon = before.end.checked_sub(1).filter(|&colon| {
            let turns = || self.tokens[sentence.start..colon].iter().all(Token::is_acronym);
            colon > sentence.start
                && self.tokens[colon].text == ":"
                && (self.lexicon.is("de") || turns())
        });
        let is_first = self.text.over_opening(sentence.start, self.lexicon) == at;
        before.into_iter().all(opens) || quoted || colon.is_some() || is_first
    }
}
