"""What a store keeps beside domain values so that later builds cost only what they touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, EpisodeId
from toldby.domain.incidents import Incident, Relation


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A scored pair of episodes, a < b. `kind`: "link", or "tie:" + why they must be derived together."""

    a: EpisodeId
    b: EpisodeId
    kind: str
    score: int


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """What one component of episodes adds up to. `claims` are whole claims with the fields in force."""

    incidents: tuple[Incident, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredInput:
    """What became of an input: hash of its bytes, and its report (None = it is a problem)."""

    sha256: str | None
    doc_id: DocId | None


@dataclass(frozen=True, slots=True)
class OriginHead:
    """The claim an origin is named by, and its report."""

    claim_id: ClaimId
    doc_id: DocId


@dataclass(frozen=True, slots=True)
class BuildKeys:
    """By what a build knows what is done: keys of reports and episodes, and what became of each input."""

    analyses: Mapping[DocId, str]
    episodes: Mapping[EpisodeId, frozenset[str]]
    inputs: Mapping[str, StoredInput]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a ledger holds. `shared` are the paths of some pairs of reports that share text.

    `abstained` counts what a stage left open; `uncompared` reports whose shared text is not stored yet.
    """

    reports: int = 0
    characters: int = 0
    languages: tuple[str, ...] = ()
    undated: int = 0
    no_outlet: int = 0
    outlets: int = 0
    drops: int = 0
    abstained: int = 0
    claims: int = 0
    narrator: int = 0
    answering: int = 0
    incidents: int = 0
    multi_report: int = 0
    contested: int = 0
    background: int = 0
    origins: int = 0
    shared_pairs: int = 0
    uncompared: int = 0
    shared: tuple[tuple[str, str], ...] = ()


SHOWN_PAIRS = 3
"""How many pairs of reports with shared text a tally names."""


def merge_updates(base: Claim, updates: tuple[Claim, ...]) -> Claim:
    """The claim in force: its own values, or those that its components gave it.

    A claim with propositions in two components belongs to the incidents of both.
    """
    if len(updates) < 2:
        return updates[0] if updates else base
    first = min(updates, key=repr)
    pairs = sorted({pair for u in updates for pair in zip(u.targets, u.target_relations, strict=True)})
    incidents = sorted({one for u in updates for one in u.incident_ids})
    return replace(
        first,
        incident_ids=tuple(incidents),
        targets=tuple(target for target, _ in pairs),
        target_relations=tuple(kind for _, kind in pairs),
    )
