//! Voices: in whose mouth each label stands, and who calls whom what.

use super::{Exhibit, counted, ranked, stats, tally};
use crate::extract::Voice;
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// Label × voice × speaker type.
pub fn voices(frames: &Frames) -> Exhibit {
    Exhibit {
        name: "voices",
        title: "In whose voice each label stands",
        tables: vec![by_label(frames), by_outlet(frames), who_calls_whom(frames)],
        charts: super::charts::voices(frames),
        notes: vec![
            "Voice is where the words stand, not who chose them: in indirect speech a label is often the writer's.".into(),
            "Descriptive labels only; proper names are in names_by_outlet.csv.".into(),
        ],
        ..Exhibit::default()
    }
}

/// Counts of label groups by voice, most frequent first, over descriptive labels.
pub fn groups_by_voice(frames: &Frames) -> Vec<(String, [usize; 7])> {
    let t = counted(frames, false);
    let (groups, voices) = (t.text("label_group"), t.text("voice"));
    let counts = tally(groups.iter().zip(&voices).map(|(g, v)| (*g, *v)));
    let totals = tally(groups.iter().copied());
    let of = |group: &str| Voice::ALL.map(|v| counts.get(&(group, v.as_str())).copied().unwrap_or(0));
    ranked(&totals).into_iter().map(|(g, _)| (g.to_string(), of(g))).collect()
}

struct Part {
    whole: String,
    voice: &'static str,
    n: usize,
    of: usize,
}

fn parts(wholes: impl IntoIterator<Item = (String, [usize; 7])>) -> Vec<Part> {
    let split = |(whole, counts): (String, [usize; 7])| {
        let of = counts.iter().sum();
        Voice::ALL.into_iter().zip(counts).map(move |(v, n)| Part { whole: whole.clone(), voice: v.as_str(), n, of })
    };
    wholes.into_iter().flat_map(split).collect()
}

fn shares(name: &str, about: &str, first: (&'static str, &'static str), parts: &[Part]) -> Table {
    let interval = |p: &Part| stats::wilson(p.n, p.of);
    let columns = vec![
        column(first.0, Kind::Text, "", first.1, |p: &Part| (&p.whole).into()),
        column("voice", Kind::Text, "", "where the words stand", |p: &Part| p.voice.into()),
        column("n", Kind::Int, "mentions", "labels in this voice", |p: &Part| p.n.into()),
        column("of", Kind::Int, "mentions", "labels in all voices", |p: &Part| p.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of; empty without labels", |p: &Part| (p.n as f64 / p.of as f64).into()),
        column("share_low", Kind::Float, "share 0..1", "lower end of Wilson's 95 % interval", move |p: &Part| {
            interval(p).map(|s| s.0).into()
        }),
        column("share_high", Kind::Float, "share 0..1", "upper end of Wilson's 95 % interval", move |p: &Part| {
            interval(p).map(|s| s.1).into()
        }),
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} labels", stats::FEW), |p: &Part| {
            (p.of < stats::FEW).into()
        }),
    ];
    table(name, about, columns, parts)
}

fn by_label(frames: &Frames) -> Table {
    shares("voices_by_label", "One row a label and voice", ("label_group", "family of labels"), &parts(groups_by_voice(frames)))
}

fn by_outlet(frames: &Frames) -> Table {
    let t = counted(frames, false);
    let (outlets, voices) = (t.text("outlet"), t.text("voice"));
    let counts = tally(outlets.iter().zip(&voices).map(|(o, v)| (*o, *v)));
    let of = |outlet: &str| Voice::ALL.map(|v| counts.get(&(outlet, v.as_str())).copied().unwrap_or(0));
    let wholes = frames.outlets().into_iter().map(|o| (o.clone(), of(&o)));
    shares("voices_by_outlet", "One row an outlet and voice", ("outlet", "who published"), &parts(wholes))
}

struct Call {
    speaker: String,
    actor: String,
    group: String,
    n: usize,
    outlets: usize,
    sources: String,
}

fn who_calls_whom(frames: &Frames) -> Table {
    let t = counted(frames, false);
    let (kinds, sources, voices) = (t.text("speaker_type"), t.text("speaker"), t.text("voice"));
    let (actors, groups, outlets) = (t.text("actor"), t.text("label_group"), t.text("outlet"));
    // Speaker, actor, label to count, outlets, sources.
    type Calls<'t> = BTreeMap<[&'t str; 3], (usize, BTreeSet<&'t str>, BTreeSet<&'t str>)>;
    let mut calls = Calls::new();
    for i in 0..t.height() {
        let speaker = if kinds[i].is_empty() { voices[i] } else { kinds[i] };
        let call = calls.entry([speaker, actors[i], groups[i]]).or_default();
        call.0 += 1;
        call.1.insert(outlets[i]);
        if !sources[i].is_empty() {
            call.2.insert(sources[i]);
        }
    }
    let rows: Vec<Call> = calls
        .into_iter()
        .map(|([speaker, actor, group], (n, outlets, sources))| Call {
            speaker: speaker.to_string(),
            actor: actor.to_string(),
            group: group.to_string(),
            n,
            outlets: outlets.len(),
            sources: sources.into_iter().collect::<Vec<_>>().join("; "),
        })
        .collect();
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
        column("outlets", Kind::Int, "outlets", "in how many outlets", |c: &Call| c.outlets.into()),
        column("speakers", Kind::Text, "", "canonical sources, joined by ;", |c: &Call| (&c.sources).into()),
    ];
    table("who_calls_whom", "One row a speaker type, actor and label", columns, &rows)
}
