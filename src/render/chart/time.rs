//! The axis of time.

use crate::model::date::Day;

/// A place on the axis that bears a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tick {
    /// The astronomical year.
    pub year: i64,
    /// 1 to 12; January for whole years.
    pub month: u8,
    /// Whether the months matter at this distance.
    pub monthly: bool,
}

/// Days along a line.
pub(super) struct Axis {
    first: Day,
    start: i64,
    days: i64,
    left: f64,
    width: f64,
}

impl Axis {
    /// The days from `first` to `last` on a line of this width, with a little room at both ends.
    pub(super) fn new(first: Day, last: Day, left: f64, width: f64) -> Self {
        let days = (last.ordinal() - first.ordinal()).max(27);
        let room = days / 40 + 1;
        Self { first, start: first.ordinal() - room, days: days + 2 * room, left, width }
    }

    /// Where a day lies.
    pub(super) fn x(&self, day: i64) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "days of written history are far below 2^52"
        )]
        let share = (day - self.start) as f64 / self.days as f64;
        self.left + share.clamp(0.0, 1.0) * self.width
    }

    /// At most a dozen places that bear labels: months, or years and their multiples.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        const MONTHS: [i64; 16] =
            [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 60_000, 120_000];
        let months = self.days / 30 + 1;
        let Some(step) = MONTHS.into_iter().find(|step| months / step <= 11) else {
            return Vec::new();
        };
        let from = (self.first.year * 12 + i64::from(self.first.month) - 1).div_euclid(step) * step;
        let tick = |index: i64| {
            let months = from + index * step;
            #[expect(clippy::cast_possible_truncation, reason = "0 to 11")]
            let month = months.rem_euclid(12) as u8 + 1;
            Tick { year: months.div_euclid(12), month, monthly: step < 12 }
        };
        let end = self.start + self.days;
        let inside = |tick: &Tick| (self.start..=end).contains(&tick.ordinal());
        (0..=14).map(tick).filter(inside).collect()
    }
}

impl Tick {
    /// The day that it stands at.
    pub(super) fn ordinal(self) -> i64 {
        Day { year: self.year, month: self.month, day: 1 }.ordinal()
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, Day};

    fn ticks(first: (i64, u8, u8), last: (i64, u8, u8)) -> Vec<String> {
        let day = |(year, month, day)| Day { year, month, day };
        let axis = Axis::new(day(first), day(last), 0.0, 100.0);
        axis.ticks().iter().map(|tick| format!("{}-{}", tick.year, tick.month)).collect()
    }

    #[test]
    fn labels_stand_at_round_dates() {
        assert_eq!(
            ticks((2016, 10, 17), (2017, 12, 28)),
            ["2016-11", "2017-1", "2017-3", "2017-5", "2017-7", "2017-9", "2017-11", "2018-1"]
        );
        assert_eq!(
            ticks((1667, 1, 1), (1742, 1, 1)),
            ["1670-1", "1680-1", "1690-1", "1700-1", "1710-1", "1720-1", "1730-1", "1740-1"]
        );
        assert_eq!(ticks((-500, 1, 1), (2000, 1, 1)).len(), 6);
        assert_eq!(ticks((2017, 12, 27), (2017, 12, 27)), ["2018-1"]);
    }
}
