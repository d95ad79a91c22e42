//! Where the site is published: `publish` in `variorum.yaml`, a target a name.
//!
//! What opens a place (passwords, keys) is never written here: it comes from the environment, or from what git and ssh
//! know.

use super::read::{base_url, is_web_address};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::{self, Key};
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Intake, Node};

/// A place to publish to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What it is called on the command line.
    pub name: String,
    /// Where readers see it, when that is not `base_url` of the archive; ends in `/`.
    pub base_url: Option<String>,
    /// What it is.
    pub place: Place,
}

/// The kinds of places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder of this machine, or one that is mounted.
    Directory {
        /// The folder; relative to the archive.
        path: String,
    },
    /// A branch of a repository.
    Git(Git),
    /// A folder of another machine, through `ssh`.
    Ssh(Ssh),
    /// A bucket of an S3-compatible store.
    S3(S3),
    /// A folder of a WebDAV server.
    Webdav(Webdav),
}

/// A branch of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Git {
    /// An address, a path relative to the archive, or the name of a remote of the archive's own repository.
    pub remote: String,
    /// The branch, which holds the site and nothing else of the archive.
    pub branch: String,
    /// The domain of the site, for hosts that read a file `CNAME`.
    pub cname: Option<String>,
    /// Whether earlier states of the branch are kept.
    pub keeps_history: bool,
}

/// A folder of another machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ssh {
    /// The command that copies: `rsync`, or else `sftp`.
    pub uses_rsync: bool,
    /// `host`, `user@host`, or a name that the configuration of ssh knows.
    pub host: String,
    /// The port, when ssh does not know better.
    pub port: Option<u16>,
    /// The folder there; relative to where one is after logging in.
    pub path: String,
    /// A configuration file for ssh, relative to the archive.
    pub config: Option<String>,
}

/// A bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3 {
    /// Its name.
    pub bucket: String,
    /// Its region; `auto` where a store has none.
    pub region: String,
    /// Where the store is, when it is not Amazon's; without a `/` at the end.
    pub endpoint: Option<String>,
    /// What stands before every key, with a `/` at the end; may be empty.
    pub prefix: String,
    /// Whether the name of the bucket is in the path of requests, and not in the host.
    pub path_style: bool,
}

/// A folder of a WebDAV server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webdav {
    /// Its address, with a `/` at the end.
    pub url: String,
}

/// The kinds by their names, with how many of their keys must be there, which come first, and their keys.
const KINDS: [(&str, usize, &[Key]); 6] = [
    ("directory", 1, keys::DIRECTORY),
    ("git", 0, keys::GIT),
    ("sftp", 2, keys::SSH),
    ("rsync", 2, keys::SSH),
    ("s3", 1, keys::S3),
    ("webdav", 1, keys::WEBDAV),
];

/// Parts of names of keys that hold what opens a place.
const SECRETS: [&str; 5] = ["password", "secret", "token", "access_key", "credential"];

/// The targets, each a map.
pub(super) fn targets(intake: &mut Intake, node: &Node) -> Vec<Target> {
    let entries = intake.map("publish", node);
    entries.iter().filter_map(|entry| target(intake, entry)).collect()
}

fn target(intake: &mut Intake, (name, node): &Entry) -> Option<Target> {
    if !node.is_map() {
        let message = format!("the publishing target `{}` is not a map", name.value);
        let fault = Diagnostic::new(Code::Config, message);
        intake.fault(fault.help("give it at least a `type:`"), node.span, "");
        return None;
    }
    let Some(kind) = node.get("type") else {
        let names: Vec<String> = KINDS.iter().map(|(name, ..)| format!("`{name}`")).collect();
        let message = format!("the publishing target `{}` has no `type`", name.value);
        let fault = Diagnostic::new(Code::Config, message);
        intake.fault(fault.help(format!("write one of {}", names.join(", "))), name.span, "");
        return None;
    };
    let kinds = KINDS.map(|kind| (kind.0, kind));
    let (kind, needed, table) = intake.word("type", kind, &kinds)?;
    for (key, _) in node.entries() {
        let written = key.value.as_str();
        if SECRETS.iter().any(|secret| written.contains(secret)) {
            secret(intake, name, &format!("has the key `{written}`"), key.span);
        } else if keys::find(&[keys::TARGET, table], written).is_none() {
            intake.unknown_key(key, &[table, keys::TARGET]);
        }
    }
    let missing: Vec<String> = table[..needed]
        .iter()
        .filter(|key| node.get(key.name).is_none_or(Node::is_null))
        .map(|key| format!("`{}`", key.name))
        .collect();
    if !missing.is_empty() {
        let message =
            format!("the publishing target `{}` has no {}", name.value, missing.join(" and no "));
        let help = format!("a target of type `{kind}` needs it");
        intake.fault(Diagnostic::new(Code::Config, message).help(help), name.span, "");
        return None;
    }
    let mut keys = Keys { intake, name, node };
    let base_url = node.get("base_url").and_then(|node| base_url(keys.intake, node));
    let place = match kind {
        "directory" => Place::Directory { path: keys.plain("path")? },
        "git" => Place::Git(git(&mut keys)?),
        "s3" => Place::S3(s3(&mut keys)?),
        "webdav" => Place::Webdav(webdav(&mut keys)?),
        _ => Place::Ssh(ssh(&mut keys, kind == "rsync")?),
    };
    Some(Target { name: name.value.clone(), base_url, place })
}

/// Says that what opens a place is in the settings.
fn secret(intake: &mut Intake, target: &Spanned<String>, has: &str, span: Span) {
    let message =
        format!("the publishing target `{}` {has}, and what opens it is no setting", target.value);
    let help = "keep it in the environment, or with git and ssh, as docs/publishing.md says";
    intake.fault(Diagnostic::new(Code::Secret, message).help(help), span, "");
}

/// The keys of one target.
struct Keys<'i, 's, 'n> {
    intake: &'i mut Intake<'s>,
    name: &'n Spanned<String>,
    node: &'n Node,
}

impl Keys<'_, '_, '_> {
    /// Where a key stands.
    fn place(&self, key: &str) -> Span {
        let mut keys = self.node.entries().iter().map(|(written, _)| written);
        keys.find(|written| written.value == key).map_or(self.name.span, |written| written.span)
    }

    fn text(&mut self, key: &str) -> Option<Spanned<String>> {
        self.intake.string(key, self.node.get(key)?)
    }

    /// Text that may be handed to another program: nothing that begins like an option of it.
    fn plain(&mut self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        if text.value.starts_with('-') || text.value.contains(char::is_control) {
            let message = format!("`{key}` does not take `{}`", text.value);
            self.intake.unusable(message, text.span, "it may not begin with `-`");
            return None;
        }
        Some(text.value)
    }
}

fn git(keys: &mut Keys) -> Option<Git> {
    let words = [("keep", true), ("squash", false)];
    let history = keys.node.get("history").map(|node| keys.intake.word("history", node, &words));
    let text = |keys: &mut Keys, key, otherwise: &str| match keys.node.get(key) {
        Some(_) => keys.plain(key),
        None => Some(otherwise.to_owned()),
    };
    let remote = text(keys, "remote", "origin")?;
    if has_password(&remote) {
        secret(keys.intake, keys.name, "has a password in its `remote`", keys.place("remote"));
        return None;
    }
    Some(Git {
        remote,
        branch: text(keys, "branch", "gh-pages")?,
        cname: keys.node.get("cname").and_then(|_| cname(keys)),
        keeps_history: history.flatten().unwrap_or(true),
    })
}

/// The name of a host, and no address.
fn cname(keys: &mut Keys) -> Option<String> {
    let name = keys.text("cname")?;
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    if name.value.contains('.') && name.value.split('.').all(is_label) {
        return Some(name.value);
    }
    let message = format!("`cname` is `{}`, which is not the name of a host", name.value);
    keys.intake.unusable(message, name.span, "write the name alone: `www.example.org`");
    None
}

/// Whether an address says who asks, and with what.
fn has_password(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| {
        let user = rest.split('/').next().and_then(|host| host.rsplit_once('@'));
        user.is_some_and(|(user, _)| user.contains(':'))
    })
}

fn webdav(keys: &mut Keys) -> Option<Webdav> {
    let url = keys.text("url")?;
    if has_password(&url.value) {
        secret(keys.intake, keys.name, "has a password in its `url`", keys.place("url"));
        return None;
    }
    if !is_web_address(&url.value) {
        let message = format!("`url` is `{}`, which is not a web address", url.value);
        keys.intake.unusable(message, url.span, "write it like `https://dav.example.org/site/`");
        return None;
    }
    Some(Webdav { url: format!("{}/", url.value.trim_end_matches('/')) })
}

fn ssh(keys: &mut Keys, uses_rsync: bool) -> Option<Ssh> {
    let port = keys.node.get("port").and_then(|node| keys.intake.number("port", node));
    Some(Ssh {
        uses_rsync,
        host: keys.plain("host")?,
        port: port.map(|port| port.value),
        path: keys.plain("path")?.trim_end_matches('/').to_owned(),
        config: keys.plain("ssh_config"),
    })
}

fn s3(keys: &mut Keys) -> Option<S3> {
    let endpoint = keys.text("endpoint");
    if let Some(wrong) = endpoint.as_ref().filter(|endpoint| !is_web_address(&endpoint.value)) {
        let message = format!("`endpoint` is `{}`, which is not a web address", wrong.value);
        keys.intake.unusable(message, wrong.span, "write it like `https://s3.example.org`");
        return None;
    }
    let endpoint = endpoint.map(|endpoint| endpoint.value.trim_end_matches('/').to_owned());
    let path_style = keys.node.get("path_style");
    let path_style = path_style.and_then(|node| keys.intake.flag("path_style", node));
    let prefix = keys.plain("prefix").unwrap_or_default();
    let prefix = prefix.trim_matches('/');
    Some(S3 {
        bucket: keys.plain("bucket")?,
        region: keys
            .plain("region")
            .unwrap_or_else(|| if endpoint.is_some() { "auto" } else { "us-east-1" }.to_owned()),
        path_style: path_style.unwrap_or(endpoint.is_some()),
        endpoint,
        prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
    })
}
