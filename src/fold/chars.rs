//! Which characters differ only in how they are set.
//!
//! Knows single characters; how a text is put together from them is the business of [`super::mapped`].

/// What typography makes of one plain character: any quotation mark is `"` or `'`, any dash is `-`. The signs that
/// Hebrew has of its own for them are typed as those.
pub fn plain(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '〟' | '＂' | '「' | '」'
        | '『' | '』' | '״' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '‵' | 'ʼ' | 'ʻ' | '`' | '´' | '＇' | '׳' => {
            '\''
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '⁻' | '₋' | '﹘' | '﹣' | '－' | '־' => {
            '-'
        }
        _ => return None,
    })
}

/// Whether a character is never seen: soft hyphens, characters without width, direction marks, tatweel, and the
/// selectors of a glyph's variant.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{640}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// Whether a mark only adds to a letter: accents, and [points](is_point).
///
/// The marks of scripts in which they make another letter (Indic vowels, the voicing of kana) are not among them. The
/// search script has the same list, so that both fold alike.
pub(super) fn accent(c: char) -> bool {
    is_point(c)
        || matches!(
            c,
            '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
                | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        )
}

/// Whether a mark is written or left out as one likes: Hebrew points, Arabic vowel signs.
pub fn is_point(c: char) -> bool {
    matches!(
        c,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' | '\u{5C7}'
            | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
            | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}'
    )
}

/// The two letters that a ligature of letters is written as where it cannot be typed.
pub fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'Æ' => "Ae",
        'æ' => "ae",
        'Œ' => "Oe",
        'œ' => "oe",
        _ => return None,
    })
}

/// The letters from A to Z that a small one is typed as where the keyboard has not got it, and Unicode does not say so. The scripts
/// for search and filters have the same list.
pub(super) fn like(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ß' => "ss",
        'þ' => "th",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

/// The letter or digit that another one is a form of: the Persian yeh and kaf, which are typed as the Arabic ones, and
/// the digits of any script. The search script has the same rule.
pub fn base(c: char) -> char {
    match c {
        'ی' => 'ي',
        'ک' => 'ك',
        c => digit(c).unwrap_or(c),
    }
}

/// The ASCII digit that a decimal digit of any script is. Those of a script follow each other from its zero on.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 69] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
        0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
        0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
        0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
        0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50,
        0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1E140,
        0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
    ];
    let zero = ZEROS[..ZEROS.partition_point(|&zero| zero <= c as u32)].last()?;
    char::from_digit(c as u32 - zero, 10)
}

/// Whether a character is set beside a number and reads as another digit once it is plain: `10²` is not `102`.
pub(super) fn beside_number(c: char) -> bool {
    matches!(
        c,
        '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2079}' | '\u{207F}'..='\u{2089}'
            | '\u{2090}'..='\u{209C}' | '\u{2150}'..='\u{215F}' | '\u{2189}' | '\u{2460}'..='\u{249B}'
    )
}

/// Whether a character goes with the one before it: a mark, or the later part of a Hangul syllable.
pub(super) fn continues(before: char, c: char) -> bool {
    let hangul = |c: char| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}');
    c >= '\u{300}'
        && match c {
            '\u{1160}'..='\u{11FF}' => hangul(before),
            _ => unicode_normalization::char::is_combining_mark(c),
        }
}

/// Whether a character is Chinese or Japanese, written without spaces between words.
pub fn is_cjk(c: char) -> bool {
    matches!(
        c,
        '\u{2E80}'..='\u{30FF}' | '\u{31C0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{323AF}'
    )
}

/// Whether a line that ends between two characters goes on without a space: both are Chinese or Japanese, or one of them is
/// and the other a sign that other scripts have too.
pub fn joins(before: char, after: char) -> bool {
    let fits = |c: char| is_cjk(c) || "“”‘’…—".contains(c);
    fits(before) && fits(after) && (is_cjk(before) || is_cjk(after))
}

/// Whether a character is written for what it means and not for how it sounds.
pub fn is_ideograph(c: char) -> bool {
    let is_phonetic = |c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF00}'..='\u{FFEF}');
    is_cjk(c) && !is_phonetic(c)
}

/// Whether a character belongs to a script that does not mark where words begin.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{E00}'
        && (is_cjk(c)
            || matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'))
}
