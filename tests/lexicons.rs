//! Every lexicon entry finds its own example and not its counter-example.

use parallax::extract::examples;
use parallax::lexicon::{Lexicons, Sources};

#[test]
fn embedded_lexicons_are_sound() {
    let (lexicons, mut problems) = Lexicons::load(None);
    let checked = examples::check(&lexicons, &Sources::load(None).0, &mut problems);
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{} problems\n{}", said.len(), said.join("\n"));
    assert!(checked > 400, "only {checked} examples: the files are not read");
}
