"""Which incidents a list, a page or an export shows, and in which order.

Both stores answer with exactly the incidents that `matches` lets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toldby.domain.claims import Claim
from toldby.domain.errors import UsageProblem
from toldby.domain.incidents import Incident

STATES = ("contested", "one_sided", "agreed", "single_origin")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """The parameters of the pages' URLs. `first`, `last` are `2022`, `2022-03` or `2022-03-24`.

    `type` is a type id or a family ("remote"); `side` a side id said to act or to suffer; `q` words
    of which each must occur in names, type, object or the words of a claim.
    """

    state: str | None = None
    type: str | None = None
    status: str | None = None
    first: str | None = None
    last: str | None = None
    side: str | None = None
    q: str | None = None
    limit: int | None = None
    contested_first: bool = False

    def __post_init__(self) -> None:
        if self.state is not None and self.state not in STATES:
            raise UsageProblem(f"--state {self.state}: must be one of {', '.join(STATES)}")
        for name, value in (("--from", self.first), ("--to", self.last)):
            if value is not None and not _DATE.fullmatch(value):
                raise UsageProblem(f"{name} {value}: write a year, month or day (2022, 2022-03 or 2022-03-24)")

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `q`, ready to be looked up in `search_text`."""
        return tuple((self.q or "").casefold().split())

    @property
    def last_text(self) -> str | None:
        """An upper bound for text comparison: "~" sorts after every character of a time value."""
        return None if self.last is None else self.last + "~"


def matches(incident: Incident, search: str, query: IncidentQuery) -> bool:
    """The incident is among those asked for. An incident without any date meets no date bound."""
    if query.state not in (None, incident.state) or query.status not in (None, incident.status):
        return False
    if query.type is not None and not _is_of_type(incident.type, query.type):
        return False
    if query.side is not None and query.side not in sides_of(incident):
        return False
    return _meets_dates(incident, query) and all(word in search for word in query.words)


def _is_of_type(type_id: str, wanted: str) -> bool:
    return type_id == wanted or type_id.startswith(wanted + ".")


def _meets_dates(incident: Incident, query: IncidentQuery) -> bool:
    if query.first is None and query.last is None:
        return True
    if incident.start is None and incident.end is None:
        return False
    if query.first is not None and incident.end is not None and incident.end < query.first:
        return False
    return query.last_text is None or incident.start is None or incident.start <= query.last_text


def sides_of(incident: Incident) -> frozenset[str]:
    """Every side said to act, to suffer or to have losses."""
    parties = [party.side for party in incident.agents + incident.patients]
    counted = [row.count.side for row in incident.casualties + incident.counts]
    return frozenset(side for side in parties + counted if side is not None)


def search_text(incident: Incident, claims: Iterable[Claim]) -> str:
    """What the words of a query are looked up in, folded to lower case."""
    parts = [incident.incident_id, incident.type, *incident.object, *incident.means]
    parts += [name.text for place in incident.places for name in place.names]
    parts += [party.name for party in incident.agents + incident.patients]
    parts += [claim.text for claim in claims if incident.incident_id in claim.incident_ids]
    return "\n".join(parts).casefold()


def order_incidents(incidents: Iterable[Incident], query: IncidentQuery) -> tuple[Incident, ...]:
    """By date (undated last), or by how much the accounts differ; ties by id. Cut at the limit."""
    rows = sorted(incidents, key=lambda i: (i.start or i.end or "~", i.incident_id))
    if query.contested_first:
        rows.sort(key=lambda i: (STATES.index(i.state) if i.state in STATES else len(STATES), -i.origins.high))
    return tuple(rows if query.limit is None else rows[: query.limit])
