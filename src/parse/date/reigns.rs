//! Years of the reigns of English kings and queens: `12 Hen. VIII`, `3 & 4 Will. IV`, `the 12th year of Henry VIII`.
//!
//! Days are of the calendar that England had. Knows no John, whose years began on Ascension Day, and no Philip and Mary.

use super::WORDS;
use super::numbers::{numeric, valid};
use super::years::ordinal_number;
use super::{day_text, when};
use crate::model::date::Day;

/// The days of one such year, or of two that are named together, as acts of one session are.
pub(super) fn reign(words: &str) -> Option<String> {
    let plain = words.replace(['.', ','], " ").replace('&', " & ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    WORDS.all("reign").find_map(|(given, names)| {
        let years = names.iter().find_map(|name| plain.strip_suffix(name)?.strip_suffix(' '))?;
        Reign::new(given)?.days(years)
    })
}

/// A reign: its first and its last year that have one beginning, and from when to when it was.
struct Reign {
    years: (i64, i64),
    from: Day,
    to: Day,
}

impl Reign {
    fn new(given: &str) -> Option<Self> {
        let mut parts = given.split(' ');
        let (first, last) = parts.next()?.split_once('-')?;
        let years = (first.parse().ok()?, last.parse().ok()?);
        Some(Self { years, from: when(parts.next()?)?.earliest?, to: when(parts.next()?)?.latest? })
    }

    /// The days of a year, `12`, or of one and the next, `3 & 4`.
    fn days(&self, words: &str) -> Option<String> {
        let words: Vec<&str> = words.split(' ').filter(|w| !WORDS.has("reign-of", w)).collect();
        let (first, last) = match words.as_slice() {
            [year] => (ordinal_number(year)?, ordinal_number(year)?),
            [first, "&" | "and", last] if numeric(first) && numeric(last) => {
                (first.parse().ok()?, last.parse().ok()?)
            }
            _ => return None,
        };
        let is_one = first == last || first + 1 == last;
        let are_its = self.years.0 <= first && last <= self.years.1;
        let begin = |year: i64| Day { year: self.from.year + year - 1, ..self.from };
        let end = if last == self.years.1 {
            self.to
        } else {
            Day::from_ordinal(begin(last + 1).ordinal() - 1)
        };
        let days = format!("[{}..{}]", day_text(begin(first))?, day_text(end)?);
        valid(days).filter(|_| is_one && are_its)
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::date::tests::check;

    #[test]
    fn years_of_reigns_are_days() {
        for (words, edtf) in [
            ("2 Eliz. I", "[1559-11-17..1560-11-16]"),
            ("2 Eliz.", "[1559-11-17..1560-11-16]"),
            ("12 Hen. VIII", "[1520-04-22..1521-04-21]"),
            ("12 Henry 8", "[1520-04-22..1521-04-21]"),
            ("the 12th year of King Henry VIII", "[1520-04-22..1521-04-21]"),
            ("in the 12th year of the reign of Henry VIII", "[1520-04-22..1521-04-21]"),
            ("3 & 4 Will. IV", "[1832-06-26..1834-06-25]"),
            ("3 and 4 Wm IV", "[1832-06-26..1834-06-25]"),
            ("38 Hen. VIII", "[1546-04-22..1547-01-28]"),
            ("12 Car. II", "[1660-01-30..1661-01-29]"),
            ("26 Geo. II", "[1752-06-11..1753-06-21]"),
            ("27 Geo. 2", "[1753-06-22..1754-06-21]"),
            ("10 Anne", "[1711-03-08..1712-03-07]"),
            ("45 & 46 Vict.", "[1881-06-20..1883-06-19]"),
            ("10 Edw. VII", "[1910-01-22..1910-05-06]"),
            ("12 Hen. VIII to 14 Hen. VIII", "1520-04-22/1523-04-21"),
            ("39 Hen. VIII", "none"),
            ("3 & 5 Will. IV", "none"),
            ("11 Car. II", "none"),
            ("3 John", "none"),
            ("2 Eliz. II", "none"),
            ("Hen. VIII", "none"),
            ("c. 12 Hen. VIII", "none"),
            ("c. 12 Hen. VIII to 14 Hen. VIII", "1520-04-22~/1523-04-21~"),
            ("12 men of Henry VIII", "none"),
        ] {
            check("en", words, edtf);
        }
    }

    /// A reign begins in its first year and ends in its last one.
    #[test]
    fn reigns_end_in_their_last_year() {
        for (given, _) in super::WORDS.all("reign") {
            let reign = super::Reign::new(given).expect(given);
            let last = reign.days(&reign.years.1.to_string()).expect(given);
            assert!(last.ends_with(&format!("..{}]", reign.to)), "{given}: {last}");
        }
    }
}
