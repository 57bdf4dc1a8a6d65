//! House rules as a table, for the comparison that lists where they would flag.

use super::table::{Kind, Table, column, table};
use crate::lexicon::rules::Rule;

/// One row a rule; lists are joined by "; ".
pub fn house_rules(rules: &[Rule]) -> Table {
    let text = |name: &'static str, meaning: &'static str, get: fn(&Rule) -> String| {
        column(name, Kind::Text, "", meaning, move |r: &Rule| get(r).into())
    };
    let columns = vec![
        text("rule", "id of the rule", |r| r.id.clone()),
        text("file", "the file it stands in", |r| r.file.clone()),
        text("asks", "what the rule asks", |r| r.asks.clone()),
        text("why", "why a newsroom would want it", |r| r.why.clone()),
        text("source", "after what it is modelled", |r| r.source.clone()),
        text("checks", "what it looks at: label, attribution, scare_quote, word or figure", |r| r.checks.as_str().into()),
        text("label_groups", "families of labels that it looks for", |r| r.label_groups.join("; ")),
        text("words", "words that it looks for", |r| r.words.join("; ")),
        text("voices", "voices in which it looks", |r| r.voices.join("; ")),
        text("actors", "actors for which it looks", |r| r.actors.join("; ")),
        text("cue_classes", "classes of speech verbs that it looks for", |r| r.cue_classes.join("; ")),
        text("source_types", "kinds of source of which it looks at the attributions", |r| r.source_types.join("; ")),
        text("event_types", "kinds of figures that it looks at", |r| r.event_types.join("; ")),
        text("one_side_of", "sides of which only one may be treated so for it to fire: joined by |", |r| {
            r.one_side_of.iter().map(|side| side.join("; ")).collect::<Vec<_>>().join(" | ")
        }),
        column("named", Kind::Bool, "", "only where the article gives the actor's proper name", |r: &Rule| r.named.into()),
        column("unattributed", Kind::Bool, "", "only figures whose sentence names no source", |r: &Rule| r.unattributed.into()),
        column("most_words", Kind::Int, "words", "only marked stretches of at most so many words; 0 for any", |r: &Rule| {
            r.most_words.into()
        }),
        text("example", "where it fires", |r| r.example.clone()),
        text("counter", "where it does not", |r| r.counter.clone()),
    ];
    table("rules", "One row a house rule that the report looks at", columns, rules)
}
