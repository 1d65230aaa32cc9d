"""The shared encoder of the shipped pipeline in plain numpy: the same vectors in half the time.

What a word brings with it (its hashed embeddings and the layer that mixes them) does not depend on
its neighbours, so it is computed once for a word, always alone, and kept; only the layers that look
at neighbours run over the sentences. Encoders of another make are left to spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

Matrix = NDArray[np.float32]
Layer = Model[Any, Any]

# 512 bytes a word
_MOST_WORDS = 20_000
# the makes of layers as thinc names them; their number is free
_EMBED = "extract_features>>list2ragged>>with_array({})>>with_array(maxout>>layernorm>>dropout)>>ragged2list"
_ONE_ATTRIBUTE = "ints-getitem>>hashembed"
_ENCODE = "with_array({})"
_ONE_LOOK = "residual(expand_window>>maxout>>layernorm>>dropout)"
# attributes that depend on nothing but the word
_OWN_ATTRIBUTES = frozenset({"NORM", "PREFIX", "SUFFIX", "SHAPE"})


@dataclass(frozen=True, slots=True)
class Maxout:
    """A layer that keeps the greatest of some products for each output and levels each row.

    `weights` and `bias` hold the first pieces of all outputs, then the second ones, and so on: the
    greatest is then found by comparing slices.
    """

    weights: Matrix
    bias: Matrix
    gain: Matrix
    shift: Matrix

    @classmethod
    def from_layers(cls, maxout: Layer, norm: Layer) -> Self:
        """The two thinc layers, weights put in order."""
        weights = np.asarray(maxout.get_param("W"))
        by_piece = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
        bias, gain, shift = (np.asarray(a) for a in (maxout.get_param("b"), norm.get_param("G"), norm.get_param("b")))
        return cls(np.ascontiguousarray(by_piece.T), bias.T.reshape(-1), gain, shift)

    def finish(self, products: Matrix) -> Matrix:
        """The answer for each row from its products with the weights; these are used up."""
        width = len(self.gain)
        products += self.bias
        best = products[:, :width].copy()
        for start in range(width, products.shape[1], width):
            np.maximum(best, products[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.square(best).mean(axis=1, keepdims=True) + np.float32(1e-8)
        best *= variance ** np.float32(-0.5)
        best *= self.gain
        best += self.shift
        return best


class Encoder:
    """Vectors of the words of sentences: those of a `Tok2Vec` part but for the last digit."""

    def __init__(self, vocab: Vocab, model: Layer) -> None:
        """`model`: that of a `Tok2Vec` part of a make that `can_encode` knows."""
        self._vocab = vocab
        embed, encode = model.layers
        self._extract, _, self._embed = embed.layers[:3]
        self._mix = Maxout.from_layers(*embed.layers[3].layers[0].layers[0].layers)
        looks = [block.layers[0].layers[1].layers[0].layers for block in encode.layers[0].layers]
        self._looks = [Maxout.from_layers(*layers) for layers in looks]
        self._known: dict[int, Matrix] = {}

    def encode(self, docs: Sequence[Doc]) -> list[Matrix]:
        """One matrix a document, one row a word; every document has words."""
        words = [doc.to_array(ORTH).tolist() for doc in docs]
        known = self._learn({word for line in words for word in line})
        blank = np.zeros_like(self._mix.gain)
        rows = np.stack([blank, *(known[word] for line in words for word in line)])
        lengths = np.array([len(line) for line in words])
        for layer, windows in zip(self._looks, plan_windows(lengths, len(self._looks)), strict=True):
            rows = rows[windows[:, 1]] + layer.finish(rows[windows].reshape(len(windows), -1) @ layer.weights)
        return np.split(rows[1:], np.cumsum(lengths)[:-1])

    def _learn(self, words: Iterable[int]) -> dict[int, Matrix]:
        """What these words bring with them; each is computed alone, so that no other word can change a digit."""
        new = sorted(word for word in words if word not in self._known)
        if new:
            if len(self._known) + len(new) > _MOST_WORDS:
                self._known, new = {}, sorted(words)
            doc = Doc(self._vocab, words=[self._vocab.strings[word] for word in new])
            embedded = self._embed.predict(self._extract.predict([doc])[0])
            mixed = self._mix.finish(np.stack([row @ self._mix.weights for row in embedded]))
            self._known.update(zip(new, mixed, strict=True))
        return self._known


def plan_windows(lengths: NDArray[np.int64], depth: int) -> Iterator[NDArray[np.int64]]:
    """For each layer which rows of the layer before make the windows of its rows: before, itself, behind.

    A layer has a row for each word and, on both sides of a sentence, for the places that words made differ
    from a blank and that words see later; row 0 stands for all other places, which are blank.
    """
    margins = [min(layer, depth - layer) for layer in range(depth + 1)]
    for before, margin in pairwise(margins):
        given, wanted = lengths + 2 * before, lengths + 2 * margin
        sentence = np.repeat(np.arange(len(lengths)), wanted)
        place = np.arange(len(sentence)) - (np.cumsum(wanted) - wanted)[sentence] - margin + before
        places = place[:, None] + np.array([-1, 0, 1])
        is_given = (places >= 0) & (places < given[sentence][:, None])
        rows = np.where(is_given, places + (np.cumsum(given) - given + 1)[sentence][:, None], 0)
        yield np.vstack([np.zeros((1, 3), dtype=rows.dtype), rows])


def can_encode(model: Layer) -> bool:
    """Whether a model is `MultiHashEmbed` before a `MaxoutWindowEncoder` that sees one neighbour on each side."""
    if len(model.layers) != 2 or not model.layers[0].layers:
        return False
    embed, encode = model.layers
    attributes = embed.layers[0].attrs.get("columns", ())
    depth = encode.attrs.get("pad", 0)
    return (
        _OWN_ATTRIBUTES.issuperset(attributes)
        and embed.name == _EMBED.format("|".join([_ONE_ATTRIBUTE] * len(attributes)))
        and encode.name == _ENCODE.format(">>".join([_ONE_LOOK] * depth))
        and all(layer.attrs["window_size"] == 1 for layer in encode.walk() if layer.name == "expand_window")
    )
