"""Turns trees into spaCy documents: some of eight sentences, some of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from training.augment import Augmenter
from training.treebank import Tree

SENTENCES_PER_DOC = 8


def build_example(vocab: Vocab, trees: Sequence[Tree]) -> Example:
    """Bare words on one side, the annotation on the other."""
    words = [word for tree in trees for word in tree.words]
    texts, spaces = [word.text for word in words], [word.space for word in words]
    heads: list[int] = []
    offset = 0
    for tree in trees:
        heads.extend(offset + word.head for word in tree.words)
        offset += len(tree.words)
    reference = Doc(
        vocab,
        words=texts,
        spaces=spaces,
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
    )
    return Example(Doc(vocab, words=texts, spaces=spaces), reference)


def group_trees(trees: Sequence[Tree], size: int = SENTENCES_PER_DOC, first: int = 0) -> Iterator[tuple[Tree, ...]]:
    """Runs of neighbouring sentences of one text; `first` shortens the first run."""
    run: list[Tree] = []
    limit = first or size
    for tree in trees:
        if run and (tree.opens or len(run) == limit):
            yield tuple(run)
            run, limit = [], size
        run.append(tree)
    if run:
        yield tuple(run)


def build_epoch(
    vocab: Vocab, trees: Sequence[Tree], augmenter: Augmenter, chance: Random, alone: float
) -> Iterator[Example]:
    """Every sentence once, in new company and a new variant; a share of them alone."""
    runs = list(group_trees(trees, first=chance.randrange(1, SENTENCES_PER_DOC + 1)))
    units: list[tuple[tuple[Tree, ...], bool]] = []
    for run in runs:
        if chance.random() < alone:
            units.extend(((tree,), True) for tree in run)
        else:
            units.append((run, False))
    chance.shuffle(units)
    for unit, single in units:
        yield build_example(vocab, [augmenter.vary_tree(tree, single) for tree in unit])
