//! The views of lists, from the words of files.

use std::sync::Arc;

use crate::model::archive::QuestionId;
use crate::model::site::Part;
use crate::render::context::Context;
use crate::render::index::Index;
use crate::render::view::QuestionView;
use crate::render::words::Words;
use crate::source::Source;
use crate::world::World;
use crate::{anchor, parse, plan, resolve, yaml};

/// Runs the steps before on some files and hands over what views are made from.
fn with<T>(files: &[(&str, &str)], see: impl FnOnce(Context<'_>) -> T) -> T {
    let mut world = World::default();
    let mut readings = Vec::new();
    for (path, text) in files {
        let source = Arc::new(Source::new(*path, *text));
        let document = parse::parse(&source, &world.config).value;
        readings.push(Arc::new(anchor::anchor(document, &source).value));
        world.sources.push(source);
    }
    let archive = resolve::resolve(
        &readings,
        &world.config,
        &resolve::Options::default(),
        &mut resolve::Memory::default(),
    )
    .value;
    let site = plan::plan(&Arc::new(archive.clone()), &world, &mut plan::Memory::default()).value;
    let english = yaml::read(include_str!("../../../templates/i18n/en.yaml"), 0).expect("YAML");
    let words = Words::new("en", [("en", &english)].into_iter());
    let index = Index::new(&world, &archive, &site);
    see(Context {
        world: &world,
        archive: &archive,
        site: &site,
        words: &words,
        index: &index,
        root: "",
    })
}

fn whole(items: usize) -> Part {
    Part { group: None, number: 0, of: 1, items: 0..items }
}

const FIRST: &str = "---
title: One
outlet: The Times
author: Ann Reader
published: 2017-07-19
read: [2018-01-05, 2018-01-05]
rating: B2
entities: [{name: Mosul, kind: place}]
events:
  - {title: A day, date: 2017-05-03, place: Mosul}
  - {title: A year, date: '2017'}
  - {title: A season, date: 2017-21}
  - {title: Before, date: ../2016-12-27}
  - {title: Some day}
claims:
  - says: More than 40,000 died
    question: How many died?
    by: Hoshyar Zebari
    figure: {value: '> 40,000', unit: deaths}
---
Mosul and The Times and Hoshyar Zebari stand together.
";

const SECOND: &str = "---
title: Two
published: 2017-12-20
claims:
  - says: 9,000 to 11,000 died
    question: How many died?
    figure: {value: 9000..11000, unit: deaths}
  - says: 300 were hurt
    question: How many died?
    figure: {value: 300, unit: injured}
---
Mosul again.
";

fn both<T>(see: impl FnOnce(Context<'_>) -> T) -> T {
    with(&[("content/articles/one.md", FIRST), ("content/articles/two.md", SECOND)], see)
}

#[test]
fn events_stand_in_their_months() {
    both(|cx| {
        let view = super::timeline(cx, &whole(5));
        let mut groups = Vec::new();
        for year in &view.years {
            for month in &year.months {
                let titles: Vec<&str> =
                    month.events.iter().map(|event| event.title.as_str()).collect();
                groups.push(format!(
                    "{} {} {}: {}",
                    year.id,
                    month.id,
                    month.name,
                    titles.join(", ")
                ));
            }
        }
        let expected = [
            "y2016 m2016-12 December 2016: Before",
            "y2017 m2017 2017: A year, A season",
            "y2017 m2017-05 May 2017: A day",
        ];
        assert_eq!(groups, expected);
        assert_eq!(view.undated.len(), 1);
        assert_eq!(view.span, Some(("2017".into(), "2017".into())));
        assert!(view.svg.contains(r#"href="timeline.html#"#), "{}", view.svg);
    });
}

#[test]
fn one_of_two_years_is_drawn_within_them() {
    let article = "---\nevents:\n  - {title: Set, date: '[1509,1510]'}\n  \
        - {title: First, date: 1500-01-01}\n  - {title: Last, date: 1520-12-31}\n---\n";
    with(&[("content/articles/a.md", article)], |cx| {
        let svg = super::timeline(cx, &whole(3)).svg;
        let places = |class: &str| -> Vec<f64> {
            let dots = svg.split(r#"<circle class="dot" cx=""#).skip(1);
            let dots =
                dots.filter(|dot| dot.split("/>").next().is_some_and(|dot| dot.contains(class)));
            dots.filter_map(|dot| dot.split('%').next()?.parse().ok()).collect()
        };
        let (ends, set) = (places(r#"r="5""#), places(r#"r="3.5""#));
        let share = |at: f64| (at - ends[0]) / (ends[1] - ends[0]) * 21.0;
        assert_eq!(set.len(), 2, "{svg}");
        assert!((share(set[0]) - 9.5).abs() < 0.1 && (share(set[1]) - 10.5).abs() < 0.1, "{svg}");
    });
}

#[test]
fn figures_of_one_unit_share_an_axis() {
    both(|cx| {
        let (plots, others) = super::plots(cx, QuestionId(0));
        assert_eq!(plots.len(), 1, "what stands alone has no plot");
        let others: Vec<String> = others.into_iter().map(|id| cx.claim(id).says).collect();
        assert_eq!(others, ["300 were hurt"], "and is named");
        let rows: Vec<&str> = plots[0].rows.iter().map(|row| row.claim.says.as_str()).collect();
        assert_eq!((plots[0].unit.as_deref(), rows.len()), (Some("deaths"), 2));
        assert!(plots[0].axis_svg.contains(">20,000<"), "{}", plots[0].axis_svg);
    });
}

#[test]
fn the_home_page_leads_to_what_there_is() {
    both(|cx| {
        let question = |id| QuestionView {
            link: cx.question(id),
            id: String::new(),
            summary: None,
            html: String::new(),
            extra: tera::Value::none(),
            tags: Vec::new(),
            reason: String::new(),
            stated: None,
            plots: Vec::new(),
            unplotted: Vec::new(),
            claims: Vec::new(),
            backlinks: Vec::new(),
            more_backlinks: 0,
        };
        let home = super::home(cx, None, String::new(), question);
        assert_eq!(home.contested[0].link.title, "How many died?");
        let recent: Vec<&str> = home.recent.iter().map(|item| item.link.text("title")).collect();
        assert_eq!(recent, ["One"], "nobody says that Two was read");
        assert_eq!(home.span, Some(("July 2017".into(), "December 2017".into())));
        assert_eq!(home.languages, [("en".to_owned(), "English".to_owned())]);
        assert!(home.density_svg.contains("timeline.html#m2017-05"), "{}", home.density_svg);
        assert_eq!(home.frequent[0].link.text("name"), "Mosul");
    });
}

#[test]
fn sources_know_whom_they_relay() {
    both(|cx| {
        let (outlets, authors) = super::sources(cx, &whole(10));
        assert_eq!((outlets.len(), outlets[0].articles, outlets[0].claims), (1, 1, 1));
        assert_eq!(outlets[0].ratings, [("B2".to_owned(), 1)]);
        assert_eq!(outlets[0].relays[0].0.text("name"), "Hoshyar Zebari");
        assert_eq!(authors[0].link.text("name"), "Ann Reader");
        let second = Part { items: 1..2, ..whole(2) };
        let (outlets, authors) = super::sources(cx, &second);
        assert_eq!((outlets.len(), authors.len()), (0, 1), "authors follow outlets");
    });
}

#[test]
fn readings_are_logged_by_day() {
    both(|cx| {
        let months = super::log(cx, &whole(10));
        assert_eq!(
            (months.len(), months[0].name.as_str(), months[0].readings.len()),
            (1, "January 2018", 2)
        );
        assert!(
            months[0].svg.contains("<title>5 January 2018: 2 readings</title>"),
            "{}",
            months[0].svg
        );
        let year = Part { group: Some("2017".into()), ..whole(10) };
        assert_eq!(super::log(cx, &year).len(), 0, "nothing was read in that year");
        assert_eq!(super::log(cx, &whole(1))[0].readings.len(), 1);
    });
}

#[test]
fn names_that_stand_together_are_joined() {
    both(|cx| {
        let network = super::network(cx);
        assert_eq!(network.rows.len(), 3);
        assert_eq!(network.svg.matches("<line").count(), 3);
        let class = |kind: &str| (kind.to_owned(), format!("k-{kind}"));
        let mut kinds = network.kinds;
        kinds.sort();
        assert_eq!(kinds, ["organisation", "person", "place"].map(class), "each kind once");
    });
}
