//! What was read when.

use std::collections::BTreeMap;

use crate::model::archive::DocumentId;
use crate::model::date::{Dated, Day};
use crate::model::site::{Part, year_group};
use crate::render::chart::{self, Cell};
use crate::render::context::Context;
use crate::render::date;
use crate::render::view::LogMonth;

/// The day of a reading, its date as it was recorded, and what was read.
type Reading<'a> = (Day, &'a Dated, DocumentId);

/// The months of a part in which something was read, the latest first. A reading without a month stands in January of
/// its year.
pub fn log(cx: Context<'_>, part: &Part) -> Vec<LogMonth> {
    let reading = |&(day, id, number): &(Day, DocumentId, u32)| -> Option<Reading> {
        let dated = cx.source(id).article()?.read.get(number as usize)?;
        Some((day, dated, id))
    };
    let readings = cx.index.readings_by_year(cx.archive).part(part);
    let shown: Vec<Reading> = readings.iter().filter_map(reading).collect();
    shown
        .chunk_by(|(a, ..), (b, ..)| (a.year, a.month) == (b.year, b.month))
        .map(|readings| view(cx, readings))
        .collect()
}

/// The readings of one month.
fn view(cx: Context<'_>, readings: &[Reading]) -> LogMonth {
    let (year, month) = readings.first().map_or((0, 1), |(day, ..)| (day.year, day.month));
    let mut days: BTreeMap<u8, usize> = BTreeMap::new();
    for (day, dated, _) in readings {
        // Only what is dated to the day has a square.
        if dated.when.as_ref().is_some_and(|when| when.earliest == when.latest) {
            *days.entry(day.day).or_default() += 1;
        }
    }
    let cells: Vec<Cell> =
        days.into_iter().map(|(day, count)| cell(cx, Day { year, month, day }, count)).collect();
    let first = Day { year, month, day: 1 };
    let next = if month == 12 {
        Day { year: year + 1, month: 1, day: 1 }
    } else {
        Day { month: month + 1, ..first }
    };
    let length = u8::try_from(next.ordinal() - first.ordinal()).unwrap_or(31);
    // Ordinals count from a Wednesday.
    let weekday = u8::try_from((first.ordinal() + 2).rem_euclid(7)).unwrap_or(0);
    LogMonth {
        name: date::month(cx.words, year, month),
        id: format!("m{}-{month:02}", year_group(Some(year))),
        svg: chart::heat(length, weekday, &cells),
        readings: readings
            .iter()
            .map(|&(_, dated, id)| (cx.dated(dated), cx.article(id)))
            .collect(),
    }
}

fn cell(cx: Context<'_>, day: Day, count: usize) -> Cell {
    let words = cx.words.count("count.readings", count as u64);
    let title = format!("{}: {words}", date::day(cx.words, day));
    Cell { day: day.day, count, title, href: format!("#d{day}") }
}
