//! `entities`, `events` and `claims`: who is named, what happened, and what somebody is said to have said.

use super::date;
use super::entity;
use super::figure;
use super::front_matter::Front;
use super::item::{self, Draft, Shape, Tables};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::keys;
use crate::model::annotation::{ClaimRecord, EventReport, Naming, Passage, Relation, Says, Stance};
use crate::source::Spanned;
use crate::yaml::Node;

const NAME_KEYS: Tables<'static> = &[keys::NAMING, keys::ITEM, keys::REGION];
const EVENT_KEYS: Tables<'static> = &[keys::EVENT, keys::ITEM, keys::REGION];
const CLAIM_KEYS: Tables<'static> = &[keys::CLAIM, keys::ITEM, keys::REGION];

/// An item of `entities`.
pub(super) fn name(front: &mut Front, node: &Node) -> Option<Draft> {
    let mut naming = Naming::default();
    let mut draft = item::draft(node.span);
    match item::shape(front, "entities", node, NAME_KEYS) {
        Shape::Nothing => return None,
        Shape::Words(words) => naming.name = words.map(|w| crate::yaml::named(&w).to_owned()),
        Shape::Map(entries) => {
            let own = |front: &mut Front, key: &str, node: &Node| match key {
                "name" => naming.name = front.intake.name(key, node).unwrap_or_default(),
                "kind" => naming.kind = entity::kind(front.intake.string(key, node)),
                "aliases" => naming.aliases = entity::aliases(front, node),
                _ => {}
            };
            item::read(front, entries, &mut draft, own, NAME_KEYS);
        }
    }
    if naming.name.value.is_empty() {
        front.says_nothing("this item of `entities` names nobody", "add `name:`", node.span);
        return None;
    }
    words_of(&mut draft, &naming.name);
    draft.annotation.says = Says::Names(Box::new(naming));
    Some(draft)
}

/// An item of `events`.
pub(super) fn event(front: &mut Front, node: &Node) -> Option<Draft> {
    let mut event = Box::new(EventReport {
        id: None,
        title: Spanned::default(),
        date: None,
        place: None,
        who: Vec::new(),
    });
    let mut draft = item::draft(node.span);
    match item::shape(front, "events", node, EVENT_KEYS) {
        Shape::Nothing => return None,
        Shape::Words(words) => event.title = words,
        Shape::Map(entries) => {
            let mut calendar = None;
            let own = |front: &mut Front, key: &str, node| match key {
                "title" => event.title = front.intake.string(key, node).unwrap_or_default(),
                "date" => event.date = front.date(key, node),
                "place" => event.place = front.intake.name(key, node),
                "who" => event.who = front.intake.names(key, node),
                "calendar" => calendar = Some(node),
                _ => {}
            };
            item::read(front, entries, &mut draft, own, EVENT_KEYS);
            if let Some(node) = calendar {
                date::calendar(&mut front.intake, node, event.date.as_mut());
            }
        }
    }
    title_from_quote(&draft, &mut event.title);
    if let (true, Some(id)) = (event.title.value.is_empty(), &draft.given) {
        // A further report of an event that another article names.
        event.title.clone_from(id);
    }
    if event.title.value.is_empty() {
        let help = "add `title:` with what happened";
        front.says_nothing("this item of `events` does not say what happened", help, node.span);
        return None;
    }
    words_of(&mut draft, &event.title);
    event.id = item::fragment(&draft);
    draft.annotation.says = Says::Event(event);
    Some(draft)
}

/// An item of `claims`.
pub(super) fn claim(front: &mut Front, node: &Node) -> Option<Draft> {
    let mut claim = Box::new(unsaid());
    let mut draft = item::draft(node.span);
    match item::shape(front, "claims", node, CLAIM_KEYS) {
        Shape::Nothing => return None,
        Shape::Words(words) => claim.says = words,
        Shape::Map(entries) => {
            let mut calendar = None;
            let mut has_stance = true;
            let own = |front: &mut Front, key: &str, node| match key {
                "calendar" => calendar = Some(node),
                "stance" => match stance(front, node) {
                    Some(stance) => claim.stance = stance,
                    None => has_stance = false,
                },
                _ => claim_key(front, &mut claim, key, node),
            };
            item::read(front, entries, &mut draft, own, CLAIM_KEYS);
            // A denial that was mistyped is never shown as an assertion.
            if !has_stance {
                return None;
            }
            if let Some(node) = calendar {
                date::calendar(&mut front.intake, node, claim.made.as_mut());
            }
        }
    }
    title_from_quote(&draft, &mut claim.says);
    if claim.says.value.is_empty() {
        let help = "add `says:` with the claim in your own words";
        front.says_nothing("this item of `claims` does not say what is claimed", help, node.span);
        return None;
    }
    words_of(&mut draft, &claim.says);
    claim.id = item::fragment(&draft);
    draft.annotation.says = Says::Claim(claim);
    Some(draft)
}

fn unsaid() -> ClaimRecord {
    ClaimRecord {
        id: None,
        says: Spanned::default(),
        question: None,
        by: None,
        basis: None,
        via: Vec::new(),
        made: None,
        stance: Stance::default(),
        figure: None,
        rating: None,
        relations: Vec::new(),
    }
}

fn claim_key(front: &mut Front, claim: &mut ClaimRecord, name: &str, node: &Node) {
    let intake = &mut front.intake;
    match name {
        "says" => claim.says = intake.string(name, node).unwrap_or_default(),
        "question" => claim.question = intake.name(name, node),
        "by" => claim.by = intake.name(name, node),
        "basis" => claim.basis = intake.name(name, node),
        "via" => claim.via = intake.names(name, node),
        "made" => claim.made = front.date(name, node),
        "figure" => claim.figure = figure::figure(intake, node, &front.language),
        "rating" => claim.rating = rating(front, node),
        "contradicts" => relate(front, claim, Relation::Contradicts, name, node),
        "supports" => relate(front, claim, Relation::Supports, name, node),
        "repeats" => relate(front, claim, Relation::Repeats, name, node),
        "updates" => relate(front, claim, Relation::Updates, name, node),
        _ => {}
    }
}

/// How the speaker stands to a claim: that it is asserted where nothing is written, and nothing for words that say none.
fn stance(front: &mut Front, node: &Node) -> Option<Stance> {
    let written = front.intake.written(node.span);
    if node.is_null() || node.as_str() == Some("") {
        return Some(Stance::default());
    }
    let word = match node.items() {
        [one] => one.as_str(),
        _ => None,
    };
    let stance = word.and_then(Stance::read);
    match stance.map(Stance::name) {
        Some(name) if node.as_str().is_some_and(|word| word.trim().eq_ignore_ascii_case(name)) => {}
        Some(name) => {
            let message = format!("`{written}` is read as the stance `{name}`");
            front.intake.unusable(message, node.span, format!("write `stance: {name}`"));
        }
        None => {
            let known = Stance::NAMED.map(|(name, _)| name);
            let message = format!("`{written}` is no stance, so that this claim is left out");
            let near = nearest(written, known).map(|near| format!("did you mean `{near}`? "));
            let help = format!("{}it takes `{}`", near.unwrap_or_default(), known.join("`, `"));
            front.intake.fault(
                Diagnostic::new(Code::UnknownStance, message).help(help),
                node.span,
                "",
            );
        }
    }
    stance
}

fn relate(front: &mut Front, claim: &mut ClaimRecord, how: Relation, key: &str, node: &Node) {
    let others = front.intake.strings(key, node).into_iter();
    claim.relations.extend(others.map(|other| (how, other)));
}

fn rating(front: &mut Front, node: &Node) -> Option<Spanned<u8>> {
    let rating = front.intake.number::<u8>("rating", node)?;
    if (1..=6).contains(&rating.value) {
        return Some(rating);
    }
    let message = format!("the rating of a claim is 1 to 6, and this is {}", rating.value);
    front.intake.unusable(message, rating.span, "1 is confirmed, 5 improbable, 6 cannot be judged");
    None
}

/// An item that has only a quote says what the quote says.
fn title_from_quote(draft: &Draft, title: &mut Spanned<String>) {
    if let (true, Some(Passage::Quote(selector))) =
        (title.value.is_empty(), &draft.annotation.passage)
    {
        title.clone_from(&selector.exact);
    }
}

/// Without a quote, the title makes the id.
fn words_of(draft: &mut Draft, title: &Spanned<String>) {
    if draft.words.is_empty() {
        draft.words.clone_from(&title.value);
    }
}
