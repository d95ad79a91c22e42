//! What reference managers write into a note for themselves. Zotero has one field for what it has no field for, and exports
//! it as a note.

/// The keys of lines that are for programs, in lower case; each is followed by a colon.
const KEYS: [&str; 56] = [
    "ads bibcode",
    "archive",
    "archive location",
    "archiveprefix",
    "arxiv",
    "arxiv id",
    "bibcode",
    "bibtex",
    "call number",
    "citation key",
    "citations",
    "cited by",
    "collection title",
    "container title",
    "doi",
    "edition",
    "eprint",
    "eprintclass",
    "eprinttype",
    "event date",
    "event place",
    "genre",
    "google books id",
    "google-books-id",
    "hal_id",
    "isbn",
    "issn",
    "issued",
    "jstor",
    "lccn",
    "mag id",
    "medium",
    "mr number",
    "mrnumber",
    "number of pages",
    "oclc",
    "openalex",
    "original date",
    "original publisher",
    "original title",
    "original-date",
    "original-title",
    "pmcid",
    "pmid",
    "publisher place",
    "qid",
    "read_status",
    "read_status_date",
    "s2id",
    "scopus",
    "select",
    "status",
    "submitted",
    "type",
    "zbl",
    "zscc",
];

/// Keys that are words of everyday, which a line of somebody's can begin with too.
const WORDS: [&str; 10] = [
    "archive",
    "citations",
    "edition",
    "genre",
    "issued",
    "medium",
    "select",
    "status",
    "submitted",
    "type",
];

/// The words of a note that are somebody's, and how many lines are for programs.
pub(super) fn own(note: &str) -> (String, usize) {
    let (others, own): (Vec<&str>, Vec<&str>) =
        note.lines().partition(|line| is_for_programs(line.trim()));
    (own.join("\n").trim().to_owned(), others.len())
}

fn is_for_programs(line: &str) -> bool {
    // How often Google Scholar counted, and what Juris-M keeps.
    if line.len() == 5 && line.bytes().all(|b| b.is_ascii_digit()) || line.starts_with("mlzsync1:")
    {
        return true;
    }
    let line = line.strip_prefix("{:").unwrap_or(line);
    let Some((key, value)) = line.split_once(':') else { return false };
    let key = key.trim_start_matches('\\').trim().to_lowercase();
    let is_key = KEYS.binary_search(&key.as_str()).is_ok();
    let is_said = WORDS.contains(&&*key) && value.split_whitespace().count() > 1;
    key.starts_with('_') || key.starts_with("tex.") || is_key && !is_said
}

#[cfg(test)]
mod tests {
    #[test]
    fn notes_are_told_from_what_is_for_programs() {
        assert!(super::KEYS.is_sorted());
        for (note, own, others) in [
            ("Select: zotero://select/library/items/ABC\n00185", "", 2),
            ("mlzsync1:0037{\"extrafields\":{\"publisher\":\"A\"}}Citation Key: A1", "", 1),
            ("\\_eprint: https://doi.org/10.1/2", "", 1),
            ("tex.ids: a, b\nComplaint filed in May\nPMID: 12", "Complaint filed in May", 2),
            ("Quite right: he was there.", "Quite right: he was there.", 0),
            ("12345 words", "12345 words", 0),
            ("type: article-journal\nStatus: published\nISSUED: 2001-02", "", 3),
            ("Status: we wait for a reply", "Status: we wait for a reply", 0),
            ("Type: a letter, not a memo", "Type: a letter, not a memo", 0),
            ("Medium: ink on paper\nMedium: Web", "Medium: ink on paper", 1),
            ("Original title: Die Wache am Ufer", "", 1),
        ] {
            assert_eq!(super::own(note), (own.to_owned(), others), "{note}");
        }
    }
}
