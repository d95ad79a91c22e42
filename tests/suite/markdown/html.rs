//! HTML and comments in Markdown.

use variorum::source::Span;

use super::{check, read};

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
