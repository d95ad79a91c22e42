//! Dates that cannot all be so.
//!
//! Says what is odd and changes nothing: which of two dates is wrong is for the reader to find out.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::annotation::EventReport;
use crate::model::article::{Document, EntityRecord, LifeDate};
use crate::model::date::{Basis, Dated};

/// An event that is dated after the article that reports it. What the reader concluded may have been announced.
pub(super) fn of_report(document: &Document, report: &EventReport) -> Option<Diagnostic> {
    let date = report.date.as_ref().filter(|date| date.basis == Basis::Stated)?;
    let published = document.article()?.published.as_ref()?;
    if !is_before(published, date) {
        return None;
    }
    let message = format!("`{}` happens after the article that reports it", report.title.value);
    let help = "correct one of the dates, or write `basis: inferred` beside the date of what was only announced";
    let fault = Diagnostic::new(Code::DateOrder, message).at(&document.source, date.span, "");
    Some(fault.at(&document.source, published.span, "published here").help(help))
}

/// An end that lies before its beginning.
pub(super) fn of_life(document: &Document, record: &EntityRecord) -> Vec<Diagnostic> {
    let date = |which| record.dates.iter().find(|(w, _)| *w == which).map(|(_, date)| date);
    let lives = [
        (LifeDate::Born, LifeDate::Died, "dies before the birth"),
        (LifeDate::Founded, LifeDate::Ended, "ends before the foundation"),
    ];
    let faults = lives.into_iter().filter_map(|(begin, end, is)| {
        let (begin, end) = (date(begin)?, date(end)?);
        let message = format!("`{}` {is}", record.naming.name.value);
        let fault = Diagnostic::new(Code::DateOrder, message)
            .at(&document.source, end.span, "")
            .at(&document.source, begin.span, "this is later")
            .help("correct one of the two dates");
        is_before(end, begin).then_some(fault)
    });
    faults.collect()
}

/// Whether the one date is over before the other one can begin.
fn is_before(one: &Dated, other: &Dated) -> bool {
    let end = one.when.as_ref().and_then(|when| when.latest);
    let begin = other.when.as_ref().and_then(|when| when.earliest);
    end.zip(begin).is_some_and(|(end, begin)| end < begin)
}
