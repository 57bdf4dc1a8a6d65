//! `parallax lexicon check`: file, line and value of every problem, and every entry's examples run.

use crate::compare::rules::hits;
use crate::corpus::Article;
use crate::extract::{Settings, examples};
use crate::frame::{self, Frames, table};
use crate::lexicon::rules::{Rule, Rules};
use crate::lexicon::{Lexicons, Sources};
use crate::problem::{Error, Problem, Severity};
use std::path::{Path, PathBuf};

/// Prints every problem of the lexicons and house rules; any is exit 1.
pub fn lexicon_check(dir: Option<&Path>, rules: &[String]) -> Result<(), Error> {
    if let Some(dir) = dir.filter(|d| !d.is_dir()) {
        return Err(Error::Usage(format!(
            "{}: no such folder; give one with files like those of data/lexicons, or nothing for the lexicons inside the program",
            dir.display()
        )));
    }
    let (lexicons, mut problems) = Lexicons::load(dir);
    let (sources, _) = Sources::load(dir);
    let (rules, wrong) = Rules::load(rules, &PathBuf::new());
    problems.extend(wrong);
    let mut checked = examples::check(&lexicons, &sources, &mut problems);
    for rule in &rules.rules {
        checked += 2;
        problems.extend(rule_problems(rule, &lexicons));
    }
    for problem in &problems {
        super::print(&format!("{problem}\n"))?;
    }
    let files = lexicons.hashes.len() + rules.hashes.len();
    super::tell(&format!("{files} files, {checked} examples and counter-examples, {} problems", problems.len()));
    if problems.is_empty() { Ok(()) } else { Err(Error::Other(format!("{} problems in the lexicons and rules", problems.len()))) }
}

/// A rule that does not fire in its example, or fires in its counter-example.
fn rule_problems(rule: &Rule, lexicons: &Lexicons) -> Vec<Problem> {
    let cases = [(&rule.example, true, "does not fire in its example"), (&rule.counter, false, "fires in its counter-example")];
    let wrong = cases.into_iter().filter(|(text, wanted, _)| fires(rule, text, lexicons) != *wanted);
    wrong
        .map(|(text, _, what)| Problem {
            file: rule.file.clone(),
            line: None,
            severity: Severity::Warning,
            kind: "bad_rule",
            what: format!("rule {} {what}: {text}", rule.id),
            remedy: "change the rule or the text; data/rules/README.md describes the format".into(),
        })
        .collect()
}

fn fires(rule: &Rule, text: &str, lexicons: &Lexicons) -> bool {
    let article = Article { id: "example".into(), outlet: "Example".into(), text: text.into(), ..Article::default() };
    let rows = frame::rows(&article, lexicons, &Settings::default());
    let none = || table::<()>("none", "", Vec::new(), &[]);
    let frames = Frames { rules: frame::house_rules(std::slice::from_ref(rule)), ..Frames::new(&[rows], none(), none()) };
    !hits(&frames).0.is_empty()
}
