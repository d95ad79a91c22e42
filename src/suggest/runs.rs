//! Words that stand together like a name: runs of capitalised words, without the titles and nations before them.
//!
//! Decides where a name may begin and end; whether it is one, and of what, is the business of [`super::names`].

mod edges;

use std::ops::Range;

use super::german::is_office;
use super::labels::is_turn;
use super::lexicon::Lexicon;
use super::tokens::{Text, Token};

/// The most words of a name; more are a line in which every word has a capital letter.
pub(super) const LONGEST: usize = 40;

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
    scan.pair(&mut runs);
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
        self.lexicon.has_at(list, self.tokens, at)
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
        let first = self.title(start).max(self.portfolio(start)).max(1);
        let mut end = start + first.min(limit - start);
        loop {
            let more = self.more(start, end, limit);
            if more > 0 {
                end += more;
                continue;
            }
            if end >= limit || !self.follows(end) || self.has("time", end - 1) {
                return end;
            }
            // `the District of Tarlow Ann Harrow`: somebody behind the place that the office is of.
            let is_behind_place = self.lexicon.is("en") && end > start + 1 && self.is_full(end);
            let is_behind_place =
                is_behind_place && self.lexicon.place(&self.key(end - 1..end)).is_some();
            if self.is_of_compound(end) || is_behind_place {
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

    /// Whether a German compound with letters before its dash goes on at a token with what is no name: `NDR-Recherchen`.
    fn is_of_compound(&self, at: usize) -> bool {
        let [letters, noun] = [at - 1, at].map(|at| &self.tokens[at]);
        let is_joined = self.text.whole[letters.end..noun.start].starts_with(['-', '‑']);
        self.lexicon.is("de")
            && is_joined
            && letters.is_acronym()
            && ["en", "ungen"].iter().any(|end| noun.lower.ends_with(end))
            && self.title(at) == 0
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
        // `РИА «Новости»`: letters, and a name in quotation marks.
        let is_marked = self.lexicon.is("ru")
            && end == start + 1
            && end + 2 < limit
            && self.tokens[start].is_acronym()
            && self.tokens[end].is_mark()
            && !self.tokens[end].is_joined
            && self.is_capital(end + 1)
            && self.tokens[end + 2].is_mark();
        if is_marked {
            return 3;
        }
        // `Welt am Sonntag` in a Russian text: a name in Latin letters has small words too.
        let is_latin =
            |at: usize| self.tokens[at].text.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_foreign =
            self.lexicon.is("ru") && end + 1 < limit && end > start && self.follows(end);
        if is_foreign && (end - 1..end + 2).all(is_latin) && self.is_capital(end + 1) {
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

    /// The names in a run of capitalised words.
    fn names(&self, run: Range<usize>, sentence: &Range<usize>, runs: &mut Vec<Run>) {
        let is_initial = self.is_initial(run.start, sentence);
        // `en El Salvador`.
        if run.start > sentence.start && self.lexicon.place(&self.key(run.clone())).is_some() {
            return runs.push(Run::of(run, is_initial));
        }
        if let Some(second) = self.behind_hearer(&run) {
            self.names(run.start..second, sentence, runs);
            return self.names(second..run.end, sentence, runs);
        }
        if self.of_portfolio(&run, sentence, runs) {
            return;
        }
        let run = self.behind_office(&run, sentence)..run.end;
        if run.is_empty() {
            return;
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
}
