#!/usr/bin/env python3
"""Score aligned sentences against hand-made pairs.

usage: aligned.py GOLD.csv ALIGNED.csv [--json [FILE]] [--errors]

ALIGNED.csv is the table of that name in a report. A pair of sentences of the report and one of the gold are the same if in both
articles the gold's sentence shares at least half of the characters of the shorter of the two: where a sentence is split
otherwise, the part counts. Several gold pairs of the same two sentences (one a topic) count once. Pairs that the gold holds
for doubtful (confidence low) count neither for nor against.

near_copy   gold near copies, and those called near_copy. A pair that the gold has with another relation is a false near copy.
same_fact   all gold pairs of high confidence, whatever the relation, and all pairs of the table, near copies too.
"""
import csv
import json
import sys


def rows(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def side(row, letter, gold):
    article = row[("file_" if gold else "article_") + letter]
    names = ("start_", "end_") if gold else ("char_start_", "char_end_")
    return article, int(row[names[0] + letter]), int(row[names[1] + letter])


def same(a, b):
    if a[0] != b[0]:
        return False
    shared = min(a[2], b[2]) - max(a[1], b[1])
    return shared > 0 and 2 * shared >= min(a[2] - a[1], b[2] - b[1])


def merged(gold):
    """One entry for two sentences: {sides, relations, high}."""
    out = {}
    for row in gold:
        key = tuple(sorted([side(row, "a", True), side(row, "b", True)]))
        entry = out.setdefault(key, {"sides": key, "relations": set(), "high": False, "topics": []})
        entry["relations"].add(row["relation"])
        entry["high"] |= row["confidence"] == "high"
        entry["topics"].append(row["topic"])
    return list(out.values())


def match(pair, gold):
    x, y = side(pair, "a", False), side(pair, "b", False)
    return [g for g in gold if same(x, g["sides"][0]) and same(y, g["sides"][1]) or same(x, g["sides"][1]) and same(y, g["sides"][0])]


def measure(found, false, missed):
    precision = found / (found + false) if found + false else None
    recall = found / (found + missed) if found + missed else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    return {"tp": found, "fp": false, "fn": missed, "precision": precision, "recall": recall, "f1": f1}


def score(gold, table, errors=False):
    gold = merged(gold)
    hits = [(pair, match(pair, gold)) for pair in table]
    reached = {id(g) for _, matched in hits for g in matched}
    high = [g for g in gold if g["high"]]
    wrong = [pair for pair, matched in hits if not matched]
    right = sum(any(g["high"] for g in matched) for _, matched in hits)
    missed = [g for g in high if id(g) not in reached]
    copies = [g for g in gold if "near_copy" in g["relations"]]
    called = [(pair, matched) for pair, matched in hits if pair["relation"] == "near_copy"]
    copied = {id(g) for _, matched in called for g in matched if g in copies}
    false_copies = sum(not any(g in copies for g in matched) for _, matched in called)
    if errors:
        for pair in wrong:
            print("wrong\t" + pair["score"] + "\t" + pair["text_a"][:160] + "\t" + pair["text_b"][:160])
        for g in missed:
            print("missed\t" + "; ".join(g["topics"]) + "\t" + str(g["sides"]))
    # Precision over pairs of the table, recall over pairs of the gold: two rows of the table can stand for one of the gold.
    facts = measure(right, len(wrong), len(missed))
    facts["recall"] = (len(high) - len(missed)) / len(high) if high else None
    if facts["precision"] and facts["recall"]:
        facts["f1"] = 2 * facts["precision"] * facts["recall"] / (facts["precision"] + facts["recall"])
    facts["n"] = len(high)
    near = measure(len(copied), false_copies, len(copies) - len(copied))
    near["n"] = len(copies)
    return {"near_copy": near, "same_fact": facts}


def main(arguments):
    paths = [a for a in arguments if not a.startswith("--")]
    if len(paths) < 2 or "--help" in arguments:
        sys.exit(__doc__)
    result = score(rows(paths[0]), rows(paths[1]), "--errors" in arguments)
    if "--json" in arguments:
        text = json.dumps(result, indent=1) + "\n"
        if len(paths) > 2:
            with open(paths[2], "w", encoding="utf-8") as handle:
                handle.write(text)
        else:
            print(text, end="")
        return
    for name, m in result.items():
        share = lambda v: "-" if v is None else f"{v:.3f}"
        print(f"{name:10} found {m['tp']:3} false {m['fp']:3} missed {m['fn']:3}  "
              f"P {share(m['precision'])} R {share(m['recall'])} F1 {share(m['f1'])}")


if __name__ == "__main__":
    main(sys.argv[1:])
