//! What the witnesses of a text have in place of its words, as TEI tells it by parallel segmentation.

use std::collections::{BTreeMap, BTreeSet};

use super::inline::Ends;
use super::text::{self, Scope};
use crate::export::Source;
use crate::fold::{self, Level};
use crate::model::archive::{DocumentId, Words};
use crate::model::body::{BLOCK_BORDER, Body, TextRange};
use crate::model::collation::{self, Collated, Unit, siglum, unite};

/// The witnesses of a text and where they differ from it; nothing of a text that has no versions.
#[derive(Default)]
pub(super) struct Apparatus<'a> {
    /// In the order of time, the base text among them.
    pub(super) witnesses: Vec<Witness<'a>>,
    pub(super) apps: Vec<App>,
    /// The lines that only witnesses have, by the end of the line of the base text behind which they stand.
    pub(super) lines: Vec<(u32, usize)>,
    /// The variants by the words that they are of.
    places: BTreeMap<TextRange, usize>,
    /// Those that are of a place between words.
    points: BTreeSet<(u32, usize)>,
}

/// A text that is collated.
pub(super) struct Witness<'a> {
    pub(super) id: DocumentId,
    pub(super) siglum: String,
    scope: Scope<'a>,
    ends: Ends,
    /// The places of its lines.
    lines: Vec<TextRange>,
}

/// A place of the base text at which witnesses differ from it.
pub(super) struct App {
    pub(super) place: TextRange,
    pub(super) form: Form,
    readings: Vec<Reading>,
}

/// What the readings of a variant are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Words in a line.
    Words,
    /// Paragraphs.
    Lines,
    /// Lines of verse.
    Verse,
    /// Where a paragraph begins, in the witnesses or in the base text.
    Begins,
    Ends,
}

/// What witnesses have in one place.
struct Reading {
    /// By their numbers.
    witnesses: Vec<usize>,
    /// Their words, as lines of TEI.
    lines: Vec<String>,
    /// The same in parts, where they and those of the base text stand in as many cells each.
    cells: Vec<String>,
    /// What tells that they stand in another place.
    moved: String,
}

impl<'a> Apparatus<'a> {
    pub(super) fn of(source: Source<'a>, base: DocumentId, others: &[DocumentId]) -> Self {
        if others.is_empty() {
            return Self::default();
        }
        let document = |id: DocumentId| &source.archive.document(id).document;
        let ids = collation::in_order(source.archive, base, others);
        let collate = |&id: &DocumentId| {
            // Nothing differs in the base text.
            if id == base {
                return Collated::default();
            }
            collation::of(document(base), document(id))
        };
        let collations: Vec<Collated> = ids.iter().map(collate).collect();
        let witness = |(number, &id): (usize, &DocumentId)| {
            let body = &document(id).body;
            let scope = Scope { source, id, words: Words::Text, body };
            let (ends, lines) = (Ends::of(&body.items), collation::lines(body));
            Witness { id, siglum: siglum(number), scope, ends, lines }
        };
        let witnesses = ids.iter().enumerate().map(witness).collect();
        let mut apparatus = Self { witnesses, ..Self::default() };
        let body = &document(base).body;
        let units = unite(&body.text, &collations);
        let moves = apparatus.moves(body, &units);
        for unit in &units {
            apparatus.add(body, unit, &moves);
        }
        apparatus.divided(&collations);
        apparatus.lines.sort_unstable();
        apparatus
    }

    /// Adds what differs in the words.
    fn add(&mut self, body: &Body, unit: &Unit, moves: &Moves) {
        let mut place = unit.place;
        let is_line = unit.is_added() && unit.after.is_none();
        let before = &body.text[..place.start as usize];
        let space = before.len() - before.trim_end_matches(' ').len();
        // With words that are left out goes the space before them, and with words that are added comes one.
        let is_left_out = unit.readings.iter().any(|reading| reading.words.is_none());
        let takes_space = is_left_out && space > 0;
        if takes_space {
            place.start = TextRange::new(before.len() - space, 0).start;
        }
        let mut readings: Vec<Reading> = Vec::new();
        for read in &unit.readings {
            let witness = &self.witnesses[read.witness];
            let mut lines = read.words.map(|words| witness.read(words)).unwrap_or_default();
            let is_spaced = takes_space || unit.is_added() && !is_line;
            if is_spaced
                && let (Some(first), Some(words)) = (lines.first_mut(), read.words)
                && witness.scope.body.text[..words.start as usize].ends_with(' ')
            {
                first.insert(0, ' ');
            }
            let moved = moves.told(read.witness, unit.place, &self.witnesses);
            let same = readings.iter_mut().find(|other| {
                moved.is_empty() && other.moved.is_empty() && is_same(&other.lines, &lines)
            });
            if let Some(same) = same {
                same.witnesses.push(read.witness);
                continue;
            }
            let base = &body.text[place.range()];
            let cells = read.words.map(|words| witness.cells(words, base)).unwrap_or_default();
            readings.push(Reading { witnesses: vec![read.witness], lines, cells, moved });
        }
        let number = self.apps.len();
        let form = if is_line { Form::Lines } else { Form::Words };
        if is_line {
            self.lines.push((place.start, number));
        } else if unit.is_added() {
            self.points.insert((place.start, number));
        } else {
            self.places.insert(place, number);
        }
        self.apps.push(App { place, form, readings });
    }

    /// Adds where paragraphs are divided or joined.
    fn divided(&mut self, collations: &[Collated]) {
        let mut breaks: BTreeMap<(u32, bool), Vec<usize>> = BTreeMap::new();
        for (witness, collated) in collations.iter().enumerate() {
            for at in &collated.breaks {
                breaks.entry((at.first.start, at.is_divided)).or_default().push(witness);
            }
        }
        for ((at, is_divided), witnesses) in breaks {
            let place = TextRange { start: at, end: at };
            let form = if is_divided { Form::Begins } else { Form::Ends };
            let (lines, cells, moved) = (Vec::new(), Vec::new(), String::new());
            let reading = Reading { witnesses, lines, cells, moved };
            self.points.insert((at, self.apps.len()));
            self.apps.push(App { place, form, readings: vec![reading] });
        }
    }

    /// The lines that witnesses have in other places.
    fn moves(&self, body: &Body, units: &[Unit]) -> Moves {
        let mut moves = Moves::default();
        let key = |words: &str| fold::fold(words, Level::Typography).text;
        let mut left: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let all = units.iter().flat_map(|unit| unit.readings.iter().map(move |read| (unit, read)));
        let moved: Vec<_> = all.filter(|(_, read)| read.is_moved).enumerate().collect();
        for &(number, (unit, read)) in &moved {
            moves.places.insert((read.witness, unit.place), number);
            if read.words.is_none() {
                left.insert((read.witness, key(&body.text[unit.place.range()])), number);
            }
        }
        for (number, (_, read)) in moved {
            if let Some(words) = read.words {
                let witness = &self.witnesses[read.witness];
                let lines = witness.lines(words).map(|line| &witness.scope.body.text[line.range()]);
                let from = lines.filter_map(|line| left.get(&(read.witness, key(line))).copied());
                moves.pairs.extend(from.map(|from| (from, number)));
            }
        }
        moves
    }

    /// The variant that is all the words of a block, unless who has other words there differs at its ends besides.
    pub(super) fn whole(&self, body: &Body, block: TextRange) -> Option<usize> {
        let words = &body.text[block.range()];
        let start = block.start as usize + words.len() - words.trim_start().len();
        let whole = TextRange::new(start, start + words.trim().len());
        let app = self.places.get(&whole).copied()?;
        let readers: BTreeSet<usize> = self.readers(app).collect();
        let mut points = self.points.range((whole.start, 0)..=(whole.end, usize::MAX));
        let is_alone =
            !points.any(|&(_, point)| self.readers(point).any(|reader| readers.contains(&reader)));
        is_alone.then_some(app)
    }

    /// The beginning of a variant up to the words of the base text, inside of others; of one of which it has no words, up to
    /// the readings.
    pub(super) fn lemma(&self, app: usize, around: &[usize], is_empty: bool) -> String {
        let apps = [app].into_iter().chain(around.iter().copied());
        let readers: BTreeSet<usize> = apps.flat_map(|app| self.readers(app)).collect();
        let agree = (0..self.witnesses.len()).filter(|number| !readers.contains(number));
        let wit = self.sigla(agree);
        match self.apps[app].form {
            Form::Begins => format!("<app type=\"division\"><lem wit=\"{wit}\"/>"),
            Form::Ends => format!("<app type=\"division\"><lem wit=\"{wit}\">{MILESTONE}</lem>"),
            _ if is_empty => format!("<app><lem wit=\"{wit}\"/>"),
            _ => format!("<app><lem wit=\"{wit}\">"),
        }
    }

    fn readers(&self, app: usize) -> impl Iterator<Item = usize> + '_ {
        self.apps[app].readings.iter().flat_map(|reading| reading.witnesses.iter().copied())
    }

    /// The end of a variant behind its lemma, or behind a part of that. Readings that have no such parts stand behind the first one.
    pub(super) fn readings(&self, app: usize, form: Form, part: usize) -> String {
        let is_told = part > 0;
        let own = self.apps[app].form;
        let in_each = |element: &str, lines: &[String]| {
            let lines = lines.iter().map(|line| format!("<{element}>{line}</{element}>"));
            lines.collect::<Vec<_>>().concat()
        };
        let reading = |Reading { witnesses, lines, cells, moved }: &Reading| {
            let words = match form {
                _ if !cells.is_empty() => cells.get(part).cloned().unwrap_or_default(),
                _ if is_told => String::new(),
                _ if own == Form::Begins => MILESTONE.to_owned(),
                Form::Lines => in_each("p", lines),
                Form::Verse => in_each("l", lines),
                _ => lines.join("<lb/>"),
            };
            let moved = if is_told { "" } else { moved };
            let wit = self.sigla(witnesses.iter().copied());
            if words.is_empty() {
                format!("<rdg wit=\"{wit}\"{moved}/>")
            } else {
                format!("<rdg wit=\"{wit}\"{moved}>{words}</rdg>")
            }
        };
        self.apps[app].readings.iter().map(reading).collect::<String>() + "</app>"
    }

    fn sigla(&self, numbers: impl Iterator<Item = usize>) -> String {
        let sigla = numbers.map(|number| format!("#{}", self.witnesses[number].siglum));
        sigla.collect::<Vec<_>>().join(" ")
    }
}

const MILESTONE: &str = "<milestone unit=\"paragraph\"/>";

/// Whether two witnesses have the same words, whatever quotation marks, dashes and spaces they write.
fn is_same(one: &[String], other: &[String]) -> bool {
    let key = |lines: &[String]| fold::fold(&lines.join("\n"), Level::Typography).text;
    key(one) == key(other)
}

impl Witness<'_> {
    /// The lines of its words.
    fn lines(&self, words: TextRange) -> impl Iterator<Item = TextRange> + '_ {
        let first = self.lines.partition_point(|line| line.end <= words.start);
        let lines = self.lines[first..].iter().take_while(move |line| line.start < words.end);
        lines.map(move |line| TextRange {
            start: line.start.max(words.start),
            end: line.end.min(words.end),
        })
    }

    /// Words of it, cell by cell, where those of the base text stand in as many.
    fn cells(&self, words: TextRange, base: &str) -> Vec<String> {
        let own = &self.scope.body.text[words.range()];
        let count = |words: &str| {
            words.split(BLOCK_BORDER).filter(|words| !words.trim().is_empty()).count()
        };
        let borders = own.matches(BLOCK_BORDER).count();
        let is_alike = [own, base].iter().all(|words| count(words) == borders + 1);
        if borders == 0 || !is_alike {
            return Vec::new();
        }
        let mut at = words.start as usize;
        let cell = |cell: &str| {
            let range = TextRange::new(at, at + cell.len());
            at += cell.len() + BLOCK_BORDER.len_utf8();
            text::line(self.scope, &self.ends, range)
        };
        own.split(BLOCK_BORDER).map(cell).collect()
    }

    /// Words of it, line by line.
    fn read(&self, words: TextRange) -> Vec<String> {
        self.lines(words).map(|line| text::line(self.scope, &self.ends, line)).collect()
    }
}

/// Lines that witnesses have in another place.
#[derive(Default)]
struct Moves {
    /// The numbers of the places, by the witness and where each is in the base text.
    places: BTreeMap<(usize, TextRange), usize>,
    /// From which of them to which.
    pairs: Vec<(usize, usize)>,
}

impl Moves {
    /// The attributes of a reading that is moved, which lead from one place to the other.
    fn told(&self, witness: usize, at: TextRange, witnesses: &[Witness]) -> String {
        let Some(&number) = self.places.get(&(witness, at)) else { return String::new() };
        let siglum = &witnesses[witness].siglum;
        let id = |number: usize| format!("moved-{siglum}-{}", number + 1);
        let others = self.pairs.iter().filter_map(|&(from, to)| match number {
            number if number == from => Some(format!("#{}", id(to))),
            number if number == to => Some(format!("#{}", id(from))),
            _ => None,
        });
        let others = others.collect::<Vec<_>>().join(" ");
        let leads = if others.is_empty() { others } else { format!(" corresp=\"{others}\"") };
        format!(" xml:id=\"{}\" type=\"transposed\"{leads}", id(number))
    }
}
