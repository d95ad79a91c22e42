//! `M^r^` and `H~2~O`: superscripts and subscripts behind a letter, which the Markdown parser takes for plain words.

use super::build::Builder;
use super::text::{Leaf, count};
use crate::model::body::{Item, Markup, Tag};

impl Builder<'_> {
    /// Takes the signs of superscripts and subscripts out of the words, and marks what stands between them.
    pub(super) fn find_scripts(&mut self, leaf: &Leaf) {
        let begin = self.begin_of(leaf.begin);
        let words = &self.body.text[begin..];
        let mut found = Vec::new();
        let mut at = begin;
        for word in words.split_inclusive(char::is_whitespace) {
            let from = at;
            at += word.len();
            // In an address they are its own.
            if word.contains("://") {
                continue;
            }
            let mut signs = word.match_indices(['^', '~']).peekable();
            while let Some((open, sign)) = signs.next() {
                let Some((close, _)) = signs.next_if(|(_, next)| *next == sign) else { continue };
                if is_script(sign, &word[..open], &word[open + 1..close])
                    && self.is_bare(leaf, from + open, from + close)
                {
                    let tag = if sign == "^" { Tag::Superscript } else { Tag::Subscript };
                    found.push((from + open, from + close, tag));
                }
            }
        }
        self.take_scripts(leaf, found);
    }

    /// Whether words and the signs around them are neither escaped nor code, and no markup stands among them.
    fn is_bare(&self, leaf: &Leaf, open: usize, close: usize) -> bool {
        let items = &self.body.items[leaf.items..];
        let next = items.partition_point(|item| item.at <= count(open));
        let is_split = items.get(next).is_some_and(|item| item.at <= count(close));
        !is_split && !self.is_closed(open) && !self.is_closed(close)
    }

    fn take_scripts(&mut self, leaf: &Leaf, found: Vec<(usize, usize, Tag)>) {
        let mut items = self.body.items.split_off(leaf.items).into_iter().peekable();
        let mut signs = Vec::with_capacity(found.len() * 2);
        for (open, close, tag) in found {
            signs.extend([open, close]);
            while let Some(item) = items.next_if(|item| item.at <= count(open)) {
                self.body.items.push(item);
            }
            self.body.items.push(Item { at: count(open), is: Markup::Open(tag.clone()) });
            self.body.items.push(Item { at: count(close), is: Markup::Close(tag) });
        }
        self.body.items.extend(items);
        self.squeeze(leaf, &signs, 1);
    }
}

/// What superscripts without letters are: signs of notes and of electric charge.
const SIGNS: &str = "*†‡§¶+−∗′″";

/// Whether words with signs around them are a superscript or subscript at all, and no face: `^_^`.
pub(super) fn is_any(words: &str) -> bool {
    words.contains(|c: char| c.is_alphanumeric() || SIGNS.contains(c))
}

/// Whether letters stand above or below the line: close behind a letter, or behind a digit for those above.
fn is_script(sign: &str, before: &str, inner: &str) -> bool {
    let is_base = |c: char| c == ')' || c.is_alphabetic() || sign == "^" && c.is_numeric();
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | '.');
    before.ends_with(is_base)
        && inner.contains(char::is_alphanumeric)
        && inner.chars().all(is_inner)
}
