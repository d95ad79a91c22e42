//! Everything that is tested from outside, as one binary.

mod config;
mod parse;
mod yaml;
