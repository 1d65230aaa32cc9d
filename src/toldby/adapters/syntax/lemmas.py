"""The lemmas of spaCy's edit rules; which rule gives what of a form is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.pipeline import EditTreeLemmatizer
    from spacy.tokens import Doc

_MOST_FORMS = 20_000


class Lemmas:
    """What an `EditTreeLemmatizer` does to documents that have no lemmas yet; `can_lemmatize` says for which."""

    def __init__(self, lemmatizer: EditTreeLemmatizer) -> None:
        """The rules are those of the part."""
        self._model = lemmatizer.model
        self._rules: Sequence[int] = lemmatizer.cfg["labels"]
        self._apply = lru_cache(maxsize=_MOST_FORMS)(lemmatizer.trees.apply)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """The best rule of each word, or the word itself where that rule does not fit."""
        for doc, scores in zip(docs, self._model.predict(docs), strict=True):
            for token, rule in zip(doc, scores.argmax(axis=1).tolist(), strict=True):
                lemma = self._apply(self._rules[rule], token.text)
                token.lemma_ = token.text if lemma is None else lemma


def can_lemmatize(lemmatizer: EditTreeLemmatizer) -> bool:
    """Only its best rule counts, and a word without a fitting rule is its own lemma."""
    return bool(lemmatizer.top_k == 1 and lemmatizer.backoff == "orth")
