#!/usr/bin/env bash
# Scores the extraction against hand-made gold in ../shared, where that is at hand, and writes reports/accuracy. `just score`.
#
# usage: tests/score/run.sh [SHARED [REPORT_DIR]]      PARALLAX=FILE takes another binary than the one built here
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${1:-../shared}
report=${2:-reports/accuracy}
out=target/score
if [ ! -d "$shared/eval" ]; then
    echo "no gold data at $shared: nothing scored, $report stays as it is"
    exit 0
fi
# The same numbers in the same order every time; nothing is written beside the scorers.
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
rm -rf "$out"
mkdir -p "$out/extract"
if [ -z "${PARALLAX:-}" ]; then
    cargo build --locked --quiet
fi
parallax=${PARALLAX:-target/debug/parallax}
eval=$shared/eval
# extract KEY INPUT [OPTION...]: a corpus whose texts are not there is passed over
extract() {
    local key=$1 input=$2
    shift 2
    [ -e "$input" ] || { echo "no $input: $key is not scored"; return 1; }
    "$parallax" extract "$input" "$@" -o "$out/extract/$key.jsonl" 2>/dev/null
}
convert() { python3 tests/score/convert.py "$1" < "$out/extract/$2.jsonl" > "$out/$2.jsonl"; }
# score KEY SCRIPT ARGUMENT...: to be read, and as JSON for the report
score() {
    local key=$1 script=$2
    shift 2
    python3 "$eval/$script" "$@"
    python3 "$eval/$script" "$@" --json > "$out/$key.json"
}

echo "== five real articles: labels, figures, quotes, boilerplate"
if extract hama "$shared/corpora/hama"; then
    python3 "$eval/score_gold.py" --gold "$shared/corpora/hama/gold" --text "$shared/corpora/hama" --pred "$out/extract/hama.jsonl" --json "$out/hama.json"
fi

echo; echo "== five real articles: sentences that restate the same thing"
if [ -e "$shared/corpora/hama/gold/aligned.csv" ]; then
    "$parallax" report "$shared/corpora/hama" -o "$out/report_hama" 2>/dev/null
    python3 tests/score/aligned.py "$shared/corpora/hama/gold/aligned.csv" "$out/report_hama/tables/aligned.csv"
    python3 tests/score/aligned.py "$shared/corpora/hama/gold/aligned.csv" "$out/report_hama/tables/aligned.csv" "$out/aligned.json" --json
fi

echo; echo "== attribution in US news (PolNeAR, development part)"
if extract polnear_dev "$eval/attribution/polnear_dev.jsonl"; then
    convert attribution polnear_dev
    score polnear_dev score_attribution.py "$eval/attribution/polnear_dev.jsonl" "$out/polnear_dev.jsonl"
fi

for set in newsquant_dev ud_ewt_dev dates_negative_dev; do
    echo; echo "== quantities: $set"
    if extract $set "$eval/quantity/$set.jsonl" --convention cqe; then
        convert quantity $set
        score $set score_quantity.py "$eval/quantity/$set.jsonl" "$out/$set.jsonl"
    fi
done

echo; echo "== actors and their labels across outlets (NewsWCL50r, development part, people)"
if extract newswcl50r_dev "$eval/bias/newswcl50r_dev/articles.jsonl"; then
    convert labels newswcl50r_dev
    score newswcl50r_dev score_labels.py "$eval/bias/newswcl50r_dev" "$out/newswcl50r_dev.jsonl" --types people
fi

echo; echo "== loaded words (MBIC): held-out topics, held-out outlets, the lexicon alone"
if [ -e "$eval/bias/mbic" ]; then
    python3 data/models/style_lessons.py "$eval/bias/mbic" "$out/mbic_gold"
    for by in topic outlet; do
        "$parallax" train-style "$out/mbic_gold/lessons.jsonl" --folds $by -o "$out/mbic_$by.jsonl"
    done
    extract mbic_lexicon "$out/mbic_gold/articles.jsonl" --no-model --style && convert style mbic_lexicon
    python3 tests/score/loaded.py "$eval/score_loaded.py" "$out/mbic_gold" topic="$out/mbic_topic.jsonl" outlet="$out/mbic_outlet.jsonl" \
        lexicon="$out/mbic_lexicon.jsonl" > "$out/mbic.json"
fi

echo; python3 tests/score/report.py "$shared" "$out" "$report"
