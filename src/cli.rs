//! Arguments to options, here only, and errors to exit codes.

use crate::problem::Error;
use crate::render::chart::Size;
use crate::render::csv::Flavour;
use crate::run;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
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
  parallax inspect my-articles/           what would be read, and what not
  parallax report my-articles/            tables and charts in reports/my-articles/
  parallax report                         the sample corpora of this repository
  parallax explain label-0012 --in reports/my-articles";

#[derive(Subcommand)]
enum Command {
    /// Compare the articles of a corpus: CSV tables, charts, Parquet
    #[command(before_help = "\
Examples:
  parallax report my-articles/                        a folder of .txt files, one article a file
  parallax report articles.csv --map outlet=media_name --map text=body
  parallax report articles.jsonl -o out/ --csv-flavour excel
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
        /// Id of a row in labels.csv, figures.csv or quotes.csv
        row: String,
        /// The report's folder
        #[arg(long = "in", value_name = "REPORT")]
        report: PathBuf,
    },
    /// Concordance: every sentence with a word or phrase
    #[command(before_help = "\
Examples:
  parallax kwic 'rebel*' data/sample/harvan
  parallax kwic regime data/sample/harvan --voice narrator --outlet 'Harvan Wire'")]
    Kwic(Kwic),
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
  parallax lexicon check my-lexicons/     yours, laid over them")]
    Lexicon {
        #[command(subcommand)]
        command: LexiconCommand,
    },
    /// Print tokens of JSONL articles, one a line (used to train tagger and parser)
    #[command(hide = true)]
    Tokens { input: PathBuf },
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
    Check {
        /// A folder laid over the lexicons inside the program
        dir: Option<PathBuf>,
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
    /// Compare groups of articles by a column of yours (country, kind, lean) in place of outlets
    #[arg(long, value_name = "COLUMN", default_value = "", hide_default_value = true)]
    by: String,
    /// Size of the charts
    #[arg(long, value_enum, default_value_t = ChartSize::Slide)]
    size: ChartSize,
}

#[derive(Args)]
struct Extract {
    #[command(flatten)]
    input: Input,
    /// A file, or - for stdout; a folder for csv and parquet
    #[arg(short, long, default_value = "-")]
    out: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
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
            let options = run::ReportOptions {
                out: report.out,
                by: report.by,
                flavour: match report.csv_flavour {
                    CsvFlavour::Plain => Flavour::Plain,
                    CsvFlavour::Excel => Flavour::Excel,
                    CsvFlavour::ExcelEu => Flavour::ExcelEu,
                },
                size: match report.size {
                    ChartSize::Slide => Size::Slide,
                    ChartSize::Word => Size::Word,
                    ChartSize::Square => Size::Square,
                },
            };
            run::report(&input(report.input)?, &options)
        }
        Command::Extract(extract) => {
            let format = match extract.format {
                Format::Jsonl => run::Format::Jsonl,
                Format::Csv => run::Format::Csv,
                Format::Parquet => run::Format::Parquet,
            };
            run::extract(&input(extract.input)?, &extract.out, format)
        }
        Command::Inspect(inspect) => run::inspect(&input(inspect)?),
        Command::Explain { row, report } => run::explain(&row, &report),
        Command::Kwic(kwic) => {
            let filter = run::KwicFilter { voice: kwic.voice, actor: kwic.actor, outlet: kwic.outlet };
            run::kwic(&kwic.term, &input(kwic.input)?, &filter)
        }
        Command::Discover { input: read, out } => run::discover_labels(&input(read)?, &out),
        Command::Lexicon { command: LexiconCommand::Check { dir } } => run::lexicon_check(dir.as_deref()),
        Command::Tokens { input } => run::tokens(&input),
        Command::TrainQuotes { input, out } => run::train_quotes(&input, &out),
        Command::TrainTagger { input, out } => run::train_tagger(&input, &out),
        Command::TrainParser { input, held, out } => run::train_parser(&input, &held, &out),
    }
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
        convention: args.convention,
        no_model: args.no_model,
        strict: args.strict,
    })
}
