#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::disallowed_methods)]
use std::fs;
use variorum::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let root = std::path::PathBuf::from(&a[1]);
    let out = std::path::PathBuf::from(&a[2]);
    let w = disk::read::read(&disk::read::Setup {
        root: root.clone(),
        config: None,
        overrides: vec![],
    })
    .unwrap();
    let mut ds = w.diagnostics;
    let world = w.value;
    let mut cache = cache::Cache::default();
    let edition = if a.len() > 3 {
        model::archive::Edition::Private
    } else {
        model::archive::Edition::Public
    };
    let c = compile::compile(&world, &mut cache, &resolve::Options { edition, drafts: false });
    ds.extend(c.diagnostics);
    let c = c.value;
    let r = render::prepare(&world, &c.archive, &c.site);
    ds.extend(r.diagnostics);
    let put = |u: &str, b: &[u8]| {
        let p = out.join(u);
        fs::create_dir_all(p.parent().unwrap()).unwrap();
        fs::write(p, b).unwrap();
    };
    for p in &c.site.pages {
        let mut o = vec![];
        let d = r.value.render(p, &mut o);
        ds.extend(d);
        if !o.is_empty() {
            put(&p.url, &o)
        }
    }
    search::index(&c.archive, &c.site, &world.config, |o| put(&o.url, &o.bytes));
    for (k, v) in &world.assets {
        if let Some(u) = &v.url {
            match &v.embedded {
                Some(b) => put(u, b),
                None => {
                    if let Ok(b) = fs::read(root.join(k)) {
                        put(u, &b)
                    }
                }
            }
        }
    }
    for (u, p) in &c.site.files {
        if let Ok(b) = fs::read(root.join(p)) {
            put(u, &b)
        } else if let Ok(b) = fs::read(root.join(u)) {
            put(p, &b)
        }
    }
    for d in ds.iter().take(40) {
        println!("{d:?}")
    }
    println!("{} faults, {} pages", ds.len(), c.site.pages.len());
}
