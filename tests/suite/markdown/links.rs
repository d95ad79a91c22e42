//! Links, pictures and what is embedded.

use variorum::source::Span;

use super::{check, read};

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
