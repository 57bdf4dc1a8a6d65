//! Where in the article sources first speak, and who speaks first.

use super::super::speakers::Attribution;
use super::super::stats::{FEW, percentile};
use super::Quoted;
use crate::frame::{Frames, Kind, Table, column};
use std::collections::{BTreeMap, BTreeSet};

/// The first quote of each article by each kind of source.
#[derive(Debug, Default)]
pub struct Firsts {
    /// Outlet and source type to the positions in its articles, one an article that quotes the type.
    pub of: BTreeMap<(String, String), Vec<f64>>,
    /// Outlet and source type to the articles that it opens.
    pub opens: BTreeMap<(String, String), usize>,
    /// Articles of each outlet that quote anybody in running text.
    pub quoting: BTreeMap<String, usize>,
}

/// First and last code point of the running text of each article.
fn bodies(frames: &Frames) -> BTreeMap<&str, (f64, f64)> {
    let t = &frames.sentences;
    let (articles, parts, roles) = (t.text("article_id"), t.text("part"), t.text("role"));
    let (starts, ends) = (t.numbers("char_start"), t.numbers("char_end"));
    let mut out: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for i in (0..t.height()).filter(|i| parts[*i] == "text" && roles[*i] == "body") {
        let (Some(start), Some(end)) = (starts[i], ends[i]) else { continue };
        let body = out.entry(articles[i]).or_insert((start, end));
        *body = (body.0.min(start), body.1.max(end));
    }
    out
}

/// 0 at the first word of the running text, 1 at its end.
fn position(bodies: &BTreeMap<&str, (f64, f64)>, a: &Attribution) -> Option<f64> {
    let (start, end) = bodies.get(a.article)?;
    (a.part == "text" && a.role == "body" && end > start).then(|| ((a.start - start) / (end - start)).clamp(0.0, 1.0))
}

pub fn firsts(frames: &Frames, rows: &[Attribution]) -> Firsts {
    let bodies = bodies(frames);
    let mut out = Firsts::default();
    let mut met: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut opened: BTreeSet<&str> = BTreeSet::new();
    for a in rows {
        let Some(at) = position(&bodies, a) else { continue };
        let key = || (a.outlet.to_string(), a.source_type.to_string());
        if met.insert((a.article, a.source_type)) {
            out.of.entry(key()).or_default().push(at);
        }
        if opened.insert(a.article) {
            *out.opens.entry(key()).or_insert(0) += 1;
            *out.quoting.entry(a.outlet.to_string()).or_insert(0) += 1;
        }
    }
    out
}

/// One row an outlet and source type.
pub fn table(firsts: &Firsts, quoted: &[Quoted]) -> Table {
    struct R<'f> {
        outlet: &'f str,
        kind: &'f str,
        at: Vec<f64>,
        opens: usize,
        quoting: usize,
        articles: usize,
    }
    let articles: BTreeMap<&str, usize> = quoted.iter().map(|q| (q.outlet.as_str(), q.articles)).collect();
    let rows = firsts.of.iter().map(|(key, at)| R {
        outlet: &key.0,
        kind: &key.1,
        at: at.clone(),
        opens: firsts.opens.get(key).copied().unwrap_or(0),
        quoting: firsts.quoting.get(&key.0).copied().unwrap_or(0),
        articles: articles.get(key.0.as_str()).copied().unwrap_or(0),
    });
    let rows: Vec<R> = rows.collect();
    let unit = "0..1 of the running text";
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &R| r.outlet.into()),
        column("source_type", Kind::Text, "", "kind of source", |r: &R| r.kind.into()),
        column("articles_quoting", Kind::Int, "articles", "articles whose running text quotes the type", |r: &R| r.at.len().into()),
        column("articles", Kind::Int, "articles", "articles of the outlet", |r: &R| r.articles.into()),
        column("first_mean", Kind::Float, unit, "where its first quote begins, mean over these articles", |r: &R| {
            (r.at.iter().sum::<f64>() / r.at.len() as f64).into()
        }),
        column("first_median", Kind::Float, unit, "the same, median", |r: &R| percentile(&mut r.at.clone(), 0.5).into()),
        column("first_min", Kind::Float, unit, "the earliest", |r: &R| percentile(&mut r.at.clone(), 0.0).into()),
        column("first_max", Kind::Float, unit, "the latest", |r: &R| percentile(&mut r.at.clone(), 1.0).into()),
        column("opens", Kind::Int, "articles", "articles in which this type is quoted before any other", |r: &R| r.opens.into()),
        column("opens_of", Kind::Int, "articles", "articles of the outlet whose running text quotes anybody", |r: &R| r.quoting.into()),
        column("too_few", Kind::Bool, "", format!("fewer than {FEW} articles"), |r: &R| (r.at.len() < FEW).into()),
    ];
    crate::frame::table("sources_position", "One row an outlet and source type: where in the article it first speaks", columns, &rows)
}

/// One row an article: who is quoted first.
pub fn who_first(frames: &Frames, rows: &[Attribution]) -> Table {
    let bodies = bodies(frames);
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let mut firsts: Vec<&Attribution> = Vec::new();
    for a in rows {
        if position(&bodies, a).is_some() && met.insert(a.article) {
            firsts.push(a);
        }
    }
    type R<'a, 't> = &'a Attribution<'t>;
    let columns = vec![
        column("article_id", Kind::Text, "", "the article (features.csv)", |r: &R| r.article.into()),
        column("outlet", Kind::Text, "", "who published", |r: &R| r.outlet.into()),
        column("source", Kind::Text, "", "whom its running text quotes first, or unknown", |r: &R| r.source.into()),
        column("source_type", Kind::Text, "", "kind of source", |r: &R| r.source_type.into()),
        column("side", Kind::Text, "", "for whom it speaks", |r: &R| r.side.into()),
        column("position", Kind::Float, "0..1 of the running text", "where that quote begins", |r: &R| position(&bodies, r).into()),
        column("quote_id", Kind::Text, "", "the row of quotes.csv", |r: &R| r.id.into()),
    ];
    crate::frame::table("sources_first", "One row an article that quotes somebody: who speaks first", columns, &firsts)
}
