//! Where links lead to, read with suspicion.
//!
//! Only what cannot run anything survives. Whether a target exists is not asked here.

use crate::fold::joins;
use crate::model::body::SCHEMES;

/// A target that is safe to link to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The address or path, without fragment; a relative path is percent-decoded.
    pub(super) to: String,
    /// The part after `#`.
    pub(super) fragment: Option<String>,
}

/// A link as written, if it is harmless.
pub(super) fn read(written: &str) -> Option<Target> {
    let written = written.trim();
    // Browsers pass over tabs and line ends inside a scheme, so `java\nscript:` runs.
    if written.chars().any(char::is_control) {
        return None;
    }
    let (to, fragment) = split(written);
    let to = match scheme(to) {
        Some(scheme) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            to.to_owned()
        }
        Some(_) => return None,
        None if to.starts_with("//") => to.to_owned(),
        None => decoded(to),
    };
    Some(Target { to, fragment: fragment.map(decoded) })
}

/// The name in a wikilink: a title, alias or path, never an address of its own.
pub(super) fn read_wiki(written: &str) -> Target {
    // In a table the bar of `[[name\|text]]` is escaped.
    let written = one_line(written.strip_suffix('\\').unwrap_or(written));
    let (to, fragment) = split(&written);
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    Target { to: words(to), fragment: fragment.map(words) }
}

/// The lines of a name in a wikilink and where they begin, each without what stands before it in a quotation or a list.
pub(super) fn lines(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    name.split_inclusive('\n').map(move |line| {
        let words = if end == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) };
        end += line.len();
        (end - words.len(), words.trim_end())
    })
}

/// A name on one line.
fn one_line(name: &str) -> String {
    let mut joined = String::with_capacity(name.len());
    for (_, line) in lines(name) {
        let before = joined.chars().next_back();
        if before.zip(line.chars().next()).is_some_and(|(before, after)| !joins(before, after)) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Whether a target is on another host.
pub(super) fn is_foreign(to: &str) -> bool {
    to.starts_with("//") || scheme(to).is_some()
}

/// Whether an address that is refused holds the data that it stands for.
pub(super) fn is_data(written: &str) -> bool {
    scheme(written.trim()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data"))
}

/// What to call a target that has no words of its own: its last part.
pub(super) fn name(to: &str) -> &str {
    let path = to.split('?').next().unwrap_or(to).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path);
    if last.is_empty() { to } else { last }
}

fn split(written: &str) -> (&str, Option<&str>) {
    match written.split_once('#') {
        Some((to, fragment)) => (to, Some(fragment).filter(|fragment| !fragment.is_empty())),
        None => (written, None),
    }
}

/// What stands before the colon of an address.
fn scheme(to: &str) -> Option<&str> {
    let (scheme, _) = to.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    sound.then_some(scheme)
}

/// A part of an address with `%20` and the like as what they stand for, where that is text and stays a path.
fn decoded(part: &str) -> String {
    if !part.contains('%') {
        return part.to_owned();
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) && !is_foreign(&text) => text,
        _ => part.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn targets() {
        for (written, read) in [
            ("a%20b.md#c", "a b.md c"),
            ("https://x.org/a%20b#c", "https://x.org/a%20b c"),
            ("javascript:alert(1)", "-"),
            ("JaVa\tScript:alert(1)", "-"),
            (" javascript:alert(1)", "-"),
            ("data:text/html,x", "-"),
            ("javascript%3Aalert(1)", "javascript%3Aalert(1)"),
            ("%2F%2Fhost/x", "%2F%2Fhost/x"),
            ("#x", " x"),
            ("10:30.md", "10:30.md"),
            ("mailto:a@b.c", "mailto:a@b.c"),
            ("a%ff%zz", "a%ff%zz"),
        ] {
            let target = super::read(written).map_or("-".to_owned(), |target| {
                let fragment = target.fragment.map(|fragment| format!(" {fragment}"));
                target.to + &fragment.unwrap_or_default()
            });
            assert_eq!(target, read, "{written}");
        }
    }
}
