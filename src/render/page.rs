//! What every template is given: the archive, the page, the theme, the words.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::config::Config;
use crate::config::theme::{self, Takes, Theme};
use crate::diagnostic::Diagnostic;
use crate::model::archive::{DocumentId, Edition, Standing, Target};
use crate::model::article::{Document, Visibility};
use crate::model::assets::FOLDER;
use crate::model::data::Data;
use crate::model::date::DateKind;
use crate::model::site::{Page, Subject, Url, encoded};
use crate::render::context::{Context, direction};
use crate::render::shared::Shared;
use crate::render::view::{Counts, DateView, NavView, OwnView, PageView, SiteView};
use crate::render::words::Words;
use crate::render::{body, lists};
use crate::source::Spanned;
use crate::world::World;
use crate::yaml::{self, Codes, Intake, Node};

/// The generated pages of the menu, in its order.
const MENU: [(&str, &str); 11] = [
    ("articles", "articles.html"),
    ("entities", "entities.html"),
    ("timeline", "timeline.html"),
    ("claims", "claims.html"),
    ("sources", "sources.html"),
    ("notes", "notes.html"),
    ("tags", "tags.html"),
    ("log", "log.html"),
    ("network", "network.html"),
    ("map", "map.html"),
    ("search", "search.html"),
];

/// `site` in every template.
pub(super) fn site(cx: Context) -> SiteView {
    let config = &cx.world.config;
    let nav = menu(cx);
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: cx.words.language.clone(),
        dir: direction(&cx.words.language),
        base_url: config.base_url.clone(),
        edition: cx.archive.edition.name(),
        lists: nav
            .iter()
            .filter(|entry| entry.title.is_none())
            .map(|entry| (entry.key, entry.url.clone()))
            .collect(),
        nav,
        assets: cx.site.assets.iter().filter_map(asset).collect(),
        readers: cx.index.readers.clone(),
        counts: counts(cx),
        search: cx.site.page("search.html").is_some(),
        feeds: cx.site.page("feed.xml").is_some(),
        generator: concat!("Variorum ", env!("CARGO_PKG_VERSION")),
        extra: map(&config.extra),
    }
}

/// An asset by its name below `assets/`.
fn asset((name, url): (&Url, &Url)) -> Option<(String, String)> {
    Some((name.strip_prefix(FOLDER)?.to_owned(), encoded(url)))
}

/// The generated pages that exist, then the reader's own pages at the root of the site; search comes last.
fn menu(cx: Context) -> Vec<NavView> {
    let generated = |(key, url): (&'static str, &str)| {
        cx.site.page(url).map(|page| NavView { key, title: None, url: encoded(&page.url) })
    };
    let own = cx.site.pages.iter().filter_map(|page| match page.subject {
        Subject::Own(id) if !page.url.contains('/') => Some(NavView {
            key: "page",
            title: Some(cx.source(id).title.value.clone()),
            url: encoded(&page.url),
        }),
        _ => None,
    });
    let (lists, search) = MENU.split_at(MENU.len() - 1);
    let lists = lists.iter().copied().filter_map(generated);
    lists.chain(own).chain(search.iter().copied().filter_map(generated)).collect()
}

fn counts(cx: Context) -> Counts {
    let archive = cx.archive;
    let exact = |kind: DateKind| kind == DateKind::Exact;
    let events = archive.events.iter().filter_map(|event| event.when.as_ref());
    Counts {
        articles: archive.readings().count(),
        entities: archive.entities.iter().filter(|entity| !entity.sensitive).count(),
        events: archive.events.len(),
        dated_to_the_day: events.filter(|when| exact(when.kind)).count(),
        claims: archive.claims.len(),
        questions: archive.questions.len(),
        contested: archive.questions.iter().filter(|q| q.standing == Standing::Contested).count(),
        notes: archive.noted,
        highlights: archive.quoted,
        mentions: archive.known.mentions.iter().count(),
        tags: cx.site.tags.len(),
    }
}

/// `t` in every template: the words of the interface.
pub(super) fn words(words: &Words) -> Value {
    Value::from(words.all().collect::<BTreeMap<_, _>>())
}

/// `theme` in every template: the options of the theme and of the built-in one below it, as `theme.yaml` has them or
/// `extra: {theme: …}` changes them.
pub(super) fn theme(world: &World, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let mut theme = Theme::default();
    for source in &world.themes {
        let (above, faults) = theme::read(source);
        theme = above.over(theme);
        diagnostics.extend(faults);
    }
    let settings = world.config_source.as_deref();
    let (path, text) = (settings.map(|source| &source.path), settings.map_or("", |s| &s.text));
    let mut intake = Intake::new(path, text, Codes::CONFIG);
    let values = theme.values(theme::set(&world.config.extra), &mut intake);
    let options = values.into_iter().map(|(option, node)| {
        let number = node.as_str().filter(|_| option.takes == Takes::Number).and_then(number);
        (option.name.clone(), number.unwrap_or_else(|| value(node)))
    });
    let options: BTreeMap<String, Value> = options.collect();
    diagnostics.extend(intake.diagnostics);
    Value::from(options)
}

/// A tree of YAML as templates see it: plain numbers are numbers, but a decimal that would lose something, as `1.10`.
fn value(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Null => Value::none(),
        yaml::Value::Bool(value) => Value::from(*value),
        yaml::Value::Scalar { text, quoted } => {
            let is_whole = text.parse::<i64>().is_ok();
            let same = |number: &Value| is_whole || number.to_string() == *text;
            let number = number(text).filter(|number| !quoted && same(number));
            number.unwrap_or_else(|| Value::from(text.as_str()))
        }
        yaml::Value::List(items) => Value::from(items.iter().map(value).collect::<Vec<_>>()),
        yaml::Value::Map(entries) => map(entries),
    }
}

/// A number, whole where it is written so.
fn number(text: &str) -> Option<Value> {
    let whole = text.trim().parse::<i64>().ok().map(Value::from);
    whole.or_else(|| theme::number(text).map(Value::from))
}

/// `extra` of the configuration or of a document, which only templates of the archive know.
pub(super) fn map(entries: &[(Spanned<String>, Node)]) -> Value {
    let entries = entries.iter().map(|(key, node)| (key.value.clone(), value(node)));
    Value::from(entries.collect::<BTreeMap<_, _>>())
}

/// The way from a page to the root of the site. The page for what is not there is shown at any depth.
pub(super) fn root(page: &Page, config: &Config) -> String {
    if page.subject != Subject::NotFound {
        return "../".repeat(page.url.matches('/').count());
    }
    let base = config.base_url.as_deref().and_then(|base| base.split_once("://"));
    let path = base.and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    path.map_or("/", |path| path).to_owned()
}

/// `page` in every template.
pub(super) fn page(cx: Context, page: &Page) -> PageView {
    let config = &cx.world.config;
    let about = about(cx, &page.subject);
    let language =
        about.document.map_or(config.language.as_str(), |document| cx.language(document));
    let shown = page.subject.document(cx.archive);
    let own = shown.map(|id| cx.source(id)).is_some_and(|document| {
        document.noindex || document.draft || document.visibility == Some(Visibility::Private)
    });
    let unlisted =
        matches!(page.subject, Subject::NotFound | Subject::Tombstone(_) | Subject::Redirect(_));
    PageView {
        url: encoded(&page.url),
        root: cx.root.to_owned(),
        title: about.title,
        description: about.description.unwrap_or_else(|| config.description.clone()),
        language: language.to_owned(),
        dir: about.document.map_or(direction(language), |document| cx.direction(document)),
        canonical: config
            .base_url
            .as_ref()
            .filter(|_| !unlisted)
            .map(|base| canonical(base, &page.url)),
        image: shown.filter(|_| !unlisted).and_then(|id| picture(cx, id)),
        noindex: own || unlisted || cx.archive.edition == Edition::Private,
        feed: feed(cx, page),
        nav: about.nav,
        part: lists::part(cx, page),
    }
}

/// The first picture of a document, which stands for its page elsewhere.
fn picture(cx: Context, id: DocumentId) -> Option<String> {
    let base = cx.world.config.base_url.as_ref()?;
    let picture = cx.site.pictures(cx.archive, id).into_iter().next()?;
    Some(canonical(base, &picture))
}

/// The feeds of what a page shows, without their endings.
fn feed(cx: Context, page: &Page) -> Option<String> {
    let name = match page.subject {
        Subject::Notes(_) => "feed-notes",
        _ => page.url.strip_suffix(".html")?,
    };
    let is_feed = |page: &Page| matches!(page.subject, Subject::Data(Data::Atom(_)));
    let planned = cx.site.page(&format!("{name}.xml")).is_some_and(is_feed);
    planned.then(|| encoded(name))
}

/// The absolute address of a page; the home page is the folder itself.
pub(super) fn canonical(base: &str, url: &str) -> String {
    format!("{base}{}", if url == "index.html" { String::new() } else { encoded(url) })
}

/// What a page is about.
struct About<'a> {
    title: String,
    description: Option<String>,
    document: Option<&'a Document>,
    nav: &'static str,
}

fn about<'a>(cx: Context<'a>, subject: &Subject) -> About<'a> {
    let document = |id: DocumentId, nav| {
        let document = cx.source(id);
        About {
            title: document.title.value.clone(),
            description: document.summary.as_ref().map(|summary| summary.value.clone()),
            document: Some(document),
            nav,
        }
    };
    let list = |nav| About { title: String::new(), description: None, document: None, nav };
    match subject {
        Subject::Article(id)
        | Subject::Parallel { second: id, .. }
        | Subject::Witnesses { base: id, .. } => document(*id, "articles"),
        Subject::Own(id) => document(*id, "page"),
        Subject::Tombstone(id) => About { document: None, ..document(*id, "articles") },
        Subject::Entity(id, _) => {
            let entity = cx.archive.entity(*id);
            About {
                title: entity.name.clone(),
                description: entity.summary.clone(),
                ..list("entities")
            }
        }
        Subject::Question(id) => {
            let question = cx.archive.question(*id);
            let record = question.record.map(|record| cx.source(record));
            let summary = record.and_then(|record| record.summary.as_ref());
            let description = summary.map(|summary| summary.value.clone());
            About { title: question.title.clone(), description, ..list("claims") }
        }
        Subject::Tag(index, _) => {
            About { title: cx.site.tags[*index].name.clone(), ..list("tags") }
        }
        Subject::Home(_) => list("home"),
        Subject::Articles(_) => list("articles"),
        Subject::Entities(_) => list("entities"),
        Subject::Timeline(_) => list("timeline"),
        Subject::Claims(_) => list("claims"),
        Subject::Sources(_) => list("sources"),
        Subject::Tags(_) => list("tags"),
        Subject::Notes(_) => list("notes"),
        Subject::Log(_) => list("log"),
        Subject::Network => list("network"),
        Subject::Map => list("map"),
        Subject::Search => list("search"),
        Subject::NotFound | Subject::Redirect(_) | Subject::Data(_) | Subject::Asset(_) => {
            list("none")
        }
    }
}

/// `own` in page.html.
pub(super) fn own(cx: Context, id: DocumentId) -> OwnView {
    let (html, toc) = body::page(cx, id);
    OwnView {
        html,
        toc,
        tags: cx.tags(&cx.source(id).tags),
        extra: map(&cx.source(id).extra),
        backlinks: cx.backlinks(Target::Document(id), 0),
        more_backlinks: cx.more_backlinks(Target::Document(id)),
    }
}

/// `withdrawn` in tombstone.html.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct WithdrawnView {
    /// When.
    date: Option<Shared<DateView>>,
    /// Why.
    reason: Option<String>,
}

/// When and why a document was taken back.
pub(super) fn withdrawn(cx: Context, id: DocumentId) -> WithdrawnView {
    let Some(withdrawn) = &cx.source(id).withdrawn else { return WithdrawnView::default() };
    WithdrawnView {
        date: withdrawn.date.as_ref().map(|dated| cx.dated(dated)),
        reason: withdrawn.reason.clone(),
    }
}
