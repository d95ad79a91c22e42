//! Where questions stand, computed from the claims that answer them. Says nothing of truth.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::called::{bare, key, names};
use super::claims::record;
use crate::diagnostic::{Candidates, Code, Diagnostic};
use crate::model::annotation::{ClaimRecord, Relation, Stance};
use crate::model::archive::{
    ChainLink, ChainRole, Claim, ClaimId, Dispute, EntityId, Question, Standing, first_day,
};
use crate::model::article::Reading;
use crate::model::date::Day;
use crate::model::figure::Figure;

/// Computes the standing of every question.
pub(super) fn weigh(
    mut questions: Vec<Question>,
    claims: &[Claim],
    readings: &[Arc<Reading>],
) -> Vec<Question> {
    for question in &mut questions {
        let unit = question
            .record
            .and_then(|id| readings[id.index()].document.question()?.unit.as_deref());
        let answers = question.claims.iter().filter_map(|&id| {
            let claim = &claims[id.index()];
            Some(Answer::new(id, claim, record(readings, claim)?, unit))
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

/// The questions with a file of their own that no claim answers.
pub(super) fn unanswered<'a>(
    questions: &'a [Question],
    readings: &'a [Arc<Reading>],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let silent = questions.iter().filter(|question| question.claims.is_empty());
    silent.filter_map(|question| {
        let document = &readings[question.record?.index()].document;
        let fault = Diagnostic::new(Code::Unanswered, "no claim answers this question");
        let help = format!("name it under `claims` of an article: `question: {}`", document.slug);
        Some(fault.at(&document.source, document.title.span, "").help(help))
    })
}

/// The questions of claims that have no file and are called almost like one that has one.
pub(super) fn mistaken(
    questions: &[Question],
    claims: &[Claim],
    readings: &[Arc<Reading>],
) -> Vec<Diagnostic> {
    let recorded = || questions.iter().filter_map(|question| question.record);
    let names = recorded().flat_map(|id| names(&readings[id.index()].document));
    let known = Candidates::of(names);
    let is_new =
        |claim: &&Claim| claim.question.is_some_and(|id| questions[id.index()].record.is_none());
    let mistaken = claims.iter().filter(is_new).filter_map(|claim| {
        let words = record(readings, claim)?.question.as_ref()?;
        let near = known.slipped(bare(&words.value))?;
        let message = format!("the question `{}` has no file", words.value);
        let fault = Diagnostic::new(Code::UnknownQuestion, message);
        let source = &readings[claim.document.index()].document.source;
        Some(fault.at(source, words.span, "").help(format!("did you mean `{near}`?")))
    });
    mistaken.collect()
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
    /// Speaker, basis and relays.
    sources: BTreeSet<Who>,
    made: Day,
    figure: Option<Numbers>,
}

/// The numbers of a figure.
struct Numbers {
    /// Unit and scope.
    counts: (String, String),
    /// From what to what they can be, twice where they are one of two: figures that do not meet here differ.
    allowed: [(f64, f64); 2],
    /// From what to what they are likely to be, where they are open to one side: figures that meet here agree.
    meant: [(f64, f64); 2],
}

impl<'a> Answer<'a> {
    fn new(id: ClaimId, claim: &'a Claim, record: &ClaimRecord, unit: Option<&str>) -> Self {
        let stations = claim.chain.iter().filter(|link| link.role != ChainRole::Article);
        let of = |role| claim.chain.iter().find(|link| link.role == role).map(who);
        Self {
            id,
            claim,
            speaker: of(ChainRole::Speaker),
            basis: of(ChainRole::Basis),
            sources: stations.map(who).collect(),
            made: first_day(record.made.as_ref()),
            figure: record.figure.as_ref().and_then(|figure| numbers(figure, unit)),
        }
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

fn who(link: &ChainLink) -> Who {
    link.entity.map_or_else(|| Who::Words(key(&link.name)), Who::Entity)
}

/// The numbers of a figure. "About" a number is within a tenth of it, and about a year within five years; "more than" a
/// number can be anything above, and is said of what is near it. Who says "over 60" and who says "60" differ, as do those who
/// say "88 or 91" and "89".
fn numbers(figure: &Figure, unit: Option<&str>) -> Option<Numbers> {
    let range = figure.range?;
    let unit = figure.unit.as_deref().or(unit);
    let scope = figure.scope.as_deref().unwrap_or_default();
    let near = |n: f64| if range.is_year(unit) { 5.0 } else { n.abs() * 0.1 };
    let about = |n: f64| if range.approximate { near(n) } else { 0.0 };
    let around = |n: f64| (n - about(n), n + about(n));
    let (low, high) = (range.low.map(|n| around(n).0), range.high.map(|n| around(n).1));
    let above = |n: f64| if range.strict { n.next_up() } else { n };
    let below = |n: f64| if range.strict { n.next_down() } else { n };
    let (allowed, meant) = match (low, high) {
        (Some(low), Some(high)) => ((low, high), (low, high)),
        (Some(low), None) => ((above(low), f64::INFINITY), (above(low), low + near(low))),
        (None, Some(high)) => ((f64::NEG_INFINITY, below(high)), (high - near(high), below(high))),
        (None, None) => return None,
    };
    let either = range.low.zip(range.high).filter(|_| range.either);
    let either = either.map(|(one, other)| [around(one), around(other)]);
    Some(Numbers {
        counts: (range.counts(unit), key(scope)),
        allowed: either.unwrap_or([allowed; 2]),
        meant: either.unwrap_or([meant; 2]),
    })
}

/// Whether some number lies in one of these and in one of the others.
fn meet(these: [(f64, f64); 2], others: [(f64, f64); 2]) -> bool {
    let meets = |(low, high)| others.iter().any(|&(from, to)| low <= to && from <= high);
    these.into_iter().any(meets)
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
    let asserted = || answers.iter().filter(|answer| answer.claim.stance == Stance::Asserts);
    let by = |answer: &Answer| {
        let retraction = answers.iter().find(|other| takes_back(other, answer));
        retraction.or_else(|| asserted().find(|other| replaces(other, answer)))
    };
    asserted().filter_map(|answer| Some((answer.id, by(answer)?))).collect()
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
    let is_one = accounts.iter().all(|other| first.is_some_and(|one| same_speaker(one, other)));
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

/// Whether a speaker's newer claim replaces an older one.
fn replaces(newer: &Answer, older: &Answer) -> bool {
    same_speaker(newer, older) && newer.claim.relations.contains(&(Relation::Updates, older.id))
}

/// Whether a denial or a retraction is of what is asserted: of one with a figure, where that agrees with its own.
fn is_of(reply: &Answer, asserted: &Answer) -> bool {
    match (&reply.figure, &asserted.figure) {
        (Some(reply), Some(asserted)) => {
            reply.counts == asserted.counts && meet(reply.allowed, asserted.allowed)
        }
        _ => true,
    }
}

/// Whether somebody denies what somebody else asserts.
fn contradicts(denial: &Answer, asserted: &Answer) -> bool {
    let is_meant = denial.relates(Relation::Contradicts, asserted) || is_of(denial, asserted);
    !same_speaker(denial, asserted) && is_meant
}

fn same_speaker(one: &Answer, other: &Answer) -> bool {
    match (&one.speaker, &other.speaker) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.claim.document == other.claim.document,
        _ => false,
    }
}

/// Two accounts that differ.
fn contested<'a>(accounts: &[&Answer<'a>], denials: &[&Answer<'a>]) -> Option<Weighed<'a>> {
    let found = [
        (Dispute::Figures, apart(accounts).or_else(|| between(accounts))),
        (Dispute::Relation, contradicting(accounts)),
        (Dispute::Denial, rivals(accounts, denials)),
    ];
    let mut found = found.into_iter().filter(|(_, because)| because.is_some());
    found.next().map(|(dispute, because)| Weighed::contested(dispute, because))
}

/// Two figures of one unit and scope that do not overlap: the one that ends first and the one that begins last.
fn apart(accounts: &[&Answer]) -> Because {
    let mut ends: BTreeMap<&(String, String), [(f64, ClaimId); 2]> = BTreeMap::new();
    let mut found = Vec::new();
    for account in accounts {
        let Some(Numbers { counts, allowed: [(low, _), (_, high)], .. }) = &account.figure else {
            continue;
        };
        let [first_end, last_begin] =
            ends.entry(counts).or_insert([(*high, account.id), (*low, account.id)]);
        if *high < first_end.0 {
            *first_end = (*high, account.id);
        }
        if *low > last_begin.0 {
            *last_begin = (*low, account.id);
        }
        found.push(counts);
    }
    let mut differing = found.into_iter().filter_map(|counts| ends.get(counts));
    differing.find(|[end, begin]| end.0 < begin.0).map(|[end, begin]| (end.1, begin.1))
}

/// Two figures of one unit and scope of which one is one of two numbers, and the other neither.
fn between(accounts: &[&Answer]) -> Because {
    let figures = || accounts.iter().filter_map(|one| Some((one.id, one.figure.as_ref()?)));
    figures().filter(|(_, one)| one.allowed[0] != one.allowed[1]).find_map(|(id, one)| {
        let differs =
            |other: &Numbers| one.counts == other.counts && !meet(one.allowed, other.allowed);
        figures().find(|(_, other)| differs(other)).map(|(other, _)| (id, other))
    })
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
    denials.iter().find_map(|denial| {
        let own = accounts.iter().find(|account| same_speaker(account, denial))?;
        let other = accounts.iter().find(|account| contradicts(denial, account))?;
        Some((other.id, own.id))
    })
}

fn denied(accounts: &[&Answer], denials: &[&Answer]) -> Because {
    denials.iter().find_map(|denial| {
        let asserted = accounts.iter().find(|account| contradicts(denial, account))?;
        Some((asserted.id, denial.id))
    })
}

/// Two accounts that agree and share no speaker, relay or basis.
fn corroborated(accounts: &[&Answer]) -> Because {
    accounts.iter().enumerate().find_map(|(index, one)| {
        let mut others = accounts[index + 1..].iter();
        let other = others.find(|other| agree(one, other) && are_independent(one, other));
        other.map(|other| (one.id, other.id))
    })
}

fn are_independent(one: &Answer, other: &Answer) -> bool {
    !same_speaker(one, other) && one.sources.is_disjoint(&other.sources)
}

fn agree(one: &Answer, other: &Answer) -> bool {
    let overlap = match (&one.figure, &other.figure) {
        (Some(one), Some(other)) => one.counts == other.counts && meet(one.meant, other.meant),
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
    first.claim.chain.iter().find(|link| shared.contains(&who(link)))
}
