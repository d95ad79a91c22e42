//! Code with the classes of its parts.
//!
//! Classes, for themes: `c` comment, `s` string, `n` number or other constant, `k` keyword, `o` operator,
//! `p` punctuation, `f` function, `t` type, `v` variable, `a` attribute or annotation, `g` tag, `h` heading,
//! `i` inserted, `d` deleted.
//!
//! Colours are the theme's; no style is written into a page.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use syntect::parsing::{ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet};

/// The longest code that is highlighted: grammars are slow, and so are browsers with many elements.
const LONGEST: usize = 100_000;
/// The longest line: some grammars take quadratic time.
const LONGEST_LINE: usize = 2_000;
/// How long is waited for a line. One that comes to an end takes a small part of it, however slow the machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// Scopes and their classes; of the scopes that fit, the most specific one decides.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "c"),
    ("punctuation.definition.comment", "c"),
    ("string", "s"),
    ("punctuation.definition.string", "s"),
    ("constant", "n"),
    ("constant.character", "s"),
    ("keyword", "k"),
    ("storage", "k"),
    ("keyword.operator", "o"),
    ("punctuation", "p"),
    ("entity.name", "t"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("entity.other.inherited-class", "t"),
    ("variable", "v"),
    ("entity.other.attribute-name", "a"),
    ("meta.annotation", "a"),
    ("variable.annotation", "a"),
    ("entity.name.tag", "g"),
    ("entity.name.section", "h"),
    ("markup.heading", "h"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
];

/// The grammars that two rules of theirs send to and fro for ever at a comment that ends its line
/// (<https://github.com/trishume/syntect/issues/460>); HTML has scripts in it, and others have HTML.
const ENDLESS: [&str; 6] =
    ["embedding", "source.cfml", "source.dot", "source.js", "source.qml", "text.html"];

/// What was met so far: a grammar, and some code up to the line that it came to no end with. Code that begins like it is
/// neither waited for once more, nor gets a second thread that goes round in circles.
static MET: Mutex<Vec<(Scope, String)>> = Mutex::new(Vec::new());

/// A class and the part of some code that has it.
type Part = (Range<usize>, &'static str);

/// The rules of a grammar go round in circles at a line.
pub(super) struct Endless;

/// The language that the line of a fence names.
pub(super) fn language(info: &str) -> &str {
    info.split([' ', '\t', ',', '{', '}']).find(|word| !word.is_empty()).unwrap_or_default()
}

/// The parts of some code that have a class, in order; none where the language is not known.
pub(super) fn highlight(code: &str, language: &str) -> Result<Vec<Part>, Endless> {
    if language.is_empty()
        || code.len() > LONGEST
        || code.lines().any(|line| line.len() > LONGEST_LINE)
    {
        return Ok(Vec::new());
    }
    match grammars().find_syntax_by_token(language) {
        Some(grammar) if grammar.name != "Plain Text" => parts(code, grammar, PATIENCE),
        _ => Ok(Vec::new()),
    }
}

/// All grammars; the first call takes some milliseconds, and each grammar again when it is first used.
fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(two_face::syntax::extra_newlines)
}

fn parts(
    code: &str,
    grammar: &'static SyntaxReference,
    patience: Duration,
) -> Result<Vec<Part>, Endless> {
    let scope = grammar.scope.build_string();
    let is_endless = ENDLESS.iter().any(|known| scope.starts_with(known));
    let (shown, comments) =
        if is_endless { uncommented(code) } else { (Cow::Borrowed(code), Vec::new()) };
    let met = || MET.lock().unwrap_or_else(PoisonError::into_inner);
    if met().iter().any(|(of, begin)| *of == grammar.scope && shown.starts_with(begin)) {
        return Err(Endless);
    }
    let changes = changes(shown.clone().into_owned(), grammar);
    let mut stack = ScopeStack::new();
    let mut parts = Vec::new();
    let mut begin = 0;
    for line in shown.split_inclusive('\n') {
        let changes = match changes.recv_timeout(patience) {
            Ok(changes) => changes,
            Err(RecvTimeoutError::Timeout) => {
                met().push((grammar.scope, shown[..begin + line.len()].to_owned()));
                return Err(Endless);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(Vec::new()),
        };
        let mut passed = 0;
        for (at, change) in changes {
            add(&mut parts, &shown, begin + passed..begin + at, &stack);
            passed = at.max(passed);
            if stack.apply(&change).is_err() {
                return Ok(Vec::new());
            }
        }
        add(&mut parts, &shown, begin + passed..begin + line.len(), &stack);
        begin += line.len();
    }
    parts.extend(comments.into_iter().map(|range| (range, "c")));
    parts.sort_by_key(|(range, _)| range.start);
    let mut end = 0;
    parts.retain(|(range, _)| {
        let is_free = range.start >= end;
        end = end.max(range.end);
        is_free
    });
    Ok(parts)
}

/// What changes at which place of each line, up to one that cannot be read. Nothing but another thread can leave a
/// grammar that goes round in circles; it goes on doing so until the program ends.
fn changes(
    code: String,
    grammar: &'static SyntaxReference,
) -> Receiver<Vec<(usize, ScopeStackOp)>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut state = ParseState::new(grammar);
        let read = |line| state.parse_line(line, grammars()).ok();
        let mut lines = code.split_inclusive('\n').map_while(read);
        lines.try_for_each(|changes| sender.send(changes))
    });
    receiver
}

/// Code with blanks for the comments that end their lines, and where these are, line by line.
fn uncommented(code: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let mut comments = Vec::new();
    let (mut quote, mut is_closed) = (None, true);
    let mut at = 0;
    while at < code.len() {
        let sign = code.as_bytes()[at];
        match (quote, sign) {
            (_, b'\\') => at += 1,
            (Some(open), _) if open == sign || sign == b'\n' && open != b'`' => quote = None,
            (None, b'"' | b'\'' | b'`') => quote = Some(sign),
            (None, b'/') => {
                let rest = &code[at..];
                let line = rest.find('\n').unwrap_or(rest.len());
                if rest.starts_with("//") {
                    at += line - 1;
                } else if let Some(inner) = rest.strip_prefix("/*") {
                    let end = Some(inner)
                        .filter(|_| is_closed)
                        .and_then(|rest| rest.find("*/"))
                        .map(|end| end + 4);
                    is_closed = end.is_some();
                    let end = end.unwrap_or(line);
                    let after = rest[end..].trim_start_matches([' ', '\t', '\r']);
                    let is_last = after.is_empty() || after.starts_with('\n');
                    if is_last || after.starts_with("//") || after.starts_with("/*") {
                        comments.push(at..at + end);
                    }
                    at += end - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    if comments.is_empty() {
        return (code.into(), comments);
    }
    let blank = |c: u8| if c == b'\n' { c } else { b' ' };
    let mut bytes = code.as_bytes().to_vec();
    for range in &comments {
        bytes[range.clone()].iter_mut().for_each(|byte| *byte = blank(*byte));
    }
    let lines = comments.iter().flat_map(|range| {
        let begin = range.start;
        let lines = code[range.clone()].split('\n').scan(begin, |at, line| {
            let start = *at + line.len() - line.trim_start().len();
            let end = *at + line.trim_end().len();
            *at += line.len() + 1;
            Some(start..end.max(start))
        });
        lines.filter(|range| !range.is_empty())
    });
    // Whole comments are blank, and they begin and end between characters.
    (String::from_utf8_lossy(&bytes).into_owned().into(), lines.collect())
}

/// Adds a part, if it has a class and is not only white space.
fn add(parts: &mut Vec<Part>, code: &str, range: Range<usize>, stack: &ScopeStack) {
    let Some(words) = code.get(range.clone()) else { return };
    let start = range.start + words.len() - words.trim_start().len();
    let end = range.start + words.trim_end().len();
    if start >= end {
        return;
    }
    let Some(class) = class(stack) else { return };
    match parts.last_mut() {
        Some((last, same)) if *same == class && is_gap(&code[last.end..start]) => last.end = end,
        _ => parts.push((start..end, class)),
    }
}

/// Whether two parts of one class are one over what stands between them.
fn is_gap(between: &str) -> bool {
    between.bytes().all(|byte| byte == b' ')
}

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<&'static str> {
    static SCOPES: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    let scopes = SCOPES.get_or_init(|| {
        let scope = |&(name, class)| Scope::new(name).ok().map(|scope| (scope, class));
        CLASSES.iter().filter_map(scope).collect()
    });
    stack.scopes.iter().rev().find_map(|&scope| {
        let fits = scopes.iter().filter(|(prefix, _)| prefix.is_prefix_of(scope));
        fits.max_by_key(|(prefix, _)| prefix.len()).map(|&(_, class)| class)
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{grammars, highlight, parts};

    #[test]
    fn code_that_comes_to_no_end_is_not_tried_again() {
        let js = grammars().find_syntax_by_token("js").expect("a grammar");
        assert!(parts("a = /'/ /*\n", js, Duration::from_millis(1)).is_err());
        // Each of these would be waited for.
        for after in ["", "b\n", "b = 1\nc\n"] {
            assert!(parts(&format!("a = /'/ /*\n{after}"), js, Duration::MAX).is_err(), "{after}");
        }
        for code in ["a = /'/\n", "b\na = 1\n"] {
            assert!(highlight(code, "js").is_ok_and(|parts| !parts.is_empty()), "{code}");
        }
        assert!(highlight("a = /'/ /*\n", "css").is_ok());
    }

    #[test]
    fn comments_that_end_their_lines() {
        for (language, code, comments) in [
            ("js", "a /* x */\n", "/* x */"),
            ("js", "a /*\nb", "/*"),
            (
                "javascript",
                "f(a)\n\n  /*\n   one\n\n   two */ // three\nb",
                "/*|one|two */|// three",
            ),
            ("js", "const a = 'src/**/*'; /* b */ c()\n", "/* b */"),
            ("js", "`/* no\n` /* yes */", "/* yes */"),
            ("js", "a // x /* y\nb /* z */", "// x /* y|/* z */"),
            ("qml", "\"s\" /*\n", "/*"),
            (
                "svelte",
                "/> /* ; +-- return \"s\" // {{ then /* @(\n",
                "/* ; +-- return \"s\" // {{ then /* @(",
            ),
            ("php", "<?php\n$a = 'b'; /* x */\n?>\n<script>a /* y */\n", "/* x */|/* y */"),
            ("dot", "a [label=<<b>x</b>>]; /* y\n", "/* y"),
            ("css", "a { /* x */\n}", "/* x */"),
            ("ts", "let a = 1 /* ё */\n", "/* ё */"),
        ] {
            let grammar = grammars().find_syntax_by_token(language).expect("a grammar");
            // On a machine that does much else, a grammar takes seconds when it is first used.
            let parts = parts(code, grammar, Duration::MAX).unwrap_or_default();
            let parts = parts.iter().filter(|(_, class)| *class == "c");
            let found: Vec<&str> = parts.map(|(range, _)| &code[range.clone()]).collect();
            assert_eq!(found.join("|"), comments, "{language}: {code}");
        }
    }
}
