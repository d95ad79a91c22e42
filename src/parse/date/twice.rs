//! Days that words give in two calendars: `20 محرم 1440 هـ الموافق 30 سبتمبر 2018 م`.

use super::calendars::{Reckoned, apart};
use super::{WORDS, unstyled};

/// The date of words that give it in another calendar and in the Gregorian one, in any order: `22 شوال 1445 الموافق 1 مايو 2024`.
pub(super) fn twice(words: &str, language: &str) -> Option<Reckoned> {
    let mut separators = WORDS.all("same-day").flat_map(|(_, items)| items);
    separators.find_map(|separator| {
        let (first, second) = words.split_once(separator.as_str())?;
        let second = second.trim_end_matches(')');
        let both = |other, gregorian| {
            let other = apart(other, language)?;
            let is_other = apart(gregorian, language).is_some();
            Some(other.with(unstyled(gregorian, language).filter(|_| !is_other)?))
        };
        both(first, second).or_else(|| both(second, first))
    })
}

#[cfg(test)]
mod tests {
    use super::super::calendars::tests::check;

    #[test]
    fn both_calendars_have_to_agree() {
        for (language, words, read_as) in [
            ("ar", "22 شوال 1445 هـ الموافق 1 مايو 2024", "Islamic 2024-05-01"),
            ("ar", "٢٠ محرم ١٤٤٠ هـ الموافق ٣٠ سبتمبر ٢٠١٨ م", "Islamic 2018-09-30"),
            ("ar", "30 سبتمبر 2018 (20 محرم 1440)", "Islamic 2018-09-30"),
            ("ar", "1440هـ/2018م", "Islamic 2018"),
            ("ar", "20 محرم 1440 هـ الموافق 30 أكتوبر 2018 م", "none"),
            ("fa", "۱۸ فروردین ۱۳۹۰ برابر با ۷ آوریل ۲۰۱۱", "Solar Hijri 2011-04-07"),
            ("en", "15 Nisan 5783 = 6 April 2023", "Hebrew 2023-04-06"),
            ("en", "15 Nisan 5783 = 7 April 2023", "none"),
            ("ar", "8 نيسان/أبريل 1961", "Gregorian 1961-04-08"),
            ("en", "1917/1918", "Gregorian 1917/1918"),
            ("en", "24 October 1676 (O.S.)", "Julian 1676-11-03"),
        ] {
            check(language, words, read_as);
        }
    }
}
