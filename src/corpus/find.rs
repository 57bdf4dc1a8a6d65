//! Which files an input means: patterns are expanded, folders walked in order, what is no article is told apart.

use super::formats::{Format, ending};
use super::words::CorpusWords;
use crate::problem::Error;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file to read, or one that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// As shown to the user.
    pub name: String,
    /// Path below the folder that the user named, with `/`; the file's name if the user named the file.
    pub relative: String,
    /// None where the ending says nothing that can be read.
    pub format: Option<Format>,
    /// The user named this very file, so its content may say what its ending does not.
    pub named: bool,
}

/// What a walk found: files in order, and the `corpus.toml`s.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    pub files: Vec<Found>,
    /// The manifests, and whether their whole folder was asked for (or only files beside them).
    pub manifests: Vec<(PathBuf, bool)>,
    /// Folders that could not be listed, with the reason.
    pub closed: Vec<(PathBuf, String)>,
}

/// Expands patterns and walks folders. A path that is not there is a usage error.
pub fn find(inputs: &[PathBuf], words: &CorpusWords) -> Result<Walk, Error> {
    let mut walk = Walk::default();
    let mut seen = BTreeSet::new();
    for input in inputs {
        let pattern = !input.exists();
        for path in expand(input)? {
            let name = file_name(&path);
            if pattern && name != "corpus.toml" && words.is_ignored(&name) {
                continue;
            }
            if path.is_dir() {
                folder(&path, "", words, &mut seen, &mut walk);
            } else if name == "corpus.toml" {
                // Alone it stands for its folder; out of a pattern it only tells of the other files.
                let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                if pattern { walk.manifests.push((path.clone(), false)) } else { folder(parent, "", words, &mut seen, &mut walk) }
            } else if seen.insert(identity(&path)) {
                beside(&path, &mut walk);
                walk.files.push(Found { name: path.display().to_string(), relative: name, format: Format::of(&path), named: true, path });
            }
        }
    }
    let mut once = BTreeSet::new();
    walk.manifests.sort_by_key(|(_, whole)| !*whole);
    walk.manifests.retain(|(m, _)| once.insert(identity(m)));
    Ok(walk)
}

/// Two names of one file are one file.
pub fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The `corpus.toml` beside a file speaks of it also when only the file is named.
fn beside(path: &Path, walk: &mut Walk) {
    let manifest = path.with_file_name("corpus.toml");
    if manifest.is_file() {
        walk.manifests.push((manifest, false));
    }
}

/// Lists a folder and those below it, in order of name; hidden and linked-in-a-circle ones are left out.
fn folder(dir: &Path, prefix: &str, words: &CorpusWords, seen: &mut BTreeSet<PathBuf>, walk: &mut Walk) {
    if !seen.insert(identity(dir)) {
        return;
    }
    let mut entries: Vec<PathBuf> = match std::fs::read_dir(dir) {
        Ok(entries) => entries.flatten().map(|e| e.path()).collect(),
        Err(error) => return walk.closed.push((dir.to_path_buf(), error.to_string())),
    };
    entries.sort();
    let manifest = dir.join("corpus.toml");
    if manifest.is_file() {
        walk.manifests.push((manifest, true));
    }
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|p| p.is_dir());
    for path in files {
        let name = file_name(&path);
        if !words.is_ignored(&name) && seen.insert(identity(&path)) {
            let relative = format!("{prefix}{name}");
            walk.files.push(Found { name: path.display().to_string(), relative, format: Format::of(&path), named: false, path });
        }
    }
    for path in folders {
        let name = file_name(&path);
        if !words.is_ignored(&name) {
            folder(&path, &format!("{prefix}{name}/"), words, seen, walk);
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What to say of a file that cannot be read by its ending.
pub fn why_unread(path: &Path, words: &CorpusWords) -> (String, String) {
    let ending = ending(path);
    match words.unread(&ending) {
        Some((what, remedy)) => (format!(".{ending} is {what}, which is not read"), remedy.to_string()),
        None if ending.is_empty() => {
            ("the file has no ending that says what it is".into(), "name it .txt, .jsonl, .json, .csv or .parquet".into())
        }
        None => (format!("files of type .{ending} are not read"), "give .txt, .md, .jsonl, .json, .csv, .tsv or .parquet".into()),
    }
}

/// The paths that a pattern with `*` or `?` means, in order; a path that exists means itself.
fn expand(input: &Path) -> Result<Vec<PathBuf>, Error> {
    if input.exists() {
        return Ok(vec![input.to_path_buf()]);
    }
    let shown = input.display();
    if !input.to_string_lossy().contains(['*', '?']) {
        let near = nearby(input);
        return Err(Error::Usage(format!("{shown}: there is no such file or folder{near}; check the name (the current folder counts)")));
    }
    let mut paths = vec![PathBuf::new()];
    for part in input.components() {
        let pattern = part.as_os_str().to_string_lossy();
        paths = if pattern.contains(['*', '?']) {
            paths.iter().flat_map(|base| matching(base, &pattern)).collect()
        } else {
            paths.into_iter().map(|base| base.join(part)).filter(|p| p.exists()).collect()
        };
    }
    match paths.is_empty() {
        true => Err(Error::Usage(format!("{shown}: no file matches this pattern; check the folder and the ending"))),
        false => Ok(paths),
    }
}

/// "; did you mean x?" where the folder of a path holds something that is called nearly so.
fn nearby(input: &Path) -> String {
    let dir = input.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<String> =
        std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let near = crate::problem::nearest(&file_name(input), names.iter().map(String::as_str));
    near.map(|name| format!("; did you mean {}?", input.with_file_name(name).display())).unwrap_or_default()
}

fn matching(base: &Path, pattern: &str) -> Vec<PathBuf> {
    let dir = if base.as_os_str().is_empty() { Path::new(".") } else { base };
    let names = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|n| matches(pattern, n) && (!n.starts_with('.') || pattern.starts_with('.'))).collect();
    names.sort();
    names.into_iter().map(|n| base.join(n)).collect()
}

/// Whether a name fits a pattern: `*` is any run of characters, `?` is one.
pub fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || name.get(n) == Some(c) => (p, n) = (p + 1, n + 1),
            // Back to the last star, which takes one character more.
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    (p, n) = (at + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}
