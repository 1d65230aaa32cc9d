"""A claim in the making: what the rules found in one sentence, before anybody is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.domain.lexicon import CueEntry
from toldby.domain.text import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One voice, one cue, one content, as spans of the report's text.

    `frame` is the frame that fitted. `is_inherited`: the source words stand at another cue.
    `complement` is the head noun or pronoun of a nominal content, in lower case, else "".
    """

    sentence: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    frame: str
    stance: str
    commitment: str
    rule: str
    why: str
    entry: CueEntry | None = None
    is_inherited: bool = False
    complement: str = ""
    addressee: tuple[Span, ...] = ()
    against: tuple[Span, ...] = ()
    alternatives: tuple[tuple[Span, ...], ...] = ()
    flags: tuple[str, ...] = ()
    directness: str | None = None
    voice: str = "attributed"
    relay: tuple[Span, ...] = ()

    @property
    def entry_id(self) -> str | None:
        """The lexicon entry, if one was used."""
        return None if self.entry is None else self.entry.id

    @property
    def start(self) -> int:
        """Where the cue stands, else where the claim begins."""
        for spans in (self.cue, self.content, self.source):
            if spans:
                return spans[0].start
        return 0


def has_inside(spans: tuple[Span, ...], point: int) -> bool:
    """The offset lies in one of the spans."""
    return any(s.start <= point < s.end for s in spans)
