//! The dimensions on which articles are placed: each a share or a rate, counted from evidence rows.

use super::super::places::Places;
use super::super::stats;
use crate::frame::{Frames, Table};
use std::collections::BTreeMap;

/// What is counted, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    kind: Kind,
    pub n: usize,
    /// Cases for a share, body words for a rate.
    pub of: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Share,
    Rate,
}

/// A dimension with its counts and evidence, one each an article, in the order of the features.
#[derive(Debug, Clone)]
pub struct Dimension {
    pub name: &'static str,
    pub meaning: &'static str,
    pub(super) kind: Kind,
    pub counts: Vec<Count>,
    pub evidence: Vec<Vec<String>>,
}

impl Dimension {
    pub fn unit(&self) -> &'static str {
        if self.kind == Kind::Share { "share 0..1" } else { "per 1,000 body words" }
    }
}

impl Count {
    pub(super) fn sum<'c>(kind: Kind, counts: impl Iterator<Item = &'c Count>) -> Count {
        counts.fold(Count { kind, n: 0, of: 0 }, |a, b| Count { kind, n: a.n + b.n, of: a.of + b.of })
    }

    pub fn without(&self, part: &Count) -> Count {
        Count { kind: self.kind, n: self.n - part.n, of: self.of - part.of }
    }

    pub fn is_share(&self) -> bool {
        self.kind == Kind::Share
    }

    /// Share, or rate per 1,000; `None` without a denominator.
    pub fn value(&self) -> Option<f64> {
        let scale = if self.is_share() { 1.0 } else { 1000.0 };
        (self.of > 0).then(|| scale * self.n as f64 / self.of as f64)
    }

    pub fn interval(&self) -> Option<(f64, f64)> {
        if self.is_share() { stats::wilson(self.n, self.of) } else { stats::rate(self.n, self.of).map(|r| (r.1, r.2)) }
    }

    /// Difference of shares or ratio of rates against others, with interval.
    pub fn against(&self, rest: &Count) -> Option<(f64, f64, f64)> {
        if self.is_share() {
            return stats::share_difference((self.n, self.of), (rest.n, rest.of));
        }
        self.ratio(rest).map(|r| (r.ratio, r.low, r.high))
    }

    fn ratio(&self, rest: &Count) -> Option<stats::RateRatio> {
        stats::rate_ratio(self.n, self.of, rest.n, rest.of)
    }

    /// Exact two-sided p-value that share or rate are the same in both.
    pub fn p(&self, rest: &Count) -> Option<f64> {
        if !self.is_share() {
            return self.ratio(rest).map(|r| r.p);
        }
        (self.of > 0 && rest.of > 0).then(|| stats::TwoByTwo::new(self.n, self.of, rest.n, rest.of).fisher())
    }

    /// Whether the interval of the difference excludes that there is none.
    pub fn apart(&self, rest: &Count) -> Option<bool> {
        let none = if self.is_share() { 0.0 } else { 1.0 };
        self.against(rest).map(|(_, low, high)| low > none || high < none)
    }

    pub fn too_few(&self, rest: &Count) -> bool {
        if self.is_share() {
            return self.of < stats::FEW;
        }
        let expected = if rest.of == 0 { 0.0 } else { rest.n as f64 * self.of as f64 / rest.of as f64 };
        (self.n as f64).max(expected) < stats::FEW as f64
    }
}

/// Evidence rows of one table with the article of each.
struct Rows<'t> {
    table: &'t Table,
    articles: Vec<Option<usize>>,
    ids: Vec<&'t str>,
}

/// All dimensions, in the order of the tables.
pub fn dimensions(frames: &Frames) -> Vec<Dimension> {
    let names = frames.features.text("article_id");
    let place: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let words: Vec<usize> = frames.features.numbers("body_words").into_iter().map(|w| w.unwrap_or(0.0) as usize).collect();
    let (labels, figures, quotes, sentences) = (
        frames.labels.only("kind", &["label"]),
        frames.figures.only("class", &["claim"]),
        frames.quotes.only("kind", &["direct", "indirect", "mixed"]),
        frames.sentences.only("role", &["body"]),
    );
    let rows = |table, id| {
        let t: &Table = table;
        Rows { articles: t.text("article_id").iter().map(|a| place.get(a).copied()).collect(), ids: t.text(id), table: t }
    };
    let (labels, figures, quotes, sentences) =
        (rows(&labels, "label_id"), rows(&figures, "figure_id"), rows(&quotes, "quote_id"), rows(&sentences, "sentence_id"));
    let scare = frames.quotes.only("kind", &["scare_quote"]);
    let scare = rows(&scare, "quote_id");
    let n = names.len();
    let share = |rows: &Rows, name, meaning, of: &dyn Fn(usize) -> bool, is: &dyn Fn(usize) -> bool| rows.share(n, name, meaning, of, is);
    let all = |_: usize| true;
    let (voices, kinds, types) = (labels.table.text("voice"), quotes.table.text("kind"), quotes.table.text("source_type"));
    let (sources, classes, official) = (quotes.table.text("source"), quotes.table.text("cue_class"), quotes.table.flags("official"));
    let (given, modifiers) = (figures.table.text("source"), figures.table.text("modifier"));
    let attributed = attributed(frames, &sentences);
    let known = |i: usize| official[i].is_some();
    let with_cue = |i: usize| !classes[i].is_empty();
    vec![
        share(
            &labels,
            "own_voice_labels",
            "descriptive labels in the outlet's own running text among all its descriptive labels",
            &all,
            &|i| voices[i] == "narrator",
        ),
        share(&sentences, "attributed_sentences", "body sentences that attribute something to somebody among body sentences", &all, &|i| {
            attributed[i]
        }),
        share(&quotes, "quoted_directly", "direct and mixed quotes among attributions", &all, &|i| kinds[i] != "indirect"),
        share(&quotes, "official_sources", "attributions to official sources among those where that is known", &known, &|i| {
            official[i] == Some(true)
        }),
        share(&quotes, "anonymous_sources", "attributions to sources left unnamed among attributions", &all, &|i| types[i] == "anonymous"),
        share(&quotes, "civilian_sources", "attributions to civilians among attributions", &all, &|i| types[i] == "civilian"),
        share(&quotes, "unknown_sources", "attributions whose source cannot be told among attributions", &all, &|i| {
            sources[i] == "unknown"
        }),
        share(
            &quotes,
            "verbs_with_a_stance",
            "attributions by a verb that is not neutral (claim, doubt, boast, warning, …) among those with a verb",
            &with_cue,
            &|i| classes[i] != "neutral",
        ),
        share(&figures, "figures_without_source", "claims whose sentence names no source among claims", &all, &|i| given[i].is_empty()),
        share(&figures, "vague_figures", "claims in vague words (dozens, hundreds) among claims", &all, &|i| modifiers[i] == "vague"),
        labels.rate(&words, "label_rate", "descriptive labels of actors, all voices"),
        figures.rate(&words, "figure_rate", "figures that are claims"),
        quotes.rate(&words, "quote_rate", "attributions"),
        scare.rate(&words, "scare_quote_rate", "marked words without a reporting verb"),
    ]
}

/// Whether something is attributed in each of these sentences.
fn attributed(frames: &Frames, sentences: &Rows) -> Vec<bool> {
    let q = frames.quotes.only("kind", &["direct", "indirect", "mixed"]);
    let places = Places::new(frames);
    let with: std::collections::BTreeSet<usize> = places.rows(&q).into_iter().flatten().collect();
    places.rows(sentences.table).into_iter().map(|row| row.is_some_and(|row| with.contains(&row))).collect()
}

impl Rows<'_> {
    fn share(
        &self,
        articles: usize,
        name: &'static str,
        meaning: &'static str,
        of: &dyn Fn(usize) -> bool,
        is: &dyn Fn(usize) -> bool,
    ) -> Dimension {
        let mut counts = vec![Count { kind: Kind::Share, n: 0, of: 0 }; articles];
        let mut evidence = vec![Vec::new(); articles];
        for (i, article) in self.articles.iter().enumerate().filter(|(i, _)| of(*i)) {
            let Some(article) = *article else { continue };
            counts[article].of += 1;
            if is(i) {
                counts[article].n += 1;
                evidence[article].push(self.ids[i].to_string());
            }
        }
        Dimension { name, meaning, kind: Kind::Share, counts, evidence }
    }

    fn rate(&self, words: &[usize], name: &'static str, meaning: &'static str) -> Dimension {
        let mut counts: Vec<Count> = words.iter().map(|w| Count { kind: Kind::Rate, n: 0, of: *w }).collect();
        let mut evidence = vec![Vec::new(); words.len()];
        for (i, article) in self.articles.iter().enumerate() {
            let Some(article) = *article else { continue };
            counts[article].n += 1;
            evidence[article].push(self.ids[i].to_string());
        }
        Dimension { name, meaning, kind: Kind::Rate, counts, evidence }
    }
}
