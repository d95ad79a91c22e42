//! Who is meant by the words that stand where a speaker does.

use std::ops::{ControlFlow, Range};

use super::memory::Memory;
use super::names::Mention;
use super::phrases::Phrases;
use super::tokens::Token;

/// The most words that describe somebody without a name.
pub(super) const LONGEST: usize = 9;

impl Phrases<'_> {
    /// Who is meant by a phrase; nothing where it means nobody in particular.
    pub(super) fn speaker(&self, phrase: Range<usize>, memory: &Memory) -> Option<String> {
        let phrase = self.trimmed(phrase);
        let Range { start, end } = phrase;
        if start >= end {
            return None;
        }
        if let ControlFlow::Break(meant) = self.by_pronoun(&phrase, memory) {
            return meant;
        }
        if self.is_part(start) {
            return None;
        }
        // `selon nos informations`: of the text itself.
        if self.has("ours", start) && self.has("report", start + 1) {
            return None;
        }
        if let Some(source) = self.source(&phrase) {
            return self.speaker(source, memory);
        }
        if let Some(nameless) = self.nameless(&phrase) {
            return Some(nameless);
        }
        if let Some(first) = self.of_somebody(&phrase) {
            return Some(self.names.entity(first).name.clone());
        }
        // `the Harbour Agency’s figures`, `Harbour Agency data`: who has made them.
        let maker = self.names.within(&phrase).last().filter(|one| {
            let behind = one.tokens.end;
            behind < end
                && self.names.is(one, "organisation")
                && (behind..end).all(|at| self.has("report", at))
        });
        if let Some(maker) = maker {
            return Some(self.names.entity(maker).name.clone());
        }
        // `Ann Harrow in a comment`: where and how somebody spoke is not who did.
        let person =
            self.names.within(&phrase).iter().rev().find(|one| self.names.is(one, "person"));
        if let Some(person) = person.filter(|one| one.tokens.end < end)
            && self.has("within", person.tokens.end)
            && !self.has("linking", person.tokens.end)
        {
            return self.speaker(start..person.tokens.end, memory);
        }
        let mentions = self.names.within(&phrase);
        if let Some(last) = mentions.last().filter(|mention| mention.tokens.end == end) {
            // `a spokesman in Beirut`: where somebody spoke is not who did.
            let place = last.tokens.start.checked_sub(1).filter(|&at| at > start);
            let is_at = |&at: &usize| self.has("within", at) && !self.has("linking", at);
            if let Some(at) = place.filter(|at| is_at(at) && self.names.is(last, "place")) {
                return self.speaker(start..at, memory);
            }
            return Some(self.named(&phrase, last));
        }
        // `Reuters news agency`, `Gerasimov himself`.
        let first = mentions.first().filter(|mention| mention.tokens.start == start);
        if let Some(first) = first
            && (first.tokens.end..end)
                .all(|at| self.has("medium", at) || self.is(at, "news") || self.has("group", at))
        {
            return Some(self.names.entity(first).name.clone());
        }
        self.unnamed(start..end, memory)
    }

    /// Who stands first in a phrase that says then whose they are: `Ann Harrow von der Hafenbehörde`.
    fn of_somebody(&self, phrase: &Range<usize>) -> Option<&Mention> {
        let name = phrase.start + self.at("title", phrase.start);
        let first = self.mention_at(name).filter(|one| self.names.is(one, "person"))?;
        let of = first.tokens.end;
        let lists: &[&str] = if self.lexicon.is("en") { &["of"] } else { &["from", "of", "lead"] };
        let is_of = of < phrase.end
            && self.lexicon.has_case()
            && !self.tokens[of - 1].owns
            && lists.iter().any(|list| self.has(list, of))
            && !self.has("and", of);
        is_of.then_some(first)
    }

    /// Whom a phrase means that is a pronoun or has one; goes on where none decides.
    fn by_pronoun(&self, phrase: &Range<usize>, memory: &Memory) -> ControlFlow<Option<String>> {
        let Range { start, end } = *phrase;
        // `In a letter he wrote`: what stands before a pronoun is not of who is meant.
        let is_pronoun = ["he", "she", "it", "they"].iter().any(|list| self.has(list, end - 1));
        if end - start > 1 && is_pronoun && self.mention_at(start).is_none() {
            return ControlFlow::Break(self.speaker(end - 1..end, memory));
        }
        // `она закончила проверку и заявила`, `sagte er leise`.
        let opens = ["he", "she", "they"].iter().any(|list| self.has(list, start));
        if end - start > 1 && opens && !self.lexicon.is("en") {
            return ControlFlow::Break(self.speaker(start..start + 1, memory));
        }
        if end - start > 1 {
            return ControlFlow::Continue(());
        }
        let pronoun = |list| self.has(list, start);
        if pronoun("he") || pronoun("she") {
            return ControlFlow::Break(memory.meant(pronoun("she"), self));
        }
        if pronoun("they") && memory.several.is_some() {
            return ControlFlow::Break(memory.several.clone());
        }
        if pronoun("it") || pronoun("they") {
            return ControlFlow::Break(memory.other.clone());
        }
        if self.has("stop", start) && self.mention_at(start).is_none() {
            return ControlFlow::Break(None);
        }
        ControlFlow::Continue(())
    }

    /// `fuentes de la fiscalía`: who has no name is not whom they are of.
    fn nameless(&self, phrase: &Range<usize>) -> Option<String> {
        let (nameless, called) = self.lexicon.sense("nameless", self.tokens, phrase.start);
        if nameless == 0 || !(2..=LONGEST).contains(&phrase.len()) {
            return None;
        }
        let first = &self.tokens[phrase.start];
        let called = if called == first.lower { first.text } else { called };
        Some([called, &self.text.words(phrase.start + 1..phrase.end)].join(" "))
    }

    /// Who speaks in a phrase that also says who asked, or in which report it stands.
    fn source(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let Range { start, end } = *phrase;
        // `Fuentes consultadas por Norte`: who asked them is not who speaks.
        let asked = (start + 2..end).find(|&at| {
            self.has("by", at) && self.lexicon.is_participle(&self.tokens[at - 1].lower)
        });
        let is_made = self.has("report", start) && !self.has("spokesperson", start);
        if let Some(by) = asked.filter(|_| !is_made) {
            return Some(start..by - 1);
        }
        if self.has("nameless", start) {
            return None;
        }
        let report =
            (start..end.min(start + 5)).find(|&at| self.has("report", at) && !self.is_named(at))?;
        // `radar data reviewed by the government`: who has seen it did not make it.
        let is_seen = |at: &usize| self.has("seen", *at);
        if let Some(seen) = (report + 1..end).find(is_seen) {
            return Some(start..seen);
        }
        let from = (report + 1..end)
            .find_map(|at| Some(at + self.at("from", at)).filter(|after| *after > at));
        // `a study published on Thursday in the journal Ice`
        let is_published = report == start && report + 1 < end && self.is_published(report + 1);
        let alone = is_published.then_some(start..start + 1);
        from.filter(|&from| from < end).map(|from| from..end).or(alone)
    }

    /// Who is meant by a phrase that ends in a name.
    fn named(&self, phrase: &Range<usize>, mention: &Mention) -> String {
        let entity = self.names.entity(mention);
        if self.names.is(mention, "person") && !self.lexicon.has_case() {
            return entity.name.clone();
        }
        // `les pompiers du Var`: a place that somebody is of does not speak.
        let head = (phrase.start..mention.tokens.start).any(|at| {
            self.is_role(at) || ["body", "organisation"].iter().any(|list| self.has(list, at))
        });
        if self.is_of_others(phrase, mention) {
            return self.text.words(phrase.clone());
        }
        let of = mention.tokens.start.wrapping_sub(1);
        let is_of = self.has("of", of) || self.has("from", of) || self.has("linking", of);
        let is_place = self.names.is(mention, "place") || entity.kind.is_none();
        if !self.lexicon.is("en") && is_place && head && is_of {
            return self.text.words(phrase.clone());
        }
        let mut before = mention.tokens.start;
        while before > phrase.start
            && (self.has("adjective", before - 1) || self.has("the", before - 1))
        {
            before -= 1;
        }
        let lead = self.lead(mention, phrase.start);
        if self.lexicon.is("en") && lead > phrase.start && self.at("for", lead - 1) > 0 {
            before = lead;
        }
        if self.names.is(mention, "person") && self.is_matter(phrase, lead, mention) {
            return entity.name.clone();
        }
        let heads = !self.lexicon.is("en")
            && (self.has("title", phrase.start) || self.has("person", phrase.start))
            && !self.has("spokesperson", phrase.start);
        if heads && entity.kind.as_deref() != Some("person") {
            return self.text.words(phrase.clone());
        }
        let belongs = before > phrase.start
            && (self.at("for", before - 1) > 0
                || self.tokens[before - 1].owns
                || self.has("of", before - 1) && !self.has("in", before - 1));
        if before <= phrase.start || !belongs || self.has("title", before - 1) {
            return entity.name.clone();
        }
        let is_role = (phrase.start..before).any(|at| self.has("role", at));
        let other = entity.kind.as_deref() != Some("person");
        if is_role && other {
            return entity.name.clone();
        }
        // `Norway's Harbour Co`: whose it is is no part of its name.
        let owner = self.names.within(&(phrase.start..before)).last();
        let of_place = owner.is_some_and(|owner| self.names.is(owner, "place"));
        if self.tokens[before - 1].owns && (self.has("person", before) || of_place) {
            return entity.name.clone();
        }
        self.text.words(phrase.clone())
    }

    /// Whether a Romance phrase means others of somebody: `L'équipe de campagne du candidat Anne Harro`.
    fn is_of_others(&self, phrase: &Range<usize>, mention: &Mention) -> bool {
        let first = phrase.start;
        let is_head = ["title", "person", "role", "adjective", "the", "medium", "modifier"]
            .iter()
            .any(|list| self.has(list, first));
        let depends = (first + 1..mention.tokens.start).any(|at| self.has("of", at));
        self.lexicon.is_romance()
            && depends
            && !is_head
            && !self.is_named(first)
            && self.names.is(mention, "person")
    }

    /// Whether what an English office is for stands before a name: `Secretary of Commerce Ann Harrow`.
    fn is_matter(&self, phrase: &Range<usize>, lead: usize, mention: &Mention) -> bool {
        self.lexicon.is("en")
            && lead >= phrase.start + 2
            && lead < mention.tokens.start
            && self.is(lead - 1, "of")
            && self.tokens[lead - 2].is_capital
            && self.has("title", lead - 2)
            && (lead..mention.tokens.start)
                .all(|at| self.tokens[at].is_capital || self.has("and", at) || self.has("the", at))
    }

    /// A phrase without the small words around it.
    fn trimmed(&self, phrase: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = phrase;
        let phrase_end = end;
        loop {
            let words = self.at("adverb", start);
            if words < 2 || start + words >= end {
                break;
            }
            start += words;
        }
        while start < end
            && self.mention_at(start).is_none()
            && (self.has("the", start) && !self.has("of", start + 1)
                || self.is_adverb(start)
                || !self.tokens[start].is_word
                || self.has("and", start))
        {
            start += 1;
        }
        while end > start
            && !self.is_named(end - 1)
            && !(self.tokens[end - 1].is_quoted && self.tokens[end - 1].is_word)
            && (["self", "honours"].iter().any(|list| self.has(list, end - 1))
                || self.is_adverb(end - 1)
                || !self.lexicon.is("en") && self.has("the", end - 1)
                || (end < phrase_end || self.lexicon.is("en")) && self.has("on", end - 1)
                || !self.tokens[end - 1].is_word)
        {
            end -= 1;
        }
        // `a statement last night`
        let when = (1..=3)
            .rev()
            .find(|&length| end > start + length && self.at("relative", end - length) == length);
        end -= when.unwrap_or(0);
        // `глава «Порта»`: a quotation mark that is opened is closed.
        let marks = || (start..end).rev().filter(|&at| self.tokens[at].is_mark());
        let opens = marks().next().is_some_and(|at| !self.tokens[at].is_quoted);
        let closes = end < phrase_end || self.tokens.get(end).is_some_and(Token::is_mark);
        start..end + usize::from(opens && closes && self.tokens[end].is_mark())
    }
}
