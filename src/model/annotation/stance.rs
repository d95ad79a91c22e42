//! How speakers stand to claims.

/// How a speaker stands to what is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Says that it may not be so.
    Doubts,
    /// Was asked and did not answer.
    Declines,
    /// Is not known to have been asked.
    Silent,
    /// Takes it back.
    Retracts,
}

impl Stance {
    /// Every stance by the word for it.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("asserts", Self::Asserts),
        ("denies", Self::Denies),
        ("doubts", Self::Doubts),
        ("declines", Self::Declines),
        ("silent", Self::Silent),
        ("retracts", Self::Retracts),
    ];

    /// Other words that are plainly one of them.
    const ALSO: [(Self, &'static [&'static str]); 6] = [
        (Self::Asserts, &["assert", "asserted", "affirms", "claims", "says", "said", "states"]),
        (Self::Denies, &["deny", "denied", "denial", "reject", "rejects", "rejected", "refutes"]),
        (Self::Doubts, &["doubt", "doubted"]),
        (Self::Declines, &["decline", "declined", "declines to comment", "no comment"]),
        (Self::Silent, &["silence"]),
        (
            Self::Retracts,
            &["retract", "retracted", "withdraws", "withdrew", "withdrawn", "recants"],
        ),
    ];

    /// The stance that a word says, without regard to case.
    pub fn read(word: &str) -> Option<Self> {
        let is = |name: &&str| word.trim().eq_ignore_ascii_case(name);
        let named = Self::NAMED.into_iter().find(|(name, _)| is(name)).map(|(_, stance)| stance);
        let also = || Self::ALSO.into_iter().find(|(_, words)| words.iter().any(&is));
        named.or_else(|| also().map(|(stance, _)| stance))
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, stance)| *stance == self).map_or("", |(name, _)| name)
    }
}
