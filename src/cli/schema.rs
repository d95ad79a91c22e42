//! `schema`: what front matter and settings may say, for editors.

use clap::{Args, ValueEnum};
use variorum::export::schema::{Subject, schema};

use super::print;

/// Print a JSON Schema of front matter or settings
///
/// With it, an editor completes and checks what you type.
#[derive(Debug, Args)]
#[command(
    after_help = "variorum schema config > variorum.schema.json\n\nThen tell your editor: with `# yaml-language-server: $schema=variorum.schema.json` as the first line of variorum.yaml, or under `yaml.schemas` in the settings of VS Code."
)]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_enum, default_value_t = Of::FrontMatter)]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// Front matter of any kind
    FrontMatter,
    /// Front matter of an article
    Article,
    /// Front matter of an authority record
    Entity,
    /// Front matter of a question
    Question,
    /// Front matter of a page of your own
    Page,
    /// The file with the settings, variorum.yaml
    Config,
}

impl Schema {
    pub(super) fn run(self) {
        let subject = match self.of {
            Of::FrontMatter => Subject::FrontMatter,
            Of::Article => Subject::Article,
            Of::Entity => Subject::Entity,
            Of::Question => Subject::Question,
            Of::Page => Subject::Page,
            Of::Config => Subject::Config,
        };
        print::pretty(&schema(subject));
    }
}
