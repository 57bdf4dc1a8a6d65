#!/usr/bin/env python3
"""Put a corpus of sentences with marked words (articles.jsonl, sentences.jsonl, spans.jsonl) into the shape that `parallax train-style`
reads, and into a gold folder whose articles are these sentences alone.

usage: style_lessons.py CORPUS OUT      writes OUT/lessons.jsonl, OUT/articles.jsonl, OUT/sentences.jsonl, OUT/spans.jsonl

Offsets are code points. A sentence on which people did not agree keeps its words and has no label.
"""
import json
import os
import sys


def load(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main(folder, out):
    articles = {a["id"]: a for a in load(folder, "articles.jsonl")}
    spans = {}
    for s in load(folder, "spans.jsonl"):
        spans.setdefault(s["id"], []).append((s["start"], s["end"]))
    made = {"lessons": [], "articles": [], "sentences": [], "spans": []}
    for s in load(folder, "sentences.jsonl"):
        article, start, end = articles[s["id"]], s["start"], s["end"]
        text, biased = article["text"][start:end], s["labels"]["biased"]
        marked = [(a - start, b - start) for a, b in spans.get(s["id"], []) if start <= a and b <= end]
        ident = f"{s['id']}_{s['sent_id']}"
        made["lessons"].append(dict(id=ident, text=text, outlet=article["source"], topic=article["topic"],
                                    biased=None if biased is None else bool(biased), spans=marked))
        made["articles"].append(dict(id=ident, outlet=article["source"], text=text))
        made["sentences"].append(dict(id=ident, sent_id=0, start=0, end=len(text), labels=dict(biased=biased)))
        made["spans"] += [dict(id=ident, start=a, end=b, text=text[a:b], type="biased_word") for a, b in marked]
    os.makedirs(out, exist_ok=True)
    for name, rows in made.items():
        with open(os.path.join(out, name + ".jsonl"), "w", encoding="utf-8") as handle:
            handle.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 3 else sys.exit(__doc__)
