//! What an archive has already, and which of them something that is brought in is.

use std::collections::{BTreeMap, BTreeSet};

use variorum::fold;
use variorum::import::{self, Item};
use variorum::model::article::{Kind, Reading};
use variorum::source::Source;

use super::passages::words;
use super::records::Records;

/// What is there.
#[derive(Default)]
pub(super) struct There {
    /// The articles.
    pub(super) known: Vec<Known>,
    pub(super) records: Records,
    /// Articles whose front matter cannot be read.
    broken: Vec<Source>,
    /// By where they were, and where their DOIs lead.
    by_address: BTreeMap<String, Vec<usize>>,
    by_title: BTreeMap<String, Vec<usize>>,
    /// Of those with a title the ones that have no address.
    without_address: BTreeMap<String, Vec<usize>>,
    /// The addresses, below the folder of each kind.
    slugs: BTreeSet<(&'static str, String)>,
    /// Those that something was in this run.
    met: BTreeSet<usize>,
    /// Whether another text from the address of an article is another version of it.
    pub(super) keeps_versions: bool,
}

/// An article that is there.
pub(super) struct Known {
    pub(super) source: Source,
    slug: String,
    /// What it is another version of.
    version_of: Option<String>,
    /// Where it was, without what makes no difference.
    address: Option<String>,
    /// The surnames of its authors, as far as the last word of a name is one.
    authors: Vec<String>,
    /// When it was published: EDTF.
    published: Option<String>,
    /// When it was saved: EDTF.
    accessed: Option<String>,
    text: [u8; 32],
    /// Whether it has no text, or none but its passages.
    pub(super) is_bare: bool,
}

impl Known {
    /// What other versions of its text name.
    pub(super) fn base(&self) -> &str {
        self.version_of.as_ref().unwrap_or(&self.slug)
    }

    /// Whether this is its text.
    pub(super) fn has(&self, text: &str) -> bool {
        self.text == import::same_text(text)
    }
}

impl There {
    /// Adds what a file says.
    pub(super) fn know(&mut self, source: Source, reading: &Reading) {
        self.slugs.insert((reading.document.is.name(), reading.document.slug.clone()));
        let Some(article) = reading.document.article() else {
            return self.records.know(source, reading.document.clone());
        };
        if reading.document.unreadable {
            return self.broken.push(source);
        }
        let at = self.known.len();
        let address = article.url.as_ref().map(|url| fold::address(&url.value));
        let url = article.url.as_ref().map(|url| url.value.as_str());
        for address in import::addresses(url, reading.document.doi().as_deref()) {
            self.by_address.entry(address).or_default().push(at);
        }
        let title = fold::key(&reading.document.title.value);
        if address.is_none() {
            self.without_address.entry(title.clone()).or_default().push(at);
        }
        self.by_title.entry(title).or_default().push(at);
        let text = &reading.document.body.text;
        let quotes = article.annotations.iter().filter_map(|a| words(a, &reading.document.body));
        let marked: usize = quotes.map(str::len).sum();
        let is_bare = text.len() <= marked + marked / 8;
        let authors = article.authors.iter().map(|author| surname(&author.value)).collect();
        let text = import::same_text(text);
        let [published, accessed] = [&article.published, &article.accessed]
            .map(|date| Some(date.as_ref()?.when.as_ref()?.text.clone()));
        let slug = reading.document.slug.clone();
        let version_of = article.version_of.as_ref().map(|base| base.value.clone());
        self.known.push(Known {
            source,
            slug,
            version_of,
            address,
            authors,
            published,
            accessed,
            text,
            is_bare,
        });
    }

    /// The file that says where an item was, or what it is called, and cannot be read: what it has of it is not known.
    pub(super) fn unreadable(&self, item: &Item) -> Option<&str> {
        let address = item.url.as_deref().map(|url| url.trim_end_matches('/'));
        let title = item.title.contains(' ').then_some(item.title.as_str());
        let said = address.into_iter().chain(title).filter(|words| !words.is_empty());
        let said: Vec<&str> = said.collect();
        let has = |source: &&Source| said.iter().any(|words| source.text.contains(words));
        self.broken.iter().find(has).map(|source| &*source.path)
    }

    /// Whether an item is another text from the address of an article.
    pub(super) fn is_other_text(&self, at: usize, item: &Item, reading: &Reading) -> bool {
        let known = &self.known[at];
        let address = item.url.as_deref().map(fold::address);
        let is_from_there = address.is_some() && known.address == address;
        let has_both = !item.text.is_empty() && !known.is_bare;
        is_from_there && has_both && !known.has(&reading.document.body.text)
    }

    /// Whether something of the same kind has this address.
    pub(super) fn has_slug(&self, kind: &Kind, slug: &str) -> bool {
        self.slugs.contains(&(kind.name(), slug.to_owned()))
    }

    /// Something is one of these in this run.
    pub(super) fn meet(&mut self, at: usize) {
        self.met.insert(at);
    }

    /// The article that an item is: the one that it was in another archive, else the one with its address, else the one with its title that nothing tells apart.
    pub(super) fn find(&self, item: &Item, reading: &Reading) -> Option<usize> {
        let title = fold::key(&item.title);
        let titled = self.by_title.get(&title).map_or(&[][..], Vec::as_slice);
        let text = import::same_text(&reading.document.body.text);
        self.with_name(titled, item)
            .or_else(|| self.with_address(titled, item, reading, text))
            .or_else(|| {
                // What has another address is something else.
                let titled = match &item.url {
                    Some(_) => self.without_address.get(&title).map_or(&[][..], Vec::as_slice),
                    None => titled,
                };
                self.with_title(titled, item, text)
            })
    }

    /// Which of those with its title an item is by the name of its file, or by the slug that it gives itself.
    fn with_name(&self, titled: &[usize], item: &Item) -> Option<usize> {
        let path = item.file.as_ref().map(|file| format!("content/{file}"));
        let has_path = |at: &&usize| path.as_deref() == Some(&*self.known[**at].source.path);
        let address = item.url.as_deref().map(fold::address);
        // A note that gives itself a slug has it wherever it goes, and whatever is changed in its text.
        let has_slug = |at: &&usize| {
            let known = &self.known[**at];
            let apart = known.address.is_some() && address.is_some() && known.address != address;
            item.slug.as_ref() == Some(&known.slug) && !apart && !self.met.contains(*at)
        };
        titled.iter().find(has_path).or_else(|| titled.iter().find(has_slug)).copied()
    }

    /// Which of those with its address an item is. Two notes on one page, with texts of their own, are two; a page that was
    /// saved twice is one.
    fn with_address(
        &self,
        titled: &[usize],
        item: &Item,
        reading: &Reading,
        text: [u8; 32],
    ) -> Option<usize> {
        let address = item.url.as_deref().map(fold::address);
        let addresses = import::addresses(item.url.as_deref(), reading.document.doi().as_deref());
        let there = addresses.iter().find_map(|address| self.by_address.get(address))?;
        // Two pages may have one DOI: that of a text, and one that says of what it is.
        let may_be = |at: &usize| {
            let known = &self.known[*at];
            known.address == address || item.text.is_empty() || known.is_bare
        };
        let there = || there.iter().copied().filter(may_be);
        let is_free = |at: &usize| {
            let is_note = item.verbatim.is_some() && !item.text.is_empty();
            let is_met = self.met.contains(at) && !self.keeps_versions;
            !is_note || self.known[*at].is_bare || !is_met
        };
        let is_version = |at: usize| self.known[at].version_of.is_some();
        // Another text is one of the text that the versions are of; what has none is told by its title.
        let best = || {
            there().filter(is_free).min_by_key(|&at| {
                let has_text = !item.text.is_empty();
                (has_text && is_version(at), !titled.contains(&at), is_version(at))
            })
        };
        there().find(|&at| self.known[at].text == text).or_else(best)
    }

    /// Which of those with its title an item is, where nothing tells them apart.
    fn with_title(&self, titled: &[usize], item: &Item, text: [u8; 32]) -> Option<usize> {
        let authors: Vec<String> = item.authors.iter().map(|author| surname(author)).collect();
        let has_text = |known: &Known| known.text == text && !item.text.is_empty();
        let is_one = |at: &usize| {
            let known = &self.known[*at];
            let is_same = known.text == text || item.text.is_empty() || known.is_bare;
            // Many have written an `Introduction`.
            let by_others = !authors.is_empty()
                && !known.authors.is_empty()
                && !authors.iter().any(|author| known.authors.contains(author));
            is_same && (!by_others || has_text(known)) && !is_another_issue(item, known)
        };
        let by_day = |at: &usize| {
            let known = &self.known[*at];
            // With the same text it is the same, whatever day is written there now.
            let published = item.published.as_deref().filter(|_| !has_text(known));
            told_apart(published, known.published.as_deref())
        };
        let mut ones: Vec<usize> = titled.iter().copied().filter(is_one).collect();
        ones.sort_by_key(by_day);
        // Two rulings in one case have one title. A day may have been corrected since, a year hardly.
        ones.into_iter().find(|at| match by_day(at) {
            Apart::Not => true,
            Apart::ByDay => !self.met.contains(at),
            Apart::ByYear => false,
        })
    }
}

/// Whether something was saved on another day than an article, and nothing else is known by which it could be the same: all
/// letters of a sender can have one title.
fn is_another_issue(item: &Item, known: &Known) -> bool {
    let is_undated = item.published.is_none() && known.published.is_none();
    let days = item.accessed.as_ref().zip(known.accessed.as_ref());
    item.text.is_empty() && is_undated && days.is_some_and(|(one, other)| one != other)
}

/// How much the dates of two things tell them apart.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Apart {
    Not,
    ByDay,
    ByYear,
}

fn told_apart(one: Option<&str>, other: Option<&str>) -> Apart {
    // A date that is open at its beginning has its year behind the stroke.
    let [Some(one), Some(other)] =
        [one, other].map(|date| Some(date?.trim_start_matches(['.', '/'])))
    else {
        return Apart::Not;
    };
    if one.starts_with(other) || other.starts_with(one) {
        Apart::Not
    } else if one.get(..4) == other.get(..4) {
        Apart::ByDay
    } else {
        Apart::ByYear
    }
}

/// The last word of a name, as names are compared.
pub(super) fn surname(name: &str) -> String {
    fold::key(name.split_whitespace().last().unwrap_or_default())
}
