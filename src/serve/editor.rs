//! Addresses that open a file at a line in an editor.
//!
//! A browser can start an editor only by an address whose scheme the editor has registered. Editors that live in a
//! terminal have none.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostic::nearest;

/// What of a path is left as it is.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b':');

/// The names of editors, as `--editor` takes them or as their program is called, and the address of a place in a file.
const EDITORS: [(&[&str], &str); 16] = [
    (&["code", "vscode"], "vscode://file{file}:{line}:{column}"),
    (&["code-insiders"], "vscode-insiders://file{file}:{line}:{column}"),
    (&["codium", "vscodium"], "vscodium://file{file}:{line}:{column}"),
    (&["cursor"], "cursor://file{file}:{line}:{column}"),
    (&["windsurf"], "windsurf://file{file}:{line}:{column}"),
    (&["zed", "zeditor"], "zed://file{file}:{line}:{column}"),
    (&["idea"], "idea://open?file={file}&line={line}&column={column}"),
    (&["pycharm", "charm"], "pycharm://open?file={file}&line={line}&column={column}"),
    (&["webstorm"], "webstorm://open?file={file}&line={line}&column={column}"),
    (&["phpstorm"], "phpstorm://open?file={file}&line={line}&column={column}"),
    (&["rustrover"], "rustrover://open?file={file}&line={line}&column={column}"),
    (&["goland"], "goland://open?file={file}&line={line}&column={column}"),
    (&["subl", "sublime"], "subl://open?url=file://{file}&line={line}&column={column}"),
    (&["mate", "textmate"], "txmt://open?url=file://{file}&line={line}&column={column}"),
    (&["bbedit"], "bbedit://open?url=file://{file}&line={line}"),
    (&["mvim", "macvim"], "mvim://open?url=file://{file}&line={line}&column={column}"),
];

/// What opens a file at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(String);

impl Editor {
    /// The editor with this name, or the address itself with `{file}` in it; otherwise what to write.
    pub fn named(name: &str) -> Result<Self, String> {
        if name.contains("://") {
            if !name.contains("{file}") {
                return Err(
                    "the address needs `{file}`, and may have `{line}` and `{column}`".into()
                );
            }
            return Ok(Self(name.to_owned()));
        }
        let known = EDITORS.iter().find(|(names, _)| names.contains(&name.to_lowercase().as_str()));
        known.map(|(_, address)| Self((*address).to_owned())).ok_or_else(|| {
            let names: Vec<&str> = EDITORS.iter().map(|(names, _)| names[0]).collect();
            // `mvim` is no other spelling of `vim`, which no address opens.
            match nearest(name, names.iter().copied()).filter(|near| !near.ends_with(name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "write one of `{}`, or an address such as `x-editor://open?file={{file}}&line={{line}}`",
                    names.join("`, `")
                ),
            }
        })
    }

    /// The editor that a command starts, as `$VISUAL` has it; nothing for one that no address opens.
    pub fn of_command(command: &str) -> Option<Self> {
        let program = command.split_whitespace().next()?;
        let name = program.rsplit(['/', '\\']).next()?;
        let name = name.strip_suffix(".exe").or(name.strip_suffix(".cmd")).unwrap_or(name);
        Self::named(name).ok()
    }

    /// The address of a place in a file.
    pub(super) fn link(&self, file: &Path, line: usize, column: usize) -> String {
        let path = file.to_string_lossy().replace('\\', "/");
        // The path of a drive follows the slash that the others begin with.
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        let path = utf8_percent_encode(&path, PLAIN).to_string();
        self.0
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
            .replace("{file}", &path)
    }
}

#[cfg(test)]
mod tests {
    use super::Editor;
    use std::path::Path;

    #[test]
    fn a_place_in_an_editor() {
        let check = |command: &str, expected: Option<&str>| {
            let editor = Editor::of_command(command);
            let link = editor.map(|editor| editor.link(Path::new("/a b/é&.md"), 3, 7));
            assert_eq!(link.as_deref(), expected, "{command}");
        };
        check("code --wait", Some("vscode://file/a%20b/%C3%A9%26.md:3:7"));
        check("/usr/local/bin/zed -w", Some("zed://file/a%20b/%C3%A9%26.md:3:7"));
        check("idea", Some("idea://open?file=/a%20b/%C3%A9%26.md&line=3&column=7"));
        check("nvim", None);
        check("", None);
    }

    #[test]
    fn an_editor_of_ones_own() {
        let own = Editor::named("x-ed://{file}#{line}").map(|e| e.link(Path::new("/a.md"), 3, 7));
        assert_eq!(own.as_deref(), Ok("x-ed:///a.md#3"));
        assert_eq!(Editor::named("cod").expect_err("it is none"), "did you mean `code`?");
        for none in ["vim", "emacs"] {
            let help = Editor::named(none).expect_err("no address opens it");
            assert!(help.starts_with("write one of `code`, ") && help.contains("{file}"), "{help}");
        }
        assert!(Editor::named("x://").expect_err("it is none").contains("{file}"));
    }
}
