//! Dates of calendars that count other years, by the names of their months and eras and by the language of the text.
//!
//! What can be reckoned becomes Gregorian days. The rest is known for what it is, so that its year is not taken for a Gregorian
//! one.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::named::month;
use super::numbers::valid;
use super::twice::twice;
use super::{LONGEST, WORDS, day_text, hebrew, normal, when, year_text};
use crate::fold::{Level, fold, is_cjk};
use crate::model::date::{Calendar, Day, When};

/// The calendars, as the lists call them, and the years by which their dates are known.
const CALENDARS: [(&str, Calendar, [i64; 2]); 6] = [
    ("solar-hijri", Calendar::SolarHijri, [100, 1500]),
    ("islamic", Calendar::Islamic, [100, 1600]),
    ("hebrew", Calendar::Hebrew, [3000, 6500]),
    ("buddhist", Calendar::Buddhist, [2000, 2700]),
    ("japanese", Calendar::Japanese, [1, 150]),
    ("minguo", Calendar::Minguo, [1, 150]),
];

/// The languages in which a year without a word is one of their own calendar, and the years that are taken for such.
const OWN: [(&[&str], Calendar, [i64; 2]); 3] = [
    (&["fa", "prs", "ps"], Calendar::SolarHijri, [1200, 1500]),
    (&["th"], Calendar::Buddhist, [2400, 2700]),
    (&["he", "yi"], Calendar::Hebrew, [5000, 6500]),
];

/// The first year of a reign.
const FIRST: char = '元';

/// A date of another calendar, taken apart.
pub(super) struct Reckoned {
    /// The calendar.
    pub(super) calendar: Calendar,
    /// What is added to its years for Gregorian ones, where both have the same months.
    added: i64,
    /// The month, where it has a name.
    month: Option<i64>,
    /// The numbers, in order.
    numbers: Vec<i64>,
    /// Whether the words say nothing else.
    is_plain: bool,
    /// The date of the Gregorian calendar, where the words give both.
    given: Option<When>,
}

/// The date of another calendar that words give; nothing for a Gregorian one.
pub(super) fn reckoned(words: &str, language: &str) -> Option<Reckoned> {
    let one = apart(words, language);
    if one.as_ref().is_some_and(|one| one.date().is_some()) {
        return one;
    }
    twice(words, language).or(one)
}

/// A date of another calendar, in the parts that stand in words.
pub(super) fn apart(words: &str, language: &str) -> Option<Reckoned> {
    let is_number = |c: char| c.is_numeric() || c == FIRST || hebrew::MARKS.contains(&c);
    if words.len() > LONGEST || !words.contains(is_number) {
        return None;
    }
    // Most dates are numbers alone, which are of another calendar only in a language that has its own.
    if !words.contains(char::is_alphabetic) && own_of(language).is_none() {
        return None;
    }
    let mut rest = key(words);
    let (mut era, mut named, mut is_plain) = (None, None, true);
    for name in NAMES.iter() {
        if let Some(at) = rest.find(&name.words) {
            rest.replace_range(at..at + name.words.len(), " ");
            let list = if name.month.is_some() { &mut named } else { &mut era };
            list.get_or_insert(name);
            // Years of a reign are small, and known by its name before them.
            is_plain &= at == 0 || name.added <= 0;
        }
    }
    let mut numbers = Vec::new();
    for word in rest.split_whitespace() {
        match word.parse().ok().or_else(|| hebrew::number(word)) {
            Some(number) => numbers.push(number),
            None => is_plain &= WORDS.has("between", word) || WORDS.has("reckoned", word),
        }
    }
    let calendar = match (named, era) {
        (_, Some(Name { calendar: Calendar::Gregorian, .. })) => None,
        (Some(name), _) | (None, Some(name)) => Some(name.calendar),
        (None, None) => own(words, &numbers, language),
    };
    let calendar = calendar.filter(|&calendar| numbers.iter().any(|&n| is_year(calendar, n)))?;
    let added = era.or(named).map_or(BUDDHIST, |name| name.added);
    let month = named.and_then(|name| name.month);
    Some(Reckoned { calendar, added, month, numbers, is_plain, given: None })
}

/// The calendar that a text of this language means where it says none.
fn own(words: &str, numbers: &[i64], language: &str) -> Option<Calendar> {
    let (calendar, years) = own_of(language)?;
    let is_gregorian = || normal(words).split([' ', '/', '-', ',']).any(|w| month(w).is_some());
    let has_year = numbers.iter().any(|n| (years[0]..=years[1]).contains(n));
    (has_year && !is_gregorian()).then_some(calendar)
}

/// The calendar of a language, and the years that are taken for such.
fn own_of(language: &str) -> Option<(Calendar, [i64; 2])> {
    let language = language.split('-').next()?;
    let own = OWN.iter().find(|(tags, ..)| tags.contains(&language));
    own.map(|(_, calendar, years)| (*calendar, *years))
}

/// Whether a number of a date is its year.
fn is_year(calendar: Calendar, number: i64) -> bool {
    let years = CALENDARS.iter().find(|(_, known, _)| *known == calendar).map(|(.., years)| years);
    years.is_some_and(|[first, last]| (*first..=*last).contains(&number))
}

impl Reckoned {
    /// The date in Gregorian days; nothing where the words say more than one date, or none that the calendar has.
    pub(super) fn date(&self) -> Option<When> {
        let own = self.own();
        match self.given.as_ref() {
            Some(given) => self.is_one(&own?, given)?.then(|| given.clone()),
            None => own,
        }
    }

    /// The same with the Gregorian date that stands beside it.
    pub(super) fn with(self, given: When) -> Self {
        Self { given: Some(given), ..self }
    }

    /// The dates of the words in both calendars, where these do not agree.
    pub(super) fn differing(&self) -> Option<[When; 2]> {
        let (own, given) = (self.own()?, self.given.clone()?);
        self.date().is_none().then_some([own, given])
    }

    /// Whether two dates are one. Where a moon begins the months, they may be a day apart.
    fn is_one(&self, own: &When, given: &When) -> Option<bool> {
        let ends = |when: &When| Some((when.earliest?.ordinal(), when.latest?.ordinal()));
        let (own, given) = (ends(own)?, ends(given)?);
        let about = i64::from(self.calendar == Calendar::Islamic);
        Some(own.0 - about <= given.1 && given.0 <= own.1 + about)
    }

    /// The date in Gregorian days, by the words of the other calendar.
    fn own(&self) -> Option<When> {
        let mut parts = self.numbers.clone();
        // The year stands first or last.
        if !is_year(self.calendar, *parts.first()?) {
            parts.reverse();
        }
        let year = parts.remove(0);
        let (month, day) = match (self.month.as_ref(), parts.as_slice()) {
            (month, []) => (month.copied(), None),
            // Months of the Hebrew calendar are counted from the autumn or from the spring.
            (None, _) if self.calendar == Calendar::Hebrew => return None,
            (None, [month]) => (Some(*month), None),
            (None, [month, day]) | (Some(month), [day]) => (Some(*month), Some(*day)),
            _ => return None,
        };
        let is_date = self.is_plain && is_year(self.calendar, year);
        let months = if self.calendar == Calendar::Hebrew { 14 } else { 12 };
        if !is_date || month.is_some_and(|month| !(1..=months).contains(&month)) {
            return None;
        }
        when(&match self.calendar {
            Calendar::Buddhist | Calendar::Japanese | Calendar::Minguo => {
                civil(self.calendar, year + self.added, month, day)
            }
            Calendar::SolarHijri | Calendar::Islamic | Calendar::Hebrew => {
                days(self.calendar, year, month, day)
            }
            Calendar::Gregorian | Calendar::Julian => None,
        }?)
    }
}

/// What makes Gregorian years of those of the Buddhist calendar.
const BUDDHIST: i64 = -543;

/// A date of a calendar that has had the months and days of the Gregorian one since a year, and only counts other years.
fn civil(calendar: Calendar, year: i64, month: Option<i64>, day: Option<i64>) -> Option<String> {
    let since = match calendar {
        Calendar::Buddhist => 1941,
        Calendar::Japanese => 1873,
        _ => 1912,
    };
    let year = year_text(year).filter(|_| year >= since)?;
    let parts = month.into_iter().chain(day).map(|part| format!("-{part:02}"));
    valid(parts.fold(year, |date, part| date + &part))
}

/// A date of a calendar that has other months, as a day or as one of the days or months between two.
fn days(calendar: Calendar, year: i64, month: Option<i64>, day: Option<i64>) -> Option<String> {
    // A month of the Islamic calendar begins when its moon is seen, a day earlier or later than reckoned.
    let (about, mark) = if calendar == Calendar::Islamic { (1, "~") } else { (0, "") };
    let text = |ordinal| day_text(Day::from_ordinal(ordinal));
    let [from, to] = match calendar {
        Calendar::Hebrew => hebrew::stretch(year, month),
        _ => stretch(calendar, year, month),
    }?;
    if let Some(day) = day {
        let is_one = (1..=to - from).contains(&day);
        return is_one.then(|| Some(text(from + day - 1)? + mark))?;
    }
    let (from, to) = (text(from - about)?, text(to - 1 + about)?);
    // Of a year, months are near enough.
    let length = if month.is_some() { from.len() } else { "2017-12".len() };
    Some(format!("[{}..{}]", from.get(..length)?, to.get(..length)?))
}

/// The first day of a month or of a whole year and the first one after it, as [`Day::ordinal`] has them; nothing for a year
/// that is not reckoned.
fn stretch(calendar: Calendar, year: i64, month: Option<i64>) -> Option<[i64; 2]> {
    let begin = |month: i64| begin(calendar, year + (month - 1) / 12, (month - 1) % 12 + 1);
    Some([begin(month.unwrap_or(1))?, begin(month.map_or(13, |month| month + 1))?])
}

/// The first day of a month, as [`Day::ordinal`] has it; nothing for a year that is not reckoned.
fn begin(calendar: Calendar, year: i64, month: i64) -> Option<i64> {
    if calendar == Calendar::Islamic {
        // The tabular calendar, of which eleven years in thirty have a day more.
        let first = Day { year: 622, month: 7, day: 19 }.ordinal();
        let months = 29 * (month - 1) + (6 * month - 1) / 11;
        return Some(first + 354 * (year - 1) + (11 * year + 3) / 30 + months);
    }
    // The years in which eight leap years in thirty-three are those of the equinox.
    let first = Day { year: 622, month: 3, day: 21 }.ordinal();
    let months = 30 * (month - 1) + (month - 1).min(6);
    let start = first + 365 * (year - 1) + (8 * year + 21) / 33;
    (1178..=1501).contains(&year).then_some(start + months)
}

/// Whether a word is the name of an era with other years.
pub(super) fn is_era(word: &str) -> bool {
    let word = key(word);
    let mut eras = NAMES.iter().filter(|name| name.month.is_none());
    eras.any(|era| era.calendar != Calendar::Gregorian && era.words == word)
}

/// What names a calendar in words that have been made a [`key`].
struct Name {
    words: String,
    calendar: Calendar,
    added: i64,
    month: Option<i64>,
}

/// The names of eras and months, the longest first.
static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let named = |list: &'static str| {
        WORDS.all(list).flat_map(move |(given, items)| {
            let (calendar, number) = given.split_once(' ').unwrap_or((given, ""));
            let known = CALENDARS.iter().find(|(name, ..)| *name == calendar);
            let calendar = known.map_or(Calendar::Gregorian, |(_, calendar, _)| *calendar);
            let number = number.parse().ok();
            let (added, month) =
                if list == "month-of" { (BUDDHIST, number) } else { (number.unwrap_or(0), None) };
            items.iter().map(move |item| Name { words: key(item), calendar, added, month })
        })
    };
    let gregorian = ["ce-after", "ce-before", "bce-after"].into_iter().flat_map(named);
    let mut names: Vec<Name> = named("era").chain(named("month-of")).chain(gregorian).collect();
    names.sort_by_key(|name| Reverse(name.words.len()));
    names
});

/// Words as they are compared, each between spaces: numbers and Chinese characters by themselves, Arabic ones in one spelling.
fn key(words: &str) -> String {
    let half_space = '\u{200C}';
    let folded = fold(&words.replace(half_space, " "), Level::Case).text;
    let mut key = String::from(" ");
    let mut before = ' ';
    for c in folded.chars() {
        let c = match c {
            'ى' => 'ي',
            'ة' => 'ه',
            '/' | '-' | ',' | '،' | '(' | ')' => ' ',
            '.' if before.is_ascii_digit() => ' ',
            FIRST => '1',
            c => c,
        };
        // `ه.ش` is written `هش` too.
        if c == '.' && before.is_alphabetic() {
            continue;
        }
        let is_digit = c.is_ascii_digit();
        if is_cjk(c) || is_cjk(before) || is_digit != before.is_ascii_digit() {
            key.push(' ');
        }
        key.push(c);
        before = c;
    }
    let words = key.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(" {words} ")
}

#[cfg(test)]
pub(super) mod tests {
    use crate::parse::date::read;

    #[test]
    fn days_of_other_calendars() {
        for (language, words, read_as) in [
            ("fa", "1390/01/18", "Solar Hijri 2011-04-07"),
            ("fa", "۱۳۹۰/۰۱/۱۸", "Solar Hijri 2011-04-07"),
            ("fa-IR", "18/1/1390", "Solar Hijri 2011-04-07"),
            ("fa", "18 فروردین 1390", "Solar Hijri 2011-04-07"),
            ("fa", "پنج\u{200c}شنبه ۱۸ فروردین\u{200c}ماه ۱۳۹۰", "Solar Hijri 2011-04-07"),
            ("en", "18 Farvardin 1390", "Solar Hijri 2011-04-07"),
            ("en", "1390/1/18 SH", "Solar Hijri 2011-04-07"),
            ("fa", "۳۰ اسفند ۱۳۹۹", "Solar Hijri 2021-03-20"),
            ("fa", "۳۰ اسفند ۱۴۰۰", "none"),
            ("fa", "فروردین ۱۳۹۰", "Solar Hijri [2011-03-21..2011-04-20]"),
            ("fa", "سال ۱۳۹۰", "Solar Hijri [2011-03..2012-03]"),
            ("ps", "۱۳۹۰", "Solar Hijri [2011-03..2012-03]"),
            ("fa", "۱۳۹۰ تا ۱۳۹۵", "none"),
            ("fa", "۲۲ شوال ۱۴۴۵ ه\u{200d}.ق", "Islamic 2024-05-01~"),
            ("ar", "22 شوال 1445", "Islamic 2024-05-01~"),
            ("ar", "الأربعاء ٢٢ شوال ١٤٤٥هـ", "Islamic 2024-05-01~"),
            ("en", "22 Shawwal 1445 AH", "Islamic 2024-05-01~"),
            ("ar", "شوال 1445", "Islamic [2024-04-09..2024-05-09]"),
            ("en", "1445 AH", "Islamic [2023-07..2024-07]"),
            ("fr", "1445 de l’hégire", "Islamic [2023-07..2024-07]"),
            ("de", "1445 nach der Hidschra", "Islamic [2023-07..2024-07]"),
            ("es", "1445 de la hégira", "Islamic [2023-07..2024-07]"),
            ("ru", "1445 году хиджры", "Islamic [2023-07..2024-07]"),
            ("ar", "30 شوال 1445", "none"),
            ("th", "1 มกราคม 2567", "Buddhist 2024-01-01"),
            ("th", "๑ ม.ค. ๒๕๖๗", "Buddhist 2024-01-01"),
            ("th", "1/5/2567", "Buddhist 2024-05-01"),
            ("th", "พ.ศ. 2567", "Buddhist 2024"),
            ("th", "พ.ศ. 2400", "none"),
            ("th", "21/2567", "none"),
            ("en", "B.E. 2567", "Buddhist 2024"),
            ("ja", "令和6年3月1日", "Japanese 2024-03-01"),
            ("ja", "令和元年", "Japanese 2019"),
            ("ja", "昭和20年8月", "Japanese 1945-08"),
            ("ja", "3月1日令和6年", "none"),
            ("zh-TW", "民國113年5月1日", "Minguo 2024-05-01"),
        ] {
            check(language, words, read_as);
        }
    }

    #[test]
    fn gregorian_dates_stay() {
        for (language, words, read_as) in [
            ("en", "1390", "Gregorian 1390"),
            ("ar", "1390", "Gregorian 1390"),
            ("ar", "١٣٩٠", "Gregorian 1390"),
            ("ar", "في عام 1390", "Gregorian 1390"),
            ("ar", "1445 م", "Gregorian 1445"),
            ("en", "1390/01/18", "Gregorian 1390-01-18"),
            ("fa", "2011-04-07", "Gregorian 2011-04-07"),
            ("fa", "۲۰۱۱/۰۴/۰۷", "Gregorian 2011-04-07"),
            ("fa", "۷ آوریل ۲۰۱۱", "Gregorian 2011-04-07"),
            ("fa", "۷ آوریل ۱۳۹۰", "Gregorian 1390-04-07"),
            ("fa", "۱۳۹۰ میلادی", "Gregorian 1390"),
            ("th", "ค.ศ. 1390", "Gregorian 1390"),
            ("de", "im Mai 1445", "Gregorian 1445-05"),
            ("de", "am 5. Mai 1390", "Gregorian 1390-05-05"),
            ("fr", "5 mars 1390", "Gregorian 1390-03-05"),
            ("ar", "ربيع 2017", "Gregorian 2017-21"),
            ("en", "AD 1390", "Gregorian 1390"),
            ("en", "Ramadan 2017", "none"),
            ("fr", "3500 av. J.-C.", "Gregorian -3499"),
            ("tr", "15 Nisan 2017", "none"),
        ] {
            check(language, words, read_as);
        }
    }

    #[track_caller]
    pub(in crate::parse::date) fn check(language: &str, words: &str, read_as: &str) {
        let found = read(words, language).map_or("none".to_owned(), |read| {
            format!("{} {}", read.calendar.name(), read.when.text)
        });
        assert_eq!(found, read_as, "{language}: {words}");
    }
}
