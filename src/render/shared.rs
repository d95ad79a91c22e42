//! Views that many pages show, made once.
//!
//! A link to a name or an article stands on dozens of pages; making and taking apart its view for each of them costs
//! more than the rest of the page. Nothing that depends on the page it is shown on belongs here.

use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::HashMap;
use serde::{Serialize, Serializer};
use tera::Value;

use crate::model::date::{Basis, Calendar, Dated, When};
use crate::render::date;
use crate::render::view::DateView;
use crate::render::words::Words;

/// A view as templates read it.
#[derive(Debug)]
pub struct Shared<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Shared<T> {
    /// A view that will be shown as it is now.
    pub fn new(view: &T) -> Self {
        Self { value: Value::from_serializable(view), of: PhantomData }
    }
}

impl<T> Shared<T> {
    /// A text of the view, by the way templates go to it; empty where it has none.
    pub fn text(&self, path: &'static str) -> &str {
        self.value.get_from_path(path).and_then(Value::as_str).unwrap_or_default()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
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
        self.0[place].get_or_init(|| Shared::new(&make())).clone()
    }
}

/// What many pages of a list have in common, made when the first of them asks for it.
#[derive(Debug)]
pub struct Common<K, T>(Mutex<HashMap<K, Arc<T>>>);

impl<K, T> Default for Common<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, T> Common<K, T> {
    /// What the pages of a kind have in common, which `make` makes.
    pub fn get(&self, kind: K, make: impl FnOnce() -> T) -> Arc<T> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(made.entry(kind).or_insert_with(|| Arc::new(make())))
    }
}

/// Dates as views. Most are plain days, and much happens on one day, so each of those is made once.
#[derive(Debug, Default)]
pub struct Dates(Mutex<HashMap<String, Shared<DateView>>>);

impl Dates {
    /// A date as it was recorded.
    pub fn dated(&self, words: &Words, dated: &Dated) -> Shared<DateView> {
        let Dated { when, words: stated, relative_to, basis, calendar, span: _ } = dated;
        let plain = stated.is_none() && relative_to.is_none();
        match when {
            Some(when) if plain && *basis == Basis::Stated && *calendar == Calendar::Gregorian => {
                self.read(words, when)
            }
            _ => Shared::new(&date::dated(words, dated)),
        }
    }

    /// A date that has been read.
    pub fn read(&self, words: &Words, when: &When) -> Shared<DateView> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = made.get(&when.text) {
            return view.clone();
        }
        let view = Shared::new(&date::read(words, when));
        made.insert(when.text.clone(), view.clone());
        view
    }
}
