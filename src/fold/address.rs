//! Addresses of the web as they are compared.

/// Parameters of an address that say how somebody came there and not where it leads.
const TRACKING: [&str; 11] = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src",
    "s_cid", "yclid",
];

/// Where a DOI leads, by an old name and the one that it has now.
const RESOLVERS: [&str; 2] = ["dx.doi.org", "doi.org"];

/// An address without what makes no difference: scheme, `www.`, fragment, tracking, a slash at its end; of a DOI the case.
pub fn address(url: &str) -> String {
    let url = url.trim();
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
    if RESOLVERS.contains(&host) {
        return format!("{}/{}", RESOLVERS[1], path.to_lowercase());
    }
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{host}/{path}{mark}{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses() {
        for (one, other) in [
            ("https://www.Example.org/a/", "http://example.org/a#b"),
            ("https://example.org/a?utm_source=x&id=2", "https://example.org/a?id=2"),
            ("https://example.org", "example.org/"),
            ("http://dx.doi.org/10.1000/Ab(1)", "https://doi.org/10.1000/aB(1)"),
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
