//! Texts as TEI: what is read out of a file for a witness are the words of that witness.

use super::{Edition, WORDING, at, export, given};

/// The words of an element of TEI that a witness has, in the order of the alphabet.
fn words_of(text: &str, siglum: &str) -> Vec<String> {
    let (mut words, mut open, mut hidden) = (String::new(), Vec::new(), 0);
    for piece in text.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').expect("a tag ends");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().expect("a name");
        if tag.starts_with('/') {
            let (begun, hides) = open.pop().expect("an element that is open");
            assert_eq!(begun, name, "elements stand in each other: {text}");
            hidden -= u32::from(hides);
        } else if !tag.ends_with('/') {
            let wit = tag.split("wit=\"").nth(1).and_then(|wit| wit.split('"').next());
            let is_others = wit.is_some_and(|wit| wit.split(' ').all(|one| one[1..] != *siglum));
            let hides = is_others || name == "figDesc";
            hidden += u32::from(hides);
            open.push((name, hides));
        }
        if hidden == 0 {
            // What is emphasised in the midst of a word ends none.
            words.push_str(if matches!(name, "hi" | "del") { "" } else { " " });
            words.push_str(after);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    sorted(&words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
}

fn sorted(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort();
    words
}

#[test]
fn witnesses_are_read_out_of_one_file() {
    let texts = [
        [
            "Some 400 people came.\n\nThey left.\n",
            "About 350 people came. They left.\n",
            "They left.\n\nSome 380 people came.\n",
        ],
        [
            "The *old wall* of the dam[^1] held.\n\n[^1]: So it is said.\n",
            "The *old* dam[^1] held ~~well~~.\n\n[^1]: So it was said, by **all**.\n",
            "The old *wall of* the dam held well.\n",
        ],
        [
            "Roses are red,\\\nviolets blue,\n\nsugar is sweet,\\\nand so are you.\n",
            "Roses are red,\\\nviolets are blue,\\\nsugar is sweet,\\\nnew here,\\\nand so are you.\n",
            "# Of roses\n\nRoses are red, violets blue.\n",
        ],
        [
            "| Year | Dead |\n|---|---|\n| 2021 | 560 |\n| 2023 | 700 |\n\n- one\n- two\n",
            "| Year | Dead |\n|---|---|\n| 2022 | 561 |\n| 2023 | 700 |\n| 2024 | 1 |\n\n- one\n- new\n- two\n\nEnd.\n",
            "1. one\n\n   more of it\n2. two\n",
        ],
        [
            "It held 10^6^ $x^2 + y$ tons & `a < b`, see [the page](https://example.org/) of it.\n",
            "It held 10^7^ $x^3 + y$ tons & `a < c`, see [the pages](https://example.org/) of it.\n",
            "It held $x^2$ tons.\n\n```\na < b\n```\n",
        ],
        [
            "> He said that it was safe.\n>\n> The council met on Monday to discuss the wall of the dam.\n\n![A scan](a.png)\n\nAfter.\n",
            "> The council met on Monday to discuss the dam.\n\nAfter that, a storm.\n",
            "He said that it was not safe.\n\nThe council met, on Monday, to discuss the wall of the dam. After.\n",
        ],
        ["", "New.\n\nNewer.\n", "Newest words of all.\n"],
    ];
    for texts in texts {
        let article = |(number, text): (usize, &&str)| {
            let base = if number == 0 { "" } else { "version_of: w0\n" };
            let day = number + 1;
            let path = format!("articles/w{number}.md");
            (path, format!("---\ntitle: W\naccessed: 2024-01-0{day}\n{base}---\n{text}"))
        };
        let files: Vec<(String, String)> = texts.iter().enumerate().map(article).collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (&**path, &**text)).collect();
        for several in [2, 3] {
            let given = given(&files[..several], at(None), Edition::Public);
            let all = export::tei(&given.archive, &given.site, &given.world.config, WORDING);
            assert_eq!(all.len(), several);
            let file = String::from_utf8(all[0].bytes.clone()).expect("UTF-8");
            let text = file.split_once("<body>").expect("a text").1.split_once("</body>");
            let text = text.expect("its end").0;
            for (number, siglum) in ["A", "B", "C"].iter().enumerate().take(several) {
                let document = given
                    .archive
                    .documents
                    .iter()
                    .find(|reading| reading.document.slug == format!("w{number}"));
                let body = &document.expect("a witness").document.body;
                let mut own = body.text.clone();
                for picture in body.alternatives().iter().rev() {
                    own.replace_range(picture.range(), "");
                }
                assert_eq!(words_of(text, siglum), sorted(&own), "{siglum} of {text}");
            }
        }
    }
}
