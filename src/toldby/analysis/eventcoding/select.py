"""One reading per happening: several triggers of one clause are weighed against each other.

Longer forms, then heavier entries, then the verb of the clause, then what comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.analysis.eventcoding.roles import Roles
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.triggers import Trigger

_OUTCOMES = ("civilian.attack", "restrict.property_destruction", "remote.shelling", "engagement.armed_clash")
_FORCEFUL = ("engagement", "remote", "civilian", "public.riot")


@dataclass(frozen=True, slots=True)
class Reading:
    """A trigger that fits its entry, with its roles and how a noun stands (empty for verbs)."""

    trigger: Trigger
    roles: Roles
    standing: str = ""


def choose_readings(scene: Scene, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings kept, in text order; no two share a token, and none only repeats another."""
    kept: list[Reading] = []
    whole = _drop_parts(tuple(readings))
    for reading in sorted(whole, key=lambda r: _rank(scene, r)):
        if any(_overlaps(reading, other) or _repeats(scene, reading, other) for other in kept):
            continue
        kept.append(reading)
    return tuple(sorted(kept, key=lambda r: (r.trigger.first, r.trigger.last)))


def _drop_parts(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """As in "opened fire" before "opened": a form inside a longer one that fits says less."""
    spans = [(r.trigger.first, r.trigger.last) for r in readings]
    return tuple(
        r for r in readings
        if not any(s <= r.trigger.first and r.trigger.last <= e and e - s + 1 > r.trigger.size for s, e in spans)
    )  # fmt: skip


def _rank(scene: Scene, reading: Reading) -> tuple[int, int, int, int, str]:
    trigger = reading.trigger
    clause = scene.tree.clauses[scene.tree.owner[trigger.head]]
    is_head = trigger.head == clause.head
    told = reading.standing in ("", "told") and not _is_participle(scene, trigger)
    return (-int(told), -trigger.entry.weight, -int(is_head), trigger.first, trigger.entry.id)


def _is_participle(scene: Scene, trigger: Trigger) -> bool:
    """As in ", killing six": what came of an act is read after the act."""
    token = scene.tokens[trigger.head]
    is_below = token.dep in ("advcl", "conj") and token.tag == "VBG"
    return not trigger.is_noun and is_below and trigger.entry.type.startswith(_OUTCOMES)


def _overlaps(a: Reading, b: Reading) -> bool:
    return a.trigger.first <= b.trigger.last and b.trigger.first <= a.trigger.last


def _repeats(scene: Scene, reading: Reading, kept: Reading) -> bool:
    """A second trigger in the same clause is the same happening, unless the nouns are coordinated."""
    a, b = reading.trigger, kept.trigger
    if scene.tree.owner[a.head] != scene.tree.owner[b.head]:
        return (
            _is_complement(scene, reading, kept)
            or _tells_again(scene, reading, kept)
            or _is_outcome(scene, reading, kept)
        )
    if _is_dated_noun(scene, a) != _is_dated_noun(scene, b):
        return a.entry.type == b.entry.type
    if a.is_noun and b.is_noun:
        return not _are_coordinated(scene, a.head, b.head) or a.entry.type == b.entry.type
    return True


def _is_complement(scene: Scene, reading: Reading, kept: Reading) -> bool:
    """As in "attempted to attack", "repelled an attempt to seize": the infinitive is the same act."""
    lower, upper = reading.trigger, kept.trigger
    if scene.tree.clauses[scene.tree.owner[lower.head]].parent != scene.tree.owner[upper.head]:
        return False
    token = scene.tokens[lower.head]
    if token.dep == "acl" and scene.is_in(token.head, "attempt_nouns"):
        return scene.tokens[token.head].head == upper.head or upper.first <= token.head <= upper.last
    return upper.first <= token.head <= upper.last and token.dep == "xcomp"


def _is_outcome(scene: Scene, reading: Reading, kept: Reading) -> bool:
    """As in "opened fire on the crowd, killing six", "ambushed a column, destroying two lorries": one happening."""
    lower, upper = reading.trigger, kept.trigger
    if not reading.trigger.entry.type.startswith(_OUTCOMES) or not upper.entry.type.startswith(_FORCEFUL):
        return False
    clause = scene.tree.owner[lower.head]
    if scene.tokens[scene.tree.clauses[clause].head].tag != "VBG":
        return False
    for above in (clause, *scene.tree.ancestors(clause)):
        if above == scene.tree.owner[upper.head]:
            return True
        head = scene.tree.clauses[above].head
        if scene.tokens[head].tag != "VBG" or scene.tokens[head].dep not in ("advcl", "conj", "acl"):
            return False
    return False


def _tells_again(scene: Scene, reading: Reading, kept: Reading) -> bool:
    """As in "a truce signed on ...", "the mine went off and wounded ...": the same type with the same subject."""
    a, b = reading.trigger, kept.trigger
    if a.entry.type != b.entry.type:
        return False
    if scene.tokens[a.head].head in (b.head, a.head) and scene.tokens[a.head].dep.startswith("acl"):
        return scene.tokens[a.head].head == b.head
    if scene.tokens[b.head].head == a.head and scene.tokens[b.head].dep.startswith("acl"):
        return True
    linked = scene.tokens[a.head].head == b.head or scene.tokens[b.head].head == a.head
    same = set(reading.roles.agent_heads) & set(kept.roles.agent_heads)
    return linked and bool(same) and not _has_own_place(scene, a)


def _has_own_place(scene: Scene, trigger: Trigger) -> bool:
    members = scene.tree.clauses[scene.tree.owner[trigger.head]].members
    return any(scene.place_at(i) is not None for i in members)


def _is_dated_noun(scene: Scene, trigger: Trigger) -> bool:
    """As in "near the site of a 5 March shootout": a noun with a day of its own is a happening of its own."""
    if not trigger.is_noun or not scene.is_parsed:
        return False
    inside = set(scene.tree.subtree(trigger.head))
    return any(inside.issuperset(scene.tokens_in(start, end)) for _, start, end in scene.dated_spans())


def _are_coordinated(scene: Scene, a: int, b: int) -> bool:
    return _conj_root(scene, a) == _conj_root(scene, b) or _hangs_apart(scene, a, b)


def _hangs_apart(scene: Scene, a: int, b: int) -> bool:
    """One noun is subject, the other object of a verb of causing: two happenings, one led to the other."""
    first, second = scene.tokens[a], scene.tokens[b]
    deps = {first.dep.split(":")[0], second.dep.split(":")[0]}
    return first.head == second.head and "nsubj" in deps and scene.is_in(first.head, "cause_verbs")


def _conj_root(scene: Scene, index: int) -> int:
    at = index
    while scene.tokens[at].dep == "conj" and scene.tokens[at].head < at:
        at = scene.tokens[at].head
    return at
