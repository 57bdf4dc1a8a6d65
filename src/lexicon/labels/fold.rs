//! Word forms: regular plurals, and names folded so that spellings of one name agree.

/// The regular plural, by the usual spelling rules (`army` → `armies`, `gunman` → `gunmen`).
pub fn plural(word: &str) -> String {
    let stem = |n: usize| &word[..word.len() - n];
    let consonant_y = word.ends_with('y') && !word.ends_with("ay") && !word.ends_with("ey") && !word.ends_with("oy");
    if word.ends_with("man") && word.len() > 3 {
        format!("{}men", stem(3))
    } else if consonant_y {
        format!("{}ies", stem(1))
    } else if word.ends_with(['s', 'x']) || word.ends_with("sh") || word.ends_with("ch") {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// The words of a name, folded; articles of Arabic names are left out so that `al-Sham`, `Al Sham` and `ash-Sham` agree.
pub fn fold_all(text: &str) -> Vec<String> {
    let parts: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || c == '.')).filter(|p| !p.is_empty()).collect();
    let bare = |p: &'_ str| p.strip_suffix("'s").or(p.strip_suffix("’s")).unwrap_or(p).to_string();
    parts.iter().map(|p| fold(&bare(p))).filter(|p| !is_article(p)).collect()
}

/// Whether a folded word is the article of an Arabic name.
pub fn is_article(folded: &str) -> bool {
    matches!(folded, "al" | "ul")
}

/// A word without what transliterations differ in: `Mohammed` = `Muhammad`, `Chareh` = `Sharaa`, `Jolani` = `Joulani`.
/// Acronyms of up to four letters (`HTS`, `U.S.`) keep their letters and must agree in case.
pub fn fold(word: &str) -> String {
    if let Some(folded) = fold_plain(word) {
        return folded;
    }
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    if (2..=4).contains(&letters.chars().count()) && !letters.chars().any(char::is_lowercase) {
        return letters;
    }
    let plain: String = letters.to_lowercase().chars().map(unaccent).collect();
    let plain = plain.replace("ou", "u").replace("oo", "u").replace("ch", "sh").replace("dj", "j").replace("ee", "i");
    let mut out = String::new();
    for c in plain.chars() {
        let c = match c {
            'e' => 'a',
            'y' => 'i',
            'o' => 'u',
            'q' => 'k',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.chars().count() > 3 && out.ends_with('h') && !out.ends_with("sh") {
        out.pop();
    }
    out
}

/// As [`fold`] for the common case, in one pass: ASCII, and none of the pairs that are written in two ways.
fn fold_plain(word: &str) -> Option<String> {
    if !word.is_ascii() {
        return None;
    }
    let letters = || word.bytes().filter(u8::is_ascii_alphanumeric);
    if (2..=4).contains(&letters().count()) && !letters().any(|b| b.is_ascii_lowercase()) {
        return Some(letters().map(char::from).collect());
    }
    let mut out = String::with_capacity(word.len());
    let (mut before, mut last) = (b' ', b' ');
    for b in letters() {
        let b = b.to_ascii_lowercase();
        if matches!((before, b), (b'o', b'u' | b'o') | (b'c', b'h') | (b'd', b'j') | (b'e', b'e')) {
            return None;
        }
        before = b;
        let c = match b {
            b'e' => b'a',
            b'y' => b'i',
            b'o' => b'u',
            b'q' => b'k',
            b => b,
        };
        if c != last {
            out.push(char::from(c));
            last = c;
        }
    }
    if out.len() > 3 && out.ends_with('h') && !out.ends_with("sh") {
        out.pop();
    }
    Some(out)
}

fn unaccent(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    std::iter::once(c).nfd().next().unwrap_or(c)
}
