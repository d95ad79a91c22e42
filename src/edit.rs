//! Changes of front matter that keep comments and layout.
//!
//! A change is a splice of the text at the place of a value. What it makes is read again and compared with what was
//! meant; a change that would touch anything else is refused. Reads and writes no files.

mod address;
mod block;
mod entries;
mod expect;
mod format;
mod front;
mod indent;
mod items;
mod marks;
mod rename;
mod replies;
mod select;
mod splice;
mod ways;
mod write;

pub use address::{Readdressed, readdress};
pub use entries::put;
pub use expect::same;
pub use format::{formatted, mended};
pub use items::{add, add_all, arranged, item, remove, set};
pub use marks::unmarked;
pub use rename::{Renamed, Rewritten, rename};
pub use replies::{remove_reply, reply, set_reply};
pub use select::{Selection, locate, selectors};
pub use write::front_matter;

use front::{Front, NO_PLACE};
use splice::Splice;

use crate::fold::{Level, fold};
use crate::model::annotation::{Anchoring, Annotation, Fidelity, Passage};
use crate::model::article::Reading;
use crate::source::{Change, Edit, Span};

/// A source with one change.
///
/// `Err` says in words why it cannot be made.
pub fn apply(text: &str, front_matter: Span, edit: &Edit) -> Result<String, &'static str> {
    apply_all(text, front_matter, &[edit]).map(|(changed, _)| changed)
}

/// The lines that one of several changes is of.
pub struct Lines {
    /// Where they begin in the text.
    pub at: usize,
    /// The lines as they are.
    pub before: String,
    /// The lines with the change.
    pub after: String,
}

/// A source with several changes, of which all can be made or none is, and the lines of each.
///
/// `Err` says in words why they cannot be made.
pub fn apply_all(
    text: &str,
    front_matter: Span,
    edits: &[&Edit],
) -> Result<(String, Vec<Lines>), &'static str> {
    let front = Front::read(text, front_matter)?;
    let mut expected = front.tree.clone();
    let mut ways = Vec::with_capacity(edits.len());
    for edit in edits {
        let place = expect::find(&front.tree, edit).ok_or(
            "the value does not stand for itself; a block of passages has to be written as a list",
        )?;
        ways.push(splice::ways(text, &place, &edit.change));
        expect::make(&mut expected, edit);
    }
    // Several are made in the best way or not: who needs another one is found by making fewer.
    let tries = if let [one] = ways.as_slice() { one.len() } else { 1 };
    for number in 0..tries {
        let chosen: Option<Vec<&Vec<_>>> = ways.iter().map(|ways| ways.get(number)).collect();
        let chosen = chosen.ok_or(NO_PLACE)?;
        let mut splices: Vec<Splice> = chosen.iter().copied().flatten().cloned().collect();
        splices.sort_by_key(|(range, _)| range.start);
        let is_apart = splices.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if let Some(changed) = is_apart.then(|| front.take(&expected, [splices]).ok()).flatten() {
            let lines = chosen.into_iter().filter_map(|way| front.lines(way));
            return Ok((changed, lines.collect()));
        }
    }
    Err(NO_PLACE)
}

/// The words as printed, for the quotes of a reading that were found although letters or signs differ.
///
/// Case is how a reader writes, and words that are left out were left out on purpose.
pub fn as_printed(reading: &Reading) -> Vec<Edit> {
    let Some(article) = reading.document.article() else { return Vec::new() };
    let anchored = article.annotations.iter().zip(&reading.anchors);
    anchored.filter_map(|(annotation, found)| printed(reading, annotation, found)).collect()
}

fn printed(reading: &Reading, annotation: &Annotation, found: &Anchoring) -> Option<Edit> {
    let (Some(Passage::Quote(selector)), Anchoring::Found(anchor)) = (&annotation.passage, found)
    else {
        return None;
    };
    let (&[range], Fidelity::Folded | Fidelity::Fuzzy) = (&*anchor.ranges, anchor.fidelity) else {
        return None;
    };
    let words: Vec<&str> = reading.document.body.text[range.range()].split_whitespace().collect();
    let words = words.join(" ");
    let bare = |text: &str| fold(text, Level::Case).text.trim().to_owned();
    let differs = bare(&words) != bare(&selector.exact.value);
    differs.then_some(Edit { at: selector.exact.span, change: Change::Words(words) })
}
