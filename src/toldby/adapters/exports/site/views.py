"""What the pages show, taken from a ledger: frozen values, no HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from toldby.adapters.exports.site.words import DISPUTES, SEVERITY, name_slot, name_type
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, IncidentId, OriginId
from toldby.domain.incidents import Incident, Origin, Relation, SlotProposition
from toldby.domain.ledger import Ledger
from toldby.domain.short_ids import shorten_ids


@dataclass(frozen=True)
class LedgerIndex:
    """Look-ups over one ledger that several pages need."""

    ledger: Ledger

    @cached_property
    def claims(self) -> Mapping[ClaimId, Claim]:
        """Claim id -> claim."""
        return {c.claim_id: c for c in self.ledger.claims}

    @cached_property
    def analyses(self) -> Mapping[DocId, ReportAnalysis]:
        """Doc id -> report with its finds."""
        return {a.report.doc_id: a for a in self.ledger.analyses}

    @cached_property
    def origins(self) -> Mapping[OriginId, Origin]:
        """Origin id -> origin."""
        return {o.origin_id: o for o in self.ledger.origins}

    @cached_property
    def short_ids(self) -> Mapping[IncidentId, str]:
        """Incident id -> TB-XXXXXX."""
        return shorten_ids(i.incident_id for i in self.ledger.incidents)

    @cached_property
    def relations(self) -> Mapping[IncidentId, tuple[Relation, ...]]:
        """Incident id -> its relations in export order."""
        grouped: dict[IncidentId, list[Relation]] = defaultdict(list)
        for relation in self.ledger.relations:
            if relation.incident_id is not None:
                grouped[relation.incident_id].append(relation)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def page_names(self) -> Mapping[DocId, str]:
        """Doc id -> file name of its page (the short hash keeps strange paths out of file names)."""
        return {a.report.doc_id: f"{a.report.doc_id[:10]}.html" for a in self.ledger.analyses}

    def path_of(self, doc_id: DocId) -> str:
        """The input's path as the user named it."""
        return self.analyses[doc_id].report.path


@dataclass(frozen=True)
class Column:
    """One origin of the account matrix and the reports it speaks through."""

    origin_id: OriginId
    name: str
    side: str | None
    kind: str
    via: tuple[str, ...]
    points: int


@dataclass(frozen=True)
class Statement:
    """One claim inside a cell: its letter, value, words and where they stand."""

    letter: str
    value: str
    relation: str
    quote: str
    path: str
    href: str
    start: int
    end: int
    reason: str
    chain: str
    status: str


@dataclass(frozen=True)
class Row:
    """One point of the matrix: all positions on one slot."""

    slot: str
    heading: str
    mark: str | None
    positions: tuple[tuple[str, str, str], ...]
    cells: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True)
class Matrix:
    """Rows: what is claimed. Columns: who says so."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def read_quote(index: LedgerIndex, claim: Claim, limit: int = 180) -> str:
    """The words of a claim, shortened in the middle of nothing: cut at a blank, marked by "…"."""
    words = claim.text or index.analyses[claim.doc_id].report.text[claim.start : claim.start + limit]
    words = " ".join(words.split())
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " …"


def describe_chain(claim: Claim) -> str:
    """ "outlet → agency → ministry"; unknown elements are shown, never dropped."""
    names = [
        f"{link.name or 'not named'}{'' if link.status == 'stated' else f' ({link.status})'}" for link in claim.chain
    ]
    return " → ".join(names)


def build_matrix(index: LedgerIndex, incident: Incident) -> Matrix:
    """The account matrix of one incident, from its propositions and relations."""
    slots: dict[str, list[SlotProposition]] = defaultdict(list)
    for proposition in incident.propositions:
        slots[proposition.slot].append(proposition)
    columns = list_columns(index, incident)
    order = {c.origin_id: n for n, c in enumerate(columns)}
    marks = mark_rows(index.relations.get(incident.incident_id, ()))
    rows = [build_row(index, slot, group, order, marks.get(slot)) for slot, group in slots.items()]
    return Matrix(columns, tuple(sorted(rows, key=lambda r: _row_rank(r.slot))))


def _row_rank(slot: str) -> tuple[int, str]:
    fixed = ("occurrence", "type", "actor", "when", "place")
    if slot in fixed:
        return fixed.index(slot), slot
    return (90 if slot in ("means", "object", "framing") else 10), slot


def list_columns(index: LedgerIndex, incident: Incident) -> tuple[Column, ...]:
    """Origins that speak of the incident: most points first, then by name."""
    points: dict[OriginId, set[str]] = defaultdict(set)
    via: dict[OriginId, set[str]] = defaultdict(set)
    for proposition in incident.propositions:
        for claim_id in proposition.support + proposition.against:
            claim = index.claims[claim_id]
            if claim.origin_id is not None:
                points[claim.origin_id].add(proposition.slot)
                via[claim.origin_id].add(index.path_of(claim.doc_id))
    columns = []
    for origin_id, slots in points.items():
        origin = index.origins[origin_id]
        columns.append(
            Column(origin_id, origin.name, origin.side, origin.kind, tuple(sorted(via[origin_id])), len(slots))
        )
    return tuple(sorted(columns, key=lambda c: (-c.points, c.name, c.origin_id)))


def mark_rows(relations: Iterable[Relation]) -> dict[str, str]:
    """Slot -> the gravest relation kind on it."""
    marks: dict[str, str] = {}
    for relation in relations:
        now = marks.get(relation.slot)
        if now is None or SEVERITY.index(relation.kind) < SEVERITY.index(now):
            marks[relation.slot] = relation.kind
    return marks


def build_row(
    index: LedgerIndex,
    slot: str,
    group: list[SlotProposition],
    order: Mapping[OriginId, int],
    mark: str | None,
) -> Row:
    """One slot: each distinct value gets a letter; a denial stands in its own speaker's cell."""
    cells: list[list[Statement]] = [[] for _ in order]
    positions = []
    for number, proposition in enumerate(sorted(group, key=lambda p: (-len(p.support), p.value or ""))):
        letter = chr(ord("a") + number % 26)
        value = proposition.value or ("yes" if slot == "occurrence" else "said, no value given")
        positions.append((letter, value, _describe_count(proposition)))
        for claim_id in proposition.support:
            _place(index, claim_id, letter, value, "says", order, cells)
        for claim_id in proposition.against:
            _place(index, claim_id, "x", f"denies {letter}", "denies", order, cells)
    ordered = tuple(tuple(sorted(cell, key=lambda s: (s.path, s.start, s.letter))) for cell in cells)
    return Row(slot, name_slot(slot), mark, tuple(positions), ordered)


def _describe_count(proposition: SlotProposition) -> str:
    low, high = proposition.origins.low, proposition.origins.high
    said = f"{low}" if low == high else f"{low} to {high}"
    against = ""
    if proposition.against_high:
        low, high = proposition.against_low, proposition.against_high
        against = f"; denied by {low if low == high else f'{low} to {high}'}"
    return f"origins {said}{against}"


def _place(
    index: LedgerIndex,
    claim_id: ClaimId,
    letter: str,
    value: str,
    relation: str,
    order: Mapping[OriginId, int],
    cells: list[list[Statement]],
) -> None:
    claim = index.claims[claim_id]
    if claim.origin_id is None or claim.origin_id not in order:
        return
    end = claim.content[-1].end if claim.content else claim.start
    page = index.page_names[claim.doc_id]
    cells[order[claim.origin_id]].append(
        Statement(
            letter, value, relation, read_quote(index, claim), index.path_of(claim.doc_id),
            f"{page}#c-{claim_id}", claim.start, end, claim.reason, describe_chain(claim), "machine",
        )
    )  # fmt: skip


@dataclass(frozen=True)
class IncidentLine:
    """One row of the incidents list."""

    incident: Incident
    short_id: str
    title: str
    when: str
    names: str
    summary: str
    disputes: int
    reports: int


def describe_when(start: str | None, end: str | None, precision: str) -> str:
    """ "2019-05-09 18:20", "2022-03-24 .. 2022-03-25", "day not known"."""
    if start is None and end is None:
        return "day not known"
    if start == end and start is not None:
        return start.replace("T", " ")
    first, last = (start or "…").replace("T", " "), (end or "…").replace("T", " ")
    return f"{first} .. {last}" + (f" ({precision})" if precision in ("month", "longer") else "")


def describe_names(incident: Incident) -> str:
    """All names used for the incident's places, alphabetical, none of them the main one."""
    names = sorted({name.text for place in incident.places for name in place.names}, key=str.casefold)
    return " · ".join(names) if names else "place not named"


def describe_origins(low: int, high: int) -> str:
    """ "1 origin", "2 to 3 origins"."""
    if low == high:
        return f"{low} origin" + ("" if low == 1 else "s")
    return f"{low} to {high} origins"


def list_incidents(index: LedgerIndex) -> tuple[IncidentLine, ...]:
    """Incidents, contested first, then by day and id; rows of every status."""
    lines = [build_line(index, incident) for incident in index.ledger.incidents]
    rank = {"contested": 0, "one_sided": 1, "agreed": 2, "single_origin": 3}
    background = {"background": 1, "planned": 1, "hypothetical": 1}

    def sort_key(line: IncidentLine) -> tuple[int, int, int, str, str]:
        i = line.incident
        return (background.get(i.status, 0), rank.get(i.state, 9), -line.disputes, i.start or "9999", i.incident_id)

    return tuple(sorted(lines, key=sort_key))


def build_line(index: LedgerIndex, incident: Incident) -> IncidentLine:
    """What the list says of one incident; assembled from claims, never free text."""
    relations = index.relations.get(incident.incident_id, ())
    disputes = [r for r in relations if r.kind in DISPUTES and "pending" not in r.flags]
    slots = sorted({name_slot(r.slot) for r in disputes})
    summary = describe_origins(incident.origins.low, incident.origins.high)
    if slots:
        summary += "; differ on: " + ", ".join(slots)
    when = describe_when(incident.start, incident.end, incident.date_precision)
    title = f"{name_type(incident.type).capitalize()}: {describe_names(incident)}"
    return IncidentLine(
        incident, index.short_ids[incident.incident_id], title, when, describe_names(incident), summary,
        len(disputes), len(incident.documents),
    )  # fmt: skip
