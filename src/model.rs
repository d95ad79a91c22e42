//! The nouns: what an archive is made of.
//!
//! Nothing here reads, writes, renders or serialises.

pub mod annotation;
pub mod archive;
pub mod article;
pub mod assets;
pub mod body;
pub mod collation;
pub mod data;
pub mod date;
pub mod figure;
pub mod hosting;
pub mod html;
pub mod manifest;
pub mod picture;
pub mod region;
pub mod site;
pub mod years;
