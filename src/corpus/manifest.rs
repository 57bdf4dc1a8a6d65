//! `corpus.toml`: what the user says of the event, the outlets, the articles, the actors and sources.

mod read;

use super::date::DateOrder;
use crate::problem::{Error, Problem};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A `corpus.toml`, checked. Everything in it is optional.
///
/// ```toml
/// [corpus]
/// name = "hama"                      # file-name safe; names the report's folder
/// title = "The battle for Hama"
/// event = "hama-2024-12"
/// summary = "One sentence on what happened."
/// packs = ["syria"]                  # lexicon packs
/// rules = ["agency", "our-rules.toml"] # house rules: sets inside the program, files or folders beside this one
/// convention = "hama-v1"             # what "dozens" means
/// date_order = "day-first"           # or "month-first": only needed for dates such as 03/04/2024
///
/// [[outlet]]
/// name = "Example Times"
/// aliases = ["example.com"]          # other names that the data use
/// country = "GB"
/// kind = "newspaper"
/// ownership = "trust"                # any other key becomes a column of its articles
///
/// [[article]]
/// file = "example-1.txt"
/// outlet = "Example Times"
/// published = "2024-12-05"
///
/// [[country]]
/// name = "syria"
/// names = ["Syria"]
/// adjectives = ["Syrian"]
/// home = true                        # its own institutions are the state
///
/// [[actor]]
/// name = "Hayat Tahrir al-Sham"
/// part_of = "anti_government_forces" # a mention counts for this actor
/// side = "rebels"
/// kind = "group"                     # or "person", "state"
/// names = ["HTS"]
/// labels = ["the northern alliance"]
///
/// [[source]]
/// name = "Civil Defence"
/// aliases = ["the White Helmets"]
/// type = "ngo_monitor"
/// official = false
///
/// [[reference]]
/// key = "displaced_total"
/// low = 50_000
/// high = 115_000
/// as_of = "2024-12-05"
/// source = "OCHA flash update"
///
/// [sides]
/// government = ["Syrian army"]
///
/// [charts.headlines]                 # words of your own for a chart, by its file name
/// title = "What the front pages said"
/// subtitle = "Headlines of 4 to 6 December"
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manifest {
    pub path: PathBuf,
    pub name: Option<String>,
    pub title: Option<String>,
    pub event: Option<String>,
    pub summary: Option<String>,
    pub packs: Vec<String>,
    /// House rules to use: sets inside the program, rule files or folders beside the manifest.
    pub rules: Vec<String>,
    pub convention: Option<String>,
    pub date_order: DateOrder,
    pub outlets: Vec<Outlet>,
    pub articles: Vec<ArticleEntry>,
    pub countries: Vec<Country>,
    pub actors: Vec<Actor>,
    pub sources: Vec<SourceEntry>,
    pub references: Vec<Reference>,
    /// Side to the actors on it.
    pub sides: BTreeMap<String, Vec<String>>,
    pub charts: Vec<ChartWords>,
}

/// `[[outlet]]`: joined to articles by name or alias.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outlet {
    pub line: usize,
    pub name: String,
    pub aliases: Vec<String>,
    /// `country`, `kind` and whatever else stands there; becomes user columns of the outlet's articles.
    pub columns: BTreeMap<String, String>,
}

/// `[[article]]`: what is known of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleEntry {
    pub line: usize,
    /// Relative to the manifest's folder, with `/`.
    pub file: String,
    /// `outlet`, `title`, `published`, `url` and whatever else stands there, as written.
    pub columns: BTreeMap<String, String>,
}

/// `[[country]]`: a country that the lexicons do not know.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Country {
    pub line: usize,
    pub name: String,
    pub names: Vec<String>,
    pub adjectives: Vec<String>,
    /// Its own institutions are the state of the event.
    pub home: bool,
}

/// `[[actor]]`: a party to the event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actor {
    pub line: usize,
    pub name: String,
    /// The actor for which a mention of this one counts.
    pub part_of: Option<String>,
    pub side: Option<String>,
    /// `person`, `group` or `state`.
    pub kind: Option<String>,
    pub names: Vec<String>,
    pub labels: Vec<String>,
}

/// `[[source]]`: somebody who is quoted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourceEntry {
    pub line: usize,
    pub name: String,
    pub aliases: Vec<String>,
    /// `government`, `rebels`, `ngo_monitor`, …
    pub kind: Option<String>,
    pub official: Option<bool>,
}

/// `[[reference]]`: a figure from outside the articles to hold theirs against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reference {
    pub line: usize,
    pub key: String,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub as_of: Option<String>,
    pub source: Option<String>,
    pub note: Option<String>,
}

/// `[charts.NAME]`: words that stand in place of those that the program finds for a chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartWords {
    /// The manifest in which it stands, as the user named it.
    pub file: String,
    pub line: usize,
    /// The chart's file name without ending: `labels_rates`.
    pub name: String,
    pub title: Option<String>,
    pub subtitle: Option<String>,
}

impl Manifest {
    /// Reads a manifest. One that is not TOML stops the run, because everything that follows would be about the wrong
    /// outlets; a value that cannot be used is a problem with its line.
    pub fn load(path: &Path) -> Result<(Manifest, Vec<Problem>), Error> {
        let bytes =
            std::fs::read(path).map_err(|source| Error::Io { path: path.to_path_buf(), what: "cannot read the manifest", source })?;
        let text = super::encoding::decode(&bytes)
            .map_err(|_| Error::Usage(format!("{}: not a text file; corpus.toml is TOML in UTF-8", path.display())))?
            .text;
        read::manifest(path, &text)
    }

    /// The folder that file names in it start from.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The entry of an outlet, by name or alias, in any case.
    pub fn outlet(&self, name: &str) -> Option<&Outlet> {
        let wanted = name.trim().to_lowercase();
        let is = |other: &String| other.trim().to_lowercase() == wanted;
        self.outlets.iter().find(|o| is(&o.name) || o.aliases.iter().any(is))
    }

    /// Adds what another manifest of the same run says; its `[corpus]` table gives only what is still missing.
    pub(super) fn join(&mut self, other: Manifest) {
        self.name = self.name.take().or(other.name);
        self.title = self.title.take().or(other.title);
        self.event = self.event.take().or(other.event);
        self.summary = self.summary.take().or(other.summary);
        self.convention = self.convention.take().or(other.convention);
        let new: Vec<String> = other.packs.into_iter().filter(|pack| !self.packs.contains(pack)).collect();
        self.packs.extend(new);
        let new: Vec<String> = other.rules.into_iter().filter(|rules| !self.rules.contains(rules)).collect();
        self.rules.extend(new);
        self.outlets.extend(other.outlets);
        self.articles.extend(other.articles);
        self.countries.extend(other.countries);
        self.actors.extend(other.actors);
        self.sources.extend(other.sources);
        self.references.extend(other.references);
        self.charts.extend(other.charts);
        for (side, actors) in other.sides {
            self.sides.entry(side).or_default().extend(actors);
        }
    }
}
