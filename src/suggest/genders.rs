//! Whether somebody is `he` or `she`, by their title, their office or their first name.

use super::german::is_office;
use super::lexicon::Lexicon;
use super::phrases::Phrases;
use super::runs::Run;
use super::tokens::Text;

/// Which pronoun somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// `he`
    Man,
    /// `she`
    Woman,
}

/// Whether somebody who is called so is known to be a man or a woman.
///
/// `The spokesman, Ann Harrow`: a first name tells more than an office.
pub(super) fn of(
    text: &Text,
    lexicon: &Lexicon,
    name: &str,
    role: Option<&str>,
    runs: &[&Run],
) -> Option<Gender> {
    let titles = runs.iter().filter_map(|run| text.tokens.get(run.title.clone()?)).flatten();
    of_name(lexicon, name)
        .or_else(|| told(lexicon, titles.map(|word| &*word.lower)))
        .or_else(|| of_role(lexicon, role?))
}

/// What the first name of somebody tells.
pub(super) fn of_name(lexicon: &Lexicon, name: &str) -> Option<Gender> {
    let (first, _) = name.split_once(' ')?;
    told(lexicon, std::iter::once(&*first.to_lowercase()))
}

/// What an office or a description tells of who has it: nothing of whom it is for, as `a lawyer of Mrs. Kolar`.
fn of_role(lexicon: &Lexicon, role: &str) -> Option<Gender> {
    let role = role.to_lowercase();
    let is_small =
        |word: &&str| !["of", "linking", "for"].iter().any(|list| lexicon.has(list, word));
    told(lexicon, role.split_whitespace().take_while(is_small))
}

/// What words tell of somebody, the first that tells: `Mrs. Kolar`, `a company spokesman`.
fn told<'w>(lexicon: &Lexicon, mut words: impl Iterator<Item = &'w str>) -> Option<Gender> {
    words.find_map(|word| {
        // `Ministerin`: a German office has an ending for women.
        if lexicon.has_exactly("woman", word) || is_office(lexicon, word) && word.ends_with("in") {
            Some(Gender::Woman)
        } else {
            lexicon.has_exactly("man", word).then_some(Gender::Man)
        }
    })
}

impl Phrases<'_> {
    /// Whether somebody who is called so is known to be a man or a woman.
    pub(super) fn gender(&self, name: &str) -> Option<Gender> {
        let entity = self.names.entities.iter().find(|entity| entity.name == name);
        entity.map_or_else(|| of_role(self.lexicon, name), |entity| entity.gender)
    }
}
