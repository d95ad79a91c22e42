//! The keys at the top of front matter.

use super::Key;
use super::Takes::{
    AnyWord, Coordinates, Date, Dates, Flag, Items, Name, Names, Number, Own, Pattern, Text,
    TextOrMap, Texts, Word,
};
use super::items::{ALIAS, CLAIM, EVENT, HIGHLIGHT, ITEM, NAMING, REGION};

keys! {
    /// What every document can have.
    COMMON {
        "title": Text,
            "The title; without it, the first heading or the name of the file.",
            "The count of Mosul's dead";
        "aliases": Texts,
            "Other titles, for links. A value with `/` in it, or that ends in `.html`, is a former address.",
            "[The count]";
        "slug": Text,
            "The address below the folder of its kind, without `.html`.",
            "2017/the-count";
        "redirect_from": Texts,
            "Former addresses; they lead to this page.",
            "[old/the-count.html]";
        "tags": Texts,
            "Words to find it by: a list, or one text with commas.",
            "[mosul, figures]";
        "summary" | "description": Text,
            "A plain sentence of your own.",
            "How the dead were counted.";
        "language" | "lang": Pattern("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
            "The language of the text, as a BCP 47 tag.",
            "de";
        "dir": Word(&["ltr", "rtl", "auto"]),
            "The direction of the text, if the language does not say it.",
            "rtl";
        "visibility": Word(&["full", "excerpt", "private"]),
            "How much is published: everything, only quoted passages and your own words, or nothing.",
            "excerpt";
        "publish": Flag,
            "`false` is the same as `visibility: private`.",
            "false";
        "draft": Flag,
            "Leaves the file out of the site.",
            "true";
        "noindex": Flag,
            "Asks search engines not to list the page.",
            "true";
        "withdrawn": TextOrMap(&[WITHDRAWN]),
            "Replaces the page by a notice: `true`, the reason, or a map of date and reason.",
            "{date: 2018-01-05, reason: superseded}";
        "type": Word(&["article", "entity", "question", "page"]),
            "The type of the file, if its folder does not say it.",
            "article";
        "extra": Own,
            "Anything that only your own templates use.",
            "{shelf: 3}";
    }

    /// Why a page was withdrawn.
    WITHDRAWN {
        "date": Date,
            "When it was withdrawn.",
            "2018-01-05";
        "reason": Text,
            "Why, in a sentence.",
            "superseded";
    }

    /// What an article has beside [`COMMON`].
    ARTICLE {
        "author" | "authors": Names,
            "The author: a name or a list of names.",
            "[Ann Author]";
        "outlet" | "site" | "publisher": Name,
            "The publisher: a newspaper, a website, a press. `publisher` says that it is the press of a book or report.",
            "The Gazette";
        "url" | "link": Text,
            "The address where it was.",
            "https://example.org/count";
        "source": Text,
            "An address (read as `url`) or a name (read as `outlet`).",
            "https://example.org/count";
        "archived" | "archive": Texts,
            "Saved copies: addresses, or files beside the article.",
            "[copy.pdf]";
        "published" | "date": Date,
            "When it was published.",
            "2017-12-27";
        "modified" | "updated" | "lastmod": Date,
            "When it was last changed.",
            "2018-01-04";
        "accessed" | "created" | "saved": Date,
            "When you found it.",
            "2018-01-02";
        "read": Dates,
            "When you read it: a date or several.",
            "[2018-01-02, 2018-03]";
        "licence" | "license": Text,
            "The licence of the text: an SPDX identifier, a name, or `permission: …`.",
            "CC-BY-4.0";
        "rating": Pattern("^[A-Fa-f][1-6]$"),
            "The Admiralty code: a letter for the source, a digit for the content.",
            "B2";
        "translation_of": Name,
            "The article that this is a translation of.",
            "The original";
        "corrects": Name,
            "The article that this one corrects.",
            "The first report";
        "version_of": Name,
            "The article that this is another version of: a later capture, an edition. Both are collated.",
            "The article as first published";
        "part_of": Name,
            "The article that this is a part of.",
            "The series";
        "capture": TextOrMap(&[CAPTURE]),
            "The saved original.",
            "{file: ../../originals/copy.html, tool: SingleFile}";
        "highlights" | "annotations": Items(&[HIGHLIGHT, ITEM, REGION]),
            "Passages that matter, with notes. Also a literal block of passages, in which `-- ` begins a note.",
            "[approximately 11000]";
        "entities": Items(&[NAMING, ITEM, REGION]),
            "The people, organisations, places, works and concepts that it names.",
            "[Valery Gerasimov]";
        "events": Items(&[EVENT, ITEM, REGION]),
            "Events, with their dates.",
            "[{title: The convoy leaves, date: 2017-10}]";
        "claims": Items(&[CLAIM, ITEM, REGION]),
            "Statements, with who made them.",
            "[{says: It fell, by: Ann Author}]";
        "rejected": Texts,
            "Names and passages that `suggest` must not suggest again.",
            "[Ann Author]";
    }

    /// The saved original of an article.
    CAPTURE {
        "file": Text,
            "The path from the article to the file; `import --keep-original` puts it into `originals/`.",
            "../../originals/copy.html";
        "sha256": Text,
            "Its SHA-256 hash.",
            "\"00\"";
        "tool": Text,
            "The program that saved it.",
            "SingleFile";
        "at": Text,
            "When it was saved.",
            "2018-01-02T10:00:00Z";
    }

    /// What an authority record has beside [`COMMON`], whose `aliases` it gives more to say.
    ENTITY {
        "name": Name,
            "The name under which it is listed; without it, the title.",
            "Al-Tanf";
        "sort": Text,
            "The name as an index has it; it is sorted by this.",
            "Zebari, Hoshyar";
        "kind": AnyWord(&["person", "organisation", "place", "work", "concept"]),
            "What it is.",
            "place";
        "aliases": Items(&[ALIAS]),
            "Other names under which it is found in texts.",
            "[Tanf, {value: At Tanf, language: en, from: 2016}]";
        "not": Texts,
            "Words that look like one of its names but are not.",
            "[Tanf Street]";
        "wikidata": Texts,
            "Its identifier in Wikidata.",
            "Q42";
        "viaf": Texts,
            "Its identifier in VIAF.",
            "113230702";
        "geonames": Texts,
            "Its identifier in GeoNames.",
            "99072";
        "orcid": Texts,
            "Its ORCID.",
            "0000-0002-1825-0097";
        "url" | "link" | "source": Texts,
            "A page about it.",
            "https://example.org/";
        "same_as": Own,
            "Any other identifiers: a map of scheme and value, or a list of addresses.",
            "{gnd: 118540238}";
        "coordinates": Coordinates,
            "Latitude and longitude in degrees, or as maps write them: `50°48′N 1°05′W`.",
            "[36.34, 43.13]";
        "radius_km": Number(0.0, 20_040.0),
            "How far from its coordinates it may lie or reach, in kilometres.",
            "25";
        "born": Date,
            "When the person was born.",
            "1955-09-08";
        "died": Date,
            "When the person died.",
            "2001";
        "founded": Date,
            "When it was founded.",
            "1903";
        "ended": Date,
            "When it ended.",
            "1999";
        "part_of": Name,
            "The larger whole that it is a part of.",
            "Homs Governorate";
        "roles": Items(&[ROLE]),
            "Offices that this person or body held.",
            "[{role: chief, at: The Gazette, when: 2012}]";
        "different_from": Names,
            "Others that it could be confused with.",
            "[Tanf Camp]";
        "image": Text,
            "A picture, beside the record.",
            "portrait.jpg";
        "sensitive": Flag,
            "Gives it no page of its own and no links.",
            "true";
        "redact": Flag,
            "Replaces all its names by a label in the public edition.",
            "true";
    }

    /// An office that somebody held.
    ROLE {
        "role": Text,
            "What it is called.",
            "chief";
        "at": Name,
            "Where it is held.",
            "The Gazette";
        "when": Date,
            "When it was held.",
            "2012/2018";
    }

    /// What a question has beside [`COMMON`].
    QUESTION {
        "unit": Text,
            "The unit of the figures that answer it.",
            "deaths";
        "standing": TextOrMap(&[STANDING]),
            "The standing, if you disagree with the computed one.",
            "{is: open, because: the count goes on}";
    }

    /// How a question stands.
    STANDING {
        "is": Word(&["retracted", "contested", "denied", "corroborated", "single source", "several accounts", "open"]),
            "The word for it.",
            "open";
        "because": Text,
            "The reason, in a sentence.",
            "the count goes on";
    }
}
