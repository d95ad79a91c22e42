//! Files of `assets/`, which the site has under names that say what is in them.
//!
//! A name that changes with its content can be kept by browsers for good. Style sheets and scripts name other assets, so
//! that those names have to follow.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::site::Url;

/// The folder of assets, in `static/` and on the site.
pub const FOLDER: &str = "assets/";

/// How many digits of its hash a name has.
const DIGITS: usize = 8;

/// The address of an asset whose content has this hash, in hexadecimal digits: `assets/look.1f2e3d4c.css`.
pub fn hashed(url: &str, hash: &str) -> Url {
    let digits = &hash[..DIGITS];
    let name = url.rfind('/').map_or(0, |slash| slash + 1);
    match url[name..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, ending) = url.split_at(name + dot);
            format!("{stem}.{digits}{ending}")
        }
        _ => format!("{url}.{digits}"),
    }
}

/// Whether an address says what is in the file.
pub fn is_hashed(url: &str) -> bool {
    let Some(path) = url.strip_prefix(FOLDER) else { return false };
    let mut parts = path.rsplit('/').next().unwrap_or(path).split('.').skip(1);
    let is_hash = |part: &str| {
        part.len() == DIGITS && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    parts.any(is_hash)
}

/// The assets that an asset names, each with the place of the name: `url(fonts/a.woff2)`, `import "./b.js"`.
///
/// Names are relative to the file; in scripts only those that begin with `./` or `../`, since others are those of pages.
/// `is_known` tells whether there is an asset at an address.
pub fn references(
    url: &str,
    text: &str,
    is_known: impl Fn(&str) -> bool,
) -> Vec<(Range<usize>, Url)> {
    let ending = url.rsplit('.').next().unwrap_or_default();
    let is_script = matches!(ending, "js" | "mjs");
    if !is_script && !matches!(ending, "css" | "svg" | "webmanifest") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(['"', '\'', '(', ')', '`']) {
        let place = start + (word.len() - word.trim_start().len());
        let name = word.trim().split(['?', '#']).next().unwrap_or_default();
        start += word.len() + 1;
        if name.is_empty() || is_script && !name.starts_with(['.']) {
            continue;
        }
        if let Some(target) = joined(url, name).filter(|target| is_known(target)) {
            found.push((place..place + name.len(), target));
        }
    }
    found
}

/// The text of an asset with the names that the site has for what it names.
pub fn renamed(url: &str, text: &str, names: &BTreeMap<Url, Url>) -> String {
    let mut out = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for (place, target) in references(url, text, |target| names.contains_key(target)) {
        let written = &text[place.clone()];
        let (folder, _) = written.rsplit_once('/').map_or(("", written), |(f, n)| (f, n));
        let name = names[&target].rsplit('/').next().unwrap_or_default();
        out.push_str(&text[done..place.start]);
        out.extend([folder, if folder.is_empty() { "" } else { "/" }, name]);
        done = place.end;
    }
    out.push_str(&text[done..]);
    out
}

/// The address that a relative one means in a file; nothing for one that leads elsewhere.
fn joined(url: &str, relative: &str) -> Option<Url> {
    if relative.starts_with('/') || relative.contains([':', '\\', '\n']) {
        return None;
    }
    let mut parts: Vec<&str> = url.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop()?,
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, hashed, is_hashed, renamed};

    #[test]
    fn names_with_a_hash() {
        let check = |url: &str, name: &str| {
            let is = hashed(url, "0123456789abcdef");
            assert_eq!(is, name);
            assert!(is_hashed(&is) && !is_hashed(url), "{is}");
        };
        check("assets/look.css", "assets/look.01234567.css");
        check("assets/a.b/x.min.js", "assets/a.b/x.min.01234567.js");
        check("assets/LICENCE", "assets/LICENCE.01234567");
        check("assets/.hidden", "assets/.hidden.01234567");
        assert!(!is_hashed("articles/look.01234567.css") && !is_hashed("assets/0123456x.css"));
    }

    #[test]
    fn names_follow() {
        let names = ["assets/a.css", "assets/x/b.woff2", "assets/c.js", "assets/d.svg"];
        let names: BTreeMap<_, _> =
            names.into_iter().map(|url| (url.to_owned(), hashed(url, "01234567"))).collect();
        let check = |url, text, should: &str| assert_eq!(renamed(url, text, &names), should);
        check("assets/a.css", "url(x/b.woff2)", "url(x/b.01234567.woff2)");
        check("assets/a.css", "url( './d.svg#e' )", "url( './d.01234567.svg#e' )");
        check("assets/x/y.css", "@import \"../a.css\";", "@import \"../a.01234567.css\";");
        check("assets/a.css", "url(/assets/d.svg) url(no.svg)", "url(/assets/d.svg) url(no.svg)");
        check(
            "assets/a.css",
            "url(data:d.svg) url(../../d.svg)",
            "url(data:d.svg) url(../../d.svg)",
        );
        check("assets/x/z.js", "import '../c.js'; 'c.js'", "import '../c.01234567.js'; 'c.js'");
        check("assets/e.txt", "\"a.css\"", "\"a.css\"");
    }
}
