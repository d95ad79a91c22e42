//! Who wrote a work: a person with a surname, where it is sure, or a name in one piece.

/// What a name is followed by, in lower case and without its point.
const SUFFIXES: [&str; 9] = ["jr", "jnr", "sr", "snr", "junior", "senior", "ii", "iii", "iv"];

/// Words that belong to the surname behind them.
const PARTICLES: [&str; 22] = [
    "af", "av", "da", "das", "de", "degli", "del", "della", "den", "der", "di", "dos", "du", "la",
    "le", "ten", "ter", "van", "vom", "von", "zu", "zur",
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
        let sorted = sort.split_once(',').map(|(family, given)| (given.trim(), family.trim()));
        let is_whole = |(given, family): &(&str, &str)| format!("{given} {family}") == whole;
        let told = sorted.filter(is_whole).or_else(|| turned(whole));
        let (given, family) = told.or_else(|| usual(whole))?;
        let suffix = suffix.map(|suffix| suffix.trim().to_owned());
        Some(Self { family: family.to_owned(), given: given.to_owned(), suffix })
    }
}

/// A name, in a script with small letters: in others it mostly begins with the surname.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.ends_with(char::is_lowercase)
}

fn is_initial(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.ends_with('.')
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
    let is_part = |word: &str| is_name(word) || is_initial(word) || PARTICLES.contains(&word);
    name.split(' ').all(is_part) && name.rsplit(' ').next().is_some_and(is_name)
}

/// The given name and the surname of a name of the usual shape: one name, initials, particles, and one surname.
fn usual(name: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = name.split(' ').collect();
    let (first, rest) = words.split_first()?;
    let (last, between) = rest.split_last()?;
    let initials = between.iter().take_while(|word| is_initial(word)).count();
    let are_particles = between[initials..].iter().all(|word| PARTICLES.contains(word));
    let is_usual = (is_name(first) || is_initial(first)) && is_name(last) && are_particles;
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
    use super::PersonName;

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
