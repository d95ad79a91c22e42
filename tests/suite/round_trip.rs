//! What is given away can be brought back: annotations in the forms of others, imported into the articles that they are of.

use std::fs;

use crate::commands::{archive, run};

const HIGHLIGHTS: &str = "highlights:
  - of that week
  - quote: the river rose
    note: Who measured it?
    tags: [river, water]
    created: 2018-01-02
";

#[test]
fn annotations_come_back_to_their_articles() {
    let article = |highlights: &str| {
        format!(
            "---\ntitle: One\nurl: https://example.com/one\nlicence: CC0-1.0\n{highlights}---\n\
             All of that week the river rose, and the rain stayed.\n"
        )
    };
    let settings = ("variorum.yaml", "title: T\nbase_url: https://example.org/\n");
    let name = "content/articles/one.md";
    for form in ["annotations", "hypothesis"] {
        let before = archive(&[settings, (name, &article(HIGHLIGHTS))]);
        let after = archive(&[settings, (name, &article(""))]);
        let (code, given) = run(before.path(), &["export", form]);
        assert_eq!(code, 0, "{given}");
        fs::write(after.path().join("given.json"), given).unwrap();
        let (code, said) = run(after.path(), &["import", "given.json"]);
        assert!(code == 0 && said.contains("2 exact"), "{form}: {said}");
        let articles = fs::read_dir(after.path().join("content/articles")).unwrap().count();
        assert_eq!(articles, 1, "{form} belongs to the article that is there: {said}");
        for form in ["annotations", "archive", "ndjson"] {
            let given = |folder: &tempfile::TempDir| run(folder.path(), &["-q", "export", form]);
            assert_eq!(given(&before), given(&after), "{form}");
        }
    }
}
