"""Trains the part that finds sentence ends; it has a small encoder of its own.

The parser finds ends too, but decides each with half of the sentence unread; a part of its own
finds more of them, and the parser then works inside what it found. toldby splits sentences
itself and leaves this part out, so it costs only those who use the pipeline alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import Adam

from training.augment import Augmenter, Rates
from training.corpus import build_epoch, build_example
from training.treebank import Tree

MODEL: dict[str, Any] = {
    "@architectures": "spacy.Tagger.v2",
    "nO": None,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 64,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
            "rows": [3000, 500, 1000, 1000, 10],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 64,
            "depth": 6,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}
# a lost full stop is a headline's, and makes two sentences of a text run together
RATES = Rates(unstopped=0.0, placeholder=0.0, lower=0.02, upper=0.02, title=0.02)


@dataclass(frozen=True, slots=True)
class EndSchedule:
    """How long and how fast to learn sentence ends."""

    epochs: int = 12
    words: int = 1000
    rate: float = 0.002
    dropout: float = 0.15


def train_sentence_ends(trees: Sequence[Tree], chance: Random, out: Path) -> None:
    """Writes a pipeline of one part, `senter`, with averaged weights."""
    schedule = EndSchedule()
    nlp = spacy.blank("en")
    nlp.add_pipe("senter", config={"model": MODEL})
    augmenter = Augmenter(trees, RATES, chance)
    first = [build_example(nlp.vocab, trees[:8])]
    nlp.initialize(lambda: first)
    optimizer = Adam(schedule.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    total = schedule.epochs * sum(len(tree.words) for tree in trees)
    seen = 0
    for _ in range(schedule.epochs):
        batch, size = [], 0
        for example in build_epoch(nlp.vocab, trees, augmenter, chance, alone=0.0):
            batch.append(example)
            size += len(example)
            if size < schedule.words:
                continue
            optimizer.learn_rate = schedule.rate * max(0.02, 1 - seen / total)
            nlp.update(batch, sgd=optimizer, drop=schedule.dropout)
            seen += size
            batch, size = [], 0
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)


def add_sentence_ends(nlp: Language, ends: Path) -> None:
    """Puts the trained part before the parser."""
    nlp.add_pipe("senter", source=spacy.load(ends), before="parser")
