//! `suggest`: what a careful first reader would mark in an article, to paste or to be written into it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use variorum::cache::Cache;
use variorum::config::Config;
use variorum::diagnostic::{Code, Diagnostic, Severity, nearest};
use variorum::disk::{DiskError, read, replace};
use variorum::fold;
use variorum::model::annotation::{Anchoring, Says};
use variorum::model::archive::{Archive, Edition, Entity};
use variorum::model::article::{Document, Reading};
use variorum::resolve::Options;
use variorum::source::{Source, SourcePath, Span};
use variorum::suggest::{self, Known, Suggestions};
use variorum::yaml::{self, Node};
use variorum::{anchor, edit, parse};

use super::build::compile;
use super::print::{self, err, out};
use super::report::Report;
use super::{Common, Format, tongue};

mod items;

/// Suggest what to mark in an article
///
/// It finds names, dated events and attributed claims, and prints them as YAML to paste into the front matter.
#[derive(Debug, Args)]
#[command(
    after_help = "Looks at the words of the article and at the names in the archive. It asks no service.\n\
        `--format json` prints the same items for a program.\n\n\
        It does not suggest what is marked already, or listed under `rejected:` in the front matter:\n\n    \
        rejected:\n      - Komsomolskaya Pravda\n\n\
        What `--write` adds is not published until you accept it: delete `suggested: true`, or press `r` on the\n\
        page of the article in `variorum serve`."
)]
pub(super) struct Suggest {
    /// The article: its file, its address or its title
    article: String,
    /// Add the suggestions to the front matter, marked `suggested: true` and not published until you accept them
    #[arg(short, long)]
    write: bool,
}

/// The reader's own complete archive: what is private is known too.
const ALL: Options = Options { edition: Edition::Private, drafts: true };

impl Suggest {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let setup = common.setup()?;
        let turn = compile(read::read(&setup)?, ALL, &());
        let (world, archive) = (&turn.world, &turn.compiled.archive);
        let readings = Cache::default().readings(world);
        let articles = || {
            readings
                .iter()
                .map(|checked| &*checked.value)
                .filter(|r| r.document.article().is_some())
        };
        let meant = self
            .named(&setup.root, articles())
            .or_else(|| articles().find(|reading| self.is_meant(&reading.document)))
            .and_then(|reading| Some((reading, world.source(&reading.document.source)?)));
        let Some((reading, source)) = meant else { return Err(self.unknown(articles())) };
        if common.format != Format::Json && !common.quiet {
            let unsaid = tongue::fault(&reading.document, &world.config);
            Report::new(common, world).draw(unsaid.into_iter().collect());
        }
        let known = known(archive, readings.iter().map(|checked| &*checked.value));
        let found = suggest::suggest(reading, language(reading, &world.config), &known);
        let unread = unread(reading, &world.config);
        let total = found.names.len() + found.events.len() + found.claims.len();
        let is_json = common.format == Format::Json;
        if total == 0 {
            if is_json {
                out!("{{}}");
            }
            let unread = unread.unwrap_or_default();
            say(common, &format!("Nothing to suggest in {}{unread}.", source.path));
            return Ok(true);
        }
        if let Some(unread) = unread {
            let path = &source.path;
            let only =
                format!("Only what the archive knows already is suggested for {path}{unread}.");
            say(common, &only);
        }
        let printed = printed(source, reading, &found, &world.config);
        if is_json {
            let items = yaml::read(&printed, 0).map(|items| items::json(&items));
            print::pretty(&items.unwrap_or_default());
        }
        if self.write {
            let text = written(source, reading, &found, &world.config)
                .map_err(|reason| unwritten(&reading.document, reason))?;
            replace::replace(&setup.root, source, &text)?;
            say(
                common,
                &format!(
                    "Wrote {} into {}, each marked `suggested: true` and not published until it is accepted.",
                    counted(&found),
                    source.path
                ),
            );
            return Ok(true);
        }
        if !is_json {
            print::text(&printed);
        }
        say(common, &format!("Suggests {} for {}.", counted(&found), source.path));
        Ok(true)
    }

    /// The article whose file the command line names.
    fn named<'r>(
        &self,
        root: &Path,
        mut articles: impl Iterator<Item = &'r Reading>,
    ) -> Option<&'r Reading> {
        let root = root.canonicalize().ok()?;
        let file = super::place(Path::new(&self.article), &root).ok()?;
        articles.find(|reading| file == root.join(&*reading.document.source))
    }

    /// Whether the command line means this article: by the name of its file, its address or its title.
    fn is_meant(&self, document: &Document) -> bool {
        let (path, below) = (&*document.source, self.article.trim_start_matches("./"));
        let stem = |path: &str| path.trim_end_matches(".md").to_owned();
        let names = [
            path,
            path.trim_start_matches("content/"),
            path.trim_start_matches("content/articles/"),
        ];
        names.iter().any(|name| stem(name) == stem(below) || *name == below)
            || below.trim_end_matches(".html").trim_start_matches("articles/") == document.slug
            || fold::slug(below) == document.slug
            || fold::key(&document.title.value) == fold::key(&self.article)
    }

    fn unknown<'r>(&self, articles: impl Iterator<Item = &'r Reading>) -> DiskError {
        let slugs: Vec<&str> = articles.map(|reading| &*reading.document.slug).collect();
        let help = match nearest(&self.article, slugs.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write its file, as in `content/articles/first-reading.md`".to_owned(),
        };
        DiskError::because(
            "suggest for",
            Path::new(&self.article),
            "there is no such article",
            help,
        )
    }
}

/// Suggestions that have no place in a file.
fn unwritten(document: &Document, reason: &str) -> DiskError {
    let help = if document.unreadable {
        "mend that first: `variorum check` says where"
    } else {
        "run `variorum suggest` without `--write`, and paste what it prints"
    };
    DiskError::because("write suggestions into", Path::new(&*document.source), reason, help)
}

/// An article that is being imported, with what is suggested for it, and how many suggestions that are.
pub(super) fn suggested(
    source: &Source,
    reading: &Reading,
    known: &[Known],
    config: &Config,
) -> (String, usize) {
    let found = suggest::suggest(reading, language(reading, config), known);
    let total = found.names.len() + found.events.len() + found.claims.len();
    match written(source, reading, &found, config) {
        Ok(text) if total > 0 => (text, total),
        _ => (source.text.clone(), 0),
    }
}

/// Everybody and everything that an archive knows, private matters too.
pub(super) fn known_in(setup: &read::Setup) -> Result<Vec<Known>, DiskError> {
    let turn = compile(read::read(setup)?, ALL, &());
    let readings = Cache::default().readings(&turn.world);
    Ok(known(&turn.compiled.archive, readings.iter().map(|checked| &*checked.value)))
}

/// What is said of a text in a language that there are no words of.
fn unread(reading: &Reading, config: &Config) -> Option<String> {
    let own = reading.document.language.as_ref().map(|own| &*own.value);
    let own = own.unwrap_or_else(|| language(reading, config));
    let known: Vec<&str> = suggest::languages().collect();
    let known = known.join(", ");
    (!suggest::is_read(own)).then(|| format!(": it is in `{own}`, and what is read is {known}"))
}

/// The language of a text that does not say its own: that of the archive, unless the words are of one that is not read.
fn language<'c>(reading: &Reading, config: &'c Config) -> &'c str {
    let tongue = tongue::unsaid(&reading.document, config).map(|tongue| tongue.code);
    tongue.filter(|code| !suggest::is_read(code)).unwrap_or(&config.language)
}

fn say(common: &Common, line: &str) {
    if !common.quiet {
        err!("{line}");
    }
}

/// `3 names, 1 event and 2 claims`.
fn counted(found: &Suggestions) -> String {
    let count =
        |n: usize, thing: &str| if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") };
    let Suggestions { names, events, claims } = found;
    format!(
        "{}, {} and {}",
        count(names.len(), "name"),
        count(events.len(), "event"),
        count(claims.len(), "claim")
    )
}

/// Everybody and everything that the archive knows, without whom a program proposes and nobody has accepted: a wrong name in
/// one article would be found in all of them.
fn known<'r>(archive: &Archive, readings: impl Iterator<Item = &'r Reading>) -> Vec<Known> {
    let mut accepted = BTreeSet::new();
    let mut proposed = BTreeSet::new();
    for annotation in readings.filter_map(|one| one.document.article()).flat_map(|a| &a.annotations)
    {
        if let Says::Names(naming) = &annotation.says {
            let names = if annotation.suggested { &mut proposed } else { &mut accepted };
            names.insert(fold::key(&naming.name.value));
        }
    }
    let is_known = |entity: &Entity| {
        let key = fold::key(&entity.name);
        entity.record.is_some() || accepted.contains(&key) || !proposed.contains(&key)
    };
    let is_redacted = |entity: &Entity| {
        let record = entity.record.and_then(|id| archive.document(id).document.entity());
        record.is_some_and(|record| record.redact)
    };
    let known = archive.entities.iter().filter(|entity| is_known(entity)).map(|entity| Known {
        name: entity.name.clone(),
        kind: entity.kind.clone(),
        aliases: entity.aliases.iter().map(|alias| alias.value.value.clone()).collect(),
        is_redacted: is_redacted(entity),
    });
    known.collect()
}

/// The suggestions as front matter, without what a reader would have to delete again.
fn printed(source: &Source, reading: &Reading, found: &Suggestions, config: &Config) -> String {
    let body = &source.text[reading.document.front_matter.end as usize..];
    let body = body.strip_prefix("---").unwrap_or(body);
    // Figures are read in the language of the text.
    let own = reading.document.language.as_ref();
    let own = own.map_or(String::new(), |own| format!("language: {}\n", own.value));
    let scratch = Source::new(source.path.clone(), format!("---\n{own}---\n{body}"));
    let items = items::items(reading, found, &config.language, items::Mark::None);
    let text = held(&scratch, &items, config).unwrap_or_default();
    let lines = text.strip_prefix("---\n").unwrap_or(&text);
    let lines = lines.strip_prefix(&*own).unwrap_or(lines);
    lines.split_once("\n---\n").map_or(String::new(), |(lines, _)| format!("{lines}\n"))
}

/// The source with the suggestions in it.
fn written(
    source: &Source,
    reading: &Reading,
    found: &Suggestions,
    config: &Config,
) -> Result<String, &'static str> {
    let items = items::items(reading, found, &config.language, items::Mark::Suggested);
    held(source, &items, config)
}

/// A source with more items, without those whose quote is not found or that are at fault.
fn held(
    source: &Source,
    items: &[(&'static str, Node)],
    config: &Config,
) -> Result<String, &'static str> {
    // How much is wrong with a text: quotes that are not found, and what `check` would warn of.
    let lost = |text: &str| {
        let source = Source::new(source.path.clone(), text);
        let parsed = parse::parse(&source, config);
        let faults = parsed.diagnostics.iter().filter(|fault| is_fault(fault)).count();
        let anchors = anchor::anchor(parsed.value, &source).value.anchors;
        faults + anchors.iter().filter(|found| **found == Anchoring::Lost).count()
    };
    let mut text = source.text.clone();
    let mut span = parse::parse(source, config).value.front_matter;
    let before = lost(&text);
    let mut last = Err("no suggestion can be written into it");
    let mut waiting: Vec<Vec<_>> =
        items.chunk_by(|one, next| one.0 == next.0).rev().map(<[_]>::to_vec).collect();
    while let Some(some) = waiting.pop() {
        match added(&text, span, &some, source, config) {
            Ok((next, after)) if lost(&next) <= before => {
                (text, span) = (next, after);
                last = Ok(());
            }
            // What does no good is left out. Where nothing tells which it is, they are halved until it alone is.
            found if some.len() > 1 => {
                let good =
                    found.map_or(some.clone(), |(next, _)| good(&next, &some, source, config));
                if good.len() < some.len() {
                    waiting.push(good);
                } else {
                    let (first, second) = some.split_at(some.len() / 2);
                    waiting.extend([second.to_vec(), first.to_vec()]);
                }
            }
            Ok(_) => {}
            Err(reason) => last = last.or(Err(reason)),
        }
    }
    last.map(|()| text)
}

/// Of items that were added to a list, those whose quotes are found and of which `check` would not warn.
fn good(
    text: &str,
    added: &[(&'static str, Node)],
    source: &Source,
    config: &Config,
) -> Vec<(&'static str, Node)> {
    let source = Source::new(source.path.clone(), text);
    let parsed = parse::parse(&source, config);
    let faults = parsed.diagnostics.iter().filter(|fault| is_fault(fault));
    let mut places: Vec<u32> =
        faults.filter_map(|fault| Some(fault.labels.first()?.span.start)).collect();
    let front = parsed.value.front_matter;
    let reading = anchor::anchor(parsed.value, &source).value;
    if let Some(article) = reading.document.article() {
        let anchored = article.annotations.iter().zip(&reading.anchors);
        let lost = anchored.filter(|(_, found)| **found == Anchoring::Lost);
        places.extend(lost.map(|(annotation, _)| annotation.span.start));
    }
    let list = added.first().map_or("", |(list, _)| list);
    let tree = yaml::read(&text[front.start as usize..front.end as usize], front.start);
    let Ok(tree) = tree else { return added.to_vec() };
    let entry = tree.entries().iter().find(|(key, _)| key.value == list);
    let items = entry.map_or(&[][..], |(_, value)| value.items());
    let new = &items[items.len().saturating_sub(added.len())..];
    let is_good = |item: &Node| {
        !places.iter().any(|&place| (item.span.start..item.span.end).contains(&place))
    };
    let kept = added.iter().zip(new).filter(|(_, item)| is_good(item));
    kept.map(|(item, _)| item.clone()).collect()
}

/// Whether a fault speaks against what is suggested: a date that counts from one that is not known does not.
fn is_fault(fault: &Diagnostic) -> bool {
    fault.severity != Severity::Info && fault.code != Code::DateRelative
}

/// A text with more items of one list, and where its front matter stands then.
fn added(
    text: &str,
    span: Span,
    items: &[(&'static str, Node)],
    source: &Source,
    config: &Config,
) -> Result<(String, Span), &'static str> {
    let list = items.first().map_or("", |(list, _)| list);
    let items: Vec<Node> = items.iter().map(|(_, item)| item.clone()).collect();
    let next = edit::add_all(text, span, list, &items)?;
    let span = if span.end == 0 {
        let path: SourcePath = Arc::clone(&source.path);
        parse::parse(&Source::new(path, next.as_str()), config).value.front_matter
    } else {
        Span {
            start: span.start,
            end: span.end + u32::try_from(next.len() - text.len()).unwrap_or(0),
        }
    };
    Ok((next, span))
}
