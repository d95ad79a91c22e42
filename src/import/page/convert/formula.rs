//! Formulas, as the LaTeX that they were written in: `KaTeX`, `MathJax` and wikis keep it beside what they draw.

use dom_query::NodeRef;

use super::super::single_line;
use super::{mathml, name};

/// What programs that draw formulas call the elements that hold one.
const HOLDERS: [&str; 13] = [
    "katex",
    "katex-display",
    "mathjax",
    "mathjax_display",
    "mathjax_preview",
    "mathjax_svg",
    "mathjax_chtml",
    "mjx-chtml",
    "math-inline",
    "math-block",
    "mwe-math-element",
    "hurmet-tex",
    "ltx_math",
];

/// Attributes that the source of a formula stands in.
const SOURCES: [&str; 5] = ["data-math", "data-tex", "data-latex", "data-entry", "data-expr"];

/// What a wiki and a blog call pictures of formulas.
const PICTURES: [&str; 4] =
    ["latex", "tex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"];

/// Whether an element holds a formula, however it is drawn.
pub(super) fn is_formula(node: &NodeRef) -> bool {
    match name(node).as_str() {
        "math" | "mjx-container" => true,
        "script" => node.attr_or("type", "").starts_with("math/tex"),
        "img" => is_picture(node),
        "span" | "div" | "p" => has_class(node, &HOLDERS),
        _ => false,
    }
}

/// The formula that an element holds, between its dollar signs; empty where it only draws one that stands elsewhere, and
/// nothing where its source is not to be had.
pub(super) fn formula(node: &NodeRef) -> Option<String> {
    let source = match name(node).as_str() {
        "img" => unescaped(&node.attr("alt")?),
        "script" => node.text().to_string(),
        "math" => of_mathml(node),
        _ => match held(node) {
            Some(source) => source,
            // `MathJax` keeps the source in a script behind what it draws.
            None if has_class(node, &["mathjax", "mathjax_display", "mathjax_preview"]) => {
                return Some(String::new());
            }
            None => return None,
        },
    };
    let source = cleaned(&source);
    if source.contains('$') || source.is_empty() {
        return None;
    }
    let sign = if is_display(node) { "$$" } else { "$" };
    Some(format!("{sign}{source}{sign}"))
}

/// The source of a formula that an element holds.
fn held(node: &NodeRef) -> Option<String> {
    let told = |node: &NodeRef| SOURCES.iter().find_map(|source| node.attr(source));
    let math = || node.descendants_it().find(|inner| name(inner) == "math");
    let picture = || node.descendants_it().find(is_picture)?.attr("alt");
    told(node)
        .map(|source| source.to_string())
        .or_else(|| math().map(|math| of_mathml(&math)))
        .or_else(|| picture().map(|source| source.to_string()))
}

/// The source that stands in or beside `MathML`, or what it comes to in LaTeX.
fn of_mathml(math: &NodeRef) -> String {
    let is_source = |node: &NodeRef| {
        name(node) == "annotation" && node.attr_or("encoding", "").to_lowercase().contains("tex")
    };
    let source = math.descendants_it().find(is_source).map(|node| node.text().to_string());
    source
        .or_else(|| math.attr("alttext").map(|source| source.to_string()))
        .filter(|source| !source.trim().is_empty())
        .unwrap_or_else(|| mathml::latex(math))
}

fn is_picture(node: &NodeRef) -> bool {
    name(node) == "img"
        && node.attr("alt").is_some_and(|words| {
            has_class(node, &PICTURES)
                || words.trim_start().starts_with('\\') && words.contains(['{', '_', '^'])
        })
}

fn has_class(node: &NodeRef, names: &[&str]) -> bool {
    let classes = node.attr_or("class", "").to_lowercase();
    classes.split_whitespace().any(|class| names.contains(&class))
}

/// Whether a formula stands between paragraphs.
fn is_display(node: &NodeRef) -> bool {
    let is_so = |node: &NodeRef| {
        let told = [node.attr("display"), node.attr("type"), node.attr("class")];
        let mut words = told.iter().flatten().flat_map(|words| words.split([' ', ';']));
        words.any(|word| {
            matches!(word, "block" | "true" | "mode=display" | "math-block" | "math-display")
                || ["katex-display", "MathJax_Display", "mwe-math-element-block"].contains(&word)
        })
    };
    let inner = || node.descendants_it().any(|inner| name(&inner) == "math" && is_so(&inner));
    is_so(node) || inner() || node.ancestors_it(Some(2)).any(|above| is_so(&above))
}

/// A formula on one line, without its comments and what wikis put around each.
fn cleaned(source: &str) -> String {
    let lines = source.lines().map(|line| {
        let mut signs = line.char_indices();
        let comment = signs.find(|&(at, c)| c == '%' && !line[..at].ends_with('\\'));
        comment.map_or(line, |(at, _)| &line[..at])
    });
    let line = single_line(&lines.collect::<Vec<_>>().join(" "));
    let bare = line.strip_prefix("{\\displaystyle ").and_then(|rest| rest.strip_suffix('}'));
    bare.map_or(line.as_str(), str::trim).to_owned()
}

/// The source in the words of a picture, some of which say before it that it is one.
fn unescaped(words: &str) -> String {
    words.trim().trim_matches('$').to_owned()
}
