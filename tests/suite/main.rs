//! The one integration binary: one module for each area.

mod markdown;
