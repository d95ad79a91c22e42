//! Annotations of pictures and of their parts, on the pages that show them.

use variorum::model::archive::Edition;

use super::said::{check, check_in};

const ARTICLE: &str = "---
title: The wall
highlights:
  - {picture: wall.png, xywh: \"percent:25,10,50,20\", kind: doubt, note: Whose wall?}
  - {picture: wall.png, note: A copy., id: whole}
  - {picture: wall.png, xywh: \"10,20,30,40\", id: bare}
  - {picture: wall.png, xywh: \"1,1,1,1\", note: Hush., private: true, id: hidden}
entities:
  - {name: Ann Author, kind: person, picture: wall.png, xywh: \"percent:0,0,10,10\", id: ann}
events:
  - {title: It <falls>, id: fall, date: 1904, picture: wall.png, xywh: \"percent:0,50,100,50\"}
claims:
  - {says: It stood in May, question: When did it stand?, picture: wall.png, xywh: \"200,0,100,100\", id: may}
---
Before.

![A wall](wall.png \"The wall in May.\")

After.
";

/// An article beside a picture of this size.
fn files<'a>(size: &'a str, text: &'a str) -> [(&'a str, &'a str); 2] {
    [("content/articles/a.md", text), ("content/articles/wall.png", size)]
}

#[test]
fn parts_are_drawn_over_their_picture_and_cut_out_beside_their_notes() {
    let pieces = [
        "<span class=\"regions\"><img src=\"../articles/wall.png\" alt=\"A wall\" width=\"400\" height=\"200\"",
        "<svg viewBox=\"0 0 400 200\"",
        "class=\"at hl-doubt\"><a href=\"#n-h-",
        "<rect x=\"100\" y=\"20\" width=\"200\" height=\"40\"",
        // What has no note leads to what it names, or nowhere.
        "<g id=\"bare\" class=\"at hl-note\"><rect x=\"10\" y=\"20\" width=\"30\" height=\"40\"",
        "<g id=\"ann\" class=\"hl-name\"><a href=\"../entities/ann-author.html\"",
        ">a</text>",
        "<span class=\"label\">a <bdi><a class=\"ent\" href=\"../entities/ann-author.html\">Ann Author</a></bdi></span>",
        ">b</text>",
        "<span class=\"label\">b <bdi><a class=\"ent\" href=\"../timeline.html#fall\">It &lt;falls&gt;</a></bdi></span>",
        ">C1</text>",
        // All of a picture needs no lines.
        "<g id=\"whole\" class=\"at hl-note\"><a href=\"#n-whole\" tabindex=\"-1\"></a></g>",
        // References stand behind the picture, and before its caption.
        "</svg></span> <a class=\"ref hl-doubt\"",
        "<figcaption>The wall in May.",
        "<svg class=\"detail\" viewBox=\"100 20 200 40\"",
        "aria-label=\"Part of the picture: A wall\"><image href=\"../articles/wall.png\" width=\"400\" height=\"200\"/></svg><p>Whose wall?",
        "<bdi>A wall</bdi></q> <p>A copy.",
        "!id=\"hidden\"",
        "!Hush",
    ];
    check(&files("400x200", ARTICLE), "articles/a.html", &pieces);
    let private = ["<g id=\"hidden\" class=\"at hl-note is-private\"", "Hush."];
    check_in(Edition::Private, &files("400x200", ARTICLE), "articles/a.html", &private);
}

#[test]
fn parts_stand_wherever_their_notes_do() {
    let files = files("400x200", ARTICLE);
    let detail = "<svg class=\"detail\" viewBox=\"200 0 100 100\"";
    check(&files, "questions/when-did-it-stand.html", &[detail, "articles/a.html#may\""]);
    check(&files, "notes.html", &["viewBox=\"100 20 200 40\"", "articles/a.html#whole\"", "!Hush"]);
    let seen = [
        "id=\"pictures\"",
        "viewBox=\"0 0 40 20\"",
        "aria-label=\"Part of the picture: Ann Author – A wall\"",
        "href=\"../articles/a.html#ann\"",
    ];
    check(&files, "entities/ann-author.html", &seen);
}

#[test]
fn a_picture_of_unknown_size_is_drawn_over_in_hundredths_only() {
    let pieces = [
        "<svg viewBox=\"0 0 100 100\"",
        "<rect x=\"25\" y=\"10\" width=\"50\" height=\"20\"",
        "<g id=\"bare\" class=\"at hl-note\"></g>",
        "!class=\"detail\"",
    ];
    check(&files("", ARTICLE), "articles/a.html", &pieces);
}

#[test]
fn what_lies_outside_of_a_picture_has_no_frame() {
    let part = |sides: &str| ARTICLE.replace("percent:25,10,50,20", sides);
    // The fault says that it is there in part only.
    let pieces =
        ["<rect x=\"300\" y=\"150\" width=\"100\" height=\"50\"", "viewBox=\"300 150 100 50\""];
    check(&files("400x200", &part("300,150,200,100")), "articles/a.html", &pieces);
    let pieces = ["Whose wall?", "!viewBox=\"500", "!x=\"500\""];
    check(&files("400x200", &part("500,20,100,100")), "articles/a.html", &pieces);
}

#[test]
fn a_linked_picture_has_no_links_in_it() {
    let linked = ARTICLE.replace(
        "![A wall](wall.png \"The wall in May.\")",
        "See [the ![A wall](wall.png)](b.md) there.",
    );
    let mut files = files("400x200", &linked).to_vec();
    files.push(("content/articles/b.md", "B.\n"));
    let pieces = ["<g id=\"whole\" class=\"at hl-note\"></g>", "</a> <a class=\"ref hl-doubt\""];
    check(&files, "articles/a.html", &pieces);
}

#[test]
fn what_is_said_of_an_unpublished_picture_is_said_of_the_article() {
    let excerpt = ARTICLE.replacen("title:", "visibility: excerpt\ntitle:", 1);
    let pieces = ["!wall.png", "!regions", "Whose wall?", "A copy."];
    check(&files("400x200", &excerpt), "articles/a.html", &pieces);
    check(
        &files("400x200", &excerpt),
        "entities/ann-author.html",
        &["!wall.png", "!id=\"pictures\""],
    );
}

#[test]
fn a_picture_without_words_has_its_references_itself() {
    let bare = "---\nhighlights:\n  - {picture: wall.png, note: A copy., id: whole}\n---\nBefore.\n\n![](wall.png)\n\nAfter.\n";
    let pieces =
        ["</svg></span> <a class=\"ref hl-note\" id=\"r-whole\"", "!Before. <a", "!Before.<a"];
    check(&files("400x200", bare), "articles/a.html", &pieces);
}

#[test]
fn links_lead_to_the_place_of_a_picture_that_is_not_shown() {
    let unshown = ARTICLE.replace("wall.png", "wall.tif");
    let files = [("content/articles/a.md", &*unshown), ("content/articles/wall.tif", "")];
    check(
        &files,
        "articles/a.html",
        &["<span id=\"whole\"></span>", "<a class=\"ref hl-note\" id=\"r-whole\""],
    );
}

#[test]
fn references_stand_behind_a_picture_that_is_not_shown() {
    let reference = "<span id=\"whole\"></span> <a class=\"ref hl-note\" id=\"r-whole\"";
    for (file, picture, behind) in [
        ("wall.tif", "![The scan](wall.tif)", ">The scan</a>"),
        ("wall.tif", "![](wall.tif)", ">wall.tif</a>"),
        ("gone.png", "![[gone.png]]", ">gone.png"),
        ("gone.png", "See ![[gone.png]] there.", "See gone.png"),
    ] {
        for after in ["", "\n\nAfter."] {
            let text = format!(
                "---\nhighlights:\n  - {{picture: {file}, note: A copy., id: whole}}\n---\nBefore.\n\n{picture}{after}\n"
            );
            let files = [("content/articles/a.md", &*text), ("content/articles/wall.tif", "")];
            check(&files, "articles/a.html", &[&format!("{behind}{reference}")]);
        }
    }
}

#[test]
fn what_lies_over_the_words_of_a_picture_ends_with_it() {
    let text = "---\nhighlights:\n  - {picture: wall.png, note: A copy., id: whole}\n  - {quote: wall, note: Whose?, id: word}\nentities: [Ann Author, May]\n---\n\
                ![A wall in May](wall.png)\n\nAnn Author was there.\n";
    let pieces = [
        "<mark id=\"word\" class=\"hl hl-note\"><span class=\"regions\"><img",
        "</svg></span></mark><a class=\"ref",
        "id=\"r-word\"",
        "id=\"r-whole\"",
        "Ann Author</a> was there.",
        // Where a name lies over the words too, the parts are links.
        "<a href=\"#n-whole\" tabindex=\"-1\">",
    ];
    check(&files("400x200", text), "articles/a.html", &pieces);
}

#[test]
fn pictures_without_words_have_each_its_own_references() {
    let text = "---\nhighlights:\n  - {picture: b.png, note: Two., id: two}\n  - {picture: a.png, note: One., id: one}\n---\n\
                ![](a.png)\n\n![](b.png)\n\nAfter.\n";
    let files = [
        ("content/articles/a.md", text),
        ("content/articles/a.png", "400x200"),
        ("content/articles/b.png", "400x200"),
    ];
    let first = "id=\"r-one\" href=\"#n-one\" role=\"doc-noteref\" aria-label=\"Note 1, Note\">1</a></figure>";
    let second = "id=\"r-two\" href=\"#n-two\" role=\"doc-noteref\" aria-label=\"Note 2, Note\">2</a></figure>";
    check(&files, "articles/a.html", &[first, second]);
}

#[test]
fn who_is_seen_is_named_beside_the_number_of_a_note() {
    let text = ARTICLE.replace("percent:0,0,10,10\"", "percent:0,0,10,10\", note: With the keys.");
    let text = text.replace("percent:0,50,100,50\"", "percent:0,50,100,50\", note: At night.");
    let files = files("400x200", &text);
    let pieces = [
        "</a> <span class=\"label\"><bdi><a class=\"ent\" href=\"../entities/ann-author.html\">Ann Author</a></bdi></span>",
        "</a> <span class=\"label\"><bdi><a class=\"ent\" href=\"../timeline.html#fall\">It &lt;falls&gt;</a></bdi></span>",
        "<b><bdi>Ann Author</bdi></b>",
        "<b><bdi>It &lt;falls&gt;</bdi></b>",
        "<g id=\"ann\" class=\"hl-name\"><a href=\"#n-ann\"",
    ];
    check(&files, "articles/a.html", &pieces);
    check(&files, "notes.html", &["<b>Ann Author</b> ", "<b>It &lt;falls&gt;</b> "]);
}

#[test]
fn nobody_who_is_redacted_is_pointed_at() {
    let mut files = files("400x200", ARTICLE).to_vec();
    files.push(("content/entities/ann.md", "---\nname: Ann Author\nredact: true\n---\n"));
    check(
        &files,
        "articles/a.html",
        &["!Ann Author", "!<rect x=\"0\" y=\"0\" width=\"40\"", "id=\"bare\""],
    );
}
