//! What has to hold of any bytes, tried with the inputs that a fuzzer found interesting and with changes of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::targets::{TARGETS, run};

/// The inputs of every target.
fn corpus() -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let inputs = |(name, _)| {
        let files = fs::read_dir(folder.join(name)).expect("a folder of inputs");
        let mut inputs: Vec<_> =
            files.map(|file| fs::read(file.expect("a file").path()).expect("a file")).collect();
        inputs.sort();
        (name, inputs)
    };
    TARGETS.map(inputs).into()
}

#[test]
fn the_corpus_holds() {
    for (name, inputs) in corpus() {
        assert!(inputs.len() > 3, "{name} has few inputs");
        inputs.iter().for_each(|input| run(name, input));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
    /// The beginning of one input and the end of another, with some bytes between them.
    #[test]
    fn changes_of_the_corpus_hold(
        one: prop::sample::Index, other: prop::sample::Index,
        from: prop::sample::Index, to: prop::sample::Index, between in "\\PC{0,6}|[-:'\"\\n \\[\\]{}|>&*#]{0,6}",
    ) {
        for (name, inputs) in corpus() {
            let (one, other) = (one.get(&inputs), other.get(&inputs));
            let (start, end) = (from.index(one.len() + 1), to.index(other.len() + 1));
            let input = [&one[..start], between.as_bytes(), &other[end..]].concat();
            // Most targets look at text only.
            let is_any = ["imports", "copies"].contains(&name);
            let text = String::from_utf8_lossy(&input);
            run(name, if is_any { &input } else { text.as_bytes() });
        }
    }
}
