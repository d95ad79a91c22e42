//! Views of the archive, put through templates.

mod chart;
pub mod view;
