//! Formulas as `MathML`.
//!
//! The words of a formula in the text are its source; this makes what is shown instead.

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

/// Draws a formula. What the library panics on is caught by the caller: a text must not stop the archive.
fn draw(formula: &str, mode: Mode) -> Option<Box<str>> {
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
