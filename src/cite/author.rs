//! Who wrote a work: a person with a surname, where it is sure, or a name in one piece.

/// What a name is followed by, in lower case and without its point.
const SUFFIXES: [&str; 9] = ["jr", "jnr", "sr", "snr", "junior", "senior", "ii", "iii", "iv"];

/// Words that belong to the surname behind them.
const PARTICLES: [&str; 22] = [
    "af", "av", "da", "das", "de", "degli", "del", "della", "den", "der", "di", "dos", "du", "la",
    "le", "ten", "ter", "van", "vom", "von", "zu", "zur",
];

/// Those that indexes pass over where they have small letters: `Humboldt, Wilhelm von`.
const PASSED: [&str; 12] =
    ["af", "av", "de", "den", "der", "ten", "ter", "van", "vom", "von", "zu", "zur"];

/// The Arabic article, which they pass over too.
const ARTICLES: [&str; 4] = ["al-", "el-", "Al-", "El-"];

/// Surnames that mostly stand first, of Chinese, Korean and Vietnamese names: whose second word looks like one need not have it.
const FIRST: [&str; 64] = [
    "Ban", "Cao", "Cai", "Chen", "Chiang", "Cho", "Choi", "Deng", "Dong", "Du", "Fang", "Feng",
    "Gao", "Guo", "Han", "Hoàng", "Hu", "Hua", "Huang", "Jang", "Jeong", "Jiang", "Jin", "Jung",
    "Kang", "Kim", "Lê", "Li", "Liang", "Lim", "Lin", "Liu", "Lu", "Luo", "Ma", "Mao", "Moon",
    "Ngô", "Nguyen", "Nguyễn", "Park", "Peng", "Phạm", "Phan", "Qian", "Qin", "Roh", "Shen",
    "Song", "Sun", "Tang", "Tian", "Trần", "Võ", "Wang", "Wei", "Wu", "Xi", "Xu", "Yang", "Yoon",
    "Zhang", "Zhao", "Zhou",
];

/// Who wrote a work.
#[derive(Debug, Clone)]
pub struct Author {
    /// The name, as it is read.
    pub name: String,
    /// Whether it is the name of a person.
    pub is_person: bool,
    /// The parts of the name, where they are sure.
    pub parts: Option<PersonName>,
}

/// The parts of the name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// The surname, with the particles before it.
    pub family: String,
    /// The given names.
    pub given: String,
    /// What follows the name: `Jr.`
    pub suffix: Option<String>,
}

impl Author {
    /// Somebody of a kind; `sort` is the name by which they are sorted.
    pub fn new(name: &str, sort: &str, kind: &str) -> Self {
        let is_person = kind == "person";
        let parts = if is_person { PersonName::of(name, sort) } else { None };
        Self { name: name.to_owned(), is_person, parts }
    }
}

impl PersonName {
    /// The parts as the index has them, or else those of a name of the usual shape.
    fn of(name: &str, sort: &str) -> Option<Self> {
        let behind = name.rsplit_once(',').filter(|(_, suffix)| is_suffix(suffix));
        let (whole, suffix) = behind.map_or((name, None), |(name, suffix)| (name, Some(suffix)));
        if sort == whole && !sort.contains(',') {
            return None;
        }
        let (given, family) =
            told(whole, sort).or_else(|| turned(whole)).or_else(|| usual(whole))?;
        let suffix = suffix.map(|suffix| suffix.trim().to_owned());
        Some(Self { family: family.to_owned(), given: given.to_owned(), suffix })
    }
}

/// The name as indexes have it: the surname of a person first, where it is sure; the Arabic article is passed over, and so
/// are most particles.
pub fn indexed(name: &str, kind: &str) -> String {
    if kind != "person" {
        let article = ARTICLES.iter().find(|article| name.starts_with(**article));
        let behind = article.map(|article| (&name[article.len()..], *article));
        let behind = behind.filter(|(rest, _)| rest.starts_with(char::is_uppercase));
        return behind
            .map_or_else(|| name.to_owned(), |(rest, article)| format!("{rest}, {article}"));
    }
    let Some(PersonName { mut family, mut given, suffix }) = PersonName::of(name, "") else {
        return name.to_owned();
    };
    while let Some((particle, rest)) = family.split_once(' ').filter(|(p, _)| PASSED.contains(p)) {
        (given, family) = (format!("{given} {particle}"), rest.to_owned());
    }
    if let Some(article) = ARTICLES.iter().find(|article| family.starts_with(**article)) {
        (given, family) = (format!("{given} {article}"), family[article.len()..].to_owned());
    }
    let suffix = suffix.map_or(String::new(), |suffix| format!(", {suffix}"));
    format!("{family}, {given}{suffix}")
}

/// The given names and the surname, where what they are sorted by says which part of a name is which. What it passes over belongs
/// to the surname.
fn told<'n>(name: &'n str, sort: &str) -> Option<(&'n str, &'n str)> {
    let (family, given) = sort.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    if let Some(given) = name.strip_prefix(family).filter(|rest| rest.trim_start() == given) {
        return Some((given.trim_start(), &name[..family.len()]));
    }
    let before = name.strip_suffix(family).filter(|before| before.trim_end() == given)?;
    let is_passed = |word: &&str| PARTICLES.contains(word) || ARTICLES.contains(word);
    let passed = before.split_inclusive(' ').rev().take_while(|word| is_passed(&word.trim_end()));
    let border = before.len() - passed.map(str::len).sum::<usize>();
    (border > 0).then(|| (name[..border].trim_end(), &name[border..]))
}

/// A name, in a script with small letters: in others it mostly begins with the surname.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.ends_with(char::is_lowercase)
}

/// Whether a word is a letter or several that stand for names; a single one needs no point.
fn is_initial(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && (word.ends_with('.') || word.chars().count() == 1)
}

/// The given names and the surname of a name that is written with the surname first. Two names before the comma can be those of
/// somebody else.
fn turned(name: &str) -> Option<(&str, &str)> {
    let (family, given) = name.split_once(", ")?;
    let mut words = family.rsplit(' ');
    let is_family =
        words.next().is_some_and(is_name) && words.all(|word| PARTICLES.contains(&word));
    let is_given = given.split(' ').all(|word| is_name(word) || is_initial(word));
    (is_family && is_given).then_some((given, family))
}

/// Whether a name consists of names, initials and particles, and its last word is a name: who takes it for the surname is right.
pub(super) fn ends_in_name(name: &str) -> bool {
    let is_name = |word: &str| is_name(word) || is_without_capitals(word);
    let is_part = |word: &str| is_name(word) || is_initial(word) || PARTICLES.contains(&word);
    name.split(' ').all(is_part) && name.rsplit(' ').next().is_some_and(is_name)
}

/// Whether a word is Hebrew, Arabic or of a script of India, where surnames stand last too.
fn is_without_capitals(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '\u{590}'..='\u{DFF}'))
}

/// The given name and the surname of a name of the usual shape: one name, initials, particles, and one surname.
fn usual(name: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = name.split(' ').collect();
    let (first, rest) = words.split_first()?;
    let (last, between) = rest.split_last()?;
    let initials = between.iter().take_while(|word| is_initial(word)).count();
    let are_particles = between[initials..].iter().all(|word| is_particle(word));
    let surname = ARTICLES.iter().find_map(|article| last.strip_prefix(article)).unwrap_or(last);
    let is_usual = (is_name(first) && !FIRST.contains(first) || is_initial(first))
        && is_name(surname)
        && are_particles;
    let given: usize = words[..=initials].iter().map(|word| word.len() + 1).sum();
    is_usual.then(|| (&name[..given - 1], &name[given..]))
}

/// Whether a word belongs to the surname behind it, also with a capital: `Le Guin`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&&*word.to_lowercase())
}

/// Whether it is what a name is followed by: `Jr.`
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&&*word.trim().trim_end_matches('.').to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{PersonName, indexed};

    #[test]
    fn names_of_an_index() {
        for (name, kind, expected) in [
            ("Ada Example", "person", "Example, Ada"),
            ("A. B. Example", "person", "Example, A. B."),
            ("Ben Sample, Jr.", "person", "Sample, Ben, Jr."),
            ("Jan van Maanen", "person", "Maanen, Jan van"),
            ("Anna van der Example", "person", "Example, Anna van der"),
            ("Anna Van Example", "person", "Van Example, Anna"),
            ("Jean de la Sample", "person", "la Sample, Jean de"),
            ("Sami al-Misal", "person", "Misal, Sami al-"),
            ("Иван Примеров", "person", "Примеров, Иван"),
            ("Lu Example", "person", "Lu Example"),
            ("Pliny the Elder", "person", "Pliny the Elder"),
            ("Herodotus", "person", "Herodotus"),
            ("Ada Example", "ship", "Ada Example"),
            ("Al-Misal", "place", "Misal, Al-"),
            ("Al Misal", "place", "Al Misal"),
            ("", "person", ""),
        ] {
            assert_eq!(indexed(name, kind), expected, "{name}");
        }
    }

    #[test]
    fn parts() {
        for (name, sort, parts) in [
            ("Isaac Newton", "", "Newton|Isaac"),
            ("Isaac Newton", "Newton, Sir Isaac", "Newton|Isaac"),
            ("A. B. Example", "", "Example|A. B."),
            ("Ada B. Example", "", "Example|Ada B."),
            ("Jan van Maanen", "", "van Maanen|Jan"),
            ("Anna van der Example", "", "van der Example|Anna"),
            ("Example, A.", "Example, A.", "Example|A."),
            ("Nguyễn, Văn Hùng", "", "Nguyễn|Văn Hùng"),
            ("van der Example, Anna B.", "", "van der Example|Anna B."),
            ("Ben Sample, Jr.", "", "Sample|Ben|Jr."),
            ("Martin Luther King, Jr.", "King, Martin Luther", "King|Martin Luther|Jr."),
            ("Gabriel García Márquez", "García Márquez, Gabriel", "García Márquez|Gabriel"),
            ("Иван Примеров", "", "Примеров|Иван"),
            ("Jan van Maanen", "Maanen, Jan van", "van Maanen|Jan"),
            ("Jan van Maanen", "van Maanen, Jan", "van Maanen|Jan"),
            ("Sami al-Misal", "", "al-Misal|Sami"),
            ("Sami al-Misal", "Misal, Sami al-", "al-Misal|Sami"),
            ("Lu Example", "Lu, Example", "Lu|Example"),
            ("Lu Example", "Lu Example", ""),
            ("Lu Example", "", ""),
            // Of these nobody knows, or it is no surname.
            ("Gabriel García Márquez", "Gabriel García Márquez", ""),
            ("Nicolas Fatio de Duillier", "", ""),
            ("Pliny the Elder", "", ""),
            ("Ada of Example", "", ""),
            ("Louis XIV", "", ""),
            ("Herodotus", "", ""),
            ("Sample, Ben, MD", "", ""),
            ("Example, Sample & Co.", "", ""),
            ("Office of Examples, Sampleton", "", ""),
            ("Ann Example, Ben Sample", "", ""),
            ("Example, 2nd Lord Sample", "", ""),
            ("محمد علي", "", ""),
            ("", "", ""),
        ] {
            let found = PersonName::of(name, sort).map_or(String::new(), |found| {
                let suffix = found.suffix.map_or(String::new(), |suffix| format!("|{suffix}"));
                format!("{}|{}{suffix}", found.family, found.given)
            });
            assert_eq!(found, parts, "{name}");
        }
    }
}
