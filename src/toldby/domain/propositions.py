"""What a claim says of a happening: type, when, where, who to whom, counts, means, object."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.domain.times import TimeValue


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """An agent or patient as the text puts it."""

    id: str | None
    name: str
    side: str | None
    words: str


@dataclass(frozen=True, slots=True, order=True)
class PlaceRef:
    """A place of a proposition: the mention's span and how the act relates to it."""

    start: int
    end: int
    text: str
    place_id: str | None
    relation: str


@dataclass(frozen=True, slots=True)
class Count:
    """An interval of people or things. Silence is no Count at all, never 0.

    `what`: "people" or the thing in plural. `kind`: killed wounded killed_or_wounded missing
    captured displaced (None unless people). `victim_status`: military police civilian child
    journalist aid_worker. `side`: side id, "all", None. `high` None = open. `qualifier`: exact
    floor ceiling approximate range zero indefinite derived. `start`, `end`: where it stands.
    """

    what: str
    side: str | None
    kind: str | None
    victim_status: str | None
    low: int
    high: int | None
    qualifier: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """When an act happened, as this claim alone says. `candidates` are readings not chosen.

    `precision`: minute day days week month longer open unknown (`contract.md` 3).
    `partial` is what is said of the day where the report's own day is unknown, as in `times.jsonl`:
    XXXX-03-05, XXXX-03, XXXX-WXX-5 (a Friday), XXXX-XX-XX and XXXX-XX (a day, a month seen from the report).
    """

    start: TimeValue | None = None
    end: TimeValue | None = None
    precision: str = "unknown"
    candidates: tuple[tuple[TimeValue | None, TimeValue | None], ...] = ()
    partial: str | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """Slots said by one claim. `status`: asserted alleged denied planned hypothetical ongoing

    background. `trigger` is the span of the event word (None when the act is only referred to).
    `attributes` are values of `incident_types.json` ("target_kind" -> "civilian").
    `justification` marks an act told to justify another one of the same claim.
    """

    type: str | None
    status: str
    when: When = When()
    places: tuple[PlaceRef, ...] = ()
    agents: tuple[Party, ...] = ()
    patients: tuple[Party, ...] = ()
    counts: tuple[Count, ...] = ()
    means: str | None = None
    object: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    trigger: tuple[int, int] | None = None
