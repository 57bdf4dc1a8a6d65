//! Parallax shows how news outlets cover the same event differently: which **labels** they use for the actors, which
//! **figures** they cite, which **sources** they quote. It counts and compares; it never rates an outlet.
//!
//! # The house
//!
//! Data flows one way; each stage is a plain function from one noun to the next.
//!
//! ```text
//! corpus    files            -> Corpus { articles, problems, inputs }       corpus::load
//! text      Article          -> Document { blocks, sentences, tokens, chunks, arcs }
//! lexicon   data/lexicons    -> Lexicons (validated, hashed)
//! extract   Document         -> Found { quotes, labels, figures, style, acts }  quotes first: they give the voices
//! frame     rows             -> Frames (polars): features, labels, figures, quotes, style, agency, sentences, codebook
//! compare   Frames           -> Exhibit { tables, charts, notes }           one comparison a file
//! render    Exhibit          -> bytes: csv, parquet, svg, png; Book -> html, xlsx, briefing, datapackage
//! run       the order of the stages; the only writer of files
//! cli       arguments to options; exit codes
//! ```
//!
//! # What always holds
//!
//! 1. The article's text never changes after loading; every row is a span into it and the text it covers.
//! 2. `text`, `extract` and `compare` do no I/O and cannot fail; loading and lexicons return their problems beside the value.
//! 3. Only `corpus::formats`, `frame`, `compare` and `render::parquet` know polars; only `render::chart` knows plotters,
//!    `render::xlsx` and `render::briefing` the formats of offices; only `run` writes files; only `cli` knows clap.
//! 4. Extractors do not call one another: quotes come first and reach the others as [`extract::Voices`].
//! 5. A comparison reads frames only; a renderer never computes a number.
//! 6. Every column has a name, a unit and a meaning where it is computed; headers and codebook come from there.
//! 7. Missing is never zero; an article in which nothing was found is still a row of the features.
//! 8. Words are data: lexicon entries carry an example and a counter-example, and these run as tests.
//! 9. Same input, same bytes, on any number of threads.
//!
//! Offsets are bytes inside and Unicode code points, end-exclusive, in everything that leaves the program.
//!
//! # Example
//!
//! From an article to the rows of the evidence tables:
//!
//! ```
//! use parallax::{corpus::Article, extract::Settings, frame, lexicon::Lexicons};
//!
//! let (lexicons, problems) = Lexicons::load(None);
//! assert!(problems.is_empty());
//! let article = Article {
//!     id: "example-1".into(),
//!     outlet: "Example Times".into(),
//!     text: "At least 40 people were killed on Monday, the Red Cross said. Rebels entered the town after two days of shelling.".into(),
//!     ..Article::default()
//! };
//! let rows = frame::rows(&article, &lexicons, &Settings::default());
//! let figure = &rows.figures[0].figure;
//! assert_eq!((figure.value, figure.event_type.as_str()), (Some(40.0), "killed"));
//! assert_eq!(rows.labels[0].label.group, "rebel");
//! assert_eq!(rows.quotes[0].speaker, "the Red Cross");
//! ```
//!
//! To add a lexicon: one data file. A comparison: one file and its name in [`compare::ALL`]; its tables, codebook entries
//! and charts come by themselves. A format: one file and its name in `src/corpus/formats/mod.rs`.

pub mod cli;
pub mod compare;
pub mod corpus;
pub mod extract;
pub mod frame;
pub mod lexicon;
pub mod problem;
pub mod render;
pub mod run;
pub mod text;
