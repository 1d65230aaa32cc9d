"""The account matrix of one incident. Rows: what is said. Columns: who says so.

Law: a claim that supports a point stands exactly once in that point's row, in its origin's column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.phrases import describe_chain, describe_origins, read_language, read_quote
from toldby.adapters.exports.site.positions import Position, list_positions, name_position
from toldby.adapters.exports.site.words import SEVERITY, name_slot
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, OriginId
from toldby.domain.incidents import Incident, Relation


@dataclass(frozen=True)
class Column:
    """One origin and the reports it speaks through."""

    origin_id: OriginId
    name: str
    side: str | None
    kind: str
    via: tuple[str, ...]
    points: int


@dataclass(frozen=True)
class Quoted:
    """The words of one claim and where they stand."""

    claim_id: ClaimId
    quote: str
    path: str
    href: str
    start: int
    language: str
    reason: str
    chain: str


@dataclass(frozen=True)
class Statement:
    """What one origin says on one point: letter, value, and every claim that says so."""

    letter: str
    value: str
    is_denial: bool
    evidence: tuple[Quoted, ...]


@dataclass(frozen=True)
class Row:
    """One point of the matrix; `legend` are its positions as (letter, value, count)."""

    slot: str
    heading: str
    mark: str | None
    legend: tuple[tuple[str, str, str], ...]
    cells: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True)
class Matrix:
    """Columns with most points first, then by name."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def build_matrix(index: LedgerIndex, incident: Incident) -> Matrix:
    """Rows from the incident's points, and from the days and places its claims give."""
    relations = index.relations.get(incident.incident_id, ())
    positions = list_positions(index, incident)
    denials = {
        slot: list_denials(slot, positions.get(slot, ()), relations) for slot in _list_slots(positions, relations)
    }
    columns = list_columns(index, positions, denials)
    marks = mark_rows(relations)
    rows = [
        build_row(index, slot, positions.get(slot, ()), denied, columns, marks.get(slot))
        for slot, denied in denials.items()
    ]
    return Matrix(columns, tuple(sorted(rows, key=lambda r: _rank(r.slot))))


def _rank(slot: str) -> tuple[int, str]:
    first, last = ("occurrence", "type", "actor"), ("when", "place", "means", "object", "framing")
    if slot in first:
        return first.index(slot), slot
    return (50 + last.index(slot) if slot in last else 10), slot


def _list_slots(positions: Mapping[str, Sequence[Position]], relations: Iterable[Relation]) -> list[str]:
    return list(dict.fromkeys([*positions, *(r.slot for r in relations if r.kind == "deny")]))


def list_columns(
    index: LedgerIndex, positions: Mapping[str, Sequence[Position]], denials: Mapping[str, Iterable[ClaimId]]
) -> tuple[Column, ...]:
    """Origins that speak of the incident."""
    points: dict[OriginId, set[str]] = defaultdict(set)
    via: dict[OriginId, set[str]] = defaultdict(set)
    for slot, denied in denials.items():
        for claim_id in (*(c for p in positions.get(slot, ()) for c in p.support), *denied):
            claim = index.claims[claim_id]
            if claim.origin_id is not None:
                points[claim.origin_id].add(slot)
                via[claim.origin_id].add(index.path_of(claim.doc_id))
    columns = []
    for origin_id, slots in points.items():
        o = index.origins[origin_id]
        columns.append(Column(origin_id, o.name, o.side, o.kind, tuple(sorted(via[origin_id])), len(slots)))
    return tuple(sorted(columns, key=lambda c: (-c.points, c.name.casefold(), c.origin_id)))


def mark_rows(relations: Iterable[Relation]) -> dict[str, str]:
    """Slot -> the gravest relation kind on it; silence marks no row, its cells show it."""
    marks: dict[str, str] = {}
    for relation in relations:
        now = marks.get(relation.slot)
        if relation.kind != "silent" and (now is None or SEVERITY.index(relation.kind) < SEVERITY.index(now)):
            marks[relation.slot] = relation.kind
    return marks


def build_row(
    index: LedgerIndex,
    slot: str,
    group: Sequence[Position],
    denied: Mapping[ClaimId, Sequence[str]],
    columns: Sequence[Column],
    mark: str | None,
) -> Row:
    """One slot: each distinct value has a letter; a denial stands in its own speaker's cell."""
    said: dict[tuple[OriginId, str, str, bool], list[Claim]] = defaultdict(list)
    for claim_id, position in choose_positions(group).items():
        claim = index.claims[claim_id]
        if claim.origin_id is not None:
            value = name_position(index, slot, position, claim)
            said[claim.origin_id, position.letter, value, False].append(claim)
    for claim_id, letters in denied.items():
        claim = index.claims[claim_id]
        if claim.origin_id is not None:
            said[claim.origin_id, "x", name_denial(claim, letters), True].append(claim)
    cells: dict[OriginId, list[Statement]] = defaultdict(list)
    for (origin_id, letter, value, is_denial), claims in said.items():
        ordered = sorted(claims, key=lambda c: (index.path_of(c.doc_id), c.start, c.claim_id))
        evidence = tuple(_show(index, claim) for claim in ordered)
        cells[origin_id].append(Statement(letter, value, is_denial, evidence))
    by_letter = tuple(
        tuple(sorted(cells[c.origin_id], key=lambda s: (s.is_denial, s.letter, s.value))) for c in columns
    )
    return Row(slot, name_slot(slot), mark, tuple(_legend(index, slot, group)), by_letter)


def choose_positions(group: Sequence[Position]) -> dict[ClaimId, Position]:
    """Claim -> the narrowest position it supports: "5" also stands behind "3 or more"."""
    chosen: dict[ClaimId, Position] = {}
    for position in sorted(group, key=lambda p: (len(p.support), p.letter)):
        for claim_id in position.support:
            chosen.setdefault(claim_id, position)
    return chosen


def list_denials(slot: str, group: Sequence[Position], relations: Iterable[Relation]) -> dict[ClaimId, tuple[str, ...]]:
    """Claim -> letters of the positions it denies; no letter = it denies somebody who gives no value here."""
    denied: dict[ClaimId, tuple[str, ...]] = {}
    for position in group:
        for claim_id in position.against:
            denied[claim_id] = (*denied.get(claim_id, ()), position.letter)
    for relation in relations:
        if relation.kind == "deny" and relation.slot == slot and relation.a is not None:
            denied.setdefault(relation.a, ())
    return denied


def name_denial(claim: Claim, letters: Sequence[str]) -> str:
    """The chip of a denial."""
    whole = ", as a whole" if "general" in claim.flags else ""
    return f"denies {' and '.join(letters) or 'it'}{whole}"


def _legend(index: LedgerIndex, slot: str, group: Sequence[Position]) -> Iterable[tuple[str, str, str]]:
    for p in group:
        count = describe_origins(p.origins.low, p.origins.high)
        if p.against_high:
            count += f", denied by {describe_origins(p.against_low, p.against_high)}"
        yield p.letter, name_position(index, slot, p, None), count


def _show(index: LedgerIndex, claim: Claim) -> Quoted:
    report = index.analyses[claim.doc_id].report
    return Quoted(
        claim.claim_id, read_quote(index, claim), report.path, index.link_to(claim), claim.start,
        read_language(report), claim.reason, describe_chain(claim),
    )  # fmt: skip


def fold_quotes(statement: Statement) -> tuple[tuple[str, tuple[Quoted, ...]], ...]:
    """The same words in several reports are shown once, with a link to each."""
    by_quote: dict[str, list[Quoted]] = defaultdict(list)
    for evidence in statement.evidence:
        by_quote[evidence.quote].append(evidence)
    return tuple((quote, tuple(found)) for quote, found in by_quote.items())
