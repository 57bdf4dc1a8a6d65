//! The features DataFrame: one row an article, what it calls whom, which figures it cites, whom it quotes.

use super::rows::{QuoteRow, Rows};
use super::table::{Cell, Column, Kind, Table, column, table};
use crate::extract::figures::{Class, Figure};
use crate::extract::labels::LabelKind;
use crate::extract::quotes::QuoteKind;
use crate::extract::voice::Voice;
use crate::lexicon::style::StyleKind;
use crate::text::slug;
use Kind::{Float, Int, Text};
use std::collections::BTreeSet;

/// The meaning of the user's own columns.
pub const USER: &str = "as given with the article";

type R<'r> = &'r Rows;
type Columns<'f> = Vec<Column<'f, R<'f>>>;

/// features.csv. Columns for label groups, event types and source types are those that the corpus has, in order of name.
pub fn features(articles: &[Rows]) -> Table {
    let kept: Vec<Rows>;
    let articles = if articles.iter().all(|a| a.dropped.is_empty()) {
        articles
    } else {
        kept = articles.iter().map(Rows::kept).collect();
        &kept
    };
    let rows: Vec<R> = articles.iter().collect();
    let mut columns = about();
    columns.extend(labels(articles));
    columns.extend(figures(articles));
    columns.extend(quotes(articles));
    columns.extend(style());
    columns.extend(user(articles, &columns));
    table("features", "One row an article: what was counted in it", columns, &rows)
}

fn about<'f>() -> Columns<'f> {
    vec![
        column("article_id", Text, "", "unique in the corpus", |r: &R| (&r.article.article.id).into()),
        column("outlet", Text, "", "who published it", |r: &R| (&r.article.article.outlet).into()),
        column("headline", Text, "", "the headline in the text, else the given title", |r: &R| r.article.headline.clone().into()),
        column("published", Text, "ISO 8601", "date or date and time; empty if not known", |r: &R| {
            r.article.article.published.clone().into()
        }),
        column("url", Text, "", "where it was published", |r: &R| r.article.article.url.clone().into()),
        column("author", Text, "", "as given", |r: &R| r.article.article.author.clone().into()),
        column("language", Text, "", "as given", |r: &R| r.article.article.language.clone().into()),
        column("section", Text, "", "as given", |r: &R| r.article.article.section.clone().into()),
        column("event", Text, "", "the event it is about, as given", |r: &R| r.article.article.event.clone().into()),
        column("file", Text, "", "the file it was read from", |r: &R| (&r.article.article.file).into()),
        column("text_sha256", Text, "SHA-256", "hash of the text: equal where two reports read the same", |r: &R| {
            (&r.article.text_sha256).into()
        }),
        column("words", Int, "words", "words of every role but boilerplate", |r: &R| r.article.words.into()),
        column("body_words", Int, "words", "words of running text: the denominator of every rate", |r: &R| r.article.body_words.into()),
        column("body_sentences", Int, "sentences", "sentences of running text", |r: &R| r.article.body_sentences.into()),
        column("subheads", Int, "lines", "sub-headings", |r: &R| r.article.subheads.into()),
        column("captions", Int, "lines", "picture captions, repeated ones too", |r: &R| r.article.captions.into()),
        column("boilerplate_words", Int, "words", "words of page furniture, left out of everything", |r: &R| {
            r.article.boilerplate_words.into()
        }),
    ]
}

/// A rate per 1,000 body words; missing where there are none.
fn per_1000(n: usize, r: &Rows) -> Cell {
    if r.article.body_words == 0 { Cell::Missing } else { (1000.0 * n as f64 / r.article.body_words as f64).into() }
}

fn share(part: usize, whole: usize) -> Cell {
    if whole == 0 { Cell::Missing } else { (part as f64 / whole as f64).into() }
}

fn mentions(r: &Rows, kind: LabelKind, group: Option<&str>, voice: Option<Voice>) -> usize {
    let wanted = |l: &&super::rows::LabelRow| {
        l.label.kind == kind && group.is_none_or(|g| l.label.group == g) && voice.is_none_or(|v| l.label.voice == v)
    };
    r.labels.iter().filter(wanted).count()
}

/// Whether a lexicon lists the words.
fn listed(l: &super::rows::LabelRow) -> bool {
    l.label.kind != LabelKind::Unlisted
}

fn labels<'f>(articles: &'f [Rows]) -> Columns<'f> {
    let all = || articles.iter().flat_map(|r| &r.labels).filter(|l| l.label.kind == LabelKind::Label);
    let groups: BTreeSet<&str> = all().map(|l| l.label.group.as_str()).collect();
    let actors: BTreeSet<&str> =
        articles.iter().flat_map(|r| &r.labels).filter(|l| listed(l)).flat_map(|l| l.label.actor.split(';')).collect();
    let mut out: Columns = vec![
        column("labels_n", Int, "mentions", "descriptive labels in all voices", |r: &R| mentions(r, LabelKind::Label, None, None).into()),
        column("labels_narrator_n", Int, "mentions", "descriptive labels in the outlet's own voice (running text)", |r: &R| {
            mentions(r, LabelKind::Label, None, Some(Voice::Narrator)).into()
        }),
        column("names_n", Int, "mentions", "proper names of actors in all voices", |r: &R| mentions(r, LabelKind::Name, None, None).into()),
    ];
    for group in groups {
        let slug = slug(group);
        let says = |what: &str| format!("label “{group}”, {what}");
        let n = move |r: &Rows, voice| mentions(r, LabelKind::Label, Some(group), voice);
        out.push(column(format!("label_{slug}_narrator_n"), Int, "mentions", says("narrator voice"), move |r: &R| {
            n(r, Some(Voice::Narrator)).into()
        }));
        out.push(column(format!("label_{slug}_narrator_per_1000"), Float, "per 1,000 body words", says("narrator voice"), move |r: &R| {
            per_1000(n(r, Some(Voice::Narrator)), r)
        }));
        out.push(column(format!("label_{slug}_all_n"), Int, "mentions", says("all voices"), move |r: &R| n(r, None).into()));
        out.push(column(format!("label_{slug}_all_per_1000"), Float, "per 1,000 body words", says("all voices"), move |r: &R| {
            per_1000(n(r, None), r)
        }));
    }
    for actor in actors {
        let meaning = format!("names and labels that mean {actor}, in all voices");
        out.push(column(format!("actor_{}_n", slug(actor)), Int, "mentions", meaning, move |r: &R| {
            r.labels.iter().filter(|l| listed(l)).filter(|l| l.label.actor.split(';').any(|a| a == actor)).count().into()
        }));
    }
    out
}

fn claims<'r>(r: &'r Rows, event: &'r str) -> impl Iterator<Item = &'r Figure> {
    r.figures.iter().map(|f| &f.figure).filter(move |f| f.class == Class::Claim && f.event_type == event)
}

/// The claims of the key that the article gives most often (the first of equals): other keys count something else. A part
/// never stands for its whole.
fn main_claims(r: &Rows, event: &str) -> Vec<Figure> {
    let whole: Vec<&Figure> = claims(r, event).filter(|f| f.part_of.is_none() && f.low.is_some()).collect();
    let often = |key: &str| whole.iter().filter(|f| f.key == key).count();
    let main = whole.iter().rev().max_by_key(|f| (!f.key.is_empty(), often(&f.key))).map(|f| f.key.clone());
    whole.into_iter().filter(|f| Some(&f.key) == main.as_ref()).cloned().collect()
}

fn figures<'f>(articles: &'f [Rows]) -> Columns<'f> {
    let events: BTreeSet<&str> =
        articles.iter().flat_map(|r| &r.figures).map(|f| f.figure.event_type.as_str()).filter(|e| !e.is_empty()).collect();
    let claimed = |r: &Rows| r.figures.iter().filter(|f| f.figure.class == Class::Claim).count();
    let sourced = |r: &Rows| r.figures.iter().filter(|f| f.figure.class == Class::Claim && !f.figure.source.is_empty()).count();
    let mut out: Columns = vec![
        column("figures_n", Int, "figures", "figures that are claims", move |r: &R| claimed(r).into()),
        column("figures_attributed_n", Int, "figures", "claims whose sentence names a source", move |r: &R| sourced(r).into()),
        column(
            "figures_attributed_share",
            Float,
            "share 0..1",
            "attributed claims among all claims; empty without claims",
            move |r: &R| share(sourced(r), claimed(r)),
        ),
    ];
    for event in events {
        let slug = slug(event);
        let says = |what: &str| format!("claims of type {event}: {what}");
        out.push(column(format!("figure_{slug}_n"), Int, "figures", says("how many"), move |r: &R| claims(r, event).count().into()));
        let whole = move |r: &'_ Rows| main_claims(r, event);
        out.push(column(
            format!("figure_{slug}_low"),
            Float,
            "as unit in figures.csv",
            says("least value of the key that the article gives most often, parts left out; empty if none"),
            move |r: &R| whole(r).iter().filter_map(|f| f.low).min_by(f64::total_cmp).into(),
        ));
        out.push(column(
            format!("figure_{slug}_high"),
            Float,
            "as unit in figures.csv",
            says("greatest value of that key; empty if none"),
            move |r: &R| whole(r).iter().filter_map(|f| f.high).max_by(f64::total_cmp).into(),
        ));
    }
    out
}

/// Attributions; scare quotes attribute nothing.
fn spoken(r: &Rows) -> impl Iterator<Item = &QuoteRow> {
    r.quotes.iter().filter(|q| q.quote.kind != QuoteKind::ScareQuote)
}

fn quotes<'f>(articles: &'f [Rows]) -> Columns<'f> {
    let types: BTreeSet<&str> = articles.iter().flat_map(spoken).map(|q| q.quote.source_type.as_str()).filter(|t| !t.is_empty()).collect();
    let of_kind = |kind: QuoteKind| move |r: &R| Cell::from(r.quotes.iter().filter(|q| q.quote.kind == kind).count());
    let words = |r: &Rows| spoken(r).filter(|q| q.place.role == "body").map(|q| q.words).sum::<usize>();
    let known = |r: &Rows| spoken(r).filter(|q| q.quote.official.is_some()).count();
    let mut out: Columns = vec![
        column("quotes_n", Int, "quotes", "attributions: direct, mixed and indirect", |r: &R| spoken(r).count().into()),
        column("quotes_direct_n", Int, "quotes", "direct quotes", of_kind(QuoteKind::Direct)),
        column("quotes_mixed_n", Int, "quotes", "mixed quotes", of_kind(QuoteKind::Mixed)),
        column("quotes_indirect_n", Int, "quotes", "indirect quotes", of_kind(QuoteKind::Indirect)),
        column("scare_quotes_n", Int, "quotes", "marked words without a reporting verb", of_kind(QuoteKind::ScareQuote)),
        column("quoted_words", Int, "words", "words of running text attributed to somebody", move |r: &R| words(r).into()),
        column("quoted_words_share", Float, "share 0..1", "attributed words among body words", move |r: &R| {
            share(words(r), r.article.body_words)
        }),
        column("sources_n", Int, "sources", "distinct known sources", |r: &R| {
            spoken(r).map(|q| q.quote.source.as_str()).filter(|s| *s != "unknown").collect::<BTreeSet<_>>().len().into()
        }),
        column("unknown_sources_n", Int, "quotes", "quotes whose source cannot be told", |r: &R| {
            spoken(r).filter(|q| q.quote.source == "unknown").count().into()
        }),
        column("official_n", Int, "quotes", "quotes of official sources", |r: &R| {
            spoken(r).filter(|q| q.quote.official == Some(true)).count().into()
        }),
        column(
            "official_share",
            Float,
            "share 0..1",
            "official sources among quotes where that is known; empty without any",
            move |r: &R| share(spoken(r).filter(|q| q.quote.official == Some(true)).count(), known(r)),
        ),
    ];
    for kind in types {
        let meaning = format!("quotes of source type {kind}");
        out.push(column(format!("source_{}_n", slug(kind)), Int, "quotes", meaning, move |r: &R| {
            spoken(r).filter(|q| q.quote.source_type == kind).count().into()
        }));
    }
    out
}

/// Words of style in running text, in all voices and in the outlet's own.
fn style<'f>() -> Columns<'f> {
    let count = |r: &Rows, kind: StyleKind, own: bool| {
        r.style.iter().filter(|s| s.style.kind == kind && s.place.role == "body" && (!own || s.style.voice == Voice::Narrator)).count()
    };
    let columns = StyleKind::ALL.into_iter().flat_map(|kind| {
        let name = kind.as_str();
        let says = |what: &str| format!("words of kind {name} in running text, {what}");
        [
            column(format!("{name}_n"), Int, "words", says("all voices"), move |r: &R| count(r, kind, false).into()),
            column(format!("{name}_narrator_n"), Int, "words", says("the outlet's own voice"), move |r: &R| count(r, kind, true).into()),
            column(format!("{name}_narrator_per_1000"), Float, "per 1,000 body words", says("the outlet's own voice"), move |r: &R| {
                per_1000(count(r, kind, true), r)
            }),
        ]
    });
    columns.collect()
}

/// The user's own columns, as text; one that bears the name of a column of ours gets `user_` before it.
fn user<'f>(articles: &'f [Rows], ours: &Columns) -> Columns<'f> {
    let names: BTreeSet<&String> = articles.iter().flat_map(|r| r.article.article.user.keys()).collect();
    let taken: BTreeSet<String> = ours.iter().map(|c| c.heading.name.clone()).collect();
    names
        .into_iter()
        .map(|name| {
            let heading = if taken.contains(name) { format!("user_{name}") } else { name.clone() };
            column(heading, Text, "", USER, move |r: &R| r.article.article.user.get(name).into())
        })
        .collect()
}
