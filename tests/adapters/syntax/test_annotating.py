"""The quick ways through a spaCy pipeline give what spaCy's own give."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from toldby.adapters.syntax import encoding
from toldby.adapters.syntax.annotating import list_annotators
from toldby.adapters.syntax.decoding import predict_parses
from toldby.adapters.syntax.encoding import Encoder, can_encode
from toldby.adapters.syntax.matrix_product import hold_one_thread
from toldby.adapters.syntax.spacy_pipeline import SHIPPED_MODEL

SENTENCES = (
    "The Ministry of Defence of Arland denied the report on Friday .",
    "QUOTE , said ministry spokesman Taro Venn .",
    # one word, and a word no rule of lemmas fits
    "Silence",
    "xqzt XQZT 14:05 — « never » Лесное",
    "Three soldiers were wounded by Borduran artillery fire near Ost while they were laying mines on the ridge , "
    "two officials of the monitoring mission told reporters , and the road to Lesnoye stayed closed .",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(SHIPPED_MODEL, exclude=("senter",))


def make_docs(nlp: Language, sentences: Sequence[str] = SENTENCES) -> list[Doc]:
    split = [sentence.split() for sentence in sentences]
    return [Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]) for words in split]


def read(docs: Sequence[Doc]) -> list[list[tuple[int, str, str, str, str, str]]]:
    return [[(t.head.i, t.dep_, t.pos_, t.tag_, t.lemma_, str(t.morph)) for t in doc] for doc in docs]


def test_annotates_as_spacy_does(nlp: Language) -> None:
    docs, expected = make_docs(nlp), make_docs(nlp)
    with hold_one_thread():
        for annotate in list_annotators(nlp):
            annotate(docs)
        for _, part in nlp.pipeline:
            part.set_annotations(expected, part.predict(expected))  # type: ignore[attr-defined]
    assert read(docs) == read(expected)


def test_encodes_as_spacy_does_but_for_the_last_digit(nlp: Language) -> None:
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    docs = make_docs(nlp)
    with hold_one_thread():
        pairs = zip(Encoder(nlp.vocab, model).encode(docs), model.predict(docs), strict=True)
    assert all(a.shape == b.shape and np.abs(a - b).max() < 1e-4 for a, b in pairs)


def test_a_word_brings_the_same_whatever_it_was_met_with(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bit by bit: else the order of reports would decide near-ties."""
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    words = sorted({word for sentence in SENTENCES for word in sentence.split()})
    random.Random(1).shuffle(words)
    with hold_one_thread():
        fresh = [Encoder(nlp.vocab, model).encode(make_docs(nlp, [s]))[0] for s in SENTENCES]
        seasoned = Encoder(nlp.vocab, model)
        seasoned.encode(make_docs(nlp, [" ".join(words)]))
        assert all(
            np.array_equal(a, seasoned.encode(make_docs(nlp, [s]))[0]) for a, s in zip(fresh, SENTENCES, strict=True)
        )
        # and when the words had to be forgotten in between
        monkeypatch.setattr(encoding, "_MOST_WORDS", 20)
        assert all(
            np.array_equal(a, seasoned.encode(make_docs(nlp, [s]))[0]) for a, s in zip(fresh, SENTENCES, strict=True)
        )


def test_encoder_of_another_make_is_left_to_spacy(nlp: Language) -> None:
    """The separate encoder of sentence ends looks at SPACY too, which is no property of a word."""
    other = spacy.load(SHIPPED_MODEL).get_pipe("senter").model.layers[0]  # type: ignore[attr-defined]
    assert not can_encode(other)
    assert can_encode(nlp.get_pipe("tok2vec").model)  # type: ignore[attr-defined]


def test_parser_that_leaves_classes_out_keeps_spacys_own_scores(nlp: Language) -> None:
    parser = nlp.get_pipe("parser")
    unseen = parser.model.attrs["unseen_classes"]  # type: ignore[attr-defined]
    docs, expected = make_docs(nlp), make_docs(nlp)
    for _, part in nlp.pipeline[:-1]:
        for batch in (docs, expected):
            part.set_annotations(batch, part.predict(batch))  # type: ignore[attr-defined]
    plain = read(expected)
    unseen.add(1)
    try:
        parser.set_annotations(docs, predict_parses(parser, docs))  # type: ignore[arg-type, attr-defined]
        parser.set_annotations(expected, parser.predict(expected))  # type: ignore[attr-defined]
    finally:
        unseen.discard(1)
    assert read(docs) == read(expected) != plain
