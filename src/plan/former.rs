//! Former addresses, which lead to the present ones.
//!
//! A static host cannot tell a redirect by anything but the path, so that queries and fragments have no place here.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::escape::printable_line;
use crate::fold;
use crate::model::archive::{Archive, DocumentId, LinkKind, Target};
use crate::model::site::{Subject, Url, parallel};
use crate::world::World;

use super::addresses::{Addresses, Owner, key, usable};

/// Plans a page for each former address.
pub(super) fn redirects<'a>(
    archive: &'a Archive,
    world: &World,
    targets: &BTreeMap<Target, Url>,
    addresses: &mut Addresses<'a>,
) {
    let base = world.config.base_url.as_deref();
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let mut moved = Vec::new();
    for (id, reading) in (0..).map(DocumentId).zip(&archive.documents) {
        let Some(to) = targets.get(&Target::Document(id)) else { continue };
        let document = &reading.document;
        for former in &document.redirect_from {
            let from = match address(&former.value, base) {
                Ok(from) => from,
                Err(fact) => {
                    let message = format!("the former address `{}` {fact}", former.value);
                    let diagnostic = Diagnostic::new(Code::FormerAddress, message).at(
                        &document.source,
                        former.span,
                        "",
                    );
                    addresses.report(
                        diagnostic.help("write it from the root of the site, like `old/name.html`"),
                    );
                    continue;
                }
            };
            // Hosts that would serve one of two for both need but one.
            let place = key(&from).into_owned();
            if place == key(to) || known.get(&place) == Some(&to.as_str()) {
                continue;
            }
            let owner = Owner::Former(&document.source, former.span);
            let from = addresses.page(from, Subject::Redirect(to.clone()), owner);
            if let Some(from) = from {
                known.insert(place, to);
                moved.push((from, to, owner));
            }
        }
    }
    beside(moved, addresses);
}

/// The pages that show an article beside another one have moved with it.
fn beside<'a>(moved: Vec<(Url, &Url, Owner<'a>)>, addresses: &mut Addresses<'a>) {
    for (from, to, owner) in moved.into_iter().filter(|(from, ..)| is_of_article(from)) {
        for kind in [LinkKind::Translates, LinkKind::Versions] {
            let pages = parallel(&from, kind).zip(parallel(to, kind));
            let is_needed = |(was, is): &(Url, Url)| addresses.has(is) && !addresses.has(was);
            if let Some((was, is)) = pages.filter(is_needed) {
                addresses.page(was, Subject::Redirect(is), owner);
            }
        }
    }
}

/// Whether an address is one that articles have.
fn is_of_article(url: &str) -> bool {
    let slug = url.strip_prefix("articles/").and_then(|below| below.strip_suffix(".html"));
    slug.is_some_and(|slug| !slug.contains('.'))
}

/// The file that answers a former address; else what is the case, as a predicate.
fn address(written: &str, base: Option<&str>) -> Result<Url, &'static str> {
    let written = written.trim();
    let written = base.and_then(|base| written.strip_prefix(base)).unwrap_or(written);
    if written.contains("://") || written.starts_with("//") {
        return Err("is on another site");
    }
    if written.contains(['?', '#']) {
        return Err("has a query or a fragment, which a file cannot have");
    }
    let path = written.strip_prefix('/').unwrap_or(written);
    let url = match path {
        "" => return Err("is the home page"),
        _ if path.ends_with('/') => format!("{path}index.html"),
        _ if path.ends_with(".html") || path.ends_with(".htm") => path.to_owned(),
        _ => format!("{path}.html"),
    };
    usable(&url)?;
    for part in url.split('/') {
        let stem = part.split('.').next().unwrap_or(part).trim_end().to_lowercase();
        if fold::is_device(&stem) {
            return Err("has a name that Windows keeps for devices");
        }
        if part.ends_with(['.', ' ']) {
            return Err("has a folder with a full stop or a space at its end");
        }
    }
    // A name that turns its own letters around shows another ending than it has.
    if printable_line(&url) != url {
        return Err("has a character that cannot be seen");
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    #[test]
    fn former_addresses() {
        let check = |written, expected: Result<&str, &'static str>| {
            let actual = super::address(written, Some("https://example.org/a/"));
            assert_eq!(actual, expected.map(str::to_owned), "{written}");
        };
        check("old/name.html", Ok("old/name.html"));
        check("/2017/12/name/", Ok("2017/12/name/index.html"));
        check("old-name", Ok("old-name.html"));
        check("https://example.org/a/x", Ok("x.html"));
        check("https://example.com/x", Err("is on another site"));
        check("../x", Err("leads out of its folder"));
        check("a/../../x.html", Err("leads out of its folder"));
        check("x.php?id=3", Err("has a query or a fragment, which a file cannot have"));
        check("/", Err("is the home page"));
        check("a//b", Err("has an empty part"));
        check("old/Con.txt", Err("has a name that Windows keeps for devices"));
        check("nul ", Err("has a name that Windows keeps for devices"));
        check("lpt1/a", Err("has a name that Windows keeps for devices"));
        check("con-/console", Ok("con-/console.html"));
        check("a./b", Err("has a folder with a full stop or a space at its end"));
        check("a /b", Err("has a folder with a full stop or a space at its end"));
        check("gpj.\u{202e}txt", Err("has a character that cannot be seen"));
    }
}
