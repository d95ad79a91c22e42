//! The views of the pages that list what is in the archive.
//!
//! Each is a function of the [`Context`](crate::render::context::Context) and, where a list can be long, of the part
//! that the page shows. How many items a part has is for `plan` to say; the pictures are drawn by `chart`.

mod articles;
mod entities;
mod home;
mod log;
mod order;
mod parts;
mod places;
mod plots;
mod questions;
mod sources;
mod timeline;

pub use articles::{articles, claims, notes, tag, tags};
pub use entities::{Periods, bars, entities};
pub use home::home;
pub use log::log;
pub use order::Order;
pub use parts::{Group, part};
pub use places::{locator, map, network};
pub use plots::plots;
pub use questions::questions;
pub use sources::sources;
pub use timeline::{Overview, timeline};

#[cfg(test)]
mod tests;
