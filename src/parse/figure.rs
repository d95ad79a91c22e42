//! Claimed figures: words and numbers as an interval that can be drawn.
//!
//! Keeps every figure as it is written. Does not compare figures; questions do.

mod range;
mod words;

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic};
use crate::keys;
use crate::model::figure::{Figure, FigureRange, PERCENT, unit_key};
use crate::source::Spanned;
use crate::yaml::{Intake, Node};
use range::{Reader, plain, times};
use words::WORDS;

/// How many bytes of words can be a figure.
const LONGEST: usize = 200;

/// The figure of a claim: a value, or a map of value, unit and scope. `language` is that of the document.
pub(super) fn figure(intake: &mut Intake, node: &Node, language: &str) -> Option<Figure> {
    if !node.is_map() {
        let value = intake.string("figure", node)?;
        return Some(read(intake, &value, [None, None], language));
    }
    let (mut value, mut unit, mut scope) = (None, None, None);
    for (key, node) in intake.known(node.entries(), &[keys::FIGURE]) {
        match key {
            "value" => value = intake.string(key, node),
            "unit" => unit = intake.text(key, node),
            "scope" => scope = intake.text(key, node),
            _ => {}
        }
    }
    if value.is_none() && !node.entries().is_empty() {
        let fault = Diagnostic::new(Code::Figure, "this figure has no `value`");
        intake.fault(fault.help("add `value:` with the number as the text has it"), node.span, "");
    }
    Some(read(intake, &value?, [unit, scope], language))
}

fn read(
    intake: &mut Intake,
    value: &Spanned<String>,
    [unit, scope]: [Option<String>; 2],
    language: &str,
) -> Figure {
    let written = &value.value;
    let mut figure = Figure {
        written: written.clone(),
        counted: None,
        range: range(written, language),
        unit,
        scope,
        span: value.span,
    };
    let sign = sign(&plain(written)).map(|(sign, _)| sign);
    match (&figure.unit, sign) {
        (unit, Some(sign))
            if figure.range.is_some()
                && unit.as_deref().is_none_or(|unit| unit_key(unit) == unit_key(sign)) =>
        {
            figure.unit.get_or_insert_with(|| sign.to_owned());
            // Signs before a number become words where it is shown.
            let signs = written.contains(['<', '>', '~', '≈', '≤', '≥', '=']);
            figure.counted = (!signs).then(|| written.clone());
        }
        // Half of something that is counted is no number of it.
        (Some(_), Some(PERCENT)) => figure.range = None,
        (None, _) if figure.range.is_none() => {
            if let Some((number, unit, scope)) = counted(written, language) {
                figure.range = range(number, language);
                figure.counted = number.contains(char::is_alphabetic).then(|| written.clone());
                number.clone_into(&mut figure.written);
                figure.unit = Some(unit.to_owned());
                figure.scope = figure.scope.or_else(|| scope.map(str::to_owned));
            }
        }
        _ => {}
    }
    if figure.range.is_none() {
        let message = format!("`{written}` cannot be read as a number or a range");
        let help = "write `11000`, `about 11,000`, `> 40000`, `9000..11000`, `$5 billion`, `half` or `dozens`, and what is counted as `unit:`";
        intake.fault(Diagnostic::new(Code::Figure, message).help(help), value.span, "");
    }
    figure
}

/// The numbers that words allow, in a document of this language.
pub fn range(words: &str, language: &str) -> Option<FigureRange> {
    if words.len() > LONGEST {
        return None;
    }
    let words = plain(words);
    let reader = Reader::of(language);
    match sign(&words) {
        Some((_, number)) => reader.range(&number),
        None => reader.range(&words),
    }
}

/// A whole number in words, in any language that is read here.
pub(super) fn count(words: &str) -> Option<i64> {
    let number = Reader::in_any(words).filter(|number| number.fract() == 0.0 && *number < 1e6)?;
    #[allow(clippy::cast_possible_truncation)] // whole, and far below 2^63
    Some(number as i64)
}

/// The sign of money or of a share that stands with a number, and the words without it.
fn sign(words: &str) -> Option<(&'static str, Cow<'_, str>)> {
    if words.ends_with(PERCENT) {
        return Some((PERCENT, words.replace(PERCENT, "").trim_end().to_owned().into()));
    }
    for money in WORDS.money.iter().map(String::as_str) {
        let is_code = money.len() == 3 && money.is_ascii() && !money.ends_with('$');
        let Some(at) = words.find(money) else { continue };
        let (before, after) = (&words[..at], &words[at + money.len()..]);
        let joined =
            before.ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
        if !(is_code && joined) {
            let rest = [before.trim_end(), after.trim_start()].join(" ");
            return Some((money, rest.trim().to_owned().into()));
        }
    }
    WORDS.shares.iter().find_map(|(name, share)| {
        let before = words.strip_suffix(name.as_str())?;
        let is_whole = before.is_empty() || before.ends_with([' ', '~', '>', '<', '≈']);
        // A third is not a number of two digits.
        let about = if share.fract() == 0.0 { "" } else { "~" };
        is_whole.then(|| (PERCENT, format!("{before}{about}{share}").into()))
    })
}

/// A number with what it counts and of what: `about 11,000 civilians`, `deux millions d'euros`, `80 % of the city`.
fn counted<'a>(words: &'a str, language: &str) -> Option<(&'a str, &'a str, Option<&'a str>)> {
    let reads = |number: &str| range(number, language).is_some();
    // What follows `of`: a share of something.
    let of = WORDS.of.iter();
    let of = of.filter_map(|of| words.find(&format!(" {of}")).map(|at| (at, of.len() + 1)));
    for (at, len) in of {
        let (share, scope) = (words[..at].trim_end(), words[at + len..].trim());
        if scope.is_empty() {
            continue;
        }
        if sign(&plain(share)).is_some_and(|(sign, _)| sign == PERCENT) && reads(share) {
            return Some((share, PERCENT, Some(scope)));
        }
        if let Some((number, unit)) = share.rsplit_once(' ')
            && unit_key(unit) == PERCENT
            && reads(number)
        {
            return Some((number, unit, Some(scope)));
        }
    }
    let is_word = |word: &str| {
        let fits = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        fits && !WORDS.no_unit.iter().any(|other| other == word)
            && times(&word.to_lowercase()).is_none()
    };
    // What is counted has few words: `internally displaced people`.
    let mut cuts =
        words.rmatch_indices(' ').take(5).map(|(at, _)| (&words[..at], &words[at + 1..]));
    let without = |unit: &'a str| {
        WORDS.of.iter().find_map(|of| unit.strip_prefix(of.as_str())).unwrap_or(unit)
    };
    let is_unit = |unit: &str| unit_key(unit) == PERCENT || unit.split(' ').all(is_word);
    let cut = cuts.find(|(number, unit)| is_unit(without(unit)) && reads(number));
    let (number, unit) = cut?;
    let unit = without(unit).trim();
    (!unit.is_empty()).then_some((number, unit, None))
}

#[cfg(test)]
mod tests {
    use super::range;

    fn shown(words: &str, language: &str) -> String {
        let Some(range) = range(words, language) else { return "unreadable".into() };
        let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
        let about = if range.approximate { "~" } else { "" };
        format!("{about}{}..{}", end(range.low), end(range.high))
    }

    #[test]
    fn what_is_counted() {
        for (words, parts) in [
            ("about 11,000 civilians", Some(("about 11,000", "civilians", None))),
            (
                "two hundred internally displaced people",
                Some(("two hundred", "internally displaced people", None)),
            ),
            ("thousands of people", Some(("thousands", "people", None))),
            ("40 per cent", Some(("40", "per cent", None))),
            ("80 % of the city", Some(("80 %", "%", Some("city")))),
            ("more than half of the city", Some(("more than half", "%", Some("city")))),
            ("half the city", Some(("half", "%", Some("city")))),
            ("2/3 of the dead", Some(("2/3", "%", Some("dead")))),
            ("5 or 6 men", Some(("5 or 6", "men", None))),
            ("mehrere Dutzend Menschen", Some(("mehrere Dutzend", "Menschen", None))),
            ("80 percent of homes", Some(("80", "percent", Some("homes")))),
            ("11 millions d'euros", Some(("11 millions", "euros", None))),
            ("deux millions de personnes", Some(("deux millions", "personnes", None))),
            ("11 тысяч человек", Some(("11 тысяч", "человек", None))),
            ("أكثر من 40 ألف مدني", Some(("أكثر من 40 ألف", "مدني", None))),
            ("11,000 or so", None),
            ("9,000 to ten-ish", None),
            ("a great many", None),
            ("people", None),
            ("%", None),
        ] {
            let language = if words.contains("deux") { "fr" } else { "en" };
            assert_eq!(super::counted(words, language), parts, "{words}");
        }
    }

    #[test]
    fn signs_are_units() {
        for (words, read) in [
            ("$5 billion", Some(("$", "5000000000..5000000000"))),
            ("US$ 4.6bn", Some(("us$", "4600000000..4600000000"))),
            ("more than €40m", Some(("€", "40000000.."))),
            ("5 million USD", Some(("usd", "5000000..5000000"))),
            ("80%", Some(("%", "80..80"))),
            ("30–50 %", Some(("%", "30..50"))),
            ("between 30% and 50%", Some(("%", "30..50"))),
            ("more than half", Some(("%", "50.."))),
            ("about two thirds", Some(("%", "~66.66666666666667..66.66666666666667"))),
            ("more than 3/4", Some(("%", "75.."))),
            ("1 1/2", Some(("%", "unreadable"))),
            ("a third", Some(("%", "~33.333333333333336..33.333333333333336"))),
            ("half a million", None),
            ("5 cents", None),
            ("neural 5", None),
        ] {
            let sign = super::sign(&super::plain(words)).map(|(sign, _)| sign);
            let read = read.map(|(sign, read)| (sign, read.to_owned()));
            assert_eq!(sign.map(|sign| (sign, shown(words, "en"))), read, "{words}");
        }
    }

    #[test]
    fn languages() {
        for (language, words, read) in [
            ("de", "40.000", "40000..40000"),
            ("de", "mehr als 40.000", "40000.."),
            ("de", "4,5 Mrd. €", "4500000000..4500000000"),
            ("de", "rund 1,5 Millionen", "~1500000..1500000"),
            ("de", "1.234 Millionen", "1234000000..1234000000"),
            ("de", "1.234.567,5", "1234567.5..1234567.5"),
            ("de", "zwischen 9.000 und 11.000", "9000..11000"),
            ("de", "zweihunderttausend", "200000..200000"),
            ("de", "bis zu 300", "..300"),
            ("de", "Zehntausende", "~20000..99999"),
            ("de", "eine halbe Million", "500000..500000"),
            ("de", "die Hälfte", "50..50"),
            ("de-CH", "40.000", "unreadable"),
            ("fr", "plus de 11 000", "11000.."),
            ("fr", "environ 11 000", "~11000..11000"),
            ("fr", "au moins 3,5 milliards", "3500000000.."),
            ("fr", "entre 9 000 et 11 000", "9000..11000"),
            ("fr", "des dizaines de milliers", "~20000..99999"),
            ("fr", "une centaine", "~100..100"),
            ("fr", "quatre-vingt-dix-sept", "97..97"),
            ("es", "más de 11.000", "11000.."),
            ("es", "unos 300", "~300..300"),
            ("es", "dos mil quinientos", "2500..2500"),
            ("es-MX", "4.5 millones", "4500000..4500000"),
            ("ru", "более 40 тысяч", "40000.."),
            ("ru", "около 1,5 млн", "~1500000..1500000"),
            ("ru", "от 9 до 11 тысяч", "9000..11000"),
            ("ru", "не менее двух", "2.."),
            ("ru", "несколько сотен", "~200..999"),
            ("ar", "أكثر من ٤٠ ألف", "40000.."),
            ("ar", "نحو ١١٬٠٠٠", "~11000..11000"),
            ("ar", "ما بين 9000 و11000", "unreadable"),
            ("ar", "بين 9000 و11000", "9000..11000"),
            ("ar", "عشرات الآلاف", "~20000..99999"),
            ("ar", "نصف مليون", "500000..500000"),
            ("zh", "6.9万", "69000..69000"),
            ("da", "- >>", "unreadable"),
            ("it", "duecento", "200..200"),
            ("it", "- '", "unreadable"),
            // Words are read in any article, numbers as its language has them.
            ("en", "mehr als 300", "300.."),
            ("en", "1,5", "unreadable"),
        ] {
            assert_eq!(shown(words, language), read, "{language}: {words}");
        }
    }

    #[test]
    fn figures() {
        for (words, read) in [
            ("11000", "11000..11000"),
            ("11,000", "11000..11000"),
            ("11 000", "11000..11000"),
            ("~11000", "~11000..11000"),
            ("> 40000", "40000.."),
            (">40,000", "40000.."),
            ("< 1000", "..1000"),
            ("9000..11000", "9000..11000"),
            ("9,000–11,000", "9000..11000"),
            ("about 11,000", "~11000..11000"),
            ("Over 40,000", "40000.."),
            ("more than a dozen", "12.."),
            ("fewer than 1,000", "..1000"),
            ("up to 3,000", "..3000"),
            ("at least 3,200", "3200.."),
            ("300+", "300.."),
            ("between 9,000 and 11,000", "9000..11000"),
            ("9,000 to 11,000", "9000..11000"),
            ("about 9,000 to 11,000", "~9000..11000"),
            ("9 to 11 million", "9000000..11000000"),
            ("dozens", "~24..99"),
            ("hundreds", "~200..999"),
            ("thousands", "~2000..9999"),
            ("more than tens of thousands", "20000.."),
            ("some 4,000", "~4000..4000"),
            ("seven", "7..7"),
            ("forty-two", "42..42"),
            ("one hundred and fifty", "150..150"),
            ("more than two hundred thousand", "200000.."),
            ("three thousand five hundred", "3500..3500"),
            ("two hundred", "200..200"),
            ("several hundred", "~200..999"),
            ("tens of millions", "~20000000..99999999"),
            ("Twelve", "12..12"),
            ("two dozen", "24..24"),
            ("1.5 million", "1500000..1500000"),
            ("half a million", "500000..500000"),
            ("40k", "40000..40000"),
            ("3.5", "3.5..3.5"),
            ("-5", "-5..-5"),
            ("11.000", "unreadable"),
            ("11,00", "unreadable"),
            ("11000..9000", "unreadable"),
            ("many", "unreadable"),
            ("about", "unreadable"),
            ("", "unreadable"),
            ("..", "unreadable"),
            ("NaN", "unreadable"),
            ("inf", "unreadable"),
        ] {
            assert_eq!(shown(words, "en"), read, "{words}");
        }
    }
}
