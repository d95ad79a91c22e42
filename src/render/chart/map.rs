//! Places on an outline of the world.

use super::land::{Window, land};
use super::{Num, Svg, Text, Voice, width_of};

/// A place.
pub(crate) struct Dot {
    /// Latitude and longitude, in degrees.
    pub at: (f64, f64),
    /// How far it may lie from there.
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
    let mut labels = Vec::with_capacity(dots.len());
    for dot in dots {
        plane.area(&mut svg, dot);
        let ((x, y), r) = (plane.point((dot.at.1, dot.at.0)), radius(dot));
        labels.push([x - r, y - r, x + r, y + r]);
    }
    for dot in dots {
        let (x, y) = plane.point((dot.at.1, dot.at.0));
        let r = radius(dot);
        svg.open_silent("place", dot.href.as_deref(), &dot.label);
        svg.circle("dot", x, y, r);
        if let Some((at, anchor)) = room(&mut labels, plane.width, [x, y, r, width_of(&dot.label)])
        {
            svg.text("label", at, y + 4.0, anchor, &dot.label);
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
        south: latitude - reach,
        east: longitude + 2.0 * reach,
        north: latitude + reach,
    };
    let plane = Plane::new(window, 320.0);
    let mut svg = plane.begin("map locator", &Voice::Image(words));
    plane.area(&mut svg, dot);
    let (x, y) = plane.point((longitude, latitude));
    svg.circle("dot", x, y, 4.0);
    svg.finish()
}

/// Kilometres in a degree of latitude.
const KM: f64 = 111.2;

/// The part of the world that shows all places: the whole of it when they lie far apart.
fn window(dots: &[Dot]) -> Window {
    let mut window = Window { west: 180.0, south: 90.0, east: -180.0, north: -90.0 };
    for dot in dots {
        let reach = dot.radius_km.unwrap_or(0.0) / KM;
        window.west = window.west.min(dot.at.1 - reach);
        window.east = window.east.max(dot.at.1 + reach);
        window.south = window.south.min(dot.at.0 - reach);
        window.north = window.north.max(dot.at.0 + reach);
    }
    let wide = |low: f64, high: f64, least: f64| {
        let half = ((high - low) * 0.6).max(least / 2.0);
        (f64::midpoint(low, high) - half, f64::midpoint(low, high) + half)
    };
    let (west, east) = wide(window.west, window.east, 24.0);
    let (south, north) = wide(window.south, window.north, 14.0);
    if east - west > 150.0 {
        return Window { west: -180.0, south: -58.0, east: 180.0, north: 84.0 };
    }
    Window {
        west: west.max(-180.0),
        south: south.max(-85.0),
        east: east.min(180.0),
        north: north.min(85.0),
    }
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
        let (x, y) = self.point((dot.at.1, dot.at.0));
        let degrees = radius / KM;
        let across = degrees / dot.at.0.to_radians().cos().max(0.1) * self.across;
        svg.put(format_args!(
            r#"<ellipse class="area" cx="{}" cy="{}" rx="{}" ry="{}"><title>{}</title></ellipse>"#,
            Num(x),
            Num(y),
            Num(across),
            Num(degrees * self.up),
            Text(&dot.label)
        ));
    }
}

/// A place for a label beside a disc where no other label is: right of it, else left of it, else none.
pub(super) fn room(
    labels: &mut Vec<[f64; 4]>,
    width: f64,
    [x, y, r, wide]: [f64; 4],
) -> Option<(f64, &'static str)> {
    let right = ([x + r + 3.0, y - 8.0, x + r + 3.0 + wide, y + 8.0], (x + r + 3.0, "start"));
    let left = ([x - r - 3.0 - wide, y - 8.0, x - r - 3.0, y + 8.0], (x - r - 3.0, "end"));
    let meets =
        |a: &[f64; 4], b: &[f64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    let free = |area: &[f64; 4]| {
        area[0] >= 0.0 && area[2] <= width && !labels.iter().any(|label| meets(label, area))
    };
    let (area, place) = [right, left].into_iter().find(|(area, _)| free(area))?;
    labels.push(area);
    Some(place)
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
            svg.matches(r#"class="label""#).count(),
            3,
            "one to the right, one to the left, one alone"
        );
        assert!(svg.contains(r#"tabindex="-1""#));
    }

    #[test]
    fn far_places_need_the_world() {
        let world = map(&[dot((51.5, 0.0), "London"), dot((-33.9, 151.2), "Sydney")]);
        assert!(world.len() > map(&[dot((35.9, 39.0), "Raqqa")]).len());
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
