//! The end of the reading: what is said once, the corpus's own name, and the message when nothing was read.

use super::Loader;
use crate::corpus::Corpus;
use crate::corpus::find::identity;
use crate::corpus::formats::Fault;
use crate::problem::{Error, Severity};
use std::path::PathBuf;

impl Loader<'_> {
    /// Hands over the corpus; no article at all is an error.
    pub(super) fn finish(mut self, inputs: &[PathBuf]) -> Result<Corpus, Error> {
        if let Some(first) = self.named_by_file.first().cloned() {
            let what = format!("text files that name no outlet: {}; the file's name is taken for it", self.named_by_file.len());
            let remedy = "name files outlet_2024-12-05_slug.txt, or list them with their outlets in corpus.toml";
            self.warn(&first, None, Fault::new("no_outlet", what, remedy));
        }
        for ((file, kind), (first, count)) in std::mem::take(&mut self.doubts) {
            let (what, remedy) = match kind {
                "masked_text" => ("texts with words replaced by @", "figures and names in them are incomplete; say so where you use them"),
                _ => ("texts that end as if they were cut off", "their rates count only what is there; fetch the whole text if you can"),
            };
            self.warn(&file, None, Fault::new(kind, format!("{what}: {count} (first: {first:?})"), remedy));
        }
        if self.corpus.articles.is_empty() {
            return Err(self.nothing(inputs));
        }
        let several = self.manifests.iter().filter(|(_, whole)| *whole).count() > 1;
        if several {
            let file = self.manifests.first().map(|(m, _)| m.path.display().to_string()).unwrap_or_default();
            let what = "several corpora are read as one; name, title and event of each are left out".to_string();
            self.warn(&file, None, Fault::new("several_manifests", what, "give one folder at a time to keep them apart"));
        }
        let mut manifests = self.manifests.into_iter().map(|(manifest, _)| manifest);
        let mut corpus = self.corpus;
        corpus.manifest = manifests.next();
        if let Some(first) = corpus.manifest.as_mut() {
            manifests.for_each(|next| first.join(next));
        }
        let named = corpus.manifest.as_ref().filter(|_| !several);
        (corpus.title, corpus.event) = (named.and_then(|m| m.title.clone()), named.and_then(|m| m.event.clone()));
        let name = named.and_then(|m| m.name.clone()).unwrap_or_else(|| name_of(inputs));
        corpus.name = file_safe(&name);
        Ok(corpus)
    }

    fn nothing(&self, inputs: &[PathBuf]) -> Error {
        let places = inputs.iter().take(3).map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
        let more = if inputs.len() > 3 { format!(" and {} more", inputs.len() - 3) } else { String::new() };
        let mut why = String::new();
        if self.corpus.inputs.is_empty() {
            why.push_str("; no such file is there");
        } else {
            why.push_str(&format!("; found {}, read none:", self.corpus.inputs.len()));
            self.corpus.problems.iter().filter(|p| p.severity == Severity::Skipped).take(5).for_each(|p| why.push_str(&format!("\n  {p}")));
            if self.corpus.inputs.len() > 5 {
                why.push_str("\n  …");
            }
        }
        Error::NothingRead(format!(
            "no article in {places}{more}: looked for .txt, .md, .jsonl, .json, .csv, .tsv and .parquet files with a text{why}"
        ))
    }
}

/// A corpus without a name is called as its folder or file.
fn name_of(inputs: &[PathBuf]) -> String {
    let first = inputs.first().map(|p| identity(p));
    let named = first.as_deref().and_then(|p| if p.is_dir() { p.file_name() } else { p.file_stem() });
    named.map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Letters, digits, `-`, `_` and `.`; everything else becomes `-`.
fn file_safe(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect();
    let kept = kept.trim_matches(['-', '.']);
    if kept.is_empty() { "corpus".into() } else { kept.to_string() }
}
