//! The Hebrew calendar, as it has been reckoned since the fourth century: its months begin with a mean moon, and its years so
//! that no feast falls on a wrong day of the week.

use crate::model::date::Day;

/// The months of a common year by their lengths, from Tishri on; Heshvan and Kislev, the second and the third, change theirs.
const LENGTHS: [i64; 12] = [30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29];

/// The place of Adar, before which a leap year has another one.
const ADAR: usize = 5;

/// The two Adars of a leap year, as the lists of words number them.
const ADARS: [i64; 2] = [13, 14];

/// The first day of a month or of a whole year and the first one after it, as [`Day::ordinal`] has them; nothing for a month
/// that the year does not have, as it has no plain Adar where there are two. Months count from Tishri.
pub(super) fn stretch(year: i64, month: Option<i64>) -> Option<[i64; 2]> {
    let (first, next) = (new_year(year), new_year(year + 1));
    let Some(month) = month else { return Some([first, next]) };
    let lengths = lengths(next - first);
    let is_leap = lengths.len() > LENGTHS.len();
    let adar = ADARS.iter().position(|&adar| adar == month);
    let place = match (adar, usize::try_from(month - 1).ok()?) {
        (Some(adar), _) if is_leap => ADAR + adar,
        (None, place) if place < ADAR => place,
        (None, place) if place == ADAR && is_leap => return None,
        (None, place) => place + usize::from(is_leap),
        (Some(_), _) => return None,
    };
    let begin = first + lengths.get(..place)?.iter().sum::<i64>();
    Some([begin, begin + lengths.get(place)?])
}

/// The lengths of the months of a year of so many days.
fn lengths(days: i64) -> Vec<i64> {
    let mut lengths = LENGTHS.to_vec();
    if days > 360 {
        lengths.insert(ADAR, 30);
    }
    match days % 10 {
        3 => lengths[2] = 29,
        5 => lengths[1] = 30,
        _ => {}
    }
    lengths
}

/// The first day of a year. It waits for a day or two where the year would else be of a length that no year has.
fn new_year(year: i64) -> i64 {
    let first = Day { year: -3760, month: 9, day: 7 }.ordinal();
    let [before, this, next] = [year - 1, year, year + 1].map(molad);
    let waits = match (next - this, this - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    first + this + waits
}

/// The day of the mean new moon that begins a year, counted from that of the first one, or the day after where it would be a
/// Sunday, a Wednesday or a Friday. A day has 25,920 parts, and a moon 29 days and 13,753 parts.
fn molad(year: i64) -> i64 {
    let moons = (235 * year - 234).div_euclid(19);
    let day = 29 * moons + (12_084 + 13_753 * moons).div_euclid(25_920);
    day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
}

/// The letters that are numbers: ones, tens and hundreds, and those that are written in another way at the end of a word.
const LETTERS: &str = "אבגדהוזחטיכלמנסעפצקרשת";
const LAST: [(char, char); 5] = [('ך', 'כ'), ('ם', 'מ'), ('ן', 'נ'), ('ף', 'פ'), ('ץ', 'צ')];

/// What says that letters are a number.
pub(super) const MARKS: [char; 4] = ['״', '"', '׳', '\''];

/// A number in letters with a mark before the last of them or behind a single one: `ט״ו`, `ה׳`. Those of years leave out five
/// thousand, or have it before a mark: `תשפ״ג`, `ה׳תשפ״ג`.
pub(super) fn number(word: &str) -> Option<i64> {
    let thousands = word.split_once(&MARKS[2..]).filter(|(_, rest)| !rest.is_empty());
    let (thousands, rest) = match thousands {
        Some((thousands, rest)) => (Some(sum(thousands)?), rest),
        None => (None, word),
    };
    let number = sum(rest).filter(|_| word.contains(MARKS))?;
    let thousands = thousands.unwrap_or(if number < 100 { 0 } else { 5 });
    Some(thousands * 1000 + number)
}

/// What letters are together.
fn sum(letters: &str) -> Option<i64> {
    let value = |letter: char| {
        let letter = LAST.iter().find(|(last, _)| *last == letter).map_or(letter, |(_, one)| *one);
        let place = i64::try_from(LETTERS.chars().position(|one| one == letter)?).ok()?;
        // The tenth is ten, and the nineteenth a hundred.
        Some((place % 9 + 1) * [1, 10, 100].get(usize::try_from(place / 9).ok()?)?)
    };
    letters.chars().filter(|letter| !MARKS.contains(letter)).map(value).sum()
}

#[cfg(test)]
mod tests {
    use super::super::calendars::tests::check;

    #[test]
    fn numbers_in_letters() {
        for (language, words, read_as) in [
            ("he", "ט״ו בניסן תשפ״ג", "Hebrew 2023-04-06"),
            ("he", "ט\"ו בניסן ה'תשפ\"ג", "Hebrew 2023-04-06"),
            ("he", "ה׳ באייר ה׳תש״ח", "Hebrew 1948-05-14"),
            ("he", "ה׳ באייר תש״ח", "Hebrew 1948-05-14"),
            ("he", "י״ד באדר ב׳ תשפ״ב", "Hebrew 2022-03-17"),
            ("he", "ל׳ בחשוון תשפ״ג", "Hebrew 2022-11-24"),
            ("he", "יום חמישי, ט״ו בניסן תשפ״ג", "Hebrew 2023-04-06"),
            ("he", "ניסן תשפ״ד", "Hebrew [2024-04-09..2024-05-08]"),
            ("he", "שנת תשפ״ד", "Hebrew [2023-09..2024-10]"),
            ("he", "ל״א בניסן תשפ״ג", "none"),
            ("he", "צה״ל בניסן תשפ״ג", "none"),
            ("he", "ניסן", "none"),
        ] {
            check(language, words, read_as);
        }
    }

    #[test]
    fn days_of_leap_years_and_others() {
        for (language, words, read_as) in [
            ("en", "1 Tishri 5784", "Hebrew 2023-09-16"),
            ("en", "15 Nisan 5783", "Hebrew 2023-04-06"),
            ("he", "15 בניסן 5783", "Hebrew 2023-04-06"),
            ("he", "יום חמישי, 15 בניסן 5783", "Hebrew 2023-04-06"),
            ("en", "14 Adar II 5782", "Hebrew 2022-03-17"),
            ("he", "14 באדר ב׳ 5782", "Hebrew 2022-03-17"),
            ("en", "1 Adar I 5782", "Hebrew 2022-02-02"),
            ("en", "14 Adar 5783", "Hebrew 2023-03-07"),
            ("en", "14 Adar 5782", "none"),
            ("en", "14 Adar II 5783", "none"),
            ("en", "5 Iyar 5708", "Hebrew 1948-05-14"),
            ("en", "30 Heshvan 5783", "Hebrew 2022-11-24"),
            ("en", "30 Heshvan 5784", "none"),
            ("en", "30 Kislev 5784", "none"),
            ("en", "29 Elul 5784", "Hebrew 2024-10-02"),
            ("en", "Nisan 5784", "Hebrew [2024-04-09..2024-05-08]"),
            ("en", "5784 Anno Mundi", "Hebrew [2023-09..2024-10]"),
            ("he", "שנת 5784", "Hebrew [2023-09..2024-10]"),
            ("he", "18/1/5784", "none"),
        ] {
            check(language, words, read_as);
        }
    }
}
