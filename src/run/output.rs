//! A folder written whole or not at all: into a temporary neighbour first, then exchanged by name.

use super::io;
use crate::problem::Error;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files of a report by relative name.
#[derive(Debug, Default)]
pub struct Output {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Output {
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(name.into(), bytes.into());
    }

    /// Writes all files into `dir`, replacing a report that stands there. A folder that holds something else is left
    /// alone. A run that is killed leaves the old report whole.
    pub fn write(&self, dir: &Path) -> Result<(), Error> {
        refuse_foreign(dir)?;
        let parent = match dir.parent() {
            Some(p) if !p.as_os_str().is_empty() => p.to_path_buf(),
            _ => PathBuf::from("."),
        };
        std::fs::create_dir_all(&parent).map_err(io(&parent, "cannot make the folder; choose another with -o"))?;
        let fresh = tempfile::Builder::new()
            .prefix(".parallax-")
            .tempdir_in(&parent)
            .map_err(io(&parent, "cannot write here; choose another folder with -o"))?;
        let root = fresh.path().join("report");
        for (name, bytes) in &self.files {
            let path = root.join(name);
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(io(folder, "cannot make the folder"))?;
            }
            std::fs::write(&path, bytes).map_err(io(&path, "cannot write"))?;
        }
        if dir.exists() && exchange(&root, dir).is_err() {
            // The old report moves into the temporary folder, which goes when this function ends.
            let old = fresh.path().join("old");
            std::fs::rename(dir, &old).map_err(io(dir, "cannot replace the old report"))?;
            if let Err(error) = std::fs::rename(&root, dir) {
                std::fs::rename(&old, dir).map_err(io(dir, "cannot put the old report back"))?;
                return Err(io(dir, "cannot put the new report in place")(error));
            }
        } else if !dir.exists() {
            std::fs::rename(&root, dir).map_err(io(dir, "cannot put the report in place"))?;
        }
        Ok(())
    }
}

/// Exchanges two folders in one step, where the system can; the old report then lies in the temporary folder and goes with it.
#[cfg(target_os = "linux")]
fn exchange(fresh: &Path, old: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, fresh, CWD, old, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_fresh: &Path, _old: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Only an empty folder or a report of ours (it has a manifest.json that names parallax) may be replaced.
fn refuse_foreign(dir: &Path) -> Result<(), Error> {
    if !dir.exists() {
        return Ok(());
    }
    if dir.is_file() {
        return Err(Error::Usage(format!("{}: is a file; -o names the folder of the report", dir.display())));
    }
    let mut entries = std::fs::read_dir(dir).map_err(io(dir, "cannot be read as a folder"))?;
    let ours = std::fs::read_to_string(dir.join("manifest.json")).is_ok_and(|m| m.contains("\"parallax\""));
    if ours || entries.next().is_none() {
        return Ok(());
    }
    Err(Error::Usage(format!("{}: holds files that are no report of parallax; choose another folder with -o", dir.display())))
}

/// Writes one file (a manual page), making its folder.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(io(folder, "cannot make the folder"))?;
    }
    std::fs::write(path, bytes).map_err(io(path, "cannot write"))
}
