//! The language of a text that does not say it.

use std::sync::Arc;

use rayon::prelude::*;
use variorum::config::Config;
use variorum::diagnostic::{Checked, Code, Diagnostic};
use variorum::import::{self, Tongue};
use variorum::model::article::{Document, Reading};
use variorum::model::body::{Body, Markup, Tag};

/// So much of a text is enough to tell, in bytes.
const ENOUGH: usize = 3000;

/// What the words of an article that does not say its language leave no doubt of, where it is not that of the archive.
pub(super) fn unsaid(document: &Document, config: &Config) -> Option<Tongue> {
    if document.language.is_some() || document.article().is_none() {
        return None;
    }
    let own = config.language.split('-').next();
    tongue(&document.body).filter(|tongue| own != Some(tongue.code))
}

/// Says which articles do not say their language, and should: of front matter that cannot be read, nobody knows. Most of a text may be withheld from an edition; what was read
/// has all of it.
pub(super) fn check(read: &[Checked<Arc<Reading>>], config: &Config) -> Vec<Diagnostic> {
    let unread = |fault: &Diagnostic| {
        matches!(fault.code, Code::Yaml | Code::FrontMatterOpen | Code::FrontMatterMisplaced)
    };
    let known = read.par_iter().filter(|reading| !reading.diagnostics.iter().any(unread));
    known.filter_map(|reading| fault(&reading.value.document, config)).collect()
}

/// The fault that an article does not say its language, and should.
pub(super) fn fault(document: &Document, config: &Config) -> Option<Diagnostic> {
    let Tongue { code, name } = unsaid(document, config)?;
    let message = format!("this text is in {name}, and nothing says so");
    let help = format!("add `language: {code}`, so that it is set and read as what it is");
    let fault = Diagnostic::new(Code::LanguageUnsaid, message).help(help);
    Some(fault.at(&document.source, document.title.span, ""))
}

fn tongue(body: &Body) -> Option<Tongue> {
    import::tongue(&words(body))
}

/// The first words of a text that are of no programming language.
fn words(body: &Body) -> String {
    let (mut words, mut from, mut depth) = (String::new(), 0, 0_usize);
    for item in &body.items {
        let at = item.at as usize;
        match &item.is {
            Markup::Open(Tag::CodeBlock(_) | Tag::Code) => {
                if depth == 0 {
                    words += &body.text[from..at];
                }
                depth += 1;
            }
            Markup::Close(Tag::CodeBlock(_) | Tag::Code) => {
                depth = depth.saturating_sub(1);
                from = at;
            }
            _ => {}
        }
        if words.len() > ENOUGH {
            break;
        }
    }
    if depth == 0 {
        words += &body.text[from..];
    }
    words.truncate(words.floor_char_boundary(ENOUGH));
    words
}

#[cfg(test)]
mod tests {
    use variorum::parse;
    use variorum::source::Source;

    use super::Config;

    #[test]
    fn words_tell_the_language() {
        let german = "Die Stadt hat beschlossen, den Hafen zu vergrößern, weil in den letzten Jahren immer mehr Schiffe angekommen sind. Die Arbeiten sollen im Mai beginnen und zwei Jahre dauern.";
        let arabic = "يحفظ الجدار المدينة من البحر، والبحر يأخذ من الجدار كل عام. من يبني جدارا يجب أن يحافظ عليه في كل شتاء وفي كل صيف أيضا، كما قال رئيس البلدية للصحفيين يوم الأربعاء.";
        let chinese = "城墙挡住了大海，大海也一点一点地带走城墙。谁修了城墙，谁就要年年维护它，冬天如此，夏天也如此。";
        let code = "```js\nconst wall = new Map(); wall.set(1, 'one'); export default function keep() { return wall.get(1) }\n```";
        for (text, expected) in [
            (german, Some("de")),
            (arabic, Some("ar")),
            (chinese, Some("zh")),
            (&german[..60], None),
            (&format!("{code}\n\nEin Satz."), None),
            (&format!("{german}\n\n{code}\n\n{code}"), Some("de")),
        ] {
            let source = Source::new("content/articles/a.md", text);
            let body = parse::parse(&source, &Config::default()).value.body;
            let code = super::tongue(&body).map(|tongue| tongue.code);
            assert_eq!(code, expected, "{text}");
        }
    }
}
