"""The incidents list: one line per incident, of every status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.phrases import describe_names, describe_origins, describe_when
from toldby.adapters.exports.site.words import DISPUTES, name_slot, name_type
from toldby.domain.incidents import Incident

_STATES = {"contested": 0, "one_sided": 1, "agreed": 2, "single_origin": 3}
_LATER = frozenset({"background", "planned", "hypothetical"})


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

    @property
    def is_contested(self) -> bool:
        """Accounts of it differ."""
        return self.incident.state == "contested"


def leave_recalled(lines: Sequence[IncidentLine]) -> tuple[IncidentLine, ...]:
    """What a drawing shows: one act recalled from decades ago or a wide region would squeeze everything else."""
    return tuple(line for line in lines if line.incident.status != "background") or tuple(lines)


def list_incidents(index: LedgerIndex) -> tuple[IncidentLine, ...]:
    """What happened before what is only planned or recalled; contested first, then by day and id."""
    lines = [build_line(index, incident) for incident in index.ledger.incidents]

    def sort_key(line: IncidentLine) -> tuple[bool, int, int, str, str]:
        i = line.incident
        return i.status in _LATER, _STATES.get(i.state, 9), -line.disputes, i.start or "9999", i.incident_id

    return tuple(sorted(lines, key=sort_key))


def build_line(index: LedgerIndex, incident: Incident) -> IncidentLine:
    """What the list says of one incident."""
    relations = index.relations.get(incident.incident_id, ())
    disputes = [r for r in relations if r.kind in DISPUTES and "pending" not in r.flags]
    slots = sorted({name_slot(r.slot) for r in disputes})
    summary = describe_origins(incident.origins.low, incident.origins.high)
    if slots:
        summary += "; differ on: " + ", ".join(slots)
    names = describe_names(incident)
    return IncidentLine(
        incident, index.short_ids[incident.incident_id], f"{name_type(incident.type).capitalize()}: {names}",
        describe_when(incident.start, incident.end, incident.date_precision), names, summary, len(disputes),
        len(incident.documents),
    )  # fmt: skip
