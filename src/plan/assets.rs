//! Which names the files of `assets/` have on the site.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::AssetNames;
use crate::model::assets::{FOLDER, hashed, references};
use crate::model::site::Url;
use crate::world::World;

/// The names of assets by those that they have in `static/`. `fixed`: the files of `static/`, each with its path.
///
/// The name of a file changes with what is in it and in what it names, since its own text has those names.
pub(super) fn names(world: &World, fixed: &BTreeMap<&str, &str>) -> BTreeMap<Url, Url> {
    let below = fixed.iter().filter(|(url, _)| url.starts_with(FOLDER));
    let assets: BTreeMap<&str, &[u8]> = below
        .filter_map(|(&url, &path)| Some((url, world.assets.get(path)?.bytes.as_deref()?)))
        .collect();
    let name = |(&url, &bytes): (&&str, &&[u8])| {
        let name = match world.config.assets {
            AssetNames::Plain => url.to_owned(),
            AssetNames::Hashed => hashed(url, &hash(url, bytes, &assets)),
        };
        (url.to_owned(), name)
    };
    assets.iter().map(name).collect()
}

/// Whether a file says the names of other assets, so that what the site has is not what the file has.
pub(super) fn names_others(
    world: &World,
    url: &str,
    path: &str,
    assets: &BTreeMap<Url, Url>,
) -> bool {
    let bytes = world.assets.get(path).and_then(|asset| asset.bytes.as_deref());
    let text = std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
    !references(url, text, |target| assets.contains_key(target)).is_empty()
}

/// The hash of a file and of everything that it leads to.
fn hash(url: &str, bytes: &[u8], assets: &BTreeMap<&str, &[u8]>) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut next = vec![url.to_owned()];
    while let Some(url) = next.pop() {
        let Some(bytes) = assets.get(&*url).filter(|_| seen.insert(url.clone())) else { continue };
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let named = references(&url, text, |target| assets.contains_key(target));
        next.extend(named.into_iter().map(|(_, target)| target));
    }
    hasher.update(bytes);
    for other in seen.iter().filter(|other| *other != url) {
        hasher.update(other.as_bytes()).update(blake3::hash(assets[&**other]).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
