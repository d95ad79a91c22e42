//! Who is meant by a pronoun: who spoke last, and who a sentence is about.

use std::collections::BTreeSet;
use std::ops::Range;

use super::genders::Gender;
use super::german::is_office;
use super::names::Mention;
use super::phrases::Phrases;

/// So many words open an Arabic sentence.
const OPENING: usize = 6;

/// Who spoke last, for pronouns.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// A person, for `he` and `she`.
    pub(super) person: Option<String>,
    /// The woman who was spoken of last, and the man.
    pub(super) woman: Option<String>,
    pub(super) man: Option<String>,
    /// Everybody in the last sentence that names somebody.
    pub(super) near: Vec<String>,
    /// Everybody who is named in a paragraph up to here, and in the one before it.
    pub(super) paragraph: BTreeSet<String>,
    pub(super) before: BTreeSet<String>,
    /// An organisation, for `it` and `they`.
    pub(super) other: Option<String>,
    /// Who was named alone and is known by nothing else: `Ногейра`.
    pub(super) unknown: Option<String>,
    /// Some without a name, for `they`: `the companies`.
    pub(super) several: Option<String>,
}

impl Memory {
    /// Who spoke last: a person, where one did.
    pub(super) fn last(&self) -> Option<String> {
        self.person.clone().or_else(|| self.other.clone())
    }

    /// Whose an opinion is: of who spoke last, also where nothing is known of who that is.
    pub(super) fn own(&self) -> Option<String> {
        self.unknown.clone().or_else(|| self.last())
    }

    /// Who is meant by `he` or `she`: in Russian, by the first name too, since things are he and she there.
    pub(super) fn meant(&self, is_she: bool, phrases: &Phrases) -> Option<String> {
        let lexicon = phrases.lexicon;
        let is_hers = |name: &String| {
            let first = name.split(' ').next().unwrap_or(name);
            first.ends_with(['а', 'я']) == is_she
        };
        // `Tarlow denied it. He said …`: who was named alone spoke last.
        if let Some(unknown) = &self.unknown {
            return Some(unknown.clone());
        }
        let other = self.other.clone();
        // In English neither an agency nor a place is `he`.
        let is_named = |name: &String| phrases.names.entities.iter().any(|one| one.name == *name);
        let other = other.filter(|name| !lexicon.is("en") || !is_named(name));
        if lexicon.is("ru") {
            // `Суд` is no `она`.
            let other = other.filter(|name| is_hers(name) || !is_she);
            let person = || self.person.clone();
            return person().filter(is_hers).or(other).or_else(person);
        }
        let wanted = if is_she { Gender::Woman } else { Gender::Man };
        let is_so = |name: &&String| phrases.gender(name) == Some(wanted);
        let named = || self.near.iter().find(is_so);
        match self.person.as_ref().map(|person| phrases.gender(person)) {
            _ if self.is_any(wanted, phrases) => None,
            // `Zoran Ilic met Mrs. Kolar. She …`: it may be either.
            Some(None) if named().is_some() => None,
            Some(told) if told.is_some_and(|told| told != wanted) => {
                // In other languages than English things are he and she too.
                let before = if is_she { &self.woman } else { &self.man };
                let before = before.as_ref().filter(|_| lexicon.is("en"));
                named().or(before).cloned().or(other)
            }
            _ => self.person.clone().or(other),
        }
    }

    /// Begins a paragraph.
    pub(super) fn begin(&mut self) {
        if !self.paragraph.is_empty() {
            self.before = std::mem::take(&mut self.paragraph);
        }
    }

    /// Whether a pronoun may mean several who are named in the paragraph before, since nobody is named in its own.
    fn is_any(&self, wanted: Gender, phrases: &Phrases) -> bool {
        let fits = |name: &&String| phrases.gender(name).is_none_or(|gender| gender == wanted);
        let mut fitting = self.before.iter().filter(fits);
        let first = fitting.next();
        self.paragraph.is_empty() && fitting.any(|other| Some(other) != first)
    }

    /// Takes note of who spoke. `The company` is no new name, and a spokeswoman is a person although she has none.
    pub(super) fn note(&mut self, speaker: &str, phrases: &Phrases) {
        let entity = phrases.names.entities.iter().find(|entity| entity.name == speaker);
        let is_person = match entity {
            Some(entity) => entity.kind.as_deref() == Some("person"),
            None => phrases.is_person(speaker),
        };
        let is_several = entity.is_none() && phrases.lexicon.is("en") && speaker.ends_with('s');
        let kinds = ["organisation", "body", "voice", "medium", "group", "report", "stop"];
        let is_name = entity.is_none()
            && !is_person
            && !phrases.lexicon.is("de")
            && speaker.starts_with(char::is_uppercase)
            && !speaker.contains(' ')
            && !kinds.iter().any(|list| phrases.lexicon.has(list, &speaker.to_lowercase()));
        self.unknown = is_name.then(|| speaker.to_owned());
        if is_several {
            self.several = Some(speaker.to_owned());
        }
        if is_person {
            self.person = Some(speaker.to_owned());
            match phrases.gender(speaker) {
                Some(Gender::Woman) => self.woman = Some(speaker.to_owned()),
                Some(Gender::Man) => self.man = Some(speaker.to_owned()),
                None => {}
            }
        } else if entity.is_some() || self.other.is_none() && !is_several {
            self.other = Some(speaker.to_owned());
        }
    }

    /// Takes note of whom a sentence names: of several a pronoun means the first, and never a place.
    pub(super) fn note_named(
        &mut self,
        phrases: &Phrases,
        sentence: &Range<usize>,
        is_silent: bool,
    ) {
        let is_person = |mention: &&Mention| {
            phrases.names.is(mention, "person") && !phrases.is_in_brackets(mention)
        };
        let people = phrases.names.within(sentence).iter().filter(is_person);
        let people = people.map(|mention| phrases.names.entity(mention).name.clone());
        let people: Vec<String> = people.collect();
        self.paragraph.extend(people.iter().cloned());
        if !people.is_empty() {
            self.near = people;
        }
        for mention in phrases.names.within(sentence).iter().rev() {
            if phrases.is_in_brackets(mention) {
                continue;
            }
            let is_subject = mention.tokens.start <= sentence.start + 2;
            let speaks =
                ["person", "organisation"].iter().any(|kind| phrases.names.is(mention, kind));
            let first = is_silent && self.person.is_none();
            if (is_subject || first) && speaks {
                self.note(&phrases.names.entity(mention).name, phrases);
            }
        }
    }
}

impl Phrases<'_> {
    /// Whether words without a name mean somebody: `a company spokesman`.
    fn is_person(&self, words: &str) -> bool {
        let lower = words.to_lowercase();
        let is_one = |word: &str| {
            self.lexicon.has("person", word)
                || self.lexicon.has("role", word)
                || is_office(self.lexicon, word)
        };
        lower.split_whitespace().any(is_one)
    }

    /// Where what belongs to a name begins: its titles, and the nations before it.
    pub(super) fn lead(&self, mention: &Mention, limit: usize) -> usize {
        let mut at = mention.tokens.start;
        while at > limit
            && (["adjective", "the", "title", "modifier"].iter().any(|list| self.has(list, at - 1))
                || self.is(at - 1, ".") && self.tokens[at - 1].is_joined)
        {
            at -= 1;
        }
        at
    }

    /// The first person of a sentence before a token who is not there as somebody else's: `a lawyer for Ann Harrow`.
    pub(super) fn subject_before(&self, sentence: &Range<usize>, at: usize) -> Option<&str> {
        let is_one = |mention: &&Mention| {
            let lead = self.lead(mention, sentence.start);
            let depends = lead > sentence.start
                && ["for", "of", "in", "by", "says", "tells"]
                    .iter()
                    .any(|list| self.at(list, lead - 1) > 0);
            self.names.is(mention, "person")
                && !self.tokens[mention.tokens.start].is_quoted
                && !self.tokens[mention.tokens.end - 1].owns
                && !depends
                && !self.is_in_brackets(mention)
        };
        // In Arabic only who opens a sentence is surely its subject.
        let last = if self.lexicon.has_case() { at } else { at.min(sentence.start + OPENING) };
        let mention = self.names.within(&(sentence.start..last)).iter().find(is_one)?;
        Some(&self.names.entity(mention).name)
    }

    /// Whether a name ends what stands in brackets, like that of a photographer: `(Nordwire/Ben Tarlow)`.
    fn is_in_brackets(&self, mention: &Mention) -> bool {
        let after = mention.tokens.end;
        let before = mention.tokens.start.checked_sub(1);
        self.is(after, ")") && before.is_some_and(|at| self.is(at, "(") || self.is(at, "/"))
    }
}
