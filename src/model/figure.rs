//! Figures as they are claimed: kept as written, read as an interval that can be drawn.

use crate::fold;
use crate::source::Span;

/// The unit of shares.
pub const PERCENT: &str = "%";

/// The unit of parts of a thousand.
pub const PER_MILLE: &str = "‰";

/// Words for one and the same unit.
const SAME: [&[&str]; 10] = [
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
        "por cento",
        "відсоток",
        "відсотка",
        "відсотків",
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
        "долар",
        "долара",
        "доларів",
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
        "pessoas",
        "pessoa",
        "осіб",
        "особа",
        "особи",
        "شخص",
        "أشخاص",
        "شخصا",
    ],
    &["£", "gbp", "pounds sterling", "livres sterling", "libras esterlinas"],
    &["r$", "brl", "real", "reais", "reales", "reals"],
    &[
        PER_MILLE,
        "per mille",
        "per mil",
        "per thousand",
        "pro tausend",
        "promille",
        "pour mille",
        "por mil",
        "промилле",
        "بالألف",
        "في الألف",
    ],
    &["per million", "parts per million", "ppm", "pro million", "par million", "por millón"],
    &["kelvin", "k", "kelvins", "кельвин", "кельвина", "кельвинов", "كلفن"],
    &[
        "metre",
        "m",
        "metres",
        "meter",
        "meters",
        "metern",
        "mètre",
        "mètres",
        "metro",
        "metros",
        "метр",
        "метра",
        "метров",
        "متر",
        "أمتار",
    ],
];

/// The key of years of the calendar, which no unit has.
const CALENDAR: &str = "year of the calendar";
/// A single year in the languages of the interface: `1640` of it is a date, and not a time as `12 years` is.
const YEAR: [&str; 10] = ["year", "jahr", "an", "année", "año", "ano", "год", "рік", "سنة", "عام"];

/// Whether a unit is a single year, of which figures may be dates.
pub fn is_single_year(unit: &str) -> bool {
    YEAR.contains(&&*fold::label(unit))
}

/// What two ways of writing a unit have in common: per cent are `%`, dollars `$`, and one soldier is of the soldiers.
pub fn unit_key(unit: &str) -> String {
    let unit = fold::label(unit);
    if let Some(words) = SAME.iter().find(|words| words.contains(&unit.as_str())) {
        return words[0].to_owned();
    }
    let unit = without_groups(unit);
    match unit.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')) {
        Some(one) => one.to_owned(),
        None => unit,
    }
}

/// A unit whose numbers have nothing between thousands: `per 100,000` is `per 100000`.
fn without_groups(unit: String) -> String {
    if !unit.contains(|c: char| c.is_ascii_digit()) {
        return unit;
    }
    let letters: Vec<char> = unit.chars().collect();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let is_mark = |at: usize| {
        let between = is_digit(at.checked_sub(1)) && (at + 1..at + 4).all(|at| is_digit(Some(at)));
        matches!(letters[at], ',' | '.' | ' ' | '\'' | '’') && between
    };
    (0..letters.len()).filter(|&at| !is_mark(at)).map(|at| letters[at]).collect()
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
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FigureRange {
    /// The least; nothing for "fewer than".
    pub low: Option<f64>,
    /// The most; nothing for "more than".
    pub high: Option<f64>,
    /// Whether it is "about".
    pub approximate: bool,
    /// Whether its one end is left out: `over 60` is not 60.
    pub strict: bool,
    /// Whether it is one of the two ends and nothing between them: `88 or 91`.
    pub either: bool,
    /// Whether it was read as a date, of which these are the years.
    pub dated: bool,
}

impl FigureRange {
    /// Whether the numbers are years of the calendar: the unit is a single year, and they are of a date or have four digits.
    pub fn is_year(&self, unit: Option<&str>) -> bool {
        let is_year = |n: f64| n.fract() == 0.0 && (1000.0..3000.0).contains(&n);
        let is_dated = self.dated || self.low.into_iter().chain(self.high).all(is_year);
        unit.is_some_and(is_single_year) && is_dated
    }

    /// What the numbers count, in one form: only those that count the same are compared.
    pub fn counts(&self, unit: Option<&str>) -> String {
        if self.is_year(unit) { CALENDAR.to_owned() } else { unit_key(unit.unwrap_or_default()) }
    }
}
