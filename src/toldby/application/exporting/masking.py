"""Masks words in every string of a ledger: as many blocks as characters, so that all offsets stay true.

The length of a name can still be counted; its letters stand in no byte of what is exported.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar, cast

BLOCK = "\u2588"
_WORD = re.compile(r"[^\W_]+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: its words with whatever stands between them, whole words only."""

    pattern: re.Pattern[str]
    is_any_case: bool
    words: str


def make_mask(forms: Iterable[str]) -> Callable[[str], str]:
    """A function that masks the forms in a string, the longest at each place.

    A form of several words is masked whatever its case and whatever stands between its words, so that slugs and
    addresses of pages are masked with it; one word alone only as it is written, or in a slug. What a search costs
    depends on the length of the string, not on the number of forms.
    """
    index = _index_forms(forms)

    def mask(text: str) -> str:
        if not index:
            return text
        is_slug = " " not in text
        pieces, done = [], 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            for form in index.get(word.group().casefold(), ()):
                hit = form.pattern.match(text, word.start())
                if hit is not None and (form.is_any_case or is_slug or hit.group() == form.words):
                    pieces += [text[done : hit.start()], BLOCK * len(hit.group())]
                    done = hit.end()
                    break
        return "".join([*pieces, text[done:]]) if pieces else text

    return mask


def _index_forms(forms: Iterable[str]) -> dict[str, list[_Form]]:
    """First word, folded -> forms that begin with it, longest first."""
    index: dict[str, list[_Form]] = {}
    for form in sorted(set(forms), key=lambda f: (-len(f), f)):
        words = _WORD.findall(form)
        if words:
            pattern = re.compile(r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])", re.IGNORECASE)
            index.setdefault(words[0].casefold(), []).append(_Form(pattern, " " in form, form))
    return index


def mask_value(value: T, mask: Callable[[str], str]) -> T:
    """The same value with every string in it masked; enums, numbers and untouched parts are kept as they are."""
    return cast(T, _mask(value, mask))


def _mask(value: object, mask: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else mask(value)
    if isinstance(value, tuple):
        parts = [_mask(part, mask) for part in value]
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else tuple(parts)
    if isinstance(value, Mapping):
        return {_mask(k, mask): _mask(v, mask) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in dataclasses.fields(value):
            before = getattr(value, field.name)
            after = _mask(before, mask)
            if after is not before and after != before:
                changed[field.name] = after
        return dataclasses.replace(value, **changed) if changed else value
    return value
