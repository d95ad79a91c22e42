//! What a line is by its signs, in whatever language: who has the rights, the way to another text, a player, a time, the end.

use super::BETWEEN;
use super::rules::LONGEST_LINK;
use crate::import::dates;

/// Who has the rights is said in as many words; a caption goes on.
const LONGEST_NOTICE: usize = 8;

/// The name of a paper, or of what a text is filed under, has not more words.
const LONGEST_NAME: usize = 4;

/// Whether a line of so many words is of the page and not of the text.
pub(super) fn is_of_page(line: &str, words: usize) -> bool {
    names_owner(line, words) || is_pager(line, words) || is_player(line)
}

/// Whether a line is a number that is no year, as pages count their readers: `342`, `1.2K`.
pub(super) fn is_count(line: &str) -> bool {
    let number = line.trim_end_matches(['K', 'M']).replace(['.', ','], "");
    number.parse::<u32>().is_ok() && dates::day(line).is_none()
}

/// Whether a line is nothing but a sign between two others.
pub(super) fn is_sign(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| BETWEEN.contains(&c) || c == '∙')
}

/// Whether a line is a sign that a text has ended: `###`, `-30-`.
pub(super) fn is_end_mark(line: &str) -> bool {
    let bare = line.trim_matches(['-', '–', '—', ' ']);
    let is_hashes = !bare.is_empty() && bare.chars().all(|c| matches!(c, '#' | ' '));
    is_hashes || bare == "30" && bare.len() < line.len()
}

/// Whether a line says who has the rights.
fn names_owner(line: &str, words: usize) -> bool {
    let line = line.strip_prefix("Copyright ").unwrap_or(line);
    let year = line.trim_start_matches(['©', ' ']);
    let is_dated = year.split(' ').next().is_some_and(|year| dates::day(year).is_some());
    line.starts_with('©') && (words <= LONGEST_NOTICE || is_dated)
        || line.ends_with('©') && words <= LONGEST_NAME
}

/// Whether a line leads to the text before or after: `← The wall of the harbour`.
fn is_pager(line: &str, words: usize) -> bool {
    (2..=LONGEST_LINK).contains(&words) && (line.starts_with('←') || line.ends_with('→'))
}

/// Whether a line says how far a recording has been heard: `0:00 / 1:12`.
fn is_player(line: &str) -> bool {
    line.split_once('/').is_some_and(|(now, whole)| is_time(now.trim()) && is_time(whole.trim()))
}

/// Whether a line begins with the time at which it is said in a recording: `0:04`, `[00:01:12] The wall`.
pub(super) fn is_timed(line: &str) -> bool {
    let time = line.split(' ').next().unwrap_or_default().trim_matches(['[', ']', '(', ')']);
    is_time(time) && time.rsplit(':').next().is_some_and(|seconds| seconds.len() == 2)
}

/// Whether a word is a time in a recording: `1:12`, `01:02:03`.
fn is_time(word: &str) -> bool {
    word.contains(':') && word.split(':').all(|number| number.parse::<u16>().is_ok())
}

/// Whether some words are more than a name: `the harbour master, as he says himself.`
pub(super) fn is_sentence(words: &str) -> bool {
    words.ends_with(['.', '!', '?']) && words.split(' ').count() > LONGEST_NAME
}

/// Whether some words are what texts are filed under: `Accidents, Railways. Tagged 1931`.
pub(super) fn is_list_of_subjects(words: &str) -> bool {
    words.split([',', ';', '.', '|']).map(str::trim).filter(|part| !part.is_empty()).all(|part| {
        part.split(' ').count() <= LONGEST_NAME && !part.starts_with(char::is_lowercase)
    })
}
