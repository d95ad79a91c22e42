//! Addresses inside a document: of headings and of paragraphs.
//!
//! Ids of highlights and of other annotations are not given here; headings keep clear of their form.

use foldhash::{HashMap, HashSet};

use crate::fold;
use crate::model::body::Body;

/// The first parts of ids that the program gives, before digits and hyphens; a heading takes none of that form.
const TAKEN: &[&str] = &["p", "h", "e", "c", "n", "fn", "fnref"];

/// Gives every heading and paragraph of `body` its id; `explicit` are the ids that the writer gave to headings.
pub(super) fn give(body: &mut Body, explicit: &[Option<Box<str>>]) {
    let mut names = Names::default();
    // What the writer chose comes first, so that an earlier heading of the same words gives way.
    for (heading, id) in body.headings.iter_mut().zip(explicit) {
        if let Some(id) = id {
            heading.id = names.unique(clear(id));
        }
    }
    for heading in body.headings.iter_mut().filter(|heading| heading.id.is_empty()) {
        heading.id = names.unique(clear(&fold::slug(&body.text[heading.range.range()])));
    }
    for paragraph in &mut body.paragraphs {
        let hash = fold::short_hash(&body.text[paragraph.range.range()]);
        paragraph.id = names.unique(format!("p-{hash}"));
    }
}

/// An id of a heading that looks like none of the program's.
fn clear(id: &str) -> String {
    match id.split_once('-') {
        _ if id.is_empty() => "section".to_owned(),
        Some(("user", _)) => format!("s-{id}"),
        Some((first, rest)) if TAKEN.contains(&first) && is_number(rest) => format!("s-{id}"),
        _ => id.to_owned(),
    }
}

fn is_number(rest: &str) -> bool {
    rest.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// The ids that are given, and how often each was asked for.
#[derive(Default)]
struct Names {
    given: HashSet<String>,
    repeats: HashMap<String, u32>,
}

impl Names {
    fn unique(&mut self, id: String) -> String {
        if self.given.insert(id.clone()) {
            return id;
        }
        let repeats = self.repeats.entry(id.clone()).or_default();
        loop {
            *repeats += 1;
            let next = format!("{id}-{repeats}");
            if self.given.insert(next.clone()) {
                return next;
            }
        }
    }
}
