//! The command line of Variorum.

mod cli;

use std::process::ExitCode;

/// Pages are made of very many small strings, which this allocator hands out in half the time that the system takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
