//! What is said of a change of a file: its place, the lines before and after it.

use variorum::escape::printable_line;

/// The lines that differ between two texts that are alike before and after one stretch: how many are alike before
/// it, and the stretch of each.
fn stretch<'t>(before: &'t str, after: &'t str) -> (usize, Vec<&'t str>, Vec<&'t str>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (mut old, mut new) = (old[same..].to_vec(), new[same..].to_vec());
    while let (Some(one), Some(other)) = (old.last(), new.last())
        && one == other
    {
        old.pop();
        new.pop();
    }
    (same, old, new)
}

/// A change of lines of the file at `path`, of which the first has a number, and why it was made; with the line of the change.
pub(super) fn told(
    (path, line): (&str, usize),
    before: &str,
    after: &str,
    why: &str,
) -> (usize, String) {
    let path = printable_line(path);
    let (same, old, new) = stretch(before, after);
    let line = line + same;
    let alike = |(one, other): (&&str, &&str)| {
        one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
    };
    let column = 1 + old.first().zip(new.first()).map_or(0, alike);
    let mut told = format!("{path}:{line}:{column}: {why}");
    for (sign, lines) in [('-', old), ('+', new)] {
        for line in lines {
            told.push_str(&format!("\n{sign} {line}"));
        }
    }
    (line, told)
}

#[cfg(test)]
mod tests {
    #[test]
    fn changes() {
        for (before, after, expected) in [
            ("a\nb\nc\n", "a\nx\nc\n", "f:2:1: w\n- b\n+ x"),
            ("a\né b\n", "a\né \"b\"\n", "f:2:3: w\n- é b\n+ é \"b\""),
            ("a\nc\n", "a\nb\nc\n", "f:2:1: w\n+ b"),
            ("a\na\n", "a\na\na\n", "f:3:1: w\n+ a"),
            ("a\nb\n", "", "f:1:1: w\n- a\n- b"),
        ] {
            assert_eq!(super::told(("f", 1), before, after, "w").1, expected);
        }
    }
}
