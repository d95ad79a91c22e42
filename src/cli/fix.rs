//! `check --fix`: the faults of quotes for which a program may write the remedy.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use variorum::cache::Cache;
use variorum::config::Config;
use variorum::diagnostic::{Checked, Code};
use variorum::disk::{DiskError, replace};
use variorum::model::annotation::{Anchoring, Passage};
use variorum::model::article::Reading;
use variorum::source::{Edit, Position, Source, Span};
use variorum::world::World;
use variorum::{anchor, edit, parse};

use super::change::told;

/// A change that is wanted.
struct Wanted {
    edit: Edit,
    why: String,
    /// Where its quote has to be found then; where it was before, if that is not said.
    place: Option<Span>,
}

/// A source with changes, and what is to be said of them.
struct Fixed {
    text: String,
    told: Vec<String>,
}

/// Changes the files of a world; what was done is said by the lines that are returned.
pub(super) fn fix(world: &mut World, root: &Path) -> Result<Vec<String>, DiskError> {
    let readings = Cache::default().readings(world);
    let mut told = Vec::new();
    for (source, reading) in world.sources.iter_mut().zip(readings) {
        let wanted = wanted(&reading);
        if wanted.is_empty() {
            continue;
        }
        let mut fixed = fixed(source, &reading.value, source.text.clone(), &wanted, &world.config);
        fixed.told.reverse();
        if fixed.text != source.text {
            replace::replace(root, source, &fixed.text)?;
            *source = Arc::new(Source::new(source.path.clone(), fixed.text));
        }
        told.extend(fixed.told);
    }
    Ok(told)
}

/// What there is to change in a source, the last place first: the places before it stay where they are.
fn wanted(reading: &Checked<Arc<Reading>>) -> Vec<Wanted> {
    let several = reading.diagnostics.iter().filter(|fault| fault.code == Code::QuoteAmbiguous);
    let faults = several.filter_map(|fault| {
        Some(Wanted {
            edit: fault.fix.clone()?,
            why: format!("{}; the first is taken", fault.message),
            place: fault.labels.get(1).map(|label| label.span),
        })
    });
    let printed = edit::as_printed(&reading.value).into_iter().map(|edit| Wanted {
        edit,
        why: "the words as printed".to_owned(),
        place: None,
    });
    let mut wanted: Vec<Wanted> = faults.chain(printed).collect();
    wanted.sort_by_key(|wanted| std::cmp::Reverse(wanted.edit.at));
    wanted
}

/// All changes together, or else those that can be made, half by half.
fn fixed(
    source: &Source,
    reading: &Reading,
    text: String,
    wanted: &[Wanted],
    config: &Config,
) -> Fixed {
    match (attempt(source, reading, &text, wanted, config), wanted) {
        (Ok(fixed), _) => fixed,
        (Err(reason), [one]) => Fixed { text, told: vec![left(source, one, reason)] },
        (Err(_), _) => {
            let (first, rest) = wanted.split_at(wanted.len() / 2);
            let Fixed { text, mut told } = fixed(source, reading, text, first, config);
            let rest = fixed(source, reading, text, rest, config);
            told.extend(rest.told);
            Fixed { told, ..rest }
        }
    }
}

fn left(source: &Source, wanted: &Wanted, reason: &str) -> String {
    let at = source.position(wanted.edit.at.start);
    format!("{}:{}:{}: left as it is: {reason}", source.path, at.line, at.column)
}

/// Makes changes in the text of a source, and looks whether every quote is found where it should be.
fn attempt(
    source: &Source,
    reading: &Reading,
    text: &str,
    wanted: &[Wanted],
    config: &Config,
) -> Result<Fixed, &'static str> {
    let front_matter = reading.document.front_matter;
    let end = front_matter.end as usize + text.len() - source.text.len();
    let front_matter = Span::new(front_matter.start as usize, end);
    let edits: Vec<&Edit> = wanted.iter().map(|wanted| &wanted.edit).collect();
    let (text, lines) = edit::apply_all(text, front_matter, &edits)?;
    // Changes are made from the end, so that what is before them has its lines still.
    let mut known = (0, Position { line: 1, column: 1 });
    let in_order = lines.iter().zip(wanted).rev().map(|(lines, wanted)| {
        let at = u32::try_from(lines.at).unwrap_or(u32::MAX);
        let line = source.position_after(&mut known, at).line;
        told((&source.path, line), &lines.before, &lines.after, &wanted.why).1
    });
    let mut told_of: Vec<String> = in_order.collect();
    told_of.reverse();
    let changed = Source::new(source.path.clone(), text);
    let after = anchor::anchor(parse::parse(&changed, config).value, &changed).value;
    if !finds(reading, &after, wanted) {
        return Err("with the change, a passage is not found where it should be");
    }
    Ok(Fixed { text: changed.text, told: told_of })
}

/// Whether a changed reading finds what was found before in the same places, and what was to be changed where it
/// should be.
fn finds(before: &Reading, after: &Reading, wanted: &[Wanted]) -> bool {
    let (Some(old), Some(new)) = (before.document.article(), after.document.article()) else {
        return false;
    };
    let body = &before.document.body;
    let asked: BTreeMap<Span, &Wanted> = wanted.iter().map(|one| (one.edit.at, one)).collect();
    let mut anchors = old.annotations.iter().zip(before.anchors.iter().zip(&after.anchors));
    let as_it_should = anchors.all(|(annotation, (was, is))| {
        let asked = match &annotation.passage {
            Some(Passage::Quote(selector)) => asked.get(&selector.exact.span).copied(),
            _ => None,
        };
        match (was, is, asked.and_then(|asked| asked.place)) {
            (_, Anchoring::Found(found), Some(place)) => {
                found.ranges.first().is_some_and(|&range| body.source_span(range) == place)
            }
            (Anchoring::Found(was), Anchoring::Found(is), None) => was.ranges == is.ranges,
            (Anchoring::Lost, _, None) => true,
            (was, is, _) => was == is && asked.is_none(),
        }
    });
    body.text == after.document.body.text
        && old.annotations.len() == new.annotations.len()
        && as_it_should
}
