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

# make the committed reports anew after a change that is meant
bless:
    cargo run --locked -- report

# score the extraction against hand-made gold, where that is at hand
score *ARGS:
    @if [ ! -d {{shared}}/eval ]; then echo "no gold data at {{shared}}: nothing scored"; exit 0; fi; \
    mkdir -p target/score && \
    cargo run --locked --quiet -- extract {{shared}}/corpora/hama -o target/score/hama.jsonl && \
    python3 {{shared}}/eval/score_gold.py --gold {{shared}}/corpora/hama/gold --text {{shared}}/corpora/hama --pred target/score/hama.jsonl {{ARGS}} && \
    cargo run --locked --quiet -- extract {{shared}}/eval/attribution/polnear_dev.jsonl -o target/score/polnear.jsonl && \
    python3 {{shared}}/eval/score_attribution.py {{shared}}/eval/attribution/polnear_dev.jsonl target/score/polnear.jsonl && \
    cargo run --locked --quiet -- extract {{shared}}/eval/quantity/newsquant_dev.jsonl --convention cqe -o target/score/newsquant.jsonl && \
    python3 {{shared}}/eval/score_quantity.py {{shared}}/eval/quantity/newsquant_dev.jsonl target/score/newsquant.jsonl

# validate the lexicons and run their examples
lexicons:
    cargo run --locked -- lexicon check
