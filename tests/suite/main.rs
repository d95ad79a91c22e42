//! Everything that is tested from outside, as one binary.

mod anchoring;
mod commands;
mod delivery;
mod export;
mod markdown;
mod plan;
mod search;
mod tidy;
