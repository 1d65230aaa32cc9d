"""The pack format in one view: which file holds which entries, and the fields of `pack.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from toldby.packs import allowed
from toldby.packs.fields import Day, Id, Number, Some, Strict, Words
from toldby.packs.language_schema import (
    Cue,
    DateRule,
    Denial,
    Event,
    Hedge,
    KnownFailure,
    Quantifier,
    WordGroup,
    WordMap,
)
from toldby.packs.region_schema import ActorEntry, OutletEntry, PlaceEntry, TermEntryGiven


class Defaults(Strict):
    """What all entries of a file share; status and reviewers stand in every entry."""

    by: Words | None = None
    source: Words | None = None


class ExpectedClaim(Strict):
    """A claim a case must give, field by field; fields left out are not compared."""

    speaker: str | None = None
    stance: allowed.Stance | None = None
    voice: allowed.Voice | None = None
    type: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    agents: tuple[str, ...] | None = None
    patients: tuple[str, ...] | None = None
    content: str | None = None
    terms: tuple[Id, ...] | None = None


class Case(Strict):
    """A sentence and the claims it must give."""

    id: Id
    why: Words
    outlet: Id
    published: Day
    text: Words
    claims: tuple[ExpectedClaim, ...]


class Box(Strict):
    """The part of the map a region pack may put points in."""

    south: Annotated[Number, Field(ge=-90, le=90)]
    west: Annotated[Number, Field(ge=-180, le=180)]
    north: Annotated[Number, Field(ge=-90, le=90)]
    east: Annotated[Number, Field(ge=-180, le=180)]


class PackHead(Strict):
    """What `pack.yml` of any pack says."""

    id: Id
    kind: allowed.PackKind
    title: Words
    format: Literal["1"]
    licence: Words
    maintainers: Annotated[tuple[Id, ...], Some]
    expect: dict[str, int] = Field(default_factory=dict)
    credits: tuple[Words, ...] = ()
    note: str | None = None


class LanguageHead(PackHead):
    """`pack.yml` of a language pack."""

    kind: Literal["language"]


class RegionHead(PackHead):
    """`pack.yml` of a region pack; `allied` sides form one camp."""

    kind: Literal["region"]
    languages: Annotated[tuple[Id, ...], Some]
    sides: Annotated[tuple[Id, ...], Some]
    box: Box
    allied: tuple[tuple[Id, ...], ...] = ()
    midnight: tuple[Annotated[tuple[Day, ...], Field(min_length=2, max_length=2)], ...] = ()


LANGUAGE_TABLES: Mapping[str, type[Strict]] = MappingProxyType(
    {
        "speech": Cue,
        "denials": Denial,
        "hedges": Hedge,
        "events": Event,
        "numbers": Quantifier,
        "dates": DateRule,
        "words": WordGroup,
        "maps": WordMap,
    }
)
REGION_TABLES: Mapping[str, type[Strict]] = MappingProxyType(
    {"actors": ActorEntry, "places": PlaceEntry, "outlets": OutletEntry, "terms": TermEntryGiven}
)
COMMON_TABLES: Mapping[str, type[Strict]] = MappingProxyType({"cases": Case, "known_failures": KnownFailure})
HEADS: Mapping[str, type[PackHead]] = MappingProxyType({"language": LanguageHead, "region": RegionHead})


def tables_of(kind: str) -> Mapping[str, type[Strict]]:
    """Table name -> entry model for a kind of pack."""
    return {**(LANGUAGE_TABLES if kind == "language" else REGION_TABLES), **COMMON_TABLES}


def tables_in(file_stem: str) -> tuple[str, ...]:
    """The tables a file may hold; `words.times.yml` is read like `words.yml`."""
    stem = file_stem.split(".")[0]
    return ("words", "maps") if stem == "words" else (stem,)
