//! What is known and not read, and what to export instead.

use serde_json::Value;

use crate::import::notes;

/// Tables by their columns.
const TABLES: [(&[&str], &str); 1] = [(
    &["Title", "URL", "Content", "MIME Type"],
    "it is the CSV of wallabag, which has no annotations: export JSON instead",
)];

/// What to do instead of importing a table.
pub(super) fn table(name: &str, columns: &[String]) -> Result<(), String> {
    let has = |names: &[&str]| names.iter().all(|name| columns.iter().any(|one| one == name));
    let known = TABLES.iter().find(|(names, _)| has(names)).map(|(_, instead)| *instead);
    let notion = "it is a table of Notion: import the pages that came with it as Markdown";
    let instead = known.or_else(|| is_of_notion(name).then_some(notion));
    instead.map_or(Ok(()), |instead| Err(instead.to_owned()))
}

/// Whether a table is called as Notion does: `Reading list 0123456789abcdef0123456789abcdef_all.csv`.
fn is_of_notion(name: &str) -> bool {
    let stem = name.strip_suffix(".csv").unwrap_or_default();
    notes::titled(stem.strip_suffix("_all").unwrap_or(stem)).is_some()
}

/// What to do instead of importing some JSON.
pub(super) fn json(whole: &Value) -> Result<(), String> {
    let is_backup =
        whole.get("type").and_then(Value::as_str).is_some_and(|kind| kind.contains("x-moz-place"));
    let is_kept = whole.get("roots").is_some_and(|roots| roots.get("bookmark_bar").is_some());
    match () {
        () if is_backup => Err("it is a backup of bookmarks: export them as HTML instead".into()),
        () if is_kept => {
            Err("it is the file in which a browser keeps bookmarks: export them as HTML instead"
                .into())
        }
        () => Ok(()),
    }
}

/// How files begin that are of other programs, and what begins the first element of those in XML.
const BEGINNINGS: [(&str, &str); 5] = [
    (
        "%PDF-",
        "it is a PDF: take its text out, for example with `pdftotext FILE`, and import that; the PDF can lie beside its article, which names it under `archived`",
    ),
    ("bplist", "it is a property list, as Safari keeps bookmarks: export them as HTML instead"),
    ("%0 ", "it is a list of EndNote: export RIS instead"),
    ("<xml><records", "it is a list of EndNote: export RIS instead"),
    ("<en-export", "it is an export of Evernote: export HTML instead"),
];

/// What to do instead of importing a file that begins so.
pub(super) fn file(beginning: &[u8]) -> Result<(), String> {
    let beginning = String::from_utf8_lossy(beginning);
    let mut start = beginning.trim_start_matches('\u{feff}').trim_start();
    // Before the first element stand those of XML itself.
    while let Some((_, rest)) =
        start.split_once('>').filter(|_| start.starts_with("<?") || start.starts_with("<!D"))
    {
        start = rest.trim_start();
    }
    let instead = BEGINNINGS.iter().find(|(begin, _)| start.starts_with(begin));
    instead.map_or(Ok(()), |(_, instead)| Err((*instead).to_owned()))
}
