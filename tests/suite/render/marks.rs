//! Marks over any overlapping places give well-formed HTML with the same text.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use variorum::model::annotation::{Anchor, Anchoring, Fidelity};
use variorum::model::archive::DocumentId;
use variorum::model::body::TextRange;
use variorum::render::body;
use variorum::render::context::Context;
use variorum::render::index::Index;
use variorum::render::words::Words;

use super::html::read;

const TEXT: &str = "\
The *quick brown* fox [jumps **over**](https://example.org/) the `lazy` dog.

- one *two*
- three

  > four **five *six* seven**

| a | b |
|---|--:|
| c | *d* |

Some words[^1] and more <kbd>words</kbd>, with a ~~deleted~~ one.

> [!NOTE]
> Alert.

```rust
fn main() {}
```

1. Zwölf Boxkämpfer
2. 漢字 and العربية

[^1]: A footnote with *words*.
";

const QUOTES: usize = 5;

fn article() -> String {
    let item = "  - {quote: fox, note: A note.}\n";
    format!("---\ntitle: T\nhighlights:\n{}---\n{TEXT}", item.repeat(QUOTES))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_marks_nest(places in prop::collection::vec((0u32..400, 0u32..120), QUOTES)) {
        let world = super::world(&[("content/articles/t.md", &article()), ("templates/i18n/en.yaml", super::ENGLISH)]);
        let mut compiled = super::compiled(&world);
        let reading = Arc::make_mut(&mut Arc::make_mut(&mut compiled.archive).documents[0]);
        let text = reading.document.body.text.clone();
        let at = |place: u32| {
            let mut place = (place as usize).min(text.len());
            while !text.is_char_boundary(place) {
                place -= 1;
            }
            place
        };
        for (anchor, (start, length)) in reading.anchors.iter_mut().zip(&places) {
            let range = TextRange::new(at(*start), at(start + length + 1));
            *anchor = if range.start < range.end { Anchoring::Found(Anchor { ranges: vec![range], fidelity: Fidelity::Exact }) } else { Anchoring::Whole };
        }
        let words = Words::default();
        let index = Index::new(&world, &compiled.archive, &compiled.site);
        let (archive, site) = (&compiled.archive, &compiled.site);
        let cx = Context { world: &world, archive, site, words: &words, index: &index, root: "../" };
        let written = body::article(cx, DocumentId(0), &BTreeSet::new(), "", Vec::new());
        let html: String = written.blocks.iter().map(|block| block.html.as_str()).collect();
        let html = html + &written.footnotes;
        let found = read(&html, &["pn", "ref", "fnref", "back", "alert__title"]);
        prop_assert_eq!(&found.faults, &[""; 0], "{}", html);
        let visible = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(visible(&found.text), visible(&text), "{}", html);
        let notes: usize = written.blocks.iter().map(|block| block.notes.len()).sum();
        prop_assert_eq!(notes + written.whole.len(), QUOTES);
        for (annotation, anchor) in archive.document(DocumentId(0)).document.article().unwrap().annotations.iter().zip(&archive.document(DocumentId(0)).anchors) {
            if matches!(anchor, Anchoring::Found(_)) {
                prop_assert!(found.ids.contains(&format!("r-{}", annotation.id)), "{} {}", annotation.id, html);
            }
        }
    }
}
