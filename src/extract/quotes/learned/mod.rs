//! What was learned of attributions: a model labels contents, cues and speakers and joins them. What the rules found is one of
//! the things it looks at.

pub mod chain;
pub mod features;
pub mod model;
pub mod pairs;
mod read;
pub mod row;
pub mod train;

use super::link::Link;
use super::page::Page;
use crate::lexicon::quotes::List;
use crate::text::Tag;
use model::{Model, Reading, highest};
use pairs::{Places, Scene};
use std::ops::Range;
use std::sync::LazyLock;

/// Rows of the model lie on cache lines.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);
static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../../data/models/quotes.bin"));
static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(&BYTES.0));

/// The attributions of a document by the model in the binary; `None` without a sound one.
pub fn links(page: &Page, rules: &[Link]) -> Option<Vec<Link>> {
    Some(links_with(MODEL.as_ref()?, page, rules))
}

/// The attributions of a document by a model, in order.
pub fn links_with(model: &Model, page: &Page, rules: &[Link]) -> Vec<Link> {
    let mut out: Vec<Link> = Vec::new();
    let mut kept = vec![None; rules.len()];
    for (index, block) in page.doc.blocks.iter().enumerate().filter(|(_, b)| b.role.tells()) {
        let tokens = page.doc.tokens_in(block.span);
        if tokens.is_empty() {
            continue;
        }
        // Nobody says the date line before a report.
        let first = page.doc.sentence_at(page.doc.tokens[tokens.start].span.start).map(|s| page.doc.sentences[s].tokens.clone());
        let tokens = first.map_or(tokens.start, |s| page.behind_dateline(s, true).start)..tokens.end;
        let (rows, numbers) = read::rows(page, rules, tokens.clone());
        let reading = model.label(&rows);
        let places = Places::of(&reading.labels);
        let scene = Scene { rows: &rows, places: &places, rules: &numbers };
        let part = Paragraph { page, rules, block: index, start: tokens.start, scene, reading: &reading };
        part.links(model, &mut out, &mut kept);
    }
    out
}

/// A paragraph with the model's labels, to be made into attributions.
struct Paragraph<'p, 'a> {
    page: &'p Page<'a>,
    rules: &'p [Link],
    block: usize,
    /// Index of its first token.
    start: usize,
    scene: Scene<'p>,
    reading: &'p Reading,
}

impl Paragraph<'_, '_> {
    fn links(&self, model: &Model, out: &mut Vec<Link>, kept: &mut [Option<usize>]) {
        let places = self.scene.places;
        let mut of_cue: Vec<Option<usize>> = vec![None; places.cues.len()];
        for content in 0..places.contents.len() {
            let piece = self.piece(&places.contents[content]);
            if piece.is_empty() {
                continue;
            }
            let shares = model.cue(&choices(places.cues.len(), |cue| self.scene.content_and_cue(content, cue)));
            let cue = highest(&shares);
            let sure = self.sure(&places.contents[content], 1);
            match of_cue.get(cue) {
                None => self.without_cue(piece, sure, out),
                Some(Some(link)) => out[*link].pieces.push(piece),
                Some(None) => {
                    of_cue[cue] = Some(out.len());
                    let link = self.with_cue(model, piece, cue, sure * shares[cue]);
                    out.push(link);
                }
            }
        }
        self.by_rule(out, kept);
    }

    /// Takes over what the rules alone have found, where the model does not think it unlikely: of a quotation over several
    /// paragraphs each that the model has left free. `kept` says which attribution a rule's is.
    fn by_rule(&self, out: &mut Vec<Link>, kept: &mut [Option<usize>]) {
        let tokens = self.start..self.start + self.scene.rows.len();
        let here = self.rules.iter().zip(kept).filter(|(l, _)| l.pieces.iter().any(|p| tokens.contains(&p.start)));
        for (rule, kept) in here {
            let taken = |i: usize| self.reading.labels.get(i - self.start).is_some_and(|l| *l > 0);
            let all: Vec<usize> = rule.pieces.iter().flat_map(|p| p.clone()).filter(|i| tokens.contains(i)).collect();
            if all.iter().any(|i| taken(*i)) {
                continue;
            }
            let likely = |i: &usize| self.reading.likely.get(i - self.start).map_or(0.0, |l| l[1] + l[2]);
            let mean = all.iter().map(likely).sum::<f32>() / all.len().max(1) as f32;
            if mean < LEAST {
                continue;
            }
            let pieces: Vec<Range<usize>> = rule.pieces.iter().filter(|p| tokens.contains(&p.start)).cloned().collect();
            match kept.and_then(|k| out.get_mut(k)) {
                Some(link) => link.pieces.extend(pieces),
                None => {
                    *kept = Some(out.len());
                    out.push(Link { score: mean * UNSURE, pieces, ..rule.clone() });
                }
            }
        }
    }

    /// The tokens of a content in the document: without the `that` or the name of a transcript before it, which nobody says.
    fn piece(&self, content: &Range<usize>) -> Range<usize> {
        let mut range = self.start + content.start..self.start + content.end;
        if range.is_empty() || range.clone().all(|i| self.page.mark(i).is_none() && self.is_empty(i)) {
            return range.start..range.start;
        }
        if let Some(colon) = self.name_and_colon().filter(|c| (range.start..range.end - 1).contains(c)) {
            range.start = colon + 1;
        }
        let that = self.page.word_is(range.start, "that") && self.page.tag(range.start) == Tag::In;
        if that && range.len() > 1 && self.page.mark(range.start).is_none() { range.start + 1..range.end } else { range }
    }

    /// A mark, pronoun or other word that says nothing by itself.
    fn is_empty(&self, token: usize) -> bool {
        let tag = self.page.tag(token);
        tag.is_mark() || matches!(tag, Tag::Dt | Tag::Prp | Tag::In | Tag::To | Tag::Wdt | Tag::Wp)
    }

    /// How likely the labels of a place are: of its first token, and of its last not going on.
    fn sure(&self, place: &Range<usize>, begin: usize) -> f32 {
        let at = |i: usize, label: usize| self.reading.likely.get(i).map_or(0.0, |l| l[label]);
        let last = place.end - 1;
        let ends = at(last, begin) + at(last, begin + 1);
        let stops = 1.0 - at(place.end, begin + 1).min(1.0);
        at(place.start, begin).min(ends).min(stops)
    }

    fn with_cue(&self, model: &Model, piece: Range<usize>, cue: usize, sure: f32) -> Link {
        let places = self.scene.places;
        let shares = model.speaker(&choices(places.speakers.len(), |speaker| self.scene.cue_and_speaker(cue, speaker)));
        let best = highest(&shares);
        let own = &places.cues[cue];
        let range = self.start + own.start..self.start + own.end;
        let rule = self.rules.iter().find(|l| l.cue.as_ref().is_some_and(|c| c.start < range.end && range.start < c.end));
        let speaker = places.speakers.get(best).map(|s| self.start + s.start..self.start + s.end);
        let found = speaker.is_some();
        let speaker = speaker.or_else(|| rule?.speaker.clone()).or_else(|| self.subject(own));
        let likely = if found { shares[best] * self.sure(&places.speakers[best], 5) } else { UNSURE };
        let (lemma, class) = rule.map_or_else(|| self.cue(range.clone()), |l| (l.lemma.clone(), l.class.clone()));
        let name = rule.filter(|l| l.pieces.iter().any(|p| p.start < piece.end && piece.start < p.end)).map_or("learned", |l| l.rule);
        Link {
            pieces: vec![piece],
            cue: Some(self.without_auxiliaries(range)),
            lemma,
            class,
            speaker,
            addressee: rule.and_then(|l| l.addressee.clone()),
            block: self.block,
            pending: false,
            rule: name,
            score: sure * likely * self.sure(own, 3).max(UNSURE),
        }
    }

    /// The noun phrase that the tree gives a cue as its subject.
    fn subject(&self, cue: &Range<usize>) -> Option<Range<usize>> {
        let word = pairs::subject(self.scene.rows, cue).filter(|w| !cue.contains(w))?;
        let phrase = pairs::phrase(self.scene.rows, word);
        let apart = phrase.end <= cue.start || phrase.start >= cue.end;
        apart.then(|| self.start + phrase.start..self.start + phrase.end)
    }

    /// A cue without helping verbs before its verb (`has since said` → `said`, if nothing but these stands before).
    fn without_auxiliaries(&self, mut cue: Range<usize>) -> Range<usize> {
        let helps = |i: usize| {
            let listed = self.page.is(i, List::Be) || self.page.is(i, List::Have) || self.page.is(i, List::Do);
            let verb = self.page.tag(i).is_verb() || self.page.tag(i) == Tag::Md;
            listed && verb || matches!(self.page.tag(i), Tag::Md | Tag::Rb) || self.page.is(i, List::Negation)
        };
        while cue.len() > 1 && helps(cue.start) && (cue.start + 1..cue.end).any(|i| self.page.tag(i).is_verb()) {
            cue.start += 1;
        }
        cue
    }

    /// Base form and class of a cue that no rule has read: the lexicon's if it knows one of its words, else the verb's.
    fn cue(&self, cue: Range<usize>) -> (String, String) {
        let page = self.page;
        if let Some(known) = cue.clone().find_map(|i| read::cue_at(page, i, page.doc.tokens.len())) {
            return (known.lemma.clone(), known.class.clone());
        }
        let verb = cue.clone().find(|i| page.tag(*i).is_verb()).or_else(|| cue.clone().find(|i| page.tag(*i).is_noun()));
        (page.doc.lemma(verb.unwrap_or(cue.start)), NEUTRAL.to_string())
    }

    /// A content without a cue: what the rules say of it, else a name beside it, else more of the one before.
    fn without_cue(&self, piece: Range<usize>, sure: f32, out: &mut Vec<Link>) {
        let shared = |l: &Link| l.pieces.iter().map(|p| p.end.min(piece.end).saturating_sub(p.start.max(piece.start))).sum::<usize>();
        let rule = self.rules.iter().filter(|l| shared(l) * 2 >= piece.len()).max_by_key(|l| shared(l));
        let base = Link {
            pieces: vec![piece.clone()],
            cue: None,
            lemma: String::new(),
            class: String::new(),
            speaker: None,
            addressee: None,
            block: self.block,
            pending: false,
            rule: "unattributed",
            score: sure * UNSURE,
        };
        if let Some(rule) = rule.filter(|l| l.speaker.is_some() || l.cue.is_some()) {
            // The rules join paragraphs: what they give to one attribution stays one.
            let same =
                |l: &&mut Link| l.cue.is_some() && l.cue == rule.cue || l.cue.is_none() && l.speaker.is_some() && l.speaker == rule.speaker;
            if let Some(link) = out.iter_mut().rev().take(4).find(same) {
                link.pieces.push(piece);
                link.block = self.block;
                return;
            }
            out.push(Link { pieces: vec![piece], block: self.block, pending: false, score: sure * UNSURE, ..rule.clone() });
            return;
        }
        let beside = self.transcript(&piece).or_else(|| self.signature(&piece));
        if let Some(speaker) = beside {
            out.push(Link { speaker: Some(speaker), rule: "beside", ..base });
            return;
        }
        let marked = self.page.mark(piece.start).is_some();
        if let Some(last) = out.last_mut().filter(|l| l.block == self.block && marked)
            && last.pieces.last().is_some_and(|p| self.page.mark(p.end - 1).is_some())
        {
            last.pieces.push(piece);
            return;
        }
        // Words without marks that nobody is said to say are the writer's.
        if marked {
            out.push(base);
        }
    }

    /// `CHAIR: Do you agree?`: the name before the colon that opens a paragraph.
    fn transcript(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let colon = self.name_and_colon().filter(|c| piece.start == c + 1 || piece.start == c + 2)?;
        Some(self.opening()..colon)
    }

    /// The first token behind quotation marks that open the paragraph.
    fn opening(&self) -> usize {
        self.start + usize::from(self.page.tag(self.start) == Tag::Quote)
    }

    /// The colon behind a name in capitals that opens the paragraph, within quotation marks or without.
    fn name_and_colon(&self) -> Option<usize> {
        let first = self.opening();
        let colon = (first + 1..first + 5).find(|i| self.page.word(*i) == ":")?;
        let capital = |i: usize| self.page.word(i).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        (colon + 1 < self.start + self.scene.rows.len() && (first..colon).all(capital)).then_some(colon)
    }

    /// `“A disgrace.” ― Ann Lee`: the name behind the dash that follows a quotation.
    fn signature(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let end = self.start + self.scene.rows.len();
        let behind = (piece.end..end.min(piece.end + 3)).find(|i| self.page.word(*i).starts_with(['―', '—', '–', '-']))?;
        let name = behind + 1..end.min(behind + 8);
        let stop = name.clone().find(|i| !self.page.tag(*i).is_proper()).unwrap_or(name.end);
        (stop > name.start).then_some(name.start..stop)
    }
}

/// What an attribution is worth whose speaker or cue the model has not seen.
const UNSURE: f32 = 0.5;
/// How likely its words must be content for what the rules alone have found.
const LEAST: f32 = 0.2;
const NEUTRAL: &str = "neutral";

/// The features of every choice, and of none.
fn choices(n: usize, of: impl Fn(Option<usize>) -> Vec<u32>) -> Vec<Vec<u32>> {
    (0..n).map(Some).chain([None]).map(of).collect()
}
