//! The keys of `variorum.yaml`.

use super::Key;
use super::Takes::{Flag, Map, Named, Number, Own, Pattern, Text, TextOrMap, Texts, Word};

keys! {
    /// The settings of an archive.
    CONFIG {
        "title": Text,
            "What the archive is called.",
            "After the flood";
        "base_url": Pattern("^https?://"),
            "Where it will be published; only feeds, the sitemap, canonical links and the 404 page need it.",
            "https://example.org/archive/";
        "language": Pattern("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
            "The language of its texts and of the interface, as a BCP 47 tag.",
            "de";
        "description": Text,
            "What it is, in a sentence.",
            "Reading notes";
        "theme": Text,
            "The theme: a folder in `themes/`.",
            "plain";
        "templates": Text,
            "The folder of your own templates; `none` for none.",
            "own";
        "folders": Map(&[FOLDERS]),
            "Which further folders of `content/` hold what.",
            "{articles: [Clippings]}";
        "ignore": Texts,
            "Files and folders of `content/` that are left out.",
            "[templates]";
        "readers": Named(&[READER]),
            "Whose notes it holds, by a letter.",
            "{A: {name: Ann Author}}";
        "visibility": Word(&["full", "excerpt", "private"]),
            "What is published of articles that do not say.",
            "excerpt";
        "quoted_limit": Number(0.0, 100.0),
            "The share of an excerpted text, in per cent, above which quoting it is a warning.",
            "20";
        "mentions": Word(&["first", "all", "none"]),
            "Which mentions of a name become links: the first of each section, all, or none.",
            "all";
        "timeline": Map(&[]),
            "Nothing can be set here yet.",
            "{}";
        "feeds": TextOrMap(&[FEEDS]),
            "Whether feeds are made; a map says which there are beside those of the whole archive.",
            "false";
        "crawlers": Word(&["all", "search", "none"]),
            "What `robots.txt` asks of crawlers: all may read, may read but not train models, may not.",
            "none";
        "search": Flag,
            "Whether the site can be searched.",
            "false";
        "data": Flag,
            "Whether files for machines are made.",
            "false";
        "markdown": Map(&[]),
            "Nothing can be set here yet.",
            "{}";
        "publish": Own,
            "Where it is published: a map of settings for each target.",
            "{web: {type: directory}}";
        "extra": Own,
            "What only your own templates know.",
            "{shelf: 3}";
    }

    /// Which feeds there are beside those of the whole archive.
    FEEDS {
        "tags": Flag,
            "One for each tag.",
            "true";
        "entities": Flag,
            "One for each name.",
            "true";
    }

    /// The folders that hold documents of a kind.
    FOLDERS {
        "articles": Texts,
            "Folders of articles.",
            "[Clippings]";
        "entities": Texts,
            "Folders of authority records.",
            "[People]";
        "questions": Texts,
            "Folders of questions.",
            "[Questions]";
    }

    /// Somebody whose notes the archive holds.
    READER {
        "name": Text,
            "The name.",
            "Ann Author";
        "url": Text,
            "A page about them.",
            "https://example.org/ann";
        "colour" | "color": Text,
            "A colour, as CSS has it.",
            "teal";
    }
}
