//! What stands in a line: words, emphasis, links, code, pictures, references to footnotes.

use dom_query::NodeRef;

use super::super::{Left, markdown, single_line};
use super::{BREAK, Converter, SKIPPED, code, emphasis, formula, name, plain, verse};

/// Parts of the addresses of pictures that are of the design of a site, and of those that hold the place of others.
const DESIGN: [&str; 5] = ["/themes/", "/plugins/", "/icons/", "/icon/", "/emoji/"];

/// A picture of a sign, such as a face, has not more of them in its text.
const FEW_SIGNS: usize = 4;

/// Where a picture has several sizes.
const SIZES: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// So many elements beside a picture are looked at.
const MOST_SIZES: usize = 40;

/// What is written into a page and has fewer letters only holds the place of a picture.
const PLACEHOLDER: usize = 1000;

/// Where a link leads whose address is not known.
const UNKNOWN: &str = "unknown:";

impl Converter<'_, '_> {
    /// Writes what an element says into a line.
    pub(super) fn inline(&mut self, node: &NodeRef, line: &mut String) {
        let before = line.len();
        self.told(node, line);
        emphasis::mend(line, before);
    }

    fn told(&mut self, node: &NodeRef, line: &mut String) {
        if node.is_text() {
            let text = node.text();
            let words = single_line(&text);
            if begins_line(line) {
                *line += &verse::INDENT.repeat(verse::spaces(&text));
            }
            let is_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
            if is_apart(text.chars().next()) && !line.ends_with([' ', '\n']) {
                line.push(' ');
            }
            *line += &markdown::inline(&words);
            if !words.is_empty() && is_apart(text.chars().next_back()) {
                line.push(' ');
            }
            return;
        }
        if formula::is_formula(node)
            && let Some(formula) = formula::formula(node)
        {
            *line += &formula;
            return;
        }
        let name = name(node);
        if name == "span" && begins_line(line) {
            *line += &verse::INDENT.repeat(verse::indent(node));
        }
        match name.as_str() {
            "br" => line.push_str("\\\n"),
            "img" => self.picture(node, line),
            "a" => self.link(node, line),
            "strong" | "b" => self.between(node, "**", line),
            "cite" if is_reference(node) => self.children(node, line),
            // A quotation of a forum begins with who said it, on a line of its own.
            "cite" if is_speaker(node) => {
                self.children(node, line);
                *line += "\\\n\\\n";
            }
            "em" | "i" | "cite" | "dfn" | "var" => self.between(node, "*", line),
            "del" | "s" => self.between(node, "~~", line),
            "mark" => self.between(node, "==", line),
            "sup" if !has_link(node) => self.between(node, "^", line),
            "sub" => self.between(node, "~", line),
            "q" => {
                line.push('“');
                self.children(node, line);
                line.push('”');
            }
            "code" | "kbd" | "samp" => code(node, line),
            "ruby" | "rt" => self.ruby(node, &name, line),
            // Brackets for browsers that show no ruby.
            "rp" => {}
            _ if SKIPPED.contains(&name.as_str()) => {}
            // Of notes the blocks stand in one line.
            "p" | "div" | "li" | "dt" | "dd" | "blockquote" | "td" => {
                line.push(' ');
                self.children(node, line);
                line.push(' ');
            }
            _ => self.children(node, line),
        }
    }

    /// Writes what the children of an element say into a line.
    pub(super) fn children(&mut self, node: &NodeRef, line: &mut String) {
        for child in node.children() {
            self.inline(&child, line);
        }
    }

    /// Words with their reading over them, as raw HTML. Beside a mark of an emphasis a tag would be in its way: there the
    /// reading stands in brackets.
    fn ruby(&mut self, node: &NodeRef, name: &str, line: &mut String) {
        let (open, close) = match name {
            _ if self.marks.is_empty() => (format!("<{name}>"), format!("</{name}>")),
            "rt" => ("（".to_owned(), "）".to_owned()),
            _ => (String::new(), String::new()),
        };
        line.push_str(&open);
        self.children(node, line);
        line.push_str(&close);
    }

    /// Words between two marks, with the spaces outside of them.
    fn between(&mut self, node: &NodeRef, mark: &'static str, line: &mut String) {
        let mut inner = String::new();
        let is_within = self.marks.contains(&mark);
        if !is_within {
            self.marks.push(mark);
        }
        self.children(node, &mut inner);
        if is_within {
            *line += &inner;
            return;
        }
        self.marks.pop();
        let words = inner.trim();
        // An ion has it.
        let is_charge = mark == "^"
            && ["+", "-", "−", "–"].contains(&words)
            && !line.is_empty()
            && !line.ends_with([' ', '\n']);
        let is_plain = inner.contains('\n')
            || mark == "^" && words.contains(' ')
            || !is_charge && !plain(words).0.contains(char::is_alphanumeric);
        if is_plain {
            *line += &inner;
            return;
        }
        if inner.starts_with(' ') && !line.ends_with([' ', '\n']) {
            line.push(' ');
        }
        let is_sign = |c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '.'));
        match mark {
            // Behind a letter Markdown has none of several words, or of signs.
            "^" | "~"
                if is_charge
                    || line.ends_with(char::is_alphanumeric) && words.contains(is_sign) =>
            {
                let name = if mark == "^" { "sup" } else { "sub" };
                *line += &format!("<{name}>{words}</{name}>");
            }
            _ => emphasis::push(line, mark, words),
        }
        if inner.ends_with(' ') {
            line.push(' ');
        }
    }

    fn link(&mut self, node: &NodeRef, line: &mut String) {
        let href = node.attr_or("href", "").trim().to_string();
        let id = href.split_once('#').map(|(_, id)| id);
        if id.is_some_and(|id| self.references.contains(id)) {
            // The way back from a note to where it is referred to.
            return;
        }
        if let Some(id) = id
            && let Some(number) = self.number(node, id)
        {
            let own = [*node].into_iter().chain(node.ancestors_it(Some(2)));
            let own = own.into_iter().flat_map(|node| [node.attr("id"), node.attr("name")]);
            self.references.extend(own.flatten().map(|id| id.to_string()));
            let kept = line.trim_end().len();
            line.truncate(kept);
            *line += &format!("[^{number}]");
            return;
        }
        let mut words = String::new();
        self.children(node, &mut words);
        let target = self.address(&href).filter(|_| !href.starts_with('#'));
        let is_unknown = self.base.is_none() && self.is_page && is_relative(&href);
        let target = target.or(is_unknown.then(|| UNKNOWN.to_owned()));
        let trimmed = words.trim();
        match target {
            Some(target) if !trimmed.is_empty() && !words.contains("](") => {
                let before =
                    if words.starts_with(' ') && !line.ends_with([' ', '\n']) { " " } else { "" };
                let after = if words.ends_with(' ') { " " } else { "" };
                let text = trimmed
                    .replace("\\\n", " ")
                    .replace('[', "\\[")
                    .replace(']', "\\]")
                    .replace("\\\\[", "\\[");
                *line += &format!("{before}[{text}]({target}){after}");
            }
            _ => *line += &words,
        }
    }

    fn picture(&mut self, node: &NodeRef, line: &mut String) {
        let alt = node.attr_or("alt", "");
        let is_sign = !alt.trim().is_empty() && !alt.contains(char::is_alphanumeric);
        if is_sign && alt.chars().count() <= FEW_SIGNS {
            *line += &markdown::inline(&single_line(&alt));
            return;
        }
        let own: Vec<String> =
            node.attr("src").map(|source| source.trim().to_string()).into_iter().collect();
        let loaded = loaded(node);
        for source in self.styled(node).iter().chain(&own).chain(&loaded) {
            if let Some(path) = self.pictures.meet(source, self.base) {
                return show(node, &path, line);
            }
        }
        let is_figure = self.figures.hold(node);
        let is_design = |source: &str| DESIGN.iter().any(|part| source.contains(part));
        let is_of_text = |source: &&String| !source.is_empty() && (is_figure || !is_design(source));
        let sources: Vec<&String> = loaded.iter().chain(&own).filter(is_of_text).collect();
        let mut remote = sources.iter().filter(|source| !comes_along(source));
        if let Some(address) = remote.find_map(|source| self.address(source)) {
            return show(node, &address, line);
        }
        let along = sources.iter().find(|source| comes_along(source));
        if along.is_none_or(|source| source.len() < PLACEHOLDER && source.starts_with("data:"))
            && let Some(address) = elsewhere(node).iter().find_map(|source| self.address(source))
        {
            return show(node, &address, line);
        }
        match along {
            Some(_) => self.pictures.leave(Left::Along),
            None if self.base.is_some() => {}
            None if sources.first().is_some_and(|source| !source.contains(':')) => {
                self.pictures.leave(Left::Adrift);
            }
            None => {}
        }
    }

    /// The picture that `SingleFile` writes into a style, because several elements show it.
    fn styled(&self, node: &NodeRef) -> Option<String> {
        let style = node.attr("style")?;
        let (_, name) = style.split_once("var(--sf-img-")?;
        let name = format!("--sf-img-{}:", name.split(')').next()?);
        let styles = self.page.select("style").text();
        let (_, value) = styles.split_once(&name)?;
        let value = value.trim_start().strip_prefix("url(")?;
        let value = value.split([')', '"', '\'']).find(|part| part.starts_with("data:"))?;
        Some(value.to_owned())
    }

    /// An address of the web, whole; nothing for anything that could run.
    fn address(&self, href: &str) -> Option<String> {
        let url = match self.base {
            Some(base) => base.join(href).ok()?,
            None => url::Url::parse(href).ok()?,
        };
        matches!(url.scheme(), "http" | "https" | "mailto")
            .then(|| url.as_str().replace('(', "%28").replace(')', "%29").replace(' ', "%20"))
    }
}

/// Whether nothing is written into a line yet.
fn begins_line(line: &str) -> bool {
    line.is_empty() || line.ends_with(BREAK)
}

/// Where a picture is that a script loads; `src` is what holds its place then.
fn loaded(node: &NodeRef) -> Vec<String> {
    let is_it = |name: &str| {
        name.starts_with("data-") && (name.ends_with("src") || name.ends_with("original"))
    };
    let attributes = node.attrs().into_iter().filter(|attribute| is_it(&attribute.name.local));
    attributes.map(|attribute| attribute.value.trim().to_owned()).collect()
}

/// Where else a page says that a picture is: in other sizes, or for readers without scripts.
fn elsewhere(node: &NodeRef) -> Vec<String> {
    let parent = node.parent();
    let beside = parent.filter(|parent| name(parent) == "picture");
    let beside_it = beside.iter().flat_map(|picture| picture.children_it(false)).take(MOST_SIZES);
    let sized = [*node].into_iter().chain(beside_it);
    let sizes = sized.flat_map(|node| SIZES.map(|name| node.attr(name)));
    // The last one is the largest, as most write them.
    let largest = |sizes: &str| {
        let last = sizes.rsplit(", ").map(str::trim).find(|size| !size.is_empty())?;
        last.split_whitespace().next().map(str::to_owned)
    };
    let sized: Vec<String> = sizes.flatten().filter_map(|sizes| largest(&sizes)).collect();
    let next = node.next_element_sibling().or_else(|| beside?.next_element_sibling());
    let unscripted = next.filter(|next| name(next) == "noscript").and_then(|next| {
        let image = next.descendants_it().find(|inner| name(inner) == "img")?;
        image.attr("src").map(|source| source.trim().to_owned())
    });
    let is_address = |source: &String| !source.starts_with("data:");
    sized.into_iter().chain(unscripted).filter(is_address).collect()
}

/// Writes a picture with the words that stand for it.
fn show(node: &NodeRef, address: &str, line: &mut String) {
    let words = single_line(&node.attr_or("alt", ""));
    let words = markdown::inline(&words).replace('[', "\\[").replace(']', "\\]");
    *line += &format!("![{words}]({address})");
}

/// Whether a `<cite>` is a whole reference, with links or titles among its words, and not the title of a work.
fn is_reference(cite: &NodeRef) -> bool {
    let parts = cite.children();
    let is_marked = |part: &NodeRef| matches!(name(part).as_str(), "a" | "i" | "em");
    let is_text = |part: &NodeRef| part.is_text() && part.text().contains(char::is_alphanumeric);
    parts.iter().any(is_marked) && parts.iter().any(is_text)
}

/// Whether a `<cite>` is the first thing in a quotation, says who said it, and something follows: `ada wrote:`.
fn is_speaker(cite: &NodeRef) -> bool {
    let is_first = |node: &NodeRef| {
        let mut before = std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling);
        before.all(|node| node.text().trim().is_empty())
    };
    let parent = cite.parent().filter(|_| is_first(cite));
    let quotation = parent.filter(|parent| name(parent) == "blockquote").or_else(|| {
        let outer = parent.filter(is_first)?.parent()?;
        (name(&outer) == "blockquote").then_some(outer)
    });
    quotation.is_some() && cite.text().trim_end().ends_with(':') && cite.next_sibling().is_some()
}

/// Whether a picture is written into its page, or lies in the folder that browsers save beside it.
fn comes_along(source: &str) -> bool {
    let first = source.trim_start_matches("./").split('/').next().unwrap_or_default();
    source.starts_with("data:image/") || source.starts_with("cid:") || first.ends_with("_files")
}

fn has_link(node: &NodeRef) -> bool {
    node.descendants_it().any(|node| name(&node) == "a")
}

/// Whether an address leads somewhere else on its own site.
fn is_relative(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    !href.is_empty() && !href.starts_with('#') && !scheme.contains(':')
}

/// Markdown with references to notes that stand in no brackets of the page, `[[^1]]`, which would be a link.
fn unbracketed(markdown: &str) -> String {
    let mut made = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find("[[^") {
        made += &rest[..at];
        rest = &rest[at + 1..];
        let references = references(rest);
        if references > 0 && rest[references..].starts_with(']') {
            made += &rest[..references];
            rest = &rest[references + 1..];
        } else {
            made.push('[');
        }
    }
    made + rest
}

/// How many bytes the references are that a text begins with: `[^1], [^2]`.
fn references(text: &str) -> usize {
    let (mut rest, mut end) = (text, 0);
    while let Some((number, behind)) = rest.strip_prefix("[^").and_then(|r| r.split_once(']'))
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        end = text.len() - behind.len();
        rest = behind.trim_start_matches([',', ';', '-', '–', ' ']);
    }
    end
}

/// Markdown without the links to addresses that are not known, which only tell what leads away, and without brackets around
/// references to notes.
pub(in super::super) fn known(markdown: &str) -> String {
    let end = format!("]({UNKNOWN})");
    let mut made = String::with_capacity(markdown.len());
    let mut parts = markdown.split(&end).peekable();
    while let Some(part) = parts.next() {
        let is_open = |at: &usize| !part[..*at].ends_with('\\');
        let open = part.rmatch_indices('[').map(|(at, _)| at).find(is_open);
        match open.filter(|_| parts.peek().is_some()) {
            Some(open) => made.extend([&part[..open], &part[open + 1..]]),
            None => made += part,
        }
    }
    unbracketed(&made)
}
