//! Pictures drawn at build.
//!
//! Each is a string of SVG without ids, styles and scripts: geometry is attributes, looks are classes that the theme
//! colours, everything else is `currentColor`. What fades is drawn in steps, so that no gradient needs an id. Pictures
//! are numbers and words that are given; this module knows neither the archive nor the words of the interface. A
//! picture with links in it is a labelled group; one that says what stands beside it anyway is hidden from screen
//! readers and its links are not tab stops.
//!
//! Everything is drawn from left to right. On pages that run from right to left, time does too, and bars begin where
//! words do: the theme mirrors the pictures of time and the bars of counts, and turns their words back. Axes of
//! numbers stay as they are, since numbers are written from left to right in every script; so do maps and networks.
//!
//! Classes for themes: `density` (`bin`, `hot`, `hit`, `n`, `minor`, `major`, `base`), `spark` (`n`, `none`), `bar` (`n`),
//! `heat` (`h0` to `h4`), `figure` (`dot`, `range`, `about`, `fade`, `hatch`, `cap`, `tick`), `axis` (`number`), `overview`
//! (`event`, `dot`, `about`, `unsure`, `ring`, `loose`, `bar`, `fade`, `cap`, `label`, `tick`, `number`,
//! `minor`, `cut`), `map` and `map
//! locator` (`sea`, `land`, `area`, `place`, `dot`, `label`), `network` (`edge`, `node`, `k-person` …, `dot`, `label`).
//! Labels are meant for 12 px; those that are also `minor` have no room on a phone.

mod bars;
mod heat;
mod land;
mod map;
mod network;
mod plot;
mod time;
mod timeline;

pub(crate) use bars::{Bin, bar, density, spark};
pub(crate) use heat::{Cell, heat};
pub(crate) use map::{Dot, locator, map};
pub(crate) use network::{Edge, Node, network};
pub(crate) use plot::Scale;
pub(crate) use time::Tick;
pub(crate) use timeline::{Mark, timeline};

use std::fmt::{Display, Write as _};

use crate::escape::escaped;

/// A picture that is being drawn.
struct Svg {
    out: String,
}

/// How a picture is read aloud.
enum Voice<'a> {
    /// As a group of links with this name.
    Group(&'a str),
    /// As one picture with this name.
    Image(&'a str),
    /// Not at all: the same stands beside it.
    Silent,
}

impl Svg {
    /// An empty picture of this size.
    fn new(class: &str, width: f64, height: f64, voice: &Voice<'_>) -> Self {
        Self::with_box(class, [0.0, 0.0, width, height], voice)
    }

    /// An empty picture of this part of the plane: left, top, width, height.
    fn with_box(class: &str, [left, top, width, height]: [f64; 4], voice: &Voice<'_>) -> Self {
        let (left, top, width, height) = (Num(left), Num(top), Num(width), Num(height));
        let size = format_args!(
            r#"viewBox="{left} {top} {width} {height}" width="{width}" height="{height}""#
        );
        Self::begin(class, size, voice)
    }

    /// An empty picture of this height and any width: places in it are shares of the width.
    fn fluid(class: &str, height: f64, voice: &Voice<'_>) -> Self {
        Self::begin(class, format_args!(r#"width="100%" height="{}""#, Num(height)), voice)
    }

    fn begin(class: &str, size: std::fmt::Arguments<'_>, voice: &Voice<'_>) -> Self {
        let mut svg = Self { out: String::with_capacity(512) };
        svg.put(format_args!(r#"<svg class="{class}" {size}"#));
        match voice {
            Voice::Group(label) => {
                svg.put(format_args!(r#" role="group" aria-label="{}">"#, escaped(label)));
            }
            Voice::Image(label) => {
                svg.put(format_args!(r#" role="img" aria-label="{}">"#, escaped(label)));
            }
            Voice::Silent => svg.put(format_args!(r#" aria-hidden="true">"#)),
        }
        svg
    }

    /// Adds markup.
    fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(markup);
    }

    /// Begins a link, if there is an address, with words for those who hover or listen.
    fn open(&mut self, class: &str, href: Option<&str>, title: &str) {
        match href {
            Some(href) => self.put(format_args!(
                r#"<a class="{class}" href="{}" aria-label="{}">"#,
                escaped(href),
                escaped(title)
            )),
            None => {
                self.put(format_args!(r#"<g class="{class}"><title>{}</title>"#, escaped(title)));
            }
        }
    }

    /// Begins a link that is no tab stop, in a picture that is silent.
    fn open_silent(&mut self, class: &str, href: Option<&str>, title: &str) {
        match href {
            Some(href) => {
                self.put(format_args!(
                    r#"<a class="{class}" href="{}" tabindex="-1">"#,
                    escaped(href)
                ));
            }
            None => self.put(format_args!(r#"<g class="{class}">"#)),
        }
        self.put(format_args!("<title>{}</title>", escaped(title)));
    }

    /// Ends what `open` began with the same address.
    fn close(&mut self, href: Option<&str>) {
        self.out.push_str(if href.is_some() { "</a>" } else { "</g>" });
    }

    /// A rectangle.
    fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        let (x, y, width, height) = (Num(x), Num(y), Num(width), Num(height));
        self.put(format_args!(
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#
        ));
    }

    /// A line.
    fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        let (x1, y1, x2, y2) = (Num(x1), Num(y1), Num(x2), Num(y2));
        self.put(format_args!(
            r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#
        ));
    }

    /// A disc or a ring.
    fn circle(&mut self, class: &str, x: f64, y: f64, r: f64) {
        let (x, y, r) = (Num(x), Num(y), Num(r));
        self.put(format_args!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{r}"/>"#));
    }

    /// Words; `anchor` is `start`, `middle` or `end`.
    fn text(&mut self, class: &str, x: f64, y: f64, anchor: &str, words: &str) {
        let (x, y) = (Num(x), Num(y));
        self.put(format_args!(
            r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">{}</text>"#,
            escaped(words)
        ));
    }

    /// A bar that fades to the right, drawn in steps.
    fn fading(&mut self, x: f64, y: f64, width: f64, height: f64) {
        const STEPS: u8 = 8;
        let step = width / f64::from(STEPS);
        for index in 0..STEPS {
            let (x, y) = (Num(x + step * f64::from(index)), Num(y));
            let opacity = Num2(f64::from(STEPS - index) / f64::from(STEPS));
            let (width, height) = (Num(step), Num(height));
            self.put(format_args!(
                r#"<rect class="fade" x="{x}" y="{y}" width="{width}" height="{height}" fill-opacity="{opacity}"/>"#
            ));
        }
    }

    /// The finished picture.
    fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// A coordinate with one decimal at the most.
struct Num(f64);

impl Display for Num {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rounded = (self.0 * 10.0).round() / 10.0;
        // No `-0`.
        write!(f, "{}", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

/// A share with two decimals at the most.
struct Num2(f64);

impl Display for Num2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", (self.0 * 100.0).round() / 100.0)
    }
}

/// About how wide words are in the small size of labels.
fn width_of(words: &str) -> f64 {
    words.chars().map(|c| if c >= '\u{1100}' { 12.0 } else { 6.3 }).sum()
}

/// Words cut to so many characters.
fn shortened(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        None => words.to_owned(),
        Some((end, _)) => {
            let cut = &words[..end];
            let end = cut.rfind(char::is_whitespace).filter(|&at| at > end / 2).unwrap_or(end);
            format!("{}…", words[..end].trim_end())
        }
    }
}
