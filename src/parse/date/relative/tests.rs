//! Words that count from a date.

use super::relative;
use crate::parse::date::when;

#[test]
fn words_count_from_a_date() {
    let day = "2017-12-27"; // a Wednesday
    for (words, from, read) in [
        ("Wednesday", day, "2017-12-27?"),
        ("on Tuesday", day, "2017-12-26?"),
        ("Thursday", day, "2017-12-21?"),
        ("last Wednesday", day, "2017-12-20?"),
        ("until next Monday", day, "../2018-01-01?"),
        ("since March", day, "2017-03?/.."),
        ("depuis mardi", day, "2017-12-26?/.."),
        ("since last week", day, "2017-12-18?/.."),
        ("bis nächste Woche", day, "../2018-01-07?"),
        ("yesterday", "2018-01-01", "2017-12-31?"),
        ("Yesterday", "2016-03-01", "2016-02-29?"),
        ("today", day, "2017-12-27?"),
        ("last week", day, "2017-12-18?/2017-12-24?"),
        ("this week", day, "2017-12-25?/2017-12-31?"),
        ("two weeks ago", day, "2017-12-11?/2017-12-17?"),
        ("three days ago", day, "2017-12-24?"),
        ("a month ago", "2018-01", "2017-12?"),
        ("last July", day, "2017-07?"),
        ("last October", "2017-10-15", "2016-10?"),
        ("October", "2017-10-15", "2017-10?"),
        ("in November", "2017-10", "2016-11?"),
        ("last month", "2018-01", "2017-12?"),
        ("last year", "2017", "2016?"),
        ("last summer", day, "2017-22?"),
        ("last summer", "2023-08-22", "2022-22?"),
        ("last summer", "2023-09-01", "2023-22?"),
        ("last winter", "2024-01-10", "2022-24?"),
        ("this winter", "2024-01-10", "2023-24?"),
        ("на прошлой неделе", day, "2017-12-18?/2017-12-24?"),
        ("im Vorjahr", day, "2016?"),
        ("послезавтра", day, "2017-12-29?"),
        ("la semaine que", day, "2017-12-25?/2017-12-31?"),
        ("in the spring", "2017-02", "2016-21?"),
        ("October 12", day, "2017-10-12?"),
        ("on Aug. 22nd", day, "2017-08-22?"),
        ("Tuesday, January 9", day, "2018-01-09?"),
        ("February 29", "2017-12", "2016-02-29?"),
        ("am 3. Mai", day, "2017-05-03?"),
        ("le 12 janvier dernier", day, "2017-01-12?"),
        ("el pasado 12 de enero", day, "2017-01-12?"),
        ("lo scorso 27 dicembre", day, "2016-12-27?"),
        ("12 de janeiro passado", day, "2017-01-12?"),
        ("le 12 mai prochain", day, "2018-05-12?"),
        ("le 1er avril", day, "2017-04-01?"),
        ("20 de febrero", day, "2018-02-20?"),
        ("19 марта", day, "2018-03-19?"),
        ("15 يونيو", day, "2017-06-15?"),
        ("Wednesday", "2017-12-27~", "2017-12-27?"),
        ("Tuesday evening", day, "2017-12-26?"),
        ("earlier this month", day, "2017-12?"),
        ("next Monday", day, "2018-01-01?"),
        ("next Wednesday", day, "2018-01-03?"),
        ("next month", day, "2018-01?"),
        ("next May", day, "2018-05?"),
        ("am Dienstag", day, "2017-12-26?"),
        ("am Dienstagabend", day, "2017-12-26?"),
        ("vergangenen Mittwoch", day, "2017-12-20?"),
        ("im letzten Oktober", day, "2017-10?"),
        ("vorgestern", day, "2017-12-25?"),
        ("vor neun Monaten", "2017-12", "2017-03?"),
        ("vor einem Jahr", day, "2016?"),
        ("drei Tage zuvor", day, "2017-12-24?"),
        ("mercredi dernier", day, "2017-12-20?"),
        ("mardi soir", day, "2017-12-26?"),
        ("il y a neuf mois", "2017-12", "2017-03?"),
        ("la semaine dernière", day, "2017-12-18?/2017-12-24?"),
        ("la veille", day, "2017-12-26?"),
        ("aujourd’hui", day, "2017-12-27?"),
        ("el pasado octubre", day, "2017-10?"),
        ("el martes pasado", day, "2017-12-26?"),
        ("hace dos semanas", day, "2017-12-11?/2017-12-17?"),
        ("martedì scorso", day, "2017-12-26?"),
        ("ieri sera", day, "2017-12-26?"),
        ("terça-feira passada", day, "2017-12-26?"),
        ("há duas semanas", day, "2017-12-11?/2017-12-17?"),
        ("drie weken geleden", day, "2017-12-04?/2017-12-10?"),
        ("vorige week", day, "2017-12-18?/2017-12-24?"),
        ("в прошлую среду", day, "2017-12-20?"),
        ("в прошлом октябре", day, "2017-10?"),
        ("девять месяцев назад", "2017-12", "2017-03?"),
        ("год назад", day, "2016?"),
        ("вчера вечером", day, "2017-12-26?"),
        ("الأربعاء الماضي", day, "2017-12-20?"),
        ("يوم الثلاثاء", day, "2017-12-26?"),
        ("قبل تسعة أشهر", "2017-12", "2017-03?"),
        ("قبل أسبوعين", day, "2017-12-11?/2017-12-17?"),
        ("الشهر الماضي", day, "2017-11?"),
        ("أول من أمس", day, "2017-12-25?"),
    ] {
        let found = when(from).and_then(|from| relative(words, &from));
        assert_eq!(found.map(|when| when.text).as_deref(), Some(read), "{words} from {from}");
    }
}

#[test]
fn days_of_letters_and_decades_count_from_a_date() {
    let day = "2017-12-27";
    for (words, from, read) in [
        ("no dia 12 de outubro", day, "2017-10-12?"),
        ("el día 12 de octubre", day, "2017-10-12?"),
        ("12th inst.", "1865-04", "1865-04-12?"),
        ("the 12th instant", "1865-04-15", "1865-04-12?"),
        ("on the 28th ult.", "1865-01-15", "1864-12-28?"),
        ("3d prox.", "1864-12-15", "1865-01-03?"),
        ("am 3. d. M.", "1865-04-15", "1865-04-03?"),
        ("am 28. v. Mts.", "1865-04-15", "1865-03-28?"),
        ("le 12 courant", "1865-04-15", "1865-04-12?"),
        ("el 12 del corriente", "1865-04-15", "1865-04-12?"),
        ("the nineties", day, "199X?"),
        ("in the '90s", "1899", "189X?"),
        ("in den Neunzigerjahren", day, "199X?"),
        ("die 20er Jahre", day, "192X?"),
        ("les années quatre-vingt-dix", day, "199X?"),
        ("los años sesenta", day, "196X?"),
        ("gli anni Novanta", day, "199X?"),
        ("negli anni '10", day, "201X?"),
        ("anos noventa", "1895-03", "189X?"),
        ("de jaren zestig", day, "196X?"),
    ] {
        let found = when(from).and_then(|from| relative(words, &from));
        assert_eq!(found.map(|when| when.text).as_deref(), Some(read), "{words} from {from}");
    }
}

#[test]
fn days_months_and_seasons_of_a_year_that_is_counted() {
    let day = "2017-12-27";
    for (words, from, read) in [
        ("12 января прошлого года", day, "2016-01-12?"),
        ("January 12 of last year", "2017", "2016-01-12?"),
        ("in October last year", day, "2016-10?"),
        ("im Oktober letzten Jahres", day, "2016-10?"),
        ("en octobre de l'année dernière", day, "2016-10?"),
        ("ottobre dell'anno scorso", day, "2016-10?"),
        ("весной прошлого года", day, "2016-21?"),
        ("spring of next year", day, "2018-21?"),
        ("in May of this year", day, "2017-05?"),
    ] {
        let found = when(from).and_then(|from| relative(words, &from));
        assert_eq!(found.map(|when| when.text).as_deref(), Some(read), "{words} from {from}");
    }
}

#[test]
fn imprecise_anchors_and_other_words_give_nothing() {
    for (words, from) in [
        ("Wednesday", "2017-12"),
        ("last week", "2017-12"),
        ("last July", "2017"),
        ("last year", "201X"),
        ("yesterday", "2017-12-27/.."),
        ("some day", "2017-12-27"),
        ("99999999999999999999 days ago", "2017-12-27"),
        ("a day", "2017-12-27"),
        ("the", "2017-12-27"),
        ("Tuesday Wednesday", "2017-12-27"),
        ("June 31", "2017-12-27"),
        ("May 5 pages", "2017-12-27"),
        ("June 9", "2017"),
        ("le 9 juin dernier", "2017-12"),
        ("12 января прошлого", "2017"),
        ("31 of June last year", "2017-12-27"),
        ("3 of them", "2017-12-27"),
        ("на площади", "2017-12-27"),
        ("Vorjahr Vormonat", "2017-12-27"),
        ("31st inst.", "2017-02"),
        ("12th inst.", "2017"),
        ("tens", "2017"),
        ("the 95s", "2017"),
        ("", "2017-12-27"),
    ] {
        let found = when(from).and_then(|from| relative(words, &from));
        assert_eq!(found, None, "{words} from {from}");
    }
}
