//! Numbers as characters that need no escape in a string of JavaScript.

/// A character for a number below 64: from `#` on, without the backslash.
fn digit(value: u32) -> char {
    let code = if value < 57 { 35 + value } else { 36 + value };
    char::from_u32(code).unwrap_or('#')
}

fn value(byte: u8) -> u32 {
    u32::from(byte) - if byte < 92 { 35 } else { 36 }
}

/// Writes a number: five bits a character, the lowest first, with 32 added to all but the last.
pub(super) fn write(mut number: u32, packed: &mut String) {
    while number >= 32 {
        packed.push(digit(32 + number % 32));
        number /= 32;
    }
    packed.push(digit(number));
}

/// Writes a number below 64.
pub(super) fn write_small(number: u8, packed: &mut String) {
    packed.push(digit(u32::from(number).min(63)));
}

/// Reads pairs of a number, as the distance from the one before, and a small number.
pub(super) fn pairs(packed: &str) -> impl Iterator<Item = (u32, u8)> {
    let mut bytes = packed.bytes();
    let mut last = 0;
    std::iter::from_fn(move || {
        let (mut distance, mut shift) = (0, 0);
        loop {
            let part = value(bytes.next()?);
            distance |= (part % 32) << shift;
            shift += 5;
            if part < 32 {
                break;
            }
        }
        last += distance;
        Some((last, u8::try_from(value(bytes.next()?)).unwrap_or(0)))
    })
}

#[cfg(test)]
mod tests {
    use super::{digit, pairs, write, write_small};

    #[test]
    fn what_is_packed_is_unpacked() {
        let numbers = [0, 1, 31, 32, 33, 1023, 1024, 70_000, 70_001, 1_000_000];
        let (mut packed, mut last) = (String::new(), 0);
        for (score, &number) in (0_u8..).step_by(7).zip(&numbers) {
            write(number - last, &mut packed);
            write_small(score, &mut packed);
            last = number;
        }
        let should: Vec<(u32, u8)> = numbers.into_iter().zip((0..).step_by(7)).collect();
        assert_eq!(pairs(&packed).collect::<Vec<_>>(), should);
    }

    #[test]
    fn no_digit_needs_an_escape() {
        let digits: std::collections::BTreeSet<char> = (0..64).map(digit).collect();
        assert_eq!(digits.len(), 64);
        assert!(digits.iter().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\')));
    }
}
