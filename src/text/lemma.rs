//! Base forms by rule and a table of irregular forms.

use super::Tag;

/// The base form, lower case; proper nouns keep their form.
pub fn lemma(word: &str, tag: Tag) -> String {
    if tag.is_proper() { word.to_string() } else { word.to_lowercase() }
}
