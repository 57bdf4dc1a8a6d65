//! One article to rows: the evidence, with everything a row needs to stand alone in a spreadsheet.

use super::acts;
use super::words::Words;
use crate::corpus::Article;
use crate::extract::{self, Found, Settings};
use crate::lexicon::Lexicons;
use crate::lexicon::themes::Themes;
use crate::text::{CodePoints, Document, Role, Span};
use std::collections::BTreeSet;

/// What one article gives to the tables.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub article: ArticleRow,
    pub sentences: Vec<SentenceRow>,
    pub labels: Vec<LabelRow>,
    pub figures: Vec<FigureRow>,
    pub quotes: Vec<QuoteRow>,
    pub style: Vec<StyleRow>,
    pub acts: Vec<ActRow>,
    pub themes: Vec<ThemeRow>,
    /// The words of the sentences, in the same order.
    pub words: Words,
    /// Indices of sentences that are left out of the tables, with all that stands in them; numbers and ids stay as they are.
    pub dropped: BTreeSet<usize>,
}

#[derive(Debug, Clone, Default)]
pub struct ArticleRow {
    pub article: Article,
    /// The headline as it stands in the text, else the title that the source gives.
    pub headline: Option<String>,
    /// Words of all roles but boilerplate.
    pub words: usize,
    pub body_words: usize,
    pub body_sentences: usize,
    pub subheads: usize,
    pub captions: usize,
    pub boilerplate_words: usize,
    /// Tells whether two reports read the same text.
    pub text_sha256: String,
}

/// Where a mention stands. `part` is `text` or `title` (a title that is no line of the text has offsets of its own).
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub part: &'static str,
    /// 1-based number of the sentence in its part.
    pub sentence: usize,
    pub sentence_text: String,
    pub role: &'static str,
    pub text: String,
    pub char_start: usize,
    pub char_end: usize,
}

#[derive(Debug, Clone)]
pub struct SentenceRow {
    pub place: Place,
    pub words: usize,
}

#[derive(Debug, Clone)]
pub struct LabelRow {
    pub place: Place,
    pub label: extract::Label,
    /// Index among the article's quotes.
    pub quote: Option<usize>,
    /// Share of such rows that were right on hand-made gold; `None` where nothing was counted.
    pub confidence: Option<f64>,
}

#[derive(Debug, Clone)]
pub struct FigureRow {
    pub place: Place,
    pub context: String,
    pub counted_head: String,
    pub figure: extract::Figure,
    pub quote: Option<usize>,
    /// Index among the article's figures.
    pub part_of: Option<usize>,
    pub confidence: Option<f64>,
}

#[derive(Debug, Clone)]
pub struct QuoteRow {
    pub place: Place,
    /// The content, pieces joined by " … ".
    pub content: String,
    pub words: usize,
    pub cue: String,
    pub speaker: String,
    pub quote: extract::Quote,
    pub confidence: Option<f64>,
}

/// A word of style that counts.
#[derive(Debug, Clone)]
pub struct StyleRow {
    pub place: Place,
    pub style: extract::Style,
    pub quote: Option<usize>,
}

/// An act of harm with those in it: actors of the labels at their places, else classes of people.
#[derive(Debug, Clone)]
pub struct ActRow {
    pub place: Place,
    pub act: extract::Act,
    pub quote: Option<usize>,
    pub victim: String,
    pub victim_text: String,
    pub agent: String,
    pub agent_text: String,
}

/// A theme in a sentence: from the first to the last of the words that tell it.
#[derive(Debug, Clone)]
pub struct ThemeRow {
    pub place: Place,
    pub theme: String,
    /// The words that tell it, in base form.
    pub cues: Vec<String>,
    /// One of them is enough by itself.
    pub strong: bool,
}

/// An article on its own, read and extracted, and its title if that is no line of the text.
pub fn rows(article: &Article, lexicons: &Lexicons, settings: &Settings) -> Rows {
    event_rows(&[article], lexicons, settings).pop().unwrap_or_default()
}

/// The articles of one event, read and extracted together: what one calls an actor helps to know them in the others.
pub fn event_rows(articles: &[&Article], lexicons: &Lexicons, settings: &Settings) -> Vec<Rows> {
    let mut parts: Vec<(Document, Found)> = extract::all(articles, lexicons, settings);
    let has_headline = |doc: &Document| doc.blocks.iter().any(|b| b.role == Role::Headline);
    let apart = (0..articles.len()).filter(|i| articles[*i].title.is_some() && !has_headline(&parts[*i].0));
    let apart: Vec<usize> = apart.collect();
    for i in &apart {
        let doc = Document::headline(articles[*i].title.as_deref().unwrap_or_default(), &lexicons.text);
        let found = extract::extract(&doc, articles[*i], lexicons, settings);
        parts.push((doc, found));
    }
    extract::add_unlisted(&mut parts, lexicons);
    let titles = parts.split_off(articles.len());
    let mut out: Vec<Rows> = Vec::with_capacity(articles.len());
    for (article, (doc, found)) in articles.iter().zip(parts) {
        let mut rows = Rows { article: article_row(article, &doc), ..Rows::default() };
        let headline = doc.blocks.iter().find(|b| b.role == Role::Headline);
        rows.article.headline = headline.map(|b| b.span.of(&article.text).to_string()).or_else(|| article.title.clone());
        rows.add(&doc, found, "text", lexicons);
        out.push(rows);
    }
    for (i, (doc, found)) in apart.into_iter().zip(titles) {
        out[i].add(&doc, found, "title", lexicons);
    }
    out
}

fn article_row(article: &Article, doc: &Document) -> ArticleRow {
    let words = |wanted: fn(Role) -> bool| doc.sentences.iter().filter(|s| wanted(s.role)).map(|s| doc.words_in(s.span)).sum();
    ArticleRow {
        article: Article { text: String::new(), ..article.clone() },
        text_sha256: crate::lexicon::sha256(article.text.as_bytes()),
        headline: None,
        words: words(|r| r != Role::Boilerplate),
        body_words: doc.body_words(),
        body_sentences: doc.sentences.iter().filter(|s| s.role == Role::Body).count(),
        subheads: doc.blocks.iter().filter(|b| b.role == Role::Subhead).count(),
        captions: doc.blocks.iter().filter(|b| b.role == Role::Caption).count(),
        boilerplate_words: words(|r| r == Role::Boilerplate),
    }
}

impl Rows {
    /// The same article without some of its sentences (by index); what was counted is counted anew.
    pub fn without(&self, sentences: BTreeSet<usize>) -> Rows {
        let mut rows = Rows { dropped: sentences, ..self.clone() };
        let gone: Vec<&SentenceRow> =
            rows.dropped.iter().filter_map(|i| rows.sentences.get(*i)).filter(|s| s.place.part == "text").collect();
        let words = |wanted: &dyn Fn(&str) -> bool| gone.iter().filter(|s| wanted(s.place.role)).map(|s| s.words).sum::<usize>();
        let count = |role: &str| gone.iter().filter(|s| s.place.role == role).count();
        let (all, body, furniture) = (words(&|r| r != "boilerplate"), words(&|r| r == "body"), words(&|r| r == "boilerplate"));
        let sentences = count("body");
        let article = &mut rows.article;
        article.words = article.words.saturating_sub(all);
        article.body_words = article.body_words.saturating_sub(body);
        article.boilerplate_words = article.boilerplate_words.saturating_sub(furniture);
        article.body_sentences = article.body_sentences.saturating_sub(sentences);
        rows
    }

    /// The rows that are in the tables, for counting: indices from row to row no longer hold.
    pub(super) fn kept(&self) -> Rows {
        let mut rows = self.clone();
        rows.labels.retain(|r| self.keeps(&r.place));
        rows.figures.retain(|r| self.keeps(&r.place));
        rows.quotes.retain(|r| self.keeps(&r.place));
        rows.style.retain(|r| self.keeps(&r.place));
        rows.acts.retain(|r| self.keeps(&r.place));
        rows.themes.retain(|r| self.keeps(&r.place));
        rows
    }

    /// Whether what stands at a place is in the tables.
    pub fn keeps(&self, place: &Place) -> bool {
        let here = |i: &usize| self.sentences.get(*i).is_some_and(|s| s.place.part == place.part && s.place.sentence == place.sentence);
        self.dropped.is_empty() || !self.dropped.iter().any(here)
    }

    fn add(&mut self, doc: &Document, found: Found, part: &'static str, lexicons: &Lexicons) {
        let confidence = &lexicons.confidence;
        let (quotes, figures) = (self.quotes.len(), self.figures.len());
        let points = CodePoints::new(doc.text);
        let place = |span: Span| place(doc, &points, span, part);
        self.words.add(doc, &points);
        self.sentences.extend(doc.sentences.iter().map(|s| SentenceRow { place: place(s.span), words: doc.words_in(s.span) }));
        self.acts.extend(found.acts.into_iter().filter_map(|act| {
            let row = acts::resolved(act, &found.labels, doc.text)?;
            Some(ActRow { place: place(row.act.span), quote: row.act.quote.map(|q| quotes + q), ..row })
        }));
        let counts = |s: &extract::Style| s.score >= extract::style::COUNTS;
        self.style.extend(found.style.into_iter().filter(counts).map(|style| StyleRow {
            place: place(style.span),
            quote: style.quote.map(|q| quotes + q),
            style,
        }));
        self.labels.extend(found.labels.into_iter().map(|label| LabelRow {
            place: place(label.span),
            quote: label.quote.map(|q| quotes + q),
            confidence: confidence.of_label(&label),
            label,
        }));
        self.figures.extend(found.figures.into_iter().map(|figure| FigureRow {
            place: place(figure.span),
            context: figure.context.of(doc.text).to_string(),
            counted_head: figure.counted_head.map_or(String::new(), |h| h.of(doc.text).to_string()),
            quote: figure.quote.map(|q| quotes + q),
            part_of: figure.part_of.map(|f| figures + f),
            confidence: confidence.of_figure(&figure),
            figure,
        }));
        self.quotes.extend(found.quotes.into_iter().map(|quote| QuoteRow {
            place: place(quote.extent()),
            content: quote.content.iter().map(|c| c.of(doc.text)).collect::<Vec<_>>().join(" … "),
            words: quote.content.iter().map(|c| doc.words_in(*c)).sum(),
            cue: quote.cue.map_or(String::new(), |c| c.of(doc.text).to_string()),
            speaker: quote.speaker.map_or(String::new(), |s| s.of(doc.text).to_string()),
            confidence: confidence.of_quote(&quote),
            quote,
        }));
        self.themes.extend(themes(doc, &lexicons.themes, &place));
    }
}

/// The themes of every sentence that is no furniture.
fn themes(doc: &Document, themes: &Themes, place: &dyn Fn(Span) -> Place) -> Vec<ThemeRow> {
    let mut out = Vec::new();
    for sentence in doc.sentences.iter().filter(|s| s.role != Role::Boilerplate) {
        let tokens = sentence.tokens.clone();
        let lemmas: Vec<String> = tokens.clone().map(|i| doc.lemma(i)).collect();
        let words: Vec<(&str, &str)> = tokens.clone().zip(&lemmas).map(|(i, l)| (doc.word(i), l.as_str())).collect();
        out.extend(themes.of(&words).into_iter().map(|hit| {
            let span = |i: usize| doc.tokens[tokens.start + i].span;
            ThemeRow {
                place: place(Span::new(span(hit.first).start, span(hit.last - 1).end)),
                theme: themes.themes[hit.theme].name.clone(),
                cues: hit.cues,
                strong: hit.strong,
            }
        }));
    }
    out
}

fn place(doc: &Document, points: &CodePoints, span: Span, part: &'static str) -> Place {
    let at = doc.sentence_at(span.start);
    let sentence = at.map(|i| &doc.sentences[i]);
    let (char_start, char_end) = points.span(span);
    Place {
        part,
        sentence: at.map_or(0, |i| i + 1),
        sentence_text: sentence.map_or(String::new(), |s| s.span.of(doc.text).to_string()),
        role: sentence.map_or("", |s| s.role.as_str()),
        text: span.of(doc.text).to_string(),
        char_start,
        char_end,
    }
}

/// Words of a document, for the features.
impl Document<'_> {
    /// Words and numbers inside a span, marks and clitics not counted.
    pub fn words_in(&self, span: Span) -> usize {
        self.tokens[self.tokens_in(span)].iter().filter(|t| self.counts(t)).count()
    }
}
