//! The terms of a unit, with how much each says of it.

use std::borrow::Cow;
use std::ops::Range;

use crate::fold::{Level, fold, is_behind_particle, is_unspaced, words};

/// The longest term, in bytes; what is longer is cut, here and in the script.
const LONGEST: usize = 48;

/// The non-joiner of no width, which divides parts of a word in Persian.
const HALF_SPACE: char = '\u{200C}';

/// The article of Arabic, which is joined to its word.
const ARTICLE: &str = "ال";

/// Where in a unit words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Its text.
    Text,
    /// The title of the article that it is a later part of, or is about; its year.
    Around,
    /// The quoted words of a note.
    Quote,
    /// A summary.
    Summary,
    /// Tags, authors, outlet, speakers.
    Names,
    /// Other names and titles.
    Alias,
    /// The title or name.
    Title,
}

impl Field {
    /// What a term scores for standing there, 0 to 63 with what the unit itself and repetition add.
    fn score(self) -> u8 {
        match self {
            Self::Text => 2,
            Self::Around => 5,
            Self::Quote => 12,
            Self::Summary => 16,
            Self::Names => 22,
            Self::Alias => 38,
            Self::Title => 42,
        }
    }
}

/// From this score on, a term stands in more than the text of a unit.
pub(super) const BEYOND_TEXT: u8 = 12;

/// Words of a unit, collected.
#[derive(Default)]
pub(super) struct Terms {
    folded: String,
    found: Vec<(Range<usize>, Field)>,
}

impl Terms {
    /// Adds the words of a text. One that is divided by half a space, as in Persian, or at the end of a line is found undivided
    /// and by its parts.
    pub(super) fn add(&mut self, field: Field, text: &str) {
        self.add_words(field, text);
        if text.contains(HALF_SPACE) {
            let divided = text.split_whitespace().filter(|word| word.contains(HALF_SPACE));
            let parts: Vec<String> = divided.map(|word| word.replace(HALF_SPACE, " ")).collect();
            self.add_words(field, &parts.join(" "));
        }
        if text.contains("- ") {
            self.add_words(field, &parts_at_line_ends(text));
        }
        self.add_words(field, &initials(text));
    }

    fn add_words(&mut self, field: Field, text: &str) {
        let base = self.folded.len();
        self.folded.push_str(&arabic(&fold(text, Level::Case).text));
        self.folded.push('\n');
        let folded = &self.folded[base..];
        let mut run: Option<Range<usize>> = None;
        for word in words(folded) {
            if folded[word.clone()].starts_with(is_unspaced) {
                let before = run.take();
                if let Some(before) = before {
                    let joined = before.end == word.start;
                    let end = if joined { word.end } else { before.end };
                    self.found.push((base + before.start..base + end, field));
                }
                run = Some(word);
            } else if !is_letter(&folded[word.clone()]) {
                let end = folded.floor_char_boundary(word.end.min(word.start + LONGEST));
                self.found.push((base + word.start..base + end, field));
                for start in behind_particles(&folded[word.start..end]) {
                    self.found.push((base + word.start + start..base + end, field));
                }
            }
        }
        if let Some(last) = run {
            self.found.push((base + last.start..base + last.end, field));
        }
    }

    /// Each term once, in order, with its score; `prior` is what the unit itself counts for where its names match.
    pub(super) fn scored(self, prior: u8) -> Scored {
        let text = self.folded;
        // Eight bytes as a number decide most comparisons.
        let key = |range: &Range<usize>| {
            let mut key = [0; 8];
            let bytes = &text.as_bytes()[range.clone()];
            let len = bytes.len().min(8);
            key[..len].copy_from_slice(&bytes[..len]);
            u64::from_be_bytes(key)
        };
        let mut found: Vec<(u64, Range<usize>, Field)> =
            self.found.into_iter().map(|(range, field)| (key(&range), range, field)).collect();
        found.sort_unstable_by(|(a, at, a_field), (b, bt, b_field)| {
            let names = || text[at.clone()].cmp(&text[bt.clone()]);
            a.cmp(b).then_with(names).then(b_field.cmp(a_field))
        });
        let mut terms: Vec<(Range<usize>, u8)> = Vec::new();
        for same in
            found.chunk_by(|(a, at, _), (b, bt, _)| a == b && text[at.clone()] == text[bt.clone()])
        {
            let best = same[0].2;
            let often = u8::try_from(same.len().ilog2()).unwrap_or(0);
            let named = if best >= Field::Alias { prior } else { 0 };
            let repeated = often.min(3) * if best == Field::Text { 2 } else { 1 };
            terms.push((same[0].1.clone(), (best.score() + named + repeated).min(63)));
        }
        Scored { text, terms }
    }
}

/// The parts of words with a hyphen at the end of a line, which may be one of their own.
fn parts_at_line_ends(text: &str) -> String {
    let mut parts = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let stem = word.strip_suffix('-').filter(|stem| stem.ends_with(char::is_alphabetic));
        let next = words.peek().filter(|next| next.starts_with(char::is_alphabetic));
        if let (Some(stem), Some(next)) = (stem, next) {
            parts += &format!("{stem} {next} ");
        }
    }
    parts
}

/// Initials as one word each: `mk` for `M.K.` and `M. K.`, whose single letters would say nothing. Small letters go together
/// only without a space: `M.K. v. X`. The script has the same rule.
fn initials(text: &str) -> String {
    let mut runs: Vec<String> = Vec::new();
    let mut before: Option<(usize, char)> = None;
    for (dot, _) in text.match_indices('.') {
        let mut chars = text[..dot].chars();
        let last = chars.next_back().filter(|c| c.is_uppercase() || c.is_lowercase());
        let is_in_word = chars.clone().next_back().is_some_and(char::is_alphanumeric);
        let Some(initial) = last.filter(|_| !is_in_word) else { continue };
        let goes_on = before.is_some_and(|(end, other)| match &text[end..chars.as_str().len()] {
            "" => true,
            " " => other.is_uppercase() && initial.is_uppercase(),
            _ => false,
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push(initial),
            None => runs.push(initial.to_string()),
        }
        before = Some((dot + 1, initial));
    }
    runs.retain(|run| run.chars().nth(1).is_some());
    runs.join(" ")
}

/// Arabic words as they are looked up: in one spelling, and without the article. The script has the same rules.
fn arabic(text: &str) -> Cow<'_, str> {
    let is_arabic = |byte: u8| (0xD8..=0xDB).contains(&byte);
    if !text.bytes().any(is_arabic) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let long = || rest.chars().take(4).filter(|c| c.is_alphabetic()).count() == 4;
        let in_article = rest.starts_with(ARTICLE) && !before.is_alphanumeric() && long();
        let skipped = in_article || before == '\0' && c == 'ل';
        if !skipped {
            plain.push(match c {
                'ى' => 'ي',
                'ة' => 'ه',
                c => c,
            });
        }
        before = if in_article { '\0' } else { c };
    }
    Cow::Owned(plain)
}

/// Where words begin in an Arabic or Hebrew one behind particles that are joined to it: `كتاب` in `وبالكتاب`, `وكتاب` and
/// `لكتاب`. The word itself is looked up too, since its first letters may be its own. The script has the same rules.
fn behind_particles(word: &str) -> Vec<usize> {
    if !word.starts_with(|c| matches!(c, '\u{590}'..='\u{6FF}')) {
        return Vec::new();
    }
    let and = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let preposition = and.strip_prefix(['ب', 'ك']).unwrap_or(and);
    let article = and.strip_prefix("لل").or_else(|| preposition.strip_prefix(ARTICLE));
    if let Some(rest) = article.filter(|rest| rest.chars().nth(1).is_some()) {
        return vec![word.len() - rest.len()];
    }
    let starts = word.char_indices().map(|(at, _)| at).take(3);
    starts.filter(|&at| is_behind_particle(&word[..at], &word[at..])).collect()
}

/// Whether a word is a single letter, which says nothing.
fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic()
}

/// The terms of a unit, each once.
pub(super) struct Scored {
    text: String,
    terms: Vec<(Range<usize>, u8)>,
}

impl Scored {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        self.terms.iter().map(|(range, score)| (&self.text[range.clone()], *score))
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Terms};

    #[test]
    fn terms_of_texts() {
        for (text, terms) in [
            ("The Convoy’s café", "cafe convoy the"),
            ("a b 7 x-ray", "7 ray"),
            ("The rose- red dawn, 5- and - so", "5 and dawn red rose rosered so the"),
            ("M.K. v. Poland; J. R. Smith", "jr mk poland smith"),
            ("At 8 a.m. he saw plan B. A man", "8 am at he man plan saw"),
            ("No. 5. See App. C. Then", "5 app no see then"),
            ("6½ 10²", "1 10 2 6"),
            ("Cœur, Ærø", "aero coeur"),
            ("Łódź Þingvellir Đakovo Ħaż-Żebbuġ", "dakovo haz lodz thingvellir zebbug"),
            ("Straße ΛΌΓΟΣ", "strasse λογοσ"),
            ("车队离开", "开 离开 车队 队离"),
            ("在 Raqqa 城，三", "raqqa 三 在 城"),
            ("غادرت القافلة مدينة الرقّة إلى علی", "الي رقه علي غادرت قافله مدينه"),
            ("ال الله الآن", "ال ان له"),
            ("وبالكتاب", "كتاب وبالكتاب"),
            ("والكتاب كالكتاب فالكتاب", "فالكتاب كالكتاب كتاب والكتاب"),
            ("للكتاب الكتاب", "كتاب للكتاب"),
            ("وكتاب بمصر ولمصر", "بمصر كتاب لمصر مصر وكتاب ولمصر"),
            ("وزير الوزير", "زير وزير"),
            ("كتاب فكرة ولد بنك والد", "الد بنك فكره كتاب والد ولد"),
            ("ומירושלים בית", "בית ומירושלים ירושלים מירושלים"),
            ("سنة ١٩٥٦ ١٢٬٠٠٠ ۱۲ १२", "12 12000 1956 سنه"),
            ("کتاب\u{200c}فروشی نو", "فروشي كتاب كتابفروشي نو"),
            ("צה״ל תל־אביב", "אביב ל צה תל"),
            ("", ""),
        ] {
            let mut collected = Terms::default();
            collected.add(Field::Text, text);
            let scored = collected.scored(0);
            let found: Vec<&str> = scored.iter().map(|(term, _)| term).collect();
            assert_eq!(found.join(" "), terms, "{text}");
        }
    }

    #[test]
    fn names_count_for_more() {
        let mut terms = Terms::default();
        terms.add(Field::Title, "Raqqa");
        terms.add(Field::Text, "Raqqa convoy convoy left");
        let scored = terms.scored(5);
        let scores: Vec<(&str, u8)> = scored.iter().collect();
        assert_eq!(scores, [("convoy", 4), ("left", 2), ("raqqa", 48)]);
    }
}
