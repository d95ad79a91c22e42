//! Claimed figures: words and numbers as an interval that can be drawn.
//!
//! Keeps every figure as it is written. Does not compare figures; questions do.

mod arabic;
mod range;
mod sign;
mod words;

use crate::diagnostic::{Code, Diagnostic};
use crate::keys;
use crate::model::figure::{Figure, FigureRange, PERCENT, unit_key};
use crate::source::Spanned;
use crate::yaml::{Intake, Node};
use range::{Reader, plain, times};
use sign::sign;
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
            // `USD` and `R$` are read in small letters.
            figure.unit.get_or_insert_with(|| sign.to_uppercase());
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
        let fits = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '°' | '²' | '³' | '/'));
        fits && word.contains(char::is_alphabetic)
            && !WORDS.no_unit.iter().any(|other| other == word)
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
    // A share counts nothing, and is of something.
    let is_share = sign(&plain(number)).is_some_and(|(sign, _)| sign == PERCENT);
    match unit {
        "" => None,
        of if is_share => Some((number, PERCENT, Some(of))),
        unit => Some((number, unit, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::range;

    pub(super) fn shown(words: &str, language: &str) -> String {
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
            ("nine tenths of the fleet", Some(("nine tenths", "%", Some("fleet")))),
            ("2½ miles", Some(("2½", "miles", None))),
            ("half the city", Some(("half", "%", Some("city")))),
            ("2/3 of the dead", Some(("2/3", "%", Some("dead")))),
            ("5 or 6 men", Some(("5 or 6", "men", None))),
            ("mehrere Dutzend Menschen", Some(("mehrere Dutzend", "Menschen", None))),
            ("80 percent of homes", Some(("80", "percent", Some("homes")))),
            ("11 millions d'euros", Some(("11 millions", "euros", None))),
            ("deux millions de personnes", Some(("deux millions", "personnes", None))),
            ("11 тысяч человек", Some(("11 тысяч", "человек", None))),
            ("أكثر من 40 ألف مدني", Some(("أكثر من 40 ألف", "مدني", None))),
            ("2,3 bilhões", None),
            ("within 900 metres", Some(("within 900", "metres", None))),
            ("not exceeding 6 months", Some(("not exceeding 6", "months", None))),
            ("within reach", None),
            ("12 m³", Some(("12", "m³", None))),
            ("12 millones de m³", Some(("12 millones", "m³", None))),
            ("80 km/h", Some(("80", "km/h", None))),
            ("un 42 % de los hogares", Some(("un 42 %", "%", Some("hogares")))),
            ("tres de cada diez hogares", Some(("tres de cada diez", "%", Some("hogares")))),
            ("three in ten houses", Some(("three in ten", "%", Some("houses")))),
            ("dos docenas de casas", Some(("dos docenas", "casas", None))),
            ("5 из них", None),
            ("12 /", None),
            ("11,000 or so", None),
            ("9,000 to ten-ish", None),
            ("a great many", None),
            ("people", None),
            ("%", None),
        ] {
            let language = match words.split(' ').next() {
                Some("deux") => "fr",
                Some("dos") => "es",
                _ => "en",
            };
            assert_eq!(super::counted(words, language), parts, "{words}");
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
            ("en", "in excess of £2m", "2000000.."),
            ("en", "not exceeding 6", "..6"),
            ("en", "exceeding 6", "6.."),
            ("de", "nicht über 300", "..300"),
            ("fr", "n’excédant pas 300", "..300"),
            ("es", "que no exceda de 300", "..300"),
            ("ru", "не превышающий 300", "..300"),
            ("ar", "يتجاوز 300", "300.."),
            ("ar", "لا يتجاوز 300", "..300"),
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
            ("es", "entre el 20 % y el 30 %", "20..30"),
            ("es", "dos mil quinientos", "2500..2500"),
            ("es-MX", "4.5 millones", "4500000..4500000"),
            ("es", "dos docenas", "24..24"),
            ("es", "docenas", "~24..99"),
            ("es", "una treintena", "~30..30"),
            ("es", "R$ 5.000", "5000..5000"),
            ("pt", "2,3 bilhões", "2300000000..2300000000"),
            ("pt", "2,3 mil milhões", "2300000000..2300000000"),
            ("pt", "mais de 40 mil", "40000.."),
            ("pt", "entre 9 e 11 mil", "9000..11000"),
            ("pt", "meia dúzia", "6..6"),
            ("uk", "понад 40 тисяч", "40000.."),
            ("uk", "від 70 до 80", "70..80"),
            ("uk", "близько п’яти", "~5..5"),
            ("ru", "около полутора миллиардов", "~1500000000..1500000000"),
            ("ru", "более чем в 2,3 миллиарда", "2300000000.."),
            ("ru", "минимум 7", "7.."),
            ("ru", "два десятка", "20..20"),
            ("ru", "десятки", "~20..99"),
            ("ru", "десятков тысяч", "~20000..99999"),
            ("es", "un millón", "1000000..1000000"),
            ("fr", "un millier", "~1000..1000"),
            ("pt", "um milhão", "1000000..1000000"),
            ("ru", "более 40 тысяч", "40000.."),
            ("ru", "около 1,5 млн", "~1500000..1500000"),
            ("ru", "от 9 до 11 тысяч", "9000..11000"),
            ("ru", "не менее двух", "2.."),
            ("ru", "несколько сотен", "~200..999"),
            ("ar", "أكثر من ٤٠ ألف", "40000.."),
            ("ar", "نحو ١١٬٠٠٠", "~11000..11000"),
            ("ar", "أربعمئة", "400..400"),
            ("ar", "ثلاثمائة ألف", "300000..300000"),
            ("ar", "مئة وخمسة وعشرون", "125..125"),
            ("ar", "مئة وخمسة وعشرون ألفا", "125000..125000"),
            ("ar", "ثلاثة آلاف وخمسمئة", "3500..3500"),
            ("ar", "ألف وتسعمئة وعشرة", "1910..1910"),
            ("ar", "مليونان وثلاثمئة ألف", "2300000..2300000"),
            ("ar", "أحد عشر", "11..11"),
            ("ar", "مئة وخمسة عشر ألفا", "115000..115000"),
            ("ar", "أكثر من ثلاث مئة", "300.."),
            ("ar", "لا أكثر من 200", "..200"),
            ("ar", "ما لا يقل عن 200", "200.."),
            ("ar", "ليس أقل من مئتين", "200.."),
            ("ar", "أقل من 200", "..200"),
            ("ar", "خمسة وعشرة", "unreadable"),
            ("ar", "خمسة ستة", "unreadable"),
            ("ar", "ألف ومليون", "unreadable"),
            ("ar", "عشرون ومئة", "unreadable"),
            ("ar", "خمسة و", "unreadable"),
            ("ar", "١٢٫٥ ألف", "12500..12500"),
            ("fa", "۱۱٬۰۰۰", "11000..11000"),
            ("bn", "১১,০০০", "11000..11000"),
            ("hi", "१२,५००", "12500..12500"),
            ("th", "๑๑,๐๐๐", "11000..11000"),
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
            ("2½", "2.5..2.5"),
            ("1½ million", "1500000..1500000"),
            ("$2 billion to $3 billion", "2000000000..3000000000"),
            ("20% to 30%", "20..30"),
            ("½½", "unreadable"),
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
