//! Things that are part of themselves, or translations of themselves.
//!
//! Says so and changes nothing: pages show each step, and none of them walks the circle.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{Archive, LinkKind};
use crate::source::{SourcePath, Spanned};

/// The fault that a document stands in a relation to itself.
pub(super) fn of_one(name: &str) -> Diagnostic {
    let fault = Diagnostic::new(Code::Circle, format!("`{name}` is this file itself"));
    fault.help("name another file here, or take the key out")
}

/// Finds every circle, and blames the first of those that it goes through.
pub(super) fn find(archive: &Archive) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let wholes = archive.entities.iter().map(|entity| entity.part_of.map(|whole| whole.0));
    for (first, next) in circles(&wholes.collect::<Vec<_>>()) {
        let name = |index: u32| &archive.entities[index as usize].name;
        let Some(record) = archive.entities[first as usize].record else { continue };
        let document = &archive.document(record).document;
        let part_of = document.entity().and_then(|record| record.part_of.as_ref());
        let names = (name(first), name(next));
        faults.extend(part_of.map(|to| fault("part_of", names, &document.source, to)));
    }
    for (kind, key) in [
        (LinkKind::PartOf, "part_of"),
        (LinkKind::Translates, "translation_of"),
        (LinkKind::Corrects, "corrects"),
        (LinkKind::Versions, "version_of"),
    ] {
        let of_kind = archive.relations.iter().filter(|(_, of, _)| *of == kind);
        let next: BTreeMap<u32, u32> = of_kind.map(|(from, _, to)| (from.0, to.0)).collect();
        let ends: Vec<_> =
            (0..).zip(&archive.documents).map(|(id, _)| next.get(&id).copied()).collect();
        for (first, next) in circles(&ends) {
            let document = |index: u32| &archive.documents[index as usize].document;
            let Some(article) = document(first).article() else { continue };
            let to = match kind {
                LinkKind::PartOf => &article.part_of,
                LinkKind::Translates => &article.translation_of,
                LinkKind::Versions => &article.version_of,
                _ => &article.corrects,
            };
            let names = (&document(first).title.value, &document(next).title.value);
            faults.extend(to.iter().map(|to| fault(key, names, &document(first).source, to)));
        }
    }
    faults
}

fn fault(
    key: &str,
    (first, next): (&String, &String),
    source: &SourcePath,
    to: &Spanned<String>,
) -> Diagnostic {
    let message = if first == next {
        format!("`{key}` leads from `{first}` to itself")
    } else {
        format!("`{key}` leads from `{first}` over `{next}` back to `{first}`")
    };
    let help = format!("take out the `{key}` that is wrong");
    Diagnostic::new(Code::Circle, message).at(source, to.span, "").help(help)
}

/// The first node of each circle and the one after it, where every node leads to one other at the most.
fn circles(next: &[Option<u32>]) -> Vec<(u32, u32)> {
    let mut seen_from: Vec<Option<u32>> = vec![None; next.len()];
    let mut found = Vec::new();
    for start in (0..).take(next.len()) {
        let mut at = start;
        while seen_from[at as usize].is_none() {
            seen_from[at as usize] = Some(start);
            match next[at as usize] {
                Some(to) if seen_from[to as usize] == Some(start) => {
                    // The lowest number of a circle that is entered anywhere is where it begins.
                    let mut first = to;
                    let mut node = to;
                    while let Some(after) = next[node as usize].filter(|after| *after != to) {
                        first = first.min(after);
                        node = after;
                    }
                    found.extend(next[first as usize].map(|after| (first, after)));
                    break;
                }
                Some(to) => at = to,
                None => break,
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn circles_are_found_once() {
        for (next, found) in [
            (vec![None, Some(0), Some(1)], vec![]),
            (vec![Some(0)], vec![(0, 0)]),
            (vec![Some(2), Some(2), Some(3), Some(1)], vec![(1, 2)]),
            (vec![Some(1), Some(0), Some(3), Some(2)], vec![(0, 1), (2, 3)]),
        ] {
            assert_eq!(super::circles(&next), found);
        }
    }
}
