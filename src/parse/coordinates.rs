//! Where on the Earth something is, as people write it.

use crate::yaml::{Node, Value};

/// The keys of a map of the two.
const LATITUDE: [&str; 2] = ["lat", "latitude"];
const LONGITUDE: [&str; 4] = ["lon", "lng", "long", "longitude"];

/// Degrees, minutes and seconds: by which signs they are known, and how many are a degree.
const PARTS: [(&[char], f64); 3] =
    [(&['°', 'º'], 1.0), (&['′', '\'', '’'], 60.0), (&['″', '"', '”'], 3600.0)];

/// Latitude and longitude in degrees, as far as they are two angles: two numbers or texts in a list or in a map, or one text.
pub(super) fn read(node: &Node) -> Option<(f64, f64)> {
    let (first, second) = match &node.value {
        Value::Map(_) => {
            let named = |keys: &[&str]| keys.iter().find_map(|key| node.get(key)?.as_str());
            (named(&LATITUDE)?, named(&LONGITUDE)?)
        }
        Value::List(items) => {
            let [first, second] = &items[..] else { return None };
            (first.as_str()?, second.as_str()?)
        }
        _ => halves(node.as_str()?.trim())?,
    };
    let (first, second) = (Angle::read(first)?, Angle::read(second)?);
    match (first.towards, second.towards) {
        (None | Some('N' | 'S'), None | Some('E' | 'W')) => Some((first.degrees, second.degrees)),
        (Some('E' | 'W'), Some('N' | 'S')) => Some((second.degrees, first.degrees)),
        _ => None,
    }
}

/// The two angles of a text: with a comma or a semicolon between them, else behind the first letter for a direction, else with
/// one space.
fn halves(text: &str) -> Option<(&str, &str)> {
    if let Some(halves) = text.split_once([',', ';']) {
        return Some(halves);
    }
    let mut letters = text.match_indices(|c: char| c.is_ascii_alphabetic());
    match (letters.next(), letters.next()) {
        (Some((0, _)), Some((second, _))) => Some(text.split_at(second)),
        (Some((first, _)), _) => Some(text.split_at(first + 1)),
        _ => text.split_once(char::is_whitespace),
    }
}

/// An angle, and the direction that it says.
struct Angle {
    degrees: f64,
    towards: Option<char>,
}

impl Angle {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let letter = |c: char| matches!(c, 'N' | 'S' | 'E' | 'W');
        let before = text.chars().next().filter(|&c| letter(c));
        let towards = before.or_else(|| text.chars().next_back().filter(|&c| letter(c)));
        let number = match before {
            Some(_) => &text[1..],
            None => text.strip_suffix(letter).unwrap_or(text),
        };
        let number = number.trim();
        let positive = number.strip_prefix(['-', '−']);
        let degrees = degrees(positive.unwrap_or(number.trim_start_matches('+')))?;
        let is_negative = match towards {
            Some(_) if positive.is_some() => return None,
            Some(towards) => matches!(towards, 'S' | 'W'),
            None => positive.is_some(),
        };
        Some(Self { degrees: if is_negative { -degrees } else { degrees }, towards })
    }
}

/// A number of degrees, which may have minutes and seconds.
fn degrees(text: &str) -> Option<f64> {
    let number = |text: &str| {
        let text = text.trim();
        let is_plain = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        text.parse::<f64>().ok().filter(|number| is_plain && number.is_finite())
    };
    if let Some(degrees) = number(text) {
        return Some(degrees);
    }
    let mut rest = text;
    let mut degrees = 0.0;
    for (index, (signs, parts)) in PARTS.into_iter().enumerate() {
        let Some((part, behind)) = rest.split_once(signs) else { break };
        let part = number(part).filter(|part| index == 0 || *part < 60.0)?;
        degrees += part / parts;
        rest = behind.trim_start();
    }
    (rest.is_empty() && rest.len() < text.len()).then_some(degrees)
}

#[cfg(test)]
mod tests {
    #[test]
    fn as_people_write_them() {
        for (written, place) in [
            ("[48.85, 2.35]", Some((48.85, 2.35))),
            ("[-33, +151.5]", Some((-33.0, 151.5))),
            ("48.85, 2.35", Some((48.85, 2.35))),
            ("48.85 2.35", Some((48.85, 2.35))),
            ("48.85; −2.35", Some((48.85, -2.35))),
            ("48.85° N 2.35° W", Some((48.85, -2.35))),
            ("N 48.85 E 2.35", Some((48.85, 2.35))),
            ("2.35 E, 48.85 S", Some((-48.85, 2.35))),
            ("41° 30′ 36″ N, 28° 45′ E", Some((41.51, 28.75))),
            ("41°30'36\"S 28º45’W", Some((-41.51, -28.75))),
            ("[41° 30′ N, 28.5 E]", Some((41.5, 28.5))),
            ("{lat: 1, lon: 2}", Some((1.0, 2.0))),
            ("{longitude: 2, latitude: 1}", Some((1.0, 2.0))),
            ("[139.69, 35.68]", Some((139.69, 35.68))),
            ("48,85 2,35", None),
            ("48,85, 2,35", None),
            ("[51, 4, 10]", None),
            ("51 4 10", None),
            ("48.85 N, 2.35 N", None),
            ("-48.85 S, 2.35 E", None),
            ("41° 75′ N, 28° E", None),
            ("30′ N, 28° E", None),
            ("{lat: 1}", None),
            ("nan, inf", None),
            ("north of Paris", None),
            ("48.85", None),
            ("N", None),
            ("é N", None),
            ("Né, E", None),
        ] {
            let node = crate::yaml::read(written, 0).expect("YAML");
            assert_eq!(super::read(&node), place, "{written}");
        }
    }
}
