//! Whole sites: every page holds together, and every link of every output leads somewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use variorum::disk::read::{Setup, read};
use variorum::render;
use variorum::source::Source;
use variorum::world::World;

use super::html::{Html, read as html};
use crate::golden::{ARCHIVES, Built, built};

#[test]
fn the_archive_of_this_repository_has_no_fault() {
    let site = built(".");
    assert_eq!(site.faults, [""; 0]);
    assert!(site.outputs.len() > 100, "{} outputs", site.outputs.len());
    check(&site);
}

/// An archive of one article.
fn world(text: String) -> World {
    let setup = Setup { root: env!("CARGO_MANIFEST_DIR").into(), ..Setup::default() };
    let mut world = read(&setup).expect("the archive is there").value;
    world.sources = vec![Arc::new(Source::new("content/articles/a.md", text))];
    world
}

/// The pages of an archive with these addresses.
fn shown<const N: usize>(world: &World, urls: [&str; N]) -> [String; N] {
    let compiled = super::compiled(world);
    let renderer = render::prepare(compiled.given(world));
    urls.map(|url| {
        let page = compiled.site.page(url).unwrap_or_else(|| panic!("{url} is not planned"));
        let mut out = Vec::new();
        assert_eq!(renderer.value.render(compiled.given(world), page, &mut out), []);
        String::from_utf8(out).expect("pages are UTF-8")
    })
}

/// The page of the only article of an archive.
fn page(text: String) -> String {
    let [page] = shown(&world(text), ["articles/a.html"]);
    page
}

#[test]
fn claims_and_answers_have_addresses() {
    let page = page(
        "---\nclaims: [{id: no-words, says: It rose}, {id: words, says: It rose, quote: rose}]\n\
         highlights: [{id: note, quote: So, note: Why?, replies: [No., Yes.]}]\n---\nSo it rose.\n"
            .to_owned(),
    );
    for id in ["no-words", "words", "note-r1", "note-r2"] {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}: {page}");
    }
}

#[test]
fn every_page_says_what_the_archive_is_called() {
    for (title, masthead) in
        [("After Raqqa", "An annotated reading archive"), ("Welcome", "After Raqqa")]
    {
        let mut world = world("So it rose.\n".to_owned());
        let home = format!("---\ntitle: {title}\n---\nHello.\n");
        world.sources.push(Arc::new(Source::new("content/index.md", home)));
        let [home, claims] = shown(&world, ["index.html", "articles.html"]);
        assert!(home.contains(&format!(">{masthead}</a>")), "{title}: {home}");
        assert!(home.contains(&format!("<h1>{title}</h1>")), "{title}: {home}");
        assert!(claims.contains(">After Raqqa</a>"), "{claims}");
    }
}

#[test]
fn feeds_are_told_of_by_pages_that_show_the_same() {
    let mut world = world(
        "---\npublished: 2018\ntags: [sea]\nentities: [Ann Author]\nhighlights: [{quote: by, note: Why?}]\n---\n\
         A text by Ann Author.\n"
            .to_owned(),
    );
    world.config.base_url = Some("https://example.org/".to_owned());
    for (asked, own) in [(true, ["../tags/sea", "../entities/ann-author"]), (false, ["", ""])] {
        (world.config.tag_feeds, world.config.entity_feeds) = (asked, asked);
        let urls = ["tags/sea.html", "entities/ann-author.html", "notes.html", "articles/a.html"];
        let own = [own[0], own[1], "feed-notes", ""];
        for ((url, page), own) in urls.iter().zip(shown(&world, urls)).zip(own) {
            let feeds = page.split("rel=\"alternate\" type=\"application/").skip(1);
            let feeds = feeds.filter_map(|link| link.split("href=\"").nth(1)?.split('"').next());
            let all = ["xml", "json"].map(|ending| format!("{own}.{ending}"));
            let is_own = |url: &&str| !url.contains("feed.") && !url.ends_with(".jsonld");
            let others: Vec<&str> = feeds.filter(is_own).collect();
            let wanted = if own.is_empty() { &[][..] } else { &all[..] };
            assert_eq!(others, wanted, "{url}");
        }
    }
}

#[test]
fn words_beside_a_passage_that_is_put_in_place_stay() {
    for (written, kept) in [
        ("Words before ![[a#Part]]", "Words before"),
        ("![[a#Part]] words after", "words after"),
        ("Words before ![[a#None]]", "Words before"),
        ("![[a#Part]]", "<div class=\"embed\""),
    ] {
        let page = page(format!("{written}\n\n## Part\n\nA part of it.\n"));
        let article = page.split("<article").nth(1).and_then(|rest| rest.split("<h2").next());
        assert!(article.expect("the text").contains(kept), "{written}:\n{article:?}");
    }
}

#[test]
fn what_is_put_in_place_has_the_passages_in_it_and_no_others() {
    let (part, other) = ("A part of it.", "Words. ^one\n\n## Last\n\nThe last.");
    for (target, text, shown) in [
        (
            "Part",
            format!("## Part\n\n![[#^one]]\n\n{part}\n\n## Other\n\n{other}"),
            "Words.A part of it.",
        ),
        (
            "Part",
            format!("## Part\n\n{part}\n\n![[#^one]]\n\n## Other\n\n{other}"),
            "A part of it.Words.",
        ),
        ("Part", format!("## Part\n\n![[#^one]]\n\n## Other\n\n{other}"), "Words."),
        (
            "Part",
            format!("## Part\n\n{part}![[#^one]]\n\n## Other\n\n{other}"),
            "A part of it.Words. ()",
        ),
        (
            "Part",
            format!("## Other\n\n{other}\n\n## Part\n\n{part}\n\n![[#^one]]"),
            "A part of it.Words.",
        ),
        (
            "Part",
            format!("## Other\n\n{other}\n\n## Part\n\n{part}![[#^one]]"),
            "A part of it.Words. ()",
        ),
        (
            "Part",
            format!("![[#^one]]\n\n## Part\n\n{part}\n\n## Other\n\n![[#^one]]\n\n{other}"),
            "A part of it.",
        ),
        ("^two", format!("{part}![[#^one]] ^two\n\n{other}"), "A part of it.Words. ()"),
    ] {
        let page = page(format!("---\ntitle: T\n---\n## First\n\n![[#{target}]]\n\n{text}\n"));
        let (_, embed) = page.split_once("<div class=\"embed\">").expect("the section");
        let (embed, _) = embed.split_once("</div>\n").expect("its end");
        let words: String = embed
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, words)| words)
            .collect();
        assert_eq!(words.replace('T', ""), shown, "{target}: {text}");
    }
}

#[test]
fn readings_stand_in_their_ruby_whatever_lies_over_the_words() {
    let ruby = "<ruby>山田<rt>やまだ</rt></ruby>太郎は<ruby>漢字<rt>かんじ</rt></ruby>";
    for (front, shown) in [
        ("entities: [山田太郎]", ">山田<rt>やまだ</rt></ruby>太郎</a>は"),
        (
            "highlights: [田太]",
            "<ruby>山<mark id=\"h-0390\" class=\"hl hl-note\">田</mark><rt>やまだ</rt></ruby>",
        ),
        ("highlights: [{quote: 山田, note: N}]", "<rt>やまだ</rt></ruby></mark><a class=\"ref"),
    ] {
        let page = page(format!("---\nlanguage: ja\n{front}\n---\n{ruby}\n"));
        let article = page.split("<article").nth(1).expect("the text");
        assert!(article.contains(shown), "{front}:\n{article}");
    }
}

#[test]
fn notes_say_when_a_passage_is_not_quoted_word_for_word() {
    let page = |quote: &str| {
        page(format!(
            "---\nhighlights: [{{quote: {quote}, note: Why?}}]\n---\nThey are in reality being trained there.\n"
        ))
    };
    assert!(page("are in realty being trained there").contains(">not word for word<"));
    assert!(!page("are in reality being trained there").contains(">not word for word<"));
}

#[test]
fn every_small_archive_holds_together() {
    for (archive, ..) in ARCHIVES {
        check(&built(&format!("tests/golden/{archive}")));
    }
}

/// Every page is sound HTML, and every address that is written anywhere is there.
fn check(site: &Built) {
    let pages: BTreeMap<&str, Html> = site
        .outputs
        .iter()
        .filter(|(url, _)| url.ends_with(".html"))
        .map(|(url, text)| (url.as_str(), html(text, &[])))
        .collect();
    let mut faults = Vec::new();
    let mut links = 0;
    for (url, page) in &pages {
        faults.extend(page.faults.iter().map(|fault| format!("{url}: {fault}")));
        for link in page.links.iter().filter(|link| !link.contains(':')) {
            links += 1;
            if is_lost(site, &pages, url, link) {
                faults.push(format!("{url}: {link}"));
            }
        }
    }
    for (url, text) in &site.outputs {
        // The ids of web annotations are names; only the pages in them are places.
        let cut = |link: String| match url.split_once(".json") {
            Some(_) => link.split('#').next().unwrap_or_default().to_owned(),
            None => link,
        };
        let absolute = absolute(site, text).map(cut).chain(found(url, text));
        let lost = absolute.filter(|link| is_lost(site, &pages, "", link));
        faults.extend(lost.map(|link| format!("{url}: {link}")));
    }
    assert_eq!(faults, [""; 0]);
    assert!(links > pages.len(), "{links} links on {} pages", pages.len());
}

/// Whether there is nothing at the address that a page links to.
fn is_lost(site: &Built, pages: &BTreeMap<&str, Html>, from: &str, link: &str) -> bool {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    // A host shows this page at any address, so its links begin at the root of the host.
    let root = site.base_url.as_deref().and_then(|url| url.splitn(4, '/').nth(3)).unwrap_or("");
    let target = match path.strip_prefix('/').and_then(|path| path.strip_prefix(root)) {
        Some(path) if from == "404.html" => decoded(path),
        _ if path.is_empty() => from.to_owned(),
        _ => below(from, path),
    };
    match pages.get(target.as_str()) {
        Some(page) => !fragment.is_empty() && !page.ids.contains(&decoded(fragment)),
        None => !site.outputs.contains_key(&target) && !site.files.contains(&target),
    }
}

/// The addresses of the site that stand in a text with all that is before them.
fn absolute<'t>(site: &'t Built, text: &'t str) -> impl Iterator<Item = String> + 't {
    let base = site.base_url.as_deref();
    let after = base.into_iter().flat_map(|base| text.split(base).skip(1));
    let ends = |c: char| c.is_whitespace() || "\"'<>)},\\&".contains(c);
    after
        .map(move |rest| rest.split(ends).next().unwrap_or_default().trim_end_matches('.'))
        .filter(|link| !link.is_empty())
        .map(str::to_owned)
}

/// Where the results of a part of the search index lead to.
fn found(url: &str, text: &str) -> Vec<String> {
    if !url.starts_with("search/u") {
        return Vec::new();
    }
    let call = text.trim_end().strip_prefix("variorumSearch(").and_then(|t| t.strip_suffix(')'));
    let call: Value = serde_json::from_str(&format!("[{}]", call.expect("a call"))).expect("JSON");
    let units = call[1].as_array().expect("units");
    let link = |unit: &Value| {
        let address = unit[2].as_str().expect("an address");
        match unit[6].as_str() {
            None | Some("") => address.to_owned(),
            Some(paragraph) => format!("{address}#{paragraph}"),
        }
    };
    units.iter().map(link).collect()
}

fn below(url: &str, path: &str) -> String {
    let mut parts: Vec<&str> = url.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    decoded(&parts.join("/"))
}

fn decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| {
            byte.and_then(|byte| char::from(byte).to_digit(16)).unwrap_or_default()
        };
        bytes.push(match byte {
            b'%' => u8::try_from(hex(rest.next()) * 16 + hex(rest.next())).unwrap_or_default(),
            byte => byte,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
