"""Acts told in soft words: "necessary local measures on the ridge"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toldby.analysis.eventcoding.reality import judge_reality
from toldby.analysis.eventcoding.roles import read_roles
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.slots import find_places_of, find_times_of
from toldby.analysis.eventcoding.triggers import Trigger
from toldby.analysis.remembering import remember
from toldby.domain.finds import EventMention
from toldby.domain.lexicon import EventEntry, LanguagePack
from toldby.domain.text import Span
from toldby.domain.wording import Wording

EUPHEMISM = "euphemism"
GROUND_TYPE = "posture.position_taken"


def mention_euphemisms(scene: Scene, told: Sequence[EventMention]) -> Iterator[EventMention]:
    """One mention per soft phrase; on ground, a road or a line it is a position taken."""
    taken = [event.trigger for event in told]
    for hit in _wording(scene.lexicon.language).find(scene.text, scene.sentence.start, scene.sentence.end):
        tokens = scene.tokens_in(hit.start, hit.end)
        span = Span(hit.start, hit.end)
        if tokens and scene.tokens[tokens[0]].tag != "QUOTE" and not any(t.overlaps(span) for t in taken):
            mention = _read(scene, tokens, span)
            if mention is not None:
                yield mention


def _wording(language: LanguagePack) -> Wording:
    return remember(language, "_euphemism_wording", lambda: Wording.from_forms(language.group("euphemisms")))


def _read(scene: Scene, tokens: tuple[int, ...], span: Span) -> EventMention | None:
    entry = EventEntry(EUPHEMISM, GROUND_TYPE, (), "subject", "on-phrase")
    verbs = [i for i in tokens if scene.tokens[i].pos == "VERB"]
    head = verbs[0] if verbs else tokens[-1]
    carrier = _carrier(scene, head) if not verbs else head
    trigger = Trigger(entry, tokens[0], tokens[-1], carrier, is_noun=carrier == head and not verbs)
    roles = read_roles(scene, trigger)
    agents = roles.agents or (roles.patients if roles.is_passive else ())
    places = find_places_of(scene, trigger, roles, ())
    if not agents or not (places or _names_ground(scene)):
        return None
    reality = judge_reality(scene, trigger)
    return EventMention(
        scene.sentence.index, span, scene.tree.span_of(scene.tree.owner[carrier]), GROUND_TYPE, EUPHEMISM,
        agents=agents, places=places, times=find_times_of(scene, trigger, ()), object=_ground(scene),
        status="asserted" if reality.status == "alleged" else reality.status, hedges=(EUPHEMISM, *reality.hedges),
        is_negated=reality.is_negated,
    )  # fmt: skip


def _carrier(scene: Scene, noun: int) -> int:
    """The verb that carries the soft noun: "took measures", "measures were taken"."""
    verb = scene.tokens[noun].head
    return verb if scene.is_parsed and scene.tokens[verb].pos == "VERB" else noun


def _names_ground(scene: Scene) -> bool:
    return _ground(scene) is not None


def _ground(scene: Scene) -> str | None:
    ground = scene.lexicon.language.group("ground_words")
    for index in range(len(scene.tokens)):
        pair = f"{scene.low(index)} {scene.low(index + 1)}"
        if pair in ground:
            return scene.text[scene.tokens[index].start : scene.tokens[index + 1].end]
        if scene.low(index) in ground:
            return scene.tokens[index].text
    return None
