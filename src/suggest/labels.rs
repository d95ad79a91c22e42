//! What opens the paragraphs of a transcript or a list: letters that belong to no name (`Q. Did you see it?`, `B. Barges`),
//! what numbers a point (`(iv) Barges`), and names in capitals (`ANN HARROW: I did.`).

use std::collections::HashSet;

/// The letters that stand for who asks and who answers.
const TURNS: [[&str; 2]; 6] =
    [["Q", "A"], ["F", "A"], ["P", "R"], ["Q", "R"], ["В", "О"], ["س", "ج"]];

/// Fewer letters than so many may be initials.
const FEWEST: usize = 3;

/// The letters that open lines of a text, where they are labels and no initials: `A. Harrow left.`
pub(super) struct Labels<'t> {
    found: HashSet<&'t str>,
    /// What stands in capitals before the words of those who speak in a transcript.
    pub(super) turns: HashSet<&'t str>,
    /// Which of it names somebody: a whole name, or the surname of one.
    pub(super) speakers: HashSet<&'t str>,
    /// The letter of who answers, where the letters are those of an interview.
    answer: Option<&'static str>,
}

/// The longest number of a point: `viii`.
const LONGEST_NUMBER: usize = 4;

/// Of so many lines of a transcript at least one says who speaks.
const TURN: usize = 3;

/// The longest name before somebody's words.
const LONGEST: usize = 60;

impl<'t> Labels<'t> {
    /// The labels of a text: two for turns, or those of a list in its order.
    pub(super) fn of(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let turns = lines.clone().filter_map(speaker);
        let is_transcript = turns.clone().count() * TURN >= lines.clone().count();
        let turns: HashSet<&str> = turns.filter(|_| is_transcript).collect();
        let surnames: HashSet<&str> =
            turns.iter().filter_map(|name| Some(name.rsplit_once(' ')?.1)).collect();
        let is_name = |name: &&str| name.contains(' ') || surnames.contains(name);
        let speakers = turns.iter().copied().filter(is_name).collect();
        let labels: Vec<&str> = lines.filter_map(label).collect();
        let is_all = |turns: &[&str; 2]| {
            labels.iter().all(|label| turns.contains(label))
                && turns.iter().all(|turn| labels.contains(turn))
        };
        let is_list = labels.first().is_some_and(|first| *first == "A")
            && labels.windows(2).all(|two| is_next(two[0], two[1]));
        // Of two, only `Q` and `A` are sure to be no initials.
        let are_few = labels.len() < FEWEST && *labels != TURNS[0];
        let answer = TURNS.iter().find(|turns| is_all(turns)).map(|[_, answer]| *answer);
        let answer = answer.filter(|_| !are_few);
        let are_labels = answer.is_some() || is_list && !are_few;
        let found = labels.into_iter().filter(|_| are_labels).collect();
        Self { found, turns, speakers, answer }
    }

    /// Whether a line begins with the letter of who asks or answers, and whether it is an answer.
    pub(super) fn turn(&self, line: &str) -> Option<bool> {
        let answer = self.answer?;
        Some(label(line)? == answer)
    }

    /// How many bytes of a line are its label.
    pub(super) fn length(&self, line: &str) -> usize {
        let label = label(line).filter(|label| self.found.contains(label));
        label.map(|label| label.len() + 1).or_else(|| point(line)).unwrap_or(0)
    }
}

/// Whether a word is the letter of who asks or answers, with its full stop.
pub(super) fn is_turn(word: &str) -> bool {
    let letter = word.strip_suffix('.');
    letter.is_some_and(|letter| TURNS.iter().flatten().any(|turn| *turn == letter))
}

/// Whether a word numbers a point of a list: `iv`, `a`, `12`.
pub(super) fn is_number(word: &str) -> bool {
    let all = |is: fn(char) -> bool| word.chars().all(is);
    let is_letter = word.chars().count() == 1 && all(char::is_alphabetic);
    let is_roman = word.len() <= LONGEST_NUMBER && all(|c| matches!(c, 'i' | 'v' | 'x'));
    let is_digits = word.len() < LONGEST_NUMBER && all(|c| c.is_ascii_digit());
    !word.is_empty() && (is_letter || is_roman || is_digits)
}

/// How many bytes at the beginning of a line number a point or a question: of `(iv) `, `a) `, `Q] `, `b. `, `Q34 `.
fn point(line: &str) -> Option<usize> {
    let inner = line.strip_prefix(['(', '[']).unwrap_or(line);
    let opening = line.len() - inner.len();
    let (number, rest) = inner.split_at(inner.find(|c: char| !c.is_alphanumeric())?);
    let closes = [") ", "] "].iter().any(|sign| rest.starts_with(sign));
    // `z. B.` is short for something.
    let is_short = || rest[1..].split_whitespace().next().is_some_and(|next| next.ends_with('.'));
    let stops = opening == 0
        && rest.starts_with(". ")
        && number.starts_with(char::is_lowercase)
        && !is_short();
    // `Q34 Mr Tarlow: …`, and not `Q4 earnings rose`.
    let digits = number.strip_prefix('Q').unwrap_or_default();
    let is_question = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let turn = rest.strip_prefix(' ').and_then(|turn| turn.split_once(": "));
    let is_turn =
        turn.is_some_and(|(name, _)| name.len() <= LONGEST && name.starts_with(char::is_uppercase));
    let asks = opening == 0 && is_question && is_turn;
    (is_number(number) && (closes || stops) || asks).then_some(opening + number.len() + 1)
}

/// The name in capitals that opens a line before a colon.
fn speaker(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(": ").filter(|(name, _)| name.len() <= LONGEST)?;
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    (name.len() > 1 && letters.all(char::is_uppercase)).then_some(name)
}

/// The letter that opens a line before a full stop or a colon.
fn label(line: &str) -> Option<&str> {
    let first =
        line.chars().next().filter(|first| first.is_alphabetic() && !first.is_lowercase())?;
    let (label, rest) = line.split_at(first.len_utf8());
    let is_label = [". ", ": "].iter().any(|sign| rest.starts_with(sign));
    is_label.then_some(label)
}

/// Whether a letter is behind another one in a list, or begins a list within it.
fn is_next(one: &str, next: &str) -> bool {
    let code = |letter: &str| letter.chars().next().map_or(0, u32::from);
    code(next) == code(one) + 1 || next == "A" && one != "A"
}
