//! Ruby: beside words, how they are read.
//!
//! The reading is shown and is not part of the text, so that quotes, names and searches go across it.

use super::build::{Builder, Frame, Silence};
use super::html::{self, Written};
use crate::escape;
use crate::model::body::Markup;

/// The elements of a reading.
const READINGS: [&str; 2] = ["rt", "rp"];

impl Builder<'_> {
    /// Begins and ends readings; whether that is all there is to a tag.
    pub(super) fn ruby_tag(&mut self, tag: &Written) -> bool {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        let reading = READINGS.into_iter().find(|name| is(name));
        if let Silence::Reading(_) = self.silence {
            if reading.is_none() && !is("ruby") && html::inline(tag.name).is_some() {
                return true;
            }
            self.end_reading();
        }
        let mut around =
            self.frames.iter().rev().take_while(|frame| matches!(frame, Frame::Html { .. }));
        let Some(name) = reading
            .filter(|_| around.any(|frame| matches!(frame, Frame::Html { name: "ruby", .. })))
        else {
            return false;
        };
        if !tag.closes {
            self.reading = tag.rebuilt(name).into();
            self.silence = Silence::Reading(name);
        }
        true
    }

    /// Words of a reading.
    pub(super) fn read(&mut self, words: &str) {
        escape::text(words, &mut self.reading);
    }

    /// The reading that is open ends.
    pub(super) fn end_reading(&mut self) {
        if let Silence::Reading(name) = self.silence {
            let reading = std::mem::take(&mut self.reading);
            self.silence = Silence::No;
            self.item(Markup::Reading(format!("{reading}</{name}>").into()));
        }
    }
}
