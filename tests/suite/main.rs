//! Everything that is tested from outside, as one binary.

mod anchoring;
mod delivery;
mod markdown;
mod render;
mod search;
mod tidy;
