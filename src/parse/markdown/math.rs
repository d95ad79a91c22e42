//! Formulas as `MathML`.
//!
//! The words of a formula in the text are its source; this makes what is shown instead.

mod infix;

use std::thread;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

/// The longest formula that is drawn.
const LONGEST: usize = 10_000;
/// The most commands in a formula that is drawn.
const MOST: usize = 1_500;
/// How many commands are read on the stack at hand: the library recurses for a command that is the argument of
/// another, as in `\sqrt\sqrt x`.
const SHALLOW: usize = 60;
/// The stack for formulas with more, in bytes: room for as many nested commands as may be there.
const STACK: usize = 48 << 20;
/// Commands that make commands: a few of them make a formula of any length.
const DEFINES: &[&str] = &[
    "\\def",
    "\\gdef",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
];

/// Commands that the library does not know, in terms of those that it does. The number of a formula stands behind it, and a
/// label is not seen; where a text refers to one, that is all it says.
const MORE: &str = concat!(
    r"\let\mbox=\text \let\hbox=\text \let\bm=\boldsymbol \let\pmb=\boldsymbol \let\mathscr=\mathcal ",
    r"\def\tag#1{\qquad(\text#1)}\def\label#1{}\def\ref#1{\text#1}\def\eqref#1{(\text#1)}\def\notag{}\def\nonumber{}",
    r"\def\boxed#1{\begin{array}{|c|}\hline #1\\\hline\end{array}}",
);

/// How a formula stands in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// `$…$`
    Inline,
    /// `$$…$$`
    Display,
}

/// The `MathML` of a formula; `None` where it is not LaTeX that can be drawn.
pub(super) fn mathml(formula: &str, mode: Mode) -> Option<Box<str>> {
    let commands = formula.matches('\\').count();
    if formula.len() > LONGEST
        || commands > MOST
        || DEFINES.iter().any(|define| formula.contains(define))
    {
        return None;
    }
    if commands <= SHALLOW {
        return std::panic::catch_unwind(|| draw(formula, mode)).ok()?;
    }
    thread::scope(|scope| {
        let drawn =
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || draw(formula, mode));
        drawn.ok()?.join().ok()?
    })
}

/// Draws a formula, if need be in other words. What the library panics on is caught by the caller: a text must not stop
/// the archive.
fn draw(formula: &str, mode: Mode) -> Option<Box<str>> {
    let otherwise =
        || format!("{MORE}{}", infix::prefixed(formula).replace(r"\tag*", r"\qquad\text"));
    let drawn = drawn(formula, mode).or_else(|| drawn(&otherwise(), mode))?;
    // A group that is struck out would be drawn as if it were not.
    (!drawn.contains("mop-negated")).then_some(drawn)
}

fn drawn(formula: &str, mode: Mode) -> Option<Box<str>> {
    let storage = Storage::new();
    let events = Parser::new(formula, &storage).collect::<Result<Vec<_>, _>>().ok()?;
    let display_mode = match mode {
        Mode::Inline => DisplayMode::Inline,
        Mode::Display => DisplayMode::Block,
    };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut drawn = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut drawn, events, config).ok()?;
    // The library escapes its own spaces.
    let drawn = drawn.replace("&amp;nbsp;", "&nbsp;");
    // A long formula is scrolled sideways, with keys too.
    let reached = r#"<math display="block" tabindex="0""#;
    Some(without_style(&drawn).replacen(r#"<math display="block""#, reached, 1).into())
}

/// The `MathML` without `style` attributes, which the pages' content security policy refuses.
fn without_style(mathml: &str) -> String {
    let mut kept = String::with_capacity(mathml.len());
    for (index, part) in mathml.split('<').enumerate() {
        if index > 0 {
            kept.push('<');
        }
        let (tag, words) = part.split_at(part.find('>').unwrap_or(0));
        match tag.split_once(" style=\"") {
            Some((before, value)) => {
                kept.push_str(before);
                kept.push_str(value.split_once('"').map_or("", |(_, after)| after));
            }
            None => kept.push_str(tag),
        }
        kept.push_str(words);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Mode, mathml};

    #[test]
    fn formulas() {
        for (formula, part) in [
            ("x^2", Some("<msup>")),
            (r"\frac{a", None),
            (r"\nonsense", None),
            (r"\def\a{x}\a", None),
            (&r"\sqrt".repeat(1500), None),
            (&(r"\hat".repeat(1000) + " x"), Some("<mi>")),
            (r"\text{<script>}", Some("&lt;script")),
            (r"\color{red} x", Some("<mi>")),
            (r"\hspace{1em} x", Some("x")),
            (r"x \tag{1 a}", Some("<mtext>1")),
            (r"x \tag*{A}", Some("<mtext>A</mtext>")),
            (
                r"\begin{align} a &= b \label{c} \\ d &= e \tag{2} \end{align}",
                Some("<mtext>2</mtext>"),
            ),
            (r"\mbox{if } x", Some("<mtext>if&nbsp;")),
            (r"5~\text{km}", Some("<mtext>&nbsp;</mtext>")),
            (r"z\ w", Some("<mtext>&nbsp;</mtext>")),
            (r"\boxed{x}", Some("menv-left-solid menv-right-solid")),
            (r"a + b \over c", Some("<mfrac><mrow><mi>a</mi>")),
            (r"a \over b \tag{1}", Some("<mi>b</mi></mrow></mfrac><mspace")),
            (r"a \over b \tag*{A}", Some("<mi>b</mi></mrow></mfrac><mspace")),
            (
                r"{a \over {b \over c}}",
                Some("<mrow><mi>b</mi></mrow><mrow><mi>c</mi></mrow></mfrac>"),
            ),
            (
                r"\left( n \choose k \right) x",
                Some("<mrow><mi>n</mi></mrow><mrow><mi>k</mi></mrow>"),
            ),
            (
                r"\begin{matrix} a \over b & c \\ d & e \over f \end{matrix}",
                Some("<mrow><mi>e</mi></mrow><mrow><mi>f</mi></mrow>"),
            ),
            (r"a \over b \over c", None),
            (r"\overline{x} \not= y", Some("=\u{338}")),
            (r"\not{x = y}", None),
            (r"x = y \text{ by } \ref{eq:a_b}", Some("<mtext>eq:a_b</mtext>")),
            (r"x \overset{\eqref{a}}{=} y", Some("<mtext>a</mtext>")),
            (r"\cite{a}", None),
            (r"\over } a { \over", None),
        ] {
            let drawn = mathml(formula, Mode::Inline);
            assert_eq!(drawn.is_some(), part.is_some(), "{formula}: {drawn:?}");
            let drawn = drawn.unwrap_or_default();
            assert!(drawn.contains(part.unwrap_or_default()), "{formula}: {drawn}");
            assert!(!drawn.contains("style="), "{formula}: {drawn}");
        }
        let block = mathml("x^2", Mode::Display).unwrap_or_default();
        assert!(block.contains(r#"tabindex="0""#), "{block}");
    }
}
