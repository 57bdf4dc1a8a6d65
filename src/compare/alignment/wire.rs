//! Shared text: how much of an article or an outlet stands in near copies, whom it credits, and who shares with whom.

use super::pairs::Aligned;
use crate::compare::{body_words, stats};
use crate::frame::{Cell, Frames, Kind, Table, column, table};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// A news agency and the forms of its credit.
#[derive(Deserialize, Debug, Clone, Default)]
pub struct Agency {
    pub name: String,
    pub forms: Vec<String>,
    pub example: String,
    pub counter: String,
}

/// `data/lexicons/align/agencies.toml`.
pub static AGENCIES: LazyLock<Vec<Agency>> = LazyLock::new(|| {
    #[derive(Deserialize, Default)]
    struct File {
        #[serde(default)]
        agency: Vec<Agency>,
    }
    toml::from_str::<File>(include_str!("../../../data/lexicons/align/agencies.toml")).unwrap_or_default().agency
});

/// Agencies that a sentence credits: `(Reuters)`, `/TASS/`, `AP —` at the start of a line.
pub fn credited(sentence: &str) -> BTreeSet<&'static str> {
    let credits = |form: &str| {
        sentence.match_indices(form).any(|(at, _)| {
            let (before, after) = (sentence[..at].trim_end(), sentence[at + form.len()..].trim_start());
            let bracketed = before.ends_with(['(', '/', '[']) && after.starts_with([')', '/', ']']);
            let opens = before.is_empty() && after.starts_with(['–', '—']) || before.is_empty() && after.starts_with("- ");
            bracketed || opens
        })
    };
    AGENCIES.iter().filter(|a| a.forms.iter().any(|f| credits(f))).map(|a| a.name.as_str()).collect()
}

/// Agencies in a byline: any whole word of it.
fn in_byline(author: &str) -> BTreeSet<&'static str> {
    let whole = |form: &str| {
        author.match_indices(form).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            edge(author[..at].chars().next_back()) && edge(author[at + form.len()..].chars().next())
        })
    };
    AGENCIES.iter().filter(|a| a.forms.iter().any(|f| whole(f))).map(|a| a.name.as_str()).collect()
}

/// Sentences at the beginning and at the end of an article that may hold its credit.
const EDGE: usize = 2;

/// The agencies that each article credits, by article.
fn credits(frames: &Frames) -> HashMap<&str, BTreeSet<&'static str>> {
    let mut out: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (article, author) in frames.features.text("article_id").into_iter().zip(frames.features.text("author")) {
        out.entry(article).or_default().extend(in_byline(author));
    }
    let (articles, roles, texts) = (frames.sentences.text("article_id"), frames.sentences.text("role"), frames.sentences.text("text"));
    let mut body: HashMap<&str, Vec<usize>> = HashMap::new();
    for i in 0..articles.len() {
        match roles[i] {
            "body" => body.entry(articles[i]).or_default().push(i),
            "metadata" => out.entry(articles[i]).or_default().extend(credited(texts[i])),
            _ => {}
        }
    }
    for (article, rows) in body {
        let edges = rows.iter().take(EDGE).chain(rows.iter().rev().take(EDGE));
        out.entry(article).or_default().extend(edges.flat_map(|i| credited(texts[*i])));
    }
    out
}

/// Rows of near copies, each with the other outlets that print the sentence.
pub fn copies<'p>(pairs: &[Aligned<'p>]) -> BTreeMap<usize, BTreeSet<&'p str>> {
    let mut out: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for pair in pairs.iter().filter(|p| p.copy) {
        out.entry(pair.a).or_default().insert(pair.outlet_b);
        out.entry(pair.b).or_default().insert(pair.outlet_a);
    }
    out
}

struct Share {
    article: String,
    outlet: String,
    sentences: usize,
    words: usize,
    of: usize,
    others: BTreeSet<String>,
    credit: BTreeSet<&'static str>,
    articles: usize,
    credited: usize,
}

impl Share {
    fn share(&self) -> Cell {
        if self.of == 0 { Cell::Missing } else { (self.words as f64 / self.of as f64).into() }
    }
}

/// wire_share.csv and wire_share_outlets.csv.
pub fn shares(frames: &Frames, pairs: &[Aligned]) -> [Table; 2] {
    let by_article = by_article(frames, pairs);
    let mut outlets: BTreeMap<String, Share> = BTreeMap::new();
    for s in &by_article {
        let empty = || Share {
            article: String::new(),
            outlet: s.outlet.clone(),
            sentences: 0,
            words: 0,
            of: 0,
            others: BTreeSet::new(),
            credit: BTreeSet::new(),
            articles: 0,
            credited: 0,
        };
        let all = outlets.entry(s.outlet.clone()).or_insert_with(empty);
        (all.sentences, all.words, all.of) = (all.sentences + s.sentences, all.words + s.words, all.of + s.of);
        all.others.extend(s.others.iter().cloned());
        all.credit.extend(s.credit.iter().copied());
        (all.articles, all.credited) = (all.articles + 1, all.credited + usize::from(!s.credit.is_empty()));
    }
    let outlets: Vec<Share> = outlets.into_values().collect();
    let unit = frames.unit();
    let common = |what: &'static str| {
        vec![
            column("outlet", Kind::Text, "", "who published", |s: &Share| (&s.outlet).into()),
            column(
                "copied_sentences",
                Kind::Int,
                "sentences",
                "sentences of running text that stand as near copies elsewhere",
                |s: &Share| s.sentences.into(),
            ),
            column("copied_words", Kind::Int, "words", "their words", |s: &Share| s.words.into()),
            column("body_words", Kind::Int, "words", format!("words of running text of the {what}"), |s: &Share| s.of.into()),
            column("wire_share", Kind::Float, "share 0..1", "copied_words / body_words; empty without running text", Share::share),
            column("shared_with", Kind::Text, "", format!("where the copies stand ({unit}), joined by ;"), |s: &Share| {
                s.others.iter().cloned().collect::<Vec<_>>().join("; ").into()
            }),
            column("wire_credit", Kind::Text, "", "agencies credited in byline, brackets or date line; empty if none is", |s: &Share| {
                s.credit.iter().copied().collect::<Vec<_>>().join("; ").into()
            }),
        ]
    };
    let mut articles = common("article");
    articles.insert(0, column("article_id", Kind::Text, "", "the article (features.csv)", |s: &Share| (&s.article).into()));
    let mut by_outlet = common("outlet's articles");
    by_outlet.push(column("articles", Kind::Int, "articles", "articles read", |s: &Share| s.articles.into()));
    by_outlet.push(column("credited_articles", Kind::Int, "articles", "articles that credit an agency", |s: &Share| s.credited.into()));
    [
        table("wire_share", "One row an article: how much of it stands as near copies in other outlets", articles, &by_article),
        table("wire_share_outlets", "One row an outlet: how much of it stands as near copies in other outlets", by_outlet, &outlets),
    ]
}

fn by_article(frames: &Frames, pairs: &[Aligned]) -> Vec<Share> {
    let (articles, roles, words) = (frames.sentences.text("article_id"), frames.sentences.text("role"), frames.sentences.numbers("words"));
    let mut copied: HashMap<&str, (usize, usize, BTreeSet<String>)> = HashMap::new();
    for (row, others) in copies(pairs).into_iter().filter(|(row, _)| roles[*row] == "body") {
        let sum = copied.entry(articles[row]).or_default();
        (sum.0, sum.1) = (sum.0 + 1, sum.1 + words[row].unwrap_or(0.0) as usize);
        sum.2.extend(others.into_iter().map(String::from));
    }
    let mut credits = credits(frames);
    let f = &frames.features;
    let of = f.numbers("body_words");
    let share = |(i, (id, outlet)): (usize, (&str, &str))| {
        let (sentences, words, others) = copied.remove(id).unwrap_or_default();
        let of = of[i].unwrap_or(0.0) as usize;
        let credit = credits.remove(id).unwrap_or_default();
        Share { article: id.into(), outlet: outlet.into(), sentences, words, of, others, credit, articles: 1, credited: 0 }
    };
    f.text("article_id").into_iter().zip(f.text("outlet")).enumerate().map(share).collect()
}

/// What two outlets share, seen from the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    pub outlet: String,
    pub other: String,
    pub sentences: usize,
    pub words: usize,
    /// Body words of the first.
    pub of: usize,
    pub facts: usize,
}

/// Each pair of outlets in both directions, in order of name.
pub fn shared(frames: &Frames, pairs: &[Aligned]) -> Vec<Shared> {
    let outlets = frames.outlets();
    let of = body_words(frames);
    let (roles, words) = (frames.sentences.text("role"), frames.sentences.numbers("words"));
    let mut rows: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    let mut facts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for p in pairs {
        for (outlet, other, row) in [(p.outlet_a, p.outlet_b, p.a), (p.outlet_b, p.outlet_a, p.b)] {
            if p.copy && roles[row] == "body" {
                rows.entry((outlet, other)).or_default().insert(row);
            }
            *facts.entry((outlet, other)).or_insert(0) += usize::from(!p.copy);
        }
    }
    let mut out = Vec::new();
    for outlet in &outlets {
        for other in outlets.iter().filter(|o| *o != outlet) {
            let key = (outlet.as_str(), other.as_str());
            let copied = rows.get(&key);
            out.push(Shared {
                outlet: outlet.clone(),
                other: other.clone(),
                sentences: copied.map_or(0, BTreeSet::len),
                words: copied.map_or(0, |r| r.iter().map(|i| words[*i].unwrap_or(0.0) as usize).sum()),
                of: of.get(outlet).copied().unwrap_or(0),
                facts: facts.get(&key).copied().unwrap_or(0),
            });
        }
    }
    out
}

/// similarity.csv.
pub fn similarity(shared: &[Shared]) -> Table {
    let interval = |s: &Shared| stats::wilson(s.words, s.of);
    let columns = vec![
        column("outlet", Kind::Text, "", "whose running text is counted", |s: &Shared| (&s.outlet).into()),
        column("other", Kind::Text, "", "where the near copies stand", |s: &Shared| (&s.other).into()),
        column("copied_sentences", Kind::Int, "sentences", "sentences of running text that the other has as near copies", |s: &Shared| {
            s.sentences.into()
        }),
        column("copied_words", Kind::Int, "words", "their words", |s: &Shared| s.words.into()),
        column("body_words", Kind::Int, "words", "words of running text", |s: &Shared| s.of.into()),
        column("share", Kind::Float, "share 0..1", "copied_words / body_words; empty without running text", |s: &Shared| {
            interval(s).map(|_| s.words as f64 / s.of as f64).into()
        }),
        column("same_facts", Kind::Int, "pairs", "other pairs of sentences of the two that restate the same thing", |s: &Shared| {
            s.facts.into()
        }),
    ];
    table("similarity", "One row an outlet and another: shared text and shared facts", columns, shared)
}
