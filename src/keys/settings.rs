//! The keys of `variorum.yaml`.

use super::Key;
use super::Takes::{Flag, Map, Named, Number, Own, Pattern, Text, TextOrMap, Texts, Whole, Word};

keys! {
    /// The settings of an archive.
    CONFIG {
        "title": Text,
            "The title of the archive.",
            "After the flood";
        "base_url": Pattern("^https?://"),
            "Where it will be published; only feeds, the sitemap, canonical links and the 404 page need it.",
            "https://example.org/archive/";
        "language": Pattern("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
            "The language of its texts and of the interface, as a BCP 47 tag.",
            "de";
        "description": Text,
            "A sentence about the archive.",
            "Reading notes";
        "theme": Text,
            "The theme: `variorum`, `galley`, or a folder in `themes/`.",
            "galley";
        "templates": Text,
            "The folder of your own templates; `none` for none.",
            "own";
        "folders": Map(&[FOLDERS]),
            "Further folders of `content/` for articles, entities and questions.",
            "{articles: [Clippings]}";
        "ignore": Texts,
            "Files and folders of `content/` that are left out.",
            "[templates]";
        "readers": Named(&[READER]),
            "The people whose notes the archive holds, each with a letter.",
            "{A: {name: Ann Author}}";
        "visibility": Word(&["full", "excerpt", "private"]),
            "The `visibility` of articles that do not have one.",
            "excerpt";
        "quoted_limit": Number(0.0, 100.0),
            "Above this share of an excerpted text, in per cent, quoting it is a warning.",
            "20";
        "mentions": Word(&["first", "all", "none"]),
            "Which mentions of a name become links: the first of each section, all, or none.",
            "all";
        "feeds": TextOrMap(&[FEEDS]),
            "Whether feeds are made; a map adds more to those of the whole archive.",
            "false";
        "crawlers": Word(&["all", "search", "none"]),
            "What `robots.txt` asks of crawlers. `all`: they may read. `search`: they may read but not train models. `none`: they may not.",
            "none";
        "assets": Word(&["hashed", "plain"]),
            "Names of the files of `assets/`: with a hash of the contents, or as they are.",
            "plain";
        "compress": Texts,
            "Compressed copies beside text files, for servers that send them: `gz`, `br`, `zst`.",
            "[gz, br]";
        "search": Flag,
            "Whether the site can be searched.",
            "false";
        "data": Flag,
            "Whether data files for other programs are made.",
            "false";
        "publish": Named(&[TARGET, DIRECTORY, GIT, SSH, S3, WEBDAV]),
            "The publishing targets: a map of settings for each.",
            "{web: {type: git, branch: gh-pages}}";
        "extra": Own,
            "Anything that only your own templates use.",
            "{shelf: 3}";
    }

    /// What every publishing target has.
    TARGET {
        "type": Word(&["directory", "git", "sftp", "rsync", "s3", "webdav"]),
            "The kind of target.",
            "git";
        "base_url": Pattern("^https?://"),
            "Where readers see it, if not at `base_url` of the archive.",
            "https://example.org/archive/";
    }

    /// What a folder to publish to has.
    DIRECTORY {
        "path": Text,
            "The folder; relative to the archive, or on a server to the folder after login.",
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
            "The folder; relative to the archive, or on a server to the folder after login.",
            "/srv/www/archive";
        "port": Whole(1, 65_535),
            "The port, if ssh does not know it.",
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
            "The address of the store, if it is not Amazon's.",
            "https://s3.example.org";
        "prefix": Text,
            "A prefix for every key.",
            "archive/";
        "path_style": Flag,
            "Whether requests name the bucket in their path instead of their host.",
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
            "A colour, as in CSS, for a dot in the sign of the reader. Words keep theirs, to be legible.",
            "teal";
    }
}
