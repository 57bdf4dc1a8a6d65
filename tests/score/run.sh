#!/usr/bin/env bash
# Scores the extraction against hand-made gold in ../shared, where that is at hand. `just score`.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${1:-../shared}
out=target/score
if [ ! -d "$shared/eval" ]; then
    echo "no gold data at $shared: nothing scored"
    exit 0
fi
mkdir -p "$out"
cargo build --locked --quiet
parallax=${PARALLAX:-target/debug/parallax}
extract() { "$parallax" extract "$@" 2>/dev/null; }

echo "== five real articles: labels, figures, quotes, boilerplate"
extract "$shared/corpora/hama" -o "$out/hama.jsonl"
python3 "$shared/eval/score_gold.py" --gold "$shared/corpora/hama/gold" --text "$shared/corpora/hama" --pred "$out/hama.jsonl"

echo; echo "== attribution in US news (PolNeAR, development part)"
extract "$shared/eval/attribution/polnear_dev.jsonl" | python3 tests/score/convert.py attribution > "$out/polnear.jsonl"
python3 "$shared/eval/score_attribution.py" "$shared/eval/attribution/polnear_dev.jsonl" "$out/polnear.jsonl"

for set in newsquant_dev ud_ewt_dev dates_negative_dev; do
    echo; echo "== quantities: $set"
    extract "$shared/eval/quantity/$set.jsonl" --convention cqe | python3 tests/score/convert.py quantity > "$out/$set.jsonl"
    python3 "$shared/eval/score_quantity.py" "$shared/eval/quantity/$set.jsonl" "$out/$set.jsonl"
done

echo; echo "== who is called what, across outlets (NewsWCL50r, development events, people)"
extract "$shared/eval/bias/newswcl50r_dev/articles.jsonl" | python3 tests/score/convert.py labels > "$out/wcl.jsonl"
python3 "$shared/eval/score_labels.py" "$shared/eval/bias/newswcl50r_dev" "$out/wcl.jsonl" --types people --by-event
