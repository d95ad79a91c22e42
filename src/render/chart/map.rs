//! Places on an outline of the world.

use super::land::{Window, land};
use super::{Num, Svg, Voice, width_of};
use crate::escape::escaped;

/// A place.
pub(crate) struct Dot {
    /// Latitude and longitude, in degrees.
    pub at: (f64, f64),
    /// How far from there it may lie or reach.
    pub radius_km: Option<f64>,
    /// How often it is named.
    pub weight: u32,
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
}

/// All places, on as much of the world as they need. Silent: the list of places stands beside it.
pub(crate) fn map(dots: &[Dot]) -> String {
    let plane = Plane::new(window(dots), 960.0);
    let mut svg = plane.begin("map", &Voice::Silent);
    dots.iter().for_each(|dot| plane.area(&mut svg, dot));
    let disc = |dot: &Dot| {
        let (x, y) = plane.place(dot);
        [x, y, radius(dot), width_of(&dot.label)]
    };
    let discs: Vec<[f64; 4]> = dots.iter().map(disc).collect();
    for ((dot, &[x, y, r, _]), label) in dots.iter().zip(&discs).zip(labels(plane.width, &discs)) {
        svg.open_silent("place", dot.href.as_deref(), &dot.label);
        svg.circle("dot", x, y, r);
        if let Some(Label { class, x, y, anchor }) = label {
            svg.text(class, x, y, anchor, &dot.label);
        }
        svg.close(dot.href.as_deref());
    }
    svg.finish()
}

fn radius(dot: &Dot) -> f64 {
    (2.5 + f64::from(dot.weight).sqrt() / 2.0).min(9.0)
}

/// One place and the land around it, with words for those who listen.
pub(crate) fn locator(dot: &Dot, words: &str) -> String {
    let (latitude, longitude) = dot.at;
    let reach = 6.0_f64.max(dot.radius_km.unwrap_or(0.0) / KM * 2.0).min(60.0);
    let window = Window {
        west: longitude - 2.0 * reach,
        south: (latitude - reach).max(-90.0),
        east: longitude + 2.0 * reach,
        north: (latitude + reach).min(90.0),
    };
    let plane = Plane::new(window, 320.0);
    let mut svg = plane.begin("map locator", &Voice::Image(words));
    plane.area(&mut svg, dot);
    let (x, y) = plane.place(dot);
    svg.circle("dot", x, y, 4.0);
    svg.finish()
}

/// Kilometres in a degree of latitude.
const KM: f64 = 111.2;

/// Where the map of the world is cut open.
const CUT: f64 = -180.0;

/// How far the map of the world reaches to the south and to the north where no place lies beyond.
const LANDS: (f64, f64) = (-58.0, 84.0);

/// So many degrees stay free beyond a place.
const FREE: f64 = 4.0;

/// The part of the world that shows all places: the whole of it when they lie far apart.
fn window(dots: &[Dot]) -> Window {
    let start = behind_widest_gap(dots);
    let mut window = Window { west: start + 360.0, south: 90.0, east: start, north: -90.0 };
    for dot in dots {
        let reach = dot.radius_km.unwrap_or(0.0) / KM;
        let longitude = eastwards(CUT, dot.at.1);
        let longitude = if longitude < start { longitude + 360.0 } else { longitude };
        window.west = window.west.min(longitude - reach);
        window.east = window.east.max(longitude + reach);
        window.south = window.south.min(dot.at.0 - reach);
        window.north = window.north.max(dot.at.0 + reach);
    }
    let wide = |low: f64, high: f64, least: f64| {
        let half = ((high - low) * 0.6).max(least / 2.0);
        (f64::midpoint(low, high) - half, f64::midpoint(low, high) + half)
    };
    let (mut west, mut east) = wide(window.west, window.east, 16.0);
    let (mut south, mut north) = wide(window.south, window.north, 9.0);
    if east - west > 150.0 {
        (west, east) = (CUT, CUT + 360.0);
        (south, north) = (LANDS.0.min(window.south - FREE), LANDS.1.max(window.north + FREE));
    }
    Window { west, south: south.max(-90.0), east, north: north.min(90.0) }
}

/// The place from which eastwards all others lie nearest together, so that islands on both sides of the date line are
/// neighbours.
fn behind_widest_gap(dots: &[Dot]) -> f64 {
    let mut longitudes: Vec<f64> = dots.iter().map(|dot| eastwards(CUT, dot.at.1)).collect();
    longitudes.sort_by(f64::total_cmp);
    let (Some(&first), Some(&last)) = (longitudes.first(), longitudes.last()) else { return CUT };
    let between = longitudes.windows(2).map(|pair| (pair[1] - pair[0], pair[1]));
    let gaps = between.chain([(first + 360.0 - last, first)]);
    gaps.max_by(|(one, _), (other, _)| one.total_cmp(other)).map_or(CUT, |(_, start)| start)
}

/// A longitude as it is reached from another one without turning back.
fn eastwards(from: f64, longitude: f64) -> f64 {
    from + (longitude - from).rem_euclid(360.0)
}

/// A window of the world on paper: degrees are squares at its middle latitude.
struct Plane {
    window: Window,
    across: f64,
    up: f64,
    width: f64,
}

impl Plane {
    fn new(window: Window, width: f64) -> Self {
        let middle = f64::midpoint(window.south, window.north);
        let across = width / (window.east - window.west);
        let up = across / middle.to_radians().cos().max(0.3);
        Self { window, across, up, width }
    }

    fn point(&self, (longitude, latitude): (f64, f64)) -> (f64, f64) {
        ((longitude - self.window.west) * self.across, (self.window.north - latitude) * self.up)
    }

    fn place(&self, dot: &Dot) -> (f64, f64) {
        self.point((eastwards(self.window.west, dot.at.1), dot.at.0))
    }

    /// The land.
    fn begin(&self, class: &str, voice: &Voice<'_>) -> Svg {
        let height = (self.window.north - self.window.south) * self.up;
        let mut svg = Svg::new(class, self.width, height, voice);
        svg.rect("sea", [0.0, 0.0, self.width, height]);
        svg.put(format_args!(r#"<path class="land" d=""#));
        for ring in land(self.window) {
            let mut command = 'M';
            for point in ring {
                let (x, y) = self.point(point);
                svg.put(format_args!("{command}{} {}", Num(x), Num(y)));
                command = 'L';
            }
            svg.put(format_args!("Z"));
        }
        svg.put(format_args!(r#""/>"#));
        svg
    }

    /// The circle in which an uncertain place may lie.
    fn area(&self, svg: &mut Svg, dot: &Dot) {
        let Some(radius) = dot.radius_km.filter(|&radius| radius > 0.0) else { return };
        let (x, y) = self.place(dot);
        let degrees = radius / KM;
        let across = degrees / dot.at.0.to_radians().cos().max(0.1) * self.across;
        svg.put(format_args!(
            r#"<ellipse class="area" cx="{}" cy="{}" rx="{}" ry="{}"><title>{}</title></ellipse>"#,
            Num(x),
            Num(y),
            Num(across),
            Num(degrees * self.up),
            escaped(&dot.label)
        ));
    }
}

/// Where a label stands: its middle in height, and one of its ends or its middle in width.
pub(super) struct Label {
    /// `label`, and `minor` where only a wide screen has room for it.
    pub class: &'static str,
    pub x: f64,
    pub y: f64,
    /// What of it is at `x`.
    pub anchor: &'static str,
}

/// How much larger letters are against the picture on a phone.
const PHONE: f64 = 2.4;

/// The labels of discs (place, radius, width of the words), no label over another or over a disc.
///
/// Those that a phone has room for come first, so that they stand at the same place on every screen.
pub(super) fn labels(width: f64, discs: &[[f64; 4]]) -> Vec<Option<Label>> {
    let mut labels: Vec<Option<Label>> = discs.iter().map(|_| None).collect();
    let mut on_wide: Vec<[f64; 4]> =
        discs.iter().map(|&[x, y, r, _]| [x - r, y - r, x + r, y + r]).collect();
    let mut on_phone = on_wide.clone();
    for (label, &disc) in labels.iter_mut().zip(discs) {
        let Some((area, found)) = room(&on_phone, width, disc, ("label", PHONE)) else { continue };
        on_phone.push(area);
        on_wide.push(found.area(disc[3]));
        *label = Some(found);
    }
    for (label, &disc) in labels.iter_mut().zip(discs).filter(|(label, _)| label.is_none()) {
        let Some((area, found)) = room(&on_wide, width, disc, ("label minor", 1.0)) else {
            continue;
        };
        on_wide.push(area);
        *label = Some(found);
    }
    labels
}

/// The first place beside a disc where nothing else is: right, left, above, below, and between these.
fn room(
    taken: &[[f64; 4]],
    width: f64,
    [x, y, r, wide]: [f64; 4],
    (class, scale): (&'static str, f64),
) -> Option<([f64; 4], Label)> {
    let (wide, aside, over) = (wide * scale, r + 2.0 + scale, r + 8.0 * scale);
    let slant = r * 0.6;
    let meets =
        |a: &[f64; 4], b: &[f64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    [
        (x + aside, y, "start"),
        (x - aside, y, "end"),
        (x, y - over, "middle"),
        (x, y + over, "middle"),
        (x + slant, y - over * 0.8, "start"),
        (x + slant, y + over * 0.8, "start"),
        (x - slant, y - over * 0.8, "end"),
        (x - slant, y + over * 0.8, "end"),
    ]
    .into_iter()
    .map(|(x, y, anchor)| Label { class, x, y, anchor })
    .map(|label| {
        let [left, top, right, bottom] = label.area(wide);
        let tall = 8.0 * (scale - 1.0);
        ([left, top - tall, right, bottom + tall], label)
    })
    .find(|(area, _)| {
        area[0] >= 0.0 && area[2] <= width && !taken.iter().any(|other| meets(other, area))
    })
}

impl Label {
    /// What words of this width cover.
    fn area(&self, wide: f64) -> [f64; 4] {
        let left = match self.anchor {
            "start" => self.x,
            "end" => self.x - wide,
            _ => self.x - wide / 2.0,
        };
        [left, self.y - 8.0, left + wide, self.y + 8.0]
    }
}

#[cfg(test)]
mod tests {
    use super::{Dot, locator, map};

    fn dot(at: (f64, f64), label: &str) -> Dot {
        Dot {
            at,
            radius_km: None,
            weight: 4,
            label: label.into(),
            href: Some("entities/x.html".into()),
        }
    }

    #[test]
    fn places_are_drawn_once_and_named_where_there_is_room() {
        let svg = map(&[
            dot((35.95, 39.01), "Raqqa"),
            dot((35.9, 39.3), "Raqqa too"),
            dot((33.5, 38.6), "Al-Tanf"),
        ]);
        assert_eq!(svg.matches(r#"class="dot""#).count(), 3);
        assert_eq!(
            svg.matches(r#"class="label"#).count(),
            3,
            "one to the right, one to the left, one alone"
        );
        assert!(svg.contains(r#"tabindex="-1""#));
    }

    #[test]
    fn a_phone_has_room_for_fewer_labels() {
        let near =
            [36.3, 36.15, 36.0, 35.85, 35.7, 35.55].map(|north| dot((north, 39.0), "bridge"));
        let svg = map(&near);
        let count = |class: &str| svg.matches(&format!(r#"class="{class}""#)).count();
        assert!(count("label") > 1 && count("label minor") > 1, "{svg}");
    }

    #[test]
    fn far_places_need_the_world() {
        let world = map(&[dot((51.5, 0.0), "London"), dot((-33.9, 151.2), "Sydney")]);
        assert!(world.len() > map(&[dot((35.9, 39.0), "Raqqa")]).len());
    }

    #[test]
    fn places_lie_on_the_map() {
        let number = |svg: &str, before: &str, nth: usize| -> f64 {
            let rest = svg.split(before).nth(1).expect("a number");
            rest.split(['"', ' ']).nth(nth).and_then(|n| n.parse().ok()).expect("a number")
        };
        // And how much of the width lies between the first and the last of them.
        for (places, spread) in [
            (&[(-77.85, 166.76), (51.5, 0.0)][..], 0.463),
            (&[(-90.0, 0.0), (90.0, 0.0), (0.0, 179.0)], 0.497),
            (&[(-90.0, 0.0)], 0.0),
            (&[(78.2, 15.6), (77.9, 16.9)], 0.081),
            // Fiji, on both sides of the date line.
            (&[(-18.14, 178.44), (-16.85, -179.97), (-18.2, -178.8)], 0.173),
            (&[(0.0, 180.0), (0.0, -180.0)], 0.0),
            // Around the Pacific.
            (&[(21.3, -157.9), (-41.3, 174.8)], 0.833),
            (&[(35.9, 39.0), (33.5, 38.6)], 0.025),
        ] {
            let dots: Vec<Dot> = places.iter().map(|&at| dot(at, "P")).collect();
            let svg = map(&dots);
            let (width, height) = (number(&svg, "viewBox=\"", 2), number(&svg, "viewBox=\"", 3));
            let mut across = Vec::new();
            for circle in svg.split("<circle").skip(1) {
                let (x, y) = (number(circle, " cx=\"", 0), number(circle, " cy=\"", 0));
                assert!(
                    (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
                    "{x} {y}: {svg}"
                );
                across.push(x / width);
            }
            across.sort_by(f64::total_cmp);
            let actual = across.last().expect("a place") - across[0];
            assert!((actual - spread).abs() < 0.002, "{places:?}: {actual}");
        }
        // Land on the other side of the date line.
        let taveuni = locator(&dot((-16.85, -179.97), "Taveuni"), "Taveuni on the map");
        assert!(taveuni.contains(r#"class="land" d="M"#), "{taveuni}");
    }

    #[test]
    fn an_uncertain_place_is_a_circle() {
        let near = Dot { radius_km: Some(40.0), ..dot((33.5, 38.6), "Al-Tanf") };
        let svg = locator(&near, "Al-Tanf on the map");
        assert!(
            svg.contains("<ellipse")
                && svg.contains(r#"role="img" aria-label="Al-Tanf on the map""#),
            "{svg}"
        );
        assert!(svg.len() < 8000, "a locator is {} bytes", svg.len());
    }
}
