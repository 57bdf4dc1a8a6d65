//! `docs/charts.md`: every chart of the sample reports with its title and alt text, made from their manifests.

use std::path::Path;

const PAGE: &str = "docs/charts.md";

fn gallery() -> String {
    let mut page = String::from(
        "# Charts\n\nEvery chart of the sample reports, as `parallax report` draws it. Beside each picture stand its SVG, the CSV of what it \
         plots and its alt text. This page is made by `just bless`.\n",
    );
    for sample in ["harvan", "dockers"] {
        let folder = Path::new("reports").join(sample);
        let text = std::fs::read_to_string(folder.join("manifest.json")).expect("the manifest of a sample report");
        let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        page.push_str(&format!("\n## {}\n", manifest["corpus"]["title"].as_str().unwrap_or(sample)));
        for chart in manifest["charts"].as_array().expect("charts") {
            let get = |key: &str| chart[key].as_str().expect("text").to_string();
            let (name, alt) = (get("name"), get("alt").replace(['[', ']'], "").replace('\n', " "));
            assert!(folder.join(format!("charts/{name}.png")).is_file(), "{sample}: {name}.png is not there");
            page.push_str(&format!("\n### {}\n\n![{alt}](../reports/{sample}/charts/{name}.png)\n", get("title").replace('\n', " ")));
        }
    }
    page
}

/// `BLESS=1` writes the page.
#[test]
fn the_gallery_shows_every_chart() {
    let made = gallery();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PAGE, &made).expect("docs/ can be written");
    }
    assert!(std::fs::read_to_string(PAGE).unwrap_or_default() == made, "{PAGE} is stale: `just bless` makes it anew");
}
