//! What was probably meant by a word that names nothing.
//!
//! A file can have as many such words as there are names, so that a word is compared with few of them.

/// The longest word that is compared, in letters: a longer one is seldom typed, and a comparison takes the square of it.
const LONGEST: usize = 200;

/// Of names with fewer letters, one that differs in a letter is another one.
const SLIP: usize = 5;

/// How many names a word is compared with that begin like it, or end like it, on either side of where it would stand.
const BESIDE: usize = 50;

/// How many pairs of letters these may make together.
const PAIRS: usize = 1 << 14;

/// Names that many words are compared with: only those that begin or end as a word does.
pub struct Candidates {
    names: Vec<String>,
    /// The names in small letters, and these from the last letter to the first, in order; each with its number.
    sorted: [Vec<(String, usize)>; 2],
}

impl Candidates {
    /// Those of a list.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let sort = |key: fn(&str) -> String| {
            let numbered = names.iter().enumerate();
            let mut sorted: Vec<_> = numbered.map(|(index, name)| (key(name), index)).collect();
            sorted.sort_unstable();
            sorted.dedup_by(|next, first| next.0 == first.0);
            sorted
        };
        let sorted = [sort(forwards), sort(backwards)];
        Self { names, sorted }
    }

    /// The names that a word can be compared with, in the order of the list.
    pub fn beside(&self, word: &str) -> impl Iterator<Item = &str> {
        let length = word.chars().count().clamp(1, LONGEST);
        let most = (PAIRS / (length * length)).clamp(1, BESIDE);
        let around = |sorted: &[(String, usize)], key: &str| {
            let at = sorted.partition_point(|(name, _)| name.as_str() < key);
            let around = at.saturating_sub(most)..(at + most).min(sorted.len());
            sorted[around].iter().map(|(_, index)| *index).collect::<Vec<_>>()
        };
        let [begin, end] = &self.sorted;
        let mut found = around(begin, &forwards(word));
        found.extend(around(end, &backwards(word)));
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|index| self.names[index].as_str())
    }

    /// The name of which a word differs in a single letter that is no digit, as in a slip of the hand.
    pub fn slipped(&self, word: &str) -> Option<&str> {
        let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
        let lower = word.to_lowercase();
        let is_slip = |name: &&str| {
            (SLIP..=LONGEST).contains(&name.chars().count())
                && digits(name) == digits(&lower)
                && strsim::osa_distance(&lower, &name.to_lowercase()) == 1
        };
        self.beside(word).find(is_slip)
    }

    /// The name that a word was probably meant to be.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        nearest(word, self.beside(word))
    }
}

fn forwards(name: &str) -> String {
    name.to_lowercase()
}

fn backwards(name: &str) -> String {
    name.to_lowercase().chars().rev().collect()
}

/// The candidate that `word` was probably meant to be, for "did you mean".
///
/// Compares it with each of them: where many words are looked for among many names, [`Candidates`] are for that.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let scored = candidates.into_iter().filter_map(|candidate| {
        let other = candidate.to_lowercase();
        let letters = other.chars().count();
        let (shorter, longer) = (length.min(letters), length.max(letters));
        // Each letter that one of them has more is a change.
        let is_comparable = longer <= LONGEST && 5 * shorter >= 3 * longer;
        is_comparable.then(|| (strsim::normalized_damerau_levenshtein(&lower, &other), candidate))
    });
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(likeness, _)| *likeness >= 0.6).map(|(_, candidate)| candidate)
}

/// `did you mean …?`, or the list of what there is.
pub fn suggest(word: &str, candidates: &[&str]) -> String {
    match nearest(word, candidates.iter().copied()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => format!("it can be one of: `{}`", candidates.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidates, nearest};

    #[test]
    fn what_was_meant_among_many() {
        let many: Vec<String> = (0..2_000).map(|n| format!("heading {n}")).collect();
        let names = many.iter().map(String::as_str).chain(["Ann Harrow", "The Target", "a", "öl"]);
        let names: Vec<&str> = names.collect();
        let candidates = Candidates::of(names.iter().copied());
        for (word, meant) in [
            ("Ann Harow", Some("Ann Harrow")),
            ("nn harrow", Some("Ann Harrow")),
            ("Harrow Ann", None),
            ("The Targte", Some("The Target")),
            ("haeding 1234", Some("heading 1234")),
            ("heading1999", Some("heading 1999")),
            ("Öl", Some("öl")),
            ("nothing of the kind", None),
            ("", None),
        ] {
            assert_eq!(candidates.nearest(word), meant, "{word}");
            assert_eq!(nearest(word, names.iter().copied()), meant, "{word}, of all");
        }
        for (word, meant) in [
            ("Ann Harow", Some("Ann Harrow")),
            ("the tragets", None),
            ("the traget", Some("The Target")),
            ("heading 12345", None),
            ("ol", None),
        ] {
            assert_eq!(candidates.slipped(word), meant, "{word}");
        }
        let long = "a".repeat(100_000);
        assert_eq!(Candidates::of([&*long]).nearest(&long[1..]), None);
        assert_eq!(Candidates::of([]).nearest("a"), None);
    }
}
