//! The command line of Variorum.

mod cli;

use std::process::ExitCode;

/// A page is thousands of small strings that soon go again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
