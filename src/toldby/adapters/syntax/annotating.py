"""What each part of a spaCy pipeline does to a batch of documents, by the quickest way that gives the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EditTreeLemmatizer
from spacy.pipeline.tok2vec import Tok2Vec
from spacy.tokens import Doc

from toldby.adapters.syntax.decoding import predict_parses
from toldby.adapters.syntax.encoding import Encoder, can_encode
from toldby.adapters.syntax.lemmas import Lemmas, can_lemmatize

Part = Callable[[Doc], Doc]
Predict = Callable[[Sequence[Doc]], Any]
Annotate = Callable[[Sequence[Doc]], None]


def list_annotators(nlp: Language) -> tuple[Annotate, ...]:
    """One for each part, in order. They take the whole batch, which `Language.pipe` would cut into smaller ones."""
    return tuple(_choose_annotator(nlp, part) for _, part in nlp.pipeline)


def _choose_annotator(nlp: Language, part: Part) -> Annotate:
    if isinstance(part, EditTreeLemmatizer) and can_lemmatize(part):
        return Lemmas(part).annotate
    annotate = getattr(part, "set_annotations", None)
    predict = _choose_prediction(nlp, part)
    if annotate is None or predict is None:
        return partial(_annotate_singly, part)
    return partial(_annotate_batch, predict, annotate)


def _choose_prediction(nlp: Language, part: Part) -> Predict | None:
    if isinstance(part, Tok2Vec) and can_encode(part.model):
        return Encoder(nlp.vocab, part.model).encode
    if isinstance(part, DependencyParser) and part.cfg["beam_width"] == 1:
        return partial(predict_parses, part)
    return getattr(part, "predict", None)


def _annotate_batch(predict: Predict, annotate: Callable[[Sequence[Doc], Any], None], docs: Sequence[Doc]) -> None:
    annotate(docs, predict(docs))


def _annotate_singly(part: Part, docs: Sequence[Doc]) -> None:
    for doc in docs:
        part(doc)
