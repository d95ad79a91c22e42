//! The view of three versions of a text or more: which they are, and one apparatus of all of them.

use std::collections::BTreeMap;

use crate::fold::{self, Level};
use crate::model::archive::{DocumentId, LinkKind, Target};
use crate::model::article::Document;
use crate::model::body::TextRange;
use crate::model::collation::{self, Collated, Unit, is_retitled, siglum, unite};
use crate::model::site::{encoded, parallel};
use crate::render::context::Context;
use crate::render::view::{ReadingView, SiglumView, UnitView, WitnessView, WitnessesView};

use super::places::{Place, Places};
use super::versions::{TITLES, address, break_address, how_divided};

/// `witnesses` in witnesses.html: `base` and all that are versions of it.
pub(in crate::render) fn view(
    cx: Context,
    base: DocumentId,
    others: &[DocumentId],
) -> WitnessesView {
    let ids = collation::in_order(cx.archive, base, others);
    let all = Witnesses { base: cx.source(base), all: witnesses(cx, base, &ids) };
    // Nothing differs in the base text.
    let collate = |&id: &DocumentId| (id != base).then(|| collation::of(all.base, cx.source(id)));
    let collations: Vec<Collated> = ids.iter().map(|id| collate(id).unwrap_or_default()).collect();
    let units = unite(&all.base.body.text, &collations);
    let url = cx.url(Target::Document(base)).unwrap_or_default();
    let places: Vec<Places> =
        all.all.iter().map(|witness| Places::of(&witness.document.body)).collect();
    let mut in_text = all.units(&url, &units, &places);
    in_text.extend(all.divisions(&url, &collations));
    in_text.sort_by_key(|&(at, _)| at);
    WitnessesView {
        language: cx.language(all.base).to_owned(),
        units: all.retitled(&url).into_iter().chain(in_text.into_iter().map(|of| of.1)).collect(),
        struck: places.iter().any(Places::is_struck),
        witnesses: all.all.into_iter().map(|witness| witness.view).collect(),
    }
}

/// A witness, and what of it is shown.
struct Witness<'a> {
    document: &'a Document,
    language: &'a str,
    view: WitnessView,
}

fn witnesses<'a>(cx: Context<'a>, base: DocumentId, ids: &[DocumentId]) -> Vec<Witness<'a>> {
    let witness = |(number, &id): (usize, &DocumentId)| {
        let document = cx.source(id);
        let is_compared = cx.archive.related(id).any(|to| to == (LinkKind::Versions, base));
        let own = cx.site.address(Target::Document(id)).filter(|_| is_compared);
        let parallel = own.and_then(|url| parallel(url, LinkKind::Versions));
        let view = WitnessView {
            siglum: siglum(number),
            item: cx.article(id),
            date: cx.archive.version_date(id).map(|dated| cx.dated(dated)),
            is_base: id == base,
            parallel: parallel.map(|url| encoded(&url)),
        };
        Witness { document, language: cx.language(document), view }
    };
    ids.iter().enumerate().map(witness).collect()
}

/// What one witness has at a place of the base text.
struct Read {
    /// The number of the witness.
    witness: usize,
    words: String,
    is_moved: bool,
    /// How it divides the text, where that is all that differs.
    division: Option<&'static str>,
    /// Where it stands on the page of the two.
    id: String,
}

/// What an apparatus is made of.
struct Witnesses<'a> {
    base: &'a Document,
    all: Vec<Witness<'a>>,
}

impl Witnesses<'_> {
    /// The unit of the title, where one of them has another one.
    fn retitled(&self, url: &str) -> Option<UnitView> {
        let titles = self.all.iter().enumerate();
        let titles = titles.filter(|(_, other)| is_retitled(self.base, other.document));
        let titles = titles.map(|(witness, other)| Read {
            witness,
            words: other.document.title.value.clone(),
            is_moved: false,
            division: None,
            id: TITLES.to_owned(),
        });
        let readings = self.readings(titles);
        (!readings.is_empty()).then(|| UnitView {
            url: url.to_owned(),
            at: "title",
            number: None,
            line: None,
            nth: None,
            after: String::new(),
            lemma: self.base.title.value.clone(),
            readings,
        })
    }

    /// What differs in the text, at the address of the base text, each with its place there.
    fn units(&self, url: &str, units: &[Unit], others: &[Places]) -> Vec<(u32, UnitView)> {
        let places = Places::of(&self.base.body);
        let numbers = places.numbers(units.iter().filter_map(Unit::lemma));
        let view = |unit: &Unit| {
            let before = unit.is_added().then(|| places.before(unit.place.start));
            let place = before.unwrap_or_else(|| places.place(unit.place));
            let Place { at, number, line, id, .. } = place;
            let words = |range: TextRange| fold::lemma(&places.words(range));
            let read = unit.readings.iter().map(|reading| {
                let words = reading.words.map(|range| others[reading.witness].words(range));
                Read {
                    witness: reading.witness,
                    words: words.unwrap_or_default(),
                    is_moved: reading.is_moved,
                    division: None,
                    id: address(reading.variant),
                }
            });
            let view = UnitView {
                url: id.map_or_else(|| url.to_owned(), |id| format!("{url}#{}", encoded(id))),
                at,
                number,
                line,
                nth: unit.lemma().and_then(|lemma| numbers.get(&lemma).copied()),
                after: unit.after.map_or_else(String::new, words),
                lemma: words(unit.place),
                readings: self.readings(read),
            };
            (unit.place.start, view)
        };
        units.iter().map(view).collect()
    }

    /// The paragraphs that others begin in other places, each with its place in the base text.
    fn divisions(&self, url: &str, collations: &[Collated]) -> Vec<(u32, UnitView)> {
        let mut breaks: BTreeMap<(TextRange, bool), Vec<Read>> = BTreeMap::new();
        for (witness, collated) in collations.iter().enumerate() {
            for (index, at) in collated.breaks.iter().enumerate() {
                breaks.entry((at.first, at.is_divided)).or_default().push(Read {
                    witness,
                    words: String::new(),
                    is_moved: false,
                    division: Some(how_divided(at.is_divided)),
                    id: break_address(index),
                });
            }
        }
        let places = Places::of(&self.base.body);
        let numbers = places.numbers(breaks.keys().map(|(first, _)| *first));
        let view = |((first, _), read): ((TextRange, bool), Vec<Read>)| {
            let Place { at, number, line, id, .. } = places.place(first);
            let view = UnitView {
                url: id.map_or_else(|| url.to_owned(), |id| format!("{url}#{}", encoded(id))),
                at,
                number,
                line,
                nth: numbers.get(&first).copied(),
                after: String::new(),
                lemma: fold::lemma(&places.words(first)),
                readings: self.readings(read.into_iter()),
            };
            (first.start, view)
        };
        breaks.into_iter().map(view).collect()
    }

    /// Readings with those who have them.
    fn readings(&self, read: impl Iterator<Item = Read>) -> Vec<ReadingView> {
        let mut readings: Vec<ReadingView> = Vec::new();
        let mut known: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for Read { witness, words, is_moved, division, id } in read {
            let Witness { language, view, .. } = &self.all[witness];
            let key = fold::fold(&words, Level::Typography).text;
            let at = *known.entry((key, is_moved)).or_insert(readings.len());
            if at == readings.len() {
                let (words, language) = (fold::lemma(&words), (*language).to_owned());
                let witnesses = Vec::new();
                readings.push(ReadingView { words, is_moved, division, language, witnesses });
            }
            readings[at].witnesses.push(SiglumView {
                siglum: view.siglum.clone(),
                url: view.parallel.as_ref().map(|url| format!("{url}#{id}")),
            });
        }
        readings
    }
}
