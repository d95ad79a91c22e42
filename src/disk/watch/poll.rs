//! Looking at files once a second, where the system does not tell of changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::disk::read::find;

/// How often.
pub(super) const EVERY: Duration = Duration::from_secs(1);

/// The size and the time of each file, by its path below the root.
pub(super) type Seen = BTreeMap<String, Option<(u64, SystemTime)>>;

/// What can be seen of these inputs without reading them.
pub(super) fn look(root: &Path, inputs: &[String]) -> Seen {
    let mut seen = Seen::new();
    for input in inputs {
        // A folder that cannot be walked now is walked the next time.
        for found in find(root, input, true).unwrap_or_default() {
            let about = fs::symlink_metadata(&found.path).ok();
            let stamp = about.and_then(|about| Some((about.len(), about.modified().ok()?)));
            seen.insert(found.name, stamp);
        }
    }
    seen
}

/// The paths that are not the same in both, or only in one.
pub(super) fn differences(before: &Seen, now: &Seen) -> Vec<String> {
    let changed = now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp));
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    changed.map(|(path, _)| path).chain(gone).cloned().collect()
}
