//! What pages say of times.

use super::check;

#[test]
fn a_timeline_spans_what_its_dates_say() {
    let dated = |dates: [&str; 2]| {
        let event = |date| format!("  - title: E{date}\n    date: \"{date}\"\n");
        format!("---\nevents:\n{}---\nText.\n", dates.map(event).concat())
    };
    for (dates, span) in [
        (["201X", "2017-12-27"], "2010 to 2019"),
        (["2016", "2017-10"], "2016 to October 2017"),
        (["2017-07-02", "2017-10-12/2017-10-15"], "July 2017 to October 2017"),
        (["2017-07", "2017-12~"], "July 2017 to December 2017"),
        (["2017-07-02/2018-03-05", "2017-10"], "July 2017 to March 2018"),
        (["2017-07", "2017-10/2018"], "July 2017 to 2018"),
        (["00XX", "2017"], "1 to 2017"),
        (["XXXX-08-24", "16XX/2017"], "1600 to 2017"),
        // The digits of one year are not the month of the other.
        (["[-0299..-0200]", "-0043-03"], "!February 300 BCE"),
    ] {
        check(&[("content/articles/a.md", &dated(dates))], "timeline.html", &[span]);
    }
}

#[test]
fn groups_of_years_say_what_they_hold() {
    let event = |number: i64| format!("  - title: E\n    date: {}\n", 1000 + number * 4);
    let events: String = (0..201).map(event).collect();
    let text = format!("---\nevents:\n{events}---\nText.\n");
    let files = [("content/articles/a.md", text.as_str())];
    let link = "href=\"timeline-1100-1199.html\"";
    let name = "1100–1196 <span class=\"label\">25</span>";
    check(&files, "timeline.html", &[link, name, ">1800 <span", "!\"timeline-1100.html\""]);
    let years = ["<h2 id=\"y1100\">1100</h2>", "<h2 id=\"y1196\">1196</h2>", "!y1200"];
    check(&files, "timeline-1100-1199.html", &years);
    // One leads to the next, from the overview to the last, and filters say that they know only their page.
    let (to, from) = ("rel=\"next\" href=\"timeline-1", "rel=\"prev\" href=\"timeline-1");
    let part = "Only the list on this page is looked through. <a href=\"search.html\">Search</a>";
    for (url, pieces) in [
        ("timeline.html", [&*format!("{to}000-1099.html\""), "!rel=\"prev\"", "!Only the list"]),
        ("timeline-1000-1099.html", [&*format!("{to}100-1199.html\""), "!rel=\"prev\"", part]),
        ("timeline-1100-1199.html", [&*format!("{from}000-1099.html\""), to, part]),
        ("timeline-1800.html", [&*format!("{from}700-1799.html\""), "!rel=\"next\"", part]),
    ] {
        check(&files, url, &pieces);
    }
    let few = "---\nevents:\n  - {title: E, date: 2001}\n  - {title: F, date: 2003}\n---\nText.\n";
    check(&[("content/articles/a.md", few)], "timeline.html", &["data-filter", "!Only the list"]);
}

/// An archive of old letters does not say that each was published in January of the first year that it may be of.
#[test]
fn what_is_published_spans_what_its_dates_say() {
    let dated = |date: &str| {
        format!("---\npublished: \"{date}\"\nentities: [Raqqa]\n---\nSeen in Raqqa.\n")
    };
    for (dates, names, home) in [
        (["15XX", "15XX"], "1500–1599", "1500 to 1599"),
        (["00XX", "1917-03"], "1–1917", "1 to 1917"),
        (["1914/1918", "XXXX-08-24"], "1914–1918", "1914 to 1918"),
        (["2016-10", "2017-03-05"], "2016–2017", "October 2016 to March 2017"),
    ] {
        let [one, other] = dates.map(dated);
        let files = [("content/articles/a.md", &*one), ("content/articles/b.md", &*other)];
        check(&files, "entities.html", &[&format!("num\">{names}<")]);
        check(&files, "index.html", &[home]);
    }
}

#[test]
fn a_day_of_no_known_year_stands_with_what_is_undated() {
    let text = "---\nevents:\n  - {title: Feast, date: XXXX-08-24}\n---\nText.\n";
    check(&[("content/articles/a.md", text)], "timeline.html", &["id=\"undated\"", "!y0000"]);
}

#[test]
fn a_year_is_a_landmark_once() {
    let text = "---\nevents:\n  - title: War\n    date: 2016\n  - title: Peace\n    date: 2016-05\n---\nText.\n";
    let year = [
        "aria-labelledby=\"y2016\"><h2",
        "!aria-labelledby=\"y2016\"><span",
        "<div class=\"tl-month\">",
    ];
    check(&[("content/articles/a.md", text)], "timeline.html", &year);
}
