//! Figures as they are claimed: kept as written, read as an interval that can be drawn.

use crate::source::Span;

/// A claimed number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// As written: `> 40,000`, `about 11,000`, `dozens`.
    pub written: String,
    /// What it was read as; nothing when it could not be read.
    pub range: Option<FigureRange>,
    /// What is counted: `deaths`.
    pub unit: Option<String>,
    /// Of what: `civilians`.
    pub scope: Option<String>,
    /// Where the value stands.
    pub span: Span,
}

impl Figure {
    /// Whether it is a size without a number (`thousands`), which is of what it counts.
    pub fn is_size(&self) -> bool {
        let words = self.written.to_lowercase();
        let last = words.split_whitespace().next_back().unwrap_or_default();
        ["dozens", "scores", "hundreds", "thousands", "millions", "billions"].contains(&last)
    }
}

/// The numbers that a figure allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureRange {
    /// The least; nothing for "fewer than".
    pub low: Option<f64>,
    /// The most; nothing for "more than".
    pub high: Option<f64>,
    /// Whether it is "about".
    pub approximate: bool,
}
