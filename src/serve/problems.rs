//! The faults of a turn, as the panel in the browser shows them.

use std::path::Path;

use annotate_snippets::Renderer;
use serde::Serialize;

use super::Editor;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::DiskError;
use crate::draw::drawn;
use crate::world::World;

/// More than this many are counted instead of drawn; errors come first.
const DRAWN: usize = 60;

/// What is wrong.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Problems {
    errors: usize,
    warnings: usize,
    list: Vec<Problem>,
    /// Whether it is the machine that failed, and the content is not known.
    #[serde(skip)]
    is_failure: bool,
}

/// One fault.
#[derive(Debug, Clone, Serialize)]
struct Problem {
    severity: &'static str,
    code: &'static str,
    message: String,
    /// The file and the place.
    place: Option<String>,
    /// What opens it in an editor.
    editor: Option<String>,
    /// The passage, as on a terminal.
    drawn: String,
}

impl Problems {
    /// The errors and warnings among these faults.
    pub(super) fn new(
        faults: &[Diagnostic],
        world: &World,
        root: &Path,
        editor: Option<&Editor>,
    ) -> Self {
        let of = |severity| faults.iter().filter(move |fault| fault.severity == severity);
        let shown = of(Severity::Error).chain(of(Severity::Warning)).take(DRAWN);
        Self {
            errors: of(Severity::Error).count(),
            warnings: of(Severity::Warning).count(),
            list: shown.map(|fault| Problem::new(fault, world, root, editor)).collect(),
            is_failure: false,
        }
    }

    /// How many there are, for those who may not see what is private: passages and messages have its words.
    pub(super) fn counted(faults: &[Diagnostic]) -> Self {
        let of = |severity| faults.iter().filter(|fault| fault.severity == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        Self { errors, warnings, ..Self::default() }
    }

    /// What the machine did not do.
    pub(super) fn failure(error: &DiskError) -> Self {
        let help = error.help.iter().map(|help| format!("help: {help}"));
        let problem = Problem {
            severity: "error",
            code: "machine",
            message: error.to_string(),
            place: None,
            editor: None,
            drawn: help.collect(),
        };
        Self { errors: 1, warnings: 0, list: vec![problem], is_failure: true }
    }

    /// These, and those of a single page before them.
    pub(super) fn with(&self, page: Problems) -> Self {
        let mut list = page.list;
        list.extend(self.list.iter().cloned());
        Self {
            errors: self.errors + page.errors,
            warnings: self.warnings + page.warnings,
            list,
            is_failure: self.is_failure,
        }
    }

    pub(super) fn is_failure(&self) -> bool {
        self.is_failure
    }

    /// All of it as plain text.
    pub(super) fn text(&self) -> String {
        if self.list.is_empty() {
            return "The terminal of the preview says why.".to_owned();
        }
        let drawn: Vec<&str> = self.list.iter().map(|problem| problem.drawn.as_str()).collect();
        drawn.join("\n\n")
    }
}

impl Problem {
    fn new(fault: &Diagnostic, world: &World, root: &Path, editor: Option<&Editor>) -> Self {
        let severity = match fault.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let label = fault.labels.first();
        let position = label.map(|label| {
            let source = world.source(&label.source);
            (&*label.source, source.map(|source| source.position(label.span.start)))
        });
        let place = position.map(|(path, at)| match at {
            Some(at) => format!("{path}:{}:{}", at.line, at.column),
            None => path.to_owned(),
        });
        let own = position.filter(|(path, _)| !path.starts_with("builtin:"));
        let editor = own.zip(editor).map(|((path, at), editor)| {
            let (line, column) = at.map_or((1, 1), |at| (at.line, at.column));
            editor.link(&root.join(path), line, column)
        });
        Self {
            severity,
            code: fault.code.name(),
            message: fault.message.clone(),
            place,
            editor,
            drawn: Renderer::plain().render(&[drawn(fault, world, None)]),
        }
    }
}
