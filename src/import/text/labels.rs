//! What stands above and below a text and says who wrote it, who published it and when. Nothing that stands in it is taken.

use super::byline::{byline, names};
use super::days::{day, days, is_day_first, is_timed};
use super::rules::{self, Is};
use super::{BESIDE, Item, Layout, Line, SENTENCE, dates, single_line};
use crate::fold;

/// What is said above a text stands among so many lines.
const TOP: usize = 60;

/// So many sentences may stand above a byline: what the text says in short, and what its picture shows.
const LEADS: usize = 2;

/// Such a sentence has not more words.
const LEAD: usize = 45;

/// Fewer sentences than these below the heading of a list are of the list.
const TEASERS: usize = 2;

/// A name stands so many lines above a day at most.
const LINES: usize = 3;

/// What somebody is who writes is said in so many words at most.
const OFFICE: usize = 4;

/// The words to whom a letter is written are not more.
const SALUTATION: usize = 6;

/// What stands above a line.
#[derive(Clone, Copy, PartialEq)]
enum Above {
    /// A line about the text, right above it or in the same block.
    Label,
    /// A sentence.
    Lead,
    Other,
}

/// Something that is said about the text.
#[derive(Clone, Copy)]
struct Said<'t> {
    /// Where it stands, and in how many lines: a label may stand above its value.
    at: usize,
    count: usize,
    is: Is<'t>,
    /// The line that says it.
    words: &'t str,
}

/// Takes what the lines above and below a text say about it.
pub(super) fn take_all(lines: &mut Vec<Line>, layout: &Layout, item: &mut Item) {
    if !layout.is_column() {
        set_apart(lines);
    }
    let head = head(lines, layout);
    let entry = first_entry(lines, layout);
    let is_of_text = |said: &Said| is_of_text(lines, said, entry, layout);
    let (of_text, about): (Vec<Said>, Vec<Said>) = head.iter().copied().partition(is_of_text);
    for said in &about {
        take_above(lines, *said, item);
    }
    for said in &of_text {
        take(said.is, said.words, item);
    }
    if item.published.is_none() {
        take_numbers(lines, &about, item);
    }
    for said in about.iter().filter(|said| is_day(said)) {
        take_names(lines, said.at, item);
    }
    if about.iter().any(is_day) {
        take_list(lines, item);
    }
    let (foot, end) = foot(lines, layout);
    let foot = head.last().map_or(0, |said| said.at + said.count).max(foot);
    for at in foot..lines.len() {
        let (line, is_first) = (lines[at], at == 0 || !lines[at - 1].is_open());
        let is_told = match line.is {
            Is::Modified(_) => at < end,
            Is::By(_) | Is::Date(_) => at < end && is_first,
            is => is.is_label() && is_first,
        };
        // A line right below another one is about that: who wrote a book in a list, the source of a table.
        if is_told && take(line.is, line.words, item) {
            lines[at] = Line::of("");
        }
    }
}

/// Sets a byline apart that stands behind a lead, in one line with it.
fn set_apart(lines: &mut Vec<Line>) {
    for at in 0..lines.len().min(TOP) {
        let Some((lead, by)) = lines[at].words.rsplit_once(". ") else { continue };
        let (lead, by) = (Line::of(&lines[at].words[..=lead.len()]), Line::of(by));
        if lead.count() >= SENTENCE && matches!(by.is, Is::By(_)) {
            lines.splice(at..=at, [lead, by]);
        }
    }
}

/// What is said about a text above it.
fn head<'t>(lines: &[Line<'t>], layout: &Layout) -> Vec<Said<'t>> {
    let (mut head, mut leads, mut others, mut is_named) = (Vec::new(), 0, 0, false);
    let (mut above, mut at) = (Above::Other, 0);
    while at < lines.len().min(TOP) && others < BESIDE {
        if lines[at].is_empty() {
            let is_list = lines[at].is == Is::More;
            if is_list && leads > 0 {
                break;
            }
            at += 1;
            continue;
        }
        let told = said(lines, at);
        if let Some(said) = told.filter(|said| leads == 0 || is_told(lines, said, above, layout)) {
            is_named |= matches!(said.is, Is::By(_));
            (others, above) = (0, Above::Label);
            at += said.count;
            head.push(said);
            continue;
        }
        let end = layout.end(lines, at);
        if layout.is_prose(lines, at) {
            let words: usize = lines[at..end].iter().map(|line| line.count()).sum();
            if is_named || leads == LEADS || words > LEAD {
                break;
            }
            (leads, above) = (leads + 1, Above::Lead);
        } else {
            let is_in_block = above == Above::Label && !lines[at - 1].is_empty();
            above = if is_in_block { above } else { Above::Other };
            others += 1;
        }
        at = end;
    }
    head
}

/// What a line says about the text, where it does.
fn said<'t>(lines: &[Line<'t>], at: usize) -> Option<Said<'t>> {
    let line = lines[at];
    let of = |is| Said { at, count: 1, is, words: line.words };
    if line.is.is_label() {
        return Some(of(line.is));
    }
    let value = lines.get(at + 1).filter(|next| !next.is_empty());
    let below = value.and_then(|value| {
        let is = rules::below(line.words, value.words)?;
        Some(Said { at, count: 2, is, words: value.words })
    });
    let person = is_person(&lines[at..]);
    let person = person.then_some(Said { at, count: 2, is: Is::By(line.words), words: line.words });
    below.or(person).or_else(|| line.is_about().then(|| of(Is::Words)))
}

/// Whether lines begin with a name of which the second one says what somebody is who writes, or the same once more.
fn is_person(lines: &[Line]) -> bool {
    let [line, below, rest @ ..] = lines else { return false };
    let is_office = || below.is_open() && below.count() <= OFFICE && rules::is_role(below.words);
    // In a song, the next line would go on.
    let is_last = || rest.first().is_none_or(|next| next.is_empty() || next.is_about());
    let is_twice = || below.words == line.words && is_last();
    !names(*line).is_empty() && (is_twice() || is_office())
}

/// Whether what is said below a sentence is about the text, and not a line of it: a heading of a chronology, the head of a
/// letter, a book in a list. Those are several, or do not stand right above the text.
fn is_told(lines: &[Line], said: &Said, above: Above, layout: &Layout) -> bool {
    let is_beside = || {
        let rest = &lines[said.at + said.count..];
        let mut near = rest.iter().take(TOP);
        let below = near.position(|line| !line.is_empty() && !line.is_about());
        above == Above::Lead || below.is_some_and(|below| layout.is_prose(rest, below))
    };
    let is_one =
        |is_like: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| is_like(line)).count() < 2;
    match said.is {
        _ if above == Above::Label => true,
        Is::By(_) if above == Above::Lead => true,
        Is::By(_) => is_beside() && is_one(&|line| matches!(line.is, Is::By(_))),
        Is::Date(_) | Is::Modified(_) => is_beside(),
        Is::Words if is_timed(said.words) => is_beside(),
        Is::Words => {
            is_beside() && is_one(&|line| line.is == Is::Words && day(line.words).is_some())
        }
        _ => false,
    }
}

/// Whether a day above a text is of it too: it heads a letter, or the first entry of a diary. In a block with who wrote the text,
/// it is about it.
fn is_of_text(lines: &[Line], said: &Said, entry: Option<usize>, layout: &Layout) -> bool {
    let is_told = |line: &&Line| !line.is_empty();
    let above = lines[..said.at].iter().rev().take_while(is_told);
    let mut block = above.chain(lines[said.at..].iter().take_while(is_told));
    said.is == Is::Words
        && !is_timed(said.words)
        && !block.any(|line| line.is.is_label())
        && (entry == Some(said.at) || is_saluted(lines, said.at, layout))
}

/// Whether a salutation stands between a day and the text: `My dear Ben,`, in a line of its own.
fn is_saluted(lines: &[Line], day: usize, layout: &Layout) -> bool {
    let below = (day + 1..lines.len()).filter(|&at| !lines[at].is_empty()).take(BESIDE);
    below.take_while(|&at| !layout.is_prose(lines, at)).any(|at| {
        let is_apart = at == day + 1 || lines[at - 1].is_empty();
        let is_alone = is_apart && lines.get(at + 1).is_some_and(|next| next.is_empty());
        is_alone && lines[at].count() <= SALUTATION && lines[at].words.ends_with([',', '!', ':'])
    })
}

/// The first of several days that head paragraphs, one after the other or the last one first. In no order, they are of a
/// chronology that was published on the first of them.
fn first_entry(lines: &[Line], layout: &Layout) -> Option<usize> {
    let is_heading = |&at: &usize| {
        let below = (at + 1..lines.len()).find(|&below| !lines[below].is_empty());
        (at == 0 || lines[at - 1].is_empty())
            && below.is_some_and(|below| layout.is_prose(lines, below))
    };
    let day = |at: usize| day(lines[at].words).filter(|_| lines[at].is == Is::Words);
    let days = (0..lines.len()).filter_map(|at| Some((at, day(at)?)));
    let days: Vec<(usize, String)> = days.filter(|(at, _)| is_heading(at)).collect();
    let are_in_order = days.is_sorted_by_key(|(_, day)| day)
        || days.is_sorted_by_key(|(_, day)| std::cmp::Reverse(day));
    days.first().filter(|_| days.len() > 1 && are_in_order).map(|(at, _)| *at)
}

/// Whether it is surely the day of a text: a label says it, or it has the time of the day.
fn is_day(said: &Said) -> bool {
    match said.is {
        Is::Date(_) | Is::Modified(_) => true,
        Is::Words => is_timed(said.words),
        _ => false,
    }
}

/// Where the lines begin that stand below a text, and where the first list of other things begins among them.
fn foot(lines: &[Line], layout: &Layout) -> (usize, usize) {
    let (mut text, mut list, mut teasers, mut at) = (0, None, 0, 0);
    while at < lines.len() {
        let end = layout.end(lines, at);
        if lines[at].is_empty() && lines[at].is == Is::More && text > 0 {
            list = list.or(Some(at));
        } else if layout.is_prose(lines, at) && !is_about_author(lines, at) {
            teasers += usize::from(list.is_some());
            if list.is_none() || teasers == TEASERS {
                (text, list, teasers) = (end, None, 0);
            }
        }
        at = end;
    }
    let end = list.unwrap_or(lines.len());
    let told = (text..end).rev().filter(|&at| !lines[at].is_empty());
    (told.take(BESIDE).last().unwrap_or(end), end)
}

/// Whether a line says who somebody is whom a byline right above it names.
fn is_about_author(lines: &[Line], at: usize) -> bool {
    let above = lines[..at].iter().rev().take(2).find(|line| !line.is_empty());
    above.is_some_and(|line| matches!(line.is, Is::By(name) if lines[at].words.starts_with(name)))
}

/// Takes what is said above a text. A label whose value is known from another one is cut, and a
/// day that stands there twice.
fn take_above(lines: &mut [Line], said: Said, item: &mut Item) {
    let mut end = said.at + said.count;
    if !take(said.is, said.words, item) {
        let (published, modified) = days(said.words);
        let is_again = said.is == Is::Words && published == item.published;
        let is_told = is_day(&said) || is_again;
        if !is_told || (&published, &modified) == (&None, &None) {
            return;
        }
        item.cut.extend(lines[said.at..end].iter().map(|line| line.words.to_owned()));
    }
    // `By Ada Example`, and below it `and`, and below that another name.
    while let (Is::By(_), [and, name, ..]) = (said.is, &lines[end..])
        && rules::is_and(and.words)
        && rules::is_name(name.words)
    {
        item.authors.extend(byline(name.words).0);
        end += 2;
    }
    lines[said.at..end].fill(Line::of(""));
}

/// Takes the day that a label above a text says in numbers alone, in the order in which the text has its days.
fn take_numbers(lines: &mut [Line], about: &[Said], item: &mut Item) {
    let Some(is_day_first) = is_day_first(lines) else { return };
    let day = |is: Is| match is {
        Is::Date(words) => day(words).or_else(|| dates::numbered(words, is_day_first)),
        _ => None,
    };
    if let Some((said, day)) = about.iter().find_map(|said| Some((said, day(said.is)?))) {
        item.published = Some(day);
        lines[said.at..said.at + said.count].fill(Line::of(""));
        return;
    }
    // A judgment has its court above its day.
    let first = lines.iter().find(|line| !line.is_empty());
    let top = if first.is_some_and(|line| rules::is_number(line.words)) { TOP } else { 0 };
    item.published = lines.iter().take(top).find_map(|line| day(line.is));
}

/// Takes several names that stand right below the title.
fn take_list(lines: &mut [Line], item: &mut Item) {
    let Some(first) = lines.iter_mut().find(|line| !line.is_empty()) else { return };
    let names = names(*first);
    if item.authors.is_empty() && names.len() > 1 {
        item.authors = names;
        *first = Line::of("");
    }
}

/// Takes names that stand alone right above the day of a text, and the one line between: who they write for.
fn take_names(lines: &mut [Line], day: usize, item: &mut Item) {
    if !item.authors.is_empty() {
        return;
    }
    let block = lines[..day].iter().rposition(|line| line.is_empty()).map_or(0, |last| last + 1);
    for at in block.max(day.saturating_sub(LINES))..day {
        // Some pages write a name twice.
        let name = fold::key(lines[at].words);
        let others = lines[at..day].iter().filter(|line| fold::key(line.words) != name);
        let names = names(lines[at]);
        let is_beside = others.clone().all(|line| line.count() < SENTENCE);
        if !names.is_empty() && is_beside && others.clone().count() < 2 {
            item.authors = names;
            item.cut.extend(others.map(|line| line.words.to_owned()));
            lines[at..day].fill(Line::of(""));
            return;
        }
    }
}

/// Whether what a line says about the text is kept.
fn take(is: Is, line: &str, item: &mut Item) -> bool {
    match is {
        Is::By(names) if item.authors.is_empty() => {
            let (names, rest) = byline(names);
            item.authors = names;
            dated(rest, item);
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
        Is::Tags(words) if item.tags.is_empty() => {
            let tags = words.split([',', ';', '،', '·', '|']).map(single_line);
            item.tags = tags.filter(|tag| !tag.is_empty()).collect();
            true
        }
        Is::Date(words) => {
            // `Posted on 3 March 2021 by Ada Example`
            let by = rules::until(words, "by").map(|(_, is)| is);
            if let (Some(Is::By(names)), true) = (by, item.authors.is_empty()) {
                item.authors = byline(names).0;
            }
            dated(line, item)
        }
        Is::Modified(_) | Is::Words => dated(line, item),
        _ => false,
    }
}

/// Whether days that a line says are kept.
fn dated(line: &str, item: &mut Item) -> bool {
    let (published, modified) = days(line);
    let is_new = published.is_some() && item.published.is_none()
        || modified.is_some() && item.modified.is_none();
    item.published = item.published.take().or(published);
    item.modified = item.modified.take().or(modified);
    is_new
}
