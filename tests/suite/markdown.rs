//! Markdown as text and items: cases are (Markdown, what comes out written compactly).

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
fn links_and_media() {
    for (markdown, expected) in [
        ("[a](b%20c.md#d \"t\")", "(p (a[b c.md#d \"t\"] a))"),
        ("[a](javascript:alert) [b](<java\tscript:x>) [c](data:x)", "(p a b c)"),
        ("<https://a.b> <a@b.c>", "(p (a[https://a.b] https://a.b) (a[mailto:a@b.c] a@b.c))"),
        (
            "see https://a.b/c_d_e?x=1&amp;y. Or",
            "(p see (a[https://a.b/c_d_e?x=1&y] https://a.b/c_d_e?x=1&y). Or)",
        ),
        (
            "(https://a.b/c_(d)) `https://x.y`",
            "(p ((a[https://a.b/c_(d)] https://a.b/c_(d))) (code https://x.y))",
        ),
        (
            "*https://a.b* [https://c.d](e)",
            "(p (em (a[https://a.b] https://a.b)) (a[e] https://c.d))",
        ),
        (
            "https://a.b/c^d^e (https://a.b/c^) ^https://a.b^",
            "(p (a[https://a.b/c^d^e] https://a.b/c^d^e) ((a[https://a.b/c] https://a.b/c)^) (sup (a[https://a.b] https://a.b)))",
        ),
        ("xhttps://a.b https:// http://c", "(p xhttps://a.b https:// (a[http://c] http://c))"),
        (
            "[[a]] [[b|c *d*]] [[e#f]] [[g#^h]]",
            "(p (wiki[a] a) (wiki[b] c (em d)) (wiki[e#f] e#f) (wiki[g#^h] g#^h))",
        ),
        ("c [[a\nb]] d", "(p c (wiki[a b] a b) d)"),
        (
            "> [[a\n> b#c\n> d]]\n\n- [[a\n  b]] [[長い\n  名前]] [[a\n  b|c]]",
            "(quote (p (wiki[a b#c d] a b#c d)))|(list (li (wiki[a b] a b) (wiki[長い名前] 長い名前) (wiki[a b] c)))",
        ),
        (
            "[[[2019] UKSC 41]] [[[2019] UKSC 41|the [SC]]] [[a#^b|[14]]]\n\n![[a [1].png]]",
            "(p (wiki[[2019] UKSC 41] [2019] UKSC 41) (wiki[[2019] UKSC 41] the [SC]) (wiki[a#^b] [14]))(p- (embed[a [1].png] ))",
        ),
        (
            "[[[a]]] [[[a|b]]] [[c [d](e)]] \\[[[a] b]] `[[[a] b]]`",
            "(p [(wiki[a] a)] [(wiki[a] b)] [[c (a[e] d)]] [(wiki[a] b] a] b) (code [[[a] b]]))",
        ),
        ("|x|\n|-|\n|[[a\\|b]]|", "(table (head (td x))|(tr (td (wiki[a] b))))"),
        ("a\n\n![[b]] ![[c]]", "(p a)(p- (embed[b] )(embed[c] ))"),
        ("![[a#b]] ![[p.png|The bridge]]", "(p- (embed[a#b] )(embed[p.png \"The bridge\"] ))"),
        ("a\n\n![[b]] ![[c]] ", "(p a)(p- (embed[b] )(embed[c] ))"),
        ("a\n\n![[b.png|c d]]", "(p a)|(figure (embed[b.png] )(caption c d))"),
        ("![[a|c d]]", "(p- (embed[a \"c d\"] ))"),
        ("![[a.png|300]] ![[b.png|300x20]]", "(p- (embed[a.png] )(embed[b.png] ))"),
        ("![[a.png|b c|300]] ![a|300x20](b.png) c", "(p (embed[a.png \"b c\"] ) (img[b.png] a) c)"),
        (
            "![a|30](//x.y/b.png) ![|30](//x.y/c.png)",
            "(p (img[//x.y/b.png] a) (img[//x.y/c.png] c.png))",
        ),
        (
            "![1904](a.png) ![a|b](c.png) ![a\\|3](d.png)",
            "(p (img[a.png] 1904) (img[c.png] a|b) (img[d.png] a|3))",
        ),
        ("![a|**3**](//x.y/b.png)", "(p (img[//x.y/b.png] a|(b 3)))"),
        ("![a *b*](c.png) ![](d.png)", "(p (img[c.png] a b)(img[d.png] ))"),
        (
            "![a](https://x.y/z.png) ![](//x.y/w.png?s)",
            "(p (img[https://x.y/z.png] a) (img[//x.y/w.png?s] w.png))",
        ),
        ("[![a](b.png)](c)", "(p (a[c] (img[b.png] a)))"),
        ("[![](https://x.y/b.png)](c)", "(p- (a[c] ))"),
        ("a\n\n![b](c.png \"d\ne\") ^x", "(p a)|(figure^x (img[c.png] b)|(caption d e))"),
        ("a\n\n![](c.png 'd \\' e')", "(p a)|(figure (img[c.png] )(caption d ' e))"),
        ("![d e][1]\n\n[1]: c.png (d e)", "(figure (img[c.png] )(caption d e))"),
        ("[![a](b.png \"d\")](c)", "(figure (a[c] (img[b.png] a))|(caption d))"),
        ("![a](https://x.y/z.png \"a\")", "(figure (img[https://x.y/z.png] a)|(caption a))"),
        ("- ![a](b.png \"d\")\n\n  e", "(list (li- (figure (img[b.png] a)|(caption d))|(p e)))"),
        ("![a](b.png \"d\") e", "(p (img[b.png \"d\"] a) e)"),
        ("![a](b.png \" \")", "(p (img[b.png \" \"] a))"),
    ] {
        check(markdown, expected);
    }
    let body =
        read("![a](https://x.y/z.png) <img src=//h/i> <iframe src='http://h/j'>z</iframe>").value;
    assert_eq!((body.foreign.count, body.foreign.first), (3, Some(Span::new(0, 23))));
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
fn comments_vanish() {
    for (markdown, expected) in [
        ("a <?> to b<?> c", "(p a <?> to b<?> c)"),
        ("<?> a", "(p <?> a)"),
        ("a %%b%% c", "(p a c)"),
        ("a\n\n%%\nb\n\nc\n%%\n\nd", "(p a)|(p d)"),
        ("a <!-- b\n\nc --> d", "(p a d)"),
        ("<div>\n<!-- b -->c</div>", "<div>(p c)</div>"),
        ("`%%a%%` 5 \\%% b", "(p (code %%a%%) 5 %% b)"),
        ("```\n%%a%%\n```\nb %%c%%", "(pre[] %%a%%)|(p b)"),
        ("> ```\n> a\n\nb %%c%% d", "(quote (pre[] a))|(p b d)"),
        ("- ` a\n- %%b%% `", "(list (li ` a)|(li `))"),
        ("`a | %% b` c", "(p (code a | %% b) c)"),
        ("`a|b` and `%%`\n\nc `<!--` d", "(p (code a|b) and (code %%))|(p c (code <!--) d)"),
        ("a %%b\n\nc", "(p a)"),
        ("# %%a%% B", "(h1#b B)"),
        ("<!--> a", "(p a)"),
    ] {
        check(markdown, expected);
    }
    let codes: Vec<_> =
        read("a %%b\n\nc").diagnostics.iter().map(|d| (d.code.name(), d.labels[0].span)).collect();
    assert_eq!(codes, [("comment-open", Span::new(2, 4))]);
}

#[test]
fn raw_html() {
    for (markdown, expected) in [
        ("a <b>c</b> <i>d <u>e</i> f", "(p a <b>c</b> <i>d e</i> f)"),
        ("a <script>b</script>c <style>d", "(p a c)"),
        (
            "a<br>b <span onclick=x id=x title='y\"' style=z class=w>c</span>",
            "(p a<br> b <span title=\"y&quot;\">c</span>)",
        ),
        ("<a href='x#y'>b</a> <a href=javascript:x>c</a> <a name=d>e</a>", "(p (a[x#y] b) c e)"),
        ("*a <b>c* d</b>", "(p (em a c) d)"),
        (
            "<details><summary>A &amp; b</summary>\n\n*c*\n\n</details>\n\nd",
            "<details><summary>A & b</summary>|(p (em c))</details>|(p d)",
        ),
        ("<div>\na\n  <p>b <b>c</b>\n<p>d</div>e", "<div>(p a)|(p b <b>c</b>)|(p d)</div>|(p e)"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li>|<li>b</li></ul>"),
        (
            "<table><tr><td colspan=2>a<td>b<tr><th>c</table>",
            "<table><tr><td colspan=\"2\">a</td>|<td>b</td></tr>|<tr><th>c</th></tr></table>",
        ),
        ("<td>a</td>\n\n<div>b", "(p a)|(p b)"),
        ("<pre>a\n  b</pre>", "<pre>a|  b</pre>"),
        (
            "<figure><img src=a.png alt='b c'><figcaption>d</figcaption></figure>",
            "<figure>(p (img[a.png] b c))|<figcaption>d</figcaption></figure>",
        ),
        ("<img src=a.png alt=b title=d>", "(figure (img[a.png] b)|(caption d))"),
        (
            "<figure><img src=a.png alt=b title=c></figure>",
            "<figure>(p (img[a.png \"c\"] b))</figure>",
        ),
        (
            "<video src=https://x.y/z.mp4></video> <svg><text>a</text></svg>b",
            "(p (img[https://x.y/z.mp4] z.mp4) b)",
        ),
        ("<form action=x><input name=y>a</form>", "(p a)"),
        ("<a href=x><a href=y>b", "(p (a[x] )(a[y] b))"),
        (
            "<ruby>漢<rt>か<b>ん</b></rt>字<rt lang=ja>じ &lt;</ruby>の",
            "(p <ruby>漢<rt>かん</rt>字<rt lang=\"ja\">じ &lt;</rt></ruby>の)",
        ),
        (
            "<div><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></div>",
            "<div>(p <ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>)</div>",
        ),
        (
            "Dear <illegible> Sir, by <Mr\n Smith> & *<sic>* <?\nb ?>",
            "(p Dear <illegible> Sir, by <Mr Smith> & (em <sic>) <? b ?>)",
        ),
        (
            "<illegible>\na <b>b</b> <torn\noff>\n\n*c*",
            "(p <illegible> a <b>b</b> <torn off>)|(p (em c))",
        ),
        (
            "<illegible>\n*a*  \n<torn>\n\n- <blank>\n  *b*\n\n> 1. <gap>\n>    `<gap>`",
            "(p <illegible> (em a)<br> <torn>)|(list (li <blank> (em b)))|(quote (list1 (li <gap> (code <gap>))))",
        ),
        (
            "<my-x>\n*a*\n</my-x>\n\n```\n<gap>\n*b*\n```\n\n    <gap>\n\n<gap/>\n*c*",
            "(p *a*)|(pre[] <gap>|*b*)|(pre[] <gap>)|(p <gap/> (em c))",
        ),
        (
            "a <unclear>*b*</unclear> <gap\n reason=\"noise\"/> <c.x>c</c> <font>d <image>",
            "(p a <unclear>(em b)</unclear> <gap reason=\"noise\"/> <c.x>c</c> d <image>)",
        ),
        (
            "<whispering>\n*a*\n</whispering>\n\n<div><unclear>b</unclear></div>",
            "(p <whispering> (em a) </whispering>)|<div>(p <unclear>b</unclear>)</div>",
        ),
        (
            "a <my-x>b</MY-X> <Aside kind=\"c\">d</Aside>, <Image src=e /><svg><g>f</g></svg>",
            "(p a b d,)",
        ),
        ("*<ruby>漢<rt>か* <rt>b</rt>", "(p (em 漢<rt>か</rt>) <rt>b</rt>)"),
        (
            "if a<b and c>*d* holds, or p <s and q> r\n\n<p and q> r, <b Class>b</b>",
            "(p if a<b and c>(em d) holds, or p <s and q> r)|(p <p and q> r, <b Class>b)",
        ),
        (
            "a <b class=x y>b</b> <img src=e.png alt=the wall>, <i hidden>c</i> <s v-if>d</s> <u >e</u>",
            "(p a <b>b</b> (img[e.png] the), <i>c</i> <s>d</s> <u>e</u>)",
        ),
        (
            "<details open><summary>a</summary>b</details>",
            "<details open=\"\"><summary>a</summary>|(p b)</details>",
        ),
    ] {
        check(markdown, expected);
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
