//! Progress of long runs on stderr, with the time left: only where a person looks on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar for one stage of `length` steps, drawn only where stderr is a terminal; it goes when it is dropped. Without colours,
/// so `NO_COLOR` has nothing to switch off.
pub struct Progress(ProgressBar);

/// Fewer steps are done before a person has read the line.
const FEW: usize = 8;

impl Progress {
    pub fn new(stage: &'static str, length: usize) -> Progress {
        let shown = length >= FEW && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(length as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} [{bar:30}] {pos}/{len}, {eta} left") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(stage);
        Progress(bar)
    }

    /// A count, where nobody knows how many there will be.
    pub fn open(stage: &'static str) -> Progress {
        let target = if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {pos}, {per_sec}") {
            bar.set_style(style);
        }
        bar.set_message(stage);
        Progress(bar)
    }

    /// A message between two states of the bar.
    pub fn aside(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    /// So many steps are done.
    pub fn step(&self, by: usize) {
        self.0.inc(by as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
