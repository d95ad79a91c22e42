//! Faults of content, as data.
//!
//! A step that meets a fault says so in a [`Diagnostic`] and goes on. This module does not print:
//! `cli::report` draws what is collected here.

mod conflict;
mod near;

pub use conflict::conflicts;
pub use near::{Candidates, nearest, suggest};

use crate::source::{Edit, SourcePath, Span};

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A page would be missing or wrong; the command ends in 1.
    Error,
    /// Something is not as it was meant; the command ends in 1 under `--strict`.
    Warning,
    /// Worth knowing.
    Info,
}

/// A place in a source and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub source: SourcePath,
    /// The place in it.
    pub span: Span,
    /// A few words beside the underline; may be empty.
    pub text: String,
}

/// One fault: what is the case, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault this is.
    pub code: Code,
    /// How much it matters; from the code.
    pub severity: Severity,
    /// The fact, in lower case, one sentence without a full stop.
    pub message: String,
    /// The places, the main one first. Empty only where no file is at fault.
    pub labels: Vec<Label>,
    /// What to do, in one sentence.
    pub help: Option<String>,
    /// The change of the file with the first label that does it, where a program may decide.
    pub fix: Option<Edit>,
}

/// How many bytes of a message are said whole: it can have words of a file in it, which can be as long as the file.
const LONGEST: usize = 1_000;

/// A message without its middle where it is longer than anybody reads.
fn within(message: String) -> String {
    if message.len() <= LONGEST {
        return message;
    }
    let start = message.floor_char_boundary(LONGEST * 2 / 3);
    let end = message.ceil_char_boundary(message.len() - LONGEST / 3);
    format!("{} … {}", &message[..start], &message[end..])
}

impl Diagnostic {
    /// The fault `code` with a message that states the fact.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let message = within(message.into());
        Self { code, severity: code.severity(), message, labels: Vec::new(), help: None, fix: None }
    }

    /// Adds a place; the first one added is where the fault is.
    #[must_use]
    pub fn at(mut self, source: &SourcePath, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { source: source.clone(), span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(within(help.into()));
        self
    }

    /// Says which change of the file does it.
    #[must_use]
    pub fn fix(mut self, edit: Edit) -> Self {
        self.fix = Some(edit);
        self
    }

    /// What reports are sorted by: file, then place, then kind of fault. What the program's own files say follows from
    /// the others, and comes after them.
    pub fn order(&self) -> (bool, &str, u32, &'static str, &str) {
        let (path, start) = self.labels.first().map_or(("", 0), |l| (&*l.source, l.span.start));
        (path.starts_with("builtin:"), path, start, self.code.name(), &self.message)
    }
}

/// A value together with the faults found while it was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked<T> {
    /// What could be made.
    pub value: T,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value without faults.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Whether any of the faults is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// Every kind of fault there is, with its stable name. The list is the reference.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// The name that is printed and that stays.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// How much a fault of this kind matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// What it means, in a sentence or two.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc,)+),)+ }
            }
        }
    };
}

codes! {
    /// A file is not UTF-8 text, or is too large to be one.
    NotText = "not-text", Error;
    /// A symbolic link is not followed, so that nothing outside the archive is read by accident.
    SymbolicLink = "symbolic-link", Warning;
    /// A file has no content.
    EmptyFile = "empty-file", Warning;
    /// Front matter begins with `---` and has no line `---` that ends it.
    FrontMatterOpen = "front-matter-open", Error;
    /// Front matter does not begin in the first line, or not with `---`, and would be published as text.
    FrontMatterMisplaced = "front-matter-misplaced", Error;
    /// A conflict of two versions, as Git leaves it in a file, is not decided.
    MergeConflict = "merge-conflict", Error;
    /// Front matter or a configuration file is not YAML.
    Yaml = "yaml", Error;
    /// A key has a value of another type than the one it takes.
    WrongType = "wrong-type", Warning;
    /// A key is not one that Variorum knows.
    UnknownKey = "unknown-key", Warning;
    /// A key of `variorum.yaml` is not one that Variorum knows.
    UnknownConfigKey = "unknown-config-key", Error;
    /// A value of `variorum.yaml` cannot be used.
    Config = "config", Error;
    /// A password or key stands in `variorum.yaml`; its line is not shown.
    Secret = "secret", Error;
    /// A value is not one of those that the key takes.
    UnknownValue = "unknown-value", Warning;
    /// A key has no effect where it stands.
    Unused = "unused", Warning;
    /// Two items of one article have the same id.
    DuplicateId = "duplicate-id", Warning;
    /// An address cannot be used as it is written.
    Slug = "slug", Error;
    /// Two files would be written to one address.
    DuplicateAddress = "duplicate-address", Error;
    /// Two articles have the same address on the web and the same text, as after a merge.
    DuplicateArticle = "duplicate-article", Warning;
    /// A former address leads nowhere: it cannot be an address here, or it belongs to another page.
    FormerAddress = "former-address", Warning;
    /// A date is neither EDTF nor one of the plain forms.
    Date = "date", Warning;
    /// A date in a plain form was read as EDTF.
    DateRead = "date-read", Info;
    /// A relative date has nothing to count from.
    DateRelative = "date-relative", Warning;
    /// Dates contradict one another: an interval that ends before it begins, a death before a birth, an event after the
    /// article that reports it, a day on another weekday.
    DateOrder = "date-order", Warning;
    /// A figure cannot be read as a number or a range.
    Figure = "figure", Warning;
    /// A quoted passage is not in the text.
    QuoteNotFound = "quote-not-found", Warning;
    /// A quoted passage is in the text more than once and nothing decides which is meant.
    QuoteAmbiguous = "quote-ambiguous", Warning;
    /// A quoted passage is in the text with a few other letters.
    QuoteLetters = "quote-letters", Info;
    /// A quote and the nearest passage differ in a number or a negation.
    QuoteConflict = "quote-conflict", Warning;
    /// An annotation is about a picture that the text does not show.
    PictureNotFound = "picture-not-found", Warning;
    /// A picture that an annotation is about has no words that say what is seen on it.
    PictureUndescribed = "picture-undescribed", Warning;
    /// The part of a picture that an annotation is about lies outside of it.
    OutsidePicture = "outside-picture", Warning;
    /// A quote has no letters or digits to look for.
    QuoteEmpty = "quote-empty", Warning;
    /// A reader is not one of the `readers` of the configuration.
    UnknownReader = "unknown-reader", Warning;
    /// A name or alias belongs to two entities and the article does not decide.
    NameAmbiguous = "name-ambiguous", Warning;
    /// What articles and the record say of one entity differs.
    EntityConflict = "entity-conflict", Warning;
    /// Reports of one event give values that cannot be united.
    EventConflict = "event-conflict", Warning;
    /// A claim has a stance that is not one of those that speakers can have; it is left out, since it may be a denial.
    UnknownStance = "unknown-stance", Error;
    /// A relation of a claim names a claim that is not there.
    UnknownClaim = "unknown-claim", Warning;
    /// A claim stands in a relation to itself, both for and against another one, or replaces a later one.
    ClaimConflict = "claim-conflict", Warning;
    /// A claim answers a question that has no file, and one that has a file differs from it in a single letter.
    UnknownQuestion = "unknown-question", Warning;
    /// No claim answers a question.
    Unanswered = "unanswered", Info;
    /// The words of a text are in another language than it is taken for, and nothing says so; only `check` looks.
    LanguageUnsaid = "language-unsaid", Warning;
    /// Something is part of itself, or a translation or correction of itself.
    Circle = "circle", Warning;
    /// A name is so short or so common a word that it would be found where nobody is named.
    NameCommon = "name-common", Warning;
    /// Words that are like a redacted name are left as they are.
    NameNear = "name-near", Warning;
    /// A link leads to nothing.
    BrokenLink = "broken-link", Warning;
    /// A link leads to a page that has no such place.
    BrokenFragment = "broken-fragment", Warning;
    /// A link to a page of others leads nowhere; only `check --links` looks.
    DeadLink = "dead-link", Warning;
    /// A page of others does not answer programs, so that nothing is known of it.
    BlockedLink = "blocked-link", Info;
    /// A link can mean two things.
    AmbiguousLink = "ambiguous-link", Warning;
    /// A passage is put in place of itself.
    TransclusionCycle = "transclusion-cycle", Warning;
    /// The passages that are put in place in a text are too large together.
    TransclusionSize = "transclusion-size", Warning;
    /// A file beside an article is named and not there.
    MissingFile = "missing-file", Warning;
    /// A file beside an article is of a kind that could run scripts, so that it is not copied.
    ActiveFile = "active-file", Warning;
    /// A picture is of a kind that browsers do not show, as HEIC and TIFF.
    UnshownPicture = "unshown-picture", Warning;
    /// A comment in a text is never ended, so the rest of the text is left out.
    CommentOpen = "comment-open", Warning;
    /// The grammar of a language comes to no end at a block of code, which stays without colours.
    EndlessCode = "endless-code", Error;
    /// A formula is not LaTeX that can be drawn, and is shown as it is written.
    Formula = "formula", Warning;
    /// A reference leads to no footnote, or nothing refers to one.
    Footnote = "footnote", Warning;
    /// Pictures, frames or scripts of other hosts are not loaded, and those that are written as `data:` are left out.
    ForeignMedia = "foreign-media", Warning;
    /// A full text with an address is published without a licence.
    NoLicence = "no-licence", Warning;
    /// How much of a text of which only passages are published is quoted.
    Quoted = "quoted", Info;
    /// More of a text is quoted than `quoted_limit` allows.
    QuotedShare = "quoted-share", Warning;
    /// A template cannot be read or rendered.
    Template = "template", Error;
    /// The pages of a base that is not the built-in one lack what every page needs.
    Frame = "frame", Warning;
    /// Words of the interface cannot be shown as they are written: they have a name in braces that nothing fills in, no
    /// form for most numbers, or a file that is not named after a language.
    Wording = "wording", Warning;
    /// Words of the interface leave out a value that those of Variorum show.
    LeftOut = "left-out", Info;
    /// There are no words of the interface in the language of the site.
    Untranslated = "untranslated", Warning;
    /// A theme is not there.
    UnknownTheme = "unknown-theme", Error;
    /// A link in words that are published shows the name of something that is not.
    WithheldLink = "withheld-link", Warning;
    /// A withheld text is about to be published.
    Leak = "leak", Error;
    /// A file is about to be published that nobody could look into for what is withheld.
    Encrypted = "encrypted", Warning;
}
