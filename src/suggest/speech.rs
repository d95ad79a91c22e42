//! Who is said to have said what: verbs of speech with their speakers, `according to`, refusals and silence.

use std::ops::Range;

use super::carried::{behind_colon, goes_on, is_quoted, quotation, speaker_of};
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
    let mut is_said = false;
    // Who spoke last, where nobody else has been spoken of since.
    let mut speaker: Option<String> = None;
    // A quotation that nobody is said to have said is of who spoke last.
    let last = |all: &mut Vec<Said>, pending: &mut Vec<Range<usize>>, memory: &Memory| {
        let by = memory.person.as_deref();
        let quoted =
            pending.drain(..).filter_map(|one| Some(quotation(phrases, &one, by?, &[], true)));
        all.extend(quoted);
    };
    for (sentence, begins) in phrases.text.sentences.iter().zip(&phrases.text.begins) {
        // A quotation that is not closed goes on in the next paragraph.
        let is_open = sentence.start.checked_sub(1).is_some_and(|before| {
            let before = &phrases.tokens[before];
            before.is_quoted && !before.is_mark()
        });
        if *begins && !is_open {
            quoting = None;
            last(&mut all, &mut pending, &memory);
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
                Some((by, via)) => all.push(quotation(phrases, sentence, by, via, true)),
                None => pending.push(sentence.clone()),
            }
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
            last(&mut all, &mut pending, &memory);
        }
        // Of several, a pronoun means who is named first, and never a place.
        for mention in phrases.names.within(sentence).iter().rev() {
            let is_subject = mention.tokens.start <= sentence.start + 2;
            let speaks =
                ["person", "organisation"].iter().any(|kind| phrases.names.is(mention, kind));
            let first = found.is_empty() && memory.person.is_none();
            if (is_subject || first) && speaks {
                memory.note(&phrases.names.entity(mention).name, phrases);
            }
        }
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
    last(&mut all, &mut pending, &memory);
    all
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
        for cue in self.cues() {
            let mut memory_here = memory.clone();
            if let Some(name) = self.phrases.subject_before(&self.sentence, cue.at)
                && found.is_empty()
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
            if said.content.len() < 2 || retold {
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
            let cue = cue.flatten().or(thus).or_else(|| self.learned(at)).or_else(|| {
                let length = self.phrases.at("after", at);
                (length > 0).then_some(Cue { at, end: at + length, list: "after" })
            });
            at = cue.map_or(at + 1, |cue| cue.end);
            // `según informó`: the verb is of the same cue.
            let told =
                cue.is_some_and(|cue| cue.list == "according") && self.phrases.lexicon.is("es");
            let verb = at + self.phrases.at("aux", at);
            if told && self.phrases.has("says", verb) {
                at = verb + 1;
            }
            cues.extend(cue);
        }
        cues
    }

    /// `a-t-on appris mercredi auprès de`: from whom one has it is who says it.
    fn learned(&self, at: usize) -> Option<Cue> {
        let verb = at + 2;
        let is_one = self.phrases.is(at + 1, "on") && self.phrases.has("learned", verb);
        let source = (verb + 1..verb + 4).find(|&at| self.phrases.at("source", at) > 0);
        let source = source.filter(|&source| is_one && source < self.sentence.end)?;
        Some(Cue { at, end: source + self.phrases.at("source", source), list: "according" })
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
        // A Romance participle has its auxiliary before it: `reconocido por muchos` says nothing.
        let form = &*self.phrases.tokens[at].lower;
        let romance = match () {
            () if self.phrases.lexicon.is("es") => {
                ["ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"]
                    .iter()
                    .any(|end| form.ends_with(end))
            }
            () => {
                self.phrases.lexicon.is("fr")
                    && ["é", "ée", "és", "ées"].iter().any(|end| form.ends_with(end))
            }
        };
        let bare = romance
            && !(at.saturating_sub(5).max(self.sentence.start)..at)
                .any(|at| self.phrases.at("aux", at) > 0 || self.phrases.has("passive", at));
        if bare {
            return false;
        }
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
        let inside = &inner.said.content;
        content.start <= inside.start && inside.end < content.end && inner.said.is_quotation
            || content.start < inside.start && inside.start < content.end
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
