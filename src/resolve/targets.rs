//! What links can lead to, by every name that it has.
//!
//! Does not look into documents: places in them are for [`super::places`].

use std::collections::BTreeSet;
use std::sync::OnceLock;

use foldhash::{HashMap, HashSet};

use super::called::{self, key};
use super::disclose::Disclosed;
use super::names::Names;
use crate::diagnostic::{Candidates, nearest};
use crate::fold;
use crate::model::archive::{DocumentId, EntityId, Question, QuestionId, Target};
use crate::model::article::{Document, Kind};

/// Everything that links can lead to.
pub(super) struct Targets {
    called: HashMap<String, Vec<Called>>,
    /// By address without `.html` and by path below `content/` without `.md`, in lower case.
    paths: HashMap<String, Target>,
    /// The articles that were at an address of the web: one, and another one for which that may be itself. None where they
    /// are withheld.
    sites: HashMap<String, Vec<Target>>,
    /// Addresses and titles of everything, for help.
    likely: OnceLock<Candidates>,
    /// Paths of what the edition withholds: links to it lead nowhere and are no faults.
    withheld: HashSet<String>,
    /// Names among these that are kept back, and not only without a page.
    secret: HashSet<String>,
    /// The target that each document is.
    documents: Vec<Target>,
}

struct Called {
    rank: Rank,
    words: String,
    is: Is,
    /// None where the edition withholds it.
    target: Option<Target>,
}

/// What is called so, what is meant first where several are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Is {
    Document,
    Entity,
    Question,
}

/// What a string is to a target, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Slug,
    Title,
    Alias,
}

/// What a name leads to.
pub(super) enum Hit {
    /// To this.
    One(Target),
    /// To one of several, the first of which is taken.
    Several(Vec<Target>),
    /// To something that is withheld.
    Withheld,
    /// To nothing.
    Nothing,
}

impl Targets {
    /// Gathers what links can lead to.
    pub(super) fn gather(disclosed: &Disclosed, names: &Names, questions: &[Question]) -> Self {
        let mut targets = Self {
            called: HashMap::default(),
            paths: HashMap::default(),
            sites: HashMap::default(),
            likely: OnceLock::new(),
            withheld: HashSet::default(),
            secret: HashSet::default(),
            documents: (0..disclosed.readings.len())
                .map(|index| Target::Document(document(index)))
                .collect(),
        };
        for (id, named) in (0..).map(EntityId).zip(&names.people) {
            let target = Target::Entity(id);
            if let Some(record) = named.record {
                targets.documents[record.index()] = target;
            }
            if named.sensitive {
                targets.withhold(&named.name, Rank::Title, Is::Entity);
                targets.withhold(&named.slug, Rank::Slug, Is::Entity);
                continue;
            }
            targets.address("entities", &named.slug, target);
            targets.call(&named.name, Rank::Title, target);
            for alias in &named.aliases {
                targets.call(&alias.value.value, Rank::Alias, target);
            }
        }
        for (id, question) in (0..).map(QuestionId).zip(questions) {
            let target = Target::Question(id);
            if let Some(record) = question.record {
                targets.documents[record.index()] = target;
            }
            targets.address("questions", &question.slug, target);
            targets.call(&question.title, Rank::Title, target);
        }
        for (index, reading) in disclosed.readings.iter().enumerate() {
            targets.document(&reading.document, targets.documents[index]);
        }
        for reading in &disclosed.absent {
            targets.withhold_document(&reading.document);
        }
        targets.locate(disclosed);
        targets
    }

    /// Notes where articles were: before the versions of a text what they are versions of.
    fn locate(&mut self, disclosed: &Disclosed) {
        let all = disclosed.readings.iter().zip(&self.documents);
        let found = all.filter_map(|(reading, target)| {
            let article = reading.document.article()?;
            Some((fold::address(&article.url.as_ref()?.value), article, *target))
        });
        let (versions, others): (Vec<_>, Vec<_>) =
            found.partition(|(_, article, _)| article.version_of.is_some());
        for (address, _, target) in others.into_iter().chain(versions) {
            let there = self.sites.entry(address).or_default();
            there.extend(Some(target).filter(|_| there.len() < 2));
        }
        let whole = disclosed.withheld.iter().flatten().map(|withheld| &withheld.whole);
        for reading in disclosed.absent.iter().chain(whole) {
            let article = reading.document.article();
            if let Some(url) = article.and_then(|article| article.url.as_ref()) {
                self.sites.entry(fold::address(&url.value)).or_default();
            }
        }
    }

    /// The target that a document is.
    pub(super) fn of(&self, id: DocumentId) -> Target {
        self.documents[id.index()]
    }

    /// What is called so: by address or path, title or alias, in this order.
    pub(super) fn called(&self, words: &str) -> Hit {
        let words = words.strip_suffix(".md").unwrap_or(words);
        if let Some(target) = self.path(words) {
            return Hit::One(target);
        }
        let key = key(words);
        let called = self.called.get(&key).map_or(&[][..], Vec::as_slice);
        let mut best: Vec<&Called> = called.iter().collect();
        if let Some(rank) = best.iter().map(|called| called.rank).min() {
            best.retain(|called| called.rank == rank);
        }
        if best.iter().any(|called| called.words == words) {
            best.retain(|called| called.words == words);
        }
        // A name whose record is withheld can still be public; an article that is withheld is another one.
        let is_other = |called: &&&Called| (called.is == Is::Document) == called.target.is_some();
        let first = best.iter().min_by_key(|called| (called.is, is_other(called)));
        if first.is_some_and(|called| called.target.is_none()) {
            // Nothing else becomes what is meant when an edition leaves something out.
            return Hit::Withheld;
        }
        let mut targets: Vec<Target> = best.iter().filter_map(|called| called.target).collect();
        targets.sort_unstable();
        targets.dedup();
        match targets[..] {
            [] if self.is_withheld(words) => Hit::Withheld,
            [] => Hit::Nothing,
            [one] => Hit::One(one),
            _ => Hit::Several(targets),
        }
    }

    /// The article that was at an address of the web.
    pub(super) fn was_at(&self, address: &str) -> Hit {
        match self.sites.get(&fold::address(address)).map(Vec::as_slice) {
            None => Hit::Nothing,
            Some([]) => Hit::Withheld,
            Some(&[one]) => Hit::One(one),
            Some(several) => Hit::Several(several.to_vec()),
        }
    }

    /// What has this address (without `.html`) or path below `content/` (without `.md`).
    pub(super) fn path(&self, path: &str) -> Option<Target> {
        let path = path.to_lowercase();
        let bundle = || self.paths.get(&format!("{path}/index"));
        self.paths.get(&path).or_else(bundle).copied()
    }

    /// Whether words are the name of something that is kept back.
    pub(super) fn is_secret(&self, words: &str) -> bool {
        self.secret.contains(&key(words.strip_suffix(".md").unwrap_or(words)))
    }

    /// Whether the file at a path below `content/` (without `.md`) is withheld.
    pub(super) fn is_withheld(&self, path: &str) -> bool {
        self.withheld.contains(&path.to_lowercase())
    }

    /// The name of another document that was probably meant in one.
    pub(super) fn nearest(&self, words: &str, document: &Document) -> Option<&str> {
        // Names that begin otherwise are seldom meant.
        let first = |name: &str| name.chars().next().map(|c| c.to_lowercase().collect::<String>());
        let begin = first(words);
        let likely = self.likely.get_or_init(|| self.likely());
        let is_own = |name: &str| called::names(document).any(|own| own == name);
        nearest(words, likely.beside(words).filter(|name| first(name) == begin && !is_own(name)))
    }

    fn likely(&self) -> Candidates {
        let is_shown = |called: &&Called| called.target.is_some() && called.rank != Rank::Alias;
        let shown = self.called.values().flatten().filter(is_shown);
        let names: BTreeSet<&str> = shown.map(|called| &*called.words).collect();
        Candidates::of(names)
    }

    fn document(&mut self, document: &Document, target: Target) {
        let folder = match document.is {
            Kind::Article(_) => "articles",
            // These are called by what they are the records of.
            Kind::Entity(_) => "entities",
            Kind::Question(_) => "questions",
            Kind::Page => "",
        };
        self.address(folder, &document.slug, target);
        self.paths.entry(path_of(document)).or_insert(target);
        self.call(&document.title.value, Rank::Title, target);
        for alias in &document.aliases {
            self.call(&alias.value, Rank::Alias, target);
        }
        // A file can be called by its name even where its address is another.
        self.call(file_of(&path_of(document)), Rank::Slug, target);
    }

    fn address(&mut self, folder: &str, slug: &str, target: Target) {
        let address = if folder.is_empty() { slug.to_owned() } else { format!("{folder}/{slug}") };
        self.paths.entry(address).or_insert(target);
        self.call(slug, Rank::Slug, target);
        if let Some((_, last)) = slug.rsplit_once('/') {
            self.call(last, Rank::Slug, target);
        }
    }

    fn call(&mut self, words: &str, rank: Rank, target: Target) {
        let is = match target {
            Target::Document(_) => Is::Document,
            Target::Entity(_) => Is::Entity,
            Target::Question(_) => Is::Question,
        };
        let called = self.called.entry(key(words)).or_default();
        if called.iter().all(|other| other.target != Some(target) || other.rank > rank) {
            called.push(Called { rank, words: words.to_owned(), is, target: Some(target) });
        }
    }

    fn withhold(&mut self, words: &str, rank: Rank, is: Is) {
        let called = Called { rank, words: words.to_owned(), is, target: None };
        self.called.entry(key(words)).or_default().push(called);
    }

    fn withhold_document(&mut self, document: &Document) {
        let is = match document.is {
            Kind::Article(_) | Kind::Page => Is::Document,
            Kind::Entity(_) => Is::Entity,
            Kind::Question(_) => Is::Question,
        };
        let path = path_of(document);
        let naming = document.entity().map(|record| &record.naming);
        let names = naming.into_iter().flat_map(crate::model::article::names_of);
        let aliases = document.aliases.iter().chain(names).map(|name| (&*name.value, Rank::Alias));
        let own = [
            (file_of(&path), Rank::Slug),
            (&*document.slug, Rank::Slug),
            (&*document.title.value, Rank::Title),
        ];
        for (words, rank) in own.into_iter().chain(aliases) {
            if !document.unreadable {
                self.secret.insert(key(words));
            }
            self.withhold(words, rank, is);
        }
        self.withheld.insert(path.strip_suffix("/index").unwrap_or(&path).to_owned());
        self.withheld.insert(path);
    }
}

fn document(index: usize) -> DocumentId {
    DocumentId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The path of a document below `content/`, without `.md`, in lower case.
fn path_of(document: &Document) -> String {
    let path = document.source.strip_prefix("content/").unwrap_or(&document.source);
    path.strip_suffix(".md").unwrap_or(path).to_lowercase()
}

/// The name of the file at a path, or of the folder that it is all of.
fn file_of(path: &str) -> &str {
    let path = path.strip_suffix("/index").unwrap_or(path);
    path.rsplit('/').next().unwrap_or(path)
}
