//! What is withheld, from everything that the files say.
//!
//! Decides again what `resolve` decided, from the readings before anything was taken from them: a second opinion that
//! was copied from the first would be none.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::names;
use super::parts::{Shown, annotations, comments, marked, quoted, shown};
use super::public::release;
use super::runs::{Words, weight};
use super::{Is, Place, RUN, SHORTEST, Withheld};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::annotation::{Annotation, Says};
use crate::model::archive::{Edition, Options};
use crate::model::article::{Document, Reading, names_of};
use crate::model::body::{Body, TextRange};
use crate::source::{Source, Span, Spanned};
use crate::world::World;

/// Gathers what the outputs of an edition must not hold; nothing for the private one, and nothing where nothing is
/// withheld.
pub(super) fn gather(
    readings: &[Arc<Reading>],
    world: &World,
    options: Options,
) -> Checked<Withheld> {
    if options.edition == Edition::Private {
        return Checked::default();
    }
    let mut gathered = Gathered {
        held: Withheld { names: names::gather(readings), ..Withheld::default() },
        interface: interface(world),
        diagnostics: Vec::new(),
        source: 0,
    };
    for reading in readings {
        gathered.withhold(reading, world, options);
    }
    if !gathered.held.is_empty() {
        release(&mut gathered.held, readings, world, options);
    }
    gathered.held.sources = readings.iter().map(|r| r.document.source.clone()).collect();
    Checked { value: gathered.held, diagnostics: gathered.diagnostics }
}

/// So many words in a row of what is said of a text are from there; of fewer, all.
const TOGETHER: usize = 3;

/// Numbers of so many digits and more are no numbers of passages or notes.
const COUNTED: usize = 4;

struct Gathered {
    held: Withheld,
    /// The words of the interface.
    interface: HashSet<u64>,
    diagnostics: Vec<Diagnostic>,
    /// The index of the reading that is looked at.
    source: u32,
}

impl Gathered {
    fn withhold(&mut self, reading: &Reading, world: &World, options: Options) {
        let document = &reading.document;
        let shown = shown(document, &world.config, options);
        if let Some(source) = world.source(&document.source) {
            for comment in comments(document, source) {
                let text = &source.text[comment.range()];
                let span = |part: Range<usize>| {
                    Span::new(comment.range().start + part.start, comment.range().start + part.end)
                };
                self.hold(text, span, Is::Comment);
            }
        }
        for annotation in annotations(document) {
            self.withhold_annotation(
                annotation,
                matches!(shown, Shown::Nothing | Shown::Tombstone),
            );
        }
        match shown {
            Shown::All => {}
            Shown::Passages => {
                let (own, quoted) = (heads(document), quoted(reading));
                let share = self.withhold_text(&document.body, &quoted, &own, &said(document));
                let is_text = world.source(&document.source).is_none_or(|s| is_text(document, s));
                let told =
                    is_text.then(|| quoted_share(document, share, world.config.quoted_limit));
                self.diagnostics.extend(told.flatten());
            }
            Shown::Tombstone => {
                self.withhold_text(&document.body, &[], &heads(document), &[]);
                self.hold_all(&document.summary, Is::Text);
            }
            Shown::Nothing => {
                self.withhold_text(&document.body, &[], &HashSet::new(), &[]);
                self.hold_all(&document.summary, Is::Text);
                // The name of someone who is not shown is looked for by itself.
                if document.entity().is_none_or(|record| !record.redact && !record.sensitive) {
                    self.hold_all([&document.title], Is::Title);
                    let slug = document.slug.rsplit('/').next().unwrap_or_default();
                    self.hold(slug, |_| document.title.span, Is::Title);
                }
            }
        }
        self.source += 1;
    }

    fn withhold_annotation(&mut self, annotation: &Annotation, all: bool) {
        let private = all || annotation.private || annotation.suggested;
        if private {
            let note = annotation.note.as_ref().map(|note| &note.body);
            note.into_iter().for_each(|note| self.hold_body(note));
            match &annotation.says {
                Says::Claim(claim) => self.hold_all([&claim.says], Is::Note),
                Says::Event(report) => self.hold_all([&report.title], Is::Note),
                Says::Highlight(_) | Says::Names(_) => {}
            }
        }
        for reply in annotation.details().replies.iter().filter(|reply| private || reply.private) {
            self.hold_body(&reply.note.body);
        }
    }

    fn hold_body(&mut self, body: &Body) {
        let span = |part: Range<usize>| body.source_span(TextRange::new(part.start, part.end));
        self.hold(&body.text, span, Is::Note);
    }

    fn hold_all<'a>(&mut self, texts: impl IntoIterator<Item = &'a Spanned<String>>, is: Is) {
        for text in texts {
            self.hold(&text.value, |_| text.span, is);
        }
    }

    /// Holds a text that is short enough to be told as a whole.
    fn hold(&mut self, text: &str, span: impl Fn(Range<usize>) -> Span, is: Is) {
        let words = Words::of(text);
        let enough = weight(text).min(RUN);
        if enough < SHORTEST {
            return;
        }
        for run in words.runs(text, enough) {
            let place = || Place { source: self.source, span: span(words.range(&run)), is };
            self.held.texts.hold(&words.numbers[run.clone()], place);
        }
    }

    /// Holds the runs of a text that are neither quoted nor what pages say of it, with what their heads are made of; how
    /// many of its words are quoted, and how many there are.
    fn withhold_text(
        &mut self,
        body: &Body,
        quoted: &[TextRange],
        own: &HashSet<u64>,
        said: &[&str],
    ) -> (usize, usize) {
        for (title, span) in body.titles() {
            self.hold(title, |_| span, Is::Text);
        }
        let words = Words::of(&body.text);
        let quoted = marked(&words, quoted);
        let ours = counters(&words, &body.text, &quoted);
        let told = told(&words.numbers, said);
        let is_head = |at: usize| {
            let number = &words.numbers[at];
            told[at] || own.contains(number) || !own.is_empty() && self.interface.contains(number)
        };
        // Where the words begin that go on up to each one and may be shown: what is said of a text stands beside its
        // quotes, and in the head of its page.
        let (mut quote, mut head) = (0, 0);
        let starts = (0..quoted.len()).map(|at| {
            quote = if quoted[at] || ours[at] || told[at] { quote } else { at + 1 };
            head = if is_head(at) { head } else { at + 1 };
            quote.min(head)
        });
        let starts: Vec<usize> = starts.collect();
        for run in words.runs(&body.text, RUN).filter(|run| starts[run.end - 1] > run.start) {
            let part = words.range(&run);
            let place = || Place {
                source: self.source,
                span: body.source_span(TextRange::new(part.start, part.end)),
                is: Is::Text,
            };
            self.held.texts.hold(&words.numbers[run.clone()], place);
        }
        (quoted.iter().filter(|&&quoted| quoted).count(), quoted.len())
    }
}

/// Which words are numbers beside a quoted passage that a page may have there as well: it numbers passages and notes,
/// and so do texts.
fn counters(words: &Words, text: &str, quoted: &[bool]) -> Vec<bool> {
    let is_counter = |word: &Range<usize>| {
        word.len() < COUNTED && text[word.clone()].bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_beside =
        |at: usize| quoted.get(at + 1).is_some_and(|next| *next) || at > 0 && quoted[at - 1];
    words.ranges.iter().enumerate().map(|(at, word)| is_beside(at) && is_counter(word)).collect()
}

/// Which words of a text stand in what is said of it too, with those beside them: a text often begins with what is said
/// of it, and has the name of a speaker before what they said.
fn told(words: &[u64], said: &[&str]) -> Vec<bool> {
    let said: Vec<Words> = said.iter().map(|text| Words::of(text)).collect();
    let stretches = said.iter().flat_map(|text| {
        let together = text.numbers.len().clamp(1, TOGETHER);
        text.numbers.windows(together)
    });
    let stretches: HashSet<&[u64]> = stretches.collect();
    let mut told = vec![false; words.len()];
    for together in 1..=TOGETHER {
        for (at, stretch) in words.windows(together).enumerate() {
            if stretches.contains(stretch) {
                told[at..at + together].fill(true);
            }
        }
    }
    told
}

/// What the owner says of a text in public: its summary, and who is named, what happened and who said what.
fn said(document: &Document) -> Vec<&str> {
    let mut said: Vec<&Spanned<String>> = document.summary.iter().collect();
    let mut figures = Vec::new();
    for annotation in annotations(document).iter().filter(|annotation| annotation.is_public()) {
        match &annotation.says {
            Says::Names(naming) => said.extend(names_of(naming)),
            Says::Event(event) => {
                said.push(&event.title);
                said.extend(event.place.iter().chain(&event.who));
            }
            Says::Claim(claim) => {
                said.push(&claim.says);
                said.extend(claim.by.iter().chain(&claim.basis).chain(&claim.via));
                figures.extend(&claim.figure);
            }
            Says::Highlight(_) => {}
        }
    }
    let parts = figures.iter().flat_map(|figure| {
        std::iter::once(&figure.written).chain(&figure.unit).chain(&figure.scope)
    });
    said.into_iter().map(|text| &text.value).chain(parts).map(String::as_str).collect()
}

/// The words that the head of a page is made of. An article begins like its page: with its title, who wrote it, where
/// and when.
fn heads(document: &Document) -> HashSet<u64> {
    let article = document.article();
    let says =
        article.into_iter().flat_map(|article| article.authors.iter().chain(&article.outlet));
    let dates = article.into_iter().flat_map(|a| {
        a.published.iter().chain(a.modified.as_deref()).chain(&a.accessed).chain(&a.read)
    });
    let dates = dates.filter_map(|date| date.when.as_ref()).map(|when| when.text.as_str());
    // A day is shown without the zero that EDTF has before it.
    let dates = dates.flat_map(|date| [date.to_owned(), date.replace("-0", "-")]);
    let texts = std::iter::once(&document.title).chain(says).chain(&document.tags);
    let texts = texts.map(|text| text.value.clone()).chain(dates);
    texts.flat_map(|text| Words::of(&text).numbers).collect()
}

/// How much of a text is quoted, which is a warning above a limit in per cent.
fn quoted_share(
    document: &Document,
    (quoted, all): (usize, usize),
    limit: f64,
) -> Option<Diagnostic> {
    if quoted == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a text has fewer words than 2^52")]
    let share = 100.0 * quoted as f64 / all as f64;
    let words = format!("{share:.1} % of this text is quoted: {quoted} of {all} words");
    let fault = if share > limit {
        let message = format!("{words}, which is more than {limit} %");
        let help = "mark shorter passages, or set `quoted_limit` in `variorum.yaml`";
        Diagnostic::new(Code::QuotedShare, message).help(help)
    } else {
        Diagnostic::new(Code::Quoted, words)
    };
    Some(fault.at(&document.source, document.title.span, ""))
}

/// Whether there is a text of which passages are quoted. What is nothing but quotations, as an export of highlights is,
/// says how much of another one it quotes to nobody.
fn is_text(document: &Document, source: &Source) -> bool {
    let body = &source.text[document.front_matter.end as usize..];
    let mut lines = body.trim_start_matches('-').lines().filter(|line| !line.trim().is_empty());
    lines.any(|line| !line.starts_with('>'))
}

/// The words of the interface in all its languages; what is long enough to tell a text is none.
fn interface(world: &World) -> HashSet<u64> {
    let lines = world.words.iter().flat_map(|(_, words)| words.text.lines());
    lines.filter(|line| weight(line) < RUN).flat_map(|line| Words::of(line).numbers).collect()
}
