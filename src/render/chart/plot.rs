//! Contested figures on one axis.
//!
//! Figures of another unit or scope belong on another axis; the caller sees to that.

use crate::model::figure::FigureRange;

use super::{Svg, Voice};

const WIDTH: f64 = 400.0;
const TALL: f64 = 24.0;
/// How far the lines of the axis run over, so that they meet in rows that are taller.
const REACH: f64 = 60.0;
/// Room for half a dot, and for the label of the last tick.
const EDGE: f64 = 12.0;

/// The axis that several figures share.
pub(crate) struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// The axis for these figures; nothing when none of them has a number.
    pub(crate) fn new(figures: &[FigureRange]) -> Option<Self> {
        let ends = || {
            figures
                .iter()
                .flat_map(|figure| [figure.low, figure.high])
                .flatten()
                .filter(|n| n.is_finite())
        };
        let least = ends().reduce(f64::min)?;
        let most = ends().reduce(f64::max)?;
        // "More than" needs room to fade in.
        let open = figures.iter().any(|figure| figure.high.is_none());
        let room = if most == 0.0 { 1.0 } else { most.abs() / 4.0 };
        let most = if open { most + room } else { most };
        // Years and the like: figures that are close to each other and far from 0. Equal ones need the 0.
        let narrow = least > 0.0
            && most - least < least / 2.0
            && most - least > most / 1e4
            && figures.iter().all(|figure| figure.low.is_some());
        let from = if narrow { least } else { least.min(0.0) };
        let step = nice((most - from).max(f64::MIN_POSITIVE.max(most.abs() * 1e-9)) / 4.0);
        let low = (from / step).floor() * step;
        let high = ((most / step).ceil() * step).max(low + step);
        Some(Self { low, high, step })
    }

    /// One figure: a dot, two of them for one or the other, a bar, a line that fades into "or more", a hatched bar for "fewer than".
    ///
    /// Silent: the figure stands beside it.
    pub(crate) fn figure(&self, figure: FigureRange) -> String {
        let mut svg = Svg::new("figure", WIDTH, TALL, &Voice::Silent);
        for tick in self.ticks() {
            let x = self.x(tick);
            svg.line("tick", [x, -REACH, x, TALL + REACH]);
        }
        let middle = TALL / 2.0;
        let about = if figure.approximate { "dot about" } else { "dot" };
        match (figure.low, figure.high) {
            (Some(low), Some(high)) if self.x(high) - self.x(low) < 6.0 => {
                svg.circle(about, self.x(f64::midpoint(low, high)), middle, 6.0);
            }
            (Some(low), Some(high)) if figure.either => {
                for n in [low, high] {
                    svg.circle(about, self.x(n), middle, 6.0);
                }
            }
            (Some(low), Some(high)) => {
                let class = if figure.approximate { "range about" } else { "range" };
                svg.rect(class, [self.x(low), middle - 4.5, self.x(high) - self.x(low), 9.0]);
            }
            (Some(low), None) => {
                let x = self.x(low);
                svg.fading(x, middle - 1.5, WIDTH - x, 3.0);
                svg.circle(about, x, middle, 6.0);
            }
            (None, Some(high)) => {
                hatched(&mut svg, self.x(self.low.max(0.0)), self.x(high), middle);
            }
            (None, None) => {}
        }
        svg.finish()
    }

    /// The numbers below the figures, written by `words`. Silent, like the figures.
    pub(crate) fn axis(&self, words: impl Fn(f64) -> String) -> String {
        let mut svg = Svg::new("axis", WIDTH, 20.0, &Voice::Silent);
        let ticks: Vec<f64> = self.ticks().collect();
        for (index, &tick) in ticks.iter().enumerate() {
            let (x, anchor) = match index {
                0 => (0.0, "start"),
                _ if index + 1 == ticks.len() => (WIDTH, "end"),
                _ => (self.x(tick), "middle"),
            };
            svg.text("number", x, 14.0, anchor, &words(tick));
        }
        svg.finish()
    }

    fn x(&self, number: f64) -> f64 {
        let share = (number - self.low) / (self.high - self.low);
        EDGE + share.clamp(0.0, 1.0) * (WIDTH - 2.0 * EDGE)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        let steps = ((self.high - self.low) / self.step).round().clamp(1.0, 12.0);
        (0u8..=12)
            .map(f64::from)
            .take_while(move |&index| index <= steps)
            .map(|index| self.at(index))
    }

    /// The number of a tick: divided where steps are parts of one, since a sum of tenths is not 3.4.
    fn at(&self, index: f64) -> f64 {
        let number = (self.low / self.step).round() + index;
        if self.step < 1.0 { number / self.step.recip().round() } else { number * self.step }
    }
}

/// A bar of slanted lines, open to the left.
fn hatched(svg: &mut Svg, from: f64, to: f64, middle: f64) {
    let (top, bottom) = (middle - 4.5, middle + 4.5);
    let mut x = from;
    while x + 4.0 < to {
        svg.line("hatch", [x, bottom, x + 4.0, top]);
        x += 5.0;
    }
    svg.line("cap", [to, top - 2.0, to, bottom + 2.0]);
}

/// 1, 2 or 5 times a power of ten, not below `step`.
fn nice(step: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= step {
        power *= 10.0;
    }
    while power > step && power > 1e-9 {
        power /= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0]
        .iter()
        .map(|factor| factor * power)
        .find(|&nice| nice >= step)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::{FigureRange, Scale};

    fn figure(low: Option<f64>, high: Option<f64>) -> FigureRange {
        FigureRange { low, high, ..FigureRange::default() }
    }

    fn axis(figures: &[FigureRange]) -> Vec<String> {
        let words = std::cell::RefCell::new(Vec::new());
        let scale = Scale::new(figures);
        if let Some(scale) = scale {
            scale.axis(|number| {
                words.borrow_mut().push(number.to_string());
                String::new()
            });
        }
        words.into_inner()
    }

    #[test]
    fn axes_have_round_numbers() {
        let mosul = [figure(Some(9000.0), Some(11000.0)), figure(Some(40000.0), None)];
        assert_eq!(axis(&mosul), ["0", "20000", "40000", "60000"]);
        assert_eq!(axis(&[figure(Some(1905.0), Some(1910.0))]), ["1904", "1906", "1908", "1910"]);
        assert_eq!(axis(&[figure(Some(3.5), Some(4.0))]), ["3.4", "3.6", "3.8", "4"]);
        let small = [figure(Some(0.0), Some(0.000_2)), figure(Some(0.0007), None)];
        assert_eq!(axis(&small).last().map(String::as_str), Some("0.001"));
        assert_eq!(axis(&[figure(Some(0.0), Some(0.0))]).first().map(String::as_str), Some("0"));
        assert_eq!(axis(&[figure(None, Some(300.0))]), ["0", "100", "200", "300"]);
        assert_eq!(
            axis(&[figure(Some(4000.0), Some(4000.0))]),
            ["0", "1000", "2000", "3000", "4000"]
        );
        assert!(axis(&[figure(None, None)]).is_empty());
    }

    #[test]
    fn each_kind_of_figure_has_its_shape() {
        let all = [
            figure(Some(10.0), Some(10.0)),
            figure(Some(50.0), Some(90.0)),
            figure(Some(60.0), None),
        ];
        let Some(scale) = Scale::new(&all) else { panic!("numbers have a scale") };
        for (range, shape) in [
            (all[0], r#"class="dot""#),
            (all[1], r#"class="range""#),
            (all[2], r#"class="fade""#),
            (figure(None, Some(30.0)), r#"class="hatch""#),
        ] {
            assert!(scale.figure(range).contains(shape), "{range:?}");
        }
        let either = FigureRange { either: true, ..all[1] };
        assert_eq!(scale.figure(either).matches(r#"class="dot""#).count(), 2);
    }
}
