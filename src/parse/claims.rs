//! Claims: what somebody is said to have said.

use super::fields::{Context, Fields};
use super::{figure, items};
use crate::diagnostic::Code;
use crate::model::annotation::{Annotation, ClaimRecord, Relation, Says, Stance};
use crate::model::figure::Figure;
use crate::source::Spanned;
use crate::yaml::Node;

/// An item of `claims`.
pub(super) fn claim(cx: &mut Context, node: &Node) -> Option<Annotation> {
    let mut fields = Fields::new(node, "a claim");
    let id = fields.text(cx, &["id"]);
    let says = node.text().or_else(|| fields.text(cx, &["says", "title"]));
    let stance = fields.text(cx, &["stance"]);
    let stances = ["asserts", "denies", "doubts", "declines", "silent", "retracts"];
    let order = [
        Stance::Asserts,
        Stance::Denies,
        Stance::Doubts,
        Stance::Declines,
        Stance::Silent,
        Stance::Retracts,
    ];
    let stance = cx.choice("stance", stance, &stances).map_or(Stance::Asserts, |n| order[n]);
    let mut relations = Vec::new();
    for (key, relation) in [
        ("contradicts", Relation::Contradicts),
        ("supports", Relation::Supports),
        ("repeats", Relation::Repeats),
        ("updates", Relation::Updates),
    ] {
        relations.extend(fields.texts(cx, &[key]).into_iter().map(|target| (relation, target)));
    }
    let record = ClaimRecord {
        id: id.clone(),
        question: fields.text(cx, &["question"]).map(items::unlink),
        by: fields.text(cx, &["by"]).map(items::unlink),
        basis: fields.text(cx, &["basis"]).map(items::unlink),
        via: fields.texts(cx, &["via"]).into_iter().map(items::unlink).collect(),
        made: fields.dated(cx, &["made"]),
        stance,
        figure: fields.take(&["figure"]).and_then(|figure| figure_of(cx, figure)),
        rating: rating(cx, &mut fields),
        relations,
        says: says.or_else(|| fields.text(cx, &["quote"])).or_else(|| {
            items::missing(
                cx,
                node,
                "a claim does not say anything",
                "put the assertion into words: `says: …`",
            );
            None
        })?,
    };
    let mut annotation = items::common(cx, node, fields, Says::Claim(Box::new(record)));
    annotation.id = id.map(|id| id.value).unwrap_or_default();
    Some(annotation)
}

fn rating(cx: &mut Context, fields: &mut Fields) -> Option<Spanned<u8>> {
    let text = fields.text(cx, &["rating"])?;
    let rating = text.value.parse::<u8>().ok().filter(|n| (1..=6).contains(n));
    if rating.is_none() {
        let message = format!("`rating` of a claim cannot be `{}`", text.value);
        cx.fault(
            Code::UnknownValue,
            text.span,
            message,
            "use 1 (confirmed) to 6 (cannot be judged)",
        );
    }
    rating.map(|n| Spanned::new(n, text.span))
}

fn figure_of(cx: &mut Context, node: &Node) -> Option<Figure> {
    let (value, unit, scope) = if let Some(value) = node.text() {
        (Some(value), None, None)
    } else {
        let mut fields = Fields::new(node, "a figure");
        let value = fields.text(cx, &["value"]);
        let unit = fields.text(cx, &["unit"]).map(|text| text.value);
        let scope = fields.text(cx, &["scope"]).map(|text| text.value);
        fields.finish(cx);
        (value, unit, scope)
    };
    let Some(value) = value else {
        items::missing(
            cx,
            node,
            "a figure has no `value`",
            "say how many, for instance `value: about 11,000`",
        );
        return None;
    };
    let range = figure::range(&value.value);
    if range.is_none() {
        let message = format!("`{}` was not read as a number", value.value);
        let help = "it is shown as written; `11000`, `~11000`, `\"> 40000\"` or `9000..11000` can be drawn";
        cx.fault(Code::Figure, value.span, message, help);
    }
    Some(Figure { written: value.value, range, unit, scope, span: value.span })
}
