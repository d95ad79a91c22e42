//! The words of a PDF: what it says of itself, and what its pages show.
//!
//! Draws nothing: words are read in the order in which they are written. Does not read what is encrypted or packed in
//! another way than `FlateDecode`, nor letters of fonts that have neither the codes of Windows nor a table of their own.
//!
//! Of our own, because a file must not exhaust the machine: one of 6 KB took `lopdf` 0.47 more than 12 GB, and what an appended
//! update replaces, or stands in a file that is cut short, no parser of whole documents hands over.

mod tokens;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read as _;

use encoding_rs::{UTF_8, UTF_16BE, WINDOWS_1252};
use flate2::read::ZlibDecoder;
use memchr::memmem::{find, rfind};

use super::markup::markup;
use tokens::{Token, Tokens, is_regular, is_space};

/// So many bytes are unpacked of one at the most.
const MOST: u64 = 64 << 20;

/// Where several fonts of different pages have one name, so many of them are tried.
const FONTS: usize = 4;

/// A gap of so many thousandths of the size of a font stands between words.
const GAP: f64 = 180.0;

/// What is packed in ways that are not read.
const OTHERS: [&[u8]; 8] =
    [b"/DCT", b"/JPX", b"/LZW", b"/ASCII", b"/RunLength", b"/CCITT", b"/JBIG2", b"/Crypt"];

/// What has no words: pictures, lists of places, fonts.
const WORDLESS: [&[u8]; 6] =
    [b"/Image", b"/XRef", b"/Length1", b"/Type1C", b"/CIDFontType0C", b"/OpenType"];

/// Whether bytes are a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// Whether the words of a PDF are encrypted.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    Pdf::read(bytes).objects.iter().any(|text| find(text, b"/Encrypt").is_some())
}

/// Hands over the words of a PDF: of each text that stands by itself, and of each page.
pub(super) fn words(bytes: &[u8], see: &mut dyn FnMut(&str)) {
    let pdf = Pdf::read(bytes);
    for text in &pdf.objects {
        for token in Tokens::of(text) {
            if let Token::Text(text) = token {
                see(&written(&text));
            }
        }
    }
    for notes in &pdf.notes {
        markup(&String::from_utf8_lossy(notes), 0, see);
    }
    let fonts = pdf.fonts();
    let most = fonts.values().map(Vec::len).max().unwrap_or(1).clamp(1, FONTS);
    for page in &pdf.pages {
        for number in 0..most {
            let apart = shown(page, &fonts, number, false);
            let joined = shown(page, &fonts, number, true);
            see(&apart);
            if joined != apart {
                see(&joined);
            }
        }
    }
}

/// The tables of fonts by the names that pages have for them.
type Fonts<'p> = BTreeMap<&'p [u8], Vec<&'p Table>>;

#[derive(Default)]
struct Pdf<'b> {
    /// What stands between streams, and what is packed of the same kind.
    objects: Vec<Cow<'b, [u8]>>,
    /// The numbers of the packed ones, and where each begins: by the index of what they are packed in.
    packed: Vec<(usize, Vec<(u32, usize)>)>,
    /// What draws pages, or parts of them.
    pages: Vec<Cow<'b, [u8]>>,
    /// XMP.
    notes: Vec<Cow<'b, [u8]>>,
    /// Which letters the codes of fonts are, by the number of the object.
    tables: BTreeMap<u32, Table>,
}

impl<'b> Pdf<'b> {
    fn read(bytes: &'b [u8]) -> Self {
        let (mut pdf, mut left, mut rest) = (Self::default(), MOST, bytes);
        while let Some(at) = find(rest, b"stream") {
            let (before, behind) = (&rest[..at], &rest[at + b"stream".len()..]);
            pdf.objects.push(before.into());
            let Some(body) = behind.strip_prefix(b"\r\n").or(behind.strip_prefix(b"\n")) else {
                rest = behind;
                continue;
            };
            let end = find(body, b"endstream").unwrap_or(body.len());
            let start = rfind(before, b"obj").unwrap_or_default();
            pdf.take(number_before(&before[..start]), &before[start..], &body[..end], &mut left);
            rest = body[end..].strip_prefix(b"endstream").unwrap_or_default();
        }
        pdf.objects.push(rest.into());
        pdf
    }

    /// Takes what a stream has, by what is said about it and by what it is.
    fn take(&mut self, object: Option<u32>, about: &[u8], body: &'b [u8], left: &mut u64) {
        let says = |name: &[u8]| find(about, name).is_some();
        if OTHERS.into_iter().chain(WORDLESS).any(says) {
            return;
        }
        let data: Cow<[u8]> = if says(b"/Fl") {
            let mut unpacked = Vec::new();
            // Of a broken one, what comes before the break.
            _ = ZlibDecoder::new(body).take(*left).read_to_end(&mut unpacked);
            *left -= unpacked.len() as u64;
            unpacked.into()
        } else {
            body.into()
        };
        let has = |word: &[u8]| find(&data, word).is_some();
        if says(b"/ObjStm") {
            let first = number_behind(about, b"/First").unwrap_or_default() as usize;
            let head = data.get(..first).unwrap_or_default();
            let numbers: Vec<u32> = head.split(|byte| is_space(*byte)).filter_map(number).collect();
            let places = numbers.chunks_exact(2).map(|pair| (pair[0], first + pair[1] as usize));
            self.packed.push((self.objects.len(), places.collect()));
            self.objects.push(data);
        } else if has(b"begincmap") {
            self.tables.extend(object.map(|object| (object, Table::read(&data))));
        } else if has(b"<x:xmpmeta") || has(b"<rdf:RDF") {
            self.notes.push(data);
        } else if has(b"Tj") || has(b"TJ") {
            self.pages.push(data);
        }
    }

    fn fonts(&self) -> Fonts<'_> {
        let mut tables: BTreeMap<u32, &Table> = BTreeMap::new();
        for (number, text) in self.numbered() {
            let table = number_behind(text, b"/ToUnicode").and_then(|at| self.tables.get(&at));
            tables.extend(table.map(|table| (number, table)));
        }
        let mut fonts = Fonts::new();
        for text in self.objects.iter().filter(|_| !tables.is_empty()) {
            for (name, number) in references(text) {
                let Some(&table) = tables.get(&number) else { continue };
                let same = fonts.entry(name).or_default();
                if !same.iter().any(|other| std::ptr::eq(*other, table)) {
                    same.push(table);
                }
            }
        }
        fonts
    }

    /// The objects, each with its number.
    fn numbered(&self) -> impl Iterator<Item = (u32, &[u8])> {
        let plain = self.objects.iter().flat_map(|text| {
            let mut rest: &[u8] = text;
            std::iter::from_fn(move || {
                let at = find(rest, b" obj")?;
                let number = number_before(&rest[..=at]);
                rest = &rest[at + b" obj".len()..];
                let end = find(rest, b"endobj").unwrap_or(rest.len());
                Some(number.map(|number| (number, &rest[..end])))
            })
            .flatten()
        });
        let packed = self.packed.iter().flat_map(|(index, places)| {
            let text: &[u8] = &self.objects[*index];
            let ends = places.iter().skip(1).map(|(_, start)| *start).chain([text.len()]);
            places
                .iter()
                .zip(ends)
                .filter_map(move |(&(number, start), end)| Some((number, text.get(start..end)?)))
        });
        plain.chain(packed)
    }
}

/// The letters of a text outside of pages.
fn written(text: &[u8]) -> Cow<'_, str> {
    let encoding = if text.starts_with(&[0xfe, 0xff]) {
        UTF_16BE
    } else if text.starts_with(&[0xef, 0xbb, 0xbf]) {
        UTF_8
    } else {
        WINDOWS_1252
    };
    encoding.decode(text).0
}

/// The words that a page draws; of fonts of one name, those of this one of them. Where letters are placed by themselves,
/// as browsers do between two that stand closer, nothing says whether they are a word: `joins` takes them for parts of one.
fn shown(page: &[u8], fonts: &Fonts, number: usize, joins: bool) -> String {
    let (mut shown, mut next) = (String::new(), String::new());
    let (mut table, mut name, mut is_listed) = (None, &b""[..], false);
    let mut down = 0.0;
    for token in Tokens::of(page) {
        match token {
            Token::Text(text) => match table {
                None => next.push_str(&WINDOWS_1252.decode_without_bom_handling(&text).0),
                Some(table) => Table::decode(table, &text, &mut next),
            },
            Token::Number(back) if is_listed && back < -GAP => next.push(' '),
            Token::Number(number) => down = number,
            Token::Name(other) => name = other,
            Token::Open => is_listed = true,
            Token::Close => is_listed = false,
            Token::Word(word) => {
                match word {
                    b"Tf" => {
                        let same = fonts.get(name).filter(|same| !same.is_empty());
                        table = same.map(|same| same[number % same.len()]);
                    }
                    b"Tj" | b"TJ" => shown.push_str(&next),
                    b"Td" if joins && down == 0.0 => {}
                    b"'" | b"\"" | b"BDC" => shown.extend([" ", &next]),
                    b"Td" | b"TD" | b"T*" | b"Tm" | b"ET" => shown.push(' '),
                    _ => {}
                }
                next.clear();
            }
        }
    }
    shown
}

/// Which letters the codes of a font are: `ToUnicode`.
#[derive(Default)]
struct Table {
    /// How many bytes a code has.
    width: usize,
    /// From which code to which, and the letters of the first; in order.
    ranges: Vec<(u32, u32, Vec<u16>)>,
}

impl Table {
    fn read(text: &[u8]) -> Self {
        let mut table = Self::default();
        // A line has a code and its letters, or two codes and the letters of the first, or those of each in a list.
        let (mut line, mut size, mut listed) = (Vec::new(), 0, None);
        for token in Tokens::of(text) {
            match token {
                Token::Word(b"beginbfchar") => size = 2,
                Token::Word(b"beginbfrange") => size = 3,
                Token::Word(word) if word.starts_with(b"endbf") => size = 0,
                Token::Text(letters) => match &mut listed {
                    Some(code) => {
                        table.add(*code, *code, &letters);
                        *code = code.saturating_add(1);
                    }
                    None if size > 0 => line.push(letters),
                    None => {}
                },
                Token::Open => listed = line.first().map(|code| code_of(code)),
                Token::Close => {
                    listed = None;
                    line.clear();
                }
                _ => {}
            }
            if let [code, .., letters] = line.as_slice()
                && line.len() == size
            {
                table.width = table.width.max(code.len());
                table.add(code_of(code), code_of(&line[size - 2]), letters);
                line.clear();
            }
        }
        table.ranges.sort_unstable();
        table
    }

    fn add(&mut self, first: u32, last: u32, letters: &[u8]) {
        let units = letters.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        self.ranges.push((first, last, units.collect()));
    }

    /// Adds the letters of some codes.
    fn decode(&self, codes: &[u8], to: &mut String) {
        let mut units: Vec<u16> = Vec::new();
        for code in codes.chunks(self.width.max(1)).map(code_of) {
            let behind = self.ranges.partition_point(|(first, ..)| *first <= code);
            let range = behind.checked_sub(1).map(|at| &self.ranges[at]);
            let Some((first, _, letters)) = range.filter(|(_, last, _)| code <= *last) else {
                continue;
            };
            units.extend(letters);
            if let Some(unit) = units.last_mut().filter(|_| !letters.is_empty()) {
                *unit = unit.wrapping_add(u16::try_from(code - first).unwrap_or_default());
            }
        }
        to.push_str(&String::from_utf16_lossy(&units));
    }
}

fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn number(digits: &[u8]) -> Option<u32> {
    str::from_utf8(digits).ok()?.parse().ok()
}

/// The number of the object whose generation stands at the end of a text.
fn number_before(text: &[u8]) -> Option<u32> {
    text.rsplit(|byte| is_space(*byte)).filter(|word| !word.is_empty()).nth(1).and_then(number)
}

/// The number behind a name.
fn number_behind(text: &[u8], name: &[u8]) -> Option<u32> {
    let behind = &text[find(text, name)? + name.len()..];
    behind.split(|byte| is_space(*byte)).find(|word| !word.is_empty()).and_then(number)
}

/// What refers to an object by a name: `/F1 5 0 R`.
fn references(text: &[u8]) -> impl Iterator<Item = (&[u8], u32)> {
    text.split(|byte| *byte == b'/').filter_map(|text| {
        let end = text.iter().position(|byte| !is_regular(*byte))?;
        let (name, behind) = text.split_at(end);
        let mut words = behind.split(|byte| is_space(*byte)).filter(|word| !word.is_empty());
        let (object, _, sign) = (words.next()?, words.next()?, words.next()?);
        Some((name, number(object).filter(|_| sign.starts_with(b"R"))?))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    fn stream(number: u32, about: &str, data: &str) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(data.as_bytes()).expect("in memory");
        let head = format!("{number} 0 obj\n<< {about} /Filter /FlateDecode >>\nstream\r\n");
        [head.as_bytes(), &packed.finish().expect("in memory"), b"\nendstream\nendobj\n"].concat()
    }

    fn check(parts: &[&[u8]], expected: &[&str]) {
        let mut seen = Vec::new();
        super::words(&[&b"%PDF-1.7\n"[..], &parts.concat()].concat(), &mut |words| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            seen.extend(Some(words).filter(|words| !words.is_empty()));
        });
        assert_eq!(seen, expected);
    }

    #[test]
    fn what_a_pdf_says_of_itself() {
        let about = b"1 0 obj << /Author (Ann \\(A.\\) Lee) /Title <FEFF0041006E006E> /T (a\\\nb\\101) >> endobj";
        check(&[about], &["Ann (A.) Lee", "Ann", "abA"]);
        let notes = b"2 0 obj << /Type /Metadata >> stream\n<x:xmpmeta><dc:creator>Ann</dc:creator></x:xmpmeta>\nendstream endobj";
        check(&[notes], &["Ann"]);
        let packed = stream(3, "/Type /ObjStm /N 1 /First 4", "1 0 << /Author (Ann) >>");
        check(&[&packed], &["Ann"]);
        check(&[&packed[..packed.len() / 2]], &[]);
        check(&[b"stream (a) stream\n(b)"], &["a"]);
    }

    #[test]
    fn what_its_pages_show() {
        for (page, words) in [
            ("BT /F1 12 Tf 1 0 0 1 72 720 Tm (Ann Lee) Tj ET", &["Ann Lee"][..]),
            ("BT (Ann L) Tj 60 0 Td (ee) Tj ET", &["Ann L ee", "Ann Lee"]),
            ("BT [(A) 20 (nn) -250 (L) 80 (ee)] TJ ET", &["Ann Lee"]),
            ("BT (Ann) Tj 0 -14 Td (Lee) ' T* <4c6565> Tj ET", &["Ann Lee Lee"]),
            ("BT (A) Tj 7 0 Td (n) Tj 7 0 Td (n) Tj 0 -14 Td (L) Tj ET", &["A n n L", "Ann L"]),
            ("/Span << /ActualText (Ann) >> BDC (x) Tj EMC", &["Annx"]),
            ("(no) Do BT (\\311) Tj ET % (no)", &["É"]),
        ] {
            check(&[&stream(4, "/Length 9", page)], words);
        }
        check(&[&stream(4, "/Subtype /Image", "BT (Ann) Tj ET")], &[]);
    }

    #[test]
    fn letters_of_fonts_with_a_table() {
        let font = b"5 0 obj << /Type /Font /ToUnicode 6 0 R >> endobj 7 0 obj << /Font << /F1 5 0 R >> >> endobj\n";
        let table = stream(
            6,
            "",
            "begincmap 1 beginbfchar <0003> <0041> endbfchar 2 beginbfrange <0010> <0012> <006C> \
             <0020> <0021> [<00660066> <0065>] endbfrange endcmap",
        );
        let page =
            stream(8, "", "BT /F1 9 Tf <000300120011> Tj <0020 0021 0099> Tj /F2 9 Tf (n) Tj ET");
        check(&[font, &table, &page], &["Anmffen"]);
    }
}
