//! The words of the interface in every language that comes with Variorum.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use variorum::parse::date::read as parse;
use variorum::render::date;
use variorum::render::words::Words;
use variorum::yaml::{self, Node, Value};

use super::said::check;

/// Every language, with the plural categories that its whole numbers have.
const LANGUAGES: [(&str, &[&str], &str); 6] = [
    ("en", &["one", "other"], include_str!("../../../templates/i18n/en.yaml")),
    ("de", &["one", "other"], include_str!("../../../templates/i18n/de.yaml")),
    ("fr", &["one", "other"], include_str!("../../../templates/i18n/fr.yaml")),
    ("es", &["one", "other"], include_str!("../../../templates/i18n/es.yaml")),
    ("ru", &["one", "few", "many", "other"], include_str!("../../../templates/i18n/ru.yaml")),
    (
        "ar",
        &["zero", "one", "two", "few", "many", "other"],
        include_str!("../../../templates/i18n/ar.yaml"),
    ),
];

/// What a language may have and English has no need of.
const OPTIONAL: [&str; 7] =
    ["day.", "month.of.", "month.short.of.", "season.of.", "quarter.of.", "third.of.", "half.of."];

/// What the key of a pattern ends with, where the pattern is another one beside some dates.
const VARIANTS: [&str; 7] = [".day", ".short", ".of", ".month", ".season", ".part", ".about"];

fn node(file: &str) -> Node {
    yaml::read(file, 0).expect("the words are YAML")
}

fn words(language: &str) -> Words {
    let find = |name: &str| LANGUAGES.iter().find(|(other, ..)| *other == name);
    let files = ["en", language].map(|name| {
        let (name, _, file) = find(name).expect("a language that comes with Variorum");
        (*name, node(file))
    });
    Words::new(language, files.iter().map(|(name, node)| (*name, node)))
}

/// The `{names}` of a pattern.
fn names(pattern: &str) -> BTreeSet<&str> {
    pattern.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// Each key with its forms: one with an empty name where the words are the same for every number.
fn forms(node: &Node) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = |node: &Node| match &node.value {
        Value::Scalar { text, .. } => text.clone(),
        other => panic!("{other:?} is no text"),
    };
    let of = |node: &Node| match &node.value {
        Value::Map(forms) => {
            forms.iter().map(|(name, node)| (name.value.clone(), text(node))).collect()
        }
        _ => BTreeMap::from([(String::new(), text(node))]),
    };
    node.entries().iter().map(|(key, node)| (key.value.clone(), of(node))).collect()
}

#[test]
fn languages_say_the_same_things() {
    let english = forms(&node(LANGUAGES[0].2));
    for (language, categories, file) in LANGUAGES {
        let here = forms(&node(file));
        let missing: Vec<&String> = english.keys().filter(|key| !here.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language} has no words for {missing:?}");
        for (key, forms) in &here {
            let variant = VARIANTS.iter().find_map(|end| key.strip_suffix(end));
            let known = english.get(key).or_else(|| english.get(variant?));
            let Some(known) = known else {
                let optional = OPTIONAL.iter().any(|start| key.starts_with(start));
                assert!(optional, "{language} has {key}, which nothing asks for");
                continue;
            };
            let plain = known.contains_key("");
            let should: BTreeSet<&str> =
                if plain { BTreeSet::from([""]) } else { categories.iter().copied().collect() };
            let are: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
            assert_eq!(are, should, "the plural forms of {key} in {language}");
            let wanted = names(known.get("other").unwrap_or_else(|| &known[""]));
            for (category, words) in forms {
                let mut found = names(words);
                // “One article” may say it in a word.
                if matches!(category.as_str(), "zero" | "one" | "two") && wanted.contains("n") {
                    found.insert("n");
                }
                let told = key == "reason.one-origin" && category == "zero";
                assert!(told || found == wanted, "{key} {category} in {language}: {words}");
            }
        }
    }
}

/// Nobody reads a key, in any language.
#[test]
fn what_templates_ask_for_has_words() {
    let english = forms(&node(LANGUAGES[0].2));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    for entry in fs::read_dir(folder).expect("templates can be read") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a template");
        for before in ["t[\"", "words(key=\""] {
            for rest in text.split(before).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                let start = key.trim_end_matches('.');
                let starts = english.keys().any(|known| known.starts_with(start));
                let whole = rest[key.len() + 1..].starts_with([']', ',', ')']);
                let known = if whole { english.contains_key(key) } else { starts };
                assert!(known, "{}: {key}", path.display());
            }
        }
    }
}

#[test]
fn numbers_take_the_form_of_their_language() {
    for (language, n, says) in [
        ("de", 1, "1 Anmerkung"),
        ("fr", 0, "0 note"),
        ("fr", 2, "2 notes"),
        ("es", 12000, "12.000 notas"),
        ("es", 1200, "1200 notas"),
        ("ru", 1, "1 примечание"),
        ("ru", 3, "3 примечания"),
        ("ru", 12, "12 примечаний"),
        ("ru", 21, "21 примечание"),
        ("ru", 11000, "11\u{a0}000 примечаний"),
        ("ar", 0, "لا حواشي"),
        ("ar", 1, "حاشية واحدة"),
        ("ar", 2, "حاشيتان"),
        ("ar", 7, "7 حواشٍ"),
        ("ar", 11, "11 حاشية"),
        ("ar", 100, "100 حاشية"),
    ] {
        assert_eq!(words(language).count("count.notes", n), says, "{n} in {language}");
    }
}

#[test]
fn dates_read_as_in_their_language() {
    for (language, edtf, long, short) in [
        ("de", "2017-12-27", "27. Dezember 2017", "27. Dez. 2017"),
        ("de", "2017-10-12/2017-10-15", "12.–15. Oktober 2017", "12.–15. Okt. 2017"),
        ("de", "[1545-07-23,1545-07-24]", "23. oder 24. Juli 1545", "23. oder 24. Juli 1545"),
        ("es", "[1917-03,1917-04]", "marzo o abril de 1917", "mar. o abr. 1917"),
        ("ru", "{2017-05-03,2017-05-04}", "3 и 4 мая 2017", "3 и 4 мая 2017"),
        ("de", "../2017-12-27", "spätestens am 27. Dezember 2017", "spätestens am 27. Dez. 2017"),
        ("de", "../2017-12", "spätestens Dezember 2017", "spätestens Dez. 2017"),
        ("de", "-0043", "44 v. Chr.", "44 v. Chr."),
        ("fr", "2017-12-01", "1er décembre 2017", "1er déc. 2017"),
        ("fr", "2017-12-27/..", "à partir du 27 décembre 2017", "à partir du 27 déc. 2017"),
        ("fr", "/2017-12", "jusqu’en décembre 2017", "jusqu’en déc. 2017"),
        ("es", "2017-12-27", "27 de diciembre de 2017", "27 dic. 2017"),
        ("es", "2017-10", "octubre de 2017", "oct. 2017"),
        ("es", "2017-12-27/..", "desde el 27 de diciembre de 2017", "desde el 27 dic. 2017"),
        ("ru", "2017-10", "октябрь 2017", "окт. 2017"),
        ("ru", "2017-05-09", "9 мая 2017", "9 мая 2017"),
        ("ru", "2017-05", "май 2017", "май 2017"),
        ("ru", "../2017-10", "не позднее октября 2017", "не позднее окт. 2017"),
        ("ru", "2017-07~", "ок. июля 2017", "ок. июля 2017"),
        ("ru", "2017-10-XX", "один из дней октября 2017", "один из дней окт. 2017"),
        ("ru", "2017-06/2017-10", "июнь – октябрь 2017", "июнь – окт. 2017"),
        ("ar", "2017-12-27", "27 ديسمبر 2017", "27 ديسمبر 2017"),
        ("ar", "2017-12-27?", "27 ديسمبر 2017؟", "27 ديسمبر 2017؟"),
        ("ar", "1914/1918", "من 1914 إلى 1918", "من 1914 إلى 1918"),
        ("de", "2017-08-XX", "ein Tag im August 2017", "ein Tag im Aug. 2017"),
        (
            "de",
            "[2017-08-10..2017-08-20]",
            "zwischen dem 10. August und dem 20. August 2017",
            "zwischen dem 10. Aug. und dem 20. Aug. 2017",
        ),
        ("de", "../2017-08-24?", "spätestens am 24. August 2017?", "spätestens am 24. Aug. 2017?"),
        ("de", "1572-XX-24", "24. eines Monats im Jahr 1572", "24. eines Monats im Jahr 1572"),
        ("fr", "2017-08-XX", "un jour en août 2017", "un jour en août 2017"),
        ("fr", "2017-08/..", "dès août 2017", "dès août 2017"),
        ("fr", "2012/..", "à partir de 2012", "à partir de 2012"),
        ("fr", "/1905~", "jusque v. 1905", "jusque v. 1905"),
        (
            "fr",
            "../2017-34",
            "au plus tard au 2e trimestre 2017",
            "au plus tard au 2e trimestre 2017",
        ),
        (
            "fr",
            "[2017-08-01..2017-10-04]",
            "entre le 1er août et le 4 octobre 2017",
            "entre le 1er août et le 4 oct. 2017",
        ),
        (
            "es",
            "2017-35/..",
            "desde el tercer trimestre de 2017",
            "desde el tercer trimestre de 2017",
        ),
        ("es", "../1905~", "a más tardar c. 1905", "a más tardar c. 1905"),
        ("es", "XXXX-08-24", "24 de agosto, año desconocido", "24 ago., año desconocido"),
        ("ru", "186X~", "ок. 1860-х годов", "ок. 1860-х годов"),
        ("ru", "../2017-34", "не позднее 2-го квартала 2017", "не позднее 2-го квартала 2017"),
        (
            "ru",
            "[-0299..-0200]",
            "не ранее 300 до н. э. и не позднее 201 до н. э.",
            "не ранее 300 до н. э. и не позднее 201 до н. э.",
        ),
        ("ru", "156X-12-25", "25 декабря, 1560-е годы", "25 дек., 1560-е годы"),
        ("ar", "2017-37", "الثلث الأول من 2017", "الثلث الأول من 2017"),
        ("ar", "XXXX-08-24", "24 أغسطس، السنة غير معروفة", "24 أغسطس، السنة غير معروفة"),
    ] {
        let when = parse(edtf, "en").unwrap_or_else(|| panic!("{edtf} is a date")).when;
        let view = date::read(&words(language), &when);
        assert_eq!([&*view.words, &*view.short], [long, short], "{edtf} in {language}");
    }
}

#[test]
fn languages_are_named() {
    for (language, name) in
        [("uk", "Ukrainian"), ("cy", "Cymraeg"), ("pt-BR", "português"), ("la-x-own", "Latin")]
    {
        let article = format!("---\ntitle: A\nlanguage: {language}\n---\nSo.\n");
        let named = format!("<dt>Language</dt><dd>{name}</dd>");
        check(&[("content/articles/a.md", &article)], "articles/a.html", &[&named]);
    }
}

#[test]
fn pages_say_which_language_they_are_in() {
    let article = "---\ntitle: A\n---\nTak.\n";
    for (setting, pieces) in [
        // Nobody has put the words of the interface into Polish, so that they are in English.
        (
            "language: pl",
            ["<html lang=\"en\" dir=\"ltr\">", "lang=\"pl\" dir=\"ltr\">", "<dd>polski</dd>"],
        ),
        ("language: de-AT", ["<html lang=\"de-AT\" dir=\"ltr\">", "!<dd>Deutsch", ">Artikel</a>"]),
    ] {
        let config = format!("title: T\n{setting}\n");
        let files = [("variorum.yaml", config.as_str()), ("content/articles/a.md", article)];
        check(&files, "articles/a.html", &pieces);
    }
}
