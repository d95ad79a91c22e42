//! The command line of Variorum.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
