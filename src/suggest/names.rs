//! Who and what a text names: runs of words that are one name, and what kind of thing it is of.

mod doubts;
mod entities;
mod merge;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use self::doubts::{goes_on, has_comma, is_common_noun, is_label, is_opener, opens};
use self::entities::united;
use self::merge::merge;
use super::genders::Gender;
use super::kinds::{self, Scores};
use super::known::known_mentions;
use super::letters::is_site;
use super::lexicon::{Lexicon, has_inner_capital};
use super::runs::{Run, runs};
use super::tokens::{Text, Token};
use super::{Known, arabic, german, russian};
use crate::fold;

/// Somebody or something that the text names.
#[derive(Debug, Clone, Default)]
pub(super) struct Entity {
    /// The name.
    pub(super) name: String,
    /// Its kind, where the text tells.
    pub(super) kind: Option<String>,
    /// What else it is called.
    pub(super) aliases: Vec<String>,
    /// An office or another description.
    pub(super) role: Option<String>,
    /// Whether the archive knows it.
    pub(super) is_known: bool,
    /// Whether it is known to be a man or a woman.
    pub(super) gender: Option<Gender>,
}

/// Words that mean an entity.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The words.
    pub(super) tokens: Range<usize>,
    /// Index into [`Names::entities`].
    pub(super) entity: usize,
}

/// Letters of so many at most are those of a body that is called like another word: `WHO`.
const SHORT: usize = 3;

/// A token stands in one of the names that begin last before it.
const NEAR: usize = 4;

/// What a text names, and where.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Everybody and everything, in the order of first mention.
    pub(super) entities: Vec<Entity>,
    /// Where, in order.
    pub(super) mentions: Vec<Mention>,
}

impl Names {
    /// The mentions that lie in a range of tokens.
    pub(super) fn within(&self, range: &Range<usize>) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < range.start);
        let after =
            self.mentions[first..].partition_point(|mention| mention.tokens.end <= range.end);
        &self.mentions[first..first + after]
    }

    /// Whether a token belongs to a name.
    pub(super) fn cover(&self, token: usize) -> bool {
        self.around(token).any(|mention| mention.tokens.contains(&token))
    }

    /// The mentions that begin a few words before a token, or there.
    pub(super) fn around(&self, token: usize) -> impl Iterator<Item = &Mention> {
        let after = self.mentions.partition_point(|mention| mention.tokens.start <= token);
        self.mentions[..after].iter().rev().take(NEAR)
    }

    /// Who is meant by a mention.
    pub(super) fn entity(&self, mention: &Mention) -> &Entity {
        &self.entities[mention.entity]
    }

    /// Whether a mention is of a kind.
    pub(super) fn is(&self, mention: &Mention, kind: &str) -> bool {
        self.entity(mention).kind.as_deref() == Some(kind)
    }
}

/// Runs that are one name.
struct Group {
    runs: Vec<Run>,
    scores: Scores,
    /// The group that this is another name of.
    host: Option<usize>,
}

/// What a text names; what the archive knows goes by the name that it has there.
pub(super) fn names(text: &Text, lexicon: &Lexicon, known: &[Known]) -> Names {
    let mut found =
        if lexicon.has_case() { runs(text, lexicon) } else { arabic::runs(text, lexicon) };
    let own = known_mentions(text, lexicon, known, &found);
    let taken = |run: &Run| {
        own.iter().any(|(range, _)| range.start < run.tokens.end && run.tokens.start < range.end)
    };
    found.retain(|run| !taken(run) && !text.tokens[run.tokens.start].is_titled);
    let lower: HashSet<&str> =
        text.tokens.iter().filter(|token| !token.is_capital).map(|token| &*token.lower).collect();
    let last = |run: &Run| key(text, lexicon, run.tokens.end - 1..run.tokens.end);
    let is_full =
        |run: &&Run| run.tokens.len() > 1 && lexicon.is_given(&text.tokens[run.tokens.start].lower);
    let families: HashSet<String> = found.iter().filter(is_full).map(last).collect();
    for run in &mut found {
        let first = &text.tokens[run.tokens.start];
        // `Коллега Харровой`: the first word of a sentence before the surname of somebody.
        let is_before = run.tokens.len() == 2
            && ["role", "person"].iter().any(|list| lexicon.has(list, &first.lower))
            && families.contains(&last(run));
        if run.is_initial
            && run.tokens.len() > 1
            && (lower.contains(&*first.lower) || is_before)
            && !lexicon.has("join", &first.lower)
            && lexicon.place(&key(text, lexicon, run.tokens.clone())).is_none()
        {
            run.tokens.start += 1;
        }
    }
    let mut groups = grouped(text, lexicon, found);
    let surnames: HashSet<String> = groups
        .iter()
        .filter(|group| group.runs[0].tokens.len() > 1 && group.scores.is_person())
        .map(|group| key(text, lexicon, group.runs[0].tokens.end - 1..group.runs[0].tokens.end))
        .collect();
    // `Harbour Tire Co` may be `Harbour` at the beginning of a sentence.
    let firms: HashSet<String> = groups
        .iter()
        .map(|group| &group.runs[0].tokens)
        .filter(|tokens| {
            tokens.len() > 1 && lexicon.has("firm", &text.tokens[tokens.end - 1].lower)
        })
        .map(|tokens| key(text, lexicon, tokens.start..tokens.start + 1))
        .collect();
    groups.retain(|group| {
        let own = key(text, lexicon, group.runs[0].tokens.clone());
        let bare = german::without_genitive(lexicon, &own).unwrap_or(&own);
        // `Der Fachkräftemangel`: a noun, also where it stands behind another capital letter somewhere.
        let is_noun = || lexicon.is("de") && is_common_noun(group, text, lexicon);
        (surnames.contains(&own) || surnames.contains(bare)) && !is_noun()
            || firms.contains(&own)
            || is_name(group, text, lexicon, &lower)
    });
    merge(&mut groups, text, lexicon);
    united(text, lexicon, &groups, own, known)
}

/// What the archive knows of those whom a text names, and nobody else.
pub(super) fn known(text: &Text, lexicon: &Lexicon, known: &[Known]) -> Names {
    let own = known_mentions(text, lexicon, known, &[]);
    united(text, lexicon, &[], own, known)
}

/// The key under which the same name is found in another typography.
pub(super) fn key(text: &Text, lexicon: &Lexicon, tokens: Range<usize>) -> String {
    let mut words: Vec<&str> = text.tokens[tokens].iter().map(|token| &*token.lower).collect();
    let bare = words.first().and_then(|first| {
        // `للجنة التحقيق` is the same committee.
        let body = || arabic::without_particle(first, "organisation", lexicon);
        let is_body = lexicon.has_exactly("organisation", first);
        lexicon.without_particle(first).or_else(|| body().filter(|_| !is_body))
    });
    if let (Some(first), Some(bare)) = (words.first_mut(), &bare) {
        *first = bare;
    }
    let key = lexicon.key(words.into_iter());
    // `Frankreichs` is France too.
    let place = lexicon.place(&key).map(|place| lexicon.key(std::iter::once(place)));
    fold::key(&place.unwrap_or(key))
}

fn grouped(text: &Text, lexicon: &Lexicon, runs: Vec<Run>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for run in runs {
        let scores = kinds::scores(text, lexicon, &run);
        let index = *by_key.entry(key(text, lexicon, run.tokens.clone())).or_insert(groups.len());
        if let Some(letters) = run.acronym {
            by_key.insert(key(text, lexicon, letters..letters + 1), index);
        }
        match groups.get_mut(index) {
            Some(group) => {
                group.scores.add(&scores);
                group.runs.push(run);
            }
            None => groups.push(Group { runs: vec![run], scores, host: None }),
        }
    }
    groups
}

/// Whether a run is more than a word that begins a sentence, or a German noun.
fn is_name(group: &Group, text: &Text, lexicon: &Lexicon, lower: &HashSet<&str>) -> bool {
    let first = &group.runs[0];
    let words = &text.tokens[first.tokens.clone()];
    if is_no_name(group, text, lexicon) {
        return false;
    }
    let strong = is_surely_name(group, text, lexicon, lower);
    let opened = words.len() == 1 && group.runs.iter().all(|run| run.is_initial);
    if opened && is_opener(lexicon, &words[0].lower) {
        return false;
    }
    // `Национального фронта`, `Российский лидер`: a Russian adjective goes with the noun behind it.
    let is_adjective = lexicon.is("ru")
        && words.len() == 1
        && russian::is_adjective(&words[0].lower)
        && group.runs.iter().all(|run| goes_on(text, lexicon, run));
    if is_adjective && !strong {
        return false;
    }
    let is_common = words.len() == 1 && lower.contains(&*words[0].lower);
    let office = words.last().is_some_and(|last| german::is_office(lexicon, &last.lower));
    if office && first.title.is_none() {
        return false;
    }
    if lexicon.is("de") && !strong {
        // `die Unterlagen Prüfstempel`, `Melde- und Prüfpflicht`: common nouns beside each other.
        let are_common = german::is_plural(&words[0].lower) && is_common_noun(group, text, lexicon);
        let are_halves = words.iter().any(|word| word.text == "-");
        return words.len() > 1
            && !are_common
            && !are_halves
            && !words.iter().any(|word| german::is_abstract(&word.lower))
            && words.len() < 5
            && !group.runs.iter().all(|run| run.is_initial);
    }
    if !lexicon.has_case() {
        return true;
    }
    let inner = group.runs.iter().any(|run| !run.is_initial);
    strong
        || inner && !(is_common && group.runs.len() < 2)
        || words.len() > 1 && !group.runs.iter().all(|run| is_label(text, run))
        || group.runs.len() > 2 && !is_common && !group.runs.iter().all(|run| has_comma(text, run))
}

/// Whether a title, a first name, a list or the form of a run says that it is a name.
fn is_surely_name(group: &Group, text: &Text, lexicon: &Lexicon, lower: &HashSet<&str>) -> bool {
    let words = &text.tokens[group.runs[0].tokens.clone()];
    group.runs.iter().any(|run| run.title.is_some() || run.acronym.is_some())
        || words.len() > 1 && lexicon.is_given(&words[0].lower)
        || words.iter().all(|word| is_site(word.text) || has_inner_capital(word.text))
        || words.iter().all(Token::is_acronym)
        || lexicon.place(&lexicon.key(words.iter().map(|token| token.lower.as_str()))).is_some()
        || words.len() == 1 && lexicon.has("named", &words[0].lower)
        || words.len() == 1 && german::is_named_body(lexicon, words[0].text)
        || group.scores.is_told()
            && !(lexicon.is("de") && words.len() == 1 && is_common_noun(group, text, lexicon))
            && !(words.len() == 1
                && lower.contains(&*words[0].lower)
                && group.runs.iter().all(|run| run.is_initial))
}

/// Whether a run is letters, a number, what is between two places or a word in capitals that names nobody.
fn is_no_name(group: &Group, text: &Text, lexicon: &Lexicon) -> bool {
    let first = &group.runs[0];
    let words = &text.tokens[first.tokens.clone()];
    // `GDP`: letters that name nobody.
    // `Sollicitée, la préfète …`, `Свидетель, бизнесмен …`.
    let opens = words.len() == 1 && group.runs.iter().all(|run| opens(text, lexicon, run));
    let is_letters = opens
        || words.len() == 1 && first.title.is_none() && lexicon.has("letters", &words[0].lower)
        // `KI-Computer`
        || words.len() == 2 && words[0].end + 1 == words[1].start
            && text.whole[words[0].end..].starts_with('-')
            && lexicon.has("letters", &words[0].lower);
    // `INTERVIEWER: Were you there?`, `UPON reading the evidence`
    let is_shouted = words.len() == 1
        && words[0].is_acronym()
        && words[0].text.chars().count() > SHORT
        && ["person", "role", "stop", "court"]
            .iter()
            .any(|list| lexicon.has(list, &words[0].lower));
    let is_number = words.len() == 1 && lexicon.has("number", &words[0].lower);
    // `US-Dollar`
    let is_currency = words.len() == 1
        && words[0].lower.rsplit_once(['-', '‑']).is_some_and(|(_, unit)| {
            lexicon.has("money", unit) || lexicon.has("money", &format!("{unit}s"))
        });
    // `40 US-Dollar`
    let is_money = group.runs.iter().all(|run| {
        let [last, next] = [run.tokens.end - 1, run.tokens.end].map(|at| text.tokens.get(at));
        let joined = last.is_some_and(|last| text.whole[last.end..].starts_with(['-', '‑']));
        joined && next.is_some_and(|next| lexicon.has("money", &next.lower))
    });
    // `The US-China talks`
    let is_place = |name: &str| lexicon.place(name).is_some();
    let two = Some(&*words[0].lower).filter(|name| words.len() == 1 && !is_place(name));
    let two = two.and_then(|name| name.split_once(['-', '‑']));
    let is_between = two.is_some_and(|(one, other)| is_place(one) && is_place(other))
        && group.runs.iter().all(|run| {
            let before = run.tokens.start.checked_sub(1).map(|at| &text.tokens[at].lower);
            before.is_some_and(|before| lexicon.has("the", before))
        });
    is_money
        || is_between
        || is_currency
        || is_letters
        || is_shouted
        || is_number
        || words.len() == 1 && words[0].text.chars().all(char::is_numeric)
}
