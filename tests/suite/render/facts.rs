//! What pages say of dates, figures, claims and questions.

use std::fmt::Write as _;

use variorum::model::archive::Edition;

use super::html::read as html;
use super::said::{check, page};

const EVENTS: &str = "---\ntitle: The report\npublished: 2017-12-27\nevents:\n  - id: \"The convoy #1\"\n    title: Convoy\n    \
    date: {text: Wednesday, relative_to: published}\n  - title: Storm\n    date: 1917-10-25\n    calendar: julian\n  - title: Thaw\n    date: 1917-11\n    \
    calendar: julian\n---\n\
    See [[timeline.html#the-convoy-1]] and [[#The convoy]].\n";

#[test]
fn dates_say_how_they_were_found() {
    check(
        &[("content/articles/a.md", EVENTS)],
        "timeline.html",
        &[
            "id=\"the-convoy-1\"",
            "<time datetime=\"2017-12-27\" title=\"Wednesday\">27 Dec 2017?</time>",
            "<q><bdi>Wednesday</bdi></q> <span class=\"label\">counted from its publication</span>",
            "7 Nov 1917</time> <span class=\"label\">(25 October 1917, Julian calendar)</span>",
            "Nov 1917</time> <span class=\"label\">(Julian calendar)</span>",
        ],
    );
    check(&[("content/articles/a.md", EVENTS)], "articles/a.html", &["timeline.html#the-convoy-1"]);
    // Words that are no date have the direction of their letters.
    check(
        &[("content/articles/a.md", "---\npublished: 3 בנובמבר 1965\n---\n")],
        "articles/a.html",
        &["<span class=\"num\" dir=\"auto\">3 בנובמבר 1965</span>"],
    );
}

#[test]
fn a_work_is_cited_by_the_date_that_it_bears() {
    let text = "---\npublished: {edtf: 1642-12-25, calendar: julian}\n---\nText.\n";
    let cited = [" 25 December 1642. Read", "content=\"1642/12/25\"", "rft.date=1642-12-25"];
    check(&[("content/articles/a.md", text)], "articles/a.html", &cited);
}

#[test]
fn a_book_is_cited_with_its_press() {
    let text = "---\npublisher: Press\n---\nText.\n";
    let cited = ["citation_publisher\" content=\"Press", "rft.type=book", "rft.publisher=Press"];
    check(&[("content/articles/a.md", text)], "articles/a.html", &cited);
}

#[test]
fn years_beyond_counting_are_drawn() {
    let mut events = "---\nevents:\n".to_owned();
    for number in 0..50 {
        writeln!(events, "  - {{title: E{number}, date: {}}}", 1900 + number).expect("a string");
    }
    events.push_str("  - {title: Far, date: Y9E18}\n  - {title: Old, date: Y-9E18/Y-17E7}\n---\n");
    let text = page(&[("content/articles/a.md", &events)], Edition::Public, "index.html");
    // A hundred and twenty bars, and no more, whatever they stand for.
    assert!(text.len() < 40_000, "{} bytes", text.len());
    check(&[("content/articles/a.md", &events)], "timeline.html", &["9,000,000,000,000,000,000"]);
}

/// Claims, one for each article: the lines of each after `says`.
#[track_caller]
fn check_question(claims: &[&str], pieces: &[&str]) {
    let files: Vec<(String, String)> = claims
        .iter()
        .enumerate()
        .map(|(number, claim)| {
            let lines = claim.replace("; ", "\n    ");
            let text = format!("---\noutlet: O{number}\nclaims:\n  - says: It is so\n    question: How many?\n    {lines}\n---\n");
            (format!("content/articles/{number}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    check(&files, "questions/how-many.html", pieces);
}

#[test]
fn a_standing_has_its_reason() {
    check_question(
        &["by: Ann; figure: 9,000 to 11,000", "by: Bob; figure: more than 40,000"],
        &["The figures of Ann (9,000 to 11,000) and Bob (more than 40,000) do not overlap."],
    );
    check_question(
        &["by: Ann; figure: 1640 year", "by: Bob; figure: 1500..1510 year"],
        &["The figures of Ann (1640) and Bob (1500–1510) do not overlap.", ">1600<", "!1,6"],
    );
    check_question(
        &["by: Ann; figure: 1 soldier", "by: Bob; figure: 3 soldiers"],
        &["The figures of Ann (1 soldier) and Bob (3 soldiers) do not overlap."],
    );
    check_question(
        &["by: Ann; figure: 300 people", "by: Bob; figure: 587 personnes"],
        &["The figures of Ann (300 people) and Bob (587 personnes) do not overlap."],
    );
    check_question(
        &["by: Ann; figure: about 11,000", "by: Bob; figure: 11,500"],
        &["Ann (about 11,000) and Bob (11,500) agree, and their chains share no link."],
    );
    check_question(
        &["by: Ann; id: a", "by: Bob; contradicts: [a]"],
        &["Ann and Bob cannot both be so."],
    );
    check_question(
        &[
            "by: Ann; id: a; figure: 1.2 nautical miles",
            "by: Bob; contradicts: [a]; figure: 900 metres",
        ],
        &["Ann (1.2 nautical miles) and Bob (900 metres) cannot both be so."],
    );
    check_question(
        &["by: Ann; id: a; figure: GBP 14.75m", "by: Bob; contradicts: [a]; figure: £2,300,000"],
        &[
            "The figures of Ann (GBP 14.75m) and Bob (£2,300,000) do not overlap.",
            "<caption><bdi>GBP</bdi>. ",
        ],
    );
    check_question(
        &["by: Ann", "by: Bob; stance: denies", "by: Bob"],
        &["Asserted by Ann; denied by Bob, with another account."],
    );
    check_question(
        &["by: the clerks; id: a", "by: Bob; contradicts: [a]"],
        &["The clerks and Bob cannot both be so."],
    );
    // Two articles, one origin: one account.
    check_question(
        &["by: Ann; basis: the ministry", "by: Bob; basis: the ministry"],
        &[
            "2 articles, one origin: all of it goes back to the ministry, so that it is one account.",
        ],
    );
    // Who denies another figure than the one asserted does not speak against it.
    check_question(
        &["by: Ann; stance: denies; figure: more than 400", "by: Bob; figure: 58"],
        &[
            "All accounts go back to one speaker or document.",
            "<tr class=\"gone\"><th scope=\"row\"><a class=\"plain\" href=\"../entities/ann.html\">",
            "<s><bdi>more than 400</bdi></s>",
            "<small>denied</small>",
            "<tr><th scope=\"row\"><a class=\"plain\" href=\"../entities/bob.html\">",
        ],
    );
    check_question(&["by: Ann"], &["All accounts go back to one speaker or document."]);
}

#[test]
fn the_way_of_a_claim_stands_wherever_the_claim_does() {
    let record = "---\nname: Nel\nkind: person\n---\n";
    for (keys, way) in [
        ("by: Nel", None),
        (
            "by: the surveyor, basis: the office",
            Some("the office (basis) › the surveyor (speaker)"),
        ),
        (
            "by: the surveyor, via: [her aunt, Nel]",
            Some("the surveyor (speaker) › her aunt (relay) › Nel (relay)"),
        ),
        ("basis: the office", Some("the office (basis)")),
    ] {
        let claim = format!("---\ntitle: A\nclaims:\n  - {{says: So, {keys}}}\n---\nNel.\n");
        let files =
            [("content/articles/a.md", claim.as_str()), ("content/entities/nel.md", record)];
        for url in ["articles/a.html", "claims.html"] {
            let text = html(&page(&files, Edition::Public, url), &[]).text;
            let shown = text.split_once("How it came here: ").map(|(_, rest)| rest);
            assert_eq!(shown.is_some(), way.is_some(), "{keys}: {text}");
            assert!(
                way.is_none_or(|way| shown.is_some_and(|rest| rest.starts_with(way))),
                "{keys}: {text}"
            );
        }
    }
    // Whoever said it first: the page of a name has the whole way too.
    let claim = "---\ntitle: A\nclaims:\n  - {says: So, by: Nel, basis: the office}\n---\nNel.\n";
    let files = [("content/articles/a.md", claim), ("content/entities/nel.md", record)];
    check(&files, "entities/nel.html", &["<ol class=\"chain\"", "<bdi>the office</bdi>"]);
}

#[test]
fn an_article_shows_the_date_that_it_gives() {
    let event = |date: &str| {
        format!("---\ntitle: T\nevents:\n  - {{id: ship, title: The ship, date: {date}}}\n---\n")
    };
    let (vague, exact) = (event("1931~"), event("1931-05-06"));
    let files =
        [("content/articles/a.md", vague.as_str()), ("content/articles/b.md", exact.as_str())];
    check(
        &files,
        "articles/a.html",
        &["6 May 1931</time>", "in this article</a>: <time datetime=\"1931\">c. 1931"],
    );
    check(&files, "articles/b.html", &["6 May 1931</time>", "!in this article</a>", "c. 1931"]);
    let files = [("content/articles/a.md", exact.as_str()), files[1]];
    check(&files, "articles/a.html", &["!in this article</a>", "!</a>: <time"]);
}

#[test]
fn a_figure_reads_like_language() {
    for (figure, shown) in [
        ("{value: thousands, unit: people}", "thousands of people"),
        ("{value: tens of thousands, unit: people}", "tens of thousands of people"),
        ("{value: two hundred, unit: people}", "two hundred people"),
        ("about 900 internally displaced people", "about 900 internally displaced people"),
        ("40%", "40%"),
        ("{value: 1640, unit: year}", "1640"),
        ("{value: 1640, unit: years}", "<data value=\"1640\" title=\"1640\">1,640 years</data>"),
        ("{value: 12, unit: year}", "12 year"),
        ("$5 billion", "$5 billion"),
        ("{value: $5 billion, unit: dollars}", "$5 billion"),
        ("{value: half, unit: percent}", "half"),
        ("{value: half, unit: houses}", "half houses"),
        ("40 percent of homes", "40 percent</bdi> (<bdi>homes"),
        ("half of the fleet", "half of the fleet"),
        ("{value: half, scope: the fleet}", "half</bdi> (<bdi>the fleet"),
        (
            "{value: dozens, unit: deaths, scope: civilians}",
            "dozens of deaths</bdi> (<bdi>civilians",
        ),
    ] {
        let claim = format!("figure: {figure}");
        let end = if shown.contains('(') { ")" } else { "" };
        let shown = format!("<span class=\"fig\"><bdi>{shown}</bdi>{end}</span>");
        check_question(&[&claim], &[&shown]);
    }
}

#[test]
fn pages_that_list_claims_share_no_ids() {
    let claim = |question: &str| {
        format!(
            "---\nclaims:\n  - id: ledger\n    says: So\n    question: {question}\n  - says: Same\n    question: {question}\n---\n"
        )
    };
    let (one, other) = (claim("one"), claim("two"));
    let prose = "---\ntitle: A question\n---\nThe same words.[^1]\n\n[^1]: A footnote.\n";
    let files = [
        ("content/articles/a.md", one.as_str()),
        ("content/articles/b.md", other.as_str()),
        ("content/articles/c.md", one.as_str()),
        ("content/questions/one.md", prose),
        ("content/questions/two.md", prose),
        ("content/questions/unanswered.md", prose),
    ];
    for url in ["claims.html", "questions/one.html", "questions/unanswered.html"] {
        assert_eq!(html(&page(&files, Edition::Public, url), &[]).faults, [""; 0], "{url}");
    }
    check(&files, "questions/one.html", &["id=\"a.ledger\"", "id=\"c.ledger\""]);
}

#[test]
fn articles_list_what_speaks_for_and_against_them() {
    let first = "---\nclaims:\n  - id: many\n    says: Many came\n---\n";
    let second =
        "---\ntitle: Second\nclaims:\n  - says: Few <came>\n    contradicts: [many]\n---\n";
    check(
        &[("content/articles/a.md", first), ("content/articles/b.md", second)],
        "articles/a.html",
        &["Contradicted in", "<p>Few &lt;came&gt;</p>"],
    );
}

#[test]
fn words_that_are_marked_where_nobody_annotates_are_shown_so() {
    let page = "---\ntitle: About\n---\nA ==marked *word*== of [[a]], 2 == 2, `==code==`.\n";
    let note = "---\ntitle: A\nhighlights:\n  - quote: words\n    note: These ==matter==.\n---\nSome words.\n";
    let files = [("content/about.md", page), ("content/articles/a.md", note)];
    check(
        &files,
        "about.html",
        &[
            "A <mark class=\"hl\">marked <em>word</em></mark> of <a",
            ", 2 == 2, <code>==code==</code>.",
        ],
    );
    check(&files, "articles/a.html", &["These <mark class=\"hl\">matter</mark>."]);
}

#[test]
fn what_many_report_is_listed_once() {
    let event = "---\nevents:\n  - {title: The bridge falls, date: 2017-10-12}\n---\n";
    let files: Vec<_> = (0..15).map(|n| format!("content/articles/a{n:02}.md")).collect();
    let files: Vec<_> = files.iter().map(|path| (path.as_str(), event)).collect();
    // (page, how many reports of others it lists, what leads to the rest)
    for (url, listed, rest) in [
        ("articles/a00.html", 9, Some(">5 more</a>")),
        ("articles/a14.html", 10, Some(">4 more</a>")),
        ("timeline.html", 15, None),
    ] {
        let text = page(&files, Edition::Public, url);
        let (_, reports) = text.split_once("<ul class=\"reports\">").expect("reports");
        let (reports, after) = reports.split_once("</ul>").expect("an end");
        assert_eq!(reports.matches("<li>").count(), listed, "{url}: {reports}");
        let said = after.trim_start().starts_with("<p class=\"small more\">");
        assert_eq!(said, rest.is_some(), "{url}: {after:.200}");
        assert!(rest.is_none_or(|rest| after.contains(rest)), "{url}: {after:.200}");
    }
}

#[test]
fn a_name_that_only_annotations_have_leads_both_ways() {
    let annotated = "---\ntitle: Budget frozen\nentities:\n  - {name: France, kind: place}\n---\nFrench ministries said so.\n";
    let named = "---\ntitle: Other\nentities: [France]\n---\nIn France.\n";
    let files = [("content/articles/a.md", annotated), ("content/articles/b.md", named)];
    check(&files, "articles/a.html", &["id=\"card-france\"", "2 articles · 1 mention<"]);
    check(&files, "articles/b.html", &["id=\"card-france\"", "2 articles · 1 mention<"]);
    let entity = page(&files, Edition::Public, "entities/france.html");
    let (_, declared) =
        entity.split_once("id=\"declared-t\">Annotated in</h2>").expect("a section");
    assert!(declared.contains(">Budget frozen</a>") && !declared.contains(">Other</a>"));
    let private = annotated.replace("kind: place", "kind: place, private: true");
    let files = [("content/articles/a.md", private.as_str()), files[1]];
    let entity = page(&files, Edition::Public, "entities/france.html");
    assert!(!entity.contains("declared-t"), "{entity}");
}

#[test]
fn a_claim_of_somebody_described_is_not_the_article_s_own() {
    let claim = "---\ntitle: Report\nclaims:\n  - {says: There are 750 of them, by: Russian general staff, question: How many?}\n---\nWords.\n";
    let files = [("content/articles/a.md", claim)];
    for url in ["articles/a.html", "claims.html", "questions/how-many.html"] {
        let text = page(&files, Edition::Public, url);
        assert!(text.contains("Russian general staff"), "{url}: {text}");
        assert!(!text.contains("the article itself"), "{url}");
    }
    check(&files, "articles/a.html", &["<span>Russian general staff</span>"]);
    let own = claim.replace(", by: Russian general staff", "");
    check(&[("content/articles/a.md", &own)], "articles/a.html", &["the article itself"]);
}

#[test]
fn each_reader_of_a_page_can_be_switched_off() {
    let config = "title: T\nreaders: {A: Ann, B: Ben, C: Cas, D: Dai, E: Eve, F: Flo}\n";
    let article = "---\nhighlights:\n  - {quote: one, note: So, reader: F}\n  - {quote: two, note: So, reader: B, replies: [{note: No, reader: E}]}\n\
        \x20 - {quote: three, reader: X}\n---\none two three\n";
    let other = article.replace("reader: B", "reader: A");
    let files = [
        ("variorum.yaml", config),
        ("content/articles/a.md", article),
        ("content/articles/b.md", &other),
    ];
    // By their places on the page, whatever their places in the archive are.
    for (page, first) in [("articles/a.html", "B"), ("articles/b.html", "A")] {
        let switches = ["1", "2", "3", "4"].into_iter().zip([first, "E", "F", "X"]);
        for (place, reader) in switches {
            let switch = format!("id=\"ly-r{place}\" checked> Notes by reader {reader}<");
            check(&files, page, &[&switch]);
        }
        check(
            &files,
            page,
            &[
                "class=\"hl hl-note\" data-by=\"3\">one",
                "data-by=\"1\" role=\"note\"",
                "-r1\" data-by=\"2\" role=\"note\"",
                "data-by=\"4\">three",
            ],
        );
    }
}
