//! Markdown as text and items: cases are (Markdown, what comes out written compactly).

mod html;
mod links;
mod sound;

use std::fmt::Write as _;

use variorum::diagnostic::Checked;
use variorum::model::body::{Align, Body, Item, LinkStyle, Markup, Tag};
use variorum::parse::markdown::{Place, body};
use variorum::source::{SourcePath, Span};

use crate::sound::sound;
fn read(text: &str) -> Checked<Body> {
    let source: SourcePath = "a.md".into();
    body(
        text,
        &Place { source: &source, span: Span::new(0, text.len()), verbatim: true, is_shown: true },
    )
}

/// A body in one line: `(` and `)` are elements, `|` the border between blocks.
fn shown(body: &Body) -> String {
    let mut out = String::new();
    let mut items = body.items.iter().peekable();
    for (at, c) in body.text.char_indices().chain([(body.text.len(), '\0')]) {
        while let Some(item) = items.next_if(|item| item.at as usize <= at) {
            show(&mut out, body, item);
        }
        match c {
            '\n' => out.push('|'),
            '\0' if at == body.text.len() => {}
            c => out.push(c),
        }
    }
    out
}

fn show(out: &mut String, body: &Body, item: &Item) {
    let written = match &item.is {
        Markup::Open(tag) => write!(out, "({} ", name(body, tag)),
        Markup::Close(_) => write!(out, ")"),
        Markup::HardBreak => write!(out, "<br>"),
        Markup::Rule => write!(out, "<hr>"),
        Markup::Omission => write!(out, "<omission>"),
        Markup::FootnoteRef(index) => write!(out, "<fn{index}>"),
        Markup::Html(tag) | Markup::Reading(tag) => write!(out, "{tag}"),
        Markup::TaskBox(done) => write!(out, "<{}>", if *done { "x" } else { "_" }),
        Markup::Instead(length, _) => write!(out, "<{length}:>"),
    };
    written.expect("a string takes all");
}

fn name(body: &Body, tag: &Tag) -> String {
    let id = |index: &Option<u32>| match index {
        Some(index) => body.paragraphs[*index as usize]
            .block
            .as_ref()
            .map_or(String::new(), |b| format!("^{b}")),
        None => "-".to_owned(),
    };
    match tag {
        Tag::Paragraph(index) => format!("p{}", id(index)),
        Tag::Figure(index) => format!("figure{}", id(index)),
        Tag::Caption => "caption".into(),
        Tag::Heading(index) => {
            let heading = &body.headings[*index as usize];
            format!("h{}#{}", heading.level, heading.id)
        }
        Tag::Quote => "quote".into(),
        Tag::Alert(alert) => {
            format!("{}[{}]", alert.kind, alert.title.as_deref().unwrap_or_default())
        }
        Tag::List(first) => {
            format!("list{}", first.map_or(String::new(), |first| first.to_string()))
        }
        Tag::ListItem(index) => format!("li{}", id(index)),
        Tag::CodeBlock(language) => format!("pre[{language}]"),
        Tag::Token(class) => class.to_string(),
        Tag::Code => "code".into(),
        Tag::Table => "table".into(),
        Tag::TableHead => "head".into(),
        Tag::TableRow(index) => format!("tr{}", id(index)),
        Tag::TableCell(Align::None) => "td".into(),
        Tag::TableCell(align) => format!("td-{align:?}"),
        Tag::Definitions => "dl".into(),
        Tag::Term => "dt".into(),
        Tag::Definition => "dd".into(),
        Tag::Emphasis => "em".into(),
        Tag::Strong => "b".into(),
        Tag::Deleted => "del".into(),
        Tag::Superscript => "sup".into(),
        Tag::Subscript => "sub".into(),
        Tag::Link(index) | Tag::Image(index) | Tag::Embed(index) => {
            let link = &body.links[*index as usize];
            let style = match link.style {
                LinkStyle::Markdown => "a",
                LinkStyle::Wiki => "wiki",
                LinkStyle::Embed => "embed",
                LinkStyle::Image => "img",
            };
            let fragment =
                link.fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
            let title = link.title.as_ref().map_or(String::new(), |title| format!(" {title:?}"));
            format!("{style}[{}{fragment}{title}]", link.target)
        }
        Tag::Footnote(index) => format!("fn{index}"),
    }
}

fn check(markdown: &str, expected: &str) {
    let body = read(markdown).value;
    assert_eq!(shown(&body), expected, "{markdown:?}");
    sound(markdown, &body);
}

#[test]
fn blocks_and_lines() {
    for (markdown, expected) in [
        ("", ""),
        ("a *b **c** d* `e`", "(p a (em b (b c) d) (code e))"),
        ("a\nb  \nc\\\nd", "(p a b<br> c<br> d)"),
        ("&amp; &eacute; \\* <!-- x -->b", "(p & é * b)"),
        ("# A\n\nb\n\n# A\n\n## {#x} b {#a} \n", "(h1#a-1 A)|(p b)|(h1#a-2 A)|(h2#a {#x} b)"),
        ("# A {.b #c d=e}\n\n# A {.b}\n\n# A\n", "(h1#c A)|(h1#a A)|(h1#a-1 A)"),
        ("# {x=1}\n\n# {A}\n\n# `{.b}`\n", "(h1#x-1 {x=1})|(h1#a {A})|(h1#b (code {.b}))"),
        ("> a\n> b\n\nc", "(quote (p a b))|(p c)"),
        ("- a\n  - b\n- c\n", "(list (li a|(list (li b)))|(li c))"),
        ("3. a\n\n   b\n4. c", "(list3 (li- (p a)|(p b))|(li- (p c)))"),
        ("- [x] a\n- [ ] b", "(list (li <x>a)|(li <_>b))"),
        (
            "|a|b|\n|:-|-:|\n|c|d|\n||e|\n",
            "(table (head (td-Start a)|(td-End b))|(tr (td-Start c)|(td-End d))(tr (td-Start )|(td-End e)))",
        ),
        ("a\n\n---\n\nb", "(p a)|<hr>(p b)"),
        ("term\n: def", "(dl (dt term)|(dd def))"),
        ("~~a~~ b^c^ ~d~", "(p (del a) b(sup c) (sub d))"),
        (
            "M^r^ A. and *the 17^th^* H~2~O, (a)^-2^b",
            "(p M(sup r) A. and (em the 17(sup th)) H(sub 2)O, (a)(sup -2)b)",
        ),
        ("a^b^c^d^ **e^f^** ==g^h^==", "(p a(sup b)c(sup d) (b e(sup f)) g(sup h))"),
        (
            "a^b c^ x^2+y 5~10~15 a\\^b^ `a^b^` a^\\^^ a^*b*^",
            "(p a^b c^ x^2+y 5~10~15 a^b^ (code a^b^) a^^^ a^(em b)^)",
        ),
        ("https://a.b/c~d~e a^b~c^d~", "(p (a[https://a.b/c~d~e] https://a.b/c~d~e) a^b~c^d~)"),
        (
            "^_^ (~_~) *(^.^)* ^1^ ^†^ ~+~ a^*^",
            "(p ^_^ (~_~) (em (^.^)) (sup 1) (sup †) (sub +) a^*^)",
        ),
        ("```\na\n\nb\n```\nc", "(pre[] a||b)|(p c)"),
        ("“a” -- 'b'...", "(p “a” -- 'b'...)"),
        ("a\r\nb\r\n\r\nc", "(p a b)|(p c)"),
        ("これは\n*大事*\nな点\r\nである。", "(p これは(em 大事)な点である。)"),
        ("> 他说：\n> “好。”\n> 走了\n> Rust\n> 语言", "(quote (p 他说：“好。”走了 Rust 语言))"),
        (
            "- [大\n  事](a)\n  ==点\n  で==す\n- 一 二\n  三\n  ^b",
            "(list (li (a[a] 大事)点です)|(li^b 一 二三))",
        ),
        ("한국\n어\n日本 語 “a”\n“b” …\n…", "(p 한국 어 日本 語 “a” “b” … …)"),
        (
            "==一\n二==三\n==四== https://a.b/五\n六",
            "(p 一二三四 (a[https://a.b/五] https://a.b/五)六)",
        ),
        (
            "これは**重要。**次は**大事**で、**「名」**、**（注）**も。",
            "(p これは(b 重要。)次は(b 大事)で、(b 「名」)、(b （注）)も。)",
        ),
        (
            "**한국어(Korean)**는 **\"말\"**이다. 这是**“重点”**的，~~话。~~后",
            "(p (b 한국어(Korean))는 (b \"말\")이다. 这是(b “重点”)的，(del 话。)后)",
        ),
        (
            "- a\n  **重要。**[**「名」**は](「b」**は) **[リンク](c)**は",
            "(list (li a (b 重要。)(a[「b」**は] (b 「名」)は) (b (a[c] リンク))は))",
        ),
        (
            "價*（税）と*（別） `**「x」**は` [[は**(x)]] **\"a\"**b a **b。 \\*\\*「x」\\*\\*は",
            "(p 價*（税）と*（別） (code **「x」**は) (wiki[は**(x)] は**(x)) **\"a\"**b a **b。 **「x」**は)",
        ),
        (
            "    **「x」**は\n\n**「x」** は **(は)**（は） **は**、",
            "(pre[] **「x」**は)|(p (b 「x」) は (b (は))（は） (b は)、)",
        ),
        ("大事\n%%點%%\n", "(p 大事)"),
        ("<p>大事\n  な `点`\nで</p>", "(p 大事な `点` で)"),
    ] {
        check(markdown, expected);
    }
}

#[test]
fn marks_ids_and_alerts() {
    for (markdown, expected, marks) in [
        ("a ==b *c* d== e ==f==", "(p a b (em c) d e f)", "b c d;f"),
        ("a == b == c, a==b, `==c==`, \\==d==", "(p a == b == c, a==b, (code ==c==), ==d==)", ""),
        ("==**b** c== [==d==](e)", "(p (b b) c (a[e] d))", "b c;d"),
        ("==A b.== (==) and (==)", "(p A b. (==) and (==))", "A b."),
        ("==https://a.b== x", "(p (a[https://a.b] https://a.b) x)", "https://a.b"),
        (
            "昨日は==大事な帳簿==である。==行頭==から。は==「本」==を",
            "(p 昨日は大事な帳簿である。行頭から。は「本」を)",
            "大事な帳簿;行頭;「本」",
        ),
        (
            "中文里==重点==句子，Rust==语言==和==Go 1.0==的",
            "(p 中文里重点句子，Rust语言和Go 1.0的)",
            "重点;语言;Go 1.0",
        ),
        (
            "式x==yは真。a==b 値 == 値 == `値==値==`",
            "(p 式x==yは真。a==b 値 == 値 == (code 値==値==))",
            "",
        ),
        ("한국==어== и==с==", "(p 한국==어== и==с==)", ""),
        ("- ==a==\n- b ^c-1", "(list (li a)|(li^c-1 b))", "a"),
        ("a ^b\n\nc\n^d\n\ne^f", "(p^b a)|(p^d c)|(p e^f)", ""),
        ("a  \nb\\\nc ^d\n\ne\\\n^f", "(p^d a<br> b<br> c)|(p^f e)", ""),
        ("|a|\n|-|\n|b|\n\n^t", "(table (head (td a))|(tr^t (td b)))", ""),
        ("> [!NOTE]\n> a", "(note[] (p a))", ""),
        ("> [!quote]- The *title*\n> a\n>\n> b", "(quote[The title] (p a)|(p b))", ""),
        ("> [!x] t\n\nb", "(x[t] )(p b)", ""),
        ("> > [!x] t\n> > b", "(quote (x[t] (p b)))", ""),
        ("> [a] b", "(quote (p [a] b))", ""),
    ] {
        check(markdown, expected);
        let body = read(markdown).value;
        let found: Vec<_> = body.marks.iter().map(|mark| &body.text[mark.range()]).collect();
        assert_eq!(found.join(";"), marks, "{markdown:?}");
    }
}

#[test]
fn formulas_footnotes_and_code() {
    for (markdown, expected) in [
        ("a $x^2$ b", "(p a <3:>x^2 b)"),
        ("$$\n\\frac{a}{b}\n$$", "(p <11:>\\frac{a}{b})"),
        ("$\\nonsense$ $5-$10", "(p (code \\nonsense) $5-$10)"),
        (
            "a[^b] c[^a] d[^b]\n\n[^a]: A\n\n[^b]: B\n\n[^c]: C",
            "(p a<fn0> c<fn1> d<fn0>)|(fn1 (p A))|(fn0 (p B))|(fn2 (p C))",
        ),
        ("a[^b]", "(p a[^b])"),
        ("```rust,ignore\nfn x() {} // y\n```", "(pre[rust] (k fn) (f x)(p () {}) (c // y))"),
        ("```nonesuch\nfn\n```", "(pre[nonesuch] fn)"),
    ] {
        check(markdown, expected);
    }
    let body = read("a[^b] c[^B]\n\n[^b]: B b").value;
    let note = &body.footnotes[0];
    assert_eq!((&*note.label, note.references, &body.text[note.range.range()]), ("b", 2, "B b"));
}

#[test]
fn words_know_their_place() {
    for (markdown, words) in [
        ("# a\n\nb *c* d", "c d"),
        ("> a\n> b", "b"),
        ("a %%x%% b", "b"),
        ("==a== b &amp; c", "c"),
        ("<div>\n> x &lt; y</div>", "y"),
        ("`` c` ``", "c`"),
        ("- a\n- d ==e==", "d"),
        ("x $y$ z", "z"),
    ] {
        let body = read(markdown).value;
        let at = u32::try_from(body.text.rfind(words).expect(markdown)).expect("short");
        let last = words.chars().next_back().expect("words");
        let source = body.source_offset(at) as usize;
        assert!(
            markdown[source..].starts_with(&words[..1]),
            "{markdown:?}: {source} of {:?}",
            body.origin
        );
        let end = body.source_offset(at + u32::try_from(words.len()).expect("short") - 1) as usize;
        assert!(markdown[end..].starts_with(last), "{markdown:?}: {end} of {:?}", body.origin);
    }
    let source: SourcePath = "a.md".into();
    let note = body(
        "*a* [b](c)",
        &Place { source: &source, span: Span::new(7, 20), verbatim: false, is_shown: true },
    )
    .value;
    assert_eq!((note.links[0].span, note.source_offset(0)), (Span::new(7, 20), 7));
}

#[test]
fn deep_and_long_texts_end() {
    let long = |unit: &str, times| unit.repeat(times);
    for markdown in [
        long("> ", 3000),
        long("[", 20_000),
        long("<b>", 20_000) + &long("</i>", 20_000),
        long("<div>\n", 5000),
        long("*a **b ", 5000),
        long("$x$ ", 3000),
        format!("${}$", long("{", 3000)),
        format!("${}$", long("\\sqrt", 1500)),
        format!("${}$", long("\\left(", 1500)),
        long("==a ", 20_000),
        long("`` ` ", 20_000) + "%%",
        long("`a|", 100_000) + "\n\n%%",
        long("https://a.b ", 5000),
        long("- ", 3000),
        long("# a\n", 5000),
        long("<!--", 20_000),
        long("a^b ", 20_000),
        long("<b ", 100_000),
        long("<b><i>", 50_000),
        long("<div><p>", 50_000),
        long("<a href=x>", 50_000),
        long("<svg>", 100_000),
        long("<!-- <", 50_000),
        long("</", 100_000),
        long("&", 100_000),
        long("<table><tr><td>", 30_000),
        format!("<b title=\"{}\">b</b>", long("&amp;\"'<", 150_000)),
        format!("<b {}>b</b>", long("title=a/", 100_000)),
        format!("<div {}>\nb", long("a='b' ", 100_000)),
        format!("<div>{}", long("<style>", 50_000)),
        format!("<div>\n{}", long("<xmp></x", 50_000)),
    ] {
        sound(&markdown[..20], &read(&markdown).value);
    }
}
