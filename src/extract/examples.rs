//! Runs the examples and counter-examples of every lexicon entry, and every name of the gazetteers.

use super::{Found, Settings};
use crate::corpus::Article;
use crate::extract::labels::LabelKind;
use crate::lexicon::labels::plural;
use crate::lexicon::{Lexicons, Source, Sources, line_of};
use crate::problem::{Problem, Severity};
use crate::text::Document;
use toml::{Table, Value};

/// Runs them all; a failing one is a problem with its file and line. Returns how many were run.
pub fn check(lexicons: &Lexicons, sources: &Sources, problems: &mut Vec<Problem>) -> usize {
    let mut run = Run { lexicons, problems, count: 0 };
    for source in sources.0.values().filter(|s| s.name.ends_with(".toml")) {
        // A file that is no TOML is reported where it is loaded.
        let Ok(table) = toml::from_str::<Table>(&source.text) else { continue };
        match source.name.split('/').next().unwrap_or("") {
            "labels" => run.labels(source, &table),
            "actors" => run.actors(source, &table),
            "quotes" => run.quotes(source, &table),
            "gazetteer" => run.gazetteer(source, &table),
            "text" => run.furniture(source, &table),
            "mentions" => run.mentions(source, &table),
            "style" => run.style(source, sources),
            "themes" => run.themes(source, &table),
            _ => {}
        }
    }
    run.figures(sources);
    run.count
}

struct Run<'l> {
    lexicons: &'l Lexicons,
    problems: &'l mut Vec<Problem>,
    count: usize,
}

/// The tables of an array of tables, none where there is no such array.
fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn text<'t>(entry: &'t Table, key: &str) -> &'t str {
    entry.get(key).and_then(Value::as_str).unwrap_or("")
}

/// The strings under some keys, each a string or an array of strings.
fn strings<'t>(entry: &'t Table, keys: &[&str]) -> Vec<&'t str> {
    let values = keys.iter().filter_map(|k| entry.get(*k));
    values.flat_map(|v| v.as_array().map_or_else(|| vec![v], |a| a.iter().collect())).filter_map(Value::as_str).collect()
}

impl Run<'_> {
    fn extract<'t>(&self, text: &'t str, article: &'t Article, packs: &[&str]) -> (Document<'t>, Found)
    where
        Self: 't,
    {
        let doc = Document::read(text, None, &self.lexicons.text);
        let settings = Settings { packs: packs.iter().map(|p| p.to_string()).collect(), no_model: true, ..Settings::default() };
        let found = super::extract(&doc, article, self.lexicons, &settings);
        let mut event = [(doc, found)];
        super::add_unlisted(&mut event, self.lexicons);
        let [(doc, found)] = event;
        (doc, found)
    }

    /// Asks for one text whether the entry fires, and reports if that is not what is wanted.
    fn ask(&mut self, source: &Source, entry: &str, text: &str, wanted: bool, packs: &[&str], fires: impl Fn(&Document, &Found) -> bool) {
        if text.is_empty() {
            return;
        }
        self.count += 1;
        let article = Article { id: "example".into(), outlet: "Example".into(), text: text.into(), ..Article::default() };
        let (doc, found) = self.extract(&article.text, &article, packs);
        if fires(&doc, &found) != wanted {
            let what = if wanted { "is not found in its example" } else { "is found in its counter-example" };
            self.report(source, entry, what, text);
        }
    }

    fn report(&mut self, source: &Source, entry: &str, what: &str, text: &str) {
        self.problems.push(Problem {
            file: source.name.clone(),
            line: source.text.find(text).or_else(|| source.text.find(entry)).map(|at| line_of(&source.text, at)),
            severity: Severity::Warning,
            kind: "bad_example",
            what: format!("{entry:?} {what}: {text:?}"),
            remedy: "mend the entry or the sentence".into(),
        });
    }

    fn labels(&mut self, source: &Source, table: &Table) {
        let pack = table.get("about").and_then(Value::as_table).map_or("", |a| text(a, "name")).to_string();
        let packs = [pack.as_str(), "syria"];
        for entry in entries(table, "head").chain(entries(table, "modifier")) {
            let words: Vec<String> = strings(entry, &["words", "fixed"]).iter().map(|w| w.to_lowercase()).collect();
            let fires = |doc: &Document, found: &Found| {
                let labels = found.labels.iter().filter(|l| l.kind == LabelKind::Label);
                let said: Vec<String> = labels.map(|l| l.span.of(doc.text).to_lowercase()).collect();
                said.iter().any(|s| words.iter().any(|w| s.contains(w.as_str()) || s.contains(plural(w).as_str())))
            };
            let name = words.first().cloned().unwrap_or_default();
            self.ask(source, &name, text(entry, "example"), true, &packs, fires);
            self.ask(source, &name, text(entry, "counter"), false, &packs, fires);
        }
        for entry in entries(table, "exclude") {
            let name = strings(entry, &["first"]).join(", ");
            self.ask(source, &name, text(entry, "counter"), false, &packs, |_, found| {
                found.labels.iter().any(|l| l.kind == LabelKind::Label)
            });
        }
    }

    /// Every written form of a name, in the plainest sentence, must be a mention of its actor.
    fn actors(&mut self, source: &Source, table: &Table) {
        let pack = table.get("about").and_then(Value::as_table).map_or("", |a| text(a, "name")).to_string();
        for entry in entries(table, "name") {
            let actor = text(entry, "actor").to_string();
            for form in strings(entry, &["forms"]) {
                let sentence = format!("On Monday {form} attacked the town.");
                let fires = |_: &Document, found: &Found| found.labels.iter().any(|l| l.kind == LabelKind::Name && l.actor == actor);
                self.ask(source, form, &sentence, true, &[&pack], fires);
            }
        }
    }

    fn quotes(&mut self, source: &Source, table: &Table) {
        for entry in ["cue", "noun", "phrase"].iter().flat_map(|k| entries(table, k)) {
            let words = strings(entry, &["words"]);
            let stems: Vec<String> = words.iter().map(|w| stem(w)).collect();
            let fires = |_: &Document, found: &Found| found.quotes.iter().any(|q| stems.contains(&stem(&q.cue_lemma)));
            let name = words.join(", ");
            self.ask(source, &name, text(entry, "example"), true, &[], fires);
            self.ask(source, &name, text(entry, "counter"), false, &[], fires);
        }
    }

    fn gazetteer(&mut self, source: &Source, table: &Table) {
        for entry in entries(table, "kind") {
            let kind = text(entry, "type").to_string();
            let fires = |_: &Document, found: &Found| found.quotes.iter().any(|q| q.source_type == kind);
            self.ask(source, &kind, text(entry, "example"), true, &[], fires);
            self.ask(source, &kind, text(entry, "counter"), false, &[], fires);
        }
        for entry in entries(table, "source") {
            let name = text(entry, "name").to_string();
            for alias in [name.as_str()].into_iter().chain(strings(entry, &["aliases"])) {
                let sentence = format!("{alias} said that the road was open.");
                self.ask(source, alias, &sentence, true, &[], |_, found| found.quotes.iter().any(|q| q.source == name));
            }
        }
    }

    /// Nouns, institutions and parties must be unlisted mentions in their examples; a list's example must give some.
    fn mentions(&mut self, source: &Source, table: &Table) {
        let sections = table.iter().filter_map(|(_, section)| section.as_array()).flatten();
        for entry in sections.filter_map(Value::as_table) {
            let words: Vec<String> = strings(entry, &["words"]).iter().map(|w| w.to_lowercase()).collect();
            let any = entry.contains_key("names") || entry.contains_key("name") && !entry.contains_key("country");
            let fires = |doc: &Document, found: &Found| {
                let said = found.labels.iter().filter(|l| l.kind == LabelKind::Unlisted).map(|l| l.span.of(doc.text).to_lowercase());
                said.into_iter().any(|s| any || words.iter().any(|w| s.contains(w.as_str()) || s.contains(plural(w).as_str())))
            };
            let name = words.first().cloned().unwrap_or_default();
            self.ask(source, &name, text(entry, "example"), true, &[], fires);
            self.ask(source, &name, text(entry, "counter"), false, &[], fires);
        }
    }

    /// A theme must be found in its examples and not in its counter-examples.
    fn themes(&mut self, source: &Source, table: &Table) {
        for entry in entries(table, "theme") {
            let name = text(entry, "name").to_string();
            for (key, wanted) in [("examples", true), ("counters", false)] {
                for sentence in strings(entry, &[key]) {
                    let lexicons = self.lexicons;
                    let fires = |doc: &Document, _: &Found| {
                        let words: Vec<(&str, String)> = (0..doc.tokens.len()).map(|i| (doc.word(i), doc.lemma(i))).collect();
                        let words: Vec<(&str, &str)> = words.iter().map(|(form, lemma)| (*form, lemma.as_str())).collect();
                        lexicons.themes.of(&words).iter().any(|h| lexicons.themes.themes[h.theme].name == name)
                    };
                    self.ask(source, &name, sentence, wanted, &[], fires);
                }
            }
        }
    }

    /// A line of the kind, between paragraphs.
    fn furniture(&mut self, source: &Source, table: &Table) {
        const BEFORE: &str = "The council of the valley met on Monday to speak about the bridge, which was closed in March.\n\n";
        const AFTER: &str = "\n\nIt will meet again next week, and the mayor has promised to bring the engineers to the hall.";
        for entry in entries(table, "line") {
            let kind = text(entry, "kind").to_string();
            for (key, wanted) in [("examples", true), ("counters", false)] {
                for line in strings(entry, &[key]) {
                    let fires = |doc: &Document, _: &Found| doc.blocks.iter().any(|b| b.kind == kind);
                    self.ask(source, line, &format!("{BEFORE}{line}{AFTER}"), wanted, &[], fires);
                }
            }
        }
    }

    /// Each word in its group's frame; examples of harm must hold an act of that harm.
    fn style(&mut self, source: &Source, sources: &Sources) {
        for example in crate::lexicon::style::examples(&source.text, sources) {
            let fires = |_: &Document, found: &Found| match example.kind {
                Some(kind) => found.style.iter().any(|s| s.kind == kind && s.category == example.category),
                None => found.acts.iter().any(|a| a.harm == example.category && !a.victim.class.is_empty()),
            };
            self.ask(source, &example.entry, &example.text, example.fires, &[], fires);
        }
    }

    fn figures(&mut self, sources: &Sources) {
        for example in &self.lexicons.figures.examples {
            let fires = |_: &Document, found: &Found| {
                found.figures.iter().any(|f| match example.field {
                    "modifier" => f.modifier.as_str() == example.value,
                    "unit" => f.unit == example.value,
                    "event_type" => f.event_type == example.value,
                    "victim_class" => f.victim_class == example.value,
                    _ => f.class == super::figures::Class::Claim,
                })
            };
            let Some(source) = sources.0.get(&example.file) else { continue };
            self.ask(source, &example.value, &example.text, example.fires, &[], fires);
        }
    }
}

/// Enough of a cue's first word to know it in another form: "claims of" and "claim of".
fn stem(cue: &str) -> String {
    cue.chars().take_while(|c| c.is_alphanumeric()).take(4).collect::<String>().to_lowercase()
}
