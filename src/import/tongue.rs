//! The language that words are in, and what languages are called.

use whatlang::Lang;

use crate::fold;

/// Less than this tells nothing: so many letters, a third as many Chinese or Japanese ones.
const LEAST: usize = 100;

/// What languages are called in BCP 47.
const CODES: [(&str, Lang); 70] = [
    ("af", Lang::Afr),
    ("ak", Lang::Aka),
    ("am", Lang::Amh),
    ("ar", Lang::Ara),
    ("az", Lang::Aze),
    ("be", Lang::Bel),
    ("bg", Lang::Bul),
    ("bn", Lang::Ben),
    ("ca", Lang::Cat),
    ("cs", Lang::Ces),
    ("cy", Lang::Cym),
    ("da", Lang::Dan),
    ("de", Lang::Deu),
    ("el", Lang::Ell),
    ("en", Lang::Eng),
    ("eo", Lang::Epo),
    ("es", Lang::Spa),
    ("et", Lang::Est),
    ("fa", Lang::Pes),
    ("fi", Lang::Fin),
    ("fr", Lang::Fra),
    ("gu", Lang::Guj),
    ("he", Lang::Heb),
    ("hi", Lang::Hin),
    ("hr", Lang::Hrv),
    ("hu", Lang::Hun),
    ("hy", Lang::Hye),
    ("id", Lang::Ind),
    ("it", Lang::Ita),
    ("ja", Lang::Jpn),
    ("jv", Lang::Jav),
    ("ka", Lang::Kat),
    ("km", Lang::Khm),
    ("kn", Lang::Kan),
    ("ko", Lang::Kor),
    ("la", Lang::Lat),
    ("lt", Lang::Lit),
    ("lv", Lang::Lav),
    ("mk", Lang::Mkd),
    ("ml", Lang::Mal),
    ("mr", Lang::Mar),
    ("my", Lang::Mya),
    ("nb", Lang::Nob),
    ("ne", Lang::Nep),
    ("nl", Lang::Nld),
    ("or", Lang::Ori),
    ("pa", Lang::Pan),
    ("pl", Lang::Pol),
    ("pt", Lang::Por),
    ("ro", Lang::Ron),
    ("ru", Lang::Rus),
    ("si", Lang::Sin),
    ("sk", Lang::Slk),
    ("sl", Lang::Slv),
    ("sn", Lang::Sna),
    ("sr", Lang::Srp),
    ("sv", Lang::Swe),
    ("ta", Lang::Tam),
    ("te", Lang::Tel),
    ("th", Lang::Tha),
    ("tk", Lang::Tuk),
    ("tl", Lang::Tgl),
    ("tr", Lang::Tur),
    ("uk", Lang::Ukr),
    ("ur", Lang::Urd),
    ("uz", Lang::Uzb),
    ("vi", Lang::Vie),
    ("yi", Lang::Yid),
    ("zh", Lang::Cmn),
    ("zu", Lang::Zul),
];

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue {
    /// As BCP 47 has it.
    pub code: &'static str,
    /// In English.
    pub name: &'static str,
}

/// The language of some words, where they leave no doubt.
pub fn tongue(words: &str) -> Option<Tongue> {
    if fold::weight(words) < LEAST {
        return None;
    }
    let lang = whatlang::detect(words).filter(whatlang::Info::is_reliable)?.lang();
    let code = CODES.iter().find(|(_, other)| *other == lang).map(|(code, _)| *code)?;
    Some(Tongue { code, name: lang.eng_name() })
}

/// The language that is called so: in English, by itself, or with the three letters of ISO 639.
pub(super) fn named(value: &str) -> Option<&'static str> {
    let value = fold::label(value);
    let is_it = |lang: Lang| {
        value == lang.code()
            || [lang.name(), lang.eng_name()].iter().any(|n| fold::label(n) == value)
    };
    CODES.iter().find(|(_, lang)| is_it(*lang)).map(|(code, _)| *code)
}
