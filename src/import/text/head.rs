//! The title of a text, below what pages have above it: their name, their menu, the way to the page, the section.

use std::collections::HashSet;

use super::rules::{self, Is};
use super::shape;
use super::{BETWEEN, Item, Layout, Line, SENTENCE, single_line};
use crate::fold;

/// A title is not longer, in characters, and where only the menu above it tells what it is, in words.
const LONGEST_TITLE: usize = 220;
const LONGEST_ALONE: usize = 16;

/// A title that is broken for want of room does not have more lines.
const LINES: usize = 3;

/// A title stands among so many lines at the top.
const TOP: usize = 40;

/// A sentence is a title where one of so many lines below it says who wrote the text, or when.
const BESIDE: usize = 3;

/// The name of a page or of a section has not more words, nor has a line of a menu.
const NAME: usize = 4;

/// Signs between the steps of the way to a page. A title may have one of them, and hardly two.
const STEPS: [&str; 3] = [" › ", " > ", " » "];

/// What a text says in short has at least so many words.
const LEAD: usize = 12;

/// A part of a section is named in so many words at most.
const PART: usize = 2;

/// Takes the title, if a line looks like one, and cuts what stands above it.
pub(super) fn titled<'t>(lines: &[Line<'t>], layout: &Layout, item: &mut Item) -> Vec<Line<'t>> {
    if lines.iter().find(|line| !line.is_empty()).is_some_and(|line| rules::is_number(line.words)) {
        // Below its number a judgment has its court, its judges and its parties; its pages have its name.
        let case = item.cut.iter().find(|line| is_case(line));
        item.title = case.cloned().unwrap_or_default();
        return lines.to_vec();
    }
    let found = headed(lines, &item.cut).or_else(|| title(lines, layout));
    let Some((title, count)) = found else { return lines.to_vec() };
    let (above, rest) = lines.split_at(title);
    let words: Vec<&str> = rest[..count].iter().map(|line| line.words).collect();
    item.title = single_line(words.join(" ").trim_start_matches('#'));
    let (mut kept, foreign): (Vec<Line>, Vec<Line>) =
        above.iter().partition(|line| line.is_about());
    let foreign = foreign.iter().filter(|line| !line.is_empty());
    item.cut.extend(foreign.map(|line| line.words.to_owned()));
    kept.extend(&rest[count..]);
    kept
}

/// Where lines stand that say together what stands at the head of the pages, and how many they are: a title that was broken.
fn headed(lines: &[Line], heads: &[String]) -> Option<(usize, usize)> {
    let heads: HashSet<String> = heads.iter().map(|head| fold::key(head)).collect();
    let spans = (0..lines.len().min(TOP)).flat_map(|at| (2..=LINES).map(move |count| (at, count)));
    spans.into_iter().find(|&(at, count)| {
        let words: Vec<&str> = lines.iter().skip(at).take(count).map(|line| line.words).collect();
        let is_block = words.len() == count && words.iter().all(|words| !words.is_empty());
        is_block && heads.contains(&fold::key(&words.join(" ")))
    })
}

/// Whether some words are two parties: `Sample v Example Harbour Board`.
fn is_case(words: &str) -> bool {
    let parties = words.split_once(" v ").or_else(|| words.split_once(" v. "));
    parties.is_some_and(|(one, other)| {
        [one, other].iter().all(|party| party.starts_with(char::is_uppercase))
    })
}

/// Where the title stands, and how many lines it has.
fn title(lines: &[Line], layout: &Layout) -> Option<(usize, usize)> {
    let told: Vec<usize> =
        (0..lines.len()).filter(|&at| !lines[at].is_empty()).take(TOP + BESIDE).collect();
    let menu = menu_end(lines, &told);
    let below =
        (menu > 0).then(|| repeated(lines, &told).or_else(|| first(lines, &told, menu, layout)));
    below.flatten().or_else(|| first(lines, &told, 0, layout))
}

/// A title that stands there a second time, with who wrote the text, or when, below it: first it ended the way to the page.
fn repeated(lines: &[Line], told: &[usize]) -> Option<(usize, usize)> {
    let mut known = HashSet::new();
    let is_title = |at: usize| {
        lines[at].is_open() && lines[at].count() > NAME && !known.insert(fold::key(lines[at].words))
    };
    let nth = told.iter().copied().take(TOP).position(is_title)?;
    is_said(lines, &told[nth + 1..]).then_some((told[nth], 1))
}

/// The first line below a menu that is no name of a page or a section. Such a name is the title where nothing else is, and then
/// the last one: it stands closest to the text.
fn first(lines: &[Line], told: &[usize], menu: usize, layout: &Layout) -> Option<(usize, usize)> {
    let (mut name, mut way, mut is_page, mut is_parted) = (None, None, menu > 0, false);
    let masthead = masthead(lines, told);
    for (nth, &at) in told.iter().enumerate().take(TOP).skip(menu) {
        let line = lines[at];
        let next = told.get(nth + 1).map(|&at| lines[at]);
        let is_name = rules::is_section(line.words)
            || nth < masthead
            || is_page && is_short(line)
            || name.is_some_and(|name| name + 1 == at) && is_part(lines, &told[nth..])
            || line.count() <= NAME && next.is_some_and(|next| is_way(next, false));
        if line.is_about() {
            is_parted = name.is_some();
        } else if is_of_page(line) || is_page && is_counter(line) {
            (is_page, is_parted) = (true, name.is_some());
        } else if is_way(line, is_page) || is_way_to_title(line) {
            (way, is_page) = (Some(at), true);
        } else if is_name {
            (name, is_page) = (Some(at), true);
        } else if is_page && line.count() <= NAME && line.words.starts_with(char::is_lowercase) {
            // It goes on with the name above it.
        } else {
            let is_alone = || menu > 0 && !layout.is_column() && is_below_menu(line);
            let found = headline(lines, &told[nth..], layout);
            let found = found.or_else(|| is_alone().then_some((at, 1)));
            // A caption may stand below who wrote the text, and a button above its first line.
            let is_sure = || line.count() > NAME && line.is_open();
            if found.is_some() && (!is_parted || is_sure()) {
                return found;
            }
            break;
        }
    }
    name.or(way).filter(|&at| told.last() != Some(&at)).map(|at| (at, 1))
}

/// How many lines have the name of a paper and what it says of itself, or a section of it: they stand in a block of their own,
/// above a headline that a byline follows.
fn masthead(lines: &[Line], told: &[usize]) -> usize {
    let Some(&first) = told.first() else { return 0 };
    if is_outlet(lines, told) {
        return 1;
    }
    let block = told.iter().zip(first..).take_while(|&(&at, next)| at == next).count();
    let [title, by, ..] = told[block..] else { return 0 };
    let is_named = lines[first].count() <= NAME && (2..=LINES).contains(&block);
    let is_headline = !lines[title].words.starts_with(char::is_lowercase);
    let mut names = told[..=block].iter().map(|&at| lines[at]);
    let is_masthead = is_named
        && is_headline
        && names.all(|line| line.is_open() && line.count() < LEAD)
        && matches!(lines[by].is, Is::By(_));
    if is_masthead { block } else { 0 }
}

/// Whether the first line is the name of a paper alone, above a headline that who wrote it, or when, stands right below. What a
/// title has below it is longer.
fn is_outlet(lines: &[Line], told: &[usize]) -> bool {
    let [name, title, by, ..] = *told else { return false };
    let letters = |at: usize| lines[at].words.chars().count();
    (title, by) == (name + 1, name + 2)
        && [name, title].iter().all(|&at| lines[at].is_open() && !lines[at].is_about())
        && lines[name].count() <= NAME
        && lines[title].count() < LEAD
        && 2 * letters(title) > 3 * letters(name)
        && is_said(lines, &told[2..])
}

/// Whether a line below a section is the name of a part of it, above a headline that a byline follows: `Marine biology`.
fn is_part(lines: &[Line], told: &[usize]) -> bool {
    let [part, title, by, ..] = *told else { return false };
    (title, by) == (part + 1, part + 2)
        && lines[part].is_open()
        && lines[part].count() <= PART
        && lines[title].is_open()
        && lines[title].count() > NAME
        && matches!(lines[by].is, Is::By(_))
}

/// The title that begins at the first of some lines, or right below it where that says what it is about.
fn headline(lines: &[Line], told: &[usize], layout: &Layout) -> Option<(usize, usize)> {
    let at = told[0];
    if let [_, below, lead, rest @ ..] = told
        && *below == at + 1
        && lines[at].count() <= NAME
        && lines[*below].is_open()
        && lines[*below].count() > NAME
        && lines[*lead].count() >= LEAD
        && !layout.is_column()
        && is_said(lines, rest)
    {
        return Some((*below, 1));
    }
    let count = span(lines, at, layout)?;
    let (last, below) = (lines[at + count - 1], &told[told.len().min(count)..]);
    let is_open =
        last.words.ends_with([';', ',', ':']) || last.is_ended() && !is_said(lines, below);
    (!is_open && !below.is_empty()).then_some((at, count))
}

/// Whether a line right below the menu of a page is its title, as what stands there mostly is, also where it asks something.
fn is_below_menu(line: Line) -> bool {
    let is_asked = line.is == Is::Words && line.words.ends_with(['?', '؟']);
    (NAME + 1..=LONGEST_ALONE).contains(&line.count()) && (line.is_open() || is_asked)
}

/// Whether one of the next lines says who wrote the text, or when.
fn is_said(lines: &[Line], below: &[usize]) -> bool {
    below.iter().take(BESIDE).any(|&at| lines[at].is_about())
}

/// Where the menu ends that stands above the texts of a site, counted in lines that have words. It is short lines, one of which is
/// known, and above it stands the name of the site.
fn menu_end(lines: &[Line], told: &[usize]) -> usize {
    let is_entry = |at: usize| {
        let (line, words) = (lines[at], lines[at].words);
        let is_way = STEPS.iter().any(|step| words.contains(step));
        line.count() <= NAME && !line.is_about() && !is_way && !words.contains(char::is_numeric)
    };
    let is_text =
        |at: usize| lines[at].is_about() || lines[at].is_ended() && lines[at].count() >= SENTENCE;
    let above = told.iter().take(TOP).take_while(|&&at| !is_text(at)).count();
    let (mut end, mut nth) = (0, 0);
    while nth < above {
        let entries = told[nth..above].iter().zip(told[nth]..);
        let run = entries.take_while(|&(&at, next)| at == next && is_entry(at)).count();
        let is_menu = told[nth..nth + run].iter().any(|&at| rules::is_menu(lines[at].words));
        if is_menu && (run > 1 || nth == 0 || is_entry(told[nth - 1])) {
            end = nth + run;
        }
        nth += run.max(1);
    }
    // What stands right above the text, or above who wrote it, is its title.
    let is_title = end > 0
        && told.get(end).is_some_and(|&at| {
            let last = lines[told[end - 1]];
            at == told[end - 1] + 1
                && (matches!(lines[at].is, Is::By(_)) || is_text(at) && !lines[at].is_about())
                && last.is == Is::Words
                && !rules::is_section(last.words)
        });
    end - usize::from(is_title)
}

/// How many lines a title has that begins at a line; nothing where that is none. In a column a title may be broken too, and
/// then stands apart.
fn span(lines: &[Line], at: usize, layout: &Layout) -> Option<usize> {
    let rest = &lines[at..];
    // Where the lines below say who wrote the text, or when, each stands for itself.
    let mut block = rest.iter().take_while(|line| !line.is_empty()).take(1 + BESIDE);
    let is_label = lines[at].words.split(' ').next().is_some_and(|word| word.ends_with(':'));
    let is_said = !layout.is_column() && !is_label && block.any(|line| line.is_about());
    let is_whole = layout.is_whole(lines, at) || is_said;
    let count = if is_whole {
        1
    } else {
        let block = rest.iter().take_while(|line| line.is == Is::Words && !line.is_empty()).count();
        let is_apart = rest.get(block).is_none_or(|line| line.is_empty());
        let is_one = rest[..block].iter().rev().skip(1).all(|line| !line.is_ended());
        Some(block).filter(|&block| layout.is_column() && is_apart && is_one && block <= LINES)?
    };
    let length: usize = rest[..count].iter().map(|line| line.words.chars().count() + 1).sum();
    (length <= LONGEST_TITLE + 1).then_some(count)
}

/// Whether a line is of the page and not of the text.
fn is_of_page(line: Line) -> bool {
    matches!(line.is, Is::Junk | Is::End | Is::More | Is::Talk)
}

/// Whether a line says only how many have read a text, or is a sign between two that do.
fn is_counter(line: Line) -> bool {
    shape::is_count(line.words) || shape::is_sign(line.words)
}

/// Whether a line is the way to a page, or its menu: `Home › World › Middle East`. Below other things of a page it may have
/// numbers: `Issue 61 | Winter 2021`.
fn is_way(line: Line, is_page: bool) -> bool {
    let signs = [" / ", " > ", " < ", " » ", " « ", " → "];
    let line = signs.iter().fold(line.words.to_owned(), |line, sign| line.replace(sign, " › "));
    let is_name = |part: &str| {
        part.split_whitespace().count() < NAME && (is_page || !part.contains(char::is_numeric))
    };
    line.contains(BETWEEN) && line.split(BETWEEN).all(is_name)
}

/// Whether a line is the way to a page, with its title at the end: `Home » Blog » The council closes the pool`.
fn is_way_to_title(line: Line) -> bool {
    STEPS.iter().any(|step| {
        let parts: Vec<&str> = line.words.split(step).collect();
        let [way @ .., _] = &parts[..] else { return false };
        let is_name = |part: &&str| (1..NAME).contains(&part.split_whitespace().count());
        // `« The wall » and « the sea »` are quotations.
        way.len() > 1 && way.iter().all(is_name) && !line.words.contains('«')
    })
}

/// Whether below the menu of a page a line is the name of a section: a word, or a few in capitals.
fn is_short(line: Line) -> bool {
    let words = line.count();
    let is_capital = !line.words.contains(char::is_lowercase);
    line.words.contains(char::is_uppercase) && (words == 1 || words < NAME && is_capital)
}
