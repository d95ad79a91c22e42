//! Pages of forums, and questions with their answers: every post is of the text, below the name of who wrote it.
//!
//! Extractors look for one text, and take the longest post for it, or none. What holds a post is known by the names that
//! programs of forums give to it. Comments below an article are none of those.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::super::single_line;
use super::about::day_in;
use super::dates;
use crate::escape;

/// What programs of forums call the element with the words of a post.
const BODIES: [&str; 19] = [
    "Post-body",
    "bbp-reply-content",
    "bbp-topic-content",
    "bbWrapper",
    "commentBody",
    "comment_text",
    "commtext",
    "cooked",
    "js-comment-body",
    "js-post-body",
    "js-post__content-text",
    "lia-message-body-content",
    "messageText",
    "post_body",
    "postcontent",
    "postmsg",
    "userContent",
    "usertext-body",
    "commentthread_comment_text",
];

/// Attributes that say the same.
const MARKED: [(&str, &str); 6] = [
    ("data-role", "commentContent"),
    ("component", "post/content"),
    ("slot", "comment"),
    ("slot", "text-body"),
    ("data-testid", "tweetText"),
    ("data-testid", "twitterArticleRichTextView"),
];

/// An element that only a page of posts has, and the one in it that links the name of who wrote a post.
const POST: &str = "article[data-testid=tweet]";
const NAMED: &str = "[data-testid='User-Name']";

/// The element in it with another post that it quotes.
const QUOTED: &str = "div[role=link]";

/// Types of schema.org that only a thread has.
const THREADS: [&str; 2] = ["/DiscussionForumPosting", "/QAPage"];

/// Words in the address of a thread, or in the name of the program that made it.
const WORDS: [&str; 24] = [
    "answers",
    "bbpress",
    "board",
    "boards",
    "community",
    "discourse",
    "discuss",
    "discussion",
    "discussions",
    "flarum",
    "forum",
    "forums",
    "invision",
    "mybb",
    "nodebb",
    "phpbb",
    "question",
    "questions",
    "showthread",
    "talk",
    "thread",
    "threads",
    "topic",
    "viewtopic",
];

/// Those of them that only forums have, where what readers say is the text: elsewhere it is not.
const BOARDS: [&str; 9] =
    ["bbpress", "board", "boards", "forum", "forums", "showthread", "thread", "topic", "viewtopic"];

/// What such a forum calls a reply, and the words of it.
const REPLY: [&str; 1] = ["comment"];
const REPLIES: [&str; 5] =
    ["comment-body", "comment-content", "comment-text", "comment__content", "content"];

/// What the element with the name of who wrote a post is called.
const AUTHORS: [&str; 9] = [
    "author",
    "creator",
    "hnuser",
    "poster",
    "postauthor",
    "user-name",
    "username",
    "post-author",
    "topic-author",
];

/// What stands in a post, or beside it, and is not of it.
const BESIDE: [&str; 4] = ["signature", "sig", "message-signature", "post-signature"];

/// A name has not more words.
const LONGEST_NAME: usize = 5;

/// So many elements around the only post can hold the name of who wrote it.
const AROUND: usize = 4;

/// A post of a thread.
struct Post {
    author: Option<String>,
    day: Option<String>,
    html: String,
}

/// A thread as HTML: above each post a heading with its author and its day.
pub(super) struct Thread {
    pub(super) html: String,
    /// Who wrote the first post, and when.
    pub(super) author: Option<String>,
    pub(super) day: Option<String>,
}

impl Thread {
    /// Finds it; nothing where a page is none.
    pub(super) fn of(document: &Document, url: Option<&str>) -> Option<Self> {
        let says_so = says_so(document);
        if !says_so && !is_called(document, url, &WORDS) {
            return None;
        }
        let bodies = bodies(document, says_so);
        if bodies.len() < 2 && !(says_so && bodies.len() == 1) {
            return None;
        }
        let posts: Vec<Post> = posts(&bodies);
        let first = posts.first()?;
        let (author, day) = (first.author.clone(), first.day.clone());
        Some(Self { html: written(&posts), author, day })
    }
}

/// The replies to the text of a page as HTML, where a forum has them as comments.
pub(super) fn replies(document: &Document, url: Option<&str>) -> Option<String> {
    if !is_called(document, url, &BOARDS) {
        return None;
    }
    let is_reply = |node: &NodeRef| {
        is_named(node, &REPLIES) && node.ancestors_it(None).any(|above| is_named(&above, &REPLY))
    };
    let bodies = outermost(document, is_reply);
    (!bodies.is_empty()).then(|| written(&posts(&bodies)))
}

/// Posts as HTML, each below its heading.
fn written(posts: &[Post]) -> String {
    let mut html = String::new();
    for (at, post) in posts.iter().enumerate() {
        let goes_on = at > 0 && post.is_with(&posts[at - 1]);
        html += &if goes_on { format!("<div>{}</div>", post.html) } else { post.html() };
    }
    html
}

impl Post {
    /// Whether somebody who is named went on with another post on the same day.
    fn is_with(&self, other: &Self) -> bool {
        self.author.is_some() && (&self.author, &self.day) == (&other.author, &other.day)
    }

    /// The post below its heading; a rule where nobody is named.
    fn html(&self) -> String {
        let told: Vec<&str> =
            [&self.author, &self.day].into_iter().flatten().map(String::as_str).collect();
        let heading = match told.as_slice() {
            [] => "<hr>".to_owned(),
            told => format!("<h2>{}</h2>", escape::escaped(&told.join(" · "))),
        };
        format!("{heading}<div>{}</div>", self.html)
    }
}

/// Whether a page says that it is a thread. Lists of what is often asked have questions too.
fn says_so(document: &Document) -> bool {
    let types = document.select("[itemtype]");
    let marked =
        |kind: &str| types.nodes().iter().any(|node| node.attr_or("itemtype", "").ends_with(kind));
    let linked = document.select("script[type='application/ld+json']").text();
    let is_linked = |kind: &str| linked.contains(&format!("\"{}\"", &kind[1..]));
    let has_posts = !document.select(POST).nodes().is_empty();
    has_posts || THREADS.iter().any(|kind| marked(kind) || is_linked(kind))
}

/// Whether one of these words stands in the address of a page, or in the name of the program that made it.
fn is_called(document: &Document, url: Option<&str>, words: &[&str]) -> bool {
    let generator = document.select("meta[name=generator]");
    let generator =
        generator.nodes().first().map(|node| node.attr_or("content", "").to_lowercase());
    let told = [url.map(str::to_lowercase), generator];
    let is_one = |told: &String| {
        told.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
    };
    told.iter().flatten().any(is_one)
}

/// The elements with the words of posts, in the order of the page.
fn bodies(document: &Document, says_so: bool) -> Vec<NodeRef<'_>> {
    let is_one = |node: &NodeRef| is_body(node) || says_so && is_prop(node, "text");
    let mut bodies = outermost(document, is_one);
    // What a post quotes is of it.
    let mut quoting: HashSet<NodeId> = HashSet::new();
    bodies.retain(|body| {
        let post = body.ancestors_it(None).find(|above| above.is(POST));
        post.is_none_or(|post| quoting.insert(post.id) || !is_quoted(body))
    });
    bodies
}

/// The elements of some kind that stand in no other one, nor beside the words of a post, and are not empty.
fn outermost(document: &Document, is_one: impl Fn(&NodeRef) -> bool) -> Vec<NodeRef<'_>> {
    let mut found: Vec<NodeRef> = Vec::new();
    let mut known: HashSet<NodeId> = HashSet::new();
    for node in document.root().descendants_it().filter(NodeRef::is_element) {
        if !is_one(&node) {
            continue;
        }
        let is_inside = node
            .ancestors_it(None)
            .any(|above| known.contains(&above.id) || is_named(&above, &BESIDE));
        if !is_inside && !node.text().trim().is_empty() {
            known.insert(node.id);
            found.push(node);
        }
    }
    found
}

/// Whether an element stands in what a post quotes.
fn is_quoted(node: &NodeRef) -> bool {
    let within = node.ancestors_it(None);
    within.into_iter().take_while(|above| !above.is(POST)).any(|above| above.is(QUOTED))
}

/// The posts that a post quotes, as HTML.
fn quoted(post: &NodeRef) -> String {
    let inner: Vec<NodeRef> = post.descendants_it().filter(NodeRef::is_element).collect();
    let is_one = |node: &&NodeRef| is_body(node) && is_quoted(node);
    inner.iter().filter(is_one).fold(String::new(), |html, body| {
        let quotation = body.ancestors_it(None).find(|above| above.is(QUOTED));
        let around: Vec<NodeRef> = quotation
            .iter()
            .flat_map(NodeRef::descendants_it)
            .filter(NodeRef::is_element)
            .collect();
        let name = around.iter().find(|node| node.is(NAMED)).and_then(|named| {
            let texts = named.descendants_it().filter(NodeRef::is_text);
            texts.map(|text| single_line(&text.text())).find(|text| !text.is_empty())
        });
        let told: Vec<String> = [name, day(&around)].into_iter().flatten().collect();
        let head = escape::escaped(&told.join(" · "));
        html + &format!("<blockquote><p>{head}</p>{}</blockquote>", body.inner_html())
    })
}

fn is_body(node: &NodeRef) -> bool {
    is_named(node, &BODIES)
        || MARKED.iter().any(|(name, value)| node.attr(name).is_some_and(|told| *told == **value))
        || node.attr("id").is_some_and(|id| id.starts_with("post_message_"))
        || is_named(node, &["content"])
            && node.ancestors_it(Some(2)).any(|above| is_named(&above, &["postbody"]))
}

/// Whether one of the classes of an element is among some names.
fn is_named(node: &NodeRef, names: &[&str]) -> bool {
    let Some(class) = node.attr("class") else { return false };
    class.split_whitespace().any(|class| names.contains(&class))
}

/// The posts that some elements hold the words of.
fn posts(bodies: &[NodeRef]) -> Vec<Post> {
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    for body in bodies {
        body.ancestors_it(None).for_each(|above| *held.entry(above.id).or_default() += 1);
    }
    let most = if bodies.len() == 1 { AROUND } else { usize::MAX };
    let post = |body: &NodeRef| {
        let above = body.ancestors_it(None);
        let whole =
            above.take_while(|above| held[&above.id] == 1).take(most).last().unwrap_or(*body);
        let around: Vec<NodeRef> =
            [whole].into_iter().chain(whole.descendants_it()).filter(NodeRef::is_element).collect();
        let within: HashSet<NodeId> = body.descendants_it().map(|node| node.id).collect();
        let around: Vec<NodeRef> =
            around.into_iter().filter(|node| !within.contains(&node.id)).collect();
        let tweet = body.ancestors_it(None).find(|above| above.is(POST));
        let quoted = tweet.map(|post| quoted(&post)).unwrap_or_default();
        let around: Vec<NodeRef> = if quoted.is_empty() {
            around
        } else {
            around.into_iter().filter(|node| !is_quoted(node)).collect()
        };
        let html = format!("{}{quoted}", body.inner_html());
        Post { author: author(&around), day: day(&around), html }
    };
    bodies.iter().map(post).collect()
}

/// Who wrote a post, by the elements around it.
fn author(around: &[NodeRef]) -> Option<String> {
    let told =
        around.iter().find_map(|node| node.attr("data-author").or_else(|| node.attr("author")));
    let told = told.map(|name| single_line(&name));
    let of = |node: &NodeRef| {
        let name = node.descendants_it().find(|inner| is_prop(inner, "name")).unwrap_or(*node);
        single_line(&name.text())
    };
    let is_name = |name: &String| {
        (1..=LONGEST_NAME).contains(&name.split_whitespace().count()) && name.len() < 60
    };
    let marked = || around.iter().filter(|node| is_prop(node, "author")).map(of).find(is_name);
    let linked = || {
        let link = around.iter().find(|node| node.is(NAMED))?.descendants_it();
        link.filter(|node| node.has_name("a")).map(|link| single_line(&link.text())).find(is_name)
    };
    // The element may say the day too.
    let is_bare = |name: &String| is_name(name) && day_in(name).is_none();
    let named = || around.iter().filter(|node| is_author(node)).map(of).find(is_bare);
    told.filter(is_name).or_else(marked).or_else(linked).or_else(named)
}

fn is_prop(node: &NodeRef, value: &str) -> bool {
    node.attr("itemprop").is_some_and(|told| *told == *value)
}

/// Whether an element is named after who wrote something.
fn is_author(node: &NodeRef) -> bool {
    let Some(class) = node.attr("class") else { return false };
    class.to_lowercase().split_whitespace().any(|class| {
        AUTHORS.iter().any(|name| {
            class == *name
                || class.ends_with(&format!("__{name}"))
                || class.ends_with(&format!("-{name}"))
                || class.ends_with(&format!("_{name}"))
        })
    })
}

/// The day of a post, by the elements around it. One that is marked as the day on which it was written comes first, since
/// others say when it was changed.
fn day(around: &[NodeRef]) -> Option<String> {
    let of = |node: &NodeRef| {
        let told = node.attr("datetime").or_else(|| node.attr("content"))?;
        dates::day(&told)
    };
    let is_marked =
        |node: &&NodeRef| is_prop(node, "dateCreated") || is_prop(node, "datePublished");
    let is_time = |node: &&NodeRef| node.node_name().is_some_and(|name| &*name == "time");
    let is_named = |node: &&NodeRef| {
        let class = node.attr_or("class", "").to_lowercase();
        ["date", "time", "posted", "submitted", "author"].iter().any(|name| class.contains(name))
    };
    let marked = around.iter().filter(is_marked).find_map(of);
    let timed = || around.iter().filter(is_time).find_map(of);
    let named = || around.iter().filter(is_named).find_map(|node| day_in(&node.text()));
    let day = marked.or_else(timed).or_else(named)?;
    day.get(..10).map(str::to_owned)
}
