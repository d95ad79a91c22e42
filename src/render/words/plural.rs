//! Which form of its words a number takes, by the cardinal rules of CLDR.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The plural forms of a language.
#[derive(Debug, Default)]
pub(super) struct Plurals(Option<PluralRules>);

impl Plurals {
    /// Those of a language. Where all numbers take one form, or nobody has said which they take, 1 may have its own.
    pub(super) fn of(language: &str) -> Self {
        let rules = |language| {
            let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
            PluralRules::try_new_cardinal((&locale).into()).ok()
        };
        let own = rules(language).filter(|rules| rules.categories().count() > 1);
        Self(own.or_else(|| rules("en")))
    }

    /// The form for a number.
    pub(super) fn form(&self, n: u64) -> &'static str {
        self.0.as_ref().map_or("other", |rules| name(rules.category_for(n)))
    }

    /// Whether some number takes a form.
    pub(super) fn has(&self, form: &str) -> bool {
        self.0.iter().flat_map(PluralRules::categories).any(|category| name(category) == form)
    }
}

/// A form as words files have it.
fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::Plurals;

    #[test]
    fn numbers_take_the_forms_of_the_language() {
        for (language, forms) in [
            ("en", "0 other, 1 one, 2 other"),
            ("de-CH", "1 one, 2 other"),
            ("fr", "0 one, 1 one, 2 other, 1000000 many"),
            ("ru", "1 one, 3 few, 11 many, 21 one"),
            ("pl", "1 one, 21 many, 22 few"),
            ("cs", "1 one, 3 few, 5 other"),
            ("ar", "0 zero, 2 two, 100 other, 105 few"),
            ("cy", "0 zero, 1 one, 2 two, 3 few, 6 many, 7 other"),
            ("ga", "1 one, 2 two, 6 few, 10 many, 11 other"),
            ("gd", "11 one, 12 two, 13 few, 20 other"),
            ("br", "21 one, 22 two, 23 few"),
            ("mt", "1 one, 2 two, 10 few, 11 many, 20 other"),
            ("ja", "1 one, 2 other"),
            ("la", "1 one, 2 other"),
            ("x-own", "1 one, 2 other"),
        ] {
            let plurals = Plurals::of(language);
            for (n, form) in forms.split(", ").filter_map(|pair| pair.split_once(' ')) {
                let n = n.parse().expect("a number");
                assert_eq!(plurals.form(n), form, "{n} in {language}");
                assert!(plurals.has(form), "{form} in {language}");
            }
        }
        assert!(!Plurals::of("pl").has("two"));
    }
}
