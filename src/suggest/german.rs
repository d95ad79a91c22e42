//! German words that are put together, and say with their last part what they mean.

/// Whether a German word is an office: `Bundesaußenminister`, `Ministerpräsidenten`.
pub(super) fn is_office(word: &str) -> bool {
    const OFFICES: [&str; 18] = [
        "minister",
        "ministerin",
        "präsident",
        "präsidentin",
        "chef",
        "chefin",
        "sprecher",
        "sprecherin",
        "kanzler",
        "kanzlerin",
        "sekretär",
        "direktor",
        "leiter",
        "politiker",
        "politikerin",
        "forscher",
        "experte",
        "general",
    ];
    OFFICES.iter().any(|office| {
        ["", "s", "n", "en"]
            .iter()
            .any(|case| word.strip_suffix(case).is_some_and(|word| word.ends_with(office)))
    })
}

/// What German words for a body that speaks end in.
const BODIES: [&str; 7] =
    ["polizei", "anwaltschaft", "ministerium", "präsidium", "behörde", "amt", "regierung"];

/// Whether a German word means a body: `Polizeipräsidium`, `Staatsanwaltschaft`.
pub(super) fn is_body(word: &str) -> bool {
    BODIES.iter().any(|body| word.len() > 6 && word.ends_with(body))
}
