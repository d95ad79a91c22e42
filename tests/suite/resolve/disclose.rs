//! What an edition withholds is nowhere in its archive.

use variorum::model::annotation::Anchoring;
use variorum::model::archive::{EntityId, Resolved, Words};
use variorum::model::body::{Item, Markup};

use super::{faults, private, public};

const SECRETS: &str = "=== articles/draft.md\n---\ndraft: true\nentities: [Drafted]\n---\nDrafted secret.\n\
    === articles/hidden.md\n---\nvisibility: private\nentities: [Hidden]\n---\nHidden secret.\n\
    === articles/open.md\n---\ntitle: On Jane Doe\nentities:\n  - Jane Doe\n  - name: Ann\n    private: true\n    aliases: [secret]\n\
    \x20 - {name: Bob, replies: [{note: A secret reply, private: true}]}\n\
    highlights:\n  - quote: Jane Doe’s house\n    note: Ask Doe.\n    replies:\n      - note: A secret reply\n        private: true\n\
    \x20 - quote: went home\n    note: secret\n    private: true\n\
    events:\n  - {title: Fire, replies: [{note: A secret reply, private: true}]}\n\
    claims:\n  - {says: It burned, note: So, replies: [{note: A secret reply, private: true}]}\n---\n## Jane Doe\n\nThen **Jane Doe’s house** burned and JANE DOE went home with Ann, see [[hidden]].\n\n\
    ## Home {#doe}\n\n> [!doe]\n> It burned.\n\n```doe\nit burned\n```\n\
    === articles/part.md\n---\nvisibility: excerpt\nentities: [Raqqa]\nhighlights:\n  - the walls of Raqqa\n  - they held\n---\n\
    A secret of Raqqa. But the walls of Raqqa stood,\nand [they held](https://x.org). Raqqa secret.\n\
    === entities/jane.md\n---\nname: Jane Doe\nkind: person\naliases: [Doe]\nredact: true\n---\nA secret life.\n\
    === entities/mole.md\n---\nname: Mole\nsensitive: true\n---\nA secret.\n";

#[test]
fn the_public_edition_knows_nothing_that_is_withheld() {
    let archive = public(SECRETS);
    let all = format!("{:?}", archive.value).to_lowercase();
    for secret in ["secret", "jane", "doe", "drafted", "draft.md", "hidden.md"] {
        let at = all.find(secret);
        let around = at.map(|at| &all[at.saturating_sub(60)..(at + 60).min(all.len())]);
        assert_eq!(around, None, "{secret}");
    }
    // Whoever wrote the link is told, and nobody else.
    assert!(faults(&archive).starts_with("withheld-link: `hidden`"), "{}", faults(&archive));
    assert_eq!(archive.diagnostics.len(), 1);
    assert!(format!("{:?}", private(SECRETS).value).contains("Jane Doe"));
}

#[test]
fn a_slip_in_a_key_that_withholds_does_not_publish() {
    for (front, record) in [
        ("privat: true\nsummary: hush", ""),
        ("highlights:\n  - note: hush\n    privat: true", ""),
        ("highlights:\n  - note: hush\n    Private: yes", ""),
        ("highlights:\n  - note: hush\n    draft: true", ""),
        ("highlights:\n  - note: hush\n    publish: false", ""),
        ("highlights:\n  - note: hush\n    visibility: private", ""),
        ("highlights:\n  - note: hush\n    redact: true", ""),
        ("claims:\n  - says: hush\n    hidden: true", ""),
        ("highlights:\n  - note: a\n    replies:\n      - note: hush\n        privat: true", ""),
        ("events:\n  - title: a\n    replies:\n      - note: hush\n        Private: yes", ""),
        ("tags: [b]", "name: Hush\nRedact: true"),
        ("tags: [b]", "name: Hush\nredacted: yes"),
        ("tags: [b]", "name: Ann\nsensitv: true\nredacta: 1\naliases: [Hush]"),
    ] {
        let text =
            if front.contains("Hush") || record.contains("Hush") { "Hush spoke" } else { "" };
        let archive = public(&format!(
            "=== articles/a.md\n---\n{front}\n---\n{text}\n=== entities/n.md\n---\n{record}\n---\n"
        ));
        let all = format!("{:?}", archive.value).to_lowercase();
        assert!(!all.contains("hush"), "{front}{record}: {all}");
    }
    for kept in ["privat: false", "publish: true", "tone: hush"] {
        let archive = public(&format!(
            "=== articles/a.md\n---\nhighlights:\n  - note: hush\n    {kept}\n---\nText\n"
        ));
        assert!(format!("{:?}", archive.value).contains("hush"), "{kept}");
    }
}

#[test]
fn redacted_words_keep_their_places() {
    let archive = public(SECRETS).value;
    let open = &archive.documents[0];
    let body = &open.document.body;
    assert_eq!(
        body.text,
        "[person 1]\nThen [person 1]’s house burned and [person 1] went home with Ann, see hidden.\nHome\nIt burned.\nit burned"
    );
    let Anchoring::Found(anchor) = &open.anchors[0] else { panic!("not found") };
    assert_eq!(&body.text[anchor.ranges[0].range()], "[person 1]’s house");
    assert_eq!(body.headings[0].id, "person-1");
    assert_eq!(archive.links[0].get(Words::Text), Some(&[Resolved::Broken][..]));
}

#[test]
fn a_redacted_name_is_hidden_in_whatever_letters_it_is_written() {
    for written in [
        "José  Peña spoke",
        "JOSE PENA spoke",
        "José PEÑA spoke",
        "Jose\u{301}-Pen\u{303}a spoke",
        "Peña, José spoke",
        "jose\u{a0}pena spoke",
        "José **Peña** spoke",
        "Jo\u{200d}sé Peña spoke",
        "José Pe\u{640}ña spoke",
        "<ruby>José<rt>joˈse</rt></ruby> <ruby>Peña<rt>ˈpeɲa</rt></ruby> spoke",
        "<ruby>José Peña spoke<rt>joˈse ˈpeɲa</rt></ruby>",
    ] {
        let archive = public(&format!(
            "=== articles/a.md\nThere {written}.\n\
             === entities/jose.md\n---\nname: José Peña\naliases: [Peña]\nredact: true\n---\n"
        ));
        let body = &archive.value.documents[0].document.body;
        assert_eq!(body.text, "There [person 1] spoke.", "{written}");
        let read = |item: &Item| matches!(item.is, Markup::Reading(_));
        assert!(!body.items.iter().any(read), "{written}");
    }
}

#[test]
fn a_redacted_name_is_hidden_in_whatever_form_a_sentence_has_it() {
    let names = "name: Nadia Kharoubi\naliases: [Kharoubi, Надия Харубина, Харубин, Юрий Антонович Зубров, خروبي, 王小明, 田中 太郎, 约翰·史密斯, 山川, Ahmet, 김민수, 민수, דניאל, כרמלי, דן, לי, مریم کریمی, مصطفی, علی, अनीता, सीता, ガスハ, 김나디아, נדיה]";
    for (written, shown) in [
        ("Kharoubis Bericht", "[person 1] Bericht"),
        ("the Kharoubis’ house", "the [person 1]’ house"),
        ("@NadiaKharoubi, nadia_kharoubi", "@[person 1], [person 1]"),
        ("сказали Харубину", "сказали [person 1]"),
        ("без Надии Харубиной", "без [person 1]"),
        ("с Юрием Антоновичем Зубровым", "с [person 1]"),
        ("وخروبي ثم لخروبي", "و[person 1] ثم ل[person 1]"),
        ("王 小明和王小明。", "[person 1]和[person 1]。"),
        ("田中\u{3000}太郎は田中太郎", "[person 1]は[person 1]"),
        ("これは王小\n明と山\n川だ", "これは[person 1]と[person 1]だ"),
        ("```\nこれは王小\n明\n```", "これは[person 1]"),
        ("- 山\n- 川\n\n```\n王\n```\n\n小明", "山\n川\n王\n小明"),
        ("约翰・史密斯和约翰史密斯", "[person 1]和[person 1]"),
        ("Ahmet'in evi, Ahmet’e, AHMET’TEN", "[person 1]'in evi, [person 1]’e, [person 1]’TEN"),
        ("خَرُّوبِي ثم خـــروبی", "[person 1] ثم [person 1]"),
        ("김나디아는 갔다", "[person 1]는 갔다"),
        ("ונָדיה הלכה", "ו[person 1] הלכה"),
        (
            "김민수는 서점을, 김 민수에게는, 김민수였습니다, 민수가",
            "[person 1]는 서점을, [person 1]에게는, [person 1]였습니다, [person 1]가",
        ),
        ("민수학원 이김민수 최민수, 김민주는 민술이", "민수학원 이김민수 최민수, 김민주는 민술이"),
        ("Ahmet는 Kharoubi와", "[person 1]는 [person 1]와"),
        (
            "אמר לכרמלי. לדניאל, ודניאל ושדניאל, דָּנִיֵּאל",
            "אמר ל[person 1]. ל[person 1], ו[person 1] וש[person 1], [person 1]",
        ),
        ("דניאלה לכרמל שלי כדן תדניאל", "דניאלה לכרמל שלי כדן תדניאל"),
        ("مريم كريمي ولمصطفى ثم علي", "[person 1] ول[person 1] ثم [person 1]"),
        ("على مريم كريم إلى", "على مريم كريم إلى"),
        (
            "अनीताने कहा। अनीता ने, सीताको अनीता।",
            "[person 1]ने कहा। [person 1] ने, [person 1]को [person 1]।",
        ),
        ("अनंत ने, अनीतानेर, सीतापुर, संत का", "अनंत ने, अनीतानेर, सीतापुर, संत का"),
        ("ガスハは、ｶﾞｽﾊ", "[person 1]は、[person 1]"),
        ("カスハは、ガスバ", "カスハは、ガスバ"),
        ("Kharoubistan and Nadias", "Kharoubistan and Nadias"),
        ("Ahmetler, 小明, 田中, 王\n\n小明", "Ahmetler, 小明, 田中, 王\n小明"),
    ] {
        let archive = public(&format!(
            "=== articles/a.md\n{written}\n\
             === entities/n.md\n---\n{names}\nredact: true\n---\n"
        ));
        let text = &archive.value.documents[0].document.body.text;
        assert_eq!(text, shown, "{written}");
    }
}

#[test]
fn a_redacted_name_is_hidden_in_all_its_cases() {
    for (language, name, written, shown) in [
        ("ru", "Юрий Антонович Зубров", "Юрию Антоновичу Зуброву", "[1]"),
        ("ru", "Ян Зубров", "у Яна Зуброва с Яном Зубровым, Яны", "у [1] с [1], Яны"),
        (
            "ru",
            "Анна Сергеевна Кравец",
            "Анны Сергеевны Кравец и Анне Сергеевне",
            "[1] и Анне Сергеевне",
        ),
        ("ru", "Павел Лев", "Павла Льва, Павлу Льву", "[1], [1]"),
        ("ru", "Лев", "Льва, Львом, львиный", "[1], [1], львиный"),
        ("ru", "Воскобойников", "Воскобойниковых, воскобойниковыми", "[1], [1]"),
        ("ru", "Ковалева", "Ковалёвой, Ковалёвых", "[1], [1]"),
        ("ru", "Ковалёв", "Ковалёвых, Ковалевым, ковалентный", "[1], [1], ковалентный"),
        ("ru", "Заяц", "Зайца, Зайцем", "[1], [1]"),
        ("ru", "Воробей", "Воробья и Воробьём", "[1] и [1]"),
        ("en", "Толстой", "Толстого, Толстому, Толстых", "[1], [1], [1]"),
        ("uk", "Дорошкевич", "Дорошкевичеві, Дорошкевичі", "[1], [1]"),
        ("uk", "Ткачишин", "Ткачишинові", "[1]"),
        ("uk", "Кульчицька", "Кульчицької, Кульчицькій, Кульчицьку", "[1], [1], [1]"),
        ("uk", "Перебийніс", "Перебийноса, Перебийносом, Перебийносові", "[1], [1], [1]"),
        ("uk", "Коломієць", "Коломійця, Коломійцеві", "[1], [1]"),
        ("uk", "Ольга Кравець", "Ользі Кравець, Ольги Кравець", "[1], [1]"),
        ("uk", "Сергій Шевченко", "Сергія Шевченка, Сергієві Шевченкові", "[1], [1]"),
        ("el", "Παπαδόπουλος", "του Παπαδόπουλου, τον Παπαδόπουλο", "του [1], τον [1]"),
        ("el", "Νίκος Καλλέργης", "του Νίκου Καλλέργη", "του [1]"),
        ("pl", "Jan Kowalski", "Janowi Kowalskiemu, Jana Kowalskiego, Janów", "[1], [1], Janów"),
        ("pl", "Marek Nowak", "Marka Nowaka, z Markiem Nowakiem", "[1], z [1]"),
        ("pl", "Marta Wójcicka", "o Marcie Wójcickiej, Martę Wójcicką", "o [1], [1]"),
        ("pl-PL", "Michał", "Michale, Michała, michałki", "[1], [1], michałki"),
        ("cs", "Karel Novák", "Karla Nováka, Karlovi Novákovi", "[1], [1]"),
        ("hr", "Ivana Horvat", "Ivani Horvat, Ivanu Horvat", "[1], [1]"),
        (
            "lt",
            "Jonas Petraitis",
            "Jono Petraičio, Jonui Petraičiui, Joną Petraitį",
            "[1], [1], [1]",
        ),
        ("lv", "Jānis Bērziņš", "Jāņa Bērziņa, Jāni Bērziņu", "[1], [1]"),
        ("fi", "Matti Virtanen", "Matti Virtasella, Matti Virtasen", "[1]lla, [1]n"),
        ("hu", "Kovács Éva", "Kovács Évának, Kovács Évával", "[1]nak, [1]val"),
        ("tr", "Ahmet", "Ahmetler, Ahmet'in", "[1]ler, [1]'in"),
        ("en", "Ahmet Yılmaz", "Ahmet Yılmazlar", "Ahmet Yılmazlar"),
        ("en", "Martin Baker", "Martin Bakery, Martina Baker", "Martin Bakery, Martina Baker"),
        ("ru", "Зубров", "[он](https://example.org/%D0%97%D1%83%D0%B1%D1%80%D0%BE%D0%B2)", "он"),
        ("pl", "Adam Kozioł", "Adama Kozła, Adamowi Kozłowi", "[1], [1]"),
        ("pl", "Ewa Gołąb", "Ewy Gołąb, Ewa Gołąb", "[1], [1]"),
        ("pl", "Piotr Gołąb", "Piotra Gołębia", "[1]"),
        ("ru", "Семён Боец", "Семёна Бойца", "[1]"),
        ("uk", "Іван Соловей", "Івана Солов’я", "[1]"),
        ("sl", "Gregor Kos", "Gregorja Kosa", "[1]"),
        ("fi", "Matti Virtanen", "Matti Virtasta", "[1]ta"),
        ("ka", "გიორგი ბერიძე", "გიორგი ბერიძის", "[1]ის"),
        ("de", "Anna Beck", "Anna Becks Akte", "[1] Akte"),
        ("pl", "Marek Wróbel", "Wróbel Marek; Wróbel, Marek", "[1]; [1]"),
        (
            "en",
            "Ivo Prada",
            "Ivo Prada^2^, Ivo Prada², x.com/IvoPrada99",
            "[1]2, [1]², x.com/[1]99",
        ),
        ("en", "Karl von der Heyde", "von der Heyde, Karl; Heyde, Karl von der", "[1]; [1]"),
        (
            "en",
            "Frank Messenger",
            "Frank Mes-\nsenger, Frank Messen- ger, not able",
            "[1], [1], not able",
        ),
        ("en", "Simon", "Simone, Simona, Simons", "Simone, Simona, [1]"),
        ("fa", "رضا کریمی", "آن‌ها رضا کریمی‌اند. به‌رضا کریمی", "آن‌ها [1]‌اند. به‌[1]"),
        (
            "ar",
            "سامي حداد",
            "حداد، سامي. نبيل وسامي حداد، لسامي حداد، وبسامي حداد",
            "[1]. نبيل و[1]، ل[1]، وب[1]",
        ),
        ("ar", "سامي حداد", "\u{202b}سامي حداد\u{202c} قال", "\u{202b}[1]\u{202c} قال"),
        ("he", "דן לוי", "לדן לוי, ודן לוי, ולכשדן לוי, לוי, דן", "ל[1], ו[1], ולכש[1], [1]"),
        ("ka", "გიორგი", "გიორგის, გიორგიმ", "[1]ს, [1]მ"),
        ("ta", "குமார்", "குமாரின், குமாருக்கு", "[1]ின், [1]ுக்கு"),
        ("bn", "রহমান", "রহমানের, রহমানকে", "[1]ের, [1]কে"),
        ("mr", "अनीता", "अनीताला, अनीताच्या", "[1]ला, [1]च्या"),
    ] {
        let archive = public(&format!(
            "=== articles/a.md\n---\nlanguage: {language}\n---\n{written}\n\
             === entities/n.md\n---\nname: {name}\nredact: true\n---\n"
        ));
        let body = &archive.value.documents[0].document.body;
        assert_eq!(body.text.replace("person ", ""), shown, "{name}");
        assert!(body.links.iter().all(|link| link.target.starts_with('[')), "{written}");
    }
}

#[test]
fn a_redacted_name_is_hidden_in_the_forms_of_each_language() {
    for (language, name, forms) in [
        ("pl", "Zosia", "Zosi Zosię Zosią Zosiu"),
        ("pl", "Hania Duda", "Hani Dudy, Hani Dudzie, Hanię Dudę, Hanią Dudą"),
        ("pl", "Jadzia Wolska", "Jadzi Wolskiej, Jadzię Wolską, Jadzią Wolską"),
        ("pl", "Felicja", "Felicji Felicję Felicją Felicjo"),
        ("pl", "Maja Skała", "Mai Skały, Mai Skale, Maję Skałę, Mają Skałą"),
        ("pl", "Jan Szwec", "Jana Szewca, Janowi Szewcowi, Janem Szewcem"),
        ("pl", "Paweł Kozioł", "Pawła Kozła, Pawłowi Kozłowi, Pawłem Kozłem, Pawle Koźle"),
        ("pl", "Jan Kowalski", "Jan Kowalscy, Janem Kowalskim"),
        ("pl", "Jan Linde", "Jana Lindego, Janowi Lindemu, Janem Lindem"),
        ("cs", "Jiří Švec", "Jiřího Ševce, Jiřímu Ševcovi, Jiřím Ševcem"),
        ("cs", "Marie Benešová", "Marie Benešové, Marii Benešovou, Marií Benešovou"),
        ("cs", "Libuše", "Libuši Libuší"),
        ("cs", "René Ivo", "Reného Iva, Renému Ivovi"),
        ("sk", "Mária Pálffy", "Márie Pálffyho, Márii Pálffymu, Máriou Pálffym"),
        ("sk", "Pavol Krajčí", "Pavla Krajčího, Pavlovi Krajčímu, Pavlom Krajčím"),
        ("hr", "Petar Zrinski", "Petra Zrinskog, Petra Zrinskoga, Petru Zrinskome"),
        ("hr", "Pavao", "Pavla Pavlu Pavlom Pavle"),
        ("hr", "Pero Marić", "Pere Marića, Peri Mariću, Peru Marića, Perom Marićem"),
        ("hr", "Ante Šimić", "Anti Šimiću, Antu Šimića, Antom Šimićem"),
        ("sr", "Đorđe Petrović", "Đorđa Petrovića, Đorđu Petroviću, Đorđem Petrovićem"),
        ("sr", "Ђорђе Павић", "Ђорђа Павића, Ђорђу Павићу, Ђорђем Павићем"),
        ("sr", "Марија Зрински", "Марије Зринског, Марији Зринском, Маријом Зринским"),
        ("sl", "Ana Pahor", "Ane Pahorja, Ani Pahorju, Ano Pahorja, Ano Pahorjem"),
        ("sl", "Jože Mitja", "Jožeta Mitje, Jožetu Mitji, Jožetom Mitjo"),
        ("uk", "Іван Швець", "Івана Шевця, Іванові Шевцеві, Іваном Шевцем, Івані Шевцю"),
        ("uk", "Марія Жнець", "Марії Женця, Марії Женцю"),
        ("uk", "Коцюбинський", "Коцюбинського Коцюбинському Коцюбинські"),
        ("ru", "Пётр Синий", "Петра Синего, Петру Синему, Петром Синим, Петре Синем"),
        ("be", "Янка", "Янкі Янцы Янку Янкай"),
        ("lv", "Briedis", "Brieža Briedim"),
    ] {
        let archive = public(&format!(
            "=== articles/a.md\n---\nlanguage: {language}\n---\n{forms}\n\
             === entities/n.md\n---\nname: {name}\nredact: true\n---\n"
        ));
        let text = archive.value.documents[0].document.body.text.replace("[person 1]", "");
        assert_eq!(text.trim_matches([' ', ',']).replace([' ', ','], ""), "", "{name}: {forms}");
    }
    for (language, name, others) in [
        ("pl", "Zosia", "Zosin, zostać, Zofii, Zosimos"),
        ("pl", "Basia", "basista, Basior, basy"),
        ("pl", "Maja", "mai, Mai, maj"),
        ("en", "Zosia", "Zosi, Zosię"),
        ("cs", "Jiří", "Jiřina, jiřinka, Jiříkov"),
        ("cs", "Irene", "Irena, Ireny"),
        ("hr", "Pavao", "Pavlova, Pavlović, pavlaka"),
        ("sr", "Ђорђе Павић", "Ђорђевић, Ђорђа Павловића"),
        ("sl", "Jože", "Jožef, Joži"),
        ("uk", "Іван Швець", "Іван Шевчук, шевці, Івана Шевченка, шевця"),
        ("ru", "Симоне", "Симона, Симон"),
        ("ru", "Лев", "левый, Левин, львица"),
    ] {
        let archive = public(&format!(
            "=== articles/a.md\n---\nlanguage: {language}\n---\n{others}\n\
             === entities/n.md\n---\nname: {name}\nredact: true\n---\n"
        ));
        assert_eq!(archive.value.documents[0].document.body.text, others, "{name}");
    }
}

#[test]
fn what_is_quoted_for_a_redacted_name_is_replaced_if_it_tells_the_name() {
    let archive = public(
        "=== articles/a.md\n---\nentities:\n  - {name: Jane Roe, quote: Ms Roe}\n  - {name: Jane Roe, quote: the witness}\n---\n\
         Ms Roe was the witness. The witness went.\n\
         === articles/b.md\nNobody saw Ms Roe.\n\
         === entities/n.md\n---\nname: Jane Roe\nredact: true\n---\n",
    );
    let texts = archive.value.documents.iter().map(|reading| &*reading.document.body.text);
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    assert_eq!(texts, ["[person 1] was the witness. The witness went.", "Nobody saw [person 1]."]);
}

#[test]
fn what_a_record_says_is_not_its_name_stays() {
    for (name, not, written, shown) in [
        ("May", "may", "may May MAY may-be", "may [1] [1] may-be"),
        (
            "May",
            "May Day, 5 May",
            "May Day, may day, 5 May, 15 May",
            "May Day, may day, 5 May, 15 [1]",
        ),
        (
            "May",
            "May Day",
            "https://x.org/may-day https://x.org/may",
            "https://x.org/may-day https://x.org/[1]",
        ),
        ("Lange", "lange", "Lange. Wie lange? Langes", "[1]. Wie lange? [1]"),
        ("Мороз", "Морозов", "Морозов без Мороза, Морозовых", "Морозов без [1], Морозовых"),
        ("Roe", "Jane Roe Hall", "Jane Roe Hall, Roe Hall", "Jane Roe Hall, [1] Hall"),
        // The name itself is no other one, and neither is a part of it nor the name of somebody else.
        ("Jane Roe", "Jane Roe", "Jane Roe, jane roe", "[1], [1]"),
        ("Jane Roe", "JANE ROE", "Jane Roe, jane roe", "[1], [1]"),
        ("Jane Roe", "Roe", "Jane Roe, Roe", "[1], Roe"),
        ("Jane", "Jane Doe, Doe", "Jane Doe", "[2]"),
    ] {
        let archive = public(&format!(
            "=== articles/a.md\n---\nlanguage: ru\n---\n{written}\n\n             === entities/n.md\n---\nname: {name}\nnot: [{not}]\nredact: true\n---\n             === entities/o.md\n---\nname: Jane Doe\naliases: [Doe]\nredact: true\n---\n"
        ));
        let text = &archive.value.documents[0].document.body.text;
        assert_eq!(text.replace("person ", ""), shown, "{name}: {not}");
    }
}

#[test]
fn an_excerpt_is_the_quoted_passages() {
    let archive = public(SECRETS).value;
    let part = &archive.documents[1];
    let body = &part.document.body;
    assert_eq!(body.text, "the walls of Raqqa\nthey held");
    let anchored = part.anchors.iter().filter_map(|anchoring| match anchoring {
        Anchoring::Found(anchor) => Some(&body.text[anchor.ranges[0].range()]),
        _ => None,
    });
    assert_eq!(anchored.collect::<Vec<_>>(), ["the walls of Raqqa", "they held"]);
    assert_eq!(body.links.len(), 1);
    assert_eq!(&body.text[body.links[0].text.range()], "they held");
    let mut all = (0..).map(EntityId).take(archive.entities.len());
    let raqqa = all.find(|&id| archive.entity(id).slug == "raqqa").expect("Raqqa");
    let known = &archive.known;
    assert_eq!((known.mentions.of(raqqa).len(), known.withheld(raqqa)), (1, 2));
}
