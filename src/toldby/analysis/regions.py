"""Which region packs take part for a report: those whose places or parties it names."""

from __future__ import annotations

from typing import Final

from toldby.analysis.acting.names import NameHit, NameRef, find_names
from toldby.domain.lexicon import Lexicon, RegionPack

NEEDED: Final = 2
"""One place of the pack, or two of its parties: one country alone is in the news everywhere."""

_OUTSIDE: Final = frozenset({"mediator", "monitor", "outsider"})


def select_regions(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Ids of the region packs whose names the text holds.

    >>> select_regions("Nothing of interest.", lexicon)  # doctest: +SKIP
    frozenset()
    """
    return frozenset(r.id for r in lexicon.regions if _count_evidence(text, lexicon, r) >= NEEDED)


def _count_evidence(text: str, lexicon: Lexicon, region: RegionPack) -> int:
    hits = find_names(text, lexicon.narrow(frozenset({region.id})))
    things = {(ref.kind, ref.id): ref for hit in hits for ref in _telling_refs(hit)}
    return sum(_weigh(ref, lexicon) for ref in things.values())


def _telling_refs(hit: NameHit) -> tuple[NameRef, ...]:
    return hit.refs if len(hit.refs) <= 1 else hit.of_kind("place", "actor")


def _weigh(ref: NameRef, lexicon: Lexicon) -> int:
    if ref.kind == "place":
        return 0 if lexicon.place_by_id[ref.id].kind == "country" else NEEDED
    if ref.kind == "outlet":
        return 1
    actor = lexicon.actor_by_id[ref.id]
    if actor.role in _OUTSIDE or (ref.form == "short" and actor.kind == "ministry"):
        return 0
    return 1 if actor.side is not None or actor.kind == "person" else 0
