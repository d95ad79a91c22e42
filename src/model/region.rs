//! A picture of a text, or a part of one, that an annotation is about.

use std::fmt;

use crate::source::Spanned;

/// A W3C `FragmentSelector` of a picture: the picture as the text names it, and a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The file, as the text has it.
    pub picture: Spanned<String>,
    /// The part; nothing for all of it.
    pub part: Option<Spanned<Rectangle>>,
}

/// A part of a picture (Media Fragments URI 1.0, 4.2.2), in thousandths of its pixels or of hundredths of its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rectangle {
    /// Whether it counts in hundredths of the sides, and not in pixels.
    pub is_percent: bool,
    /// Left, top, width and height.
    pub sides: [u32; 4],
}

/// The sides of a rectangle in pixels: left, top, width and height.
pub type Pixels = [f64; 4];

impl Rectangle {
    /// What a side is counted in.
    pub const UNIT: u32 = 1_000;

    /// The rectangle in a picture of this width and height.
    pub fn pixels(&self, width: u32, height: u32) -> Pixels {
        let scale = |side: u32| if self.is_percent { f64::from(side) / 100.0 } else { 1.0 };
        let [left, top, wide, high] =
            self.sides.map(|side| f64::from(side) / f64::from(Self::UNIT));
        [left * scale(width), top * scale(height), wide * scale(width), high * scale(height)]
    }

    /// What of it lies in a picture of this width and height, if anything does.
    pub fn part_of(&self, width: u32, height: u32) -> Option<Pixels> {
        let [left, top, wide, high] = self.pixels(width, height);
        let [right, bottom] = [(left + wide).min(width.into()), (top + high).min(height.into())];
        (left < right && top < bottom).then_some([left, top, right - left, bottom - top])
    }

    /// Whether it lies in a picture of this width and height.
    pub fn is_within(&self, width: u32, height: u32) -> bool {
        let [left, top, wide, high] = self.pixels(width, height);
        left + wide <= f64::from(width) + 0.5 && top + high <= f64::from(height) + 0.5
    }
}

impl fmt::Display for Rectangle {
    /// As the value of `xywh`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(if self.is_percent { "percent:" } else { "" })?;
        for (number, side) in self.sides.iter().enumerate() {
            f.write_str(if number > 0 { "," } else { "" })?;
            write!(f, "{}", f64::from(*side) / f64::from(Self::UNIT))?;
        }
        Ok(())
    }
}

impl fmt::Display for Region {
    /// As an address: the picture, and its part as a fragment.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.picture.value)?;
        self.part.as_ref().map_or(Ok(()), |part| write!(f, "#xywh={}", part.value))
    }
}
