//! Which words name which actor: proper names and descriptive labels, with actor, voice and form.

mod accept;
mod actor;
mod context;
mod heads;
mod loyal;
mod names;
mod persons;
mod phrase;
mod read;
mod relation;
mod wording;

use super::{Settings, Voice, Voices};
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::text::{Document, Span};
pub(super) use actor::UNRESOLVED;
use read::{Mention, Read, What};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// A proper name.
    Name,
    /// A description ("rebels", "jihadist group").
    Label,
    /// A mention of an actor that no lexicon lists, name or description, found by grouping an event's mentions.
    Unlisted,
}

impl LabelKind {
    pub fn as_str(self) -> &'static str {
        match self {
            LabelKind::Name => "name",
            LabelKind::Label => "label",
            LabelKind::Unlisted => "unlisted",
        }
    }
}

/// What the words do in their phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    Nominal,
    /// Before another noun ("rebel advance").
    Attributive,
    /// Inside a compound ("HTS-led", "rebel-held").
    CompoundModifier,
    /// A nationality adjective that stands for the state ("Russian airpower").
    Adjectival,
}

impl Form {
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Nominal => "nominal",
            Form::Attributive => "attributive",
            Form::CompoundModifier => "compound_modifier",
            Form::Adjectival => "adjectival",
        }
    }
}

/// One mention of an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub kind: LabelKind,
    /// A proper name, with or without a title; else a description.
    pub named: bool,
    pub span: Span,
    /// The family (`rebel`, `terrorist`, `regime`, …); for names the canonical name.
    pub group: String,
    /// Base form of the phrase that counts as one label (`government forces`, `jihadi group`).
    pub lemma: String,
    /// Canonical actor, several joined by `;`, or `unresolved`.
    pub actor: String,
    pub voice: Voice,
    /// Index of the quote that gives the voice.
    pub quote: Option<usize>,
    pub form: Form,
    pub sentence: usize,
    /// Lexicon entry or rule that found it (`armed-conflict/rebel`).
    pub rule: String,
}

/// The mentions of a document, in text order.
pub fn find(doc: &Document, article: &Article, voices: &Voices, lexicons: &Lexicons, settings: &Settings) -> Vec<Label> {
    let mut read = Read::new(doc, article, voices, &lexicons.labels, settings);
    names::find(&mut read);
    persons::find(&mut read);
    let names: Vec<Label> = read.mentions.iter().filter(|m| m.counts && !m.actor.is_empty()).map(|m| name(&read, m)).collect();
    let mut out = Vec::new();
    for (sentence, tokens) in read.sentences() {
        heads::find(&read, sentence, tokens, &mut out);
    }
    out.extend(names);
    // "Russian" inside "Russian air forces" is part of that label, no row of its own.
    let labels: Vec<Span> = out.iter().filter(|l| l.kind == LabelKind::Label).map(|l| l.span).collect();
    out.retain(|l| l.form != Form::Adjectival || !labels.iter().any(|s| s.contains(l.span)));
    out.sort_by_key(|l| (l.span.start, std::cmp::Reverse(l.span.end), l.kind));
    out
}

/// The row of a name.
fn name(read: &Read, mention: &Mention) -> Label {
    let last = mention.tokens.end;
    let first = mention.tokens.start;
    let stance = first >= 2 && read.is_hyphen(first - 1) && read.listed("stances", first - 2);
    let form = if stance || read.is_hyphen(last) && read.listed("participles", last + 1) {
        Form::CompoundModifier
    } else if matches!(mention.what, What::Adjective(_)) {
        Form::Adjectival
    } else if read.tag(last).is_noun() && read.name(last).is_none() || read.tag(last).is_proper() {
        Form::Attributive
    } else {
        Form::Nominal
    };
    let (voice, quote) = read.voices.of(mention.span);
    Label {
        kind: LabelKind::Name,
        named: true,
        span: mention.span,
        group: mention.canonical.clone(),
        lemma: mention.span.of(read.doc.text).to_string(),
        actor: mention.actor.clone(),
        voice,
        quote,
        form,
        sentence: mention.sentence,
        rule: mention.rule.clone(),
    }
}
