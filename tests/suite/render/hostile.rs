//! What is written to harm: in every place that reaches a page, it is text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use variorum::cache::Cache;
use variorum::compile;
use variorum::disk::read::{Setup, read};
use variorum::model::archive::Edition;
use variorum::model::site::Output;
use variorum::resolve::Options;
use variorum::source::Source;

use super::html::read as html;

/// Each stands for itself in every value, and once more in the Markdown around it.
const PAYLOADS: &[&str] = &[
    // Scripts and handlers, and what hides them from a careless reader.
    "<script>alert(1)</script>",
    "<ScRiPt\n>alert(1)</sCrIpT\t>",
    "<script/src=data:,alert(1)>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)//",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<img src=x.png alt='\" onerror=\"alert(1)'>",
    "<b onclick=alert(1)>b</b>",
    "<b/onclick=alert(1)/>b",
    "<b\u{c}onclick=alert(1)>b</b>",
    "<b\u{0}onclick=alert(1)>b</b>",
    "<b \u{0}onclick\u{0}=\u{0}alert(1)>b</b>",
    "<b\u{b}onclick=alert(1)>b</b>",
    "<b\u{a0}onclick=alert(1)>b</b>",
    "<b title='a' onclick=alert(1)",
    "<b title=\"a onclick=alert(1)>b</b>",
    "<b title=`a` onclick=alert(1)>b</b>",
    "<b title=a\"b onclick='alert(1)'>b</b>",
    "<b title==\"> <script>alert(1)</script>\">b</b>",
    "<b title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">b</b>",
    "<details open ontoggle=alert(1)><summary>a</summary></details>",
    "<video src=x.mp4 onerror=alert(1)><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<x-a onfocus=alert(1) autofocus tabindex=1>x</x-a>",
    // Out of a value and out of a text.
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' onmouseover='alert(1)' x='",
    "` onmouseover=`alert(1)`",
    "</title></textarea></style></script><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)\\</script>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<!DOCTYPE html [<!ENTITY x '<script>alert(1)</script>'>]>",
    "<!--><script>alert(1)</script>-->",
    "<!--->--><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<!-- <script>alert(1)</script>",
    "%%<script>alert(1)</script>",
    // Elements with a grammar of their own.
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)><a xlink:href=javascript:alert(1)><text>a</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math href=javascript:alert(1)>a</math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<select><option><script>alert(1)</script></select>",
    "<plaintext><script>alert(1)</script>",
    "<style>* { background: url(//example.org/a) } @import '//example.org/b'</style>",
    "<b style='background:url(javascript:alert(1))'>b</b>",
    "<link rel=stylesheet href=//example.org/a.css>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<applet code=x></applet><marquee onstart=alert(1)>m</marquee>",
    "<base href=//example.org/><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form id=f action=javascript:alert(1)><input name=body><button formaction=javascript:alert(1)>b</button></form>",
    "<div id=location name=cookie class=search></div><a id=main name=main>a</a>",
    "<ul><li><div><p><table><tr><script>alert(1)</script>",
    // Addresses that run.
    "<a href=javascript:alert(1)>a</a>",
    "<a href='\u{1} javascript:alert(1)'>a</a>",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<a href='java&#9;script:alert(1)'>a</a>",
    "<a href='java&Tab;script&colon;alert(1)'>a</a>",
    "<a href='&#x6A&#x61;vascript:alert(1)'>a</a>",
    "<a href='&#0000106avascript:alert(1)'>a</a>",
    "<a href=\"&#x01;javascript:alert(1)\" ping=//example.org target=_top download>a</a>",
    "<a href=vbscript:alert(1)>a</a><a href='data:text/html,<script>alert(1)</script>'>b</a>",
    "<a href='//[::1]/\" onclick=\"alert(1)'>a</a>",
    "[a](javascript:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&#x3A;alert(1) \"t\")",
    "[a](\\javascript:alert(1))",
    "[a](./javascript:alert(1))",
    "[a](https://example.org/\"onclick=\"alert(1))",
    "[a](https://example.org/ '\" onclick=\"alert(1)')",
    "[a](data:text/html;base64,PHNjcmlwdD4=) <javascript:alert(1)> <data:text/html,x>",
    "![a](javascript:alert(1)) ![\" onerror=\"alert(1)](x.png) ![a](x.png '\" onerror=\"alert(1)')",
    "[[javascript:alert(1)]] [[javascript:alert(1)|a]] ![[javascript:alert(1)]]",
    "[[x\" onclick=\"alert(1)]] [[#\"><script>alert(1)</script>]]",
    "[a][b]\n\n[b]: javascript:alert(1) '\"><script>alert(1)</script>'",
    "javascript:alert(1)",
    "https://example.org/\"><script>alert(1)</script>",
    "https://example.org/' onclick='alert(1)",
    "//example.org/\" onclick=\"alert(1)",
    // Markdown that has values.
    "# a {#x\" onclick=\"alert(1)} ^\"onclick=\"alert",
    "```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
    "a[^\"><script>]\n\n[^\"><script>]: <script>alert(1)</script>",
    "> [!\"><script>alert(1)</script>] <img src=x onerror=alert(1)>\n> a",
    "> [!NOTE] <script>alert(1)</script>\n> a",
    "$\\href{javascript:alert(1)}{x}$ $\\text{</mtext><script>alert(1)</script>}$ $\\class{\"onclick=}{x}$",
    "$\\color{\"onclick=alert(1)}x$ $\\style{background:url(//example.org)}{x}$ $\\unicode{60}script$",
    "$$\\begin{array}{\"><script>alert(1)</script>}x\\end{array}$$",
    "| <script>alert(1)</script> | a |\n|---|---|\n| <td onclick=alert(1)> | </table><script>alert(1)</script> |",
    "==<script>alert(1)</script>== ==\" onclick=\"alert(1)==",
    // Templates.
    "{{ site.title }}{% include 'base.html' %}{# a #}",
];

/// A payload in a double-quoted scalar of YAML.
fn quoted(payload: &str) -> String {
    serde_json::to_string(payload).expect("a string").replace('\u{a0}', "\\u00a0")
}

/// An article, a page, an entity and a question that say a payload wherever something can be said.
fn files(number: usize, payload: &str) -> Vec<(String, String)> {
    let q = quoted(payload);
    let mut article = String::from("---\n");
    for key in [
        "title",
        "author",
        "outlet",
        "url",
        "archived",
        "summary",
        "licence",
        "rating",
        "language",
        "tags",
        "aliases",
        "redirect_from",
        "slug",
        "dir",
        "translation_of",
        "part_of",
        "published",
    ] {
        let _ = writeln!(article, "{key}: {q}");
    }
    let _ = write!(
        article,
        "capture: {{file: {q}, tool: {q}, sha256: {q}}}\n\
         highlights:\n  - {q}\n  - {{quote: words, note: {q}, kind: {q}, tags: [{q}], id: {q}, reader: {q}, locator: {q}, created: {q}, replies: [{q}, {{reader: {q}, note: {q}}}]}}\n  - {{note: {q}}}\n\
         entities:\n  - {q}\n  - {{name: {q}, kind: {q}, aliases: [{q}], quote: words, note: {q}}}\n\
         events:\n  - {{title: {q}, place: {q}, who: [{q}], date: 2017-10-12, note: {q}, quote: words}}\n  - {{id: {q}, title: {q}, date: {{text: {q}}}}}\n\
         claims:\n  - {{says: {q}, quote: words, question: {q}, by: {q}, basis: {q}, via: [{q}], figure: {{value: {q}, unit: {q}, scope: {q}}}, note: {q}, stance: {q}}}\n  - {{says: {q}, question: {q}, by: other, figure: {{value: 12, unit: {q}, scope: {q}}}}}\n\
         ---\n# {payload}\n\n{payload}\n\nSome words {payload} and words.\n\n- {payload}\n\n<div>\n{payload}\n</div>\n\n![{payload}](x.png \"{payload}\")\n"
    );
    let page =
        format!("---\ntitle: {q}\nsummary: {q}\nwithdrawn: {{reason: {q}}}\n---\n{payload}\n");
    let own = format!("---\ntitle: {q}\nsummary: {q}\ntags: [{q}]\n---\n{payload}\n");
    let entity = format!(
        "---\nname: {q}\nkind: {q}\naliases: [{q}, {{value: {q}, language: {q}}}]\nsummary: {q}\nwikidata: {q}\nviaf: {q}\norcid: {q}\nurl: {q}\nsame_as: {{{q}: {q}}}\nimage: {q}\nborn: {q}\npart_of: {q}\nroles: [{{role: {q}, at: {q}, when: 2017}}]\ncoordinates: [35.9, 39.0]\n---\n{payload}\n"
    );
    let question = format!(
        "---\ntitle: {q}\nsummary: {q}\nunit: {q}\nstanding: {{is: contested, because: {q}}}\n---\n{payload}\n"
    );
    vec![
        (format!("content/articles/a{number}.md"), article.replace("slug: ", "x-slug: ")),
        (format!("content/articles/s{number}.md"), format!("---\nslug: {q}\n---\n{payload}\n")),
        (format!("content/articles/w{number}.md"), page),
        (format!("content/own{number}.md"), own),
        (format!("content/entities/e{number}.md"), entity),
        (format!("content/questions/q{number}.md"), question),
    ]
}

/// The site of all payloads, in an edition.
fn site(edition: Edition) -> Vec<Output> {
    let setup = Setup { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")), ..Setup::default() };
    let mut world = read(&setup).expect("the archive is there").value;
    world.config.base_url = Some("https://example.org/a/".into());
    let files = PAYLOADS.iter().enumerate().flat_map(|(number, payload)| files(number, payload));
    world.sources = files.map(|(path, text)| Arc::new(Source::new(path, text))).collect();
    world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    let options = Options { edition, ..Options::default() };
    let compiled = compile::compile(&world, &mut Cache::default(), &options, &()).value;
    let outputs = Mutex::new(Vec::new());
    let faults = compile::render(&world, &compiled, &(), &|output| {
        outputs.lock().expect("no panic").push(output);
    });
    assert_eq!(faults, []);
    outputs.into_inner().expect("no panic")
}

/// Everything that a page may hold: an element and its attributes, one line each.
const ALLOWED: &str = include_str!("../../golden/markup.txt");

/// The elements and attributes of a page, as far as they are not allowed, and its addresses that could run.
fn leaks(page: &str) -> BTreeSet<String> {
    let mut leaks: BTreeSet<String> = html(page, &[]).faults.into_iter().collect();
    // The same words under many names are one id on lists; that runs nothing.
    leaks.retain(|fault| !fault.ends_with("is there twice"));
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let closes = rest[at + 1..].starts_with('/');
        let tag = rest[at + 1..end].trim_start_matches('/').trim_end_matches('/');
        rest = &rest[end..];
        let (name, mut attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if name == "script" && !closes && !rest.starts_with("></script>") {
            leaks.insert("<script> with words".to_owned());
        }
        let allowed = ALLOWED.lines().find(|line| line.split(' ').next() == Some(name));
        if allowed.is_none() {
            leaks.insert(format!("<{name}>"));
        }
        while !attributes.trim_start().is_empty() {
            attributes = attributes.trim_start();
            let end = attributes.find(|c: char| c == '=' || c.is_whitespace());
            let (attribute, after) = attributes.split_at(end.unwrap_or(attributes.len()));
            if !allowed.is_some_and(|line| line.split(' ').skip(1).any(|known| known == attribute))
            {
                leaks.insert(format!("<{name} {attribute}>"));
            }
            let quoted = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
            let (value, after) = quoted.unwrap_or(("", after.strip_prefix('=').unwrap_or(after)));
            if ["href", "src", "action"].contains(&attribute) && runs(name, value) {
                leaks.insert(format!("<{name} {attribute}={value}>"));
            }
            attributes = after;
        }
    }
    leaks
}

/// Whether an address could run something, as a browser reads it; scripts and forms have addresses of the site only.
fn runs(name: &str, address: &str) -> bool {
    if ["script", "form"].contains(&name) {
        return address.contains(':') || address.starts_with("//");
    }
    let address: String = address.chars().filter(|c| !c.is_control() && *c != ' ').collect();
    let address = address.to_lowercase();
    ["javascript:", "vbscript:", "data:", "&"].iter().any(|begin| address.starts_with(begin))
}

#[test]
fn nothing_that_is_written_runs() {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for edition in [Edition::Public, Edition::Private] {
        let outputs = site(edition);
        assert!(outputs.len() > 3 * PAYLOADS.len(), "{} files", outputs.len());
        for output in outputs {
            assert!(!output.url.contains(['<', '>', '"']), "{}", output.url);
            if output.url.ends_with(".html") {
                let page = String::from_utf8(output.bytes).expect("pages are UTF-8");
                found.extend(leaks(&page).iter().map(|leak| format!("{leak} in {}", output.url)));
            }
        }
    }
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn a_leak_is_seen() {
    for (page, leak) in [
        ("<p onclick=\"x\"></p>", "<p onclick>"),
        ("<p class=\"a\"onclick=\"x\"></p>", "<p onclick>"),
        ("<iframe></iframe>", "<iframe>"),
        ("<a href=\"Java\tscript:x\"></a>", "<a href=Java\tscript:x>"),
        ("<script src=\"//example.org/x\"></script>", "<script src=//example.org/x>"),
        ("<script>x</script>", "<script> with words"),
        ("<form action=\"//example.org/x\"></form>", "<form action=//example.org/x>"),
    ] {
        let leaks = leaks(page);
        assert!(leaks.contains(leak), "{page}: {leaks:?}");
    }
}
