//! Speech from sentence to sentence: what each attributes, and the quotations whose speaker stands before or behind them.

use std::collections::HashSet;
use std::ops::Range;

use super::carried::{
    answered, behind_colon, goes_on, is_open, is_quoted, is_subjunctive, labelled, quotation,
    speaker_of, states,
};
use super::cues::Cue;
use super::memory::Memory;
use super::phrases::Phrases;
use super::speech::{Clause, Said};
use super::tokens::Text;
use crate::fold;

/// Everything that is attributed in a text, in order.
pub(super) fn said(phrases: &Phrases) -> Vec<Said> {
    let mut telling = Telling::of(phrases);
    for (sentence, begins) in phrases.text.sentences.iter().zip(&phrases.text.begins) {
        if *begins {
            telling.begin(sentence);
        }
        telling.read(sentence, *begins);
    }
    telling.finish()
}

/// What has been told up to a sentence.
struct Telling<'a> {
    phrases: &'a Phrases<'a>,
    memory: Memory,
    /// What is attributed.
    all: Vec<Said>,
    /// Quotations that nobody is said to have said.
    alone: Vec<Said>,
    /// Who is being quoted, and through whom.
    quoting: Option<(String, Vec<String>)>,
    /// Quotations whose speaker may follow.
    pending: Vec<Range<usize>>,
    /// `Die Brücke sei alt. Man müsse sie schließen, sagte Anna Harro.`
    indirect: Vec<Range<usize>>,
    /// Whether somebody spoke last of whom nothing tells who it is.
    is_lost: bool,
    /// Whether somebody spoke in the sentence before.
    is_said: bool,
    /// Who speaks in a paragraph of an interview, and where their words begin: `Ann Harrow: The bridge is old.`
    label: Option<(String, usize)>,
    /// Who spoke last, where nobody else has been spoken of since.
    speaker: Option<String>,
}

impl<'a> Telling<'a> {
    fn of(phrases: &'a Phrases<'a>) -> Self {
        Self {
            phrases,
            memory: Memory::default(),
            all: Vec::new(),
            alone: Vec::new(),
            quoting: None,
            pending: Vec::new(),
            indirect: Vec::new(),
            is_lost: false,
            is_said: false,
            label: None,
            speaker: None,
        }
    }

    /// Begins a paragraph, over which only an open quotation goes on.
    fn begin(&mut self, sentence: &Range<usize>) {
        if !is_open(self.phrases, sentence) {
            self.quoting = None;
            self.indirect.clear();
            self.give_to_last();
        }
        self.memory.begin();
        self.label = labelled(self.phrases, sentence).or_else(|| answered(self.phrases, sentence));
    }

    /// Takes what a sentence tells.
    fn read(&mut self, sentence: &Range<usize>, begins: bool) {
        let phrases = self.phrases;
        if Text::is_endless(sentence) || asks(phrases, sentence) {
            return;
        }
        let clause = Clause { phrases, sentence: sentence.clone(), memory: &self.memory };
        let cues = clause.cues();
        // `Sie teilte mit, der Damm sei sicher`: who is meant says it, and not who spoke before.
        let is_other = |cue: &Cue| {
            ["he", "she"].iter().any(|list| {
                phrases.has(list, cue.end)
                    || cue.at > sentence.start && phrases.has(list, cue.at - 1)
            })
        };
        let is_unspoken = cues.iter().any(|&cue| clause.is_unspoken(cue) || is_other(&cue));
        let mut found = clause.said(&cues);
        // `“Is it safe?” Ann Harrow asked.`
        if found.is_empty() && cues.iter().any(|cue| phrases.has("asking", cue.at)) {
            self.pending.clear();
            let is_asked = |said: &mut Said| {
                said.is_quotation
                    && said.content.end + 3 > sentence.start
                    && (said.content.end..sentence.start).any(|at| phrases.is(at, "?"))
            };
            self.all.pop_if(is_asked);
        }
        if let Some((by, _)) = &self.quoting {
            go_on(phrases, sentence, by, &mut found);
        }
        self.is_lost = found.is_empty() && (self.is_lost || cues.iter().any(is_other));
        if found.is_empty() && (self.is_quoted(sentence) || self.is_labelled(sentence)) {
            return;
        }
        found.extend(behind_colon(phrases, sentence, &found, &self.memory));
        if found.is_empty() && (is_unspoken || self.is_carried(sentence)) {
            return;
        }
        if found.is_empty() && begins && is_subjunctive(phrases, sentence) {
            self.indirect.push(sentence.clone());
        }
        self.give_indirect(&found);
        self.is_said = !found.is_empty();
        let last = found.iter().rev().find(|said| !said.is_aside);
        self.speaker = last.and_then(|said| said.by.clone()).or(self.speaker.take());
        self.quote(&mut found);
        self.note(sentence, &found);
        self.all.extend(found);
    }

    /// Everything, with the quotations of nobody in particular that do not stand in the text a second time.
    fn finish(mut self) -> Vec<Said> {
        self.give_to_last();
        // What is set off as a headline and stands in the text too is said once.
        let key = |said: &Said| fold::key(&self.phrases.text.words(said.content.clone()));
        let quotations = self.all.iter().filter(|said| said.is_quotation);
        let spoken: HashSet<String> = quotations.map(key).collect();
        let alone = self.alone.into_iter().filter(|said| !spoken.contains(&key(said)));
        self.all.extend(alone);
        self.all
    }

    /// Gives the quotations that nobody is said to have said to who spoke last.
    fn give_to_last(&mut self) {
        let by = self.memory.person.as_deref().filter(|_| !self.is_lost);
        self.is_lost = false;
        let quoted = self
            .pending
            .drain(..)
            .filter_map(|one| Some(quotation(self.phrases, &one, by?, &[], true)));
        self.alone.extend(quoted);
    }

    /// Whether a sentence is nothing but a quotation: of who is being quoted, or of somebody who may follow.
    fn is_quoted(&mut self, sentence: &Range<usize>) -> bool {
        if !is_quoted(self.phrases, sentence) {
            return false;
        }
        match &self.quoting {
            Some((by, via)) => {
                self.all.push(quotation(self.phrases, sentence, by, via, true));
            }
            None => self.pending.push(sentence.clone()),
        }
        true
    }

    /// Whether a sentence is of who speaks in a paragraph of an interview.
    fn is_labelled(&mut self, sentence: &Range<usize>) -> bool {
        let Some((by, first)) = &self.label else { return false };
        let words = sentence.start.max(*first)..sentence.end;
        if states(self.phrases, &words) {
            self.all.push(quotation(self.phrases, &words, by, &[], true));
        }
        self.memory.note_named(self.phrases, sentence, false);
        self.memory.note(by, self.phrases);
        true
    }

    /// Whether a sentence goes on with indirect speech.
    fn is_carried(&mut self, sentence: &Range<usize>) -> bool {
        let last = self.speaker.clone().or(self.memory.last());
        let by = speaker_of(self.phrases, sentence, last, self.is_said);
        let said = by.map(|by| quotation(self.phrases, sentence, &by, &[], false));
        let is_carried = said.is_some();
        self.all.extend(said);
        is_carried
    }

    /// Gives the indirect speech before a sentence to who speaks first in it.
    fn give_indirect(&mut self, found: &[Said]) {
        let Some(by) = found.first().and_then(|said| said.by.as_deref()) else { return };
        let said = self.indirect.drain(..);
        self.all.extend(said.map(|words| quotation(self.phrases, &words, by, &[], false)));
    }

    /// Lets who is quoted in a sentence be quoted from there on, and gives them the quotations before it.
    fn quote(&mut self, found: &mut [Said]) {
        let relay = self.quoting.take();
        if let Some(said) = found.iter_mut().find(|said| said.is_quotation)
            && let Some(by) = said.by.clone()
        {
            // `“…,” she said in an interview with them. “…,” she added.`
            if let Some((_, via)) = relay.filter(|(last, _)| said.via.is_empty() && *last == by) {
                said.via = via;
            }
            let via = said.via.clone();
            let of_them = |sentence| quotation(self.phrases, &sentence, &by, &via, true);
            self.all.extend(self.pending.drain(..).map(of_them));
            self.quoting = Some((by, via));
        } else if found.is_empty() {
            self.quoting = relay;
        } else {
            self.give_to_last();
        }
    }

    /// Remembers who is named in a sentence and who speaks in it.
    fn note(&mut self, sentence: &Range<usize>, found: &[Said]) {
        let phrases = self.phrases;
        self.memory.note_named(phrases, sentence, found.is_empty());
        // `There she met Ann Harrow`: who stands behind a pronoun is not the one who is spoken of.
        let is_subject = |at: &usize| phrases.has("subject", *at) && !phrases.tokens[*at].is_quoted;
        let limit = sentence.clone().find(is_subject).unwrap_or(sentence.end);
        if let Some(name) = phrases.subject_before(sentence, limit) {
            self.speaker = self.speaker.take().filter(|_| !found.is_empty());
            self.memory.note(name, phrases);
        }
        // Who speaks in a clause about another does not become the one who is spoken of.
        for said in found.iter().filter(|said| !said.is_aside) {
            if let Some(by) = &said.by {
                self.memory.note(by, phrases);
            }
        }
    }
}

/// Whether a sentence asks who spoke, or whether somebody did: `Who said so?`, `Did Ann Harrow say so?`
fn asks(phrases: &Phrases, sentence: &Range<usize>) -> bool {
    let tokens = &phrases.tokens[sentence.clone()];
    let first = sentence.clone().find(|&at| phrases.tokens[at].is_word);
    let is_asked = tokens.iter().rev().take(2).any(|last| matches!(last.text, "?" | "؟"));
    let opens = |at: usize| {
        let lists = ["asks", "modal", "passive", "says"];
        lists.iter().any(|list| phrases.has(list, at)) && phrases.mention_at(at).is_none()
    };
    is_asked && first.is_some_and(|at| opens(at) && !phrases.tokens[at].is_quoted)
}

/// Lets who spoke before go on where a quotation does: behind more of it stands only `…, the agency reports`.
fn go_on(phrases: &Phrases, sentence: &Range<usize>, by: &str, found: &mut [Said]) {
    if let Some(first) = found.first_mut()
        && goes_on(phrases, sentence)
        && first.is_quotation
        && first.by.as_deref() != Some(by)
    {
        // `a government source` is `the source` later.
        let is_same = |other: &String| by.split(' ').any(|word| word == other);
        let other = first.by.replace(by.to_owned()).filter(|other| !is_same(other));
        first.via.splice(0..0, other);
    }
}
