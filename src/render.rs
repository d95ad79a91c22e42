//! Views of the archive, put through templates.

pub mod body;
mod chart;
pub mod context;
pub mod date;
mod facts;
pub mod index;
mod lists;
pub mod view;
pub mod words;
