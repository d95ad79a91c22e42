//! What a PDF is written with: texts, names, numbers, operators.

use std::borrow::Cow;

/// A part of an object, or of what draws a page.
pub(super) enum Token<'b> {
    /// A text, in the codes of its font or an encoding.
    Text(Cow<'b, [u8]>),
    Number(f64),
    Name(&'b [u8]),
    Word(&'b [u8]),
    /// Of a list.
    Open,
    Close,
}

/// The tokens of a text.
pub(super) struct Tokens<'b> {
    rest: &'b [u8],
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// Whether a byte can be in a name, a number or an operator.
pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'b> Tokens<'b> {
    pub(super) fn of(text: &'b [u8]) -> Self {
        Self { rest: text }
    }

    /// The bytes before the first that is not so, which are passed over.
    fn passed(&mut self, is: impl Fn(u8) -> bool) -> &'b [u8] {
        let end = self.rest.iter().position(|byte| !is(*byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// A text in parentheses, which can stand in each other; behind the first.
    fn literal(&mut self) -> Vec<u8> {
        let (mut text, mut depth) = (Vec::new(), 1);
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'\\' => self.escaped(&mut text),
                b')' if depth == 1 => break,
                b')' => depth -= 1,
                b'(' => depth += 1,
                _ => {}
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
        text
    }

    /// What stands behind a backslash.
    fn escaped(&mut self, text: &mut Vec<u8>) {
        let is_octal = |byte: &&u8| (b'0'..=b'7').contains(*byte);
        let digits = self.rest.iter().take(3).take_while(is_octal).count();
        if digits > 0 {
            let (octal, rest) = self.rest.split_at(digits);
            self.rest = rest;
            text.push(
                octal
                    .iter()
                    .fold(0, |code: u8, digit| code.wrapping_mul(8).wrapping_add(digit - b'0')),
            );
            return;
        }
        let Some((&byte, rest)) = self.rest.split_first() else { return };
        self.rest = rest;
        match byte {
            b'n' | b'r' | b't' | b'b' | b'f' => text.push(b' '),
            // A line that goes on.
            b'\r' => self.rest = self.rest.strip_prefix(b"\n").unwrap_or(self.rest),
            b'\n' => {}
            byte => text.push(byte),
        }
    }

    /// A text in hexadecimal digits, up to its end.
    fn hexadecimal(&mut self) -> Vec<u8> {
        let digits = self.passed(|byte| byte != b'>');
        self.rest = self.rest.strip_prefix(b">").unwrap_or(self.rest);
        let digits = digits.iter().filter_map(|byte| char::from(*byte).to_digit(16));
        let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            self.passed(is_space);
            let (&byte, rest) = self.rest.split_first()?;
            if is_regular(byte) {
                let word = self.passed(is_regular);
                let number = str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                return Some(number.map_or(Token::Word(word), Token::Number));
            }
            self.rest = rest;
            match byte {
                b'(' => return Some(Token::Text(self.literal().into())),
                b'<' if rest.starts_with(b"<") => self.rest = &rest[1..],
                b'<' => return Some(Token::Text(self.hexadecimal().into())),
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'/' => return Some(Token::Name(self.passed(is_regular))),
                b'%' => drop(self.passed(|byte| !matches!(byte, b'\n' | b'\r'))),
                _ => {}
            }
        }
    }
}
