#!/usr/bin/env python3
"""Score loaded words by the scorer beside the gold, several systems over one gold, as JSON.

usage: loaded.py SCORER GOLD NAME=PREDICTIONS.jsonl ... > scores.json      to be read: stderr

Rates are 0 to 100, as the scorer gives them.
"""
import importlib.util
import json
import os
import sys


def main(scorer, gold, *systems):
    spec = importlib.util.spec_from_file_location("score_loaded", scorer)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    load = lambda name: module.load(os.path.join(gold, name))
    articles = {a["id"]: a["text"] for a in load("articles.jsonl")}
    out = {}
    for name, path in (s.split("=", 1) for s in systems):
        out[name] = module.score(articles, load("spans.jsonl"), module.load(path), load("sentences.jsonl"), "biased")
        for table, values in out[name].items():
            print(name, table, " ".join(f"{k} {v:.1f}" if isinstance(v, float) else f"{k} {v}" for k, v in values.items()), file=sys.stderr)
    json.dump(out, sys.stdout, indent=1, sort_keys=True)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 3 else sys.exit(__doc__)
