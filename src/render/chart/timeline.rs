//! Single events along a line, each drawn as firmly as its date allows.

use std::fmt::Display;

use crate::escape::escaped;
use crate::model::date::{DateKind, Day};

use super::time::{Axis, Tick};
use super::{Num, Num2, Svg, Voice, shortened, width_of};

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

/// The least width, that of a phone: what has room there has room everywhere, since places are shares of the width.
const WIDTH: f64 = 350.0;
const ROW: f64 = 24.0;
/// Room for half a mark at both ends.
const EDGE: f64 = 10.0;
/// How long what is open fades.
const FADE: f64 = 60.0;
/// From a mark to its label.
const GAP: f64 = 10.0;

/// The events in rows, no label over another; `words` writes the labels of the axis. Empty without a date.
pub(crate) fn timeline(label: &str, marks: &[Mark], words: impl Fn(Tick) -> String) -> String {
    let days = || marks.iter().flat_map(|mark| [mark.first, mark.last]).flatten();
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return String::new() };
    let axis = Axis::new(first, last, EDGE, WIDTH - 2.0 * EDGE);
    let placed = place(marks, &axis);
    let rows = placed.iter().map(|place| place.row + 1).max().unwrap_or(0);
    let height = super::bars::count(rows) * ROW;
    let mut svg = Svg::fluid("overview", height + 24.0, &Voice::Group(label));
    for (index, tick) in axis.ticks().into_iter().enumerate() {
        let x = axis.x(tick.ordinal());
        line(&mut svg, "tick", x, 0.0, height + 8.0);
        // A phone has room for every other label.
        let class = if index % 2 == 0 { "number" } else { "minor" };
        let anchor = match x {
            x if x > WIDTH - 30.0 => "end",
            x if x < 30.0 => "start",
            _ => "middle",
        };
        let words = words(tick);
        text(&mut svg, class, (x, 0.0), height + 20.0, anchor, &escaped(&words));
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
    side: Side,
    /// The beginning of the label, for which a phone has room.
    text: String,
    /// So many characters have room where the picture is twice as wide.
    most: usize,
}

/// Where the label of a mark stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Above,
}

/// Puts each event into the first row that has room for its mark and its label.
fn place(marks: &[Mark], axis: &Axis) -> Vec<Place> {
    let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut places: Vec<Place> = marks
        .iter()
        .map(|mark| {
            let at = |day: Option<Day>| day.map(|day| axis.x(day.ordinal()));
            let (from, to) = match (at(mark.first), at(mark.last)) {
                (Some(from), Some(to)) => (from, to.max(from)),
                (Some(from), None) => (from, (from + FADE).min(WIDTH)),
                (None, to) => (to.map_or(0.0, |to| (to - FADE).max(0.0)), to.unwrap_or(WIDTH)),
            };
            let text = shortened(&mark.label, 32);
            let wide = width_of(&text) + GAP + 6.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
            let letters = |room: f64| ((2.0 * room - GAP) / 6.3).max(0.0) as usize;
            let (side, taken) = if to + wide <= WIDTH {
                (Side::After, (from - 8.0, to + wide))
            } else if from - wide >= 0.0 {
                (Side::Before, (from - wide, to + 8.0))
            } else {
                (Side::Above, (0.0, WIDTH))
            };
            let free = |row: &Vec<(f64, f64)>| row.iter().all(|&(a, b)| taken.1 < a || b < taken.0);
            let row = rows.iter().position(free).unwrap_or_else(|| {
                rows.push(Vec::new());
                rows.len() - 1
            });
            rows[row].push(taken);
            let room = match side {
                Side::After => WIDTH - to,
                Side::Before => from,
                Side::Above => WIDTH / 2.0,
            };
            Place { from, to, row, side, text, most: letters(room) }
        })
        .collect();
    for place in places.iter_mut().filter(|place| rows[place.row].len() > 1) {
        place.most = 0;
    }
    places
}

fn draw(svg: &mut Svg, mark: &Mark, place: &Place) {
    let top = super::bars::count(place.row) * ROW;
    let y = top + if place.side == Side::Above { ROW - 6.0 } else { ROW / 2.0 };
    let (from, to) = (place.from, place.to);
    svg.open("event", Some(&mark.href), &mark.title);
    let disc = match mark.kind {
        DateKind::Exact => Some(("dot", 5.0)),
        DateKind::Approximate if to - from < 24.0 => Some(("about", 6.0)),
        DateKind::Uncertain if to - from < 24.0 => Some(("unsure", 6.0)),
        DateKind::Reduced if to - from < 12.0 => Some(("ring", 5.0)),
        _ => None,
    };
    if mark.kind == DateKind::Set {
        several(svg, (from, to), y);
    } else if let Some((class, r)) = disc {
        let (y, r) = (Num(y), Num(r));
        let centres = match mark.kind {
            // Several days, each of which is meant.
            DateKind::Exact if from < to => vec![from, to],
            _ => vec![f64::midpoint(from, to)],
        };
        for x in centres.into_iter().map(Share) {
            svg.put(format_args!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{r}"/>"#));
        }
    } else {
        span(svg, mark.kind, (from, to), y);
    }
    let (at, y, anchor) = match place.side {
        Side::After => ((to.max(from + 6.0), GAP), y + 4.0, "start"),
        Side::Before => ((from, -GAP), y + 4.0, "end"),
        Side::Above if from < WIDTH - to => ((from, 0.0), top + 11.0, "start"),
        Side::Above => ((to, 0.0), top + 11.0, "end"),
    };
    text(svg, "label", at, y, anchor, &words(&mark.label, place));
    svg.close(Some(&mark.href));
}

/// The label: as much as a phone has room for, then what a wide screen shows of the rest.
fn words(label: &str, place: &Place) -> String {
    let wide = shortened(label, place.most.min(60));
    let Some(short) = place.text.strip_suffix('…').filter(|short| wide.len() > short.len() + 3)
    else {
        return escaped(&place.text);
    };
    let rest = escaped(&wide[short.len()..]);
    format!(r#"{}<tspan class="minor">{rest}</tspan><tspan class="cut">…</tspan>"#, escaped(short))
}

/// What was on one of several days: the first and the last, side by side where they are too near for two.
fn several(svg: &mut Svg, (from, to): (f64, f64), y: f64) {
    let middle = f64::midpoint(from, to);
    let dots =
        if to - from < 12.0 { [(middle, -4.5), (middle, 4.5)] } else { [(from, 0.0), (to, 0.0)] };
    for (x, off) in dots {
        let (x, y, off) = (Share(x), Num(y), Num(off));
        svg.put(format_args!(
            r#"<circle class="dot" cx="{x}" cy="{y}" r="3.5" transform="translate({off})"/>"#
        ));
    }
}

/// What lasts, or may have been at any time between two days.
fn span(svg: &mut Svg, kind: DateKind, (from, to): (f64, f64), y: f64) {
    match kind {
        DateKind::OpenStart => fading(svg, (from, to), y, |step| step + 1),
        DateKind::OpenEnd => fading(svg, (from, to), y, |step| STEPS - step),
        DateKind::Interval => bar(svg, r#"class="bar""#, (from, to), y, 3.0),
        _ => bar(svg, r#"class="loose""#, (from, to), y, 8.0),
    }
    let caps = match kind {
        DateKind::Interval => vec![from, to],
        DateKind::OpenStart => vec![to],
        DateKind::OpenEnd => vec![from],
        _ => Vec::new(),
    };
    for x in caps {
        line(svg, "cap", x, y - 5.0, y + 5.0);
    }
}

fn bar(svg: &mut Svg, how: &str, (from, to): (f64, f64), y: f64, tall: f64) {
    let (x, width, y, tall) = (Share(from), Share(to - from), Num(y - tall / 2.0), Num(tall));
    svg.put(format_args!(r#"<rect {how} x="{x}" y="{y}" width="{width}" height="{tall}"/>"#));
}

/// In how many steps a bar fades.
const STEPS: u8 = 8;

/// A bar that fades; `strength` says how strong each step is, in eighths.
fn fading(svg: &mut Svg, (from, to): (f64, f64), y: f64, strength: impl Fn(u8) -> u8) {
    let step = (to - from) / f64::from(STEPS);
    for index in 0..STEPS {
        let opacity = Num2(f64::from(strength(index)) / f64::from(STEPS));
        let left = from + step * f64::from(index);
        let how = format!(r#"class="fade" fill-opacity="{opacity}""#);
        bar(svg, &how, (left, left + step), y, 3.0);
    }
}

/// An upright line.
fn line(svg: &mut Svg, class: &str, x: f64, top: f64, bottom: f64) {
    let (x, top, bottom) = (Share(x), Num(top), Num(bottom));
    svg.put(format_args!(r#"<line class="{class}" x1="{x}" y1="{top}" x2="{x}" y2="{bottom}"/>"#));
}

/// Words at a place and so many pixels from it.
fn text(svg: &mut Svg, class: &str, (x, off): (f64, f64), y: f64, anchor: &str, markup: &str) {
    let (x, off, y) = (Share(x), Num(off), Num(y));
    svg.put(format_args!(
        r#"<text class="{class}" x="{x}" dx="{off}" y="{y}" text-anchor="{anchor}">{markup}</text>"#
    ));
}

/// A place or a length as a share of the width.
struct Share(f64);

impl Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", Num2(self.0 / WIDTH * 100.0))
    }
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
        let mut rows: Vec<&str> = labels.filter_map(|rest| rest.split('"').nth(5)).collect();
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
        for (kind, last, dots) in [
            (DateKind::Set, 5, [r#"r="3.5""#; 2]),
            (DateKind::Set, 9, [r#"r="3.5""#; 2]),
            // All of several days.
            (DateKind::Exact, 9, [r#"r="5""#; 2]),
        ] {
            let svg = timeline("Events", &[mark(kind, Some(5), Some(last))], |_| String::new());
            let drawn = svg.split(r#"class="dot""#).skip(1);
            let drawn = drawn.filter_map(|dot| dot.split(' ').nth(3)?.split('/').next());
            assert_eq!(drawn.collect::<Vec<_>>(), dots, "{svg}");
        }
    }

    #[test]
    fn what_lasts_is_as_long_as_it_is() {
        let lasting = |last: i64| Mark {
            last: Some(Day { year: 2017 + last, month: 3, day: 1 }),
            ..mark(DateKind::Interval, Some(1), None)
        };
        let early = Day { year: 1017, month: 1, day: 1 };
        let far =
            Mark { first: Some(early), last: Some(early), ..mark(DateKind::Exact, None, None) };
        let svg = timeline("Events", &[far, lasting(0), lasting(1), lasting(5)], |_| String::new());
        let lengths: Vec<&str> =
            svg.split(r#"class="bar""#).skip(1).filter_map(|bar| bar.split('"').nth(5)).collect();
        assert_eq!(lengths, ["0.01%", "0.1%", "0.46%"], "{svg}");
    }

    #[test]
    fn labels_do_not_meet() {
        let exact = |month| mark(DateKind::Exact, Some(month), Some(month));
        let svg = timeline("Events", &[exact(1), exact(1), exact(11)], |_| String::new());
        assert_eq!(rows(&svg), 2, "{svg}");
    }

    #[test]
    fn long_labels_are_cut_where_a_phone_has_no_room() {
        let label = "The Iraqi Joint Operations Command rejects the figure";
        let long = Mark { label: label.into(), ..mark(DateKind::Exact, Some(5), Some(5)) };
        let svg = timeline("Events", &[long], |_| String::new());
        let rest = r#"The Iraqi Joint Operations<tspan class="minor"> Command"#;
        assert!(svg.contains(rest), "{svg}");
    }

    #[test]
    fn labels_are_not_cut_off() {
        let decade = Mark {
            last: Some(Day { year: 2026, month: 12, day: 31 }),
            label: "A war that begins".into(),
            ..mark(DateKind::Reduced, Some(1), None)
        };
        let exact = mark(DateKind::Exact, Some(1), Some(1));
        let svg = timeline("Events", &[decade, exact], |_| String::new());
        assert!(svg.contains(r#"y="11" text-anchor="start">A war that begins"#), "above: {svg}");
        assert_eq!(rows(&svg), 2, "{svg}");
    }

    #[test]
    fn without_dates_there_is_no_picture() {
        assert_eq!(timeline("Events", &[], |_| String::new()), "");
    }
}
