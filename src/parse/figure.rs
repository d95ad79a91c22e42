//! Claimed figures: words and numbers as an interval that can be drawn.
//!
//! Keeps every figure as it is written. Does not compare figures; questions do.

mod arabic;
mod counted;
mod digits;
mod interval;
mod parted;
mod range;
mod sign;
mod words;
mod years;

use crate::diagnostic::{Code, Diagnostic};
use crate::keys;
use crate::model::figure::{Figure, FigureRange, PERCENT, is_single_year, unit_key};
use crate::source::Spanned;
use crate::yaml::{Intake, Node};
use counted::{Counted, counted};
use parted::{Parted, is_time_or_ratio, parted};
use range::{Of, Reader, is_of_thousands, plain};
use sign::sign;
use years::years;

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
    let (written, span) = (&value.value, value.span);
    let mut figure =
        Figure { written: written.clone(), counted: None, range: None, unit, scope, span };
    let is_year = figure.unit.as_deref().is_some_and(is_single_year);
    if let Some(years) = Some(written).filter(|_| is_year).and_then(|date| years(date, language)) {
        figure.range = Some(years);
        // No number says doubt.
        figure.counted = written.contains('?').then(|| written.clone());
    } else {
        number(&mut figure, written, language);
    }
    if figure.range.is_none() {
        intake.fault(unread(&figure, language), value.span, "");
    }
    figure
}

/// Languages in which a figure may be one where the text does not say its own.
const OTHERS: [&str; 6] = ["en", "de", "fr", "es", "ru", "ar"];

/// Says why a figure has no number: its words are none, or count something else than its unit.
fn unread(figure: &Figure, language: &str) -> Diagnostic {
    let written = &figure.written;
    if let Some((unit, own)) = figure.unit.as_ref().zip(own_unit(written, language)) {
        let message = format!("`{written}` is in `{own}`, and `unit:` names `{unit}`");
        let help =
            format!("leave `unit:` out or write `{own}` there, and what it is of as `scope:`");
        return Diagnostic::new(Code::Figure, message).help(help);
    }
    if figure.unit.is_none() && is_millions_or_metres(written) {
        let message = format!("`{written}` may be millions or metres");
        let help = "write `million` or `metres`, or what is counted as `unit:`";
        return Diagnostic::new(Code::Figure, message).help(help);
    }
    if is_of_thousands(&plain(written)) {
        let message = format!("`{written}` begins with a few or with as many thousands");
        let help = "write both numbers out, as in `3,000–4,000` or `3..4000`";
        return Diagnostic::new(Code::Figure, message).help(help);
    }
    if figure.unit.is_none() && is_time_or_ratio(written) {
        let message = format!("`{written}` may be a time or a ratio");
        let help = "say which it is: `unit: hours`, `unit: minutes` or `unit: ratio`";
        return Diagnostic::new(Code::Figure, message).help(help);
    }
    let message = format!("`{written}` cannot be read as a number or a range");
    let is_read = |other: &str| {
        let mut figure = figure.clone();
        number(&mut figure, written, other);
        figure.range.is_some()
    };
    if let Some(other) = OTHERS.iter().copied().find(|other| is_read(other)) {
        let help = format!("say which `language` the text has: in `{other}` this is a number");
        return Diagnostic::new(Code::Figure, message).help(help);
    }
    let help = "write `11000`, `about 11,000`, `> 40000`, `9000..11000`, `$5 billion`, `half` or `dozens`, what is counted as `unit:`, and a date with `unit: year`";
    Diagnostic::new(Code::Figure, message).help(help)
}

/// Whether a number has a letter that nothing tells for millions or for metres: `5m`.
fn is_millions_or_metres(written: &str) -> bool {
    let words = plain(written);
    let number = words.strip_suffix('m').filter(|number| number.ends_with(char::is_numeric));
    number.is_some() && sign(&words).is_none()
}

/// What words count by themselves, whatever unit is given.
fn own_unit<'a>(written: &'a str, language: &str) -> Option<&'a str> {
    if let Some(Parted { unit, .. }) = parted(written, None, language) {
        return Some(unit);
    }
    let sign = sign(&plain(written)).map(|(sign, _)| sign);
    let sign = sign.filter(|_| range(written, language).is_some());
    sign.or_else(|| counted(written, language).map(|(_, unit, _)| unit))
}

/// Reads the words of a figure as a number, with what it counts where they say it.
fn number(figure: &mut Figure, written: &str, language: &str) {
    if figure.unit.is_none() && is_millions_or_metres(written) {
        return;
    }
    if let Some(Parted { number, unit }) = parted(written, figure.unit.as_deref(), language)
        && let Some(range) = range(&number, "en")
    {
        figure.range = Some(range);
        figure.counted = Some(written.to_owned());
        figure.unit = Some(unit.to_owned());
        return;
    }
    figure.range = range(written, language);
    let sign = sign(&plain(written)).map(|(sign, _)| sign);
    let number = match (&figure.unit, sign) {
        (unit, Some(sign))
            if figure.range.is_some()
                && unit.as_deref().is_none_or(|unit| unit_key(unit) == unit_key(sign)) =>
        {
            // `USD` and `R$` are read in small letters.
            figure.unit.get_or_insert_with(|| sign.to_uppercase());
            // Signs before a number become words where it is shown.
            let signs = written.contains(['<', '>', '~', '≈', '≤', '≥', '=']);
            figure.counted = (!signs).then(|| written.to_owned());
            None
        }
        // Half of something that is counted is no number of it, but `½` is.
        (Some(_), Some(PERCENT)) => {
            figure.range = part(written, language);
            None
        }
        (Some(unit), _) => without_unit(written, unit, language),
        (None, _) if figure.range.is_none() => counted(written, language),
        _ => None,
    };
    let Some((number, unit, scope)) = number else { return };
    let is_share = unit_key(unit) == PERCENT;
    let of_unit = part(number, language);
    figure.range = of_unit.filter(|_| !is_share).or_else(|| range(number, language));
    // `3/4 of the fleet` is not `3/4 %`.
    let is_fraction = is_share && of_unit.is_some() && of_unit != figure.range;
    // `p < 0.001` has its unit before the number.
    let is_plain = written.starts_with(number) && !number.contains(char::is_alphabetic);
    figure.counted = (is_fraction || !is_plain).then(|| written.to_owned());
    number.clone_into(&mut figure.written);
    figure.unit.get_or_insert_with(|| unit.to_owned());
    figure.scope = figure.scope.take().or_else(|| scope.map(str::to_owned));
}

/// The numbers that words allow, in a document of this language.
pub fn range(words: &str, language: &str) -> Option<FigureRange> {
    if words.len() > LONGEST {
        return None;
    }
    let words = plain(words);
    let (of, number) = match sign(&words) {
        Some((PERCENT, number)) => (Of::Nothing, number),
        Some((_, number)) => (Of::Money, number),
        None => (Of::Nothing, words.as_str().into()),
    };
    Reader::new(of, language).range(&number)
}

/// The numbers that words allow of what is counted, where `½` is no share.
fn part(words: &str, language: &str) -> Option<FigureRange> {
    let words = Some(words).filter(|words| words.len() <= LONGEST)?;
    Reader::new(Of::Unit, language).range(&plain(words))
}

/// The number of a value that says its unit too, and of what: `88` of `88 years`.
fn without_unit<'a>(written: &'a str, unit: &str, language: &str) -> Option<Counted<'a>> {
    let is_unit = |words: &str| unit_key(words) == unit_key(unit);
    let last = written.char_indices().rfind(|(_, c)| c.is_numeric());
    let end = last.map_or(0, |(at, digit)| at + digit.len_utf8());
    let (number, rest) = written.split_at(end);
    if is_unit(rest.trim()) && part(number, language).is_some() {
        return Some((number, rest, None));
    }
    counted(written, language).filter(|(_, unit, _)| is_unit(unit))
}

/// A whole number in words, in any language that is read here.
pub(super) fn count(words: &str) -> Option<i64> {
    let number = Reader::in_any(words).filter(|number| number.fract() == 0.0 && *number < 1e6)?;
    #[expect(clippy::cast_possible_truncation, reason = "whole, and far below 2^63")]
    Some(number as i64)
}

#[cfg(test)]
mod tests;
