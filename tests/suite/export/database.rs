//! The archive as a database: what is asked of it.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB};
use serde_json::json;
use variorum::export::Form;

use super::{Edition, Given, at, everything, given, json};

/// Questions to the database of everything, and what it answers: `-` is nothing, lines are rows.
const DATABASE: [(&str, &str); 7] = [
    (
        "SELECT authors, published, earliest, latest FROM articles WHERE id = 'one'",
        "Ann Author; Smith and Sons | 2017-10~ | 2017-10-01 | 2017-10-31",
    ),
    (
        "SELECT kind, quote, note, reader, created, url FROM annotations WHERE note IS NOT NULL",
        "doubt | ships came | Which, and how many? | A | 2018-03-04 | https://example.org/a/articles/one.html#h-0776",
    ),
    (
        "SELECT e.id, m.paragraph FROM entities e JOIN mentions m ON m.entity = e.id WHERE e.kind = 'place'",
        "north-quay | 1",
    ),
    (
        "SELECT title, earliest, latest, place FROM events WHERE latest >= '2017'",
        "Ships; came, once | 2017-10-01 | 2017-10-31 | North Quay",
    ),
    (
        "SELECT speaker, low, high, unit FROM claims JOIN figures ON claim = number",
        "Ann Author | 10 | 10 | ships",
    ),
    ("SELECT entity, article FROM annotated", "north-quay | корабли"),
    ("SELECT name, entity FROM participants", "Ann Author | ann-author"),
];

/// A database, and what it answers.
struct Database(Connection);

impl Database {
    fn of(given: &Given) -> Self {
        let bytes = given.bytes(Form::Sqlite);
        let mut database = Connection::open_in_memory().expect("a database");
        let len = bytes.len();
        database.deserialize_read_exact(MAIN_DB, &*bytes, len, true).expect("the same database");
        Self(database)
    }

    fn ask(&self, question: &str) -> String {
        let mut rows = self.0.prepare(question).expect(question);
        let columns = rows.column_count();
        let row = |row: &rusqlite::Row| -> rusqlite::Result<String> {
            let value = |column| {
                Ok(match row.get_ref(column)? {
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    ValueRef::Integer(number) => number.to_string(),
                    ValueRef::Real(number) => number.to_string(),
                    _ => "-".to_owned(),
                })
            };
            let values: rusqlite::Result<Vec<String>> = (0..columns).map(value).collect();
            Ok(values?.join(" | "))
        };
        let rows: rusqlite::Result<Vec<String>> =
            rows.query_map((), row).expect(question).collect();
        rows.expect(question).join("\n")
    }

    #[track_caller]
    fn check(&self, question: &str, answer: &str) {
        assert_eq!(self.ask(question), answer, "{question}");
    }
}

#[test]
fn a_database_answers_what_is_asked() {
    let given = everything();
    assert_eq!(
        given.bytes(Form::Sqlite),
        everything().bytes(Form::Sqlite),
        "the same archive, the same bytes"
    );
    let database = Database::of(&given);
    database.check("PRAGMA integrity_check", "ok");
    database.check("PRAGMA foreign_key_check", "");
    database.check(
        "SELECT id FROM articles JOIN search ON search.rowid = number WHERE search MATCH 'ships'",
        "one",
    );
    for (question, answer) in DATABASE {
        database.check(question, answer);
    }
}

#[test]
fn an_article_is_no_speaker() {
    let text = "---\nauthor: Ann\nclaims: [{says: So}, {says: No, by: Ben}]\n---\nText.\n";
    let given = given(&[("articles/a.md", text)], at(None), Edition::Public);
    let database = Database::of(&given);
    database.check("SELECT says, speaker FROM claims ORDER BY says", "No | Ben\nSo | -");
}

/// What records say of entities, and where the tables have it.
#[test]
fn what_records_say() {
    let keeper = "---\nname: Ann Author\nkind: person\nsort: Author, Ann\nborn: 1850\ndied: 1901~\ndifferent_from: Ben Other\n\
         roles: [{role: Keeper, at: '[[Harbour Office]]', when: 1872/1907}, Pilot]\ntags: [staff, pilots]\nimage: ann.png\n\
         same_as: {gnd: [1, 2]}\nwikidata: Q1\n---\n";
    let office = "---\nname: Harbour Office\nkind: organisation\nfounded: 1811\nended: before the war\npart_of: Quiet One\n\
         coordinates: [35.95, 39.01]\nradius_km: 2.5\naliases: [{value: Pilots' Office, from: 1811, to: 1872}, Office]\n---\n";
    let given = given(
        &[
            ("entities/ann.md", keeper),
            ("entities/office.md", office),
            ("entities/ben.md", "---\nname: Ben Other\npart_of: Harbour Office\n---\n"),
            ("entities/quiet.md", "---\nname: Quiet One\nsensitive: true\ntags: [quiet]\n---\n"),
            ("entities/ann.png", ""),
            ("articles/a.md", "---\nmodified: 2018-02\nread: [2018-01-05, 2018-03]\n---\nText.\n"),
        ],
        at(None),
        Edition::Public,
    );
    let database = Database::of(&given);
    for (question, answer) in [
        ("PRAGMA foreign_key_check", ""),
        (
            "SELECT id, sort, radius_km, part_of FROM entities ORDER BY id",
            "ann | Author, Ann | - | -\nben | Ben Other | - | office\noffice | Harbour Office | 2.5 | -",
        ),
        (
            "SELECT * FROM lives ORDER BY entity, kind",
            "ann | born | 1850 | 1850-01-01 | 1850-12-31\nann | died | 1901~ | 1901-01-01 | 1901-12-31\n\
             office | ended | before the war | - | -\noffice | founded | 1811 | 1811-01-01 | 1811-12-31",
        ),
        (
            "SELECT * FROM roles ORDER BY role",
            "ann | Keeper | Harbour Office | 1872/1907 | 1872-01-01 | 1907-12-31\nann | Pilot | - | - | - | -",
        ),
        ("SELECT * FROM different_from", "ann | ben"),
        ("SELECT * FROM tagged", "ann | staff\nann | pilots"),
        ("SELECT id, image FROM entities WHERE image IS NOT NULL", "ann | entities/ann.png"),
        ("SELECT id, modified FROM articles", "a | 2018-02"),
        (
            "SELECT * FROM readings",
            "a | 2018-01-05 | 2018-01-05 | 2018-01-05\na | 2018-03 | 2018-03-01 | 2018-03-31",
        ),
        (
            "SELECT * FROM aliases ORDER BY name",
            "office | Office | - | - | -\noffice | Pilots' Office | - | 1811 | 1872",
        ),
    ] {
        database.check(question, answer);
    }
    let csv = given.file("data/entities.csv");
    for row in [
        "ann,Ann Author,person,\"Author, Ann\",,1850,1901~,,,,\"Keeper, Harbour Office, 1872/1907; Pilot\",Ben Other,",
        "office,Harbour Office,organisation,Harbour Office,Pilots' Office; Office,,,1811,,,,,0,35.95,39.01,2.5,",
    ] {
        assert!(csv.contains(row), "{row}: {csv}");
    }
    let known = ",gnd: 1; gnd: 2; wikidata: Q1,staff; pilots,entities/ann.png,entities/ann.html";
    assert!(csv.contains(known), "{csv}");
    let office = &json(&given.file("data/places.geojson"))["features"][0]["properties"];
    assert_eq!((&office["id"], &office["kind"]), (&json!("office"), &json!("organisation")));
    let read = &json(given.file("data/archive.jsonl").trim())["read"];
    assert_eq!(*read, json!(["2018-01-05", "2018-03"]));
}
