//! Who is said to have said what: verbs of speech with their speakers, `according to`, refusals and silence.

use std::ops::Range;

use super::memory::Memory;
use super::phrases::Phrases;
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

/// A word or words of speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    /// Its first token.
    pub(super) at: usize,
    /// The token after it.
    pub(super) end: usize,
    /// The list that it stands in.
    pub(super) list: &'static str,
}

/// The lists of words that tell of speech, those that are looked for first first.
const LISTS: [&str; 10] = [
    "silence",
    "silent",
    "declines",
    "retracts",
    "doubts",
    "denies",
    "according",
    "tells",
    "says",
    "thinks",
];

/// Everything that is attributed in a text, in order.
pub(super) fn said(phrases: &Phrases) -> Vec<Said> {
    let mut memory = Memory::default();
    let mut all: Vec<Said> = Vec::new();
    let mut quoting: Option<(String, Vec<String>)> = None;
    let mut pending: Vec<Range<usize>> = Vec::new();
    for (sentence, begins) in phrases.text.sentences.iter().zip(&phrases.text.begins) {
        // A quotation that is not closed goes on in the next paragraph.
        let is_open = sentence.start.checked_sub(1).is_some_and(|before| {
            let before = &phrases.tokens[before];
            before.is_quoted && !before.is_mark()
        });
        if *begins && !is_open {
            quoting = None;
            pending.clear();
        }
        let mut found = Clause { phrases, sentence: sentence.clone(), memory: &memory }.said();
        if let (Some((by, _)), Some(first)) = (&quoting, found.first_mut())
            && goes_on(phrases, sentence)
            && first.is_quotation
            && first.by.as_ref() != Some(by)
        {
            // `…, the agency reports` behind more of the same quotation.
            first.via.splice(0..0, first.by.replace(by.clone()));
        }
        if found.is_empty() && is_quoted(phrases, sentence) {
            match &quoting {
                Some((by, via)) => all.push(quotation(phrases, sentence, by, via)),
                None => pending.push(sentence.clone()),
            }
            continue;
        }
        // `“…,” she said in an interview with them. “…,” she added.`
        let relay = quoting.take();
        if let Some(said) = found.iter_mut().find(|said| said.is_quotation)
            && let Some(by) = said.by.clone()
        {
            if let Some((_, via)) = relay.filter(|(last, _)| said.via.is_empty() && *last == by) {
                said.via = via;
            }
            let via = said.via.clone();
            all.extend(pending.drain(..).map(|sentence| quotation(phrases, &sentence, &by, &via)));
            quoting = Some((by, via));
        } else if found.is_empty() {
            quoting = relay;
        }
        // Of several, a pronoun means who is named first, and never a place.
        for mention in phrases.names.within(sentence).iter().rev() {
            let is_subject = mention.tokens.start <= sentence.start + 2;
            let speaks =
                ["person", "organisation"].iter().any(|kind| phrases.names.is(mention, kind));
            if (is_subject || found.is_empty()) && speaks {
                memory.note(&phrases.names.entity(mention).name, phrases);
            }
        }
        if let Some(name) = phrases.subject_before(sentence, sentence.end) {
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
    all
}

/// Whether a sentence begins inside of a quotation that was opened before it.
fn goes_on(phrases: &Phrases, sentence: &Range<usize>) -> bool {
    phrases.tokens.get(sentence.start).is_some_and(|token| token.is_quoted && token.is_word)
}

/// Whether all words of a sentence stand in quotation marks.
fn is_quoted(phrases: &Phrases, sentence: &Range<usize>) -> bool {
    let mut words =
        phrases.tokens[sentence.clone()].iter().filter(|token| token.is_word).peekable();
    words.peek().is_some() && words.all(|token| token.is_quoted)
}

fn quotation(phrases: &Phrases, sentence: &Range<usize>, by: &str, via: &[String]) -> Said {
    let content = trimmed(phrases, sentence.clone());
    Said {
        by: Some(by.to_owned()),
        via: via.to_vec(),
        basis: None,
        stance: Stance::Asserts,
        content,
        aside: 0..0,
        is_quotation: true,
        is_aside: false,
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
    let opens = marks().next_back().is_some_and(|at| !phrases.tokens[at].is_quoted);
    let closes = marks().next().is_some_and(|at| phrases.tokens[at].is_quoted);
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
        for cue in self.cues() {
            let mut memory_here = memory.clone();
            if let Some(name) = self.phrases.subject_before(&self.sentence, cue.at)
                && found.is_empty()
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
            if said.content.len() < 2 {
                continue;
            }
            if let Some(by) = &said.by {
                memory.note(by, self.phrases);
            }
            let opens =
                matches!(cue.list, "says" | "tells" | "thinks") && said.content.start > cue.end;
            take(&mut found, Found { said, subject, opens }, cue);
        }
        found.into_iter().map(|found| found.said).collect()
    }

    /// The words of speech of the sentence that do not stand in quotation marks.
    fn cues(&self) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            let token = &self.phrases.tokens[at];
            let cue = (!token.is_quoted && token.is_word).then(|| {
                LISTS.iter().find_map(|list| {
                    let length = self.phrases.at(list, at);
                    let fits = length > 0 && at + length <= self.sentence.end;
                    (fits && (length > 1 || self.is_verb(at, list))).then_some(Cue {
                        at,
                        end: at + length,
                        list,
                    })
                })
            });
            let thus = self.phrases.has("thus", at)
                && at > self.sentence.start
                && !self.phrases.tokens[at - 1].is_word
                && (self.phrases.mention_at(at + 1).is_some() || self.phrases.has("the", at + 1));
            let thus = thus.then_some(Cue { at, end: at + 1, list: "says" });
            let cue = cue.flatten().or(thus).or_else(|| {
                let length = self.phrases.at("after", at);
                (length > 0).then_some(Cue { at, end: at + length, list: "after" })
            });
            at = cue.map_or(at + 1, |cue| cue.end);
            cues.extend(cue);
        }
        cues
    }

    /// Whether a word is a verb that says that somebody spoke.
    fn is_verb(&self, at: usize, list: &str) -> bool {
        if list == "according" || list == "silence" {
            return true;
        }
        let inside = self.phrases.names.cover(at);
        let mut before = at;
        while before > self.sentence.start && self.phrases.is_adverb(before - 1) {
            before -= 1;
        }
        let unsaid = before > self.sentence.start && self.phrases.has("unsaid", before - 1);
        // `reports` and `claims` are nouns as well.
        let named = self.phrases.names.around(before).any(|mention| mention.tokens.end == before);
        // `denied reports that …`: what a verb of speech has behind it is no other one.
        let object = (before.saturating_sub(3).max(self.sentence.start)..before).any(|before| {
            self.phrases.tokens[before].is_word
                && self.phrases.speaks(before)
                && !self.phrases.has("report", before)
                && !self.phrases.has("clause", before)
                && (before + 1..at).all(|at| {
                    let token = &self.phrases.tokens[at];
                    token.is_word
                        && !self.phrases.has("and", at)
                        && self.phrases.at("that", at) == 0
                })
        });
        let who = before > self.sentence.start && self.phrases.has("who", before - 1);
        let report = self.phrases.has("report", at);
        let noun = report && !who && (object || !named && !self.phrases.has("that", at + 1));
        !inside && !unsaid && !noun
    }
}

/// What a cue told.
struct Found {
    said: Said,
    subject: Range<usize>,
    /// Whether another may speak in what is said.
    opens: bool,
}

/// Takes what one more cue told; who passes on what another says is a relay.
fn take(found: &mut Vec<Found>, mut next: Found, cue: Cue) {
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
        content.start < inner.said.content.start && inner.said.content.start < content.end
    };
    if cue.at >= content.end {
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
