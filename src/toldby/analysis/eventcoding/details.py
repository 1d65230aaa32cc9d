"""Means, object and attributes of an act from its words."""

from __future__ import annotations

from collections.abc import Iterator

from toldby.analysis.eventcoding.conditions import mentions_of
from toldby.analysis.eventcoding.phrases import read_phrase
from toldby.analysis.eventcoding.roles import Roles
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.triggers import Trigger

_CLASS_TARGETS = {"military": "military", "police": "police", "civilian": "civilian", "child": "civilian",
                  "journalist": "civilian", "aid_worker": "civilian"}  # fmt: skip


def find_means(scene: Scene, trigger: Trigger) -> str | None:
    """The weapon named in the clause, else the one the entry implies; "clashes" name none."""
    means = scene.lexicon.language.mapping("means_words")
    if trigger.entry.means is not None:
        return trigger.entry.means
    if not trigger.entry.type.startswith(("engagement", "remote", "civilian")) or "intercept" in trigger.entry.type:
        return None
    members = scene.tree.clauses[scene.tree.owner[trigger.head]].members
    named = [means[scene.low(i)] for i in members if scene.low(i) in means and scene.actor_at(i) is None]
    return named[0] if named else None


def find_object(scene: Scene, trigger: Trigger, roles: Roles) -> str | None:
    """The thing taken, hit, blocked or cut, in the text's words; people are parties, not objects."""
    for head in roles.patient_heads:
        if (
            scene.actor_at(head) is None
            and not scene.is_time(head)
            and scene.tokens[head].pos in ("NOUN", "PROPN", "X")
        ):
            return read_phrase(scene, head) if scene.is_parsed else scene.tokens[head].text
    return None


def find_attributes(scene: Scene, trigger: Trigger, roles: Roles, means: str | None) -> tuple[tuple[str, str], ...]:
    """Attributes the type allows and the words give, sorted by name."""
    kind = scene.lexicon.type_by_id.get(trigger.entry.type)
    allowed = kind.attributes if kind is not None else None
    found = dict(trigger.entry.attributes)
    if means is not None:
        found.setdefault("means", means)
    target = _target_kind(scene, trigger, roles)
    if target is not None:
        found.setdefault("target_kind", target)
    return tuple(sorted((k, v) for k, v in found.items() if allowed is None or k in allowed))


def _target_kind(scene: Scene, trigger: Trigger, roles: Roles) -> str | None:
    kinds = set(_kinds_of_people(scene, roles)) or set(_kinds_of_things(scene, trigger, roles))
    if not kinds:
        return None
    return kinds.pop() if len(kinds) == 1 else "mixed"


def _kinds_of_people(scene: Scene, roles: Roles) -> Iterator[str]:
    for mention in mentions_of(scene, roles.patient_heads):
        if mention.noun_class in _CLASS_TARGETS:
            yield _CLASS_TARGETS[mention.noun_class]
        elif mention.kind in ("forces", "group"):
            yield "military"


def _kinds_of_things(scene: Scene, trigger: Trigger, roles: Roles) -> Iterator[str]:
    targets = scene.lexicon.language.mapping("target_kinds")
    for head in roles.patient_heads:
        words = [scene.low(i) for i in scene.tree.subtree(head)] if scene.is_parsed else [scene.low(head)]
        yield from (targets[w] for w in words if w in targets)
        place = scene.place_at(head)
        if place is not None and place.kind == "settlement":
            yield "civilian"
