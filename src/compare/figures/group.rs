//! Groups: all claims of one key in one event, put into clusters that can be one number, with the spread and who gives none.

use super::claim::{Claim, events_of};
use super::verdict::{APART, Pair, Verdict};
use crate::compare::when;
use crate::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// Claims that can all be one number.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    /// Indices of the claims, in their order.
    pub claims: Vec<usize>,
    /// A number that all of them allow.
    pub at: f64,
    /// Who gives one of them.
    pub outlets: BTreeSet<String>,
}

/// What an outlet does not say, and why that may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// It has articles on the event, one of them when the figure was known, and none gives it.
    None,
    /// All its articles were published before the first that gives it.
    Before,
    /// It has no article on the event.
    NoArticle,
}

impl Silence {
    pub fn as_str(self) -> &'static str {
        match self {
            Silence::None => "none_given",
            Silence::Before => "published_before",
            Silence::NoArticle => "no_article",
        }
    }
}

/// All claims of one key in one event.
#[derive(Debug, Clone, Default)]
pub struct Group {
    pub event: String,
    pub key: String,
    /// The unit that most claims have.
    pub unit: String,
    /// All claims, in order of time.
    pub claims: Vec<usize>,
    /// Those that are compared with each other, from the lowest cluster to the highest.
    pub clusters: Vec<Cluster>,
    /// Those that count something else: further ones, bodies in one place, more than ten times apart, another unit.
    pub aside: Vec<usize>,
    /// Claims with the lowest and the highest stated number, if two or more state one.
    pub ends: Option<(usize, usize)>,
    /// Pairs by verdict: same, compatible, conflicting, not comparable.
    pub verdicts: [usize; 4],
    /// Whether some article gives several numbers that cannot be one, of one source or none: it tells of several counts, such
    /// as those of several places or days.
    pub several: bool,
    /// Outlets that give none, and why that may be.
    pub silent: Vec<(String, Silence)>,
}

impl Group {
    /// Who gives a claim of the key.
    pub fn outlets<'c>(&self, claims: &'c [Claim]) -> BTreeSet<&'c str> {
        self.claims.iter().map(|i| claims[*i].outlet.as_str()).collect()
    }

    /// Highest stated number over the lowest; `None` where fewer than two are stated or the lowest is nothing.
    pub fn ratio(&self, claims: &[Claim]) -> Option<f64> {
        let (low, high) = self.ends?;
        let (low, high) = (claims[low].stated()?, claims[high].stated()?);
        (low > 0.0).then(|| high / low)
    }

    pub fn count(&self, verdict: Verdict) -> usize {
        self.verdicts[verdict as usize]
    }

    /// The group in a word.
    pub fn says(&self) -> &'static str {
        let compared: usize = self.clusters.iter().map(|c| c.claims.len()).sum();
        match (compared, self.count(Verdict::Conflicting), self.count(Verdict::Compatible)) {
            (0 | 1, _, _) => "single",
            (_, 0, 0) => "same",
            (_, 0, _) => "compatible",
            _ => "conflicting",
        }
    }

    /// Outlets that are silent for a reason.
    pub fn without(&self, why: Silence) -> Vec<&str> {
        self.silent.iter().filter(|s| s.1 == why).map(|s| s.0.as_str()).collect()
    }
}

/// The groups, by event and key; `pairs` gives their verdicts.
pub fn groups(frames: &Frames, claims: &[Claim], pairs: &[Pair]) -> Vec<Group> {
    let mut of: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (i, c) in claims.iter().enumerate() {
        of.entry((&c.event, &c.key)).or_default().push(i);
    }
    let mut verdicts: BTreeMap<(&str, &str), [usize; 4]> = BTreeMap::new();
    for (a, _, verdict, _) in pairs.iter().filter(|p| claims[p.0].key == claims[p.1].key) {
        verdicts.entry((&claims[*a].event, &claims[*a].key)).or_default()[*verdict as usize] += 1;
    }
    let several: BTreeSet<(&str, &str)> =
        pairs.iter().filter(|p| several(claims, p)).map(|p| (claims[p.0].event.as_str(), claims[p.0].key.as_str())).collect();
    let coverage = coverage(frames);
    let outlets = frames.outlets();
    let one = |((event, key), rows): ((&str, &str), Vec<usize>)| {
        let (unit, clusters, aside) = split(claims, &rows);
        Group {
            event: event.into(),
            key: key.into(),
            unit,
            ends: ends(claims, &clusters),
            several: several.contains(&(event, key)),
            verdicts: verdicts.get(&(event, key)).copied().unwrap_or_default(),
            silent: silent(claims, &rows, &outlets, coverage.get(event)),
            claims: rows,
            clusters,
            aside,
        }
    };
    of.into_iter().map(one).collect()
}

/// Claims with the lowest and the highest stated number.
fn ends(claims: &[Claim], clusters: &[Cluster]) -> Option<(usize, usize)> {
    let stated = |i: &usize| claims[*i].stated().unwrap_or(0.0);
    let compared: Vec<usize> = clusters.iter().flat_map(|c| c.claims.iter().copied()).filter(|i| claims[*i].stated().is_some()).collect();
    let low = compared.iter().copied().min_by(|a, b| stated(a).total_cmp(&stated(b)).then(a.cmp(b)));
    let high = compared.iter().copied().max_by(|a, b| stated(a).total_cmp(&stated(b)).then(b.cmp(a)));
    low.zip(high).filter(|_| compared.len() > 1)
}

/// Whether two claims of one article are two counts: stated numbers that cannot be one, and no two sources who differ.
fn several(claims: &[Claim], (a, b, verdict, _): &Pair) -> bool {
    let (a, b) = (&claims[*a], &claims[*b]);
    let two_sources = !a.bare() && !b.bare() && a.source != b.source;
    let stated = a.stated().is_some() && b.stated().is_some();
    a.article == b.article && stated && !two_sources && matches!(verdict, Verdict::Conflicting | Verdict::NotComparable) && a.key == b.key
}

/// What each outlet says in the end: of an article that tells of several counts the highest one, and where the count only
/// grows and all is dated, the latest of each outlet.
pub fn latest(claims: &[Claim], group: &Group) -> Group {
    let mut rows: Vec<usize> = group.clusters.iter().flat_map(|c| c.claims.iter().copied()).collect();
    rows.sort();
    let counted = rows.first().is_some_and(|i| claims[*i].unit == "persons");
    if group.several && counted {
        let mut highest: BTreeMap<&str, usize> = BTreeMap::new();
        for &i in &rows {
            let c = &claims[i];
            let kept = highest.entry(&c.article).or_insert(i);
            let (old, new) = (claims[*kept].stated(), c.stated());
            if new.is_some() && (old.is_none() || new > old) {
                *kept = i;
            }
        }
        rows = highest.into_values().collect();
        rows.sort();
    }
    let dated = rows.iter().all(|i| !claims[*i].published.is_empty());
    if dated && rows.first().is_some_and(|i| claims[*i].grows()) {
        let mut last: BTreeMap<&str, Option<i64>> = BTreeMap::new();
        for &i in &rows {
            let time = last.entry(&claims[i].outlet).or_default();
            *time = (*time).max(when::order(&claims[i].published));
        }
        let kept: Vec<usize> =
            rows.iter().copied().filter(|i| when::order(&claims[*i].published) == last[claims[*i].outlet.as_str()]).collect();
        rows = kept;
    }
    let (unit, clusters, _) = split(claims, &rows);
    let mut verdicts = [0; 4];
    for (n, i) in rows.iter().enumerate().take(LATEST) {
        for j in &rows[..n] {
            verdicts[super::compare(&claims[*j], &claims[*i]).0 as usize] += 1;
        }
    }
    Group { unit, ends: ends(claims, &clusters), clusters, verdicts, ..group.clone() }
}

/// Outlets whose latest claims are held against each other.
const LATEST: usize = 60;

/// Of many claims of one key: the first of each cluster, those of most outlets first.
pub fn landmarks(claims: &[Claim], rows: &[usize]) -> Vec<usize> {
    let (_, mut clusters, _) = split(claims, rows);
    clusters.sort_by_key(|c| std::cmp::Reverse((c.outlets.len(), c.claims.len())));
    clusters.iter().filter_map(|c| c.claims.first().copied()).collect()
}

/// Unit, clusters in order of size, and what stands aside.
fn split(claims: &[Claim], rows: &[usize]) -> (String, Vec<Cluster>, Vec<usize>) {
    let units = crate::compare::ranked(&crate::compare::tally(rows.iter().map(|i| claims[*i].unit.as_str())));
    let unit = units.first().map_or("", |u| u.0);
    let bodies = rows.iter().filter(|i| claims[**i].bodies).count();
    // Where all that anybody counts is bodies, they are the toll.
    let apart = |c: &Claim| c.unit != unit || c.further || c.loose_part() || c.bodies && bodies < rows.len() && c.event_type == "killed";
    let (mut aside, mut kept): (Vec<usize>, Vec<usize>) = rows.iter().partition(|i| apart(&claims[**i]));
    let mut clusters = clusters(claims, &mut kept);
    // What is more than ten times from the cluster of most outlets hardly counts the same.
    let main = clusters.iter().max_by_key(|c| (c.outlets.len(), c.claims.len())).map(|c| c.at);
    if let Some(main) = main.filter(|m| *m > 0.0) {
        let far = |c: &Cluster| c.at > main * APART || c.at * APART < main;
        aside.extend(clusters.iter().filter(|c| far(c)).flat_map(|c| c.claims.iter().copied()));
        clusters.retain(|c| !far(c));
    }
    aside.sort();
    (unit.to_string(), clusters, aside)
}

/// The fewest clusters in which every claim allows one common number: ranges in order of their upper ends, each new cluster at
/// the first end that no cluster holds (the greedy cover of intervals by points, Gupta, Lee & Leung 1982, Networks 12, 459-467).
fn clusters(claims: &[Claim], rows: &mut [usize]) -> Vec<Cluster> {
    rows.sort_by(|a, b| claims[*a].open_high(APART).total_cmp(&claims[*b].open_high(APART)).then(a.cmp(b)));
    let mut out: Vec<Cluster> = Vec::new();
    let mut at = f64::NEG_INFINITY;
    for &i in rows.iter() {
        let c = &claims[i];
        if out.is_empty() || c.open_low(APART) > at {
            at = c.open_high(APART);
            out.push(Cluster { at, ..Cluster::default() });
        }
        let Some(last) = out.last_mut() else { continue };
        last.claims.push(i);
        last.outlets.insert(c.outlet.clone());
    }
    for cluster in &mut out {
        cluster.claims.sort();
        // Where words leave the end open, the number that stands there.
        let stated = cluster.claims.iter().filter_map(|i| claims[*i].stated()).reduce(f64::max);
        cluster.at = stated.filter(|s| *s < cluster.at).unwrap_or(cluster.at);
    }
    out
}

/// Event to outlet to the time of its last article; `None` where one of its articles is undated.
type Coverage = BTreeMap<String, BTreeMap<String, Option<String>>>;

fn coverage(frames: &Frames) -> Coverage {
    let events = events_of(frames);
    let f = &frames.features;
    let mut out = Coverage::new();
    for ((article, outlet), published) in f.text("article_id").into_iter().zip(f.text("outlet")).zip(f.text("published")) {
        let event = events.get(article).cloned().unwrap_or_default();
        let last = out.entry(event).or_default().entry(outlet.to_string()).or_insert_with(|| Some(published.to_string()));
        let later = last.as_deref().is_some_and(|l| when::order(published) > when::order(l));
        if published.is_empty() {
            *last = None;
        } else if later {
            *last = Some(published.to_string());
        }
    }
    out
}

fn silent(claims: &[Claim], rows: &[usize], outlets: &[String], of: Option<&BTreeMap<String, Option<String>>>) -> Vec<(String, Silence)> {
    let giving: BTreeSet<&str> = rows.iter().map(|i| claims[*i].outlet.as_str()).collect();
    // An undated claim may have been known to anybody.
    let undated = rows.iter().any(|i| claims[*i].published.is_empty());
    let first = rows.iter().map(|i| claims[*i].published.as_str()).min_by_key(|p| when::order(p)).filter(|_| !undated);
    let why = |outlet: &String| match of.and_then(|o| o.get(outlet)) {
        None => Silence::NoArticle,
        Some(Some(last)) if first.is_some_and(|first| when::before(last, first) == Some(true)) => Silence::Before,
        Some(_) => Silence::None,
    };
    outlets.iter().filter(|o| !giving.contains(o.as_str())).map(|o| (o.clone(), why(o))).collect()
}
