//! Everything that is tested from outside, as one binary.

mod anchoring;
mod commands;
mod delivery;
mod markdown;
mod resolve;
mod search;
mod tidy;
