//! Quotes as they name their passages.

use std::borrow::Cow;

/// The longest lemma, in characters.
const LONGEST: usize = 72;

/// How many bytes of each end of a quote are looked at: more than its longest lemma takes.
const END: usize = 8 * LONGEST;

/// A quote as it names its passage: on one line, without its own quotation marks, and with its middle left out where it is
/// long, cut between words.
pub fn lemma(quote: &str) -> String {
    let ends = ends(quote);
    let line = ends.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = unquoted(&line);
    if quote.chars().count() <= LONGEST {
        return quote.to_owned();
    }
    // How many bytes the first words take that fit into half of it.
    let half = |words: &mut dyn Iterator<Item = &str>| {
        let mut length = 0;
        let fits = words.take_while(|word| {
            length += word.chars().count() + 1;
            length <= LONGEST / 2
        });
        fits.map(|word| word.len() + 1).sum::<usize>().checked_sub(1)
    };
    let halves = (half(&mut quote.split(' ')), half(&mut quote.rsplit(' ')));
    let (Some(first), Some(last)) = halves else {
        // A script without spaces.
        let cut = |text: &mut dyn Iterator<Item = char>| text.take(LONGEST / 4).collect::<String>();
        let end: String = cut(&mut quote.chars().rev()).chars().rev().collect();
        return format!("{}…{end}", cut(&mut quote.chars()));
    };
    format!("{} … {}", &quote[..first], &quote[quote.len() - last..])
}

/// A quote without what is in its middle in any case: of a long one not all has to be read for its lemma.
fn ends(quote: &str) -> Cow<'_, str> {
    let (first, last) = (END, quote.len().saturating_sub(END));
    if last <= first {
        return quote.into();
    }
    let (first, last) = (quote.floor_char_boundary(first), quote.ceil_char_boundary(last));
    [&quote[..first], &quote[last..]].concat().into()
}

/// A quote without its own quotation marks: it stands in those of the page.
fn unquoted(quote: &str) -> &str {
    let marks = ['"', '“', '”', '„', '«', '»'];
    let inner = quote.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks));
    inner.filter(|inner| !inner.contains(marks)).unwrap_or(quote)
}

#[cfg(test)]
mod tests {
    #[test]
    fn lemmas_lose_their_middle() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        let longer = long.replace("eight", &"eighty ".repeat(9999));
        for (quote, lemma) in [
            ("short", "short"),
            ("two\n  lines", "two lines"),
            ("“quoted,”", "quoted,"),
            ("“one” and “two”", "“one” and “two”"),
            (long, "one two three four five six seven … twelve thirteen fourteen fifteen"),
            (&longer, "one two three four five six seven … twelve thirteen fourteen fifteen"),
            (&"字".repeat(80), &format!("{}…{}", "字".repeat(18), "字".repeat(18))),
        ] {
            assert_eq!(super::lemma(quote), lemma);
        }
    }
}
