//! What is saved is shown, with all that depends on it.

use std::fs;
use std::time::Duration;

use super::{Preview, write};

/// Each kind of file is read again when it is saved, and every page that depends on it shows it.
#[test]
fn what_is_saved_is_shown() {
    let preview = Preview::new();
    let check = |path: &str, text: &str, pages: &[&str], expected: &str| {
        preview.write(path, text);
        let changed = preview.turn().0;
        assert!(changed.iter().any(|changed| changed == path), "{path}: {changed:?}");
        for page in pages {
            let answer = preview.get(page);
            assert!(answer.body.contains(expected), "{path}: {page}: {}", answer.body);
        }
    };
    check(
        "content/articles/a.md",
        "---\ntitle: Another title\nentities: [Raqqa]\n---\nIn Raqqa.\n",
        &["/articles/a.html", "/articles.html", "/entities/raqqa.html", "/"],
        "Another title",
    );
    check("content/articles/new.md", "---\ntitle: New\n---\nx\n", &["/articles/new.html"], "New");
    check(
        "content/entities/raqqa.md",
        "---\nname: Raqqa\nsummary: A city on the Euphrates.\n---\n",
        &["/entities/raqqa.html"],
        "A city on the Euphrates.",
    );
    check(
        "content/questions/how-many.md",
        "---\ntitle: How many left?\n---\nSomebody counted.\n",
        &["/questions/how-many.html"],
        "Somebody counted.",
    );
    check(
        "content/about.md",
        "---\ntitle: About\n---\nOwn words.\n",
        &["/about.html"],
        "Own words.",
    );
    check("static/plain.txt", "other words\n", &["/plain.txt"], "other words");
    check("variorum.yaml", "title: Second title\n", &["/", "/articles/b.html"], "Second title");
    check(
        "templates/article.html",
        "{% extends \"builtin/base.html\" %}{% block main %}OWN {{ page.title }}{% endblock %}",
        &["/articles/a.html"],
        "OWN Another title",
    );
    check("i18n/en.yaml", "nav.articles: Gelesenes\n", &["/", "/about.html"], "Gelesenes");
    let theme = "title: Second title\ntheme: mine\n";
    check("variorum.yaml", theme, &["/"], "Second title");
    let css = "themes/mine/static/assets/variorum.css";
    check(css, "p { color: red }\n", &["/assets/variorum.css"], "color: red");
    check(css, "p { color: blue }\n", &["/assets/variorum.css"], "color: blue");
}

/// Editors save beside and rename; folders come and go.
#[test]
fn files_move() {
    let preview = Preview::new();
    let at = |path: &str| preview.folder.path().join(path);
    preview.write("content/articles/.a.md.swp", "---\ntitle: Renamed over\n---\nx\n");
    fs::rename(at("content/articles/.a.md.swp"), at("content/articles/a.md")).expect("a rename");
    assert_eq!(preview.turn().0, ["content/articles/a.md"]);
    assert!(preview.get("/articles/a.html").body.contains("Renamed over"));
    preview.write("content/articles/2020/c.md", "---\ntitle: In a folder\n---\nx\n");
    assert_eq!(preview.turn().0, ["content/articles/2020/c.md"]);
    preview.write("content/articles/2020/c.md", "---\ntitle: Again\n---\nx\n");
    assert_eq!(preview.turn().0, ["content/articles/2020/c.md"]);
    fs::remove_file(at("content/articles/b.md")).expect("a file to remove");
    assert_eq!(preview.turn().0, ["content/articles/b.md"]);
    assert_eq!(preview.get("/articles/b.html").status, 404);
    fs::rename(at("content"), at("elsewhere")).expect("a folder to move");
    while preview.get("/articles/a.html").status == 200 {
        if preview.turns.recv_timeout(Duration::from_millis(300)).is_err() {
            break;
        }
    }
    // Without a folder of content nothing can be known, and what was shown stays.
    assert!(preview.get("/articles/a.html").body.contains("Renamed over"));
    write(&at("elsewhere"), "articles/a.md", "---\ntitle: Back\n---\nx\n");
    fs::rename(at("elsewhere"), at("content")).expect("a folder to move back");
    assert!(preview.turn().0.contains(&"content/articles/a.md".to_owned()));
    assert!(preview.get("/articles/a.html").body.contains("Back"));
    preview.write("content/articles/a.md", "---\ntitle: Watched as before\n---\nx\n");
    assert_eq!(preview.turn().0, ["content/articles/a.md"]);
}

/// What one program changes is one turn, and a page asked for meanwhile waits for it.
#[test]
fn many_files_are_one_turn() {
    let preview = Preview::new();
    for number in 0..200 {
        preview.write(&format!("content/articles/n{number}.md"), "---\ntitle: Many\n---\nx\n");
    }
    // Without waiting for the turn: the system has told of the first file, at least.
    while preview.get("/articles/n0.html").status == 404 {}
    assert_eq!(preview.get("/articles/n199.html").status, 200);
    assert_eq!(preview.turn().0.len(), 200);
}
