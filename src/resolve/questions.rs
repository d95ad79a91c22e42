//! Where questions stand, computed from the claims that answer them. Says nothing of truth.

mod faults;
mod figures;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::called::{bare, key};
use super::claims::{Claimed, record};
use super::names::Names;
use crate::model::annotation::{ClaimRecord, Relation, Stance};
use crate::model::archive::{
    ChainLink, ChainRole, Claim, ClaimId, Dispute, DocumentId, EntityId, LinkKind, Question,
    Standing, first_day,
};
use crate::model::article::Reading;
use crate::model::date::Day;
pub(super) use faults::{mistaken, unanswered};
use figures::{Numbers, differing, groups};
use texts::{root, texts};

/// Computes the standing of every question. `related` are articles that name each other.
pub(super) fn weigh(
    claimed: &Claimed,
    readings: &[Arc<Reading>],
    names: &Names,
    related: &[(DocumentId, LinkKind, DocumentId)],
) -> Vec<Question> {
    let texts = texts(related);
    let mut questions = claimed.questions.clone();
    for question in &mut questions {
        let unit = question
            .record
            .and_then(|id| readings[id.index()].document.question()?.unit.as_deref());
        let answers = question.claims.iter().filter_map(|&id| {
            let claim = &*claimed.claims[id.index()];
            let mut answer = Answer::new(id, claim, record(readings, claim)?, unit);
            answer.text = root(&texts, claim.document);
            if answer.is_own {
                let article = readings[claim.document.index()].document.article()?;
                let author = |name: &str| who(names.find(claim.document, name), bare(name));
                answer.sources.extend(article.authors.iter().map(|name| author(&name.value)));
            }
            Some(answer)
        });
        let answers: Vec<Answer> = answers.collect();
        let superseded = superseded(&answers);
        let weighed = standing(&answers, &superseded);
        question.superseded = superseded.iter().map(|(&id, by)| (id, by.id)).collect();
        question.standing = weighed.standing;
        question.because = weighed.because;
        question.dispute = weighed.dispute;
        question.origin = weighed.origin.cloned();
    }
    questions
}

/// A station of a chain: an entity, or words that are none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Entity(EntityId),
    Words(String),
}

/// A claim as its question sees it.
struct Answer<'a> {
    id: ClaimId,
    claim: &'a Claim,
    speaker: Option<Who>,
    basis: Option<Who>,
    /// Speaker, basis and relays; of what an article says itself, who wrote it.
    sources: BTreeSet<Who>,
    /// Whether the article says so itself.
    is_own: bool,
    /// The first article of the text that says so.
    text: DocumentId,
    made: Day,
    figure: Option<Numbers>,
}

impl<'a> Answer<'a> {
    fn new(id: ClaimId, claim: &'a Claim, record: &ClaimRecord, unit: Option<&str>) -> Self {
        let stations = claim.chain.iter().filter(|link| link.role != ChainRole::Article);
        let station = |link: &ChainLink| who(link.entity, &link.name);
        let of = |role| claim.chain.iter().find(|link| link.role == role).map(station);
        Self {
            id,
            claim,
            speaker: of(ChainRole::Speaker),
            basis: of(ChainRole::Basis),
            sources: stations.map(station).collect(),
            is_own: record.by.is_none(),
            text: claim.document,
            made: first_day(record.made.as_ref()),
            figure: record.figure.as_ref().and_then(|figure| Numbers::new(figure, unit)),
        }
    }

    /// Who speaks: the speaker, or else the article.
    fn voice(&self) -> (Option<&Who>, Option<DocumentId>) {
        let speaker = self.speaker.as_ref();
        (speaker, speaker.is_none().then_some(self.claim.document))
    }

    fn is_account(&self) -> bool {
        let repeats =
            self.claim.relations.iter().any(|(relation, _)| *relation == Relation::Repeats);
        self.claim.stance == Stance::Asserts && !repeats
    }

    fn relates(&self, relation: Relation, other: &Self) -> bool {
        self.claim.relations.contains(&(relation, other.id))
            || other.claim.relations.contains(&(relation, self.id))
    }
}

fn who(entity: Option<EntityId>, name: &str) -> Who {
    entity.map_or_else(|| Who::Words(key(name)), Who::Entity)
}

type Because = Option<(ClaimId, ClaimId)>;

type Superseded<'s, 'a> = BTreeMap<ClaimId, &'s Answer<'a>>;

/// Where a question stands, and why.
struct Weighed<'a> {
    standing: Standing,
    because: Because,
    dispute: Option<Dispute>,
    origin: Option<&'a ChainLink>,
}

impl<'a> Weighed<'a> {
    fn new(standing: Standing, because: Because) -> Self {
        let because = because.map(|(a, b)| (a.min(b), a.max(b)));
        Self { standing, because, dispute: None, origin: None }
    }

    fn contested(dispute: Dispute, because: Because) -> Self {
        let sorted = Self::new(Standing::Contested, because);
        // Of a denial it matters who denies.
        let because = if dispute == Dispute::Denial { because } else { sorted.because };
        Self { because, dispute: Some(dispute), ..sorted }
    }

    fn from_one(origin: Option<&'a ChainLink>) -> Self {
        Self { origin, ..Self::new(Standing::SingleSource, None) }
    }
}

/// What is asserted and stands no longer, each with the claim that takes it back or replaces it.
fn superseded<'s, 'a>(answers: &'s [Answer<'a>]) -> Superseded<'s, 'a> {
    let asserts = |answer: &&Answer| answer.claim.stance == Stance::Asserts;
    // What may supersede a claim names it, or takes back all that its speaker says.
    let mut naming: BTreeMap<ClaimId, Vec<usize>> = BTreeMap::new();
    let mut sweeping: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, answer) in answers.iter().enumerate() {
        for &(_, named) in &answer.claim.relations {
            naming.entry(named).or_default().push(index);
        }
        if answer.claim.stance == Stance::Retracts && answer.claim.relations.is_empty() {
            sweeping.entry(answer.voice()).or_default().push(index);
        }
    }
    let by = |answer: &Answer| {
        let naming = naming.get(&answer.id).into_iter().flatten();
        let all = naming.clone().chain(sweeping.get(&answer.voice()).into_iter().flatten());
        let retraction = all.filter(|&&other| takes_back(&answers[other], answer)).min();
        let update = || {
            naming.map(|&other| &answers[other]).filter(asserts).find(|new| replaces(new, answer))
        };
        retraction.map(|&retraction| &answers[retraction]).or_else(update)
    };
    answers.iter().filter(asserts).filter_map(|answer| Some((answer.id, by(answer)?))).collect()
}

/// The first standing that holds.
fn standing<'a>(answers: &[Answer<'a>], superseded: &Superseded<'_, 'a>) -> Weighed<'a> {
    let asserted: Vec<&Answer> =
        answers.iter().filter(|answer| answer.claim.stance == Stance::Asserts).collect();
    let retracted = |answer: &Answer| {
        superseded.get(&answer.id).filter(|by| by.claim.stance == Stance::Retracts)
    };
    if asserted.is_empty() {
        // Someone who takes something back has asserted it, if not in this archive.
        let retracts = answers.iter().any(|answer| answer.claim.stance == Stance::Retracts);
        return Weighed::new(if retracts { Standing::Retracted } else { Standing::Open }, None);
    }
    if let (Some(first), true) = (asserted.first(), asserted.iter().all(|a| retracted(a).is_some()))
    {
        let because = retracted(first).map(|taken_back| (first.id, taken_back.id));
        return Weighed::new(Standing::Retracted, because);
    }
    let standing: Vec<&Answer> =
        asserted.iter().copied().filter(|answer| !superseded.contains_key(&answer.id)).collect();
    let accounts: Vec<&Answer> = standing.iter().copied().filter(|a| a.is_account()).collect();
    // A claim that only repeats one outside this question still answers it.
    let accounts = if accounts.is_empty() { standing } else { accounts };
    let denials: Vec<&Answer> =
        answers.iter().filter(|answer| answer.claim.stance == Stance::Denies).collect();
    if let Some(contested) = contested(&accounts, &denials) {
        return contested;
    }
    let because = denied(&accounts, &denials);
    if because.is_some() {
        return Weighed::new(Standing::Denied, because);
    }
    let because = corroborated(&accounts);
    if because.is_some() {
        return Weighed::new(Standing::Corroborated, because);
    }
    let origin = origin(&accounts);
    let first = accounts.first();
    let is_one = accounts.iter().all(|other| first.is_some_and(|one| same_voice(one, other)));
    if origin.is_some() || is_one {
        return Weighed::from_one(origin);
    }
    Weighed::new(Standing::SeveralAccounts, None)
}

/// Whether `retraction` takes `answer` back: the claims that it names, or all that its speaker had said of it by then.
fn takes_back(retraction: &Answer, answer: &Answer) -> bool {
    if retraction.claim.stance != Stance::Retracts || !same_speaker(retraction, answer) {
        return false;
    }
    let named = &retraction.claim.relations;
    let later = answer.made != Day::NEVER && answer.made > retraction.made;
    let is_named = named.iter().any(|&(_, id)| id == answer.id);
    if named.is_empty() { !later && is_of(retraction, answer) } else { is_named }
}

/// Whether a newer claim replaces an older one, as a later count does whoever made the first.
fn replaces(newer: &Answer, older: &Answer) -> bool {
    let updates =
        |one: &Answer, other: &Answer| one.claim.relations.contains(&(Relation::Updates, other.id));
    let is_later = older.made != Day::NEVER && older.made > newer.made;
    updates(newer, older) && !updates(older, newer) && !is_later
}

/// Whether a denial or a retraction is of what is asserted: of one with a figure, where its own figure covers that.
fn is_of(reply: &Answer, asserted: &Answer) -> bool {
    match (&reply.figure, &asserted.figure) {
        (Some(reply), Some(asserted)) => reply.covers(asserted),
        _ => true,
    }
}

/// Whether a denial is of what is asserted. One that names claims is of these alone, also of words that others put into
/// the mouth of who denies them.
fn contradicts(denial: &Answer, asserted: &Answer) -> bool {
    let mut named = denial.claim.relations.iter().map(|(relation, _)| relation);
    let is_named = denial.relates(Relation::Contradicts, asserted);
    let names_others = named.any(|relation| *relation == Relation::Contradicts);
    is_named || !names_others && !same_speaker(denial, asserted) && is_of(denial, asserted)
}

fn same_speaker(one: &Answer, other: &Answer) -> bool {
    one.voice() == other.voice()
}

/// Whether accounts have one speaker, or are what one text says itself.
fn same_voice(one: &Answer, other: &Answer) -> bool {
    same_speaker(one, other) || one.is_own && other.is_own && one.text == other.text
}

/// Whether two articles say so that are one text.
fn is_reprint(one: &Answer, other: &Answer) -> bool {
    one.text == other.text && one.claim.document != other.claim.document
}

/// Two accounts that differ.
fn contested<'a>(accounts: &[&Answer<'a>], denials: &[&Answer<'a>]) -> Option<Weighed<'a>> {
    let found = [
        (Dispute::Figures, apart(accounts)),
        (Dispute::Relation, contradicting(accounts)),
        (Dispute::Denial, rivals(accounts, denials)),
    ];
    let mut found = found.into_iter().filter(|(_, because)| because.is_some());
    found.next().map(|(dispute, because)| Weighed::contested(dispute, because))
}

/// Two accounts whose figures differ.
fn apart(accounts: &[&Answer]) -> Because {
    let (one, other) = differing(&figures(accounts))?;
    Some((accounts[one].id, accounts[other].id))
}

fn contradicting(accounts: &[&Answer]) -> Because {
    let ids: BTreeSet<ClaimId> = accounts.iter().map(|account| account.id).collect();
    accounts.iter().find_map(|account| {
        let mut others = account.claim.relations.iter();
        let other = others.find(|(r, id)| *r == Relation::Contradicts && ids.contains(id))?;
        Some((account.id, other.1))
    })
}

/// A denial by someone who has an account of their own, beside an account of somebody else.
fn rivals(accounts: &[&Answer], denials: &[&Answer]) -> Because {
    let mut own = BTreeMap::new();
    for account in accounts {
        own.entry(account.voice()).or_insert(account.id);
    }
    denials.iter().find_map(|denial| {
        let own = own.get(&denial.voice())?;
        let is_rival = |account: &&&Answer| account.id != *own && contradicts(denial, account);
        Some((accounts.iter().find(is_rival)?.id, *own))
    })
}

fn denied(accounts: &[&Answer], denials: &[&Answer]) -> Because {
    denials.iter().find_map(|denial| {
        let asserted = accounts.iter().find(|account| contradicts(denial, account))?;
        Some((asserted.id, denial.id))
    })
}

/// Two accounts that agree and share no speaker, relay or basis; of several pairs, the first.
fn corroborated(accounts: &[&Answer]) -> Because {
    let corroborate = |&(one, other): &(usize, usize)| {
        let [one, other] = [accounts[one], accounts[other]];
        agree(one, other) && are_independent(one, other)
    };
    let in_group = |group: Vec<usize>| {
        let mut pairs = group
            .iter()
            .enumerate()
            .flat_map(|(index, &one)| group[index + 1..].iter().map(move |&other| (one, other)));
        if have_one_source(&group, accounts) { None } else { pairs.find(corroborate) }
    };
    let places: BTreeMap<ClaimId, usize> = (0..).zip(accounts).map(|(i, a)| (a.id, i)).collect();
    let related = accounts.iter().enumerate().flat_map(|(one, account)| {
        let others = account.claim.relations.iter().filter_map(|(_, id)| places.get(id));
        others.map(move |&other| (one.min(other), one.max(other)))
    });
    let by_figures = groups(&figures(accounts)).into_iter().filter_map(in_group);
    let (one, other) = related.filter(corroborate).chain(by_figures).min()?;
    Some((accounts[one].id, accounts[other].id))
}

/// The figures of accounts, each with the place of its account.
fn figures<'s>(accounts: &'s [&Answer]) -> Vec<(usize, &'s Numbers)> {
    let figures = accounts.iter().enumerate();
    figures.filter_map(|(index, account)| Some((index, account.figure.as_ref()?))).collect()
}

/// Whether accounts have one speaker, relay or basis in common, or are one of each version of a text, so that no two of them
/// are independent.
fn have_one_source(group: &[usize], accounts: &[&Answer]) -> bool {
    let Some((&first, others)) = group.split_first() else { return true };
    let others = || others.iter().map(|&other| accounts[other]);
    let first = accounts[first];
    let shared = others().try_fold(first.sources.clone(), |mut shared, other| {
        shared.retain(|source| other.sources.contains(source));
        Some(shared).filter(|shared| !shared.is_empty())
    });
    let is_shared = shared.is_some_and(|shared| !shared.is_empty());
    let articles: BTreeSet<DocumentId> =
        group.iter().map(|&account| accounts[account].claim.document).collect();
    let is_text = articles.len() == group.len() && others().all(|other| is_reprint(first, other));
    is_shared || is_text || others().all(|other| same_speaker(first, other))
}

fn are_independent(one: &Answer, other: &Answer) -> bool {
    let share_none = !same_speaker(one, other) && one.sources.is_disjoint(&other.sources);
    share_none && !is_reprint(one, other)
}

fn agree(one: &Answer, other: &Answer) -> bool {
    let overlap = match (&one.figure, &other.figure) {
        (Some(one), Some(other)) => one.agrees(other),
        _ => false,
    };
    (overlap || one.relates(Relation::Supports, other)) && !one.relates(Relation::Repeats, other)
}

/// The speaker or basis that all accounts go back to.
fn origin<'a>(accounts: &[&Answer<'a>]) -> Option<&'a ChainLink> {
    let roots = |account: &Answer| -> BTreeSet<Who> {
        account.speaker.iter().chain(&account.basis).cloned().collect()
    };
    let (first, others) = accounts.split_first()?;
    let shared = others.iter().fold(roots(first), |shared, next| &shared & &roots(next));
    first.claim.chain.iter().find(|link| shared.contains(&who(link.entity, &link.name)))
}
