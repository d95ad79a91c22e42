//! What kind of work each form takes a work for, and its field for who published it.

/// A kind of work. Of each form it has the type, and the field for who published it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub(super) bibtex: (&'static str, &'static str),
    pub(super) csl: (&'static str, &'static str),
    pub(super) ris: (&'static str, &'static str),
    /// In an `OpenURL` of Dublin Core, the type as Zotero calls it.
    pub coins: (&'static str, &'static str),
    /// In the head of a page, which has no types.
    pub highwire: &'static str,
}

/// A book or report, by a press.
pub(super) const BOOK: Kind = Kind {
    bibtex: ("book", "publisher"),
    csl: ("book", "publisher"),
    ris: ("BOOK", "PB"),
    coins: ("book", "rft.publisher"),
    highwire: "citation_publisher",
};

/// A paper of a journal.
pub(super) const PAPER: Kind = Kind {
    bibtex: ("article", "journal"),
    csl: ("article-journal", "container-title"),
    ris: ("JOUR", "T2"),
    coins: ("journalArticle", "rft.source"),
    highwire: "citation_journal_title",
};

/// An article of some other periodical, in print.
pub(super) const PRINTED: Kind = Kind {
    csl: ("article-magazine", "container-title"),
    ris: ("MGZN", "T2"),
    coins: ("magazineArticle", "rft.source"),
    ..PAPER
};

/// A page of a site, which may be that of a newspaper.
pub(super) const PAGE: Kind = Kind {
    bibtex: ("misc", "organization"),
    csl: ("webpage", "container-title"),
    ris: ("ELEC", "T2"),
    coins: ("webpage", "rft.source"),
    ..PAPER
};

/// What was neither published by somebody nor on the web.
pub(super) const DOCUMENT: Kind = Kind {
    csl: ("document", "container-title"),
    ris: ("GEN", "T2"),
    coins: ("document", "rft.source"),
    ..PAGE
};
