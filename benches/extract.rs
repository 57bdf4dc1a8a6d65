//! How fast the extraction is, on one core: megabytes of text a second of each stage, and the time to start.
//!
//! ```text
//! cargo bench --locked                      both
//! cargo bench --locked -- speed [FILE]      the stages, over FILE (lines of JSON with a "text"); `sample`: our own articles
//! cargo bench --locked -- start             lexicons and models loaded, and the whole program with one short article
//! cargo bench --locked -- align [FILE]      sentences that restate the same thing: candidate pairs, seconds, memory; all cores
//! cargo bench --locked -- compare [FILE]    the seconds of each comparison; all cores, one comparison after the other
//! ```
//!
//! Every figure is the best of several passes: the others are disturbed by whatever else the machine does.

use parallax::compare::{self, alignment};
use parallax::corpus::{self, Article, CorpusWords, Options};
use parallax::extract::{self, Settings, Voices, contract, figures, labels, quotes};
use parallax::frame::Frames;
use parallax::lexicon::Lexicons;
use parallax::run;
use parallax::text::Document;
use std::hint::black_box;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PASSES: usize = 5;
const STARTS: usize = 15;
/// The sample articles are repeated to this many bytes.
const ENOUGH: usize = 2_000_000;
const SHORT: &str = "At least 40 people were killed on Monday, the Red Cross said. Rebels entered the town after two days of shelling.";

fn main() {
    // Cargo adds "--bench" to what the user gives.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["loaded"] => println!("{}", loaded().as_nanos()),
        ["start"] => start(),
        ["speed"] => speed(None),
        ["speed", file] => speed(Some(Path::new(file))),
        ["align"] => align(None),
        ["align", file] => align(Some(Path::new(file))),
        ["compare"] => compare_all(None),
        ["compare", file] => compare_all(Some(Path::new(file))),
        [] => {
            speed(None);
            start();
        }
        other => {
            eprintln!("{}: give speed [FILE], start, align [FILE] or compare [FILE]", other.join(" "));
            std::process::exit(2);
        }
    }
}

// ---------------------------------------------------------------- speed
fn speed(file: Option<&Path>) {
    let (articles, name) = texts(file);
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    println!("{name}: {} articles, {:.2} MB of text, one thread, best of {PASSES} passes", articles.len(), bytes as f64 / 1e6);
    let (lexicons, settings) = (Lexicons::load(None).0, Settings { no_style: true, ..Settings::default() });
    let read = |a: &'static Article| Document::read(&a.text, a.title.as_deref(), &lexicons.text);
    // What the later stages are given is made once, so that each is timed alone.
    let articles: &'static [Article] = articles.leak();
    let docs: Vec<_> = articles.iter().map(read).collect();
    let quoted: Vec<_> = docs.iter().zip(articles).map(|(d, a)| quotes::find(d, a, &lexicons, &settings)).collect();
    let voices: Vec<_> = docs.iter().zip(&quoted).map(|(d, q)| Voices::new(d, q)).collect();

    println!("{:<10} {:>10} {:>10}", "stage", "MB/s", "ms");
    let text = stage("text", bytes, || articles.iter().for_each(|a| drop(black_box(read(a)))));
    let quotes = stage("quotes", bytes, || {
        docs.iter().zip(articles).for_each(|(d, a)| drop(black_box(quotes::find(d, a, &lexicons, &settings))));
    });
    let labels = stage("labels", bytes, || {
        let all = docs.iter().zip(articles).zip(&voices);
        all.for_each(|((d, a), v)| drop(black_box(labels::find(d, a, v, &lexicons, &settings))));
    });
    let figures = stage("figures", bytes, || {
        let all = docs.iter().zip(articles).zip(&voices);
        all.for_each(|((d, a), v)| drop(black_box(figures::find(d, a, v, &lexicons, &settings))));
    });
    let whole = stage("whole", bytes, || {
        for part in articles.iter().collect::<Vec<_>>().chunks(extract::TOGETHER) {
            for (article, (doc, found)) in part.iter().zip(extract::together(part, &lexicons, &settings)) {
                drop(black_box(contract::json(article, &doc, &found, &lexicons.confidence)));
            }
        }
    });
    // What is left is the voices and the writing of JSON.
    let rest = whole.saturating_sub(text + quotes + labels + figures);
    println!("{:<10} {:>10} {:>10.1}", "rest", "", rest.as_secs_f64() * 1e3);
}

/// Times a stage and prints its line.
fn stage(name: &str, bytes: usize, mut pass: impl FnMut()) -> Duration {
    let best = best(PASSES, || {
        let begun = Instant::now();
        pass();
        begun.elapsed()
    });
    println!("{name:<10} {:>10.2} {:>10.1}", bytes as f64 / 1e6 / best.as_secs_f64(), best.as_secs_f64() * 1e3);
    best
}

fn best(times: usize, mut run: impl FnMut() -> Duration) -> Duration {
    (0..times).map(|_| run()).min().unwrap_or_default()
}

/// The articles of a file; without one, the news texts beside the repository; without these, or for `sample`, our own, repeated.
fn texts(file: Option<&Path>) -> (Vec<Article>, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let news = root.join("../shared/eval/perf/m.jsonl");
    let (options, words) = (Options::default(), CorpusWords::embedded());
    let given = file.map(Path::to_path_buf).or_else(|| news.is_file().then_some(news));
    if let Some(path) = given.filter(|f| f != Path::new("sample")) {
        let open = std::fs::File::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let articles: Vec<Article> = corpus::stream_jsonl(BufReader::new(open), "texts", &options, &words).flatten().collect();
        assert!(!articles.is_empty(), "{}: no article in it", path.display());
        return (articles, path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    }
    let samples: Vec<PathBuf> = ["harvan", "dockers"].iter().map(|s| root.join("data/sample").join(s)).collect();
    let mut own = Vec::new();
    for sample in samples {
        let read = corpus::load(&[sample], &options, &words).unwrap_or_else(|e| panic!("the sample corpus: {e}"));
        own.extend(read.articles);
    }
    let bytes: usize = own.iter().map(|a| a.text.len()).sum();
    let times = ENOUGH.div_ceil(bytes.max(1));
    (own.iter().cycle().take(own.len() * times).cloned().collect(), format!("the sample articles, {times} times"))
}

// ---------------------------------------------------------------- start
/// Lexicons, models and one short article, in a process that has done nothing yet.
fn loaded() -> Duration {
    let begun = Instant::now();
    let (lexicons, settings) = (Lexicons::load(None).0, Settings { no_style: true, ..Settings::default() });
    let article = Article { text: SHORT.into(), ..Article::default() };
    let doc = Document::read(&article.text, None, &lexicons.text);
    black_box(extract::extract(&doc, &article, &lexicons, &settings));
    begun.elapsed()
}

fn start() {
    let own = std::env::current_exe().expect("the path of this program");
    let load = best(STARTS, || {
        let out = Command::new(&own).arg("loaded").output().expect("this program runs");
        let nanos = String::from_utf8_lossy(&out.stdout).trim().parse().expect("a number of nanoseconds");
        Duration::from_nanos(nanos)
    });
    let whole = best(STARTS, || {
        let begun = Instant::now();
        let mut program = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let program = program.args(["extract", "-", "--threads", "1"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = program.spawn().expect("the program runs");
        let line = format!("{{\"id\": \"a\", \"outlet\": \"Example Times\", \"text\": \"{SHORT}\"}}\n");
        child.stdin.take().expect("its input").write_all(line.as_bytes()).expect("it reads");
        assert!(child.wait().expect("it ends").success());
        begun.elapsed()
    });
    println!("start, best of {STARTS} processes");
    println!("{:<44} {:>6.1} ms", "lexicons, models and a short article", load.as_secs_f64() * 1e3);
    println!("{:<44} {:>6.1} ms", "`parallax extract` of it, the whole process", whole.as_secs_f64() * 1e3);
}

// ---------------------------------------------------------------- comparisons
/// The frames of a corpus (without one, the first sample), which every comparison reads; and what it is called.
fn frames(file: Option<&Path>) -> Frames {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/harvan");
    let path = file.map_or(sample, Path::to_path_buf);
    let begun = Instant::now();
    let input = run::InputOptions { inputs: vec![path.clone()], ..run::InputOptions::default() };
    let frames = run::frames_of(&input).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let (articles, sentences) = (frames.features.height(), frames.sentences.height());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{name}: {articles} articles of {} outlets, {sentences} sentences; read and aligned in {seconds:.1} s",
        frames.outlets().len()
    );
    frames
}

/// Of the alignment alone: what each step takes, once.
fn align(file: Option<&Path>) {
    let frames = frames(file);
    let begun = Instant::now();
    let (_, events) = alignment::units::read(&frames);
    let (sentences, read) = (events.iter().map(|e| e.sentences.len()).sum::<usize>(), begun.elapsed());
    let every: usize = events.iter().map(|e| e.sentences.len() * e.sentences.len().saturating_sub(1) / 2).sum();
    let begun = Instant::now();
    let candidates: usize = events.iter().map(|e| alignment::candidates::candidates(e).len()).sum();
    let searched = begun.elapsed();
    drop(events);
    let begun = Instant::now();
    let aligned = alignment::align(&frames);
    let whole = begun.elapsed();
    println!(
        "{:<44} {:>12}",
        "events compared within",
        frames.features.text("event").iter().collect::<std::collections::BTreeSet<_>>().len()
    );
    println!("{:<44} {sentences:>12}", "sentences compared");
    println!("{:<44} {every:>12}", "pairs of sentences there are");
    println!("{:<44} {candidates:>12}", "candidate pairs looked at");
    println!("{:<44} {:>12}", "pairs found", aligned.height());
    println!("{:<44} {:>12.2} s", "sentences read as units", read.as_secs_f64());
    println!("{:<44} {:>12.2} s", "candidates searched", searched.as_secs_f64());
    println!("{:<44} {:>12.2} s", "the whole alignment, table included", whole.as_secs_f64());
    if let Some(peak) = peak() {
        println!("{:<44} {peak:>12.0} MiB", "peak memory of this process, reading included");
    }
}

/// Each comparison alone, once, in the order of the report.
fn compare_all(file: Option<&Path>) {
    let frames = frames(file);
    let mut sum = 0.0;
    for compare in compare::ALL {
        let begun = Instant::now();
        let exhibit = black_box(compare(&frames));
        let seconds = begun.elapsed().as_secs_f64();
        sum += seconds;
        println!("{:<44} {seconds:>12.2} s", exhibit.name);
    }
    println!("{:<44} {sum:>12.2} s", "all comparisons");
}

/// The most memory that this process has held, in MiB, where the system says so.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}
