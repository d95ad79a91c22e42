//! Views of the archive, put through templates.
//!
//! [`prepare`] reads the templates and the words of the interface once; a [`Renderer`] then renders any page, from any
//! thread. It reads no files, and finds nothing that `resolve` and `plan` did not find.

mod article;
pub mod body;
mod chart;
mod cite;
pub mod context;
pub mod date;
mod engine;
mod entity;
mod facts;
mod faults;
pub mod figure;
mod frame;
pub mod index;
mod ladder;
mod languages;
pub mod lists;
mod page;
mod parallel;
mod question;
mod settle;
pub mod shared;
pub mod view;
pub mod words;

use std::sync::Arc;

use tera::Value;

use crate::diagnostic::{Checked, Diagnostic};
use crate::model::archive::{Archive, Resolved};
use crate::model::body::Body;
use crate::model::date::When;
use crate::model::site::{Page, Site, Subject, encoded};
use crate::world::World;
use context::Context;
use engine::Engine;
use index::Index;
use words::Words;

/// What pages are made of.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// All inputs.
    pub world: &'a World,
    /// What the files say.
    pub archive: &'a Archive,
    /// Where everything is.
    pub site: &'a Site,
}

/// What pages are rendered with: templates, words, and what is looked up. Made once for all pages of what is given.
pub struct Renderer {
    words: Arc<Words>,
    index: Index,
    engine: Engine,
}

/// Reads the templates and words of a world, for the pages of a site.
pub fn prepare(given: Given) -> Checked<Renderer> {
    let Given { world, archive, site } = given;
    let mut diagnostics = Vec::new();
    let words = Arc::new(words::read(world, &mut diagnostics));
    let index = Index::new(world, archive, site);
    let cx = Context { world, archive, site, words: &words, index: &index, root: "" };
    let globals = vec![
        ("site", Value::from_serializable(&page::site(cx))),
        ("theme", page::theme(world, &mut diagnostics)),
        ("t", page::words(&words)),
    ];
    diagnostics.extend(faults::of_assets(&world.templates, &site.assets));
    diagnostics.extend(frame::faults(&world.templates));
    let engine = Engine::new(world, &words, globals);
    diagnostics.extend(engine.diagnostics);
    Checked { value: Renderer { words, index, engine: engine.value }, diagnostics }
}

impl Renderer {
    /// The words of the interface.
    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// Adds a page of what it was prepared for to the output. Files for machines are not pages.
    pub fn render(&self, given: Given, page: &Page, out: &mut Vec<u8>) -> Vec<Diagnostic> {
        let root = page::root(page, &given.world.config);
        let cx = self.context(given, &root);
        let Some(template) = template(&page.subject) else { return Vec::new() };
        let mut context = tera::Context::new();
        context.insert("page", &page::page(cx, page));
        fill(cx, page, &mut context);
        self.engine.render(template, &context, &page.url, out)
    }

    /// Words of a note that no file has yet, as a page shows them; `links` is where they lead.
    pub fn note(&self, given: Given, page: &Page, body: &Body, links: &[Resolved]) -> String {
        let root = page::root(page, &given.world.config);
        body::loose(self.context(given, &root), body, links)
    }

    fn context<'a>(&'a self, given: Given<'a>, root: &'a str) -> Context<'a> {
        let Given { world, archive, site } = given;
        Context { world, archive, site, words: &self.words, index: &self.index, root }
    }

    /// A date in the words of the interface.
    pub fn date(&self, when: &When) -> view::DateView {
        date::read(&self.words, when)
    }
}

/// The template of a page; files for machines have none.
fn template(subject: &Subject) -> Option<&'static str> {
    Some(match subject {
        Subject::Home(_) => "index.html",
        Subject::Articles(_) => "articles.html",
        Subject::Article(_) => "article.html",
        Subject::Parallel { .. } => "parallel.html",
        Subject::Witnesses { .. } => "witnesses.html",
        Subject::Entities(_) => "entities.html",
        Subject::Entity(..) => "entity.html",
        Subject::Timeline(_) => "timeline.html",
        Subject::Claims(_) => "claims.html",
        Subject::Question(_) => "question.html",
        Subject::Sources(_) => "sources.html",
        Subject::Tags(_) => "tags.html",
        Subject::Tag(..) => "tag.html",
        Subject::Notes(_) => "notes.html",
        Subject::Log(_) => "log.html",
        Subject::Network => "network.html",
        Subject::Map => "map.html",
        Subject::Own(_) => "page.html",
        Subject::Tombstone(_) => "tombstone.html",
        Subject::Redirect(_) => "redirect.html",
        Subject::Search => "search.html",
        Subject::NotFound => "404.html",
        Subject::Data(_) | Subject::Asset(_) => return None,
    })
}

/// What the template of a page is given beside what all of them are given.
fn fill(cx: Context, page: &Page, context: &mut tera::Context) {
    let question = |id| question::listed(cx, id);
    match &page.subject {
        Subject::Home(introduction) => {
            let html = introduction.map_or_else(String::new, |id| body::page(cx, id).0);
            context.insert("home", &lists::home(cx, *introduction, html, question));
        }
        Subject::Articles(part) => context.insert("articles", &lists::articles(cx, part)),
        Subject::Article(id) => context.insert("article", &article::view(cx, *id, &page.url)),
        Subject::Parallel { kind, first, second } => {
            context.insert("parallel", &parallel::view(cx, *kind, *first, *second));
        }
        Subject::Witnesses { base, others } => {
            context.insert("witnesses", &parallel::witnesses::view(cx, *base, others));
        }
        Subject::Entities(part) => context.insert("entities", &lists::entities(cx, part)),
        Subject::Entity(id, part) => context.insert("entity", &entity::view(cx, *id, part)),
        Subject::Timeline(part) => context.insert("timeline", &lists::timeline(cx, part)),
        Subject::Claims(part) => {
            let questions = lists::questions(cx, part).into_iter().map(question);
            context.insert("questions", &questions.collect::<Vec<_>>());
            context.insert("claims", &lists::claims(cx, part));
        }
        Subject::Question(id) => context.insert("question", &question::view(cx, *id)),
        Subject::Sources(part) => {
            let (outlets, authors) = lists::sources(cx, part);
            context.insert("outlets", &outlets);
            context.insert("authors", &authors);
        }
        Subject::Tags(part) => context.insert("tags", &lists::tags(cx, part)),
        Subject::Tag(index, part) => {
            let (tag, articles, notes) = lists::tag(cx, *index, part);
            context.insert("tag", &tag);
            context.insert("articles", &articles);
            context.insert("notes", &notes);
        }
        Subject::Notes(part) => context.insert("notes", &lists::notes(cx, part)),
        Subject::Log(part) => context.insert("months", &lists::log(cx, part)),
        Subject::Network => context.insert("network", &lists::network(cx)),
        Subject::Map => context.insert("map", &lists::map(cx)),
        Subject::Own(id) => context.insert("own", &page::own(cx, *id)),
        Subject::Tombstone(id) => {
            context.insert("document", &cx.document(*id));
            context.insert("withdrawn", &page::withdrawn(cx, *id));
        }
        Subject::Redirect(to) => context.insert("to", &encoded(to)),
        Subject::Search | Subject::NotFound | Subject::Data(_) | Subject::Asset(_) => {}
    }
}

/// The words of the interface; what is wrong with their files is said where pages are prepared.
pub fn words(world: &World) -> Words {
    words::read(world, &mut Vec::new())
}
