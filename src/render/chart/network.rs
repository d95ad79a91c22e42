//! Who is named with whom.
//!
//! Laid out with springs and repulsion from a fixed beginning, in whole numbers of steps and without angles, so that
//! every machine draws the same.

use super::bars::count;
use super::map::{Label, labels};
use super::{Num, Num2, Svg, Voice, shortened, width_of};

/// A name.
pub(crate) struct Node {
    /// What is shown.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
    /// Its kind, as a part of a class: letters, digits and hyphens.
    pub kind: String,
    /// How often it is named.
    pub weight: u32,
}

/// Two names that stand in one paragraph: indexes of nodes.
pub(crate) struct Edge {
    /// One.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// In how many paragraphs.
    pub weight: u32,
}

/// The names, most frequent first, and what connects them. Silent: the same stands beside it as a table.
pub(crate) fn network(nodes: &[Node], edges: &[Edge]) -> String {
    let (width, height) = size(nodes.len());
    let top = f64::from(nodes.iter().map(|node| node.weight).max().unwrap_or(1).max(1));
    let radius = |node: &Node| 3.0 + 9.0 * (f64::from(node.weight) / top).sqrt();
    let texts: Vec<String> = nodes.iter().map(|node| shortened(&node.label, 28)).collect();
    let mut places = layout(nodes.len(), edges);
    let boxes = nodes.iter().zip(&texts).map(|(node, text)| (radius(node), width_of(text)));
    part(&mut places, &boxes.collect::<Vec<_>>(), width, height);
    let mut svg = Svg::new("network", width, height, &Voice::Silent);
    let most = f64::from(edges.iter().map(|edge| edge.weight).max().unwrap_or(1).max(1));
    for edge in edges {
        let ((x1, y1), (x2, y2)) = (places[edge.a], places[edge.b]);
        let share = f64::from(edge.weight) / most;
        let (strength, stroke) = (Num2(0.25 + 0.75 * share), Num(0.75 + 2.5 * share));
        svg.put(format_args!(
            r#"<line class="edge" x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{stroke}" stroke-opacity="{strength}"/>"#,
            Num(x1), Num(y1), Num(x2), Num(y2)
        ));
    }
    let disc = |((node, &(x, y)), text): ((&Node, &(f64, f64)), &String)| {
        [x, y, radius(node), width_of(text)]
    };
    let discs: Vec<[f64; 4]> = nodes.iter().zip(&places).zip(&texts).map(disc).collect();
    let labels = labels(width, &discs);
    for (((node, text), &[x, y, r, _]), label) in nodes.iter().zip(&texts).zip(&discs).zip(labels) {
        svg.open_silent(&format!("node k-{}", node.kind), node.href.as_deref(), &node.label);
        svg.circle("dot", x, y, r);
        if let Some(Label { class, x, y, anchor }) = label {
            svg.text(class, x, y, anchor, text);
        }
        svg.close(node.href.as_deref());
    }
    svg.finish()
}

/// Room grows with the number of names, so that three hundred can be read as well as thirty.
fn size(nodes: usize) -> (f64, f64) {
    let height = 420.0 + 4.0 * count(nodes.min(300));
    (960.0, height)
}

/// The places of the nodes: Fruchterman and Reingold's springs, cooled to rest.
fn layout(nodes: usize, edges: &[Edge]) -> Vec<(f64, f64)> {
    const STEPS: u32 = 150;
    let (width, height) = size(nodes);
    let distance = 0.8 * (width * height / count(nodes.max(1))).sqrt();
    let mut places = spiral(nodes, width, height);
    for step in 0..STEPS {
        let mut moves = vec![(0.0, 0.0); nodes];
        repel(&places, distance, &mut moves);
        for edge in edges {
            let (dx, dy, length) = between(places[edge.a], places[edge.b]);
            let pull = length / distance * (1.0 + f64::from(edge.weight.min(8)) / 8.0);
            shift(&mut moves[edge.a], -dx * pull / 2.0, -dy * pull / 2.0);
            shift(&mut moves[edge.b], dx * pull / 2.0, dy * pull / 2.0);
        }
        let heat = width / 12.0 * f64::from(STEPS - step) / f64::from(STEPS);
        for (place, (dx, dy)) in places.iter_mut().zip(moves) {
            // A little gravity keeps what is connected to nothing near the rest.
            let (dx, dy) =
                (dx + (width / 2.0 - place.0) * 0.05, dy + (height / 2.0 - place.1) * 0.08);
            let length = (dx * dx + dy * dy).sqrt().max(1e-9);
            shift(place, dx * heat.min(length) / length, dy * heat.min(length) / length);
        }
    }
    fit(&mut places, width, height);
    places
}

/// Stretches the picture to the paper, with room for labels at its sides.
fn fit(places: &mut [(f64, f64)], width: f64, height: f64) {
    let along = |axis: fn(&(f64, f64)) -> f64| {
        let low = places.iter().map(axis).fold(f64::INFINITY, f64::min);
        let high = places.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
        (low, (high - low).max(1.0))
    };
    let ((left, wide), (top, tall)) = (along(|place| place.0), along(|place| place.1));
    for place in places {
        place.0 = 70.0 + (place.0 - left) / wide * (width - 140.0);
        place.1 = 16.0 + (place.1 - top) / tall * (height - 32.0);
    }
}

/// Moves discs (radius, width of the words beside it) up and down until no name lies on another, as far as there is room.
fn part(places: &mut [(f64, f64)], discs: &[(f64, f64)], width: f64, height: f64) {
    const STEPS: usize = 120;
    let reach = |(r, words): (f64, f64)| r + words + 4.0;
    for (place, &disc) in places.iter_mut().zip(discs) {
        place.0 = place.0.min(width - reach(disc)).max(disc.0);
    }
    for _ in 0..STEPS {
        let mut rests = true;
        for a in 0..places.len() {
            for b in a + 1..places.len() {
                let apart =
                    discs[a].0.max(8.5) + discs[b].0.max(8.5) - (places[a].1 - places[b].1).abs();
                let beside = || {
                    places[a].0 - discs[a].0 < places[b].0 + reach(discs[b])
                        && places[b].0 - discs[b].0 < places[a].0 + reach(discs[a])
                };
                if apart > 0.1 && beside() {
                    let push = if places[a].1 < places[b].1 { -apart / 2.0 } else { apart / 2.0 };
                    places[a].1 = (places[a].1 + push).clamp(12.0, height - 12.0);
                    places[b].1 = (places[b].1 - push).clamp(12.0, height - 12.0);
                    rests = false;
                }
            }
        }
        if rests {
            break;
        }
    }
}

/// Names push each other away, but not those that are far off: what is connected to nothing stays in sight.
fn repel(places: &[(f64, f64)], distance: f64, moves: &mut [(f64, f64)]) {
    let near = 3.0 * distance;
    for (a, &place) in places.iter().enumerate() {
        let (before, after) = moves.split_at_mut(a + 1);
        for (&other, its_move) in places[a + 1..].iter().zip(after) {
            // Most are far off, and along one axis already.
            if (place.0 - other.0).abs() >= near || (place.1 - other.1).abs() >= near {
                continue;
            }
            let (dx, dy, length) = between(place, other);
            if length < near {
                let push = distance * distance / (length * length);
                shift(&mut before[a], dx * push, dy * push);
                shift(its_move, -dx * push, -dy * push);
            }
        }
    }
}

/// The way from `b` to `a`, and its length, never 0.
fn between(a: (f64, f64), b: (f64, f64)) -> (f64, f64, f64) {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    (dx, dy, (dx * dx + dy * dy).sqrt().max(1.0))
}

fn shift(place: &mut (f64, f64), dx: f64, dy: f64) {
    place.0 += dx;
    place.1 += dy;
}

/// A sunflower: the first in the middle, each next one a golden angle further. The angle is two constants, because
/// sines differ in the last digit between machines.
fn spiral(nodes: usize, width: f64, height: f64) -> Vec<(f64, f64)> {
    const TURN: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_6);
    let mut direction: (f64, f64) = (1.0, 0.0);
    (0..nodes)
        .map(|index| {
            let reach = 0.45 * (count(index) / count(nodes)).sqrt();
            let place = (
                width / 2.0 + reach * width * direction.0,
                height / 2.0 + reach * height * direction.1,
            );
            direction = (
                direction.0 * TURN.0 - direction.1 * TURN.1,
                direction.0 * TURN.1 + direction.1 * TURN.0,
            );
            place
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Edge, Node, layout, network};

    #[test]
    fn neighbours_stand_nearer_than_strangers() {
        let edges = [Edge { a: 0, b: 1, weight: 5 }, Edge { a: 2, b: 3, weight: 5 }];
        let places = layout(4, &edges);
        let distance = |a: usize, b: usize| super::between(places[a], places[b]).2;
        assert!(distance(0, 1) < distance(0, 2) && distance(2, 3) < distance(1, 3), "{places:?}");
        assert!(distance(0, 1) > 20.0, "{places:?}");
    }

    #[test]
    fn three_hundred_names_have_their_own_places() {
        let edges: Vec<Edge> = (1..300).map(|b| Edge { a: b / 7, b, weight: 1 }).collect();
        let mut places: Vec<String> =
            layout(300, &edges).iter().map(|(x, y)| format!("{x:.0} {y:.0}")).collect();
        places.sort();
        places.dedup();
        assert!(places.len() > 295, "{}", places.len());
    }

    #[test]
    fn names_are_links_and_no_tab_stops() {
        let node = Node {
            label: "A & B".into(),
            href: Some("x.html".into()),
            kind: "person".into(),
            weight: 1,
        };
        let svg = network(&[node], &[]);
        assert!(
            svg.contains(
                r#"<a class="node k-person" href="x.html" tabindex="-1"><title>A &amp; B</title>"#
            ),
            "{svg}"
        );
    }
}
