//! A text as words and signs, in sentences.
//!
//! Knows how words are put together in each language, and nothing of what they say.

use std::collections::HashSet;
use std::ops::Range;

use super::labels::Labels;
use super::letters::{self, has_article, is_site, word_len};
use super::lexicon::Lexicon;
use super::marks::{Quote, closes_first, quoted, singles};
use crate::model::body::{Body, TextRange};

/// A word, a number or a sign.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    /// As it stands, without a possessive or a shortened verb.
    pub(super) text: &'t str,
    /// Where.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// In lower case, without the apostrophe of an elision, with plain digits.
    pub(super) lower: String,
    /// Whether it is a word or a number.
    pub(super) is_word: bool,
    /// Whether it begins with a capital letter.
    pub(super) is_capital: bool,
    /// Whether it had such an ending.
    pub(super) owns: bool,
    /// Whether nothing stands between it and the token before.
    pub(super) is_joined: bool,
    /// Whether a line break that is seen stands before it.
    pub(super) begins_line: bool,
    /// Whether it stands in quotation marks.
    pub(super) is_quoted: bool,
    /// Whether it stands in the title of a work.
    pub(super) is_titled: bool,
}

impl Token<'_> {
    /// Whether it is written in digits.
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_numeric())
    }

    /// Whether all of its letters, two or more, are capitals.
    pub(super) fn is_acronym(&self) -> bool {
        let letters: Vec<char> = self.text.chars().filter(|c| c.is_alphabetic()).collect();
        let plural = letters.len() > 2 && letters.last() == Some(&'s');
        let capitals = if plural { &letters[..letters.len() - 1] } else { &letters[..] };
        let cased = letters.iter().rev().take_while(|c| c.is_lowercase()).count();
        // `ГАБТа`: a Russian acronym has cases too.
        let declined = (1..3).contains(&cased)
            && letters.len() - cased > 2
            && letters.iter().all(|c| !c.is_ascii())
            && letters[..letters.len() - cased].iter().all(|c| c.is_uppercase());
        declined || capitals.len() > 1 && capitals.iter().all(|c| c.is_uppercase())
    }

    /// Whether it is a quotation mark.
    pub(super) fn is_mark(&self) -> bool {
        self.text.starts_with(['"', '“', '”', '„', '«', '»'])
    }
}

/// What stands after an apostrophe in English and is no part of a name: of a possessor, and of `I’m`, `they’ve`, `he’d`.
const ENDINGS: [&str; 6] = ["s", "m", "ve", "re", "ll", "d"];

/// The most tokens that say in the midst of a quotation who speaks.
const LONGEST_ASIDE: usize = 12;

/// The most tokens of a sentence that is read for what it says: how its parts belong together is looked for from each of them.
const LONGEST_SENTENCE: usize = 300;

/// The words of a text.
#[derive(Debug)]
pub(super) struct Text<'t> {
    /// The text of the document.
    pub(super) whole: &'t str,
    /// Its words and signs.
    pub(super) tokens: Vec<Token<'t>>,
    /// Its sentences, as ranges of tokens.
    pub(super) sentences: Vec<Range<usize>>,
    /// For each sentence, whether it begins a paragraph.
    pub(super) begins: Vec<bool>,
    /// What stands before the words of those who speak in a transcript.
    pub(super) turns: HashSet<&'t str>,
    /// Which of it names somebody.
    pub(super) speakers: HashSet<&'t str>,
    /// Where an interview begins whose turns only have letters, and where the answers in it do.
    pub(super) interview: Option<usize>,
    pub(super) answers: HashSet<usize>,
}

impl<'t> Text<'t> {
    /// The words of the paragraphs of a document, whose text is `whole` with its line breaks.
    pub(super) fn new(body: &'t Body, whole: &'t str, lexicon: &Lexicon) -> Self {
        let mut end = 0;
        let mut blocks = Vec::new();
        for paragraph in &body.paragraphs {
            let range = paragraph.range.range();
            if range.start < end {
                continue;
            }
            end = range.end;
            blocks.extend(lines(&body.text, range));
        }
        let labels = Labels::of(blocks.iter().map(|line| &whole[line.clone()]));
        let mut text = Self {
            whole,
            tokens: Vec::new(),
            sentences: Vec::new(),
            begins: Vec::new(),
            turns: HashSet::new(),
            speakers: HashSet::new(),
            interview: None,
            answers: HashSet::new(),
        };
        for line in blocks {
            if let Some(is_answer) = labels.turn(&whole[line.clone()]) {
                let at = text.tokens.len();
                text.interview.get_or_insert(at);
                text.answers.extend(is_answer.then_some(at));
            }
            let label = labels.length(&whole[line.clone()]);
            text.take(line.start + label..line.end, lexicon);
        }
        text.turns = labels.turns;
        text.speakers = labels.speakers;
        text
    }

    /// The words between two tokens, as they are printed.
    pub(super) fn range(&self, tokens: Range<usize>) -> TextRange {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => TextRange::new(first.start, last.end),
            Some([one]) => TextRange::new(one.start, one.end),
            _ => TextRange::default(),
        }
    }

    /// The words of a range of tokens, with single spaces.
    pub(super) fn words(&self, tokens: Range<usize>) -> String {
        let words = self.whole[self.range(tokens).range()].replace('\u{ad}', "");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The sentence that holds a token.
    pub(super) fn sentence_of(&self, token: usize) -> Range<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.start <= token);
        self.sentences.get(after.wrapping_sub(1)).cloned().unwrap_or(token..token)
    }

    /// Whether a sentence goes on for too long to say anything: a list, or a text without full stops. Names are found in it.
    pub(super) fn is_endless(sentence: &Range<usize>) -> bool {
        sentence.len() > LONGEST_SENTENCE
    }

    /// Takes a block of text apart.
    fn take(&mut self, line: Range<usize>, lexicon: &Lexicon) {
        let from = self.tokens.len();
        let (mut first, mut begins) = (from, true);
        let mut at = line.start;
        let mut quote = closes_first(&self.whole[line.clone()]).map(|mark| (mark, 0));
        let singles = singles(&self.whole[line.clone()]);
        let single = |at: usize| {
            let found = singles.binary_search_by_key(&(at - line.start), |(mark, _)| *mark);
            found.ok().map(|index| singles[index].1)
        };
        while at < line.end {
            let rest = &self.whole[at..line.end];
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() {
                at += c.len_utf8();
                let is_open = first < self.tokens.len() && quote.is_none();
                if c == '\n' && is_open && self.ends_line(&self.whole[at..line.end], lexicon) {
                    self.sentences.push(first..self.tokens.len());
                    self.begins.push(begins);
                    (first, begins) = (self.tokens.len(), true);
                }
                continue;
            }
            if c.is_alphanumeric() {
                let end = at + word_len(rest, lexicon);
                // `25 °C. The ice …`: no initial.
                let is_degree = self.whole[..at].ends_with('°') && self.whole[..end].ends_with('.');
                let end = end - usize::from(is_degree);
                self.push_word(at..end, quote.is_some(), lexicon);
                at = end;
                if self.whole[..end].ends_with('.') && opens(&self.whole[end..line.end], lexicon) {
                    self.sentences.push(first..self.tokens.len());
                    self.begins.push(begins);
                    (first, begins) = (self.tokens.len(), false);
                }
                continue;
            }
            self.push_sign(at, c, single(at), &mut quote);
            at += c.len_utf8();
            if matches!(c, '.' | '!' | '?' | '…' | '؟') && self.ends(at..line.end, lexicon) {
                at = self.closing(at..line.end, &single, &mut quote);
                self.sentences.push(first..self.tokens.len());
                self.begins.push(begins);
                (first, begins) = (self.tokens.len(), false);
            }
        }
        if first < self.tokens.len() {
            self.sentences.push(first..self.tokens.len());
            self.begins.push(begins);
        }
        self.take_asides(from, lexicon);
        self.take_titles(from, lexicon);
    }

    /// Takes the words out of a quotation that say in its midst who speaks: `«Мост старый, — сказал Харров. — Он …»`.
    fn take_asides(&mut self, from: usize, lexicon: &Lexicon) {
        let mut at = from;
        while at < self.tokens.len() {
            let aside = self.aside(at, lexicon);
            for token in self.tokens[at..aside.unwrap_or(at)].iter_mut().skip(1) {
                token.is_quoted = false;
            }
            at = aside.unwrap_or(at + 1);
        }
    }

    /// Where the words end that begin at a sign in a quotation and say who speaks.
    fn aside(&self, at: usize, lexicon: &Lexicon) -> Option<usize> {
        let apart = lexicon.is_romance() || lexicon.is("ru");
        let has = |list: &str, at: usize| lexicon.at(list, &self.tokens, at) > 0;
        let sign = |at: usize| self.tokens.get(at).filter(|sign| sign.is_quoted && !sign.is_word);
        let is_dash = |at: usize| sign(at).is_some_and(|s| matches!(s.text, "-" | "—" | "–"));
        let stops = sign(at).filter(|_| apart)?;
        let dash = usize::from(is_dash(at + 1));
        let opens = matches!(stops.text, "," | "!" | "?" | "…") && (dash > 0 || stops.text == ",");
        if !opens || lexicon.is("ru") && dash == 0 {
            return None;
        }
        let mut verb = at + 1 + dash;
        let mut is_pronoun = false;
        while has("aux", verb) || has("he", verb) || has("she", verb) {
            is_pronoun |= !has("aux", verb);
            verb += 1;
        }
        let says = ["says", "thinks"].iter().map(|list| lexicon.at(list, &self.tokens, verb)).max();
        let after = verb + says.filter(|length| *length > 0)?;
        let who = self.tokens.get(after)?;
        let named = who.is_capital
            || ["the", "he", "she", "title", "role"].iter().any(|list| has(list, after));
        let ends =
            |at: &usize| sign(*at).is_some_and(|s| matches!(s.text, "," | ".")) || is_dash(*at);
        let end = (after..self.tokens.len().min(after + LONGEST_ASIDE)).find(ends)?;
        (named || is_pronoun && end == after).then_some(end + usize::from(is_dash(end)))
    }

    fn push(&mut self, range: Range<usize>, end: usize, is_quoted: bool) {
        let text = &self.whole[range.clone()];
        let before = self.tokens.last().map(|last| last.end);
        self.tokens.push(Token {
            text,
            start: range.start,
            end: range.end,
            lower: letters::compared(text),
            is_word: text.starts_with(char::is_alphanumeric),
            is_capital: text.starts_with(char::is_uppercase) || has_article(text) || is_site(text),
            owns: end > range.end,
            is_joined: self.tokens.last().is_some_and(|last| last.end == range.start),
            begins_line: before.is_some_and(|end| self.whole[end..range.start].contains('\n')),
            is_quoted,
            is_titled: false,
        });
    }

    /// A sign, for which another may stand: a double mark for a single one.
    fn push_sign(&mut self, at: usize, c: char, other: Option<&'static str>, quote: &mut Quote) {
        let end = at + c.len_utf8();
        self.push(at..end, end, quote.is_some());
        if let (Some(other), Some(token)) = (other, self.tokens.last_mut()) {
            token.text = other;
        }
        let c = other.and_then(|other| other.chars().next()).unwrap_or(c);
        *quote = quoted(*quote, c);
    }

    /// A word, or the parts of one that is put together from a name and something else.
    fn push_word(&mut self, range: Range<usize>, is_quoted: bool, lexicon: &Lexicon) {
        let word = &self.whole[range.clone()];
        let ending = if lexicon.is("en") { word.rfind(['\'', '’']) } else { None };
        let bare = match ending {
            Some(at) if ENDINGS.contains(&word[at..].trim_start_matches(['\'', '’'])) => {
                &word[..at]
            }
            _ => word,
        };
        let mut at = range.start;
        let end = range.start + bare.len();
        for cut in lexicon.cuts(bare) {
            self.push(at..range.start + cut.start, range.start + cut.start, is_quoted);
            at = range.start + cut.end;
        }
        let plural = bare.ends_with('s') && self.whole[end..].starts_with(['’', '\'']);
        let owned = if plural && lexicon.is("en") { end + 1 } else { range.end };
        self.push(at..end, owned, is_quoted);
    }

    /// Whether a line that is broken on purpose ends a sentence, as of a list or a menu: the next begins like one.
    fn ends_line(&self, next: &str, lexicon: &Lexicon) -> bool {
        let Some(last) = self.tokens.last() else { return false };
        let small = ["stop", "the", "of", "in", "and", "clause"];
        let is_small = small.iter().any(|list| lexicon.has(list, &last.lower));
        // `Mr Sample told the court that Ms`: whose title it is stands in the next line.
        let is_sex = ["man", "woman"].iter().any(|list| lexicon.has(list, &last.lower));
        let is_title = lexicon.has("title", &last.lower) && !last.begins_line;
        let is_small = is_small || is_title && (is_sex || lexicon.is_short(last.text));
        let goes_on = is_small || matches!(last.text, "," | "-" | "–" | "—" | "(");
        let first = next.trim_start().chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric()) && !goes_on
    }

    /// Whether the full stop that was read last ends a sentence.
    fn ends(&self, rest: Range<usize>, lexicon: &Lexicon) -> bool {
        let after = &self.whole[rest];
        let after = after.trim_start_matches([
            '"', '”', '“', '»', '«', '’', '‘', '\'', ')', ']', '.', '…', '!', '?',
        ]);
        if !after.starts_with(char::is_whitespace) {
            return after.is_empty();
        }
        let next = after.trim_start().chars().next().unwrap_or('.');
        let [.., before, stop] = &*self.tokens else { return true };
        // `am 3. Mai`, and not `es waren 42. Der Leiter …`.
        let day = before.is_number() && before.text.len() < 3 && lexicon.is("de");
        let day = day && !opens(after, lexicon);
        let is_short = stop.text == "." && stop.is_joined && (day || lexicon.is_short(before.text));
        !next.is_lowercase() && !is_short
    }

    /// Takes the signs that close a sentence.
    fn closing(
        &mut self,
        rest: Range<usize>,
        single: &dyn Fn(usize) -> Option<&'static str>,
        quote: &mut Quote,
    ) -> usize {
        let mut at = rest.start;
        while let Some(c) = self.whole[at..rest.end].chars().next() {
            let closes = match c {
                '"' | '”' | '“' | '»' | '«' => quote.is_some(),
                '‘' | '\'' => single(at).is_some(),
                c => matches!(c, ')' | ']' | '.' | '…' | '!' | '?' | '’'),
            };
            if !closes {
                break;
            }
            self.push_sign(at, c, single(at), quote);
            at += c.len_utf8();
        }
        at
    }
}

/// The lines of a range: between two blocks stands one line break.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    text[range].split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        start..start + line.len()
    })
}

/// Whether an article or a pronoun in capitals opens a sentence behind a word with a full stop: `at 5 p.m. The harbour …`.
fn opens(rest: &str, lexicon: &Lexicon) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    let is_one = || {
        let lower = word.to_lowercase();
        ["the", "he", "she", "it", "they"].iter().any(|list| lexicon.has_exactly(list, &lower))
    };
    // `M. Le Tarlow`: in French an article may begin a surname.
    rest.starts_with(' ') && word.starts_with(char::is_uppercase) && !lexicon.is("fr") && is_one()
}
