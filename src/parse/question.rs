//! The front matter of a question.

use super::front_matter::{Field, Front};
use crate::keys;
use crate::model::article::{Document, QuestionRecord};
use crate::source::Spanned;
use crate::yaml::Node;

const STANDINGS: [(&str, ()); 7] = [
    ("retracted", ()),
    ("contested", ()),
    ("denied", ()),
    ("corroborated", ()),
    ("single source", ()),
    ("several accounts", ()),
    ("open", ()),
];

/// What a question's own file says of it.
pub(super) fn read(front: &mut Front, fields: &[Field], document: &mut Document) -> QuestionRecord {
    let mut record = QuestionRecord::default();
    for field in fields {
        match field.key {
            "unit" => record.unit = front.intake.text("unit", field.value),
            "standing" => record.standing = standing(front, field.value),
            _ => front.common(field, document),
        }
    }
    record
}

/// A word, or a map of the word and the reason.
fn standing(front: &mut Front, node: &Node) -> Option<(Spanned<String>, Option<String>)> {
    if !node.is_map() {
        return Some((word(front, node)?, None));
    }
    let (mut is, mut because) = (None, None);
    for (key, node) in front.intake.known(node.entries(), &[keys::STANDING]) {
        match key {
            "is" => is = word(front, node),
            "because" => because = front.intake.text(key, node),
            _ => {}
        }
    }
    Some((is?, because))
}

/// One of the standings that there are; `single-source` is how templates and tables have it.
fn word(front: &mut Front, node: &Node) -> Option<Spanned<String>> {
    let word = front.intake.string("standing", node)?;
    let spaced = word.value.replace('-', " ");
    if STANDINGS.iter().any(|(known, ())| spaced.eq_ignore_ascii_case(known)) {
        return Some(Spanned::new(spaced, word.span));
    }
    front.intake.word("standing", node, &STANDINGS)?;
    Some(word)
}
