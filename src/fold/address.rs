//! Addresses of the web as they are compared, and the DOIs in them.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Parameters of an address that say how somebody came there and not where it leads.
const TRACKING: [&str; 11] = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src",
    "s_cid", "yclid",
];

/// Where DOIs lead, by old names and the one that it has now.
const RESOLVERS: [&str; 3] = ["dx.doi.org", "www.doi.org", "doi.org"];

/// Where the Wayback Machine has its captures, and archive.today, by all of its names.
const WAYBACK: &str = "web.archive.org/web";
const ARCHIVE_TODAY: [&str; 7] = [
    "archive.today",
    "archive.ph",
    "archive.is",
    "archive.li",
    "archive.vn",
    "archive.fo",
    "archive.md",
];

/// What a DOI may have and no address can.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An address without what makes no difference: scheme, `www.`, fragment, tracking, a slash at its end; of a DOI the case.
pub fn address(url: &str) -> String {
    let url = url.trim();
    if let Some(asked) = asked(url) {
        return format!("doi.org/{}", asked.trim_end_matches('/').to_lowercase());
    }
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host =
        host.strip_prefix("www.").unwrap_or(&host).trim_end_matches(":443").trim_end_matches(":80");
    let counts = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
        !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
    };
    let query: Vec<&str> = query.split('&').filter(counts).collect();
    let path = path.trim_end_matches('/');
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{host}/{path}{mark}{}", query.join("&"))
}

/// The address of the page that a web archive has captured, by the address of the capture: `web.archive.org/web/DAY/PAGE`.
pub fn captured(url: &str) -> Option<&str> {
    let at = url.find("/http://").or_else(|| url.find("/https://"))?;
    let (_, place) = url[..at].split_once("://")?;
    let (host, day) = place.rsplit_once('/')?;
    let is_archive = host == WAYBACK || ARCHIVE_TODAY.contains(&host);
    // Other archives use the same programs, and put the second of the capture before the page.
    let digits = day.bytes().take_while(u8::is_ascii_digit).count();
    let is_archive = is_archive || digits == "20240313162000".len();
    // Some mark behind the day says how a capture is shown: `20240313162000id_`.
    let is_day = day.starts_with(|c: char| c.is_ascii_digit())
        && day.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (is_archive && is_day).then_some(&url[at + 1..])
}

/// The DOI that is written by itself, behind `doi:`, or as an address that leads to it; nothing where that is none.
pub fn doi(written: &str) -> Option<Cow<'_, str>> {
    let written = written.trim();
    let label = written.get(..4).filter(|label| label.eq_ignore_ascii_case("doi:"));
    let written = written[label.map_or(0, str::len)..].trim_start();
    let doi = asked(written).unwrap_or(Cow::Borrowed(written));
    let is_one = doi.starts_with("10.") && doi.contains('/') && !doi.contains(char::is_whitespace);
    is_one.then_some(doi)
}

/// The address that leads to a DOI.
pub fn doi_address(doi: &str) -> String {
    format!("https://doi.org/{}", utf8_percent_encode(doi, NOT_IN_ADDRESSES))
}

/// What an address asks of who knows where DOIs lead.
fn asked(url: &str) -> Option<Cow<'_, str>> {
    let place = url.split_once("://").map_or(url, |(_, place)| place);
    let (host, path) = place.split_once('/')?;
    let is_resolver = RESOLVERS.iter().any(|name| host.eq_ignore_ascii_case(name));
    let path = path.split(['?', '#']).next().filter(|_| is_resolver)?;
    percent_decode_str(path).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn dois() {
        for (written, doi) in [
            ("10.1000/a(1)", Some("10.1000/a(1)")),
            (" doi: 10.1000/A ", Some("10.1000/A")),
            ("DOI:10.1000/a%2Fb", Some("10.1000/a%2Fb")),
            ("https://doi.org/10.1000/a", Some("10.1000/a")),
            ("http://DX.doi.org/10.1000%2Fa%3Cb%3E?x=1#c", Some("10.1000/a<b>")),
            ("doi:https://www.doi.org/10.1000/a", Some("10.1000/a")),
            ("doi.org/10.1000/a", Some("10.1000/a")),
            ("https://example.org/10.1000/a", None),
            ("https://doi.org/10.1000", None),
            ("10.1000/a and 10.1000/b", None),
            ("do\u{ef}:10", None),
            ("n/a", None),
        ] {
            assert_eq!(super::doi(written).as_deref(), doi, "{written}");
            let back = doi.map(super::doi_address);
            assert_eq!(back.as_deref().and_then(super::doi).as_deref(), doi, "{back:?}");
        }
    }

    #[test]
    fn captures() {
        for (url, page) in [
            ("https://web.archive.org/web/20240313162000/https://a.org/b", Some("https://a.org/b")),
            (
                "http://web.archive.org/web/2024id_/http://a.org:80/?b=c",
                Some("http://a.org:80/?b=c"),
            ),
            ("https://archive.ph/20240313162000/https://a.org/b", Some("https://a.org/b")),
            ("https://archive.today/2024.03.13-162000/https://a.org", Some("https://a.org")),
            ("https://archive.example/wb/20240313162000mp_/http://a.org/b", Some("http://a.org/b")),
            ("https://archive.ph/Ab1cD", None),
            // The list of all captures, and a page that somebody else gives on.
            ("https://web.archive.org/web/*/https://a.org/b", None),
            ("https://example.org/20240313/https://a.org/b", None),
        ] {
            assert_eq!(super::captured(url), page, "{url}");
        }
    }

    #[test]
    fn addresses() {
        for (one, other) in [
            ("https://www.Example.org/a/", "http://example.org/a#b"),
            ("https://example.org/a?utm_source=x&id=2", "https://example.org/a?id=2"),
            ("https://example.org", "example.org/"),
            ("http://dx.doi.org/10.1000/Ab(1)", "https://doi.org/10.1000/aB%281%29?x=1"),
        ] {
            assert_eq!(super::address(one), super::address(other));
        }
        assert_ne!(
            super::address("https://example.org/a?id=1"),
            super::address("https://example.org/a?id=2")
        );
        assert_ne!(
            super::address("https://example.org/A"),
            super::address("https://example.org/a")
        );
    }
}
