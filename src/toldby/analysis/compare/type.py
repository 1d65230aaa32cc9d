"""Compares what kind of act two accounts tell."""

from __future__ import annotations

from collections.abc import Iterable

LISTED_PAIRS: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for pair in (
        ("posture.line_crossing", "posture.position_taken"),
        ("engagement.ambush", "engagement.armed_clash"),
        ("engagement.fire_across_line", "engagement.armed_clash"),
        ("engagement.fire_across_line", "engagement.ambush"),
        ("engagement.sabotage_attempt", "engagement.armed_clash"),
        ("restrict.detention", "civilian.abduction"),
    )
)
"""Two names under which one act is told (`linking.md` 5)."""

SPEECH = "speech"


def family_of(type_id: str) -> str:
    """The family is the part before the point."""
    return type_id.partition(".")[0]


def is_listed(a: str, b: str) -> bool:
    """The two types are a listed pair."""
    return frozenset((a, b)) in LISTED_PAIRS


def compare_type_ids(a: str, b: str) -> str:
    """The level of `linking.md` 5 for two types."""
    if a == b:
        return "same"
    if (family_of(a) == SPEECH) != (family_of(b) == SPEECH):
        return "act and speech"
    if is_listed(a, b):
        return "listed pair"
    return "same family" if family_of(a) == family_of(b) else "other family"


def compare_types(a: Iterable[str], b: Iterable[str]) -> frozenset[str]:
    """All levels over two type sets; {"missing"} when one account names no type."""
    y = tuple(b)
    return frozenset(compare_type_ids(p, q) for p in a for q in y) or frozenset({"missing"})


def are_akin(a: Iterable[str], b: Iterable[str]) -> bool:
    """Some type is the same or a listed pair, or one account names none."""
    return bool(compare_types(a, b) & {"same", "listed pair", "missing"})


def list_families(types: Iterable[str]) -> frozenset[str]:
    """Families of the types and of the types they may also be told as."""
    given = frozenset(types)
    told = given | frozenset(other for pair in LISTED_PAIRS if pair & given for other in pair)
    return frozenset(family_of(t) for t in told)
