//! The text of a document as Markdown, which reads as the same text with the same markup.

use std::fmt::Write as _;

use crate::model::body::{Align, Body, Link, LinkStyle, Markup, Tag, TextRange};

/// What would be markup where it stands for itself.
const SIGNS: &str = "\\`*_[]<>&~^=$|%#";

/// The Markdown of a body.
pub(super) fn markdown(body: &Body) -> String {
    let mut writer = Writer { body, item: 0, at: 0, in_table: false, caption: None };
    writer.blocks().join("\n\n")
}

struct Writer<'a> {
    body: &'a Body,
    /// The next piece of markup.
    item: usize,
    /// How much of the text is written.
    at: usize,
    in_table: bool,
    /// The caption of the picture that is written next.
    caption: Option<&'a str>,
}

impl<'a> Writer<'a> {
    fn peek(&self) -> Option<(usize, &'a Markup)> {
        self.body.items.get(self.item).map(|item| (item.at as usize, &item.is))
    }

    /// The blocks up to the end of the element that they are in.
    fn blocks(&mut self) -> Vec<String> {
        let mut blocks = Vec::new();
        loop {
            let end = self.peek().map_or(self.body.text.len(), |(at, _)| at);
            if !self.body.text[self.at..end].trim_matches('\n').is_empty() {
                blocks.push(at_start(&self.inline()));
                continue;
            }
            self.at = end;
            match self.peek() {
                None | Some((_, Markup::Close(_))) => return blocks,
                Some((_, Markup::Open(tag))) if is_block(tag) => {
                    self.item += 1;
                    blocks.push(self.block(tag));
                    self.item += 1;
                }
                Some((_, Markup::Rule)) => {
                    self.item += 1;
                    blocks.push("***".to_owned());
                }
                Some((_, Markup::Omission)) => {
                    self.item += 1;
                    blocks.push("\\[…\\]".to_owned());
                }
                Some((_, Markup::Html(html))) if html.starts_with('<') => {
                    self.item += 1;
                    blocks.push(html.to_string());
                }
                Some(_) => blocks.push(at_start(&self.inline())),
            }
        }
    }

    /// A block whose beginning is behind; its end is the next piece of markup afterwards.
    fn block(&mut self, tag: &Tag) -> String {
        match tag {
            Tag::Paragraph(number) => {
                let words = at_start(&self.inline());
                self.named(words, *number)
            }
            Tag::Figure(number) => {
                let picture = self.figure();
                self.named(picture, *number)
            }
            Tag::Heading(number) => {
                let level = self.body.headings.get(*number as usize).map_or(1, |h| h.level);
                format!("{} {}", "#".repeat(level.into()), self.inline())
            }
            Tag::Quote => prefixed(&self.blocks().join("\n\n"), "> ", "> "),
            Tag::Alert(alert) => {
                let title = alert.title.as_deref().map(|title| format!(" {title}"));
                let kind = alert.kind.to_uppercase();
                let head = format!("[!{kind}]{}", title.unwrap_or_default());
                let blocks = self.blocks().join("\n\n");
                prefixed(&format!("{head}\n{blocks}"), "> ", "> ")
            }
            Tag::List(first) => self.list(*first),
            Tag::CodeBlock(language) => {
                let code = self.raw();
                let fence = "`".repeat(longest(&code, '`').max(2) + 1);
                format!("{fence}{language}\n{}\n{fence}", code.trim_end_matches('\n'))
            }
            Tag::Table => self.table(),
            Tag::Definitions => self.definitions(),
            Tag::Footnote(number) => {
                let label = self.body.footnotes.get(*number as usize).map_or("", |f| &f.label);
                prefixed(&self.blocks().join("\n\n"), &format!("[^{label}]: "), "    ")
            }
            _ => self.blocks().join("\n\n"),
        }
    }

    /// A block with the id that the writer gave it.
    fn named(&self, words: String, number: Option<u32>) -> String {
        let paragraph = number.and_then(|number| self.body.paragraphs.get(number as usize));
        match paragraph.and_then(|paragraph| paragraph.block.as_deref()) {
            Some(block) => format!("{words} ^{block}"),
            None => words,
        }
    }

    /// A picture, with its caption as its title.
    fn figure(&mut self) -> String {
        let items = &self.body.items[self.item..];
        let place = |markup| items.iter().find(|item| item.is == markup).map(|item| item.at);
        let caption = place(Markup::Open(Tag::Caption)).zip(place(Markup::Close(Tag::Caption)));
        self.caption = caption.map(|(start, end)| &self.body.text[start as usize..end as usize]);
        let picture = self.inline();
        // What follows is the caption, which is written already.
        while !matches!(self.peek(), None | Some((_, Markup::Close(Tag::Figure(_))))) {
            self.item += 1;
        }
        self.at = self.peek().map_or(self.body.text.len(), |(at, _)| at);
        picture
    }

    fn list(&mut self, first: Option<u64>) -> String {
        let mut items = Vec::new();
        let mut number = first;
        let mut is_loose = false;
        while let Some((at, Markup::Open(Tag::ListItem(paragraph)))) = self.peek() {
            self.item += 1;
            self.at = at;
            is_loose |= matches!(self.peek(), Some((_, Markup::Open(Tag::Paragraph(_)))));
            let mut words = self.blocks();
            self.item += 1;
            let paragraph = paragraph.and_then(|n| self.body.paragraphs.get(n as usize));
            if let (Some(block), Some(first)) =
                (paragraph.and_then(|p| p.block.as_ref()), words.first_mut())
            {
                let _ = write!(first, " ^{block}");
            }
            let marker = number.map_or("- ".to_owned(), |number| format!("{number}. "));
            number = number.map(|number| number + 1);
            let between = if is_loose { "\n\n" } else { "\n" };
            items.push(prefixed(&words.join(between), &marker, &" ".repeat(marker.len())));
        }
        items.join(if is_loose { "\n\n" } else { "\n" })
    }

    fn table(&mut self) -> String {
        self.in_table = true;
        let mut rows = Vec::new();
        while let Some((_, Markup::Open(row))) = self.peek() {
            self.item += 1;
            let mut cells = Vec::new();
            let mut rule = String::from("|");
            while let Some((at, Markup::Open(Tag::TableCell(align)))) = self.peek() {
                self.item += 1;
                self.at = at;
                cells.push(self.inline());
                self.item += 1;
                rule += match align {
                    Align::None => " --- |",
                    Align::Start => " :-- |",
                    Align::Center => " :-: |",
                    Align::End => " --: |",
                };
            }
            self.item += 1;
            rows.push(format!("| {} |", cells.join(" | ")));
            if *row == Tag::TableHead {
                rows.push(rule);
            }
        }
        self.in_table = false;
        rows.join("\n")
    }

    fn definitions(&mut self) -> String {
        let mut lines = String::new();
        while let Some((at, Markup::Open(tag))) = self.peek() {
            self.item += 1;
            self.at = at;
            if *tag == Tag::Term {
                let gap = if lines.is_empty() { "" } else { "\n" };
                lines += &format!("{gap}{}\n", at_start(&self.inline()));
            } else {
                lines += &prefixed(&self.blocks().join("\n\n"), ": ", "  ");
                lines.push('\n');
            }
            self.item += 1;
        }
        lines.trim_end().to_owned()
    }

    /// Words and what stands among them, up to the end of the element or the next block.
    fn inline(&mut self) -> String {
        let mut out = String::new();
        loop {
            let end = self.peek().map_or(self.body.text.len(), |(at, _)| at);
            self.words(end, &mut out);
            let Some((_, markup)) = self.peek() else { break };
            match markup {
                Markup::Close(_) | Markup::Rule => break,
                Markup::Open(tag) if is_block(tag) => break,
                _ => self.item += 1,
            }
            match markup {
                Markup::Open(tag) => self.element(tag, &mut out),
                Markup::HardBreak => {
                    out.push_str("\\\n");
                    self.at += usize::from(self.body.text[self.at..].starts_with([' ', '\n']));
                }
                Markup::Omission => out.push_str("\\[…\\]"),
                Markup::FootnoteRef(number) => {
                    let label = self.body.footnotes.get(*number as usize).map_or("", |f| &f.label);
                    out.extend(["[^", label, "]"]);
                }
                Markup::Html(html) | Markup::Reading(html) => out.push_str(html),
                Markup::TaskBox(is_done) => out.push_str(if *is_done { "[x] " } else { "[ ] " }),
                Markup::Instead(len, html) => {
                    let formula = &self.body.text[self.at..][..*len as usize];
                    let sign = if html.contains("display=\"block\"") { "$$" } else { "$" };
                    out.extend([sign, formula, sign]);
                    self.at += *len as usize;
                }
                _ => {}
            }
        }
        out.trim_matches('\n').to_owned()
    }

    /// An element in a line, with its end.
    fn element(&mut self, tag: &Tag, out: &mut String) {
        let (open, close) = match tag {
            Tag::Emphasis => ("*", "*"),
            Tag::Strong => ("**", "**"),
            Tag::Deleted => ("~~", "~~"),
            Tag::Superscript => ("<sup>", "</sup>"),
            Tag::Subscript => ("<sub>", "</sub>"),
            Tag::Code => {
                let code = self.raw();
                let fence = "`".repeat(longest(&code, '`') + 1);
                let gap = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                let code = if self.in_table { code.replace('|', "\\|") } else { code };
                out.extend([&fence, gap, &code, gap, &fence]);
                self.item += 1;
                return;
            }
            _ => ("", ""),
        };
        out.push_str(open);
        let inner = self.inline();
        self.item += 1;
        match tag {
            Tag::Link(number) | Tag::Image(number) | Tag::Embed(number) => {
                if let Some(link) = self.body.links.get(*number as usize) {
                    out.push_str(&self.link(link, &inner));
                }
            }
            _ => out.extend([&inner, close]),
        }
    }

    fn link(&mut self, link: &Link, inner: &str) -> String {
        let fragment = link.fragment.as_ref().map(|f| format!("#{f}")).unwrap_or_default();
        let to = format!("{}{fragment}", link.target);
        let words = &self.body.text[link.text.range()];
        let bar = if self.in_table { "\\|" } else { "|" };
        match link.style {
            LinkStyle::Embed => match self.caption.take().or(link.title.as_deref()) {
                Some(caption) => format!("![[{to}{bar}{caption}]]"),
                None => format!("![[{to}]]"),
            },
            LinkStyle::Wiki if words == to => format!("[[{to}]]"),
            LinkStyle::Wiki => format!("[[{to}{bar}{inner}]]"),
            LinkStyle::Markdown | LinkStyle::Image => {
                let bang = if link.style == LinkStyle::Image { "!" } else { "" };
                let caption = self.caption.take_if(|_| link.style == LinkStyle::Image);
                let title = link.title.as_deref().or(caption);
                let title = title.map(|t| t.replace('\\', "\\\\").replace('"', "\\\""));
                let title = title.map(|title| format!(" \"{title}\"")).unwrap_or_default();
                let to = to.replace('<', "%3C").replace('>', "%3E");
                let is_plain = !to.is_empty() && !to.contains([' ', '(', ')', '\\']);
                let to = if is_plain { to } else { format!("<{to}>") };
                format!("{bang}[{inner}]({to}{title})")
            }
        }
    }

    /// The text of an element of code, whose inner elements only colour it; its end stays.
    fn raw(&mut self) -> String {
        let start = self.at;
        while let Some((at, markup)) = self.peek() {
            let ends = matches!(markup, Markup::Close(Tag::Code | Tag::CodeBlock(_)));
            self.at = at;
            if ends {
                break;
            }
            self.item += 1;
        }
        self.body.text[start..self.at].to_owned()
    }

    /// Writes the words up to a place; `==` where a mark begins or ends.
    fn words(&mut self, end: usize, out: &mut String) {
        while self.at < end {
            let starts = |mark: &TextRange| mark.start as usize == self.at;
            if self.body.marks.iter().any(starts) {
                out.push_str("==");
            }
            let borders = self.body.marks.iter().flat_map(|m| [m.start as usize, m.end as usize]);
            let next = borders.filter(|&border| border > self.at && border <= end).min();
            let next = next.unwrap_or(end);
            escape(&self.body.text[self.at..next], out);
            if self.body.marks.iter().any(|mark| mark.end as usize == next) {
                out.push_str("==");
            }
            self.at = next;
        }
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Code
            | Tag::Token(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Deleted
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link(_)
            | Tag::Image(_)
            | Tag::Embed(_)
    )
}

/// Words with a backslash before every sign that would be markup.
fn escape(words: &str, out: &mut String) {
    let mut before = ' ';
    let mut signs = words.chars().peekable();
    while let Some(c) = signs.next() {
        let is_pair = before == c || signs.peek() == Some(&c);
        let is_sign = match c {
            // One of them is a sign of sums and shares.
            '=' | '%' => is_pair,
            '#' => false,
            _ => SIGNS.contains(c),
        };
        if is_sign {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

/// Words at the beginning of a block, where more is markup.
fn at_start(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let after = words.as_bytes().get(digits);
    if digits > 0 && matches!(after, Some(b'.' | b')')) {
        return format!("{}\\{}", &words[..digits], &words[digits..]);
    }
    let is_marker = words.starts_with(['#', '+', '-', ':']) || words.starts_with("===");
    if is_marker { format!("\\{words}") } else { words.to_owned() }
}

/// Lines behind a marker, the later ones behind another.
fn prefixed(text: &str, first: &str, later: &str) -> String {
    let mut out = String::new();
    for (number, line) in text.split('\n').enumerate() {
        let prefix = if number == 0 { first } else { later };
        let prefix = if line.is_empty() { prefix.trim_end() } else { prefix };
        out.extend([if number == 0 { "" } else { "\n" }, prefix, line]);
    }
    out
}

/// How often a sign stands in a row at the most.
fn longest(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}
