//! Text that was copied or scraped from a page: the article in it, and what stood around it.
//!
//! What surrounds a text is known by its words (`words/`), and all that is cut is told. Paragraphs are never changed.

mod rules;

use super::{Input, Item, dates, decode, markdown, single_line, stem};
pub(in crate::import) use rules::{Is, is_name};

/// How many lines beside the title, and how many at the end, may say who wrote a text and when.
const BESIDE: usize = 6;

/// A title is not longer, in characters.
const LONGEST_TITLE: usize = 220;

/// A line that stands for itself between others, for example an item of a list of links, has not more words.
const SHORT: usize = 16;

/// Reads a scraped text.
pub(super) fn read(input: &Input) -> Result<Item, String> {
    let text = decode::decode(input.bytes);
    let mut item = Item::default();
    let lines = told(&text, &mut item);
    let lines = cut(&lines, &mut item.cut);
    let body = labelled(lines, &mut item);
    item.text = paragraphs(&body);
    if item.title.is_empty() {
        item.title = single_line(stem(input.name).trim_start_matches('-'));
        item.left.push("no title was found; it is called like its file".to_owned());
    }
    if item.published.is_none() {
        item.left.push("no date of publication was found, and none is made up".to_owned());
    }
    if item.text.is_empty() { Err("there is no text in it".to_owned()) } else { Ok(item) }
}

/// The lines of a text, the first of which is its title, if it looks like one.
fn told<'t>(text: &'t str, item: &mut Item) -> Vec<&'t str> {
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    let Some(first) = lines.iter().position(|line| !line.is_empty() && !rules::is_junk(line))
    else {
        return lines;
    };
    item.cut.extend(
        lines[..first].iter().filter(|line| !line.is_empty()).map(|line| (*line).to_owned()),
    );
    lines.drain(..first);
    let line = lines[0].trim_start_matches('#').trim();
    let is_long = line.chars().count() > LONGEST_TITLE;
    let is_sentence =
        line.ends_with('.') && !line.ends_with("...") || line.ends_with([';', ',', ':']);
    let is_alone = lines.get(1).is_none_or(|next| next.is_empty() || Is::of(next).is_label());
    let has_text = lines[1..].iter().any(|line| !line.is_empty());
    if !is_long && !is_sentence && is_alone && has_text && !Is::of(line).is_label() {
        item.title = single_line(line);
        lines.remove(0);
    }
    lines
}

/// Cuts what is not of the text.
fn cut<'t>(lines: &[&'t str], cut: &mut Vec<String>) -> Vec<&'t str> {
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut rest = lines;
    while let Some((&line, after)) = rest.split_first() {
        let (is, mut length) = (Is::of(line), 1);
        let is_over = kept.iter().any(|line| !line.is_empty());
        let is_last = || after.iter().any(|line| Is::of(line) == Is::End);
        match is {
            Is::End if is_over => length = rest.len(),
            Is::Talk if is_over && is_last() => length = rest.len(),
            Is::More | Is::Talk if is_over => {
                length += listed(after);
                // A single word before sentences may be a heading of the text.
                if length == 1
                    && !line.contains(' ')
                    && after.iter().any(|line| Is::of(line) == Is::Words)
                {
                    length = 0;
                }
            }
            Is::Junk | Is::End | Is::More | Is::Talk => {}
            _ => {
                length = 0;
            }
        }
        if length == 0 {
            kept.push(line);
            rest = after;
            continue;
        }
        cut.extend(
            rest[..length].iter().filter(|line| !line.is_empty()).map(|line| (*line).to_owned()),
        );
        rest = &rest[length..];
    }
    kept
}

/// How many lines a list of other things has: up to where sentences begin again.
fn listed(lines: &[&str]) -> usize {
    let is_item = |line: &&&str| {
        let is_sentence = line.ends_with(['.', '!', '?', '。', '؟', '”', '"']);
        let words = line.split_whitespace().count();
        words <= SHORT && !is_sentence && Is::of(line) == Is::Words
    };
    let listed = lines.iter().take_while(is_item).count();
    let is_end = lines
        .get(listed)
        .is_none_or(|line| matches!(Is::of(line), Is::End | Is::More | Is::Talk | Is::Junk));
    // A heading of this name inside a text is followed by the text.
    if is_end { listed } else { 0 }
}

/// Takes what lines beside the title and at the end say of author, source, date and address.
fn labelled<'t>(lines: Vec<&'t str>, item: &mut Item) -> Vec<&'t str> {
    let told: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].is_empty()).collect();
    let last = told.len().saturating_sub(BESIDE);
    let mut taken = Vec::new();
    for (nth, &at) in told.iter().enumerate() {
        if (nth < BESIDE || nth >= last) && take(lines[at], nth < BESIDE, item) {
            taken.push(at);
        }
    }
    let mut body = lines;
    for at in taken {
        body[at] = "";
    }
    body
}

/// Whether a line says something about the text, which is then taken.
fn take(line: &str, is_above: bool, item: &mut Item) -> bool {
    match Is::of(line) {
        Is::By(names) if item.authors.is_empty() => {
            let (names, rest) = names.split_once(['|', '•', '·']).unwrap_or((names, ""));
            item.authors = people(names);
            item.published = item.published.take().or_else(|| dates::day(rest));
            true
        }
        Is::Source(words) if item.outlet.is_none() && item.url.is_none() => {
            let kept = if words.starts_with("http") { &mut item.url } else { &mut item.outlet };
            *kept = Some(single_line(words));
            true
        }
        Is::Link(url) if item.url.is_none() => {
            item.url = Some(url.to_owned());
            true
        }
        Is::Title(words) if item.title.is_empty() => {
            item.title = single_line(words);
            true
        }
        Is::Date(words) if item.published.is_none() => {
            item.published = dates::day(words);
            item.published.is_some()
        }
        Is::Words
            if is_above && item.published.is_none() && line.split_whitespace().count() < 8 =>
        {
            // A line of nothing but a date, with a day: a bare year or number can be anything.
            item.published = dates::day(line).filter(|day| day.len() == 10 && !line.ends_with('.'));
            item.published.is_some()
        }
        _ => false,
    }
}

/// The names in `A, B and C`.
pub(super) fn people(words: &str) -> Vec<String> {
    let words = single_line(words);
    let mut names = Vec::new();
    for part in words.split([',', ';', '&', '،']) {
        let mut part = part.trim();
        while let Some((name, rest)) = rules::AND.iter().find_map(|and| part.split_once(and)) {
            names.push(name.trim().to_owned());
            part = rest.trim();
        }
        names.push(part.to_owned());
    }
    names.retain(|name| is_name(name));
    if names.is_empty() { vec![words] } else { names }
}

/// Lines as paragraphs of Markdown. Where no line is empty, every line is a paragraph.
fn paragraphs(lines: &[&str]) -> String {
    let apart = lines.iter().skip_while(|line| line.is_empty()).any(|line| line.is_empty());
    let told = lines.iter().filter(|line| !line.is_empty()).count();
    let long = lines.iter().filter(|line| line.chars().count() > 100).count();
    let border = if !apart && long * 2 > told { "\n\n" } else { "\n" };
    let mut text = String::new();
    for paragraph in lines.split(|line| line.is_empty()).filter(|paragraph| !paragraph.is_empty()) {
        if !text.is_empty() {
            text += "\n\n";
        }
        let lines: Vec<String> = paragraph.iter().map(|line| markdown::escaped(line)).collect();
        text += &lines.join(border);
    }
    text
}
