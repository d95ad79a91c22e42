//! Claimed figures: words and numbers as an interval that can be drawn.
//!
//! Keeps every figure as it is written. Does not compare figures; questions do.

mod arabic;
mod counted;
mod range;
mod sign;
mod words;

use crate::diagnostic::{Code, Diagnostic};
use crate::keys;
use crate::model::figure::{Figure, FigureRange, PERCENT, unit_key};
use crate::source::Spanned;
use crate::yaml::{Intake, Node};
use counted::counted;
use range::{Reader, plain};
use sign::sign;

/// How many bytes of words can be a figure.
const LONGEST: usize = 200;

/// The figure of a claim: a value, or a map of value, unit and scope. `language` is that of the document.
pub(super) fn figure(intake: &mut Intake, node: &Node, language: &str) -> Option<Figure> {
    if !node.is_map() {
        let value = intake.string("figure", node)?;
        return Some(read(intake, &value, [None, None], language));
    }
    let (mut value, mut unit, mut scope) = (None, None, None);
    for (key, node) in intake.known(node.entries(), &[keys::FIGURE]) {
        match key {
            "value" => value = intake.string(key, node),
            "unit" => unit = intake.text(key, node),
            "scope" => scope = intake.text(key, node),
            _ => {}
        }
    }
    if value.is_none() && !node.entries().is_empty() {
        let fault = Diagnostic::new(Code::Figure, "this figure has no `value`");
        intake.fault(fault.help("add `value:` with the number as the text has it"), node.span, "");
    }
    Some(read(intake, &value?, [unit, scope], language))
}

fn read(
    intake: &mut Intake,
    value: &Spanned<String>,
    [unit, scope]: [Option<String>; 2],
    language: &str,
) -> Figure {
    let written = &value.value;
    let mut figure = Figure {
        written: written.clone(),
        counted: None,
        range: range(written, language),
        unit,
        scope,
        span: value.span,
    };
    let sign = sign(&plain(written)).map(|(sign, _)| sign);
    match (&figure.unit, sign) {
        (unit, Some(sign))
            if figure.range.is_some()
                && unit.as_deref().is_none_or(|unit| unit_key(unit) == unit_key(sign)) =>
        {
            // `USD` and `R$` are read in small letters.
            figure.unit.get_or_insert_with(|| sign.to_uppercase());
            // Signs before a number become words where it is shown.
            let signs = written.contains(['<', '>', '~', '≈', '≤', '≥', '=']);
            figure.counted = (!signs).then(|| written.clone());
        }
        // Half of something that is counted is no number of it.
        (Some(_), Some(PERCENT)) => figure.range = None,
        (None, _) if figure.range.is_none() => {
            if let Some((number, unit, scope)) = counted(written, language) {
                figure.range = range(number, language);
                figure.counted = number.contains(char::is_alphabetic).then(|| written.clone());
                number.clone_into(&mut figure.written);
                figure.unit = Some(unit.to_owned());
                figure.scope = figure.scope.or_else(|| scope.map(str::to_owned));
            }
        }
        _ => {}
    }
    if figure.range.is_none() {
        let message = format!("`{written}` cannot be read as a number or a range");
        let help = "write `11000`, `about 11,000`, `> 40000`, `9000..11000`, `$5 billion`, `half` or `dozens`, and what is counted as `unit:`";
        intake.fault(Diagnostic::new(Code::Figure, message).help(help), value.span, "");
    }
    figure
}

/// The numbers that words allow, in a document of this language.
pub fn range(words: &str, language: &str) -> Option<FigureRange> {
    if words.len() > LONGEST {
        return None;
    }
    let words = plain(words);
    let reader = Reader::of(language);
    match sign(&words) {
        Some((_, number)) => reader.range(&number),
        None => reader.range(&words),
    }
}

/// A whole number in words, in any language that is read here.
pub(super) fn count(words: &str) -> Option<i64> {
    let number = Reader::in_any(words).filter(|number| number.fract() == 0.0 && *number < 1e6)?;
    #[allow(clippy::cast_possible_truncation)] // whole, and far below 2^63
    Some(number as i64)
}

#[cfg(test)]
mod tests;
