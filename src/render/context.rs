//! The views that many pages share: links to entities, documents and tags, articles in lists, dates.
//!
//! A [`Context`] is a handful of references, so it is passed by value. It writes no HTML itself.

use crate::fold;
use crate::model::annotation::Anchoring;
use crate::model::archive::{
    Archive, Backlink, Claim, ClaimId, DocumentId, EntityId, LinkKind, QuestionId, Target,
    Words as Place,
};
use crate::model::article::{Article, Direction, Document, Visibility};
use crate::model::date::{Dated, When};
use crate::model::figure::Figure;
use crate::model::site::{PLACES, Site, encoded, parallel};
use crate::render::body;
use crate::render::index::Index;
use crate::render::languages::own_name;
use crate::render::shared::Shared;
use crate::render::view::{
    ArticleItem, BacklinkView, DateView, DocumentRef, EntityCard, EntityRef, QuestionRef,
    ReaderView, TagRef,
};
use crate::render::words::{Words, base_language};
use crate::source::Spanned;
use crate::world::{Dimensions, World};

/// How many tags an article has in a list: with all of them, the pages of its tags would have as many links as it has pairs of
/// tags.
const TAGS_IN_LIST: usize = 50;

/// What views are built from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// All inputs.
    pub world: &'a World,
    /// What the files say.
    pub archive: &'a Archive,
    /// Where everything is.
    pub site: &'a Site,
    /// The words of the interface.
    pub words: &'a Words,
    /// What is looked up.
    pub index: &'a Index,
    /// The way from the page to the root of the site: nothing, `../`. Links in HTML begin with it.
    pub root: &'a str,
}

impl<'a> Context<'a> {
    /// The address of something below the root of the site, percent-encoded.
    pub fn url(self, target: Target) -> Option<String> {
        self.site.address(target).map(encoded)
    }

    /// A link to an entity. Sensitive ones have no address.
    pub fn entity(self, id: EntityId) -> Shared<EntityRef> {
        let entity = self.archive.entity(id);
        self.index.entities.get(id.index(), || EntityRef {
            name: entity.name.clone(),
            url: self.url(Target::Entity(id)),
            kind: entity.kind.clone(),
            slug: entity.slug.clone(),
        })
    }

    /// An entity with its counts; `here` is how often the page names it.
    pub fn card(self, id: EntityId, here: usize) -> EntityCard {
        let entity = self.archive.entity(id);
        EntityCard {
            link: self.entity(id),
            summary: entity.summary.clone(),
            articles: self.index.articles[id.index()],
            mentions: self.archive.known.times(id),
            here,
            suggested: false,
        }
    }

    /// A link to an article or to a page of the reader's own.
    pub fn document(self, id: DocumentId) -> Shared<DocumentRef> {
        self.index.documents.get(id.index(), || self.document_ref(id))
    }

    fn document_ref(self, id: DocumentId) -> DocumentRef {
        let document = self.source(id);
        let kind = if document.article().is_some() { "article" } else { "page" };
        let (url, kind) = match self.owner(id) {
            Target::Entity(_) => (self.url(self.owner(id)), "entity"),
            Target::Question(_) => (self.url(self.owner(id)), "question"),
            Target::Document(_) => (self.url(Target::Document(id)), kind),
        };
        DocumentRef {
            title: document.title.value.clone(),
            url: url.unwrap_or_default(),
            kind,
            language: self.foreign(document).map(str::to_owned),
            dir: self.direction(document),
        }
    }

    /// What shows the words of a document: records are shown on the page of their entity or question.
    pub fn owner(self, id: DocumentId) -> Target {
        self.index.owners.get(&id).copied().unwrap_or(Target::Document(id))
    }

    /// A document as it was written.
    pub fn source(self, id: DocumentId) -> &'a Document {
        &self.archive.document(id).document
    }

    /// How large a copied picture is; `path` is below the root of the archive.
    pub fn dimensions(self, path: &str) -> Option<Dimensions> {
        let copied = self.site.files.get(&self.site.file(path)?)?;
        self.world.assets.get(copied)?.dimensions
    }

    /// The language of a document.
    pub fn language(self, document: &'a Document) -> &'a str {
        document.language.as_ref().map_or(&self.world.config.language, |language| &language.value)
    }

    /// The language of a document where it is not the one of the interface.
    pub fn foreign(self, document: &'a Document) -> Option<&'a str> {
        Some(self.language(document)).filter(|language| *language != self.words.language)
    }

    /// What a language is called in the words of the interface, or else what it calls itself.
    pub fn language_name(self, language: &str) -> String {
        let tags = [language, base_language(language)];
        let keys = tags.map(|tag| format!("language.{tag}"));
        let known = keys.iter().find(|key| self.words.has(key));
        known.map_or_else(|| own_name(language), |key| self.words.get(key)).to_owned()
    }

    /// Which way a document runs.
    pub fn direction(self, document: &Document) -> &'static str {
        match document.direction {
            Some(Direction::Ltr) => "ltr",
            Some(Direction::Rtl) => "rtl",
            None => {
                let language = document.language.as_ref().map(|language| language.value.as_str());
                direction(language.unwrap_or(&self.world.config.language))
            }
        }
    }

    /// An article in a list, with its first tags: a list of each of them has it.
    ///
    /// Made anew each time: it stands in a few lists, and kept it would be one of the largest things in memory.
    pub fn article(self, id: DocumentId) -> ArticleItem {
        let document = self.source(id);
        let default = Article::default();
        let article = document.article().unwrap_or(&default);
        let noted = article.annotations.iter().filter(|a| a.note.is_some()).count();
        let of = |made: fn(&Index, DocumentId) -> usize| made(self.index, id);
        ArticleItem {
            link: self.document(id),
            authors: self.authors(id),
            outlet: self.outlet(id),
            published: self.published(id),
            summary: document.summary.as_ref().map(|summary| summary.value.clone()),
            tags: self.tags(&document.tags[..document.tags.len().min(TAGS_IN_LIST)]),
            notes: noted,
            claims: of(|index, id| index.claims.of(id).len()),
            events: of(|index, id| index.events.of(id).len()),
            visibility: match document.visibility.unwrap_or(self.world.config.visibility) {
                Visibility::Full => "full",
                Visibility::Excerpt => "excerpt",
                Visibility::Private => "private",
            },
            draft: document.draft,
        }
    }

    /// Who wrote an article, in the order written. A name that is no entity has no address.
    pub fn authors(self, id: DocumentId) -> Vec<Shared<EntityRef>> {
        let written = self.source(id).article().map_or(&[][..], |article| &article.authors);
        let known = &self.archive.authors[id.index()];
        written.iter().map(|name| self.named(name, known, "person")).collect()
    }

    /// Who published an article.
    pub fn outlet(self, id: DocumentId) -> Option<Shared<EntityRef>> {
        let name = self.source(id).article()?.outlet.as_ref()?;
        let known = self.index.outlet(id);
        Some(known.map_or_else(|| self.named(name, &[], "organisation"), |id| self.entity(id)))
    }

    /// The page of all versions of a text, where there are more than two.
    pub fn witnesses(self, id: DocumentId) -> Option<String> {
        let base = self.site.address(Target::Document(*self.site.bases.get(&id)?))?;
        parallel(base, LinkKind::Versions).map(|url| encoded(&url))
    }

    /// When an article was published.
    pub fn published(self, id: DocumentId) -> Option<Shared<DateView>> {
        Some(self.dated(self.source(id).article()?.published.as_ref()?))
    }

    /// The entity that a name means, one of `known` first.
    pub(super) fn named(
        self,
        name: &Spanned<String>,
        known: &[EntityId],
        kind: &str,
    ) -> Shared<EntityRef> {
        let key = fold::label(&name.value);
        let meant = |id: &&EntityId| {
            let entity = self.archive.entity(**id);
            let aliases = entity.aliases.iter().map(|alias| fold::label(&alias.value.value));
            fold::label(&entity.name) == key || aliases.into_iter().any(|alias| alias == key)
        };
        let only = || known.first().filter(|_| known.len() == 1);
        match known
            .iter()
            .find(meant)
            .or_else(only)
            .copied()
            .or_else(|| self.index.entity(self.archive, &name.value))
        {
            Some(id) => self.entity(id),
            None => Shared::new(&EntityRef {
                name: name.value.clone(),
                url: None,
                kind: kind.to_owned(),
                slug: fold::slug(&name.value),
            }),
        }
    }

    /// The tags of a document or note.
    pub fn tags(self, tags: &[Spanned<String>]) -> Vec<Shared<TagRef>> {
        let known = tags.iter().filter_map(|tag| self.site.tag(&tag.value));
        known.map(|index| self.tag(index)).collect()
    }

    /// A tag: index into [`Site::tags`].
    pub fn tag(self, index: usize) -> Shared<TagRef> {
        let tag = &self.site.tags[index];
        self.index.tags.get(index, || TagRef {
            name: tag.name.clone(),
            url: encoded(&format!("tags/{}.html", tag.slug)),
            count: tag.count(),
        })
    }

    /// A reader, by siglum; one that the configuration does not know is shown as written.
    pub fn reader(self, id: &str) -> ReaderView {
        let known = self.index.readers.iter().find(|reader| reader.id == id);
        known.cloned().unwrap_or_else(|| ReaderView {
            id: id.to_owned(),
            name: id.to_owned(),
            url: None,
            colour: None,
            number: self.index.readers.len() + 1,
            place: 0,
        })
    }

    /// A link to a question.
    pub fn question(self, id: QuestionId) -> QuestionRef {
        let question = self.archive.question(id);
        QuestionRef {
            title: question.title.clone(),
            url: self.url(Target::Question(id)).unwrap_or_default(),
            standing: question.standing.name(),
        }
    }

    /// What the figure of a claim counts, which its question may say for it.
    pub fn unit(self, figure: &'a Figure, question: Option<QuestionId>) -> Option<&'a str> {
        let asked = || {
            let record = self.archive.question(question?).record?;
            self.source(record).question()?.unit.as_deref()
        };
        figure.unit.as_deref().or_else(asked)
    }

    /// A date as it was recorded.
    pub fn dated(self, dated: &Dated) -> Shared<DateView> {
        self.index.dates.dated(self.words, dated)
    }

    /// A date that has been read.
    pub fn when(self, when: &When) -> Shared<DateView> {
        self.index.dates.read(self.words, when)
    }

    /// The page that an annotation stands on, and its place there: the passage, else the note, else the page.
    pub fn place(self, id: DocumentId, annotation: u32) -> String {
        let mut url = self.url(Target::Document(id)).unwrap_or_default();
        if let Some(place) = self.archive.document(id).place(annotation as usize) {
            url.push('#');
            url.push_str(&encoded(&place));
        }
        url
    }

    /// The id that a claim has in the list of its article; its own where no passage in the text has that.
    pub fn listed(self, claim: &Claim) -> String {
        let anchoring =
            self.archive.document(claim.document).anchors.get(claim.annotation as usize);
        let is_placed = matches!(anchoring, Some(Anchoring::Found(_) | Anchoring::Pictured(_)));
        if is_placed { format!("said-{}", claim.id) } else { claim.id.clone() }
    }

    /// The number of a claim in the ledger.
    pub fn claim_number(self, id: ClaimId) -> usize {
        id.index() + 1
    }

    /// What links to something: grouped by kind, in the order of the archive; as much as one page shows, from 0.
    pub fn backlinks(self, target: Target, page: usize) -> Vec<BacklinkView> {
        let shown = self.links_to(target).skip(page * PLACES).take(PLACES);
        shown.map(|link| self.backlink(link)).collect()
    }

    /// How many links to something its only page leaves out.
    pub fn more_backlinks(self, target: Target) -> usize {
        self.links_to(target).count().saturating_sub(PLACES)
    }

    /// What links to something, without the parts of an article, which it shows by themselves.
    fn links_to(self, target: Target) -> impl Iterator<Item = &'a Backlink> {
        let shows_parts = match target {
            Target::Document(id) => self.source(id).article().is_some(),
            _ => false,
        };
        let links = self.archive.backlinks.get(&target).map_or(&[][..], Vec::as_slice);
        links.iter().filter(move |link| !(shows_parts && link.kind == LinkKind::PartOf))
    }

    fn backlink(self, link: &Backlink) -> BacklinkView {
        let from = self.document(link.from);
        let url = match link.words {
            Place::Note(annotation) | Place::Reply(annotation, _) => {
                let said = self.archive.annotation(link.from, annotation);
                said.map_or_else(
                    || from.text("url").to_owned(),
                    |said| format!("{}#n-{}", from.text("url"), encoded(&said.id)),
                )
            }
            Place::Claim(annotation) => self.place(link.from, annotation),
            Place::Text => {
                let text = &self.source(link.from).body;
                let paragraph = text.paragraph_at(link.link.start).filter(|_| link.link.end > 0);
                paragraph.map_or_else(
                    || from.text("url").to_owned(),
                    |index| format!("{}#{}", from.text("url"), text.paragraphs[index].id),
                )
            }
        };
        let html = body::sentence(self, link);
        let kind = link.kind.name();
        BacklinkView { kind, from, url, html }
    }
}

/// Which way a language runs; a script that the tag names decides first.
pub fn direction(language: &str) -> &'static str {
    let script = language.split('-').nth(1).filter(|part| part.len() == 4);
    let rtl = match script {
        Some(script) => ["arab", "hebr", "syrc", "thaa", "nkoo"].contains(&&*script.to_lowercase()),
        None => matches!(
            &*base_language(language).to_lowercase(),
            "ar" | "he"
                | "iw"
                | "fa"
                | "ur"
                | "yi"
                | "ps"
                | "sd"
                | "ug"
                | "dv"
                | "syr"
                | "ckb"
                | "nqo"
        ),
    };
    if rtl { "rtl" } else { "ltr" }
}
