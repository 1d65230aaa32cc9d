"""Prints the figures of a pipeline: `python -m training.evaluate DATA_FOLDER [MODEL]`.

Three ways of reading each part: `words` hands over the treebank's words in documents of eight
sentences, `raw` hands over their text, `sentence` hands over one sentence at a time, as toldby
does. UAS and LAS leave punctuation out, as spaCy's scorer does.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from toldby.adapters.syntax.spacy_pipeline import SHIPPED_MODEL, SpacySyntax
from training.corpus import build_example, group_trees
from training.treebank import TREEBANKS, Tree, read_treebank

COLUMNS = {
    "TAG": "tag_acc",
    "POS": "pos_acc",
    "MORPH": "morph_acc",
    "LEMMA": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sent F": "sents_f",
    "token F": "token_f",
}


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens per processor second, of the whole adapter and of the bare tokenizer."""

    tokens: int
    parsing: float
    tokenizing: float


def score_part(nlp: Language, trees: Sequence[Tree], reading: str) -> dict[str, float]:
    """The figures of one part of the treebanks, in per cent."""
    size = 1 if reading == "sentence" else 8
    examples = [build_example(nlp.vocab, run) for run in group_trees(trees, size=size)]
    if reading == "raw":
        examples = [Example(nlp.make_doc(e.reference.text), e.reference) for e in examples]
    elif reading == "sentence":
        examples = [Example(_mark_whole(nlp, e.predicted), e.reference) for e in examples]
    scores = nlp.evaluate(examples, batch_size=64)
    return {column: 100 * scores[name] for column, name in COLUMNS.items() if scores.get(name) is not None}


def measure_speed(model: Path | str, trees: Sequence[Tree]) -> Speed:
    """How fast single sentences go through the adapter, beside spaCy's blank tokenizer."""
    texts = [spell_tree(tree) for tree in trees]
    syntax = SpacySyntax(model)
    syntax.parse(texts[:100])
    start = time.process_time()
    # about the sentences of one report per call
    parsed = [tokens for first in range(0, len(texts), 40) for tokens in syntax.parse(texts[first : first + 40])]
    middle = time.process_time()
    blank = spacy.blank("en")
    for text in texts:
        blank.tokenizer(text)
    count = sum(len(tokens) for tokens in parsed)
    return Speed(count, count / (middle - start), count / (time.process_time() - middle))


def spell_tree(tree: Tree) -> str:
    """The sentence as it was written."""
    return "".join(word.text + " " * word.space for word in tree.words).strip()


def _mark_whole(nlp: Language, doc: Doc) -> Doc:
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[i == 0 for i in range(len(words))])


def print_figures(folder: Path, model: Path | str) -> None:
    """Prints one row per part and way of reading, then the speed."""
    nlp = spacy.load(model)
    parts = {
        f"{name[3:].upper()} {part}": read_treebank(folder, name, part)
        for part in ("dev", "test")
        for name in TREEBANKS
    }
    parts["EWT+GUM dev"] = parts["EWT dev"] + parts["GUM dev"]
    print(f"{SpacySyntax(model).name}\n\n| part | read as | {' | '.join(COLUMNS)} |")
    print(f"|---|---|{'--:|' * len(COLUMNS)}")
    for title, trees in parts.items():
        for reading in ("words", "raw", "sentence"):
            figures = score_part(nlp, trees, reading)
            cells = (f"{figures[column]:.1f}" if column in figures else "-" for column in COLUMNS)
            print(f"| {title} | {reading} | {' | '.join(cells)} |", flush=True)
    speed = measure_speed(model, parts["EWT test"] + parts["GUM test"])
    print(
        f"\n{speed.tokens} tokens: {speed.parsing:.0f} tokens/s through the adapter, blank tokenizer "
        f"{speed.tokenizing:.0f} tokens/s, ratio {speed.tokenizing / speed.parsing:.1f}"
    )


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("model", nargs="?", default=SHIPPED_MODEL)
    given = parser.parse_args()
    print_figures(given.data, given.model)


if __name__ == "__main__":
    main()
