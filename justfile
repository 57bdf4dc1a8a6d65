# Everyday commands. All use one profile, so that polars is compiled once. `just` comes with
# `cargo install just --locked` or `pip install rust-just`; without it, run the cargo commands below yourself.

shared := "../shared"

# list the commands
default:
    @just --list

# make the reports of the sample corpora (or of the folders named)
report *ARGS:
    cargo run --locked -- report {{ARGS}}

# run all tests
test *ARGS:
    cargo test --locked {{ARGS}}

# everything that must hold before a change lands
check:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    cargo test --locked

# test the report page in headless Chromium (installs it and the driver where they are missing)
browser:
    tests/browser/run.sh

# make the committed reports anew after a change that is meant
bless:
    cargo run --locked -- report
    BLESS=1 cargo test --locked --test all gallery

# score the extraction against hand-made gold, where that is at hand, and write reports/accuracy
score:
    tests/score/run.sh {{shared}}

# measure the speed of the extraction and the time to start (compiles everything with full optimisation first)
bench *ARGS:
    cargo bench --locked -- {{ARGS}}

# validate the lexicons and run their examples
lexicons:
    cargo run --locked -- lexicon check

# open the workbook and the briefing in LibreOffice (needs soffice; the tests skip without it)
office:
    cargo test --locked --test all book::office -- --nocapture
