//! Dates in words.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use variorum::model::date::{Dated, When};
use variorum::parse::date::read as parse;
use variorum::render::date;
use variorum::render::words::Words;
use variorum::yaml;

fn words(language: &str, file: &str) -> Words {
    let node = yaml::read(file, 0).expect("the words are YAML");
    Words::new(language, std::iter::once((language, &node)))
}

fn when(edtf: &str) -> When {
    parse(edtf, "en").unwrap_or_else(|| panic!("{edtf} is a date")).when
}

#[test]
fn dates_read_well() {
    let english = words("en", super::ENGLISH);
    for (edtf, long, short, datetime) in [
        ("2017-12-28", "28 December 2017", "28 Dec 2017", "2017-12-28"),
        ("2017-10", "October 2017", "Oct 2017", "2017-10"),
        ("1905~", "c. 1905", "c. 1905", "1905"),
        ("2017-12-27?", "27 December 2017?", "27 Dec 2017?", "2017-12-27"),
        ("1905%", "c. 1905?", "c. 1905?", "1905"),
        ("186X", "1860s", "1860s", ""),
        ("18XX", "1800–1899", "1800–1899", ""),
        ("2017-XX", "a month in 2017", "a month in 2017", ""),
        ("2017-10-XX", "a day in October 2017", "a day in Oct 2017", ""),
        ("2017-21", "spring 2017", "spring 2017", ""),
        ("-0043-03-15", "15 March 44 BCE", "15 Mar 44 BCE", ""),
        ("0000", "1 BCE", "1 BCE", ""),
        ("Y-17000000", "17,000,001 BCE", "17,000,001 BCE", ""),
        ("2017-10-12/2017-10-15~", "12 – c. 15 October 2017", "12 – c. 15 Oct 2017", ""),
        ("2017-09-30/2017-10-02", "30 September – 2 October 2017", "30 Sept – 2 Oct 2017", ""),
        ("2016-10/2017-07", "October 2016 – July 2017", "Oct 2016 – July 2017", ""),
        ("2017-06/2017-10", "June – October 2017", "June – Oct 2017", ""),
        ("1914/1918", "1914–1918", "1914–1918", ""),
        ("1914~/1918", "c. 1914 – 1918", "c. 1914 – 1918", ""),
        ("../2017-12-27", "no later than 27 December 2017", "no later than 27 Dec 2017", ""),
        ("/2017", "until 2017", "until 2017", ""),
        ("2012/..", "from 2012", "from 2012", ""),
        ("[-0300..-0280]", "between 301 BCE and 281 BCE", "between 301 BCE and 281 BCE", ""),
        ("[1667,1668]", "1667 or 1668", "1667 or 1668", ""),
        ("[1545-07-23,1545-07-24]", "23 or 24 July 1545", "23 or 24 July 1545", ""),
        ("{2017-10-01,2017-10-03}", "1 and 3 October 2017", "1 and 3 Oct 2017", ""),
        ("[1917-03,1917-04]", "March or April 1917", "Mar or Apr 1917", ""),
        (
            "[2017-06-30,2017-07-01]",
            "30 June 2017 or 1 July 2017",
            "30 June 2017 or 1 July 2017",
            "",
        ),
        (
            "[2017-07-01?,2017-07-02?]",
            "1 July 2017? or 2 July 2017?",
            "1 July 2017? or 2 July 2017?",
            "",
        ),
        ("XXXX", "unknown", "unknown", ""),
        ("XXXX-08-24", "24 August, year unknown", "24 Aug, year unknown", ""),
        ("1572-XX-24", "day 24 of a month in 1572", "day 24 of a month in 1572", ""),
        ("156X-12-25", "25 December, 1560s", "25 Dec, 1560s", ""),
        ("15XX-08", "August, 1500–1599", "Aug, 1500–1599", ""),
        ("00XX", "1–99", "1–99", ""),
        ("2017-33", "first quarter of 2017", "first quarter of 2017", ""),
        ("2017-37", "first third of 2017", "first third of 2017", ""),
        ("2017-41", "second half of 2017", "second half of 2017", ""),
        ("1950S2", "c. 1950", "c. 1950", ""),
        ("../15XX", "no later than 1599", "no later than 1599", ""),
        ("00XX/..", "from 1", "from 1", ""),
        ("XXXX/1917", "unknown–1917", "unknown–1917", ""),
        ("186X/..", "from 1860", "from 1860", ""),
        ("../2017-08-XX", "no later than August 2017", "no later than Aug 2017", ""),
        ("-0099/-0043", "100 BCE – 44 BCE", "100 BCE – 44 BCE", ""),
        (
            "[2017-08-10..2017-09-20]",
            "between 10 August and 20 September 2017",
            "between 10 Aug and 20 Sept 2017",
            "",
        ),
        (
            "[2016-08..2017-09]",
            "between August 2016 and September 2017",
            "between Aug 2016 and Sept 2017",
            "",
        ),
        ("[..1984]", "no later than 1984", "no later than 1984", ""),
        ("{1667,1668,1670}", "1667, 1668 and 1670", "1667, 1668 and 1670", ""),
    ] {
        let view = date::read(&english, &when(edtf));
        let found =
            (view.words.as_str(), view.short.as_str(), view.datetime.as_deref().unwrap_or(""));
        assert_eq!(found, (long, short, datetime), "{edtf}");
    }
}

#[test]
fn several_dates_have_one_shape() {
    let english = words("en", super::ENGLISH);
    for (edtf, kind) in [
        ("[1800..]", "open-end"),
        ("[1667,1790..]", "open-end"),
        ("[..1790]", "open-start"),
        ("{..1790}", "open-start"),
        ("[1667,1668]", "set"),
        ("[1800..1810]", "set"),
        ("[2019-03-12,2019-03-13]", "set"),
        ("3 or 4 May 2019", "set"),
        ("{2019-03-12,2019-03-13}", "exact"),
        ("{2019-03-12..2019-03-14}", "exact"),
        ("3 and 4 May 2019", "exact"),
        ("{1667,1668,1670}", "reduced"),
        ("{2019-03,2019-05-12}", "reduced"),
        ("{2019-03-12,2019-03-XX}", "reduced"),
        ("{1702-03-12,1702-03-16~}", "approximate"),
        ("{1702-03-12?,1702-03-16}", "uncertain"),
        ("2019-03-12/2019-03-13", "interval"),
    ] {
        assert_eq!(date::read(&english, &when(edtf)).kind, kind, "{edtf}");
    }
}

/// Exports give such dates in words, and imports read them.
#[test]
fn dates_with_an_open_end_are_read_as_they_are_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/i18n");
    for language in ["ar", "de", "en", "es", "fr", "ru"] {
        let file = fs::read_to_string(folder.join(format!("{language}.yaml"))).expect("words");
        let words = words(language, &file);
        for edtf in
            ["1988/..", "1988-10/..", "1988-10-12/..", "../1907", "../1907-10", "../1907-10-12"]
        {
            let said = date::read(&words, &when(edtf)).words;
            let read = parse(&said, language).map(|read| read.when.text);
            assert_eq!(read.as_deref(), Some(edtf), "{language}: {said}");
        }
    }
}

#[test]
fn a_language_decides_the_order() {
    let american = "when.day: '{month} {day}, {year}'\nwhen.days: '{month} {from} to {to}, {year}'\nmonth.10: October";
    let japanese = "when.day: '{year}年{month}{day}日'\nwhen.days: '{year}年{month}{from}日から{to}日'\nmonth.10: 10月";
    for (language, file, edtf, written) in [
        ("en", american, "2017-10-12", "October 12, 2017"),
        ("en", american, "2017-10-12/2017-10-15", "October 12 to 15, 2017"),
        ("ja", japanese, "2017-10-12", "2017年10月12日"),
        ("ja", japanese, "2017-10-12/2017-10-15", "2017年10月12日から15日"),
    ] {
        assert_eq!(date::read(&words(language, file), &when(edtf)).words, written);
    }
}

#[test]
fn a_julian_date_is_shown_both_ways() {
    use variorum::model::date::{Basis, Calendar};
    use variorum::source::Span;
    let english = words("en", super::ENGLISH);
    for (gregorian, julian) in [
        ("1917-11-07", Some("25 October 1917")),
        ("1700-03-11", Some("29 February 1700")),
        ("1582-10-15", Some("5 October 1582")),
        ("1649-02-09/1649-02-16", Some("30 January – 6 February 1649")),
        ("../1649-02-09", Some("no later than 30 January 1649")),
        ("1649-02", Some("February 1649")),
        ("1649-02~", Some("c. February 1649")),
        ("1649-02/1649-03", Some("February – March 1649")),
        ("1649-02-09/1650", Some("30 January 1649 – 1650")),
        ("1649-02-09?", Some("30 January 1649?")),
        ("1700-03-11/1700-03-13", Some("29 February – 2 March 1700")),
        ("[1702-03-12,1702-03-16]", Some("1 or 5 March 1702")),
        ("[1702-03-12..1702-03-16]", Some("between 1 March and 5 March 1702")),
        ("{1702-03-12,1702-03-16~}", Some("1 March 1702 and c. 5 March 1702")),
        ("[1702-03,1702-03-16]", Some("March 1702 or 5 March 1702")),
        ("[..1702-03-16]", Some("no later than 5 March 1702")),
        ("-0043-03-15", Some("17 March 44 BCE")),
        ("1649", None),
        ("[1649,1650]", None),
        ("1649/1650", None),
        ("1649-21", None),
    ] {
        let dated = Dated {
            when: Some(Arc::new(when(gregorian))),
            words: None,
            relative_to: None,
            basis: Basis::Stated,
            calendar: Calendar::Julian,
            span: Span::default(),
        };
        assert_eq!(date::dated(&english, &dated).julian.as_deref(), julian, "{gregorian}");
    }
}
