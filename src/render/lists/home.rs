//! The home page.

use crate::model::archive::{DocumentId, EventId, QuestionId, Standing, first_day};
use crate::model::date::Day;
use crate::render::context::Context;
use crate::render::view::{HomeView, QuestionView};
use crate::render::words::base_language;

use super::entities::most_frequent;
use super::questions;
use super::timeline::{between, density};

/// How many articles, names and questions the home page shows.
const RECENT: usize = 8;
const FREQUENT: usize = 12;
const CONTESTED: usize = 4;

/// What the archive is. `html` is the words of the document that introduces it, `question` makes the view of one.
pub fn home(
    cx: Context<'_>,
    introduction: Option<DocumentId>,
    html: String,
    question: impl Fn(QuestionId) -> QuestionView,
) -> HomeView {
    let events: Vec<EventId> = (0..).map(EventId).take(cx.archive.events.len()).collect();
    let in_dispute = |id: &QuestionId| {
        matches!(cx.archive.question(*id).standing, Standing::Contested | Standing::Denied)
    };
    let questions = questions::ranked(cx).into_iter().filter(in_dispute);
    HomeView {
        html,
        title: introduction.map(|id| cx.source(id).title.value.clone()),
        recent: lately_read(cx).into_iter().take(RECENT).map(|id| cx.article(id)).collect(),
        languages: languages(cx),
        span: span(cx),
        density_svg: density(cx, &events),
        frequent: most_frequent(cx, FREQUENT),
        contested: questions.take(CONTESTED).map(question).collect(),
    }
}

/// The articles, those read last first; among those read on one day the newest first.
fn lately_read(cx: Context<'_>) -> Vec<DocumentId> {
    let mut ids: Vec<(Option<Day>, DocumentId)> =
        cx.archive.readings().map(|id| (read(cx, id), id)).collect();
    // The sort keeps the order of the archive, which is by publication.
    ids.sort_by_key(|&(day, _)| std::cmp::Reverse(day));
    ids.into_iter().map(|(_, id)| id).collect()
}

/// When an article was read last: as it says, or else when something was marked in it.
fn read(cx: Context<'_>, id: DocumentId) -> Option<Day> {
    let article = cx.source(id).article()?;
    let last = |days: &mut dyn Iterator<Item = Day>| days.filter(|&day| day != Day::NEVER).max();
    let marked = article.annotations.iter().filter_map(|a| a.details().created.as_ref());
    last(&mut article.read.iter().map(|dated| first_day(Some(dated))))
        .or_else(|| last(&mut marked.map(|dated| first_day(Some(dated)))))
}

/// The languages of the articles, most frequent first, each once by its own name.
fn languages(cx: Context<'_>) -> Vec<(String, String)> {
    let mut counts: Vec<(&str, &str, usize)> = Vec::new();
    for id in cx.archive.readings() {
        let language = cx.language(cx.source(id));
        let name = own_name(language);
        match counts.iter_mut().find(|(_, other, _)| *other == name) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((language, name, 1)),
        }
    }
    counts.sort_by_key(|&(language, _, count)| (std::cmp::Reverse(count), language));
    counts.into_iter().map(|(language, name, _)| (language.to_owned(), name.to_owned())).collect()
}

/// What languages call themselves, by their codes, which are in order.
const NAMES: [(&str, &str); 79] = [
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "azərbaycanca"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gl", "galego"),
    ("gu", "ગુજરાતી"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "қазақша"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("ku", "kurdî"),
    ("la", "Latina"),
    ("lo", "ລາວ"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("ml", "മലയാളം"),
    ("mn", "монгол"),
    ("mr", "मराठी"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("nb", "norsk"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("si", "සිංහල"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("so", "Soomaali"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("uz", "oʻzbekcha"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
    ("zu", "isiZulu"),
];

/// What a language calls itself; its code where that is not known here.
fn own_name(language: &str) -> &str {
    let known = NAMES.binary_search_by_key(&base_language(language), |&(code, _)| code);
    known.map_or(language, |at| NAMES[at].1)
}

/// The first and the last publication.
fn span(cx: Context<'_>) -> Option<(String, String)> {
    let published = |id| cx.source(id).article()?.published.as_ref()?.when.as_deref();
    between(cx, &cx.archive.readings().filter_map(published).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    #[test]
    fn languages_have_their_own_names() {
        assert!(super::NAMES.is_sorted_by(|(one, _), (other, _)| one < other));
        for (language, name) in
            [("de-CH", "Deutsch"), ("zu", "isiZulu"), ("af", "Afrikaans"), ("x-own", "x-own")]
        {
            assert_eq!(super::own_name(language), name);
        }
    }
}
