"""Entries of a region pack: sides, actors, places, outlets and loaded terms of one conflict."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from toldby.packs import allowed
from toldby.packs.fields import Day, Entry, Flag, GivenExample, Id, Number, Some, Strict, Words


def _read_owned(value: object) -> object:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


Owned = Annotated[
    str,
    BeforeValidator(_read_owned),
    Field(pattern="^(yes|no|unknown)$"),
    WithJsonSchema({"enum": ["yes", "no", "unknown"]}),
]


class NameOfActor(Strict):
    """One name of an actor; `used_by` says whose word a label is."""

    text: Words
    form: allowed.ActorNameForm
    lang: Words | None = None
    used_by: tuple[Id, ...] = ()


class OfficeHeld(Strict):
    """An office held between two dates; no date = open."""

    office: Words
    of: Id | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None


class ActorEntry(Entry):
    """A person, institution, force, agency or people."""

    kind: allowed.ActorKind
    side: Id
    role: allowed.ActorRole | None = None
    parent: Id | None = None
    names: Annotated[tuple[NameOfActor, ...], Some]
    roles: tuple[OfficeHeld, ...] = ()


class GivenPoint(Strict):
    """A point with an honest radius."""

    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]
    radius_m: Annotated[int, Field(gt=0)]
    source: Words | None = None


class NameOfPlace(Strict):
    """One name of a place, who uses it and when; no name is the main one."""

    text: Words
    lang: Words
    used_by: Annotated[tuple[Id, ...], Some]
    form: allowed.PlaceNameForm | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    source: Words | None = None


class PlaceEntry(Entry):
    """A place; it has no owner, no parent state and no main name."""

    kind: allowed.PlaceKind
    contested: Flag
    points: tuple[GivenPoint, ...] = ()
    names: Annotated[tuple[NameOfPlace, ...], Some]
    single_name_because: Words | None = None
    part_of: tuple[Id, ...] = ()
    nodes: tuple[Id, ...] = ()
    hub: Flag = False
    geonameid: Annotated[int, Field(gt=0)] | None = None


class OutletEntry(Entry):
    """A publisher; there is no rating."""

    kind: allowed.OutletKind
    side: Id
    owner: Words
    state_owned: Owned
    hosts: Annotated[tuple[Words, ...], Some]
    agencies: tuple[Id, ...] = ()
    names: Annotated[tuple[Words, ...], Some]


class TermEntryGiven(Entry):
    """Wording that belongs to one side, and the neutral wording."""

    forms: Annotated[tuple[Words, ...], Some]
    used_by: Annotated[tuple[Id, ...], Some]
    about: Id | None = None
    plain: Words
    examples: tuple[GivenExample, ...] = ()
    counter_examples: tuple[Words, ...] = ()
