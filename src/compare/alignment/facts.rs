//! Facts: sentences of several outlets that restate the same thing, joined over all of them.

use crate::frame::Frames;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Sentences in one fact: chains of pairs that grow beyond it join what is not the same.
const MOST: usize = 60;
/// Share of the pairs between two clusters that must be there before they are joined (as in average linkage: Sokal, R. R. &
/// Michener, C. D. (1958), A statistical method for evaluating systematic relationships, University of Kansas Science Bulletin 38).
const LINKED: f64 = 0.4;

/// Sentences of at least two outlets that restate one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Rows of the sentences table, in their order.
    pub rows: Vec<usize>,
    /// The row that most others restate.
    pub central: usize,
}

/// The clusters of aligned sentences, in order of their first row; none where nothing is aligned. The surest pairs are joined
/// first.
pub fn facts(frames: &Frames) -> Vec<Fact> {
    let t = &frames.aligned;
    let has = |name: &str| t.headings.iter().any(|h| h.name == name);
    if !has("sentence_a") || !has("sentence_b") {
        return Vec::new();
    }
    let s = &frames.sentences;
    let (ids, outlets) = (s.text("sentence_id"), s.text("outlet"));
    let rows: HashMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    let scores = if has("score") { t.numbers("score") } else { vec![None; t.height()] };
    let (a, b) = (t.text("sentence_a"), t.text("sentence_b"));
    let mut pairs: Vec<(f64, usize, usize)> = (0..t.height())
        .filter_map(|i| Some((scores[i].unwrap_or(0.0), *rows.get(a[i])?, *rows.get(b[i])?)))
        .filter(|(_, a, b)| outlets[*a] != outlets[*b])
        .collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut clusters = Clusters::default();
    let mut degree: BTreeMap<usize, f64> = BTreeMap::new();
    for (score, a, b) in &pairs {
        *degree.entry(*a).or_insert(0.0) += 1.0 + score;
        *degree.entry(*b).or_insert(0.0) += 1.0 + score;
        clusters.links.insert((*a.min(b), *a.max(b)));
    }
    for (_, a, b) in &pairs {
        clusters.join(*a, *b, &outlets);
    }
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in degree.keys() {
        of.entry(clusters.root(*row)).or_default().push(*row);
    }
    let fact = |rows: Vec<usize>| {
        let central = rows.iter().copied().max_by(|x, y| degree[x].total_cmp(&degree[y]).then(y.cmp(x)))?;
        let several = rows.iter().any(|r| outlets[*r] != outlets[rows[0]]);
        several.then_some(Fact { rows, central })
    };
    of.into_values().filter_map(fact).collect()
}

/// Clusters that join only where many of their sentences are paired: one sentence that resembles two facts must not make them
/// one.
#[derive(Default)]
struct Clusters {
    parent: HashMap<usize, usize>,
    members: HashMap<usize, Vec<usize>>,
    /// The pairs, lower row first.
    links: HashSet<(usize, usize)>,
}

impl Clusters {
    fn root(&self, row: usize) -> usize {
        self.parent.get(&row).copied().unwrap_or(row)
    }

    fn join(&mut self, a: usize, b: usize, outlets: &[&str]) {
        let (a, b) = (self.root(a), self.root(b));
        let of = |c: &Clusters, x: usize| c.members.get(&x).cloned().unwrap_or_else(|| vec![x]);
        let (left, right) = (of(self, a), of(self, b));
        if a == b || left.len() + right.len() > MOST {
            return;
        }
        let across: Vec<(usize, usize)> = left.iter().flat_map(|x| right.iter().map(move |y| (*x.min(y), *x.max(y)))).collect();
        let possible = across.iter().filter(|(x, y)| outlets[*x] != outlets[*y]).count();
        let paired = across.iter().filter(|pair| self.links.contains(pair)).count();
        if (paired as f64) < LINKED * possible as f64 {
            return;
        }
        // The lower row is the root, so that the order of the pairs does not show.
        let (root, child) = (a.min(b), a.max(b));
        for row in right.iter().chain(&left) {
            self.parent.insert(*row, root);
        }
        self.members.remove(&child);
        self.members.insert(root, left.into_iter().chain(right).collect());
    }
}
