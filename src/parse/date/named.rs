//! Months, seasons and days of the week by their names: English, German, French, Spanish and Russian.
//!
//! The languages agree wherever they share a name, so a word is read whatever the language of its article.

/// The names of each month; for Russian as they stand beside a day and alone.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "января", "январь"],
    &["february", "februar", "février", "fevrier", "febrero", "февраля", "февраль"],
    &["march", "märz", "maerz", "mars", "marzo", "марта"],
    &["april", "avril", "abril", "апреля", "апрель"],
    &["may", "mai", "mayo", "мая", "май"],
    &["june", "juni", "juin", "junio", "июня", "июнь"],
    &["july", "juli", "juillet", "julio", "июля", "июль"],
    &["august", "août", "aout", "agosto", "августа"],
    &["september", "septembre", "septiembre", "setiembre", "сентября", "сентябрь"],
    &["october", "oktober", "octobre", "octubre", "октября", "октябрь"],
    &["november", "novembre", "noviembre", "ноября", "ноябрь"],
    &["december", "dezember", "décembre", "decembre", "diciembre", "декабря", "декабрь"],
];

const SEASONS: [&[&str]; 4] = [
    &["spring", "frühling", "frühjahr", "printemps", "primavera", "весна", "весной", "весны"],
    &["summer", "sommer", "été", "verano", "лето", "летом", "лета"],
    &["autumn", "fall", "herbst", "automne", "otoño", "осень", "осенью", "осени"],
    &["winter", "hiver", "invierno", "зима", "зимой", "зимы"],
];

/// What the days of the week begin with.
const WEEKDAYS: &[&str] = &[
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "dien",
    "mitt",
    "donn",
    "frei",
    "sams",
    "sonn",
    "lun",
    "mard",
    "merc",
    "jeud",
    "vend",
    "same",
    "dima",
    "mart",
    "mié",
    "jue",
    "vie",
    "sáb",
    "dom",
    "понед",
    "вторн",
    "сред",
    "четв",
    "пятн",
    "субб",
    "воскр",
];

/// The number of a month, by its name or the first three letters or more of it.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    // `jui` is two months.
    let is_enough = word.chars().count() >= 3 && word != "jui";
    let is = |names: &&[&str]| is_enough && names.iter().any(|name| name.starts_with(word));
    (1..).zip(MONTHS).find(|(_, names)| is(names)).map(|(number, _)| number)
}

/// The EDTF code of a season.
pub(super) fn season(word: &str) -> Option<u8> {
    (21..).zip(SEASONS).find(|(_, names)| names.contains(&word)).map(|(code, _)| code)
}

/// Whether a word is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|weekday| word.starts_with(weekday))
}
