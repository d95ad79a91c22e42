//! References that are given away can be brought back.

use std::fs;

use crate::commands::{archive, run};

/// What articles with these keys are when they were given away as references and are brought into another archive.
fn brought(keys: &[String], form: &str, file: &str) -> Vec<String> {
    let path = |at: usize| format!("content/articles/work-{at}.md");
    let article = |(at, keys): (usize, &String)| {
        (path(at), format!("---\ntitle: Work {at}\n{keys}\n---\nText.\n"))
    };
    let articles: Vec<(String, String)> = keys.iter().enumerate().map(article).collect();
    let mut before = vec![("variorum.yaml", "title: T\nbase_url: https://example.org/\n")];
    before.extend(articles.iter().map(|(path, text)| (&**path, &**text)));
    let (before, after) = (archive(&before), archive(&before[..1]));
    let (code, given) = run(before.path(), &["-q", "export", form]);
    assert_eq!(code, 0, "{form}: {given}");
    fs::write(after.path().join(file), given).unwrap();
    let (code, said) = run(after.path(), &["import", file]);
    assert_eq!(code, 0, "{form}: {said}");
    (0..keys.len()).map(|at| fs::read_to_string(after.path().join(path(at))).unwrap()).collect()
}

#[test]
fn dates_come_back() {
    let dates = ["2017-12-27", "2017-10", "1850~", "1914/1918", "-0043-03-15", "0000"];
    let marked = ["1850?", "/1907", "1988/..", "2001-21", "199X", "../1907-11-11"];
    for (form, file, dates) in [
        ("bibtex", "given.bib", &[&dates[..], &marked].concat()[..]),
        ("csl", "given.json", &[&dates[..], &marked[2..]].concat()),
        ("ris", "given.ris", &[&dates[..4], &marked[..1], &marked[2..]].concat()),
    ] {
        let keys: Vec<String> = dates.iter().map(|date| format!("published: \"{date}\"")).collect();
        for (text, date) in brought(&keys, form, file).iter().zip(dates) {
            let text = text.replace('"', "");
            assert!(text.contains(&format!("published: {date}\n")), "{form} {date}: {text}");
        }
    }
}

#[test]
fn works_come_back() {
    let works = [
        "author: Ada Example\noutlet: The Gazette\nurl: https://example.org/one?a=1&b=2_3\naccessed: 2018-01-02",
        "author: Jan van Maanen\ntags:\n  - tides & walls\n  - R_D",
        "author:\n  - Ben Sample, Jr.\n  - Gabriel García Márquez\n  - Royal Society of London\n  - Herodotus",
        "author: Ministry of Works, Department of Harbours\ntags:\n  - Leibniz, Gottfried",
        "author: Example, Sample & Co., Ltd.\ntags:\n  - Leibniz, Gottfried\n  - priority",
        "outlet: Smith & Sons\nlanguage: de",
        "author: A Fall Example\npublisher: Example Press",
        "author: Martin Luther Example, Jr.\noutlet: Journal of gauges\nurl: https://doi.org/10.1000/three",
        "url: https://example.org/two\nextra:\n  doi: 10.1000/two_2",
    ]
    .map(str::to_owned);
    for (form, file) in [("bibtex", "given.bib"), ("csl", "given.json"), ("ris", "given.ris")] {
        for (text, keys) in brought(&works, form, file).iter().zip(&works) {
            let lost = keys.lines().find(|line| !text.contains(&format!("{line}\n")));
            assert_eq!((lost, text.contains("highlights")), (None, false), "{form}: {text}");
        }
    }
}
