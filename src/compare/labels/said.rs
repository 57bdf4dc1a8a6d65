//! Words that sentences of findings share.

/// "Outlet A", "Outlet A and Outlet B"; many are counted: "12 outlets".
pub fn names(outlets: &[String], unit: &str) -> String {
    match outlets {
        [] => format!("no {unit}"),
        few if few.len() < 6 => crate::compare::list(few),
        many => crate::compare::plural(many.len(), unit),
    }
}

/// "an outlet", "a country".
pub fn a(unit: &str) -> String {
    let vowel = unit.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    format!("{} {unit}", if vowel { "an" } else { "a" })
}

/// "the other outlet", "the other four outlets" in figures.
pub fn others(n: usize, unit: &str) -> String {
    let units = crate::compare::several(unit);
    if n == 1 { format!("the other {unit}") } else { format!("the other {n} {units}") }
}

/// "its only label", "4 of its 5 labels".
pub fn of(n: usize, all: usize) -> String {
    match (n, all) {
        (1, 1) => "its only label".into(),
        (n, all) if n == all => format!("all {all} of its labels"),
        _ => format!("{n} of its {all} labels"),
    }
}

/// A single word loses the capital that the head of a sentence gives it; in longer ones the first word may be a name.
pub fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    match (words.contains(' '), chars.next()) {
        (false, Some(first)) => first.to_lowercase().chain(chars).collect(),
        _ => words.to_string(),
    }
}
