"""Sentences: rows of (paragraph, expected sentences), masking, and offsets after the parse."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import pytest
from english import ENGLISH
from hypothesis import given
from hypothesis import strategies as st

from toldby.analysis.quotes import find_quotes
from toldby.analysis.sentences import PLACEHOLDER, parse_sentences, split_sentences
from toldby.analysis.zones import mark_zones
from toldby.domain.finds import Sentence
from toldby.domain.syntax import Token
from toldby.domain.text import Zone, ZoneKind


class BlankSyntax:
    """Words and signs as tokens; each hangs on the one before it."""

    name = "blank"

    def __init__(self) -> None:
        """Remember what was asked."""
        self.asked: list[str] = []

    def parse(self, sentences: Sequence[str]) -> Sequence[tuple[Token, ...]]:
        """One token per word or sign."""
        self.asked += sentences
        return [
            tuple(
                Token(m.start(), m.end(), m.group(), m.group().lower(), "NOUN", "NN", max(0, i - 1), "dep")
                for i, m in enumerate(re.finditer(r"\w+|[^\w\s]", sentence))
            )
            for sentence in sentences
        ]


def cut(text: str, kind: ZoneKind = ZoneKind.BODY) -> tuple[Sentence, ...]:
    """Sentences of a text that is one zone."""
    zones = (Zone(0, len(text), kind),)
    return split_sentences(text, zones, find_quotes(text, zones, ENGLISH), ENGLISH)


ROWS: list[tuple[str, list[str]]] = [
    ("It rained. They left.", ["It rained.", "They left."]),
    # titles, initials, states, times: no sentence ends there
    ("Gen. A. Korin met Dr. Sol. He left.", ["Gen. A. Korin met Dr. Sol.", "He left."]),
    ("The U.S. envoy came at 5 p.m. on Monday. It rained.", ["The U.S. envoy came at 5 p.m. on Monday.", "It rained."]),
    # but an abbreviation may end one
    ("He left for the U.S. The army stayed.", ["He left for the U.S.", "The army stayed."]),
    ("They came at 5 p.m. The post burned.", ["They came at 5 p.m.", "The post burned."]),
    (
        "About 3.5 tons of flour burned, No. 7 mill too. Nobody died.",
        ["About 3.5 tons of flour burned, No. 7 mill too.", "Nobody died."],
    ),
    ("They left ... and came back. Why? Nobody knows!", ["They left ... and came back.", "Why?", "Nobody knows!"]),
    # a sentence never ends inside an open quotation
    ('"It rained. They left," he said. It was late.', ['"It rained. They left," he said.', "It was late."]),
    ('"It rained." They left.', ['"It rained."', "They left."]),
    # a question inside marks, told by the clause after it
    ('"Who fired?" Korin asked. Nobody answered.', ['"Who fired?" Korin asked.', "Nobody answered."]),
    # scraped text: no blank after the stop, or a bracket and two blanks instead of it
    ("It was war.The army left.", ["It was war.", "The army left."]),
    ("Two died (see here: )  Nobody else was hurt.", ["Two died (see here: )", "Nobody else was hurt."]),
    ("Read pelluk.example for more. It is free.", ["Read pelluk.example for more.", "It is free."]),
    ("(It rained.) They left.", ["(It rained.)", "They left."]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_boundaries(text: str, expected: list[str]) -> None:
    """The outer sentences of a paragraph."""
    assert [sentence.span.read(text) for sentence in cut(text) if sentence.quoted_in is None] == expected


def test_headline_is_one_sentence() -> None:
    """A headline is one sentence although a stop stands in it."""
    assert len(cut("Shells on Pelluk. Ministry blames Teskoria", ZoneKind.HEADLINE)) == 1


def test_captions_have_no_sentences() -> None:
    """Only coded zones are split."""
    assert cut("It rained. They left.", ZoneKind.CAPTION) == ()


def test_quoted_sentences() -> None:
    """A speech quotation has sentences of its own, after the one around it."""
    text = '"It rained all night. They left," he said.'
    assert [(s.quoted_in, s.span.read(text)) for s in cut(text)] == [
        (None, text),
        (0, "It rained all night."),
        (0, "They left,"),
    ]


MASKS: list[tuple[str, list[str]]] = [
    # speech is one word for the parser; its comma belongs to the clause around it
    ('"It rained all night," he said.', ["QUOTE, he said.", "It rained all night,"]),
    ('He said: "It rained all night."', ["He said: QUOTE.", "It rained all night."]),
    # a quotation that carries on the clause stays, without its marks
    ('He said it "does not rain here", and left.', ["He said it  does not rain here , and left."]),
    # a term keeps its marks, straight ones for the parser: both kinds have to give the same parse
    ("They crossed the “line of silence” twice.", ['They crossed the "line of silence" twice.']),
    ('"We left," he said, "because of the rain."', ["QUOTE, he said, QUOTE.", "We left,", "because of the rain."]),
]


@pytest.mark.parametrize(("text", "asked"), MASKS)
def test_masks(text: str, asked: list[str]) -> None:
    """What the parser is handed."""
    zones = (Zone(0, len(text), ZoneKind.BODY),)
    quotes = find_quotes(text, zones, ENGLISH)
    syntax = BlankSyntax()
    parse_sentences(text, split_sentences(text, zones, quotes, ENGLISH), quotes, syntax, lambda _: True)
    assert syntax.asked == asked


def test_heads_after_unmasking() -> None:
    """The comma put in for the parser is gone, and its dependents hang on its head."""
    text = '"It rained all night," he said.'
    zones = (Zone(0, len(text), ZoneKind.BODY),)
    quotes = find_quotes(text, zones, ENGLISH)
    parsed = parse_sentences(text, split_sentences(text, zones, quotes, ENGLISH), quotes, BlankSyntax(), lambda _: True)
    outer = parsed[0].tokens
    assert [(token.tag, token.head) for token in outer] == [(PLACEHOLDER, 0), ("NN", 0), ("NN", 1), ("NN", 2)]
    assert outer[0].pos == "X"
    assert text[outer[0].start : outer[0].end] == '"It rained all night,"'


def test_only_what_is_worth_parsing() -> None:
    """A sentence the scan does not want has no tokens."""
    text = "It rained. They fired."
    parsed = parse_sentences(text, cut(text), (), BlankSyntax(), lambda sentence: "fired" in sentence)
    assert [bool(sentence.tokens) for sentence in parsed] == [False, True]


@pytest.mark.parametrize("words", ["shells fell and " * 500, "(" * 400, "x" * 5000])
def test_monsters_are_not_parsed(words: str) -> None:
    """A sentence no writer wrote stays without a parse instead of stopping the build."""
    syntax = BlankSyntax()
    parsed = parse_sentences(words, cut(words), (), syntax, lambda _: True)
    assert syntax.asked == []
    assert all(sentence.tokens == () for sentence in parsed)


TEXTS = st.text(alphabet=st.sampled_from("ab \"'“”‘’«».,!?():\nHe said U.S. \u00a0\u2028…—"), max_size=200)


@given(TEXTS)
def test_offsets_round_trip(text: str) -> None:
    """Every token but a placeholder reads back; every word lies in the tokens of one sentence alone."""
    zones = mark_zones(text, ENGLISH)
    quotes = find_quotes(text, zones, ENGLISH)
    sentences = split_sentences(text, zones, quotes, ENGLISH)
    parsed = parse_sentences(text, sentences, quotes, BlankSyntax(), lambda _: True)
    seen: list[int] = []
    for sentence in parsed:
        zone = zones[sentence.zone]
        assert zone.start <= sentence.start < sentence.end <= zone.end
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert 0 <= token.head < len(sentence.tokens)
            if token.tag != PLACEHOLDER:
                assert text[token.start : token.end] == token.text
                seen += range(token.start, token.end)
    assert len(seen) == len(set(seen))
    coded = {i for zone in zones if zone.kind.is_coded for i in range(zone.start, zone.end) if text[i].isalnum()}
    assert coded <= set(seen)


@pytest.mark.parametrize("unit", ["a. ", "A.b.", '"a. ', '"a b c d." ', ".", "). ", ")  A", "U.S. "])
def test_linear_time(unit: str) -> None:
    """Long paragraphs of odd stops take no quadratic time."""
    text = unit * 20_000
    began = time.process_time()
    zones = (Zone(0, len(text), ZoneKind.BODY),)
    quotes = find_quotes(text, zones, ENGLISH)
    sentences = split_sentences(text, zones, quotes, ENGLISH)
    parse_sentences(text, sentences, quotes, BlankSyntax(), lambda _: False)
    assert time.process_time() - began < 5, "quadratic work would take minutes"
