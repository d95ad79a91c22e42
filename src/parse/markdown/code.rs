//! Code with the classes of its parts.
//!
//! Classes, for themes: `c` comment, `s` string, `n` number or other constant, `k` keyword, `o` operator,
//! `p` punctuation, `f` function, `t` type, `v` variable, `a` attribute or annotation, `g` tag, `h` heading,
//! `i` inserted, `d` deleted.
//!
//! Colours are the theme's; no style is written into a page.

use std::ops::Range;
use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// The longest code that is highlighted: grammars are slow, and so are browsers with many elements.
const LONGEST: usize = 100_000;
/// The longest line: some grammars take quadratic time.
const LONGEST_LINE: usize = 2_000;

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

/// The language that the line of a fence names.
pub(super) fn language(info: &str) -> &str {
    info.split([' ', '\t', ',', '{', '}']).find(|word| !word.is_empty()).unwrap_or_default()
}

/// The parts of some code that have a class, in order; none where the language is not known.
pub(super) fn highlight(code: &str, language: &str) -> Vec<(Range<usize>, &'static str)> {
    if language.is_empty()
        || code.len() > LONGEST
        || code.lines().any(|line| line.len() > LONGEST_LINE)
    {
        return Vec::new();
    }
    let set = grammars();
    match set.find_syntax_by_token(language) {
        Some(grammar) if grammar.name != "Plain Text" => {
            parts(code, set, grammar).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// All grammars; the first call takes some milliseconds, and each grammar again when it is first used.
fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(two_face::syntax::extra_newlines)
}

fn parts(
    code: &str,
    set: &SyntaxSet,
    grammar: &SyntaxReference,
) -> Option<Vec<(Range<usize>, &'static str)>> {
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut parts: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut begin = 0;
    for line in code.split_inclusive('\n') {
        let mut passed = 0;
        for (at, change) in state.parse_line(line, set).ok()? {
            add(&mut parts, code, begin + passed..begin + at, &stack);
            passed = at.max(passed);
            stack.apply(&change).ok()?;
        }
        add(&mut parts, code, begin + passed..begin + line.len(), &stack);
        begin += line.len();
    }
    Some(parts)
}

/// Adds a part, if it has a class and is not only white space.
fn add(
    parts: &mut Vec<(Range<usize>, &'static str)>,
    code: &str,
    range: Range<usize>,
    stack: &ScopeStack,
) {
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
