//! Variorum turns a folder of annotated Markdown into a cross-linked site.
//!
//! Seven steps, each a function from one type to the next: `disk` reads a [`world::World`]; `parse` makes documents,
//! `anchor` finds their passages, `resolve` unites them in a [`model::archive::Archive`], `plan` gives everything an
//! address, `render` makes outputs, `verify` looks at them once more, `disk` writes them. ARCHITECTURE.md has the picture.

pub mod anchor;
pub mod annotate;
pub mod cache;
pub mod cite;
pub mod compile;
pub mod compress;
pub mod config;
pub mod diagnostic;
pub mod disk;
pub mod draw;
pub mod edit;
pub mod escape;
pub mod export;
pub mod fold;
pub mod import;
pub mod keys;
pub mod links;
pub mod model;
pub mod parse;
pub mod plan;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod search;
pub mod serve;
pub mod source;
pub mod suggest;
pub mod verify;
pub mod world;
pub mod yaml;
