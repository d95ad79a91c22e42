//! Ids of annotations: given by the reader, or made of the words so that they stay when other things change.

use std::collections::BTreeMap;

use super::front_matter::Front;
use super::item::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::model::annotation::{Annotation, Says};

/// Gives every draft its id. Ids that are given come first, so that a made one never takes one of them.
pub(super) fn give(front: &mut Front, mut drafts: Vec<Draft>) -> Vec<Annotation> {
    let mut taken = BTreeMap::new();
    for draft in &mut drafts {
        let Some(given) = &draft.given else { continue };
        let id = fold::fragment(&given.value);
        if id.is_empty() {
            continue;
        }
        draft.annotation.id = free(&mut taken, &id);
        if draft.annotation.id != id {
            let message = format!("the id `{}` is here twice", given.value);
            let fault = Diagnostic::new(Code::DuplicateId, message);
            let help = "give each item of one file an id of its own, or none";
            front.intake.fault(fault.help(help), given.span, "");
        }
    }
    for draft in &mut drafts {
        if draft.annotation.id.is_empty() {
            let id =
                format!("{}-{}", prefix(&draft.annotation.says), fold::short_hash(&draft.words));
            draft.annotation.id = free(&mut taken, &id);
        }
    }
    // Collected in place, they would keep the room of the drafts, which is several times theirs.
    let mut annotations = Vec::with_capacity(drafts.len());
    annotations.extend(drafts.into_iter().map(|draft| draft.annotation));
    annotations
}

fn prefix(says: &Says) -> char {
    match says {
        Says::Highlight(_) => 'h',
        Says::Names(_) => 'n',
        Says::Event(_) => 'e',
        Says::Claim(_) => 'c',
    }
}

/// The id, with a counter when it is taken. The map has the next number for each id, so that many repeats are no
/// search.
fn free(taken: &mut BTreeMap<String, u32>, id: &str) -> String {
    let Some(mut number) = taken.get(id).copied() else {
        taken.insert(id.to_owned(), 2);
        return id.to_owned();
    };
    let mut numbered = format!("{id}-{number}");
    while taken.contains_key(&numbered) {
        number += 1;
        numbered = format!("{id}-{number}");
    }
    taken.insert(id.to_owned(), number + 1);
    taken.insert(numbered.clone(), 2);
    numbered
}
