//! Names of people as metadata and references write them: the surname first, and behind it what a name is followed by.

use super::parts;
use crate::cite::is_suffix;
use crate::fold::is_cjk;

/// `Surname, Name` the other way round. What follows a name stays behind it, wherever it stood: `King, Martin Luther, Jr.` is
/// how RIS has it, and `King, Jr., Martin Luther` how BibTeX has it.
pub(super) fn turned(name: &str) -> String {
    let parts = parts(name, ',');
    match &parts[..] {
        [whole, suffix] if is_suffix(suffix) && whole.contains(' ') => format!("{whole}, {suffix}"),
        [last, suffix, first] if is_suffix(suffix) => format!("{first} {last}, {suffix}"),
        [last, first] => whole(last, first),
        [last, first, behind @ ..] => format!("{first} {last}, {}", behind.join(", ")),
        parts => parts.concat(),
    }
}

/// A given name and a surname as they are read: `Isaac Newton`, but `山田太郎`.
pub(super) fn whole(family: &str, given: &str) -> String {
    if is_eastern(family, given) { format!("{family}{given}") } else { format!("{given} {family}") }
}

/// Whether a name is written in Chinese, Japanese or Korean, with its surname first and without a space. A surname in nothing but
/// katakana is of somebody from elsewhere.
fn is_eastern(family: &str, given: &str) -> bool {
    let is_katakana = |c: char| matches!(c, '\u{30A0}'..='\u{30FF}');
    let is_hangul = |c: char| matches!(c, '\u{AC00}'..='\u{D7A3}');
    let is_written =
        |name: &str| !name.is_empty() && name.chars().all(|c| is_cjk(c) || is_hangul(c));
    is_written(family) && is_written(given) && !family.chars().all(is_katakana)
}

/// Whether words with a comma are surely one name with its surname first, and not several names or a name with a place: the
/// surname is one word with the particles before it, and the given name one word, its initials, or followed by a suffix.
pub(super) fn is_turned(words: &str) -> bool {
    let parts = parts(words, ',');
    let (last, first, is_followed) = match &parts[..] {
        [last, first] => (last, first, false),
        [last, suffix, first] if is_suffix(suffix) => (last, first, true),
        [last, first, suffix] if is_suffix(suffix) => (last, first, true),
        _ => return false,
    };
    let is_capital = |word: &&str| !word.starts_with(char::is_lowercase);
    let mut surname = last.split(' ');
    let is_one = surname.next_back().is_some_and(|word| is_capital(&word))
        && !surname.any(|word| is_capital(&word));
    let mut others = first.split(' ').skip(1);
    is_one && (is_followed || others.all(|word| word.ends_with('.')))
}

#[cfg(test)]
mod tests {
    #[test]
    fn names() {
        for (name, turned, is_turned) in [
            ("Newton, Isaac", "Isaac Newton", true),
            ("van Maanen, Jan", "Jan van Maanen", true),
            ("de Moivre, Abraham", "Abraham de Moivre", true),
            ("von der Vogelweide, W.", "W. von der Vogelweide", true),
            ("Sample, Ben A.", "Ben A. Sample", true),
            ("King, Martin Luther, Jr.", "Martin Luther King, Jr.", true),
            ("King, Jr., Martin Luther", "Martin Luther King, Jr.", true),
            ("Martin Luther King, Jr.", "Martin Luther King, Jr.", false),
            ("García Márquez, Gabriel", "Gabriel García Márquez", false),
            ("Fatio de Duillier, Nicolas", "Nicolas Fatio de Duillier", false),
            ("Ben Sample, Reuters", "Reuters Ben Sample", false),
            ("Ada Example, Ben Sample", "Ben Sample Ada Example", false),
            ("Reuters, Ben Sample", "Ben Sample Reuters", false),
            ("Newton, Isaac, 1642-1727", "Isaac Newton, 1642-1727", false),
            ("山田, 太郎", "山田太郎", true),
            ("홍, 길동", "홍길동", true),
            ("ヤマダ, アンナ", "アンナ ヤマダ", true),
            ("李, Ming", "Ming 李", true),
            ("山田太郎", "山田太郎", false),
            ("Ada Example", "Ada Example", false),
            ("Petrov, IV", "IV Petrov", true),
            ("Example,", "Example", false),
            ("", "", false),
        ] {
            assert_eq!(super::turned(name), turned);
            assert_eq!(super::is_turned(name), is_turned, "{name}");
        }
    }
}
