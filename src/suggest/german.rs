//! German words that are put together, and say with their last part what they mean.

use super::lexicon::Lexicon;

/// The endings of cases.
const CASES: [&str; 5] = ["", "s", "n", "en", "es"];

/// The shortest word in bytes that may have the ending of the genitive taken off.
const SHORTEST_STEM: usize = 4;

/// The shortest word that is looked into.
const SHORTEST: usize = 7;

/// Whether a German word is an office: `Bundesaußenminister`, `Ministerpräsidenten`.
pub(super) fn is_office(lexicon: &Lexicon, word: &str) -> bool {
    ends(lexicon, "titling", word)
}

/// Whether a German noun has the form of one for somebody who does something: `Archivar`, `Redakteurin`, `Jurist`.
pub(super) fn is_agent(lexicon: &Lexicon, word: &str) -> bool {
    let bare = word.strip_suffix("in").unwrap_or(word);
    let endings = ["ar", "är", "eur", "ist", "ent", "ant", "or", "oge"];
    lexicon.is("de")
        && word.len() >= SHORTEST
        && endings.iter().any(|end| bare.ends_with(end))
        && !bare.ends_with("ment")
}

/// Whether a German word means a body: `Polizeipräsidium`, `Staatsanwaltschaft`.
pub(super) fn is_body(lexicon: &Lexicon, word: &str) -> bool {
    word.len() >= SHORTEST && ends(lexicon, "body", word)
}

/// Whether a German word means several bodies: `Fraktionen`, `Gerichten`.
pub(super) fn is_bodies(lexicon: &Lexicon, word: &str) -> bool {
    let bare = word.strip_suffix("en").into_iter().chain(word.strip_suffix('n'));
    lexicon.is("de") && bare.into_iter().any(|one| lexicon.ends_in("body", one))
}

/// Whether a German word is a body with a name before its dash: `Nordsee-Zeitung`.
pub(super) fn is_named_body(lexicon: &Lexicon, word: &str) -> bool {
    let parts = word.rsplit_once(['-', '‑']);
    parts.is_some_and(|(name, body)| {
        name.chars().count() > 2
            && body.starts_with(char::is_uppercase)
            && is_body(lexicon, &body.to_lowercase())
            && !is_bodies(lexicon, &body.to_lowercase())
    })
}

/// Whether a German noun means no thing that has a name: `Ermittlungen`, `Kindheit`.
pub(super) fn is_abstract(word: &str) -> bool {
    let endings = [
        "ung", "ungen", "heit", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ismus",
        "tät", "nis",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether a German word has the form of nouns for several, and not of an adjective, which has a capital letter only in a
/// name: `Unterlagen`, and not `Olympischen`.
pub(super) fn is_plural(word: &str) -> bool {
    let adjectives =
        ["schen", "lichen", "igen", "ten", "ßen", "alen", "ären", "uen", "eien", "ünen", "rzen"];
    word.ends_with("en") && !adjectives.iter().any(|ending| word.ends_with(ending))
}

/// A German noun or surname without the ending of the genitive; nothing where it has none.
pub(super) fn without_genitive<'w>(lexicon: &Lexicon, word: &'w str) -> Option<&'w str> {
    let bare =
        word.strip_suffix('s').filter(|bare| lexicon.is("de") && bare.len() >= SHORTEST_STEM)?;
    // `Zensus`, `Praxis` and `Fluss` end so in every case.
    let is_own = ["ss", "us", "is", "as"].iter().any(|end| word.ends_with(end));
    (!is_own || word.ends_with("aus")).then_some(bare)
}

/// A German noun in the nominative, behind `des` or `eines`: `Ministeriums`, `Amtes`, `Präsidenten`.
pub(super) fn nominative(lexicon: &Lexicon, noun: &str) -> Option<String> {
    if let Some(bare) = without_genitive(lexicon, noun) {
        let stem = bare.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'i']));
        return Some(stem.unwrap_or(bare).to_owned());
    }
    let mut weak = ["en", "n"].iter().filter_map(|end| noun.strip_suffix(end));
    weak.find(|bare| is_office(lexicon, &bare.to_lowercase())).map(str::to_owned)
}

fn ends(lexicon: &Lexicon, list: &str, word: &str) -> bool {
    let bare = CASES.iter().filter_map(|case| word.strip_suffix(case));
    lexicon.is("de") && bare.into_iter().any(|word| lexicon.ends_in(list, word))
}
