//! How often each kind of word stands in each outlet, per 1,000 words, against all other outlets.

use super::super::{body_words, stats};
use crate::frame::{Frames, Kind, Table, column};
use std::collections::BTreeMap;

/// The kinds that are counted by words; the last are passages of quotes.csv.
pub const KINDS: [Count; 5] = [Count::Loaded, Count::Emotion, Count::Hedge, Count::Booster, Count::Scare];

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Count {
    Loaded,
    Emotion,
    Hedge,
    Booster,
    Scare,
}

impl Count {
    pub fn as_str(self) -> &'static str {
        match self {
            Count::Loaded => "loaded",
            Count::Emotion => "emotion",
            Count::Hedge => "hedge",
            Count::Booster => "booster",
            Count::Scare => "scare_quote",
        }
    }

    pub fn singular(self) -> &'static str {
        match self {
            Count::Loaded => "loaded word",
            Count::Emotion => "word for feelings",
            Count::Hedge => "hedge",
            Count::Booster => "booster",
            Count::Scare => "scare quote",
        }
    }

    /// For titles and sentences.
    pub fn plural(self) -> &'static str {
        match self {
            Count::Loaded => "loaded words",
            Count::Emotion => "words for feelings",
            Count::Hedge => "hedges",
            Count::Booster => "boosters",
            Count::Scare => "scare quotes",
        }
    }
}

/// Cases of one kind in one voice of one outlet.
#[derive(Debug, Clone)]
pub struct Rate {
    pub outlet: String,
    pub kind: Count,
    /// `own`, `all` (both in running text) or `headline`.
    pub voice: &'static str,
    pub n: usize,
    pub words: usize,
    /// The same of all other outlets.
    pub rest_n: usize,
    pub rest_words: usize,
    /// Evidence, in the order of the table.
    pub ids: Vec<String>,
}

impl Rate {
    pub fn rate(&self) -> Option<(f64, f64, f64)> {
        stats::rate(self.n, self.words)
    }

    pub fn ratio(&self) -> Option<stats::RateRatio> {
        stats::rate_ratio(self.n, self.words, self.rest_n, self.rest_words)
    }

    pub fn too_few(&self) -> bool {
        self.n + self.rest_n < stats::FEW
    }
}

/// One entry a kind, voice and outlet, those without a case too.
pub fn rates(frames: &Frames) -> Vec<Rate> {
    let mut cases: BTreeMap<(Count, &str, String), Vec<String>> = BTreeMap::new();
    let mut add = |kind: Count, role: &str, voice: &str, outlet: &str, id: &str| {
        let voices: &[&'static str] = match (role, voice) {
            ("body", "narrator") => &["own", "all"],
            ("body", _) => &["all"],
            ("headline" | "subhead", _) => &["headline"],
            _ => &[],
        };
        voices.iter().for_each(|v| cases.entry((kind, *v, outlet.to_string())).or_default().push(id.to_string()));
    };
    let t = &frames.style;
    let (kinds, roles, voices) = (t.text("kind"), t.text("role"), t.text("voice"));
    let (outlets, ids) = (t.text("outlet"), t.text("style_id"));
    for i in 0..t.height() {
        if let Some(kind) = KINDS.into_iter().find(|k| k.as_str() == kinds[i]) {
            add(kind, roles[i], voices[i], outlets[i], ids[i]);
        }
    }
    let q = frames.quotes.only("kind", &["scare_quote"]);
    let (roles, outlets, ids) = (q.text("role"), q.text("outlet"), q.text("quote_id"));
    (0..q.height()).for_each(|i| add(Count::Scare, roles[i], "narrator", outlets[i], ids[i]));
    let (body, headlines) = (body_words(frames), headline_words(frames));
    let mut out = Vec::new();
    for kind in KINDS {
        for voice in ["own", "all", "headline"] {
            let exposure = if voice == "headline" { &headlines } else { &body };
            let all_words: usize = exposure.values().sum();
            let of = |outlet: &String| cases.get(&(kind, voice, outlet.clone())).cloned().unwrap_or_default();
            let all: usize = cases.iter().filter(|((k, v, _), _)| *k == kind && *v == voice).map(|(_, c)| c.len()).sum();
            for outlet in frames.outlets() {
                let (ids, words) = (of(&outlet), exposure.get(&outlet).copied().unwrap_or(0));
                let n = ids.len();
                out.push(Rate { kind, voice, n, words, rest_n: all - n, rest_words: all_words - words, ids, outlet });
            }
        }
    }
    out
}

/// Words of headlines and sub-headings of each outlet.
fn headline_words(frames: &Frames) -> BTreeMap<String, usize> {
    let s = frames.sentences.only("role", &["headline", "subhead"]);
    let mut out = BTreeMap::new();
    for (outlet, words) in s.text("outlet").into_iter().zip(s.numbers("words")) {
        *out.entry(outlet.to_string()).or_insert(0) += words.unwrap_or(0.0) as usize;
    }
    out
}

pub fn table(rates: &[Rate]) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &Rate| (&r.outlet).into()),
        column("kind", Kind::Text, "", "loaded, emotion, hedge, booster (style.csv) or scare_quote (quotes.csv)", |r: &Rate| {
            r.kind.as_str().into()
        }),
        column(
            "voice",
            Kind::Text,
            "",
            "own (running text outside quotes), all (running text) or headline (with sub-headings)",
            |r: &Rate| r.voice.into(),
        ),
        column("n", Kind::Int, "cases", "how many", |r: &Rate| r.n.into()),
        column("words", Kind::Int, "words", "body words of the outlet; for headline the words of its headlines", |r: &Rate| r.words.into()),
        column("per_1000", Kind::Float, "per 1,000 words", "n / words; empty without words", |r: &Rate| r.rate().map(|x| x.0).into()),
        column("low", Kind::Float, "per 1,000 words", "lower end of the exact Poisson 95% interval (Garwood)", |r: &Rate| {
            r.rate().map(|x| x.1).into()
        }),
        column("high", Kind::Float, "per 1,000 words", "upper end of that interval", |r: &Rate| r.rate().map(|x| x.2).into()),
        column("rest_n", Kind::Int, "cases", "cases of all other outlets", |r: &Rate| r.rest_n.into()),
        column("rest_words", Kind::Int, "words", "words of all other outlets", |r: &Rate| r.rest_words.into()),
        column("ratio", Kind::Float, "", "rate of the outlet by that of all others; empty where they have none", |r: &Rate| {
            r.ratio().map(|x| x.ratio).into()
        }),
        column("ratio_low", Kind::Float, "", "lower end of its exact 95% interval (conditional binomial)", |r: &Rate| {
            r.ratio().map(|x| x.low).into()
        }),
        column("ratio_high", Kind::Float, "", "upper end; empty where it has none", |r: &Rate| r.ratio().map(|x| x.high).into()),
        column("p", Kind::Float, "0..1", "exact conditional test of equal rates, two-sided", |r: &Rate| r.ratio().map(|x| x.p).into()),
        column("too_few", Kind::Bool, "", format!("fewer than {} cases in all outlets together", stats::FEW), |r: &Rate| {
            r.too_few().into()
        }),
    ];
    crate::frame::table("style_by_outlet", "One row an outlet, kind of word and voice", columns, rates)
}

/// One row an outlet, the rates in its own voice side by side.
pub fn wide(rates: &[Rate], frames: &Frames) -> Table {
    type R<'r> = (String, Vec<&'r Rate>);
    let rows: Vec<R> = frames
        .outlets()
        .into_iter()
        .map(|o| (o.clone(), rates.iter().filter(|r| r.outlet == o && r.voice != "headline").collect()))
        .collect();
    let mut columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &R| (&r.0).into()),
        column("body_words", Kind::Int, "words", "words of running text", |r: &R| r.1.first().map(|r| r.words).into()),
    ];
    for voice in ["own", "all"] {
        for (at, kind) in KINDS.into_iter().enumerate() {
            let find = move |r: &R| r.1.iter().filter(|x| x.voice == voice).nth(at).and_then(|x| x.rate()).map(|x| x.0);
            let meaning = format!(
                "{} in {} per 1,000 body words",
                kind.plural(),
                if voice == "own" { "the outlet's own voice" } else { "all voices" }
            );
            columns.push(column(format!("{}_{voice}_per_1000", kind.as_str()), Kind::Float, "per 1,000 words", meaning, move |r: &R| {
                find(r).into()
            }));
        }
    }
    crate::frame::table("style_wide", "One row an outlet: rates of each kind of word", columns, &rows)
}
