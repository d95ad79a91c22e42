//! A source as what it says: front matter and body. Reads nothing but the text it is given.

pub mod date;
pub mod figure;
pub mod markdown;
mod number;
