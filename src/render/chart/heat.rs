//! The days of a month as a grid, darker where more was read.

use super::bars::count;
use super::{Svg, Voice};

/// A day with something to show.
pub(crate) struct Cell {
    /// 1 to 31.
    pub day: u8,
    /// How much.
    pub count: usize,
    /// `12 October 2017: 3 articles`.
    pub title: String,
    /// Where they are listed.
    pub href: String,
}

/// A month: how many days it has, and the weekday of its first (0 is Monday). Silent: the list stands beside it.
pub(crate) fn heat(days: u8, first_weekday: u8, cells: &[Cell]) -> String {
    const SIDE: f64 = 16.0;
    let weeks = (days + first_weekday).div_ceil(7);
    let mut svg = Svg::new("heat", 7.0 * SIDE, f64::from(weeks) * SIDE, &Voice::Silent);
    let most = cells.iter().map(|cell| cell.count).max().unwrap_or(1).max(1);
    for day in 1..=days {
        let place = day + first_weekday - 1;
        let square =
            [f64::from(place % 7) * SIDE, f64::from(place / 7) * SIDE, SIDE - 2.0, SIDE - 2.0];
        match cells.iter().find(|cell| cell.day == day && cell.count > 0) {
            None => svg.rect("h0", square),
            Some(cell) => {
                let class = match 4.0 * count(cell.count) / count(most) {
                    share if share <= 1.0 => "h1",
                    share if share <= 2.0 => "h2",
                    share if share <= 3.0 => "h3",
                    _ => "h4",
                };
                svg.open_silent("day", Some(&cell.href), &cell.title);
                svg.rect(class, square);
                svg.close(Some(&cell.href));
            }
        }
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_day_has_a_square() {
        let cell =
            super::Cell { day: 31, count: 2, title: "31 May: 2".into(), href: "#d31".into() };
        let svg = super::heat(31, 6, &[cell]);
        assert_eq!(svg.matches("<rect").count(), 31);
        // Begins on a Sunday, so that the 31st stands in the sixth week.
        assert!(svg.contains(r#"class="h4" x="16" y="80""#), "{svg}");
    }
}
