//! Quotation marks: which one closes what another has opened, and which hold the title of a work.

use super::lexicon::Lexicon;
use super::tokens::{Text, Token};

/// The most tokens of a title.
const LONGEST: usize = 16;

/// The most bytes of a quotation between single marks, each of which may open one.
const LONGEST_QUOTATION: usize = 4000;

/// The mark of a line that closes a quotation which none before it has opened: the text begins inside.
pub(super) fn closes_first(line: &str) -> Option<char> {
    let at = line.find(['"', '“', '”', '„', '«', '»'])?;
    let mark = line[at..].chars().next()?;
    let before = line[..at].chars().next_back()?;
    let after = line[at + mark.len_utf8()..].chars().next();
    let is_apart = after.is_none_or(|after| after.is_whitespace() || ",.;:!?)".contains(after));
    (!before.is_whitespace() && !before.is_numeric() && before != '(' && is_apart).then_some(mark)
}

/// The mark that has to close a quotation, and how many are open in it.
pub(super) type Quote = Option<(char, usize)>;

/// The quotation after one more character.
pub(super) fn quoted(open: Quote, c: char) -> Quote {
    let (close, inner) = match (open, c) {
        (Some(('»', inner)), '«') => return Some(('»', inner + 1)),
        (Some(('»', inner)), '»') if inner > 0 => return Some(('»', inner - 1)),
        (open, _) => open.map_or((None, 0), |(close, inner)| (Some(close), inner)),
    };
    let next = match (close, c) {
        (None, '“') => Some('”'),
        (None, '„') => Some('“'),
        (None, '«') => Some('»'),
        (None, '»') => Some('«'),
        (None, '"') => Some('"'),
        // Some close a quotation with the mark that opened it, or with a plain one.
        (Some('”'), '“') | (Some('“'), '”' | '"') => None,
        (Some(close), c) if c == close => None,
        (close, _) => close,
    };
    next.map(|close| (close, inner))
}

/// The single marks that open a quotation, with those that close it, and the double marks that say the same.
const SINGLES: [(char, char, &str, &str); 3] =
    [('‘', '’', "“", "”"), ('‚', '‘', "„", "“"), ('\'', '\'', "“", "”")];

/// Where single marks hold a quotation in a line, each with the double mark that says the same: `‘It is old,’ she said.`
///
/// The mark that closes one is an apostrophe too, so that it has to stand where a quotation can end.
pub(super) fn singles(line: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let mut open = None;
    let mut end = 0;
    for (at, sign) in line.char_indices() {
        open = quoted(open, sign);
        let before = line[..at].chars().next_back();
        let begins = before.is_none_or(|before| before.is_whitespace() || "([—–-".contains(before));
        let marks = SINGLES.iter().find(|(opens, ..)| *opens == sign);
        let Some(&(_, close, one, other)) = marks else { continue };
        if at < end || open.is_some() || !begins {
            continue;
        }
        if let Some(length) = closing(&line[at..], close) {
            end = at + length;
            found.extend([(at, one), (end, other)]);
        }
    }
    found
}

/// Where the quotation ends that a single mark opens at the beginning of a text.
fn closing(text: &str, mark: char) -> Option<usize> {
    let text = &text[..text.floor_char_boundary(LONGEST_QUOTATION)];
    let first = text.chars().next().map_or(0, char::len_utf8);
    let marks = text.match_indices(mark).filter(|(at, _)| {
        let next = text[at + mark.len_utf8()..].chars().next();
        *at > 0 && next.is_none_or(|next| !next.is_alphanumeric())
    });
    // `‘The workers’ union is closed,’ she said.`
    let is_sure = |at: usize| {
        let next = text[at + mark.len_utf8()..].chars().next();
        text[..at].ends_with([',', '.', '!', '?', '…'])
            || next.is_none_or(|next| ",.;:!?)".contains(next))
            || !text[..at].ends_with('s')
    };
    let close = marks.map(|(at, _)| at).find(|&at| is_sure(at))?;
    let inside = &text[first..close];
    // `rock 'n' roll`, `in the '90s`: a straight mark can stand for letters too.
    let is_more = || inside.starts_with(char::is_uppercase) || inside.contains(' ');
    let is_quotation = mark != '\'' || inside.starts_with(char::is_alphabetic) && is_more();
    (is_quotation && !inside.contains(['“', '”', '"', '«', '„'])).then_some(close)
}

impl Text<'_> {
    /// Notes which quotation marks from a token on hold the title of a work: `her book “The Bridge in 1905”`.
    pub(super) fn take_titles(&mut self, from: usize, lexicon: &Lexicon) {
        let mut at = from;
        while at < self.tokens.len() {
            let end = self.title_end(at, from, lexicon);
            for token in &mut self.tokens[at..end.unwrap_or(at)] {
                token.is_titled = true;
            }
            at = end.unwrap_or(at + 1);
        }
    }

    /// Where the title ends that a quotation mark opens behind a word for a work.
    fn title_end(&self, mark: usize, from: usize, lexicon: &Lexicon) -> Option<usize> {
        let opens = self.tokens[mark].is_mark() && !self.tokens[mark].is_quoted;
        let before =
            (from..mark).rev().find(|&at| self.tokens[at].text != ",").filter(|_| opens)?;
        let first = self.tokens.get(mark + 1)?;
        let is_work = lexicon.has("work", &self.tokens[before].lower);
        let closing = self.tokens[mark + 1..].iter().take(LONGEST).position(Token::is_mark)?;
        (is_work && first.is_capital && first.is_quoted).then_some(mark + 1 + closing)
    }
}
