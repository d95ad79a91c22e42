//! Views of the archive, put through templates.

pub mod view;
