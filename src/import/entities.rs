//! Signs that services write as HTML does, in what is no HTML: `Tides &amp; walls`.

use dom_query::Document;

use super::Item;
use super::markdown::is_entity;

/// No name is longer.
const LONGEST: usize = 1000;

/// Reads them in what an item is called, and in who wrote and published it.
pub(super) fn read(item: &mut Item) {
    for name in item.authors.iter_mut().chain(&mut item.outlet) {
        *name = decoded(name);
    }
    item.title = decoded(&item.title);
}

/// Words in which such signs are what they stand for.
pub(super) fn decoded(name: &str) -> String {
    let mut pieces = name.split('&');
    let mut words = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let sign = piece.split_once(';').filter(|_| name.len() <= LONGEST && is_entity(piece));
        let sign = sign.map(|(sign, rest)| (Document::fragment(format!("&{sign};")).text(), rest));
        // Of some that are none the beginning is taken for one.
        match sign.filter(|(sign, _)| !sign.ends_with(';')) {
            Some((sign, rest)) => words.extend([&*sign, rest]),
            None => words.extend(["&", piece]),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #[test]
    fn names() {
        for (name, decoded) in [
            ("Tides &amp; walls", "Tides & walls"),
            ("Don&#39;t &quot;measure&quot;", "Don't \"measure\""),
            ("Caf&eacute; &#x2013; 1904", "Café – 1904"),
            ("&lt;b&gt; and <b>", "<b> and <b>"),
            ("AT&T; R&D; A & B; C", "AT&T; R&D; A & B; C"),
            ("this &nothing; here", "this &nothing; here"),
            ("x&lt y", "x&lt y"),
        ] {
            assert_eq!(super::decoded(name), decoded, "{name}");
        }
    }
}
