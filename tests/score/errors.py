"""Errors by class: counts only, never a word of the texts. Every function gives [(table, class, count, of)].

`of` is what the class is a part of: the gold items of that construction for what was missed, the matched items for wrong
attributes, the predictions for what was spurious. Matching is that of judge.py, so counts reconcile with the scores.
"""
import collections
import os
import re

import judge

PRONOUNS = set("i me you he him she her it we us they them who this that these those one some others".split())
MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
VAGUE = re.compile(r"\b(dozens|scores|hundreds|thousands|millions|billions|several|few|couple|decades?|half|quarter|third)\b", re.I)
CLOCK = re.compile(r"\d:\d\d|\b\d{1,2}\s?(?:[ap]\.?m\b)|o'clock|\bnoon\b|\bhours?\b", re.I)
DAY = re.compile(rf"\b(?:{MONTHS})[a-z]*\b|\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|\d(?:st|nd|rd|th)\b", re.I)
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d0'?s\b")
HERE = os.path.dirname(os.path.abspath(__file__))


class Tally:
    """Classes in the order in which they are declared, with what each is a part of."""

    def __init__(self, table):
        self.table, self.count, self.of = table, {}, collections.Counter()

    def among(self, name, wrong, n=1):
        """One more item (or n) that can show this error, and whether it does."""
        self.count[name] = self.count.get(name, 0) + int(wrong) * n
        self.of[name] += n

    def rows(self, order=None):
        names = sorted(self.count) if order is None else order
        return [(self.table, n, self.count[n], self.of[n]) for n in names if self.of[n]]


# ---------------------------------------------------------------- attribution
def verbs():
    with open(os.path.join(HERE, "speech_verbs.txt"), encoding="utf-8") as handle:
        return set(handle.read().split())


def cue_place(quote):
    """Where the cue stands to the content."""
    cue, content = quote["cue"], quote["content"]
    if not cue:
        return "no cue"
    if max(cue) < min(content):
        return "cue before"
    return "cue after" if min(cue) > max(content) else "cue inside"


def cue_kind(article, cue, speech):
    words = [article.word(t) for t in sorted(cue)]
    return "speech verb" if set(words) & speech or words[:2] == ["according", "to"] else "other cue"


def speaker_form(article, speaker):
    tokens = sorted(speaker)
    words = [article.text[slice(*article.toks[t])] for t in tokens]
    if len(words) == 1 and words[0].casefold() in PRONOUNS:
        return "pronoun"
    small = {"of", "the", "and", "de", "al", "s"}
    return "name" if all(w[:1].isupper() or w in small for w in words) else "phrase"


def constructions(article, quote, speech):
    """The classes by construction in which a gold quote stands."""
    kind = quote["kind"]
    yield kind
    yield f"{kind}, {cue_place(quote)}"
    several = any(re.search(r"[.!?][\"”’']*\s+[\"“‘']*[A-Z]", piece) for piece in pieces(article, quote))
    yield f"{kind}, several sentences" if several else f"{kind}, one sentence"
    if quote["cue"]:
        yield cue_kind(article, quote["cue"], speech)
        yield "cue of one word" if len(quote["cue"]) == 1 else "cue of several words"
    if quote["speaker"]:
        yield "speaker a " + speaker_form(article, quote["speaker"])
    else:
        yield "no speaker"


def pieces(article, quote):
    """The text of each piece of the content."""
    return [article.text[start:end] for start, end in quote["raw"]["content"]]


def attribution(shared, gold, articles):
    """(error classes, recall by construction: {class: [n, found, exact, who-said]})."""
    s, speech = judge.scorer(shared, "attribution"), verbs()
    missed, bounds, who, cues, extra = (Tally("quotes") for _ in range(5))
    recall = collections.defaultdict(lambda: [0, 0, 0, 0])
    for g, p, pairs in judge.quotes(shared, gold, articles):
        met, back = dict(pairs), {j: i for i, j in pairs}
        predicted = set().union(*(q["content"] for q in p.quotes))
        attributed = set().union(*(q["content"] for q in g.quotes))
        cued = set().union(*(q["cue"] for q in p.quotes))
        for i, q in enumerate(g.quotes):
            j = met.get(i)
            r = p.quotes[j] if j is not None else None
            right = r is not None and s.head_right(g, q["speaker"], r["speaker"])
            for name in constructions(g, q, speech):
                row = recall[name]
                for k, hit in enumerate((True, r is not None, r is not None and r["content"] == q["content"], right)):
                    row[k] += hit
            missed.among(f"missed, {q['kind']}: no word found", r is None and not q["content"] & predicted)
            missed.among(f"missed, {q['kind']}: less than half found, or joined with another", r is None and bool(q["content"] & predicted))
            if q["cue"]:
                cues.among(f"cue missed: {cue_kind(g, q['cue'], speech)}", not q["cue"] & cued)
            if r is None:
                continue
            a, b = q["content"], r["content"]
            bounds.among(f"found, {q['kind']}: too long", b > a)
            bounds.among(f"found, {q['kind']}: too short", b < a)
            bounds.among(f"found, {q['kind']}: cut at other places", a != b and not a < b and not b < a)
            if q["speaker"]:
                form = speaker_form(g, q["speaker"])
                who.among(f"speaker is a {form}: none given", not r["speaker"])
                who.among(f"speaker is a {form}: another given", bool(r["speaker"]) and not right)
            else:
                who.among("no speaker in the gold: one given", bool(r["speaker"]))
        for j, r in enumerate(p.quotes):
            words = len(r["content"] & attributed) / len(r["content"])
            extra.among(f"spurious, {r['kind']}: nothing attributed there", j not in back and not words)
            extra.among(f"spurious, {r['kind']}: overlaps a quote of the gold", j not in back and bool(words))
    return [row for t in (missed, bounds, who, cues, extra) for row in t.rows()], dict(recall)


# ---------------------------------------------------------------- figures
def number_form(q):
    surface = q.get("surface") or ""
    if VAGUE.search(surface):
        return "vague or fraction"
    if isinstance(q["value"], list):
        return "range"
    return "digits" if any(c.isdigit() for c in surface) else "words" if surface else "not placed in the text"


def spurious_form(text, span):
    """What a number that the gold does not have looks like."""
    start, end = span
    surface, before, after = text[start:end], text[:start].rstrip(" #"), text[end:].lstrip()
    last = re.search(r"[\w'’.-]+$", before)
    if YEAR.fullmatch(surface) or DAY.search(last.group() + " " + surface if last else surface) or CLOCK.search(surface):
        return "date-like"
    name_before = last and last.group()[0].isupper() and last.start() > 0 and before[:last.start()].rstrip()[-1:] not in ".!?"
    if name_before or re.match(r"[A-Z][a-z]", after):
        return "beside a name"
    if not any(c.isdigit() for c in surface):
        return "number word"
    return "number with a unit" if re.match(r"[%$€£]|(?:percent|per cent|million|billion|years?|miles?|yards?|points?)\b", after) else "bare number"


CHANGES = {"=": "none", "~": "about", ">": "more than", "<": "less than", "up": "rise", "down": "fall"}


def quantity(shared, gold, articles):
    s = judge.scorer(shared, "quantity")
    missed, unit, change, counted, extra = (Tally("figures") for _ in range(5))
    predicted = 0
    for record, g, p, pairs in judge.figures(shared, gold, articles):
        used = set(pairs.values())
        for i, q in enumerate(g):
            form = number_form(q)
            there = q.get("span") and any(s.overlap(q["span"], x["span"]) for j, x in enumerate(p) if j not in used)
            missed.among(f"missed: {form}", i not in pairs and not there)
            missed.among(f"another value read: {form}", i not in pairs and bool(there))
            if i not in pairs:
                continue
            x = p[pairs[i]]
            named = (q.get("unit") or q.get("counted") or q.get("norm_unit") or "-") != "-"
            right = s.label(q) == s.label(x) or bool(s.labels(q) & s.labels(x))
            if named:
                unit.among("unit or thing counted: none given", s.label(x) == "-" and not right)
                near = bool(s.words(q) & s.words(x))
                unit.among("unit or thing counted: near the gold's (a word shared)", s.label(x) != "-" and not right and near)
                unit.among("unit or thing counted: another", s.label(x) != "-" and not right and not near)
            else:
                unit.among("unit or thing counted: given where the gold has none", not right)
            if "change" in q:
                change.among(f"change is {CHANGES.get(s.change(q), s.change(q))}: another read", s.change(q) != s.change(x))
            if q.get("counted"):
                same = bool(s.words(q) & s.words(x))
                counted.among("counted noun: none given", not x.get("counted"))
                counted.among("counted noun: another", bool(x.get("counted")) and not same)
        for j, x in enumerate(p):
            if j not in used and judge.unscored(shared, record, x["span"]):
                continue
            predicted += 1
            if j in used:
                continue
            if any(q.get("span") and s.overlap(q["span"], x["span"]) for i, q in enumerate(g) if i not in pairs):
                form = "in the place of a figure missed or read otherwise"
            else:
                form = spurious_form(record["text"], x["span"])
            extra.among(f"spurious: {form}", True)
    spurious = [(t, name, count, predicted) for t, name, count, _ in extra.rows()]
    return [row for t in (missed, unit, change, counted) for row in t.rows()] + spurious


def dates(shared, gold, articles):
    """Dates of which a part came back as a figure, by their form."""
    s, tally = judge.scorer(shared, "quantity"), Tally("figures")
    found = {a["id"]: judge.convert.quantity(a)["quantities"] for a in articles}
    for record in gold:
        for start, end in record.get("dates", []):
            text = record["text"][start:end]
            form = "a time of day" if CLOCK.search(text) else "day and month" if DAY.search(text) else "a year" if YEAR.search(text) else "other"
            hit = any(s.overlap(q["span"], (start, end)) for q in found.get(record["id"], []))
            tally.among(f"date taken for a figure: {form}", hit)
    return tally.rows()


# ---------------------------------------------------------------- actors
def actors(shared, folder, system):
    absent, wrong = Tally("labels"), Tally("labels")
    for mentioned, said, pairs, standing in judge.actors(shared, folder, system):
        others = {actor: concept for concept, actor in standing.items()}
        for i, m in enumerate(mentioned):
            named = all(w[:1].isupper() or w in ("of", "the", "and") for w in m["text"].split())
            absent.among(f"not found: {'a name' if named else 'a description'}", i not in pairs)
            absent.among(f"not found: type {m['type']}", i not in pairs)
            if i in pairs:
                actor = str(said[pairs[i]]["actor"])
                own = standing.get(m["code"]) == actor
                wrong.among("actor split: the mention stands in a group of its own", not own and actor not in others)
                wrong.among("actors merged: the mention stands in the group of another", not own and actor in others)
    return absent.rows() + wrong.rows()


# ---------------------------------------------------------------- the five articles
def hama(m):
    """From the scorer's own counts."""
    out = []
    for table, base in (("labels", "labels.all"), ("figures", "figures"), ("quotes", "quotes.at50")):
        gold, pred = m[base + ".tp"] + m[base + ".fn"], m[base + ".tp"] + m[base + ".fp"]
        out += [(table, "missed", m[base + ".fn"], gold), (table, "spurious", m[base + ".fp"], pred)]
        fields = {"labels": ("labels.all.", ("actor", "voice", "lemma", "kind")),
                  "figures": ("figures.", ("value", "modifier", "event_type", "source")),
                  "quotes": ("quotes.", ("speaker", "cue", "kind", "source_type"))}[table]
        for field in fields[1]:
            n = m[fields[0] + field + ".n"]
            if n:
                out.append((table, f"wrong {field.replace('_', ' ')}", round(n * (1 - m[fields[0] + field])), n))
    n = m["figures.excluded_avoided.n"]
    out.append(("figures", "returned though no figure", m["figures.excluded_returned"], n))
    for name, base in (("characters of boilerplate missed", "boilerplate.fn"), ("characters taken for boilerplate", "boilerplate.fp")):
        stem = base.rsplit(".", 1)[0]
        out.append(("text", name, m[base], m[stem + ".tp"] + m[base]))
    out.append(("text", "sentence limits missed", m["sentences.fn"], m["sentences.tp"] + m["sentences.fn"]))
    return out


def aligned(result):
    """Pairs of sentences: what restates nothing, what was missed, what was called a near copy and is none."""
    near, fact = result["near_copy"], result["same_fact"]
    return [("near copies", "not near copies in the gold", near["fp"], near["tp"] + near["fp"]), ("near copies", "missed", near["fn"], near["n"]),
            ("pairs", "not in the gold", fact["fp"], fact["tp"] + fact["fp"]), ("pairs", "missed", fact["fn"], fact["n"])]
