//! `rename`: another id for an entity, wherever the old one stands.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use variorum::diagnostic::{Checked, Code, nearest};
use variorum::disk::{DiskError, read, replace};
use variorum::edit::{self, Readdressed, Renamed};
use variorum::fold;
use variorum::model::archive::{Archive, Edition, Entity, EntityId, Resolved, Target};
use variorum::model::article::Document;
use variorum::parse;
use variorum::resolve::Options;
use variorum::source::{Position, Source};
use variorum::world::World;
use variorum::yaml::quoted;

use super::Common;
use super::build::{Turn, compile, has_errors};
use super::new::write_new;
use super::print::{err, out};

/// Give an entity another id
///
/// The id changes in its record and wherever it stands. Names stay. The old address leads to the new one.
#[derive(Debug, Args)]
pub(super) struct Rename {
    /// The present id; `variorum entities` lists them
    id: String,
    /// The new id
    new_id: String,
    /// Only say which files would change
    #[arg(long)]
    dry_run: bool,
}

/// What can be done where an id is taken.
const TAKEN: &str = "choose an id that is free; `variorum entities` lists those that are not. Where both are one, delete one of the \
     two records, and write its names under `aliases` of the other and its address under `redirect_from`";

/// A file as it will be.
struct Changed {
    source: Arc<Source>,
    text: String,
    /// What is said of it.
    what: String,
}

/// The reader's own complete edition: what is private has the id too.
const ALL: Options = Options { edition: Edition::Private, drafts: true };

impl Rename {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let setup = common.setup()?;
        let read = read::read(&setup)?;
        let before = compile(read.clone(), ALL, &());
        let (world, archive) = (&before.world, &before.compiled.archive);
        if has_errors(&before.diagnostics) {
            let help = "run `variorum check`, and rename when there are none";
            return Err(
                self.cannot("the content has errors, which may hide places where it stands", help)
            );
        }
        let entity = self.entity(archive)?;
        self.refuse_taken(archive, entity)?;
        let changed = self.changed(world, archive, entity)?;
        let owner = archive.entity(entity);
        let record = owner.record.is_none().then(|| self.record(owner));
        let after = turned(read, &changed, record.as_ref());
        if !self.is_alike(&before, &after) {
            let help = "run `variorum check`; names or links may stand for more than one thing";
            return Err(self.cannot("something else in the archive would change with it", help));
        }
        if let Some(record) = &record {
            if !self.dry_run {
                write_new(&setup.root.join(&*record.path), &record.text)?;
            }
            out!("{}: a record, so that the id is not made of the name", record.path);
        }
        for Changed { source, text, what } in &changed {
            if !self.dry_run {
                replace::replace(&setup.root, source, text)?;
            }
            out!("{}: {what}", source.path);
        }
        if !common.quiet {
            let did = if self.dry_run { "Would rename" } else { "Renamed" };
            err!("{did} `{}` to `{}`.", self.id, self.new_id);
        }
        Ok(true)
    }

    fn cannot(&self, reason: impl Into<String>, help: impl Into<String>) -> DiskError {
        DiskError::because("rename", Path::new(&self.id), reason, help)
    }

    /// The entity that has the id.
    fn entity(&self, archive: &Archive) -> Result<EntityId, DiskError> {
        let ids = || archive.entities.iter().map(|entity| entity.slug.as_str());
        let found = (0..).map(EntityId).zip(ids()).find(|(_, id)| *id == self.id);
        found.map(|(entity, _)| entity).ok_or_else(|| {
            let named = archive.entities.iter().find(|entity| entity.name == self.id);
            let near = named.map(|entity| entity.slug.as_str()).or(nearest(&self.id, ids()));
            let help = near.map_or("`variorum entities` lists the ids".to_owned(), |near| {
                format!("did you mean `{near}`? `variorum entities` lists the ids")
            });
            self.cannot("no entity has this id", help)
        })
    }

    /// Refuses a new id that is none, or that means something else already; and an old one that does.
    fn refuse_taken(&self, archive: &Archive, entity: EntityId) -> Result<(), DiskError> {
        let slugs: Vec<String> = self.new_id.split('/').map(fold::slug).collect();
        if self.new_id.is_empty()
            || slugs.join("/") != self.new_id
            || slugs.contains(&String::new())
        {
            let words: Vec<&str> =
                slugs.iter().map(String::as_str).filter(|slug| !slug.is_empty()).collect();
            let help = match words.join("/") {
                id if id.is_empty() => "write words with hyphens, as in `al-tanf`".to_owned(),
                id => format!("write it as `{id}`"),
            };
            return Err(self.cannot(format!("`{}` cannot be an id", self.new_id), help));
        }
        if self.id == self.new_id {
            return Err(self.cannot("this is its id already", "give it another one"));
        }
        for (other, owner) in (0..).map(EntityId).zip(&archive.entities) {
            let aliases = owner.aliases.iter().map(|alias| &alias.value.value);
            let last = owner.slug.rsplit('/').next().into_iter();
            let names = aliases.chain([&owner.name, &owner.slug]).map(String::as_str).chain(last);
            let keys: Vec<String> = names.map(fold::key).collect();
            let means = |id: &str| other != entity && keys.contains(&fold::key(id));
            let meant = |id: &str| format!("`{id}` means {} (`{}`)", owner.name, owner.slug);
            if means(&self.new_id) {
                return Err(self.cannot(meant(&self.new_id), TAKEN));
            }
            if means(&self.id) {
                let help = "give one of the two another name first: which of them is meant where cannot be told";
                return Err(self.cannot(meant(&self.id), help));
            }
        }
        Ok(())
    }

    /// Every file in which the id stands, as it will be.
    fn changed(
        &self,
        world: &World,
        archive: &Archive,
        entity: EntityId,
    ) -> Result<Vec<Changed>, DiskError> {
        let owner = archive.entity(entity);
        let aliases = owner.aliases.iter().map(|alias| &alias.value.value);
        let names = aliases.chain([&owner.name]).map(|name| fold::key(name)).collect();
        let renamed =
            Renamed { entity, record: owner.record, from: &self.id, to: &self.new_id, names };
        let mut changed = Vec::new();
        for (index, reading) in archive.documents.iter().enumerate() {
            let document = &reading.document;
            let Some(source) = world.source(&document.source) else { continue };
            let by_hand = |at: u32, reason: &str, help: &str| {
                let Position { line, column } = source.position(at);
                self.cannot(format!("{}:{line}:{column}: {reason}", source.path), help)
            };
            let links = &archive.links[index];
            let rewritten = edit::rename(&source.text, document, links, &renamed);
            let rewritten = rewritten.map_err(|reason| {
                let help =
                    "write it out, a link as `[[name]]` or `[words](address)`, and rename then";
                by_hand(reason.span.start, reason.value, help)
            })?;
            if owner.record.is_some_and(|id| id.index() == index) {
                let addresses = Readdressed {
                    from: &self.id,
                    to: &self.new_id,
                    is_by_path: by_path(world, source) == self.new_id,
                    leads: !is_hidden(archive, owner),
                };
                let (text, span) = (&rewritten.text, rewritten.front_matter);
                let text = edit::readdress(text, span, addresses).map_err(|reason| {
                    by_hand(document.front_matter.start, reason, "change that by hand first")
                })?;
                changed.push(Changed { source: source.clone(), text, what: "its address".into() });
            } else if rewritten.places > 0 {
                let what = match rewritten.places {
                    1 => "1 place".to_owned(),
                    places => format!("{places} places"),
                };
                changed.push(Changed { source: source.clone(), text: rewritten.text, what });
            }
        }
        Ok(changed)
    }

    /// A record for an entity that is only named in articles: its id was made of its name.
    fn record(&self, owner: &Entity) -> Source {
        let (name, kind) = (quoted(&owner.name), quoted(&owner.kind));
        let former = format!("redirect_from: entities/{}.html", self.id);
        let text = format!("---\nname: {name}\nkind: {kind}\n{former}\n---\n");
        Source::new(format!("content/entities/{}.md", self.new_id), text)
    }

    /// Whether two archives are the same but for the id.
    fn is_alike(&self, before: &Turn, after: &Turn) -> bool {
        let codes = |turn: &Turn| {
            let mut codes: Vec<Code> = turn.diagnostics.iter().map(|fault| fault.code).collect();
            codes.sort_unstable();
            codes
        };
        let renamed = |id: &str| if id == self.id { self.new_id.clone() } else { id.to_owned() };
        let same = |id: &str| id.to_owned();
        let (old, new) = (&before.compiled.archive, &after.compiled.archive);
        codes(before) == codes(after)
            && known(old, renamed) == known(new, same)
            && linked(old, renamed) == linked(new, same)
    }
}

/// Whether nobody is to be led to an entity.
fn is_hidden(archive: &Archive, owner: &Entity) -> bool {
    let document = owner.record.map(|id| &archive.document(id).document);
    let record = document.and_then(Document::entity);
    record.is_some_and(|record| record.sensitive || record.redact)
}

/// The id that a record has where it gives itself none.
fn by_path(world: &World, source: &Source) -> String {
    let plain = Source::new(source.path.clone(), "---\ntype: entity\n---\n");
    parse::parse(&plain, &world.config).value.slug
}

/// What is known of each entity, by id.
fn known(archive: &Archive, id: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    let of = |number: EntityId, entity: &Entity| {
        let known = &archive.known;
        let aliases: Vec<&str> = entity.aliases.iter().map(|alias| &*alias.value.value).collect();
        let lists = [&known.claims_made, &known.claims_about, &known.claims_relayed];
        let lists = lists.map(|claims| claims.of(number).len());
        let works = [&known.wrote, &known.published, &known.declared];
        let works = works.map(|works| works.of(number).len());
        let events = known.events.of(number).len();
        let mentions = (known.mentions.of(number).len(), known.withheld(number));
        let others = entity.part_of.iter().chain(&entity.different_from);
        let others: Vec<String> = others.map(|&other| id(&archive.entity(other).slug)).collect();
        format!(
            "{:?}",
            (&entity.name, &entity.kind, aliases, lists, works, events, mentions, others)
        )
    };
    let entities = (0..).map(EntityId).zip(&archive.entities);
    entities.map(|(number, entity)| (id(&entity.slug), of(number, entity))).collect()
}

/// The entities that the links of each file lead to, in order.
fn linked(archive: &Archive, id: impl Fn(&str) -> String) -> BTreeMap<String, Vec<String>> {
    let leads = |resolved: &Resolved| match resolved {
        Resolved::Page(Target::Entity(entity), _) => id(&archive.entity(*entity).slug),
        Resolved::Broken => "nowhere".to_owned(),
        _ => String::new(),
    };
    let documents = archive.documents.iter().zip(&archive.links);
    let linked = documents.map(|(reading, links)| {
        (
            reading.document.source.to_string(),
            links.iter().flat_map(|(_, links)| links).map(leads).collect(),
        )
    });
    linked.filter(|(_, links): &(_, Vec<_>)| !links.is_empty()).collect()
}

/// The archive as it will be.
fn turned(mut world: Checked<World>, changed: &[Changed], record: Option<&Source>) -> Turn {
    let sources = &mut world.value.sources;
    let texts: BTreeMap<_, _> = changed.iter().map(|new| (&new.source.path, &new.text)).collect();
    for source in sources.iter_mut() {
        if let Some(text) = texts.get(&source.path) {
            *source = Arc::new(Source::new(source.path.clone(), text.as_str()));
        }
    }
    sources.extend(record.map(|record| Arc::new(record.clone())));
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    compile(world, ALL, &())
}
