//! Months, seasons and days of the week by their names: Arabic, Dutch, English, French, German, Italian, Portuguese, Russian and
//! Spanish; months also in Persian.
//!
//! The languages agree wherever they share a name, so a word is read whatever the language of its article.

/// The names of each month, in Latin and shortened as in letters of old; for Russian as they stand beside a day and alone.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "jänner",
        "janvier",
        "enero",
        "января",
        "январь",
        "январе",
        "يناير",
        "ژانويه",
        "jany",
        "januarii",
        "januarius",
        "gennaio",
        "janeiro",
        "januari",
    ],
    &[
        "february",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "февраля",
        "февраль",
        "феврале",
        "فبراير",
        "شباط",
        "فوريه",
        "feby",
        "feber",
        "februarii",
        "februarius",
        "febbraio",
        "fevereiro",
        "februari",
    ],
    &[
        "march",
        "märz",
        "maerz",
        "mars",
        "marzo",
        "марта",
        "марте",
        "مارس",
        "آذار",
        "martii",
        "março",
        "marco",
        "maart",
        "mrt",
    ],
    &[
        "april",
        "avril",
        "abril",
        "апреля",
        "апрель",
        "апреле",
        "أبريل",
        "إبريل",
        "نيسان",
        "آوريل",
        "aprilis",
        "aprile",
    ],
    &[
        "may", "mai", "mayo", "мая", "май", "мае", "مايو", "أيار", "مه", "maii", "maggio", "maio",
        "mei",
    ],
    &[
        "june",
        "juni",
        "juin",
        "junio",
        "июня",
        "июнь",
        "июне",
        "يونيو",
        "يونيه",
        "حزيران",
        "ژوئن",
        "junii",
        "junius",
        "giugno",
        "junho",
    ],
    &[
        "july",
        "juli",
        "juillet",
        "julio",
        "июля",
        "июль",
        "июле",
        "يوليو",
        "يوليه",
        "تموز",
        "ژوئيه",
        "julii",
        "julius",
        "luglio",
        "julho",
    ],
    &[
        "august",
        "août",
        "aout",
        "agosto",
        "августа",
        "августе",
        "أغسطس",
        "آب",
        "اوت",
        "augt",
        "augusti",
        "augustus",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "сентября",
        "сентябрь",
        "сентябре",
        "سبتمبر",
        "أيلول",
        "سپتامبر",
        "septr",
        "septbr",
        "septembris",
        "settembre",
        "setembro",
        "7ber",
        "7bre",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "октября",
        "октябрь",
        "октябре",
        "أكتوبر",
        "اكتبر",
        "octr",
        "octbr",
        "oktbr",
        "octobris",
        "ottobre",
        "outubro",
        "8ber",
        "8bre",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "ноября",
        "ноябрь",
        "ноябре",
        "نوفمبر",
        "نوامبر",
        "novr",
        "novbr",
        "novembris",
        "novembro",
        "9ber",
        "9bre",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "декабря",
        "декабрь",
        "декабре",
        "ديسمبر",
        "دسامبر",
        "decr",
        "decbr",
        "dezbr",
        "decembris",
        "dicembre",
        "dezembro",
        "10ber",
        "10bre",
        "xber",
        "xbre",
    ],
];

/// Months that the Levant calls by two words, and what others call them.
pub(super) const MONTHS_OF_TWO_WORDS: [(&str, &str); 4] = [
    ("كانون الثاني", "يناير"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
];

const SEASONS: [&[&str]; 4] = [
    &[
        "spring",
        "frühling",
        "frühjahr",
        "printemps",
        "primavera",
        "lente",
        "voorjaar",
        "весна",
        "весной",
        "весны",
        "الربيع",
        "ربيع",
    ],
    &[
        "summer",
        "sommer",
        "été",
        "verano",
        "estate",
        "verão",
        "zomer",
        "лето",
        "летом",
        "лета",
        "الصيف",
        "صيف",
    ],
    &[
        "autumn",
        "fall",
        "herbst",
        "automne",
        "otoño",
        "autunno",
        "outono",
        "herfst",
        "najaar",
        "осень",
        "осенью",
        "осени",
        "الخريف",
        "خريف",
    ],
    &["winter", "hiver", "invierno", "inverno", "зима", "зимой", "зимы", "الشتاء", "شتاء"],
];

/// What the days of the week begin with, a language in a line.
const WEEKDAYS: [&str; 9] = [
    "mon tue wed thu fri sat sun",
    "dien mitt donn frei sams sonn",
    "lun mard merc jeud vend same dima",
    "mart mié jue vie sáb dom",
    "giov vener",
    "segunda-f terça-f quarta-f quinta-f sexta-f",
    "maand dins woen dond vrij zat zond",
    "понед вторн сред четв пятн субб воскр",
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
];

/// The number of a month, by its name or the first three letters or more of it.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    // `jui` is two months.
    let is_enough = word.chars().count() >= 3 && word != "jui";
    let is = |names: &&[&str]| {
        names.contains(&word) || is_enough && names.iter().any(|name| name.starts_with(word))
    };
    (1..).zip(MONTHS).find(|(_, names)| is(names)).map(|(number, _)| number)
}

/// Words in which a month that has two names has the first one alone: `نيسان/أبريل`, `نيسان (أبريل)`.
pub(super) fn with_one_name(words: &str) -> String {
    let mut one = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['/', '(']) {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        let end = behind.find([' ', '/', ')']).unwrap_or(behind.len());
        let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
        let is_same = month(last).is_some_and(|number| month(&behind[..end]) == Some(number));
        one += if is_same { before.trim_end() } else { &rest[..=at] };
        rest = if is_same { behind[end..].trim_start_matches(')') } else { behind };
    }
    one + rest
}

/// A name of a month, by its number.
pub(super) fn month_name(number: u8) -> Option<&'static str> {
    Some(MONTHS.get(usize::from(number).checked_sub(1)?)?[0])
}

/// The EDTF code of a season.
pub(super) fn season(word: &str) -> Option<u8> {
    (21..).zip(SEASONS).find(|(_, names)| names.contains(&word)).map(|(code, _)| code)
}

/// Whether a word is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().flat_map(|names| names.split(' ')).any(|weekday| word.starts_with(weekday))
}

#[cfg(test)]
mod tests {
    use crate::parse::date::read;
    use crate::parse::date::tests::check;

    #[test]
    fn months_of_two_names() {
        for (words, edtf) in [
            ("8 نيسان/أبريل 1961", "1961-04-08"),
            ("8 نيسان (أبريل) 1961", "1961-04-08"),
            ("أيار/مايو 1999", "1999-05"),
            ("كانون الثاني/يناير 1948", "1948-01"),
            ("أبريل/مايو 1999", "1999-04/1999-05"),
        ] {
            let found = read(words, "ar").map(|read| read.when.text);
            assert_eq!(found.as_deref(), Some(edtf), "{words}");
        }
    }

    #[test]
    fn days_as_people_write_them() {
        for (words, edtf) in [
            ("17. 3. 1784", "1784-03-17"),
            ("17. 3. – 19. 3. 1784", "1784-03-17/1784-03-19"),
            ("17ten März 1784", "1784-03-17"),
            ("am 3ten Oktober 1702", "1702-10-03"),
            ("den 1sten Mai 1784", "1784-05-01"),
            ("3. Feber 1784", "1784-02-03"),
            ("3 Novr 1859", "1859-11-03"),
            ("Septr. 3d, 1859", "1859-09-03"),
            ("Jany 3, 1859", "1859-01-03"),
            ("le 3 8bre 1702", "1702-10-03"),
            ("4 Julii 1702", "1702-07-04"),
            ("1° de mayo de 1702", "1702-05-01"),
            ("1ro de mayo de 1702", "1702-05-01"),
            ("17го марта 1784 г.", "1784-03-17"),
            ("17-е марта 1784", "1784-03-17"),
            ("في الـ17 من مارس 1784", "1784-03-17"),
            ("17 من مارس 1784", "1784-03-17"),
            ("17 من شهر مارس 1784", "1784-03-17"),
            ("17 марта 1784г.", "1784-03-17"),
            ("17 марта 1784-го года", "1784-03-17"),
            ("17. III. 1784", "1784-03-17"),
            ("17.iii.1784", "1784-03-17"),
            ("3. May 1784", "1784-05-03"),
            ("XVIIme siècle", "16XX"),
            ("17te Jahrhundert", "16XX"),
            ("1860-е годы", "186X"),
            ("5. 17. 3. 1784", "none"),
            ("17. 1784", "none"),
            ("17. XIII. 1784", "none"),
            ("1860е", "none"),
            ("17 من 1784", "none"),
            ("7 of 9 1784", "none"),
            ("novr", "none"),
            ("bet. 1750", "none"),
        ] {
            check("en", words, edtf);
        }
    }
}
