//! Sources: who is quoted, how often, at what length and where in the article; source types, official share, diversity.

mod findings;
mod list;
mod position;
mod tables;

pub use list::Listed;
pub use position::Firsts;

use super::speakers::{Attribution, Gender, attributions};
use super::{Exhibit, stats, tally};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// The attributions of one outlet (scare quotes left out), and what they are counted against.
#[derive(Debug, Default)]
pub struct Quoted {
    pub outlet: String,
    pub articles: usize,
    pub body_words: usize,
    pub n: usize,
    /// Words of content, of all roles; and those that stand in running text.
    pub words: usize,
    pub body_quoted: usize,
    /// Some of whose words stand in quotation marks.
    pub verbatim: usize,
    pub types: BTreeMap<String, Cell>,
    pub sides: BTreeMap<String, Cell>,
    /// Known sources.
    pub sources: BTreeMap<String, usize>,
    pub unknown: usize,
    pub anonymous: usize,
    pub official: usize,
    pub official_known: usize,
    pub official_words: usize,
    pub official_known_words: usize,
    pub women: usize,
    pub men: usize,
    /// Sentences with quotation marks, of every role but boilerplate.
    pub marked_sentences: usize,
    pub sentences: usize,
}

/// What one outlet gives to a kind of source or a side.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub n: usize,
    pub words: usize,
    pub verbatim: usize,
    pub unknown: usize,
}

impl Cell {
    fn add(&mut self, a: &Attribution) {
        self.n += 1;
        self.words += a.words;
        self.verbatim += usize::from(a.verbatim());
        self.unknown += usize::from(!a.known());
    }
}

/// Who is quoted in each outlet.
pub fn sources(frames: &Frames) -> Exhibit {
    let rows = attributions(frames);
    let quoted = quoted(frames, &rows);
    let firsts = position::firsts(frames, &rows);
    let list = list::list(&rows);
    Exhibit {
        name: "sources",
        title: "Who is quoted",
        tables: vec![
            tables::by_outlet(&quoted),
            tables::by_type(&quoted),
            tables::by_side(&quoted),
            tables::types_wide(&quoted),
            list::long(&list, &quoted),
            list::matrix(&list, &quoted),
            position::table(&firsts, &quoted),
            position::who_first(frames, &rows),
        ],
        charts: super::charts::sources(frames, &quoted, &list, &firsts),
        findings: findings::findings(frames, &rows, &quoted, &list),
        notes: notes(frames, &rows),
    }
}

fn notes(frames: &Frames, rows: &[Attribution]) -> Vec<String> {
    let unknown = rows.iter().filter(|a| !a.known()).count();
    let mut out = vec![
        format!("Shares of fewer than {} attributions are marked too_few: they say little.", stats::FEW),
        format!(
            "A source that cannot be told is “unknown” ({unknown} of {} attributions); the nearest name is never taken for it. Anonymous \
             are sources that the text leaves unnamed (“a source close to the talks”), and words for which it names nobody at all; \
             these last are unknown too.",
            rows.len()
        ),
        "Sides: government, rebels and foreign governments by type of source, or as corpus.toml says; state media stand apart, \
         because their side is not always that of the event's government."
            .into(),
        "Women and men are counted only where the words that name the speaker say it (a title, “spokeswoman”, “she”); given names \
         never count, so most speakers are neither."
            .into(),
        "Position is where the first quote of a kind begins in the running text, from 0 (first word) to 1 (last).".into(),
    ];
    if !frames.grouped_by.is_empty() {
        out.push(format!(
            "Grouped by {}: a source that only one {} quotes may be quoted by several of its outlets.",
            frames.unit(),
            frames.unit()
        ));
    }
    out
}

/// One entry an outlet, in order of name, those without quotes too.
pub fn quoted(frames: &Frames, rows: &[Attribution]) -> Vec<Quoted> {
    let words = super::body_words(frames);
    let articles = tally(frames.features.text("outlet"));
    let new = |outlet: String| Quoted {
        articles: articles.get(outlet.as_str()).copied().unwrap_or(0),
        body_words: words.get(&outlet).copied().unwrap_or(0),
        outlet,
        ..Quoted::default()
    };
    let mut out: BTreeMap<String, Quoted> = frames.outlets().into_iter().map(|o| (o.clone(), new(o))).collect();
    for a in rows {
        let Some(q) = out.get_mut(a.outlet) else { continue };
        q.n += 1;
        q.words += a.words;
        q.body_quoted += if a.role == "body" { a.words } else { 0 };
        q.verbatim += usize::from(a.verbatim());
        q.types.entry(a.source_type.to_string()).or_default().add(a);
        q.sides.entry(a.side.to_string()).or_default().add(a);
        if a.known() {
            *q.sources.entry(a.source.to_string()).or_insert(0) += 1;
        } else {
            q.unknown += 1;
        }
        q.anonymous += usize::from(a.source_type == "anonymous");
        if let Some(official) = a.official {
            q.official_known += 1;
            q.official_known_words += a.words;
            q.official += usize::from(official);
            q.official_words += if official { a.words } else { 0 };
        }
        q.women += usize::from(a.gender() == Some(Gender::Woman));
        q.men += usize::from(a.gender() == Some(Gender::Man));
    }
    marks(frames, &mut out);
    out.into_values().collect()
}

/// Counts sentences with quotation marks, apostrophes left aside.
fn marks(frames: &Frames, out: &mut BTreeMap<String, Quoted>) {
    let t = &frames.sentences;
    for ((outlet, role), text) in t.text("outlet").into_iter().zip(t.text("role")).zip(t.text("text")) {
        let Some(q) = out.get_mut(outlet).filter(|_| role != "boilerplate") else { continue };
        q.sentences += 1;
        q.marked_sentences += usize::from(text.contains(MARKS));
    }
}

/// Marks that are no apostrophe.
const MARKS: [char; 6] = ['“', '”', '"', '«', '„', '‘'];
