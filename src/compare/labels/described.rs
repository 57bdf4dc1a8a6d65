//! How one actor is described: the words that each outlet uses for it, and where it is named or mentioned at all.

use super::super::finding::Finding;
use super::super::places::Places;
use super::super::{counted, listed_first, ranked, spaced, tally};
use super::{said, share::EVIDENCE};
use crate::frame::{Frames, Kind, Table, Word, column, table};
use crate::text::{Kind as Token, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Words after a label that still belong to its description.
const LONGEST: usize = 8;
/// Descriptions of an outlet, and outlets, that a finding lists.
const LISTED: usize = 3;
const OUTLETS: usize = 6;
/// Actors for which silence is listed too.
const ACTORS: usize = 200;
/// Own-voice labels an outlet from which an actor's labels are shares to compare, no longer descriptions to list.
const MANY: usize = 4;

/// A description of an actor in an outlet and voice.
pub struct Description {
    pub actor: String,
    pub outlet: String,
    pub voice: String,
    pub words: String,
    pub group: String,
    pub evidence: Vec<String>,
}

/// Descriptions of all known actors, in order of actor, outlet and falling count.
pub fn descriptions(frames: &Frames) -> Vec<Description> {
    let labels = counted(frames, false);
    let (outlets, actors, groups, voices) = (labels.text("outlet"), labels.text("actor"), labels.text("label_group"), labels.text("voice"));
    let (ids, texts) = (labels.text("label_id"), labels.text("text"));
    let tails = tails(frames, &labels);
    type Words<'t> = (&'t str, &'t str, &'t str, String);
    let mut found: BTreeMap<Words, (&str, Vec<String>)> = BTreeMap::new();
    for i in (0..labels.height()).filter(|i| actors[*i] != "unresolved") {
        let words = format!("{}{}", texts[i], tails[i]);
        let entry = found.entry((actors[i], outlets[i], voices[i], said::lower_first(&words))).or_insert((groups[i], Vec::new()));
        entry.1.push(ids[i].to_string());
    }
    let mut out: Vec<Description> = found
        .into_iter()
        .map(|((actor, outlet, voice, words), (group, evidence))| Description {
            actor: actor.to_string(),
            outlet: outlet.to_string(),
            voice: voice.to_string(),
            words,
            group: group.to_string(),
            evidence,
        })
        .collect();
    out.sort_by(|a, b| {
        (&a.actor, &a.outlet, &a.voice, b.evidence.len(), &a.words).cmp(&(&b.actor, &b.outlet, &b.voice, a.evidence.len(), &b.words))
    });
    out
}

/// What stands behind each label and hangs on it: " with roots in Al-Qaeda".
fn tails(frames: &Frames, labels: &Table) -> Vec<String> {
    let s = &frames.sentences;
    let (starts, texts) = (s.numbers("char_start"), s.text("text"));
    let rows = Places::new(frames).rows(labels);
    let (from, to) = (labels.numbers("char_start"), labels.numbers("char_end"));
    let tail = |i: usize| -> Option<String> {
        let row = rows[i]?;
        let words = frames.words.of(row);
        let end = to[i]? as usize;
        let upto = tail_end(words, (from[i]? as usize, end))?;
        let first = starts[row]? as usize;
        Some(
            texts[row]
                .chars()
                .skip(end.checked_sub(first)?)
                .take(upto - end)
                .collect::<String>()
                .split_whitespace()
                .fold(String::new(), |text, word| text + " " + word),
        )
    };
    (0..labels.height()).map(|i| tail(i).unwrap_or_default()).collect()
}

/// Where the description of a label ends: behind the phrase that begins with a preposition right behind it and hangs on it.
fn tail_end(words: &[Word], (start, end): (usize, usize)) -> Option<usize> {
    let inside = |w: &Word| w.char_start as usize >= start && w.char_end as usize <= end;
    let last = words.iter().rposition(inside)?;
    let head = (0..=last)
        .rev()
        .find(|i| inside(&words[*i]) && !words.get(words[*i].head as usize).is_some_and(|h| inside(h) && h.head as usize != *i))?;
    let next = words.get(last + 1)?;
    if next.relation != Relation::Prep || next.head as usize != head {
        return None;
    }
    // Climbs from a word to the preposition; clauses and second members are no part of the description.
    let hangs = |mut i: usize| {
        for _ in 0..LONGEST {
            if i == last + 1 {
                return true;
            }
            let word = &words[i];
            if matches!(word.relation, Relation::Relcl | Relation::Conj | Relation::Cc | Relation::Appos | Relation::Acl)
                || word.head as usize == i
            {
                return false;
            }
            i = word.head as usize;
        }
        false
    };
    let taken = (last + 1..words.len()).take(LONGEST).take_while(|i| (words[*i].kind != Token::Punct || is_hyphen(words, *i)) && hangs(*i));
    taken.last().map(|i| words[i].char_end as usize)
}

/// A mark that stands close between two words: `Al-Qaeda`.
fn is_hyphen(words: &[Word], i: usize) -> bool {
    i > 0 && words[i - 1].char_end == words[i].char_start && words.get(i + 1).is_some_and(|w| w.char_start == words[i].char_end)
}

/// actor_descriptions: one row a description, outlet and voice.
pub fn listed(rows: &[Description]) -> Table {
    let columns = vec![
        column("actor", Kind::Text, "", "who is described", |r: &Description| (&r.actor).into()),
        column("outlet", Kind::Text, "", "who published", |r: &Description| (&r.outlet).into()),
        column("voice", Kind::Text, "", "where the words stand", |r: &Description| (&r.voice).into()),
        column("description", Kind::Text, "", "the label with the phrase behind it that hangs on it", |r: &Description| (&r.words).into()),
        column("label_group", Kind::Text, "", "family of labels", |r: &Description| (&r.group).into()),
        column("n", Kind::Int, "labels", "how often", |r: &Description| r.evidence.len().into()),
        column("evidence", Kind::Text, "", "ids of the rows of labels.csv, joined by ;", |r: &Description| r.evidence.join("; ").into()),
    ];
    table("actor_descriptions", "One row a description of an actor, outlet and voice", columns, rows)
}

/// How often an outlet mentions an actor.
pub struct Mentioned {
    pub actor: String,
    pub outlet: String,
    pub names: Vec<String>,
    pub labels: usize,
    pub own: usize,
}

/// Every known actor in every outlet, with zeros; the most mentioned where there are very many.
pub fn mentioned(frames: &Frames) -> Vec<Mentioned> {
    let t = listed_first(frames);
    let (outlets, actors, voices, ids) = (t.text("outlet"), t.text("actor"), t.text("voice"), t.text("label_id"));
    let named = t.flags("named");
    let mut rows: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for i in (0..t.height()).filter(|i| actors[*i] != "unresolved") {
        rows.entry((actors[i], outlets[i])).or_default().push(i);
        *known.entry(actors[i]).or_insert(0) += 1;
    }
    let mut known: Vec<&str> = ranked(&known).into_iter().take(ACTORS).map(|a| a.0).collect();
    known.sort_unstable();
    let all = frames.outlets();
    let one = |actor: &str, outlet: &String| {
        let here: &[usize] = rows.get(&(actor, outlet.as_str())).map_or(&[], Vec::as_slice);
        let labels = here.iter().filter(|i| named[**i] != Some(true));
        Mentioned {
            actor: actor.to_string(),
            outlet: outlet.clone(),
            names: here.iter().filter(|i| named[**i] == Some(true)).map(|i| ids[*i].to_string()).collect(),
            labels: labels.clone().count(),
            own: labels.filter(|i| voices[**i] == "narrator").count(),
        }
    };
    known.iter().flat_map(|actor| all.iter().map(|outlet| one(actor, outlet)).collect::<Vec<_>>()).collect()
}

/// actors_by_outlet: one row an actor and outlet.
pub fn mentioned_table(rows: &[Mentioned]) -> Table {
    let columns = vec![
        column("actor", Kind::Text, "", "who is meant", |r: &Mentioned| (&r.actor).into()),
        column("outlet", Kind::Text, "", "who published", |r: &Mentioned| (&r.outlet).into()),
        column("names", Kind::Int, "mentions", "by proper name, in all voices", |r: &Mentioned| r.names.len().into()),
        column("labels", Kind::Int, "mentions", "by description, in all voices; never added to names", |r: &Mentioned| r.labels.into()),
        column("labels_own_voice", Kind::Int, "mentions", "of these, in the outlet's own voice", |r: &Mentioned| r.own.into()),
    ];
    table("actors_by_outlet", "One row an actor and outlet: whether and how it is mentioned; 0 where it is not", columns, rows)
}

/// Actors with few labels whom outlets describe in different words, and who does not mention them.
pub fn findings(frames: &Frames, rows: &[Description], mentioned: &[Mentioned]) -> Vec<Finding> {
    let unit = frames.unit();
    let units = crate::compare::several(unit);
    let mut by_actor: BTreeMap<&str, BTreeMap<&str, Vec<&Description>>> = BTreeMap::new();
    for d in rows.iter().filter(|d| d.voice == "narrator" && d.actor != "other" && !d.actor.contains(';')) {
        by_actor.entry(&d.actor).or_default().entry(&d.outlet).or_default().push(d);
    }
    let mut not_there: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for m in mentioned.iter().filter(|m| m.names.is_empty() && m.labels == 0) {
        not_there.entry(&m.actor).or_default().push(m.outlet.clone());
    }
    let mut out = Vec::new();
    for (actor, by_outlet) in by_actor {
        let n: usize = by_outlet.values().flatten().map(|d| d.evidence.len()).sum();
        let groups = tally(by_outlet.values().flat_map(|d| d.iter().map(|d| d.group.as_str()).collect::<BTreeSet<_>>()));
        if by_outlet.len() < 2 || groups.len() < 2 || n > MANY * by_outlet.len() {
            continue;
        }
        let shared = ranked(&groups).first().map_or(0, |g| g.1);
        let says = |(outlet, found): (&&str, &Vec<&Description>)| {
            let words: Vec<String> = found.iter().take(LISTED).map(|d| format!("“{}”", d.words)).collect();
            format!("{outlet} {}", words.join(", "))
        };
        let said: Vec<String> = by_outlet.iter().take(OUTLETS).map(says).collect();
        let more = by_outlet.len().saturating_sub(OUTLETS);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        let silent = not_there.remove(actor).unwrap_or_default();
        let silent = match silent.len() {
            0 => String::new(),
            1 => format!(" {} does not mention it.", silent[0]),
            _ => format!(" {} do not mention it.", said::names(&silent, unit)),
        };
        let firsts = by_outlet.values().filter_map(|found| found.first()?.evidence.first().cloned());
        let seconds = by_outlet.values().filter_map(|found| found.get(1)?.evidence.first().cloned());
        out.push(Finding {
            report: "labels",
            kind: "described",
            outlets: by_outlet.keys().map(|o| o.to_string()).collect(),
            text: format!(
                "{} is described in the {units}' own voice as: {}{more}.{silent}",
                crate::compare::sentence_case(&spaced(actor)),
                said.join("; ")
            ),
            // As many as describe it, of all; less where they share a word.
            effect: (by_outlet.len() - shared.saturating_sub(1)) as f64 / frames.outlets().len().max(1) as f64,
            certainty: 1.0,
            evidence: firsts.chain(seconds).take(EVIDENCE).collect(),
            table: "actor_descriptions".into(),
        });
    }
    out.extend(named_by_few(mentioned, unit));
    out
}

/// Actors that at least two outlets name, but fewer than half, and that all the others do not mention at all.
fn named_by_few(mentioned: &[Mentioned], unit: &str) -> Vec<Finding> {
    let mut by_actor: BTreeMap<&str, Vec<&Mentioned>> = BTreeMap::new();
    mentioned.iter().filter(|m| m.actor != "other" && !m.actor.contains(';')).for_each(|m| by_actor.entry(&m.actor).or_default().push(m));
    let few = |(actor, rows): (&str, Vec<&Mentioned>)| {
        let here: Vec<&&Mentioned> = rows.iter().filter(|m| !m.names.is_empty()).collect();
        let silent = rows.iter().filter(|m| m.names.is_empty() && m.labels == 0).count();
        // Only what at least two name is of the event, not of one article.
        if here.len() < 2 || 2 * here.len() >= rows.len() || here.len() + silent < rows.len() {
            return None;
        }
        let names: Vec<String> = here.iter().map(|m| m.outlet.clone()).collect();
        Some(Finding {
            report: "labels",
            kind: "named_by_few",
            text: format!(
                "Only {} mention {} ({} by name); {} do not.",
                said::names(&names, unit),
                spaced(actor),
                super::super::plural(here.iter().map(|m| m.names.len()).sum(), "time"),
                said::others(silent, unit)
            ),
            outlets: names,
            effect: silent as f64 / rows.len() as f64,
            certainty: 1.0,
            evidence: here.iter().filter_map(|m| m.names.first().cloned()).take(EVIDENCE).collect(),
            table: "actors_by_outlet".into(),
        })
    };
    by_actor.into_iter().filter_map(few).collect()
}
