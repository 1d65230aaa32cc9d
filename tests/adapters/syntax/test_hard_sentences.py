"""Sentences that a tokenizer must not see, and sentences in capitals."""

from __future__ import annotations

import pytest

from toldby.adapters.syntax.hard_sentences import is_parsable, is_shouted, split_plain_words

PARSABLE = [
    ("The ministry denied it.", True),
    # a long address is still one word
    ("See http://example.org/" + "a" * 300, True),
    # nothing to parse
    (" \n", False),
    # quadratic in most tokenizers
    ("(" * 401, False),
    # a table pasted as one line
    ("12 34 " * 400, False),
    # half of a pair cannot be encoded
    ("broken \udc00", False),
]

SHOUTED = [
    ("TWO SOLDIERS KILLED NEAR OST", True),
    # three words at least: "UN, OSCE" is two names
    ("UN OSCE", False),
    ("Two soldiers killed near OST", False),
    ("12 34 56", False),
]


@pytest.mark.parametrize(("text", "expected"), PARSABLE)
def test_is_parsable(text: str, expected: bool) -> None:
    assert is_parsable(text) is expected


@pytest.mark.parametrize(("text", "expected"), SHOUTED)
def test_is_shouted(text: str, expected: bool) -> None:
    assert is_shouted(text) is expected


def test_plain_words_hang_on_the_first() -> None:
    tokens = split_plain_words(" a bc  d ")
    assert [(token.text, token.start, token.head, token.dep) for token in tokens] == [
        ("a", 1, 0, "root"),
        ("bc", 3, 0, "dep"),
        ("d", 7, 0, "dep"),
    ]
    assert {token.pos for token in tokens} == {"X"}
