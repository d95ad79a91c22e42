//! Russian names in the nominative, whatever case the text has them in.

use super::lexicon::Lexicon;
use super::tokens::Token;

/// What Russian surnames of men end in, and what stands behind that in the other cases.
const SURNAMES: [&str; 5] = ["ов", "ев", "ёв", "ин", "ын"];
const CASES: [&str; 5] = ["ым", "ом", "а", "у", "е"];

/// What ends Russian words in their cases, the longest first.
const ENDINGS: [&str; 48] = [
    "иями", "аем", "ией", "ием", "иям", "иях", "ами", "ями", "ого", "его", "ому", "ему", "ыми",
    "ими", "ой", "ей", "ом", "ем", "ах", "ях", "ам", "ям", "ую", "юю", "ая", "яя", "ый", "ий",
    "ое", "ее", "ай", "аю", "ае", "ея", "еем", "ых", "их", "ым", "им", "ые", "ие", "ии", "ия",
    "ию", "ою", "ею", "ью", "ья",
];

/// What Russian adjectives end in.
const ADJECTIVES: [&str; 17] = [
    "ого", "его", "ому", "ему", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их",
    "ым", "ую",
];

/// What Russian nouns for those who speak end in behind `по данным`, and what in the nominative.
const GENITIVES: [(&str, &str); 14] = [
    ("ства", "ство"),
    ("ции", "ция"),
    ("сии", "сия"),
    ("ании", "ания"),
    ("ния", "ние"),
    ("дии", "дия"),
    ("рии", "рия"),
    ("тета", "тет"),
    ("мента", "мент"),
    ("тра", "тр"),
    ("фонда", "фонд"),
    ("суда", "суд"),
    ("туры", "тура"),
    ("бы", "ба"),
];

/// What Russian verbs of the past end in.
const PAST: [&str; 8] = ["ал", "ил", "ел", "ял", "ала", "ила", "али", "или"];

/// Whether a Russian word has the form of a verb of the past.
pub(super) fn is_past(word: &str) -> bool {
    word.chars().count() > 4 && PAST.iter().any(|end| word.ends_with(end))
}

/// What Russian verbs end in that tell of what is or will be, and nouns that look like it.
const NOT_PAST: [&str; 6] = ["ет", "ёт", "ит", "ут", "ют", "ят"];
const NOUNS: [&str; 12] =
    ["тет", "вет", "лет", "мет", "нет", "джет", "рет", "едит", "визит", "лимит", "минут", "рут"];

/// What may be a verb of the past, also where it is a noun: `был`, `прошло`, `число`.
const MAYBE_PAST: [&str; 4] = ["л", "ла", "ло", "ли"];

/// Whether a Russian word has the form of a verb that does not tell of the past: `приедет`, `посетит`.
pub(super) fn is_not_past(word: &str) -> bool {
    let word = word.strip_suffix("ся").unwrap_or(word);
    let ends_in = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    word.chars().count() > 4 && ends_in(&NOT_PAST) && !ends_in(&NOUNS)
}

/// Whether a Russian word may be a verb of the past.
pub(super) fn may_be_past(word: &str) -> bool {
    let word = word.strip_suffix("ся").or(word.strip_suffix("сь")).unwrap_or(word);
    word.chars().count() > 2 && MAYBE_PAST.iter().any(|end| word.ends_with(end))
}

/// Whether a Russian word has the form of an adjective.
pub(super) fn is_adjective(word: &str) -> bool {
    word.chars().count() > 5 && has_adjective_ending(word)
}

/// Whether a Russian word ends like an adjective, also a short one that may be a noun: `Южной`.
pub(super) fn has_adjective_ending(word: &str) -> bool {
    ADJECTIVES.iter().any(|end| word.ends_with(end))
}

/// Whether a Russian word has the form of a verb in the past that goes with a noun: `суд оправдал`, `комиссия решила`.
pub(super) fn is_past_of(noun: &str, word: &str) -> bool {
    let word = word.strip_suffix("ся").or(word.strip_suffix("сь")).unwrap_or(word);
    let ending = match noun.chars().next_back() {
        Some('а' | 'я') => "ла",
        Some('о' | 'е') => "ло",
        _ => "л",
    };
    let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() > 2);
    stem.is_some_and(|stem| stem.ends_with(['а', 'е', 'и', 'у', 'ы', 'я']))
}

/// Whether a Russian word has the form of one that says how something was done: `решительно`, `категорически`.
pub(super) fn is_manner(word: &str) -> bool {
    word.chars().count() > 6 && (word.ends_with("но") || word.ends_with("ески"))
}

/// Whether a Russian word is of the father's name, in any case.
pub(super) fn is_patronymic(word: &str) -> bool {
    let endings = ["вна", "вны", "вне", "вну", "вной", "вич", "вича", "вичу", "вичем", "виче"];
    word.chars().count() > 5 && endings.iter().any(|end| word.ends_with(end))
}

/// Whether words stand behind a Russian `по данным`, `по словам`.
pub(super) fn is_in_genitive(lexicon: &Lexicon, tokens: &[Token], start: usize) -> bool {
    let is_behind = |length: usize| {
        start.checked_sub(length).is_some_and(|at| lexicon.at("according", tokens, at) == length)
    };
    lexicon.is("ru") && (1..=4).any(is_behind)
}

/// Who is meant by words in the genitive, as far as their form tells: of `министерства обороны`, `министерство обороны`;
/// of `Харрова`, `Харров`.
pub(super) fn of_genitive(words: &str) -> Option<String> {
    let (first, rest) = words.split_once(' ').map_or((words, ""), |(first, rest)| (first, rest));
    let noun = || {
        let (end, one) = GENITIVES.iter().find(|(end, _)| first.ends_with(end))?;
        Some(format!("{}{one}", first.strip_suffix(end)?))
    };
    let is_name = rest.is_empty() && first.starts_with(char::is_uppercase);
    let his = || surname(first).filter(|_| is_name);
    let hers = || hers("", first).filter(|_| is_name);
    if let Some(noun) = hers().or_else(his).or_else(noun) {
        return Some([&noun, rest].join(" ").trim_end().to_owned());
    }
    // `следственного комитета`: an adjective goes with its noun.
    let adjective = [("ского", "ский"), ("ного", "ный"), ("ской", "ская"), ("ной", "ная")];
    let (end, one) = adjective.iter().find(|(end, _)| first.ends_with(end))?;
    let noun = of_genitive(rest).filter(|_| !rest.is_empty())?;
    Some(format!("{}{one} {noun}", first.strip_suffix(end)?))
}

/// Somebody's name in the nominative: `Владиславом Сурковым` is `Владислав Сурков`.
pub(super) fn nominative(name: &str, lexicon: &Lexicon) -> Option<String> {
    let (first, rest) = name.split_once(' ').filter(|_| lexicon.is("ru"))?;
    let given = lexicon.given(&first.to_lowercase())?;
    let is_his = !given.ends_with(['а', 'я']);
    let is_declined = given != first.to_lowercase();
    if !is_his && is_declined {
        let surname = hers(&first.to_lowercase(), rest).unwrap_or_else(|| rest.to_owned());
        return Some(format!("{} {surname}", super::capitalised(given)));
    }
    let surname = surname(rest).or_else(|| foreign(rest).filter(|_| is_declined));
    // `Ренату Перейра`: names from elsewhere that only look like other cases.
    if is_his && is_declined && surname.is_some() && !agrees(&first.to_lowercase(), rest) {
        return None;
    }
    let surname = surname.filter(|_| is_his).unwrap_or_else(|| rest.to_owned());
    Some(format!("{} {surname}", super::capitalised(given)))
}

/// A woman's surname behind her first name in another case: of `Анне Харровой`, `Анну Харрову`. `Илье Харрову` is a man.
fn hers(first: &str, surname: &str) -> Option<String> {
    let object = |end| first.ends_with(['у', 'ю']).then(|| surname.strip_suffix(end)).flatten();
    if let Some(stem) = surname.strip_suffix("ской").or_else(|| object("скую")) {
        return Some(format!("{stem}ская"));
    }
    let bare = surname.strip_suffix("ой").or_else(|| object("у"))?;
    SURNAMES.iter().any(|end| bare.ends_with(end)).then(|| format!("{bare}а"))
}

/// Whether a man's surname can be in the case of his first name.
fn agrees(first: &str, surname: &str) -> bool {
    let cases: [(&[&str], &[&str]); 4] = [
        (&["а", "я"], &["а", "я", "ого", "его"]),
        (&["у", "ю"], &["у", "ю", "ому", "ему"]),
        (&["ом", "ем", "ём"], &["ым", "им", "ом", "ем"]),
        (&["е"], &["е", "ом", "ем"]),
    ];
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|end| word.ends_with(end));
    let case = cases.iter().find(|(given, _)| ends(first, given));
    case.is_none_or(|(_, endings)| ends(surname, endings))
}

/// Whether a Russian word has the form of a surname in the nominative: `Харров`, `Харрова`.
pub(super) fn is_surname(word: &str) -> bool {
    let his = word.strip_suffix('а').unwrap_or(word);
    SURNAMES.iter().any(|end| his.ends_with(end))
}

/// Whether a Russian word has the form of the surname of somebody who was told something: `Харрову`, `Харровой`.
pub(super) fn is_told(word: &str) -> bool {
    let bare = word.strip_suffix('у').or_else(|| word.strip_suffix("ой"));
    let is_short = bare.is_some_and(|bare| SURNAMES.iter().any(|end| bare.ends_with(end)));
    is_short || word.ends_with("скому") || word.ends_with("ской")
}

fn surname(word: &str) -> Option<String> {
    if let Some(stem) =
        ["ского", "скому", "ским", "ском"].iter().find_map(|end| word.strip_suffix(end))
    {
        return Some(format!("{stem}ский"));
    }
    let bare = CASES.iter().filter_map(|case| word.strip_suffix(case));
    let bare = bare.into_iter().find(|bare| SURNAMES.iter().any(|end| bare.ends_with(end)));
    bare.map(str::to_owned)
}

/// A surname from elsewhere, behind a first name that is not in the nominative: `Джорджу Харрисону`.
fn foreign(word: &str) -> Option<String> {
    let bare = CASES.iter().find_map(|case| word.strip_suffix(case))?;
    let vowels = ['а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'й', 'ь'];
    let fits = bare.chars().count() > 3 && !bare.ends_with(vowels) && !word.contains(' ');
    fits.then(|| bare.to_owned())
}

/// A Russian word without the ending of its case.
pub(super) fn stem(word: &str) -> &str {
    let long = |rest: &&str| rest.chars().count() > 2;
    let vowels = ['а', 'я', 'у', 'ю', 'ы', 'и', 'е', 'о', 'ь', 'й'];
    let ended = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(long));
    ended.or_else(|| word.strip_suffix(vowels).filter(long)).unwrap_or(word)
}
