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
