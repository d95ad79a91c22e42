//! An archive that is made up, and the same every time.

use std::fmt::Write as _;

const WORDS: [&str; 40] = [
    "the", "of", "and", "to", "in", "that", "was", "it", "for", "on", "with", "as", "at", "by",
    "from", "convoy", "bridge", "river", "letter", "harvest", "council", "winter", "market",
    "railway", "said", "left", "crossed", "found", "wrote", "promised", "counted", "burned",
    "north", "before", "after", "every", "seven", "old", "small", "late",
];
const FIRST: [&str; 16] = [
    "Arden", "Belmar", "Corin", "Dovrin", "Elsin", "Farrow", "Galven", "Hastor", "Irmin", "Jorvik",
    "Kelder", "Lorrin", "Mandel", "Norvan", "Ostrel", "Pellin",
];
const LAST: [&str; 16] = [
    "Ashdown", "Brackett", "Callow", "Dunmore", "Eastlake", "Fenwick", "Garrow", "Holloway",
    "Inglis", "Kestrel", "Langmere", "Marden", "Netherby", "Oakley", "Penhale", "Quarles",
];

/// The path and the text of an article with five highlights, ten names, two events, and sometimes a claim.
pub(crate) fn article(number: usize, articles: usize, random: &mut Random) -> (String, String) {
    // Most names are rare, a few are in very many articles.
    let names: Vec<String> = (0..10).map(|_| name(random.skewed(20 + articles / 2))).collect();
    let paragraphs: Vec<String> = (0..6).map(|_| paragraph(&names, random)).collect();
    let (year, month, day) = (1950 + number % 60, number % 12 + 1, number % 28 + 1);
    let mut text = format!(
        "---\ntitle: \"{} {number}\"\npublished: {year}-{month:02}-{day:02}\noutlet: The {} Post\n\
         tags: [{}, {}]\nentities:\n",
        sentence(5, random),
        FIRST[number % 5],
        WORDS[15 + number % 10],
        WORDS[25 + number % 10],
    );
    for name in &names {
        text.push_str(&format!("  - {{name: {name}, kind: person}}\n"));
    }
    text.push_str("highlights:\n");
    for paragraph in &paragraphs[..5] {
        let words: Vec<&str> = paragraph.split(' ').skip(random.below(20)).take(12).collect();
        let note = sentence(10, random);
        text.push_str(&format!("  - quote: \"{}\"\n    note: {note}\n", words.join(" ")));
    }
    text.push_str("events:\n");
    for _ in 0..2 {
        let title = sentence(6, random);
        text.push_str(&format!("  - {{title: {title}, date: {year}-{month:02}}}\n"));
    }
    if number.is_multiple_of(3) {
        let (says, by) = (sentence(6, random), &names[0]);
        let question = number % (10 + articles / 20);
        text.push_str(&format!(
            "claims:\n  - {{says: {says}, by: {by}, question: \"Who left {question}?\"}}\n"
        ));
    }
    let _ = write!(text, "---\n\n{}\n", paragraphs.join("\n\n"));
    (format!("content/articles/a{number:06}.md"), text)
}

/// Words with a name among them.
fn paragraph(names: &[String], random: &mut Random) -> String {
    let name = &names[random.below(names.len())];
    format!("{} {name} {}.", sentence(30, random), sentence(12, random))
}

fn sentence(words: usize, random: &mut Random) -> String {
    let words: Vec<&str> = (0..words).map(|_| WORDS[random.below(WORDS.len())]).collect();
    words.join(" ")
}

fn name(number: usize) -> String {
    let (first, last) = (FIRST[number % 16], LAST[number / 16 % 16]);
    match number / 256 {
        0 => format!("{first} {last}"),
        more => format!("{first} {} {last}", LAST[more % 16].to_owned() + FIRST[more / 16 % 16]),
    }
}

/// Numbers that look random and are the same every time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    /// A number below `end`; low ones are the most frequent.
    fn skewed(&mut self, end: usize) -> usize {
        self.below(end) * self.below(end) / end
    }
}
