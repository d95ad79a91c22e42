//! `variorum.yaml`: what is set, what overrides it, and what is said of that which cannot be.

use variorum::config::{self, AssetNames, Config, MentionStyle};
use variorum::diagnostic::Checked;
use variorum::model::article::Visibility;
use variorum::model::hosting::Encoding;
use variorum::source::Source;

fn read(text: &str, overrides: &[(&str, &str)]) -> Checked<Config> {
    let overrides: Vec<(String, String)> =
        overrides.iter().map(|&(key, value)| (key.into(), value.into())).collect();
    config::read(&Source::new("variorum.yaml", text), &overrides)
}

/// The faults in one line each: code, place, message, help.
fn faults(text: &str, checked: &Checked<Config>) -> Vec<String> {
    let fault = |fault: &variorum::diagnostic::Diagnostic| {
        let place = fault.labels.first().map_or("-", |label| &text[label.span.range()]);
        let help = fault.help.as_deref().unwrap_or("-");
        format!("{} @ {place} | {} | {help}", fault.code.name(), fault.message)
    };
    checked.diagnostics.iter().map(fault).collect()
}

#[test]
fn every_key_is_read() {
    let text = "\
title: After Raqqa
base_url: https://example.org/archive
language: pt-BR
description: A description
theme: folio
templates: none
folders: {articles: [Clippings, Reading/2017/], questions: Q}
ignore: [templates, Inbox/]
readers:
  A: {name: Reader A, url: https://example.org/a, colour: '#8a3324'}
  B: Reader B
visibility: excerpt
quoted_limit: 2.5 %
compress: [br, gz]
assets: plain
mentions: all
feeds: false
search: no
data: {}
publish:
  home: {type: directory, path: /srv/www}
extra: {licence: CC0-1.0}
";
    let checked = read(text, &[]);
    assert_eq!(faults(text, &checked), [""; 0]);
    let config = checked.value;
    assert_eq!(
        (config.title.as_str(), config.description.as_str()),
        ("After Raqqa", "A description")
    );
    assert_eq!(config.base_url.as_deref(), Some("https://example.org/archive/"));
    assert_eq!((config.language.as_str(), config.theme.value.as_str()), ("pt-BR", "folio"));
    assert_eq!(&text[config.theme.span.range()], "folio");
    assert_eq!(config.templates, None);
    let ignored =
        ["content/templates/a.md", "content/Inbox", "content/templates.md", "static/templates/a"];
    assert_eq!(ignored.map(|path| config.ignores(path)), [true, true, false, false]);
    let folders = [
        ("articles".into(), vec!["Clippings".into(), "Reading/2017".into()]),
        ("questions".into(), vec!["Q".into()]),
    ];
    assert_eq!(config.folders, folders);
    let readers: Vec<String> = config
        .readers
        .iter()
        .map(|r| format!("{} {} {:?} {:?}", r.id, r.name, r.url, r.colour))
        .collect();
    assert_eq!(
        readers,
        [r##"A Reader A Some("https://example.org/a") Some("#8a3324")"##, "B Reader B None None"]
    );
    assert_eq!((config.visibility, config.mentions), (Visibility::Excerpt, MentionStyle::All));
    assert_eq!(config.compress, [Encoding::Gzip, Encoding::Brotli]);
    assert_eq!(config.assets, AssetNames::Plain);
    assert!((config.quoted_limit - 2.5).abs() < f64::EPSILON);
    assert_eq!((config.feeds, config.search, config.data), (false, false, true));
    assert_eq!((config.publish.len(), config.extra.len()), (1, 1));
}

#[test]
fn nothing_set_is_the_default() {
    for text in ["", "# only a comment\n", "title:\nreaders: ~\nfolders: null\n"] {
        let checked = read(text, &[]);
        assert_eq!(
            (checked.value.clone(), faults(text, &checked)),
            (Config::default(), vec![]),
            "{text}"
        );
    }
}

#[test]
fn overrides_win_and_their_faults_name_them() {
    let text = "title: One\nbase_url: https://one.example/\nfeeds: true\n";
    let overrides = [
        ("VARIORUM_TITLE", "Two: a title"),
        ("VARIORUM_BASE_URL", "https://three.example/"),
        ("VARIORUM_FEEDS", "false"),
        ("VARIORUM_READERS", "{A: {name: Ann}}"),
        ("VARIORUM_BASURL", "x"),
        ("VARIORUM_X11", "x"),
        ("--base-url", "http://localhost:8000/é/"),
        ("--visibility", "some"),
    ];
    let checked = read(text, &overrides);
    let config = &checked.value;
    assert_eq!((config.title.as_str(), config.feeds), ("Two: a title", false));
    assert_eq!(config.base_url.as_deref(), Some("http://localhost:8000/%C3%A9/"));
    assert_eq!(config.readers[0].name, "Ann");
    assert_eq!(
        faults(text, &checked),
        [
            "unknown-config-key @ - | `VARIORUM_BASURL`: the key `basurl` is not known | did you mean `VARIORUM_BASE_URL`?",
            "unknown-config-key @ - | `VARIORUM_X11`: the key `x11` is not known | unset it: no setting has this name",
            "config @ - | `--visibility`: `visibility` does not take `some` | it takes `full`, `excerpt` or `private`",
        ]
    );
    assert_eq!(read(text, &[("base_url", "")]).value.base_url, None);
}

/// A faulty configuration, and what is said of it.
const FAULTS: &[(&str, &str)] = &[
    (
        "titel: x\n",
        "unknown-config-key @ titel | the key `titel` is not known | did you mean `title`?",
    ),
    (
        "base_url: example.org\n",
        "config @ example.org | `base_url` is `example.org`, which is not the address of a site | write it like `https://example.org/archive/`",
    ),
    (
        "base_url: 'https://a.example/\"><b'\n",
        "config @ 'https://a.example/\"><b' | `base_url` is `https://a.example/\"><b`, which is not the address of a site | write it like `https://example.org/archive/`",
    ),
    ("compress: [gz, bro]\n", "config @ bro | `compress` cannot have `bro` | did you mean `br`?"),
    (
        "language: English language\n",
        "config @ English language | `English language` is not a language tag | write it like `en`, `pt-BR` or `zh-Hant`",
    ),
    (
        "theme: ../mine\n",
        "config @ ../mine | `../mine` is not the name of a theme | name a folder in `themes/`",
    ),
    (
        "templates: /etc\n",
        "config @ /etc | `templates` names `/etc`, which is not inside the archive | write a path below the folder of `variorum.yaml`",
    ),
    (
        "folders: {articles: ../x}\n",
        "config @ ../x | `folders` names `../x`, which is not inside the archive | write a path below the folder of `variorum.yaml`",
    ),
    (
        "folders: {article: x}\n",
        "unknown-config-key @ article | the key `article` is not known | did you mean `articles`?",
    ),
    (
        "readers: [A, B]\n",
        "config @ [A, B] | `readers` takes a map, and this is a list | write it like `readers: {A: {name: Ann Author}}`",
    ),
    (
        "readers: {A: {colour: 'red;background:url(x)'}}\n",
        "config @ 'red;background:url(x)' | `red;background:url(x)` is not a colour | write it like `#8a3324`, `teal` or `hsl(10 60% 40%)`",
    ),
    (
        "readers: {A: {url: 'javascript:x'}}\n",
        "config @ 'javascript:x' | `javascript:x` is not a web address | write it with `https://`",
    ),
    (
        "feeds: maybe\n",
        "config @ maybe | `feeds` takes `true` or `false`, and this is text | write it like `feeds: false`",
    ),
    (
        "quoted_limit: -1\n",
        "config @ -1 | `-1` is not a share of a text | write a number from 0 to 100, which is per cent",
    ),
    (
        "search: {minimum: 3}\n",
        "unknown-config-key @ minimum | the key `minimum` is not known | remove it: there is nothing to set here",
    ),
    (
        "publish: {home: here}\n",
        "config @ here | the publishing target `home` is not a map | give it at least a `type:`",
    ),
    (
        "publish: {web: {path: x}}\n",
        "config @ web | the publishing target `web` has no `type` | write one of `directory`, `git`, `sftp`, `rsync`, `s3`, `webdav`",
    ),
    (
        "publish: {web: {type: ftp}}\n",
        "config @ ftp | `type` does not take `ftp` | it takes `directory`, `git`, `sftp`, `rsync`, `s3` or `webdav`",
    ),
    (
        "publish: {web: {type: sftp, path: x}}\n",
        "config @ web | the publishing target `web` has no `host` | a target of type `sftp` needs it",
    ),
    (
        "publish: {web: {type: git, brnch: x}}\n",
        "unknown-config-key @ brnch | the key `brnch` is not known | did you mean `branch`?",
    ),
    (
        "publish: {web: {type: s3, bucket: b, secret_access_key: abc}}\n",
        "secret @ secret_access_key | the publishing target `web` has the key `secret_access_key`, and what opens it is no setting | keep it in the environment, or with git and ssh, as docs/publishing.md says",
    ),
    (
        "publish: {web: {type: webdav, url: 'https://me:abc@example.org/x/'}}\n",
        "secret @ url | the publishing target `web` has a password in its `url`, and what opens it is no setting | keep it in the environment, or with git and ssh, as docs/publishing.md says",
    ),
    (
        "publish: {web: {type: git, remote: 'https://me:abc@example.org/x.git'}}\n",
        "secret @ remote | the publishing target `web` has a password in its `remote`, and what opens it is no setting | keep it in the environment, or with git and ssh, as docs/publishing.md says",
    ),
    (
        "publish: {web: {type: sftp, path: x, host: -oProxyCommand=x}}\n",
        "config @ -oProxyCommand=x | `host` does not take `-oProxyCommand=x` | it may not begin with `-`",
    ),
    (
        "- a\n",
        "config @ - a | `variorum.yaml` takes a map, and this is a list | write it as lines of the form `key: value`",
    ),
    (
        "title: a: b\n",
        "yaml @ : b | a second `: ` stands where there can be only one | put it in quotation marks: `title: \"a: b\"`",
    ),
];

#[test]
fn faults_are_errors_that_say_what_to_write() {
    for &(text, fault) in FAULTS {
        let checked = read(text, &[]);
        assert_eq!(faults(text, &checked), [fault], "{text}");
        assert!(checked.has_errors(), "{text}");
    }
}
