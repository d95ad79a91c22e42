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
    let bare = |key: &str| {
        key.strip_prefix("al").filter(|rest| rest.chars().count() > 3).unwrap_or(key).to_owned()
    };
    let keys: Vec<String> =
        groups.iter().map(|group| key(text, lexicon, group.runs[0].tokens.clone())).collect();
    // `Harbour Tire Co` is `Harbour` from then on.
    let is_firm = |other: usize, own: &str| {
        let host = &groups[other].runs[0].tokens;
        host.len() > 1
            && lexicon.has("firm", &text.tokens[host.end - 1].lower)
            && key(text, lexicon, host.start..host.start + 1) == own
    };
    let by_part = by_part(groups, text, lexicon, &bare);
    let hosts: Vec<Option<usize>> = (0..groups.len())
        .map(|index| {
            let tokens = &groups[index].runs[0].tokens;
            // `Harros` is Harro, in the genitive.
            let genitive = without_genitive(lexicon, &keys[index]).map(str::to_owned);
            let own: Vec<String> = [keys[index].clone(), bare(&keys[index])]
                .into_iter()
                .chain(genitive.clone())
                .collect();
            let fitting = own.iter().filter_map(|own| by_part.get(own)).flatten();
            let fitting: BTreeSet<usize> = fitting.copied().collect();
            let same = |other: &usize| genitive.as_ref() == Some(&keys[*other]);
            if let Some(same) = fitting.iter().copied().find(same) {
                return Some(same);
            }
            let hosts = fitting.iter().copied().filter(|&other| {
                let host = &groups[other].runs[0].tokens;
                if other == index {
                    return false;
                }
                if bare(&keys[index]) == bare(&keys[other]) {
                    return other < index;
                }
                if host.len() <= tokens.len() {
                    return false;
                }
                let is_person = groups[other].scores.is_person();
                let last = key(text, lexicon, host.end - tokens.len()..host.end);
                let surname = is_person && own.contains(&bare(&last)) && tokens.len() <= 2;
                let article = host.len() == tokens.len() + 1
                    && lexicon.has("join", &text.tokens[host.start].lower)
                    && last == keys[index];
                let first = key(text, lexicon, host.start..host.start + tokens.len());
                // `Анна Сергеевна` is Анна Сергеевна Харрова.
                let called = lexicon.is("ru") && is_patronymic(&text.tokens[tokens.end - 1].lower);
                let short = (!is_person || called) && tokens.len() > 1 && first == keys[index];
                surname || article || short
            });
            let is_full = |host: &usize| {
                let first = &groups[*host].runs[0];
                lexicon.is_given(&text.tokens[first.tokens.start].lower)
            };
            let hosts: Vec<usize> = hosts.collect();
            // Of `Familie Harrow` and `Ann Harrow`, the second is called `Harrow`.
            let full: Vec<usize> = hosts.iter().copied().filter(is_full).collect();
            let mut hosts = if full.is_empty() { hosts } else { full }.into_iter();
            match (hosts.next(), hosts.next()) {
                (Some(_), Some(_)) => None,
                (Some(host), None) => Some(host),
                _ => fitting.iter().copied().find(|&other| is_firm(other, &keys[index])),
            }
        })
        .collect();
    for (index, host) in hosts.into_iter().enumerate() {
        let Some(host) = host else { continue };
        groups[index].host = Some(host);
        let scores = groups[index].scores.clone();
        groups[host].scores.add(&scores);
    }
}

/// The groups by the keys of their names, and of the first and the last words of each: what could be another name of them.
fn by_part(
    groups: &[Group],
    text: &Text,
    lexicon: &Lexicon,
    bare: &impl Fn(&str) -> String,
) -> HashMap<String, Vec<usize>> {
    let mut by_part: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        let Range { start, end } = group.runs[0].tokens;
        let first = (start + 1..=end).map(|until| start..until);
        for part in first.chain((start + 1..end).map(|from| from..end)) {
            let part = key(text, lexicon, part);
            by_part.entry(bare(&part)).or_default().push(index);
            by_part.entry(part).or_default().push(index);
        }
    }
    by_part
}
