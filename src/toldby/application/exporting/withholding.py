"""What is kept out of an export: embargoed and sensitive reports and incidents, each with a reason.

An incident goes out whole or not at all: its numbers of origins rest on every report of it, so one withheld
report withholds the incidents it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.domain.ids import DocId
from toldby.domain.incidents import Incident
from toldby.domain.ledger import Ledger
from toldby.domain.short_ids import SHORTEST
from toldby.domain.text import Report

ACTIONS = ("exclude", "embargo", "coarsen")
_OPEN = frozenset({"", "public", "open", "none", "no"})
_EMBARGO = re.compile(r"embargo(?:ed)?(?:\s+until)?(?:[\s:]+(?P<until>\d{4}-\d{2}-\d{2}))?")


@dataclass(frozen=True, slots=True)
class Restriction:
    """A person's order: `target` is the path of a report, or an incident's id or its start (`TB-…`).

    `action` is exclude, embargo or coarsen; `until` the last day of an embargo (None = no end known).
    """

    target: str
    action: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """An item that does not go out. `kind`: report incident."""

    kind: str
    id: str
    reason: str


def list_withheld_reports(
    ledger: Ledger, restrictions: Iterable[Restriction], as_of: str | None
) -> Mapping[DocId, Withheld]:
    """Reports that their sidecar row (`sensitivity`) or a restriction keeps back."""
    by_path = {one.target: one for one in restrictions if one.action != "coarsen"}
    found = {}
    for analysis in ledger.analyses:
        report = analysis.report
        order = by_path.get(report.path) or read_sensitivity(report)
        if order is not None and order.action != "coarsen" and (reason := _reason(order, as_of)) is not None:
            found[report.doc_id] = Withheld("report", report.doc_id, reason)
    return found


def list_withheld_incidents(
    ledger: Ledger, reports: Mapping[DocId, Withheld], restrictions: Iterable[Restriction], as_of: str | None
) -> tuple[Withheld, ...]:
    """Incidents named by a restriction, or told by a report that is kept back."""
    orders = [one for one in restrictions if one.action != "coarsen"]
    found = []
    for incident in ledger.incidents:
        reason = next((r for o in orders if names_incident(o, incident) and (r := _reason(o, as_of))), None)
        if reason is None and any(doc in reports for doc in incident.documents):
            reason = "rests on a report that is withheld"
        if reason is not None:
            found.append(Withheld("incident", incident.incident_id, reason))
    return tuple(found)


def list_coarsened(ledger: Ledger, restrictions: Iterable[Restriction]) -> frozenset[str]:
    """Ids of incidents whose places are drawn wide and not named."""
    orders = [one for one in restrictions if one.action == "coarsen"]
    marked = {a.report.doc_id for a in ledger.analyses if _is_coarse(a.report, orders)}
    return frozenset(
        i.incident_id
        for i in ledger.incidents
        if any(doc in marked for doc in i.documents) or any(names_incident(o, i) for o in orders)
    )


def _is_coarse(report: Report, orders: Iterable[Restriction]) -> bool:
    own = read_sensitivity(report)
    return (own is not None and own.action == "coarsen") or any(o.target == report.path for o in orders)


def read_sensitivity(report: Report) -> Restriction | None:
    """The `sensitivity` cell of a report; a word that is not known withholds the report."""
    cell = dict(report.meta).get("sensitivity", "").strip().casefold()
    if cell in _OPEN:
        return None
    if cell in ("coarsen", "coarse"):
        return Restriction(report.path, "coarsen")
    embargo = _EMBARGO.fullmatch(cell)
    if embargo is not None:
        return Restriction(report.path, "embargo", embargo["until"])
    return Restriction(report.path, "exclude")


def names_incident(order: Restriction, incident: Incident) -> bool:
    """The order is on this incident, by its id or at least six characters of it."""
    start = order.target.upper().removeprefix("TB-")
    return len(start) >= SHORTEST and incident.incident_id.startswith(start)


def _reason(order: Restriction, as_of: str | None) -> str | None:
    if order.action == "exclude":
        return "sensitive"
    if order.until is None:
        return "embargoed, no end given"
    return None if as_of is not None and order.until <= as_of else f"embargoed until {order.until}"
