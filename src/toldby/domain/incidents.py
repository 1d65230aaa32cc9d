"""Episodes, incidents, relations, origins: what claims of several reports add up to."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, OriginId
from toldby.domain.places import Point
from toldby.domain.propositions import Count, Party, PlaceRef, When


@dataclass(frozen=True, slots=True, order=True)
class CorePart:
    """One proposition of a claim: the claim and the index in `claim.propositions`."""

    claim_id: ClaimId
    index: int


@dataclass(frozen=True, slots=True)
class Episode:
    """The claims of one report about one happening; what is linked across reports.

    `core` are claims with an event trigger of their own, `dependents` answer or refer to them and
    take no part in scoring. Slots hold everything said; nothing is overwritten.
    An episode without core (a denial or reaction that meets nothing in its own report) is offered
    to the incidents of other reports and never links two of them.
    `published` is the report's date interval. `not_same_as`: episodes of the report told as others.
    `voices`: named origins that tell it, as they are compared across reports.
    """

    episode_id: EpisodeId
    doc_id: DocId
    core: tuple[CorePart, ...]
    dependents: tuple[ClaimId, ...]
    types: tuple[str, ...]
    status: str
    whens: tuple[When, ...]
    places: tuple[PlaceRef, ...]
    roles: tuple[tuple[tuple[Party, ...], tuple[Party, ...]], ...]
    counts: tuple[Count, ...]
    words: str
    published: tuple[str | None, str | None] = (None, None)
    not_same_as: tuple[EpisodeId, ...] = ()
    voices: tuple[OriginId, ...] = ()


@dataclass(frozen=True, slots=True)
class UsedName:
    """A name of a place and the actors or outlets that use it in these reports."""

    text: str
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """A place of an incident with all names; lat, lon, radius_m = smallest circle over `points`."""

    place_id: str
    names: tuple[UsedName, ...]
    lat: float | None
    lon: float | None
    radius_m: int | None
    precision: str
    points: tuple[Point, ...]
    geojson: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedParty:
    """An agent or patient as claimed, by whom."""

    id: str | None
    name: str
    side: str | None
    claim_ids: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True)
class ClaimedCount:
    """One distinct value said, by whom."""

    count: Count
    claim_ids: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One clause or sentence on this incident alone."""

    doc: DocId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins: an interval, and named origins by camp (sorted pairs)."""

    low: int
    high: int
    by_camp: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SlotProposition:
    """One point of an incident with who stands behind it and who against it."""

    slot: str
    value: str | None
    support: tuple[ClaimId, ...]
    against: tuple[ClaimId, ...]
    origins: OriginCount
    against_low: int
    against_high: int
    flags: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class IncidentLink:
    """`kind`: mirror_account_of part_of justified_by same_day_as."""

    kind: str
    incident_id: IncidentId


@dataclass(frozen=True, slots=True)
class Incident:
    """Episodes of one happening across reports; fields as in `contract.md` 4."""

    incident_id: IncidentId
    anchor: ClaimId
    episodes: tuple[EpisodeId, ...]
    type: str
    attributes: tuple[tuple[str, str], ...]
    acled_event_type: str | None
    acled_sub_event_type: str | None
    plover: tuple[str, str | None] | None
    ucdp_type_of_violence: int | None
    status: str
    state: str
    start: str | None
    end: str | None
    date_precision: str
    places: tuple[IncidentPlace, ...]
    agents: tuple[ClaimedParty, ...]
    patients: tuple[ClaimedParty, ...]
    casualties: tuple[ClaimedCount, ...]
    counts: tuple[ClaimedCount, ...]
    means: tuple[str, ...]
    object: tuple[str, ...]
    documents: tuple[DocId, ...]
    evidence: tuple[Evidence, ...]
    origins: OriginCount
    propositions: tuple[SlotProposition, ...]
    links: tuple[IncidentLink, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Two positions on one slot (`contract.md` 5). `incident_id` None = pending denial."""

    incident_id: IncidentId | None
    slot: str
    kind: str
    a: ClaimId | None
    b: ClaimId | None
    camp: str | None
    flags: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReusePair:
    """Shared spans of two reports: (start_a, end_a, start_b, end_b). `kind`: copied quoted formula."""

    a: DocId
    b: DocId
    spans: tuple[tuple[int, int, int, int], ...]
    coverage_a: float
    coverage_b: float
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A folded end of chains (`contract.md` 6). `kind`: named described own_voice unknown."""

    origin_id: OriginId
    name: str
    actor_id: str | None
    kind: str
    side: str | None
    camp: str | None
    members: tuple[ClaimId, ...]
    reason: str
