//! Persons: which names are one person's, by full name, surname, given name and suffix, over all articles of the event.

use super::mention::{Before, Key, Mention, What};
use super::text::Text;
use crate::lexicon::mentions::MentionWords;
use std::collections::{BTreeMap, BTreeSet};

/// A person with what the articles say of them.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The folded words of the name.
    pub name: Vec<String>,
    pub suffix: String,
    /// The word that stands for the person alone.
    pub surname: String,
    /// Office and family of offices to how often they stand beside the name.
    pub titles: BTreeMap<(String, String), usize>,
    /// Offices that they no longer hold.
    pub former: BTreeSet<(String, String)>,
    pub countries: BTreeMap<String, usize>,
    /// Whether anything but the name itself says that it is a person's.
    certain: bool,
    /// Articles with the full name.
    articles: BTreeSet<usize>,
    /// Mentions by name in each article, and in all.
    pub here: BTreeMap<usize, usize>,
    pub all: usize,
}

impl Person {
    /// The country said most often.
    pub fn country(&self) -> Option<&str> {
        let most = self.countries.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        most.map(|(c, _)| c.as_str())
    }

    pub fn count(&self, article: usize) -> usize {
        self.here.get(&article).copied().unwrap_or(0)
    }

    pub fn seen(&mut self, article: usize) {
        *self.here.entry(article).or_insert(0) += 1;
        self.all += 1;
    }
}

/// The persons of an event, and who goes by a surname.
#[derive(Debug, Default)]
pub struct People {
    pub list: Vec<Person>,
    surnames: BTreeMap<String, Vec<usize>>,
    given: BTreeMap<String, Vec<usize>>,
}

impl People {
    /// The person whom a surname means in an article: who is named most often there, then in the event; a "Jr." last.
    pub fn by_surname(&self, word: &str, article: usize) -> Option<usize> {
        self.choose(self.surnames.get(word)?, article)
    }

    fn by_given(&self, word: &str, article: usize) -> Option<usize> {
        self.choose(self.given.get(word)?, article)
    }

    fn choose(&self, among: &[usize], article: usize) -> Option<usize> {
        let rank = |p: &usize| {
            let person = &self.list[*p];
            (person.suffix.is_empty(), person.count(article), person.all, std::cmp::Reverse(*p))
        };
        among.iter().copied().max_by_key(rank)
    }

    pub fn surnames(&self) -> impl Iterator<Item = &str> {
        self.surnames.keys().map(String::as_str)
    }

    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains_key(word)
    }
}

/// The folded words of a full name, and its suffix.
type Full = (Vec<String>, String);
/// How often a full name stands, and in which articles.
type Names = BTreeMap<Full, (usize, BTreeSet<usize>)>;
/// The words of a full name to its suffixes, with the person of each.
type Owners = BTreeMap<Vec<String>, Vec<(String, usize)>>;

/// Finds the persons of the event and gives every name its key.
pub fn find(texts: &[Text], mentions: &mut [Mention], words: &MentionWords) -> People {
    let mut counts = Names::new();
    let mut singles: BTreeMap<String, usize> = BTreeMap::new();
    for m in mentions.iter().filter(|m| m.what == What::Name) {
        match &m.folded[..] {
            [] => {}
            [one] => *singles.entry(one.clone()).or_insert(0) += 1,
            _ => {
                let (count, articles) = counts.entry((m.folded.clone(), m.suffix.clone())).or_default();
                *count += 1;
                articles.insert(m.article);
            }
        }
    }
    let things = things(&counts);
    for m in mentions.iter_mut().filter(|m| m.what == What::Name) {
        m.thing = things.contains(&m.folded);
    }
    counts.retain(|(name, _), _| !things.contains(name));
    let (mut people, of) = merge(&counts, words);
    certain(texts, mentions, &mut people, &of, words);
    surnames(&mut people, &singles);
    titled(mentions, &mut people);
    // Full names first: they say who is who in an article.
    for m in mentions.iter_mut().filter(|m| m.what == What::Name && !m.thing && m.folded.len() > 1) {
        let Some(person) = owner(&of, m) else { continue };
        people.list[person].seen(m.article);
        match people.list[person].certain {
            true => m.person = Some(person),
            // All the same its spellings are one.
            false => m.key = Some(Key::Name(people.list[person].name.concat() + &people.list[person].suffix)),
        }
    }
    for m in mentions.iter_mut().filter(|m| m.what == What::Name && m.person.is_none() && m.key.is_none() && !m.folded.is_empty()) {
        single(m, &mut people);
    }
    for m in mentions.iter_mut().filter(|m| m.what == What::Name && m.key.is_none() && !m.folded.is_empty()) {
        m.key = Some(m.person.map_or_else(|| Key::Name(m.folded.concat()), Key::Person));
    }
    people
}

/// The person of a full name.
fn owner(of: &Owners, m: &Mention) -> Option<usize> {
    of.get(&m.folded)?.iter().find(|(suffix, _)| *suffix == m.suffix).map(|(_, person)| *person)
}

/// Names that go on behind a person's: "Lee Tower", "Ann Lee Memos".
fn things(counts: &Names) -> BTreeSet<Vec<String>> {
    let last: BTreeSet<&str> = counts.keys().filter_map(|(name, _)| name.last().map(String::as_str)).collect();
    let full: BTreeSet<&[String]> = counts.keys().map(|(name, _)| &name[..]).collect();
    let names = counts.keys().map(|(name, _)| name);
    let thing = |name: &&Vec<String>| match name.split_last() {
        Some((_, [one])) => last.contains(one.as_str()),
        Some((_, before)) => full.contains(before),
        None => false,
    };
    names.filter(thing).cloned().collect()
}

/// Full names that are one person's, most frequent first.
fn merge(counts: &Names, words: &MentionWords) -> (People, Owners) {
    let mut order: Vec<(&Full, &(usize, BTreeSet<usize>))> = counts.iter().collect();
    order.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(b.0)));
    let (mut people, mut of) = (People::default(), Owners::new());
    let mut by_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_letters: BTreeMap<String, usize> = BTreeMap::new();
    for ((name, suffix), (_, here)) in order {
        let (Some(first), Some(last)) = (name.first(), name.last()) else { continue };
        let given = words.given(first);
        let same = |p: &usize| {
            let other: &Person = &people.list[*p];
            let theirs = words.given(&other.name[0]);
            let initial = other.name[0].starts_with(first.as_str()) || first.starts_with(other.name[0].as_str());
            // "Ann Lee" and "Ann Lee Jr." are two if one article has both.
            if *suffix != other.suffix { given == theirs && other.articles.is_disjoint(here) } else { given == theirs || initial }
        };
        // "Jong Un" and "Jong-un"
        let letters = format!("{} {suffix}", name.concat());
        let known = by_letters.get(&letters).copied();
        let hit = known.or_else(|| by_last.get(last).and_then(|list| list.iter().copied().find(|p| same(p))));
        let person = hit.unwrap_or_else(|| {
            people.list.push(Person { name: name.clone(), suffix: suffix.clone(), ..Person::default() });
            by_last.entry(last.clone()).or_default().push(people.list.len() - 1);
            people.list.len() - 1
        });
        by_letters.entry(letters).or_insert(person);
        people.list[person].articles.extend(here);
        of.entry(name.clone()).or_default().push((suffix.clone(), person));
    }
    (people, of)
}

/// Which names are persons': a title, an office beside it, a given name, or that it speaks and has no article.
fn certain(texts: &[Text], mentions: &[Mention], people: &mut People, of: &Owners, words: &MentionWords) {
    let mut titled: BTreeSet<&str> = BTreeSet::new();
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for m in mentions.iter().filter(|m| m.what == What::Name && m.folded.len() == 1) {
        if m.personal {
            titled.insert(&m.folded[0]);
        }
        let count = places.entry(&m.folded[0]).or_default();
        *count = (count.0 + usize::from(texts[m.article].is_place(m)), count.1 + 1);
    }
    let is_place = |word: &str| places.get(word).is_some_and(|(n, all)| 4 * n >= *all);
    for (i, m) in mentions.iter().enumerate().filter(|(_, m)| m.what == What::Name && m.folded.len() > 1) {
        let Some(person) = owner(of, m) else { continue };
        let ends = [&m.folded[0], &m.folded[m.folded.len() - 1]];
        let text = &texts[m.article];
        // A headline in capitals is no name.
        if m.folded.iter().any(|w| words.listed("place", w) || words.listed("determiner", w)) {
            continue;
        }
        let speaks = || m.before == Before::Nothing && text.speaks(m) && !is_place(ends[1]);
        people.list[person].certain |= m.personal
            || words.listed("given", ends[0]) && m.before == Before::Nothing
            || ends.iter().any(|w| titled.contains(w.as_str()))
            || apposed(text, mentions, i)
            || speaks();
    }
}

/// "Ann Lee, a nurse", "the nurse, Ann Lee".
fn apposed(text: &Text, mentions: &[Mention], i: usize) -> bool {
    let one = |m: &Mention| matches!(m.what, What::Office | What::Individual) && !m.plural && m.sentence == mentions[i].sentence;
    let next = mentions[i + 1..].iter().take_while(|m| m.article == mentions[i].article).find(|m| !m.is_owner);
    let comma = |t: usize| text.lower(t) == ",";
    let behind = next.is_some_and(|m| one(m) && comma(mentions[i].tokens.end) && text.starts_behind(m, mentions[i].tokens.end + 1));
    let before = mentions[..i].iter().rev().find(|m| !m.is_owner && m.article == mentions[i].article);
    let start = mentions[i].tokens.start;
    behind || before.is_some_and(|m| one(m) && start > m.tokens.end && start - m.tokens.end == 1 && comma(m.tokens.end))
}

/// The surname is the first word where the articles use that alone ("Kim"), else the last.
fn surnames(people: &mut People, singles: &BTreeMap<String, usize>) {
    let last: BTreeSet<String> = people.list.iter().filter_map(|p| p.name.last().cloned()).collect();
    let alone = |word: &str| singles.get(word).copied().unwrap_or(0);
    for (index, person) in people.list.iter_mut().enumerate().filter(|(_, p)| p.certain) {
        let (Some(first), Some(end)) = (person.name.first().cloned(), person.name.last().cloned()) else { continue };
        let front = alone(&first) > alone(&end) && !last.contains(&first);
        person.surname = if front { first.clone() } else { end };
        people.surnames.entry(person.surname.clone()).or_default().push(index);
        if !front {
            people.given.entry(first).or_default().push(index);
        }
        people.given.entry(person.name[1..].concat()).or_default().push(index);
    }
}

/// A single name behind a title or honorific is a person too ("Judge Lee").
fn titled(mentions: &[Mention], people: &mut People) {
    let named = mentions.iter().filter(|m| m.what == What::Name && m.folded.len() == 1 && (m.honorific || !m.titles.is_empty()));
    for m in named {
        let word = &m.folded[0];
        if !people.is_surname(word) && !people.given.contains_key(word) {
            people.list.push(Person { name: m.folded.clone(), surname: word.clone(), certain: true, ..Person::default() });
            people.surnames.insert(word.clone(), vec![people.list.len() - 1]);
        }
    }
}

/// A name of one word: a surname, else a given name.
fn single(m: &mut Mention, people: &mut People) {
    let word = m.folded.concat();
    let suffixed =
        people.surnames.get(&word).into_iter().flatten().copied().find(|p| !m.suffix.is_empty() && people.list[*p].suffix == m.suffix);
    let surname = suffixed.or_else(|| people.by_surname(&word, m.article)).filter(|_| m.folded.len() == 1);
    let given = || people.by_given(&word, m.article).filter(|_| m.folded.len() == 1 || m.name.len() > 1);
    let found = surname.map(|p| (p, "surname")).or_else(|| given().map(|p| (p, "given_name")));
    if let Some((person, rule)) = found.filter(|_| !m.thing) {
        (m.person, m.rule) = (Some(person), rule);
        people.list[person].seen(m.article);
    }
}
