//! The variants of several witnesses, united where they are of the same words of the base text.

use std::cmp::Reverse;

use crate::model::body::TextRange;

use super::{Collated, Variant};

/// In words of so many letters it is seen what differs, where only a part of them does.
const LONGEST: usize = 32;

/// A place of the base text at which witnesses differ from it.
pub struct Unit {
    /// The words of the base text; of what is only added a place between words.
    pub place: TextRange,
    /// The word of the base text behind which others have more.
    pub after: Option<TextRange>,
    /// What others have there, in the order of the witnesses; who has the words of the base text is not among them.
    pub readings: Vec<Reading>,
}

/// What a witness has at a place of the base text.
pub struct Reading {
    /// The number of the witness.
    pub witness: usize,
    /// The number of its first variant there.
    pub variant: usize,
    /// Its words; it may have none.
    pub words: Option<TextRange>,
    /// Whether it has the same lines in another place.
    pub is_moved: bool,
}

/// The units of several witnesses that are collated with one base text, in the order of that.
///
/// Variants that overlap are one unit where its lemma is short: a passage that is left out is one unit, and what differs
/// in the middle of that passage another one.
pub fn unite(base: &str, witnesses: &[Collated]) -> Vec<Unit> {
    let each = |(witness, collated): (usize, &'_ Collated)| {
        let variants = collated.variants.iter().copied().enumerate();
        variants.map(move |(number, variant)| (witness, number, variant)).collect::<Vec<_>>()
    };
    let mut variants: Vec<_> = witnesses.iter().enumerate().flat_map(each).collect();
    // What is added stands before what comes behind it, and a passage before its parts.
    variants.sort_by_key(|&(witness, number, Variant { place, after, .. })| {
        (place.start, place.end > place.start, Reverse(place.end), after, witness, number)
    });
    let mut units: Vec<Unit> = Vec::new();
    for (witness, variant, Variant { place, after, is_moved, .. }) in variants {
        let reading = Reading { witness, variant, words: None, is_moved };
        match units.last_mut().filter(|unit| unit.takes(place, after, base)) {
            Some(unit) => {
                unit.place.end = unit.place.end.max(place.end);
                unit.readings.push(reading);
            }
            None => units.push(Unit { place, after, readings: vec![reading] }),
        }
    }
    for unit in &mut units {
        unit.readings.sort_by_key(|reading| (reading.witness, reading.variant));
        unit.readings.dedup_by(|more, one| {
            let is_same = more.witness == one.witness;
            one.is_moved &= more.is_moved || !is_same;
            is_same
        });
        for at in 0..unit.readings.len() {
            unit.readings[at].words = unit.words_of(&witnesses[unit.readings[at].witness]);
        }
    }
    units
}

impl Unit {
    /// Whether others have words where the base text has none.
    pub fn is_added(&self) -> bool {
        self.place.start == self.place.end
    }

    /// What it is told by: the words of the base text, or those behind which others have more.
    pub fn lemma(&self) -> Option<TextRange> {
        Some(self.place).filter(|_| !self.is_added()).or(self.after)
    }

    /// Whether a variant at a place that begins no earlier belongs to it.
    fn takes(&self, place: TextRange, after: Option<TextRange>, base: &str) -> bool {
        let both = TextRange { end: self.place.end.max(place.end), ..self.place };
        let is_short = || base[both.range()].chars().nth(LONGEST).is_none();
        self.is_at(place, after) || self.overlaps(place) && is_short()
    }

    fn is_at(&self, place: TextRange, after: Option<TextRange>) -> bool {
        (self.place, self.after) == (place, after)
    }

    fn overlaps(&self, place: TextRange) -> bool {
        self.place.start < place.end && place.start < self.place.end
    }

    /// The words of a witness from the first to the last of those that it has here, changed or not.
    fn words_of(&self, witness: &Collated) -> Option<TextRange> {
        let start = self.place.start;
        let kept = witness.kept.partition_point(|(first, _)| first.start < start);
        let kept = witness.kept[kept..].iter().take_while(|(first, _)| first.end <= self.place.end);
        let changed = witness.variants.partition_point(|variant| variant.place.start < start);
        let changed = witness.variants[changed..]
            .iter()
            .take_while(|variant| variant.place.start <= self.place.end)
            .filter(|Variant { place, after, .. }| {
                self.is_at(*place, *after) || self.overlaps(*place) && self.place.contains(*place)
            });
        let words = kept.map(|&(_, second)| second);
        words.chain(changed.filter_map(|variant| variant.second)).reduce(|one, other| TextRange {
            start: one.start.min(other.start),
            end: one.end.max(other.end),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::collate;
    use super::{Collated, unite};
    use crate::model::body::{Body, TextRange};

    #[test]
    fn what_differs() {
        // `lemma] reading` for each unit, with the letters of the witnesses, from B on; `+` behind what more stands.
        let long =
            "The council met on Monday evening to discuss the wall that had fallen in the storm.";
        for (base, witnesses, shown) in [
            ("The dam is safe.", &["The dam is safe.", "The dam is safe."][..], &[][..]),
            (
                "The dam is safe.",
                &["The dike is safe.", "The dam is safe.", "The weir is safe."],
                &["dam] B dike, D weir"],
            ),
            // One of two that overlap has only changed a part of the words.
            (
                "Some 400 people came.",
                &["About 350 people came.", "Some 380 people came."],
                &["Some 400] B About 350, C Some 380"],
            ),
            (
                "He said it was safe.",
                &["He said.", "He said it is safe."],
                &["it was safe] B -, C it is safe"],
            ),
            // What differs in a passage that is left out is seen by itself.
            (
                &*format!("One.\n{long}\nTwo."),
                &[
                    "One.\nTwo.",
                    &format!("One.\n{}\nTwo.", long.replace("wall", "dam")),
                    "One.\nTwo.",
                ],
                &[&*format!("{long}] B -, D -"), "wall] C dam"],
            ),
            // Words are added in one place, or in two.
            (
                "He left.",
                &["He left the city.", "He left at night.", "He never left."],
                &["He+ D never", "left+ B the city, C at night"],
            ),
            // What is added at the head of a line has the word before which it stands.
            (
                "Some came.\nleft early.",
                &["Some came.\nHe left early.", "Some came.\nleft very early."],
                &["left] B He left", "left+ C very"],
            ),
            // A sentence is added to a paragraph by one witness, a paragraph behind it by the other.
            (
                "It is here.\nThree.",
                &["It is here.\nTwo is here too.\nThree.", "It is here. It stays.\nThree."],
                &["+ B Two is here too.", "here.+ C It stays."],
            ),
            (
                "One.\nThree.",
                &["One.\nTwo is here.\nAnd more.\nThree.", "One.\nThree."],
                &["+ B Two is here.|And more."],
            ),
            ("", &["New.", "Newer."], &["+ B New., C Newer."]),
            ("两艘船沉没了。", &["三艘船沉没了。", "四艘船沉没了。"], &["两] B 三, C 四"]),
        ] {
            let body = |text: &str| Body { text: text.to_owned(), ..Body::default() };
            let collated: Vec<Collated> =
                witnesses.iter().map(|text| collate(&body(base), &body(text))).collect();
            let words = |text: &str, range: Option<TextRange>| {
                range.map_or("-".to_owned(), |range| text[range.range()].replace('\n', "|"))
            };
            let units = unite(base, &collated).into_iter().map(|unit| {
                let lemma = unit.lemma().map_or(String::new(), |range| words(base, Some(range)));
                let readings = unit.readings.iter().map(|reading| {
                    let siglum = ["B", "C", "D"][reading.witness];
                    format!("{siglum} {}", words(witnesses[reading.witness], reading.words))
                });
                let readings = readings.collect::<Vec<_>>().join(", ");
                format!("{lemma}{} {readings}", if unit.is_added() { "+" } else { "]" })
            });
            assert_eq!(units.collect::<Vec<_>>(), shown, "{base}");
        }
    }
}
