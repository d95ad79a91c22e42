//! Figures as they are claimed: kept as written, read as an interval that can be drawn.

use crate::fold;
use crate::source::Span;

/// The unit of shares.
pub const PERCENT: &str = "%";

/// Words for one and the same unit.
const SAME: [&[&str]; 5] = [
    &[
        PERCENT,
        "percent",
        "per cent",
        "pct",
        "prozent",
        "pour cent",
        "por ciento",
        "процент",
        "процента",
        "процентов",
        "بالمئة",
        "بالمائة",
        "في المئة",
        "في المائة",
    ],
    &[
        "$",
        "us$",
        "usd",
        "dollar",
        "dollars",
        "us dollars",
        "u.s. dollars",
        "dólares",
        "доллар",
        "доллара",
        "долларов",
        "دولار",
    ],
    &["€", "eur", "euro", "euros", "евро", "يورو"],
    &[
        "people",
        "person",
        "persons",
        "menschen",
        "mensch",
        "personen",
        "personnes",
        "personne",
        "personas",
        "persona",
        "человек",
        "человека",
        "людей",
        "люди",
        "شخص",
        "أشخاص",
        "شخصا",
    ],
    &["£", "gbp", "pounds sterling", "livres sterling", "libras esterlinas"],
];

/// What two ways of writing a unit have in common: per cent are `%`, dollars `$`, and one soldier is of the soldiers.
pub fn unit_key(unit: &str) -> String {
    let unit = fold::label(unit);
    if let Some(words) = SAME.iter().find(|words| words.contains(&unit.as_str())) {
        return words[0].to_owned();
    }
    match unit.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')) {
        Some(one) => one.to_owned(),
        None => unit,
    }
}

/// A claimed number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// As written: `> 40,000`, `about 11,000`, `dozens`.
    pub written: String,
    /// With what it counts, as it is written, where that is no plain number: `$5 billion`, `thousands of people`.
    pub counted: Option<String>,
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
