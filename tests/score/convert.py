#!/usr/bin/env python3
"""Put `parallax extract` lines into the shape that the scorers of other corpora want.

usage: convert.py attribution|quantity|labels|style < extract.jsonl > predictions.jsonl

attribution: spans as lists, scare quotes left out.  quantity: value or [low, high], modifier as a sign, unit or what is
counted; ranks are no quantities there.  labels: one mention a line, of every row that says whom it means (lexicon rows and
unlisted ones); a row of two actors is a mention of each.  style: loaded words with their score.
"""
import json
import sys

SIGNS = {"exact": "=", "vague": "=", "about": "~", "nearly": "<", "more_than": ">", "at_least": ">=", "up_to": "<=", "less_than": "<"}
CHANGES = {"rise": "up", "fall": "down"}
AGES = {"months": "month of age", "weeks": "week of age", "days": "day of age"}


def attribution(article):
    pieces = lambda span: [span] if span else None
    quotes = [q for q in article["quotes"] if q["kind"] != "scare_quote"]
    return {"quotes": [dict(content=q["content"], speaker=pieces(q["speaker"]), cue=pieces(q["cue"]), kind=q["kind"]) for q in quotes]}


def quantity(article):
    out = []
    for f in (f for f in article["figures"] if f["event_type"] != "rank"):
        sign = SIGNS[f["modifier"]]
        unit = f["counted_head"] or "people" if f["unit"] == "persons" else f["unit"]
        if f["event_type"] == "age":
            unit = AGES.get(unit, "year of age")
        value = [f["low"], f["high"]] if f["value"] is None else f["value"]
        change = sign if sign != "=" else CHANGES.get(f["event_type"], "=")
        out.append(dict(span=[f["start"], f["end"]], value=value, modifier=sign, change=change, unit=unit, counted=f["counted"]))
    return {"quantities": out}


def labels(article):
    for row in article["labels"]:
        for actor in row["actor"].split(";"):
            if actor and actor != "unresolved":
                yield {"event": article["event"], "start": row["start"], "end": row["end"], "actor": actor}


def style(article):
    return (dict(start=row["start"], end=row["end"], score=row["score"]) for row in article.get("style", []) if row["kind"] == "loaded")


if __name__ == "__main__":
    convert = {"attribution": attribution, "quantity": quantity, "labels": labels, "style": style}[sys.argv[1]]
    for line in sys.stdin:
        article = json.loads(line)
        made = convert(article)
        for row in [made] if isinstance(made, dict) else made:
            print(json.dumps({"id": article["id"], **row}, ensure_ascii=False))
