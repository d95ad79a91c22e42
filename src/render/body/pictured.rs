//! Parts of pictures that annotations are about: drawn over the picture, and cut out of it beside a note.
//!
//! Both are drawings over the file itself, so that nothing has to be made of it.

use std::collections::BTreeSet;
use std::iter;

use crate::escape;
use crate::model::annotation::{Anchoring, Annotation};
use crate::model::archive::DocumentId;
use crate::model::region::Pixels;
use crate::render::body::page_scope;
use crate::render::context::Context;
use crate::render::words::fill;
use crate::world::Dimensions;

/// What is drawn over a picture for one annotation.
pub(super) struct Part {
    /// Its address.
    pub(super) id: String,
    /// The class of its kind, and whose it is, as attributes of an element.
    pub(super) attributes: String,
    /// Where a click on it leads, from this page.
    pub(super) href: Option<String>,
    /// The number or letter that stands below the picture too.
    pub(super) label: String,
    /// Which of the letters on the picture that is, from 0, if it is one.
    pub(super) letter: Option<usize>,
    /// Its lines; nothing for all of the picture, and where it is not known how large that is.
    pub(super) sides: Option<Pixels>,
}

/// How many parts of the longer side of a picture a number over it is high.
const NUMBER: f64 = 28.0;

/// A picture with what is drawn over it; its parts are links where it stands in none.
pub(super) fn drawn(image: &str, size: Option<Dimensions>, parts: &[Part], linked: bool) -> String {
    let (width, height) = size.map_or((100, 100), |size| (size.width, size.height));
    let mut html = format!(
        "<span class=\"regions\">{image}<svg viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\" focusable=\"false\">"
    );
    let mut labels = Labels::new(width, height);
    for part in parts {
        html.push_str(&format!("<g id=\"{}\"{}>", part.id, part.attributes));
        let href = part.href.as_ref().filter(|_| !linked);
        if let Some(href) = href {
            html.push_str(&format!("<a href=\"{}\" tabindex=\"-1\">", escape::escaped(href)));
        }
        if let Some(sides) = part.sides {
            part.draw(sides, &mut labels, &mut html);
        }
        html.push_str(if href.is_some() { "</a></g>" } else { "</g>" });
    }
    html.push_str("</svg></span>");
    html
}

/// Where links to parts of a picture lead that is not shown.
pub(super) fn places(parts: &[Part]) -> String {
    let mut html = String::new();
    parts.iter().for_each(|part| html.extend(["<span id=\"", &*part.id, "\"></span>"]));
    html
}

/// The letter of what is shown on a picture and has no number: `a` to `z`, then `aa`.
pub(super) fn letter(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
        match number / 26 {
            0 => break letters.iter().rev().collect(),
            more => number = more - 1,
        }
    }
}

impl Part {
    /// Draws its lines, which are as thick at every size of the picture, and what it is called.
    fn draw(&self, sides: Pixels, labels: &mut Labels, html: &mut String) {
        let [left, top, wide, high] = sides;
        for (colour, thick) in [("Canvas", 5), ("currentColor", 2)] {
            html.push_str(&format!(
                "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"none\" stroke=\"{colour}\" \
                 stroke-width=\"{thick}\" vector-effect=\"non-scaling-stroke\" pointer-events=\"all\"/>"
            ));
        }
        if self.label.is_empty() {
            return;
        }
        let size = labels.size;
        let (x, y) = labels.place(sides, &self.label);
        html.push_str(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" direction=\"ltr\" font-size=\"{size:.1}\" fill=\"currentColor\" \
             stroke=\"Canvas\" stroke-width=\"{:.1}\" paint-order=\"stroke\" font-family=\"sans-serif\">{}</text>",
            size / 4.0,
            escape::escaped(&self.label),
        ));
    }
}

/// Where the numbers and letters over a picture stand: outside of their parts, and not on each other, as far as there is
/// room.
struct Labels {
    width: f64,
    height: f64,
    /// How high their letters are.
    size: f64,
    /// What is taken, in fields half as high and as wide as a letter: the bits of their numbers, which are compared.
    taken: BTreeSet<(u64, u64)>,
}

impl Labels {
    fn new(width: usize, height: usize) -> Self {
        let side = |side: usize| f64::from(u32::try_from(side).unwrap_or(u32::MAX));
        let (width, height) = (side(width), side(height));
        Self { width, height, size: width.max(height) / NUMBER, taken: BTreeSet::new() }
    }

    /// The start of the base line of the next one.
    fn place(&mut self, [left, top, wide, high]: Pixels, label: &str) -> (f64, f64) {
        let signs = label.chars().fold(0.0, |signs, _| signs + 1.0);
        let (room, line) = (self.size * (0.65 * signs + 0.3), self.size * 1.1);
        let (right, bottom) = (left + wide, top + high);
        let most = (self.width - room, self.height - line);
        let inside = (left.min(most.0).max(0.0), top.min(most.1).max(0.0));
        let places = [
            (left, top - line),
            (right - room, top - line),
            (left - room, top),
            (right, top),
            (left, bottom),
            (right - room, bottom),
            inside,
            (right - room, bottom - line),
        ];
        let is_within = |&(x, y): &(f64, f64)| x >= 0.0 && y >= 0.0 && x <= most.0 && y <= most.1;
        let mut within = places.into_iter().filter(is_within);
        let is_free = |&(x, y): &(f64, f64)| {
            self.fields(x, y, room, line).all(|field| !self.taken.contains(&field))
        };
        let (x, y) = within.clone().find(is_free).or_else(|| within.next()).unwrap_or(inside);
        let fields: Vec<_> = self.fields(x, y, room, line).collect();
        self.taken.extend(fields);
        (x + self.size * 0.15, y + self.size * 0.9)
    }

    /// The fields that a label covers.
    fn fields(&self, x: f64, y: f64, wide: f64, high: f64) -> impl Iterator<Item = (u64, u64)> {
        let field = self.size / 2.0;
        let along = move |from: f64, to: f64| {
            iter::successors(Some((from / field).floor()), |at| Some(at + 1.0))
                .take_while(move |at| at * field < to)
        };
        let row =
            move |row: f64| along(x, x + wide).map(move |column| (row.to_bits(), column.to_bits()));
        along(y, y + high).flat_map(row)
    }
}

/// The lines of the part that an annotation is about; nothing where it is about all of the picture, or about none of it.
pub(super) fn sides(said: &Annotation, size: Option<Dimensions>) -> Option<Pixels> {
    let part = said.part()?;
    let (width, height) = match size {
        Some(size) => pixels(size),
        // Hundredths of the sides can be drawn over a picture of any size.
        None if part.is_percent => (100, 100),
        None => return None,
    };
    part.part_of(width, height)
}

/// The part of a picture that an annotation is about, by itself, or the whole picture where it is about that; nothing
/// where it is not known how large the picture is, and where the part lies outside of it.
pub fn detail(cx: Context, id: DocumentId, annotation: u32) -> Option<String> {
    let said = cx.archive.annotation(id, annotation)?;
    let reading = cx.archive.document(id);
    let Some(Anchoring::Pictured(link)) = reading.anchors.get(annotation as usize) else {
        return None;
    };
    let (address, size) = page_scope(cx, id, &reading.document.body).picture(*link)?;
    let (width, height) = pixels(size?);
    let [left, top, wide, high] = match said.part() {
        Some(part) => part.part_of(width, height)?,
        None => [0.0, 0.0, f64::from(width), f64::from(height)],
    };
    Some(format!(
        "<svg class=\"detail\" viewBox=\"{left} {top} {wide} {high}\" preserveAspectRatio=\"xMinYMin\" role=\"img\" \
         aria-label=\"{}\"><image href=\"{}\" width=\"{width}\" height=\"{height}\"/></svg>",
        escape::escaped(&called(cx, id, annotation)),
        escape::escaped(&address),
    ))
}

/// What a part of a picture is called where it is not seen: who or what is on it, and what the picture shows.
fn called(cx: Context, id: DocumentId, annotation: u32) -> String {
    let said = cx.archive.annotation(id, annotation);
    let seen = cx.about(id, annotation).map(|seen| seen.text("name").to_owned());
    let shows = Some(cx.lemma(id, annotation)).filter(|words| !words.is_empty());
    let says: Vec<String> = seen.into_iter().chain(shows).collect();
    match says.join(" – ") {
        says if says.is_empty() => cx.words.get("mark.detail").to_owned(),
        says if said.is_none_or(|said| said.part().is_none()) => says,
        says => fill(cx.words.get("mark.detail_of"), &[("what", &says)]),
    }
}

/// The sides of a picture as numbers that can be counted with.
fn pixels(size: Dimensions) -> (u32, u32) {
    let number = |side| u32::try_from(side).unwrap_or(u32::MAX);
    (number(size.width), number(size.height))
}

#[cfg(test)]
mod tests {
    use super::Labels;

    #[test]
    fn labels_stand_outside_of_their_parts() {
        // Letters are 10 high, 11 with their line, and 9.5 wide.
        let mut labels = Labels::new(280, 100);
        for (part, label, expected) in [
            ([100.0, 50.0, 20.0, 20.0], "1", "101.5 48.0"),
            // Of the same part, another one.
            ([100.0, 50.0, 20.0, 20.0], "2", "112.0 48.0"),
            ([100.0, 50.0, 20.0, 20.0], "3", "92.0 59.0"),
            // At the upper edge, and in the corners.
            ([200.0, 0.0, 20.0, 20.0], "4", "192.0 9.0"),
            ([0.0, 0.0, 20.0, 20.0], "5", "21.5 9.0"),
            ([275.0, 80.0, 5.0, 20.0], "a", "272.0 78.0"),
            // All of the picture, and more than that.
            ([0.0, 0.0, 280.0, 100.0], "6", "1.5 9.0"),
            ([300.0, 200.0, 10.0, 10.0], "C12", "259.0 98.0"),
        ] {
            let (x, y) = labels.place(part, label);
            assert_eq!(format!("{x:.1} {y:.1}"), expected, "{label}");
        }
    }

    #[test]
    fn letters_go_on_behind_the_last() {
        for (number, letters) in
            [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (701, "zz"), (702, "aaa")]
        {
            assert_eq!(super::letter(number), letters, "{number}");
        }
    }
}
