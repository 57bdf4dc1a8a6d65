//! Near whom loaded words and words for feelings stand: in the phrase of an actor's mention, or in its clause.

use super::super::places::Places;
use super::super::{listed_first, stats};
use crate::frame::{Frames, Kind, Table, Word, column};
use crate::text::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// A word of style beside a mention of an actor.
#[derive(Debug, Clone)]
pub struct Pair {
    pub actor: String,
    pub outlet: String,
    pub kind: String,
    /// `phrase` (modifies the mention, belongs to it, or is said of it) or `clause`.
    pub relation: &'static str,
    pub own: bool,
    /// Whether the mention is in the outlet's own words too.
    pub mention_own: bool,
    pub style_id: String,
    pub label_id: String,
    pub word: String,
    pub mention: String,
    pub sentence: String,
}

/// An actor's mentions in an outlet.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    pub all: usize,
    pub own: usize,
}

/// Everything about words near actors.
#[derive(Debug, Clone, Default)]
pub struct Near {
    pub pairs: Vec<Pair>,
    /// Mentions in running text, by actor and outlet.
    pub mentions: BTreeMap<(String, String), Mentions>,
}

/// Kinds that are looked for near actors.
const KINDS: [&str; 2] = ["loaded", "emotion"];

/// Pairs of words and actors of one sentence, in the order of the words.
pub fn near(frames: &Frames) -> Near {
    let mut out = Near::default();
    let labels = listed_first(frames);
    let places = Places::new(frames);
    let (roles, voices) = (labels.text("role"), labels.text("voice"));
    let (actors, outlets, ids, texts) = (labels.text("actor"), labels.text("outlet"), labels.text("label_id"), labels.text("text"));
    let [starts, ends] = ["char_start", "char_end"].map(|c| labels.numbers(c));
    let rows = places.rows(&labels);
    let mut of_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..labels.height() {
        if roles[i] == "body" {
            for actor in actors[i].split(';') {
                let mentions = out.mentions.entry((actor.to_string(), outlets[i].to_string())).or_default();
                mentions.all += 1;
                mentions.own += usize::from(voices[i] == "narrator");
            }
        }
        if let Some(row) = rows[i] {
            of_sentence.entry(row).or_default().push(i);
        }
    }
    let t = frames.style.only("kind", &KINDS);
    let (t_roles, t_voices, t_rows) = (t.text("role"), t.text("voice"), places.rows(&t));
    let (kinds, style_ids, words, sentences) = (t.text("kind"), t.text("style_id"), t.text("text"), t.text("sentence_text"));
    let [t_starts, t_ends] = ["char_start", "char_end"].map(|c| t.numbers(c));
    for i in (0..t.height()).filter(|i| t_roles[*i] == "body") {
        let Some(row) = t_rows[i] else { continue };
        let Some(mentions) = of_sentence.get(&row) else { continue };
        let tokens = frames.words.of(row);
        let Some(word) = inside(tokens, t_starts[i], t_ends[i]).next_back() else { continue };
        // Of several mentions of one actor the nearest by the tree, then the first, is meant.
        let mut best: BTreeMap<&str, (u8, usize)> = BTreeMap::new();
        for &l in mentions {
            let mention: Vec<usize> = inside(tokens, starts[l], ends[l]).collect();
            let Some(relation) = relation(tokens, word, &mention) else { continue };
            for actor in actors[l].split(';') {
                let found = (relation, l);
                best.entry(actor).and_modify(|b| *b = (*b).min(found)).or_insert(found);
            }
        }
        out.pairs.extend(best.into_iter().map(|(actor, (relation, l))| Pair {
            actor: actor.to_string(),
            outlet: outlets[l].to_string(),
            kind: kinds[i].to_string(),
            relation: if relation == 0 { "phrase" } else { "clause" },
            own: t_voices[i] == "narrator",
            mention_own: voices[l] == "narrator",
            style_id: style_ids[i].to_string(),
            label_id: ids[l].to_string(),
            word: words[i].to_string(),
            mention: texts[l].to_string(),
            sentence: sentences[i].to_string(),
        }));
    }
    out
}

/// Indices of the tokens that lie inside a stretch of code points.
fn inside(tokens: &[Word], start: Option<f64>, end: Option<f64>) -> impl DoubleEndedIterator<Item = usize> + '_ {
    let (start, end) = (start.unwrap_or(0.0) as u32, end.unwrap_or(0.0) as u32);
    (0..tokens.len()).filter(move |i| tokens[*i].char_start >= start && tokens[*i].char_end <= end)
}

/// 0 where a word belongs to the phrase of a mention, 1 where they share a clause.
fn relation(tokens: &[Word], word: usize, mention: &[usize]) -> Option<u8> {
    let head = |i: usize| tokens[i].head as usize;
    let last = *mention.last()?;
    let top = mention.iter().copied().find(|i| !mention.contains(&head(*i)) || head(*i) == *i).unwrap_or(last);
    let is = |i: usize, relations: &[Relation]| relations.contains(&tokens[i].relation);
    let noun_part = [Relation::Mod, Relation::Poss, Relation::Appos];
    // "brutal rebels", "the rebels, a brutal band"; "rebel brutality"; "the brutality of the rebels"; "the rebels were brutal".
    let modifies = mention.contains(&word)
        || mention.contains(&head(word)) && is(word, &noun_part)
        || is(word, &[Relation::Mod]) && is(head(word), &noun_part) && mention.contains(&head(head(word)))
        || head(top) == word && is(top, &noun_part)
        || is(top, &[Relation::Pobj]) && head(head(top)) == word && is(head(top), &[Relation::Prep])
        || is(word, &[Relation::Attr]) && is(top, &[Relation::Subj, Relation::SubjPass]) && head(top) == head(word);
    if modifies {
        return Some(0);
    }
    (clause(tokens, word) == clause(tokens, top)).then_some(1)
}

/// The verb (or other word) that rules the clause in which a token stands.
fn clause(tokens: &[Word], token: usize) -> usize {
    let clausal = [Relation::Root, Relation::Ccomp, Relation::Advcl, Relation::Relcl, Relation::Parataxis];
    let mut at = token;
    // A tree has no circles, but a reader of the frame need not trust that.
    for _ in 0..tokens.len() {
        let head = tokens[at].head as usize;
        let joined = tokens[at].relation == Relation::Conj && tokens[at].tag.is_verb();
        if head == at || clausal.contains(&tokens[at].relation) || joined {
            break;
        }
        at = head;
    }
    at
}

/// One row an actor, outlet and kind.
#[derive(Debug, Clone)]
pub struct Row {
    pub actor: String,
    pub outlet: String,
    pub kind: &'static str,
    pub mentions: Mentions,
    /// Mentions in the outlet's own words with such a word in their phrase; in their phrase or clause.
    pub phrase: usize,
    pub clause: usize,
    pub words: String,
    pub ids: Vec<String>,
}

/// Shares of an actor's own-voice mentions beside which such words stand.
pub fn rows(near: &Near) -> Vec<Row> {
    let mut of: BTreeMap<(&str, &str, &str), Vec<&Pair>> = BTreeMap::new();
    for p in near.pairs.iter().filter(|p| p.own && p.mention_own) {
        of.entry((&p.actor, &p.outlet, &p.kind)).or_default().push(p);
    }
    let mut out = Vec::new();
    for ((actor, outlet), mentions) in &near.mentions {
        for kind in KINDS {
            let pairs = of.get(&(actor.as_str(), outlet.as_str(), kind)).cloned().unwrap_or_default();
            let distinct = |relation: Option<&str>| {
                let of = pairs.iter().filter(|p| relation.is_none_or(|r| p.relation == r));
                of.map(|p| &p.label_id).collect::<BTreeSet<_>>().len()
            };
            let words = super::super::ranked(&super::super::tally(pairs.iter().map(|p| p.word.to_lowercase())));
            out.push(Row {
                actor: actor.clone(),
                outlet: outlet.clone(),
                kind,
                mentions: mentions.clone(),
                phrase: distinct(Some("phrase")),
                clause: distinct(None),
                words: words.iter().map(|(w, n)| format!("{w} ({n})")).collect::<Vec<_>>().join("; "),
                ids: pairs.iter().map(|p| p.style_id.clone()).collect(),
            });
        }
    }
    out
}

pub fn table(near: &Near) -> Table {
    let rows = rows(near);
    let [low, high] = stats::wilson_ends("low", "high", |r: &Row| (r.phrase, r.mentions.own));
    let [near_low, near_high] = stats::wilson_ends("near_low", "near_high", |r: &Row| (r.clause, r.mentions.own));
    let columns = vec![
        column("actor", Kind::Text, "", "who is mentioned", |r: &Row| (&r.actor).into()),
        column("outlet", Kind::Text, "", "who published", |r: &Row| (&r.outlet).into()),
        column("kind", Kind::Text, "", "loaded or emotion", |r: &Row| r.kind.into()),
        column("mentions", Kind::Int, "mentions", "names and labels of the actor in running text", |r: &Row| r.mentions.all.into()),
        column("own", Kind::Int, "mentions", "of these in the outlet's own voice: the denominator", |r: &Row| r.mentions.own.into()),
        column(
            "in_phrase",
            Kind::Int,
            "mentions",
            "own-voice mentions to whose phrase such a word belongs (style_actor_words.csv)",
            |r: &Row| r.phrase.into(),
        ),
        column("in_phrase_share", Kind::Float, "share 0..1", "in_phrase / own", |r: &Row| (r.phrase as f64 / r.mentions.own as f64).into()),
        low,
        high,
        column("near", Kind::Int, "mentions", "own-voice mentions with such a word in their phrase or clause", |r: &Row| r.clause.into()),
        column("near_share", Kind::Float, "share 0..1", "near / own", |r: &Row| (r.clause as f64 / r.mentions.own as f64).into()),
        near_low,
        near_high,
        column("words", Kind::Text, "", "these words, with how often, joined by ;", |r: &Row| (&r.words).into()),
        column("too_few", Kind::Bool, "", format!("fewer than {} own-voice mentions", stats::FEW), |r: &Row| {
            (r.mentions.own < stats::FEW).into()
        }),
    ];
    crate::frame::table(
        "style_by_actor",
        "One row an actor, outlet and kind: how often such words stand beside its mentions",
        columns,
        &rows,
    )
}

/// The evidence behind style_by_actor, and people named in the sentence who are no listed actor.
pub fn pairs(frames: &Frames, near: &Near) -> Table {
    let mut rows = near.pairs.clone();
    let t = frames.style.only("kind", &KINDS).only("role", &["body"]);
    let (outlets, kinds, voices, people) = (t.text("outlet"), t.text("kind"), t.text("voice"), t.text("people"));
    let [ids, words, sentences] = ["style_id", "text", "sentence_text"].map(|c| t.text(c));
    for i in 0..t.height() {
        rows.extend(people[i].split(';').filter(|p| !p.is_empty()).map(|class| Pair {
            actor: class.to_string(),
            outlet: outlets[i].to_string(),
            kind: kinds[i].to_string(),
            relation: "sentence",
            own: voices[i] == "narrator",
            mention_own: false,
            style_id: ids[i].to_string(),
            label_id: String::new(),
            word: words[i].to_string(),
            mention: String::new(),
            sentence: sentences[i].to_string(),
        }));
    }
    rows.sort_by(|a, b| (&a.actor, &a.outlet, &a.style_id, a.relation).cmp(&(&b.actor, &b.outlet, &b.style_id, b.relation)));
    let columns = vec![
        column("actor", Kind::Text, "", "actor of labels.csv, or a class of people that the sentence names", |p: &Pair| (&p.actor).into()),
        column("outlet", Kind::Text, "", "who published", |p: &Pair| (&p.outlet).into()),
        column("kind", Kind::Text, "", "loaded or emotion", |p: &Pair| (&p.kind).into()),
        column("word", Kind::Text, "", "as it stands", |p: &Pair| (&p.word).into()),
        column("relation", Kind::Text, "", "phrase, clause, or (for classes of people) sentence", |p: &Pair| p.relation.into()),
        column("mention", Kind::Text, "", "the words for the actor; empty for classes of people", |p: &Pair| (&p.mention).into()),
        column("own_voice", Kind::Bool, "", "whether the word is in the outlet's own voice", |p: &Pair| p.own.into()),
        column("style_id", Kind::Text, "", "row of style.csv", |p: &Pair| (&p.style_id).into()),
        column("label_id", Kind::Text, "", "row of labels.csv", |p: &Pair| (&p.label_id).into()),
        column("sentence_text", Kind::Text, "", "the sentence as it stands", |p: &Pair| (&p.sentence).into()),
    ];
    crate::frame::table(
        "style_actor_words",
        "One row a loaded word or word for a feeling and the actor or people beside it",
        columns,
        &rows,
    )
}
