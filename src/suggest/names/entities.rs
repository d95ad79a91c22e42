//! The entities of a text: groups of names that are one, with what each is called, its kind and who it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Entity, Group, Mention, Names};
use crate::suggest::lexicon::Lexicon;
use crate::suggest::runs::Run;
use crate::suggest::tokens::Text;
use crate::suggest::{Known, arabic, genders, kinds, russian};

/// Entities with all their names.
pub(super) fn united(
    text: &Text,
    lexicon: &Lexicon,
    groups: &[Group],
    own: Vec<(Range<usize>, usize)>,
    known: &[Known],
) -> Names {
    let mut names = Names::default();
    let mut order: Vec<(usize, Entity, Vec<Range<usize>>)> = Vec::new();
    let mut families: BTreeMap<usize, Vec<&Group>> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        let mut root = index;
        // Two that are each other's other name have no root.
        for _ in 0..groups.len() {
            match groups[root].host {
                Some(host) => root = host,
                None => break,
            }
        }
        families.entry(root).or_default().push(group);
    }
    for (index, family) in families {
        if groups[index].host.is_some() {
            continue;
        }
        let runs: Vec<&Run> = family.iter().flat_map(|group| &group.runs).collect();
        let entity = entity(text, lexicon, &groups[index], &runs);
        let mut places: Vec<Range<usize>> = runs.iter().map(|run| run.tokens.clone()).collect();
        places.sort_by_key(|range| range.start);
        order.push((places[0].start, entity, places));
    }
    let mut by_known: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for (range, index) in own {
        by_known.entry(index).or_default().push(range);
    }
    for (index, places) in by_known {
        let Known { name, kind, .. } = &known[index];
        let kind = Some(kind.clone()).filter(|kind| !kind.is_empty());
        let gender = genders::of_name(lexicon, name);
        let entity =
            Entity { name: name.clone(), kind, is_known: true, gender, ..Entity::default() };
        order.push((places[0].start, entity, places));
    }
    order.sort_by_key(|(first, ..)| *first);
    for (_, entity, places) in order {
        let index = names.entities.len();
        names.entities.push(entity);
        names.mentions.extend(places.into_iter().map(|tokens| Mention { tokens, entity: index }));
    }
    names.mentions.sort_by_key(|mention| mention.tokens.start);
    names
}

/// An entity with all that its names in the text tell.
fn entity(text: &Text, lexicon: &Lexicon, group: &Group, runs: &[&Run]) -> Entity {
    let forms = forms(text, runs);
    let name = called(text, lexicon, group, runs, &forms);
    let aliases = forms
        .into_iter()
        .map(|(form, _)| form)
        .filter(|form| *form != name)
        .filter(|form| lexicon.has_case() || !form.ends_with(&name))
        .collect();
    let tokens = group.runs[0].tokens.len();
    let words = if is_nobody(text, lexicon, group) { 1 } else { tokens };
    let kind = group.scores.kind(words).map(str::to_owned);
    let role = (kind.as_deref() == Some("person"))
        .then(|| runs.iter().find_map(|run| kinds::role(text, lexicon, run)))
        .flatten()
        .map(|role| arabic::without_particle(&role, "title", lexicon).unwrap_or(role));
    let gender = genders::of(text, lexicon, &name, role.as_deref(), runs);
    Entity { name, kind, aliases, role, is_known: false, gender }
}

/// The words of a run, in one typography.
fn written(text: &Text, run: &Run) -> String {
    text.words(run.tokens.clone()).replace('’', "'")
}

/// Every form of a name, in the order of the text, and how often it stands there.
fn forms(text: &Text, runs: &[&Run]) -> Vec<(String, usize)> {
    let mut forms: Vec<(String, usize)> = Vec::new();
    let mut count =
        |form: String, by: usize| match forms.iter_mut().find(|(other, _)| *other == form) {
            Some((_, times)) => *times += by,
            None => forms.push((form, by)),
        };
    for run in runs {
        count(written(text, run), 1);
        if let Some(letters) = run.acronym {
            count(text.words(letters..letters + 1), 0);
        }
    }
    forms
}

/// What an entity is called: by the longest of its own names, in the nominative.
fn called(
    text: &Text,
    lexicon: &Lexicon,
    group: &Group,
    runs: &[&Run],
    forms: &[(String, usize)],
) -> String {
    let own: Vec<String> = group.runs.iter().map(|run| written(text, run)).collect();
    let spelt = |form: &String| {
        forms.iter().find(|(other, _)| other == form).map_or(0, |(_, times)| *times)
    };
    // `ANN HARROW: I did.`
    let is_shouted = |form: &str| group.scores.is_person() && !form.contains(char::is_lowercase);
    let best = own.iter().rev().max_by_key(|form| {
        let length = form.chars().count();
        let shortest = lexicon.is("ru") || lexicon.is("ar");
        let length = if shortest { usize::MAX - length } else { length };
        (length, !is_shouted(form), if shortest { 0 } else { spelt(form) })
    });
    let tokens = &text.tokens[group.runs[0].tokens.clone()];
    let place = lexicon.place(&lexicon.key(tokens.iter().map(|token| token.lower.as_str())));
    let own_words = best.cloned().unwrap_or_default();
    // `لوكالة`: a small word is written together with the noun.
    let bare = arabic::without_particle(&own_words, "organisation", lexicon);
    // `NEW YORK, March 20 —` is written in capitals for where it stands.
    let shouts = tokens.iter().all(|word| word.text.len() > 2 && word.is_acronym());
    let is_spelt = |_: &&str| shouts || ["ru", "de", "ar"].iter().any(|tag| lexicon.is(tag));
    let name = match place.filter(is_spelt) {
        Some(place) => place.to_owned(),
        None => bare.unwrap_or(own_words),
    };
    let is_of = |run: &&Run| russian::is_in_genitive(lexicon, &text.tokens, run.tokens.start);
    let is_alone = tokens.len() == 1 && runs.iter().all(is_of);
    let nominative =
        if is_alone { russian::of_genitive(&name) } else { russian::nominative(&name, lexicon) };
    nominative.unwrap_or(name)
}

/// Whether two words have a form that no person's name has.
fn is_nobody(text: &Text, lexicon: &Lexicon, group: &Group) -> bool {
    let tokens = &text.tokens[group.runs[0].tokens.clone()];
    // `Bregenzer Festspiele`, `ÖBB-Waggons`: two words that are nobody.
    let first = &tokens[0];
    // `im Zweiten Weltkrieg`: before somebody's name stands no article.
    let has_article_before = |run: &Run| {
        let before = run.tokens.start.checked_sub(1).map(|at| &*text.tokens[at].lower);
        before.is_some_and(|word| ["the", "inthe"].iter().any(|list| lexicon.has(list, word)))
    };
    let is_thing = lexicon.is("de")
        && (first.is_acronym()
            || first.lower.ends_with("er")
            || first.lower.ends_with("en") && group.runs.iter().all(has_article_before))
        && !lexicon.is_given(&first.lower);
    // `Le Soir`: nobody's name begins with an article in capitals.
    let has_article = lexicon.has_article(&first.lower) && !lexicon.is_given(&first.lower);
    // `CNN Tonight`, and not `JD Harrow`.
    let has_letters = first.is_acronym() && first.text.chars().count() > 2;
    // `Equidad de Género`: what is of something is nobody, unless it begins with a first name.
    let is_given = lexicon.is_given(&first.lower);
    let is_of = lexicon.is_romance()
        && !is_given
        && tokens.iter().any(|token| lexicon.has("of", &token.lower));
    is_thing || has_article || has_letters || is_of
}
