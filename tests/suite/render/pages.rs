//! The archive of this repository, as pages.

use std::collections::BTreeMap;
use std::path::PathBuf;

use variorum::disk::read::{Setup, read};
use variorum::model::site::{Site, Subject};
use variorum::render::{self, view};

use super::html::{Html, read as html};

#[test]
fn every_page_holds_together_and_every_link_leads_somewhere() {
    let setup = Setup { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")), ..Setup::default() };
    let world = read(&setup).expect("the archive is there").value;
    let compiled = super::compiled(&world);
    let renderer = render::prepare(&world, &compiled.archive, &compiled.site);
    assert_eq!(renderer.diagnostics, []);
    let mut pages: BTreeMap<&str, Html> = BTreeMap::new();
    for page in compiled.site.pages.iter().filter(|page| !matches!(page.subject, Subject::Data(_)))
    {
        let mut out = Vec::new();
        assert_eq!(renderer.value.render(page, &mut out), [], "{}", page.url);
        let text = String::from_utf8(out).expect("pages are UTF-8");
        let found = html(&text, &[]);
        assert_eq!(found.faults, [""; 0], "{}", page.url);
        pages.insert(&page.url, found);
    }
    assert!(pages.len() > 50, "{} pages", pages.len());
    let lost = pages.iter().flat_map(|(url, page)| lost(url, page, &pages, &compiled.site));
    assert_eq!(lost.collect::<Vec<_>>(), [""; 0]);
}

/// The links of a page that lead to nothing.
fn lost(url: &str, page: &Html, pages: &BTreeMap<&str, Html>, site: &Site) -> Vec<String> {
    let inside = page.links.iter().filter(|link| !link.contains(':') && url != "404.html");
    let is_lost = |link: &&String| {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let target = if path.is_empty() { url.to_owned() } else { below(url, path) };
        match pages.get(target.as_str()) {
            Some(page) => !fragment.is_empty() && !page.ids.contains(&decoded(fragment)),
            None => site.page(&target).is_none() && !site.files.contains_key(&target),
        }
    };
    inside.filter(is_lost).map(|link| format!("{url}: {link}")).collect()
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

/// Templates rely on the fields of views: a change of them is a change for every theme, and belongs in the changelog.
#[test]
fn the_fields_of_views_are_known() {
    let source = include_str!("../../../src/render/view.rs");
    let mut fields = String::new();
    for line in source.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("pub struct ") {
            fields.push_str(name.trim_end_matches(" {"));
            fields.push('\n');
        } else if let Some(field) = line.strip_prefix("pub ") {
            fields.push_str("  ");
            fields.push_str(field.trim_end_matches(','));
            fields.push('\n');
        }
    }
    assert!(
        fields.contains(
            std::any::type_name::<view::ArticleView>().rsplit("::").next().unwrap_or("?")
        )
    );
    let known = include_str!("../../golden/views.txt");
    assert!(
        fields == known,
        "the views are not those of tests/golden/views.txt; they are now:\n{fields}"
    );
}
