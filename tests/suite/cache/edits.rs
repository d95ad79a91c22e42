//! What archives are made of, and how somebody changes them.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use variorum::config::{MentionStyle, Reader};
use variorum::model::article::Visibility;
use variorum::source::Source;
use variorum::world::{Asset, Dimensions, World};

/// A change to an archive.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    /// A file has this text from now on.
    Write(&'static str, String),
    /// Something in the front matter of a file is another one.
    Head(&'static str, Stroke),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    /// A picture beside the articles comes, with this width, or goes.
    Picture(Option<usize>),
    /// What articles do not say for themselves.
    Default(Visibility),
    Mentions(MentionStyle),
    Readers(&'static [&'static str]),
    Title(&'static str),
}

/// A change to front matter, as somebody makes it in an editor.
#[derive(Debug, Clone)]
pub(super) enum Stroke {
    /// A key has this value, and stands first or where it stood.
    Put(&'static str),
    /// The so-many-th key is gone.
    Cut(usize),
    /// The so-many-th key stands last.
    Last(usize),
    /// A list has one more item, at this place.
    Add(&'static str, &'static str, usize),
    /// A list has one item fewer.
    Drop(&'static str, usize),
    /// A list runs the other way.
    Reverse(&'static str),
    /// A comment moves everything below it.
    Comment,
}

pub(super) const PATHS: [&str; 6] = [
    "content/articles/a.md",
    "content/articles/b.md",
    "content/articles/c.md",
    "content/entities/raqqa.md",
    "content/questions/q.md",
    "content/about.md",
];

/// What front matter can say; of what begins with the same key, the first that is taken counts.
const HEADS: [&str; 39] = [
    "title: One",
    "title: Two",
    "title: [",
    "slug: a",
    "aliases: [Second]",
    "tags: [x, Y]",
    "tags: [y]",
    "entities: [Raqqa]",
    "entities:\n  - {name: Raqqa, kind: place, aliases: [Fell]}\n  - Left Bank",
    "entities:\n  - {name: Mosul, aliases: [Fell], quote: here}",
    "name: Raqqa\naliases: [Fell]\nredact: true",
    "name: Raqqa\npart_of: Mosul\nnot: [Raqqa fell]",
    "authors: [Ann Author]",
    "authors: [Raqqa]\noutlet: The Post",
    "published: 2017-10-17",
    "published: 1999",
    "published: 2020-05",
    "claims:\n  - {says: Many, question: How many?}",
    "summary: Words before the rest.",
    "highlights:\n  - quote: Raqqa\n    reader: A\n    note: See [[q]].",
    "highlights:\n  - {quote: fell, kind: doubt, tags: [z]}",
    "highlights:\n  - {quote: the, private: true}",
    "events:\n  - {title: It falls, date: 2017, quote: fell, place: Raqqa}",
    "events:\n  - {title: It falls, date: 2018, who: [Ann Author]}\n  - {title: It stays}",
    "claims:\n  - {id: c1, says: Many left Raqqa, question: q, figure: about 10, by: Ann Author}",
    "claims:\n  - {says: Few left, question: How many?, contradicts: c1}",
    "visibility: excerpt",
    "visibility: private",
    "draft: true",
    "withdrawn: 2020-01-01",
    "redirect_from: [old/a.html]",
    "redirect_from: [tags/y.html, timeline-2017.html]",
    "part_of: b",
    "translation_of: c",
    "version_of: b",
    "version_of: https://example.org/b",
    "url: https://www.example.org/b/",
    "url: https://example.org/c",
    "noindex: true",
];

/// Items of lists.
const ITEMS: [(&str, &str); 32] = [
    ("highlights", "- quote: fell"),
    ("highlights", "- {quote: Raqqa, note: 'See [[a#c1]] and [[q]].'}"),
    ("highlights", "- {quote: Raqqa, note: 'See [[none]] and [[c1]].', tags: [x]}"),
    ("highlights", "- {quote: not there at all}"),
    ("highlights", "- {quote: the, private: true, note: A secret.}"),
    ("highlights", "- {quote: Here, kind: doubt, suggested: true}"),
    ("highlights", "- {id: h, note: 'Of ![[b]].', replies: [{note: 'By [[Raqqa]].'}]}"),
    ("highlights", "- {picture: map.png, xywh: 'percent:1,2,3,4', note: A part.}"),
    ("highlights", "- {picture: map.png, xywh: '30,0,20,20'}"),
    ("entities", "- {name: Raqqa, picture: map.png}"),
    ("entities", "- Raqqa"),
    ("entities", "- {name: Raqqa, kind: person}"),
    ("entities", "- {name: Mosul, kind: place, aliases: [Fell, {name: Here, from: 1999}]}"),
    ("entities", "- {name: Left Bank, quote: Left Bank}"),
    ("entities", "- left bank"),
    ("entities", "- {name: of, aliases: [X]}"),
    ("events", "- {title: It falls, date: 2017, place: Mosul}"),
    ("events", "- {title: It falls, date: 2017, place: Raqqa, who: [Ann Author, Fell]}"),
    ("events", "- {title: It stays, date: 2030}"),
    ("events", "- {id: e, title: One, date: 2016-01}"),
    ("events", "- {id: e, title: Other, date: 2016-02, note: 'On [[b]].'}"),
    ("claims", "- {id: c1, says: Many left Raqqa, question: q, figure: about 10, by: Ann Author}"),
    ("claims", "- {id: c2, says: Few left Mosul, question: q, figure: 3, by: Raqqa}"),
    ("claims", "- {id: c3, says: None left, question: How many?, contradicts: c1, supports: c2}"),
    ("claims", "- {says: Some left, question: How many?, repeats: c1, basis: Left Bank}"),
    ("claims", "- {says: It is said, contradicts: 'b#c2', updates: c9, via: [The Post]}"),
    ("claims", "- {id: c1, says: Nobody left, question: q, stance: denies, made: 2017-10-18}"),
    ("claims", "- {id: c4, says: Left, private: true}"),
    ("claims", "- {says: Fell, supports: c4, note: 'See [[c2]].'}"),
    ("claims", "- {says: Some came, question: A first one?}"),
    ("claims", "- {says: Some came, question: How many?, by: Fell}"),
    ("highlights", "- {quote: Raqqa, tags: [Y]}"),
];

const BODIES: [&str; 11] = [
    "Raqqa fell.",
    "Here the Left Bank fell, said Ann Author of Raqqa.",
    "See [[a]] and [[b#first]]. See also [[Second]].",
    "See [[Two]] and [[Second]], and [[c1]], and [[h]].",
    "## First\n\nMosul here, and Raqqa.",
    "![[a]]",
    "![[b#first]]",
    "![A map](map.png)",
    "[Nothing](none.md) and [[Raqqa]].",
    "Fell. Ann Author and Mosul and Raqqa.",
    "`Raqqa` in code.",
];

/// Documents that hang together, so that an edit of one is felt in others: names that nothing decides between, questions
/// that are linked to, tagged notes beside others, articles of several days.
pub(super) const RICH: [&str; 6] = [
    "---\ntitle: One\npublished: 2017-10-17\nauthors: [Ann Author]\ntags: [x]\nentities:\n  - {name: Mosul, aliases: [Fell]}\n\
     highlights:\n  - {quote: Raqqa, note: 'See [[How many?]] and [[q]].', tags: [x]}\n  - {quote: fell, tags: [z]}\n\
     events:\n  - {title: It falls, date: 2017, place: Fell, tags: [x]}\n\
     claims:\n  - {id: c1, says: Many left Raqqa, question: how-many, by: Ann Author}\n---\nRaqqa fell.\n\nSee [[b]].\n",
    "---\ntitle: Two\npublished: 1999\ntags: [y]\nentities:\n  - {name: Raqqa, aliases: [Fell]}\n\
     highlights:\n  - {quote: Raqqa, note: A note, tags: [z]}\n\
     events:\n  - {title: It falls, date: 2017, who: [Ann Author]}\n  - {title: It stays, date: 1998}\n\
     claims:\n  - {id: c2, says: Few left Mosul, question: Who left?, contradicts: c1, tags: [z]}\n---\nOf Raqqa. Fell. See [[Who left?]] and [[How manye?]].\n",
    "---\ntitle: Three\nentities: [Lisbon, Mosul]\nhighlights:\n  - {quote: Here}\n  - {quote: Bank, tags: [x]}\nevents:\n  - {title: It ends, place: Fell}\n---\nHere the Left Bank.\n",
    "---\nname: Raqqa\nsummary: A city.\n---\nOf [[How many?]].\n",
    "---\ntitle: Who asks?\n---\nWords.\n",
    "---\ntitle: About\n---\nSee [[Who left?]], [[q]] and Fell.\n",
];

pub(super) fn texts() -> impl Strategy<Value = Vec<String>> {
    let rich = RICH.into_iter().map(str::to_owned).collect();
    prop_oneof![Just(rich), prop::collection::vec(text(), PATHS.len())]
}

fn text() -> impl Strategy<Value = String> {
    let heads = prop::sample::subsequence(HEADS.to_vec(), 0..8);
    let bodies = prop::sample::subsequence(BODIES.to_vec(), 0..4);
    (heads, bodies).prop_map(|(heads, bodies)| {
        let key = |head: &str| head.split(':').next().unwrap_or_default().to_owned();
        let mut taken = BTreeMap::new();
        for head in heads {
            taken.entry(key(head)).or_insert(head);
        }
        let heads: Vec<&str> = taken.into_values().collect();
        format!("---\n{}\n---\n{}\n", heads.join("\n"), bodies.join("\n\n"))
    })
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let key = || prop::sample::select(vec!["highlights", "entities", "events", "claims"]);
    prop_oneof![
        4 => prop::sample::select(HEADS.to_vec()).prop_map(Stroke::Put),
        2 => prop::sample::select(HEADS[..5].to_vec()).prop_map(Stroke::Put),
        8 => (prop::sample::select(ITEMS.to_vec()), 0..4_usize)
            .prop_map(|((key, item), at)| Stroke::Add(key, item, at)),
        2 => (key(), 0..3_usize).prop_map(|(key, at)| Stroke::Drop(key, at)),
        2 => key().prop_map(Stroke::Reverse),
        1 => (0..6_usize).prop_map(Stroke::Cut),
        1 => (0..6_usize).prop_map(Stroke::Last),
        2 => Just(Stroke::Comment),
    ]
}

impl Stroke {
    /// The text of a file with this change.
    fn on(&self, text: &str) -> String {
        let (head, body) =
            text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n")).unwrap_or(("", text));
        let mut parts: Vec<Vec<String>> = Vec::new();
        for line in head.lines().filter(|line| !line.is_empty()) {
            match parts.last_mut() {
                Some(part) if line.starts_with(' ') => match line.strip_prefix("  - ") {
                    Some(_) => part.push(line.to_owned()),
                    None => part.last_mut().expect("a key").extend(["\n", line]),
                },
                _ => parts.push(vec![line.to_owned()]),
            }
        }
        let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
        let list = |parts: &mut Vec<Vec<String>>, name: &str| {
            let is = |part: &Vec<String>| key(&part[0]) == name;
            parts.iter().position(is)
        };
        match *self {
            Self::Put(new) => match list(&mut parts, &key(new)) {
                Some(at) => parts[at] = vec![new.to_owned()],
                None => parts.insert(0, vec![new.to_owned()]),
            },
            Self::Cut(at) if at < parts.len() => _ = parts.remove(at),
            Self::Last(at) if at < parts.len() => {
                let part = parts.remove(at);
                parts.push(part);
            }
            Self::Add(name, item, at) => {
                let found = list(&mut parts, name).unwrap_or_else(|| {
                    parts.push(vec![format!("{name}:")]);
                    parts.len() - 1
                });
                let at = at.clamp(1, parts[found].len());
                parts[found].insert(at, format!("  {item}"));
            }
            Self::Drop(name, at) => {
                if let Some(found) = list(&mut parts, name).filter(|&f| parts[f].len() > at + 2) {
                    parts[found].remove(at + 1);
                }
            }
            Self::Reverse(name) => {
                if let Some(found) = list(&mut parts, name) {
                    parts[found][1..].reverse();
                }
            }
            Self::Comment => parts.insert(0, vec!["# Words before everything.".to_owned()]),
            Self::Cut(_) | Self::Last(_) => {}
        }
        format!("---\n{}\n---\n{body}", parts.concat().join("\n"))
    }
}

pub(super) fn edits() -> impl Strategy<Value = Edit> {
    let path = || prop::sample::select(PATHS.to_vec());
    prop_oneof![
        4 => (path(), text()).prop_map(|(path, text)| Edit::Write(path, text)),
        16 => (path(), stroke()).prop_map(|(path, stroke)| Edit::Head(path, stroke)),
        1 => path().prop_map(Edit::Remove),
        1 => (path(), path()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => prop::sample::select(vec![None, Some(40), Some(100)]).prop_map(Edit::Picture),
        1 => prop::sample::select(vec![Visibility::Full, Visibility::Excerpt, Visibility::Private])
            .prop_map(Edit::Default),
        1 => prop::sample::select(vec![MentionStyle::First, MentionStyle::All])
            .prop_map(Edit::Mentions),
        1 => prop::sample::select(vec![&[][..], &["A"][..]]).prop_map(Edit::Readers),
        1 => prop::sample::select(vec!["T", "U"]).prop_map(Edit::Title),
    ]
}

pub(super) fn apply(world: &mut World, edit: &Edit) {
    let remove = |world: &mut World, path: &str| world.sources.retain(|s| &*s.path != path);
    let write = |world: &mut World, path: &'static str, text: &str| {
        remove(world, path);
        world.sources.push(Arc::new(Source::new(path, text)));
        world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    };
    match edit {
        Edit::Write(path, text) => write(world, path, text),
        Edit::Head(path, stroke) => {
            let before = world.sources.iter().find(|source| &*source.path == *path);
            let text = stroke.on(before.map_or("---\n---\n", |source| source.text.as_str()));
            write(world, path, &text);
        }
        Edit::Remove(path) => remove(world, path),
        Edit::Rename(from, to) => {
            if let Some(source) = world.sources.iter().find(|s| &*s.path == *from).cloned() {
                remove(world, from);
                write(world, to, &source.text);
            }
        }
        Edit::Picture(width) => {
            let path = "content/articles/map.png".to_owned();
            world.assets.remove(&path);
            if let &Some(width) = width {
                let dimensions = Some(Dimensions { width, height: 30 });
                let asset = Asset { len: 1, stamp: 1, url: None, bytes: None, dimensions };
                world.assets.insert(path, asset);
            }
        }
        Edit::Default(visibility) => world.config.visibility = *visibility,
        Edit::Mentions(style) => world.config.mentions = *style,
        Edit::Readers(ids) => {
            let reader =
                |id: &&str| Reader { id: (*id).into(), name: "R".into(), url: None, colour: None };
            world.config.readers = ids.iter().map(reader).collect();
        }
        Edit::Title(title) => (*title).clone_into(&mut world.config.title),
    }
}
