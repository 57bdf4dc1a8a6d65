//! Same claim, other verbs: aligned sentences of which one keeps a distance, or that one attributes and the other states.

use super::super::speakers::{Attribution, is_marked};
use crate::frame::{Frames, Kind, Table, column};
use std::collections::{BTreeMap, HashMap};

/// Pairs in the table, the surest first.
const PAIRS: usize = 1_000;

/// How one outlet gives what a pair restates.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub outlet: String,
    pub sentence: String,
    pub role: String,
    pub text: String,
    /// The attribution in the sentence; `None` where the outlet says it in its own voice.
    pub by: Option<By>,
}

/// Who says it, and with what word.
#[derive(Debug, Clone, PartialEq)]
pub struct By {
    pub quote: String,
    pub cue: String,
    pub class: String,
    pub source: String,
    pub side: String,
}

/// Two outlets that give the same claim with other words.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub relation: String,
    pub score: f64,
    /// `verb` (one with a marked word, the other without) or `own_voice` (one attributes, the other states).
    pub contrast: &'static str,
    /// The one with the marked word, or that attributes.
    pub a: Given,
    pub b: Given,
}

/// Pairs whose words differ, surest first; none where nothing is aligned.
pub fn pairs(frames: &Frames, rows: &[Attribution]) -> Vec<Pair> {
    let t = &frames.aligned;
    let has = |name: &str| t.headings.iter().any(|h| h.name == name);
    if !has("sentence_a") || !has("sentence_b") {
        return Vec::new();
    }
    let (ids_a, ids_b) = (t.text("sentence_a"), t.text("sentence_b"));
    let relations = if has("relation") { t.text("relation") } else { vec![""; t.height()] };
    let scores = if has("score") { t.numbers("score") } else { vec![None; t.height()] };
    let sentences = Sentences::new(frames, rows);
    let pair = |i: usize| {
        let (a, b) = (sentences.row.get(ids_a[i])?, sentences.row.get(ids_b[i])?);
        sentences.contrast(*a, *b).map(|(contrast, a, b)| Pair {
            relation: relations[i].to_string(),
            score: scores[i].unwrap_or(0.0),
            contrast,
            a,
            b,
        })
    };
    let mut out: Vec<Pair> = (0..t.height()).filter_map(pair).collect();
    out.sort_by(|x, y| {
        let order = |p: &Pair| (p.contrast != "verb", p.a.sentence.clone(), p.b.sentence.clone());
        (x.contrast != "verb").cmp(&(y.contrast != "verb")).then(y.score.total_cmp(&x.score)).then_with(|| order(x).cmp(&order(y)))
    });
    out.truncate(PAIRS);
    out
}

struct Sentences<'t> {
    row: HashMap<&'t str, usize>,
    ids: Vec<&'t str>,
    outlets: Vec<&'t str>,
    roles: Vec<&'t str>,
    texts: Vec<&'t str>,
    places: Vec<(&'t str, &'t str, usize)>,
    said: BTreeMap<(&'t str, &'t str, usize), Vec<&'t Attribution<'t>>>,
}

impl<'t> Sentences<'t> {
    fn new(frames: &'t Frames, rows: &'t [Attribution<'t>]) -> Sentences<'t> {
        let t = &frames.sentences;
        let numbers = t.numbers("sentence").into_iter().map(|n| n.unwrap_or(0.0) as usize);
        let places = t.text("article_id").into_iter().zip(t.text("part")).zip(numbers).map(|((a, p), n)| (a, p, n)).collect();
        let ids = t.text("sentence_id");
        let mut said: BTreeMap<_, Vec<&Attribution>> = BTreeMap::new();
        rows.iter().for_each(|a| said.entry((a.article, a.part, a.sentence)).or_default().push(a));
        Sentences {
            row: ids.iter().enumerate().map(|(i, id)| (*id, i)).collect(),
            ids,
            outlets: t.text("outlet"),
            roles: t.text("role"),
            texts: t.text("text"),
            places,
            said,
        }
    }

    fn said(&self, row: usize) -> &[&'t Attribution<'t>] {
        self.said.get(&self.places[row]).map_or(&[], Vec::as_slice)
    }

    fn given(&self, row: usize, by: Option<&Attribution>) -> Given {
        let by = by.map(|a| By {
            quote: a.id.to_string(),
            cue: a.cue.to_string(),
            class: a.cue_class.to_string(),
            source: a.source.to_string(),
            side: a.side.to_string(),
        });
        Given {
            outlet: self.outlets[row].to_string(),
            sentence: self.ids[row].to_string(),
            role: self.roles[row].to_string(),
            text: self.texts[row].to_string(),
            by,
        }
    }

    /// What differs between two sentences; the marked or attributing one comes first.
    fn contrast(&self, a: usize, b: usize) -> Option<(&'static str, Given, Given)> {
        if self.outlets[a] == self.outlets[b] {
            return None;
        }
        let (said_a, said_b) = (self.said(a), self.said(b));
        // The same claim of the same side: a marked word here, none there.
        for (x, y, from, to) in [(a, b, said_a, said_b), (b, a, said_b, said_a)] {
            let marked = from.iter().filter(|q| is_marked(q.cue_class));
            let plain = |q: &&&Attribution| to.iter().any(|o| o.side == q.side && o.known());
            if let Some(first) = marked.clone().find(plain)
                && !to.iter().any(|o| o.side == first.side && is_marked(o.cue_class))
            {
                let other = to.iter().find(|o| o.side == first.side).copied();
                return Some(("verb", self.given(x, Some(first)), self.given(y, other)));
            }
        }
        match (said_a.first(), said_b.first()) {
            (Some(q), None) => Some(("own_voice", self.given(a, Some(q)), self.given(b, None))),
            (None, Some(q)) => Some(("own_voice", self.given(b, Some(q)), self.given(a, None))),
            _ => None,
        }
    }
}

pub fn table(pairs: &[Pair]) -> Table {
    type R = Pair;
    fn by(given: &Given, get: fn(&By) -> &String) -> crate::frame::Cell {
        given.by.as_ref().map(get).into()
    }
    let columns = vec![
        column(
            "contrast",
            Kind::Text,
            "",
            "verb: a says it with a claim, doubt or boast word and b does not; own_voice: a attributes it and b states it",
            |r: &R| r.contrast.into(),
        ),
        column("relation", Kind::Text, "", "how the two sentences were aligned", |r: &R| (&r.relation).into()),
        column("score", Kind::Float, "0..1", "how sure the alignment is", |r: &R| r.score.into()),
        column("outlet_a", Kind::Text, "", "who published one", |r: &R| (&r.a.outlet).into()),
        column("cue_a", Kind::Text, "", "its reporting words", |r: &R| by(&r.a, |b| &b.cue)),
        column("cue_class_a", Kind::Text, "", "their class", |r: &R| by(&r.a, |b| &b.class)),
        column("source_a", Kind::Text, "", "who says it", |r: &R| by(&r.a, |b| &b.source)),
        column("side_a", Kind::Text, "", "for whom", |r: &R| by(&r.a, |b| &b.side)),
        column("quote_a", Kind::Text, "", "the row of quotes.csv", |r: &R| by(&r.a, |b| &b.quote)),
        column("sentence_a", Kind::Text, "", "the row of sentences.csv", |r: &R| (&r.a.sentence).into()),
        column("outlet_b", Kind::Text, "", "who published the other", |r: &R| (&r.b.outlet).into()),
        column("role_b", Kind::Text, "", "where it stands: body, headline, …", |r: &R| (&r.b.role).into()),
        column("cue_b", Kind::Text, "", "its reporting words; empty in its own voice", |r: &R| by(&r.b, |b| &b.cue)),
        column("cue_class_b", Kind::Text, "", "their class; empty in its own voice", |r: &R| by(&r.b, |b| &b.class)),
        column("source_b", Kind::Text, "", "who says it; empty in its own voice", |r: &R| by(&r.b, |b| &b.source)),
        column("quote_b", Kind::Text, "", "the row of quotes.csv; empty in its own voice", |r: &R| by(&r.b, |b| &b.quote)),
        column("sentence_b", Kind::Text, "", "the row of sentences.csv", |r: &R| (&r.b.sentence).into()),
        column("text_a", Kind::Text, "", "the sentence", |r: &R| (&r.a.text).into()),
        column("text_b", Kind::Text, "", "the other sentence", |r: &R| (&r.b.text).into()),
    ];
    crate::frame::table("verbs_same_claim", "One row two sentences that restate the same thing with other reporting words", columns, pairs)
}
