//! House rules: what a newsroom's style guide asks of labels, verbs and quotation marks, as data files with examples.

use super::{Source, Sources, line_of};
use crate::extract::Voice;
use crate::problem::{Problem, Severity};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/rules");

const REMEDY: &str = "mend the line; data/rules/README.md describes the format";

/// What a rule looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checks {
    /// Rows of labels.csv that are descriptions.
    #[default]
    Label,
    /// Rows of quotes.csv that attribute something.
    Attribution,
    /// Marked words that nobody is said to speak.
    ScareQuote,
    /// Words and phrases, in running text and headlines outside what is quoted or reported.
    Word,
    /// Claims of figures.csv.
    Figure,
}

impl Checks {
    pub fn as_str(self) -> &'static str {
        match self {
            Checks::Label => "label",
            Checks::Attribution => "attribution",
            Checks::ScareQuote => "scare_quote",
            Checks::Word => "word",
            Checks::Figure => "figure",
        }
    }
}

/// One rule. What is left empty does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    /// What the rule asks, in a sentence.
    pub asks: String,
    /// Why a newsroom would want it.
    pub why: String,
    /// After what it is modelled.
    pub source: String,
    pub checks: Checks,
    #[serde(default)]
    pub label_groups: Vec<String>,
    /// Words: label lemmas, cue lemmas, or words and phrases of the text (a last `*` stands for any ending).
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub voices: Vec<String>,
    #[serde(default)]
    pub actors: Vec<String>,
    /// The actor has a proper name in the article.
    #[serde(default)]
    pub named: bool,
    #[serde(default)]
    pub cue_classes: Vec<String>,
    #[serde(default)]
    pub source_types: Vec<String>,
    #[serde(default)]
    pub event_types: Vec<String>,
    /// Figures without a source in their sentence.
    #[serde(default)]
    pub unattributed: bool,
    /// At most so many words stand in the quotation marks.
    #[serde(default)]
    pub most_words: usize,
    /// Fires only where an outlet does it to one side and never to another that it could have done it to as well. The sides of
    /// labels are actors, those of attributions kinds of source, each side a list.
    #[serde(default)]
    pub one_side_of: Vec<Vec<String>>,
    pub example: String,
    pub counter: String,
    /// The file it stands in.
    #[serde(skip)]
    pub file: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[allow(dead_code)]
    about: super::quotes::About,
    #[serde(default)]
    rule: Vec<Rule>,
}

/// The rules that a report uses, and the hashes of their files.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub rules: Vec<Rule>,
    pub hashes: BTreeMap<String, String>,
}

impl Rules {
    /// The names of the sets inside the program.
    pub fn sets() -> Vec<String> {
        let mut files = BTreeMap::new();
        super::embedded(&EMBEDDED, &mut files);
        files.keys().map(|name| name.trim_end_matches(".toml").to_string()).collect()
    }

    /// The sets that are named: one inside the program, a rule file, or a folder of rule files. Paths start from `base`. No name
    /// takes all sets inside the program.
    pub fn load(chosen: &[String], base: &Path) -> (Rules, Vec<Problem>) {
        let (mut inside, mut files, mut problems) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        super::embedded(&EMBEDDED, &mut inside);
        if chosen.is_empty() {
            files = inside;
        } else {
            for name in chosen {
                match inside.get(&format!("{name}.toml")) {
                    Some(source) => drop(files.insert(source.name.clone(), source.clone())),
                    None => super::own_files(&base.join(name), &mut files, &mut problems),
                }
            }
        }
        let hashes = files.iter().map(|(n, s)| (format!("rules/{n}"), super::sha256(s.text.as_bytes()))).collect();
        let sources = Sources(files);
        let mut rules: Vec<Rule> = Vec::new();
        for (name, file) in sources.parse::<File>("", &mut problems) {
            for mut rule in file.rule {
                rule.file = name.clone();
                let source = &sources.0[&name];
                let wrong = faults(&rule).or_else(|| {
                    let other = rules.iter().find(|r| r.id == rule.id)?;
                    Some(format!("there is a rule {} already, in {}", rule.id, other.file))
                });
                match wrong {
                    Some(what) => problems.push(fault(source, &rule, what)),
                    None => rules.push(rule),
                }
            }
        }
        problems.iter_mut().filter(|p| p.kind == "bad_lexicon").for_each(|p| {
            p.kind = "bad_rule";
            p.remedy = REMEDY.into();
        });
        (Rules { rules, hashes }, problems)
    }

    /// The paths of the rule files are relative to the folder of the corpus, those of the command line to where one stands.
    pub fn of(given: &[String], manifest: Option<&crate::corpus::Manifest>) -> (Rules, Vec<Problem>) {
        match manifest {
            Some(m) if given.is_empty() => Rules::load(&m.rules, m.folder()),
            _ => Rules::load(given, &PathBuf::new()),
        }
    }
}

fn fault(source: &Source, rule: &Rule, what: String) -> Problem {
    let at = source.text.find(&format!("id = {:?}", rule.id)).map(|byte| line_of(&source.text, byte));
    Problem { file: source.name.clone(), line: at, severity: Severity::Skipped, kind: "bad_rule", what, remedy: REMEDY.into() }
}

/// What is wrong with a rule.
fn faults(rule: &Rule) -> Option<String> {
    let voices = Voice::ALL.map(Voice::as_str);
    let unknown = rule.voices.iter().find(|v| !voices.contains(&v.as_str()));
    let open = [&rule.label_groups, &rule.words, &rule.cue_classes, &rule.source_types, &rule.event_types].iter().all(|l| l.is_empty());
    let unused = |list: &[String], name: &str, used: bool| {
        (!list.is_empty() && !used).then(|| format!("rule {}: {name} says nothing of {}", rule.id, rule.checks.as_str()))
    };
    let (label, attribution) = (rule.checks == Checks::Label, rule.checks == Checks::Attribution);
    match () {
        () if rule.id.trim().is_empty() => Some("a rule without an id".into()),
        () if rule.example.is_empty() || rule.counter.is_empty() => {
            Some(format!("rule {}: example and counter must both be given", rule.id))
        }
        () if unknown.is_some() => {
            Some(format!("rule {}: voice {:?} is not known; there are {}", rule.id, unknown.map_or("", |v| v), voices.join(", ")))
        }
        () if open && rule.checks != Checks::ScareQuote => {
            Some(format!("rule {}: it selects nothing: give label_groups, words, cue_classes, source_types or event_types", rule.id))
        }
        () if rule.one_side_of.len() == 1 => Some(format!("rule {}: one_side_of needs two sides", rule.id)),
        () if !rule.one_side_of.is_empty() && !label && !attribution => {
            Some(format!("rule {}: one_side_of works on labels and attributions", rule.id))
        }
        () => unused(&rule.label_groups, "label_groups", label)
            .or_else(|| unused(&rule.cue_classes, "cue_classes", attribution))
            .or_else(|| unused(&rule.source_types, "source_types", attribution))
            .or_else(|| unused(&rule.event_types, "event_types", rule.checks == Checks::Figure)),
    }
}
