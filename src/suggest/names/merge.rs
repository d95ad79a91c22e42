//! Which names are other names of one and the same.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::{Group, key};
use crate::suggest::german::without_genitive;
use crate::suggest::lexicon::Lexicon;
use crate::suggest::russian::is_patronymic;
use crate::suggest::tokens::Text;

/// Lets a name be another one of a longer name: a surname, the first words of an organisation.
pub(super) fn merge(groups: &mut [Group], text: &Text, lexicon: &Lexicon) {
    let keys = groups.iter().map(|group| key(text, lexicon, group.runs[0].tokens.clone()));
    let names = Names { keys: keys.collect(), groups: &*groups, text, lexicon };
    let by_part = names.by_part();
    let hosts: Vec<Option<usize>> =
        (0..groups.len()).map(|index| names.host(index, &by_part)).collect();
    for (index, host) in hosts.into_iter().enumerate() {
        let Some(host) = host else { continue };
        groups[index].host = Some(host);
        let scores = groups[index].scores.clone();
        groups[host].scores.add(&scores);
    }
}

/// A key without the article that Arabic names may have or not.
fn bare(key: &str) -> &str {
    key.strip_prefix("al").filter(|rest| rest.chars().count() > 3).unwrap_or(key)
}

/// The names of a text, each with its key.
struct Names<'a> {
    groups: &'a [Group],
    keys: Vec<String>,
    text: &'a Text<'a>,
    lexicon: &'a Lexicon,
}

impl Names<'_> {
    fn tokens(&self, index: usize) -> &Range<usize> {
        &self.groups[index].runs[0].tokens
    }

    fn key(&self, tokens: Range<usize>) -> String {
        key(self.text, self.lexicon, tokens)
    }

    /// The longer name that a name is another one of, if there is exactly one.
    fn host(&self, index: usize, by_part: &HashMap<String, Vec<usize>>) -> Option<usize> {
        // `Harros` is Harro, in the genitive.
        let genitive = without_genitive(self.lexicon, &self.keys[index]);
        let own: Vec<&str> =
            [&*self.keys[index], bare(&self.keys[index])].into_iter().chain(genitive).collect();
        let fitting = own.iter().filter_map(|own| by_part.get(*own)).flatten();
        let fitting: BTreeSet<usize> = fitting.copied().collect();
        let same = |other: &usize| genitive == Some(&*self.keys[*other]);
        if let Some(same) = fitting.iter().copied().find(same) {
            return Some(same);
        }
        let hosts = fitting.iter().copied().filter(|&other| self.is_part(index, &own, other));
        let hosts: Vec<usize> = hosts.collect();
        let is_full = |host: &usize| {
            let is_titled = || self.groups[*host].runs.iter().any(|run| run.title.is_some());
            self.lexicon.is_given(&self.text.tokens[self.tokens(*host).start].lower) || is_titled()
        };
        // Of `Familie Harrow` and `Ann Harrow`, the second is called `Harrow`.
        let full: Vec<usize> = hosts.iter().copied().filter(is_full).collect();
        let hosts = if full.is_empty() { hosts } else { full };
        // Of `Ann Harrow` and her brother, who comes in later, the first is called `Harrow` until then.
        let first = self.tokens(index).start;
        let is_before = |host: &usize| self.tokens(*host).end < first;
        let before: Vec<usize> = hosts.iter().copied().filter(is_before).collect();
        let mut hosts = if before.len() == 1 { before } else { hosts }.into_iter();
        match (hosts.next(), hosts.next()) {
            (Some(_), Some(_)) => None,
            (Some(host), None) => Some(host),
            _ => fitting.iter().copied().find(|&other| self.is_firm(other, &self.keys[index])),
        }
    }

    /// Whether a name, by its keys `own`, is a part of another one that is called so.
    fn is_part(&self, index: usize, own: &[&str], other: usize) -> bool {
        let (tokens, host) = (self.tokens(index), self.tokens(other));
        if other == index {
            return false;
        }
        if bare(&self.keys[index]) == bare(&self.keys[other]) {
            return other < index;
        }
        if host.len() <= tokens.len() {
            return false;
        }
        let is_person = self.groups[other].scores.is_person();
        let last = self.key(host.end - tokens.len()..host.end);
        let surname = is_person && own.contains(&bare(&last)) && tokens.len() <= 2;
        let article = host.len() == tokens.len() + 1
            && self.lexicon.has("join", &self.text.tokens[host.start].lower)
            && last == self.keys[index];
        let first = self.key(host.start..host.start + tokens.len());
        // `Анна Сергеевна` is Анна Сергеевна Харрова.
        let called =
            self.lexicon.is("ru") && is_patronymic(&self.text.tokens[tokens.end - 1].lower);
        let short = (!is_person || called) && tokens.len() > 1 && first == self.keys[index];
        surname || article || short || is_person && self.is_familiar(index, other)
    }

    /// Whether a name is the first name of somebody, or the first of two surnames: `Ana Harro Tarlo` is `Harro`.
    fn is_familiar(&self, index: usize, other: usize) -> bool {
        let (tokens, host) = (self.tokens(index), self.tokens(other));
        let is_given = |at: usize| self.lexicon.is_given(&self.text.tokens[at].lower);
        let is_before = self.groups[other].runs[0].tokens.end <= tokens.start;
        if tokens.len() > 1 || !is_before {
            return false;
        }
        let is_called = |at: usize| self.key(at..at + 1) == self.keys[index];
        let second = host.start + 1;
        let is_surname = host.len() == 3
            && !is_given(second)
            && !self.lexicon.has("join", &self.text.tokens[second].lower)
            && !self.text.tokens[second].text.ends_with('.');
        is_given(host.start) && is_called(host.start) || is_surname && is_called(second)
    }

    /// Whether a name is that of a firm that is called by its first word: `Harbour Tire Co` is `Harbour` from then on.
    fn is_firm(&self, other: usize, own: &str) -> bool {
        let host = self.tokens(other);
        host.len() > 1
            && self.lexicon.has("firm", &self.text.tokens[host.end - 1].lower)
            && self.key(host.start..host.start + 1) == own
    }

    /// The names by their keys, and by those of the first and the last words of each: what could be another name of them.
    fn by_part(&self) -> HashMap<String, Vec<usize>> {
        let mut by_part: HashMap<String, Vec<usize>> = HashMap::new();
        for index in 0..self.groups.len() {
            let Range { start, end } = *self.tokens(index);
            let first = (start + 1..=end).map(|until| start..until);
            let second = (end - start == 3).then_some(start + 1..start + 2);
            for part in first.chain((start + 1..end).map(|from| from..end)).chain(second) {
                let part = self.key(part);
                by_part.entry(bare(&part).to_owned()).or_default().push(index);
                by_part.entry(part).or_default().push(index);
            }
        }
        by_part
    }
}
