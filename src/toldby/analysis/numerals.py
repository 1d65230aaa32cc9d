"""Numbers in digits and words as exact values: "12,500", "twenty-five", "two and a half"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toldby.analysis.lexemes import Lexeme

_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?![\d])|\d+(?:\.\d+)?")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that ends before lexeme `after`. `value` is exact; `in_words` is not in digits."""

    value: float
    after: int
    in_words: bool


def read_numeral(text: str, lexemes: Sequence[Lexeme], at: int, words: Mapping[str, str]) -> Numeral | None:
    """The number that begins with the lexeme; None when none does.

    `words` maps number words to values ("three" -> "3", "million" -> "1000000").
    """
    first = lexemes[at]
    if first.text[0].isdigit():
        return _read_scaled(text, lexemes, at, words)
    return _read_words(lexemes, at, words)


def _read_scaled(text: str, lexemes: Sequence[Lexeme], at: int, words: Mapping[str, str]) -> Numeral | None:
    match = _DIGITS.match(text, lexemes[at].start)
    if match is None:
        return None
    after = at
    while after < len(lexemes) and lexemes[after].end <= match.end():
        after += 1
    value = float(re.sub(r"[,\u00a0\u202f]", "", match.group()))
    if after < len(lexemes) and not lexemes[after].is_glued:
        scale = float(words.get(lexemes[after].lower, "0"))
        if scale >= 10 * _HUNDRED:
            return Numeral(value * scale, after + 1, in_words=False)
    return Numeral(value, after, in_words=False)


def _read_words(lexemes: Sequence[Lexeme], at: int, words: Mapping[str, str]) -> Numeral | None:
    """Adds and multiplies number words: "two hundred and five" = 2 * 100 + 5."""
    if float(words.get(lexemes[at].lower, "0")) >= _HUNDRED:
        return None  # a scale word alone ("million") is no number
    total = part = 0.0
    index = at
    after = at
    last = float("inf")
    while index < len(lexemes):
        word = lexemes[index].lower
        if word in words:
            value = float(words[word])
            if value < _HUNDRED and not _may_follow(last, value):
                break
            total, part = _combine(total, part, value)
            last = value
            index += 1
            after = index
        elif after > at and _joins(lexemes, index, words, last):
            index += 1
        else:
            break
    return Numeral(total + part, after, in_words=True) if after > at else None


def _combine(total: float, part: float, value: float) -> tuple[float, float]:
    if value >= 10 * _HUNDRED:
        return total + (part or 1) * value, 0.0
    if value == _HUNDRED:
        return total, (part or 1) * value
    return total, part + value


def _may_follow(last: float, value: float) -> bool:
    """Units follow tens, tens follow hundreds; "two three" are two numbers."""
    return last >= _HUNDRED or (last >= 20 and value < 10 and last % 10 == 0 and value > 0)


def _joins(lexemes: Sequence[Lexeme], index: int, words: Mapping[str, str], last: float) -> bool:
    """A hyphen inside "twenty-five", the joining word inside "two hundred and five"."""
    if index + 1 >= len(lexemes) or lexemes[index + 1].lower not in words:
        return False
    following = float(words[lexemes[index + 1].lower])
    if lexemes[index].lower == "-":
        return lexemes[index].is_glued and 20 <= last < _HUNDRED and 0 < following < 10
    return last >= _HUNDRED and following < _HUNDRED and f"{lexemes[index].lower} +" in words
