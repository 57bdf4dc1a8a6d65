//! Distinctive: words and two-word terms that set an outlet apart from the rest, with what chance alone would show.

mod terms;

use super::finding::Finding;
use super::{Exhibit, body_words, stats};
use crate::frame::{Frames, Kind, Table, column, table};
use rayon::prelude::*;
use std::collections::BTreeMap;
pub use terms::{Corpus, TermKind};

/// Terms of an outlet that the table lists: used more than elsewhere, and less.
const MORE: usize = 40;
const LESS: usize = 15;
/// A term that stands fewer times in the corpus has no row.
const RARE: usize = 2;
/// Terms in a cell of the wide table.
const TOP: usize = 12;

/// A term of an outlet against the rest of the corpus.
pub struct Term {
    pub outlet: String,
    pub kind: TermKind,
    pub term: String,
    /// Label, name, or neither.
    pub marked: &'static str,
    pub rank: usize,
    pub keyness: stats::Keyness,
    pub prior: f64,
    pub here: usize,
    pub there: usize,
    pub of_here: usize,
    pub of_there: usize,
    pub body_words: usize,
    pub rest_words: usize,
    pub articles_here: usize,
    pub articles_there: usize,
    /// 95th percentile of the largest |z| between halves of this outlet's text.
    pub band: Option<f64>,
}

impl Term {
    /// Further from zero than chance takes any term of the outlet.
    pub fn stands_out(&self) -> bool {
        self.band.is_some_and(|b| self.keyness.z.abs() > b)
    }

    pub fn one_article(&self) -> bool {
        self.articles_here + self.articles_there == 1
    }
}

/// What is compared in an outlet.
pub struct Side {
    pub outlet: String,
    pub kind: TermKind,
    pub terms: usize,
    pub different: usize,
    pub articles: usize,
    pub band: Option<f64>,
    /// articles or sentences
    pub split: &'static str,
    pub alpha0: f64,
}

/// Words and two-word terms of each outlet against the rest.
pub fn distinctive(frames: &Frames) -> Exhibit {
    let corpus = Corpus::read(frames);
    let (sides, found) = ranked(frames, &corpus);
    let alpha: Vec<String> = TermKind::ALL.into_iter().map(|k| format!("{:.0} for {}", corpus.alpha0(k), k.plural())).collect();
    Exhibit {
        name: "distinctive",
        title: "Words that set an outlet apart",
        tables: vec![listed(&found), wide(frames, &found), sides_table(&sides)],
        charts: super::charts::distinctive(frames, &sides, &found),
        notes: vec![
            format!(
                "Log-odds ratio with informative Dirichlet prior (Monroe, Colaresi & Quinn 2008) of content words in running text, each \
                 {} against all others; the prior is the corpus's own counts scaled to the mean number of terms of an article (alpha0 = {}).",
                frames.unit(),
                alpha.join(", ")
            ),
            format!(
                "band: random halves of one {}'s text differ by less than this in their most distinctive term in 95 of 100 splits \
                 ({} splits, whole articles where there are at least {}, else sentences). A z inside the band says nothing.",
                frames.unit(),
                stats::SPLITS,
                terms::BY_ARTICLE
            ),
            "A term of one article only is marked: it may be that article's subject and not the outlet's choice.".into(),
        ],
        findings: findings(frames, &found),
    }
}

fn ranked(frames: &Frames, corpus: &Corpus) -> (Vec<Side>, Vec<Term>) {
    let words = body_words(frames);
    let all_words: usize = words.values().sum();
    let outlets = frames.outlets();
    if outlets.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    let wanted: Vec<(&String, TermKind)> = TermKind::ALL.into_iter().flat_map(|k| outlets.iter().map(move |o| (o, k))).collect();
    let both = |(outlet, kind): (&String, TermKind)| {
        let here = corpus.outlet(outlet, kind);
        let (units, split) = corpus.units(outlet, kind);
        let alpha0 = corpus.alpha0(kind);
        let priors: BTreeMap<u32, f64> = here.counts.keys().map(|t| (*t, corpus.prior(kind, *t))).collect();
        let band = stats::split_halves(&units, &priors, alpha0, &format!("distinctive {} {outlet}", kind.as_str()));
        let whole = corpus.whole(kind);
        let (of_here, of_there) = (here.terms, whole.terms - here.terms);
        let mut scored: Vec<(u32, usize, usize, stats::Keyness)> = Vec::new();
        for (term, total) in whole.counts.iter().filter(|(_, n)| **n >= RARE) {
            let n = here.counts.get(term).copied().unwrap_or(0);
            let counts = stats::Counts { here: n, of_here, there: total - n, of_there, prior: corpus.prior(kind, *term), alpha0 };
            scored.extend(stats::log_odds(counts).filter(|_| of_here > 0 && of_there > 0).map(|k| (*term, n, total - n, k)));
        }
        scored.sort_by(|a, b| b.3.z.total_cmp(&a.3.z).then_with(|| corpus.name(kind, a.0).cmp(corpus.name(kind, b.0))));
        let more = scored.iter().take_while(|s| s.3.z > 0.0).take(MORE).enumerate();
        let less = scored.iter().rev().take_while(|s| s.3.z < 0.0).take(LESS).enumerate();
        let here_words = words.get(outlet).copied().unwrap_or(0);
        let term = |(rank, (t, n, there, keyness)): (usize, &(u32, usize, usize, stats::Keyness))| Term {
            outlet: outlet.clone(),
            kind,
            term: corpus.name(kind, *t).to_string(),
            marked: corpus.marked(kind, *t),
            rank: rank + 1,
            keyness: *keyness,
            prior: corpus.prior(kind, *t),
            here: *n,
            there: *there,
            of_here,
            of_there,
            body_words: here_words,
            rest_words: all_words - here_words,
            articles_here: here.articles.get(t).copied().unwrap_or(0),
            articles_there: whole.articles.get(t).copied().unwrap_or(0) - here.articles.get(t).copied().unwrap_or(0),
            band,
        };
        let terms: Vec<Term> = more.map(term).chain(less.map(term)).collect();
        let side =
            Side { outlet: outlet.clone(), kind, terms: of_here, different: here.counts.len(), articles: here.read, band, split, alpha0 };
        (side, terms)
    };
    let done: Vec<(Side, Vec<Term>)> = wanted.into_par_iter().map(both).collect();
    let (sides, terms): (Vec<Side>, Vec<Vec<Term>>) = done.into_iter().unzip();
    (sides, terms.into_iter().flatten().collect())
}

fn listed(rows: &[Term]) -> Table {
    let per = "per 1,000 body words";
    let rate = |n: usize, words: usize| stats::rate(n, words).map(|r| r.0);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |t: &Term| (&t.outlet).into()),
        column("kind", Kind::Text, "", "word, or pair of content words that stand side by side", |t: &Term| t.kind.as_str().into()),
        column("term", Kind::Text, "", "base forms, in the spelling that is most frequent", |t: &Term| (&t.term).into()),
        column("marked", Kind::Text, "", "label or name, where the words are part of one in labels.csv; else empty", |t: &Term| {
            t.marked.into()
        }),
        column("direction", Kind::Text, "", "more or less than in the rest of the corpus", |t: &Term| {
            if t.keyness.z > 0.0 { "more" } else { "less" }.into()
        }),
        column("rank", Kind::Int, "1-based", "place among the outlet's terms of this kind and direction, by |z|", |t: &Term| t.rank.into()),
        column("z", Kind::Float, "standard errors", "log_odds / standard error (Monroe et al. 2008, equation 22)", |t: &Term| {
            t.keyness.z.into()
        }),
        column(
            "band",
            Kind::Float,
            "standard errors",
            "95th percentile of the largest |z| between random halves of this outlet's text",
            |t: &Term| t.band.into(),
        ),
        column("stands_out", Kind::Bool, "", "|z| is beyond the band; empty where the text cannot be split", |t: &Term| {
            t.band.map(|_| t.stands_out()).into()
        }),
        column("log_odds", Kind::Float, "natural log", "log-odds ratio with the prior, outlet against rest", |t: &Term| {
            t.keyness.log_odds.into()
        }),
        column("variance", Kind::Float, "natural log squared", "its variance", |t: &Term| t.keyness.variance.into()),
        column("prior", Kind::Float, "terms", "pseudo-count of the prior", |t: &Term| t.prior.into()),
        column("n", Kind::Int, "terms", "uses here", |t: &Term| t.here.into()),
        column("of", Kind::Int, "terms", "all terms of this kind here", |t: &Term| t.of_here.into()),
        column("rest_n", Kind::Int, "terms", "uses in the rest of the corpus", |t: &Term| t.there.into()),
        column("rest_of", Kind::Int, "terms", "all terms of this kind in the rest", |t: &Term| t.of_there.into()),
        column("rate", Kind::Float, per, "uses here by the outlet's body words", move |t: &Term| rate(t.here, t.body_words).into()),
        column("rest_rate", Kind::Float, per, "uses in the rest by its body words", move |t: &Term| rate(t.there, t.rest_words).into()),
        column("articles", Kind::Int, "articles", "articles of the outlet in which it stands", |t: &Term| t.articles_here.into()),
        column("rest_articles", Kind::Int, "articles", "articles of the rest in which it stands", |t: &Term| t.articles_there.into()),
        column("one_article", Kind::Bool, "", "it stands in one article of the corpus only", |t: &Term| t.one_article().into()),
    ];
    table(
        "distinctive_terms",
        "One row a term of an outlet: how much more or less it is used than in the rest of the corpus",
        columns,
        rows,
    )
}

/// Outlets down, the first terms of each kind in a cell: for people who paste.
fn wide(frames: &Frames, rows: &[Term]) -> Table {
    let cell = |outlet: &str, kind: TermKind, more: bool| -> String {
        let of = rows.iter().filter(|t| t.outlet == outlet && t.kind == kind && (t.keyness.z > 0.0) == more);
        let shown = of.filter(|t| t.band.is_none() || t.stands_out()).take(TOP);
        shown.map(|t| format!("{} ({:.1})", t.term, t.keyness.z)).collect::<Vec<_>>().join("; ")
    };
    let outlets = frames.outlets();
    let mut columns = vec![column("outlet", Kind::Text, "", "who published", |o: &String| o.into())];
    for (name, kind, more) in
        [("words_more", TermKind::Word, true), ("words_less", TermKind::Word, false), ("pairs_more", TermKind::Pair, true)]
    {
        let meaning = format!(
            "the first {TOP} {} beyond the band, used {} than elsewhere, with z",
            kind.plural(),
            if more { "more" } else { "less" }
        );
        columns.push(column(name, Kind::Text, "", meaning, move |o: &String| cell(o, kind, more).into()));
    }
    table("distinctive_wide", "One row an outlet: the terms that set it apart", columns, &outlets)
}

fn sides_table(rows: &[Side]) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |s: &Side| (&s.outlet).into()),
        column("kind", Kind::Text, "", "word or pair", |s: &Side| s.kind.as_str().into()),
        column("terms", Kind::Int, "terms", "content words, or pairs of them, in running text", |s: &Side| s.terms.into()),
        column("different", Kind::Int, "terms", "different ones", |s: &Side| s.different.into()),
        column("articles", Kind::Int, "articles", "articles with running text", |s: &Side| s.articles.into()),
        column("alpha0", Kind::Float, "terms", "weight of the prior: mean number of terms of an article", |s: &Side| s.alpha0.into()),
        column("split", Kind::Text, "", "what is dealt to the halves: articles or sentences", |s: &Side| s.split.into()),
        column(
            "band",
            Kind::Float,
            "standard errors",
            "95th percentile of the largest |z| between halves; empty where nothing can be split",
            |s: &Side| s.band.into(),
        ),
    ];
    table("distinctive_outlets", "One row an outlet and kind of term: what is compared, and what chance shows", columns, rows)
}

/// Words beyond the band that stand in more than one article, or are part of a label: one finding an outlet.
fn findings(frames: &Frames, rows: &[Term]) -> Vec<Finding> {
    let mut out = Vec::new();
    for outlet in frames.outlets() {
        let strong =
            |t: &&Term| t.outlet == outlet && t.kind == TermKind::Word && t.keyness.z > 0.0 && t.stands_out() && t.here >= stats::FEW;
        let found: Vec<&Term> =
            rows.iter().filter(strong).filter(|t| t.marked == "label" || t.marked.is_empty() && !t.one_article()).take(3).collect();
        let Some(first) = found.first() else { continue };
        let says = |t: &&Term| {
            let rate = |n: usize, words: usize| stats::rate(n, words).map_or(0.0, |r| r.0);
            format!("“{}” ({:.1} in 1,000 words, elsewhere {:.1})", t.term, rate(t.here, t.body_words), rate(t.there, t.rest_words))
        };
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        let (here, there) = (share(first.here, first.of_here), share(first.there, first.of_there));
        out.push(Finding {
            report: "distinctive",
            kind: "word",
            text: format!(
                "{outlet} uses some words more than all other {} together: {} (log-odds with z up to {:.1}; halves of its own text stay below {:.1}).",
                frames.units(),
                found.iter().map(says).collect::<Vec<_>>().join(", "),
                first.keyness.z,
                first.band.unwrap_or(0.0)
            ),
            outlets: vec![outlet],
            // A word is a smaller difference than a label for an actor.
            effect: 0.5 * (1.0 - there / here.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0),
            certainty: 0.95,
            evidence: terms::sentences(frames, &found),
            table: "distinctive_terms".into(),
        });
    }
    out
}
