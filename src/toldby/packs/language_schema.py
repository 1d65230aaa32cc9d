"""Entries of a language pack: how one language says, denies, hedges, counts, dates and names events."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from toldby.packs import allowed
from toldby.packs.fields import Entry, Flag, GivenExample, Id, OpenNumber, Some, Strict, Words

_MARKS = {"yes": True, "true": True, "X": True, "no": False, "false": False}


def _read_mark(value: object) -> object:
    """`X` stands for the person or body the frame names; it is as good as yes."""
    return value if isinstance(value, bool) else _MARKS.get(str(value), value)


Mark = Annotated[bool, BeforeValidator(_read_mark), WithJsonSchema({"enum": ["yes", "no", "X", True, False]})]


class LanguageEntry(Entry):
    """An entry with sentences it must and must not match."""

    examples: tuple[GivenExample, ...] = ()
    counter_examples: tuple[Words, ...] = ()


class Cue(LanguageEntry):
    """A cue of `speech.yml`; `lemma` is the id up to its first dot unless it is given."""

    lemma: Words | None = None
    pos: allowed.CuePos = "verb"
    forms: tuple[Words, ...] = ()
    frames: Annotated[tuple[allowed.Frame, ...], Some]
    stance: allowed.Stance
    commitment: allowed.Commitment = "neutral"
    subject: allowed.Subject = "any"
    addressee: Mark = False
    against: Mark = False
    overrides: dict[str, Words] = Field(default_factory=dict)
    guards: tuple[Words, ...] = ()
    implicit: Flag = False

    @property
    def base(self) -> str:
        """The lemma given, else the id up to its first dot."""
        return self.lemma or self.id.split(".")[0].replace("-", " ").replace("_", " ")


class Denial(LanguageEntry):
    """A way of denying by content."""

    shape: allowed.DenialShape
    forms: tuple[Words, ...] = ()
    effect: allowed.DenialEffect
    target: allowed.DenialTarget


class Hedge(LanguageEntry):
    """Words that take an act out of plain assertion."""

    forms: Annotated[tuple[Words, ...], Some]
    effect: allowed.HedgeEffect
    direction: allowed.Direction
    stops: tuple[Words, ...] = ()


class Event(LanguageEntry):
    """A trigger of an incident type."""

    type: Words
    forms: Annotated[tuple[Words, ...], Some]
    agent: allowed.EventAgent
    target: allowed.EventTarget
    pos: allowed.EventPos = "any"
    means: Words | None = None
    requires: tuple[Words, ...] = ()
    blockers: tuple[Words, ...] = ()
    attributes: dict[str, Words] = Field(default_factory=dict)
    weight: int = 1


class Quantifier(LanguageEntry):
    """A word that bounds or replaces a number."""

    forms: Annotated[tuple[Words, ...], Some]
    reading: allowed.Reading
    low: OpenNumber = None
    high: OpenNumber = None


class DateRule(LanguageEntry):
    """Words that carry a date, and the rule of the time grammar that reads them."""

    shape: allowed.DateShape
    forms: tuple[Words, ...] = ()
    rule: Words
    value: Words | None = None


class WordGroup(Entry):
    """Forms added to a named word list; several entries may fill one list."""

    group: Id
    forms: Annotated[tuple[Words, ...], Some]


class WordMap(Entry):
    """Pairs added to a named word -> value list."""

    map: Id
    pairs: dict[str, Words]


class KnownFailure(Strict):
    """A case that must fail until it is taken off the list."""

    case: Id
    since: str
    why: Words
