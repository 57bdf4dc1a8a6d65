//! `parallax discover`: labels and aliases that the lexicons lack, as a lexicon file to edit.

use super::{InputOptions, lexicons, load, settings, strict};
use crate::compare::discover::{Proposal, discover};
use crate::lexicon::Lexicons;
use crate::problem::Error;
use std::path::Path;

/// Places shown for each proposal.
const SHOWN: usize = 3;
/// Descriptions and names proposed at most.
const MOST: usize = 60;

/// Writes the proposals to a file, or to standard output for `-`.
pub fn discover_labels(input: &InputOptions, out: &Path) -> Result<(), Error> {
    let corpus = load(input)?;
    let (lexicons, _) = lexicons(input, Some(&corpus))?;
    let settings = settings(input, Some(&corpus), &lexicons)?;
    let proposals = discover(&super::report::frames(&corpus, &lexicons, &settings));
    let text = file(&corpus.name, &proposals, &lexicons);
    if out == Path::new("-") {
        super::print(&text)?;
    } else {
        std::fs::write(out, text).map_err(super::io(out, "cannot write"))?;
    }
    let labels = proposals.iter().filter(|p| !p.named).count();
    super::tell(&format!("{labels} labels and {} names that no lexicon lists", proposals.len() - labels));
    strict(input, &corpus)
}

/// The lexicon file: labels as entries, names as a comment, since they belong into a file of their own.
fn file(corpus: &str, proposals: &[Proposal], lexicons: &Lexicons) -> String {
    let mut out = format!(
        "# Labels that the articles use and no lexicon lists, proposed by `parallax discover`. Read the evidence, strike out what is\n\
         # wrong, give words of one family one group, and save the file as labels/NAME.toml in a folder that you give with --lexicons.\n\
         # `parallax lexicon check FOLDER` says whether it can be read, and which examples of our own lexicons your words change.\n\
         [about]\n\
         name = \"discovered\"\n\
         what = \"Labels that no lexicon of the program lists\"\n\
         provenance = {}\n\
         licence = \"your own\"\n",
        quoted(&format!("proposed by parallax discover from {corpus}"))
    );
    let (names, labels): (Vec<&Proposal>, Vec<&Proposal>) = proposals.iter().partition(|p| p.named);
    for p in labels.into_iter().take(MOST) {
        out.push_str(&evidence(p));
        let role = role(lexicons, &p.actor);
        if role.is_none() {
            out.push_str("# Whom it means is said by [[actor]] in corpus.toml: `labels = [...]`.\n");
        }
        out.push_str(&format!(
            "[[head]]\ngroup = {0}\nwords = [{0}]\nkind = \"side\"\nrole = {1}\nexample = \"\"\n",
            quoted(&p.words),
            quoted(role.as_deref().unwrap_or("unresolved"))
        ));
    }
    if !names.is_empty() {
        out.push_str("\n# Names: save these lines without the first # as actors/NAME.toml in the same folder.\n#\n# [about]\n# name = \"discovered\"\n");
        out.push_str("# what = \"Names that no lexicon of the program lists\"\n# provenance = \"proposed by parallax discover\"\n# licence = \"your own\"\n");
    }
    for p in names.into_iter().take(MOST) {
        let lines =
            format!("[[name]]\ncanonical = {0}\nactor = {1}\nkind = \"group\"\nforms = [{0}]\n", quoted(&p.words), quoted(&p.actor));
        let text = evidence(p) + &lines;
        text.lines().for_each(|line| out.push_str(&format!("# {line}\n").replace("#  \n", "#\n").replace("# \n", "#\n")));
    }
    out
}

/// Comment lines: how often, where, and the first places.
fn evidence(p: &Proposal) -> String {
    let outlets: Vec<&str> = p.outlets.iter().map(String::as_str).collect();
    let actor = if p.known { "means" } else { "unlisted actor" };
    let mut out = format!("\n# {}: {actor} {}; {} in {}\n", line(&p.words), line(&p.actor), p.evidence.len(), line(&outlets.join(", ")));
    for e in p.evidence.iter().take(SHOWN) {
        let pair = if e.pair.is_empty() { String::new() } else { format!(" ({})", e.pair) };
        out.push_str(&format!("#   {}, {}, {}{pair}: {}\n", line(&e.outlet), e.row, e.how.as_str(), line(&e.sentence)));
    }
    out
}

/// On one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(line(text)).to_string()
}

/// The role that stands for an actor in some pack: label packs speak of roles, not of actors.
fn role(lexicons: &Lexicons, actor: &str) -> Option<String> {
    let roles = lexicons.labels.actors.iter().flat_map(|p| &p.roles);
    let mut fitting: Vec<&String> = roles.filter(|(_, a)| *a == actor).map(|(role, _)| role).collect();
    fitting.sort_by_key(|r| (!r.contains("opposition"), r.as_str() != "government", r.as_str()));
    fitting.first().map(|r| r.to_string())
}
