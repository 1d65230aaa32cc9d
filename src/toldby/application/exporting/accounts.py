"""Accounts: what one speaker says of one incident in one report; the table from which every other row is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toldby.analysis.incident_slots import measure_precision
from toldby.application.exporting.index import ExportIndex
from toldby.application.exporting.tolls import Toll, sum_toll
from toldby.domain.claims import Claim, Stance
from toldby.domain.ids import ClaimId, DocId, OriginId, hash_content
from toldby.domain.incidents import Incident, IncidentPlace, SlotProposition
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition

_DENIALS = frozenset({Stance.DENY, Stance.REJECT})
_SPEECH = {
    Stance.CONDEMN: "condemns",
    Stance.DEMAND: "demands",
    Stance.WARN: "threatens",
    Stance.THREATEN: "threatens",
    Stance.CONFIRM: "confirms_other",
}


@dataclass(frozen=True, slots=True)
class Account:
    """One incident, one report, one speaker. `told` are its propositions on this incident alone.

    `start`, `end` are the hull of the days said, None where nothing is said; `main` is the claim shown.
    """

    account_id: str
    incident: Incident
    doc_id: DocId
    origin_id: OriginId | None
    speaker: str
    side: str | None
    voice: str
    claims: tuple[Claim, ...]
    told: tuple[Proposition, ...]
    main: Claim
    positions: tuple[str, ...]
    start: str | None
    end: str | None
    date_precision: str | None
    places: tuple[IncidentPlace, ...]
    said_places: tuple[str, ...]
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    deaths: Toll | None
    injuries: Toll | None
    captured: Toll | None
    other_counts: tuple[Count, ...]

    @property
    def is_behind(self) -> bool:
        """It stands behind the incident having happened."""
        return bool(self._ids & {c for p in self._points("occurrence") for c in p.support})

    @property
    def is_denial(self) -> bool:
        """It denies that the incident happened as told, and stands behind no account that it did."""
        return not self.is_behind and bool(self._ids & {c for p in self._points("occurrence") for c in p.against})

    @property
    def denies_a_point(self) -> bool:
        """It denies the incident or any point of it: who did it, how many there were."""
        return bool(self._ids & {c for p in self.incident.propositions for c in p.against})

    @property
    def _ids(self) -> frozenset[ClaimId]:
        return frozenset(c.claim_id for c in self.claims)

    def _points(self, slot: str) -> tuple[SlotProposition, ...]:
        return tuple(p for p in self.incident.propositions if p.slot == slot)

    @property
    def means(self) -> tuple[str, ...]:
        """All means said."""
        return tuple(sorted({p.means for p in self.told if p.means}))

    @property
    def objects(self) -> tuple[str, ...]:
        """All objects said."""
        return tuple(sorted({p.object for p in self.told if p.object}))

    @property
    def types(self) -> tuple[str, ...]:
        """Types of incident said, in reading order."""
        return tuple(dict.fromkeys(p.type for p in self.told if p.type))


def list_accounts(index: ExportIndex, incident: Incident) -> tuple[Account, ...]:
    """Every account of the incident, by report, origin and speaker."""
    told: dict[str, list[Proposition]] = defaultdict(list)
    for claim, proposition in index.list_told(incident):
        told[claim.claim_id].append(proposition)
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in index.claims_of.get(incident.incident_id, ()):
        groups[claim.doc_id, claim.origin_id or "", name_source(index, claim)].append(claim)
    return tuple(
        _make_account(index, incident, key[2], claims, [p for c in claims for p in told[c.claim_id]])
        for key, claims in sorted(groups.items())
    )


def name_source(index: ExportIndex, claim: Claim) -> str:
    """Who speaks, as the text names it; the outlet for its own voice; "" when nobody is named."""
    if claim.speaker is not None:
        return claim.speaker.name
    if claim.voice == "narrator":
        origin = index.origins.get(claim.origin_id) if claim.origin_id is not None else None
        return origin.name if origin is not None else index.name_outlet(index.report(claim.doc_id)) or ""
    return ""


def _make_account(
    index: ExportIndex, incident: Incident, speaker: str, claims: Sequence[Claim], told: Sequence[Proposition]
) -> Account:
    main = choose_main(claims, told)
    origin = index.origins.get(main.origin_id) if main.origin_id is not None else None
    counts = [c for p in told for c in p.counts if p.status != "denied"] if told else []
    start, end, precision = _hull(told)
    refs = [ref for p in told for ref in p.places]
    speaks = [c.speaker.side for c in claims if c.speaker is not None]
    return Account(
        account_id=hash_content("account", incident.incident_id, main.doc_id, main.origin_id, speaker),
        incident=incident,
        doc_id=main.doc_id,
        origin_id=main.origin_id,
        speaker=speaker,
        side=origin.side if origin is not None else next(iter(speaks), None),
        voice=main.voice,
        claims=tuple(claims),
        told=tuple(told),
        main=main,
        positions=list_positions(claims, told, _list_shifting(index, incident)),
        start=start,
        end=end,
        date_precision=precision,
        places=_match_places(incident, refs),
        said_places=tuple(dict.fromkeys(ref.text for ref in refs)),
        agents=_name_parties(p for one in told for p in one.agents),
        patients=_name_parties(p for one in told for p in one.patients),
        deaths=sum_toll(counts, "killed"),
        injuries=sum_toll(counts, "wounded"),
        captured=sum_toll(counts, "captured"),
        other_counts=tuple(sorted(counts, key=lambda c: (c.start, c.end, c.what, c.kind or "", c.side or ""))),
    )


def choose_main(claims: Sequence[Claim], told: Sequence[Proposition]) -> Claim:
    """The claim that tells most of the incident; ties by place in the text, a headline's claim last."""
    own = {id(p): p for p in told}

    def weigh(claim: Claim) -> tuple[int, int, str]:
        weight = sum(
            (p.trigger is not None) + len(p.counts) + bool(p.places) + bool(p.when.start) + bool(p.agents)
            for p in claim.propositions
            if id(p) in own
        )
        return -weight, claim.start, claim.claim_id

    return min(claims, key=weigh)


def list_positions(
    claims: Iterable[Claim], told: Sequence[Proposition], shifting: frozenset[ClaimId]
) -> tuple[str, ...]:
    """What the account does, in the words of docs/formats.md: affirms, denies, admits_and_justifies …

    `shifting` are claims that name another actor instead of the one accused.
    """
    found = {"blames_other" if c.claim_id in shifting else name_position(c, told) for c in claims}
    return tuple(sorted(found))


def _list_shifting(index: ExportIndex, incident: Incident) -> frozenset[ClaimId]:
    """Relations name the earliest claim of a position; the same voice saying it again shifts the blame too."""
    flagged = [r.a for r in index.relations.get(incident.incident_id, ()) if "blame_shift" in r.flags and r.a]
    found: set[ClaimId] = set()
    for one in flagged:
        origin = index.claims[one].origin_id if one in index.claims else None
        same = {c for p in incident.propositions if p.slot == "actor" and one in p.support for c in p.support}
        found |= {one, *(c for c in same if c in index.claims and index.claims[c].origin_id == origin)}
    return frozenset(found)


def name_position(claim: Claim, told: Sequence[Proposition]) -> str:
    """The position of one claim, from its stance, flags and whose act it tells."""
    flags = set(claim.flags)
    if claim.voice == "narrator":
        return "narrator"
    if "name_objection" in flags:
        return "rejects_name"
    if claim.stance in _DENIALS:
        return "denies_generally" if "general" in flags else "denies"
    if claim.stance in _SPEECH:
        return _SPEECH[claim.stance]
    own = [p for p in claim.propositions if p in told]
    side = claim.speaker.side if claim.speaker is not None else None
    if claim.stance is Stance.ADMIT or (side is not None and any(a.side == side for p in own for a in p.agents)):
        return "admits_and_justifies"
    return "affirms"


def _hull(told: Iterable[Proposition]) -> tuple[str | None, str | None, str | None]:
    whens = [p.when for p in told if p.when.start or p.when.end]
    if not whens:
        return None, None, None
    starts = [w.start for w in whens]
    ends = [w.end for w in whens]
    start = None if None in starts else min(s for s in starts if s)
    end = None if None in ends else max((e for e in ends if e), key=lambda v: v if len(v) > 10 else v + "T23:59")
    precisions = {w.precision for w in whens}
    if len(precisions) == 1:
        return start, end, precisions.pop()
    return start, end, measure_precision(start, end)


def _match_places(incident: Incident, refs: Iterable[PlaceRef]) -> tuple[IncidentPlace, ...]:
    by_id = {place.place_id: place for place in incident.places}
    found = [by_id[ref.place_id] for ref in refs if ref.place_id in by_id]
    return tuple(dict.fromkeys(found))


def _name_parties(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({party.name for party in parties}, key=str.casefold))
