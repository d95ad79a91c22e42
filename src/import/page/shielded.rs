//! Addresses of mail that a page hides from robots, and that a script of Cloudflare shows to readers.

use dom_query::Document;

/// What stands before a hidden address in that of a link.
const SHIELD: &str = "/cdn-cgi/l/email-protection#";

/// Writes the addresses where they are hidden.
pub(super) fn show(document: &Document) {
    for node in document.select("[data-cfemail]").nodes() {
        if let Some(address) = shown(&node.attr_or("data-cfemail", "")) {
            node.set_text(address.as_str());
            node.set_attr("href", &format!("mailto:{address}"));
        }
    }
    for link in document.select("a[href*='/cdn-cgi/l/email-protection#']").nodes() {
        let href = link.attr_or("href", "");
        let hidden = href.split_once(SHIELD).map_or("", |(_, hidden)| hidden);
        if let Some(address) = shown(hidden) {
            link.set_attr("href", &format!("mailto:{address}"));
        }
    }
}

/// What some hexadecimal numbers hide: the first one is the key of all others.
fn shown(hidden: &str) -> Option<String> {
    let number = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = hidden.as_bytes().chunks(2).map(number).collect();
    let bytes = bytes?;
    let (key, bytes) = bytes.split_first()?;
    let address = String::from_utf8(bytes.iter().map(|byte| byte ^ key).collect()).ok()?;
    let is_sign = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"'".contains(c);
    (address.contains('@') && address.chars().all(is_sign)).then_some(address)
}
