//! How often rows like this one were right: shares counted on hand-made gold, by table, rule and score.

use super::Sources;
use crate::extract::{Figure, Label, Quote, labels::LabelKind, quotes::QuoteKind};
use crate::problem::{Problem, Severity};
use serde::Deserialize;

/// Steps of confidence, asked for a row.
#[derive(Debug, Default)]
pub struct Confidence {
    steps: Vec<Step>,
}

/// Rows of a table that a rule found with at least this score were right this often.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    table: Kind,
    /// What [`Figure`], [`Label`] and [`Quote`] say of how they were found; `*` for any.
    rule: String,
    #[serde(default)]
    least: f32,
    confidence: f64,
    /// How many rows were looked at, and how many of them were right.
    #[allow(dead_code)]
    rows: u32,
    #[allow(dead_code)]
    right: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Labels,
    Figures,
    Quotes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[allow(dead_code)]
    about: super::quotes::About,
    step: Vec<Step>,
}

impl Confidence {
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> Confidence {
        let mut steps = Vec::new();
        for (file, parsed) in sources.parse::<File>("confidence.toml", problems) {
            for step in parsed.step {
                if !(0.0..=1.0).contains(&step.confidence) {
                    problems.push(Problem {
                        file: file.clone(),
                        line: None,
                        severity: Severity::Skipped,
                        kind: "bad_lexicon",
                        what: format!("confidence {} of rule {:?} is no share", step.confidence, step.rule),
                        remedy: "give a number from 0 to 1".into(),
                    });
                    continue;
                }
                steps.push(step);
            }
        }
        Confidence { steps }
    }

    /// The share for the highest step that a score reaches, of the rule itself before that of any rule.
    fn of(&self, table: Kind, rule: &str, score: f32) -> Option<f64> {
        let reached = |wanted: &str| {
            let steps = self.steps.iter().filter(|s| s.table == table && s.rule == wanted && s.least <= score);
            steps.max_by(|a, b| a.least.total_cmp(&b.least)).map(|s| s.confidence)
        };
        reached(rule).or_else(|| reached("*"))
    }

    /// How likely the mention is one of this actor; `None` where nothing was counted.
    pub fn of_label(&self, label: &Label) -> Option<f64> {
        let (kind, how) = (label.kind, label.rule.rsplit(['/', ':']).next().unwrap_or_default());
        let rule = match kind {
            LabelKind::Unlisted => how,
            LabelKind::Name => "lexicon-name",
            LabelKind::Label => "lexicon-label",
        };
        self.of(Kind::Labels, rule, 1.0)
    }

    /// How likely the value is right.
    pub fn of_figure(&self, figure: &Figure) -> Option<f64> {
        self.of(Kind::Figures, figure.rule.split('+').next().unwrap_or_default(), 1.0)
    }

    /// How likely somebody is quoted there and by whom is right; `None` for scare quotes, which nobody is said to speak.
    pub fn of_quote(&self, quote: &Quote) -> Option<f64> {
        if quote.kind == QuoteKind::ScareQuote { None } else { self.of(Kind::Quotes, &quote.rule, quote.score) }
    }
}
