//! Facts: sentences of several outlets that restate the same thing, joined over all of them.

use super::items::Item;
use crate::frame::Frames;
use std::collections::{BTreeMap, HashMap};

/// Sentences in one fact: chains of pairs that grow beyond it join what is not the same.
const MOST: usize = 60;
/// Characters of the sentence that describes a fact.
const SHOWN: usize = 140;

/// One item a cluster of aligned sentences of at least two outlets, described by its most central sentence; none where nothing
/// is aligned. The surest pairs are joined first.
pub fn facts(frames: &Frames) -> Vec<Item> {
    let t = &frames.aligned;
    let has = |name: &str| t.headings.iter().any(|h| h.name == name);
    if !has("sentence_a") || !has("sentence_b") {
        return Vec::new();
    }
    let s = &frames.sentences;
    let (ids, outlets, articles, texts) = (s.text("sentence_id"), s.text("outlet"), s.text("article_id"), s.text("text"));
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
    for (score, a, b) in pairs {
        *degree.entry(a).or_insert(0.0) += 1.0 + score;
        *degree.entry(b).or_insert(0.0) += 1.0 + score;
        clusters.join(a, b);
    }
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in degree.keys() {
        of.entry(clusters.root(*row)).or_default().push(*row);
    }
    let fact = |members: &Vec<usize>| {
        let central = members.iter().copied().max_by(|x, y| degree[x].total_cmp(&degree[y]).then(y.cmp(x)))?;
        let mut item = Item { kind: "fact", name: shown(texts[central]), ..Item::default() };
        for row in members {
            item.outlets.entry(outlets[*row].to_string()).or_default().push(ids[*row].to_string());
            item.articles.insert(articles[*row].to_string());
        }
        (item.outlets.len() > 1).then_some(item)
    };
    of.values().filter_map(fact).collect()
}

/// The sentence on one line, cut behind a word where it is long.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    let cut: String = line.chars().take(SHOWN).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(front, _)| front))
}

/// Union-find that refuses to grow a cluster beyond [`MOST`].
#[derive(Default)]
struct Clusters {
    parent: HashMap<usize, usize>,
    size: HashMap<usize, usize>,
}

impl Clusters {
    fn root(&mut self, row: usize) -> usize {
        let mut at = row;
        while let Some(up) = self.parent.get(&at).copied().filter(|up| *up != at) {
            at = up;
        }
        if at != row {
            self.parent.insert(row, at);
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let size = |c: &Clusters, x: usize| c.size.get(&x).copied().unwrap_or(1);
        let whole = size(self, a) + size(self, b);
        if a == b || whole > MOST {
            return;
        }
        // The lower row is the root, so that the order of the pairs does not show.
        let (root, child) = (a.min(b), a.max(b));
        self.parent.insert(child, root);
        self.size.insert(root, whole);
    }
}
