"""Which rows of an extraction are right, by hand-made gold: the matching that the accuracy report and the calibration share.

The rules of matching are those of the scorers beside the gold (`eval/score_*.py`), imported from there, so that a row
counts as right here exactly when the scorer counts it. Rows that the gold says nothing about (a mention of an actor that
nobody coded, a number in a stretch to be ignored) are judged None and belong into no share.

usage: judge.py < extract.jsonl > mentions.jsonl     the labels with an actor, for score_labels.py
"""
import collections
import importlib
import json
import os
import sys

import convert

Row = collections.namedtuple("Row", "corpus table kind rule score confidence right")
Corpus = collections.namedtuple("Corpus", "key table gold convention")

CORPORA = (
    Corpus("polnear_dev", "quotes", "eval/attribution/polnear_dev.jsonl", None),
    Corpus("newsquant_dev", "figures", "eval/quantity/newsquant_dev.jsonl", "cqe"),
    Corpus("newswcl50r_dev", "labels", "eval/bias/newswcl50r_dev", None),
    Corpus("hama", "labels", "corpora/hama", None),
)


def scorer(shared, name):
    """One of the scorers beside the gold, as a module."""
    folder = os.path.join(shared, "eval")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module("score_" + name)


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


# ---------------------------------------------------------------- quotes
def quotes(shared, gold, articles):
    """Per article: (gold article, predicted article, pairs of indexes); `raw["row"]` of a prediction is its row."""
    s = scorer(shared, "attribution")
    found = {a["id"]: a for a in articles}
    for record in gold:
        article = found.get(record["id"], {"id": record["id"], "quotes": []})
        rows = {json.dumps(q["content"]): q for q in article["quotes"]}
        predicted = convert.attribution(article)["quotes"]
        for q in predicted:
            q["row"] = rows[json.dumps(q["content"])]
        g, p = s.Article(record["text"], record["quotes"], False), s.Article(record["text"], predicted, False)
        yield g, p, s.pair([q["content"] for q in g.quotes], [q["content"] for q in p.quotes], 0.5)


def judge_quotes(shared, gold, articles):
    """A quote is right when it matches one of the gold (half of the words shared) and its speaker is the gold's."""
    s = scorer(shared, "attribution")
    for g, p, pairs in quotes(shared, gold, articles):
        met = {j: i for i, j in pairs}
        for j, q in enumerate(p.quotes):
            yield q["raw"]["row"], j in met and s.head_right(g, g.quotes[met[j]]["speaker"], q["speaker"])


# ---------------------------------------------------------------- figures
def figures(shared, gold, articles):
    """Per text: (record, gold with a value, predictions with a value, pairs by value, those in the same place first)."""
    s = scorer(shared, "quantity")
    found = {a["id"]: a for a in articles}
    for record in gold:
        article = found.get(record["id"], {"id": record["id"], "figures": []})
        rows = {(f["start"], f["end"]): f for f in article["figures"]}
        predicted = [dict(q, row=rows[tuple(q["span"])]) for q in convert.quantity(article)["quantities"]]
        g = [q for q in record["quantities"] if q.get("value") is not None]
        p = [q for q in predicted if q.get("value") is not None]
        same = lambda a, b: s.veq(b["value"], a["value"])
        here = s.match(g, p, lambda a, b: same(a, b) and s.overlap(a.get("span"), b["span"]))
        taken = set(here.values())
        left = [i for i in range(len(g)) if i not in here], [j for j in range(len(p)) if j not in taken]
        rest = s.match([g[i] for i in left[0]], [p[j] for j in left[1]], same)
        here.update({left[0][i]: left[1][j] for i, j in rest.items()})
        yield record, g, p, here


def unscored(shared, record, span):
    """Whether the gold says nothing about this place."""
    s = scorer(shared, "quantity")
    unvalued = [q["span"] for q in record["quantities"] if q.get("value") is None and q.get("span")]
    return any(s.overlap(span, x) for x in record.get("ignore", []) + unvalued)


def judge_figures(shared, gold, articles):
    """A figure is right when the gold has its value."""
    for record, _, p, pairs in figures(shared, gold, articles):
        right = set(pairs.values())
        for j, q in enumerate(p):
            yield q["row"], True if j in right else None if unscored(shared, record, q["span"]) else False


# ---------------------------------------------------------------- labels
def mentions(article):
    """The labels of one article as the scorer of actors wants them."""
    rows = (r for r in article["labels"] if r["actor"])
    return [{"event": article["event"], "id": article["id"], "start": r["start"], "end": r["end"], "actor": r["actor"]} for r in rows]


PEOPLE = "ACTOR,ACTOR-I,GROUP,COUNTRY,ORGANIZATION"


def actors(shared, folder, system):
    """Per event: (gold mentions, system mentions, gold index to system index, concept to the actor that stands for it)."""
    s = scorer(shared, "labels")
    gold = s.Gold(folder, set(PEOPLE.split(",")))
    by_event = collections.defaultdict(list)
    for m in system:
        if article := gold.art.get(m["id"]):
            by_event[article["event"]].append(dict(m, text=article["text"][m["start"]:m["end"]]))
    for event, mentioned in sorted(gold.m.items()):
        said = by_event[event]
        pairs = s.align(mentioned, said)
        codes, names = sorted({g["code"] for g in mentioned}), sorted({str(m["actor"]) for m in said})
        all_gold = collections.Counter(g["code"] for g in mentioned)
        touched = collections.Counter(str(said[j]["actor"]) for j in pairs.values())
        hits = collections.Counter((mentioned[i]["code"], str(said[j]["actor"])) for i, j in pairs.items())
        share = lambda a, b: a / b if b else 0.0
        weights = [[s.f1(share(hits[c, n], touched[n]), share(hits[c, n], all_gold[c])) for n in names] for c in codes]
        yield mentioned, said, pairs, {codes[i]: names[j] for i, j in s.hungarian(weights)}


def judge_actors(shared, folder, articles, system=None):
    """A label is right when it stands where a coded mention stands and its actor is the one that stands for the concept."""
    rows = {(a["id"], r["start"], r["end"]): r for a in articles for r in a["labels"] if r["actor"]}
    system = [m for a in articles for m in mentions(a)] if system is None else system
    for mentioned, said, pairs, standing in actors(shared, folder, system):
        for i, j in sorted(pairs.items()):
            row = rows.get((said[j]["id"], said[j]["start"], said[j]["end"]))
            if row:
                yield row, standing.get(mentioned[i]["code"]) == str(said[j]["actor"])


def judge_hama(shared, folder, articles):
    """A label is right when the gold has the mention, of the same kind, with the same actor; optional gold punishes none."""
    s = scorer(shared, "gold")
    gold, _ = s.load_gold(os.path.join(folder, "gold"))
    for article in articles:
        key = s.article_key(article["id"])
        g = gold.get(key, s.empty())["labels"]
        p = [s.record("labels", r, key) for r in article["labels"]]
        for kind in ("label", "name"):
            a, b = ([x for x in side if x["kind"] == kind] for side in (g, p))
            rows = [r for r in article["labels"] if r["kind"] == kind]
            met = {j: a[i] for i, j, _ in s.greedy(a, b, s.label_match)}
            for j, x in enumerate(b):
                right = j in met and met[j]["actor"] == x["actor"]
                yield rows[j], None if j in met and met[j]["tier"] and not right else right


def rows(shared, corpus, articles):
    """Every judged row of one corpus."""
    gold = os.path.join(shared, corpus.gold)
    judged = {
        "polnear_dev": lambda: judge_quotes(shared, load(gold), articles),
        "newsquant_dev": lambda: judge_figures(shared, load(gold), articles),
        "newswcl50r_dev": lambda: judge_actors(shared, gold, articles),
        "hama": lambda: judge_hama(shared, gold, articles),
    }[corpus.key]()
    for row, right in judged:
        if right is not None:
            yield Row(corpus.key, corpus.table, row.get("kind"), row.get("rule") or "", row.get("score"), row.get("confidence"), bool(right))


if __name__ == "__main__":
    for line in sys.stdin:
        for mention in mentions(json.loads(line)):
            print(json.dumps(mention, ensure_ascii=False))
