//! The evidence tables: labels, figures, quotes, sentences; one row a mention, ids that other tables and people refer to.

use super::rows::{ActRow, ArticleRow, FigureRow, LabelRow, Place, QuoteRow, Rows, SentenceRow, StyleRow, ThemeRow};
use super::table::{Column, Kind, Table, column, table};
use Kind::{Bool, Float, Int, Text};

/// A row with its article and its running number in the corpus.
struct Item<'r, T> {
    number: usize,
    article: &'r ArticleRow,
    row: &'r T,
    /// The first numbers of this article's quotes and figures.
    quotes: usize,
    figures: usize,
    all: &'r Rows,
}

/// Rows that are left out keep their numbers.
fn items<'r, T>(articles: &'r [Rows], pick: impl Fn(&'r Rows) -> &'r Vec<T>, place: fn(&T) -> &Place) -> Vec<Item<'r, T>> {
    let (mut number, mut quotes, mut figures) = (0, 0, 0);
    let mut out = Vec::new();
    for rows in articles {
        for row in pick(rows) {
            number += 1;
            if !rows.keeps(place(row)) {
                continue;
            }
            out.push(Item { number, article: &rows.article, row, quotes, figures, all: rows });
        }
        quotes += rows.quotes.len();
        figures += rows.figures.len();
    }
    out
}

/// `label-0001`: the id of a row.
pub fn row_id(table: &str, number: usize) -> String {
    format!("{table}-{number:04}")
}

fn shared<'f, T: 'f>(table: &'static str, place: fn(&T) -> &Place) -> Vec<Column<'f, Item<'f, T>>> {
    vec![
        column(format!("{table}_id"), Text, "", "id of the row; `parallax explain` takes it", move |r: &Item<T>| {
            row_id(table, r.number).into()
        }),
        column("article_id", Text, "", "the article (features.csv)", |r: &Item<T>| (&r.article.article.id).into()),
        column("outlet", Text, "", "who published the article", |r: &Item<T>| (&r.article.article.outlet).into()),
        column("published", Text, "ISO 8601", "when the article was published; empty if not known", |r: &Item<T>| {
            r.article.article.published.clone().into()
        }),
        column(
            "part",
            Text,
            "",
            "text, or title where the title is no line of the text; offsets count from its start",
            move |r: &Item<T>| place(r.row).part.into(),
        ),
        column("role", Text, "", "headline, subhead, body, caption, metadata or boilerplate", move |r: &Item<T>| place(r.row).role.into()),
        column("sentence", Int, "1-based number", "the sentence in which it begins", move |r: &Item<T>| place(r.row).sentence.into()),
        column("char_start", Int, "code points", "where it begins in the text", move |r: &Item<T>| place(r.row).char_start.into()),
        column("char_end", Int, "code points", "where it ends, exclusive", move |r: &Item<T>| place(r.row).char_end.into()),
    ]
}

fn sentence<'f, T: 'f>(place: fn(&T) -> &Place) -> Column<'f, Item<'f, T>> {
    column("sentence_text", Text, "", "the sentence as it stands", move |r: &Item<T>| (&place(r.row).sentence_text).into())
}

/// labels.csv: every mention of an actor.
pub fn labels(articles: &[Rows]) -> Table {
    type R<'r> = Item<'r, LabelRow>;
    let mut columns = shared("label", |r: &LabelRow| &r.place);
    columns.extend([
        column(
            "kind",
            Text,
            "",
            "name (proper name) or label (description) of a lexicon, or unlisted (either, of an actor no lexicon lists); never added",
            |r: &R| r.row.label.kind.as_str().into(),
        ),
        column("named", Bool, "", "whether the words are a proper name (with or without a title) or a description", |r: &R| {
            r.row.label.named.into()
        }),
        column("text", Text, "", "the words as they stand", |r: &R| (&r.row.place.text).into()),
        column("lemma", Text, "", "base form of the words that count as one label", |r: &R| (&r.row.label.lemma).into()),
        column("label_group", Text, "", "family of labels, or canonical name", |r: &R| (&r.row.label.group).into()),
        column("actor", Text, "", "who is meant; several joined by ;, or unresolved", |r: &R| (&r.row.label.actor).into()),
        column(
            "voice",
            Text,
            "",
            "headline, caption, metadata, narrator, attributed_indirect, direct_quote or scare_quote: where the words stand",
            |r: &R| r.row.label.voice.as_str().into(),
        ),
        column("speaker", Text, "", "canonical source of the quote they stand in; empty outside quotes", |r: &R| {
            r.row.quote.map(|q| &r.all.quotes[q].quote.source).into()
        }),
        column("speaker_type", Text, "", "source type of that speaker", |r: &R| {
            r.row.quote.map(|q| &r.all.quotes[q].quote.source_type).into()
        }),
        column("form", Text, "", "nominal, attributive, compound_modifier or adjectival", |r: &R| r.row.label.form.as_str().into()),
        column("quote_id", Text, "", "the quote they stand in", |r: &R| r.row.quote.map(|q| row_id("quote", r.quotes + q + 1)).into()),
        column("rule", Text, "", "lexicon entry or rule that found it", |r: &R| (&r.row.label.rule).into()),
        column(
            "confidence",
            Float,
            "share",
            "share of rows found like this one that were right on hand-made gold (reports/accuracy); empty where none was counted",
            |r: &R| r.row.confidence.into(),
        ),
        sentence(|r: &LabelRow| &r.place),
    ]);
    table(
        "labels",
        "One row a mention of an actor, by name or by description",
        columns,
        &items(articles, |r| &r.labels, |r: &LabelRow| &r.place),
    )
}

/// figures.csv: every number found, claims and incidental ones.
pub fn figures(articles: &[Rows]) -> Table {
    type R<'r> = Item<'r, FigureRow>;
    let mut columns = shared("figure", |r: &FigureRow| &r.place);
    columns.extend([
        column("class", Text, "", "claim, or incidental (kept here and out of every comparison)", |r: &R| {
            r.row.figure.class.as_str().into()
        }),
        column("text", Text, "", "the number words as they stand", |r: &R| (&r.row.place.text).into()),
        column("context", Text, "", "with hedge, unit and the thing counted", |r: &R| (&r.row.context).into()),
        column("value", Float, "as unit", "the number as stated; empty for vague quantities and ranges", |r: &R| r.row.figure.value.into()),
        column("low", Float, "as unit", "least value that the words allow, by the convention", |r: &R| r.row.figure.low.into()),
        column("high", Float, "as unit", "greatest value that the words allow, by the convention", |r: &R| r.row.figure.high.into()),
        column("modifier", Text, "", "exact, at_least, more_than, nearly, about, up_to, less_than or vague", |r: &R| {
            r.row.figure.modifier.as_str().into()
        }),
        column("unit", Text, "", "persons, km, days, percent, rank, …", |r: &R| (&r.row.figure.unit).into()),
        column("counted", Text, "", "the counted noun phrase as it stands", |r: &R| (&r.row.figure.counted).into()),
        column("counted_head", Text, "", "its head noun", |r: &R| (&r.row.counted_head).into()),
        column("event_type", Text, "", "killed, injured, displaced, distance, duration, rank, …", |r: &R| {
            (&r.row.figure.event_type).into()
        }),
        column("victim_class", Text, "", "civilians, children, combatants, …; empty if the text says none", |r: &R| {
            (&r.row.figure.victim_class).into()
        }),
        column("source", Text, "", "canonical source to whom the sentence attributes it; empty if bare", |r: &R| {
            (&r.row.figure.source).into()
        }),
        column("as_of", Text, "", "time words that bound the count", |r: &R| (&r.row.figure.as_of).into()),
        column("key", Text, "", "claims with one key are comparable; empty if not comparable", |r: &R| (&r.row.figure.key).into()),
        column("voice", Text, "", "where the words stand (see labels.csv)", |r: &R| r.row.figure.voice.as_str().into()),
        column("convention", Text, "", "named convention that made a range of the words; empty where none was needed", |r: &R| {
            (&r.row.figure.convention).into()
        }),
        column("part_of", Text, "", "the figure of which this is a part: never added to it", |r: &R| {
            r.row.part_of.map(|f| row_id("figure", r.figures + f + 1)).into()
        }),
        column("quote_id", Text, "", "the quote it stands in", |r: &R| r.row.quote.map(|q| row_id("quote", r.quotes + q + 1)).into()),
        column("rule", Text, "", "rule that found it", |r: &R| (&r.row.figure.rule).into()),
        column(
            "confidence",
            Float,
            "share",
            "share of rows found like this one that were right on hand-made gold (reports/accuracy); empty where none was counted",
            |r: &R| r.row.confidence.into(),
        ),
        sentence(|r: &FigureRow| &r.place),
    ]);
    table(
        "figures",
        "One row a number found; class claim takes part in comparisons",
        columns,
        &items(articles, |r| &r.figures, |r: &FigureRow| &r.place),
    )
}

/// quotes.csv: every attribution.
pub fn quotes(articles: &[Rows]) -> Table {
    type R<'r> = Item<'r, QuoteRow>;
    let mut columns = shared("quote", |r: &QuoteRow| &r.place);
    columns.extend([
        column("kind", Text, "", "direct, indirect, mixed or scare_quote", |r: &R| r.row.quote.kind.as_str().into()),
        column("content", Text, "", "what is attributed; pieces joined by …", |r: &R| (&r.row.content).into()),
        column("words", Int, "words", "length of the content", |r: &R| r.row.words.into()),
        column("cue", Text, "", "the attributing words as they stand", |r: &R| (&r.row.cue).into()),
        column("cue_lemma", Text, "", "their base form", |r: &R| (&r.row.quote.cue_lemma).into()),
        column("cue_class", Text, "", "neutral, claim, doubt, assertive, warning, boast, directive or denial", |r: &R| (&r.row.quote.cue_class).into()),
        column("speaker", Text, "", "the words that name who speaks; empty if nobody is named", |r: &R| (&r.row.speaker).into()),
        column("source", Text, "", "canonical source; unknown if it cannot be told", |r: &R| (&r.row.quote.source).into()),
        column("source_type", Text, "", "government, rebels, foreign_government, igo_un, ngo_monitor, media_agency, analyst, civilian, military_official, state_media, anonymous or other", |r: &R| {
            (&r.row.quote.source_type).into()
        }),
        column("official", Bool, "", "speaks for a state or an international organisation; empty if not known", |r: &R| r.row.quote.official.into()),
        column("side", Text, "", "for whom the source speaks: government, rebels, foreign, state_media, others, a side of corpus.toml, or unknown; by corpus.toml, else by source type", |r: &R| (&r.row.quote.side).into()),
        column("relay", Text, "", "who passed it on", |r: &R| r.row.quote.relay.clone().into()),
        column("rule", Text, "", "rule that found it; learned where the model alone did", |r: &R| (&r.row.quote.rule).into()),
        column("confidence", Float, "share", "share of rows found like this one that were right on hand-made gold (reports/accuracy); empty where none was counted", |r: &R| r.row.confidence.into()),
        sentence(|r: &QuoteRow| &r.place),
    ]);
    table("quotes", "One row an attribution: what is said, by whom", columns, &items(articles, |r| &r.quotes, |r: &QuoteRow| &r.place))
}

/// style.csv: loaded words, emotions, hedges, boosters.
pub fn style(articles: &[Rows]) -> Table {
    type R<'r> = Item<'r, StyleRow>;
    let mut columns = shared("style", |r: &StyleRow| &r.place);
    columns.extend([
        column("kind", Text, "", "loaded, emotion, hedge or booster; scare quotes are in quotes.csv", |r: &R| r.row.style.kind.as_str().into()),
        column(
            "category",
            Text,
            "",
            "kind within the kind: emotive, evaluative, sensational, …, hearsay, possibility, certainty, fear, joy; learned where only the model found it",
            |r: &R| (&r.row.style.category).into(),
        ),
        column("polarity", Text, "", "negative, positive or mixed; empty where nothing is said", |r: &R| (&r.row.style.polarity).into()),
        column("text", Text, "", "the words as they stand", |r: &R| (&r.row.place.text).into()),
        column("lemma", Text, "", "base form", |r: &R| (&r.row.style.lemma).into()),
        column("voice", Text, "", "where the words stand (see labels.csv)", |r: &R| r.row.style.voice.as_str().into()),
        column("speaker", Text, "", "canonical source of the quote they stand in; empty outside quotes", |r: &R| {
            r.row.quote.map(|q| &r.all.quotes[q].quote.source).into()
        }),
        column("speaker_type", Text, "", "source type of that speaker", |r: &R| r.row.quote.map(|q| &r.all.quotes[q].quote.source_type).into()),
        column("people", Text, "", "classes of people that the sentence names, joined by ;", |r: &R| (&r.row.style.people).into()),
        column("quote_id", Text, "", "the quote they stand in", |r: &R| r.row.quote.map(|q| row_id("quote", r.quotes + q + 1)).into()),
        column("rule", Text, "", "file and category of the lexicon, or learned", |r: &R| (&r.row.style.rule).into()),
        column(
            "score",
            Float,
            "0..1",
            "how sure the model is that the word is loaded here; 1 for other kinds and without the model",
            |r: &R| f64::from((r.row.style.score * 1000.0).round() / 1000.0).into(),
        ),
        sentence(|r: &StyleRow| &r.place),
    ]);
    table(
        "style",
        "One row a word of style: loaded words, words for feelings, hedges, boosters",
        columns,
        &items(articles, |r| &r.style, |r: &StyleRow| &r.place),
    )
}

/// agency.csv: acts of harm.
pub fn agency(articles: &[Rows]) -> Table {
    type R<'r> = Item<'r, ActRow>;
    let mut columns = shared("agency", |r: &ActRow| &r.place);
    columns.extend([
        column("text", Text, "", "the word of harm as it stands", |r: &R| (&r.row.place.text).into()),
        column("lemma", Text, "", "its base form", |r: &R| (&r.row.act.lemma).into()),
        column("harm", Text, "", "killed, wounded, attacked, displaced, detained or tortured", |r: &R| (&r.row.act.harm).into()),
        column(
            "construction",
            Text,
            "",
            "active (X killed Y), passive_by (Y was killed by X), passive_means (Y was killed in shelling), passive_bare (Y was killed), intransitive (Y died), nominal (the killing of Y) or participle (the besieged town)",
            |r: &R| r.row.act.construction.as_str().into(),
        ),
        column("victim", Text, "", "who is harmed: actor of labels.csv, else a class of people, places, name (of nobody listed) or pronoun", |r: &R| {
            (&r.row.victim).into()
        }),
        column("victim_text", Text, "", "the words for them", |r: &R| (&r.row.victim_text).into()),
        column("agent", Text, "", "who does it, likewise; event for means and events, other; empty where nobody is named", |r: &R| {
            (&r.row.agent).into()
        }),
        column("agent_text", Text, "", "the words for them", |r: &R| (&r.row.agent_text).into()),
        column("voice", Text, "", "where the words stand (see labels.csv)", |r: &R| r.row.act.voice.as_str().into()),
        column("quote_id", Text, "", "the quote they stand in", |r: &R| r.row.quote.map(|q| row_id("quote", r.quotes + q + 1)).into()),
        sentence(|r: &ActRow| &r.place),
    ]);
    table(
        "agency",
        "One row an act of harm: who is said to harm whom, and how it is put",
        columns,
        &items(articles, |r| &r.acts, |r: &ActRow| &r.place),
    )
}

/// themes.csv: every sentence that is on a theme.
pub fn themes(articles: &[Rows]) -> Table {
    type R<'r> = Item<'r, ThemeRow>;
    let mut columns = shared("theme", |r: &ThemeRow| &r.place);
    columns.extend([
        column("theme", Text, "", "what the sentence is about (data/lexicons/themes)", |r: &R| (&r.row.theme).into()),
        column("cues", Text, "", "the words that tell it, in base form, joined by ;", |r: &R| r.row.cues.join("; ").into()),
        column("strong", Bool, "", "one of them is enough by itself; else two different ones stand there", |r: &R| r.row.strong.into()),
        sentence(|r: &ThemeRow| &r.place),
    ]);
    table("themes", "One row a sentence and theme", columns, &items(articles, |r| &r.themes, |r: &ThemeRow| &r.place))
}

/// sentences.csv: the text as it was read.
pub fn sentences(articles: &[Rows]) -> Table {
    type R<'r> = Item<'r, SentenceRow>;
    let mut columns = shared("sentence", |r: &SentenceRow| &r.place);
    columns.push(column("words", Int, "words", "words and numbers, marks not counted", |r: &R| r.row.words.into()));
    columns.push(column("text", Text, "", "the sentence as it stands", |r: &R| (&r.row.place.text).into()));
    table("sentences", "One row a sentence, of every role", columns, &items(articles, |r| &r.sentences, |r: &SentenceRow| &r.place))
}
