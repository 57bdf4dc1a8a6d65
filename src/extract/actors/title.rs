//! Offices: who holds them by the words beside a name, and whom "the president" means where no name stands.

use super::mention::{Before, Key, Mention, What};
use super::person::People;
use super::text::Text;
use crate::lexicon::mentions::Known;
use std::cmp::Reverse;

/// Collects the offices of persons: before the name, in apposition, by an owner, behind "of".
pub fn learn(texts: &[Text], mentions: &mut [Mention], people: &mut People) {
    for i in 0..mentions.len() {
        if mentions[i].what == What::Name {
            let m = &mentions[i];
            let owner = m.owner_country(mentions).map(String::from);
            let countries: Vec<String> = m.countries.iter().cloned().chain(owner).collect();
            let (titles, former, person) = (m.titles.clone(), m.former, m.person);
            titles.into_iter().for_each(|t| add(people, person, t, former, &countries));
        }
    }
    let order: Vec<usize> = (0..mentions.len()).filter(|i| !mentions[*i].is_owner).collect();
    for pair in order.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        if mentions[a].article == mentions[b].article && mentions[a].sentence == mentions[b].sentence {
            beside(&texts[mentions[a].article], mentions, a, b, people);
        }
    }
}

fn add(people: &mut People, person: Option<usize>, title: (String, String), former: bool, countries: &[String]) {
    let Some(person) = person.and_then(|p| people.list.get_mut(p)) else { return };
    if former {
        person.former.insert(title.clone());
    }
    *person.titles.entry(title).or_insert(0) += 1;
    for c in countries {
        *person.countries.entry(c.clone()).or_insert(0) += 1;
    }
}

/// The words between two neighbouring mentions, determiners of the second left out.
fn between<'t>(text: &'t Text, a: &Mention, b: &Mention) -> Vec<&'t str> {
    let mut end = b.tokens.start;
    while end > a.tokens.end && text.listed("determiner", end - 1) {
        end -= 1;
    }
    (a.tokens.end..end.min(a.tokens.end + 4)).map(|t| text.lower(t)).collect()
}

/// Two mentions beside each other: "Ann Lee, the director", "the director, Ann Lee", "President Ann Lee of Norway", "(ABC)".
fn beside(text: &Text, mentions: &mut [Mention], a: usize, b: usize, people: &mut People) {
    let words = between(text, &mentions[a], &mentions[b]);
    let (what_a, what_b) = (mentions[a].what, mentions[b].what);
    let one = |m: &Mention| matches!(m.what, What::Office | What::Individual) && !m.plural;
    let comma = words == [","];
    if what_a == What::Name {
        if words == ["of"] && !mentions[a].titles.is_empty() && mentions[a].person.is_some() && text.is_proper(mentions[b].head) {
            let end = mentions[b].tokens.end;
            if let (Some(Key::Country(c)), Some(p)) = (&mentions[b].key, mentions[a].person) {
                *people.list[p].countries.entry(c.clone()).or_insert(0) += 1;
            }
            mentions[a].tokens.end = end;
            mentions[b].what = What::Nothing;
            mentions[b].key = None;
            return;
        }
        let timed = words.len() == 2 && words[0] == "," && matches!(words[1], "then" | "now");
        if (comma || timed) && one(&mentions[b]) && !text.is_proper(mentions[b].tokens.end) {
            appose(mentions, b, a, people);
            return;
        }
        if comma && matches!(what_b, What::Body | What::Org) && mentions[b].before == Before::Indefinite && mentions[a].person.is_none() {
            mentions[b].key = mentions[a].key.clone();
            mentions[b].rule = "apposition";
        }
        return;
    }
    if what_b == What::Name && one(&mentions[a]) && (comma || words.is_empty()) {
        appose(mentions, a, b, people);
    } else if matches!(what_a, What::Org | What::Country) && what_b == What::Name && words == ["("] {
        mentions[b].key = mentions[a].key.clone();
        mentions[b].rule = "acronym";
    }
}

/// A description beside a name: the same actor, and an office of the person.
fn appose(mentions: &mut [Mention], description: usize, name: usize, people: &mut People) {
    let d = &mentions[description];
    let owner = d.owner_country(mentions).map(String::from);
    let countries: Vec<String> = if d.countries.is_empty() { owner.into_iter().collect() } else { d.countries.clone() };
    let (title, former) = ((d.noun.clone(), d.family.clone()), d.former);
    add(people, mentions[name].person, title, former, &countries);
    mentions[description].key = mentions[name].key.clone();
    mentions[description].rule = "apposition";
}

/// Gives descriptions by office the person who holds it. `home` is the country where the event plays.
pub fn resolve(texts: &[Text], mentions: &mut [Mention], people: &People, home: Option<&str>) {
    for i in 0..mentions.len() {
        let m = &mentions[i];
        let open = m.what == What::Office && m.key.is_none() && !m.plural && !m.kin && m.before != Before::Indefinite;
        if open && let Some(person) = holder(&texts[m.article], mentions, m, people, home) {
            mentions[i].key = Some(Key::Person(person));
            mentions[i].person = Some(person);
            mentions[i].rule = "title";
        }
    }
}

/// Who holds an office: somebody of the article before others, the office itself before its family, the country said.
fn holder(text: &Text, mentions: &[Mention], m: &Mention, people: &People, home: Option<&str>) -> Option<usize> {
    let mut countries: Vec<&str> = m.countries.iter().map(String::as_str).chain(m.owner_country(mentions)).collect();
    let end = m.tokens.end;
    if text.lower(end) == "of" {
        let at = if text.listed("determiner", end + 1) { end + 2 } else { end + 1 };
        let known = text.name_beginning(at, text.doc.tokens.len(), |k| matches!(k, Known::Country(_) | Known::Institution(_)));
        match known {
            Some((Known::Country(c) | Known::Institution(c), _)) => countries.push(c),
            // "the leader of the band" is somebody else.
            _ if countries.is_empty() => return None,
            _ => {}
        }
    }
    let wide = text.words.listed("family", &m.family);
    let ranked = people.list.iter().enumerate().filter_map(|(index, person)| {
        let exact = person.titles.keys().any(|(t, _)| *t == m.noun);
        let family = wide && person.titles.keys().any(|(_, f)| *f == m.family);
        if !exact && !family || m.former && person.former.is_empty() {
            return None;
        }
        let past = !m.former && person.titles.keys().filter(|(t, _)| *t == m.noun).all(|t| person.former.contains(t));
        if past && exact {
            return None;
        }
        let country = person.country();
        let agrees = country.is_some_and(|c| countries.contains(&c));
        if !countries.is_empty() && (country.is_some() && !agrees || country.is_none() && !exact) {
            return None;
        }
        let near = countries.is_empty() && (country.is_none() || country == home);
        let here = person.count(m.article);
        if here == 0 && countries.is_empty() {
            return None;
        }
        Some((here > 0, exact, agrees, near, here, person.all, Reverse(index)))
    });
    ranked.max().map(|best| best.6.0)
}
