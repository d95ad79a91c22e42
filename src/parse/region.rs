//! Parts of pictures: what `xywh` says.

use crate::model::region::Rectangle;

/// What part of a picture is meant, by the syntax of Media Fragments; the words for per cent of IIIF are read too.
pub(super) fn rectangle(written: &str) -> Result<Rectangle, &'static str> {
    let written = written.trim().trim_start_matches('#');
    let written = written.strip_prefix("xywh=").unwrap_or(written);
    let (unit, sides) = written.split_once(':').unwrap_or(("pixel", written));
    let is_percent = match unit.trim() {
        "percent" | "pct" => true,
        "pixel" => false,
        _ => return Err("its unit is neither `percent` nor `pixel`"),
    };
    let sides: Vec<u32> = sides.split(',').map_while(side).collect();
    let Ok(sides) = <[u32; 4]>::try_from(sides) else {
        return Err("it is not four numbers with commas between them");
    };
    let [left, top, width, height] = sides;
    let whole = u64::from(100 * Rectangle::UNIT);
    if width == 0 || height == 0 {
        return Err("its width or its height is nothing");
    }
    let ends_outside = |start: u32, side: u32| u64::from(start) + u64::from(side) > whole + 1;
    if is_percent && (ends_outside(left, width) || ends_outside(top, height)) {
        return Err("it ends outside of the picture, which has 100 per cent");
    }
    Ok(Rectangle { is_percent, sides })
}

/// A number with at most three decimals, in thousandths.
fn side(written: &str) -> Option<u32> {
    let (whole, part) = written.trim().split_once('.').unwrap_or((written.trim(), ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) {
        return None;
    }
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let whole: u32 = whole.parse().ok()?;
    whole.checked_mul(Rectangle::UNIT)?.checked_add(part.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::rectangle;

    #[test]
    fn parts_are_read_as_media_fragments_have_them() {
        for (written, read) in [
            ("160,120,320,240", "160,120,320,240"),
            ("pixel:160,120,320,240", "160,120,320,240"),
            ("percent:25,25,50,50", "percent:25,25,50,50"),
            ("#xywh=percent:12.5, 0, 33.3334, 100", "percent:12.5,0,33.333,100"),
            ("pct:0,0,0.05,100", "percent:0,0,0.05,100"),
        ] {
            let said = rectangle(written).map(|part| part.to_string());
            assert_eq!(said.as_deref(), Ok(read), "{written}");
        }
        for written in [
            "",
            "10,10,10",
            "10,10,10,10,10",
            "10,10,-5,10",
            "10,10,0,10",
            "a,b,c,d",
            "percent:60,0,50,10",
            "percent:0,4294967295,1,4294967295",
            "4294968,0,1,1",
            "em:1,1,1,1",
            "1 0,1,1,1",
        ] {
            assert!(rectangle(written).is_err(), "{written}");
        }
    }
}
