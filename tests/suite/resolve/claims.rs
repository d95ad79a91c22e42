//! Where questions stand, and how claims relate.

use std::fmt::Write as _;

use super::{faults, public};

/// Claims in short: `id by stance figure relation:id …`, one article for each; `via:X` and `basis:X` name stations.
#[track_caller]
fn check_standing(claims: &[&str], standing: &str) {
    let mut files = String::new();
    for (number, claim) in claims.iter().enumerate() {
        let mut words = claim.split(' ');
        let mut next = || words.next().expect("a word");
        let (id, by, stance, figure) = (next(), next(), next(), next());
        write!(files, "=== articles/{number}.md\n---\noutlet: O{number}\nclaims:\n  - id: {id}\n    says: x\n    question: q\n    stance: {stance}\n").expect("a string");
        if by != "-" {
            writeln!(files, "    by: {by}").expect("a string");
        }
        if figure != "-" {
            writeln!(files, "    figure: \"{}\"", figure.replace('_', " ")).expect("a string");
        }
        for word in words {
            let (key, value) = word.split_once(':').expect("a pair");
            match key {
                "basis" | "made" => writeln!(files, "    {key}: {value}"),
                _ => writeln!(files, "    {key}: [{value}]"),
            }
            .expect("a string");
        }
        files.push_str("---\n");
    }
    let archive = public(&files);
    assert_eq!(faults(&archive), "", "{claims:?}");
    let question = &archive.value.questions[0];
    let because = question.because.map_or(String::new(), |(a, b)| {
        format!(" {} {}", archive.value.claim(a).id, archive.value.claim(b).id)
    });
    let superseded = question.superseded.iter().map(|(&a, &b)| {
        format!("; {} for {}", archive.value.claim(b).id, archive.value.claim(a).id)
    });
    let superseded: String = superseded.collect();
    assert_eq!(format!("{:?}{because}{superseded}", question.standing), standing, "{claims:?}");
}

#[test]
fn standings() {
    check_standing(&["a A denies -"], "Open");
    check_standing(&["a A asserts -"], "SingleSource");
    check_standing(
        &["a A asserts - made:2016", "b A retracts - made:2017"],
        "Retracted a b; b for a",
    );
    check_standing(&["a A asserts - made:2018", "b A retracts - made:2017"], "SingleSource");
    check_standing(&["a A asserts 100", "b B asserts 200"], "Contested a b");
    check_standing(&["a A asserts 100", "b B asserts about_105"], "Corroborated a b");
    check_standing(&["a A asserts over_40,000", "b B asserts about_30,000"], "Contested a b");
    check_standing(&["a A asserts over_40,000", "b B asserts 42,000"], "Corroborated a b");
    check_standing(&["a A asserts over_40,000", "b B asserts 90,000"], "SeveralAccounts");
    check_standing(&["a A asserts over_40,000", "b B asserts at_least_9"], "SeveralAccounts");
    check_standing(&["a A asserts up_to_12", "b B asserts fewer_than_500"], "SeveralAccounts");
    check_standing(&["a A asserts over_60", "b B asserts 60"], "Contested a b");
    check_standing(&["a A asserts under_21", "b B asserts 21"], "Contested a b");
    check_standing(&["a A asserts over_60", "b B asserts 62"], "Corroborated a b");
    check_standing(&["a A asserts over_60", "b B asserts over_60"], "Corroborated a b");
    check_standing(&["a A asserts at_least_60", "b B asserts 60"], "Corroborated a b");
    check_standing(&["a A asserts over_60", "b B asserts 59"], "Contested a b");
    check_standing(&["a A asserts under_21", "b B asserts over_21"], "Contested a b");
    check_standing(&["a A asserts under_21", "b B asserts about_21"], "Corroborated a b");
    check_standing(&["a A asserts at_most_21", "b B asserts at_least_21"], "Corroborated a b");
    check_standing(&["a A asserts 88_or_91", "b B asserts 90"], "Contested a b");
    check_standing(&["a A asserts 89_to_90", "b B asserts 88_or_91"], "Contested a b");
    check_standing(&["a A asserts 88_or_91", "b B asserts 87_or_89"], "Contested a b");
    check_standing(&["a A asserts 88_or_91", "b B asserts 90_dead"], "SeveralAccounts");
    check_standing(&["a A asserts 88_or_91", "b B asserts over_60"], "SeveralAccounts");
    check_standing(&["a A asserts 88_or_91", "b B asserts 91"], "Corroborated a b");
    check_standing(&["a A asserts 88_or_91", "b B asserts 85_to_89"], "Corroborated a b");
    check_standing(&["a A asserts 88_or_91", "b B asserts 95"], "Contested a b");
    check_standing(&["a A asserts 88_to_91", "b B asserts 90"], "Corroborated a b");
    check_standing(&["a A asserts 1640_year", "b B asserts c._1500_year"], "Contested a b");
    check_standing(&["a A asserts c._1640_Jahr", "b B asserts 1643_year"], "Corroborated a b");
    check_standing(&["a A asserts about_1640_years", "b B asserts 1640_year"], "SeveralAccounts");
    check_standing(&["a A asserts 12_years", "b B asserts about_13_years"], "Corroborated a b");
    check_standing(&["a A asserts >_90", "b B asserts <_100 via:A"], "SeveralAccounts");
    check_standing(&["a A asserts - basis:X", "b B asserts - basis:X supports:a"], "SingleSource");
    check_standing(&["a A asserts -", "b B asserts - supports:a"], "Corroborated a b");
    check_standing(&["a A asserts -", "b B asserts - repeats:a supports:a"], "SingleSource");
    check_standing(&["a A asserts -", "b B asserts - contradicts:a"], "Contested a b");
    check_standing(&["a A asserts -", "b B denies -"], "Denied a b");
    check_standing(&["a A asserts -", "b B denies -", "c B asserts -"], "Contested a c");
    check_standing(&["a A denies over_400", "b B asserts 58"], "SingleSource");
    check_standing(&["a A denies over_400", "b B asserts 58 contradicts:a"], "Denied a b");
    check_standing(&["a A denies over_40", "b B asserts 58"], "Denied a b");
    check_standing(&["a A denies over_40", "b B asserts 40"], "SingleSource");
    check_standing(&["a A denies 40_dead", "b B asserts 40_missing"], "SingleSource");
    check_standing(&["a A denies 400", "b A asserts 58", "c B asserts 60"], "Contested b c");
    check_standing(&["a A denies 400", "b A asserts 58", "c B asserts 58"], "Corroborated b c");
    check_standing(&["a A asserts 58", "b A retracts over_900"], "SingleSource");
    check_standing(&["a A asserts 950", "b A retracts over_900"], "Retracted a b; b for a");
    check_standing(&["a A asserts -", "b A retracts over_900"], "Retracted a b; b for a");
    check_standing(&["a A asserts 100", "b A asserts 200 updates:a"], "SingleSource; b for a");
    check_standing(&["a A asserts 100", "b B asserts 200 updates:a"], "SingleSource; b for a");
    check_standing(
        &["a A asserts 100 made:2021", "b B asserts 200 made:2022 updates:a", "c C asserts 300"],
        "Contested b c; b for a",
    );
    check_standing(&["a A asserts -", "b B asserts -"], "SeveralAccounts");
    check_standing(&["a - asserts -", "b B asserts - via:O0"], "SeveralAccounts");
    check_standing(&["a - asserts 5", "b B asserts 5 via:O0"], "SeveralAccounts");
    check_standing(&["a - asserts 5", "b B asserts 5"], "Corroborated a b");
    // A denial is of what it names; an open figure is not denied with any that it can be.
    check_standing(&["a A asserts -", "b B asserts -", "c C denies - contradicts:b"], "Denied b c");
    check_standing(&["a A asserts at_least_34", "b B denies 60"], "SingleSource");
    check_standing(&["a A asserts at_least_34", "b B denies over_30"], "Denied a b");
    check_standing(&["a A asserts over_60", "b B denies 60"], "Denied a b");
    check_standing(&["a A asserts up_to_60", "b B denies 60"], "Denied a b");
    check_standing(&["a A asserts up_to_60", "b B denies 40"], "SingleSource");
    check_standing(
        &["a A asserts at_least_34", "b A asserts 41", "c A retracts 41"],
        "SingleSource; c for b",
    );
    // Words that others put into somebody's mouth.
    check_standing(&["a A asserts - via:X", "b A denies - contradicts:a"], "Denied a b");
    check_standing(&["a A asserts - via:X", "b A denies -"], "SingleSource");
}

/// Two articles that say the same, the second with more front matter; `by` is whom each quotes.
#[track_caller]
fn check_two(keys: &str, by: [&str; 2], standing: &str) {
    let claim = |by: &str| format!("claims: [{{says: x, question: q, figure: 12 km{by}}}]");
    let [one, other] =
        by.map(|by| if by.is_empty() { String::new() } else { format!(", by: {by}") });
    let archive = public(&format!(
        "=== articles/wire.md\n---\noutlet: The Wire\n{}\n---\n=== articles/reprint.md\n---\noutlet: The Courier\n{keys}\n{}\n---\n",
        claim(&one),
        claim(&other)
    ));
    assert_eq!(faults(&archive), "", "{keys} {by:?}");
    let question = &archive.value.questions[0];
    assert_eq!(format!("{:?}", question.standing), standing, "{keys} {by:?}");
}

#[test]
fn a_text_does_not_corroborate_its_versions() {
    check_two("", ["", ""], "Corroborated");
    check_two("part_of: wire", ["", ""], "Corroborated");
    check_two("version_of: wire", ["", ""], "SingleSource");
    check_two("translation_of: wire", ["", ""], "SingleSource");
    check_two("author: The Wire", ["", ""], "SeveralAccounts");
    check_two("", ["Officials", "The directorate"], "Corroborated");
    check_two("version_of: wire", ["Officials", "The directorate"], "SeveralAccounts");
    check_two("version_of: wire", ["", "The directorate"], "SeveralAccounts");
}

#[test]
fn an_article_does_not_corroborate_itself() {
    let archive = public(
        "=== articles/a.md\n---\nclaims:\n  - {says: x, question: q, figure: 12}\n  - {says: y, question: q, figure: 12}\n---\n",
    );
    assert_eq!(format!("{:?}", archive.value.questions[0].standing), "SingleSource");
}

#[test]
fn a_relation_names_a_claim() {
    let archive = public(
        "=== articles/a.md\n---\nclaims:\n  - id: first\n    says: x\n    by: A\n    contradicts: [b#second, frist]\n---\n\
         === articles/b.md\n---\nclaims:\n  - id: second\n    says: y\n    by: B\n---\n=== articles/c.md\n---\nclaims:\n  - id: second\n    says: z\n    by: C\n    supports: [second]\n---\n",
    );
    let related: Vec<usize> = archive.value.claims.iter().map(|c| c.relations.len()).collect();
    assert_eq!(related, [1, 0, 1]);
    assert_eq!(
        faults(&archive).trim(),
        "unknown-claim: there is no claim `frist` (did you mean `a#first`?)"
    );
}

/// A claim beside `entities` of its article: whom `by` means, or nobody who has a page.
#[track_caller]
fn check_speaker(entities: &str, by: &str, speaker: Option<&str>) {
    let archive = public(&format!(
        "=== articles/a.md\n---\nentities:\n{entities}\nclaims: [{{says: x, by: {by}}}]\n---\n\
         The former minister said so, and the general and the other general said it too.\n"
    ));
    let archive = &archive.value;
    let entity = archive.claims[0].speaker.map(|speaker| archive.entity(speaker).name.as_str());
    assert_eq!(entity, speaker, "{entities} {by}");
}

#[test]
fn a_speaker_is_named_or_described() {
    let zebari = "  - {name: Hoshyar Zebari, quote: The former minister}";
    check_speaker(zebari, "the former minister", Some("Hoshyar Zebari"));
    check_speaker(zebari, "the minister", None);
    check_speaker("  - Pentagon", "the Pentagon", Some("Pentagon"));
    check_speaker("  - Bundesregierung", "die Bundesregierung", Some("Bundesregierung"));
    check_speaker("  - Pentagon", "ein Fahrer des Konvois", None);
    let generals =
        "  - {name: Ann, quote: general, nth: 1}\n  - {name: Bob, quote: general, nth: 2}";
    check_speaker(generals, "general", None);
    let twice = "  - {name: Ann, quote: general, nth: 1}\n  - {name: Ann, quote: general, nth: 2}";
    check_speaker(twice, "the general", Some("Ann"));
    // What somebody is called goes before what a passage means.
    check_speaker("  - {name: Iraq, quote: general}\n  - General", "general", Some("General"));
}

#[test]
fn a_claim_replaces_no_later_one() {
    let check = |claims: &str, wanted: &str| {
        let archive = public(&format!("=== articles/a.md\n---\nclaims:\n{claims}\n---\n"));
        let faults = faults(&archive);
        assert_eq!(faults.split(" (").next().unwrap_or_default().trim(), wanted, "{claims}");
    };
    let first = "  - {id: first, says: x, made: 2020-02}\n";
    let second =
        |made: u16| format!("{first}  - {{id: second, says: y, made: {made}-01, updates: first}}");
    check(&second(2021), "");
    check(&second(2019), "claim-conflict: `second` replaces `first`, which was made later");
}
