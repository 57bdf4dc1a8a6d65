//! Charts as files: themes that can be read, words for those who do not see, titles of one's own, one colour for one thing.

use crate::book::unzip::unzip;
use crate::compare::{DOCKERS, HARVAN};
use parallax::compare::exhibit::{Chart, ChartKind, RangeGroup, RangeRow, Ranges, Reference};
use parallax::frame::Frames;
use parallax::render::chart::{self, Look, Size, Theme, contrast};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

fn all(frames: &Frames) -> Vec<Chart> {
    parallax::compare::ALL.iter().flat_map(|compare| compare(frames).charts).collect()
}

fn look(name: &str, size: Size) -> Look {
    Look { size, theme: chart::theme(name).expect("a theme") }
}

/// WCAG 2.1: words 4.5 to 1 on what they stand on, the edges of marks 3 to 1 on the ground.
#[test]
fn every_theme_can_be_read() {
    let names: Vec<&str> = chart::themes().iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["light", "dark", "print"]);
    for theme in chart::themes() {
        let least = |what: &str, a, b, least: f64| {
            let is = contrast(a, b);
            assert!(is >= least, "{}: {what} has {is:.2} to 1", theme.name);
        };
        for (what, ground) in [("the ground", theme.paper), ("what is missing", theme.pale)] {
            least(&format!("ink on {what}"), theme.ink, ground, 4.5);
            least(&format!("grey on {what}"), theme.grey, ground, 4.5);
        }
        least("the axis", theme.axis, theme.paper, 3.0);
        for share in 0..=100 {
            let ground = theme.ramp(f64::from(share) / 100.0);
            least("a number in a heat map", chart::on(ground), ground, 4.5);
        }
        for place in 0..3 * theme.marks() {
            let paint = theme.mark(place);
            least("a mark", theme.edge(paint.colour), theme.paper, 3.0);
            least("an interval", theme.soft(paint.colour), theme.paper, 3.0);
            least("a marked word", theme.readable(paint.colour), theme.paper, 4.5);
            least("a number in a bar", chart::on(paint.fill), paint.fill, 4.5);
        }
    }
    assert_eq!(chart::theme("mono").map(|t| t.name.as_str()), Some("print"));
    assert!(chart::theme("light").is_some_and(|t| !t.is_dark()) && chart::theme("dark").is_some_and(Theme::is_dark));
}

/// Without colour two keys differ by pattern or by clearly different greys.
#[test]
fn print_is_told_apart_in_black_and_white() {
    let theme = chart::theme("print").expect("a theme");
    let marks: Vec<_> = (0..theme.marks()).map(|place| theme.mark(place)).collect();
    assert!(marks.len() >= 12);
    for (i, a) in marks.iter().enumerate() {
        for c in [a.colour, a.fill, a.line, theme.paper, theme.ink, theme.grey] {
            assert!(c.0 == c.1 && c.1 == c.2, "a colour: {c:?}");
        }
        for b in &marks[i + 1..] {
            assert!(a.pattern != b.pattern || contrast(a.fill, b.fill) >= 1.5, "{a:?} and {b:?} look alike");
        }
    }
}

/// Of a theme, size and kind the drawing shows all it should: no colour of another theme.
#[test]
fn a_theme_reaches_every_chart() {
    let charts = all(&DOCKERS);
    let colours = regex::Regex::new("#([0-9A-Fa-f]{6})\"").expect("a pattern");
    for chart in &charts {
        let print = chart::svg(chart, look("print", Size::Word));
        for found in colours.captures_iter(&print) {
            let hex = &found[1];
            assert!(hex[..2] == hex[2..4] && hex[2..4] == hex[4..], "{}: #{hex} is no grey", chart.name);
        }
        let dark = chart::svg(chart, look("dark", Size::Slide));
        assert!(dark.contains("#14181D"), "{}: no dark ground", chart.name);
        assert!(!dark.contains("fill=\"#1C2128\""), "{}: the ink of the light theme", chart.name);
    }
}

/// A stand-alone SVG says what it is to readers who do not see it.
#[test]
fn every_svg_has_title_and_description() {
    for (sample, frames) in [("harvan", &*HARVAN), ("dockers", &*DOCKERS)] {
        let charts = all(frames);
        assert!(charts.len() > 25, "{sample}");
        for chart in charts {
            let svg = chart::outlined_svg(&chart::svg(&chart, Size::Slide));
            let (head, _) = svg.split_once("<defs>").expect("a head");
            let id = &chart.name;
            assert!(head.contains(&format!(" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"")), "{sample}/{id}: {head}");
            let text = |open: String, close: &str| {
                let (_, after) = head.split_once(&open).unwrap_or_else(|| panic!("{id}: no {open}"));
                after.split_once(close).map(|t| t.0.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).unwrap_or_default()
            };
            assert_eq!(text(format!("<title id=\"{id}-title\">"), "</title>"), chart.title, "{sample}/{id}");
            assert_eq!(text(format!("<desc id=\"{id}-desc\">"), "</desc>"), chart.alt, "{sample}/{id}");
        }
    }
}

/// The texts of a PNG by keyword.
fn texts(png: &[u8]) -> BTreeMap<String, String> {
    let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let text = |t: &png::text_metadata::ITXtChunk| (t.keyword.clone(), t.get_text().expect("text"));
    reader.info().utf8_text.iter().map(text).collect()
}

/// Each committed PNG carries the alternative text that lies beside it.
#[test]
fn every_png_carries_its_alternative_text() {
    for sample in ["harvan", "dockers"] {
        let folder = Path::new("reports").join(sample).join("charts");
        let files = crate::tidy::files(&folder, ".png");
        assert!(files.len() > 25, "{sample}");
        for file in files {
            let found = texts(&std::fs::read(&file).expect("a picture"));
            let beside = std::fs::read_to_string(file.replace(".png", ".alt.txt")).expect("its text");
            assert_eq!(found.get("Description").map(String::as_str), Some(beside.trim_end()), "{file}");
            assert!(found.get("Title").is_some_and(|t| !t.is_empty()), "{file}");
        }
    }
}

/// A label, an actor, a kind of speaker or an outlet has one colour in all charts of a report.
#[test]
fn one_thing_has_one_colour() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let charts = all(frames);
        let families: [(&str, &[&str]); 4] = [
            ("labels", &["labels_", "timeline_"]),
            ("actors", &["labels_divergence", "headlines", "label_substitutions"]),
            ("speakers", &["sources_mix", "sources_position", "verbs_by_outlet"]),
            ("outlets", &["coverage_timeline", "figures_over_time"]),
        ];
        for (family, begins) in families {
            let belongs =
                |c: &&Chart| begins.iter().any(|b| c.name.starts_with(b)) && (family != "labels" || c.name != "labels_divergence");
            let mut places: BTreeMap<String, (usize, String)> = BTreeMap::new();
            let mut shared = 0;
            for chart in charts.iter().filter(belongs) {
                for (place, key) in chart.palette_keys.iter().enumerate().filter(|(_, k)| !k.is_empty()) {
                    let first = places.entry(key.replace('_', " ")).or_insert_with(|| (place, chart.name.clone()));
                    assert_eq!(first.0, place, "{family}: {key:?} differs between {} and {}", first.1, chart.name);
                    shared += usize::from(first.1 != chart.name);
                }
            }
            assert!(shared > 0, "no {family} in two charts");
        }
        // The plain colours suffice where an outlet's own labels are shown.
        let own = charts.iter().find(|c| c.name == "labels_strikers" || c.name == "labels_anti_government_forces").expect("a chart");
        let last = own.palette_keys.iter().rposition(|k| !k.is_empty()).expect("labels");
        assert!(last < 8, "{:?}", own.palette_keys);
    }
}

#[test]
fn what_is_missing_says_why() {
    let charts = all(&HARVAN);
    let svg = |name: &str| chart::svg(charts.iter().find(|c| c.name == name).expect("a chart"), Size::Slide);
    for (name, words) in [
        ("wire_similarity_matrix", "the same outlet"),
        ("figures_matrix", "none found"),
        ("rules_by_outlet", "no occasion"),
        ("labels_first", "not used"),
        ("sources_position", "not quoted"),
        ("timeline_tesmaran_government", "95% interval"),
    ] {
        assert!(svg(name).contains(words), "{name} does not say {words:?}");
        assert!(!svg(name).contains("no data"), "{name} says no data");
    }
    // The sample is all labels, not those that have a column.
    let rates = charts.iter().find(|c| c.name == "labels_rates").expect("a chart");
    let all = rates.title.rsplit(' ').next().expect("a number");
    assert!(rates.n.starts_with(&format!("n = {all} labels")), "{} and {}", rates.title, rates.n);
}

/// A range is one band with one name; references that would meet stand one over the other.
#[test]
fn references_have_names_of_their_own() {
    let line = |label: &str, value, high| Reference { label: label.into(), value, high };
    let row = RangeRow { label: "TESNA".into(), low: Some(200.0), high: Some(200.0), point: Some(200.0), ..RangeRow::default() };
    let references = vec![line("commission", 255.0, Some(283.0)), line("monitor", 270.0, None)];
    let group = RangeGroup { rows: vec![row], references, ..RangeGroup::default() };
    let kind = ChartKind::Ranges(Ranges { groups: vec![group], unit: "people".into() });
    let mut chart = all(&HARVAN).swap_remove(0);
    chart.kind = kind;
    let svg = chart::svg(&chart, Size::Slide);
    let places: Vec<&str> = ["commission: 255–283", "monitor: 270"]
        .map(|words| svg.lines().find(|l| l.contains(words)).unwrap_or_else(|| panic!("{words} is not there")))
        .map(|line| line.split_once(" y=\"").and_then(|(_, y)| y.split_once('"')).map_or("", |y| y.0))
        .to_vec();
    assert_ne!(places[0], places[1], "the words stand on one another");
    assert!(chart::csv(&chart).contains(",commission,,255,283,,reference,"), "{}", chart::csv(&chart));
    let killed = all(&HARVAN).into_iter().find(|c| c.name == "figures_killed_total").expect("a chart");
    let ChartKind::Ranges(ranges) = &killed.kind else { panic!("no ranges") };
    assert_eq!(ranges.groups[0].references.len(), 1, "low and high of one reference are one band");
}

fn report(folder: &Path, words: &str, more: &[&str]) -> Output {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write("alpha_2025-10-14_a.txt", "Rebels enter town\n\nRebels killed 12 people, the Red Cross said. The rebels left.");
    write("beta_2025-10-15_b.txt", "Terrorists enter town\n\nTerrorists killed 14 people, the army said. The terrorists left.");
    write("corpus.toml", words);
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.arg("report").arg(folder).arg("-o").arg(folder.join("out")).args(more).output().expect("the binary runs")
}

/// A title of the user's own stands wherever the chart does, and the theme in the pictures and the manifest.
#[test]
fn titles_and_themes_are_the_users() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "[charts.headlines]\ntitle = \"Front pages & what they say\"\nsubtitle = \"Two outlets, two days\"\n";
    let made = report(folder.path(), words, &["--theme", "dark", "--size", "square"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let bytes = |name: &str| std::fs::read(folder.path().join("out").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let text = |name: &str| String::from_utf8(bytes(name)).expect("text");
    let (title, escaped) = ("Front pages & what they say", "Front pages &amp; what they say");
    assert!(text("charts/headlines.svg").contains(&format!("<title id=\"headlines-title\">{escaped}</title>")));
    assert!(text("charts/headlines.svg").to_uppercase().contains("#14181D"));
    let alt = text("charts/headlines.alt.txt");
    assert!(alt.contains(&format!("{title}.")) && !alt.contains("name an actor"), "{alt}");
    let inside = texts(&bytes("charts/headlines.png"));
    assert_eq!((inside["Title"].as_str(), inside["Description"].as_str()), (title, alt.trim_end()));
    assert!(inside["Software"].starts_with("Parallax "));
    assert!(text("briefing.md").contains("Front pages") && text("briefing.md").contains("Two outlets, two days"));
    let page = text("index.html");
    assert!(page.contains(escaped) && page.contains("Two outlets, two days"));
    assert!(!page.contains("#14181D"), "charts of the page go dark with the page, not with the theme");
    let strings = |name: &str| -> String { unzip(&bytes(name)).into_values().map(|b| String::from_utf8_lossy(&b).into_owned()).collect() };
    assert!(strings("report.xlsx").contains(escaped));
    assert!(strings("briefing.docx").contains("Front pages"));
    let manifest: serde_json::Value = serde_json::from_str(&text("manifest.json")).expect("JSON");
    assert_eq!(manifest["settings"]["charts"], serde_json::json!({"size": "square", "theme": "dark"}));
}

#[test]
fn charts_and_themes_that_do_not_exist_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = report(folder.path(), "[corpus]\nname = \"x\"\n\n[charts.headline]\ntitle = \"T\"\n", &[]);
    let said = String::from_utf8_lossy(&made.stderr).into_owned();
    assert_eq!(made.status.code(), Some(2), "{said}");
    for words in ["corpus.toml:4: [charts.headline]", "did you mean headlines?", "its charts are coverage_timeline, "] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    assert!(!folder.path().join("out").exists(), "nothing is written");
    let made = report(folder.path(), "", &["--theme", "drak"]);
    let said = String::from_utf8_lossy(&made.stderr).into_owned();
    assert_eq!(made.status.code(), Some(2), "{said}");
    assert!(said.contains("'dark'") && said.contains("light, dark, print"), "{said}");
    let made = report(folder.path(), "[charts.headlines]\ntitel = \"T\"\n", &[]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let problems = std::fs::read_to_string(folder.path().join("out/tables/problems.csv")).expect("problems");
    assert!(problems.contains("[charts.headlines] has no \"\"titel\"\"") && problems.contains("did you mean title?"), "{problems}");
}
