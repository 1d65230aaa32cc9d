"""Blame shifted by a cleft: "it was X, not Y, that fired" accuses X and denies what Y is accused of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toldby.domain.actors import ActorMention
from toldby.domain.text import Span

_CLEFT = re.compile(
    r"\b[Ii]t (?:was|is|were) (?P<x>[^,;.\n]{2,80}), (?:and )?not (?P<y>[^,;.\n]{2,60}),? (?:that|who|which)\b"
)
_INVERTED = re.compile(
    r"\b[Ii]t (?:was|is)(?: not|n't|n\u2019t) (?P<y>[^,;.\n]{2,60}),? but (?P<x>[^,;.\n]{2,80}?),? (?:that|who|which)\b"
)
_OWN = ("ours", "us", "our", "we")


@dataclass(frozen=True, slots=True)
class Cleft:
    """`blamed` is accused, `cleared` is said not to have done it."""

    blamed: Span
    cleared: Span


def find_cleft(text: str, spans: tuple[Span, ...], actors: tuple[ActorMention, ...]) -> Cleft | None:
    """The first cleft in the spans whose parts are both actors; days and things do not count."""
    for span in spans:
        for pattern in (_CLEFT, _INVERTED):
            for match in pattern.finditer(text, span.start, span.end):
                blamed, cleared = Span(*match.span("x")), Span(*match.span("y"))
                if _names_actor(text, blamed, actors) and _names_actor(text, cleared, actors):
                    return Cleft(blamed, cleared)
    return None


def _names_actor(text: str, span: Span, actors: tuple[ActorMention, ...]) -> bool:
    words = span.read(text).lower().split()
    if any(word in _OWN for word in words):
        return True
    if any(span.start <= a.start and a.end <= span.end for a in actors):
        return True
    # a name that other actors of the report carry: "the armed forces of Belmar"
    name = span.read(text)
    return name[:1].isupper() and any(f" {name} " in f" {a.text} " for a in actors)
