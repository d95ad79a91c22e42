//! What is said of files that links name.

use std::collections::BTreeMap;

use memchr::memmem;

use crate::diagnostic::{Candidates, Code, Diagnostic};
use crate::model::annotation::{Anchoring, Passage};
use crate::model::article::{Document, Reading};
use crate::model::body::{Body, Link, LinkStyle, TextRange};
use crate::model::picture::is_unshown;
use crate::model::region::Rectangle;
use crate::source::{Span, Spanned, path_from};
use crate::world::{Dimensions, World};

/// An address with a space in it has not more bytes.
const LONGEST: usize = 250;

/// So many signs in it are tried as its end.
const TRIED: usize = 4;

pub(super) fn ambiguous(document: &Document, link: &Link, one: &str, other: &str) -> Diagnostic {
    let [one, other] = [one, other].map(|path| path.strip_prefix("content/").unwrap_or(path));
    let message = format!("`{}` can mean `{one}` or `{other}`", link.target);
    let help = format!("write the path of the one that is meant, as `[[{one}]]`");
    Diagnostic::new(Code::AmbiguousLink, message).at(&document.source, link.span, "").help(help)
}

pub(super) fn active(written: &str) -> Diagnostic {
    let message = format!("`{written}` is of a kind that could run scripts, so it is not copied");
    let help = "publish it as PDF, PNG or ZIP, link to a web archive, or put it into `static/` if it is your own";
    Diagnostic::new(Code::ActiveFile, message).help(help)
}

/// The pictures of a document that are of kinds that browsers do not show.
pub(super) fn unshown(document: &Document) -> Vec<Diagnostic> {
    let is_shown = |link: &&Link| matches!(link.style, LinkStyle::Image | LinkStyle::Embed);
    let links = document.texts().flat_map(|(_, body)| &body.links).filter(is_shown);
    let own = document.entity().and_then(|record| record.image.as_ref());
    let own = own.map(|image| (image.value.as_str(), image.span));
    let pictures = links.map(|link| (link.target.as_str(), link.span)).chain(own);
    let unshown = pictures.filter(|(written, _)| is_unshown(written) && !written.contains("://"));
    let fault = |(written, span): (&str, Span)| {
        let message = format!("`{written}` is of a kind that browsers do not show");
        let fault = Diagnostic::new(Code::UnshownPicture, message).at(&document.source, span, "");
        fault.help("save it as JPEG or PNG, and name that file")
    };
    unshown.map(fault).collect()
}

/// The parts of pictures that annotations of a document are about, by the links of the pictures.
pub(super) fn parts(reading: &Reading) -> BTreeMap<u32, Vec<&Spanned<Rectangle>>> {
    let mut parts: BTreeMap<u32, Vec<_>> = BTreeMap::new();
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    for (annotation, anchoring) in annotations.iter().zip(&reading.anchors) {
        if let (Some(Passage::Picture(region)), Anchoring::Pictured(link)) =
            (&annotation.passage, anchoring)
        {
            parts.entry(*link).or_default().extend(&region.part);
        }
    }
    parts
}

/// The parts of a picture that do not lie in it, where it is known how large it is.
pub(super) fn outside<'a>(
    document: &'a Document,
    picture: Option<(&'a Vec<&'a Spanned<Rectangle>>, Dimensions)>,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let parts =
        picture.into_iter().flat_map(|(parts, size)| parts.iter().map(move |part| (part, size)));
    let number = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let outside = parts.filter(move |(part, Dimensions { width, height })| {
        !part.value.is_within(number(*width), number(*height))
    });
    outside.map(|(part, Dimensions { width, height })| {
        let message =
            format!("this part ends outside of the picture, which is {width} by {height} pixels");
        let fault =
            Diagnostic::new(Code::OutsidePicture, message).at(&document.source, part.span, "");
        fault.help(
            "`xywh` is left, top, width and height: in pixels, or in per cent after `percent:`",
        )
    })
}

/// The files of each folder below which documents name some that are not there.
pub(super) type Beside<'a> = BTreeMap<&'a str, Candidates>;

pub(super) fn missing<'a>(
    world: &World,
    beside: &mut Beside<'a>,
    document: &'a Document,
    written: &str,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::MissingFile, format!("there is no file `{written}`"));
    let folder = document.source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let likely = beside.entry(folder).or_insert_with(|| {
        let inside =
            world.assets.keys().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
        Candidates::of(inside)
    });
    match likely.nearest(written) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(whereto(world, written)),
    }
}

/// Where a file is to be put that is named so and not there, or by which path it is found.
fn whereto(world: &World, written: &str) -> String {
    let below = written.trim_start_matches("../").trim_start_matches('/');
    if below.starts_with("static/") && world.assets.contains_key(below) {
        let url = below.trim_start_matches("static/");
        return format!("write `/{url}`: files of `static/` are at the root of the site");
    }
    match written.strip_prefix('/') {
        Some(_) => format!("put it at `static/{below}`, or correct the path, which begins there"),
        None => "put it beside the file that names it, or correct the path, which begins there"
            .to_owned(),
    }
}

/// The links that are none, since there is a space in the path of a file that is there: `![map](the map.png)`.
pub(super) fn spaced(world: &World, document: &Document) -> Vec<Diagnostic> {
    let texts = document.texts();
    texts.flat_map(|(_, body)| spaced_in(world, document, body)).collect()
}

fn spaced_in<'a>(
    world: &'a World,
    document: &'a Document,
    body: &'a Body,
) -> impl Iterator<Item = Diagnostic> + 'a {
    memmem::find_iter(body.text.as_bytes(), "](").filter_map(move |at| {
        let start = at + 2;
        let rest = &body.text[start..body.text.floor_char_boundary(start + LONGEST)];
        let is_there = |target: &str| {
            let path = path_from(&document.source, target);
            path.is_some_and(|path| world.assets.contains_key(&path))
        };
        // A name can have brackets in it, and a title stand behind it.
        let ends =
            rest.match_indices([')', '"']).take(TRIED).map(|(end, _)| rest[..end].trim_end());
        let written = ends.filter(|target| target.contains(' ')).find(|target| is_there(target))?;
        let message = format!("`{written}` is no link, since there is a space in it");
        let encoded = written.replace(' ', "%20");
        let help = format!("write `<{written}>`, or `{encoded}`");
        let span = body.source_span(TextRange::new(start, start + written.len()));
        Some(Diagnostic::new(Code::BrokenLink, message).at(&document.source, span, "").help(help))
    })
}
