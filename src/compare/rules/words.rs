//! Words and phrases of the text, with the voice in which they stand.

use crate::frame::Frames;
use std::collections::HashMap;

/// Stretches in code points with their voice.
type Stretches = Vec<(usize, usize, &'static str)>;

/// Where quoted and reported words stand: by article and part, stretches in code points with their voice.
pub struct Text<'f> {
    spoken: HashMap<(&'f str, &'f str), Stretches>,
}

impl<'f> Text<'f> {
    pub fn new(frames: &'f Frames) -> Text<'f> {
        let q = &frames.quotes;
        let (articles, parts, kinds) = (q.text("article_id"), q.text("part"), q.text("kind"));
        let (starts, ends) = (q.numbers("char_start"), q.numbers("char_end"));
        let mut spoken: HashMap<(&str, &str), Stretches> = HashMap::new();
        for i in 0..q.height() {
            let voice = match kinds[i] {
                "direct" => "direct_quote",
                "scare_quote" => "scare_quote",
                _ => "attributed_indirect",
            };
            if let (Some(start), Some(end)) = (starts[i], ends[i]) {
                spoken.entry((articles[i], parts[i])).or_default().push((start as usize, end as usize, voice));
            }
        }
        Text { spoken }
    }

    fn voice(&self, article: &str, part: &str, role: &str, at: usize) -> Option<&'static str> {
        let inside = self.spoken.get(&(article, part)).and_then(|s| s.iter().find(|(start, end, _)| (*start..*end).contains(&at)));
        match (inside, role) {
            (Some((_, _, voice)), _) => Some(voice),
            (None, "body") => Some("narrator"),
            (None, "headline" | "subhead") => Some("headline"),
            (None, "caption") => Some("caption"),
            (None, "metadata") => Some("metadata"),
            _ => None,
        }
    }
}

/// Every place of a word or phrase in one of the voices (any, if none is named): row of the sentence, the words, the voice.
/// Words are compared by form and by base form; a last `*` stands for any ending.
pub fn find(frames: &Frames, text: &Text, wanted: &[&str], voices: &[&str]) -> Vec<(usize, String, &'static str)> {
    let phrases: Vec<Vec<String>> = wanted.iter().map(|w| w.split([' ', '-']).map(str::to_lowercase).collect()).collect();
    // Which numbers of the vocabulary can be a word of a phrase, asked once and not for every word of the text.
    let fits = |number: u32, word: &str| {
        let form = frames.words.name(number).to_lowercase();
        word.strip_suffix('*').map_or(form == word, |stem| form.starts_with(stem))
    };
    let tables: Vec<Vec<Vec<bool>>> =
        phrases.iter().map(|p| p.iter().map(|w| (0..frames.words.different() as u32).map(|n| fits(n, w)).collect()).collect()).collect();
    let s = &frames.sentences;
    let (articles, parts, roles) = (s.text("article_id"), s.text("part"), s.text("role"));
    let mut out = Vec::new();
    for row in 0..s.height() {
        // Hyphens are tokens of their own.
        let words: Vec<_> = frames.words.of(row).iter().filter(|w| frames.words.name(w.form) != "-").collect();
        for at in 0..words.len() {
            for phrase in &tables {
                let here = words.get(at..at + phrase.len());
                let is = |(w, table): (&&crate::frame::Word, &Vec<bool>)| table[w.form as usize] || table[w.lemma as usize];
                let Some(here) = here.filter(|h| h.iter().zip(phrase).all(is)) else { continue };
                let voice = text.voice(articles[row], parts[row], roles[row], here[0].char_start as usize);
                if let Some(voice) = voice.filter(|v| voices.is_empty() || voices.contains(v)) {
                    out.push((row, here.iter().map(|w| frames.words.name(w.form)).collect::<Vec<_>>().join(" "), voice));
                    break;
                }
            }
        }
    }
    out
}
