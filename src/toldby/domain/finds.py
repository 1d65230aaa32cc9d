"""What the finding stages see in one report before anybody is said to say it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toldby.domain.propositions import Count, Party, PlaceRef
from toldby.domain.syntax import Token
from toldby.domain.text import Span


class QuoteKind(StrEnum):
    """What a marked span is; only speech can be a content of its own."""

    SPEECH = "speech"
    TERM = "term"
    NAME = "name"
    SCARE = "scare"


@dataclass(frozen=True, slots=True)
class Quote:
    """A span between quotation marks. `start`, `end` include the marks, `inner` does not.

    `continues` is the index (in the tuple of quotes) of the quotation this one carries on over a
    paragraph border. `depth` 0 = outermost. `is_closed` False = its closing mark is missing and
    the quotation was ended at its paragraph's end.
    """

    start: int
    end: int
    inner: Span
    kind: QuoteKind
    depth: int = 0
    continues: int | None = None
    is_closed: bool = True

    @property
    def span(self) -> Span:
        """Marks included."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its parse; offsets of tokens are into the report's text.

    A report has outer sentences (`quoted_in` None) in which each speech quotation stands as one
    placeholder token (`pos` "X", `tag` "QUOTE", offsets = the whole quotation with its marks), and
    the sentences inside each speech quotation or statement block (`quoted_in` = index of the
    quote). `tokens` is empty when the cheap scan found nothing worth parsing.
    `zone` is the index of the zone in `report.zones`.
    """

    index: int
    start: int
    end: int
    zone: int
    tokens: tuple[Token, ...]
    quoted_in: int | None = None

    @property
    def span(self) -> Span:
        """The sentence as a span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression: an interval with its qualifier (`linking.md` 8), and its span.

    `head` is the span of the counted noun right after it, if any ("two Azeri soldiers").
    """

    start: int
    end: int
    low: int
    high: int | None
    qualifier: str
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """A trigger of an incident type with the roles its clause gives.

    `sentence` is the index of the sentence, `trigger` the event words, `clause` the span from which
    slots may be taken. `status` and `hedges` come from words and syntax of the clause alone; the
    claim around it may change the status. `drop` holds the drop reason ("generic: ...") when the
    mention must never become an incident.
    """

    sentence: int
    trigger: Span
    clause: Span
    type: str
    entry: str
    agents: tuple[Party, ...] = ()
    patients: tuple[Party, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    times: tuple[int, ...] = ()
    counts: tuple[Count, ...] = ()
    means: str | None = None
    object: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    status: str = "asserted"
    hedges: tuple[str, ...] = ()
    is_negated: bool = False
    is_anaphoric: bool = False
    drop: str | None = None
