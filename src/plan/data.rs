//! The files for machines.
//!
//! Only those that have something to say; what they say is written by `export` and `search`.

use std::collections::BTreeMap;

use crate::model::archive::{Archive, Edition, Target};
use crate::model::article::Visibility;
use crate::model::site::{Data, Subject, Url};
use crate::world::World;

use super::addresses::{Addresses, Owner};

/// Plans the files for machines.
pub(super) fn files(
    archive: &Archive,
    world: &World,
    targets: &BTreeMap<Target, Url>,
    addresses: &mut Addresses<'_>,
) {
    let config = &world.config;
    let mut file =
        |url: String, data: Data| _ = addresses.page(url, Subject::Data(data), Owner::Generated);
    file("robots.txt".to_owned(), Data::Robots);
    let public = archive.edition == Edition::Public;
    if config.base_url.is_some() && public {
        file("sitemap.xml".to_owned(), Data::Sitemap);
        if config.feeds && archive.readings().next().is_some() {
            file("feed.xml".to_owned(), Data::Atom);
            file("feed.json".to_owned(), Data::JsonFeed);
        }
    }
    if !config.data {
        return;
    }
    for id in archive.readings() {
        let Some(page) = targets.get(&Target::Document(id)) else { continue };
        let name = page.strip_suffix(".html").unwrap_or(page);
        let visibility = archive.document(id).document.visibility.unwrap_or(config.visibility);
        if visibility == Visibility::Full || !public {
            file(format!("{name}.txt"), Data::Text(id));
        }
        file(format!("{name}.jsonld"), Data::JsonLd(id));
    }
    for (name, has_something) in tables(archive) {
        if has_something {
            file(format!("data/{name}"), Data::Table(name));
        }
    }
}

fn tables(archive: &Archive) -> Vec<(&'static str, bool)> {
    let shown = || archive.entities.iter().filter(|entity| !entity.sensitive);
    let articles = archive.readings().next().is_some();
    let annotated = archive.readings().any(|id| {
        archive
            .document(id)
            .document
            .article()
            .is_some_and(|article| !article.annotations.is_empty())
    });
    let dated = archive.events.iter().any(|event| event.when.is_some());
    vec![
        ("archive.jsonl", articles),
        ("annotations.jsonld", annotated),
        ("entities.csv", shown().next().is_some()),
        ("events.csv", !archive.events.is_empty()),
        ("claims.csv", !archive.claims.is_empty()),
        ("mentions.csv", shown().any(|entity| !entity.mentions.is_empty())),
        ("events.ics", dated),
        ("places.geojson", shown().any(|entity| entity.coordinates.is_some())),
    ]
}
