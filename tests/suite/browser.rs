//! The pages in a browser, where there is one: `tests/browser` by Node, with Chromium, playwright-core and axe-core.
//!
//! They are looked for where `tests/browser/browser.mjs` looks for them. `.ci/run` installs all of it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::archive;

/// Whether everything that the scripts need is on this machine.
fn is_there() -> bool {
    let browser = env::var_os("CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from);
    let modules = env::var_os("NODE_PATH").map(PathBuf::from);
    let has = |name: &str| modules.as_ref().is_some_and(|modules| modules.join(name).is_dir());
    browser.is_file() && has("playwright-core") && has("axe-core")
}

/// What a script that ends with a fault has said; nothing for all others.
fn faults(script: &str, args: &[&str]) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = root.join("tests/browser").join(script);
    let ran = Command::new("node").arg(script).args(args).current_dir(root).output().expect("node");
    let said = [ran.stdout, ran.stderr].concat();
    (!ran.status.success()).then(|| String::from_utf8_lossy(&said).into_owned())
}

#[test]
#[expect(clippy::print_stdout, reason = "what is skipped is said")]
fn pages_are_as_they_should_be_in_a_browser() {
    if !is_there() {
        println!(
            "skipped: there is no Chromium, or NODE_PATH leads to no playwright-core and axe-core"
        );
        return;
    }
    let folder = archive(&[]);
    let site = folder.path().join("public");
    let site = site.to_str().expect("a path of letters");
    let (root, program) = (env!("CARGO_MANIFEST_DIR"), env!("CARGO_BIN_EXE_variorum"));
    let build = ["build", "--quiet", "--root", root, "--output-dir", site];
    assert!(Command::new(program).args(build).status().expect("a build").success());
    // Those of the preview take long by themselves: `.ci/run` has them.
    let scripts: [(&str, &[&str]); 3] =
        [("pages.mjs", &[site]), ("reading.mjs", &[site, program]), ("search.mjs", &[program])];
    let found: Vec<String> =
        scripts.iter().filter_map(|(script, args)| faults(script, args)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
