//! The figures as ranges on one axis, over time, and as a matrix of who gives which.

use super::super::exhibit::{HeatCell, HeatMap, HeatRow, RangeGroup, RangeRow, RangeStyle, Ranges, Reference, Symbol};
use super::super::figures::{Claim, Group, Reconciled, Silence, group, reference, words};
use super::super::labels::said;
use super::super::{Chart, ChartKind, grouped, plural, ranked, tally};
use super::{TITLE, Words, chart, drawn, list, shown_outlets};
use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that get a chart, most outlets first.
const KEYS: usize = 4;
/// Sources with a colour of their own; the rest is one.
const SOURCES: usize = 7;
/// Rows that are readable on a page.
const ROWS: usize = 26;
/// Outlets without a figure that get a row; more are named in the note.
const SILENT: usize = 6;
/// Claims that count something else and are named.
const ASIDE: usize = 3;
/// Columns of the matrix.
const COLUMNS: usize = 14;
/// Keys that a title names.
const LEADING: usize = 3;
/// Rows of the matrix, those with most words.
const OUTLETS: usize = 24;
const OTHER: &str = "other sources";
const NO_SOURCE: &str = "no source";

/// A chart for each of the keys with most outlets, at least two outlets each; one for the best key where none has two.
pub fn figures(all: &Reconciled) -> Vec<Chart> {
    let chosen = chosen(all);
    // One order of sources for all charts, so that a source keeps its colour and symbol from chart to chart.
    let of = chosen.iter().flat_map(|g| &g.claims).map(|i| source(&all.claims[*i]));
    let mut palette: Vec<String> = ranked(&tally(of)).into_iter().map(|s| s.0).collect();
    if palette.len() > SOURCES {
        palette.truncate(SOURCES);
        palette.push(OTHER.into());
    }
    let mut out: Vec<Chart> = chosen.iter().map(|g| one(all, g, &palette)).collect();
    out.extend(super::figures_time::over_time(all, &chosen));
    out.extend(matrix(all));
    out
}

/// The keys with most outlets; what people count comes first: ranks and durations agree by nature.
fn chosen<'r>(all: &'r Reconciled) -> Vec<&'r Group> {
    let people = |g: &Group| g.unit == "persons" && g.clusters.iter().map(|c| c.claims.len()).sum::<usize>() > 0;
    let mut order: Vec<(&Group, usize)> = all.groups.iter().map(|g| (g, g.outlets(&all.claims).len())).collect();
    let weight = |g: &Group| g.says() == "conflicting";
    order.sort_by(|a, b| {
        let key = |(g, n): &(&Group, usize)| (people(g), *n, weight(g));
        key(b).cmp(&key(a)).then_with(|| (&a.0.event, &a.0.key).cmp(&(&b.0.event, &b.0.key)))
    });
    let shared: Vec<&Group> = order.iter().filter(|g| g.1 > 1).map(|g| g.0).take(KEYS).collect();
    if shared.is_empty() { order.iter().take(1).map(|g| g.0).collect() } else { shared }
}

/// "People killed", with the event where there are several.
pub fn heading(all: &Reconciled, g: &Group) -> String {
    let topic = g.claims.first().map_or(String::new(), |i| crate::compare::sentence_case(&words::topic(&all.claims[*i])));
    let several = all.groups.iter().any(|other| other.event != g.event);
    if several && !g.event.is_empty() { format!("{topic}, {}", g.event.trim_matches(['(', ')'])) } else { topic }
}

/// What the chart shows, in a sentence.
fn title(all: &Reconciled, g: &Group) -> String {
    let heading = heading(all, g);
    let ends = g.ends.map(|(low, high)| (&all.claims[low], &all.claims[high]));
    match (ends, g.ratio(&all.claims)) {
        (_, _) if g.claims.len() == 1 => format!("{heading}: only one claim"),
        (Some((low, high)), Some(ratio)) if ratio > 1.05 => {
            let apart = if g.says() == "conflicting" { "not all can be one number" } else { "they can be one number or one that grew" };
            let times = if ratio < 10.0 { format!("{ratio:.1}") } else { grouped(ratio.round()) };
            let says = |low: String, high: String| format!("{heading}: from {low} to {high}, {times} times apart; {apart}");
            let whose = |c: &Claim| format!("{} {}", words::amount(c), words::whose(c)).trim_end().to_string();
            let long = says(whose(low), whose(high));
            if long.chars().count() > TITLE { says(words::amount(low), words::amount(high)) } else { long }
        }
        _ if g.says() == "conflicting" => format!("{heading}: not all claims can be one number"),
        _ => format!("{heading}: no two claims found disagree"),
    }
}

fn one(all: &Reconciled, whole: &Group, palette: &[String]) -> Chart {
    let unit = all.frames.unit();
    let aside: BTreeSet<usize> = whole.aside.iter().copied().collect();
    let compared: Vec<usize> = whole.claims.iter().copied().filter(|i| !aside.contains(i)).collect();
    // Of very many claims what each outlet says in the end, then what most say.
    let (rows, cut, shown) = match compared.len() {
        0..=ROWS => (compared.iter().map(|i| row(&all.claims[*i], palette)).collect::<Vec<_>>(), String::new(), compared.clone()),
        many => {
            let last = group::latest(&all.claims, whole);
            let mut kept: Vec<usize> = last.clusters.iter().flat_map(|c| c.claims.iter().copied()).collect();
            kept.sort();
            let rows = if kept.len() <= ROWS {
                kept.iter().map(|i| row(&all.claims[*i], palette)).collect()
            } else {
                statements(all, &kept, palette)
            };
            (rows, format!(" Of {} the latest (or highest) of each {unit}; figures_claims.csv has all.", plural(many, "claim")), kept)
        }
    };
    let mut rows = rows;
    let silent: Vec<String> = whole.without(Silence::None).into_iter().map(String::from).collect();
    let mut note = String::new();
    if silent.len() <= SILENT && rows.len() + silent.len() <= ROWS {
        rows.extend(silent.iter().map(|o| RangeRow { label: o.clone(), ..RangeRow::default() }));
    } else if !silent.is_empty() {
        note = format!(" In {} with an article then none is found.", plural(silent.len(), unit));
    }
    let references = references(all, &whole.key);
    let bare = shown.iter().filter(|i| all.claims[**i].bare()).count();
    let giving = |claims: &[usize]| claims.iter().map(|i| all.claims[*i].outlet.as_str()).collect::<BTreeSet<_>>().len();
    let title = title(all, whole);
    let topic = heading(all, whole);
    chart(
        Words {
            name: format!(
                "figures_{}",
                slug(&if whole.event.is_empty() || all.groups.iter().all(|g| g.event == whole.event) {
                    whole.key.clone()
                } else {
                    format!("{} {}", whole.key, whole.event)
                })
            ),
            alt: format!("Ranges on one axis, one row a claim: {topic}. {title}. In {} none is found.", plural(silent.len(), unit)),
            title,
            subtitle: format!("Claims found: {topic}, as their words allow, by time of publication; colour and symbol: source cited"),
            n: format!(
                "n = {} in {}",
                drawn(shown.len(), whole.claims.len(), "claim"),
                drawn(giving(&shown), whole.outlets(&all.claims).len(), unit)
            ),
            note: format!(
                "{bare} without a source.{}{}{}{note}{cut}",
                if rows.iter().any(|r| r.style == RangeStyle::Open) { " Arrows show that an end is open, not how far." } else { "" },
                if references.is_empty() { "" } else { " Dashed: reference figures of corpus.toml." },
                left_out(all, &whole.aside)
            ),
            palette: palette.to_vec(),
        },
        ChartKind::Ranges(Ranges {
            groups: vec![RangeGroup { heading: String::new(), rows, references, unit: spelled(&whole.unit) }],
            unit: spelled(&whole.unit),
        }),
    )
}

/// " Left out, they count something else: Outlet A “83 bodies”." of claims that are not drawn, the first few by name.
fn left_out(all: &Reconciled, aside: &[usize]) -> String {
    let named = aside.iter().take(ASIDE).map(|i| &all.claims[*i]).map(|c| format!("{} “{}”", c.outlet, c.context));
    let mut named: Vec<String> = named.collect();
    if aside.len() > ASIDE {
        named.push(format!("{} more", aside.len() - ASIDE));
    }
    if named.is_empty() { String::new() } else { format!(" Left out, as they count something else: {}.", list(&named)) }
}

fn spelled(unit: &str) -> String {
    if unit == "persons" { "people".into() } else { unit.into() }
}

/// Rows of equal statements: how many outlets make each, the rarest left out.
fn statements(all: &Reconciled, kept: &[usize], palette: &[String]) -> Vec<RangeRow> {
    let mut said: BTreeMap<(String, String), Vec<&Claim>> = BTreeMap::new();
    for c in kept.iter().map(|i| &all.claims[*i]) {
        said.entry((words::amount(c), source(c))).or_default().push(c);
    }
    let mut order: Vec<Vec<&Claim>> = said.into_values().collect();
    let outlets = |claims: &[&Claim]| claims.iter().map(|c| c.outlet.as_str()).collect::<BTreeSet<_>>().len();
    order.sort_by_key(|claims| std::cmp::Reverse(outlets(claims)));
    order.truncate(ROWS);
    order.sort_by(|a, b| a[0].low.total_cmp(&b[0].low).then_with(|| a[0].id.cmp(&b[0].id)));
    let label =
        |claims: &[&Claim]| if outlets(claims) == 1 { claims[0].outlet.clone() } else { plural(outlets(claims), all.frames.unit()) };
    order.iter().map(|claims| RangeRow { label: label(claims), sublabel: None, ..row(claims[0], palette) }).collect()
}

/// The figures that `corpus.toml` gives for the key, as lines or bands across the axis. Each has words of its own.
fn references(all: &Reconciled, key: &str) -> Vec<Reference> {
    let of: Vec<reference::Reference> = reference::references(all.frames).into_iter().filter(|r| r.key == key).collect();
    let short =
        |r: &reference::Reference| if r.as_of.is_empty() { "reference".to_string() } else { format!("reference as of {}", r.as_of) };
    let words = |r: &reference::Reference| {
        let alike = of.iter().filter(|o| short(o) == short(r)).count() > 1;
        if alike && !r.source.is_empty() { format!("{}, {}", short(r), r.source) } else { short(r) }
    };
    of.iter().map(|r| Reference { label: words(r), value: r.low, high: (r.high > r.low).then_some(r.high) }).collect()
}

fn source(c: &Claim) -> String {
    if c.bare() { NO_SOURCE.into() } else { c.source.clone() }
}

/// Rounded or vague words, drawn open in every chart; an open end (at least) is no vagueness.
pub fn vague(c: &Claim) -> bool {
    c.low != c.high && bounded(c)
}

/// Whether the claim has two ends.
pub fn bounded(c: &Claim) -> bool {
    !(c.open_up() || c.open_down())
}

fn row(c: &Claim, palette: &[String]) -> RangeRow {
    let named = source(c);
    let key = if palette.contains(&named) { named.clone() } else { OTHER.to_string() };
    let date = c.published.get(..10).map(String::from);
    RangeRow {
        label: c.outlet.clone(),
        sublabel: date,
        low: Some(c.low),
        high: Some(c.high),
        // As it is written: "more than 280,000" stands at 280,000.
        point: c.stated(),
        style: if !bounded(c) {
            RangeStyle::Open
        } else if vague(c) {
            RangeStyle::Vague
        } else {
            RangeStyle::Exact
        },
        symbol: Symbol::nth(palette.iter().position(|k| *k == key).unwrap_or(0)),
        note: format!("{} · {named}", c.context),
        key,
    }
}

/// Outlets down, keys across: who gives which figure, and how often.
fn matrix(all: &Reconciled) -> Option<Chart> {
    let unit = all.frames.unit();
    let units = crate::compare::several(unit);
    // What counts something else is no figure of the key, and a rank is no amount.
    let claims = all.groups.iter().flat_map(|g| &g.clusters).flat_map(|c| &c.claims).map(|i| &all.claims[*i]);
    let compared: Vec<&Claim> = claims.filter(|c| c.unit != "rank").collect();
    let mut keys: BTreeMap<&str, (BTreeSet<&str>, &Claim)> = BTreeMap::new();
    for c in compared.iter().copied() {
        keys.entry(&c.key).or_insert_with(|| (BTreeSet::new(), c)).0.insert(&c.outlet);
    }
    let mut order: Vec<(&str, usize, &Claim)> =
        keys.into_iter().map(|(key, (outlets, c))| (key, outlets.len(), c)).filter(|k| k.1 > 1).collect();
    order.sort_by(|a, b| (b.1, b.2.unit == "persons").cmp(&(a.1, a.2.unit == "persons")).then(a.0.cmp(b.0)));
    let shared = order.len();
    order.truncate(COLUMNS);
    let outlets = all.frames.outlets();
    let (shown, rest) = shown_outlets(all.frames, OUTLETS);
    if order.len() < 2 || outlets.len() < 2 {
        return None;
    }
    let one_event = all.groups.iter().all(|g| g.event == all.groups[0].event);
    let mut cells: BTreeMap<(&str, &str), Vec<&Claim>> = BTreeMap::new();
    for c in compared.iter().copied() {
        cells.entry((&c.outlet, &c.key)).or_default().push(c);
    }
    // In several events one number says nothing: how many there are.
    let text = |claims: &[&Claim]| match claims {
        [] => String::new(),
        many if one_event && outlets.len() <= 15 => short(many),
        many => many.len().to_string(),
    };
    let rows: Vec<HeatRow> = shown
        .iter()
        .map(|outlet| {
            let cell = |(key, _, _): &(&str, usize, &Claim)| {
                let claims = cells.get(&(outlet.as_str(), *key)).cloned().unwrap_or_default();
                HeatCell { value: (!claims.is_empty()).then_some(claims.len() as f64), text: text(&claims) }
            };
            HeatRow { label: outlet.clone(), cells: order.iter().map(cell).collect() }
        })
        .collect();
    let most = order[0].1;
    let leading: Vec<String> = order.iter().filter(|k| k.1 == most).map(|k| words::topic(k.2)).collect();
    let of = format!("{most} of {}", outlets.len());
    let title = match leading.len() {
        1 => format!("{} is the figure found in most {units}: {of}", crate::compare::sentence_case(&leading[0])),
        2..=LEADING => format!("{} are the figures found in most {units}: {of} each", crate::compare::sentence_case(&list(&leading))),
        n => format!("No figure is found in more than {of} {units}; {n} are in so many"),
    };
    let columns: BTreeSet<&str> = order.iter().map(|k| k.0).collect();
    let in_cells = compared.iter().filter(|c| columns.contains(c.key.as_str()) && shown.contains(&c.outlet)).count();
    let full: Vec<String> = order.iter().filter(|k| k.1 == outlets.len()).map(|k| words::topic(k.2)).collect();
    let left = if rest.is_empty() { String::new() } else { format!(" The {} {units} with most words are shown.", shown.len()) };
    let all_give = if full.is_empty() { String::new() } else { format!(" All give {}.", list(&full)) };
    Some(chart(
        Words {
            name: "figures_matrix".into(),
            alt: format!(
                "Heat map of {units} by keys of figures, claims counted; hatched where in {} none is found. {title}.",
                said::a(unit)
            ),
            title,
            subtitle: if one_event {
                format!(
                    "Figures found by {unit}: the number of its highest claim (~ rounded, + at least, ≤ at most); shade: number of claims"
                )
            } else {
                format!("Number of claims of each {unit} by what they count")
            },
            n: format!("n = {} in {}", drawn(in_cells, compared.len(), "claim"), plural(outlets.len(), unit)),
            note: format!(
                "Keys that at least two {units} give{}; ranks left out. None found may be no article then: figures_outlets.csv says which.{all_give}{left}",
                if shared > order.len() { format!(", the {} most common of {shared}", order.len()) } else { String::new() }
            ),
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap {
            columns: order.iter().map(|(_, _, c)| words::topic(c)).collect(),
            rows,
            unit: "claims".into(),
            missing: "none found".into(),
        }),
    ))
}

/// The highest claim in a cell: "602+", "~50,000", "38.5k", "20k–100k", "50%+".
fn short(claims: &[&Claim]) -> String {
    let Some(c) = claims.iter().max_by(|a, b| a.low.total_cmp(&b.low)) else { return String::new() };
    let number = |x: f64| {
        let short = if x >= 10_000.0 { format!("{}k", grouped((x / 100.0).round() / 10.0)) } else { grouped(x) };
        if c.unit == "percent" { short + "%" } else { short }
    };
    match c.stated() {
        Some(n) if c.open_up() => format!("{}+", number(n)),
        Some(n) if c.open_down() => format!("≤{}", number(n)),
        Some(n) if c.modifier != "exact" => format!("~{}", number(n)),
        Some(n) => number(n),
        None => {
            let short = |x: f64| if x >= 1_000.0 { format!("{}k", grouped((x / 1_000.0).round())) } else { grouped(x) };
            format!("{}–{}", short(c.low), short(c.high))
        }
    }
}
