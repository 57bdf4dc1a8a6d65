//! Arguments to options, here only, and errors to exit codes.

use crate::problem::Error;
use crate::render::chart::{self, Look, Size, Theme};
use crate::render::csv::Flavour;
use crate::run;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Shows how news outlets cover the same event differently: labels, figures, sources.
#[derive(Parser)]
#[command(name = "parallax", version, before_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  parallax inspect my-articles/                          what would be read, and what not
  parallax report my-articles/                           findings, tables, charts in reports/my-articles/
  parallax report                                        the sample corpora of this repository
  parallax explain label-0012 --in reports/my-articles   the sentence behind a number
  parallax diff reports/monday reports/tuesday           what changed between two reports";

#[derive(Subcommand)]
enum Command {
    /// Compare the articles of a corpus: findings, tables, charts, workbook, briefing
    #[command(before_help = "\
Examples:
  parallax report my-articles/                        a folder of .txt files, one article a file
  parallax report articles.csv --map outlet=media_name --map text=body
  parallax report articles.jsonl -o out/ --csv-flavour excel
  parallax report my-articles/ --by country           compare countries in place of outlets
  parallax report my-articles/ --no-text              to share: hashes in place of sentences
  parallax report my-articles/ --rules agency --rules our-rules.toml
  parallax report                                     every corpus in data/sample")]
    Report(Report),
    /// Write labels, figures and quotes as JSON lines
    #[command(before_help = "\
Examples:
  parallax extract my-articles/ > found.jsonl
  cat articles.jsonl | parallax extract - | head
  parallax extract articles.csv --format csv -o found/")]
    Extract(Extract),
    /// Say what would be read: formats, columns, dates, duplicates, problems
    #[command(before_help = "\
Examples:
  parallax inspect my-articles/
  parallax inspect articles.csv --map outlet=media_name")]
    Inspect(Input),
    /// Show the evidence of one row of a report
    #[command(before_help = "\
Examples:
  parallax explain label-0012 --in reports/harvan
  parallax explain figure-0003 --in reports/harvan")]
    Explain {
        /// Id of an evidence row or a finding: label-0012, figure-0003, quote-0007, sentence-0040, style-0001, finding-0003
        row: String,
        /// The report's folder
        #[arg(long = "in", value_name = "REPORT")]
        report: PathBuf,
    },
    /// Concordance: every sentence with a word or phrase
    #[command(before_help = "\
Examples:
  parallax kwic 'rebel*' data/sample/harvan
  parallax kwic regime data/sample/harvan --voice narrator --outlet 'Free Ilmet'")]
    Kwic(Kwic),
    /// Say what changed between two reports
    #[command(before_help = "\
Examples:
  parallax diff reports/monday reports/tuesday
  parallax diff reports/monday reports/tuesday --format csv > changes.csv")]
    Diff {
        /// The folder of the earlier report
        before: PathBuf,
        /// The folder of the later report
        after: PathBuf,
        /// How to print the changes
        #[arg(long, value_enum, default_value_t = DiffFormat::Table)]
        format: DiffFormat,
    },
    /// Propose labels and aliases that the lexicons lack, as a lexicon file to edit
    #[command(before_help = "\
Examples:
  parallax discover my-articles/ | less
  parallax discover my-articles/ -o my-lexicons/labels/mine.toml
  parallax report my-articles/ --lexicons my-lexicons/      with what you kept of it")]
    Discover {
        #[command(flatten)]
        input: Input,
        /// A file, or - for stdout
        #[arg(short, long, value_name = "FILE.toml", default_value = "-")]
        out: PathBuf,
    },
    /// Work on lexicons
    #[command(before_help = "\
Examples:
  parallax lexicon check                  the lexicons inside the program
  parallax lexicon check my-lexicons/     yours, laid over them
  parallax lexicon check --rules our-rules.toml")]
    Lexicon {
        #[command(subcommand)]
        command: LexiconCommand,
    },
    /// Print a script that completes commands and options for a shell
    #[command(before_help = "\
Examples:
  parallax completions bash > ~/.local/share/bash-completion/completions/parallax
  parallax completions zsh > ~/.zfunc/_parallax
  parallax completions fish > ~/.config/fish/completions/parallax.fish
  parallax completions powershell >> $PROFILE")]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    #[command(before_help = "\
Examples:
  parallax man | man -l -                 read the page of the program
  parallax man ~/.local/share/man/man1    a page for the program and one for each command")]
    Man {
        /// The folder to write to; without it the program's page goes to stdout
        dir: Option<PathBuf>,
    },
    /// Print tokens of JSONL articles, one a line (used to train tagger and parser)
    #[command(hide = true)]
    Tokens { input: PathBuf },
    /// Make the model of loaded words from JSONL sentences with `spans`
    #[command(hide = true)]
    TrainStyle {
        input: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
        /// Write scores of held-out words instead: by topic or outlet
        #[arg(long, value_parser = ["topic", "outlet"])]
        folds: Option<String>,
    },
    /// Make the model of attributions from JSONL articles with `quotes`
    #[command(hide = true)]
    TrainQuotes {
        input: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Make the tagger's model from tagged tokens
    #[command(hide = true)]
    TrainTagger {
        input: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Make the parser's model from parsed tokens, and measure it on others
    #[command(hide = true)]
    TrainParser {
        input: PathBuf,
        #[arg(long)]
        held: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
    },
}

#[derive(Subcommand)]
enum LexiconCommand {
    /// Validate lexicons and run their examples
    #[command(before_help = "\
Examples:
  parallax lexicon check                  the lexicons inside the program
  parallax lexicon check my-lexicons/     yours, laid over them")]
    Check {
        /// A folder laid over the lexicons inside the program
        dir: Option<PathBuf>,
        /// House rules to check: a set inside the program, a rule file or a folder of them [default: all inside the program]
        #[arg(long, value_name = "RULES")]
        rules: Vec<String>,
    },
}

/// What to read and how.
#[derive(Args)]
struct Input {
    /// A folder of articles, or data files (txt, md, jsonl, json, csv, tsv, parquet)
    inputs: Vec<PathBuf>,
    /// Read a canonical column from another one: outlet=media_name
    #[arg(long, value_name = "CANONICAL=COLUMN")]
    map: Vec<String>,
    /// A folder of lexicons laid over those inside the program
    #[arg(long, value_name = "DIR")]
    lexicons: Option<PathBuf>,
    /// Named convention for vague quantities [default: the corpus's, else hama-v1]
    #[arg(long, value_name = "NAME")]
    convention: Option<String>,
    /// Find attributions by the rules alone, without the learned model
    #[arg(long)]
    no_model: bool,
    /// Exit with 4 when an input was skipped
    #[arg(long)]
    strict: bool,
    /// Threads to use [default: all]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

#[derive(Args)]
struct Report {
    #[command(flatten)]
    input: Input,
    /// The folder to write [default: reports/<corpus name>]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How CSV files are written
    #[arg(long, value_enum, default_value_t = CsvFlavour::Plain)]
    csv_flavour: CsvFlavour,
    /// House rules to list hits of: agency, symmetry, a rule file or a folder of them [default: the corpus's, else all inside the program]
    #[arg(long, value_name = "RULES")]
    rules: Vec<String>,
    /// Compare groups of articles by a column of yours (country, kind, lean) in place of outlets
    #[arg(long, value_name = "COLUMN", default_value = "", hide_default_value = true)]
    by: String,
    /// Size of the charts
    #[arg(long, value_enum, default_value_t = ChartSize::Slide)]
    size: ChartSize,
    /// Look of the charts
    #[arg(long, value_parser = theme_names(), default_value = Look::default().theme.name.as_str(), value_name = "THEME")]
    theme: &'static Theme,
    /// Leave the articles' text out: offsets and SHA-256 hashes in its place, in every file; names, labels and short passages stay
    #[arg(long)]
    no_text: bool,
}

#[derive(Args)]
struct Extract {
    #[command(flatten)]
    input: Input,
    /// A file, or - for stdout; a folder for csv and parquet
    #[arg(short, long, value_name = "PATH", default_value = "-")]
    out: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Look for words of style too (loaded words, hedges, boosters): takes a third longer
    #[arg(long)]
    style: bool,
}

#[derive(Args)]
struct Kwic {
    /// Words; * stands for any letters
    term: String,
    #[command(flatten)]
    input: Input,
    /// Only this voice (narrator, headline, direct_quote, …)
    #[arg(long)]
    voice: Option<String>,
    /// Only where the words are part of a mention of this actor
    #[arg(long)]
    actor: Option<String>,
    /// Only this outlet
    #[arg(long)]
    outlet: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum CsvFlavour {
    Plain,
    Excel,
    ExcelEu,
}

#[derive(Clone, Copy, ValueEnum)]
enum ChartSize {
    Slide,
    Word,
    Square,
}

/// The themes that charts come in, with what each is for.
fn theme_names() -> impl TypedValueParser<Value = &'static Theme> {
    let value = |t: &'static Theme| PossibleValue::new(t.name.as_str()).aliases(t.aliases.iter().map(String::as_str)).help(&t.about);
    PossibleValuesParser::new(chart::themes().iter().map(value)).try_map(|name| chart::theme(&name).ok_or("there is no such theme"))
}

#[derive(Clone, Copy, ValueEnum)]
enum DiffFormat {
    Table,
    Csv,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
    Parquet,
}

/// More threads than this only cost.
const MOST_THREADS: usize = 256;

/// Parses the arguments, runs, prints one sentence for an error; the exit code is the one of the specification.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            run::tell(&format!("parallax: {error}"));
            ExitCode::from(error.exit_code())
        }
    }
}

fn dispatch(command: Command) -> Result<(), Error> {
    match command {
        Command::Report(report) => {
            let size = match report.size {
                ChartSize::Slide => Size::Slide,
                ChartSize::Word => Size::Word,
                ChartSize::Square => Size::Square,
            };
            let options = run::ReportOptions {
                out: report.out,
                by: report.by,
                no_text: report.no_text,
                flavour: match report.csv_flavour {
                    CsvFlavour::Plain => Flavour::Plain,
                    CsvFlavour::Excel => Flavour::Excel,
                    CsvFlavour::ExcelEu => Flavour::ExcelEu,
                },
                look: Look { size, theme: report.theme },
            };
            run::report(&run::InputOptions { rules: report.rules, ..input(report.input)? }, &options)
        }
        Command::Extract(extract) => {
            let format = match extract.format {
                Format::Jsonl => run::Format::Jsonl,
                Format::Csv => run::Format::Csv,
                Format::Parquet => run::Format::Parquet,
            };
            // Tables have style in them whatever is asked.
            let no_style = !extract.style && format == run::Format::Jsonl;
            run::extract(&run::InputOptions { no_style, ..input(extract.input)? }, &extract.out, format)
        }
        Command::Inspect(inspect) => run::inspect(&input(inspect)?),
        Command::Explain { row, report } => run::explain(&row, &report),
        Command::Kwic(kwic) => {
            let filter = run::KwicFilter { voice: kwic.voice, actor: kwic.actor, outlet: kwic.outlet };
            run::kwic(&kwic.term, &input(kwic.input)?, &filter)
        }
        Command::Diff { before, after, format } => {
            let format = match format {
                DiffFormat::Table => run::DiffFormat::Table,
                DiffFormat::Csv => run::DiffFormat::Csv,
                DiffFormat::Json => run::DiffFormat::Json,
            };
            run::diff(&before, &after, format)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "parallax", &mut script);
            run::print(&String::from_utf8_lossy(&script))
        }
        Command::Man { dir } => manual(dir.as_deref()),
        Command::Lexicon { command: LexiconCommand::Check { dir, rules } } => run::lexicon_check(dir.as_deref(), &rules),
        Command::Discover { input: read, out } => run::discover_labels(&input(read)?, &out),
        Command::Tokens { input } => run::tokens(&input),
        Command::TrainStyle { input, out, folds } => run::train_style(&input, &out, folds.as_deref()),
        Command::TrainQuotes { input, out } => run::train_quotes(&input, &out),
        Command::TrainTagger { input, out } => run::train_tagger(&input, &out),
        Command::TrainParser { input, held, out } => run::train_parser(&input, &held, &out),
    }
}

/// The manual pages: one for the program, and one for each command where a folder is given.
fn manual(dir: Option<&Path>) -> Result<(), Error> {
    let mut program = examples_last(Cli::command().disable_help_subcommand(true));
    program.build();
    let Some(dir) = dir else { return run::print(&page(program)?) };
    let mut commands = vec![program];
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands().filter(|c| !c.is_hide_set()).cloned());
        let name = command.get_display_name().unwrap_or(command.get_name()).to_string();
        run::write_file(&dir.join(format!("{name}.1")), page(command)?.as_bytes())?;
    }
    Ok(())
}

fn page(command: clap::Command) -> Result<String, Error> {
    let mut out = Vec::new();
    let program = command.get_name() == "parallax";
    clap_mangen::Man::new(command).render(&mut out).map_err(|e| Error::Other(format!("the manual page: {e}")))?;
    let mut page = String::from_utf8_lossy(&out).into_owned();
    // Examples keep their lines.
    if let Some((before, examples)) = page.split_once(".SH EXTRA\n") {
        let (examples, rest) = examples.split_once("\n.SH").map_or((examples, String::new()), |(e, r)| (e, format!("\n.SH{r}")));
        page = format!("{before}.SH EXAMPLES\n.nf\n{}\n.fi{rest}", examples.replacen("Examples:\n", "", 1));
    }
    if program {
        page.push_str(EXIT_STATUS);
    }
    Ok(page)
}

const EXIT_STATUS: &str = "\n.SH \"EXIT STATUS\"\n0 done, 2 wrong call, 3 nothing could be read, 4 inputs were skipped and \\-\\-strict was given, 1 anything else.\n\
.SH ENVIRONMENT\nNO_COLOR switches colours off; messages and progress go to standard error, progress only where that is a terminal.\n";

/// Help begins with examples; a manual page has them at its end.
fn examples_last(command: clap::Command) -> clap::Command {
    let examples = command.get_before_help().cloned();
    let command = if let Some(text) = examples { command.after_help(text) } else { command };
    command.mut_subcommands(examples_last)
}

fn input(args: Input) -> Result<run::InputOptions, Error> {
    if let Some(threads) = args.threads {
        if !(1..=MOST_THREADS).contains(&threads) {
            return Err(Error::Usage(format!("--threads {threads}: give 1 to {MOST_THREADS}")));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        pool.map_err(|e| Error::Usage(format!("--threads {threads}: {e}")))?;
    }
    Ok(run::InputOptions {
        inputs: args.inputs,
        map: args.map,
        lexicons: args.lexicons,
        rules: Vec::new(),
        convention: args.convention,
        no_model: args.no_model,
        no_style: false,
        strict: args.strict,
    })
}
