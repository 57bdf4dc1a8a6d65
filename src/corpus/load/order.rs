//! Which manifest speaks of which file, and in what order files are read.

use super::Loader;
use crate::corpus::find::{Found, identity};
use crate::corpus::formats::{Fault, Format};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The manifest that speaks of a file and its entry there, by their places.
#[derive(Clone, Copy)]
pub(super) struct About {
    pub manifest: Option<usize>,
    pub entry: Option<usize>,
}

impl Loader<'_> {
    /// The manifest that speaks of a file, and the file's name in it: the nearest folder's wins.
    fn manifest_of(&self, found: &Found) -> Option<(usize, String)> {
        let path = identity(&found.path);
        let inside = self.manifests.iter().enumerate().filter_map(|(index, (manifest, _))| {
            let folder = identity(&manifest.path).parent()?.to_path_buf();
            let below: PathBuf = path.starts_with(&folder).then(|| path.components().skip(folder.components().count()).collect())?;
            Some((folder.components().count(), index, below.to_string_lossy().replace('\\', "/")))
        });
        inside.max_by_key(|(depth, index, _)| (*depth, usize::MAX - index)).map(|(_, index, below)| (index, below))
    }

    fn entry(&self, found: &Found) -> Option<(usize, usize)> {
        let (manifest, below) = self.manifest_of(found)?;
        let entry = self.manifests.get(manifest)?.0.articles.iter().position(|a| a.file == below)?;
        Some((manifest, entry))
    }

    /// Files in the manifest's order, then the others; what the manifest names and is not there is accounted for.
    pub(super) fn in_order(&mut self, mut files: Vec<Found>) -> Vec<Found> {
        let present: BTreeSet<PathBuf> = files.iter().map(|f| identity(&f.path)).collect();
        let mut missing = Vec::new();
        for (manifest, _) in self.manifests.iter().filter(|(_, whole)| *whole) {
            for entry in &manifest.articles {
                let path = manifest.folder().join(&entry.file);
                if path.is_file() && !present.contains(&identity(&path)) {
                    let (name, relative, format) = (path.display().to_string(), entry.file.clone(), Format::of(&path));
                    files.push(Found { name, relative, format, named: true, path });
                } else if !path.is_file() {
                    let (kind, what) = if path.is_dir() { ("not_a_file", "a folder") } else { ("missing_file", "missing") };
                    let what = format!("{} names {:?} (line {}), which is {what}", manifest.path.display(), entry.file, entry.line);
                    missing.push((path.display().to_string(), Fault::new(kind, what, "correct the name or remove the entry")));
                }
            }
        }
        missing.into_iter().for_each(|(file, fault)| self.skip(&file, None, fault));
        let (files, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|found| self.belongs(found));
        self.left_out(&others);
        let mut keyed: Vec<_> = files.into_iter().map(|f| (self.entry(&f).unwrap_or((usize::MAX, usize::MAX)), f)).collect();
        if keyed.iter().all(|(_, f)| !f.named) || self.manifests.iter().any(|(_, whole)| *whole) {
            keyed.sort_by_key(|(key, _)| *key);
        }
        self.unlisted(&keyed);
        keyed.into_iter().map(|(_, found)| found).collect()
    }

    /// A manifest that lists its articles owns its folder: what lies in subfolders that it does not name is something else.
    fn belongs(&self, found: &Found) -> bool {
        let Some((index, below)) = self.manifest_of(found).filter(|_| !found.named) else { return true };
        let Some(((manifest, _), (top, _))) = self.manifests.get(index).zip(below.split_once('/')) else { return true };
        manifest.articles.is_empty() || manifest.articles.iter().any(|a| a.file.split_once('/').is_some_and(|(first, _)| first == top))
    }

    /// One warning a folder that was not entered.
    fn left_out(&mut self, others: &[Found]) {
        let mut folders: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for found in others {
            if let Some((index, below)) = self.manifest_of(found) {
                let top = below.split('/').next().unwrap_or_default().to_string();
                *folders.entry((index, top)).or_default() += 1;
            }
        }
        for ((index, top), count) in folders {
            let Some(path) = self.manifests.get(index).map(|(m, _)| m.path.clone()) else { continue };
            let what = format!("the folder is named in no [[article]] of {}; its {count} files are not read", path.display());
            let remedy = "name its articles there, or give the folder by itself";
            self.warn(&path.with_file_name(top).display().to_string(), None, Fault::new("unlisted_folder", what, remedy));
        }
    }

    /// Files beside those that the manifest lists are read too, with a warning.
    fn unlisted(&mut self, files: &[((usize, usize), Found)]) {
        for ((manifest, _), found) in files {
            let listing = self.manifest_of(found).and_then(|(index, _)| self.manifests.get(index)).filter(|(m, _)| !m.articles.is_empty());
            if let (usize::MAX, Some((manifest, _)), Some(_), false) = (*manifest, listing, found.format, found.named) {
                let what = format!("the file is not among the [[article]]s of {}; it is read all the same", manifest.path.display());
                self.warn(&found.name, None, Fault::new("unlisted_file", what, "add it there, or move it out of the folder"));
            }
        }
    }

    /// What the manifest knows of a file; looked up once, as a file can have a million rows.
    pub(super) fn about(&self, found: &Found) -> About {
        About { manifest: self.manifest_of(found).map(|(index, _)| index), entry: self.entry(found).map(|(_, entry)| entry) }
    }
}
