//! What is said of quotes that could not be anchored.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use super::guard::Conflict;
use super::near::{Near, Nearest};
use super::text::Text;
use super::{MOST, Missed, Quote, SHOWN, Why, elide};
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::fold::{Level, fold, words};
use crate::model::annotation::Selector;
use crate::model::body::TextRange;
use crate::model::region::Region;
use crate::source::{Change, Edit, Source};
use crate::yaml::quoted;

/// How many words before a place are looked at to tell it from the others.
const CONTEXT: usize = 8;

/// The longest passage that a help repeats, in bytes.
const REPEATED: usize = 240;

/// Collects the faults of one document's quotes.
pub(super) struct Reporter<'a> {
    text: &'a Text<'a>,
    source: &'a Source,
    near: OnceCell<Near>,
    /// The pictures without words of which that is said.
    undescribed: BTreeSet<u32>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(text: &'a Text<'a>, source: &'a Source) -> Self {
        Self {
            text,
            source,
            near: OnceCell::new(),
            undescribed: BTreeSet::new(),
            diagnostics: Vec::new(),
        }
    }

    /// A quote without anything to look for.
    pub(super) fn empty(&mut self, selector: &Selector) {
        let fault = Diagnostic::new(Code::QuoteEmpty, "this quote has no letters or digits")
            .at(&self.source.path, selector.exact.span, "nothing to look for")
            .help("quote the words that are meant, or leave `quote` out for a note on the whole article");
        self.diagnostics.push(fault);
    }

    /// A picture that is not in the text.
    pub(super) fn no_picture(&mut self, region: &Region) {
        let name = &region.picture.value;
        let body = self.text.body;
        let shown: BTreeSet<&str> =
            body.pictures().map(|link| body.links[link as usize].target.as_str()).collect();
        let shown: Vec<&str> = shown.into_iter().collect();
        let help = if name.contains("://") {
            "pictures of other hosts are not loaded: save it beside the article, and show that file"
                .into()
        } else if shown.is_empty() {
            format!("show it in the text: `![what is seen on it]({name})`")
        } else {
            suggest(name, &shown)
        };
        let fault =
            Diagnostic::new(Code::PictureNotFound, format!("the text has no picture `{name}`"))
                .at(&self.source.path, region.picture.span, "")
                .help(help);
        self.diagnostics.push(fault);
    }

    /// A picture that an annotation is about, where nothing says what is seen on it.
    pub(super) fn undescribed(&mut self, link: u32) {
        let shown = &self.text.body.links[link as usize];
        if shown.text.start < shown.text.end || !self.undescribed.insert(link) {
            return;
        }
        let message = "nothing says what is seen on this picture, which is annotated";
        let help = format!(
            "say it for those who do not see it: `![what is seen on it]({})`",
            shown.target
        );
        let fault = Diagnostic::new(Code::PictureUndescribed, message);
        self.diagnostics.push(fault.at(&self.source.path, shown.span, "").help(help));
    }

    /// A picture that could be either of two.
    pub(super) fn several_pictures(&mut self, region: &Region, one: u32, other: u32) {
        let [one, other] = [one, other].map(|link| &self.text.body.links[link as usize].target);
        let message = format!("`{}` can mean `{one}` or `{other}`", region.picture.value);
        let fault = Diagnostic::new(Code::AmbiguousLink, message)
            .at(&self.source.path, region.picture.span, "")
            .help(format!("write the path of the one that is meant, as `picture: {one}`"));
        self.diagnostics.push(fault);
    }

    /// A quote that was found, and not word for word.
    pub(super) fn other_letters(&mut self, selector: &Selector, places: &[TextRange]) {
        let message = "this passage is in the article with a few other letters";
        let mut fault = Diagnostic::new(Code::QuoteLetters, message).at(
            &self.source.path,
            selector.exact.span,
            "the quote",
        );
        for &place in places.iter().take(SHOWN) {
            fault = fault.at(&self.source.path, self.text.body.source_span(place), "the text");
        }
        let help = places.first().map(|&place| self.as_printed(place)).unwrap_or_default();
        self.diagnostics.push(fault.help(format!("{help}, as `variorum check --fix` does")));
    }

    /// A quote that could be any of several places.
    pub(super) fn ambiguous(
        &mut self,
        quote: &Quote,
        level: Level,
        places: &[TextRange],
        total: usize,
    ) {
        let more = if total > places.len() { " at least" } else { "" };
        let message =
            format!("this passage is in the article{more} {} times", total.min(places.len()));
        let choices = self.choices(level, places);
        let (key, value) = choices.first().cloned().unwrap_or(("nth", "1".to_owned()));
        let help = format!(
            "say which one is meant, for instance the first with `{}`, or take every one with `all: true`",
            choice(key, &value)
        );
        for (_, selector) in &quote.asked {
            let span = selector.exact.span;
            let mut fault = Diagnostic::new(Code::QuoteAmbiguous, message.clone()).at(
                &self.source.path,
                span,
                "nothing says which place is meant",
            );
            for (&place, (key, value)) in places.iter().zip(&choices) {
                let label = choice(key, value);
                fault = fault.at(&self.source.path, self.text.body.source_span(place), label);
            }
            let edit = Edit { at: span, change: Change::Beside(key, value.clone()) };
            self.diagnostics.push(fault.help(help.clone()).fix(edit));
        }
    }

    /// A quote of which every place is meant, when those of an article are too many.
    pub(super) fn too_many(&mut self, selector: &Selector, places: usize) {
        let message = format!(
            "this passage is in the article {places} times, and `all` marks no more than {MOST} places of an article"
        );
        let fault = Diagnostic::new(Code::QuoteAmbiguous, message)
            .at(&self.source.path, selector.exact.span, "there is no room for every one")
            .help("say which one is meant with `prefix`, `suffix` or `nth`, and leave `all` out");
        self.diagnostics.push(fault);
    }

    /// A quote that is not in the text, or not where it should be.
    pub(super) fn not_found(&mut self, quote: &Quote) {
        for (_, selector) in &quote.asked {
            let fault = match &quote.missed {
                Some(Missed { places, why: Why::Conflict(conflict), .. }) => {
                    self.conflict(selector, places[0], conflict)
                }
                Some(missed) => self.elsewhere(selector, missed),
                None => self.nowhere(selector),
            };
            self.diagnostics.push(fault);
        }
    }

    fn conflict(&self, selector: &Selector, place: TextRange, conflict: &Conflict) -> Diagnostic {
        Diagnostic::new(Code::QuoteConflict, conflict.sentence())
            .at(&self.source.path, selector.exact.span, "the quote")
            .at(&self.source.path, self.text.body.source_span(place), "the text")
            .help(self.as_printed(place))
    }

    fn elsewhere(&self, selector: &Selector, missed: &Missed) -> Diagnostic {
        let times = match missed.total {
            1 => "once".to_owned(),
            total => format!("{total} times"),
        };
        let (message, span, label, help) =
            if let (Why::Nth, Some(nth)) = (&missed.why, &selector.nth) {
                (
                    format!(
                        "this passage is in the article {times}, and number {} is asked for",
                        nth.value
                    ),
                    nth.span,
                    "no such place".to_owned(),
                    format!("give `nth` a number from 1 to {}", missed.total),
                )
            } else {
                let given = selector.prefix.as_ref().or(selector.suffix.as_ref());
                let keys = match (&selector.prefix, &selector.suffix) {
                    (Some(_), Some(_)) => "`prefix` and `suffix`",
                    (Some(_), None) => "`prefix`",
                    _ => "`suffix`",
                };
                (
                    format!("this passage is in the article {times}, and not beside its {keys}"),
                    given.map_or(selector.exact.span, |words| words.span),
                    "these words stand elsewhere".to_owned(),
                    format!("give {keys} the words right beside the passage, as printed"),
                )
            };
        let mut fault =
            Diagnostic::new(Code::QuoteNotFound, message).at(&self.source.path, span, label);
        for &place in missed.places.iter().take(SHOWN) {
            fault = fault.at(&self.source.path, self.text.body.source_span(place), "here");
        }
        fault.help(help)
    }

    fn nowhere(&self, selector: &Selector) -> Diagnostic {
        if let Some(part) = elide::too_short(&selector.exact.value) {
            return self.too_short(selector, part);
        }
        let fault = Diagnostic::new(Code::QuoteNotFound, "this passage is not in the article").at(
            &self.source.path,
            selector.exact.span,
            "no place matches",
        );
        let near = self.near.get_or_init(|| Near::new(self.text));
        let Some(Nearest { place, differs }) = near.nearest(self.text, &selector.exact.value)
        else {
            return fault.help("copy the words from the text of the article, as printed");
        };
        let label = match differs {
            Some(0) | None => "the nearest".to_owned(),
            Some(1) => "the nearest, 1 letter differs".to_owned(),
            Some(letters) => format!("the nearest, {letters} letters differ"),
        };
        let help = self.as_printed(place);
        fault.at(&self.source.path, self.text.body.source_span(place), label).help(help)
    }

    fn too_short(&self, selector: &Selector, part: &str) -> Diagnostic {
        let message =
            "this quote leaves words out, and what it keeps is too short to be looked for";
        let label = format!("`{part}` could be anywhere");
        Diagnostic::new(Code::QuoteNotFound, message)
            .at(&self.source.path, selector.exact.span, label)
            .help("quote at least 4 letters or 2 digits on each side of what is left out, and 10 letters in all")
    }

    /// What to do about a quote that is not as the text has it.
    fn as_printed(&self, place: TextRange) -> String {
        let words = single_line(&self.text.body.text[place.range()]);
        match words.len() {
            0..=REPEATED => format!("copy the words as printed: `{words}`"),
            _ => "copy the words as printed there".to_owned(),
        }
    }

    /// For each place that is shown, what tells it from all the others: the shortest prefix, or else its number.
    fn choices(&self, level: Level, places: &[TextRange]) -> Vec<(&'static str, String)> {
        let text = &self.text.body.text;
        let before: Vec<Vec<(usize, String)>> =
            places.iter().map(|place| words_before(text, level, place.start as usize)).collect();
        let telling = telling(&before);
        let choice = |(index, place): (usize, &TextRange)| match telling[index] {
            Some(word) => {
                ("prefix", single_line(&text[before[index][word].0..place.start as usize]))
            }
            None => ("nth", (index + 1).to_string()),
        };
        places.iter().enumerate().take(SHOWN).map(choice).collect()
    }
}

/// For each list of words, the first of them with which it is like no other list.
fn telling(lists: &[Vec<(usize, String)>]) -> Vec<Option<usize>> {
    // A tree of words: which one leads on from which, and how many lists lead through each.
    let mut next: HashMap<(usize, &str), usize> = HashMap::new();
    let mut through = vec![0];
    let mut walks = Vec::with_capacity(lists.len());
    for list in lists {
        let mut walk = vec![0];
        for (_, word) in list {
            let at = *next.entry((walk[walk.len() - 1], word)).or_insert(through.len());
            if at == through.len() {
                through.push(0);
            }
            through[at] += 1;
            walk.push(at);
        }
        walks.push(walk);
    }
    walks.iter().map(|walk| walk[1..].iter().position(|&at| through[at] == 1)).collect()
}

/// The words that stand before an offset, the nearest first: where each begins, and the word folded.
fn words_before(text: &str, level: Level, end: usize) -> Vec<(usize, String)> {
    let mut start = end.saturating_sub(32 * CONTEXT);
    start = text.ceil_char_boundary(start);
    let stretch = &text[start..end];
    let mut found: Vec<(usize, String)> = words(stretch)
        .map(|range| (start + range.start, fold(&stretch[range], level).text))
        .collect();
    if start > 0 && !found.is_empty() {
        // The first word may be cut.
        found.remove(0);
    }
    found.reverse();
    found.truncate(CONTEXT);
    found
}

/// A passage as it would be written on one line.
fn single_line(passage: &str) -> String {
    let words: Vec<&str> = passage.split_whitespace().collect();
    words.join(" ")
}

/// A key and its value as they are written.
fn choice(key: &str, value: &str) -> String {
    if key == "nth" { format!("nth: {value}") } else { format!("{key}: {}", quoted(value)) }
}
