//! Views that many pages show, made once.
//!
//! A link to a name or an article stands on dozens of pages; making and taking apart its view for each of them costs
//! more than the rest of the page. Nothing that depends on the page it is shown on belongs here.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

/// A view, and the same as templates read it.
#[derive(Debug)]
pub struct Shared<T> {
    view: Arc<T>,
    value: Value,
}

impl<T: Serialize> Shared<T> {
    /// A view that will be shown as it is now.
    pub fn new(view: T) -> Self {
        Self { value: Value::from_serializable(&view), view: Arc::new(view) }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { view: Arc::clone(&self.view), value: self.value.clone() }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.view
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// Views by number, each made when a page first asks for it.
#[derive(Debug)]
pub struct Table<T>(Vec<OnceLock<Shared<T>>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Serialize> Table<T> {
    /// A table of so many views.
    pub fn new(len: usize) -> Self {
        Self((0..len).map(|_| OnceLock::new()).collect())
    }

    /// The view at a place, which `make` makes.
    pub fn get(&self, place: usize, make: impl FnOnce() -> T) -> Shared<T> {
        self.0[place].get_or_init(|| Shared::new(make())).clone()
    }
}
