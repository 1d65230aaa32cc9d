"""Sentences that need care before a parser: those it must not see, and those in capitals."""

from __future__ import annotations

import re

from toldby.domain.syntax import Token

# tables and lists pasted as one line; parsing them gives nothing and costs much
LONGEST_SENTENCE = 2000
# tokenizers take quadratic time on a long run without blanks, such as 10,000 brackets
LONGEST_RUN = 400

_RUN = re.compile(r"\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_parsable(text: str) -> bool:
    """Whether a sentence has words and can be handed to a tokenizer and parser without harm."""
    if not text.strip() or len(text) > LONGEST_SENTENCE or _SURROGATE.search(text):
        return False
    return all(match.end() - match.start() <= LONGEST_RUN for match in _RUN.finditer(text))


def split_plain_words(text: str) -> tuple[Token, ...]:
    """The runs between blanks; the first is the root, the rest hang on it without meaning."""
    return tuple(
        Token(match.start(), match.end(), match.group(), match.group(), "X", "XX", 0, "dep" if i else "root")
        for i, match in enumerate(_RUN.finditer(text))
    )


def is_shouted(text: str) -> bool:
    """Whether a sentence of several words stands in capitals, as headlines do.

    Such a sentence is parsed in lower case: tags and heads come out better, lemmas much better.
    """
    return text.isupper() and sum(run.group().isalpha() for run in _RUN.finditer(text)) >= 3
