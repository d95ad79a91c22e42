//! What is said of templates that are wrong.

use variorum::render;

/// The faults of a site whose `index.html` is this, one on a line: place, fact, help.
fn check(templates: &[(&str, &str)], faults: &str) {
    let mut files = vec![("content/about.md", "---\ntitle: About\n---\nText.\n")];
    files.extend(templates);
    let world = super::world(&files);
    let compiled = super::compiled(&world);
    let renderer = render::prepare(compiled.given(&world));
    let mut found = renderer.diagnostics;
    for page in compiled.site.pages.iter().filter(|page| page.url == "index.html") {
        found.extend(renderer.value.render(compiled.given(&world), page, &mut Vec::new()));
    }
    let shown = found.iter().map(|fault| {
        let place = fault.labels.first().and_then(|label| {
            let position = world.source(&label.source)?.position(label.span.start);
            Some(format!("{}:{}:{} {}", label.source, position.line, position.column, label.text))
        });
        format!(
            "{}\n{}\n{}\n",
            place.unwrap_or_default().trim(),
            fault.message,
            fault.help.as_deref().unwrap_or("")
        )
    });
    assert_eq!(shown.collect::<String>(), faults, "{templates:?}");
}

/// A fault of a template that `index.html` consists of.
fn check_index(template: &str, place: &str, fact: &str, help: &str) {
    let place = format!("templates/builtin/index.html:{place}");
    check(
        &[("templates/builtin/index.html", template)],
        &format!("{}\n{fact}\n{help}\n", place.trim()),
    );
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    let page = "1:9 while rendering index.html";
    let fields =
        "canonical, description, dir, feed, image, language, nav, noindex, part, root, title, url";
    let has = format!("`page` has: {fields}");
    check_index("{{ page.birthplace }}", page, "field `birthplace` is not defined", &has);
    check_index(
        "<p>\n{{ page.birthplace.x }}",
        "2:9 while rendering index.html",
        "field `birthplace` is not defined",
        &has,
    );
    check_index(
        "{{ entity.name }}",
        "1:4 while rendering index.html",
        "variable `entity` is not defined",
        "there is: home, page, site, t, theme",
    );
    check_index(
        "{{ page.title or site.nothing }}",
        "1:23 while rendering index.html",
        "field `nothing` is not defined",
        "`site` has: assets, base_url, counts, description, dir, edition, extra, feeds, generator, language, lists, nav, readers, search, title",
    );
}

#[test]
fn what_only_templates_know() {
    let name = "---\nname: Jane Roe\nkind: person\nredact: true\n---\n";
    let extra = "extra:\n  shelf: 12\n  of: Jane Roe\n  said: a%%b%%c\nx-own: [yes, 1.10]";
    let article = format!("---\ntitle: A\n{extra}\n---\nText.\n");
    let entity = format!("---\nname: Oslo\n{extra}\n---\n");
    let question = format!("---\ntitle: Who?\n{extra}\n---\n");
    let page = format!("---\ntitle: Own\n{extra}\n---\n");
    let shows = |view: &str| {
        format!(
            "{{% set x = {view}.extra %}}{{{{ x.shelf + 1 }}}}, {{{{ x.of }}}}, {{{{ x.said }}}}, {{{{ x[\"x-own\"][1] }}}}"
        )
    };
    let views = ["article", "entity", "question", "own"].map(shows);
    let world = super::world(&[
        ("content/articles/a.md", &article),
        ("content/entities/jane.md", name),
        ("content/entities/oslo.md", &entity),
        ("content/questions/who.md", &question),
        ("content/own.md", &page),
        ("templates/builtin/article.html", &views[0]),
        ("templates/builtin/entity.html", &views[1]),
        ("templates/builtin/question.html", &views[2]),
        ("templates/builtin/page.html", &views[3]),
    ]);
    let compiled = super::compiled(&world);
    let renderer = render::prepare(compiled.given(&world));
    for url in ["articles/a.html", "entities/oslo.html", "questions/who.html", "own.html"] {
        let page = compiled.site.page(url).expect(url);
        let mut out = Vec::new();
        let faults = renderer.value.render(compiled.given(&world), page, &mut out);
        assert!(faults.is_empty(), "{url}: {faults:?}");
        let out = String::from_utf8(out).expect("text");
        assert_eq!(out, "13, [person 1], ac, 1.10", "{url}");
    }
}

#[test]
fn habits_of_tera_1_are_known() {
    check_index(
        "a\n{{ home.recent | date(format=\"%Y\") }}",
        "2:18",
        "unknown filter `date`",
        "dates come in words: write `{{ x.date.words }}`, `{{ x.date.short }}` or `{{ x.date.edtf }}`",
    );
    check_index(
        "{% macro a() %}{% endmacro a %}",
        "1:4",
        "unknown tag `macro`",
        "Tera 2 has components for macros: `{% component card(item) %} … {% endcomponent card %}`",
    );
    check_index(
        "{%- import \"x.html\" as x %}",
        "1:5",
        "unknown tag `import`",
        "Tera 2 has no imports: components are known in every template, used as `{{ <card item={x} /> }}`",
    );
    check_index(
        "{{ get_url(path=\"@/a.md\") }}",
        "1:4",
        "unknown function `get_url`",
        "templates get data, not doors: what a page shows is in its view, with addresses as `url`",
    );
    check_index(
        "{{ home.title | slugify }}",
        "1:17",
        "unknown filter `slugify`",
        "addresses are part of the views: write `{{ page.root }}{{ x.url }}`",
    );
}

#[test]
fn whatever_is_wrong_is_said() {
    check_index(
        "{% include \"gone.html\" %}",
        "1:12",
        "unknown template `gone.html`",
        "templates are named by their path below `templates/`, as in \"base.html\"",
    );
    check_index(
        "{% extends \"gone.html\" %}",
        "1:13",
        "there is no template `gone.html`",
        "templates are named by their path below `templates/`, as in \"base.html\"",
    );
    check_index(
        "{{ words(n=3) }}",
        "1:4 while rendering index.html",
        "missing keyword argument `key`",
        "arguments have names, as in `words(key=\"count.notes\", n=3)`",
    );
    check_index(
        "{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}",
        "1:14 while rendering index.html",
        "this component calls itself again and again",
        "a component that calls itself has to come to an end",
    );
}

#[test]
fn templates_that_lead_back_to_themselves_are_named() {
    check(
        &[
            ("templates/builtin/base.html", "base"),
            ("templates/builtin/index.html", "{% extends \"base.html\" %}"),
            ("templates/own/base.html", "{% extends \"base.html\" %}"),
        ],
        "templates/own/base.html:1:13\n\
         this template leads back to itself: `own/base.html` → `own/base.html`\n\
         to build on the template that comes with Variorum, name its rung: \"builtin/base.html\"\n",
    );
    check(
        &[
            ("templates/builtin/index.html", "{% include \"a.html\" %}"),
            ("templates/own/a.html", "{% extends \"b.html\" %}"),
            ("templates/own/b.html", "{% if home.title %}{% include \"index.html\" %}{% endif %}"),
        ],
        "templates/own/b.html:1:32\n\
         this template leads back to itself: `builtin/index.html` → `own/a.html` → `own/b.html` → `builtin/index.html`\n\
         to build on the template that comes with Variorum, name its rung: \"builtin/index.html\"\n",
    );
}

#[test]
fn the_highest_rung_is_rendered() {
    let world = super::world(&[
        ("content/about.md", "---\ntitle: About\n---\nText.\n"),
        ("templates/builtin/base.html", "<{% block main %}builtin{% endblock %} {{ page.url }}>"),
        ("templates/builtin/page.html", "{% extends \"base.html\" %}"),
        (
            "templates/theme/base.html",
            "{% extends \"builtin/base.html\" %}{% block main %}theme, {{ super() }}{% endblock %}",
        ),
        (
            "templates/own/page.html",
            "{% extends \"base.html\" %}{% block main %}own, {{ super() }}{% endblock %}",
        ),
    ]);
    let compiled = super::compiled(&world);
    let renderer = render::prepare(compiled.given(&world));
    assert_eq!(renderer.diagnostics, []);
    let mut out = Vec::new();
    let page = compiled.site.page("about.html").expect("the page is planned");
    assert_eq!(renderer.value.render(compiled.given(&world), page, &mut out), []);
    assert_eq!(String::from_utf8_lossy(&out), "<own, theme, builtin about.html>");
}
