//! The keys of `variorum.yaml`.

use super::Key;
use super::Takes::{Flag, Map, Named, Number, Own, Pattern, Text, TextOrMap, Texts, Whole, Word};

keys! {
    /// The settings of an archive.
    CONFIG {
        "title": Text,
            "What the archive is called.",
            "After the flood";
        "base_url": Pattern("^https?://"),
            "Where it will be published; only feeds, the sitemap, canonical links and the 404 page need it.",
            "https://example.org/archive/";
        "language": Pattern("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
            "The language of its texts and of the interface, as a BCP 47 tag.",
            "de";
        "description": Text,
            "What it is, in a sentence.",
            "Reading notes";
        "theme": Text,
            "The theme: `variorum`, `galley`, or a folder in `themes/`.",
            "galley";
        "templates": Text,
            "The folder of your own templates; `none` for none.",
            "own";
        "folders": Map(&[FOLDERS]),
            "Which further folders of `content/` hold what.",
            "{articles: [Clippings]}";
        "ignore": Texts,
            "Files and folders of `content/` that are left out.",
            "[templates]";
        "readers": Named(&[READER]),
            "Whose notes it holds, by a letter.",
            "{A: {name: Ann Author}}";
        "visibility": Word(&["full", "excerpt", "private"]),
            "What is published of articles that do not say.",
            "excerpt";
        "quoted_limit": Number(0.0, 100.0),
            "The share of an excerpted text, in per cent, above which quoting it is a warning.",
            "20";
        "mentions": Word(&["first", "all", "none"]),
            "Which mentions of a name become links: the first of each section, all, or none.",
            "all";
        "feeds": TextOrMap(&[FEEDS]),
            "Whether feeds are made; a map says which there are beside those of the whole archive.",
            "false";
        "crawlers": Word(&["all", "search", "none"]),
            "What `robots.txt` asks of crawlers: all may read, may read but not train models, may not.",
            "none";
        "assets": Word(&["hashed", "plain"]),
            "How the files of `assets/` are named: with a hash of what is in them, or as they are.",
            "plain";
        "compress": Texts,
            "How text is compressed beside itself, for servers that send such files: `gz`, `br`, `zst`.",
            "[gz, br]";
        "search": Flag,
            "Whether the site can be searched.",
            "false";
        "data": Flag,
            "Whether files for machines are made.",
            "false";
        "publish": Named(&[TARGET, DIRECTORY, GIT, SSH, S3, WEBDAV]),
            "Where it is published: a map of settings for each target.",
            "{web: {type: git, branch: gh-pages}}";
        "extra": Own,
            "What only your own templates know.",
            "{shelf: 3}";
    }

    /// What every publishing target has.
    TARGET {
        "type": Word(&["directory", "git", "sftp", "rsync", "s3", "webdav"]),
            "What kind of place it is.",
            "git";
        "base_url": Pattern("^https?://"),
            "Where readers see it, when that is not `base_url` of the archive.",
            "https://example.org/archive/";
    }

    /// What a folder to publish to has.
    DIRECTORY {
        "path": Text,
            "The folder; relative to the archive, or to where one is after logging in.",
            "/srv/www/archive";
    }

    /// What a branch to publish to has.
    GIT {
        "remote": Text,
            "The repository: an address, a path, or the name of a remote.",
            "origin";
        "branch": Text,
            "The branch that holds the site.",
            "gh-pages";
        "cname": Text,
            "The domain of the site, for hosts that read a file `CNAME`.",
            "archive.example.org";
        "history": Word(&["keep", "squash"]),
            "Whether earlier states are kept.",
            "squash";
    }

    /// What a server to publish to has.
    SSH {
        "host": Text,
            "The server: `host`, `user@host`, or a name that ssh knows.",
            "me@example.org";
        "path": Text,
            "The folder; relative to the archive, or to where one is after logging in.",
            "/srv/www/archive";
        "port": Whole(1, 65_535),
            "The port, when ssh does not know better.",
            "2222";
        "ssh_config": Text,
            "A configuration file for ssh, relative to the archive.",
            "ssh_config";
    }

    /// What a bucket to publish to has.
    S3 {
        "bucket": Text,
            "Its name.",
            "archive";
        "region": Text,
            "Its region.",
            "eu-central-1";
        "endpoint": Pattern("^https?://"),
            "Where the store is, when it is not Amazon's.",
            "https://s3.example.org";
        "prefix": Text,
            "What stands before every key.",
            "archive/";
        "path_style": Flag,
            "Whether the bucket is named in the path of requests, and not in their host.",
            "true";
    }

    /// What a folder of a WebDAV server to publish to has.
    WEBDAV {
        "url": Pattern("^https?://"),
            "Its address.",
            "https://dav.example.org/site/";
    }

    /// Which feeds there are beside those of the whole archive.
    FEEDS {
        "tags": Flag,
            "One for each tag.",
            "true";
        "entities": Flag,
            "One for each name.",
            "true";
    }

    /// The folders that hold documents of a kind.
    FOLDERS {
        "articles": Texts,
            "Folders of articles.",
            "[Clippings]";
        "entities": Texts,
            "Folders of authority records.",
            "[People]";
        "questions": Texts,
            "Folders of questions.",
            "[Questions]";
    }

    /// Somebody whose notes the archive holds.
    READER {
        "name": Text,
            "The name.",
            "Ann Author";
        "url": Text,
            "A page about them.",
            "https://example.org/ann";
        "colour" | "color": Text,
            "A colour, as CSS has it.",
            "teal";
    }
}
