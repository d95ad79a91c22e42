//! What finding quotes costs: `cargo bench --bench anchoring`.

use divan::{Bencher, counter::BytesCount};
use variorum::anchor::anchor;
use variorum::model::annotation::{Annotation, Passage, Selector};
use variorum::model::article::{Article, Document, Kind};
use variorum::model::body::Body;
use variorum::source::{Source, Span, Spanned};

fn main() {
    divan::main();
}

/// An article of 8 KB with as many quotes as a careful reader takes.
#[divan::bench(args = [5, 10, 20, 40, 80])]
fn ordinary(bencher: Bencher, quotes: usize) {
    run(bencher, 8_000, quotes, Kept::AsPrinted);
}

/// A book with a thousand quotes.
#[divan::bench(args = [Kept::AsPrinted, Kept::InCapitals, Kept::Elided, Kept::Misspelt, Kept::Lost])]
fn book(bencher: Bencher, kept: Kept) {
    run(bencher, 1_000_000, 1_000, kept);
}

/// What became of a passage on its way into the notes.
#[derive(Debug, Clone, Copy)]
enum Kept {
    AsPrinted,
    InCapitals,
    Elided,
    Misspelt,
    Lost,
}

fn run(bencher: Bencher, bytes: usize, quotes: usize, kept: Kept) {
    let text = prose(bytes);
    let source = Source::new("content/articles/bench.md", text.as_str());
    let words: Vec<&str> = text.split_whitespace().collect();
    let step = (words.len() - 20) / quotes;
    let quotes = (0..quotes).map(|n| written(&words[n * step..n * step + 14], kept));
    let document = document(&text, quotes.map(highlight).collect(), &source);
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(|| document.clone())
        .bench_values(|document| anchor(document, &source));
}

fn written(words: &[&str], kept: Kept) -> String {
    match kept {
        Kept::AsPrinted => words.join(" "),
        Kept::InCapitals => words.join(" ").to_uppercase(),
        Kept::Elided => format!("{} … {}", words[..5].join(" "), words[9..].join(" ")),
        Kept::Misspelt => words.join(" ").replacen("in", "ni", 2),
        Kept::Lost => format!("{} notthere {}", words[..5].join(" "), words[5..].join(" ")),
    }
}

/// Words as in a language: a few are very frequent, most are rare.
fn prose(bytes: usize) -> String {
    let syllables = ["ka", "ro", "min", "tel", "sa", "ver", "du", "nor", "li", "pas", "é", "go"];
    let mut state = 7_u64;
    let mut text = String::new();
    while text.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let random = (state >> 33) as usize;
        let word = (random % 1_000) * (random / 1_000 % 1_000) / 300;
        text.push_str(syllables[word % 12]);
        text.push_str(syllables[word / 12 % 12]);
        text.push_str(syllables[word / 144 % 12]);
        text.push_str(if random.is_multiple_of(17) { ". " } else { " " });
    }
    text
}

fn highlight(quote: String) -> Annotation {
    let selector = Selector::of(Spanned::new(quote, Span::default()));
    Annotation::highlight(Span::default(), Some(Passage::Quote(Box::new(selector))))
}

fn document(text: &str, annotations: Vec<Annotation>, source: &Source) -> Document {
    Document {
        source: source.path.clone(),
        slug: "bench".into(),
        title: Spanned::default(),
        aliases: Vec::new(),
        redirect_from: Vec::new(),
        tags: Vec::new(),
        summary: None,
        language: None,
        direction: None,
        visibility: None,
        draft: false,
        noindex: false,
        withdrawn: None,
        extra: Vec::new(),
        body: Body { text: text.to_owned(), origin: vec![(0, 0)], ..Body::default() },
        front_matter: Span::default(),
        unreadable: false,
        is: Kind::Article(Box::new(Article { annotations, ..Article::default() })),
    }
}
