//! What happened on a date, by the clause that it stands in.

use std::ops::Range;

use super::dates::{DateWords, Dates, Event};
use super::tokens::Token;

impl Dates<'_> {
    /// What happened on a date, by the clause that it stands in; nothing where that leaves it open.
    pub(super) fn event(
        &self,
        date: Range<usize>,
        english: String,
        sentence: &Range<usize>,
    ) -> Option<Event> {
        let clause = self.clause(&date, sentence);
        // `If it is rejected, the library closes in May`: it need not happen.
        let first = clause.start.saturating_sub(1).max(sentence.start);
        if (first..=clause.start).any(|at| self.lexicon.has("ifs", &self.tokens[at].lower)) {
            return None;
        }
        // `“On Monday,” replied Harrow.`: what is dated stands before the quotation.
        let quoted =
            clause.clone().filter(|&at| self.tokens[at].is_quoted && self.tokens[at].is_word);
        let is_inside = clause.clone().all(|at| self.tokens[at].is_quoted);
        if self.tokens[date.start].is_quoted && !is_inside && quoted.count() <= date.len() + 1 {
            return None;
        }
        let subject = self.subject(clause.start, sentence);
        let named = subject.as_ref().and_then(|subject| self.names.within(subject).last());
        let named = named.filter(|one| subject.as_ref() == Some(&one.tokens));
        let named = named.map(|mention| self.names.entity(mention).name.clone());
        let described = subject.map(|subject| self.text.words(subject));
        let mut title = named.clone().or(described).map_or(String::new(), |words| words + " ");
        title += &self.without(&date, &clause);
        let mentions = self.names.within(&self.told(&clause, &date));
        let is_at = |at: usize| {
            at > sentence.start && self.lexicon.has("within", &self.tokens[at - 1].lower)
        };
        let place = mentions.iter().find(|m| self.names.is(m, "place") && is_at(m.tokens.start));
        let acts = |kind| mentions.iter().filter(move |m| self.names.is(m, kind));
        let mut who: Vec<String> = named.into_iter().collect();
        for mention in acts("person").chain(acts("organisation")) {
            let name = &self.names.entity(mention).name;
            if !who.contains(name) {
                who.push(name.clone());
            }
        }
        Some(Event {
            title: shortened(title.trim()),
            date: DateWords { text: self.text.words(date), english },
            place: place.map(|mention| self.names.entity(mention).name.clone()),
            who,
            passage: self.text.range(self.closed(clause)),
        })
    }

    /// A clause with the bracket behind it that closes the last one in it: `they sank (in May)`.
    fn closed(&self, clause: Range<usize>) -> Range<usize> {
        let is = |at: usize, sign: &str| self.tokens.get(at).is_some_and(|one| one.text == sign);
        let is_bracket = |at: &usize| is(*at, "(") || is(*at, ")");
        let is_open = clause.clone().rev().find(is_bracket).is_some_and(|at| is(at, "("));
        clause.start..clause.end + usize::from(is_open && is(clause.end, ")"))
    }

    /// The words of a clause without its date; with it, where they would fall apart.
    fn without(&self, date: &Range<usize>, clause: &Range<usize>) -> String {
        let is_comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.text == ",");
        let mut before = clause.start..self.before(date.start, clause.start);
        let mut after = date.end.min(clause.end)..clause.end;
        let closes = is_comma(date.end);
        // `The mayor, on Tuesday, resigned`: both commas are of the date.
        let is_aside = closes && !before.is_empty() && is_comma(before.end - 1);
        // `They sank (in May)`: the brackets hold the date alone.
        let is = |at: usize, sign: &str| self.tokens.get(at).is_some_and(|one| one.text == sign);
        let is_inside = !before.is_empty() && is(before.end - 1, "(") && is(date.end, ")");
        before.end -= usize::from(is_aside || is_inside);
        after.start += usize::from((closes || is_inside) && !after.is_empty());
        // `Born in 1950, Ann Harrow studied law`
        let has = |list: &str, at: usize| self.lexicon.has(list, &self.tokens[at].lower);
        let leads = |at: usize| ["in", "on", "lead"].iter().any(|list| has(list, at));
        let hangs = closes && !is_aside && !leads(clause.start);
        // `moved to June 9`, and not `moved out on March 8`.
        let is_led = before.end < date.start;
        // `412 people in 1801 and 1,056 in 1901`
        let hangs = hangs || after.clone().take(FAR).any(|at| self.date(at, &after).is_some());
        // `serait fermé jusqu'en mars`
        let is_until = before.clone().next_back();
        let is_until = is_until.is_some_and(|at| self.lexicon.at("bound", self.tokens, at) > 1);
        let is_open = is_until || !is_led && self.is_open(&before);
        if self.falls_apart(&before, &after, hangs) || is_open {
            return self.text.words(clause.clone());
        }
        [before, after].map(|part| self.text.words(part)).join(" ")
    }

    /// Whether two parts of a clause say nothing without the date between them; `hangs` tells whether the first depends on
    /// the second.
    fn falls_apart(&self, before: &Range<usize>, after: &Range<usize>, hangs: bool) -> bool {
        let next = after.clone().next().map(|at| &self.tokens[at]);
        let is_sign = |next: &Token| !next.is_word && !next.is_mark();
        !before.is_empty() && next.is_some_and(|next| hangs || is_sign(next))
    }

    /// Whether words end in a small one that needs another behind it.
    fn is_open(&self, words: &Range<usize>) -> bool {
        let Some(last) = words.clone().next_back() else { return false };
        let has = |list: &str| self.lexicon.has(list, &self.tokens[last].lower);
        // `Anna Harro, die 2018 gewählt wurde`: a pronoun, and no article.
        let is_relative = last > words.start && self.tokens[last - 1].text == ",";
        // `stammt aus dem Jahr 1904`
        let is_small = ["of", "in", "linking", "and"].iter().any(|list| has(list));
        (is_small || has("the") || self.is_small(last)) && !is_relative && !self.lexicon.is("ru")
    }

    /// Where the words begin that only lead to a date: `on`, `in the`, `in den Jahren`; of `the night of` the last one.
    fn before(&self, date: usize, limit: usize) -> usize {
        let small = (limit..date).rev().take(2).take_while(|&at| self.is_small(at)).count();
        let on = |at: &usize| self.lexicon.has("on", &self.tokens[*at].lower);
        let is_of = date > limit && &*self.tokens[date - 1].lower == "of";
        let first = limit.max(date.saturating_sub(small + 1));
        (first..date).find(on).unwrap_or(date - usize::from(is_of))
    }

    /// The part of a clause that a date is of: not what somebody said on that day.
    fn told(&self, clause: &Range<usize>, date: &Range<usize>) -> Range<usize> {
        let speaks = |&at: &usize| {
            ["says", "tells"].iter().any(|list| self.lexicon.at(list, self.tokens, at) > 0)
        };
        let that = clause.clone().find(speaks).and_then(|says| {
            (says + 1..clause.end).find(|&at| self.lexicon.at("that", self.tokens, at) > 0)
        });
        match that {
            Some(that) if date.start < that => clause.start..that,
            Some(that) => that..clause.end,
            None => clause.clone(),
        }
    }

    /// The clause that holds a date, or the sentence where that says too little.
    fn clause(&self, date: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let mut start = self.begin(sentence.start..date.start);
        let mut end = self.end(date, sentence, start);
        let words = |range: Range<usize>| {
            self.tokens[range].iter().filter(|token| token.is_word).take(LONGEST).count()
        };
        let least = words(date.clone());
        let said = |start: usize, end: usize| {
            let aside = start > sentence.start && self.tokens[start - 1].text == ",";
            // `They married in 1950; …` says enough.
            let is_short = !aside && self.is_pronoun(start) && start < date.start;
            // German has a comma before each clause.
            let aside = if self.lexicon.is("de") { 5 } else { 8 } * usize::from(aside);
            words(start..end) >= least + aside.max(4 - 2 * usize::from(is_short))
        };
        // `The mayor, who had been ill, died in May`
        let is_closed = |start: usize| {
            let comma = start.checked_sub(1).is_some_and(|at| self.tokens[at].text == ",");
            comma && self.subject(start, sentence).is_some()
        };
        let is_near = |start: usize| start > sentence.start && date.start - start < FARTHEST;
        while is_near(start)
            && (!said(start, end) || self.hangs(start, sentence))
            && !is_closed(start)
        {
            start = self.begin(sentence.start..start - 1);
        }
        if !said(start, end) {
            end = (end..sentence.end)
                .filter(|&at| self.ends(at))
                .find(|&at| said(start, at))
                .unwrap_or(sentence.end);
        }
        while start < end && !self.tokens[start].is_word {
            start += 1;
        }
        let is_loose =
            |at: usize| !self.tokens[at].is_word || self.lexicon.has("and", &self.tokens[at].lower);
        while end > start && is_loose(end - 1) {
            end -= 1;
        }
        start.min(date.start)..end.max(date.end)
    }

    /// Whether a token ends a clause.
    fn ends(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        // `more than half`
        let is_number = |before| self.lexicon.at("about", self.tokens, before) > 1;
        let is_sign = matches!(token.text, "," | ";" | ":" | "—" | "–" | ".");
        is_sign && !self.is_of_age(at)
            || self.lexicon.has("clause", &token.lower) && !at.checked_sub(1).is_some_and(is_number)
    }

    /// Where the last clause of some tokens begins.
    fn begin(&self, tokens: Range<usize>) -> usize {
        let first = tokens.start;
        tokens.rev().find(|&at| self.ends(at)).map_or(first, |at| at + 1)
    }

    /// Where the clause ends that begins at `start` and has a date.
    fn end(&self, date: &Range<usize>, sentence: &Range<usize>, start: usize) -> usize {
        let next = |from: usize| (from..sentence.end).find(|&at| self.ends(at));
        let mut end = next(date.end).unwrap_or(sentence.end);
        let is_comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.text == ",");
        // `The families have, in 2012, gone to court`: the clause goes on behind the second comma.
        let is_enclosed = start > sentence.start
            && is_comma(start - 1)
            && is_comma(end)
            && self.before(date.start, start) == start
            && date.end == end;
        if is_enclosed {
            end = next(end + 1).unwrap_or(sentence.end);
        }
        let speaks = end > date.start
            && ["says", "tells", "thinks"].iter().any(|list| {
                (date.end.saturating_sub(3).max(start)..end)
                    .any(|at| self.lexicon.at(list, self.tokens, at) > 0)
            });
        let leads = date.start <= sentence.start + 2 && is_comma(date.end);
        if speaks || leads { sentence.end } else { end }
    }

    /// Whether a clause belongs to what stands before it: `…, along with tons of grain last May`, `…, opened in 1931`.
    fn hangs(&self, start: usize, sentence: &Range<usize>) -> bool {
        if start <= sentence.start || self.lexicon.is("de") {
            return false;
        }
        let (first, before) = (&self.tokens[start], &self.tokens[start - 1]);
        let is_participle =
            self.lexicon.is("en") && !first.is_capital && first.lower.ends_with("ed");
        // `a man who was last seen on Sunday`
        let is_of_who = self.lexicon.has("who", &before.lower)
            && !self.lexicon.has("that", &before.lower)
            && self.subject(start, sentence).is_none();
        let is_beside = is_participle || self.lexicon.has("beside", &first.lower);
        is_of_who || before.text == "," && is_beside
    }

    /// Whether a comma stands beside the age of somebody: `Ann Harrow, 49, left`.
    fn is_of_age(&self, comma: usize) -> bool {
        let is_comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.text == ",");
        let is_number = |at: usize| {
            let number = self.tokens.get(at).filter(|number| number.is_number());
            number.is_some_and(|number| number.text.len() < 3)
        };
        let opens = is_number(comma + 1) && is_comma(comma + 2);
        let closes = comma > 1 && is_number(comma - 1) && is_comma(comma - 2);
        is_comma(comma) && (opens || closes)
    }

    /// Whether a token is a pronoun that a clause may begin with.
    fn is_pronoun(&self, at: usize) -> bool {
        let has = |list: &str| self.lexicon.has(list, &self.tokens[at].lower);
        ["he", "she", "they"].iter().any(|list| has(list)) && !has("the")
    }

    /// Whom or what the relative pronoun before a clause means, or that of a clause which a comma closes there:
    /// `The mayor, who had been ill, died in May`.
    fn subject(&self, start: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let has = |list: &str, at: usize| self.lexicon.has(list, &self.tokens[at].lower);
        let before = start.checked_sub(1).filter(|at| sentence.contains(at))?;
        let is_closed = self.tokens[before].text == "," && self.is_predicate(start);
        let opens = |&at: &usize| has("who", at) && self.tokens[at - 1].text == ",";
        let who = match has("who", before) {
            true => before,
            false if is_closed && !self.lexicon.is("de") => {
                (sentence.start + 1..before).rev().take(FAR).find(opens)?
            }
            false => return None,
        };
        let comma = who.checked_sub(1).filter(|&at| self.tokens[at].text == ",")?;
        let in_place =
            |at: usize| self.tokens.get(at).is_some() && at >= sentence.start && has("in", at);
        let mention = self.names.within(&(sentence.start..comma)).last();
        let mention = mention.filter(|mention| {
            let is_place = in_place(mention.tokens.start.wrapping_sub(1));
            mention.tokens.end == comma && (!is_place || self.names.is(mention, "person"))
        });
        // `A museum in Tarlow, which …`
        let first = (sentence.start..comma).rev().find(|&at| !self.tokens[at].is_word);
        let first = first.map_or(sentence.start, |sign| sign + 1);
        let described = Some(first..comma).filter(|words| words.len() <= NEAR && has("the", first));
        mention.map(|mention| mention.tokens.clone()).or(described)
    }

    /// Whether a clause begins with what somebody does, and not with who does it.
    fn is_predicate(&self, start: usize) -> bool {
        let first = &self.tokens[start];
        let small = ["the", "he", "she", "it", "they", "and", "clause", "in", "on"];
        first.is_word
            && !first.is_capital
            && !first.is_number()
            && !small.iter().any(|list| self.lexicon.has(list, &first.lower))
    }
}

/// So far before a date its clause may begin.
const FARTHEST: usize = 60;

/// So far before a comma the relative pronoun may stand whose clause it closes.
const FAR: usize = 30;

/// The most words of what a relative pronoun means that has no name.
const NEAR: usize = 6;

/// The longest title.
const LONGEST: usize = 18;

/// Words as a title: with a capital letter, and not too many.
fn shortened(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut short = words[..words.len().min(LONGEST)].join(" ");
    if words.len() > LONGEST {
        short = short.trim_end_matches([',', ';', ':', '—', '–', ' ']).to_owned() + " …";
    }
    super::capitalised(short.trim_end_matches([',', ';', ':', '.']))
}
