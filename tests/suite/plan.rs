//! Addresses: which pages there are, and what happens when two things want one address.

use std::fmt::Write as _;
use std::sync::Arc;

use variorum::config::Config;
use variorum::diagnostic::{Checked, Diagnostic};
use variorum::model::archive::Archive;
use variorum::model::site::{Site, Subject};
use variorum::source::Source;
use variorum::world::{Asset, World};
use variorum::{anchor, parse, plan, resolve};

mod files;

/// Plans an archive of these files; a file that is no Markdown is an asset, one below `static/` appears at its path.
fn planned(files: &[(&str, &str)]) -> (Archive, Site, Vec<Diagnostic>) {
    let mut world = World::default();
    world.config = Config { base_url: Some("https://example.org/a/".into()), ..Config::default() };
    let mut readings = Vec::new();
    let mut files = files.to_vec();
    files.sort_unstable();
    for (path, text) in files {
        if !path.ends_with(".md") {
            let url = path.strip_prefix("static/").map(str::to_owned);
            let bytes = Some(text.as_bytes().to_vec().into());
            world
                .assets
                .insert(path.to_owned(), Asset { len: 1, stamp: 1, url, bytes, dimensions: None });
            continue;
        }
        let source = Arc::new(Source::new(path, text));
        let document = parse::parse(&source, &world.config).value;
        readings.push(Arc::new(anchor::anchor(document, &source).value));
        world.sources.push(source);
    }
    let archive = resolve::resolve(
        &readings,
        &world.config,
        &resolve::Options::default(),
        &mut resolve::Memory::default(),
    )
    .value;
    let archive = Arc::new(archive);
    let Checked { value: site, diagnostics } =
        plan::plan(&archive, &world, &mut plan::Memory::default());
    (Archive::clone(&archive), Site::clone(&site), diagnostics)
}

/// The addresses of pages, without files for machines.
fn pages(site: &Site) -> Vec<&str> {
    let shown = site.pages.iter().filter(|page| !matches!(page.subject, Subject::Data(_)));
    shown.map(|page| page.url.as_str()).collect()
}

/// Plans files and compares the faults, with the files they name.
fn check(files: &[(&str, &str)], expected: &str) {
    let (_, _, diagnostics) = planned(files);
    let mut actual = String::new();
    for diagnostic in diagnostics {
        let _ = write!(actual, "{}: {}", diagnostic.code.name(), diagnostic.message);
        diagnostic.labels.iter().for_each(|label| _ = write!(actual, " @ {}", label.source));
        let _ = writeln!(actual, " ? {}", diagnostic.help.unwrap_or_default());
    }
    assert_eq!(actual.trim(), expected.trim());
}

const ARTICLE: &str = "---\ntitle: One\noutlet: The Times\npublished: 2017-12-28\ntags: [Iraq]\nhighlights:\n  - quote: some words\n    kind: doubt\n    tags: [iraq]\n---\nHere are some words.\n";

#[test]
fn pages_that_have_something_to_show() {
    let (_, site, diagnostics) = planned(&[
        ("content/index.md", "# Welcome\n\nHello.\n"),
        ("content/about/me.md", "# Me\n\nI read.\n"),
        ("content/articles/sub/one.md", ARTICLE),
    ]);
    assert_eq!(diagnostics, []);
    let expected = [
        "404.html",
        "about/me.html",
        "articles.html",
        "articles/sub/one.html",
        "entities.html",
        "entities/the-times.html",
        "index.html",
        "notes.html",
        "search.html",
        "sources.html",
        "tags.html",
        "tags/iraq.html",
    ];
    assert_eq!(pages(&site), expected);
    assert!(matches!(
        site.page("index.html").map(|page| &page.subject),
        Some(Subject::Home(Some(_)))
    ));
    let tag = &site.tags[site.tag("IRAQ").expect("a tag in any spelling")];
    assert_eq!((tag.name.as_str(), tag.documents.len(), tag.annotations.len()), ("Iraq", 1, 1));
}

#[test]
fn an_empty_archive_has_a_home_page() {
    let (_, site, diagnostics) = planned(&[]);
    assert_eq!(diagnostics, []);
    assert_eq!(pages(&site), ["404.html", "index.html"]);
}

#[test]
fn two_files_with_one_address() {
    check(
        &[("content/articles/One.md", ARTICLE), ("content/articles/one/index.md", ARTICLE)],
        "duplicate-address: `content/articles/One.md` and `content/articles/one/index.md` have the same address \
         `articles/one.html` @ content/articles/one/index.md @ content/articles/One.md ? rename the file, or give it \
         another `slug`",
    );
}

#[test]
fn names_that_generated_pages_have() {
    check(
        &[("content/timeline.md", "# Mine\n")],
        "duplicate-address: `content/timeline.md` wants the address `timeline.html`, which belongs to a generated page \
         @ content/timeline.md ? rename the file, or give it another `slug`",
    );
    check(
        &[("content/index.md", "# Home\n"), ("content/more.md", "---\nslug: index\n---\nText.\n")],
        "duplicate-address: `content/more.md` wants the address `index.html`, which belongs to a generated page \
         @ content/more.md ? rename the file, or give it another `slug`",
    );
}

#[test]
fn former_addresses_lead_to_present_ones() {
    let one = "---\ntitle: One\nredirect_from: [/old/one/, /Old/One/, two, One.html, /caf\u{e9}/, /cafe\u{301}/]\n---\nText.\n";
    let (_, site, diagnostics) = planned(&[("content/one.md", one)]);
    assert_eq!(diagnostics, []);
    assert_eq!(site.page("Old/One/index.html"), None);
    for from in ["old/one/index.html", "two.html", "caf\u{e9}/index.html"] {
        assert_eq!(
            site.page(from).map(|page| &page.subject),
            Some(&Subject::Redirect("one.html".into())),
            "{from}"
        );
    }
    check(
        &[
            ("content/one.md", "---\ntitle: One\nredirect_from: [two.html, ../x]\n---\nText.\n"),
            ("content/two.md", "# Two\n"),
            ("content/caf\u{e9}.md", "# Three\n"),
            ("content/four.md", "---\ntitle: Four\nredirect_from: Cafe\u{301}\n---\nText.\n"),
        ],
        "former-address: `content/caf\u{e9}.md` and a former address of `content/four.md` have the same address \
         `Cafe\u{301}.html` @ content/four.md @ content/caf\u{e9}.md ? remove the former address, or give the other page \
         another one\n\
         former-address: `content/two.md` and a former address of `content/one.md` have the same address `two.html` \
         @ content/one.md @ content/two.md ? remove the former address, or give the other page another one\n\
         former-address: the former address `../x` leads out of its folder @ content/one.md ? write it from the root of the site, \
         like `old/name.html`",
    );
}

#[test]
fn what_stands_beside_an_article_moves_with_it() {
    let moved = "---\ntitle: B\nslug: new\nredirect_from: [articles/b.html, articles/c.html, old/b.html, articles/d.versions.html]\n\
                 version_of: a\n---\nText.\n";
    let (_, site, diagnostics) = planned(&[
        ("content/articles/a.md", "---\ntitle: A\nredirect_from: articles/z.html\n---\nText.\n"),
        (
            "content/articles/d.md",
            "---\ntitle: D\nredirect_from: articles/b.versions.html\n---\nText.\n",
        ),
        ("content/articles/moved.md", moved),
    ]);
    assert_eq!(diagnostics, []);
    let redirects = site.pages.iter().filter_map(|page| match &page.subject {
        Subject::Redirect(to) => Some(format!("{} {to}", page.url)),
        _ => None,
    });
    let expected = [
        "articles/b.html articles/new.html",
        "articles/b.versions.html articles/d.html",
        "articles/c.html articles/new.html",
        "articles/c.versions.html articles/new.versions.html",
        "articles/d.versions.html articles/new.html",
        "articles/z.html articles/a.html",
        "old/b.html articles/new.html",
    ];
    assert_eq!(redirects.collect::<Vec<_>>(), expected);
}

#[test]
fn wikilinks_name_files_wherever_they_are() {
    check(
        &[
            (
                "content/notes/a.md",
                "![[One.PNG]] ![[two.png]] ![[x/two.png]] ![[none.png]] ![](one.png)\n",
            ),
            ("content/files/one.png", ""),
            ("content/files/x/two.png", ""),
            ("content/files/y/two.png", ""),
        ],
        "ambiguous-link: `two.png` can mean `files/x/two.png` or `files/y/two.png` @ content/notes/a.md ? \
         write the path of the one that is meant, as `[[files/x/two.png]]`\n\
         missing-file: there is no file `none.png` @ content/notes/a.md ? put it beside the file that \
         names it, or correct the path, which begins there\n\
         missing-file: there is no file `one.png` @ content/notes/a.md ? put it beside the file that names it, or correct the path, which begins there",
    );
}

#[test]
fn a_file_cannot_be_where_a_folder_is() {
    check(
        &[("content/articles/one.md", ARTICLE), ("static/articles", "")],
        "duplicate-address: `content/articles/one.md` and the file `static/articles` have the same address `articles` \
         @ static/articles @ content/articles/one.md ? rename the file",
    );
}

#[test]
fn what_was_taken_back_leaves_a_tombstone() {
    let withdrawn = ARTICLE.replace("tags: [Iraq]", "withdrawn: {date: 2018-01-01, reason: wrong}");
    let (_, site, _) = planned(&[("content/articles/one.md", &withdrawn)]);
    assert!(matches!(
        site.page("articles/one.html").map(|page| &page.subject),
        Some(Subject::Tombstone(_))
    ));
    for gone in
        ["articles.html", "notes.html", "articles/one.txt", "articles/one.jsonld", "feed.xml"]
    {
        assert_eq!(site.page(gone), None, "{gone}");
    }
}

#[test]
fn sensitive_names_have_no_page() {
    let record = "---\nname: Abu Fawzi\nkind: person\nsensitive: true\n---\nA driver.\n";
    let (_, site, _) = planned(&[
        ("content/articles/one.md", "---\ntitle: One\n---\nAbu Fawzi drove.\n"),
        ("content/entities/abu-fawzi.md", record),
    ]);
    assert_eq!(
        pages(&site),
        ["404.html", "articles.html", "articles/one.html", "index.html", "search.html"]
    );
}

#[test]
fn many_tags_are_cut_by_letter() {
    let tags: Vec<String> = (0..501).map(|n| format!("{}{n}", ["a", "Б"][n % 2])).collect();
    let text = format!("---\ntitle: One\ntags: [{}]\n---\nText.\n", tags.join(", "));
    let (_, site, diagnostics) = planned(&[("content/articles/one.md", &text)]);
    assert_eq!(diagnostics, []);
    let shown =
        |url| site.page(url).and_then(|page| page.subject.part()).map(|part| part.items.clone());
    assert_eq!((shown("tags.html"), shown("tags-б.html")), (Some(0..100), Some(0..200)));
    assert_eq!((shown("tags-a.2.html"), shown("tags-б.2.html")), (Some(200..251), Some(200..250)));
}

#[test]
fn links_to_an_entity_have_pages() {
    let files: Vec<(String, String)> = (0..201)
        .map(|n| {
            (format!("content/articles/{n}.md"), format!("---\ntitle: A{n}\n---\n[[x|it]].\n"))
        })
        .chain([("content/entities/x.md".to_owned(), "---\nname: Xylo\n---\n".to_owned())])
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (_, site, _) = planned(&files);
    assert!(site.page("entities/x.2.html").is_some());
    assert!(site.page("entities/x.3.html").is_none());
}

#[test]
fn a_translation_stands_beside_its_original() {
    let article = |front: &str| format!("---\n{front}\n---\nText.\n");
    let (original, translation) = (article("title: A"), article("title: B\ntranslation_of: a"));
    let taken = article("title: C\ntranslation_of: a\nwithdrawn: {reason: wrong}");
    let (_, site, _) = planned(&[
        ("content/articles/a.md", &original),
        ("content/articles/b.md", &translation),
        ("content/articles/c.md", &taken),
    ]);
    let parallel: Vec<_> =
        pages(&site).into_iter().filter(|url| url.contains("parallel")).collect();
    assert_eq!(parallel, ["articles/b.parallel.html"]);
}

#[test]
fn versions_are_compared_where_all_of_both_is_published() {
    // The front matter of `a`, `b` …, and which pages of versions there are; with `:` those of all versions of a text.
    for (fronts, planned_pages) in [
        (&["", "version_of: a", "version_of: a\nvisibility: excerpt"][..], "b"),
        (&["", "version_of: a", "version_of: a"], "a:bc b c"),
        // Versions of versions are of the same text, and of another one where the first is not there.
        (&["", "version_of: a", "version_of: b", "version_of: c"], "a:bcd b c d"),
        (&["visibility: excerpt", "version_of: a", "version_of: b", "version_of: c"], "b:cd c d"),
        (&["version_of: b", "", "version_of: b"], "a b:ac c"),
        // What is a version of itself in the end has no base text.
        (&["version_of: b", "version_of: a", "version_of: a"], "a b c"),
    ] {
        let names = || ["a", "b", "c", "d"].iter();
        let article = |(name, front): (&&str, &&str)| {
            (format!("content/articles/{name}.md"), format!("---\n{front}\n---\nText.\n"))
        };
        let files: Vec<_> = names().zip(fronts).map(article).collect();
        let files: Vec<_> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let (_, site, _) = planned(&files);
        let compared = site.pages.iter().filter_map(|page| {
            let name = page.url.strip_prefix("articles/")?.strip_suffix(".versions.html")?;
            let Subject::Witnesses { others, .. } = &page.subject else {
                return Some(name.to_owned());
            };
            let others = others.iter().filter_map(|id| names().nth(id.index()));
            Some(format!("{name}:{}", others.copied().collect::<String>()))
        });
        assert_eq!(compared.collect::<Vec<_>>().join(" "), planned_pages, "{fronts:?}");
    }
}

/// The plan of 201 articles of these years, each of which was read in its year and tells of an event in it.
fn of_years(year: impl Fn(usize) -> usize) -> (Archive, Site) {
    let mut files = Vec::new();
    for number in 0..201 {
        let year = year(number);
        let event = format!("events:\n  - title: Event {number}\n    date: {year}-05-01\n");
        let text = format!(
            "---\ntitle: Article {number}\npublished: {year}-06-01\nread: {year}-07-01\noutlet: Paper {number}\n{event}---\nText {number}.\n"
        );
        files.push((format!("content/articles/{number}.md"), text));
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (archive, site, diagnostics) = planned(&files);
    assert_eq!(diagnostics, []);
    assert_eq!(site.events.len(), archive.events.len());
    (archive, site)
}

#[test]
fn long_lists_are_cut_by_year() {
    let (_, site) = of_years(|number| 2000 + number % 2);
    for url in [
        "articles.html",
        "articles-2000.html",
        "articles-2001.html",
        "log-2000.html",
        "log-2001.html",
        "sources.html",
        "sources.2.html",
        "timeline-2000.html",
        "timeline.html",
    ] {
        assert!(site.page(url).is_some(), "{url}");
    }
    let shown =
        |url| site.page(url).and_then(|page| page.subject.part()).map(|part| part.items.clone());
    assert_eq!((shown("articles.html"), shown("articles-2001.html")), (Some(0..100), Some(0..100)));
    assert_eq!((shown("log.html"), shown("log-2001.html")), (Some(0..100), Some(0..100)));
    assert_eq!((shown("sources.html"), shown("sources.2.html")), (Some(0..200), Some(200..201)));
    assert!(site.events[0].starts_with("timeline-2000.html#"), "{}", site.events[0]);
}

#[test]
fn long_lists_of_sparse_years_are_cut_by_centuries() {
    let (archive, site) = of_years(|number| 1600 + number * 2);
    for list in ["articles", "log", "timeline"] {
        let is_part = |url: &&str| url.starts_with(&format!("{list}-"));
        let parts = ["1600-1699", "1700-1799", "1800-1899", "1900-1999", "2000"];
        let expected = parts.map(|part| format!("{list}-{part}.html"));
        assert_eq!(pages(&site).into_iter().filter(is_part).collect::<Vec<_>>(), expected);
    }
    for (event, url) in archive.events.iter().zip(&site.events) {
        let year = event.day().expect("a day").year;
        let page = url.split('#').next().expect("a page");
        let page = page.trim_start_matches("timeline-").trim_end_matches(".html");
        let first: i64 = page[..4].parse().expect("a year");
        assert!((first..first + 100).contains(&year), "{year}: {url}");
    }
}
