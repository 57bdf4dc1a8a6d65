//! `parallax kwic`: every sentence with a word or phrase, by voice, actor and outlet.

use super::{InputOptions, lexicons, load, settings, strict};
use crate::extract::{self, Voices};
use crate::problem::{Error, did_you_mean};
use crate::text::{Document, Role, Span};
use regex::Regex;

/// Which hits to show; `None` shows all.
#[derive(Debug, Clone, Default)]
pub struct KwicFilter {
    pub voice: Option<String>,
    pub actor: Option<String>,
    pub outlet: Option<String>,
}

/// Prints one line a hit: outlet, article, sentence, voice, and the sentence with the hit in brackets.
pub fn kwic(term: &str, input: &InputOptions, filter: &KwicFilter) -> Result<(), Error> {
    let pattern = pattern(term)?;
    if let Some(voice) = filter.voice.as_ref().filter(|v| extract::Voice::ALL.iter().all(|x| x.as_str() != v.as_str())) {
        let known = extract::Voice::ALL.map(|v| v.as_str()).join(", ");
        let near = did_you_mean(voice, extract::Voice::ALL.map(|v| v.as_str()));
        return Err(Error::Usage(format!("--voice {voice}: no such voice; there are {known}{near}")));
    }
    let corpus = load(input)?;
    if let Some(outlet) = filter.outlet.as_ref().filter(|o| corpus.articles.iter().all(|a| a.outlet != **o)) {
        let known: std::collections::BTreeSet<&str> = corpus.articles.iter().map(|a| a.outlet.as_str()).collect();
        let known: Vec<&str> = known.into_iter().collect();
        let near = did_you_mean(outlet, known.iter().copied());
        return Err(Error::Usage(format!("--outlet {outlet}: no such outlet; there are {}{near}", known.join(", "))));
    }
    let (lexicons, problems) = lexicons(input, Some(&corpus))?;
    corpus.problems.iter().chain(&problems).for_each(super::extract::report);
    let settings = settings(input, Some(&corpus), &lexicons)?;
    let (mut hits, mut articles) = (0, 0);
    let progress = super::progress::Progress::new("reading", corpus.articles.len());
    let mut actors = std::collections::BTreeSet::new();
    let mut out = String::new();
    for article in corpus.articles.iter().filter(|a| filter.outlet.as_ref().is_none_or(|o| *o == a.outlet)) {
        let doc = Document::read(&article.text, article.title.as_deref(), &lexicons.text);
        let found = extract::extract(&doc, article, &lexicons, &settings);
        let voices = Voices::new(&doc, &found.quotes);
        actors.extend(found.labels.iter().flat_map(|l| l.actor.split(';')).map(String::from));
        let before = hits;
        for (number, sentence) in doc.sentences.iter().enumerate().filter(|(_, s)| s.role != Role::Boilerplate) {
            for hit in pattern.find_iter(sentence.span.of(doc.text)) {
                let span = Span::new(sentence.span.start + hit.start(), sentence.span.start + hit.end());
                let voice = voices.of(span).0.as_str();
                let actor = found.labels.iter().find(|l| l.span.overlaps(span)).map_or("", |l| l.actor.as_str());
                let wanted = filter.voice.as_ref().is_none_or(|v| v == voice)
                    && filter.actor.as_ref().is_none_or(|a| actor.split(';').any(|x| x == a));
                if wanted {
                    hits += 1;
                    let left = &doc.text[sentence.span.start..span.start];
                    let right = &doc.text[span.end..sentence.span.end];
                    let line = format!("{left}[{}]{right}", span.of(doc.text)).replace(['\n', '\r', '\t'], " ");
                    out.push_str(&format!("{}\t{}\t{}\t{voice}\t{actor}\t{line}\n", article.outlet, article.id, number + 1));
                }
            }
        }
        articles += usize::from(hits > before);
        progress.step(1);
    }
    drop(progress);
    if let Some(actor) = filter.actor.as_ref().filter(|a| !actors.contains(*a)) {
        let near = did_you_mean(actor, actors.iter().map(String::as_str));
        return Err(Error::Usage(format!(
            "--actor {actor}: no article speaks of such an actor; `actor` in labels.csv has the names{near}"
        )));
    }
    if hits > 0 {
        super::print(&format!("outlet\tarticle_id\tsentence\tvoice\tactor\tline\n{out}"))?;
    }
    super::tell(&format!("{hits} hits in {articles} of {} articles", corpus.articles.len()));
    strict(input, &corpus)
}

/// Words joined by any blank, `*` for any letters, whole words, case ignored.
fn pattern(term: &str) -> Result<Regex, Error> {
    let words: Vec<String> = term.split_whitespace().map(|w| regex::escape(w).replace("\\*", "\\w*")).collect();
    if words.is_empty() {
        return Err(Error::Usage("kwic needs a word or phrase, for example: parallax kwic 'rebel*' my-articles/".into()));
    }
    let edge = |at: Option<char>| if at.is_some_and(|c| c.is_alphanumeric()) { "\\b" } else { "" };
    let pattern = format!("(?i){}{}{}", edge(term.trim().chars().next()), words.join("\\s+"), edge(term.trim().chars().last()));
    Regex::new(&pattern).map_err(|e| Error::Usage(format!("{term:?} cannot be searched: {e}")))
}
