//! Everything that is tested from outside, as one binary.

mod anchoring;
mod commands;
mod config;
mod delivery;
mod markdown;
mod parse;
mod resolve;
mod search;
mod tidy;
mod yaml;
