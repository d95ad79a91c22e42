//! Numbers that texts write as words.

const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// A number word up to twelve, in lower case.
pub(super) fn small_number(word: &str) -> Option<u32> {
    let place = WORDS.iter().position(|&known| known == word)?;
    u32::try_from(place).ok()
}
