//! Figures of the unit `year` that are dates: `1651~`, `before 1645`, `1640s`.

use edtf_core::{Edtf, SetElement, SetKind};

use crate::model::date::Day;
use crate::model::figure::FigureRange;
use crate::parse::date;

/// The years that a date can mean.
pub(super) fn years(words: &str, language: &str) -> Option<FigureRange> {
    let when = date::read(words, language)?.when;
    #[expect(clippy::cast_precision_loss, reason = "no year of history is near 2^52")]
    let year = |day: Day| day.year as f64;
    let years = FigureRange {
        low: when.earliest.map(year),
        high: when.latest.map(year),
        approximate: when.edtf.is_approximate(),
        strict: false,
        either: is_either(&when.edtf),
        dated: true,
    };
    years.low.or(years.high).is_some().then_some(years)
}

/// Whether a date is one of two, of which nothing lies between.
fn is_either(edtf: &Edtf) -> bool {
    let Edtf::Set(set) = edtf else { return false };
    let is_one = set.kind == SetKind::OneMember;
    is_one && matches!(set.elements[..], [SetElement::Date(_), SetElement::Date(_)])
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn dates_are_years() {
        for (language, words, read) in [
            ("en", "1640", "1640..1640"),
            ("en", "1651~", "~1651..1651"),
            ("en", "1651?", "1651..1651"),
            ("en", "c. 1651", "~1651..1651"),
            ("en", "164X", "1640..1649"),
            ("en", "1640s", "1640..1649"),
            ("en", "1640/1645", "1640..1645"),
            ("en", "1640–45", "1640..1645"),
            ("en", "1641 or 1643", "1641|1643"),
            ("en", "1641/2", "1641|1642"),
            ("en", "[1641..1643]", "1641..1643"),
            ("en", "before 1645", "..1644"),
            ("en", "by 1645", "..1645"),
            ("en", "../1645", "..1645"),
            ("en", "after 1645", "1646.."),
            ("en", "17th century", "1600..1699"),
            ("en", "3 May 1641", "1641..1641"),
            ("de", "vor 1645", "..1644"),
            ("fr", "vers 1640", "~1640..1640"),
            ("es", "hacia 1640", "~1640..1640"),
            ("ru", "1640-е годы", "1640..1649"),
            ("ar", "حوالي 1640", "~1640..1640"),
            ("en", "12", "none"),
            ("en", "over 1640", "none"),
            ("en", "44 BC", "-43..-43"),
            ("en", "c. 44 BC", "~-43..-43"),
            ("en", "-0043", "-43..-43"),
            ("en", "before 44 BC", "..-44"),
            ("en", "5783", "5783..5783"),
            ("en", "12–13", "none"),
            ("en", "2.5", "none"),
            ("en", "150", "none"),
            ("en", "4,000", "none"),
            ("en", "88 years", "none"),
            ("en", "XXXX", "none"),
        ] {
            let found = years(words, language).map_or("none".to_owned(), |range| {
                let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
                let about = if range.approximate { "~" } else { "" };
                let between = if range.either { "|" } else { ".." };
                format!("{about}{}{between}{}", end(range.low), end(range.high))
            });
            assert_eq!(found, read, "{language}: {words}");
        }
    }
}
