//! Single events along a line, each drawn as firmly as its date allows.

use crate::model::date::{DateKind, Day};

use super::time::{Axis, Tick};
use super::{End, Svg, Voice, shortened, width_of};

/// An event.
pub(crate) struct Mark {
    /// The earliest day; nothing when the start is open.
    pub first: Option<Day>,
    /// The latest day; nothing when the end is open.
    pub last: Option<Day>,
    /// How it is drawn.
    pub kind: DateKind,
    /// What happened.
    pub label: String,
    /// The date and what happened.
    pub title: String,
    /// Where it is told.
    pub href: String,
}

const WIDTH: f64 = 960.0;
const ROW: f64 = 24.0;
/// Room for half a mark at both ends.
const EDGE: f64 = 10.0;

/// How long what is open fades.
const FADE: f64 = 120.0;

/// The events in rows, no label over another; `words` writes the labels of the axis. Empty without a date.
pub(crate) fn timeline(label: &str, marks: &[Mark], words: impl Fn(Tick) -> String) -> String {
    let days = || marks.iter().flat_map(|mark| [mark.first, mark.last]).flatten();
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return String::new() };
    let axis = Axis::new(first, last, EDGE, WIDTH - 2.0 * EDGE);
    let placed = place(marks, &axis);
    let rows = placed.iter().map(|place| place.row + 1).max().unwrap_or(0);
    let height = super::bars::count(rows) * ROW;
    let mut svg = Svg::new("overview", WIDTH, height + 24.0, &Voice::Group(label));
    for tick in axis.ticks() {
        let x = axis.x(tick.ordinal());
        svg.line("tick", [x, 0.0, x, height + 8.0]);
        let anchor = if x > WIDTH - 60.0 { "end" } else { "start" };
        svg.text("minor", x, height + 20.0, anchor, &words(tick));
    }
    for (mark, place) in marks.iter().zip(&placed) {
        draw(&mut svg, mark, place);
    }
    svg.finish()
}

/// Where an event is drawn.
struct Place {
    from: f64,
    to: f64,
    row: usize,
    text: String,
    text_before: bool,
}

/// Puts each event into the first row that has room for its mark and its label.
fn place(marks: &[Mark], axis: &Axis) -> Vec<Place> {
    let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
    marks
        .iter()
        .map(|mark| {
            let at = |day: Option<Day>| day.map(|day| axis.x(day.ordinal()));
            let (from, to) = match (at(mark.first), at(mark.last)) {
                (Some(from), Some(to)) => (from, to.max(from)),
                (Some(from), None) => (from, (from + FADE).min(WIDTH)),
                (None, to) => (to.map_or(0.0, |to| (to - FADE).max(0.0)), to.unwrap_or(WIDTH)),
            };
            let text = shortened(&mark.label, 44);
            let wide = width_of(&text) + 16.0;
            let text_before = to + wide > WIDTH && from - wide >= 0.0;
            let taken = if text_before { (from - wide, to + 8.0) } else { (from - 8.0, to + wide) };
            let free = |row: &Vec<(f64, f64)>| row.iter().all(|&(a, b)| taken.1 < a || b < taken.0);
            let row = rows.iter().position(free).unwrap_or_else(|| {
                rows.push(Vec::new());
                rows.len() - 1
            });
            rows[row].push(taken);
            Place { from, to, row, text, text_before }
        })
        .collect()
}

fn draw(svg: &mut Svg, mark: &Mark, place: &Place) {
    let y = super::bars::count(place.row) * ROW + ROW / 2.0;
    let (from, to) = (place.from, place.to);
    let middle = f64::midpoint(from, to);
    svg.open("event", Some(&mark.href), &mark.title);
    match mark.kind {
        DateKind::Exact => svg.circle("dot", middle, y, 5.0),
        DateKind::Approximate if to - from < 24.0 => svg.circle("about", middle, y, 6.0),
        DateKind::Uncertain if to - from < 24.0 => svg.circle("unsure", middle, y, 6.0),
        DateKind::Approximate | DateKind::Uncertain => {
            svg.rect("loose", [from, y - 4.0, to - from, 8.0]);
        }
        DateKind::Reduced | DateKind::Set if to - from < 12.0 => svg.circle("ring", middle, y, 5.0),
        DateKind::Reduced | DateKind::Set => svg.rect("loose", [from, y - 4.0, to - from, 8.0]),
        DateKind::Interval => {
            let to = to.max(from + 6.0);
            svg.rect("bar", [from, y - 1.5, to - from, 3.0]);
            cap(svg, from, y);
            cap(svg, to, y);
        }
        DateKind::OpenStart => {
            svg.fading(from, y - 1.5, to - from, 3.0, End::Left);
            cap(svg, to, y);
        }
        DateKind::OpenEnd => {
            svg.fading(from, y - 1.5, to - from, 3.0, End::Right);
            cap(svg, from, y);
        }
    }
    let (x, anchor) =
        if place.text_before { (from - 10.0, "end") } else { (to.max(from + 6.0) + 10.0, "start") };
    svg.text("label", x, y + 4.0, anchor, &place.text);
    svg.close(Some(&mark.href));
}

fn cap(svg: &mut Svg, x: f64, y: f64) {
    svg.line("cap", [x, y - 5.0, x, y + 5.0]);
}

#[cfg(test)]
mod tests {
    use super::{DateKind, Day, Mark, timeline};

    fn mark(kind: DateKind, first: Option<u8>, last: Option<u8>) -> Mark {
        let day = |month| Day { year: 2017, month, day: 1 };
        Mark {
            first: first.map(day),
            last: last.map(day),
            kind,
            label: "The convoy leaves".into(),
            title: "2017: The convoy leaves".into(),
            href: "#e-1".into(),
        }
    }

    fn rows(svg: &str) -> usize {
        let labels = svg.split(r#"class="label""#).skip(1);
        let mut rows: Vec<&str> = labels.filter_map(|rest| rest.split('"').nth(3)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    }

    #[test]
    fn each_kind_of_date_has_its_shape() {
        for (kind, first, last, shape) in [
            (DateKind::Exact, Some(5), Some(5), "dot"),
            (DateKind::Approximate, Some(5), Some(5), "about"),
            (DateKind::Uncertain, Some(5), Some(5), "unsure"),
            (DateKind::Interval, Some(5), Some(9), "bar"),
            (DateKind::OpenStart, None, Some(5), "fade"),
            (DateKind::OpenEnd, Some(5), None, "fade"),
            (DateKind::Reduced, Some(5), Some(9), "loose"),
        ] {
            let svg = timeline("Events", &[mark(kind, first, last)], |_| String::new());
            assert!(svg.contains(&format!(r#"class="{shape}""#)), "{kind:?}: {svg}");
        }
    }

    #[test]
    fn labels_do_not_meet() {
        let exact = |month| mark(DateKind::Exact, Some(month), Some(month));
        let svg = timeline("Events", &[exact(1), exact(1), exact(11)], |_| String::new());
        assert_eq!(rows(&svg), 2, "{svg}");
    }

    #[test]
    fn without_dates_there_is_no_picture() {
        assert_eq!(timeline("Events", &[], |_| String::new()), "");
    }
}
