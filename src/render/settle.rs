//! The words of the interface, put into templates when these are read.
//!
//! Templates name most words by a key that is always the same, dozens of times on each page, and the engine would look
//! up each of them each time. What comes out says the same as what was written, but is longer or shorter: places in it
//! are nothing to show to anybody.

use std::borrow::Cow;

use crate::render::words::Words;

const OPEN: &str = "{{ t[\"";
const CLOSE: &str = "\"] }}";

/// A template with the words themselves for `{{ t["key"] }}`, where that is sure to say the same.
pub(super) fn settled<'a>(name: &str, template: &'a str, words: &Words) -> Cow<'a, str> {
    if !name.ends_with(".html") || !template.contains(OPEN) || may_differ(template) {
        return template.into();
    }
    let mut settled = String::with_capacity(template.len());
    let mut parts = template.split(OPEN);
    settled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let named = part.split_once('"').filter(|(key, _)| words.has(key));
        let after = named.and_then(|(_, after)| after.strip_prefix(&CLOSE[1..]));
        match (named.map(|(key, _)| words.get(key)).filter(|text| is_plain(text)), after) {
            (Some(text), Some(after)) => {
                // As the engine writes it; writing to a string cannot fail.
                let _ = pulldown_cmark_escape::escape_html(&mut settled, text);
                settled.push_str(after);
            }
            _ => settled.extend([OPEN, part]),
        }
    }
    settled.into()
}

/// Whether words are the same wherever they stand in a template: tags beside them may take away white space.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains('{')
}

/// Whether `t` may be something else in a template or nothing at all, or words are replaced that are no values.
fn may_differ(template: &str) -> bool {
    let mut is_out_of_reach = false;
    let mut parts = template.split("{%").skip(1);
    parts.any(|part| {
        let (tag, after) = part.split_once("%}").unwrap_or((part, ""));
        let tag = tag.trim_start_matches('-').trim_start();
        let differs = match tag.split(|c: char| !is_part_of_name(c)).next() {
            Some("raw") => true,
            Some("component") => {
                // A component knows only what it takes.
                is_out_of_reach = !takes_words(tag);
                binds(tag)
            }
            Some("endcomponent") => {
                is_out_of_reach = false;
                false
            }
            Some("set" | "set_global" | "for") => binds(tag),
            _ => false,
        };
        differs || (is_out_of_reach && after.contains(OPEN))
    })
}

/// Whether a component takes `t` from the page.
fn takes_words(tag: &str) -> bool {
    tag.match_indices("@t").any(|(at, name)| !tag[at + name.len()..].starts_with(is_part_of_name))
}

/// Whether the name `t` stands in a tag by itself: neither looked into, nor taken from the page by a component.
fn binds(tag: &str) -> bool {
    tag.match_indices('t').any(|(at, _)| {
        let before = tag[..at].chars().next_back();
        let after = tag[at + 1..].chars().next();
        !before.is_some_and(|c| is_part_of_name(c) || matches!(c, '@' | '.' | '"'))
            && !after.is_some_and(|c| is_part_of_name(c) || matches!(c, '[' | '.' | '"'))
    })
}

/// Whether a sign can stand in the name of a value, a component or a block.
pub(super) fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::settled;
    use crate::render::words::Words;
    use crate::yaml;

    #[test]
    fn words_stand_where_their_keys_are() {
        let node = yaml::read("a: A & B\nb: ' b'\nc: '{{ x }}'\n", 0).expect("words");
        let words = Words::new("en", std::iter::once(("en", &node)));
        for (template, expected) in [
            ("<p>{{ t[\"a\"] }}</p>", "<p>A &amp; B</p>"),
            ("{{ t[\"a\"] }}{{ t[\"a\"] }}", "A &amp; BA &amp; B"),
            ("{% component x(@t, y) %}{{ t[\"a\"] }}", "{% component x(@t, y) %}A &amp; B"),
            (
                "{% component x() %}{% endcomponent x %}{{ t[\"a\"] }}",
                "{% component x() %}{% endcomponent x %}A &amp; B",
            ),
            ("{% set x = t[\"a\"] %}{{ t[\"a\"] }}", "{% set x = t[\"a\"] %}A &amp; B"),
        ] {
            assert_eq!(settled("x.html", template, &words), expected);
        }
        for template in [
            "{{ t[\"b\"] }}",
            "{{ t[\"c\"] }}",
            "{{ t[\"unknown\"] }}",
            "{{ t[\"a\" ~ x] }}",
            "{{ t[\"a\"] | upper }}",
            "{%- set t = y %}{{ t[\"a\"] }}",
            "{% for t in tags %}{{ t[\"a\"] }}",
            "{% for k, t in tags %}{{ t[\"a\"] }}",
            "{% component x(t, y) %}{{ t[\"a\"] }}",
            "{% component x(@theme) %}{% if y %}{% endif %}{{ t[\"a\"] }}{% endcomponent x %}",
            "{% raw %}{{ t[\"a\"] }}",
        ] {
            assert_eq!(settled("x.html", template, &words), template);
        }
        assert_eq!(settled("x.txt", "{{ t[\"a\"] }}", &words), "{{ t[\"a\"] }}");
    }
}
