//! What holds of every body, whatever the Markdown: it is sound and shows no comment.

use proptest::prelude::*;

use super::{read, shown};
use crate::sound::{sound, without_code};

/// Pieces of Markdown in which nothing is code, a formula or escaped.
const PLAIN: &[&str] = &[
    "a",
    "b c",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "^",
    "^id",
    "==",
    "[",
    "]",
    "[[",
    "]]",
    "![",
    "![[",
    "![[x]]",
    "](x)",
    "](https://h/x.png)",
    "(",
    ")",
    "|",
    "\n|a|b|\n|-|-|\n|",
    "> ",
    "> [!n] t",
    "- ",
    "1. ",
    "# ",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<div>",
    "</div>",
    "<p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<pre>",
    "</pre>",
    "<a href=x>",
    "</a>",
    "<img src=x alt=y>",
    "<iframe src=//h>",
    "<script>",
    "</script>",
    "<br>",
    "<svg>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<details>",
    "<",
    ">",
    "&amp;",
    "&",
    "&eacute;",
    "[^1]",
    "\n\n[^1]: ",
    "\n\n: ",
    "https://a.b/c",
    "é",
    "日本",
    "「",
    "」",
    "は**",
    "**は",
    "한",
    "\u{0}",
    "\r\n",
    "{#x}",
    "--",
    "\n---\n",
    "***",
    "[x] ",
    "=",
    "javascript:",
    "'",
    "\"",
    "\u{301}",
    "\u{a0}",
];

/// The other pieces; the last ones are signs of comments and the escape.
const CODE: &[&str] = &[
    "`", "``", "```", "\n```\n", "~~~\n", "~", "~~", "    ", "\t", "$", "$$", "x^2", "\\", "%",
    "%%", "<!--", "-->",
];

/// How many of them come before those.
const CODE_MARKS: usize = 12;

/// Text that is mostly markup.
fn soup(pieces: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

fn all() -> Vec<&'static str> {
    [PLAIN, CODE, CODE].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_a_sound_body(markdown in prop_oneof![soup(all()), any::<String>()]) {
        let body = read(&markdown).value;
        sound(&markdown, &body);
        // What the parser is given in place of signs and letters beside emphasis is nowhere.
        for instead in ['字', '。'] {
            let is_shown = format!("{body:?}").contains(instead);
            prop_assert!(!is_shown || markdown.contains(instead), "{markdown:?}: {body:?}");
        }
    }

    #[test]
    fn comments_are_nowhere(
        before in soup(PLAIN.to_vec()),
        after in soup(all()),
        signs in prop::sample::select(vec![("%%", "%%"), ("<!--", "-->")]),
    ) {
        let markdown = format!("{before}{}SECRET\n\n SECRET{}{after}", signs.0, signs.1);
        let body = read(&markdown).value;
        prop_assert!(!format!("{body:?}").contains("SECRET"), "{markdown:?}: {body:?}");
    }

    #[test]
    fn what_looks_like_code_hides_no_comment(
        before in soup([PLAIN, &CODE[..CODE_MARKS]].concat()),
        inside in soup(PLAIN.to_vec()),
        after in soup(all()),
    ) {
        let markdown = format!("{before}%%SECRET{inside}%% {after}");
        let body = read(&markdown).value;
        prop_assert!(!without_code(&body).contains("SECRET"), "{markdown:?}: {}", shown(&body));
    }
}
