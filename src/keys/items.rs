//! The keys of what is marked in an article.

use super::Key;
use super::Takes::{
    AnyWord, Date, Flag, Items, Name, Names, Pattern, Text, TextOrMap, Texts, Whole, Word,
};

keys! {
    /// What every item of the four lists can have.
    ITEM {
        "quote": Text,
            "The words of a passage, as they stand in the text; `…` leaves words out.",
            "the bridge";
        "prefix": Text,
            "Words before the quote, where it stands more than once.",
            "crossed";
        "suffix": Text,
            "Words after the quote, where it stands more than once.",
            "at night";
        "nth": Whole(1, u32::MAX),
            "Which of several places is meant, counted from 1.",
            "2";
        "all": Flag,
            "Every place of the quote is meant.",
            "true";
        "fuzzy": Whole(0, 12),
            "How many letters of a hundred may differ, in a quote of at least 20; 0 allows none, and without it 12 may.",
            "0";
        "id": Text,
            "What links call it: `[[article#id]]`.",
            "the-bridge";
        "note": Text,
            "What you say of it, in Markdown.",
            "Compare [[The count]].";
        "replies": Items(&[REPLY]),
            "Answers to the note.",
            "[{reader: A, note: Agreed.}]";
        "reader": Text,
            "Who recorded it: one of the `readers` of the settings.",
            "A";
        "created": Date,
            "When it was recorded.",
            "2018-01-02";
        "tags": Texts,
            "Words to find it by.",
            "[figures]";
        "locator": Text,
            "Where it stands in the printed text: a page, a chapter.",
            "p. 12";
        "private": Flag,
            "It is left out of the public edition.",
            "true";
        "suggested": Flag,
            "A program proposed it, and nobody has confirmed it.",
            "true";
    }

    /// What an item has that is about a picture.
    REGION {
        "picture": Text,
            "A picture of the text that it is about, as the text names its file; in place of a quote.",
            "harbour.jpg";
        "xywh": Text,
            "The part of the picture: left, top, width and height, in pixels or after `percent:`.",
            "percent:25,25,50,50";
    }

    /// What a highlight has beside [`ITEM`].
    HIGHLIGHT {
        "kind": AnyWord(&["key", "evidence", "question", "doubt", "context", "wording", "gloss", "todo"]),
            "Why it is marked.",
            "doubt";
    }

    /// An answer to a note.
    REPLY {
        "reader": Text,
            "Who answers: one of the `readers` of the settings.",
            "A";
        "note": Text,
            "What they say, in Markdown.",
            "Agreed.";
        "created": Date,
            "When they said it.",
            "2018-01-03";
        "private": Flag,
            "It is left out of the public edition.",
            "true";
    }

    /// What a named entity has beside [`ITEM`].
    NAMING {
        "name": Name,
            "A name, an alias or an id.",
            "Al-Tanf";
        "kind": AnyWord(&["person", "organisation", "place", "work", "concept"]),
            "What it is.",
            "place";
        "aliases": Items(&[ALIAS]),
            "Other names, under which it is found in texts.",
            "[Tanf, {value: At Tanf, language: en}]";
    }

    /// Another name.
    ALIAS {
        "value": Text,
            "The name.",
            "At Tanf";
        "language": Text,
            "The language in which it is the name.",
            "en";
        "from": Date,
            "Since when it is the name.",
            "2016";
        "to": Date,
            "Until when it is the name.",
            "2018";
    }

    /// What an event has beside [`ITEM`].
    EVENT {
        "title": Text,
            "What happened.",
            "The convoy leaves";
        "date": Date,
            "When.",
            "2017-10-12/2017-10-15~";
        "place": Name,
            "Where.",
            "Raqqa";
        "who": Names,
            "Who took part.",
            "[The council]";
        "calendar": Word(&["gregorian", "julian"]),
            "The calendar of the date.",
            "julian";
    }

    /// What a claim has beside [`ITEM`].
    CLAIM {
        "says": Text,
            "The claim, in your own words.",
            "More than 40 ships came";
        "question": Name,
            "The question that it answers: an id, or the question in words.",
            "How many ships came?";
        "by": Name,
            "Who says it; otherwise the article itself.",
            "Ann Author";
        "basis": Name,
            "What the speaker relies on.",
            "the harbour log";
        "via": Names,
            "Through whom it came to the article, in order.",
            "[The Gazette]";
        "made": Date,
            "When it was said.",
            "2017-07";
        "stance": Word(&["asserts", "denies", "doubts", "declines", "silent", "retracts"]),
            "How the speaker stands to it.",
            "denies";
        "figure": TextOrMap(&[FIGURE]),
            "The number that it gives.",
            "{value: over 40, unit: ships, scope: harbour}";
        "rating": Whole(1, 6),
            "How it is rated: 1 is confirmed, 5 improbable, 6 cannot be judged.",
            "3";
        "contradicts": Texts,
            "Claims with which it cannot both be true.",
            "[other]";
        "supports": Texts,
            "Claims that it supports.",
            "[other]";
        "repeats": Texts,
            "Claims that it only repeats.",
            "[other]";
        "updates": Texts,
            "Claims that it replaces.",
            "[other]";
        "calendar": Word(&["gregorian", "julian"]),
            "The calendar of `made`.",
            "julian";
    }

    /// A number that a claim gives.
    FIGURE {
        "value": Text,
            "The number or the range, as it is written.",
            "over 40";
        "unit": Text,
            "What is counted.",
            "ships";
        "scope": Text,
            "Of whom, where or when.",
            "harbour";
    }

    /// A date with what is known of it.
    DATE {
        "text": Text,
            "The words of the text.",
            "Wednesday";
        "relative_to": Word(&["published", "accessed", "read"]),
            "The date of the article that the words count from.",
            "published";
        "edtf": Pattern("[0-9.]"),
            "The date as you read the words, in EDTF.",
            "\"2017-12-27?\"";
        "basis": Word(&["stated", "inferred", "metadata"]),
            "How it is known.",
            "inferred";
        "calendar": Word(&["gregorian", "julian"]),
            "The calendar in which it is written.",
            "julian";
    }
}
