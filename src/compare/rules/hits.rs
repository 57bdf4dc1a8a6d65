//! Runs the rules over labels, quotes, figures and words.

use super::Count;
use super::words::{self, Text};
use crate::compare::labels::said::a;
use crate::compare::{body_words, spaced, stats};
use crate::frame::{Frames, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What `of` counts for rules about words.
pub const WORDS: &str = "words of running text";

/// A passage that a rule would flag.
#[derive(Debug, Clone, Default)]
pub struct Hit {
    pub rule: String,
    pub outlet: String,
    pub article: String,
    pub evidence: String,
    pub words: String,
    pub actor: String,
    pub voice: String,
    pub why: String,
    pub asks: String,
    pub sentence: String,
    /// The side of the actor or speaker, for rules of even treatment.
    side: Option<usize>,
}

/// A rule as it stands in its row.
struct Rule<'f> {
    id: &'f str,
    asks: &'f str,
    checks: &'f str,
    groups: Vec<&'f str>,
    words: Vec<&'f str>,
    voices: Vec<&'f str>,
    actors: Vec<&'f str>,
    cue_classes: Vec<&'f str>,
    source_types: Vec<&'f str>,
    event_types: Vec<&'f str>,
    sides: Vec<Vec<&'f str>>,
    named: bool,
    unattributed: bool,
    most_words: f64,
}

fn parts<'f>(cell: &'f str, by: &str) -> Vec<&'f str> {
    cell.split(by).filter(|p| !p.is_empty()).collect()
}

fn read(t: &Table) -> Vec<Rule<'_>> {
    let text = |name: &str| t.text(name);
    let (ids, asks, checks, groups, words) = (text("rule"), text("asks"), text("checks"), text("label_groups"), text("words"));
    let (voices, actors, cues, types, events) =
        (text("voices"), text("actors"), text("cue_classes"), text("source_types"), text("event_types"));
    let (sides, named, bare, most) = (text("one_side_of"), t.flags("named"), t.flags("unattributed"), t.numbers("most_words"));
    let list = |cell| parts(cell, "; ");
    (0..t.height())
        .map(|i| Rule {
            id: ids[i],
            asks: asks[i],
            checks: checks[i],
            groups: list(groups[i]),
            words: list(words[i]),
            voices: list(voices[i]),
            actors: list(actors[i]),
            cue_classes: list(cues[i]),
            source_types: list(types[i]),
            event_types: list(events[i]),
            sides: parts(sides[i], " | ").into_iter().map(list).collect(),
            named: named[i] == Some(true),
            unattributed: bare[i] == Some(true),
            most_words: most[i].unwrap_or(0.0),
        })
        .collect()
}

/// Nothing asked, or one of what is asked.
fn among(wanted: &[&str], value: &str) -> bool {
    wanted.is_empty() || wanted.contains(&value)
}

/// What a rule found in the corpus: passages, occasions by outlet, and occasions by outlet and side.
#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    of: BTreeMap<String, usize>,
    sides: BTreeMap<(String, usize), usize>,
}

/// All hits, by rule, outlet and place; and the counts of every rule in every outlet.
pub fn hits(frames: &Frames) -> (Vec<Hit>, Vec<Count>) {
    let text = Text::new(frames);
    let (mut all, mut counts) = (Vec::new(), Vec::new());
    for rule in read(&frames.rules) {
        let (mut found, what) = match rule.checks {
            "attribution" => (attributions(frames, &rule), "attributions"),
            "scare_quote" => (scare_quotes(frames, &rule), "marked words that nobody speaks"),
            "word" => (in_words(frames, &text, &rule), WORDS),
            "figure" => (figures(frames, &rule), "figures of these kinds"),
            _ => (labels(frames, &rule), "labels in these voices"),
        };
        if !rule.sides.is_empty() {
            one_sided(&mut found, &rule);
        }
        found.hits.sort_by(|a, b| a.outlet.cmp(&b.outlet));
        for outlet in frames.outlets() {
            let here: Vec<&Hit> = found.hits.iter().filter(|h| h.outlet == outlet).collect();
            counts.push(Count {
                rule: rule.id.to_string(),
                n: here.len(),
                of: found.of.get(&outlet).copied().unwrap_or(0),
                of_what: what,
                articles: here.iter().map(|h| &h.article).collect::<BTreeSet<_>>().len(),
                outlet,
            });
        }
        all.extend(found.hits);
    }
    (all, counts)
}

fn hit(rule: &Rule, why: String) -> Hit {
    Hit { rule: rule.id.into(), asks: rule.asks.into(), why, ..Hit::default() }
}

fn labels(frames: &Frames, rule: &Rule) -> Found {
    let t = &frames.labels;
    let (outlets, articles, ids, texts, lemmas) =
        (t.text("outlet"), t.text("article_id"), t.text("label_id"), t.text("text"), t.text("lemma"));
    let (groups, actors, voices, sentences) = (t.text("label_group"), t.text("actor"), t.text("voice"), t.text("sentence_text"));
    let named = t.flags("named");
    let names: BTreeSet<(&str, &str)> = (0..t.height()).filter(|i| named[*i] == Some(true)).map(|i| (articles[i], actors[i])).collect();
    let mut found = Found::default();
    for i in (0..t.height()).filter(|i| named[*i] != Some(true)) {
        let side = rule.sides.iter().position(|s| s.contains(&actors[i]));
        let occasion = among(&rule.voices, voices[i])
            && among(&rule.actors, actors[i])
            && (!rule.named || names.contains(&(articles[i], actors[i])))
            && (rule.sides.is_empty() || side.is_some());
        if !occasion {
            continue;
        }
        *found.of.entry(outlets[i].into()).or_insert(0) += 1;
        if let Some(side) = side {
            *found.sides.entry((outlets[i].into(), side)).or_insert(0) += 1;
        }
        if !(among(&rule.groups, groups[i]) && among(&rule.words, lemmas[i])) {
            continue;
        }
        let why = format!("“{}” for {} stands in the voice: {}", texts[i], whom(actors[i]), spaced(voices[i]));
        found.hits.push(Hit {
            outlet: outlets[i].into(),
            article: articles[i].into(),
            evidence: ids[i].into(),
            words: texts[i].into(),
            actor: actors[i].into(),
            voice: voices[i].into(),
            sentence: sentences[i].into(),
            side,
            ..hit(rule, why)
        });
    }
    found
}

fn whom(actor: &str) -> String {
    if actor == "unresolved" { "an actor that cannot be told".into() } else { spaced(actor) }
}

fn attributions(frames: &Frames, rule: &Rule) -> Found {
    let t = &frames.quotes;
    let (outlets, articles, ids, kinds) = (t.text("outlet"), t.text("article_id"), t.text("quote_id"), t.text("kind"));
    let (cues, lemmas, classes, sources) = (t.text("cue"), t.text("cue_lemma"), t.text("cue_class"), t.text("source"));
    let (types, roles, sentences) = (t.text("source_type"), t.text("role"), t.text("sentence_text"));
    let mut found = Found::default();
    for i in (0..t.height()).filter(|i| kinds[*i] != "scare_quote") {
        let side = rule.sides.iter().position(|s| s.contains(&types[i]));
        if !among(&rule.source_types, types[i]) || !rule.sides.is_empty() && side.is_none() {
            continue;
        }
        *found.of.entry(outlets[i].into()).or_insert(0) += 1;
        if let Some(side) = side {
            *found.sides.entry((outlets[i].into(), side)).or_insert(0) += 1;
        }
        let word = rule.words.is_empty() || rule.words.contains(&lemmas[i]) || rule.words.contains(&kinds[i]);
        if !among(&rule.cue_classes, classes[i]) || !word {
            continue;
        }
        let cue = if cues[i].is_empty() { "no speech verb".into() } else { format!("“{}”", cues[i]) };
        let why = format!("{} ({}) is given with {cue}, {} attribution", sources[i], spaced(types[i]), a(kinds[i]));
        found.hits.push(Hit {
            outlet: outlets[i].into(),
            article: articles[i].into(),
            evidence: ids[i].into(),
            words: cues[i].into(),
            actor: sources[i].into(),
            voice: roles[i].into(),
            sentence: sentences[i].into(),
            side,
            ..hit(rule, why)
        });
    }
    found
}

fn scare_quotes(frames: &Frames, rule: &Rule) -> Found {
    let t = &frames.quotes.only("kind", &["scare_quote"]);
    let (outlets, articles, ids, contents) = (t.text("outlet"), t.text("article_id"), t.text("quote_id"), t.text("content"));
    let (lengths, roles, sentences) = (t.numbers("words"), t.text("role"), t.text("sentence_text"));
    let mut found = Found::default();
    for i in 0..t.height() {
        *found.of.entry(outlets[i].into()).or_insert(0) += 1;
        let short = rule.most_words == 0.0 || lengths[i].is_some_and(|n| n <= rule.most_words);
        if !short || !among(&rule.words, &contents[i].to_lowercase()) {
            continue;
        }
        found.hits.push(Hit {
            outlet: outlets[i].into(),
            article: articles[i].into(),
            evidence: ids[i].into(),
            words: contents[i].into(),
            voice: "scare_quote".into(),
            sentence: sentences[i].into(),
            ..hit(rule, format!("“{}” stands in marks and nobody is said to speak it ({})", contents[i], roles[i]))
        });
    }
    found
}

fn figures(frames: &Frames, rule: &Rule) -> Found {
    let t = &frames.figures.only("class", &["claim"]);
    let (outlets, articles, ids, texts) = (t.text("outlet"), t.text("article_id"), t.text("figure_id"), t.text("context"));
    let (events, sources, voices, sentences) = (t.text("event_type"), t.text("source"), t.text("voice"), t.text("sentence_text"));
    let mut found = Found::default();
    // A figure in the words of a source is an occasion too: it is how the rule is kept.
    for i in (0..t.height()).filter(|i| among(&rule.event_types, events[*i])) {
        *found.of.entry(outlets[i].into()).or_insert(0) += 1;
        if !among(&rule.voices, voices[i]) || rule.unattributed && !sources[i].is_empty() {
            continue;
        }
        let who = if sources[i].is_empty() { "its sentence names no source".to_string() } else { format!("its source is {}", sources[i]) };
        found.hits.push(Hit {
            outlet: outlets[i].into(),
            article: articles[i].into(),
            evidence: ids[i].into(),
            words: texts[i].into(),
            voice: voices[i].into(),
            sentence: sentences[i].into(),
            ..hit(rule, format!("“{}” ({}): {who}", texts[i], spaced(events[i])))
        });
    }
    found
}

fn in_words(frames: &Frames, text: &Text, rule: &Rule) -> Found {
    let s = &frames.sentences;
    let (outlets, articles, ids, sentences) = (s.text("outlet"), s.text("article_id"), s.text("sentence_id"), s.text("text"));
    let mut found = Found { of: body_words(frames), ..Found::default() };
    for (row, words, voice) in words::find(frames, text, &rule.words, &rule.voices) {
        found.hits.push(Hit {
            outlet: outlets[row].into(),
            article: articles[row].into(),
            evidence: ids[row].into(),
            voice: voice.into(),
            sentence: sentences[row].into(),
            why: format!("“{words}” stands in the voice: {}", spaced(voice)),
            words,
            ..hit(rule, String::new())
        });
    }
    found
}

/// Keeps hits of outlets that treat one side so and another never, where each had occasions enough.
fn one_sided(found: &mut Found, rule: &Rule) {
    let mut by_side: BTreeMap<(String, usize), usize> = BTreeMap::new();
    for h in &found.hits {
        if let Some(side) = h.side {
            *by_side.entry((h.outlet.clone(), side)).or_insert(0) += 1;
        }
    }
    let n = |outlet: &str, side: usize| by_side.get(&(outlet.to_string(), side)).copied().unwrap_or(0);
    let of = |outlet: &str, side: usize| found.sides.get(&(outlet.to_string(), side)).copied().unwrap_or(0);
    // Two hits and no other-side hit, though the other side speaks at least as often as FEW says.
    let spared = |outlet: &str, side: usize| {
        let others = (0..rule.sides.len()).filter(|o| *o != side);
        others.filter(|o| n(outlet, *o) == 0 && of(outlet, *o) >= stats::FEW).min()
    };
    let kept = found.hits.iter().filter_map(|h| {
        let side = h.side?;
        let other = spared(&h.outlet, side).filter(|_| n(&h.outlet, side) >= 2)?;
        let named = |side: usize| rule.sides[side].iter().map(|s| spaced(s)).collect::<Vec<_>>().join(", ");
        let why = format!(
            "{}; in this outlet {} of {} times for {}, 0 of {} for {}",
            h.why,
            n(&h.outlet, side),
            of(&h.outlet, side),
            named(side),
            of(&h.outlet, other),
            named(other)
        );
        Some(Hit { why, ..h.clone() })
    });
    found.hits = kept.collect();
}
