"""Trains the pipeline: `python -m training.train DATA_FOLDER OUT_FOLDER`.

One fixed number of steps, a learning rate that rises and then falls to zero, averaged weights;
the best averaged model on the dev parts is kept in OUT_FOLDER/best, and with sentence ends in OUT_FOLDER/final.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer
from spacy.training import Example
from thinc.api import Adam, Optimizer, fix_random_seed

from training.augment import Augmenter, Rates
from training.corpus import build_epoch, build_example, group_trees
from training.fast import use_fast_products
from training.sentence_ends import add_sentence_ends, train_sentence_ends
from training.treebank import Tree, read_part

CONFIG = Path(__file__).with_name("config.cfg")


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn."""

    steps: int = 22000
    warm_up: int = 400
    rate: float = 0.002
    words: int = 500
    dropout: float = 0.1
    alone: float = 0.45
    check_every: int = 1000
    seed: int = 7

    def find_rate(self, step: int) -> float:
        """The learning rate at a step: up to `rate`, then down to nearly nothing."""
        if step < self.warm_up:
            return self.rate * (step + 1) / self.warm_up
        return max(0.01, (self.steps - step) / (self.steps - self.warm_up)) * self.rate


# the encoder is learned once, then what a parser of news meets first is added gently
TOUCH_UP = Schedule(steps=800, warm_up=100, rate=0.0001, check_every=200)
TOUCH_UP_RATES = Rates(dateline=0.04, dated=0.6, clause=0.15)


def train_pipeline(folder: Path, out: Path, schedule: Schedule, touch_up: Schedule = TOUCH_UP) -> None:
    """Writes OUT/best, OUT/touched, OUT/ends and OUT/final; prints the dev figures at every check."""
    fix_random_seed(schedule.seed)
    chance = Random(schedule.seed)
    use_fast_products()
    out.mkdir(parents=True, exist_ok=True)
    trees = read_part(folder, "train")
    nlp = spacy.util.load_model_from_config(spacy.util.load_config(CONFIG), auto_fill=True)
    augmenter = Augmenter(trees, Rates(), chance)
    examples = [build_example(nlp.vocab, run) for run in group_trees(trees)]
    nlp.initialize(lambda: examples)
    dev = read_part(folder, "dev")
    _learn(nlp, _draw_batches(nlp, trees, augmenter, chance, schedule), dev, schedule, out / "best")
    finish_pipeline(folder, out, touch_up)


def finish_pipeline(folder: Path, out: Path, schedule: Schedule) -> None:
    """Goes on from OUT/best: touches up, adds sentence ends."""
    use_fast_products()
    trees = read_part(folder, "train")
    fix_random_seed(schedule.seed)
    train_sentence_ends(trees, Random(schedule.seed), out / "ends")
    fix_random_seed(schedule.seed)
    chance = Random(schedule.seed)
    nlp = _load_trainable(out / "best")
    augmenter = Augmenter(trees, TOUCH_UP_RATES, chance)
    batches = _draw_batches(nlp, trees, augmenter, chance, schedule)
    _learn(nlp, batches, read_part(folder, "dev"), schedule, out / "touched")
    nlp = spacy.load(out / "touched")
    add_sentence_ends(nlp, out / "ends")
    nlp.to_disk(out / "final")


def _load_trainable(folder: Path) -> Language:
    """A stored pipeline that can learn on: spaCy does not restore which lemma rule has which label."""
    nlp = spacy.load(folder)
    lemmatizer = nlp.get_pipe("lemmatizer")
    if not isinstance(lemmatizer, EditTreeLemmatizer):
        raise TypeError("the lemmatizer cannot learn")
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.labels)}
    return nlp


def _learn(nlp: Language, batches: Iterator[list[Example]], dev: Sequence[Tree], schedule: Schedule, out: Path) -> None:
    """Keeps the best averaged weights in OUT."""
    optimizer = Adam(schedule.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    best, step, words, started = 0.0, 0, 0, time.monotonic()
    while step < schedule.steps:
        batch = next(batches)
        optimizer.learn_rate = schedule.find_rate(step)
        nlp.update(batch, sgd=optimizer, drop=schedule.dropout)
        step += 1
        words += sum(len(example) for example in batch)
        if step % 200 == 0:
            print(f"{step}\t{words}\t{words / (time.monotonic() - started):.0f} words/s", flush=True)
        if step % schedule.check_every == 0 or step == schedule.steps:
            best = _keep_best(nlp, optimizer, dev, out, best, step)


def _draw_batches(
    nlp: Language, trees: Sequence[Tree], augmenter: Augmenter, chance: Random, schedule: Schedule
) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size, limit = 0, 300.0
    while True:
        for example in build_epoch(nlp.vocab, trees, augmenter, chance, schedule.alone):
            batch.append(example)
            size += len(example)
            if size >= limit:
                yield batch
                batch, size, limit = [], 0, min(schedule.words, limit * 1.002)


def _keep_best(nlp: Language, optimizer: Optimizer, dev: Sequence[Tree], out: Path, best: float, step: int) -> float:
    examples = [build_example(nlp.vocab, run) for run in group_trees(dev)]
    with nlp.use_params(optimizer.averages):
        scores = nlp.evaluate(examples, batch_size=64)
        names = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "speed")
        figures = {name: float(scores[name]) for name in names if name in scores}
        print(f"step {step}", {name: round(value, 4) for name, value in figures.items()}, flush=True)
        figure = figures["dep_las"] + 0.3 * figures["tag_acc"] + 0.1 * figures["sents_f"]
        if figure > best:
            nlp.to_disk(out)
    return max(best, figure)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=Schedule().steps)
    parser.add_argument("--check-every", type=int, default=Schedule().check_every)
    given = parser.parse_args()
    train_pipeline(given.data, given.out, Schedule(steps=given.steps, check_every=given.check_every))


if __name__ == "__main__":
    main()
