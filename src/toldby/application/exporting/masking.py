"""Masks words in every string of a ledger: as many blocks as characters, so that all offsets stay true.

The length of a name can still be counted; its letters stand in no byte of what is exported.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TypeVar, cast

BLOCK = "\u2588"
T = TypeVar("T")


def make_mask(forms: Iterable[str]) -> Callable[[str], str]:
    """A function that masks the forms (longest first) in a string.

    A form of several words is masked whatever its case and whatever stands between its words, so that slugs and
    addresses of pages are masked with it; one word alone only as it is written, or in a slug.
    """
    given = list(forms)
    several = [r"[\W_]+".join(map(re.escape, re.split(r"\s+", f))) for f in given if " " in f]
    single = [re.escape(f) for f in given if " " not in f]
    patterns = [re.compile(rf"(?<![^\W_])(?:{'|'.join(several)})(?![^\W_])", re.IGNORECASE)] if several else []
    patterns += [re.compile(rf"(?<![^\W_])(?:{'|'.join(single)})(?![^\W_])")] if single else []
    slug = re.compile(rf"(?<![^\W_])(?:{'|'.join(single)})(?![^\W_])", re.IGNORECASE) if single else None

    def mask(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(lambda hit: BLOCK * len(hit.group()), text)
        return text if slug is None or " " in text else slug.sub(lambda hit: BLOCK * len(hit.group()), text)

    return mask


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
