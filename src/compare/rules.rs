//! Rules: where house rules of the kind that rule files hold would flag a passage. Whether that is right is the reader's to say.

mod hits;
mod words;

use super::finding::Finding;
use super::{Exhibit, stats};
use crate::frame::{Frames, Kind, Table, column, table};
pub use hits::{Hit, WORDS, hits};
use std::collections::{BTreeMap, BTreeSet};

/// One rule in one outlet.
pub struct Count {
    pub rule: String,
    pub outlet: String,
    pub n: usize,
    /// What could have been a hit: labels, attributions, marked words, figures of the kind that the rule looks at, or words.
    pub of: usize,
    pub of_what: &'static str,
    pub articles: usize,
}

/// Hits of every rule, and counts by outlet.
pub fn rules(frames: &Frames) -> Exhibit {
    let (hits, counts) = hits(frames);
    let none = frames.rules.height() == 0;
    Exhibit {
        name: "rules",
        title: "Where house rules would flag a passage",
        tables: vec![listed(&hits), by_outlet(&counts), wide(frames, &counts), frames.rules.clone()],
        charts: super::charts::rules(frames, &counts),
        notes: if none {
            vec!["No house rules were given.".into()]
        } else {
            vec![
                "A house rule of this kind would flag these passages; whether the rule is right and the passage breaks it is for the reader \
                 to say. The rules are in rules.csv; choose others with --rules or `rules = [...]` in corpus.toml."
                    .into(),
                "Counts stand beside what could have been a hit (of): labels in the voices of the rule, attributions of its sources, \
                 figures of its kinds, words of running text."
                    .into(),
            ]
        },
        findings: findings(frames, &counts, &hits),
    }
}

fn listed(rows: &[Hit]) -> Table {
    let columns = vec![
        column("rule", Kind::Text, "", "id of the rule (rules.csv)", |h: &Hit| (&h.rule).into()),
        column("outlet", Kind::Text, "", "who published", |h: &Hit| (&h.outlet).into()),
        column("article_id", Kind::Text, "", "the article", |h: &Hit| (&h.article).into()),
        column("evidence", Kind::Text, "", "id of the row of labels, quotes, figures or sentences", |h: &Hit| (&h.evidence).into()),
        column("words", Kind::Text, "", "the words as they stand", |h: &Hit| (&h.words).into()),
        column("actor", Kind::Text, "", "who is meant, of labels; who speaks, of attributions", |h: &Hit| (&h.actor).into()),
        column("voice", Kind::Text, "", "where the words stand", |h: &Hit| (&h.voice).into()),
        column("why", Kind::Text, "", "why a rule of this kind would flag it", |h: &Hit| (&h.why).into()),
        column("asks", Kind::Text, "", "what the rule asks", |h: &Hit| (&h.asks).into()),
        column("sentence_text", Kind::Text, "", "the sentence as it stands", |h: &Hit| (&h.sentence).into()),
    ];
    table("rule_hits", "One row a passage that a house rule of this kind would flag", columns, rows)
}

fn by_outlet(rows: &[Count]) -> Table {
    let [low, high] =
        stats::wilson_ends("share_low", "share_high", |c: &Count| if c.of_what == hits::WORDS { (0, 0) } else { (c.n, c.of) });
    let columns = vec![
        column("rule", Kind::Text, "", "id of the rule (rules.csv)", |c: &Count| (&c.rule).into()),
        column("outlet", Kind::Text, "", "who published", |c: &Count| (&c.outlet).into()),
        column("n", Kind::Int, "passages", "rows of rule_hits.csv", |c: &Count| c.n.into()),
        column("of", Kind::Int, "as of_what", "what could have been a hit", |c: &Count| c.of.into()),
        column("of_what", Kind::Text, "", "what is counted in `of`", |c: &Count| c.of_what.into()),
        column("share", Kind::Float, "share 0..1", "n / of; empty where `of` counts words, or is 0", |c: &Count| {
            (c.of_what != hits::WORDS && c.of > 0).then(|| c.n as f64 / c.of as f64).into()
        }),
        low,
        high,
        column("too_few", Kind::Bool, "", format!("`of` is below {}: the share says little", stats::FEW), |c: &Count| {
            (c.of < stats::FEW).into()
        }),
        column("articles", Kind::Int, "articles", "articles with a hit", |c: &Count| c.articles.into()),
    ];
    table("rules_by_outlet", "One row a house rule and outlet: how often it would flag, of how many occasions", columns, rows)
}

/// Outlets down, rules across.
fn wide(frames: &Frames, counts: &[Count]) -> Table {
    let cells: BTreeMap<(&str, &str), usize> = counts.iter().map(|c| ((c.outlet.as_str(), c.rule.as_str()), c.n)).collect();
    let outlets = frames.outlets();
    let cells = &cells;
    let mut columns = vec![column("outlet", Kind::Text, "", "who published", |o: &String| o.into())];
    for (rule, asks) in frames.rules.text("rule").into_iter().zip(frames.rules.text("asks")) {
        columns.push(column(rule, Kind::Int, "passages", format!("passages that this rule would flag: {asks}"), move |o: &String| {
            cells.get(&(o.as_str(), rule)).copied().unwrap_or(0).into()
        }));
    }
    table("rules_wide", "One row an outlet, one column a house rule", columns, &outlets)
}

/// Rules under which some outlets have hits and others, with as much occasion, none.
fn findings(frames: &Frames, counts: &[Count], hits: &[Hit]) -> Vec<Finding> {
    let unit = frames.unit();
    let rules: BTreeSet<&str> = counts.iter().map(|c| c.rule.as_str()).collect();
    let asks: BTreeMap<&str, &str> = frames.rules.text("rule").into_iter().zip(frames.rules.text("asks")).collect();
    let one = |rule: &str| {
        let of: Vec<&Count> = counts.iter().filter(|c| c.rule == rule && c.of > 0).collect();
        let (some, none): (Vec<&Count>, Vec<&Count>) = of.into_iter().partition(|c| c.n > 0);
        if some.is_empty() || none.is_empty() || some.len() > none.len() {
            return None;
        }
        let names: Vec<String> = some.iter().map(|c| c.outlet.clone()).collect();
        let sums = |list: &[&Count]| (list.iter().map(|c| c.n).sum::<usize>(), list.iter().map(|c| c.of).sum::<usize>());
        let ((n, occasions), (_, elsewhere)) = (sums(&some), sums(&none));
        // Which outlets have the hits was seen first: as many tests as there are ways to choose them (Bonferroni).
        let all = some.len() + none.len();
        let ways: f64 = (0..some.len()).map(|i| (all - i) as f64 / (i + 1) as f64).product();
        let p = (ways * stats::at_least(n, occasions, n, occasions + elsewhere)).min(1.0);
        if p >= 0.05 || occasions < stats::FEW {
            return None;
        }
        Some(Finding {
            report: "rules",
            kind: "house_rule",
            text: format!(
                "A house rule of this kind (“{}”) would flag {} in {}, of {occasions} {}; in {} none of {elsewhere} (exact test over all choices of {}, {}).",
                asks.get(rule).copied().unwrap_or(rule).trim_end_matches('.'),
                super::plural(n, "passage"),
                super::labels::said::names(&names, unit),
                some[0].of_what,
                super::labels::said::others(none.len(), unit),
                frames.units(),
                super::chance(p)
            ),
            outlets: names,
            // Body words are occasions of another size: there the outlets without a hit count.
            effect: if some[0].of_what == hits::WORDS { none.len() as f64 / all as f64 } else { n as f64 / occasions as f64 },
            certainty: 1.0 - p,
            evidence: hits.iter().filter(|h| h.rule == rule).map(|h| h.evidence.clone()).take(8).collect(),
            table: "rule_hits".into(),
        })
    };
    rules.into_iter().filter_map(one).collect()
}
