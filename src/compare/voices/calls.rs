//! Who calls whom what: speaker type × actor × label.

use super::super::{counted, ranked, stats};
use crate::extract::Voice;
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// What one type of speaker calls an actor.
pub struct Call {
    /// Source type; outside quotes the voice.
    pub speaker: String,
    pub actor: String,
    pub group: String,
    pub n: usize,
    /// All labels of this speaker type for this actor.
    pub of: usize,
    pub outlets: usize,
    pub sources: String,
    pub evidence: Vec<String>,
}

/// All calls: the outlets' own voice first, then other places outside quotes, then speakers, those who speak most first.
pub fn calls(frames: &Frames) -> Vec<Call> {
    let t = counted(frames, false);
    let (kinds, sources, voices) = (t.text("speaker_type"), t.text("speaker"), t.text("voice"));
    let (actors, groups, outlets, ids) = (t.text("actor"), t.text("label_group"), t.text("outlet"), t.text("label_id"));
    let mut rows: BTreeMap<[&str; 3], Vec<usize>> = BTreeMap::new();
    let (mut of, mut by_speaker): (BTreeMap<[&str; 2], usize>, BTreeMap<&str, usize>) = (BTreeMap::new(), BTreeMap::new());
    for i in 0..t.height() {
        let speaker = if kinds[i].is_empty() { voices[i] } else { kinds[i] };
        rows.entry([speaker, actors[i], groups[i]]).or_default().push(i);
        *of.entry([speaker, actors[i]]).or_insert(0) += 1;
        *by_speaker.entry(speaker).or_insert(0) += 1;
    }
    let joined = |rows: &[usize], column: &[&str]| {
        rows.iter().map(|i| column[*i]).filter(|v| !v.is_empty()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
    };
    let mut out: Vec<Call> = rows
        .into_iter()
        .map(|([speaker, actor, group], rows)| Call {
            speaker: speaker.to_string(),
            actor: actor.to_string(),
            group: group.to_string(),
            n: rows.len(),
            of: of[&[speaker, actor]],
            outlets: rows.iter().map(|i| outlets[*i]).collect::<BTreeSet<_>>().len(),
            sources: joined(&rows, &sources),
            evidence: rows.iter().map(|i| ids[*i].to_string()).collect(),
        })
        .collect();
    let order: Vec<String> = speakers(&by_speaker);
    let place = |c: &Call| order.iter().position(|s| *s == c.speaker);
    out.sort_by(|a, b| (place(a), &a.actor, b.n, &a.group).cmp(&(place(b), &b.actor, a.n, &b.group)));
    out
}

/// Narrator, then the other voices outside quotes, then speakers by falling count.
fn speakers(counts: &BTreeMap<&str, usize>) -> Vec<String> {
    let outside = [Voice::Narrator, Voice::Headline, Voice::Caption].map(Voice::as_str);
    let first = outside.iter().filter(|v| counts.contains_key(*v)).map(|v| v.to_string());
    let rest = ranked(counts).into_iter().map(|(s, _)| s).filter(|s| !outside.contains(s));
    first.chain(rest.map(String::from)).collect()
}

/// who_calls_whom: one row a speaker type, actor and label.
pub fn listed(rows: &[Call]) -> Table {
    let [low, high] = stats::wilson_ends("share_low", "share_high", |c: &Call| (c.n, c.of));
    let columns = vec![
        column(
            "speaker_type",
            Kind::Text,
            "",
            "source type of the speaker; outside quotes the voice (narrator, headline, …)",
            |c: &Call| (&c.speaker).into(),
        ),
        column("actor", Kind::Text, "", "who is meant", |c: &Call| (&c.actor).into()),
        column("label_group", Kind::Text, "", "what the actor is called", |c: &Call| (&c.group).into()),
        column("n", Kind::Int, "mentions", "how often", |c: &Call| c.n.into()),
        column("of", Kind::Int, "mentions", "all labels of this speaker type for this actor", |c: &Call| c.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |c: &Call| (c.n as f64 / c.of as f64).into()),
        low,
        high,
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} labels", stats::FEW), |c: &Call| {
            (c.of < stats::FEW).into()
        }),
        column("outlets", Kind::Int, "outlets", "in how many outlets", |c: &Call| c.outlets.into()),
        column("speakers", Kind::Text, "", "canonical sources, joined by ;", |c: &Call| (&c.sources).into()),
        column("evidence", Kind::Text, "", "ids of the rows of labels.csv, joined by ;", |c: &Call| c.evidence.join("; ").into()),
    ];
    table("who_calls_whom", "One row a speaker type, actor and label", columns, rows)
}
