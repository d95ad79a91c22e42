//! Who is said to have said what: verbs of speech with their speakers, `according to`, refusals and silence.

use std::collections::HashSet;
use std::ops::Range;

use super::carried::{
    behind_colon, goes_on, is_open, is_quoted, is_subjunctive, labelled, quotation, speaker_of,
};
use super::cues::Cue;
use super::memory::Memory;
use super::phrases::Phrases;
use crate::fold;
use crate::model::annotation::Stance;

/// What somebody is said to have said.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// Who.
    pub(super) by: Option<String>,
    /// Through whom, from the speaker to the text.
    pub(super) via: Vec<String>,
    /// What the speaker relies on.
    pub(super) basis: Option<String>,
    /// How the speaker stands to it.
    pub(super) stance: Stance,
    /// The words that say it.
    pub(super) content: Range<usize>,
    /// The words in them that say who speaks, with the commas around them.
    pub(super) aside: Range<usize>,
    /// Whether they are the speaker's own words.
    pub(super) is_quotation: bool,
    /// Whether they stand in a clause about somebody else: `the lawyer of Ann Harrow, who said …`.
    pub(super) is_aside: bool,
}

/// Everything that is attributed in a text, in order.
pub(super) fn said(phrases: &Phrases) -> Vec<Said> {
    let mut memory = Memory::default();
    let mut all: Vec<Said> = Vec::new();
    let mut alone: Vec<Said> = Vec::new();
    let mut quoting: Option<(String, Vec<String>)> = None;
    let mut pending: Vec<Range<usize>> = Vec::new();
    // `Die Brücke sei alt. Man müsse sie schließen, sagte Anna Harro.`
    let mut indirect: Vec<Range<usize>> = Vec::new();
    let mut is_said = false;
    // `Ann Harrow: The bridge is old.` in an interview.
    let mut label: Option<(String, usize)> = None;
    // Who spoke last, where nobody else has been spoken of since.
    let mut speaker: Option<String> = None;
    // A quotation that nobody is said to have said is of who spoke last.
    let last = |alone: &mut Vec<Said>, pending: &mut Vec<Range<usize>>, memory: &Memory| {
        let by = memory.person.as_deref();
        let quoted =
            pending.drain(..).filter_map(|one| Some(quotation(phrases, &one, by?, &[], true)));
        alone.extend(quoted);
    };
    for (sentence, begins) in phrases.text.sentences.iter().zip(&phrases.text.begins) {
        if *begins && !is_open(phrases, sentence) {
            quoting = None;
            indirect.clear();
            last(&mut alone, &mut pending, &memory);
        }
        if *begins {
            label = labelled(phrases, sentence);
        }
        let mut found = Clause { phrases, sentence: sentence.clone(), memory: &memory }.said();
        if let Some((by, _)) = &quoting {
            go_on(phrases, sentence, by, &mut found);
        }
        if found.is_empty() && is_quoted(phrases, sentence) {
            match &quoting {
                Some((by, via)) => all.push(quotation(phrases, sentence, by, via, true)),
                None => pending.push(sentence.clone()),
            }
            continue;
        }
        if let Some((by, first)) = label.as_ref().filter(|_| found.is_empty()) {
            let words = sentence.start.max(*first)..sentence.end;
            all.push(quotation(phrases, &words, by, &[], true));
            memory.note(by, phrases);
            continue;
        }
        found.extend(behind_colon(phrases, sentence, &found, &memory));
        if found.is_empty()
            && let Some(by) =
                speaker_of(phrases, sentence, speaker.clone().or(memory.last()), is_said)
        {
            all.push(quotation(phrases, sentence, &by, &[], false));
            continue;
        }
        if found.is_empty() && *begins && is_subjunctive(phrases, sentence) {
            indirect.push(sentence.clone());
        }
        let by = found.first().and_then(|said| said.by.as_deref());
        let of_them = |by: &str| {
            let said = indirect.iter().map(|words| quotation(phrases, words, by, &[], false));
            said.collect::<Vec<_>>()
        };
        all.extend(by.map(of_them).unwrap_or_default());
        if by.is_some() {
            indirect.clear();
        }
        is_said = !found.is_empty();
        let last_one = found.iter().rev().find(|said| !said.is_aside);
        speaker = last_one.and_then(|said| said.by.clone()).or(speaker);
        // `“…,” she said in an interview with them. “…,” she added.`
        let relay = quoting.take();
        if let Some(said) = found.iter_mut().find(|said| said.is_quotation)
            && let Some(by) = said.by.clone()
        {
            if let Some((_, via)) = relay.filter(|(last, _)| said.via.is_empty() && *last == by) {
                said.via = via;
            }
            let via = said.via.clone();
            let of_them = |sentence| quotation(phrases, &sentence, &by, &via, true);
            all.extend(pending.drain(..).map(of_them));
            quoting = Some((by, via));
        } else if found.is_empty() {
            quoting = relay;
        } else {
            last(&mut alone, &mut pending, &memory);
        }
        memory.note_named(phrases, sentence, found.is_empty());
        if let Some(name) = phrases.subject_before(sentence, sentence.end) {
            speaker = speaker.filter(|_| !found.is_empty());
            memory.note(name, phrases);
        }
        // Who speaks in a clause about another does not become the one who is spoken of.
        for said in found.iter().filter(|said| !said.is_aside) {
            if let Some(by) = &said.by {
                memory.note(by, phrases);
            }
        }
        all.extend(found);
    }
    last(&mut alone, &mut pending, &memory);
    // What is set off as a headline and stands in the text too is said once.
    let key = |said: &Said| fold::key(&phrases.text.words(said.content.clone()));
    let spoken: HashSet<String> = all.iter().filter(|said| said.is_quotation).map(key).collect();
    all.extend(alone.into_iter().filter(|said| !spoken.contains(&key(said))));
    all
}

/// Lets who spoke before go on where a quotation does: behind more of it stands only `…, the agency reports`.
fn go_on(phrases: &Phrases, sentence: &Range<usize>, by: &str, found: &mut [Said]) {
    if let Some(first) = found.first_mut()
        && goes_on(phrases, sentence)
        && first.is_quotation
        && first.by.as_deref() != Some(by)
    {
        first.via.splice(0..0, first.by.replace(by.to_owned()));
    }
}

/// A range without the signs around it.
pub(super) fn trimmed(phrases: &Phrases, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range.clone();
    let is_word = |at: usize| {
        phrases.tokens[at].is_word || matches!(phrases.tokens[at].text, "$" | "€" | "£" | "(")
    };
    while start < end && !is_word(start) {
        start += 1;
    }
    while end > start
        && !phrases.tokens[end - 1].is_word
        && !matches!(phrases.tokens[end - 1].text, "%" | ")")
    {
        end -= 1;
    }
    marked(phrases, start..end, &range)
}

/// A range with the second of two quotation marks of which it holds the first: `the “New Harbour Army.”`
fn marked(phrases: &Phrases, range: Range<usize>, limit: &Range<usize>) -> Range<usize> {
    let Range { start, end } = range.clone();
    let marks = || range.clone().filter(|&at| phrases.tokens[at].is_mark());
    // The mark that closes a quotation is counted to it, the one that opens it is not.
    let count = |sign: &str| marks().filter(|&at| phrases.tokens[at].text == sign).count();
    // `«Он «Северный» и старый»`: inner marks come in pairs.
    let pairs = count("«") > 0 && count("«") == count("»");
    let opens = marks().next_back().is_some_and(|at| !phrases.tokens[at].is_quoted) && !pairs;
    let closes = marks().next().is_some_and(|at| phrases.tokens[at].is_quoted) && !pairs;
    let sign = |&at: &usize| !phrases.tokens[at].is_word;
    let after = (end..limit.end).take_while(sign).find(|&at| phrases.tokens[at].is_mark());
    let before = (limit.start..start).rev().take_while(sign);
    let before = before.into_iter().find(|&at| phrases.tokens[at].is_mark());
    before.filter(|_| closes).unwrap_or(start)..after.filter(|_| opens).map_or(end, |at| at + 1)
}

/// A sentence in which speech is looked for.
pub(super) struct Clause<'a> {
    /// The text.
    pub(super) phrases: &'a Phrases<'a>,
    /// The sentence.
    pub(super) sentence: Range<usize>,
    /// Who spoke before.
    pub(super) memory: &'a Memory,
}

/// The speaker of a cue, and where their phrase stands.
pub(super) struct Subject {
    /// The speaker; nothing for nobody in particular.
    pub(super) by: Option<String>,
    /// The words that say who.
    pub(super) phrase: Range<usize>,
}

impl Clause<'_> {
    fn said(&self) -> Vec<Said> {
        let mut found: Vec<Found> = Vec::new();
        let mut memory = self.memory.clone();
        let is_indirect = is_subjunctive(self.phrases, &self.sentence);
        for cue in self.cues() {
            let mut memory_here = memory.clone();
            if let Some(name) = self.phrases.subject_before(&self.sentence, cue.at)
                && found.is_empty()
                && !(is_indirect && self.is_of_another(cue))
                && (cue.list != "according" || self.phrases.lexicon.is("es"))
            {
                memory_here.note(name, self.phrases);
            }
            let here = Clause {
                phrases: self.phrases,
                sentence: self.sentence.clone(),
                memory: &memory_here,
            };
            let carried = found.last().and_then(|found| found.said.by.clone());
            let Some((said, subject)) = here.attribution(cue, carried) else { continue };
            // `Об этом он сказал в Киеве, пишет газета`: what he said stands before.
            let retold = said.content.start == self.sentence.start
                && self.phrases.at("thereof", said.content.start) > 0;
            // `wrote the study “…”`: who makes a work says nothing.
            let mut first = said.content.clone().take(4);
            let retold = retold || first.any(|at| self.phrases.tokens[at].is_titled);
            if said.content.len() < 2 || retold {
                continue;
            }
            if let Some(by) = &said.by {
                memory.note(by, self.phrases);
            }
            let is_person = self.phrases.names.entities.iter().any(|entity| {
                entity.kind.as_deref() == Some("person") && Some(&entity.name) == said.by.as_ref()
            });
            // `according to the agency, officials said …`: an agency passes on, a person speaks of others.
            let opens = matches!(cue.list, "says" | "tells" | "thinks")
                || cue.list == "according" && !is_person;
            let opens = opens && said.content.start > cue.end;
            take(&mut found, Found { said, subject, opens }, cue, is_person);
        }
        found.into_iter().map(|found| found.said).collect()
    }

    /// Whether a German pronoun behind the verb means who spoke before, and not whom the indirect speech is about:
    /// `Harro habe gelogen, meint er.`
    fn is_of_another(&self, cue: Cue) -> bool {
        let pronoun = ["he", "she"].iter().any(|list| self.phrases.has(list, cue.end));
        pronoun && self.memory.person.is_some()
    }
}

/// What a cue told.
struct Found {
    said: Said,
    subject: Range<usize>,
    /// Whether another may speak in what is said.
    opens: bool,
}

/// Takes what one more cue told; who passes on what another says is a relay, unless it is a person.
fn take(found: &mut Vec<Found>, mut next: Found, cue: Cue, is_person: bool) {
    // `He said he rejects …` is one statement.
    let again = found.last().is_some_and(|Found { said: outer, .. }| {
        outer.by == next.said.by && outer.content.contains(&cue.at)
    });
    if again && !next.said.is_quotation {
        return;
    }
    // `…, the agency reported` behind a sentence in which somebody speaks.
    let content = next.said.content.clone();
    let holds = |inner: &&mut Found| {
        let inside = &inner.said.content;
        content.start <= inside.start && inside.end < content.end && inner.said.is_quotation
            || content.start < inside.start && inside.start < content.end
    };
    if cue.at >= content.end && !is_person {
        let mut passed = false;
        for inner in found.iter_mut().filter(holds) {
            inner.said.via.extend(next.said.by.clone());
            inner.said.content.end = inner.said.content.end.min(content.end);
            passed = true;
        }
        if passed {
            return;
        }
    }
    if let Some(Found { said: outer, opens: true, .. }) = found.last()
        && outer.content.start <= next.subject.start
        && next.subject.start <= outer.content.start + 2
        && next.subject.end <= cue.at
    {
        next.said.via.extend(outer.by.clone());
        next.said.via.extend(outer.via.clone());
        found.pop();
    }
    let is_new = |other: &Found| other.said.content != content || other.said.by != next.said.by;
    if found.iter().all(is_new) {
        found.push(next);
    }
}
