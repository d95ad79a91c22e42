//! What single pages of small archives say: files, an edition, and pieces of a page that are there or are not.

use std::path::PathBuf;
use std::sync::Arc;

use variorum::cache::Cache;
use variorum::compile::{compile, render_search};
use variorum::config::{self, Config};
use variorum::disk::read::{Setup, read};
use variorum::model::archive::Edition;
use variorum::render;
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::{Asset, Dimensions, World};

mod notes;
mod years;

/// The built-in templates and words with these files; what is no Markdown is a file without content, and may say how
/// large a picture it is: `400x200`.
fn world(files: &[(&str, &str)]) -> World {
    let setup = Setup { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")), ..Setup::default() };
    let mut world = read(&setup).expect("the archive is there").value;
    world.config = Config { title: "Test".into(), ..Config::default() };
    world.sources.clear();
    world.assets.retain(|path, _| path.starts_with("builtin:"));
    for &(path, text) in files {
        if path == "variorum.yaml" {
            world.config = config::read(&Source::new(path, text), &[]).value;
        } else if path.ends_with(".md") {
            world.sources.push(Arc::new(Source::new(path, text)));
        } else {
            let size = text.split_once('x').map(|(width, height)| Dimensions {
                width: width.parse().expect("a width"),
                height: height.parse().expect("a height"),
            });
            let asset = Asset { len: 0, stamp: 0, url: None, bytes: None, dimensions: size };
            world.assets.insert(path.to_owned(), asset);
        }
    }
    world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    world
}

pub(super) fn page(files: &[(&str, &str)], edition: Edition, url: &str) -> String {
    let world = world(files);
    let options = Options { edition, drafts: false };
    let compiled = compile(&world, &mut Cache::default(), &options, &()).value;
    let renderer = render::prepare(compiled.given(&world)).value;
    let page = compiled.site.page(url).unwrap_or_else(|| panic!("there is no page {url}"));
    let mut html = Vec::new();
    assert_eq!(renderer.render(compiled.given(&world), page, &mut html), []);
    String::from_utf8(html).expect("pages are UTF-8")
}

/// All that the search index holds.
fn searched(files: &[(&str, &str)]) -> String {
    let world = world(files);
    let compiled = compile(&world, &mut Cache::default(), &Options::default(), &()).value;
    let words = render::prepare(compiled.given(&world)).value.words().clone();
    let mut found = String::new();
    render_search(compiled.given(&world), &words, |shard| {
        found.push_str(&String::from_utf8_lossy(&shard.bytes));
    });
    found
}

/// The page holds each piece, save those that begin with `!`.
pub(super) fn check_in(edition: Edition, files: &[(&str, &str)], url: &str, pieces: &[&str]) {
    let html = page(files, edition, url);
    for piece in pieces {
        let (wanted, piece) = piece.strip_prefix('!').map_or((true, *piece), |p| (false, p));
        assert_eq!(html.contains(piece), wanted, "{edition:?}: {url}: {piece}\n{html}");
    }
}

pub(super) fn check(files: &[(&str, &str)], url: &str, pieces: &[&str]) {
    check_in(Edition::Public, files, url, pieces);
}

#[test]
fn a_concordance_is_cut_between_words_whatever_is_between_them() {
    let long = "word\u{a0}".repeat(20);
    let text = format!("---\nentities: [Raqqa]\n---\n{long}Raqqa\u{3000}{long}\n");
    check(
        &[("content/articles/a.md", &text)],
        "entities/raqqa.html",
        &["<span>word", ">Raqqa</b>"],
    );
}

#[test]
fn media_of_other_hosts_are_links_that_say_so() {
    let note = "![The bridge](https://example.org/b.jpg) and [a page](https://example.org/)\n\n![The light](https://example.org/l.jpg \"The light in June\")\n\n![](own.png \"Dusk\")\n\n<figure><img src=\"own.png\" alt=\"Dawn\"></figure>\n";
    let expected = [
        "<a class=\"elsewhere\" rel=\"external\" href=\"https://example.org/b.jpg\">The bridge</a>",
        "<a rel=\"external\" href=\"https://example.org/\">a page</a>",
        ">The light</a>\n<figcaption>The light in June</figcaption></figure>",
        "loading=\"lazy\"><figcaption>Dusk</figcaption></figure>",
        "!<figure><figure",
    ];
    let files = [("content/articles/a.md", note), ("content/articles/own.png", "")];
    check(&files, "articles/a.html", &expected);
}

#[test]
fn files_are_found_by_their_names() {
    let note = "![[map.png|300]] ![[map.png|A map]]\n\n![[map.png|The map of 1890]]\n\n![[book.pdf#page=3]]\n\n[[files/map.png]] ![[board.canvas]] ![](map.png)\n";
    let files = [
        ("content/articles/a.md", note),
        ("content/x/files/map.png", ""),
        ("content/x/Book.pdf", ""),
        ("content/board.canvas", ""),
    ];
    check(
        &files,
        "articles/a.html",
        &[
            "<img src=\"../x/files/map.png\" alt=\"\" loading=\"lazy\">",
            "title=\"A map\">",
            "<figcaption>The map of 1890</figcaption></figure>",
            "!300",
            "<a href=\"../x/Book.pdf\">book.pdf</a>",
            "<a href=\"../x/files/map.png\">files/map.png</a>",
            "!href=\"../board.canvas\"",
            // A path is a path.
            "!src=\"map.png\"",
        ],
    );
}

const SOURCE: &str = "---\nvisibility: excerpt\nentities:\n  - name: ISIS\n    aliases: [Islamic State in Iraq, Islamic State]\nhighlights:\n  - quote: fighters of the Islamic State\n---\nThe fighters of the Islamic State in Iraq fled. ISIS is gone.\n";

#[test]
fn an_excerpt_is_one_in_the_public_edition_only() {
    let files = [("content/articles/a.md", SOURCE)];
    let notice = "The text itself is not published here";
    check_in(Edition::Public, &files, "articles/a.html", &[notice, "!ISIS is gone"]);
    check_in(
        Edition::Private,
        &files,
        "articles/a.html",
        &["!The text itself is not", "ISIS is gone"],
    );
    let quoted = "What follows are the passages";
    check(&files, "articles/a.html", &[quoted, "[…]", "!no passage of it is quoted"]);
    let unquoted =
        SOURCE.replace("  - quote: fighters of the Islamic State\n", "  - note: All of it.\n");
    let files = [("content/articles/a.md", unquoted.as_str())];
    check(&files, "articles/a.html", &["no passage of it is quoted", "!What follows", "![…]"]);
}

#[test]
fn a_citation_has_one_stop_behind_each_part() {
    for (front, cited) in [
        ("outlet: Post\npublished: summer 1907?", "<cite>Post</cite>, summer 1907? Read and"),
        ("outlet: Post\npublished: summer 1907", "<cite>Post</cite>, summer 1907. Read and"),
        ("outlet: So!", "<cite>So!</cite> Read and"),
        ("publisher: Press Co.", "<bdi>Press Co.</bdi> Read and"),
        (
            "published: 1907\nurl: https://example.org/?",
            " 1907. <bdi dir=\"ltr\">https://example.org/?</bdi>. ",
        ),
    ] {
        let text = format!("---\n{front}\n---\nText.\n");
        check(&[("content/articles/a.md", &*text)], "articles/a.html", &[cited]);
    }
}

#[test]
fn what_was_marked_last_was_read_last() {
    let article = |day: &str| {
        format!("---\nhighlights:\n  - quote: words\n    created: {day}\n---\nSome words.\n")
    };
    let (a, b, c) = (article("2016-04-18"), article("2021-08-09"), "Unread.\n");
    let d = "---\nread: 2019\n---\nRead.\n";
    let files = [
        ("content/articles/a.md", a.as_str()),
        ("content/articles/b.md", b.as_str()),
        ("content/articles/c.md", c),
        ("content/articles/d.md", d),
    ];
    let html = page(&files, Edition::Public, "index.html");
    let place = |name| html.find(&format!("href=\"articles/{name}.html\""));
    let order = ["b", "d", "a"].map(place);
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?}");
    assert_eq!(place("c"), None, "nobody says when it was read");
}

#[test]
fn each_day_of_the_log_has_one_address() {
    let read = ["2018-03-04", "2018-03-04/2018-03-09", "2018-03-04", "2018-03-02"]
        .map(|read| format!("---\nread: {read}\n---\nText.\n"));
    let names = ["a", "b", "c", "d"].map(|name| format!("content/articles/{name}.md"));
    let files: Vec<(&str, &str)> = names.iter().zip(&read).map(|(n, r)| (&**n, &**r)).collect();
    let html = page(&files, Edition::Public, "log.html");
    for day in ["2018-03-04", "2018-03-02"] {
        assert_eq!(html.matches(&format!(" id=\"d{day}\"")).count(), 1, "{day}: {html}");
    }
}

#[test]
fn mentions_are_counted_once_and_articles_are_articles() {
    let page = ("content/about.md", "About ISIS.\n");
    let files = [("content/articles/a.md", SOURCE), page];
    for edition in [Edition::Public, Edition::Private] {
        check_in(edition, &files, "entities/isis.html", &["3 mentions · 1 article"]);
    }
}

#[test]
fn names_are_found_in_quotations_captions_tables_and_footnotes() {
    let text = "---\nentities:\n  - name: Mosul\n    kind: place\n---\n> From Mosul.[^1]\n\n<figure><img src=\"a.png\" alt=\"Mosul\"><figcaption>Mosul in ruins</figcaption></figure>\n\n![Mosul](a.png \"Mosul from above\")\n\n| city |\n|---|\n| old Mosul |\n\n[^1]: Mosul again.\n";
    let lines = ["In context", "5 mentions · 1 article", "in ruins", "from above", "old", "again."];
    check(
        &[("content/articles/a.md", text), ("content/articles/a.png", "")],
        "entities/mosul.html",
        &lines,
    );
}

#[test]
fn whom_somebody_is_taken_for_is_said_on_both_pages() {
    let record = |name: &str, more: &str| format!("---\nname: {name}\nkind: person\n{more}\n---\n");
    let told = "different_from: [Ann Lee]";
    let shown = "Not to be confused with";
    for (more, also, pieces) in [
        (told, "summary: A weaver.", [shown, ">Anna Lee<"]),
        (told, "different_from: [Anna Lee]", [shown, ">Anna Lee<"]),
        ("summary: A potter.", "summary: A weaver.", ["!Not to be confused", "!Anna Lee"]),
        (
            "different_from: [Ann Lee]\nsensitive: true",
            "summary: A weaver.",
            ["!Not to be confused", "!Anna Lee"],
        ),
    ] {
        let (anna, ann) = (record("Anna Lee", more), record("Ann Lee", also));
        let files =
            [("content/entities/anna-lee.md", &*anna), ("content/entities/ann-lee.md", &*ann)];
        check(&files, "entities/ann-lee.html", &pieces);
    }
}

#[test]
fn an_article_says_what_it_belongs_to() {
    let part = "---\ntitle: Part\npart_of: whole\ncorrects: '[[Old]]'\ntranslation_of: old\nversion_of: old\ndir: rtl\nlicence: 'permission: the author, by letter'\n---\nText.\n";
    let files = [
        ("content/articles/part.md", part),
        ("content/articles/whole.md", "---\ntitle: Whole\n---\nText.\n"),
        (
            "content/articles/a.md",
            "---\ntitle: Letter 2\npublished: 1851\npart_of: whole\n---\nText.\n",
        ),
        (
            "content/articles/b.md",
            "---\ntitle: Letter 1\npublished: 1850\npart_of: whole\n---\n[[whole]]\n",
        ),
        ("content/articles/old.md", "---\ntitle: Old\n---\nText.\n"),
    ];
    let old = "<dd><a href=\"../articles/old.html\">Old</a></dd>";
    let relations =
        ["Translation of", "Corrects", "Part of</dt><dd><a href=\"../articles/whole.html\">", old];
    check(&files, "articles/part.html", &relations);
    check(&files, "articles/part.html", &["dir=\"rtl\"", "permission: the author, by letter"]);
    let parts = page(&files, Edition::Public, "articles/whole.html");
    let titles = [
        "<a href=\"#parts\">Parts</a>",
        "id=\"parts\"",
        "Letter 1",
        "Letter 2",
        "Part</a>",
        "id=\"links\"",
    ];
    let places = titles.map(|title| parts.find(title).expect(title));
    assert!(places.is_sorted(), "{places:?}");
    let links = &parts[places[5]..];
    assert!(links.contains("Letter 1") && !links.contains("Letter 2"), "{links}");
    check(
        &files,
        "articles/old.html",
        &["Translated as", "Corrected by", "Other version", "what differs"],
    );
}

#[test]
fn a_saved_copy_is_offered_where_the_text_is() {
    let article = |visibility: &str| {
        format!(
            "---\nvisibility: {visibility}\narchived: [copy.pdf]\ncapture:\n  file: page.html\n---\nText.\n"
        )
    };
    for (visibility, offered) in
        [("full", "href=\"../articles/copy.pdf\""), ("excerpt", "!copy.pdf")]
    {
        let text = article(visibility);
        let files = [
            ("content/articles/a.md", text.as_str()),
            ("content/articles/copy.pdf", ""),
            ("content/articles/page.html", ""),
        ];
        check(&files, "articles/a.html", &[offered]);
    }
}

/// The words of a page without its tags.
pub(super) fn plain(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect()
}

#[test]
fn a_link_that_only_gives_an_address_shows_a_title_wherever_it_is_seen() {
    for (written, label) in [
        ("[[own-page]]", "A page of my own"),
        ("[[own-page#A heading]]", "A page of my own › A heading"),
        ("[[own-page#A heading#Below]]", "A page of my own › A heading › Below"),
        ("[[A page of my own#A heading]]", "A page of my own › A heading"),
        ("[[my own#A heading]]", "my own › A heading"),
        ("[[own-page#a-heading]]", "A page of my own › A heading"),
        ("[[own-page#Signs\\* of `code`]]", "A page of my own › Signs* of code"),
        ("[[own-page#^mark]]", "A page of my own › Text."),
        (
            "[[own-page#^long]]",
            "A page of my own › One two three four five six seven … twelve thirteen fourteen fifteen.",
        ),
        ("[[the-text#key]]", "The text › key words"),
        ("[[the-text#cite]]", "The text"),
        ("[[the-text#^mark|mark]]", "mark"),
        ("[[#a-place-here]]", "A place here"),
        ("[[#^there]]", "Signs of it."),
        ("[[own-page#Nowhere]]", "A page of my own"),
        ("[[#A place here]]", "A place here"),
        ("[[jane-doe]]", "Jane Doe"),
        ("[[Jane Doe]]", "Jane Doe"),
        ("[[own-page|there]]", "there"),
        ("[[own-page#A heading|own-page #1]]", "own-page #1"),
        ("[there](own-page.md)", "there"),
        ("[[nowhere#A heading]]", "nowhere#A heading"),
        ("[[own-page#]]", "own-page#"),
        ("`[[own-page]]`", "[[own-page]]"),
    ] {
        let about = format!(
            "---\ntitle: About\n---\n## A place here\n\nSigns of it. ^there\n\nSee {written} and [[own-page]] there.\n"
        );
        let article = format!(
            "---\ntitle: An article\nhighlights: [{{quote: Words, note: 'See {written} there.'}}]\n---\nWords and [[own-page]].\n"
        );
        let files = [
            ("content/about.md", &*about),
            ("content/articles/a.md", &article),
            (
                "content/own-page.md",
                "---\ntitle: A page of my own\naliases: [my own]\n---\n## A heading\n\nText. ^mark\n\n### Below\n\nText.\n\n## Signs\\* of `code`\n\nOne two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen. ^long\n",
            ),
            (
                "content/articles/the-text.md",
                "---\ntitle: The text\nhighlights: [{id: key, quote: key words}]\n---\nSome key words. ^mark\n",
            ),
            ("content/entities/jane-doe.md", "---\nname: Jane Doe\nkind: person\n---\n"),
        ];
        let said = format!("See {label} and A page of my own there.");
        for url in ["about.html", "own-page.html"] {
            let page = plain(&page(&files, Edition::Public, url));
            assert!(page.contains(&said), "{written} in {url}: {page}");
        }
        let page = plain(&page(&files, Edition::Public, "articles/a.html"));
        // Passages are counted in the words of an article.
        assert!(page.contains(" and own-page."), "{page}");
        let is_here = written.starts_with("[[#");
        assert!(is_here || page.contains(&format!("See {label} there.")), "{written}: {page}");
        let found = searched(&files);
        assert!(found.contains(&said), "{written}: {found}");
        assert!(is_here || found.contains(&format!("See {label} there.")), "{written}: {found}");
        assert!(found.contains("Words and own-page."), "{found}");
    }
}

/// The mark of a claim without a question leads to where the page says whose it is, also from a page with two texts.
#[test]
fn marks_of_claims_lead_to_who_says_so() {
    let text = "---\ntitle: A\nclaims:\n  - {id: left, says: They left, quote: they left, by: Ann Author}\n---\nShe said they left.\n";
    let other = "---\ntitle: B\nversion_of: a\n---\nShe said they stayed.\n";
    let files = [("content/articles/a.md", text), ("content/articles/b.md", other)];
    let entry = "<li id=\"said-left\"><span class=\"label\">C1</span> <a href=\"../entities/ann-author.html";
    // Nobody disputes it, and there are no others.
    let heading = "<h2 id=\"contested-t\">Claims</h2>";
    let pieces = ["<a class=\"cm\" href=\"#said-left\">C1</a>", entry, heading, "!Other claims"];
    check(&files, "articles/a.html", &pieces);
    let mark = "<a class=\"cm\" href=\"../articles/a.html#said-left\">C1</a>";
    check(&files, "articles/b.versions.html", &[mark]);
}

#[test]
fn search_says_whose_claim_it_finds() {
    let denial = "---\ntitle: A\nclaims: [{says: They left, by: Ann Author, stance: denies}, {says: It rained}]\n---\n";
    let found = searched(&[("content/articles/a.md", denial)]);
    assert!(found.contains("\"Ann Author · denied · A\""), "{found}");
    assert!(found.contains("\"the article itself · asserted · A\""), "{found}");
}
