//! Who is meant in an act of harm: the actor of the label at the place, else a class of people.

use super::rows::{ActRow, Place};
use crate::extract::labels::LabelKind;
use crate::extract::style::agency::Party;
use crate::extract::{Act, Label};

/// What a label says that means nobody known.
const UNRESOLVED: &str = "unresolved";

/// The row of an act, without its place; `None` where its victim is nobody: neither an actor nor people nor a name.
pub fn resolved(act: Act, labels: &[Label], text: &str) -> Option<ActRow> {
    let who = |party: &Party| actor(party, labels).map_or(party.class.clone(), String::from);
    let victim = Some(who(&act.victim)).filter(|v| !v.is_empty())?;
    let agent = act.agent.as_ref().map(|a| Some(who(a)).filter(|a| !a.is_empty()).unwrap_or_else(|| "other".into()));
    Some(ActRow {
        place: Place::default(),
        quote: None,
        victim,
        victim_text: act.victim.span.of(text).to_string(),
        agent: agent.unwrap_or_default(),
        agent_text: act.agent.as_ref().map_or(String::new(), |a| a.span.of(text).to_string()),
        act,
    })
}

/// The actor of the label that holds the head of a phrase; of means ("Norland airstrikes") that of a label inside.
fn actor<'l>(party: &Party, labels: &'l [Label]) -> Option<&'l str> {
    let near = labels.iter().filter(|l| l.span.overlaps(party.span));
    // A plain noun that no lexicon lists ("farmers") is its class of people, not an actor of its own.
    let known = |l: &&Label| l.kind != LabelKind::Unlisted || l.named || party.class.is_empty();
    let holds = |l: &&Label| l.span.overlaps(party.head) || party.class == "event";
    near.filter(known)
        .filter(holds)
        .max_by_key(|l| (l.span.len(), std::cmp::Reverse(l.span.start)))
        .map(|l| l.actor.as_str())
        .filter(|a| *a != UNRESOLVED || party.class.is_empty())
}
