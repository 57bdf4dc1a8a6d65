//! The binary as a user meets it: exit codes, messages, files left behind.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn parallax(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parallax")).args(args).output().expect("the binary runs")
}

fn piped(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("a writer").ok();
    output
}

fn stdout(o: &Output) -> String {
    String::from_utf8_lossy(&o.stdout).into_owned()
}

fn stderr(o: &Output) -> String {
    String::from_utf8_lossy(&o.stderr).into_owned()
}

#[test]
fn help_starts_with_examples() {
    let listed = stdout(&parallax(&["--help"]));
    let command = regex::Regex::new(r"(?m)^  ([a-z]+)  ").expect("a pattern");
    let commands: Vec<String> =
        command.captures_iter(listed.split("Commands:").nth(1).expect("commands")).map(|c| c[1].to_string()).collect();
    assert!(commands.len() >= 9, "{commands:?}");
    let mut calls: Vec<Vec<&str>> = commands.iter().filter(|c| *c != "help").map(|c| vec![c.as_str(), "--help"]).collect();
    calls.extend([vec!["--help"], vec!["lexicon", "check", "--help"]]);
    for args in &calls {
        let out = parallax(args);
        assert!(out.status.success());
        assert!(stdout(&out).starts_with("Examples:"), "{args:?}: {}", stdout(&out));
    }
}

#[test]
fn a_wrong_call_is_exit_2() {
    for args in [
        &["report", "no/such/folder"][..],
        &["report", "data/sample/harvan", "--map", "outlet"],
        &["nonsense"],
        &["inspect"],
        &["explain", "label-1", "--in", "data"],
    ] {
        let out = parallax(args);
        let code = out.status.code();
        assert!(code == Some(2) || args[0] == "explain" && code == Some(1), "{args:?}: {code:?} {}", stderr(&out));
        assert!(!stderr(&out).contains("panicked"), "{}", stderr(&out));
    }
}

#[test]
fn nothing_readable_is_exit_3() {
    let empty = tempfile::tempdir().expect("a folder");
    let out = parallax(&["report", &empty.path().to_string_lossy()]);
    assert_eq!(out.status.code(), Some(3), "{}", stderr(&out));
    let out = piped(&["extract", "-"], b"no json\n");
    assert_eq!(out.status.code(), Some(3), "{}", stderr(&out));
}

#[test]
fn skipped_inputs_are_exit_4_only_when_strict() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), "Rebels entered the town on Monday, residents said.").expect("written");
    std::fs::write(folder.path().join("empty.txt"), "").expect("written");
    let path = folder.path().to_string_lossy().into_owned();
    let out = folder.path().join("out").to_string_lossy().into_owned();
    assert_eq!(parallax(&["report", &path, "-o", &out]).status.code(), Some(0));
    let strict = parallax(&["inspect", &path, "--strict"]);
    assert_eq!(strict.status.code(), Some(4), "{}", stderr(&strict));
}

#[test]
fn extract_streams_json_lines_in_order() {
    let lines: Vec<String> =
        (0..200).map(|i| format!("{{\"id\":\"a{i}\",\"outlet\":\"O\",\"text\":\"Rebels killed {i} soldiers, the army said.\"}}")).collect();
    let out = piped(&["extract", "-"], lines.join("\n").as_bytes());
    assert!(out.status.success(), "{}", stderr(&out));
    let ids: Vec<String> = stdout(&out)
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON")["id"].as_str().expect("an id").to_string())
        .collect();
    assert_eq!(ids, (0..200).map(|i| format!("a{i}")).collect::<Vec<_>>());
}

#[test]
fn a_broken_line_is_reported_and_the_rest_is_read() {
    let input = b"{\"id\":\"x\",\"text\":\"Rebels entered.\"}\n{broken\n{\"id\":\"y\"}\n{\"id\":\"z\",\"text\":\"The army left.\"}\n";
    let out = piped(&["extract", "-"], input);
    assert!(out.status.success(), "{}", stderr(&out));
    assert_eq!(stdout(&out).lines().count(), 2);
    let errors: Vec<serde_json::Value> = stderr(&out).lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
    assert_eq!(errors.len(), 2, "{}", stderr(&out));
    assert!(errors.iter().all(|e| e["id"].is_string() && e["error"].is_string()));
    assert_eq!(piped(&["extract", "-", "--strict"], input).status.code(), Some(4));
}

/// Neighbours with one event are grouped together, others are not, and the order of the lines stays.
#[test]
fn a_stream_groups_the_articles_of_an_event() {
    let line = |id: &str, event: &str, text: &str| format!("{{\"id\":\"{id}\",\"event\":\"{event}\",\"text\":\"{text}\"}}\n");
    let full = "Mayor Ann Varga opened the dam. Varga thanked the builders.";
    let short = "The mayor was late, and Varga did not say why. Varga waved.";
    let input = line("a", "dam", full) + &line("b", "dam", short) + &line("c", "", short);
    let out = stdout(&piped(&["extract", "-"], input.as_bytes()));
    let articles: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).expect("a line of JSON")).collect();
    let ids: Vec<&str> = articles.iter().filter_map(|a| a["id"].as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let mayor = |article: &serde_json::Value| {
        let rows = article["labels"].as_array().cloned().unwrap_or_default();
        rows.iter().find(|l| l["text"] == "mayor").map(|l| l["actor"].as_str().unwrap_or_default().to_string())
    };
    assert_eq!(mayor(&articles[1]).as_deref(), Some("Ann Varga"));
    assert_eq!(mayor(&articles[2]), None, "an article without an event is grouped alone");
    let threads = |n: &str| {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"))
            .args(["extract", "data/sample/dockers"])
            .env("RAYON_NUM_THREADS", n)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("runs");
        let mut text = String::new();
        std::io::Read::read_to_string(child.stdout.as_mut().expect("a pipe"), &mut text).expect("text");
        child.wait().expect("ends");
        text
    };
    assert!(!threads("1").is_empty());
    assert_eq!(threads("1"), threads("4"), "threads change the output");
}

#[test]
fn a_report_has_all_its_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("r");
    let run = parallax(&["report", "data/sample/harvan", "-o", &out.to_string_lossy()]);
    assert!(run.status.success(), "{}", stderr(&run));
    assert!(stderr(&run).contains("found 12 = read 12 + skipped 0 + duplicates 0"), "{}", stderr(&run));
    let tables =
        ["features", "labels", "figures", "quotes", "sentences", "inputs", "problems", "codebook", "labels_by_outlet", "voices_by_label"];
    for table in tables {
        assert!(out.join(format!("tables/{table}.csv")).is_file(), "{table}.csv");
        assert!(out.join(format!("parquet/{table}.parquet")).is_file(), "{table}.parquet");
    }
    let charts = crate::tidy::files(&out.join("charts"), ".png");
    assert!(charts.len() >= 8, "{charts:?}");
    for png in charts {
        let bytes = std::fs::read(&png).expect("a picture");
        assert!(bytes.starts_with(b"\x89PNG"));
        let size = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        assert_eq!((size(16), size(20)), (2200, 1238), "{png}");
        assert!(bytes.windows(4).any(|w| w == b"pHYs"), "{png} has no size in print");
        assert!(bytes.windows(4).any(|w| w == b"iTXt"), "{png} has no alt text");
        for other in ["svg", "csv", "alt.txt"] {
            assert!(Path::new(&png.replace(".png", &format!(".{other}"))).is_file(), "{png}: no .{other}");
        }
    }
}

#[test]
fn a_folder_of_somebody_elses_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("thesis.docx"), "years of work").expect("written");
    let out = parallax(&["report", "data/sample/harvan", "-o", &folder.path().to_string_lossy()]);
    assert_eq!(out.status.code(), Some(2), "{}", stderr(&out));
    assert!(folder.path().join("thesis.docx").is_file());
}

#[test]
fn explain_shows_the_evidence() {
    let out = parallax(&["explain", "label-0001", "--in", "reports/harvan"]);
    assert!(out.status.success(), "{}", stderr(&out));
    let text = stdout(&out);
    assert!(text.contains('»') && text.contains("rule") && text.contains("Voice:"), "{text}");
    let none = parallax(&["explain", "label-999999", "--in", "reports/harvan"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(stderr(&none).contains("its last is label-"), "{}", stderr(&none));
}

#[test]
fn kwic_filters_by_voice_and_outlet() {
    let all = stdout(&parallax(&["kwic", "rebel*", "data/sample/harvan"]));
    let narrator = stdout(&parallax(&["kwic", "rebel*", "data/sample/harvan", "--voice", "narrator"]));
    assert!(all.lines().count() > narrator.lines().count() && narrator.lines().count() > 1);
    assert!(narrator.lines().skip(1).all(|l| l.split('\t').nth(3) == Some("narrator")));
    assert_eq!(parallax(&["kwic", "rebel", "data/sample/harvan", "--voice", "loud"]).status.code(), Some(2));
}

#[test]
fn lexicon_check_names_file_and_line() {
    assert!(parallax(&["lexicon", "check"]).status.success());
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("quotes")).expect("made");
    std::fs::write(folder.path().join("quotes/mine.toml"), "[about]\nname = \"x\"\n\n[[cue]]\nnonsense = 3\n").expect("written");
    let out = parallax(&["lexicon", "check", &folder.path().to_string_lossy()]);
    assert_eq!(out.status.code(), Some(1));
    assert!(stdout(&out).contains("quotes/mine.toml:"), "{}", stdout(&out));
}

#[test]
fn excel_flavour_guards_formulas() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.csv"), "outlet,text\n=1+1,Rebels entered the town. The army left.\n").expect("written");
    let out = folder.path().join("out");
    let run = parallax(&["report", &folder.path().join("a.csv").to_string_lossy(), "-o", &out.to_string_lossy(), "--csv-flavour", "excel"]);
    assert!(run.status.success(), "{}", stderr(&run));
    let text = std::fs::read(out.join("tables/features.csv")).expect("a table");
    assert!(text.starts_with(&[0xEF, 0xBB, 0xBF]));
    assert!(String::from_utf8_lossy(&text).contains("'=1+1"));
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = parallax(&["completions", shell]);
        assert!(out.status.success() && stdout(&out).contains("kwic"), "{shell}");
    }
    assert_eq!(parallax(&["completions", "basch"]).status.code(), Some(2));
    let page = stdout(&parallax(&["man"]));
    assert!(page.contains(".TH parallax 1") && page.contains("parallax inspect my") && page.contains("EXIT STATUS"), "{page}");
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("man1");
    assert!(parallax(&["man", &dir.to_string_lossy()]).status.success());
    for name in ["parallax", "parallax-report", "parallax-diff", "parallax-lexicon-check"] {
        let text = std::fs::read_to_string(dir.join(format!("{name}.1"))).unwrap_or_else(|e| panic!("{name}.1: {e}"));
        assert!(text.contains(".SH EXAMPLES") && text.contains("parallax "), "{name} has no examples");
    }
    assert!(!dir.join("parallax-tokens.1").exists(), "hidden commands have no page");
}

/// What was meant, where a word is nearly right.
#[test]
fn a_word_that_is_nearly_right_is_suggested() {
    let harvan = "data/sample/harvan";
    let calls: [(&[&str], &str); 13] = [
        (&["reprot"], "report"),
        (&["report", "--csv-flavor", "excel"], "--csv-flavour"),
        (&["report", harvan, "--csv-flavour", "exel"], "excel"),
        (&["report", "data/sample/harwan"], "data/sample/harvan"),
        (&["report", harvan, "--convention", "hama"], "hama-v1"),
        (&["report", harvan, "--by", "contry"], "country"),
        (&["inspect", "data/sample/dockers", "--map", "oulet=media"], "outlet"),
        (&["inspect", "data/sample/dockers/articles.csv", "--map", "outlet=publishd"], "published"),
        (&["kwic", "rebel", harvan, "--voice", "narator"], "narrator"),
        (&["kwic", "rebel", harvan, "--outlet", "tesna"], "TESNA"),
        (&["kwic", "rebel", harvan, "--actor", "Tesmaran goverment"], "Tesmaran government"),
        (&["explain", "lable-0001", "--in", "reports/harvan"], "label-0001"),
        (&["explain", "label-1", "--in", "reports/harvan"], "label-0001"),
    ];
    for (args, meant) in calls {
        let out = parallax(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", stderr(&out));
        let said = stderr(&out);
        assert!(said.contains(meant), "{args:?} does not suggest {meant}: {said}");
        assert!(said.to_lowercase().contains("did you mean") || said.contains("similar"), "{args:?}: {said}");
    }
}

#[test]
fn a_pack_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("corpus.toml"), "[corpus]\npacks = [\"armed-conflct\"]\n").expect("written");
    std::fs::write(folder.path().join("a.txt"), "Rebels entered the town.").expect("written");
    let out = parallax(&["report", &folder.path().to_string_lossy(), "-o", &folder.path().join("r").to_string_lossy()]);
    assert_eq!(out.status.code(), Some(2));
    assert!(stderr(&out).contains("did you mean armed-conflict?") && stderr(&out).contains("corpus.toml"), "{}", stderr(&out));
}

#[test]
fn the_summary_says_where_to_look_and_no_bar_is_drawn_into_a_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("r");
    let run = parallax(&["report", "data/sample/harvan", "-o", &out.to_string_lossy()]);
    let said = stderr(&run);
    assert!(stdout(&run).is_empty(), "data goes to stdout, and a report writes none");
    assert!(said.contains("look first at"), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\r'), "{said:?}");
}
