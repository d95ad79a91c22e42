//! Numbers, as words and signs have them.

use super::range;

pub(super) fn shown(words: &str, language: &str) -> String {
    let Some(range) = range(words, language) else { return "unreadable".into() };
    let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
    let about = if range.approximate { "~" } else { "" };
    format!("{about}{}..{}", end(range.low), end(range.high))
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
fn points_and_commas() {
    for (language, words, read) in [
        // The number says it itself.
        ("de", "0,125", "0.125..0.125"),
        ("de", "< 0,001", "..0.001"),
        ("de", "0.125", "0.125..0.125"),
        ("en", "0,125", "0.125..0.125"),
        ("en", "0.125", "0.125..0.125"),
        ("en", "<0.001", "..0.001"),
        ("en", ".05", "0.05..0.05"),
        ("de", "1234,567", "1234.567..1234.567"),
        ("de", "1234.567", "1234.567..1234.567"),
        ("fr", "1 234,567", "1234.567..1234.567"),
        ("de-CH", "1’234.567", "1234.567..1234.567"),
        ("en", "12 345.678", "12345.678..12345.678"),
        ("de", "1.234.567", "1234567..1234567"),
        // Nobody writes a fraction of three zeros.
        ("de", "11,000", "unreadable"),
        ("de", "11,125", "11.125..11.125"),
        ("ar", "١٬٢٥٠", "1250..1250"),
        ("ar", "١٫٢٥٠", "1.25..1.25"),
        ("ar", "0.125", "0.125..0.125"),
        // In Switzerland neither stands between thousands, in the west of Arabia a point does.
        ("de-CH", "1,125", "unreadable"),
        ("de-LI", "12,500", "unreadable"),
        ("it-CH", "1,125", "unreadable"),
        ("de-CH", "1,5", "1.5..1.5"),
        ("de-CH", "12’500", "12500..12500"),
        ("de-CH", "1,125 Millionen", "1125000..1125000"),
        ("fr-CH", "1,125", "1.125..1.125"),
        ("fr-CH", "12,500", "12.5..12.5"),
        ("fr-CH", "11,000", "unreadable"),
        ("fr-CH", "4.500", "unreadable"),
        ("fr-CH", "4.5", "4.5..4.5"),
        ("en-CH", "1,125", "1125..1125"),
        ("ar-MA", "1,125", "1.125..1.125"),
        ("ar-MA", "1.125", "1125..1125"),
        ("ar-EG", "1,125", "1125..1125"),
        ("es-MX", "1,125", "1125..1125"),
        ("es-MX", "0.125", "0.125..0.125"),
        ("en", "1·125", "1.125..1.125"),
        // The language says it.
        ("en", "1.125", "1.125..1.125"),
        ("en", "1,125", "1125..1125"),
        ("en", "0.98–1.175", "0.98..1.175"),
        ("en", "-1.125", "-1.125..-1.125"),
        ("de", "1,125", "1.125..1.125"),
        ("de", "1.125", "1125..1125"),
        ("de", "0,98–1,175", "0.98..1.175"),
        ("fr", "1,125", "1.125..1.125"),
        ("es", "1.125", "1125..1125"),
        ("ru", "1,125", "1.125..1.125"),
        ("ar", "1,125", "1125..1125"),
        ("es-MX", "1,125", "1125..1125"),
        ("es-MX", "1,25", "1.25..1.25"),
        // Nothing does.
        ("ar", "1.125", "unreadable"),
        ("es-MX", "1.125", "unreadable"),
        ("en", "1,25", "unreadable"),
        ("en", "1234,567", "unreadable"),
        ("en", "1,234 567", "unreadable"),
        ("en", "1. 5", "unreadable"),
        ("en", ".", "unreadable"),
    ] {
        assert_eq!(shown(words, language), read, "{language}: {words}");
    }
}

#[test]
fn measurements() {
    for (language, words, read) in [
        ("en", "1.2 × 10^6", "1200000..1200000"),
        ("en", "1.2 x 10^6^", "1200000..1200000"),
        ("en", "1.2×10⁶", "1200000..1200000"),
        ("de", "1,2 · 10⁶", "1200000..1200000"),
        ("ru", "1,2·10⁻³", "0.0012..0.0012"),
        ("en", "10⁻³", "0.001..0.001"),
        ("en", "< 10^−3", "..0.001"),
        ("en", "1.2e6", "1200000..1200000"),
        ("en", "1E-3", "0.001..0.001"),
        ("en", "10^5–10^6", "100000..1000000"),
        ("en", "5 ± 0.3", "4.7..5.3"),
        ("de", "5,0 ± 0,3 %", "4.7..5.3"),
        ("en", "5 +/- 1", "4..6"),
        ("en", "5 ± 1 million", "4000000..6000000"),
        ("en", "0.74 (95% CI 0.61–0.89)", "0.61..0.89"),
        ("en", "0.74 (95% CI: 0.61 to 0.89)", "0.61..0.89"),
        ("en", "0.74 [0.61, 0.89]", "0.61..0.89"),
        ("en", "−0.5 (−1.2 to 0.3)", "-1.2..0.3"),
        ("en", "about 11,000 (9,000–13,000)", "~9000..13000"),
        ("de", "0,74 (95%-KI 0,61–0,89)", "0.61..0.89"),
        ("de", "0,74 [0,61; 0,89]", "0.61..0.89"),
        ("fr", "0,74 (IC à 95 % : 0,61–0,89)", "0.61..0.89"),
        ("es", "0,74 (IC 95%: 0,61 a 0,89)", "0.61..0.89"),
        ("ru", "0,74 (95% ДИ 0,61–0,89)", "0.61..0.89"),
        ("en", "0.94 (95% CI 0.61–0.89)", "unreadable"),
        ("en", "12 (IQR 8–15)", "unreadable"),
        ("en", "12 (34)", "unreadable"),
        ("en", "12 ()", "unreadable"),
        ("en", "210^3", "unreadable"),
        ("en", "2 10^3", "unreadable"),
        ("en", "10^", "unreadable"),
        ("en", "10^999", "unreadable"),
        ("en", "e5", "unreadable"),
        ("fr", "3e", "unreadable"),
        ("en", "12²", "unreadable"),
        ("en", "±", "unreadable"),
        ("en", "3:1", "unreadable"),
    ] {
        assert_eq!(shown(words, language), read, "{language}: {words}");
    }
}

#[test]
fn ends_that_are_left_out() {
    for (language, words, strict) in [
        ("en", "over 60", true),
        ("en", "> 60", true),
        ("en", "fewer than 60", true),
        ("de", "weniger als 60", true),
        ("fr", "moins de 60", true),
        ("es", "más de 60", true),
        ("ru", "менее 60", true),
        ("ar", "أكثر من 60", true),
        ("en", "not more than 60", false),
        ("en", ">= 60", false),
        ("en", "60 or more", false),
        ("en", "up to 60", false),
        ("de", "nicht mehr als 60", false),
        ("fr", "au moins 60", false),
        ("es", "no menos de 60", false),
        ("ru", "не менее 60", false),
        ("ar", "لا يقل عن 60", false),
    ] {
        let found = range(words, language).map(|range| range.strict);
        assert_eq!(found, Some(strict), "{language}: {words}");
    }
}

#[test]
fn one_of_two() {
    for (words, either) in [
        ("88 or 91", true),
        ("about 9 or 11 million", true),
        ("91 ou 88", true),
        ("two or three", true),
        ("88 to 91", false),
        ("between 88 and 91", false),
        ("88–91", false),
        ("5 or more", false),
    ] {
        let found = range(words, "en").map(|range| range.either);
        assert_eq!(found, Some(either), "{words}");
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

#[test]
fn figures_of_newspapers() {
    for (language, words, read) in [
        ("en", "as many as 3,000", "..3000"),
        ("en", "£1.2–1.5m", "1200000..1500000"),
        ("en", "3–4k", "3000..4000"),
        ("en", "900k–1.5m", "900000..1500000"),
        ("en", "a quarter of a million", "250000..250000"),
        ("en", "two and a half million", "2500000..2500000"),
        ("de", "ein halbes Dutzend", "6..6"),
        ("fr", "une demi-douzaine", "6..6"),
        ("en", "3,000 or so", "~3000..3000"),
        ("en", "300-odd", "~300..300"),
        ("en", "three score", "60..60"),
        ("en", "2.5 lakh", "250000..250000"),
        ("en", "3–4,000", "unreadable"),
        ("en", "between 150 and 200,000", "unreadable"),
        ("en", "500–1,000", "500..1000"),
        ("de", "3–4.000", "unreadable"),
        ("de", "ein gutes Drittel", "~33.333333333333336..33.333333333333336"),
    ] {
        assert_eq!(shown(words, language), read, "{language}: {words}");
    }
}

#[test]
fn arabic_numbers_with_vowel_signs() {
    for (words, read) in [
        ("20 ألفاً", "20000..20000"),
        ("20 ألفًا", "20000..20000"),
        ("عشرون ألفاً", "20000..20000"),
        ("مئتان وخمسون ألفاً", "250000..250000"),
        ("أحد عشر مليوناً", "11000000..11000000"),
        ("30 ملياراً", "30000000000..30000000000"),
    ] {
        assert_eq!(shown(words, "ar"), read, "{words}");
    }
}
