//! How a name is typed by those whose keyboard has not got its letters.

use unicode_normalization::UnicodeNormalization;

use super::chars::like;

/// The other spellings of a text in Latin letters that have only A to Z: each letter as the one that it looks like, and as
/// those that are written for it.
pub fn typed(text: &str) -> Vec<String> {
    let ways: [fn(char) -> Option<&'static str>; 2] = [like, |c| written(c).or_else(|| like(c))];
    let mut typed: Vec<String> =
        ways.map(|way| text.nfc().map(|c| spelling(c, way)).collect()).into();
    typed.dedup();
    typed.retain(|typed| typed != text);
    typed
}

fn spelling(c: char, way: fn(char) -> Option<&'static str>) -> String {
    let small = c.to_lowercase().next().unwrap_or(c);
    let Some(letters) = way(small) else {
        let base = std::iter::once(c).nfd().next().filter(char::is_ascii);
        return base.unwrap_or(c).to_string();
    };
    let mut letters = letters.chars();
    let first = letters.next().unwrap_or(small);
    let first = if c == small { first.to_string() } else { first.to_uppercase().to_string() };
    first + letters.as_str()
}

/// The letters that are written for a small one.
fn written(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'å' => "aa",
        'đ' => "dj",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn spellings_on_other_keyboards() {
        for (text, spellings) in [
            ("Jadwiga Żółkiewska", &["Jadwiga Zolkiewska"][..]),
            ("Øystein Bø", &["Oystein Bo", "Oeystein Boe"]),
            ("Jürg Möller", &["Jurg Moller", "Juerg Moeller"]),
            ("Åse Groß", &["Ase Gross", "Aase Gross"]),
            ("Đorđe", &["Dorde", "Djordje"]),
            ("Jane Doe", &[]),
            ("Юрий Ёлкин", &[]),
        ] {
            assert_eq!(super::typed(text), spellings, "{text}");
        }
    }
}
