"""Places with many names, no main name and no owner; mentions of them in a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name, who uses it, and when. `used_by`: ids of sides, actors, outlets, or "anyone"."""

    text: str
    lang: str | None = None
    used_by: tuple[str, ...] = ()
    form: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point with an honest radius; several points of one place may disagree."""

    lat: float
    lon: float
    radius_m: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a region pack; `kind`: settlement road corridor line sector zone admin terrain

    facility region country. `nodes` are place ids a road or line runs through. `pack` is the
    region pack it came from. `midnight` etc. live in the pack, not here.
    """

    id: str
    kind: str
    names: tuple[PlaceName, ...]
    points: tuple[Point, ...] = ()
    contested: bool = False
    part_of: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    is_hub: bool = False
    geonameid: int | None = None
    pack: str = ""
    status: str = "reviewed"


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that the words might mean, with its score."""

    place_id: str
    score: float


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a report: a line of `places.jsonl`.

    `place_id` is a pack id, or `text:` + slug for a name no pack knows (status "unknown").
    `status`: resolved ambiguous unknown actor; `role`: location origin target actor part;
    `relation`: at near between along toward outside north_of south_of east_of west_of.
    """

    start: int
    end: int
    text: str
    place_id: str | None
    kind: str
    role: str
    relation: str
    status: str
    precision: str
    lat: float | None
    lon: float | None
    radius_m: int | None
    geonameid: int | None
    candidates: tuple[PlaceCandidate, ...]
    reason: str
