//! A mapped row to an article: dates to ISO, outlets to their names, what is missing filled in from what is there.

use super::Options;
use super::article::Article;
use super::date::{self, DateFault, DateOrder};
use super::dialect::{Mapped, Mapping, normal};
use super::formats::{Fault, text::from_name};
use super::manifest::{ArticleEntry, Manifest};
use super::words::CorpusWords;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'p> {
    /// The file as shown to the user.
    pub file: &'p str,
    /// The file's name below its folder: the id of an article that has none.
    pub relative: &'p str,
    /// Line or row; none for a file that is one article.
    pub row: Option<usize>,
}

/// An article, and what was wrong with parts of it.
#[derive(Debug, Clone)]
pub struct Built {
    pub article: Article,
    pub warnings: Vec<Fault>,
    pub outlet: OutletFrom,
}

/// What the outlet was taken from, so that guesses can be reported once a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutletFrom {
    /// A column, the manifest, front matter or a file name made for it.
    Said,
    /// The web address.
    Domain,
    /// The file's name, for want of anything else.
    FileName,
}

/// What all rows of a run share.
#[derive(Debug, Clone, Copy)]
pub struct Builder<'b> {
    pub options: &'b Options,
    pub words: &'b CorpusWords,
    pub manifest: Option<&'b Manifest>,
}

impl Builder<'_> {
    /// Makes the article; a row without text is a fault.
    pub fn build(&self, mut mapped: Mapped, entry: Option<&ArticleEntry>, place: Place) -> Result<Built, Fault> {
        if let Some(entry) = entry {
            self.entry(entry, &mut mapped, place);
        }
        let text = mapped.fields.remove("text").ok_or_else(|| {
            Fault::new(
                "empty_text",
                "the article has no text",
                "give the column that holds it with --map text=COLUMN, or remove the article",
            )
        })?;
        let mut fields = mapped.fields;
        fields.values_mut().for_each(|v| *v = v.trim().to_string());
        let (mut warnings, stem) = (Vec::new(), stem(place.relative));
        let named = place.row.is_none().then(|| from_name(stem)).flatten();
        if let Some((_, published)) = named {
            fields.entry("published".into()).or_insert(published.into());
        }
        let mut date = |name: &str| {
            let value = fields.remove(name)?;
            match date::parse(&value, self.order(), &self.words.dates) {
                Ok(date) => Some(date),
                Err(fault) => {
                    warnings.push(date_fault(name, &value, &fault));
                    None
                }
            }
        };
        let (published, modified, collected) = (date("published"), date("modified"), date("collected"));
        let mut url = fields.remove("url");
        let mut said = fields.remove("outlet");
        // `source` is an address in some files and an outlet in others: its value tells.
        if said.as_deref().is_some_and(is_address) {
            url = url.or(said.take());
        }
        let domain = fields.remove("domain").or(url.clone()).and_then(|address| host(&address));
        let (outlet, from) = match (said.or(named.map(|(outlet, _)| outlet.to_string())), &domain) {
            (Some(outlet), _) => (outlet, OutletFrom::Said),
            (None, Some(domain)) => (domain.clone(), OutletFrom::Domain),
            (None, None) => (stem.to_string(), OutletFrom::FileName),
        };
        let (outlet, user) = self.outlet(outlet, mapped.user, &mut warnings);
        let id = fields.remove("article_id").unwrap_or_else(|| match place.row {
            Some(row) => format!("{}#{row}", place.relative),
            None => place.relative.to_string(),
        });
        let article = Article {
            id,
            outlet,
            title: fields.remove("title"),
            published,
            modified,
            collected,
            author: fields.remove("author"),
            url,
            domain,
            language: fields.remove("language"),
            section: fields.remove("section"),
            event: fields.remove("event_id").or_else(|| self.manifest.and_then(|m| m.event.clone())),
            text,
            user,
            file: place.file.to_string(),
            line: place.row,
        };
        Ok(Built { article, warnings, outlet: from })
    }

    fn order(&self) -> DateOrder {
        match (self.options.date_order, self.manifest) {
            (DateOrder::Unknown, Some(manifest)) => manifest.date_order,
            (order, _) => order,
        }
    }

    /// What the manifest says of a file goes before the file's own words; of a table it only fills what rows leave open.
    fn entry(&self, entry: &ArticleEntry, mapped: &mut Mapped, place: Place) {
        let columns: Vec<&str> = entry.columns.keys().map(String::as_str).collect();
        let none = BTreeMap::new();
        let mut said = Mapping::new(&columns, &none, self.words).apply(entry.columns.clone().into_iter().collect());
        said.fields.remove("text");
        for (theirs, ours) in [(said.fields, &mut mapped.fields), (said.user, &mut mapped.user)] {
            for (key, value) in theirs {
                if place.row.is_none() {
                    ours.insert(key, value);
                } else {
                    ours.entry(key).or_insert(value);
                }
            }
        }
    }

    /// The outlet's name as the manifest has it, and its columns beside the article's own.
    fn outlet(&self, name: String, mut user: BTreeMap<String, String>, warnings: &mut Vec<Fault>) -> (String, BTreeMap<String, String>) {
        let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        let Some(manifest) = self.manifest.filter(|m| !m.outlets.is_empty()) else { return (name, user) };
        let Some(outlet) = manifest.outlet(&name) else {
            let what = format!("the outlet {name:?} is not among the [[outlet]]s of {}", manifest.path.display());
            warnings.push(Fault::new("unlisted_outlet", what, "add it there, or its spelling to the aliases of one that is there"));
            return (name, user);
        };
        for (key, value) in &outlet.columns {
            user.entry(key.clone()).or_insert_with(|| value.clone());
        }
        (outlet.name.clone(), user)
    }
}

fn date_fault(column: &str, value: &str, fault: &DateFault) -> Fault {
    let shown: String = value.chars().take(60).collect();
    match fault {
        DateFault::Ambiguous => Fault::new(
            "ambiguous_date",
            format!("{column}: {shown:?} can be day/month or month/day"),
            "write it as YYYY-MM-DD, or set date_order = \"day-first\" or \"month-first\" under [corpus] in corpus.toml; the article is read without it",
        ),
        DateFault::Impossible(why) => {
            Fault::new("bad_date", format!("{column}: {shown:?}: {why}"), "correct it; the article is read without it")
        }
        DateFault::Partial => Fault::new(
            "partial_date",
            format!("{column}: {shown:?} names no day"),
            "write it as YYYY-MM-DD; the article is read without it",
        ),
        DateFault::Unreadable => Fault::new(
            "bad_date",
            format!("{column}: {shown:?} is not read as a date"),
            "write it as YYYY-MM-DD; the article is read without it",
        ),
    }
}

/// The last part of a path without its ending.
pub fn stem(relative: &str) -> &str {
    let name = relative.rsplit(['/', '\\']).next().unwrap_or(relative);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()
}

fn is_address(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://")
}

/// The host of an address, or a bare host, without `www.`; nothing for what is no host.
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).split(':').next().unwrap_or(host).to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.');
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_string())
}

/// Column names for a message: not all of a hundred, and none as long as an article.
pub fn listed<S: AsRef<str>>(columns: &[S]) -> String {
    let short = |name: &str| if name.chars().count() > 40 { name.chars().take(39).chain(['…']).collect() } else { name.to_string() };
    let mut text = columns.iter().take(20).map(|c| short(c.as_ref())).collect::<Vec<_>>().join(", ");
    if columns.len() > 20 {
        text.push_str(&format!(", … and {} more", columns.len() - 20));
    }
    text
}

/// Whether two column names mean the same column.
pub fn same_column(one: &str, other: &str) -> bool {
    normal(one) == normal(other)
}
