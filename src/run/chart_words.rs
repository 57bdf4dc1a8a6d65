//! The words of charts that the user gives in `corpus.toml`, in place of those found.

use crate::compare::{Chart, Exhibit};
use crate::corpus::manifest::ChartWords;
use crate::problem::{Error, did_you_mean};

/// Puts the user's titles and subtitles into the charts: whatever shows a chart takes them from there.
///
/// # Errors
/// A name that no chart of this report has.
pub(super) fn apply(words: &[ChartWords], exhibits: &mut [Exhibit]) -> Result<(), Error> {
    for given in words {
        let named = exhibits.iter_mut().flat_map(|e| &mut e.charts).find(|c| c.name == given.name);
        let Some(chart) = named else { return Err(unknown(given, exhibits)) };
        if let Some(title) = &given.title {
            retitle(chart, title);
        }
        if let Some(subtitle) = &given.subtitle {
            chart.subtitle = subtitle.clone();
        }
    }
    Ok(())
}

/// The finding stands in the alternative text too.
fn retitle(chart: &mut Chart, title: &str) {
    let ends = title.ends_with(['.', '!', '?', '…']);
    // A sentence ends once.
    let sentence = if ends { title.to_string() } else { format!("{title}.") };
    let found = format!("{}.", chart.title);
    chart.alt = if chart.alt.contains(&found) { chart.alt.replacen(&found, &sentence, 1) } else { format!("{sentence} {}", chart.alt) };
    chart.title = title.to_string();
}

fn unknown(given: &ChartWords, exhibits: &[Exhibit]) -> Error {
    let known: Vec<&str> = exhibits.iter().flat_map(|e| &e.charts).map(|c| c.name.as_str()).collect();
    let near = did_you_mean(&given.name, known.iter().copied());
    let ChartWords { file, line, name, .. } = given;
    Error::Usage(format!(
        "{file}:{line}: [charts.{name}]: this report has no chart of that name{near}; its charts are {}",
        known.join(", ")
    ))
}
