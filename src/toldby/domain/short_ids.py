"""Short ids for people: `TB-` and the first characters of an incident id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toldby.domain.ids import IncidentId

SHORTEST = 6


def shorten_ids(ids: Iterable[IncidentId]) -> Mapping[IncidentId, str]:
    """Each id with the shortest prefix (six characters or more) that no other id shares."""
    ordered = sorted(set(ids))
    short: dict[IncidentId, str] = {}
    for number, id_ in enumerate(ordered):
        near = [ordered[n] for n in (number - 1, number + 1) if 0 <= n < len(ordered)]
        length = max([SHORTEST, *(_shared(id_, other) + 1 for other in near)])
        short[id_] = name_short(id_, length)
    return short


def name_short(incident_id: str, length: int = SHORTEST) -> str:
    """`TB-` and the first characters of the id."""
    return f"TB-{incident_id[:length]}"


def _shared(a: str, b: str) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length
