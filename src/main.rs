//! The command line of Variorum.

fn main() {}
