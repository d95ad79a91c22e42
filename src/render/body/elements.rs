//! The tags that markup becomes.
//!
//! No element has a `style` attribute; alignment is a class.

use crate::escape;
use crate::model::body::{Align, Tag};
use crate::model::html::HTML_BLOCKS;
use crate::render::body::links::Scope;

/// How an element is written.
pub(super) struct Element {
    /// Its opening tag.
    pub(super) open: String,
    /// Its number, which stands at the beginning of its words.
    pub(super) mark: String,
    /// Its closing tag.
    pub(super) close: &'static str,
    /// For a block, what kind of one.
    pub(super) block: Option<&'static str>,
}

/// The tags of an element; links, pictures, passages and footnotes are written elsewhere.
pub(super) fn element(scope: &Scope, tag: &Tag) -> Element {
    let inline =
        |open: &str, close| Element { open: open.into(), mark: String::new(), close, block: None };
    let block = |open: &str, close, kind| Element {
        open: open.into(),
        mark: String::new(),
        close,
        block: Some(kind),
    };
    let cited = |name: &str, index, close, kind| {
        let (id, mark) = scope.cited(index);
        Element { open: format!("<{name}{id}>"), mark, close, block: Some(kind) }
    };
    match tag {
        Tag::Paragraph(index) => cited("p", *index, "</p>", "paragraph"),
        Tag::Figure(index) => cited("figure", *index, "</figure>", "figure"),
        Tag::Caption => block("<figcaption>", "</figcaption>", "figure"),
        Tag::Heading(index) => heading(scope, *index as usize),
        Tag::Quote => block("<blockquote>", "</blockquote>", "quote"),
        Tag::Alert(said) => {
            block(&alert(scope, &said.kind, said.title.as_deref()), "</div>", "quote")
        }
        Tag::List(None) => block("<ul>", "</ul>", "list"),
        Tag::List(Some(1)) => block("<ol>", "</ol>", "list"),
        Tag::List(Some(start)) => block(&format!("<ol start=\"{start}\">"), "</ol>", "list"),
        Tag::ListItem(index) => cited("li", *index, "</li>", "list"),
        Tag::CodeBlock(language) => block(&code(scope, language), "</code></pre>", "code"),
        Tag::Token(class) => {
            inline(&format!("<span class=\"tok-{}\">", escape::escaped(class)), "</span>")
        }
        Tag::Code => inline("<code>", "</code>"),
        Tag::Table => block(&table(scope), "</table></div>", "table"),
        Tag::TableHead => block("<thead><tr>", "</tr></thead>", "head"),
        Tag::TableRow(index) => cited("tr", *index, "</tr>", "table"),
        Tag::TableCell(align) => block(&format!("<td{}>", alignment(*align)), "</td>", "table"),
        Tag::Definitions => block("<dl>", "</dl>", "list"),
        Tag::Term => block("<dt>", "</dt>", "list"),
        Tag::Definition => block("<dd>", "</dd>", "list"),
        Tag::Emphasis => inline("<em>", "</em>"),
        Tag::Strong => inline("<strong>", "</strong>"),
        Tag::Deleted => inline("<del>", "</del>"),
        Tag::Superscript => inline("<sup>", "</sup>"),
        Tag::Subscript => inline("<sub>", "</sub>"),
        Tag::Link(_) | Tag::Image(_) | Tag::Embed(_) | Tag::Footnote(_) => {
            inline("<span>", "</span>")
        }
    }
}

/// A heading; where a page has its own headings around the text, it is a paragraph.
fn heading(scope: &Scope, index: usize) -> Element {
    let (open, close, kind) = match scope.heading(index) {
        None => ("<p class=\"h\">".to_owned(), "</p>", "heading"),
        Some(heading) => {
            let hidden = if heading.hidden { " class=\"vh\"" } else { "" };
            let id = escape::escaped(&format!("{}{}", scope.ids.unwrap_or_default(), heading.id));
            let close =
                ["</h2>", "</h3>", "</h4>", "</h5>", "</h6>"][usize::from(heading.level) - 2];
            let kind = if heading.hidden { "title" } else { "heading" };
            (format!("<h{} id=\"{id}\"{hidden}>", heading.level), close, kind)
        }
    };
    Element { open, mark: String::new(), close, block: Some(kind) }
}

fn alert(scope: &Scope, kind: &str, title: Option<&str>) -> String {
    let key = format!("alert.{kind}");
    let known = scope.cx.words.has(&key);
    let title = title.unwrap_or(if known { scope.cx.words.get(&key) } else { kind });
    let class = if known { kind } else { "note" };
    let title = escape::escaped(title);
    format!(
        "<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert__title\">{title}</p>"
    )
}

fn code(scope: &Scope, language: &str) -> String {
    let label = escape::escaped(scope.cx.words.get("label.code"));
    let class = match language {
        "" => String::new(),
        language => format!(" class=\"language-{}\"", escape::escaped(language)),
    };
    format!("<pre tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><code{class}>")
}

fn table(scope: &Scope) -> String {
    let label = escape::escaped(scope.cx.words.get("label.table"));
    format!("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><table>")
}

/// A cell that says what is below it.
pub(super) fn head_cell(align: Align) -> Element {
    let open = format!("<th scope=\"col\"{}>", alignment(align));
    Element { open, mark: String::new(), close: "</th>", block: Some("table") }
}

fn alignment(align: Align) -> &'static str {
    match align {
        Align::None => "",
        Align::Start => " class=\"at-start\"",
        Align::Center => " class=\"at-center\"",
        Align::End => " class=\"at-end\"",
    }
}

/// The box of a task.
pub(super) fn task(scope: &Scope, done: bool) -> String {
    let (key, sign) = if done { ("mark.task_done", "☑") } else { ("mark.task_open", "☐") };
    let label = escape::escaped(scope.cx.words.get(key));
    format!("<span class=\"task\" role=\"img\" aria-label=\"{label}\">{sign}</span> ")
}

/// Words that are left out.
pub(super) fn omission(scope: &Scope) -> String {
    let label = escape::escaped(scope.cx.words.get("omission"));
    format!(
        "<span class=\"om\"><span aria-hidden=\"true\">[…]</span><span class=\"vh\">{label}</span></span>"
    )
}

/// Whether an element of raw HTML has no end.
pub(super) fn is_void(name: &str) -> bool {
    name == "wbr"
}

/// Whether an element of raw HTML stands between blocks.
pub(super) fn is_block(name: &str) -> bool {
    HTML_BLOCKS.contains(&name)
}

/// The closing tag of an element of raw HTML.
pub(super) fn closing(name: &str) -> String {
    format!("</{name}>")
}
