"""Actors, sides, outlets, and their mentions in a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """A party or third state of a region pack. `code` is short, for display in a grey box."""

    id: str
    name: str
    pack: str = ""


@dataclass(frozen=True, slots=True)
class ActorName:
    """`form`: official short abbreviation metonym demonym label."""

    text: str
    form: str = "official"
    lang: str | None = None
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedRole:
    """An office held between two dates (None = open)."""

    office: str
    of: str | None
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, institution, force, agency or people. `side` None = no side or unknown.

    `kind`: state ministry local-authority forces service agency mission group person.
    `role`: party mediator monitor outsider. `parent` is an actor id (unit -> ministry).
    """

    id: str
    kind: str
    side: str | None
    names: tuple[ActorName, ...]
    role: str | None = None
    parent: str | None = None
    roles: tuple[DatedRole, ...] = ()
    pack: str = ""
    status: str = "reviewed"

    @property
    def name(self) -> str:
        """A display name: the first official name, else the first name listed."""
        for name in self.names:
            if name.form == "official":
                return name.text
        return self.names[0].text if self.names else self.id


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher; no rating, ever. `agencies` are outlet ids it takes wire copy from."""

    id: str
    kind: str
    side: str | None
    names: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    owner: str | None = None
    agencies: tuple[str, ...] = ()
    pack: str = ""
    status: str = "reviewed"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in a report. `actor_id` is a pack id, `text:` + slug, or None (ambiguous).

    `form` tells how: name alias nominal pronoun metonym demonym label. `noun_class` is the kind
    of people or body meant ("soldiers" -> military, "officers" -> police ...), None when unsaid.
    `kind` as for Actor, None when unsaid. `plural` is None when the words do not tell.
    """

    start: int
    end: int
    text: str
    actor_id: str | None
    name: str
    side: str | None
    form: str
    kind: str | None = None
    noun_class: str | None = None
    plural: bool | None = None
    reason: str = ""
