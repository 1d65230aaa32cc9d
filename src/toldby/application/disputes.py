"""Disputes: who contradicts whom, on what, with which words; and how often each pair does.

A dispute is a row of kind deny or conflict-* (`contract.md` 5). A different name for one place is no dispute; it
is listed when asked for. A pending denial has nobody on the other side, since no collected report says what it denies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.application.ledger_store import LedgerStore
from toldby.application.wording import SummaryRow, name_speaker, tell_incident
from toldby.domain.claims import Claim
from toldby.domain.errors import UsageProblem
from toldby.domain.ids import ClaimId, DocId, IncidentId
from toldby.domain.incidents import Relation
from toldby.domain.judgements import Judgement, standing
from toldby.domain.short_ids import shorten_ids

DISPUTES = ("deny", "conflict-number", "conflict-place", "conflict-time", "conflict-actor")
NAMES = "conflict-name-only"
PENDING = "pending"


@dataclass(frozen=True, slots=True)
class DisputeQuery:
    """Which disputes: of one kind (or `conflict-name-only`), between one or two parties, on one incident.

    A party is a side, an actor id or a name as the claims give it; two of them mean both ways.
    """

    kind: str | None = None
    between: tuple[str, ...] = ()
    incident_id: IncidentId | None = None

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in (*DISPUTES, NAMES):
            raise UsageProblem(f"--kind {self.kind}: must be one of {', '.join((*DISPUTES, NAMES))}")
        if len(self.between) > 2:
            raise UsageProblem("--between: name one or two parties, as in --between halvena,teskoria")


@dataclass(frozen=True, slots=True)
class Position:
    """One end of a dispute: the earliest claim of an account, its speaker, report and words."""

    claim_id: ClaimId
    speaker: str
    actor_id: str | None
    side: str | None
    path: str
    words: str

    def is_of(self, party: str) -> bool:
        """The party named is this speaker or the speaker's side."""
        return party.casefold() in {name.casefold() for name in (self.actor_id, self.side, self.speaker) if name}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two positions on one slot of an incident; `a` denies `b` where the kind is deny.

    `b` is None in a pending denial, `incident` then too unless the denial met an incident. `state`: open, or what
    a person said of it: one thing, really different.
    """

    kind: str
    slot: str
    incident: SummaryRow | None
    a: Position
    b: Position | None
    flags: tuple[str, ...]
    state: str
    reason: str

    def is_between(self, parties: tuple[str, ...]) -> bool:
        """The parties stand on the two ends; one party stands on either."""
        ends = [end for end in (self.a, self.b) if end is not None]
        if len(parties) < 2:
            return all(any(end.is_of(party) for end in ends) for party in parties)
        first, second = parties
        pairs = [(x, y) for x in ends for y in ends if x is not y]
        return any(x.is_of(first) and y.is_of(second) for x, y in pairs)


@dataclass(frozen=True, slots=True)
class PairCount:
    """How often one speaker denies another, and how often the two differ."""

    speaker: str
    other: str
    denies: int
    differs: int


def list_disputes(store: LedgerStore, query: DisputeQuery) -> tuple[Dispute, ...]:
    """The disputes asked for, by incident, slot and kind; pending denials last."""
    kinds = (query.kind,) if query.kind is not None else DISPUTES
    rows = [r for r in store.relations_of_kinds(kinds) if query.incident_id in (None, r.incident_id)]
    claims = store.load_claims(sorted({end for r in rows for end in (r.a, r.b) if end is not None}))
    paths = store.paths_of(sorted({claim.doc_id for claim in claims.values()}))
    incidents = _tell(store, rows, claims)
    said = _read_answers(store.judgements())
    found = (_make_dispute(row, row.a, claims, paths, incidents, said) for row in rows if row.a is not None)
    return tuple(sorted((one for one in found if one.is_between(query.between)), key=lambda one: one.b is None))


def count_pairs(disputes: Iterable[Dispute]) -> tuple[PairCount, ...]:
    """The grid who denies whom, one row per pair of speakers that has any; alphabetical, nobody first.

    A difference counts for both speakers, a denial for the one who denies.
    """
    denies: dict[tuple[str, str], int] = defaultdict(int)
    differs: dict[tuple[str, str], int] = defaultdict(int)
    for dispute in disputes:
        if dispute.b is None or dispute.kind == NAMES:
            continue
        pair = (dispute.a.speaker, dispute.b.speaker)
        if dispute.kind == "deny":
            denies[pair] += 1
        else:
            differs[pair] += 1
            differs[pair[::-1]] += pair[0] != pair[1]
    pairs = sorted(denies.keys() | differs.keys(), key=lambda pair: tuple(name.casefold() for name in pair))
    return tuple(PairCount(a, b, denies.get((a, b), 0), differs.get((a, b), 0)) for a, b in pairs)


def _tell(
    store: LedgerStore, rows: Iterable[Relation], claims: Mapping[ClaimId, Claim]
) -> Mapping[IncidentId, SummaryRow]:
    by_incident: dict[IncidentId, list[Relation]] = defaultdict(list)
    for row in rows:
        if row.incident_id is not None:
            by_incident[row.incident_id].append(row)
    short = shorten_ids(store.incident_ids())
    incidents = store.load_incidents(sorted(by_incident))
    return {id_: tell_incident(one, by_incident[id_], claims, short[id_]) for id_, one in incidents.items()}


def _make_dispute(
    row: Relation,
    first: ClaimId,
    claims: Mapping[ClaimId, Claim],
    paths: Mapping[DocId, str],
    incidents: Mapping[IncidentId, SummaryRow],
    said: Mapping[frozenset[str], str],
) -> Dispute:
    other = _take_position(claims[row.b], paths) if row.b is not None else None
    state = said.get(frozenset(str(end) for end in (row.a, row.b) if end is not None), "open")
    incident = None if row.incident_id is None else incidents.get(row.incident_id)
    one = _take_position(claims[first], paths)
    return Dispute(row.kind, row.slot, incident, one, other, row.flags, state, row.reason)


def _take_position(claim: Claim, paths: Mapping[DocId, str]) -> Position:
    speaker = claim.speaker
    return Position(
        claim_id=claim.claim_id,
        speaker=name_speaker(claim),
        actor_id=speaker.id if speaker else None,
        side=speaker.side if speaker else None,
        path=paths[claim.doc_id],
        words=" ".join(claim.text.split()),
    )


def _read_answers(log: tuple[Judgement, ...]) -> Mapping[frozenset[str], str]:
    """Pairs of claims of which a person said that they are one thing, or really differ."""
    words = {"same": "one thing", "different": "really different"}
    return {frozenset(j.on_ids): words[j.verdict] for j in standing(log) if j.verdict in words}
