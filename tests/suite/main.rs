//! Everything that is tested from outside, as one binary.
#![expect(
    clippy::unwrap_used,
    clippy::type_complexity,
    clippy::field_reassign_with_default,
    reason = "a test that cannot go on may panic, and its cases are tuples"
)]

mod anchoring;
mod annotate;
mod bombs;
mod browser;
mod cache;
mod clients;
mod commands;
mod compress;
mod config;
mod delivery;
mod edit;
mod export;
mod format;
mod fuzz;
mod golden;
mod import;
mod items;
mod layouts;
mod links;
mod machine;
mod markdown;
mod parse;
mod pictures;
mod plan;
mod printed;
mod publish;
mod recall;
mod reference;
mod render;
mod replace;
mod resolve;
mod round_trip;
mod schema;
mod search;
mod serve;
mod served;
mod suggest;
mod threads;
mod tidy;
mod transcripts;
mod vault;
mod verify;
mod withdrawn;
mod yaml;

#[path = "../fuzz/sound.rs"]
mod sound;
#[path = "../fuzz/targets.rs"]
mod targets;
