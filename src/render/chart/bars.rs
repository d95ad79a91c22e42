//! Bars: density over time, sparklines, single counts.

use super::{Num, Num2, Svg, Voice, width_of};
use crate::escape::escaped;

/// A month, a year or a longer time, and what falls into it.
pub(crate) struct Bin {
    /// How much.
    pub count: usize,
    /// Where it is shown; a bin without items has no link.
    pub href: Option<String>,
    /// `October 2017: 3 events`.
    pub title: String,
    /// `Oct`; shown where there is room.
    pub minor: String,
    /// `2017`, at the first bin of a year or a longer unit.
    pub major: Option<String>,
}

/// The tallest bar, in pixels.
const TALL: f64 = 112.0;
/// How wide, in pixels, the picture is taken to be: on a wide screen and on a phone.
const WIDTHS: [f64; 2] = [960.0, 340.0];

/// How many things happened when: a bar for each bin, its items as steps where there are few.
///
/// As wide as its place and always as tall, so that a phone does not make it flat: places along it are shares.
pub(crate) fn density(label: &str, bins: &[Bin]) -> String {
    let most = bins.iter().map(|bin| bin.count).max().unwrap_or(0).max(1);
    let slot = (100.0 / count(bins.len().max(1))).min(7.0);
    let step = (TALL / count(most)).min(20.0);
    let height = (step * count(most)).max(24.0);
    let mut svg = Svg::fluid("density", height + 34.0, &Voice::Group(label));
    let mut labels = Labels::default();
    for (index, bin) in bins.iter().enumerate() {
        let x = slot * count(index);
        if bin.count > 0 {
            let class = if bin.count == most && most > 1 { "bin hot" } else { "bin" };
            svg.open(class, bin.href.as_deref(), &bin.title);
            // The whole slot can be hit, however small the bar is.
            bar_at(&mut svg, "hit", [x, 0.0, slot, height]);
            stack(&mut svg, bin.count, [x, height, slot, step]);
            svg.close(bin.href.as_deref());
        }
        labels.draw(&mut svg, bin, x, slot, height);
    }
    let (base, end) = (Num(height), Num2(slot * count(bins.len())));
    svg.put(format_args!(r#"<line class="base" x1="0" y1="{base}" x2="{end}%" y2="{base}"/>"#));
    svg.finish()
}

/// The bar of one bin: steps that can be counted, or one piece where they would be too thin.
fn stack(svg: &mut Svg, items: usize, [x, base, slot, step]: [f64; 4]) {
    let gap = slot * 0.05;
    if step < 6.0 {
        let tall = (step * count(items)).max(1.0);
        return bar_at(svg, "n", [x + gap / 2.0, base - tall, slot - gap, tall]);
    }
    for index in 1..=items {
        let top = base - step * count(index) + 2.0;
        bar_at(svg, "n", [x + gap / 2.0, top, slot - gap, step - 2.0]);
    }
}

/// A rectangle whose place and width are shares, and whose top and height are pixels.
fn bar_at(svg: &mut Svg, class: &str, [x, y, width, height]: [f64; 4]) {
    let (x, y, width, height) = (Num2(x), Num(y), Num2(width), Num(height));
    svg.put(format_args!(
        r#"<rect class="{class}" x="{x}%" y="{y}" width="{width}%" height="{height}"/>"#
    ));
}

/// How far the labels below the bars have come, in pixels of each of [`WIDTHS`], so that none is written over another.
#[derive(Default)]
struct Labels {
    minor: [f64; 2],
    major: [f64; 2],
}

impl Labels {
    fn draw(&mut self, svg: &mut Svg, bin: &Bin, x: f64, slot: f64, height: f64) {
        let middle = x + slot / 2.0;
        let half = width_of(&bin.minor) / 2.0 + 2.0;
        if !bin.minor.is_empty()
            && let Some(class) = fits(&mut self.minor, [middle, half, half])
        {
            label(svg, class, (middle, height + 14.0, "middle"), &bin.minor);
        }
        if let Some(major) = &bin.major
            && let Some(class) = fits(&mut self.major, [x, 0.0, width_of(major) + 10.0])
        {
            label(svg, &format!("major{class}"), (x, height + 29.0, "start"), major);
        }
    }
}

/// Whether a label (its place, its reach before and after it) has room: everywhere, or only on a wide screen, where its
/// class is `minor`.
fn fits(used: &mut [f64; 2], [x, before, after]: [f64; 3]) -> Option<&'static str> {
    let mut has_room = [false; 2];
    for ((used, width), has_room) in used.iter_mut().zip(WIDTHS).zip(&mut has_room) {
        let at = x / 100.0 * width;
        *has_room = at - before >= *used && at + after <= width + 4.0;
        if *has_room {
            *used = at + after;
        }
    }
    match has_room {
        [true, true] => Some(""),
        [true, false] => Some(" minor"),
        // What only a phone has room for would stand at another place there.
        [false, _] => None,
    }
}

fn label(svg: &mut Svg, class: &str, (x, y, anchor): (f64, f64, &str), words: &str) {
    let (class, x, y) = (class.trim_start(), Num2(x), Num(y));
    svg.put(format_args!(
        r#"<text class="{class}" x="{x}%" y="{y}" text-anchor="{anchor}">{}</text>"#,
        escaped(words)
    ));
}

/// A few counts over time, the size of a word. Silent: the number stands beside it.
pub(crate) fn spark(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let wide = 7.0 * count(counts.len().max(1)) - 2.0;
    let mut svg = Svg::new("spark", wide, 20.0, &Voice::Silent);
    // Two paths and not a rectangle for each bar: an index of names has hundreds of these.
    let (mut none, mut bars) = (String::new(), String::new());
    for (index, &items) in counts.iter().enumerate() {
        let x = 7 * index;
        if items == 0 {
            none.push_str(&format!("M{x} 19h5v1h-5z"));
        } else {
            let tall = Num((20.0 * count(items) / count(most)).max(2.0));
            bars.push_str(&format!("M{x} 20v-{tall}h5v{tall}z"));
        }
    }
    for (class, path) in [("none", none), ("n", bars)] {
        if !path.is_empty() {
            svg.put(format_args!(r#"<path class="{class}" d="{path}"/>"#));
        }
    }
    svg.finish()
}

/// One count as a share of the greatest. Silent: the number stands beside it.
pub(crate) fn bar(items: u32, most: u32) -> String {
    let wide = 100.0 * f64::from(items) / f64::from(most.max(1));
    let mut svg = Svg::new("bar", 100.0, 8.0, &Voice::Silent);
    svg.rect("n", [0.0, 0.0, wide.clamp(1.0, 100.0), 8.0]);
    svg.finish()
}

#[expect(clippy::cast_precision_loss, reason = "an archive has fewer items than 2^52")]
pub(super) fn count(items: usize) -> f64 {
    items as f64
}

#[cfg(test)]
mod tests {
    use super::{Bin, bar, density, spark};

    fn bin(items: usize, href: Option<&str>) -> Bin {
        let title = format!("May <1917>: {items}");
        Bin { count: items, href: href.map(str::to_owned), title, minor: "May".into(), major: None }
    }

    #[test]
    fn a_bin_with_items_is_a_link_with_words() {
        let svg = density("Events", &[bin(2, Some("timeline.html#m1917-05")), bin(0, None)]);
        assert_eq!(svg.matches("<a ").count(), 1);
        assert!(
            svg.contains(r#"href="timeline.html#m1917-05" aria-label="May &lt;1917&gt;: 2""#),
            "{svg}"
        );
        assert_eq!(svg.matches(r#"class="n""#).count(), 2, "two items are two steps");
        assert!(!svg.contains("style="));
    }

    #[test]
    fn many_items_are_one_bar() {
        assert_eq!(density("Events", &[bin(500, None)]).matches(r#"class="n""#).count(), 1);
    }

    #[test]
    fn small_pictures() {
        let paths = r#"<path class="none" d="M0 19h5v1h-5z"/><path class="n" d="M7 20v-5h5v5zM14 20v-20h5v20z"/>"#;
        assert!(spark(&[0, 1, 4]).contains(paths), "{}", spark(&[0, 1, 4]));
        assert!(bar(1, 4).contains(r#"width="25""#));
        assert!(bar(0, 0).contains(r#"width="1""#));
    }
}
