//! What generators of sites let people write between braces: the shortcodes of Hugo and Zola, and the tags of Liquid in
//! posts of Jekyll. Those that every site has become the Markdown that says the same; others stay as they are written.

mod attributes;
mod boxes;
mod tag;

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag as Element};

use super::{embeds, markdown};
use tag::{Reader, Tag};

/// Boxes beside the text.
const BOXES: [&str; 14] = [
    "admonition",
    "alert",
    "attention",
    "callout",
    "caution",
    "danger",
    "hint",
    "important",
    "info",
    "note",
    "notice",
    "tip",
    "warning",
    "blockquote",
];

/// Lines in whose place a table of contents is made: of Python-Markdown, of `VuePress`, and of GitLab.
const CONTENTS: [&str; 3] = ["[toc]", "[[toc]]", "[[_toc_]]"];

/// How Hugo is told to show a shortcode and not to read it: `{{</* figure */>}}`.
const SHOWN: [(&str, &str); 2] = [("{{</*", "*/>}}"), ("{{%/*", "*/%}}")];

/// What the address and the caption of a picture are called.
const SOURCES: [&str; 7] = ["src", "url", "image_path", "image", "img", "file", "path"];
const CAPTIONS: [&str; 4] = ["title", "caption", "description", "attr"];

/// A text without the shortcodes that are known, and how many others there are.
pub(super) fn translated(text: &str) -> (String, usize) {
    let text = &*boxes::boxed(text);
    if !text.contains(['{', '[']) {
        return (text.to_owned(), 0);
    }
    let mut code = code(text).into_iter().peekable();
    let mut reader = Reader::default();
    let (mut made, mut left) = (String::with_capacity(text.len()), 0);
    let mut at = 0;
    while let Some(start) = text[at..].find(['{', '[']).map(|start| at + start) {
        made += &text[at..start];
        at = start;
        while code.next_if(|range| range.end <= start).is_some() {}
        if let Some(range) = code.peek().filter(|range| range.start <= start) {
            made += &text[at..range.end];
            at = range.end;
        } else if let Some(length) = attributes::taken(&mut made, &text[start..]) {
            at += length;
        } else if let Some(tag) = reader.read(text, start) {
            let said = said(text, &tag, &mut reader);
            left += usize::from(said.is_none() && !tag.is_end && !tag.is_shown);
            let as_written = || (text[start..tag.range.end].to_owned(), tag.range.end);
            let (words, end) = said.unwrap_or_else(as_written);
            made += &words;
            at = end;
        } else if let Some(length) = contents(&made, &text[start..]) {
            at += length;
        } else {
            let sign = &text[start..=start];
            let length = text[start..].len() - text[start..].trim_start_matches(sign).len();
            made += &text[start..start + length];
            at += length;
        }
    }
    (shown(made + &text[at..]), left)
}

/// A text with what Hugo is told to show and not to read as it shows it; also in code.
fn shown(text: String) -> String {
    if !text.contains("/*") {
        return text;
    }
    SHOWN.iter().fold(text, |text, (open, close)| {
        let (mut made, mut rest) = (String::with_capacity(text.len()), text.as_str());
        while let Some((before, inner)) = rest.split_once(open) {
            let Some((words, behind)) = inner.split_once(close) else { break };
            made.extend([before, &open[..3], words, &close[2..]]);
            rest = behind;
        }
        made + rest
    })
}

/// The length of a line in whose place a table of contents is made; `made` is what stands before it.
fn contents(made: &str, text: &str) -> Option<usize> {
    if !made.is_empty() && !made.ends_with('\n') {
        return None;
    }
    let line = text.split_inclusive('\n').next()?;
    let is_one = CONTENTS.iter().any(|one| line.trim_end().eq_ignore_ascii_case(one));
    is_one.then_some(line.len())
}

/// Where code stands, in which nothing is a shortcode.
fn code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new(text).into_offset_iter();
    let code = events
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Element::CodeBlock(_))));
    let is_indented = |range: &Range<usize>| !text[range.clone()].starts_with(['`', '~']);
    // What stands far in may be of a shortcode, such as a list in a box.
    code.map(|(_, range)| range).filter(|range| !is_indented(range)).collect()
}

/// What a tag says as Markdown, and where the text goes on.
fn said(text: &str, tag: &Tag, reader: &mut Reader) -> Option<(String, usize)> {
    let end = tag.range.end;
    let mut body = || reader.body(text, tag);
    let alone = |words: String| Some((words, end));
    match tag.name.as_str() {
        _ if tag.is_end || tag.is_shown => None,
        "raw" => body().map(|(body, end)| (body.to_owned(), end)),
        "comment" => body().map(|(_, end)| (String::new(), end)),
        "highlight" | "code" => body().map(|(body, end)| (fence(tag, body), end)),
        "details" => body().map(|(body, end)| {
            let summary = tag.get(&["summary", "title"]).or(tag.value(0)).unwrap_or("…");
            let body = translated(body).0;
            let summary = crate::escape::escaped(summary);
            let open = format!("<details><summary>{summary}</summary>");
            (format!("{open}\n\n{}\n\n</details>", body.trim()), end)
        }),
        "quote" => body().map(|(body, end)| (quotation(tag, body), end)),
        name if BOXES.contains(&name) => body().map(|(body, end)| (quotation(tag, body), end)),
        "ref" | "relref" | "link" | "post_url" => alone(tag.value(0)?.replace(' ', "%20")),
        "youtube" => alone(link(&format!("https://www.youtube.com/watch?v={}", id(tag)?))),
        "vimeo" => alone(link(&format!("https://vimeo.com/{}", id(tag)?))),
        "instagram" => alone(link(&format!("https://www.instagram.com/p/{}", id(tag)?))),
        "tweet" | "x" | "twitter" => {
            let user = tag.get(&["user"]).unwrap_or("i");
            alone(link(&format!("https://x.com/{user}/status/{}", id(tag)?)))
        }
        "gist" => {
            let user = tag.value(0)?;
            let id = tag.value(1).map_or(String::new(), |id| format!("/{id}"));
            alone(link(&format!("https://gist.github.com/{user}{id}")))
        }
        "site.baseurl" | "site.url" => alone(String::new()),
        _ => tag.address.clone().or_else(|| picture(tag)).and_then(alone),
    }
}

/// A word that can be part of an address.
fn id(tag: &Tag) -> Option<&str> {
    let id = tag.get(&["id"]).or(tag.value(0))?;
    let is_one = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    id.chars().all(is_one).then_some(id)
}

fn link(address: &str) -> String {
    format!("<{address}>")
}

/// A picture with its caption, whatever the site calls the shortcode for it.
fn picture(tag: &Tag) -> Option<String> {
    let source = tag.get(&SOURCES).or(tag.value(0)).filter(|source| embeds::is_picture(source))?;
    let captions: Vec<String> =
        CAPTIONS.iter().filter_map(|name| tag.get(&[name])).map(markdown::plain).collect();
    let alt = tag.get(&["alt"]).unwrap_or_default();
    let alt = markdown::inline(alt).replace('[', "\\[").replace(']', "\\]");
    let title = match captions.join(" · ").as_str() {
        "" => String::new(),
        title => format!(" \"{}\"", markdown::title(title)),
    };
    let source = source.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    Some(format!("![{alt}]({source}{title})"))
}

/// Code in a fence that is longer than any in it.
fn fence(tag: &Tag, body: &str) -> String {
    let language = tag.get(&["lang", "language"]).or(tag.value(0)).unwrap_or_default();
    let mut ticks = "```".to_owned();
    while body.contains(&ticks) {
        ticks.push('`');
    }
    format!("{ticks}{language}\n{}\n{ticks}", body.trim_matches('\n').trim_end())
}

/// A quotation, with who is quoted.
fn quotation(tag: &Tag, body: &str) -> String {
    let body = translated(body).0;
    let who = tag.get(&["author", "cite"]).map(|who| format!("\n\n— {}", markdown::inline(who)));
    let whole = format!("{}{}", body.trim(), who.unwrap_or_default());
    let lines = whole.lines().map(|line| format!("> {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::translated;

    #[test]
    fn what_sites_write() {
        for (written, expected) in [
            (
                "{{< figure src=\"a.png\" alt=\"A [w]\" caption=\"The *wall*\" >}}",
                "![A \\[w\\]](a.png \"The wall\")",
            ),
            (
                "{{<img src=`/b c.jpg` title=\"One\" attr=\"Ada\">}}",
                "![](/b%20c.jpg \"One · Ada\")",
            ),
            ("{% include figure.html image_path=\"/a.png\" alt='a' %}", "![a](/a.png)"),
            ("{{ resize_image(path=\"a.png\", width=5, op=\"fit\") }}", "![](a.png)"),
            ("[a]({{< ref \"b c.md#d\" >}}) [b]({{% relref \"/e\" %}})", "[a](b%20c.md#d) [b](/e)"),
            (
                "[a]({% post_url 2017-12-27-a %}) [b]({% link _posts/b.md %})",
                "[a](2017-12-27-a) [b](_posts/b.md)",
            ),
            ("[a]({{ site.baseurl }}/b/) [c]({{ '/d/' | relative_url }})", "[a](/b/) [c](/d/)"),
            ("{{< youtube w7Ft2ymGmfc >}}", "<https://www.youtube.com/watch?v=w7Ft2ymGmfc>"),
            ("{{ youtube(id=\"a_b\", autoplay=true) }}", "<https://www.youtube.com/watch?v=a_b>"),
            ("{{< youtube id=\"a/../b\" >}}", "{{< youtube id=\"a/../b\" >}}"),
            (
                "{{< tweet user=\"ada\" id=\"12\" >}} {{< x 12 >}}",
                "<https://x.com/ada/status/12> <https://x.com/i/status/12>",
            ),
            (
                "{{< gist ada 12 >}} {{< vimeo 19899678 >}}",
                "<https://gist.github.com/ada/12> <https://vimeo.com/19899678>",
            ),
            (
                "{{< highlight go \"linenos=1\" >}}\na {{ b }}\n{{< /highlight >}}",
                "```go\na {{ b }}\n```",
            ),
            ("{% highlight ruby %}\na\n{% endhighlight %}", "```ruby\na\n```"),
            ("{% raw %}{{ a }} {% b %}{% endraw %}", "{{ a }} {% b %}"),
            ("a{% comment %}b{% endcomment %}c", "ac"),
            ("{% quote(author=\"Ada\") %}\nHigh.\n{% end %}", "> High.\n>\n> — Ada"),
            ("{{% notice tip %}}\nAsk {{< ref \"a\" >}}.\n{{% /notice %}}", "> Ask a."),
            (
                "{{< details summary=\"A<b\" >}}x{{< /details >}}",
                "<details><summary>A&lt;b</summary>\n\nx\n\n</details>",
            ),
            ("A line.\n{: .large }\n* toc\n{:toc}", "A line.\n* toc\n"),
            ("* TOC\n{:toc}\n\nA", "\nA"),
            (
                "[TOC]\n\n[[_TOC_]]\nA [toc]\n\n[toc] b\n\n[toc]: c",
                "\nA [toc]\n\n[toc] b\n\n[toc]: c",
            ),
            ("```\n[TOC]\n```\n\n> [[toc]]", "```\n[TOC]\n```\n\n> [[toc]]"),
            ("# A\n{:.no_toc}\n\n1. the table\n{:toc .x}\n\nB", "# A\n\n\nB"),
            ("# A\n{:.no_toc}\n\n1. the table\n{: toc}\n\nB", "# A\n\n\nB"),
            ("* one\n* two\n{:toc}", "* one\n* two\n"),
            ("## A { #a }\n\n## B {#b .c d=e}", "## A {#a}\n\n## B {#b}"),
            ("## A\n{: #a .b}\nB\n\n## C {: .d }", "## A {#a}\nB\n\n## C"),
            ("## A\n\n{: #a}\nB", "## A\n\nB"),
            (
                "![a](b.png){ width=300 }, [c](d){: .e} and [f](g){ .h }",
                "![a](b.png), [c](d) and [f](g)",
            ),
            ("- a\n{ .annotate }\n\nb", "- a\n\nb"),
            (
                "## The set {a}\n## {#a} b\n## { a=1, b }\nf(x){y=2} {.5} {#a} ## A {#a}\n`## A { #a }`",
                "## The set {a}\n## {#a} b\n## { a=1, b }\nf(x){y=2} {.5} {#a} ## A {#a}\n`## A { #a }`",
            ),
            (
                "`{{< ref \"a\" >}}`\n\n```\n{% raw %}\n```\n{{</* ref \"a\" */>}}",
                "`{{< ref \"a\" >}}`\n\n```\n{% raw %}\n```\n{{< ref \"a\" >}}",
            ),
            (
                "`{{%/* note */%}}a{{%/* /note */%}}`\n\n```js\n{/* a */}\n```\n{{</* b",
                "`{{% note %}}a{{% /note %}}`\n\n```js\n{/* a */}\n```\n{{</* b",
            ),
            ("{a} {{ page.title }} {{{", "{a} {{ page.title }} {{{"),
        ] {
            assert_eq!(translated(written).0, expected, "{written}");
        }
        assert_eq!(translated("{{< map >}} {{< /map >}} {% include a.html %}").1, 2);
    }

    #[test]
    fn braces_without_an_end() {
        for braces in [
            "{",
            "{%",
            "{{<",
            "{%end",
            "{{< note >}}",
            "{% highlight %}",
            "{{< a \"",
            "{:",
            "](a){b",
        ] {
            let text = braces.repeat(20_000);
            assert!(translated(&text).0.len() >= text.len() / 2, "{braces}");
        }
    }
}
