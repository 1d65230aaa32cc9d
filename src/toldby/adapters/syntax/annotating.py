"""What each part of a spaCy pipeline does to a batch of documents, by the quickest way that gives the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, Pipe
from spacy.pipeline.tok2vec import Tok2Vec
from spacy.tokens import Doc

from toldby.adapters.syntax.decoding import predict_parses
from toldby.adapters.syntax.encoding import Encoder, can_encode

Annotate = Callable[[Sequence[Doc]], None]


def list_annotators(nlp: Language) -> tuple[Annotate, ...]:
    """One for each part, in order. They take the whole batch, which `Language.pipe` would cut into smaller ones."""
    return tuple(partial(_annotate, part, _find_prediction(nlp, part)) for _, part in nlp.pipeline)


def _annotate(part: Pipe, predict: Callable[[Sequence[Doc]], Any] | None, docs: Sequence[Doc]) -> None:
    if predict is not None:
        part.set_annotations(docs, predict(docs))
        return
    for doc in docs:
        part(doc)


def _find_prediction(nlp: Language, part: Pipe) -> Callable[[Sequence[Doc]], Any] | None:
    """How the part's answers for a batch are found; None for a part that only takes single documents."""
    if isinstance(part, Tok2Vec) and can_encode(part.model):
        return Encoder(nlp.vocab, part.model).encode
    if isinstance(part, DependencyParser) and part.cfg["beam_width"] == 1:
        return partial(predict_parses, part)
    predict: Callable[[Sequence[Doc]], Any] | None = getattr(part, "predict", None)
    return predict if hasattr(part, "set_annotations") else None
