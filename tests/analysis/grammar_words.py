"""The shipped English pack, compiled, for the tests of times, numbers, counts and dates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import toldby
from toldby.domain.finds import Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import DocumentDate, Zone, ZoneKind
from toldby.domain.times import TimeMention
from toldby.packs.compile import compile_language


@cache
def english() -> LanguagePack:
    return compile_language(Path(toldby.__file__).parent / "data" / "languages" / "en")


def lay_out(*paragraphs: str, kinds: tuple[ZoneKind, ...] = ()) -> tuple[str, tuple[Zone, ...]]:
    """Paragraphs with one empty line between; all body unless kinds are given."""
    zones, start = [], 0
    for index, paragraph in enumerate(paragraphs):
        kind = kinds[index] if index < len(kinds) else ZoneKind.BODY
        zones.append(Zone(start, start + len(paragraph), kind))
        start += len(paragraph) + 2
    return "\n\n".join(paragraphs), tuple(zones)


def dated(first: str | None, last: str | None = None) -> DocumentDate:
    if first is None:
        return DocumentDate()
    return DocumentDate(first, last or first, "user")


def one_sentence(text: str) -> Sentence:
    return Sentence(0, 0, len(text), 0, ())


def read_times(
    *paragraphs: str, on: str | None, until: str | None = None, kinds: tuple[ZoneKind, ...] = ()
) -> tuple[TimeMention, ...]:
    from toldby.analysis.times import find_times

    text, zones = lay_out(*paragraphs, kinds=kinds)
    return find_times(text, zones, (), (), dated(on, until), english())
