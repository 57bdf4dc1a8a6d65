#!/usr/bin/env python3
"""How often each rule is right on the development gold: the numbers behind `confidence`.

usage: calibrate.py SHARED EXTRACTED_DIR [--csv] [--least N] [--write FILE]

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


HEAD = """\
# How often rows were right on hand-made gold. Made by `python3 tests/score/calibrate.py SHARED target/score/extract --write
# data/lexicons/confidence.toml` after `just score`; a row takes the highest step of its rule that its score reaches, else that of
# the rule "*". quotes: half of the words and the speaker right (PolNeAR, development part). figures: the value right (NewsQuant,
# development part). labels: mention and actor right (NewsWCL50r, development part; rows of lexicons on the five articles that they
# were worked on until they fitted, so there the lower end of the interval stands for the share).
[about]
name = "confidence"
what = "How often rows of each table, rule and score were right on hand-made gold"
provenance = "Counted by tests/score/calibrate.py on development data; no text of it stands here"
licence = "MIT OR Apache-2.0"
"""
# The steps of the score are no smaller than this many rows; a share of few rows is drawn to that of all by as many.
ROWS, DRAW = 90, 10


def rising(pairs):
    """[(least score, n, right)] in steps of at least ROWS rows whose shares rise with the score (pool adjacent violators)."""
    pools = []
    for score, right in sorted(pairs):
        if pools and (pools[-1][1] < ROWS or pools[-1][3] == score):
            pools[-1][1:] = [pools[-1][1] + 1, pools[-1][2] + right, score]
        else:
            pools.append([score, 1, int(right), score])
    if len(pools) > 1 and pools[-1][1] < ROWS:
        _, n, right, last = pools.pop()
        pools[-1][1:] = [pools[-1][1] + n, pools[-1][2] + right, last]
    out = []
    for least, n, right, _ in pools:
        out.append((least, n, right))
        while len(out) > 1 and out[-2][2] * out[-1][1] >= out[-1][2] * out[-2][1]:
            _, n, right = out.pop()
            out[-1] = (out[-1][0], out[-1][1] + n, out[-1][2] + right)
    return out


def steps(rows):
    """The TOML of all steps."""
    rows = list(rows)
    out = [HEAD]

    def step(table, rule, n, right, share, least=0.0):
        lines = [f'table = "{table}"', f'rule = "{rule}"', f"confidence = {share:.3f}", f"rows = {n}", f"right = {right}"]
        out.append("\n[[step]]\n" + "\n".join(lines[:2] + ([f"least = {least:.3f}"] if least else []) + lines[2:]) + "\n")

    def by(table, key, chosen):
        n, right = collections.Counter(), collections.Counter()
        for row in chosen:
            n[key(row)] += 1
            right[key(row)] += row.right
        every, good = sum(n.values()), sum(right.values())
        if every:
            step(table, "*", every, good, good / every)
        for rule in sorted(n, key=lambda r: (-n[r], r)):
            step(table, rule, n[rule], right[rule], (right[rule] + DRAW * good / every) / (n[rule] + DRAW))

    by("figures", lambda r: r.rule.split("+")[0], [r for r in rows if r.table == "figures"])
    labels = [r for r in rows if r.table == "labels"]
    by("labels", lambda r: r.rule.rsplit("/", 1)[-1].rsplit(":", 1)[-1], [r for r in labels if r.kind == "unlisted"])
    for kind in ("label", "name"):
        own = [r for r in labels if r.corpus == "hama" and r.kind == kind]
        if own:
            right = sum(r.right for r in own)
            step("labels", f"lexicon-{kind}", len(own), right, wilson(right, len(own))[0])
    scored = [(r.score or 0.0, r.right) for r in rows if r.table == "quotes"]
    for i, (least, n, right) in enumerate(rising(scored)):
        step("quotes", "*", n, right, right / n, least if i else 0.0)
    return "".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared")
    parser.add_argument("extracted")
    parser.add_argument("--csv", action="store_true", help="as CSV")
    parser.add_argument("--least", type=int, default=1, metavar="N", help="rules with fewer judged rows are left out")
    parser.add_argument("--write", metavar="FILE", help="write the steps of confidence (data/lexicons/confidence.toml)")
    args = parser.parse_args()
    if args.write:
        with open(args.write, "w", encoding="utf-8") as out:
            out.write(steps(judged(args.shared, args.extracted)))
        return
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
