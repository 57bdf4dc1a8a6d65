//! Voices: in whose mouth each label stands, and who calls whom what.

mod calls;
mod own;

use super::{Exhibit, counted, ranked, stats, tally};
use crate::extract::Voice;
use crate::frame::{Frames, Kind, Table, column, table};
pub use calls::Call;

/// Label × voice × speaker type.
pub fn voices(frames: &Frames) -> Exhibit {
    let (calls, said) = (calls::calls(frames), own::said_by(frames));
    Exhibit {
        name: "voices",
        title: "In whose voice each label stands",
        tables: vec![by_label(frames), by_outlet(frames), calls::listed(&calls), own::listed(&said)],
        charts: super::charts::voices(frames, &calls),
        notes: vec![
            "Voice is where the words stand, not who chose them: in indirect speech a label is often the writer's.".into(),
            "Descriptive labels only; proper names are in names_by_outlet.csv.".into(),
        ],
        findings: own::findings(frames, &said),
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
    let [low, high] = stats::wilson_ends("share_low", "share_high", |p: &Part| (p.n, p.of));
    let columns = vec![
        column(first.0, Kind::Text, "", first.1, |p: &Part| (&p.whole).into()),
        column("voice", Kind::Text, "", "where the words stand", |p: &Part| p.voice.into()),
        column("n", Kind::Int, "mentions", "labels in this voice", |p: &Part| p.n.into()),
        column("of", Kind::Int, "mentions", "labels in all voices", |p: &Part| p.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of; empty without labels", |p: &Part| (p.n as f64 / p.of as f64).into()),
        low,
        high,
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
