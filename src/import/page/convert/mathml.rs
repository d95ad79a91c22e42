//! `MathML` as LaTeX, where a page keeps no other source of a formula.

use dom_query::NodeRef;

use super::name;

/// Signs over or under something, as commands.
const ACCENTS: [(&str, &str); 16] = [
    ("→", "vec"),
    ("^", "hat"),
    ("ˆ", "hat"),
    ("~", "tilde"),
    ("˜", "tilde"),
    ("¯", "bar"),
    ("‾", "overline"),
    ("―", "overline"),
    ("_", "underline"),
    ("˙", "dot"),
    (".", "dot"),
    ("¨", "ddot"),
    ("⏞", "overbrace"),
    ("⏟", "underbrace"),
    ("ˇ", "check"),
    ("˘", "breve"),
];

/// The LaTeX of an element of `MathML` and all in it.
pub(super) fn latex(node: &NodeRef) -> String {
    let parts = || node.element_children();
    let part = |at: usize| parts().get(at).map(latex).unwrap_or_default();
    match name(node).as_str() {
        "mi" => identifier(node.text().trim()),
        "mn" | "mo" | "ms" => signs(node.text().trim()),
        "mtext" => words(&node.text()),
        "mfrac" => format!("\\frac{{{}}}{{{}}}", part(0), part(1)),
        "msqrt" => format!("\\sqrt{{{}}}", all(node)),
        "mroot" => format!("\\sqrt[{}]{{{}}}", part(1), part(0)),
        "msub" => format!("{}_{{{}}}", base(&part(0)), part(1)),
        "msup" => format!("{}^{{{}}}", base(&part(0)), part(1)),
        "msubsup" | "munderover" => {
            format!("{}_{{{}}}^{{{}}}", base(&part(0)), part(1), part(2))
        }
        "munder" => beside(&part(0), "underset", '_', &part(1)),
        "mover" => beside(&part(0), "overset", '^', &part(1)),
        "mtable" => format!(
            "\\begin{{matrix}} {} \\end{{matrix}}",
            parts().iter().map(latex).collect::<Vec<_>>().join(" \\\\ ")
        ),
        "mtr" => parts().iter().map(latex).collect::<Vec<_>>().join(" & "),
        // The first cell is the number of the formula.
        "mlabeledtr" => parts().iter().skip(1).map(latex).collect::<Vec<_>>().join(" & "),
        "mfenced" => {
            let inner = parts().iter().map(latex).collect::<Vec<_>>().join(", ");
            let (open, close) = (node.attr_or("open", "("), node.attr_or("close", ")"));
            format!("{} {inner} {}", signs(&open), signs(&close))
        }
        "mspace" => "\\ ".to_owned(),
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => String::new(),
        "semantics" => part(0),
        _ => all(node),
    }
}

fn all(node: &NodeRef) -> String {
    let parts: Vec<String> = node.element_children().iter().map(latex).collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What an index stands at, as one.
fn base(latex: &str) -> String {
    let is_one = latex.chars().count() == 1 || latex.starts_with('\\') && !latex.contains(' ');
    if is_one { latex.to_owned() } else { format!("{{{latex}}}") }
}

/// Something over or under something: an accent, a limit, or else set there.
fn beside(inner: &str, set: &str, index: char, sign: &str) -> String {
    if let Some((_, accent)) = ACCENTS.iter().find(|(accent, _)| *accent == sign.trim()) {
        return format!("\\{accent}{{{inner}}}");
    }
    let is_operator = inner.starts_with(['∑', '∏', '∫', '⋃', '⋂', '⨁'])
        || ["lim", "max", "min", "sup", "inf", "arg"].iter().any(|name| inner.contains(name));
    if is_operator {
        return format!("{}{index}{{{sign}}}", base(inner));
    }
    format!("\\{set}{{{sign}}}{{{inner}}}")
}

/// A name: one letter is a variable, several are upright.
fn identifier(text: &str) -> String {
    match text.chars().count() {
        0 => String::new(),
        1 => signs(text),
        _ => format!("\\mathrm{{{}}}", signs(text)),
    }
}

fn words(text: &str) -> String {
    let inner: String = signs(text.trim());
    if inner.is_empty() {
        return "\\ ".to_owned();
    }
    format!("\\text{{{inner}}}")
}

/// Signs, those that LaTeX takes for its own as commands.
fn signs(text: &str) -> String {
    let mut latex = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => latex.push_str("\\backslash "),
            '{' | '}' | '#' | '%' | '&' | '_' => latex.extend(['\\', c]),
            '^' => latex.push_str("\\hat{}"),
            // A dollar would end the formula; products and functions have a sign that is not seen.
            '$' | '\u{2061}'..='\u{2064}' | '\u{200b}' => {}
            '\u{a0}' => latex.push(' '),
            c => latex.push(c),
        }
    }
    latex
}
