//! How names decline: for each group of languages, what stands at the end of a word in each case.
//!
//! Words are as names are compared: in small letters, without marks, so that `й` is `и`. The tables have what names
//! do, and are generous: a form that a language has not does no harm.

/// How the names of some languages decline.
#[derive(Debug)]
pub(super) struct Declension {
    /// What a word can end in, longer endings first, and what it ends in instead.
    rows: &'static [Row],
    /// The letters that a word ends in which is in no row and so does not decline.
    vowels: &'static str,
    /// What becomes of the last vowel of a stem where an ending follows: `Павел`, `Павла`; `Лев`, `Льва`.
    fleeting: &'static [(char, &'static str)],
    /// What the last consonant becomes before an ending that softens it: `Marta`, `Marcie`.
    softened: &'static [(&'static str, &'static str)],
    /// Those endings, which the dative and the locative have.
    softening: &'static [&'static str],
}

/// An ending; then, with bars between them, those of the genitive, dative, accusative, instrumental, locative and
/// vocative, and of the plural.
type Row = (&'static str, &'static str);

/// How many cases the tables have beside the nominative.
pub(super) const CASES: usize = 6;

/// Where the tables have the plural.
pub(super) const PLURAL: usize = CASES;

/// The cases that soften, and the plural.
const SOFT: [usize; 4] = [1, 4, 5, PLURAL];

/// The suffix of `Швець`, `Шевця`, and of `Švec`, `Ševce`: where a stem has no other vowel, its own goes a consonant back.
const AGENT: [&str; 2] = ["ец", "ec"];

/// Russian, Ukrainian and their neighbours.
pub(super) const CYRILLIC: Declension = Declension {
    rows: &[
        (
            "ии",
            "ия ого ього его | ию ому ієві ьому ему | ия ого его | ием им ієм | ии ом ім ем | ию | ие і их им ими",
        ),
        ("ски", "ског скога | ском скоме | ског скога | ским | ском скоме | | ских"),
        ("ыи", "ого | ому | ого | ым | ом | | ые ых ым ыми"),
        ("ои", "ого оя | ому ою | ого оя | им ым оем | ом ое | ою | ие ые их ых им ым ими ыми"),
        ("ая", "ои | ои | ую | ои ою | ои | | ые ие ых их"),
        ("и", "я | ю єві | я | ем єм | е і ю | ю | и ев ів ям ями ях"),
        (
            "а",
            "ы и е і ои оі | е і и ои іи | у ую | ои ою еи ею аи ом | е і и ои іи | о е | ы и ых ым ыми ам ами ах",
        ),
        ("я", "и і еи | е и і | ю | еи ею єю | е и і | ю е є | и і ям ями ях"),
        ("о", "а | у ові | а | ом | у ові і | е |"),
        ("ђе", "ђа | ђу | ђа | ђем | ђу | |"),
        ("је", "ја | ју | ја | јем | ју | |"),
        ("ь", "я и | ю и еві | я | ем ью ею єм | е ю и і | ю е | и і еи ів ям ями ях"),
        (
            "",
            "а я | у ю ові еві | а я | ом ем ым им єм | е у і ю ові еві | е у ю | ы и і ых их ов ів ам ым им ами ыми ими ах",
        ),
    ],
    vowels: "еуєюіэ",
    fleeting: &[
        ('е', ""),
        ('о', ""),
        ('е', "ь"),
        ('е', "и"),
        ('е', "'"),
        ('є', "и"),
        ('я', "и"),
        ('і', "о"),
        ('і', "е"),
        ('а', ""),
    ],
    softened: &[("к", "ц"), ("г", "з"), ("х", "с")],
    softening: &["і", "и", "ы"],
};

/// Greek.
pub(super) const GREEK: Declension = Declension {
    rows: &[
        ("οσ", "ου | | ο | | | ε ο | οι ων ουσ"),
        ("ησ", "η | | η | | | η | ηδεσ ηδων"),
        ("ασ", "α | | α | | | α | εσ αδεσ αδων"),
        ("ισ", "ι | | ι | | | ι |"),
        ("υσ", "υ | | υ | | | υ |"),
        ("α", "ασ | | | | | | εσ ων"),
        ("η", "ησ | | | | | |"),
        ("ω", "ωσ | | | | | |"),
    ],
    vowels: "αεηιουωσ",
    fleeting: &[],
    softened: &[],
    softening: &[],
};

/// The Slavic languages in Latin letters.
pub(super) const SLAVIC: Declension = Declension {
    rows: &[
        (
            "i",
            "iego eho ego iho ega og oga | iemu emu omu imu om ome | iego eho ego iho ega og oga | im | im em om ome | | y ich imi im ovi owie",
        ),
        ("y", "ego eho yho | emu ymu | ego eho yho | ym im | ym em | | ych ymi e i"),
        (
            "ia",
            "i ii ie iej | i ii ie iej | ie iu ia io | ia iou iom io | i ii ie iej | io iu ie | ie ii iom iami",
        ),
        (
            "ja",
            "ji i je jej | ji i je jej | je ju ja jo | ja jou jom jo | ji i je jej | jo ju je | je jom jami",
        ),
        (
            "a",
            "y i e ej iej | e ie i y ej iej ovi | e u a o ou | a o ou om | e ie i y ej iej ovi | o u e | y e ie ovi owie ich ych",
        ),
        ("ao", "la | lu | la | lom lem | lu | le |"),
        ("o", "i y a e | ie owi ovi u i | e a u | a em om ou | ie owi ovi u i | | owie ovi"),
        ("je", "ja je | ju ji | ja ju | jem jom | ju ji | |"),
        ("đe", "đa | đu | đa | đem | đu | |"),
        ("e", "ego eho eta | emu etu i | ego eho eta u i | em etom om i | em etu i | |"),
        (
            "",
            "a e ia ja | owi ovi u i iowi ju | a e ia ja | em iem om jem | e ie u owi ovi i iu ju | e ie u i iu | owie ove ovi i y e ow ov u om ami ech ich",
        ),
    ],
    vowels: "u",
    fleeting: &[('e', ""), ('a', ""), ('a', "e"), ('o', ""), ('o', "e"), ('u', "o"), ('i', "e")],
    softened: &[
        ("k", "c"),
        ("g", "dz"),
        ("g", "z"),
        ("h", "z"),
        ("ch", "sz"),
        ("t", "ci"),
        ("d", "dzi"),
        ("r", "rz"),
        ("ł", "l"),
    ],
    softening: &["e", "i", "y"],
};

/// Lithuanian and Latvian.
pub(super) const BALTIC: Declension = Declension {
    rows: &[
        ("as", "o | ui | a | u | e | ai | ai us ams ais"),
        ("tis", "cio ta sa | ciui tim | ti | ciu ti | tyje ti | ti | ciai ciu"),
        ("dis", "dzio da za | dziui dim | di | dziu di | dyje di | di | dziai dziu"),
        ("is", "io a | iui im | i | iu i | yje i | i | iai iu"),
        ("ys", "io | iui | i | iu | yje | y | iai iu"),
        ("us", "aus | ui | u | umi | uje | au | ai"),
        ("a", "os as | ai | a u | a u | oje a | a | os u"),
        ("e", "es | ei | e i | e i | eje e | e | es iu"),
        ("s", "a | am | u | u | a | | i"),
    ],
    vowels: "iouy",
    fleeting: &[],
    softened: &[],
    softening: &[],
};

impl Declension {
    /// What a word ends in in a case, or in the plural; nothing for what does not decline.
    pub(super) fn of(&self, word: &str, case: usize) -> Vec<String> {
        let ending = |(ending, _): &&Row| word.ends_with(ending);
        let Some((ending, cases)) = self.rows.iter().find(ending) else { return Vec::new() };
        if ending.is_empty() && word.ends_with(|last| self.vowels.contains(last)) {
            return Vec::new();
        }
        let stem = &word[..word.len() - ending.len()];
        let mut forms: Vec<String> = Vec::new();
        for stem in std::iter::once(stem.to_owned()).chain(self.alternating(stem)) {
            let endings = cases.split('|').nth(case).unwrap_or_default().split_whitespace();
            forms.extend(endings.map(|ending| format!("{stem}{ending}")));
            for &(hard, soft) in self.softened.iter().filter(|_| SOFT.contains(&case)) {
                let Some(stem) = stem.strip_suffix(hard) else { continue };
                forms.extend(self.softening.iter().map(|ending| format!("{stem}{soft}{ending}")));
            }
        }
        forms
    }

    /// What the stem of a word can be beside what it is in the nominative.
    fn alternating<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = String> + 'a {
        let last_two = stem.char_indices().rev().take(2).filter(|&(at, _)| at > 0);
        last_two.flat_map(move |(at, vowel)| {
            let (before, after) = (&stem[..at], &stem[at + vowel.len_utf8()..]);
            let others = self.fleeting.iter().filter(move |&&(from, _)| from == vowel);
            let others = others.flat_map(move |(_, to)| {
                // `Kozioł`, `Kozła`: the vowel goes with the sign that makes the letter before it soft.
                let hard = before.strip_suffix('i').filter(|_| to.is_empty());
                let stems = [Some(before), hard].into_iter().flatten();
                stems.map(move |before| format!("{before}{to}{after}"))
            });
            let is_agent = AGENT.contains(&&stem[at..]) && !before.contains(is_vowel);
            let second = before.char_indices().next_back().filter(|&(at, _)| is_agent && at > 0);
            let turned = second.map(|(at, _)| {
                let (first, second) = before.split_at(at);
                format!("{first}{vowel}{second}{after}")
            });
            others.chain(turned)
        })
    }
}

fn is_vowel(c: char) -> bool {
    "aeiouyаеиіоуюя".contains(c)
}
