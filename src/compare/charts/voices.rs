//! In whose voice each label stands, as 100% bars; and who calls whom what, as heat maps.

use super::super::exhibit::{BarScale, Category, HeatCell, HeatMap, HeatRow, StackedBars, StackedRow};
use super::super::voices::{Call, groups_by_voice};
use super::super::{Chart, ChartKind, percent, plural, ranked, spaced, stats};
use super::members::members;
use super::{NEARLY_ALL, Words, chart, drawn, leaders, top, words_of};
use crate::extract::Voice;
use crate::frame::Frames;
use crate::text::slug;
use std::collections::BTreeMap;

/// Labels that get a bar.
const LABELS: usize = 14;
/// Actors with a chart of who calls them what, and labels that get a column in it.
const ACTORS: usize = 2;
const COLUMNS: usize = 11;

/// One chart; none where there are no labels.
pub fn voices(frames: &Frames, calls: &[Call]) -> Vec<Chart> {
    let groups = groups_by_voice(frames);
    let total: usize = groups.iter().flat_map(|g| g.1).sum();
    let used: Vec<usize> = (0..Voice::ALL.len()).filter(|v| groups.iter().any(|g| g.1[*v] > 0)).collect();
    let categories =
        used.iter().map(|v| Category { key: Voice::ALL[*v].as_str().into(), label: spaced(Voice::ALL[*v].as_str()) }).collect();
    let rows: Vec<StackedRow> = groups
        .iter()
        .take(LABELS)
        .map(|(group, counts)| StackedRow {
            label: group.clone(),
            n: counts.iter().sum::<usize>() as u64,
            values: used.iter().map(|v| counts[*v] as f64).collect(),
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let title = finding(&groups);
    let words = Words {
        name: "voices_by_label".into(),
        alt: format!("Stacked bars, one a label: in which voice it stands. {title}. {}.", plural(total, "label")),
        title,
        subtitle: "Where each label stands, for any actor: in the outlet's own voice, a headline, or the words of others".into(),
        n: format!("n = {}", drawn(rows.iter().map(|r| r.n as usize).sum(), total, "label")),
        note: format!(
            "{}{}",
            if groups.len() > LABELS { format!("The {LABELS} most frequent of {} labels.", groups.len()) } else { String::new() },
            members(frames, &rows.iter().map(|r| r.label.clone()).collect::<Vec<_>>())
        )
        .trim_start()
        .to_string(),
        palette: Voice::ALL.map(|v| v.as_str().to_string()).to_vec(),
    };
    let kind = StackedBars { categories, rows, scale: BarScale::Percent, min_n: stats::FEW as u64, unit: "labels".into() };
    let mut out = vec![chart(words, ChartKind::StackedBars(kind))];
    out.extend(whom(frames, calls));
    out
}

/// A heat map an actor: speakers down, the outlets' own voice first, labels across, share of what each calls the actor.
fn whom(frames: &Frames, calls: &[Call]) -> Vec<Chart> {
    let mut actors: BTreeMap<&str, usize> = BTreeMap::new();
    for c in calls.iter().filter(|c| c.actor != "unresolved" && c.actor != "other") {
        *actors.entry(&c.actor).or_insert(0) += c.n;
    }
    ranked(&actors).into_iter().take(ACTORS).filter_map(|(actor, _)| calls_heat(frames, calls, actor)).collect()
}

fn calls_heat(frames: &Frames, calls: &[Call], actor: &str) -> Option<Chart> {
    let of: Vec<&Call> = calls.iter().filter(|c| c.actor == actor).collect();
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    of.iter().for_each(|c| *sums.entry(c.group.clone()).or_insert(0) += c.n);
    let n: usize = sums.values().sum();
    // Where nearly all say one word there is nothing to compare.
    if sums.values().any(|most| *most as f64 >= NEARLY_ALL * n as f64) {
        return None;
    }
    let (shown, rest) = top(ranked(&sums), COLUMNS);
    let mut speakers: Vec<(&str, usize)> = Vec::new();
    for c in &of {
        if !speakers.iter().any(|s| s.0 == c.speaker) {
            speakers.push((&c.speaker, c.of));
        }
    }
    if speakers.len() < 2 {
        return None;
    }
    // Of those who say too little for shares one row.
    let (speakers, few): (Vec<_>, Vec<_>) = speakers.into_iter().partition(|s| s.1 >= stats::FEW);
    let cell = |who: &[(&str, usize)], groups: &[String]| {
        let all: usize = who.iter().map(|s| s.1).sum();
        let n: usize = of.iter().filter(|c| who.iter().any(|s| s.0 == c.speaker) && groups.contains(&c.group)).map(|c| c.n).sum();
        HeatCell { value: Some(100.0 * n as f64 / all as f64), text: n.to_string() }
    };
    let row = |name: String, who: &[(&str, usize)]| {
        let mut cells: Vec<HeatCell> = shown.iter().map(|(g, _)| cell(who, std::slice::from_ref(g))).collect();
        if !rest.is_empty() {
            cells.push(cell(who, &rest));
        }
        HeatRow { label: format!("{name} (n = {})", who.iter().map(|s| s.1).sum::<usize>()), cells }
    };
    let mut rows: Vec<HeatRow> = speakers.iter().map(|s| row(spaced(s.0), std::slice::from_ref(s))).collect();
    if !few.is_empty() {
        rows.push(row(format!("{} under {} each", plural(few.len(), "kind"), stats::FEW), &few));
    }
    // All that a speaker says most, where several are.
    let lead = |(speaker, all): &(&str, usize)| {
        let (words, n) = leaders(of.iter().filter(|c| c.speaker == *speaker).map(|c| (c.group.as_str(), c.n)));
        let each = if words.len() > 1 { " each" } else { "" };
        (words_of(&words), format!("({n}{each} of {all})"))
    };
    let first = speakers.iter().find(|s| s.0 == Voice::Narrator.as_str()).map(&lead);
    let own = first.as_ref().map(|(words, n)| format!("the outlets' own voice says {words} most {n}"));
    // Of the sources that speak often enough, the first whose word is another.
    let outside = |s: &&(&str, usize)| !Voice::ALL.iter().any(|v| v.as_str() == s.0);
    let others: Vec<(&str, (String, String))> = speakers.iter().filter(outside).map(|s| (s.0, lead(s))).collect();
    let differs = |o: &&(&str, (String, String))| first.as_ref().is_none_or(|f| f.0 != o.1.0);
    let other = others.iter().find(differs).or(others.first());
    let other = other.map(|(who, (words, n))| format!("{} {words} {n}", spaced(who)));
    let said: Vec<String> = own.into_iter().chain(other).collect();
    let title = if said.is_empty() {
        format!("Who calls {} what: too few labels of any speaker to say", spaced(actor))
    } else {
        format!("For {}, {}", spaced(actor), said.join(", "))
    };
    let mut columns: Vec<String> = shown.iter().map(|s| s.0.clone()).collect();
    if !rest.is_empty() {
        columns.push(format!("{} others", rest.len()));
    }
    Some(chart(
        Words {
            name: format!("who_calls_{}", slug(actor)),
            alt: format!(
                "Heat map of speakers by labels for {}: shade is the share of the speaker's labels, the number how many. {title}.",
                spaced(actor)
            ),
            title,
            subtitle: format!(
                "Labels of each kind of speaker for {}, institutions and people included; shade: share of the speaker's labels",
                spaced(actor)
            ),
            n: format!("n = {}", plural(n, "label")),
            note: format!(
                "First the places outside quotations, then the sources quoted or reported; in reported speech the word may be the writer's.{}",
                members(frames, &shown.iter().map(|s| s.0.clone()).collect::<Vec<_>>())
            ),
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap { columns, rows, unit: "% of a speaker's labels".into(), missing: String::new() }),
    ))
}

/// The labels with most and with least of the outlets' own voice, among those used often enough.
fn finding(groups: &[(String, [usize; 7])]) -> String {
    // Only of labels that have a bar.
    let groups = &groups[..groups.len().min(LABELS)];
    let own = |counts: &[usize; 7]| counts[Voice::Narrator as usize] as f64 / counts.iter().sum::<usize>() as f64;
    let mut shares: Vec<(&String, f64, usize)> =
        groups.iter().map(|(g, c)| (g, own(c), c.iter().sum::<usize>())).filter(|g| g.2 >= 2 * stats::FEW).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    match (shares.first(), shares.last()) {
        (Some(a), Some(b)) if a.1 - b.1 > 0.1 => {
            let least = 2 * stats::FEW;
            format!(
                "Of labels used {least} times or more, {} most often in the outlets' own voice ({}), {} least often ({})",
                stand(&shares, a.1),
                percent(a.1),
                stand(&shares, b.1),
                percent(b.1)
            )
        }
        (Some(a), _) => format!("The frequent labels stand in the outlets' own voice about equally often (“{}”: {})", a.0, percent(a.1)),
        _ => "Too few uses of any label to compare voices".into(),
    }
}

/// The labels of a share with their verb: “a” stands, “a” and “b” stand.
fn stand(shares: &[(&String, f64, usize)], share: f64) -> String {
    let of: Vec<&str> = shares.iter().filter(|s| percent(s.1) == percent(share)).map(|s| s.0.as_str()).collect();
    format!("{} {}", words_of(&of), if of.len() == 1 { "stands" } else { "stand" })
}
