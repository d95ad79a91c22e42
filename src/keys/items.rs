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
            "Words before the quote, if it stands more than once.",
            "crossed";
        "suffix": Text,
            "Words after the quote, if it stands more than once.",
            "at night";
        "nth": Whole(1, u32::MAX),
            "Which of several places you mean, counted from 1.",
            "2";
        "all": Flag,
            "You mean every place of the quote.",
            "true";
        "fuzzy": Whole(0, 12),
            "How many of a hundred letters may differ, in a quote of at least 20 letters. `0` allows none; the default is 12.",
            "0";
        "id": Text,
            "The name for links: `[[article#id]]`.",
            "the-bridge";
        "note": Text,
            "Your note, in Markdown.",
            "Compare [[The count]].";
        "replies": Items(&[REPLY]),
            "Answers to the note.",
            "[{reader: A, note: Agreed.}]";
        "reader": Text,
            "Who recorded it: one of `readers` in the settings.",
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
            "Leaves it out of the public edition.",
            "true";
        "suggested": Flag,
            "A program proposed it, and nobody has accepted it yet.",
            "true";
    }

    /// What an item has that is about a picture.
    REGION {
        "picture": Text,
            "Instead of a quote: a picture in the text, with the file name that the text uses.",
            "harbour.jpg";
        "xywh": Text,
            "The part of the picture: left, top, width and height, in pixels or after `percent:`.",
            "percent:25,25,50,50";
    }

    /// What a highlight has beside [`ITEM`].
    HIGHLIGHT {
        "kind": AnyWord(&["key", "evidence", "question", "doubt", "context", "wording", "gloss", "todo"]),
            "Why you marked it.",
            "doubt";
    }

    /// An answer to a note.
    REPLY {
        "reader": Text,
            "Who answers: one of `readers` in the settings.",
            "A";
        "note": Text,
            "The answer, in Markdown.",
            "Agreed.";
        "created": Date,
            "When it was written.",
            "2018-01-03";
        "private": Flag,
            "Leaves it out of the public edition.",
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
            "Other names under which it is found in texts.",
            "[Tanf, {value: At Tanf, language: en}]";
    }

    /// Another name.
    ALIAS {
        "value": Text,
            "The name.",
            "At Tanf";
        "language": Text,
            "The language in which it has this name.",
            "en";
        "from": Date,
            "Since when it has had this name.",
            "2016";
        "to": Date,
            "Until when it had this name.",
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
            "Who says it; without it, the article itself.",
            "Ann Author";
        "basis": Name,
            "The source that the speaker relies on.",
            "the harbour log";
        "via": Names,
            "Through whom it reached the article, in order.",
            "[The Gazette]";
        "made": Date,
            "When it was said.",
            "2017-07";
        "stance": Word(&["asserts", "denies", "doubts", "declines", "silent", "retracts"]),
            "The speaker's position on the claim.",
            "denies";
        "figure": TextOrMap(&[FIGURE]),
            "The number in the claim.",
            "{value: over 40, unit: ships, scope: harbour}";
        "rating": Whole(1, 6),
            "The rating: 1 is confirmed, 5 improbable, 6 cannot be judged.",
            "3";
        "contradicts": Texts,
            "Claims that cannot be true if this one is.",
            "[other]";
        "supports": Texts,
            "Claims that it supports.",
            "[other]";
        "repeats": Texts,
            "Claims that it only repeats.",
            "[other]";
        "updates": Texts,
            "Earlier claims that it replaces, as a later count does.",
            "[other]";
        "calendar": Word(&["gregorian", "julian"]),
            "The calendar of `made`.",
            "julian";
    }

    /// A number that a claim gives.
    FIGURE {
        "value": Text,
            "The number or range, as written in the text.",
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
            "How you know the date.",
            "inferred";
        "calendar": Word(&["gregorian", "julian"]),
            "The calendar in which it is written.",
            "julian";
    }
}
