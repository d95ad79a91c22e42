//! `{a \over b}` as `{\frac{a}{b}}`, which is what the library draws.
//!
//! Knows groups and the borders of cells; whether a formula is one is found out when it is drawn.

/// Commands that stand between their arguments, and those that stand before them.
const COMMANDS: [(&str, &str); 2] = [("\\over", "\\frac"), ("\\choose", "\\binom")];

/// A part of a formula to which such a command belongs whole.
#[derive(Default)]
struct Group {
    /// Where it begins in what was written so far.
    begin: usize,
    /// The command in it as it is written instead, and where its second argument begins.
    command: Option<(usize, &'static str)>,
}

/// A formula in which all commands stand before their arguments.
pub(super) fn prefixed(formula: &str) -> String {
    let mut written = String::with_capacity(formula.len());
    let mut groups = vec![Group::default()];
    let mut rest = formula;
    while let Some(token) = token(rest) {
        rest = &rest[token.len()..];
        let infix = COMMANDS.iter().find(|(infix, _)| *infix == token);
        match (token, groups.last_mut()) {
            (_, Some(group)) if infix.is_some() && group.command.is_none() => {
                group.command = infix.map(|(_, prefix)| (written.len(), *prefix));
            }
            ("{" | "\\left" | "\\begin", _) => {
                written.push_str(token);
                let own = own(token, rest);
                written.push_str(own);
                rest = &rest[own.len()..];
                groups.push(Group { begin: written.len(), command: None });
            }
            ("}" | "\\right" | "\\end", _) => {
                groups.pop().unwrap_or_default().end(&mut written);
                written.push_str(token);
            }
            ("&" | "\\\\" | "\\cr", Some(cell)) => cell.goes_on(token, &mut written),
            // The number of a formula stands behind all of it.
            ("\\tag", Some(group)) if group.command.is_some() => group.goes_on(token, &mut written),
            _ => written.push_str(token),
        }
    }
    while let Some(group) = groups.pop() {
        group.end(&mut written);
    }
    written
}

impl Group {
    /// Ends what is before a token, and begins anew behind it.
    fn goes_on(&mut self, token: &str, written: &mut String) {
        std::mem::take(self).end(written);
        written.push_str(token);
        self.begin = written.len();
    }

    /// Puts the command of a group that ends before its arguments.
    fn end(self, written: &mut String) {
        let Some((at, command)) = self.command else { return };
        let second = written.split_off(at);
        let first = written.split_off(self.begin);
        written.push_str(&format!("{command}{{{first}}}{{{second}}}"));
    }
}

/// The command or the sign that a text begins with.
fn token(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let mut end = first.len_utf8();
    if first == '\\' {
        let name = &text[end..];
        let letters = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
        end += if letters > 0 { letters } else { name.chars().next().map_or(0, char::len_utf8) };
    }
    Some(&text[..end])
}

/// What behind the beginning of a group belongs to the beginning: the bracket, or the name.
fn own<'t>(begin: &str, rest: &'t str) -> &'t str {
    let end = match begin {
        "\\left" => {
            let blank = rest.len() - rest.trim_start().len();
            token(&rest[blank..]).map(|bracket| blank + bracket.len())
        }
        "\\begin" => rest.find('}').map(|end| end + 1),
        _ => None,
    };
    &rest[..end.unwrap_or(0)]
}
