//! `entities`: the index of everybody and everything that is named, and names that belong to two.

use std::collections::{BTreeMap, BTreeSet};

use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use serde_json::json;
use variorum::disk::{DiskError, read};
use variorum::fold;
use variorum::model::archive::{Archive, DocumentId, Entity, EntityId};
use variorum::resolve::Options;

use super::build::{Turn, compile, edition, has_errors};
use super::print::{self, err, out};
use super::{Cli, Common, Format};

/// Print the index of entities
///
/// It has the id and kind of each, in how many articles and how often it is named, and the names that several share.
#[derive(Debug, Args)]
pub(super) struct Entities {
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Your complete edition, with names that occur only in private texts and notes
    #[arg(long)]
    private: bool,
}

/// A line of the index.
struct Row<'a> {
    entity: &'a Entity,
    /// In how many articles it is named.
    articles: usize,
    /// How often it is named, in articles and elsewhere.
    mentions: usize,
}

/// A name that belongs to several.
struct Conflict<'a> {
    name: &'a str,
    owners: Vec<&'a str>,
}

impl Entities {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        if matches!(common.format, Format::Sarif | Format::Github) {
            let message = "entities are shown as `human`, `short` or `json`; the other formats are for faults";
            Cli::command().error(ErrorKind::InvalidValue, message).exit();
        }
        let setup = common.setup()?;
        let options = Options { edition: edition(self.private), drafts: self.drafts };
        let Turn { compiled, diagnostics, .. } = compile(read::read(&setup)?, options, &());
        let archive = &compiled.archive;
        let (rows, conflicts) = (rows(archive), conflicts(archive));
        match common.format {
            Format::Json => print_json(archive, &rows, &conflicts),
            _ => print_table(&rows, &conflicts),
        }
        let complete = !has_errors(&diagnostics);
        if !complete {
            err!(
                "The content has errors, and the index lacks what they hide: run `variorum check`."
            );
        }
        Ok(complete)
    }
}

fn rows(archive: &Archive) -> Vec<Row<'_>> {
    let mut named_in: Vec<BTreeSet<DocumentId>> = vec![BTreeSet::new(); archive.entities.len()];
    for &id in &archive.articles {
        let shown = archive.mentions[id.index()].iter().map(|mention| mention.entity);
        let withheld = archive.withheld[id.index()].iter().map(|&(entity, ..)| entity);
        let withheld = withheld.chain(archive.declared[id.index()].iter().copied());
        for entity in shown.chain(withheld) {
            named_in[entity.index()].insert(id);
        }
    }
    let row = |(id, named_in): (EntityId, BTreeSet<_>)| Row {
        entity: archive.entity(id),
        articles: named_in.len(),
        mentions: archive.known.times(id),
    };
    (0..).map(EntityId).zip(named_in).map(row).collect()
}

/// The names and aliases that several own, by their spelling.
fn conflicts(archive: &Archive) -> Vec<Conflict<'_>> {
    let mut owned: BTreeMap<String, (&str, BTreeSet<EntityId>)> = BTreeMap::new();
    for (id, entity) in (0..).map(EntityId).zip(&archive.entities) {
        let aliases = entity.aliases.iter().map(|alias| &alias.value.value);
        for name in std::iter::once(&entity.name).chain(aliases) {
            owned.entry(fold::key(name)).or_insert((name, BTreeSet::new())).1.insert(id);
        }
    }
    owned.retain(|key, (_, owners)| !key.is_empty() && owners.len() > 1);
    let conflict = |(name, owners): (_, BTreeSet<EntityId>)| {
        let owners = owners.iter().map(|&owner| &*archive.entity(owner).slug).collect();
        Conflict { name, owners }
    };
    owned.into_values().map(conflict).collect()
}

fn print_json(archive: &Archive, rows: &[Row], conflicts: &[Conflict]) {
    for Row { entity, articles, mentions } in rows {
        let aliases: Vec<&str> = entity.aliases.iter().map(|alias| &*alias.value.value).collect();
        let record = entity.record.map(|id| archive.document(id).document.source.to_string());
        let row = json!({
            "id": entity.slug, "name": entity.name, "kind": entity.kind, "aliases": aliases,
            "record": record, "articles": articles, "mentions": mentions,
        });
        print::json(&row);
    }
    for Conflict { name, owners } in conflicts {
        print::json(&json!({"conflict": name, "owners": owners}));
    }
}

fn print_table(rows: &[Row], conflicts: &[Conflict]) {
    let mut lines = vec![["id", "name", "kind", "articles", "mentions"].map(str::to_owned)];
    lines.extend(rows.iter().map(|Row { entity, articles, mentions }| {
        let (articles, mentions) = (articles.to_string(), mentions.to_string());
        [entity.slug.clone(), entity.name.clone(), entity.kind.clone(), articles, mentions]
    }));
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths = [0, 1, 2, 3, 4].map(|column| width(column).unwrap_or(0));
    for line in &lines {
        let pad = |column: usize| widths[column] - line[column].chars().count();
        let mut cells = String::new();
        for (column, cell) in line.iter().enumerate() {
            let (gap, pad) = (if column == 0 { "" } else { "  " }, " ".repeat(pad(column)));
            let is_number = column > 2;
            cells +=
                &if is_number { format!("{gap}{pad}{cell}") } else { format!("{gap}{cell}{pad}") };
        }
        out!("{cells}");
    }
    if !conflicts.is_empty() {
        out!("");
    }
    for Conflict { name, owners } in conflicts {
        let owners = owners.join("`, `");
        out!("`{name}` is a name of several: `{owners}`");
    }
}
