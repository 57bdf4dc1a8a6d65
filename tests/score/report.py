#!/usr/bin/env python3
"""Write the accuracy report: what the scorers said, the errors by class, and the peers beside it.

usage: report.py SHARED SCORED_DIR REPORT_DIR

SCORED_DIR is what `tests/score/run.sh` leaves: KEY.json of the scorers and extract/KEY.jsonl of the program, KEY as in
peers.toml. A corpus that was not scored is left out. Writes README.md, scores.csv, errors.csv and, where the rows carry
a confidence, confidence.csv. No clock, no paths, no words of the texts: the same program and data give the same bytes.
"""
import csv
import io
import json
import os
import sys
import tomllib

import calibrate
import errors
import judge

HERE = os.path.dirname(os.path.abspath(__file__))
BINS = [(0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0)]
GOLD = {"polnear_dev": "attribution", "newsquant_dev": "quantity", "ud_ewt_dev": "quantity", "dates_negative_dev": "quantity"}


def at(result, path):
    """The value at a path of the scorer's JSON; parts of a sum are joined by " + "."""
    if " + " in path:
        parts = [at(result, p) for p in path.split(" + ")]
        return None if None in parts else sum(parts)
    for part in path.split(" / "):
        if not isinstance(result, dict) or part not in result:
            return None
        result = result[part]
    return result


def scores(corpus, result):
    """[(measure of peers.toml, value, n)] of one corpus."""
    for m in corpus["measure"]:
        value, n = at(result, m["path"]), at(result, m["n"])
        yield m, value / 100 if value is not None and m.get("percent") else value, n


def gold_path(shared, key):
    return os.path.join(shared, "eval", GOLD[key], key + ".jsonl")


def error_classes(shared, folder, key, result):
    """(error rows, recall by construction)"""
    if key == "aligned":
        return errors.aligned(result), {}
    if key == "mbic":
        return [], {}
    articles = judge.load(os.path.join(folder, "extract", key + ".jsonl"))
    if key == "hama":
        return errors.hama(result["overall"]), {}
    if key == "newswcl50r_dev":
        system = judge.load(os.path.join(folder, key + ".jsonl"))
        return errors.actors(shared, os.path.join(shared, "eval", "bias", key), system), {}
    gold = judge.load(gold_path(shared, key))
    if key == "polnear_dev":
        return errors.attribution(shared, gold, articles)
    return (errors.dates if key == "dates_negative_dev" else errors.quantity)(shared, gold, articles), {}


def bins(rows):
    """[(table, corpus, low, high, n, right, mean confidence)], empty bins left out."""
    out = []
    for table, corpus in sorted({(r.table, r.corpus) for r in rows}):
        mine = [r for r in rows if (r.table, r.corpus) == (table, corpus)]
        for low, high in BINS:
            here = [r for r in mine if low <= r.confidence < high or high == 1.0 == r.confidence]
            if here:
                out.append((table, corpus, low, high, len(here), sum(r.right for r in here), sum(r.confidence for r in here) / len(here)))
    return out


# ---------------------------------------------------------------- writing
def percent(value):
    return "–" if value is None else f"{100 * value:.1f}"


def number(value):
    return "" if value is None else f"{value:.4f}"


def sheet(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def table(header, rows, left=1):
    """A Markdown table; the first columns are words, the others numbers."""
    cell = lambda x: str(x).replace("|", "\\|")
    rule = ["---" if i < left or h in ("note", "best peer") else "---:" for i, h in enumerate(header)]
    return "\n".join("| " + " | ".join(map(cell, row)) + " |" for row in [header, rule, *rows]) + "\n"


def peer(value, name):
    return "–" if value is None else f"{percent(value)} ({name})"


def score_table(found):
    rows = [(m["name"] + (" (lower is better)" if m.get("lower") else ""), percent(v), n, peer(m.get("peer"), m.get("peer_name")),
             percent(m.get("human")), m.get("note", "")) for m, v, n in found]
    return table(("measure", "Parallax", "n", "best peer", "people", "note"), rows)


def recall_table(recall, peers):
    rows = []
    for name in sorted(recall):
        n, found, exact, who = recall[name]
        best = peers.get(name, [None, "", None])
        human = best[2] if len(best) > 2 else None
        rows.append((name, n, percent(found / n), percent(exact / n), percent(who / n), peer(best[0], best[1]), percent(human)))
    return table(("of the gold's quotes", "n", "found", "every word right", "found and speaker right", "best peer", "people"), rows)


def error_table(rows):
    """The errors that occur, most frequent first; the CSV has those that do not occur too."""
    shown = sorted((r for r in rows if r[2]), key=lambda r: (r[0], -r[2], r[1]))
    several = len({r[0] for r in rows}) > 1
    cells = [(f"{t}: {name}" if several else name, c, of, percent(c / of) if of else "–") for t, name, c, of in shown]
    return table(("error", "count", "of", "share"), cells)


def short_table(found):
    rows = [(m["short"], percent(v), peer(m.get("peer"), m.get("peer_name")), percent(m.get("human"))) for m, v, _ in found if "short" in m]
    return table(("measure", "Parallax", "best peer", "people"), rows)


def template(name):
    with open(os.path.join(HERE, "page", name), encoding="utf-8") as handle:
        return handle.read()


def main(shared, folder, out):
    with open(os.path.join(HERE, "peers.toml"), "rb") as handle:
        corpora = tomllib.load(handle)["corpus"]
    parts, all_found, score_rows, error_rows = [], [], [], []
    for corpus in corpora:
        key = corpus["key"]
        path = os.path.join(folder, key + ".json")
        if not os.path.isfile(path):
            continue
        with open(path, encoding="utf-8") as handle:
            result = json.load(handle)
        found = list(scores(corpus, result))
        all_found += found
        wrong, recall = error_classes(shared, folder, key, result)
        score_rows += [(key, m["name"], number(v), n, number(m.get("peer")), m.get("peer_name", ""), number(m.get("human"))) for m, v, n in found]
        for name in sorted(recall):
            n, hit, _, who = recall[name]
            best = corpus.get("found", {}).get(name, [None, "", None])
            human = best[2] if len(best) > 2 else None
            score_rows.append((key, f"quotes found: {name}", number(hit / n), n, number(best[0]), best[1], number(human)))
            score_rows.append((key, f"quotes found and speaker right: {name}", number(who / n), n, "", "", ""))
        error_rows += [(key, t, name, c, of, number(c / of) if of else "") for t, name, c, of in wrong]
        parts += [f"## {corpus['title']}\n", f"{corpus['about']} {corpus['caution']}\n", f"{corpus['peers']} {corpus['people']}\n",
                  f"`{key}`, scored by `{corpus['scorer']}`:\n", score_table(found)]
        if recall:
            parts += [template("construction.md"), recall_table(recall, corpus.get("found", {}))]
        if wrong:
            parts += ["Errors:\n", error_table(wrong)]
    judged = [r for r in calibrate.judged(shared, os.path.join(folder, "extract")) if r.confidence is not None]
    files = {"scores.csv": sheet(("corpus", "measure", "value", "n", "peer", "peer_name", "human"), score_rows),
             "errors.csv": sheet(("corpus", "table", "error_class", "count", "of", "share"), error_rows)}
    if judged:
        rows = bins(judged)
        header = ("table", "corpus", "low", "high", "n", "right", "share", "mean_confidence")
        files["confidence.csv"] = sheet(header, [(t, c, lo, hi, n, r, number(r / n), number(mean)) for t, c, lo, hi, n, r, mean in rows])
        shown = [(t, c, f"{lo:.1f} to {hi:.1f}", n, percent(mean), percent(r / n)) for t, c, lo, hi, n, r, mean in rows]
        parts += [template("confidence.md"), table(("table", "corpus", "confidence", "n", "mean confidence", "right"), shown, left=3)]
    files["README.md"] = "\n".join([template("head.md"), short_table(all_found), *parts, template("foot.md")])
    os.makedirs(out, exist_ok=True)
    if not judged and os.path.exists(os.path.join(out, "confidence.csv")):
        os.remove(os.path.join(out, "confidence.csv"))
    for name, text in files.items():
        with open(os.path.join(out, name), "w", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
    print(f"wrote {', '.join(sorted(files))}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 4 else sys.exit(__doc__)
