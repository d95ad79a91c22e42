//! The outline of the land.
//!
//! Coarse on purpose: it says where in the world a place lies, not where a border runs. `land.txt` says where it is
//! from.

use std::sync::OnceLock;

/// Degrees: longitude, latitude.
pub(super) type Point = (f64, f64);

/// A part of the world in degrees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

/// How far the rings reach to the west and to the east.
const REACH: (f64, f64) = (-180.0, 190.2);

/// The rings of the land inside a window, cut at its borders. A window may go on beyond 180 degrees on either side.
pub(super) fn land(window: Window) -> Vec<Vec<Point>> {
    let turns = [-360.0, 0.0, 360.0].into_iter();
    let seen = turns.filter(|turn| REACH.0 + turn < window.east && window.west < REACH.1 + turn);
    let turned = |turn: f64| {
        let Window { west, east, .. } = window;
        let rings = cut(Window { west: west - turn, east: east - turn, ..window });
        rings.into_iter().map(move |ring| ring.into_iter().map(|(x, y)| (x + turn, y)).collect())
    };
    seen.flat_map(turned).collect()
}

/// The rings inside a window, as they are written.
fn cut(window: Window) -> Vec<Vec<Point>> {
    let sides: [fn(Point, Window) -> f64; 4] =
        [|p, w| p.0 - w.west, |p, w| w.east - p.0, |p, w| p.1 - w.south, |p, w| w.north - p.1];
    let cut = |ring: &Vec<Point>| {
        let ring = sides
            .iter()
            .fold(ring.clone(), |ring, inside| clip(&ring, |point| inside(point, window)));
        has_area(&ring).then_some(ring)
    };
    rings().iter().filter_map(cut).collect()
}

/// The part of a ring on the side of a straight border where `inside` is not negative (Sutherland and Hodgman).
fn clip(ring: &[Point], inside: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut clipped = Vec::with_capacity(ring.len());
    let Some(&last) = ring.last() else { return clipped };
    let mut before = last;
    for &point in ring {
        let (a, b) = (inside(before), inside(point));
        if (a < 0.0) != (b < 0.0) {
            let share = a / (a - b);
            clipped.push((
                before.0 + share * (point.0 - before.0),
                before.1 + share * (point.1 - before.1),
            ));
        }
        if b >= 0.0 {
            clipped.push(point);
        }
        before = point;
    }
    clipped
}

/// Whether a cut ring is more than a line along the border, which cutting leaves of rings that pass around a window.
fn has_area(ring: &[Point]) -> bool {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    twice.abs() > 1e-6
}

/// Every ring, read once.
fn rings() -> &'static [Vec<Point>] {
    static RINGS: OnceLock<Vec<Vec<Point>>> = OnceLock::new();
    RINGS.get_or_init(|| {
        include_str!("land.txt").lines().filter(|line| !line.starts_with('#')).map(ring).collect()
    })
}

fn ring(line: &str) -> Vec<Point> {
    let mut numbers = line.split(' ').filter_map(|number| number.parse::<f64>().ok());
    let mut at = (0.0, 0.0);
    std::iter::from_fn(|| {
        at = (at.0 + numbers.next()?, at.1 + numbers.next()?);
        Some((at.0 / 10.0, at.1 / 10.0))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{Window, land};

    #[test]
    fn a_window_holds_nothing_from_outside() {
        let window = Window { west: 30.0, south: 25.0, east: 50.0, north: 40.0 };
        let rings = land(window);
        assert!(!rings.is_empty());
        for (x, y) in rings.into_iter().flatten() {
            assert!((29.999..=50.001).contains(&x) && (24.999..=40.001).contains(&y), "{x} {y}");
        }
        // All around the South Pole is land.
        let pole = Window { west: -180.0, south: -90.0, east: 180.0, north: -88.0 };
        let corners = [(-180.0, -88.0), (180.0, -88.0), (180.0, -90.0), (-180.0, -90.0)];
        assert_eq!(land(pole), [corners]);
        // The middle of the Pacific.
        assert!(land(Window { west: -150.0, south: -20.0, east: -140.0, north: -10.0 }).is_empty());
    }
}
