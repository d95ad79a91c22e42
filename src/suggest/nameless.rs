//! Who is meant by words that name nobody: `the minister`, `residents`; and which words mean nobody at all.

use std::ops::Range;

use super::german::nominative;
use super::memory::Memory;
use super::phrases::Phrases;
use super::russian::{is_in_genitive, of_genitive};
use super::speakers::LONGEST;
use super::tokens::Token;

impl Phrases<'_> {
    /// Who is meant by a phrase in which nobody is named as the speaker.
    pub(super) fn unnamed(&self, phrase: Range<usize>, memory: &Memory) -> Option<String> {
        let Range { start, end } = phrase;
        let is_noun = (start..end).any(|at| self.tokens[at].is_word && !self.has("stop", at));
        let article = start.checked_sub(1).map_or("", |before| &self.tokens[before].lower);
        // `the statement said`: of whoever spoke before; `the study said` is of others.
        if end - start == 1 && self.has("utterance", start) && article == "the" {
            return memory.other.clone();
        }
        if self.is_mute(&phrase) {
            return None;
        }
        if let Some(name) = self.described(&(start..end)) {
            return Some(name);
        }
        // `Глава порта во время форума`: when and where somebody spoke is not who did.
        let aside = (start + 1..end).find(|&at| {
            let small = self.has("in", at) || self.has("on", at);
            small && self.lexicon.is("ru") && (start..at).any(|at| self.is_role(at))
        });
        if let Some(aside) = aside {
            return self.speaker(start..aside, memory);
        }
        // `a d'entrée de jeu`, `die von Ann Harrow einen Damm`: not the words for somebody.
        let inner = self.names.within(&(start..end)).iter().any(|one| {
            self.names.is(one, "person")
                && one.tokens.end < end
                && !self.tokens[one.tokens.end - 1].owns
        });
        if self.is_no_noun(&phrase) {
            return None;
        }
        let small = ["aux", "clause", "lead", "adverb"].iter().any(|list| self.at(list, start) > 0);
        if self.lexicon.has_case() && !self.lexicon.is("en") && (inner || small) {
            return None;
        }
        // `Un estudio publicado en marzo`: when and where a report stands is not who speaks.
        let made = |at: &usize| {
            self.lexicon.is_participle(&self.tokens[*at].lower) || self.is_published(*at)
        };
        let end = (start + 1..end).find(made).filter(|_| self.has("report", start)).unwrap_or(end);
        let germanic = self.lexicon.is("en") || self.lexicon.is("de");
        let has_article = || start.checked_sub(1).is_some_and(|before| self.has("the", before));
        let is_one =
            matches!(article, "a" | "an" | "the") || self.lexicon.is("de") && has_article();
        let bare = end - start == 1 && self.has("report", start) && germanic && !is_one;
        let is_short = end - start <= LONGEST && !bare;
        (is_noun && is_short && !self.has("he", start) && !self.tokens[start].is_number())
            .then(|| self.nominative(start..end))
    }

    /// Whether words are no noun: `pour survivre`, `к ответственности`, `also dazu gedacht`.
    fn is_no_noun(&self, phrase: &Range<usize>) -> bool {
        let first = &self.tokens[phrase.start];
        let has_article =
            || phrase.start.checked_sub(1).is_some_and(|before| self.has("the", before));
        let infinitives: &[&str] = match () {
            () if self.lexicon.is("fr") => &["er", "ir", "oir", "dre", "vre", "tre", "ire"],
            () if self.lexicon.is("it") => &["are", "ere", "ire"],
            () if self.lexicon.is_romance() => &["ar", "er", "ir"],
            () => &[],
        };
        let is_infinitive = infinitives.iter().any(|end| first.lower.ends_with(end));
        let prepositions =
            ["к", "ко", "о", "об", "у", "за", "от", "при", "над", "под", "без", "для", "до", "из"];
        let is_led = self.lexicon.is("ru") && prepositions.contains(&&*first.lower);
        let is_bare = || !self.tokens[phrase.clone()].iter().any(|token| token.is_capital);
        let is_small = !first.is_capital && !self.is_role(phrase.start);
        is_small && is_infinitive && !has_article()
            || is_led
            || self.lexicon.is("de") && phrase.len() > 1 && is_bare()
    }

    /// Whether a phrase means a thing, which says nothing: `the notice`, `tradition`; `the radio` does, and `radio` does not.
    pub(super) fn is_mute(&self, phrase: &Range<usize>) -> bool {
        let Range { start, end } = *phrase;
        let is_small = |at: &usize| ["in", "linking"].iter().any(|list| self.has(list, *at));
        let english = self.lexicon.is("en");
        let head = (start + 1..end).find(is_small).unwrap_or(end) - 1;
        // `hohe Kosten`: a German noun has a capital letter.
        let noun = |at: &usize| self.lexicon.is("de") && self.tokens[*at].is_capital;
        let head = if english { head } else { (start..end).find(noun).unwrap_or(start) };
        let is_bare = english
            && end - start == 1
            && !start.checked_sub(1).is_some_and(|before| self.has("the", before));
        let speaks = ["report", "organisation", "body", "voice"];
        self.lexicon.ends_in("abstract", &self.tokens[head].lower)
            && !self.is_role(head)
            && (is_bare || !speaks.iter().any(|list| self.has(list, head)))
    }

    /// The words of a phrase with its noun in the nominative: of `des Ministeriums`, `Ministerium`; of `по данным
    /// министерства`, `министерство`.
    fn nominative(&self, phrase: Range<usize>) -> String {
        let words = self.text.words(phrase.clone());
        if is_in_genitive(self.lexicon, self.tokens, phrase.start) {
            return of_genitive(&words).unwrap_or(words);
        }
        let before = phrase.start.checked_sub(1).map(|at| &*self.tokens[at].lower);
        let noun = self.tokens[phrase.start].text;
        matches!(before, Some("des" | "eines"))
            .then(|| nominative(self.lexicon, noun))
            .flatten()
            .map_or(words.clone(), |bare| format!("{bare}{}", &words[noun.len()..]))
    }

    /// The one person of the text whom words describe: `the minister`, `the finance minister`, where one is named.
    fn described(&self, phrase: &Range<usize>) -> Option<String> {
        let (first, last) = (phrase.start, phrase.end - 1);
        let article = if self.lexicon.has_case() { "" } else { "ال" };
        let bare = |token: &Token| token.lower.strip_prefix(article).map(str::to_owned);
        let words: Vec<String> =
            self.tokens[phrase.clone()].iter().map(bare).collect::<Option<_>>()?;
        let before = first.checked_sub(1).map_or("", |before| &self.tokens[before].lower);
        let indefinite = ["a", "an", "ein", "eine", "un", "une", "una", "uno"].contains(&before);
        if indefinite || !self.is_role(last) && !self.has("title", last) {
            return None;
        }
        let is_so =
            |one: &str, word: &str| one == word || self.lexicon.is("de") && one.ends_with(word);
        let mut people = self.names.entities.iter().filter(|entity| {
            let role = entity.role.as_deref().unwrap_or_default().to_lowercase();
            let small =
                |word: &str| ["of", "linking"].iter().any(|list| self.lexicon.has(list, word));
            // Of the `head of the harbour masters` it is the head.
            let head: Vec<&str> = role.split_whitespace().take_while(|word| !small(word)).collect();
            let has = |word: &String| head.iter().any(|one| is_so(one, word));
            entity.kind.as_deref() == Some("person") && words.iter().all(has)
        });
        let one = people.next().filter(|_| people.next().is_none())?;
        Some(one.name.clone())
    }
}
