//! Unlisted actors: whom the articles name and describe though no lexicon lists them, for the analyst to adopt.

use super::{Exhibit, ranked};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// Actors and labels that no lexicon lists, with what to paste to adopt them.
pub fn unlisted(frames: &Frames) -> Exhibit {
    let actors = actors(&frames.labels.only("kind", &["unlisted"]));
    Exhibit {
        name: "unlisted",
        title: "Actors and labels that no lexicon lists",
        tables: vec![by_label(&actors), by_actor(&actors)],
        charts: Vec::new(),
        notes: vec![
            "Unlisted rows are grouped by rule, not by knowledge: look at the rows before you quote the counts.".into(),
            "To adopt an actor, paste its `adopt` cell from actors_unlisted.csv into corpus.toml and strike out what is wrong; \
             its names and labels are then counted as those of any other actor."
                .into(),
        ],
        ..Exhibit::default()
    }
}

/// One actor with its labels, each with its outlets.
struct Actor {
    name: String,
    n: usize,
    outlets: usize,
    person: bool,
    labels: Vec<Label>,
}

/// What one outlet calls an actor.
#[derive(Clone)]
struct Label {
    actor: String,
    text: String,
    named: bool,
    outlet: String,
    n: usize,
    narrator: usize,
    example: String,
}

/// The actors, most mentioned first, from the unlisted rows.
fn actors(t: &Table) -> Vec<Actor> {
    let (names, texts, outlets, ids) = (t.text("actor"), t.text("lemma"), t.text("outlet"), t.text("label_id"));
    let (named, voices, rules) = (t.flags("named"), t.text("voice"), t.text("rule"));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut labels: BTreeMap<&str, BTreeMap<(&str, bool, &str), Label>> = BTreeMap::new();
    let mut persons: BTreeMap<&str, bool> = BTreeMap::new();
    for i in 0..t.height() {
        *counts.entry(names[i]).or_insert(0) += 1;
        *persons.entry(names[i]).or_insert(false) |= matches!(rules[i], "unlisted/surname" | "unlisted/title" | "unlisted/given_name");
        let named = named[i].unwrap_or(false);
        let label = labels.entry(names[i]).or_default().entry((texts[i], !named, outlets[i])).or_insert_with(|| Label {
            actor: names[i].to_string(),
            text: texts[i].to_string(),
            named,
            outlet: outlets[i].to_string(),
            n: 0,
            narrator: 0,
            example: ids[i].to_string(),
        });
        label.n += 1;
        label.narrator += usize::from(voices[i] == "narrator");
    }
    let actor = |(name, n): (&str, usize)| {
        let mut labels: Vec<Label> = labels.remove(name).unwrap_or_default().into_values().collect();
        labels.sort_by(|a, b| (!a.named, b.n, &a.text, &a.outlet).cmp(&(!b.named, a.n, &b.text, &b.outlet)));
        let outlets: std::collections::BTreeSet<&str> = labels.iter().map(|l| l.outlet.as_str()).collect();
        Actor { name: name.to_string(), n, outlets: outlets.len(), person: persons[name], labels }
    };
    ranked(&counts).into_iter().map(actor).collect()
}

fn by_label(actors: &[Actor]) -> Table {
    let rows: Vec<Label> = actors.iter().flat_map(|a| a.labels.clone()).collect();
    let columns = vec![
        column("actor", Kind::Text, "", "the group's readable name, or the known actor that it belongs to", |l: &Label| (&l.actor).into()),
        column("label", Kind::Text, "", "the name, or the base form of the description", |l: &Label| (&l.text).into()),
        column("named", Kind::Bool, "", "a proper name; else a description: the two are never added", |l: &Label| l.named.into()),
        column("outlet", Kind::Text, "", "who published", |l: &Label| (&l.outlet).into()),
        column("n", Kind::Int, "mentions", "how often, in all voices", |l: &Label| l.n.into()),
        column("narrator_n", Kind::Int, "mentions", "of these, in the outlet's own voice", |l: &Label| l.narrator.into()),
        column("example", Kind::Text, "", "a row of labels.csv; `parallax explain` takes it", |l: &Label| (&l.example).into()),
    ];
    table("labels_unlisted", "One row an unlisted name or label and outlet", columns, &rows)
}

fn by_actor(actors: &[Actor]) -> Table {
    let forms = |a: &Actor, named: bool| -> Vec<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        a.labels.iter().filter(|l| l.named == named).for_each(|l| *counts.entry(l.text.clone()).or_insert(0) += l.n);
        ranked(&counts).into_iter().map(|(text, _)| text).collect()
    };
    let listed = |words: &[String]| words.iter().map(|w| format!("{w:?}")).collect::<Vec<_>>().join(", ");
    let adopt = move |a: &Actor| {
        let kind = if a.person { "kind = \"person\"\n" } else { "" };
        let (names, labels) = (listed(&forms(a, true)), listed(&forms(a, false)));
        format!("[[actor]]\nname = {:?}\n{kind}names = [{names}]\nlabels = [{labels}]", a.name)
    };
    let columns = vec![
        column("actor", Kind::Text, "", "the group's readable name, or the known actor that it belongs to", |a: &Actor| (&a.name).into()),
        column("n", Kind::Int, "mentions", "unlisted names and descriptions", |a: &Actor| a.n.into()),
        column("outlets", Kind::Int, "outlets", "in how many outlets", |a: &Actor| a.outlets.into()),
        column("names", Kind::Text, "", "its names, most frequent first, joined by ;", move |a: &Actor| forms(a, true).join("; ").into()),
        column("labels", Kind::Text, "", "its descriptions, most frequent first, joined by ;", move |a: &Actor| {
            forms(a, false).join("; ").into()
        }),
        column("adopt", Kind::Text, "", "lines for corpus.toml that make it an actor of the corpus", move |a: &Actor| adopt(a).into()),
    ];
    table("actors_unlisted", "One row an actor that no lexicon lists", columns, actors)
}
