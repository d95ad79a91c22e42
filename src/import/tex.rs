//! TeX in the fields of BibTeX and in titles of pages, as it is read.

use biblatex::{Chunk, Spanned};

/// In longer values, which nobody has written by hand, commands stay.
const LONGEST: usize = 1 << 14;

/// Commands that only say how words are set, or that they are an address.
const COMMANDS: [&str; 15] = [
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "texttt",
    "textsf",
    "textup",
    "textsubscript",
    "textsuperscript",
    "underline",
    "emph",
    "mkbibquote",
    "enquote",
    "ce",
    "url",
];

/// The letters of Greek, in the order of their numbers; TeX has no sign for one at the end of a word.
const GREEK: [&str; 25] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega",
];

/// The numbers of the first letters of Greek, small and capital.
const ALPHA: (u32, u32) = (0x3b1, 0x391);

/// Other commands of formulas, and what is read of them.
const SIGNS: [(&str, &str); 28] = [
    ("approx", "≈"),
    ("cdot", "·"),
    ("circ", "°"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("infty", "∞"),
    ("ldots", "…"),
    ("le", "≤"),
    ("leq", "≤"),
    ("neq", "≠"),
    ("pm", "±"),
    ("prime", "′"),
    ("rightarrow", "→"),
    ("sim", "∼"),
    ("times", "×"),
    ("to", "→"),
    ("bf", ""),
    ("it", ""),
    ("log", "log"),
    ("mathbb", ""),
    ("mathbf", ""),
    ("mathcal", ""),
    ("mathit", ""),
    ("mathrm", ""),
    ("mathsf", ""),
    ("rm", ""),
    ("text", ""),
    ("textrm", ""),
];

/// A value without what readers of BibTeX stumble over: narrow spaces, which they take for the beginning of a command, and a
/// dollar without another one, which is a price.
pub(super) fn mended(value: &str) -> String {
    let (mut mended, mut dollars) = (String::with_capacity(value.len()), Vec::new());
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some(',' | ';' | ' ') => mended.push(' '),
                Some('!') => {}
                other => mended.extend(['\\'].into_iter().chain(other)),
            },
            '$' => {
                dollars.push(mended.len());
                mended.push('$');
            }
            _ => mended.push(sign),
        }
    }
    if let Some(last) = dollars.pop().filter(|_| dollars.len() % 2 == 0) {
        mended.insert(last, '\\');
    }
    mended
}

/// Words with the formulas among them as they are read. One with a command that is not known stays.
pub(super) fn read(value: &[Spanned<Chunk>]) -> String {
    let words = value.iter().map(|chunk| match &chunk.v {
        Chunk::Normal(words) | Chunk::Verbatim(words) => words.clone(),
        Chunk::Math(source) => formula(source).unwrap_or_else(|| format!("${source}$")),
    });
    words.collect()
}

/// Words of a page with the formulas between dollars as they are read. Prices stay, and formulas with a command that is not
/// known.
pub(super) fn shown(words: &str) -> String {
    let parts: Vec<&str> = words.split('$').collect();
    let is_whole = parts.len() % 2 == 1;
    let read = parts.iter().enumerate().map(|(at, part)| {
        let is_inside = at % 2 == 1 && is_whole;
        let is_formula = part.contains(['\\', '^', '_', '{']) || part.len() == 1;
        let read = Some(*part).filter(|part| is_inside && is_formula && !part.starts_with(' '));
        match read.and_then(formula) {
            Some(formula) => formula,
            None if is_inside => format!("${part}$"),
            None => (*part).to_owned(),
        }
    });
    let read: Vec<String> = read.collect();
    unset(&read.join(if is_whole { "" } else { "$" }))
}

/// The signs of a formula without where they stand.
fn formula(source: &str) -> Option<String> {
    let (mut words, mut rest) = (String::new(), source);
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '{' | '}' | '_' | '^' => {}
            '\\' => {
                let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let (command, behind) = rest.split_at(end);
                let sign = SIGNS.iter().find(|(name, _)| *name == command);
                match sign {
                    Some((_, sign)) => words += sign,
                    None => words.push(letter(command)?),
                }
                rest = behind.trim_start();
            }
            _ => words.push(sign),
        }
    }
    Some(words)
}

/// The letter of Greek that a command is.
fn letter(command: &str) -> Option<char> {
    let name = command.strip_prefix("var").unwrap_or(command);
    let at = GREEK.iter().position(|letter| name.eq_ignore_ascii_case(letter))?;
    let is_capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let first = if is_capital { ALPHA.1 } else { ALPHA.0 };
    char::from_u32(first + u32::try_from(at).ok()?).filter(|_| !name.is_empty())
}

/// Words without the commands that set them in italics and the like.
pub(super) fn unset(text: &str) -> String {
    let mut text = text.to_owned();
    if text.len() > LONGEST {
        return text;
    }
    for command in COMMANDS {
        let begin = format!("\\{command}{{");
        while let Some(at) = text.find(&begin) {
            let inner = at + begin.len();
            let mut depth = 1;
            let end = text[inner..].find(|c: char| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            let Some(end) = end.map(|end| inner + end) else { return text };
            text.replace_range(end..=end, "");
            text.replace_range(at..inner, "");
        }
    }
    text
}
