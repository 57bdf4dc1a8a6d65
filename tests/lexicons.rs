//! Every lexicon entry finds its own example and not its counter-example.

use parallax::extract::examples;
use parallax::lexicon::{Lexicons, Sources};

#[test]
fn embedded_lexicons_are_sound() {
    let (lexicons, mut problems) = Lexicons::load(None);
    let checked = examples::check(&lexicons, &Sources::load(None).0, &mut problems);
    problems.extend(lexicons.text.check());
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{} problems\n{}", said.len(), said.join("\n"));
    assert!(checked > 400, "only {checked} examples: the files are not read");
}

/// A pattern may be passed over by the first byte of a line, by its length or for want of a piece of text, only where no match can be.
#[test]
fn patterns_know_how_they_begin_and_what_they_need() {
    use parallax::lexicon::text::pattern::{Signs, read};
    // Pattern, may begin, may not, needs one of each, and has no more characters.
    type Case<'c> = (&'c str, &'c str, &'c str, &'c [&'c [&'c str]], Option<usize>);
    let cases: [Case; 13] = [
        (r",? ?opens (in )?a|\(?ends?\)?", ", oOe(E", "xn)", &[&["opens ", "end"]], Some(12)),
        (r"(?-i:[A-Z@]).{1,}", "aZ@", "1(", &[], None),
        (r"\d[\d,. ]*[km]?|[«‹<←]\s*back|\bslide", "07\u{ab}<\u{2190}sS", "akb", &[], None),
        (r"[«‹<←]\s*back|\bslid(e|ing)", "\u{ab}<\u{2190}sS", "akb", &[&["\u{ab}", "\u{2039}", "<", "\u{2190}", "slid"]], None),
        (r"[^.!?]{1,30}(\s*[>»]\s*[^.!?]{1,30})+", "q.\u{201c}", "", &[&[">", "\u{bb}"]], None),
        (r"(world|news){0,1}\s*live", "wNl ", "e", &[&["live"]], None),
        (r".*all rights? reserved.*", "xyz", "", &[&["all right"], &[" reserved"]], None),
        (r"\W{0,3}disclaimers?\s*[:–-].*", "dD1", "", &[&["disclaimer"]], None),
        (r"(ads?|)\.?", "a.", "d", &[], Some(4)),
        ("unbalanced(", "xyz", "", &[], None),
        (r"\p{Lu}x", "xyz", "", &[], None),
        (r"\d+ of \d{1,3}|x{2}y?|(ab|c){0,4}", "7xXac", "b", &[], None),
        (r"\d of \d{1,3}|x{2}y?|(ab|c){0,4}|pages?\b", "7xXacp", "b", &[], Some(8)),
    ];
    for (pattern, may, may_not, wanted, most) in cases {
        let Signs { begins, pieces, longest } = read(pattern);
        let lead = |c: char| c.to_string().as_bytes()[0];
        assert!(may.chars().all(|c| begins.has(lead(c))), "{pattern} may begin with each of {may:?}");
        assert!(!may_not.chars().any(|c| begins.has(lead(c))), "{pattern} begins with none of {may_not:?}");
        assert_eq!(pieces, wanted, "{pattern}");
        assert_eq!(longest, most, "{pattern}");
    }
}
