#!/usr/bin/env python3
"""How often each rule is right on the development gold: the numbers behind `confidence`.

usage: calibrate.py SHARED EXTRACTED_DIR [--csv] [--least N]

EXTRACTED_DIR holds polnear_dev.jsonl, newsquant_dev.jsonl, newswcl50r_dev.jsonl and hama.jsonl, lines of
`parallax extract` as `tests/score/run.sh` leaves them in target/score/extract; one that is missing is left out.

Prints, per table, corpus and rule: n, right, share, and the lower end of Wilson's 95 % interval, most frequent rules
first. A row is judged as the scorers judge it (see judge.py):
  quotes   polnear_dev: half of the words shared with a quote of the gold, and the speaker's head right
  figures  newsquant_dev: the gold has the value
  labels   newswcl50r_dev, hama: the mention stands in the gold and its actor is the right one; mentions of actors that
           nobody coded are not judged
"""
import argparse
import collections
import csv
import os
import sys

import judge


def wilson(right, n, z=1.96):
    """Both ends of Wilson's interval for a share."""
    p, zz = right / n, z * z / n
    middle, half = p + zz / 2, z * (p * (1 - p) / n + zz / (4 * n)) ** 0.5
    return max(0.0, (middle - half) / (1 + zz)), min(1.0, (middle + half) / (1 + zz))


def extracted(folder, corpus):
    path = os.path.join(folder, corpus.key + ".jsonl")
    return judge.load(path) if os.path.isfile(path) else None


def judged(shared, folder):
    """Every judged row of every corpus at hand."""
    for corpus in judge.CORPORA:
        articles = extracted(folder, corpus)
        if articles is not None:
            yield from judge.rows(shared, corpus, articles)


def by_rule(rows):
    """[(table, corpus, rule, n, right)], most frequent first within a corpus; rule `*` is all rows of the corpus."""
    n, right = collections.Counter(), collections.Counter()
    for row in rows:
        for key in ((row.table, row.corpus, "*"), (row.table, row.corpus, row.rule)):
            n[key] += 1
            right[key] += row.right
    order = sorted(n, key=lambda k: (k[0], k[1], k[2] != "*", -n[k], k[2]))
    return [(*key, n[key], right[key]) for key in order]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared")
    parser.add_argument("extracted")
    parser.add_argument("--csv", action="store_true", help="as CSV")
    parser.add_argument("--least", type=int, default=1, metavar="N", help="rules with fewer judged rows are left out")
    args = parser.parse_args()
    table = [r for r in by_rule(judged(args.shared, args.extracted)) if r[3] >= args.least]
    out = csv.writer(sys.stdout, lineterminator="\n")
    header = ["table", "corpus", "rule", "n", "right", "share", "low"]
    out.writerow(header) if args.csv else print(f"{'table':8} {'corpus':15} {'rule':48} {'n':>5} {'right':>5} {'share':>6} {'low':>6}")
    for *key, n, right in table:
        share, low = right / n, wilson(right, n)[0]
        if args.csv:
            out.writerow([*key, n, right, f"{share:.3f}", f"{low:.3f}"])
        else:
            print(f"{key[0]:8} {key[1]:15} {key[2]:48} {n:5} {right:5} {share:6.3f} {low:6.3f}")


if __name__ == "__main__":
    main()
