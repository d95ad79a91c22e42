//! Files beside the pages: which are copied, and under what names.

use super::{check, planned};

#[test]
fn names_of_assets_say_what_is_in_them() {
    let names = |look: &str, picture: &str| {
        let page = "A ![picture](/assets/x/b.svg).\n";
        let (_, site, diagnostics) = planned(&[
            ("content/one.md", page),
            ("static/assets/a.css", look),
            ("static/assets/x/b.svg", picture),
            ("static/assets/x/c.svg", "<svg/>"),
            ("static/humans.txt", "Me"),
        ]);
        assert_eq!(diagnostics, []);
        assert_eq!(site.file("static/assets/x/b.svg"), Some(site.assets["assets/x/b.svg"].clone()));
        assert!(site.files.contains_key("humans.txt"));
        let name = |url: &str| site.assets[url].clone();
        let looks = name("assets/a.css");
        let is_made = site.page(&looks).is_some();
        assert_eq!(is_made, look.contains("b.svg"), "what names others has their names");
        assert_ne!(is_made, site.files.contains_key(&looks));
        assert!(site.files.contains_key(&name("assets/x/b.svg")));
        [looks, name("assets/x/b.svg"), name("assets/x/c.svg")]
    };
    let (one, same) = (names("url(x/b.svg)", "1"), names("url(x/b.svg)", "1"));
    assert_eq!(one, same);
    assert!(one.iter().all(|url| variorum::model::assets::is_hashed(url)), "{one:?}");
    let changed = |other: [String; 3]| [0, 1, 2].map(|n| other[n] != one[n]);
    assert_eq!(changed(names("url(x/b.svg)", "2")), [true, true, false]);
    assert_eq!(changed(names("url('x/b.svg')", "1")), [true, false, false]);
    assert_eq!(changed(names("p {}", "1")), [true, false, false]);
}

#[test]
fn files_are_copied_where_something_public_names_them() {
    let capture = "capture:\n  file: one.pdf\n";
    let article = |head: &str| {
        format!("---\ntitle: One\nurl: https://example.com/1\n{head}---\nA ![map](map.png).\n")
    };
    let (full, excerpt) = (article(capture), article(&format!("visibility: excerpt\n{capture}")));
    for (text, saved) in [(&full, true), (&excerpt, false)] {
        let (_, site, diagnostics) = planned(&[
            ("content/articles/one.md", text),
            ("content/articles/map.png", ""),
            ("content/articles/one.pdf", ""),
            ("content/articles/other.png", ""),
            ("static/robots.css", ""),
            ("themes/x/static/robots.css", ""),
        ]);
        assert_eq!(diagnostics, []);
        assert_eq!(
            site.files.contains_key("articles/one.pdf"),
            saved,
            "the whole text stays where it is"
        );
        assert_eq!(
            site.files.contains_key("articles/map.png"),
            saved,
            "a picture of a withheld text stays too"
        );
        assert!(
            site.files.contains_key("robots.css") && !site.files.contains_key("articles/other.png")
        );
    }
    check(
        &[
            ("content/articles/one.md", &full),
            ("content/articles/maps.png", ""),
            ("content/articles/one.pdf", ""),
        ],
        "missing-file: there is no file `map.png` @ content/articles/one.md ? did you mean `maps.png`?",
    );
}

#[test]
fn what_could_run_scripts_is_not_copied() {
    let help = "publish it as PDF, PNG or ZIP, link to a web archive, or put it into `static/` if it is your own";
    for (head, body) in [
        ("archived: x.html", ""),
        ("capture: {file: X.XHTML}", ""),
        ("capture: x.mht", ""),
        ("", "A [copy](x.xml)."),
        ("", "A [copy](x.svg)."),
        ("", "A ![picture](x.svg)."),
        ("", "A ![[x.svg]]."),
        ("", "A <img src=x.svg> picture."),
        ("", "A <video src=x.js></video> film."),
        ("", "A [copy](x.HTM)."),
        ("", "A [copy](x.html.gz)."),
        ("", "A [copy](../x.php)."),
        ("", "A [copy](@/x.hta)."),
        ("", "A [copy](x.y%2Ehtml)."),
        ("", "A [copy](x.html?y=z)."),
        ("highlights: [{note: '[copy](x.xht)'}]", ""),
    ] {
        let text = format!("---\ntitle: One\n{head}\n---\n{body}\n");
        let written = head.to_owned() + body;
        let from = written.to_lowercase().find("x.").expect("a name");
        let name =
            written[from..].split([')', '}', ']', '>', ' ', '?', '\'']).next().expect("a name");
        let name = name.replace("%2E", ".");
        let path = if written.contains("@/") || written.contains("../") {
            "content"
        } else {
            "content/articles"
        };
        let path = format!("{path}/{name}");
        let (_, site, faults) = planned(&[("content/articles/one.md", &text), (&path, "")]);
        let [fault] = &faults[..] else { panic!("{written}: {faults:?}") };
        assert_eq!(
            (fault.code.name(), fault.help.as_deref()),
            ("active-file", Some(help)),
            "{written}"
        );
        assert!(fault.message.contains(&name), "{}", fault.message);
        let label = &fault.labels[0];
        let place = &text[label.span.range()];
        assert!(!place.is_empty() && written.contains(place), "{written}: {place:?}");
        assert_eq!(site.files.len(), 0, "{written}: {:?}", site.files);
    }
    for (target, file) in [("/x.svg", "static/x.svg"), ("/y/x.html", "static/y/x.html")] {
        let text = format!("---\ntitle: One\narchived: {target}\n---\nA [copy]({target}).\n");
        let (_, site, faults) = planned(&[("content/articles/one.md", &text), (file, "")]);
        assert_eq!(
            (faults, site.files.len()),
            (vec![], 1),
            "what is the owner's own is not judged"
        );
        assert_eq!(site.file(file).as_deref(), Some(&target[1..]));
    }
}

#[test]
fn a_file_that_is_not_there_is_compared_with_few_of_many() {
    let numbers = || (0..4_000).map(|n| n.to_string());
    let names: Vec<String> = numbers().map(|n| format!("content/articles/map-{n}.png")).collect();
    let links: Vec<String> = numbers().map(|n| format!("![a](maps-{n}.png)\n\n")).collect();
    let text = links.concat();
    let mut files = vec![("content/articles/one.md", text.as_str())];
    files.extend(names.iter().map(|name| (name.as_str(), "")));
    let (_, _, diagnostics) = planned(&files);
    let helps: Vec<String> = diagnostics.into_iter().filter_map(|fault| fault.help).collect();
    let meant: Vec<String> = numbers().map(|n| format!("did you mean `map-{n}.png`?")).collect();
    assert_eq!(helps, meant);
}
