"""Codes of other schemes for an incident: ACLED, PLOVER, UCDP (rules of `incident_types.json`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.domain.actors import Actor
from toldby.domain.incidents import ClaimedCount, ClaimedParty
from toldby.domain.lexicon import IncidentType, Lexicon, TypeRule

_UNARMED = frozenset({"civilian", "child", "journalist", "aid_worker"})
_STATE_KINDS = frozenset({"state", "ministry", "forces", "service", "agency"})


@dataclass(frozen=True, slots=True)
class Codes:
    """None = no unit in that scheme."""

    acled_event_type: str | None
    acled_sub_event_type: str | None
    plover: tuple[str, str | None] | None
    ucdp: int | None


def code_incident(
    type_id: str,
    attributes: tuple[tuple[str, str], ...],
    casualties: tuple[ClaimedCount, ...],
    parties: Iterable[ClaimedParty],
    lexicon: Lexicon,
    has_parts: bool = False,
) -> Codes:
    """First rule that fits wins; a missing attribute is `unknown`; nothing is invented."""
    kind = lexicon.type_by_id.get(type_id)
    if kind is None:
        return Codes(None, None, None, None)
    known = dict(attributes)
    acled = None if kind.acled_skip_if_parts and has_parts else _apply(kind.acled, known)
    plover = _apply(kind.plover, known)
    return Codes(
        acled[0] if acled else None,
        acled[1] if acled else None,
        (plover[0], plover[1]) if plover and plover[0] is not None else None,
        _code_ucdp(kind, known, casualties, tuple(parties), lexicon),
    )


def _apply(rules: tuple[TypeRule, ...], known: Mapping[str, str]) -> tuple[str | None, str | None] | None:
    for rule in rules:
        if all(known.get(name, "unknown") in allowed for name, allowed in rule.when):
            first, second = (*rule.values, None, None)[:2]
            return first, second
    return None


def _code_ucdp(
    kind: IncidentType,
    known: Mapping[str, str],
    casualties: tuple[ClaimedCount, ...],
    parties: tuple[ClaimedParty, ...],
    lexicon: Lexicon,
) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None without a death or without a named actor."""
    if kind.ucdp == "never" or not _has_deaths(casualties) or not parties:
        return None
    if kind.ucdp == "one_sided" or (kind.ucdp == "by_target" and known.get("target_kind") == "civilian"):
        return 3
    return 1 if any(_is_state(party, lexicon) for party in parties) else 2


def _has_deaths(casualties: tuple[ClaimedCount, ...]) -> bool:
    return any(c.count.kind == "killed" and c.count.high != 0 for c in casualties)


def _is_state(party: ClaimedParty, lexicon: Lexicon) -> bool:
    actor: Actor | None = lexicon.actor_by_id.get(party.id or "")
    seen: set[str] = set()
    while actor is not None and actor.id not in seen:
        seen.add(actor.id)
        if actor.kind == "state":
            return True
        if actor.parent is None:
            return actor.kind in _STATE_KINDS
        actor = lexicon.actor_by_id.get(actor.parent)
    return False


def derive_attributes(
    given: Iterable[tuple[str, str]], casualties: tuple[ClaimedCount, ...], means: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Attributes said, each with its most frequent value; target kind and means from what was said."""
    tally: dict[str, dict[str, int]] = {}
    for name, value in given:
        if value != "unknown":
            row = tally.setdefault(name, {})
            row[value] = row.get(value, 0) + 1
    known = {name: min(row, key=lambda v: (-row[v], v)) for name, row in tally.items()}
    hit = {_target_of(c.count.victim_status) for c in casualties if c.count.victim_status is not None}
    if "target_kind" not in known and hit:
        known["target_kind"] = next(iter(hit)) if len(hit) == 1 else "mixed"
    if "means" not in known and len(means) == 1:
        known["means"] = means[0]
    return tuple(sorted(known.items()))


def _target_of(victim_status: str) -> str:
    return "civilian" if victim_status in _UNARMED else victim_status
