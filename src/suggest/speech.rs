//! Who is said to have said what: verbs of speech with their speakers, `according to`, refusals and silence.

use std::ops::Range;

use super::carried::is_subjunctive;
use super::cues::Cue;
use super::labels;
use super::memory::Memory;
use super::phrases::Phrases;
use super::tokens::Token;
use crate::model::annotation::Stance;

/// So many tokens at most say who somebody is before their name, with the comma.
const DESCRIBED: usize = 5;

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
    /// The words in them that say who speaks, or what somebody else says, with the commas around them.
    pub(super) aside: Range<usize>,
    /// The words that say who speaks, with the verb; none where a quotation goes on.
    pub(super) told: Range<usize>,
    /// Whether what is said is in the speaker's own words.
    pub(super) is_quotation: bool,
    /// Whether it stands in a clause about somebody else: `the lawyer of Ann Harrow, who said …`.
    pub(super) is_aside: bool,
}

impl Said {
    /// Leaves a clause out of what is said in which another speaks.
    fn leave_out(&mut self, mut clauses: impl Iterator<Item = Range<usize>>) {
        let content = &self.content;
        let holds =
            |clause: &Range<usize>| content.start < clause.start && clause.end < content.end;
        if self.aside.is_empty() {
            self.aside = clauses.find(holds).unwrap_or(0..0);
        }
    }
}

/// A range without the signs around it.
pub(super) fn trimmed(phrases: &Phrases, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    let mut start = phrases.text.over_opening(range.start, phrases.lexicon).min(end);
    let is_word = |at: usize| {
        let sign = phrases.tokens[at].text;
        phrases.tokens[at].is_word || matches!(sign, "$" | "€" | "£" | "(" | "[")
    };
    while start < end && !is_word(start) {
        start += 1;
    }
    start += label_len(phrases, start..end);
    while end > start
        && !phrases.tokens[end - 1].is_word
        && !matches!(phrases.tokens[end - 1].text, "%" | ")" | "]")
    {
        end -= 1;
    }
    // `(It sank.)`: a full stop may stand before the bracket.
    let Range { start, mut end } = paired(phrases, start..end);
    while end > start && matches!(phrases.tokens[end - 1].text, "." | "," | "!" | "?" | ";") {
        end -= 1;
    }
    marked(phrases, start..end, &range)
}

/// A range without the bracket that it begins or ends with, where the other one is not in it.
fn paired(phrases: &Phrases, range: Range<usize>) -> Range<usize> {
    let tokens = &phrases.tokens[range.clone()];
    let count = |sign: &str| tokens.iter().filter(|token| token.text == sign).count();
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return range };
    let pair = |(open, close)| (open, close, count(open), count(close));
    let pairs = [("(", ")"), ("[", "]")].map(pair);
    let is_open = pairs.iter().any(|(open, _, some, others)| first.text == *open && some > others);
    let is_closed =
        pairs.iter().any(|(_, close, others, some)| last.text == *close && some > others);
    range.start + usize::from(is_open)..range.end - usize::from(is_closed)
}

/// How many tokens at the beginning of a range only number a point or a turn: `(i) the hull was old`, `A. On the same day.`
fn label_len(phrases: &Phrases, range: Range<usize>) -> usize {
    let start = range.start;
    match &phrases.tokens[range] {
        [open, number, close, _, ..]
            if open.text == "(" && close.text == ")" && labels::is_number(number.text) =>
        {
            3
        }
        [turn, _, ..] if labels::is_turn(turn.text) && !phrases.is_named(start) => 1,
        _ => 0,
    }
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
    /// What is attributed in the sentence by its words of speech, in order.
    pub(super) fn said(&self, cues: &[Cue]) -> Vec<Said> {
        let mut found: Vec<Found> = Vec::new();
        let mut memory = self.memory.clone();
        let is_indirect = is_subjunctive(self.phrases, &self.sentence);
        let enclosed: Vec<_> = cues.iter().map(|&cue| self.enclosed(cue)).collect();
        for (index, (&cue, part)) in cues.iter().zip(self.parts(cues)).enumerate() {
            let part =
                enclosed[index].clone().map_or(part, |clause| clause.start + 1..clause.end - 1);
            let closing = cues.get(index + 1).and_then(|&next| self.closing(cue, next));
            let part = part.start..closing.unwrap_or(part.end).min(part.end);
            if self.is_unspoken(cue) {
                continue;
            }
            let mut memory_here = memory.clone();
            if let Some(name) = self.phrases.subject_before(&self.sentence, cue.at)
                && found.is_empty()
                && !self.is_between(cue)
                && !(is_indirect && self.is_of_another(cue))
                && (cue.list != "according" || self.phrases.lexicon.drops_pronouns())
            {
                memory_here.note(name, self.phrases);
            }
            let here = Clause { phrases: self.phrases, sentence: part, memory: &memory_here };
            let carried = found.last().and_then(|found| found.said.by.clone());
            let Some((mut said, subject)) = here.attribution(cue, carried) else { continue };
            let near = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
            let inner = near.filter_map(|index| enclosed.get(index)?.clone());
            said.leave_out(inner);
            // `Об этом он сказал в Киеве, пишет газета`: what he said stands before.
            let retold = self.is_retold(&said.content);
            // `wrote the study “…”`: who makes a work says nothing.
            let mut first = said.content.clone().take(4);
            let retold = retold || first.any(|at| self.phrases.tokens[at].is_titled);
            let mut words = self.phrases.tokens[said.content.clone()].iter();
            let least = if words.all(Token::is_number) { 1 } else { 2 };
            let is_nothing = self.asks(cue, &said) || self.phrases.is_date(&said.content);
            if said.content.len() < least || retold || is_nothing {
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
            // `Ann Harrow said Ben Tarlow had told her …`
            let is_bare = self.phrases.lexicon.is("en") && said.content.start == cue.end;
            let opens = opens && (said.content.start > cue.end || is_bare);
            self.take(&mut found, Found { said, subject, opens, is_bare }, cue, is_person);
        }
        found.into_iter().map(|found| found.said).collect()
    }

    /// Whether words begin the sentence and only go back to what was said before: not `Das Amt ist alt`, with an article.
    fn is_retold(&self, content: &Range<usize>) -> bool {
        let first = content.start;
        let after = first + self.phrases.at("thereof", first);
        let is_verb = || self.phrases.speaks(after) || self.phrases.at("aux", after) > 0;
        let is_pronoun = || !self.phrases.has("the", first) || is_verb();
        first == self.sentence.start && after > first && is_pronoun()
    }

    /// Whether a German pronoun behind the verb means who spoke before, and not whom the indirect speech is about:
    /// `Harro habe gelogen, meint er.`
    fn is_of_another(&self, cue: Cue) -> bool {
        let pronoun = ["he", "she"].iter().any(|list| self.phrases.has(list, cue.end));
        pronoun && self.memory.person.is_some()
    }

    /// Whether a pronoun and a verb stand between two commas right behind a name, and mean another:
    /// `Harrow, he says, knew it.`
    fn is_between(&self, cue: Cue) -> bool {
        let phrases = self.phrases;
        let is_pronoun = |at: usize| phrases.has("he", at) || phrases.has("she", at);
        let comma = cue.at.checked_sub(2).filter(|comma| *comma > self.sentence.start);
        comma.is_some_and(|comma| {
            let named = phrases.names.around(comma).any(|one| one.tokens.end == comma);
            named && phrases.is(comma, ",") && is_pronoun(comma + 1) && phrases.is(cue.end, ",")
        })
    }

    /// Takes what one more cue told; who passes on what another says is a relay, unless it is a person.
    fn take(&self, found: &mut Vec<Found>, mut next: Found, cue: Cue, is_person: bool) {
        // `He said he rejects …` is one statement.
        let again = found.last().is_some_and(|Found { said: outer, .. }| {
            outer.by == next.said.by && outer.content.contains(&cue.at)
        });
        if again && !next.said.is_quotation {
            return;
        }
        // `…, the agency reported` behind a sentence in which somebody speaks.
        let content = next.said.content.clone();
        let aside = next.said.aside.clone();
        let holds = |inner: &&mut Found| {
            let inside = &inner.said.content;
            if aside.contains(&inside.start) {
                return false;
            }
            // `…, by the mayor's account, …, the agency reports`
            let is_aside = content.start == inside.start
                && content.contains(&inner.said.told.start)
                && inner.said.by != next.said.by;
            is_aside
                || content.start <= inside.start
                    && inside.end < content.end
                    && inner.said.is_quotation
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
        if let Some(Found { said: outer, opens: true, is_bare, .. }) = found.last()
            && outer.content.start <= next.subject.start
            && next.subject.end <= cue.at
            && (!is_bare || self.begins_with(outer.content.start, &next.subject))
        {
            // `The company says yes, the inspector Ann Harrow said …`
            let first = outer.content.start;
            let answers = self.phrases.has("answer", first) && self.phrases.is(first + 1, ",");
            let opens = next.subject.start <= first + 2 || self.describes(first, &next.subject);
            if !answers && opens {
                next.said.via.extend(outer.by.clone());
                next.said.via.extend(outer.via.clone());
            }
            if opens || answers && next.subject.start <= first + DESCRIBED {
                found.pop();
            }
        }
        let is_new = |other: &Found| other.said.content != content || other.said.by != next.said.by;
        if found.iter().all(is_new) {
            found.push(next);
        }
    }

    /// Whether what is said begins with who speaks in it, with no word for `that` before, and not with a pronoun:
    /// `Ann Harrow said Ben Tarlow had told her …`.
    fn begins_with(&self, first: usize, subject: &Range<usize>) -> bool {
        let is_pronoun = subject.len() == 1 && self.is_subject(subject.start);
        !is_pronoun && (subject.start <= first + 1 || self.describes(first, subject))
    }

    /// Whether words say who somebody is, before a comma and the name: `the foreman, Ben Tarlow, told him …`.
    fn describes(&self, first: usize, subject: &Range<usize>) -> bool {
        (first + 2..=first + DESCRIBED).contains(&subject.start)
            && !subject.is_empty()
            && self.phrases.has("the", first)
            && (subject.start == first + 3 || self.phrases.is_role(subject.start - 2))
            && self.phrases.is(subject.start - 1, ",")
    }
}

/// What a cue told.
struct Found {
    said: Said,
    subject: Range<usize>,
    /// Whether another may speak in what is said.
    opens: bool,
    /// Whether it stands right behind the verb.
    is_bare: bool,
}
