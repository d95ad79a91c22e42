//! Figures in words.

use variorum::model::figure::Figure;
use variorum::parse::figure::range;
use variorum::render::figure;
use variorum::render::words::Words;
use variorum::source::Span;
use variorum::yaml;

use super::said::check;

#[test]
fn signs_become_words_and_words_stay() {
    let node = yaml::read(super::ENGLISH, 0).expect("the words are YAML");
    let english = Words::new("en", std::iter::once(("en", &node)));
    for (written, said) in [
        ("1260", "1,260"),
        ("12.5", "12.5"),
        ("1234.5", "1,234.5"),
        ("-1234.25", "−1,234.25"),
        ("9000..11000", "9,000–11,000"),
        ("> 40000", "more than 40,000"),
        (">= 40", "at least 40"),
        ("300+", "at least 300"),
        ("< 1,000", "fewer than 1,000"),
        ("≤ 7", "at most 7"),
        ("~11000", "about 11,000"),
        ("~ 9000–11000", "about 9,000–11,000"),
        ("about 11,000", "about 11,000"),
        ("plus de 300", "plus de 300"),
        ("??", "??"),
    ] {
        let (range, span) = (range(written, "en"), Span::default());
        let figure =
            Figure { written: written.into(), counted: None, range, unit: None, scope: None, span };
        assert_eq!(figure::figure(&english, &figure, None), said, "{written}");
    }
}

#[test]
fn figures_are_shown_with_what_they_count() {
    for (figure, shown) in [
        ("{value: 88 years, unit: years}", ">88 years<"),
        ("{value: about 88 years, unit: years}", ">about 88 years<"),
        ("{value: 80 percent, unit: percent}", ">80 percent<"),
        ("{value: ½, unit: acres}", ">½ acres<"),
        ("3/4 acre", ">3/4 acre<"),
        ("3/4 of the fleet", ">3/4 of the fleet<"),
        ("80 % of the fleet", ">80 %<"),
        ("{value: 3 K, unit: K}", ">3 K<"),
        ("p < 0.001", ">p &lt; 0.001<"),
        ("1.2 × 10^6 cells", ">1.2 × 10^6 cells<"),
        ("{value: 5 ± 0.3, unit: mg}", ">5 ± 0.3 mg<"),
        ("{value: 3‰, unit: ‰}", ">3 ‰<"),
        ("{value: 1651~, unit: year}", ">about 1651<"),
        ("{value: 1651?, unit: year}", ">1651?<"),
        ("{value: 164X, unit: year}", ">1640–1649<"),
        ("{value: 1640/1645, unit: year}", ">1640–1645<"),
        ("{value: \"[1641,1643]\", unit: year}", ">1641 or 1643<"),
        ("{value: ../1645, unit: year}", ">no later than 1645<"),
        ("{value: 1640/.., unit: year}", ">from 1640<"),
        ("{value: before 1645, unit: year}", ">before 1645<"),
        ("{value: 44 BC, unit: year}", ">44 BC<"),
        ("{value: \"-0043\", unit: year}", ">44 BCE<"),
        ("{value: \"-0043/0014\", unit: year}", ">44 BCE–14<"),
        ("{value: 5783, unit: year}", ">5783<"),
        ("{value: 5783, unit: years}", ">5,783 years<"),
    ] {
        let text = format!("---\nclaims:\n  - says: It is so\n    figure: {figure}\n---\n");
        check(&[("content/articles/a.md", &text)], "claims.html", &[shown]);
    }
}

#[test]
fn large_numbers_are_short_on_an_axis() {
    let node = yaml::read(super::ENGLISH, 0).expect("the words are YAML");
    let words = Words::new("en", std::iter::once(("en", &node)));
    for (number, shown) in [
        (4_600_000_000.0, "4.6\u{a0}bn"),
        (-2_000_000.0, "−2\u{a0}m"),
        (999_999.0, "999,999"),
        (3.4, "3.4"),
    ] {
        assert_eq!(figure::short(&words, number), shown, "{number}");
    }
}
