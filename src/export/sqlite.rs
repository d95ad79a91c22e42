//! The archive as an SQLite database: tables that can be asked, and an index of the texts.
//!
//! Written in memory by the library that everybody reads such files with. The same rows give the same bytes: a database
//! bears no time, and its pages follow from the order of the rows.

mod rows;

use rusqlite::{Connection, MAIN_DB, Statement, ToSql};

use super::Source;

/// The tables. An `id` is the name of a page, a `url` where something is shown; dates are EDTF, and `earliest` and
/// `latest` are the days that they can mean.
const TABLES: &str = "
CREATE TABLE articles (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, authors TEXT, outlet TEXT, original TEXT,
  published TEXT, earliest TEXT, latest TEXT, modified TEXT, accessed TEXT, language TEXT, licence TEXT, rating TEXT,
  summary TEXT, text TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE tags (article TEXT NOT NULL REFERENCES articles(id), tag TEXT NOT NULL);
CREATE TABLE readings (article TEXT NOT NULL REFERENCES articles(id), date TEXT, earliest TEXT, latest TEXT);
CREATE TABLE annotations (
  article TEXT NOT NULL REFERENCES articles(id), id TEXT NOT NULL, kind TEXT NOT NULL, quote TEXT, says TEXT, note TEXT,
  reader TEXT, created TEXT, tags TEXT, locator TEXT, url TEXT NOT NULL, picture TEXT, PRIMARY KEY (article, id)
);
CREATE TABLE replies (
  article TEXT NOT NULL, annotation TEXT NOT NULL, reader TEXT, note TEXT NOT NULL, created TEXT,
  FOREIGN KEY (article, annotation) REFERENCES annotations(article, id)
);
CREATE TABLE entities (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, sort TEXT NOT NULL, kind TEXT NOT NULL, latitude REAL, longitude REAL,
  radius_km REAL, part_of TEXT REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED, summary TEXT,
  mentions INTEGER NOT NULL, image TEXT, url TEXT
);
CREATE TABLE tagged (entity TEXT NOT NULL REFERENCES entities(id), tag TEXT NOT NULL);
CREATE TABLE lives (
  entity TEXT NOT NULL REFERENCES entities(id), kind TEXT NOT NULL, date TEXT, earliest TEXT, latest TEXT
);
CREATE TABLE roles (
  entity TEXT NOT NULL REFERENCES entities(id), role TEXT NOT NULL, body TEXT, date TEXT, earliest TEXT, latest TEXT
);
CREATE TABLE different_from (
  entity TEXT NOT NULL REFERENCES entities(id),
  other TEXT NOT NULL REFERENCES entities(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE aliases (
  entity TEXT NOT NULL REFERENCES entities(id), name TEXT NOT NULL, language TEXT, since TEXT, until TEXT
);
CREATE TABLE identifiers (entity TEXT NOT NULL REFERENCES entities(id), scheme TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE mentions (
  entity TEXT NOT NULL REFERENCES entities(id), article TEXT NOT NULL, paragraph INTEGER, words TEXT NOT NULL,
  url TEXT NOT NULL
);
CREATE TABLE annotated (entity TEXT NOT NULL REFERENCES entities(id), article TEXT NOT NULL REFERENCES articles(id));
CREATE TABLE events (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT, earliest TEXT, latest TEXT, place TEXT,
  disputed INTEGER NOT NULL, url TEXT NOT NULL
);
CREATE TABLE reports (
  event TEXT NOT NULL REFERENCES events(id), article TEXT NOT NULL REFERENCES articles(id), date TEXT, earliest TEXT,
  latest TEXT, title TEXT NOT NULL
);
CREATE TABLE participants (event TEXT NOT NULL REFERENCES events(id), name TEXT NOT NULL, entity TEXT REFERENCES entities(id));
CREATE TABLE questions (id TEXT PRIMARY KEY, title TEXT NOT NULL, standing TEXT NOT NULL, url TEXT);
CREATE TABLE claims (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles(id), says TEXT NOT NULL,
  stance TEXT NOT NULL, question TEXT REFERENCES questions(id), speaker TEXT, entity TEXT REFERENCES entities(id),
  basis TEXT, relays TEXT, made TEXT, earliest TEXT, latest TEXT, url TEXT NOT NULL
);
CREATE TABLE figures (
  claim INTEGER NOT NULL REFERENCES claims(number), written TEXT NOT NULL, low REAL, high REAL,
  approximate INTEGER NOT NULL, unit TEXT, scope TEXT
);
CREATE TABLE links (source TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, sentence TEXT);
CREATE VIRTUAL TABLE search USING fts5(title, text, content='articles', content_rowid='number');
";

/// What is made of the rows once they are there.
const INDEX: &str = "
CREATE INDEX mentions_of ON mentions(entity);
CREATE INDEX events_by_day ON events(earliest);
INSERT INTO search(search) VALUES ('rebuild');
INSERT INTO search(search) VALUES ('optimize');
COMMIT;
";

/// The bytes of the database.
pub(super) fn database(source: Source) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(&format!("BEGIN;{TABLES}"))?;
    rows::articles(source, &connection)?;
    rows::names(source, &connection)?;
    rows::events(source, &connection)?;
    rows::claims(source, &connection)?;
    rows::links(source, &connection)?;
    connection.execute_batch(INDEX)?;
    Ok(connection.serialize(MAIN_DB)?.to_vec())
}

/// A table that is being filled.
struct Table<'c>(Statement<'c>);

impl<'c> Table<'c> {
    fn open(connection: &'c Connection, name: &str, columns: usize) -> rusqlite::Result<Self> {
        let marks = vec!["?"; columns].join(", ");
        Ok(Self(connection.prepare(&format!("INSERT INTO {name} VALUES ({marks})"))?))
    }

    /// Adds a row; the value of each column in the order of the table.
    fn add(&mut self, row: &[&dyn ToSql]) -> rusqlite::Result<()> {
        self.0.execute(row).map(drop)
    }
}
