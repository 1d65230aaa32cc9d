"""Mentions made from pack names alone, read by the role their place has."""

from __future__ import annotations

from collections.abc import Mapping

from toldby.analysis.acting.names import NameHit, NameRef
from toldby.domain.actors import ActorMention
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import PlaceMention

_FORMS = {"official": "name", "short": "alias", "abbreviation": "alias", "demonym": "demonym"}


def mention_name(
    text: str, hit: NameHit, places: Mapping[tuple[int, int], PlaceMention], lexicon: Lexicon
) -> ActorMention | None:
    """The actor or outlet a pack name stands for; None where it is a place there."""
    place = places.get((hit.start, hit.end))
    if place is not None and hit.of_kind("place") and place.role != "actor":
        return None
    actors = _one_each(hit.of_kind("actor"))
    outlets = _one_each(hit.of_kind("outlet"))
    if len(actors) == 1:
        return _mention_actor(text, hit, actors[0], lexicon)
    if not actors and len(outlets) == 1:
        return _mention_outlet(text, hit, outlets[0], lexicon)
    if len(actors) > 1:
        return _mention_tie(text, hit, actors, lexicon)
    return None


def _one_each(refs: tuple[NameRef, ...]) -> tuple[NameRef, ...]:
    return tuple({ref.id: ref for ref in refs}.values())


def _mention_actor(text: str, hit: NameHit, ref: NameRef, lexicon: Lexicon) -> ActorMention:
    actor = lexicon.actor_by_id[ref.id]
    form = _FORMS.get(ref.form, ref.form)
    reason = f"actor.name: {ref.form} name in {actor.pack or 'a region pack'}"
    return ActorMention(
        hit.start, hit.end, text[hit.start : hit.end], actor.id, actor.name, actor.side, form, actor.kind, reason=reason
    )


def _mention_outlet(text: str, hit: NameHit, ref: NameRef, lexicon: Lexicon) -> ActorMention:
    outlet = lexicon.outlet_by_id[ref.id]
    name = outlet.names[0] if outlet.names else outlet.id
    return ActorMention(
        hit.start, hit.end, text[hit.start : hit.end], outlet.id, name, outlet.side, "name", "outlet",
        reason=f"actor.outlet: name in {outlet.pack or 'a region pack'}",
    )  # fmt: skip


def _mention_tie(text: str, hit: NameHit, refs: tuple[NameRef, ...], lexicon: Lexicon) -> ActorMention:
    """As in "Ministry of Defence" of two sides: kept open, with the side where all share one."""
    actors = [lexicon.actor_by_id[ref.id] for ref in refs]
    sides = {a.side for a in actors}
    kinds = {a.kind for a in actors}
    words = text[hit.start : hit.end]
    return ActorMention(
        hit.start, hit.end, words, None, words, sides.pop() if len(sides) == 1 else None, "nominal",
        kinds.pop() if len(kinds) == 1 else None,
        reason="actor.tie: " + " or ".join(sorted(a.id for a in actors)),
    )  # fmt: skip
