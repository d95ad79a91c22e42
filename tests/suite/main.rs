//! Everything that is tested from outside, as one binary.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

mod anchoring;
mod delivery;
mod markdown;
mod resolve;
mod tidy;
