"""People hurt without an act of its own in the sentence: "Five residents were killed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toldby.analysis.counts import is_aggregate
from toldby.analysis.eventcoding.reality import judge_reality
from toldby.analysis.eventcoding.roles import Roles
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.slots import find_places_of, find_times_of
from toldby.analysis.eventcoding.triggers import Trigger
from toldby.domain.finds import EventMention
from toldby.domain.lexicon import EventEntry
from toldby.domain.propositions import Count
from toldby.domain.text import Span

CASUALTY_TYPE = ""
"""The type of a mention that only counts people: it joins the happening told beside it."""


def mention_casualties(scene: Scene, told: Sequence[EventMention]) -> Iterator[EventMention]:
    """One mention for the people counts that no act of the sentence took."""
    taken = {(c.start, c.end, c.kind) for event in told for c in event.counts}
    left = [
        c
        for c in scene.counts
        if _is_loss(c) and (c.start, c.end, c.kind) not in taken and scene.tokens_in(c.start, c.end)
    ]
    if left and all(event.drop is not None for event in told if event.counts):
        yield _mention(scene, tuple(left))


def _is_loss(count: Count) -> bool:
    return count.what == "people" and count.kind is not None


def _mention(scene: Scene, counts: tuple[Count, ...]) -> EventMention:
    start, end = min(c.start for c in counts), max(c.end for c in counts)
    trigger = _stand_in(scene, start, end)
    total = any(is_aggregate(scene.text, scene.sentence, c, scene.lexicon.language) for c in counts)
    reality = judge_reality(scene, trigger)
    clause = scene.tree.span_of(scene.tree.owner[trigger.head])
    return EventMention(
        scene.sentence.index, Span(start, end), clause, CASUALTY_TYPE, "casualties",
        places=find_places_of(scene, trigger, Roles(), ()), times=find_times_of(scene, trigger, ()), counts=counts,
        status=reality.status, hedges=reality.hedges, is_anaphoric=True,
        drop="aggregate: a total over a period" if total else None,
    )  # fmt: skip


def _stand_in(scene: Scene, start: int, end: int) -> Trigger:
    """The counted words in the place of a trigger; their verb is the head."""
    inside = scene.tokens_in(start, end) or (0,)
    verbs = [i for i in inside if scene.tokens[i].pos == "VERB"]
    head = verbs[0] if verbs else inside[-1]
    entry = EventEntry("casualties", CASUALTY_TYPE, (), "none", "none")
    return Trigger(entry, inside[0], inside[-1], head, is_noun=not verbs)
