//! The keys of front matter and settings: what each is called, what it takes, and what it is for.
//!
//! The one list. Reading refuses a key that is not in it, and the JSON Schemas are made from it. Does not read.

/// Tables of keys: `"name" | "other name": what it takes, what it is for, an example;`.
macro_rules! keys {
    ($($(#[$doc:meta])+ $table:ident {
        $($name:literal $(| $also:literal)*: $takes:expr, $says:literal, $example:literal;)+
    })+) => {
        $($(#[$doc])+
        pub const $table: &[Key] = &[$(Key {
            name: $name,
            also: &[$($also),*],
            takes: $takes,
            says: $says,
            example: $example,
        },)+];)+
    };
}

mod documents;
mod items;
mod settings;

pub use documents::{ARTICLE, CAPTURE, COMMON, ENTITY, QUESTION, ROLE, STANDING, WITHDRAWN};
pub use items::{ALIAS, CLAIM, DATE, EVENT, FIGURE, HIGHLIGHT, ITEM, NAMING, REGION, REPLY};
pub use settings::{CONFIG, DIRECTORY, FEEDS, FOLDERS, GIT, READER, S3, SSH, TARGET, WEBDAV};

/// A key.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Other names that are read as this one.
    pub also: &'static [&'static str],
    /// What it takes.
    pub takes: Takes,
    /// What it is for, in a sentence.
    pub says: &'static str,
    /// A value, in YAML.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Debug)]
pub enum Takes {
    /// Text.
    Text,
    /// Text, or a list of texts.
    Texts,
    /// A name, also as `[[name]]`.
    Name,
    /// A name or a list of names.
    Names,
    /// Text of a shape: a regular expression.
    Pattern(&'static str),
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any word; these are those that are known.
    AnyWord(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second.
    Whole(u32, u32),
    /// A number from the first to the second.
    Number(f64, f64),
    /// A date, in EDTF or in words, or a map of [`DATE`].
    Date,
    /// A date or a list of dates.
    Dates,
    /// A map of the keys of some tables.
    Map(&'static [&'static [Key]]),
    /// Text, also a switch, or a map.
    TextOrMap(&'static [&'static [Key]]),
    /// A list of texts and maps; one of them is a list of one.
    Items(&'static [&'static [Key]]),
    /// A map from words of one's own to texts or to maps of these keys.
    Named(&'static [&'static [Key]]),
    /// Latitude and longitude.
    Coordinates,
    /// A map that only its owner understands.
    Own,
}

/// The key that a name means in one of some tables.
pub fn find(tables: &[&'static [Key]], name: &str) -> Option<&'static Key> {
    let mut keys = tables.iter().flat_map(|table| table.iter());
    keys.find(|key| key.name == name || key.also.contains(&name))
}

/// A value that a key takes, where it is one that `fits`.
pub fn example(name: &str, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let documents = [COMMON, ARTICLE, CAPTURE, WITHDRAWN, ENTITY, ROLE, QUESTION, STANDING];
    let items = [ITEM, REGION, HIGHLIGHT, NAMING, ALIAS, EVENT, CLAIM, FIGURE, DATE, REPLY];
    let settings = [CONFIG, DIRECTORY, FEEDS, FOLDERS, READER, TARGET, GIT, S3, SSH, WEBDAV];
    let tables = documents.iter().chain(&items).chain(&settings);
    let mut keys = tables.flat_map(|table| table.iter()).filter(|key| key.name == name);
    keys.find(|key| fits(key.example)).map(|key| key.example)
}

/// The list of an article whose items have a key.
pub fn list_of(name: &str) -> Option<&'static str> {
    let lists: [(_, &[_]); 4] = [
        ("claims", &[CLAIM]),
        ("events", &[EVENT]),
        ("entities", &[NAMING]),
        ("highlights", &[ITEM, REGION, HIGHLIGHT]),
    ];
    lists.iter().find(|(_, tables)| find(tables, name).is_some()).map(|(list, _)| *list)
}

/// The names of the keys of some tables.
pub fn names(tables: &[&'static [Key]]) -> Vec<&'static str> {
    tables.iter().flat_map(|table| table.iter()).map(|key| key.name).collect()
}
