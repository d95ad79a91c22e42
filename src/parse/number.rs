//! Numbers that texts write as words.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number in words below a thousand, in lower case: `seven`, `forty-two`, `one hundred and fifty`.
pub(super) fn small_number(words: &str) -> Option<u32> {
    let mut number = 0;
    let mut parts = words.split([' ', '-']).filter(|part| *part != "and").peekable();
    parts.peek()?;
    for part in parts {
        let place = |list: &[&str]| list.iter().position(|known| *known == part);
        if part == "hundred" && (1..10).contains(&number) {
            number *= 100;
        } else if let Some(tens) = place(&TENS).filter(|_| number % 100 == 0) {
            number += u32::try_from(tens).ok()? * 10 + 20;
        } else {
            let unit = u32::try_from(place(&SMALL)?).ok()?;
            let after_tens = number % 100 >= 20 && number % 10 == 0 && (1..10).contains(&unit);
            if !(number % 100 == 0 || after_tens) {
                return None;
            }
            number += unit;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_in_words() {
        for (words, number) in [
            ("zero", Some(0)),
            ("twelve", Some(12)),
            ("forty-two", Some(42)),
            ("one hundred and fifty", Some(150)),
            ("nine hundred ninety-nine", Some(999)),
            ("twenty twenty", None),
            ("one two", None),
            ("eleven hundred", None),
            ("and", None),
            ("", None),
        ] {
            assert_eq!(super::small_number(words), number, "{words}");
        }
    }
}
