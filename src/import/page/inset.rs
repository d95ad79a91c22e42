//! Notes that stand in the line that they are of: `LaTeXML` writes them so, and with it arXiv.

use dom_query::Document;

use super::single_line;
use crate::escape::escaped;

/// So many elements can stand around the words of a note that are of the note.
const AROUND: usize = 3;

/// What stands before the words of a note and is not of them.
const MARKS: &str = ".ltx_note_mark, .ltx_tag_note";

/// Moves the notes to the end of their page, and leaves a link to each where it stood.
pub(super) fn move_out(document: &Document) {
    let Some(body) = document.body() else { return };
    for words in document.select(".ltx_note_content").nodes() {
        let note = words.ancestors_it(Some(AROUND)).find(|above| above.has_class("ltx_note"));
        let Some((note, id)) = note.and_then(|note| Some((note, note.attr("id")?))) else {
            continue;
        };
        let (marks, _): (Vec<_>, Vec<_>) =
            words.element_children().into_iter().partition(|part| part.is(MARKS));
        let Some(mark) = marks.first().map(|mark| single_line(&mark.text())) else { continue };
        marks.iter().for_each(dom_query::NodeRef::remove_from_parent);
        note.remove_attr("id");
        words.rename("aside");
        words.set_attr("id", &id);
        words.set_attr("role", "doc-footnote");
        body.append_child(words);
        let link = format!("<sup><a href=\"#{}\">{}</a></sup>", escaped(&id), escaped(&mark));
        note.set_html(link);
    }
}
