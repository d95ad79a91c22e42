//! Runs of capitalised words that are more than a name: offices before it, and bodies that are of something.

use std::ops::Range;

use super::german::{is_agent, is_office};
use super::runs::{LONGEST, Run, Scan};
use super::russian;

/// The most words of an office that ends in a capital letter.
const LONGEST_OFFICE: usize = 4;

impl Scan<'_> {
    /// The noun that a run is of, in a Romance language: `comisión` before `de Legislación General`.
    fn noun_of(&self, run: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        let romance = self.lexicon.is_romance();
        let before = (sentence.start..run.start).rev().take(3);
        let links = before.take_while(|&at| self.has("linking", at)).count();
        let noun = (run.start - links).checked_sub(1).filter(|_| romance && links > 0)?;
        // `ministère français des Ports`.
        let is_known = ["body", "title", "person"].iter().any(|list| self.has(list, noun));
        let passed = !is_known && noun > sentence.start && self.has("body", noun - 1);
        Some(noun - usize::from(passed)).filter(|&at| at >= sentence.start)
    }

    /// Where a run begins behind an office that it ends: `procureur de la République de Tarlo`.
    pub(super) fn behind_office(&self, run: &Range<usize>, sentence: &Range<usize>) -> usize {
        let offices = (sentence.start..run.start).rev().take(LONGEST_OFFICE);
        let mut ends = offices.map(|at| at + self.lexicon.at("title", self.tokens, at));
        let romance = self.lexicon.is_romance();
        let Some(end) = ends.find(|&end| romance && end > run.start) else { return run.start };
        (end..run.end).find(|&at| self.is_capital(at)).unwrap_or(run.end)
    }

    /// Where somebody begins in a Russian run behind who was told: `сообщил Анне Харровой Борис Тарлов`.
    pub(super) fn behind_hearer(&self, run: &Range<usize>) -> Option<usize> {
        let is_subject = |at: usize| {
            let word = self.lower(at);
            self.lexicon.given(word) == Some(word) || at + 1 == run.end && russian::is_surname(word)
        };
        let mut inner = run.start + 1..run.end;
        let second = inner.find(|&at| russian::is_told(self.lower(at - 1)) && is_subject(at));
        second.filter(|_| self.lexicon.is("ru"))
    }

    /// Whether a run is what an office is for: `ministre d'État`, `ministro del Interior`.
    pub(super) fn is_matter(&self, run: &Range<usize>, sentence: &Range<usize>) -> bool {
        let noun = self.noun_of(run, sentence);
        noun.is_some_and(|at| self.has("title", at) || self.has("person", at))
            && run.len() == 1
            && self.lexicon.place(&self.key(run.clone())).is_none()
    }

    /// The name of a body together with what it is for: `comisión de Legislación General`, `Министерства обороны`.
    pub(super) fn body(&self, run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let Range { start, end } = *run;
        let noun = self.noun_of(run, sentence).filter(|&at| self.has("body", at));
        if let Some(noun) = noun
            && self.lexicon.place(&self.key(run.clone())).is_none()
            && !self.lexicon.is_given(self.lower(start))
        {
            return Some(noun..end);
        }
        // `la Banque centrale européenne`: Romance adjectives have small letters.
        let adjectives = (end..sentence.end).take(2).take_while(|&at| self.is_behind(at)).count();
        if run.len() == 1
            && adjectives > 0
            && start > sentence.start
            && self.has("organisation", start)
        {
            return Some(start..end + adjectives);
        }
        let small = ["stop", "in", "clause", "adverb", "organisation"];
        let verbs = ["says", "thinks", "denies", "aux"];
        let is_of = self.lexicon.is("ru")
            && run.len() == 1
            && self.has("organisation", start)
            && end < sentence.end
            && self.tokens[end].is_word
            && !self.is_capital(end)
            && !russian::is_past_of(self.lower(start), self.lower(end))
            // `Полиция молчит`
            && !self.lower(end).ends_with('т')
            && !small.iter().any(|list| self.has(list, end))
            && verbs.iter().all(|list| self.lexicon.at(list, self.tokens, end) == 0);
        // `Института народнохозяйственного прогнозирования`.
        let is_adjective = |at: &usize| russian::is_adjective(self.lower(*at));
        let adjectives = (end..sentence.end - 1).take(2).take_while(is_adjective).count();
        let is_noun =
            |at: usize| !small.iter().any(|list| self.has(list, at)) && !self.has("unsaid", at);
        let adjectives = if is_noun(end + adjectives) { adjectives } else { 0 };
        is_of.then_some(start..end + 1 + adjectives)
    }

    /// Whether a Romance word in small letters has the form of an adjective: `mondiale`, `européenne`.
    fn is_behind(&self, at: usize) -> bool {
        let word = self.lower(at);
        let formed = self.lexicon.has_ending("-adjective", word) || self.has("adjective", at);
        self.lexicon.is_romance()
            && formed
            && !self.is_capital(at)
            && self.lexicon.at("says", self.tokens, at) == 0
    }

    /// A Russian adjective with its noun: `Зоологического музея`, `Ростовской области`.
    pub(super) fn region(
        &self,
        run: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<Range<usize>> {
        let Range { start, end } = *run;
        // `Федеральная антимонопольная служба`: more adjectives may stand between.
        let is_between =
            |at: &usize| !self.is_capital(*at) && russian::is_adjective(self.lower(*at));
        let between = (end..sentence.end).take(2).take_while(is_between).count();
        let adjective = russian::is_adjective(self.lower(start));
        let noun = if adjective { end + between } else { end };
        // `сказала Харрова агентству`: what stands behind a surname was told.
        let half = self.lexicon.is("ru")
            && !self.tokens[start].text.starts_with(|c: char| c.is_ascii_alphabetic())
            && !russian::is_surname(self.lower(start))
            && !self.is_capital(noun)
            && self.has("organisation", noun)
            && self.title(start) == 0
            && noun < sentence.end;
        if run.len() == 1 && half {
            return Some(start..noun + 1);
        }
        (run.len() == 1 && self.is_region(start, sentence)).then_some(start..end + 1)
    }

    /// Takes the name behind an office or a description, and what stands before that; tells whether there is one.
    pub(super) fn titled(
        &self,
        run: &Range<usize>,
        sentence: &Range<usize>,
        is_initial: bool,
        runs: &mut Vec<Run>,
    ) -> bool {
        let Range { start, end } = *run;
        if let Some(name) = self.given(run, sentence) {
            self.described(run, name, sentence, is_initial, runs);
            return true;
        }
        let ends_in_kind = self.has("organisation", end - 1) || self.has("place", end - 1);
        // `Energy Minister Ann Harrow`, `Police Commissioner Ann Harrow`: an office, and no ministry or police.
        let behind = start + 1 + self.title(start + 1);
        let is_office = self.title(start) > 0 || (start + 2..end).contains(&behind);
        let head = self.has("organisation", start) && !self.is_adjective(start) && !is_office;
        // An office inside: `US Defense Secretary James Mattis`; a Romance adjective follows its noun.
        let romance = self.lexicon.is_romance();
        let office =
            run.clone().find(|&at| self.title(at) > 0).filter(|&at| !romance || at == start);
        let Some(office) = office.filter(|_| !(head || ends_in_kind && run.len() > 1)) else {
            return false;
        };
        let name = (office + self.title(office)).min(end);
        if office > start {
            self.parts(start..office, is_initial, runs);
        }
        let mut first = name;
        // `Мэр Москвы Сергей …`: a Russian place in the genitive stands before the name.
        while self.lexicon.is("ru") && first + 1 < end && self.is_bare_place(first) {
            runs.push(Run::of(first..first + 1, false));
            first += 1;
        }
        // `Mitarbeiter von Harbour Helicopters`, and not `Präsidentin von der Tarlow`.
        // `Directrice du Théâtre du Port`: a body, and not somebody's name.
        let body = |at: usize| romance && self.is_kind(at + 1..(at + 2).min(end));
        let is_body = first < end && body(first);
        let of = |at: usize| self.lexicon.is("de") && self.is_capital(at + 1) || body(at);
        while first < end && !self.is_capital(first) && (!self.has("join", first) || of(first)) {
            first += 1;
        }
        if first + 1 == end && self.is_region(first, sentence) {
            runs.push(Run::of(first..end + 1, false));
        } else if is_body {
            self.parts(first..end, false, runs);
        } else if first < end {
            runs.push(Run { title: Some(start..name), ..Run::of(first..end, false) });
        }
        true
    }

    /// Takes a name, and what stands before it: a place, or who it is.
    fn described(
        &self,
        run: &Range<usize>,
        name: usize,
        sentence: &Range<usize>,
        is_initial: bool,
        runs: &mut Vec<Run>,
    ) {
        let Range { start, end } = *run;
        let place = self.lexicon.place(&self.key(start..start + 1)).is_some();
        let titled = (start + self.title(start)).min(name);
        // `SPD-Fraktionschefin`: what stands before an office is named by itself.
        let office = (titled..name).find(|&at| self.title(at) > 0);
        // `Hafen- und Verkehrsministerin` is one office.
        let office = office.filter(|&at| at == titled || !self.has("and", at - 1)).unwrap_or(name);
        let before = if place { start..start + 1 } else { titled..office };
        let german = self.lexicon.has_case() && !self.lexicon.is_romance();
        if !before.is_empty() && german {
            self.parts(before, is_initial, runs);
        }
        let title = self.noun_of(run, sentence).unwrap_or(start)..name;
        runs.push(Run { title: Some(title), ..Run::of(name..end, false) });
    }

    /// Where somebody's name begins in a run of words that says first who it is: `Rinderhalter Reinhard Jung`.
    fn given(&self, run: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        // `le ministre de l'Intérieur Anne Harro`: what the office is for stands before the name.
        let office = self.noun_of(run, sentence);
        let office = office.is_some_and(|at| self.has("title", at) || self.has("person", at));
        let apart = self.lexicon.is("de") || self.lexicon.is("ru") || office;
        let given = |at: usize| self.lexicon.is_given(self.lower(at));
        let inner = run.start + 1..run.end.saturating_sub(1);
        let name = inner.clone().find(|&at| given(at)).filter(|_| apart && !given(run.start));
        // `Northwire Андрей Харров`: a Russian name behind one in Latin letters.
        let latin = |at: usize| self.tokens[at].text.starts_with(|c: char| c.is_ascii_alphabetic());
        let turns = self.lexicon.is("ru") && latin(run.start) && run.len() > 2;
        let name = name.or_else(|| inner.clone().find(|&at| turns && !latin(at)))?;
        (!(name..run.end).any(|at| self.has("organisation", at) || self.has("join", at - 1)))
            .then_some(name)
    }

    /// Whether a Russian word is what a region is called: `Ростовской области`.
    fn is_region(&self, at: usize, sentence: &Range<usize>) -> bool {
        self.has("region", at + 1) && at + 1 < sentence.end && self.lower(at).contains("ск")
    }

    /// Whether a word is a place or letters that stand for something.
    fn is_bare_place(&self, at: usize) -> bool {
        self.tokens[at].is_acronym() || self.lexicon.place(&self.key(at..at + 1)).is_some()
    }

    /// How many tokens from one on are a title or an office, or several one after the other.
    pub(super) fn title(&self, at: usize) -> usize {
        let mut end = at;
        while end - at < LONGEST {
            let is_german = self.is_german_office(end);
            let length = self.office(end).max(usize::from(is_german));
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
        let length = longest.unwrap_or(0);
        let matter = if length > 0 { self.matter(at + length) } else { 0 };
        length + matter
    }

    /// How many tokens from one on say with `van` what an office is for: `van Buitenlandse Zaken`.
    fn matter(&self, of: usize) -> usize {
        let matter = if self.has("of", of) { self.portfolio(of + 1) } else { 0 };
        matter + usize::from(matter > 0)
    }

    /// How many tokens from one on are what a minister is of, in a language where it has capital letters like a name.
    pub(super) fn portfolio(&self, at: usize) -> usize {
        let one = |at| {
            if self.is_capital(at) { self.lexicon.at("portfolio", self.tokens, at) } else { 0 }
        };
        let mut end = at + one(at);
        // `Onderwijs, Cultuur en Wetenschap`
        let mut listed = end;
        while listed > at && (self.has("and", listed) || self.lower(listed) == ",") {
            let is_last = self.has("and", listed);
            let more = one(listed + 1);
            if more == 0 {
                break;
            }
            listed += 1 + more;
            end = if is_last { listed } else { end };
        }
        end - at
    }

    /// Takes the ministry that has a portfolio, or the name behind it: `ministerie van Financiën`,
    /// `minister van Buitenlandse Zaken Anna Harlinga`; tells whether the run begins with one.
    pub(super) fn of_portfolio(
        &self,
        run: &Range<usize>,
        sentence: &Range<usize>,
        runs: &mut Vec<Run>,
    ) -> bool {
        let end = run.start + self.portfolio(run.start);
        let before = (sentence.start..run.start).rev().take(3);
        let links = before.take_while(|&at| self.has("linking", at)).count();
        let head = (run.start - links).checked_sub(1).filter(|_| end > run.start && links > 0);
        let Some(mut head) = head.filter(|head| *head >= sentence.start) else { return false };
        // `el ministro ruso de Asuntos Exteriores`: a Romance adjective stands between.
        let is_office = |at: usize| self.has("title", at) || self.has("person", at);
        let romance = self.lexicon.is_romance();
        head -= usize::from(
            romance && !is_office(head) && head > sentence.start && is_office(head - 1),
        );
        if romance && !is_office(head) {
            return false;
        }
        if self.has("organisation", head) {
            runs.push(Run::of(head..end, false));
        }
        if end < run.end {
            runs.push(Run { title: Some(head..end), ..Run::of(end..run.end, false) });
        }
        true
    }
}
