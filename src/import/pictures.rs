//! The pictures that come with a page or a note: written into it, beside it, or parts of the same message.
//!
//! What a picture is, its first bytes say, never its name. Kinds that run nothing are taken and no others.

use std::collections::{BTreeMap, BTreeSet};

use data_url::DataUrl;
use url::Url;

use super::{named, single_line};
use crate::fold;

/// The folder of pictures, beside the articles.
const FOLDER: &str = "images";

/// The most pictures of one page.
const MOST: usize = 200;

/// The most bytes of one picture.
const LARGEST: usize = 16 << 20;

/// The most bytes that the pictures of one page have together.
const MOST_BYTES: usize = 64 << 20;

/// A picture of fewer bytes holds the place of one that a script would load, or counts readers.
const SMALLEST: usize = 100;

/// A picture that is kept beside an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path from the folder of the article. It tells the bytes, so that one name is never two pictures.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Looks up the bytes of what a page calls by some address.
pub(super) type Find<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// The pictures of a page, as they are met.
pub(super) struct Pictures<'a> {
    find: Option<Find<'a>>,
    taken: Vec<Picture>,
    /// The files that were met, and the paths that they have now.
    met: BTreeMap<String, String>,
    bytes: usize,
    /// How many are left out, by why.
    left: BTreeMap<Left, usize>,
    /// Those that are not among what came along, as the page writes them.
    missing: BTreeSet<String>,
}

/// Why a picture is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Left {
    /// It comes with the page, and nobody asked for it, or it does not come along after all.
    Along,
    /// It is named from where the page was, which the page does not say.
    Adrift,
    /// It is of none of the kinds that are taken.
    Kind,
    /// It has too many bytes.
    Size,
    /// The page has too many.
    Number,
}

impl<'a> Pictures<'a> {
    /// Takes those that `find` has, or none where nobody asks for them.
    pub(super) fn new(find: Option<Find<'a>>) -> Self {
        Self {
            find,
            taken: Vec::new(),
            met: BTreeMap::new(),
            bytes: 0,
            left: BTreeMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Takes the picture at an address, as the page writes it, if it comes along; the path of it.
    pub(super) fn meet(&mut self, address: &str, base: Option<&Url>) -> Option<String> {
        let find = self.find?;
        let is_inline = address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
        let bytes = if is_inline {
            inline(address)
        } else {
            let whole = base.and_then(|base| base.join(address).ok());
            find(address).or_else(|| find(whole?.as_str())).or_else(|| find(&file(address)?))
        };
        let bytes = bytes.filter(|bytes| bytes.len() >= SMALLEST)?;
        let Some(ending) = ending(&bytes) else {
            self.leave(Left::Kind);
            return None;
        };
        let path = path(if is_inline { "" } else { address }, ending, &bytes);
        if let Some(file) = file(address).filter(|_| !is_inline) {
            self.met.insert(file, path.clone());
        }
        if self.taken.iter().any(|taken| taken.path == path) {
            return Some(path);
        }
        if self.taken.len() == MOST {
            self.leave(Left::Number);
            return None;
        }
        if bytes.len() > LARGEST || self.bytes + bytes.len() > MOST_BYTES {
            self.leave(Left::Size);
            return None;
        }
        self.bytes += bytes.len();
        self.taken.push(Picture { path: path.clone(), bytes });
        Some(path)
    }

    /// The path of the picture that an annotation means, as `anchor` finds it: by its name, or by the end of its path.
    pub(super) fn meant(&self, name: &str) -> Option<&str> {
        let name = file(name)?;
        let ends = |whole: &str, part: &str| {
            whole
                .strip_suffix(part)
                .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
        };
        if let Some(path) = self.met.get(&name) {
            return Some(path);
        }
        let alike = self.met.iter().filter(|(met, _)| ends(met, &name) || ends(&name, met));
        let mut paths = alike.map(|(_, path)| path.as_str());
        let path = paths.next()?;
        paths.all(|other| other == path).then_some(path)
    }

    /// How many are left out.
    pub(super) fn left_out(&self) -> usize {
        self.left.values().sum()
    }

    /// Counts one that is left out.
    pub(super) fn leave(&mut self, why: Left) {
        *self.left.entry(why).or_default() += 1;
    }

    /// Counts one that does not come along, and keeps its name.
    pub(super) fn miss(&mut self, address: &str) {
        self.leave(Left::Along);
        self.missing.insert(address.to_owned());
    }

    /// Those that stand in a text, and what is to be said of the others.
    pub(super) fn close(self, text: &str) -> (Vec<Picture>, Vec<String>) {
        let stands = |picture: &Picture| text.contains(&picture.path);
        let are_wanted = self.find.is_some();
        let told = self.left.iter().map(|(why, &count)| {
            let (what, are) = if count == 1 { ("picture", "is") } else { ("pictures", "are") };
            let why = match why {
                Left::Along if are_wanted && self.missing.is_empty() => {
                    "not among what came along".to_owned()
                }
                Left::Along if are_wanted => {
                    format!("not among what came along: {}", named(&self.missing))
                }
                Left::Along => "left out, and kept with `--images`".to_owned(),
                Left::Adrift => {
                    "left out: the page does not say where it was, and names them from there"
                        .to_owned()
                }
                Left::Kind => {
                    "left out: only PNG, JPEG, GIF, WebP, AVIF and TIFF are taken".to_owned()
                }
                Left::Size => format!(
                    "left out: one may have {} MiB, and all of a page {}",
                    LARGEST >> 20,
                    MOST_BYTES >> 20
                ),
                Left::Number => format!("left out: a page may have {MOST}"),
            };
            format!("{count} {what} {are} {why}")
        });
        let told = told.collect();
        (self.taken.into_iter().filter(stands).collect(), told)
    }
}

/// The bytes that an address of the kind `data:` is.
fn inline(address: &str) -> Option<Vec<u8>> {
    // What is unpacked is never longer than what is written.
    if address.len() > LARGEST * 4 {
        return None;
    }
    DataUrl::process(address).ok()?.decode_to_vec().ok().map(|(bytes, _)| bytes)
}

/// The name of a file, for an address that is one: without a query, and with its letters.
fn file(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let path = path.trim_start_matches("./");
    (!path.is_empty() && !path.contains("://")).then(|| path.to_owned())
}

/// The ending of the name of a picture, by its first bytes.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some("avif"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some("tif"),
        _ => None,
    }
}

/// A name that says what the page called it, as far as that is words, and which bytes it has.
fn path(address: &str, ending: &str, bytes: &[u8]) -> String {
    let name = file(address.rsplit("://").next().unwrap_or(address)).unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut stem = fold::slug(&single_line(name.rsplit_once('.').map_or(name, |(stem, _)| stem)));
    while stem.len() > 40 {
        stem.pop();
    }
    let hash = blake3::hash(bytes).to_hex();
    let between = if stem.is_empty() { "" } else { "-" };
    format!("{FOLDER}/{stem}{between}{}.{ending}", &hash.as_str()[..12])
}

#[cfg(test)]
mod tests {
    use super::Pictures;

    /// A picture of a kind, as far as its first bytes tell.
    fn picture(first: &[u8]) -> Vec<u8> {
        let mut bytes = first.to_vec();
        bytes.resize(200, 0);
        bytes
    }

    #[test]
    fn what_is_taken() {
        let base = url::Url::parse("https://example.org/a/page").expect("an address");
        for (first, address, expected) in [
            (&b"\x89PNG\r\n\x1a\n"[..], "page_files/The%20wall.PNG?x=1", "images/the-wall-"),
            (b"\xff\xd8\xff\xe0", "../../etc/wall.jpg", "images/wall-"),
            (b"GIF89a", "https://example.org/a/x.gif", "images/x-"),
            (b"RIFF0000WEBP", "cid:wall", "images/cid-wall-"),
            (b"0000ftypavif", "/con.avif", "images/con-"),
            (b"II*\0", "chart.tiff", "images/chart-"),
            (b"<svg onload=alert(1)>", "wall.png", ""),
            (b"<html>", "wall.jpg", ""),
            (b"MZ", "wall.jpg", ""),
        ] {
            let bytes = picture(first);
            let find = |_: &str| Some(bytes.clone());
            let path = Pictures::new(Some(&find)).meet(address, Some(&base)).unwrap_or_default();
            assert!(path.starts_with(expected), "{address}: {path}");
            assert_eq!(path.is_empty(), expected.is_empty(), "{address}: {path}");
        }
    }

    #[test]
    fn pictures_are_bounded() {
        let find = |name: &str| Some(picture(format!("GIF89a{name}").as_bytes()));
        let mut pictures = Pictures::new(Some(&find));
        let taken = (0..300).filter(|n| pictures.meet(&format!("{n}.gif"), None).is_some());
        assert_eq!(taken.count(), super::MOST);
        let (kept, left) = pictures.close("none of them stands in it");
        assert_eq!(
            (kept.len(), left),
            (0, vec!["100 pictures are left out: a page may have 200".to_owned()])
        );
        assert_eq!(Pictures::new(None).meet("data:image/gif;base64,R0lGODlh", None), None);
    }
}
