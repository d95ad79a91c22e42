//! Words that stand together like a name: runs of capitalised words, without the titles and nations before them.
//!
//! Decides where a name may begin and end; whether it is one, and of what, is the business of [`super::names`].

use std::ops::Range;

use super::german::{is_abstract, is_agent, is_body, is_office};
use super::labels::is_turn;
use super::lexicon::Lexicon;
use super::tokens::{Text, Token};

/// A quotation of so many words is a sentence and no name.
const LONG: usize = 6;

/// The most words of a name; more are a line in which every word has a capital letter.
const LONGEST: usize = 40;

/// Words that may be a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// The name.
    pub(super) tokens: Range<usize>,
    /// Whether it has a capital letter anyway, as the first word of a sentence.
    pub(super) is_initial: bool,
    /// The title or office before it.
    pub(super) title: Option<Range<usize>>,
    /// The letters in brackets after it that stand for it.
    pub(super) acronym: Option<usize>,
}

impl Run {
    /// A name by itself.
    pub(super) fn of(tokens: Range<usize>, is_initial: bool) -> Self {
        Self { tokens, is_initial, title: None, acronym: None }
    }
}

/// The runs of a text, in order.
pub(super) fn runs(text: &Text, lexicon: &Lexicon) -> Vec<Run> {
    let scan = Scan { text, tokens: &text.tokens, lexicon };
    let mut runs = Vec::new();
    for sentence in text.sentences.iter().filter(|sentence| !scan.is_shouted(sentence)) {
        let mut at = sentence.start;
        while at < sentence.end {
            let end = scan.end_of(at, sentence.end);
            if end > at && end - at <= LONGEST {
                scan.names(at..end, sentence, &mut runs);
            }
            at = end.max(at + 1);
        }
    }
    scan.expand(&mut runs);
    runs
}

/// Where runs are looked for.
pub(super) struct Scan<'a> {
    /// The text.
    pub(super) text: &'a Text<'a>,
    /// Its words.
    pub(super) tokens: &'a [Token<'a>],
    /// What words are for.
    pub(super) lexicon: &'a Lexicon,
}

impl Scan<'_> {
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_word && token.is_capital)
    }

    /// Whether a line is in capitals, which tell no names there: `NO INJURIES REPORTED`.
    fn is_shouted(&self, sentence: &Range<usize>) -> bool {
        let mut words = self.tokens[sentence.clone()].iter().filter(|token| token.is_word);
        words.clone().count() > 2 && words.all(Token::is_acronym)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    pub(super) fn has(&self, list: &str, at: usize) -> bool {
        self.lexicon.has(list, self.lower(at))
    }

    /// Whether a word is of a nation.
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        let word = self.lower(at);
        self.has("adjective", at)
            || word.strip_suffix('s').is_some_and(|one| self.lexicon.has("adjective", one))
    }

    /// Whether nothing but white space stands before a token.
    pub(super) fn follows(&self, at: usize) -> bool {
        let [before, token] = [at - 1, at].map(|at| &self.tokens[at]);
        before.is_word
            && token.is_word
            && !before.owns
            && !token.begins_line
            && (!token.is_joined || self.lower(at - 1).len() < 3)
    }

    /// The end of the run of capitalised words that begins at a token.
    fn end_of(&self, start: usize, limit: usize) -> usize {
        let particle = self.has("join", start)
            && !self.has("stop", start)
            && self.lower(start).len() < 5
            && self.is_capital(start + 1);
        if !(self.is_capital(start) || particle && start + 1 < limit && self.follows(start + 1)) {
            return start;
        }
        // `the daily “Northern Courier”`: what stands in quotation marks is the name.
        // `рассказала «Северным новостям»`: a Russian firm or paper is written so without such a word.
        let points = |at: usize| {
            let is_noun = self.tokens[at].is_word && self.lexicon.at("says", self.tokens, at) == 0;
            self.has("medium", at) || self.lexicon.is("ru") && is_noun
        };
        let marked = start > 1 && self.tokens[start - 1].is_mark() && points(start - 2);
        let closing = (start..limit.min(start + 6)).find(|&at| self.tokens[at].is_mark());
        if let Some(closing) = closing.filter(|_| marked && self.tokens[start].is_quoted) {
            return closing;
        }
        let mut end = start + self.title(start).max(1).min(limit - start);
        loop {
            let more = self.more(start, end, limit);
            if more > 0 {
                end += more;
                continue;
            }
            if end >= limit || !self.follows(end) || self.has("time", end - 1) {
                return end;
            }
            if self.is_capital(end) {
                // `Source:` begins a line of its own.
                let labels = self.tokens.get(end + 1).is_some_and(|next| next.text == ":")
                    && self.has("stop", end);
                // `Theresa May`.
                let surname = end == start + 1 && self.lexicon.is_given(self.lower(start));
                if self.has("time", end) && !surname || labels {
                    return end;
                }
                end += self.title(end).max(1);
                continue;
            }
            match self.joint(start, end, limit) {
                0 => return end,
                joint => end += joint,
            }
        }
    }

    /// How many tokens of a name that ended here so far go on behind a sign or what it belongs to.
    fn more(&self, start: usize, end: usize, limit: usize) -> usize {
        // `Builders' Association`: whose it is is of its name.
        if end + 1 < limit && self.is_of_many(end) {
            return 2;
        }
        // `St. Olaf's Hospital`: what is named after a saint.
        let saint = self.lower(start) == "st." && end > start + 1 && self.tokens[end - 1].owns;
        if saint && end < limit && self.is_capital(end) && self.has("organisation", end) {
            return 1;
        }
        // `Northwire Holdings, Inc.`
        let is_firm = end > start && end + 1 < limit && self.tokens[end].text == ",";
        if is_firm && self.is_capital(end + 1) && self.has("firm", end + 1) {
            return 2;
        }
        // `Hellmann & Sohn`, and not `Wm. Harrow & Geo. Tarlow`.
        let are_people = || [start, end + 1].iter().all(|&at| self.is_full(at));
        let is_and = end + 1 < limit && self.tokens[end].text == "&";
        if is_and && self.is_capital(end + 1) && !are_people() {
            return 2;
        }
        // `Sparkassen- und Giroverband`: two nouns share their last part.
        let shares = self.lexicon.is("de") && end + 2 < limit && self.tokens[end].text == "-";
        if shares && self.has("and", end + 1) && self.is_capital(end + 2) { 3 } else { 0 }
    }

    /// Whether a first name with another word of a name behind it begins at a token.
    fn is_full(&self, at: usize) -> bool {
        self.lexicon.is_given(self.lower(at)) && self.is_capital(at + 1) && self.follows(at + 1)
    }

    pub(super) fn key(&self, range: Range<usize>) -> String {
        let words = self.tokens.get(range).unwrap_or_default();
        self.lexicon.key(words.iter().map(|token| token.lower.as_str()))
    }

    /// How many tokens from one on are a title or an office, or several one after the other.
    pub(super) fn title(&self, at: usize) -> usize {
        let mut end = at;
        while end - at < LONGEST {
            let is_german = self.is_german_office(end);
            let length = if is_german { 1 } else { self.office(end) };
            end += length;
            if is_german || length == 0 || !self.is_capital(end) || !self.follows(end) {
                break;
            }
        }
        end - at
    }

    /// Whether a German word is an office before a name: `dem Archivar Anders Harro`.
    fn is_german_office(&self, at: usize) -> bool {
        let is_titling = || self.lexicon.is("de") && is_office(self.lexicon, self.lower(at));
        let named = || (at + 1..at + 3).all(|at| self.is_capital(at) && self.follows(at));
        let agent =
            || is_agent(self.lexicon, self.lower(at)) && named() && !self.is_kind(at..at + 3);
        self.is_capital(at) && (is_titling() || agent())
    }

    /// How many tokens from one on are one title, with the words before it that belong to it: `Deputy Prime Minister`.
    fn office(&self, at: usize) -> usize {
        let is_modifier = |at: &usize| self.has("modifier", *at) && self.is_capital(*at);
        let modifiers = (at..at + LONGEST).take_while(is_modifier).count();
        let longest = (at..=at + modifiers).rev().find_map(|from| {
            let length = self.lexicon.at("title", self.tokens, from);
            (length > 0 && self.is_capital(from)).then(|| from - at + length)
        });
        longest.unwrap_or(0)
    }

    /// The names in a run of capitalised words.
    fn names(&self, run: Range<usize>, sentence: &Range<usize>, runs: &mut Vec<Run>) {
        let is_initial = self.is_initial(run.start, sentence);
        // `en El Salvador`.
        if run.start > sentence.start && self.lexicon.place(&self.key(run.clone())).is_some() {
            return runs.push(Run::of(run, is_initial));
        }
        let start = self.opening(run.clone(), sentence, is_initial);
        // `Ann Harrow MP`
        let honours = |at: &usize| self.tokens[*at].is_acronym() && self.has("honours", *at);
        let end = run.end - (start + 1..run.end).rev().take_while(honours).count();
        let (is_initial, run) = (is_initial && start == run.start, start..end);
        // Letters between angle brackets are those of a stock exchange.
        let exchange = start > 0 && self.tokens[start - 1].text == "<" && run.len() == 1;
        // `Familien- und Frauenministerin` is an office.
        let shares = self.tokens[run.clone()].iter().any(|token| token.text == "-");
        let office = shares && is_office(self.lexicon, self.lower(run.end - 1));
        // `Exhibit AB/3`: a part of a text is called so.
        let is_part = || self.has("numbered", run.start) && self.tokens[run.start + 1].is_acronym();
        // `Q. When? A. On the same day.`
        let is_turn = || is_turn(self.tokens[run.start].text) && self.has("stop", run.start + 1);
        // `IT IS ORDERED that …`
        let mut words = self.tokens[run.clone()].iter();
        let is_shouted = words.clone().all(Token::is_acronym)
            && words.any(|word| self.lexicon.has("passive", &word.lower));
        // `o Presidente da República`: an office, and no republic.
        let office_end = run.start + self.title(run.start);
        let is_office = || {
            let of = self.lexicon.at("of", self.tokens, office_end);
            self.lexicon.is_romance()
                && office_end > run.start
                && of > 0
                && office_end + of + 1 == run.end
                && self.has("place", run.end - 1)
        };
        let is_no_name = || is_part() || is_turn() || is_shouted || is_office();
        let is_other = exchange || office || run.len() > 1 && is_no_name();
        if run.is_empty() || is_other || self.is_matter(&run, sentence) {
            return;
        }
        match self.body(&run, sentence).or_else(|| self.region(&run, sentence)) {
            Some(whole) => runs.push(Run::of(whole, false)),
            None if self.lexicon.place(&self.key(run.clone())).is_some() => {
                runs.push(Run::of(run, is_initial));
            }
            None if !self.titled(&run, sentence, is_initial, runs) => {
                self.parts(run, is_initial, runs);
            }
            None => {}
        }
    }

    /// Where a run begins without small words, dates and what only says what kind of thing it is.
    fn opening(&self, run: Range<usize>, sentence: &Range<usize>, is_initial: bool) -> usize {
        let Range { mut start, end } = run.clone();
        // `en Le Soir`, `a La Habana`: an article in capitals is of the name.
        let romance = self.lexicon.is_romance();
        let own_article = romance
            && end > start + 1
            && start > sentence.start
            && self.tokens[start - 1].is_word
            && !self.has("stop", start + 1)
            && self.has("the", start);
        while start < end
            && !own_article
            && (self.has("stop", start)
                && !self.tokens[start].is_acronym()
                && (is_initial || self.has("the", start) || run.len() == 1)
                || self.has("time", start))
        {
            start += 1;
        }
        // `in der Hauptstadt Berlin`, `der Organisation Nord`: every German noun has a capital letter.
        let points = ["settlement", "medium", "report"].iter().any(|list| self.has(list, start));
        if self.lexicon.is("de") && end > start + 1 && points {
            start += 1;
        }
        // `Economist Ann Harrow called …`: in front of a name of two words or more.
        let says_who = ["person", "role"].iter().any(|list| self.has(list, start));
        let opens = is_initial && end > start + 2 && says_who && self.title(start) == 0;
        if opens && self.lexicon.has_case() && !self.is_kind(start..end) {
            start += 1;
        }
        // `Minister of Industry and Commerce Ann Harrow`.
        while end > start + 2
            && self.has("modifier", start)
            && start > sentence.start
            && (self.has("and", start - 1) || self.has("linking", start - 1))
            && !self.has("organisation", end - 1)
            && self.title(start) == 0
        {
            start += 1;
        }
        start
    }

    /// A run without nations before a name that does not need them, and a country before another name by itself.
    pub(super) fn parts(&self, run: Range<usize>, mut is_initial: bool, runs: &mut Vec<Run>) {
        let Range { mut start, mut end } = run;
        while end > start && !self.is_capital(end - 1) && self.has("the", end - 1) {
            end -= 1;
        }
        // `Staatsanwaltschaft Ermittlungen`: in German what a body does stands right behind it.
        let is_done = |at: usize| is_abstract(self.lower(at)) && self.lower(at).ends_with("en");
        while end > start + 1 && is_body(self.lexicon, self.lower(start)) && is_done(end - 1) {
            end -= 1;
        }
        // `Frankreichs Häfen`: in German a country in the genitive, and what it has.
        let country = self.lower(start).strip_suffix('s').filter(|_| self.lexicon.is("de"));
        if end > start + 1 && country.is_some_and(|country| self.lexicon.place(country).is_some()) {
            return runs.push(Run::of(start..start + 1, is_initial));
        }
        let generic = |range: Range<usize>| range.into_iter().all(|at| self.has("unit", at));
        while end - start > 1 && !generic(start + 1..end) {
            let of_kind = self.is_kind(start..end);
            let acronym = self.tokens[start].is_acronym();
            // `à l'AFP Anne Harrow`: an agency and who spoke to it.
            let agency = acronym && self.has("named", start) && end - start > 2 && !of_kind;
            let place = self.lexicon.place(&self.key(start..start + 1)).is_some();
            // Before a Russian name stand a country in the genitive and letters: `МИД РФ Мария …`.
            let apart = agency || acronym && place || self.lexicon.is("ru") && (place || acronym);
            if apart {
                runs.push(Run::of(start..start + 1, is_initial));
            } else if !self.is_adjective(start) || of_kind {
                break;
            }
            (start, is_initial) = (start + 1, false);
        }
        if end <= start || end - start == 1 && (self.is_adjective(start) || self.is_bare(start)) {
            return;
        }
        runs.push(Run::of(start..end, is_initial));
    }

    /// Whether a word alone is no name: a single letter, a title, an era, or a thing like `Radio`.
    fn is_bare(&self, at: usize) -> bool {
        let letter = self.tokens[at].text.chars().filter(|c| c.is_alphanumeric()).count() < 2;
        // `II. The Spring`, and the initials of who asks in an interview: `SB: Why?`
        let text = self.tokens[at].text;
        let numeral = text.len() > 1 && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let asks = text.chars().count() == 2
            && self.tokens[at].is_acronym()
            && self.tokens.get(at + 1).is_some_and(|next| next.text == ":");
        letter
            || numeral
            || asks
            || ["title", "era", "abstract"].iter().any(|list| self.has(list, at))
            || self.has("modifier", at) && !self.tokens[at].is_acronym()
    }

    /// Whether a token has its capital letter from the beginning of a sentence or a quotation.
    fn is_initial(&self, at: usize, sentence: &Range<usize>) -> bool {
        let before = sentence.start..at;
        let opens = |at: usize| !self.tokens[at].is_word;
        let quoted = before.clone().next_back().is_some_and(|mark| {
            let says = mark.checked_sub(1).is_none_or(|at| !self.tokens[at].is_word);
            // `said “They will go home now”`, and not `the “New Harbour Army”`.
            let inside = self.tokens[at..].iter().take_while(|token| !token.is_mark());
            let long = inside.filter(|token| token.is_word).take(LONG).count() == LONG;
            self.tokens[mark].is_mark() && self.tokens[at].is_quoted && (says || long)
        });
        // German sentences begin with a capital letter behind a colon too, and a turn does behind who speaks: `HARROW: Right.`
        let colon = before.end.checked_sub(1).filter(|&colon| {
            let turns = || self.tokens[sentence.start..colon].iter().all(Token::is_acronym);
            colon > sentence.start
                && self.tokens[colon].text == ":"
                && (self.lexicon.is("de") || turns())
        });
        let is_first = self.text.over_opening(sentence.start, self.lexicon) == at;
        before.into_iter().all(opens) || quoted || colon.is_some() || is_first
    }
}
