//! The files that are part of the program.
//!
//! A debug build reads them from the repository, so that a template can be edited and seen; a release holds them.

use std::borrow::Cow;

use rust_embed::RustEmbed;

/// `templates/`: the built-in templates and the words of the interface.
#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

/// `themes/`: the themes that come with the program.
#[derive(RustEmbed)]
#[folder = "themes"]
struct Themes;

/// A file that is part of the program.
pub(super) struct Builtin {
    /// Its path below `templates/` or `themes/<name>/`.
    pub(super) path: String,
    /// What is in it.
    pub(super) bytes: Cow<'static, [u8]>,
}

impl Builtin {
    /// Its text; built-in files are UTF-8, which a test checks.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Every built-in template and words file, by path.
pub(super) fn templates() -> Vec<Builtin> {
    collect(Templates::iter().collect(), "", Templates::get)
}

/// Every file of a built-in theme, by path; empty when there is no such theme.
pub(super) fn theme(name: &str) -> Vec<Builtin> {
    collect(Themes::iter().collect(), &format!("{name}/"), Themes::get)
}

/// The names of the built-in themes.
pub(super) fn themes() -> Vec<String> {
    let paths = Themes::iter();
    let mut names: Vec<String> =
        paths.filter_map(|path| path.split_once('/').map(|(name, _)| name.to_owned())).collect();
    names.sort();
    names.dedup();
    names
}

fn collect(
    mut paths: Vec<Cow<'static, str>>,
    prefix: &str,
    get: impl Fn(&str) -> Option<rust_embed::EmbeddedFile>,
) -> Vec<Builtin> {
    paths.sort();
    let below = paths.iter().filter_map(|path| Some((path, path.strip_prefix(prefix)?)));
    below
        .filter_map(|(path, rest)| {
            get(path).map(|file| Builtin { path: rest.to_owned(), bytes: file.data })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn built_in_text_files_are_utf8() {
        for file in super::templates() {
            assert!(std::str::from_utf8(&file.bytes).is_ok(), "{}", file.path);
        }
    }
}
