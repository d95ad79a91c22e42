//! Names in a script without capital letters: only what a title, a noun or the list of places points at.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::Lexicon;
use super::runs::Run;
use super::tokens::{Text, Token};

/// The runs of a text that words around them tell of.
pub(super) fn runs(text: &Text, lexicon: &Lexicon) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let found = pointed(&text.tokens, lexicon, at..sentence.end);
            at = found.as_ref().map_or(at + 1, |run| run.tokens.end);
            runs.extend(found);
        }
    }
    again(text, lexicon, &mut runs);
    runs
}

/// Words without the small word that is written together with the first: `لوكالة النهر` is `وكالة النهر`.
pub(super) fn without_particle(words: &str, list: &str, lexicon: &Lexicon) -> Option<String> {
    let first = words.split(' ').next().filter(|_| !lexicon.has_case())?;
    let form = lexicon.forms(first).skip(1).find(|form| lexicon.has_exactly(list, form))?;
    Some(format!("{form}{}", &words[first.len()..]))
}

/// Takes the names that were pointed at once wherever else they stand, and surnames by themselves.
fn again(text: &Text, lexicon: &Lexicon, runs: &mut Vec<Run>) {
    let pointed = |run: &&Run| run.title.is_some() && run.tokens.len() > 1;
    let words = |run: &Run| text.tokens[run.tokens.clone()].iter().map(|token| &*token.lower);
    let mut names: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for run in runs.iter().filter(pointed) {
        let whole: Vec<&str> = words(run).collect();
        let last = whole.last().copied().filter(|last| last.chars().count() > 3);
        names.entry(whole[0]).or_default().push(whole.clone());
        names.extend(
            last.map(|last| (last, vec![vec![last]])).filter(|(last, _)| *last != whole[0]),
        );
    }
    let mut at = 0;
    let mut next = 0;
    let mut found = Vec::new();
    while at < text.tokens.len() {
        while runs.get(next).is_some_and(|run| run.tokens.end <= at) {
            next += 1;
        }
        if let Some(run) = runs.get(next).filter(|run| run.tokens.start <= at) {
            at = run.tokens.end;
            continue;
        }
        let is_here = |name: &&Vec<&str>| {
            let here = text.tokens[at..].iter().take(name.len()).skip(1);
            here.zip(&name[1..]).filter(|(token, word)| token.lower == **word).count()
                == name.len() - 1
        };
        let forms = lexicon.forms(&text.tokens[at].lower);
        let hit = forms.filter_map(|form| {
            names.get(&*form)?.iter().filter(is_here).max_by_key(|name| name.len())
        });
        let length = hit.map(Vec::len).max().unwrap_or(0);
        if length > 0 {
            let tokens = at..at + length;
            found.push(Run { tokens, is_initial: false, title: None, acronym: None });
        }
        at += length.max(1);
    }
    runs.extend(found);
    runs.sort_by_key(|run| run.tokens.start);
}

/// The name that begins at a token, or behind the title that does.
fn pointed(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>) -> Option<Run> {
    let at = range.start;
    let run = |tokens: Range<usize>, title| Run { tokens, is_initial: false, title, acronym: None };
    if let Some(name) = marked(tokens, lexicon, &range).or_else(|| latin(tokens, &range)) {
        return Some(run(name, None));
    }
    for length in (1..=3).rev().filter(|length| at + length <= range.end) {
        let rest: Vec<&str> =
            tokens[at + 1..at + length].iter().map(|token| &*token.lower).collect();
        let hit = lexicon.forms(&tokens[at].lower).find(|form| {
            let words: Vec<&str> = std::iter::once(&**form).chain(rest.iter().copied()).collect();
            lexicon.place(&words.join(" ")).is_some()
        });
        if hit.is_some() {
            return Some(run(at..at + length, None));
        }
    }
    if lexicon.has("organisation", &tokens[at].lower) {
        let end = organisation(tokens, lexicon, at..range.end);
        if end > at + 1 {
            return Some(run(at..end, None));
        }
    }
    if let Some(end) = definite(tokens, lexicon, &range) {
        return Some(run(at..end, None));
    }
    if lexicon.has("settlement", &tokens[at].lower) || lexicon.has("medium", &tokens[at].lower) {
        let next = tokens.get(at + 1).is_some_and(|next| !next.is_mark());
        let end = end_of(tokens, lexicon, (at + 1).min(range.end)..range.end, 1);
        return (end > at + 1 && next).then(|| run(at + 1..end, None));
    }
    let length = lexicon.at("title", tokens, at);
    if length == 0 && lexicon.is_given(&tokens[at].lower) {
        let end = person(tokens, lexicon, range.clone());
        let is_more = end > at + 1 && !tokens[at + 1].lower.starts_with("ال") || end > at + 2;
        let is_family = end == at + 2 && tokens[at + 1].lower.starts_with("ال");
        return (is_more || is_family).then(|| run(at..end, None));
    }
    if length == 0 {
        return told(tokens, lexicon, range).map(|name| run(name, Some(at - 1..at)));
    }
    let (title, named) = titled(tokens, lexicon, &range, at + length);
    let end = person(tokens, lexicon, named.clone());
    (end > named.start).then(|| run(named.start..end, Some(title)))
}

/// What a title is of, and where the name may begin: `وزيرة الصحة الفرنسية أنياس بيزون`.
fn titled(
    tokens: &[Token],
    lexicon: &Lexicon,
    range: &Range<usize>,
    title: usize,
) -> (Range<usize>, Range<usize>) {
    let is_definite = |at: &usize| {
        let word = &tokens[*at].lower;
        let body = lexicon.has("organisation", word) || lexicon.has("adjective", word);
        !lexicon.has("time", word) && (word.starts_with("ال") || word.starts_with("لل") || body)
    };
    // `نائب وزير الدفاع وقائد أركان الجيش`: an office of an office, and another one.
    let is_office = |at: &usize| {
        let word = &tokens[*at].lower;
        // Nothing is of an office that has an article: `الباحثة كلثوم الشريف`.
        let construct = !tokens[range.start].lower.starts_with("ال")
            && tokens.get(at + 1).is_some_and(|next| next.lower.starts_with("ال"))
            && !lexicon.is_given(word)
            && !lexicon.has("join", word)
            && (*at == title || lexicon.has("title", &tokens[*at - 1].lower));
        lexicon.has("title", word) || construct && !lexicon.has("stop", word)
    };
    let passed = (title..range.end).take_while(|at| is_definite(at) || is_office(at)).count();
    let mut start = title + passed;
    // `القيادي في الحركة أسامة حمدان`: where somebody has the office.
    let is_in = |at: usize| tokens.get(at).is_some_and(|token| token.lower == "في");
    let inside = is_in(start)
        && tokens.get(start + 2).is_some_and(|name| lexicon.is_given(&name.lower))
        && tokens[start + 1].lower.starts_with("ال");
    start += if inside { 2 } else { 0 };
    let sign = |at: usize| tokens.get(at).is_some_and(|token| token.text == "،" || token.is_mark());
    start += usize::from(sign(start)) + usize::from(sign(start) && sign(start + 1));
    let named = start.min(range.end)..range.end;
    // `الرئيس السيسي`: the name has an article itself.
    let alone = passed == 1
        && tokens[range.start].lower.starts_with("ال")
        && !lexicon.has("adjective", &tokens[title].lower)
        && person(tokens, lexicon, named.clone()) == named.start;
    if alone {
        return (range.start..title, title..title + 1);
    }
    (range.start..title + passed, named)
}

/// The end of somebody's name: two words, or three where a sign or what is said follows them.
fn person(tokens: &[Token], lexicon: &Lexicon, named: Range<usize>) -> usize {
    let first = tokens.get(named.start).map_or("", |token| &token.lower);
    if lexicon.place(first).is_some() {
        return named.start;
    }
    let three = end_of(tokens, lexicon, named.clone(), 3);
    // `خالد الفناطسة`: a family's name with an article ends it.
    let second = named.start + 1;
    let joined = tokens.get(named.start).is_some_and(|first| lexicon.has("join", &first.lower));
    if second < three && !joined && tokens[second].lower.starts_with("ال") {
        return second + 1;
    }
    let closes = tokens.get(three).is_some_and(|next| {
        let small =
            ["that", "in", "pointing", "time"].iter().any(|list| lexicon.has(list, &next.lower));
        next.text == "،" || small
    });
    if closes { three } else { end_of(tokens, lexicon, named, 2) }
}

/// A short name in quotation marks behind a word that points at it, or behind another one.
fn marked(tokens: &[Token], lexicon: &Lexicon, range: &Range<usize>) -> Option<Range<usize>> {
    let opens = |at: usize| tokens[at].is_mark() && !tokens[at].is_quoted;
    let mark = range.start.checked_sub(1).filter(|&mark| mark > 0 && opens(mark))?;
    let end = (range.start..range.end).find(|&at| tokens[at].is_mark())?;
    let before = &tokens[mark - 1];
    let pointed = ["medium", "according", "pointing", "organisation"]
        .iter()
        .any(|list| lexicon.has(list, &before.lower))
        || before.lower == "و" && mark > 1 && tokens[mark - 2].is_mark();
    let short = end - range.start < 4 && tokens[range.start..end].iter().all(|word| word.is_word);
    (pointed && short && end > range.start).then_some(range.start..end)
}

/// A name in Latin letters.
fn latin(tokens: &[Token], range: &Range<usize>) -> Option<Range<usize>> {
    let is_one = |token: &&Token| token.text.starts_with(|c: char| c.is_ascii_uppercase());
    let length = tokens[range.clone()].iter().take_while(is_one).count();
    (length > 0 && tokens[range.start].text.len() > 1).then_some(range.start..range.start + length)
}

/// A name of a few words between a verb of speech and what is said.
fn told(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>) -> Option<Range<usize>> {
    let at = range.start;
    if at == 0 || lexicon.at("says", tokens, at - 1) != 1 {
        return None;
    }
    let common = ["role", "work", "report", "person", "stop", "saying", "that", "adverb"];
    if common.iter().any(|list| lexicon.has(list, &tokens[at].lower)) {
        return None;
    }
    let end = end_of(tokens, lexicon, range, 3);
    let next = tokens.get(end)?;
    let small = ["that", "in", "pointing"].iter().any(|list| lexicon.has(list, &next.lower));
    let is_followed = next.text == "،" || next.is_mark() || small;
    let is_long = end > at + 1 || tokens[at].text.chars().count() > 3;
    (is_followed && is_long && end > at).then_some(at..end)
}

/// The end of an organisation: a noun, and the words with an article that go with it.
fn organisation(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>) -> usize {
    let is_of_it = |at: &usize| {
        let word = &*tokens[*at].lower;
        // `وزارة السياحة والآثار`.
        let second = word.strip_prefix('و').filter(|_| *at > range.start + 1);
        let word = second.unwrap_or(word);
        let others = ["time", "title", "role", "organisation"];
        let is_other = others.iter().any(|list| lexicon.has(list, word));
        word.starts_with("ال") && !(is_other && (second.is_some() || lexicon.has("time", word)))
    };
    let words = range.start + 1..range.end.min(range.start + 5);
    range.start + 1 + words.take_while(is_of_it).count()
}

/// The end of an organisation with an article and what sort of one it is: `البنك الدولي`, `المتحف الوطني`.
fn definite(tokens: &[Token], lexicon: &Lexicon, range: &Range<usize>) -> Option<usize> {
    let noun = tokens[range.start].lower.strip_prefix("ال")?;
    let is_sort = |at: &usize| {
        let word = &*tokens[*at].lower;
        let bare = word.strip_prefix("ال").unwrap_or_default();
        let others = ["common", "time", "title", "clause", "stop", "person"];
        bare.ends_with(['ي', 'ة']) && !others.iter().any(|list| lexicon.has(list, word))
    };
    let sorts = (range.start + 1..range.end).take(2).take_while(is_sort).count();
    (sorts > 0 && lexicon.has_exactly("organisation", noun)).then_some(range.start + 1 + sorts)
}

/// The end of a name of a few words.
fn end_of(tokens: &[Token], lexicon: &Lexicon, range: Range<usize>, most: usize) -> usize {
    let mut end = range.start;
    let mut left = most;
    while end < range.end && left > 0 {
        let word = &tokens[end];
        let mut letters = word.lower.chars();
        // A verb in the future: `سيجري`.
        let future = end > range.start
            && !word.is_quoted
            && letters.next() == Some('س')
            && letters.next().is_some_and(|c| matches!(c, 'ي' | 'ت' | 'ن'));
        let ends = [
            "stop",
            "says",
            "clause",
            "adjective",
            "denies",
            "organisation",
            "place",
            "title",
            "thinks",
            "time",
            "on",
            "saying",
            "comment",
            "that",
        ];
        // `ولعبوا`: a verb with `and` before it.
        let joined = end > range.start
            && !word.is_quoted
            && (word.lower.starts_with('و') || word.lower.starts_with("لل"));
        // `بالهيئة`: at a body that is known.
        let within = word.lower.strip_prefix("بال");
        let within = within.is_some_and(|bare| lexicon.has_exactly("organisation", bare));
        if future
            || joined
            || within
            || !word.is_word
            || word.is_number()
            || ends.iter().any(|list| lexicon.has(list, &word.lower))
        {
            break;
        }
        left -= usize::from(!lexicon.has("join", &word.lower));
        end += 1;
    }
    end
}
