//! Numbers in digits: what stands between thousands and before fractions, and powers of ten.

use super::range::Reader;

/// What stands between thousands, and before fractions.
const MARKS: [char; 6] = [',', '.', ' ', '\'', '_', DECIMAL];
/// What stands before fractions and nowhere else.
pub(super) const DECIMAL: char = '٫';

/// What stands between a number and a power of ten; `·` is the last one once words are plain.
const TIMES: [char; 4] = ['×', 'x', '*', DECIMAL];
/// The digits and signs of exponents, and what they are.
const RAISED: [char; 12] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁻', '⁺'];
const EXPONENT: &[u8; 12] = b"0123456789-+";

impl Reader<'_> {
    /// Digits with signs between groups of three, and a fraction.
    pub(super) fn digits(self, text: &str, multiplied: bool) -> Option<f64> {
        let text = text.trim();
        let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
        let (whole, fraction) = match text.rfind([',', '.', DECIMAL]) {
            Some(at) if self.is_fraction(text, at, multiplied)? => {
                (&text[..at], text[at..].trim_start_matches([',', '.', DECIMAL]))
            }
            _ => (text, "0"),
        };
        // `.05`
        let whole = if whole.is_empty() && text.starts_with('.') { "0" } else { whole };
        let groups: Vec<&str> = whole.split(MARKS).collect();
        let numeric = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (first, rest) = groups.split_first()?;
        let mut marks = whole.matches(MARKS);
        let mark = marks.next();
        let is_grouped = first.len() <= 3
            && rest.iter().all(|group| group.len() == 3 && numeric(group))
            && marks.all(|other| Some(other) == mark);
        if !numeric(first) || !(rest.is_empty() || is_grouped) || !numeric(fraction) {
            return None;
        }
        let number: f64 = format!("{}.{fraction}", groups.concat()).parse().ok()?;
        Some(sign * number)
    }

    /// Whether a point or comma, the last one of a number, begins a fraction; nothing where that cannot be told.
    ///
    /// A number often says it itself: thousands have groups of three digits, of which the first is no zero. Else the language
    /// says it. Where either is written, a comma before three digits groups them, as in most prose, and what does not group
    /// only begins a fraction where a word multiplies the number.
    fn is_fraction(self, text: &str, at: usize, multiplied: bool) -> Option<bool> {
        let (whole, last) = text.split_at(at);
        let mark = last.chars().next()?;
        if mark == DECIMAL || whole.contains(|c| MARKS.contains(&c) && c != mark) {
            return Some(!whole.contains(mark));
        }
        if whole.contains(mark) {
            return Some(false);
        }
        let may_be_group =
            last.len() == 4 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        match (self.fraction, mark) {
            // Nobody writes eleven as `11.000`: it is eleven thousand in the hand of another language.
            (Some(fraction), _) if mark == fraction && may_be_group && &last[1..] == "000" => None,
            (Some(fraction), _) if may_be_group && mark == fraction => Some(true),
            _ if may_be_group && self.group == Some(mark) => Some(false),
            _ if may_be_group => multiplied.then_some(true),
            // An English `1,5` may be a slip.
            (Some('.'), ',') => Some(whole == "0"),
            _ => Some(true),
        }
    }

    /// Digits with a power of ten, or one by itself: `1.2 × 10^6`, `10⁻³`, `1.2e6`.
    pub(super) fn power(self, text: &str) -> Option<f64> {
        let (factor, exponent) = match raised(text) {
            Some(("", exponent)) => (1.0, exponent),
            Some((factor, exponent)) => (self.digits(factor.strip_suffix(TIMES)?, true)?, exponent),
            None => {
                let (factor, exponent) = text.split_once('e')?;
                (self.digits(factor, true)?, exponent.to_owned())
            }
        };
        let exponent: i16 = exponent.parse().ok()?;
        format!("{factor}e{exponent}").parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// What stands before ten, and its exponent: `10^6`, `10⁻³`.
fn raised(text: &str) -> Option<(&str, String)> {
    if let Some((factor, exponent)) = text.split_once("10^") {
        return Some((factor.trim_end(), exponent.trim_end_matches('^').to_owned()));
    }
    let ten = text.trim_end_matches(RAISED);
    let digit = |c| RAISED.iter().position(|raised| *raised == c);
    let exponent = text[ten.len()..].chars().filter_map(digit);
    let exponent = exponent.map(|at| char::from(EXPONENT[at])).collect();
    Some((ten.strip_suffix("10")?.trim_end(), exponent))
}
