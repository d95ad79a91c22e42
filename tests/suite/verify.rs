//! The second look at outputs: what is told, where it is from, and what is no leak.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use tempfile::TempDir;
use variorum::cache::Cache;
use variorum::compile::{compile, render, withheld};
use variorum::disk::read::{Setup, read};
use variorum::model::archive::Edition;
use variorum::model::site::Output;
use variorum::resolve::Options;
use variorum::verify::{Withheld, report, verify};
use variorum::world::World;

mod files;

/// An archive that has everything that can be withheld.
const FILES: [(&str, &str); 12] = [
    ("variorum.yaml", "title: An archive of one two three four five words\n"),
    (
        "content/articles/part.md",
        "---\ntitle: The ferry\nauthor: Ann Lee\noutlet: The Gazette\npublished: 1901-05-03\n\
         summary: A boat without people\nvisibility: excerpt\nhighlights:\n  - They all went home by the same road\n  - quote: the ferry left at noon with every seat taken by pilgrims\n    \
         prefix: it is known that on that day\n  \
         - quote: nobody had asked them\n    note: Who says that nobody had asked any of them?\n    \
         private: true\nclaims:\n  - says: Nobody on board had paid for the crossing\n    quote: late in the night\n    \
         suggested: true\n---\n\
         # The ferry\n\nA boat without people. The Gazette, 3 May 1901.\n\nHosts send `X-Content-Type-Options: nosniff` and `Referrer-Policy: strict-origin-when-cross-origin`.\n\n\
         The ferry, by Ann Lee, The Gazette, 3 May 1901.\n\nVon Ann Lee, The Gazette, 3 Mai 1901. Und sie kam leer und spät in der Nacht zurück.\n\nIt is known that on that day the ferry left at noon with \
         every seat taken by pilgrims, and that <b>it came back</b> empty &amp; late in the night; nobody had asked them.\n\n\
         7\\. They all went home by the same road that evening.\n",
    ),
    (
        "content/articles/survivors.md",
        "---\ntitle: A report\nvisibility: excerpt\nclaims:\n  - says: Many died\n    quote: between 70 and 80 people died\n    \
         by: Society of Survivors of Belo Vale\n    figure: {value: between 70 and 80, unit: people}\n---\n\
         In the morning Society of Survivors of Belo Vale: between 70 and 80 people died. Nobody has counted them yet.\n",
    ),
    (
        "content/articles/whole.md",
        "---\ntitle: Whole\npublished: \"1901%%\"\nsummary: \"It is about what is not said\\u2014or not any more\"\nread: \"1902%%\"\n\
         highlights:\n  - quote: all of it\n    note: A note to show. %%and one to keep back%%\n    replies:\n      \
         - note: I do not believe this\n        private: true\n---\n\
         It can all be read, all of it, as it stands here. %%ask the editor again%%\n\n%%It is about what is not said—or not any more%%\n\n\
         A sign is `%%`.\n\n> [!note] A title that looks like a comment\n> Its text.\n\nThe other sign is `%%`.\n\n```xml\n<!-- no end –>\n```\n\nAll of it: [here](https://example.org/where/nobody%20would/ever/look/for.html#it).\n\nIt is an <abbr title=\"and what nobody has ever seen of it yet\">It</abbr>.\n",
    ),
    (
        "content/articles/closed.md",
        "---\ntitle: A visit to the archive of the harbour\nvisibility: private\nhighlights:\n  - note: Came by post in March\n---\n\
         They were written in a hand that nobody else could read. It can all be read, all of it, as it stands here.\n\n\
         > [!note] What the porter said\n> No.\n\n[Letters](https://example.org \"The box of old letters\")\n",
    ),
    (
        "content/articles/list.md",
        "---\ntitle: The long journey home of the last ferry\nvisibility: excerpt\n---\n\
         From: The long journey home of the last ferry. Again we read of it and of them, and of the concrete plans and hopeful wishes of the crew.\n",
    ),
    (
        "content/articles/plans.md",
        "---\ntitle: What the crew wants\nsummary: On the concrete plans and hopeful wishes of the crew.\nvisibility: excerpt\n---\n\
         Quite another text. <!-- look it up -->\n",
    ),
    (
        "content/articles/draft.md",
        "---\ntitle: Draft\ndraft: true\n---\nOne cannot know how this will end, or when it will.\n",
    ),
    (
        "content/entities/jose.md",
        "---\nname: José O'Neil\naliases: [Page, Pep]\nredact: true\n---\nHe lives where nobody would look for him at all.\n",
    ),
    (
        "content/entities/lange.md",
        "---\nname: Rufus Lange\naliases: [Lange, Max, علي]\nnot: [lange, Lange Gasse, LANGE, Rufus Lange]\nredact: true\n---\n",
    ),
    (
        "i18n/de.yaml",
        "month.5: Mai\nby: Von {0}\nfooter: sie kam leer und spät in der Nacht zurück\n",
    ),
    ("content/about.md", "The rest of this archive waits for José O'Neil and others.\n"),
];

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in FILES {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    folder
}

struct Archive(World, Withheld);

impl Archive {
    fn new(options: Options) -> Self {
        Self::read(folder().path(), options)
    }

    fn read(folder: &Path, options: Options) -> Self {
        let world = read(&Setup { root: folder.to_owned(), ..Setup::default() });
        let world = world.expect("the archive is there").value;
        let withheld = withheld(&world, &mut Cache::default(), &options).value;
        Self(world, withheld)
    }

    /// What is said of an output: place, words there, message.
    fn faults(&self, url: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
        let hits = verify(&self.1, &Output { url: url.into(), bytes: bytes.as_ref().to_vec() });
        let fault = |fault: variorum::diagnostic::Diagnostic| {
            let label = &fault.labels[0];
            let words = &self.0.source(&label.source).expect("a source").text[label.span.range()];
            let name = label.source.rsplit('/').next().expect("a name");
            format!("{name}: {words}: {}", fault.message)
        };
        report(&self.1, hits, &self.0, &BTreeMap::new()).into_iter().map(fault).collect()
    }
}

#[test]
fn withheld_words_are_told_wherever_they_stand() {
    let archive = Archive::new(Options::default());
    let late = "part.md: it came back</b> empty &amp; late in the night: words of this text are withheld, and `FILE` would publish them";
    let note = "part.md: Who says that nobody had asked any of: this note is withheld, and `FILE` would publish it";
    let hand = "closed.md: written in a hand that nobody else could: words of this text are withheld, and `FILE` would publish them";
    let visit = "closed.md: A visit to the archive of the harbour: this title is withheld, and `FILE` would publish it";
    let name =
        "jose.md: José O'Neil: the name `José O'Neil` is redacted, and `FILE` would publish it";
    for (url, text, fault) in [
        ("a.html", "<p>It came <em>back</em> empty &amp; late<br>in the night</p>", late),
        (
            "a.html",
            "<p>In the morning Society of Survivors of Belo Vale said",
            "survivors.md: In the morning Society of Survivors of Belo: words of this text are withheld, and `FILE` would publish them",
        ),
        ("a.html", "<p title='it came back empty &#38; late in the night'>", late),
        ("a.html", "<!-- it came back, empty: late in the night -->", late),
        (
            "a.html",
            "<a href=\"#:~:text=it%20came%20back%20empty%20late%20in%20the%20night\">",
            late,
        ),
        (
            "a.html",
            "<script type=x>{\"a\":\"it came back\\nempty late in the night\"}</script>",
            late,
        ),
        (
            "feed.xml",
            "<c>&lt;p&gt;it &lt;b&gt;came&lt;/b&gt; back empty late in the night&lt;/p&gt;</c>",
            late,
        ),
        ("search/u0.js", "x([[\"IT CAME BACK EMPTY LATE IN THE NIGHT\"]])", late),
        ("own.js", "let a = `it came back empty\\nlate in the night`", late),
        ("a.ics", "SUMMARY:it came back\\, em\r\n pty late in the night", late),
        ("a.csv", "a,\"it came back, empty late in the night\"", late),
        ("a.txt", "it came back\nempty late\nin the night", late),
        ("a.html", "<p>Who says that nobody had asked any of them?", note),
        ("a.txt", "written in a hand that nobody else could", hand),
        ("a-visit-to-the-archive-of-the-harbour.html", "", visit),
        ("a.json", "{\"a\": \"<p>José&nbsp;O’Neil</p>\"}", name),
        ("a.html", "<a href=entities/x.html title=\"jos\u{e9} o'neil\">", name),
        ("a.html", "<p>Jo&shy;sé O&#39;N\u{200b}eil</p>", name),
        ("a.txt", "Jose\u{301} O\u{ff07}Neil", name),
        ("a.txt", "JOSÉ\u{2003}O`NEIL", name),
        ("josé-oneil.html", "", name),
        ("images/Jose_O'Neil.mp3", "", name),
        ("a.txt", "O'Neil José", name),
        ("a.csv", "x;José;\"O'Neil\"\r\n", name),
        ("a.csv", "O'Neil,José", name),
        ("a.txt", "José\nO'Neil", name),
        ("_headers", "/*\n  X-Author: José O'Neil\n", name),
    ] {
        let expected = fault.replace("FILE", url);
        assert_eq!(archive.faults(url, text), [expected], "{text}");
    }
    for (text, words, what) in [
        ("I do not believe this.", "I do not believe this", "note"),
        ("… ask the editor again …", "ask the editor again", "comment"),
        ("And one, to keep back!", "and one to keep back", "comment"),
        ("came by post in march", "Came by post in March", "note"),
        (
            "nobody on board had paid for the crossing",
            "Nobody on board had paid for the crossing",
            "note",
        ),
    ] {
        let faults = archive.faults("a.txt", text);
        let expected = format!(": {words}: this {what} is withheld, and `a.txt` would publish it");
        assert!(faults.len() == 1 && faults[0].ends_with(&expected), "{faults:?}");
    }
    for title in ["what the porter said", "The box of old letters"] {
        let faults = archive.faults("a.txt", title);
        assert!(faults.len() == 1 && faults[0].starts_with("closed.md: "), "{faults:?}");
    }
}

#[test]
fn what_is_public_may_stand_anywhere() {
    let archive = Archive::new(Options::default());
    for text in [
        // Seven words, and eight that are interrupted.
        "it came back empty late in the",
        "it came back empty and late in the night",
        "<p>it came back empty</p><p>late in the night</p>",
        // Quoted; in another text; the reader's own; the head of a page.
        "the ferry left at noon with every seat taken by pilgrims",
        "<a>7</a> They all went home by the same road",
        "It can all be read, all of it, as it stands here.",
        "A note to show.",
        "It is about what is not said—or not any more",
        "A title that looks like a comment",
        "An archive of one two three four five words",
        "The ferry, by Ann Lee, The Gazette, 3 May 1901",
        "The ferry: a boat without people. The Gazette, 3 May 1901",
        "X-Content-Type-Options: nosniff Referrer-Policy: strict-origin-when-cross-origin",
        "Von Ann Lee, The Gazette, 3 Mai 1901",
        // Who said what, side by side.
        "Society of Survivors of Belo Vale between 70 and 80 people died",
        // Where a public link leads, and what HTML has, behind what only looks like a comment.
        "<a href='https://example.org/where/nobody%20would/ever/look/for.html#it'>",
        "and what nobody has ever seen of it yet",
        // A public title beside another word.
        "The long journey home of the last ferry — Again",
        "long journey home of the last ferry again we",
        // Names that are others', and a name that is a word of the interface.
        "Jose O'Neil. José, O'Neil. Pepper",
        "page",
        "<p class=pep>",
        // What the record of a name says is not this name.
        "Wie lange? In der Lange&nbsp;Gasse, LANGE.",
        "<a href=lange-gasse.html>",
    ] {
        assert_eq!(archive.faults("a.html", text), [""; 0], "{text}");
    }
    assert_eq!(archive.faults("a.json", "{\"pep\": 1}"), [""; 0]);
    assert_eq!(archive.faults("search/t0.js", "x(\"t0\",[\"a\",\"#PEP\"])"), [""; 0]);
    assert_eq!(archive.faults("search/t0.js", "x(\"t0\",[\"pep\",\"#\"])").len(), 1);
    assert_eq!(archive.faults("search/t0.js", "x(\"t0\",[\"lange\",\"#\"])"), [""; 0]);
    // What machines are told, other blocks, other letters that a term has one for.
    assert_eq!(archive.faults("_headers", "/*\n  Cache-Control: public, max-age=0\n"), [""; 0]);
    assert_eq!(archive.faults("articles/a.txt", "José\nO'Neil"), [""; 0]);
    assert_eq!(archive.faults("search/t0.js", "x(\"t0\",[\"علي\",\"#\"])"), [""; 0]);
    assert_eq!(archive.faults("articles/a.html", "على"), [""; 0]);
    assert_eq!(archive.faults("articles/a.html", "علي").len(), 1);
    for text in ["Lange", "Die Lange. Gasse", "Rufus Lange", "rufus-lange.html"] {
        assert_ne!(archive.faults("a.txt", text), [""; 0], "{text}");
    }
    // What is withheld is not public because the words of the interface have it.
    assert_eq!(archive.faults("a.txt", "sie kam leer und spät in der Nacht").len(), 1);
    assert_eq!(archive.faults("a.txt", "They all went home by the same road that").len(), 1);
    assert_eq!(archive.faults("a.txt", "home of the last ferry again we read").len(), 1);
    // What context a quote needed to be found is of the withheld text.
    assert_eq!(archive.faults("a.txt", "It is known that on that day the ferry").len(), 1);
}

/// Scripts without spaces: a sentence that was copied is told, and no phrase that any text may have.
#[test]
fn characters_tell_less_than_words() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("content/articles/closed.md");
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    fs::write(folder.path().join("variorum.yaml"), "title: T\n").expect("settings");
    for (sentence, phrases) in [
        ("在过去的几十年里，渡船总是在深夜空着回到港口。", &["在过去的几十年里", "总是在深夜"][..]),
        (
            "渡し船はその晩遅く空のまま港に戻ってきたということになっている。",
            &["と言ったということになっている", "ということになっているようだ"],
        ),
        ("เรือข้ามฟากกลับมาถึงท่าโดยไม่มีผู้โดยสารในคืนนั้น", &["เรือข้ามฟากออกตอนเที่ยง", "มีเรือโดยไม่มีผู้โดยสาร"]),
        ("ເຮືອຂ້າມຟາກກັບມາເຖິງທ່າໂດຍບໍ່ມີຜູ້ໂດຍສານໃນຄືນນັ້ນ", &["ເຮືອຂ້າມຟາກອອກຕອນທ່ຽງ"]),
        ("សាឡាងបានត្រឡប់មកដល់កំពង់ផែវិញដោយគ្មានអ្នកដំណើរនៅយប់នោះ", &["សាឡាងបានចេញដំណើរ"]),
        ("ကူးတို့သင်္ဘောသည် ညနက်ပိုင်းတွင် ခရီးသည်မပါဘဲ ဆိပ်ကမ်းသို့ ပြန်ရောက်လာခဲ့သည်။", &["ကူးတို့သင်္ဘောသည် ထွက်ခွာခဲ့သည်"]),
    ] {
        let text = format!("---\ntitle: T\nvisibility: private\n---\n{sentence} 1901 {sentence}\n");
        fs::write(&path, text).expect("a file");
        let archive = Archive::read(folder.path(), Options::default());
        assert_eq!(archive.faults("a.txt", format!("Aa {sentence} b")).len(), 1, "{sentence}");
        for phrase in phrases {
            assert_eq!(archive.faults("a.txt", phrase), [""; 0], "{sentence}");
        }
    }
}

#[test]
fn each_text_is_told_once_with_all_its_outputs() {
    let archive = Archive::new(Options::default());
    let bytes = "written in a hand that nobody else could read".to_owned();
    let outputs = ["c.txt", "a.txt", "b.txt"]
        .map(|url| Output { url: url.into(), bytes: bytes.clone().into() });
    let hits = outputs.iter().flat_map(|output| verify(&archive.1, output)).collect();
    let faults = report(&archive.1, hits, &archive.0, &BTreeMap::new());
    assert_eq!(faults.len(), 1);
    assert_eq!(
        faults[0].message,
        "words of this text are withheld, and `a.txt` and 2 other files would publish them"
    );
}

#[test]
fn the_private_edition_withholds_nothing_and_drafts_can_be_shown() {
    let draft = "One cannot know how this will end, or when it will.";
    for (edition, drafts, leaks) in
        [(Edition::Public, false, 1), (Edition::Public, true, 0), (Edition::Private, false, 0)]
    {
        let archive = Archive::new(Options { edition, drafts });
        assert_eq!(archive.faults("a.txt", draft).len(), leaks, "{edition:?} {drafts}");
        assert_eq!(archive.1.is_empty(), edition == Edition::Private);
    }
}

/// The outputs of an edition of an archive.
fn outputs(world: &World, edition: Edition) -> BTreeMap<String, Output> {
    let options = Options { edition, drafts: false };
    let compiled = compile(world, &mut Cache::default(), &options, &()).value;
    let outputs = Mutex::new(BTreeMap::new());
    let take =
        |output: Output| _ = outputs.lock().expect("a map").insert(output.url.clone(), output);
    render(world, &compiled, &(), &take);
    outputs.into_inner().expect("a map")
}

/// Real archives, of which only excerpts are published: no output of the public edition is a leak, and every text that
/// only the private edition has is one.
#[test]
fn editions_differ_in_what_is_withheld() {
    for folder in
        ["", "tests/golden/many-features", "tests/golden/right-to-left", "tests/golden/withheld"]
    {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let overrides = vec![("visibility".to_owned(), "excerpt".to_owned())];
        let world = read(&Setup { root, overrides, ..Setup::default() }).expect("an archive").value;
        let withheld = withheld(&world, &mut Cache::default(), &Options::default()).value;
        let public = outputs(&world, Edition::Public);
        let hits = public.values().flat_map(|output| verify(&withheld, output)).collect();
        assert_eq!(report(&withheld, hits, &world, &BTreeMap::new()), [], "{folder}");
        let private = outputs(&world, Edition::Private);
        let texts =
            private.keys().filter(|url| url.ends_with(".txt") && !public.contains_key(*url));
        // A text that is not longer than a run is none that could be told.
        let texts = texts.filter(|url| private[*url].bytes.len() > 400).collect::<Vec<_>>();
        let silent = texts.iter().filter(|url| verify(&withheld, &private[**url]).is_empty());
        assert_eq!(silent.count(), 0, "{folder}");
        assert!(texts.len() > 10 || !folder.is_empty(), "{texts:?}");
    }
}

#[test]
fn a_redacted_name_is_replaced_by_a_word_of_the_language_of_the_site() {
    let folder = folder();
    for (language, label) in [("en", "[Person 1]"), ("ru-RU", "[Лицо 1]"), ("eo", "[Person 1]")]
    {
        let root = folder.path().to_owned();
        let overrides = vec![("language".to_owned(), language.to_owned())];
        let world = read(&Setup { root, overrides, ..Setup::default() }).expect("an archive").value;
        let public = outputs(&world, Edition::Public);
        let page = String::from_utf8_lossy(&public["about.html"].bytes);
        assert!(page.contains(&format!("waits for {label}")), "{language}: {page}");
    }
}
