//! The archive as notes: what is read of them is the archive that they were written from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use variorum::cache::Cache;
use variorum::compile::{Compiled, compile, render};
use variorum::disk::read::{Setup, read};
use variorum::export;
use variorum::model::archive::Edition;
use variorum::model::site::Output;
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::World;

use crate::commands::run;

fn compiled(world: &World, edition: Edition) -> Compiled {
    compile(world, &mut Cache::default(), &Options { edition, drafts: true }, &()).value
}

/// Everything that a site says.
fn outputs(world: &World, compiled: &Compiled) -> BTreeMap<String, String> {
    let outputs = Mutex::new(BTreeMap::new());
    let take = |output: Output| {
        let text = String::from_utf8(output.bytes).expect("UTF-8");
        outputs.lock().expect("a map").insert(output.url, text);
    };
    render(world, compiled, &(), &take);
    outputs.into_inner().expect("a map")
}

/// The world whose files are the notes of an archive.
fn noted(world: &World, compiled: &Compiled) -> World {
    let notes = export::vault(&compiled.archive, &compiled.site, &world.config);
    let source = |note: Output| {
        let text = String::from_utf8(note.bytes).expect("UTF-8");
        Arc::new(Source::new(format!("content/{}", note.url), text))
    };
    let mut sources: Vec<_> = notes.into_iter().map(source).collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    World { sources, ..world.clone() }
}

fn check(folder: &str, edition: Edition) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let world = read(&Setup { root, ..Setup::default() }).expect("the archive is there").value;
    let before = compiled(&world, edition);
    let notes = noted(&world, &before);
    let after = compiled(&notes, edition);
    let (before, after) = (outputs(&world, &before), outputs(&notes, &after));
    let mut faults = Vec::new();
    for url in before.keys().chain(after.keys()) {
        let [was, is] = [&before, &after].map(|side| side.get(url).map_or("", String::as_str));
        let lines = was.lines().zip(is.lines().chain([""]));
        if let Some((was, is)) = lines.into_iter().find(|(was, is)| was != is) {
            let at = was.bytes().zip(is.bytes()).take_while(|(was, is)| was == is).count();
            let near = |line: &str| {
                let from = line.floor_char_boundary(at.saturating_sub(60));
                line[from..line.floor_char_boundary(at + 80)].to_owned()
            };
            faults.push(format!("{url}:\n- {}\n+ {}", near(was), near(is)));
        }
    }
    assert!(before.len() > 10 && faults.is_empty(), "{folder}:\n{}", faults.join("\n"));
}

#[test]
fn notes_read_as_the_archive_that_they_are_of() {
    for folder in [
        "",
        "tests/golden/one-article",
        "tests/golden/right-to-left",
        "tests/golden/many-features",
        "tests/golden/withheld",
    ] {
        check(folder, Edition::Private);
    }
}

#[test]
fn notes_of_the_public_edition_hold_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let world = read(&Setup { root: root.into(), ..Setup::default() }).expect("an archive").value;
    let once = noted(&world, &compiled(&world, Edition::Public));
    assert!(once.sources.len() > 10);
    let all: String = once.sources.iter().map(|note| note.text.as_str()).collect();
    assert!(!all.contains("- Abu Fawzi\n"), "a name that is not to be listed");
    assert!(!all.contains("fought there as heavily armed"), "a text that is quoted only in part");
    assert!(all.contains("an estimate by Airwars of 5,805"), "what is quoted of it");
}

#[test]
fn links_to_what_is_withheld_are_words_in_exports() {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in [
        ("variorum.yaml", "title: T\n"),
        (
            "content/articles/informant.md",
            "---\ntitle: Informant\ndraft: true\nclaims: [{id: c, says: It may be}]\n---\n## Home\n\nx\n",
        ),
        ("content/articles/hidden.md", "---\ntitle: Secret source\nvisibility: private\n---\nx\n"),
        (
            "content/questions/asked.md",
            "---\ntitle: Is Informant ill?\nvisibility: private\n---\nx\n",
        ),
        ("content/entities/doe.md", "---\nname: Jane Doe\nredact: true\n---\n"),
        ("content/entities/pit.md", "---\nname: The Pit\n---\n"),
        (
            "content/articles/there.md",
            "---\ntitle: There\nclaims: [{id: c, says: It is}]\n---\nx\n",
        ),
        (
            "content/articles/of-withheld.md",
            "---\ntitle: B\ntranslation_of: Informant\ncorrects: hidden\nversion_of: \"[[Secret source]]\"\npart_of: informant\n\
             rejected: [A secret word]\nclaims:\n  - {says: It is not, contradicts: informant#c, updates: c}\n---\nx\n",
        ),
        (
            "content/articles/of-shown.md",
            "---\ntitle: C\ntranslation_of: There\ncorrects: there\nversion_of: there\npart_of: There\n---\nx\n",
        ),
        ("content/entities/hidden.md", "---\nname: The Secret Office\nvisibility: private\n---\n"),
        ("content/entities/court.md", "---\nname: The Court\n---\n"),
        (
            "content/entities/office.md",
            "---\nname: The Office\npart_of: The Secret Office\ndifferent_from: [The Secret Office, The Court]\n---\n",
        ),
        (
            "content/articles/a.md",
            "---\ntitle: A\nhighlights:\n  - quote: a source\n    note: As [[Secret source|this]] and [[There|that]] have it.\n    \
             replies:\n      - \"[[Is Informant ill?|asked]]\"\n---\n\
             See [[informant|a source]], [notes](informant.md#home) and [[There|more]]; [[doe]], [[Jane Doe|she]], [her](../entities/doe.md), [[The Pit]].\n\n> ![[informant#Home]]\n",
        ),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    let notes = ["articles/a", "articles/of-withheld", "articles/of-shown", "entities/office"];
    let exported = |edition: &[&str]| {
        fs::remove_dir_all(folder.path().join("vault")).ok();
        let vault = [&["export", "vault", "-o", "vault"], edition].concat();
        assert_eq!(run(folder.path(), &vault).0, 0);
        let annotations = [&["-q", "export", "annotations"], edition].concat();
        let note = |name| fs::read_to_string(folder.path().join(format!("vault/{name}.md")));
        let notes = notes.map(|name| note(name).expect("a note"));
        notes.concat() + &run(folder.path(), &annotations).1
    };
    let public = exported(&[]);
    for secret in ["nformant", "ecret", "Home", "home", "hidden", "contradicts"] {
        assert!(!public.contains(secret), "{secret}: {public}");
    }
    for shown in [
        "See a source, notes and [[There|more]]",
        "; doe, she, her, [[The Pit]].",
        "As this and [[There|that]]",
        "translation_of: \"[[There]]\"\ncorrects: \"[[there]]\"\nversion_of: \"[[there]]\"\npart_of: \"[[There]]\"\n",
        "    updates: there#c\n",
        "\"updates\":\"there#c\"",
        "different_from: \"[[The Court]]\"\n",
    ] {
        assert!(public.contains(shown), "{shown}: {public}");
    }
    let private = exported(&["--private"]);
    for shown in ["[[informant|a source]]", "corrects: \"[[hidden]]\"", "contradicts: informant#c"]
    {
        assert!(private.contains(shown), "{shown}: {private}");
    }
}

#[test]
fn what_texts_show_from_the_root_of_the_site_is_at_the_top() {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in [
        ("variorum.yaml", "title: T\n"),
        (
            "content/articles/a.md",
            "---\ntitle: A\n---\n![The wall](/maps/wall.png)\n\n[b](/b.pdf)\n",
        ),
        ("content/entities/borough.md", "---\nname: Borough\nimage: /b.png\n---\n"),
        ("static/maps/wall.png", "1"),
        ("static/b.pdf", "2"),
        ("static/b.png", "3"),
        ("static/favicon.png", "4"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    let vault = ["export", "vault", "-o", "again/content"];
    assert_eq!(run(folder.path(), &vault).0, 0);
    let again = folder.path().join("again");
    for (file, there) in
        [("maps/wall.png", true), ("b.pdf", true), ("b.png", true), ("favicon.png", false)]
    {
        assert_eq!(again.join("content").join(file).exists(), there, "{file}");
    }
    fs::write(again.join("variorum.yaml"), "title: T\n").expect("settings");
    let (code, said) = run(&again, &["check", "--strict"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn notes_that_are_imported_are_the_archive() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/many-features");
    let folder = TempDir::new().expect("a folder");
    let vault = folder.path().join("vault");
    let (zip, again) = (folder.path().join("one.zip"), folder.path().join("two.zip"));
    for to in [&vault, &zip, &again] {
        let to = to.to_str().expect("UTF-8");
        let (code, said) = run(&golden, &["export", "vault", "--private", "-o", to]);
        assert_eq!(code, 0, "{said}");
    }
    assert_eq!(fs::read(&zip).unwrap(), fs::read(again).unwrap());
    let to = vault.to_str().expect("UTF-8");
    let (code, said) = run(&golden, &["export", "vault", "-o", to]);
    assert!(code == 2 && said.contains("there is something already"), "{said}");
    assert_eq!(run(&golden, &["export", "vault"]).0, 2);
    for notes in ["../vault", "../one.zip"] {
        let new = folder.path().join("new");
        fs::remove_dir_all(&new).ok();
        fs::create_dir_all(new.join("content")).unwrap();
        fs::copy(golden.join("variorum.yaml"), new.join("variorum.yaml")).unwrap();
        let (_, said) = run(&new, &["import", notes]);
        let counts = [" 3 new articles", " 1 new entity", " 2 new pages", " 1 new question"];
        assert!(counts.iter().all(|count| said.contains(count)), "{said}");
        for form in ["archive", "annotations", "csl", "claims", "entities", "events", "mentions"] {
            let given = |root: &Path| run(root, &["-q", "export", form, "--private"]);
            assert_eq!(given(&golden), given(&new), "{form} of {notes}");
        }
    }
}
