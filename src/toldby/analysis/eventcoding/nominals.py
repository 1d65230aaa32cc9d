"""Whether a noun that names an act tells it, refers back to it, or only mentions it in passing."""

from __future__ import annotations

from typing import Final

from toldby.analysis.eventcoding.roles import Roles, carrier_below
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.triggers import Trigger

TOLD: Final = "told"
REFERRED: Final = "referred"
PASSING: Final = "passing"
_CLIMB: Final = 8
_CARRYING: Final = ("carrier_verbs", "cause_verbs", "happening_verbs", "halting_verbs")


def judge_noun(scene: Scene, trigger: Trigger, roles: Roles) -> str:
    """TOLD as happening, REFERRED back to ("the shelling"), or in PASSING ("fears about attacks")."""
    if not scene.is_parsed:
        return REFERRED if is_definite(scene, trigger) else TOLD
    if _is_dismissed(scene, trigger):
        return PASSING
    if is_definite(scene, trigger):
        return REFERRED
    if carrier_below(scene, trigger.head) is not None:
        return TOLD
    return TOLD if _is_told(scene, trigger, roles) else PASSING


def is_definite(scene: Scene, trigger: Trigger) -> bool:
    """As in "the shelling", "this attack", "Tuesday's clash": known already, unless its own date tells it."""
    first = trigger.first
    determiners = scene.lexicon.language.group("pointing_words")
    if scene.is_parsed:
        owned = [c for i in range(trigger.first, trigger.last + 1) for c in scene.tree.children[i]]
        if any(scene.tokens[c].dep == "nmod:poss" and scene.is_time(c) for c in owned):
            return True
        return any(scene.low(c) in determiners for c in owned if scene.tokens[c].dep in ("det", "amod", "nmod:poss"))
    return any(scene.low(i) in determiners for i in range(max(0, first - 2), first))


def has_own_slots(scene: Scene, trigger: Trigger) -> bool:
    """A date or a place stands inside the noun phrase: "the shelling of Pelluk on 2 May"."""
    inside = set(scene.tree.subtree(trigger.head))
    dated = any(i in inside for _, start, end in scene.dated_spans() for i in scene.tokens_in(start, end))
    placed = any(
        i in inside for p in scene.places if p.role not in ("actor", "part") for i in scene.tokens_in(p.start, p.end)
    )
    return dated or placed


def _is_dismissed(scene: Scene, trigger: Trigger) -> bool:
    """As in "fear of attacks", "an end to the fighting", "the threat of shelling"."""
    head = scene.tokens[trigger.head].head
    if head == trigger.head or not scene.tokens[trigger.head].dep.startswith(("nmod", "compound")):
        return False
    return scene.is_in(head, "dismissed_nouns")


def _is_told(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    noun = _climb(scene, trigger.head)
    if noun != trigger.head and scene.is_in(noun, "charge_nouns"):
        return True
    token = scene.tokens[noun]
    base = token.dep.split(":")[0]
    if base in ("root", "parataxis", "ccomp", "appos", "list") or token.head == noun:
        return True
    verb = token.head
    if base == "nsubj":
        return scene.is_in(verb, "happening_verbs") or scene.tokens[verb].pos in ("NOUN", "ADJ") or bool(roles.agents)
    if base in ("obj", "xcomp"):
        return _is_carried(scene, verb) or has_own_slots(scene, trigger)
    if base in ("obl", "nmod"):
        return _is_told_after_preposition(scene, trigger, noun, verb)
    return has_own_slots(scene, trigger)


def _is_carried(scene: Scene, verb: int) -> bool:
    """The verb, or the one it completes, carries, causes or halts acts."""
    verbs = [verb, scene.tokens[verb].head] if scene.tokens[verb].dep == "xcomp" else [verb]
    return any(scene.is_in(v, group) for v in verbs for group in _CARRYING)


def _climb(scene: Scene, noun: int) -> int:
    """As in "a wave of attacks", "reports of shelling": the outer noun tells how the act stands."""
    at = noun
    for _ in range(_CLIMB):
        token = scene.tokens[at]
        if (
            (token.dep.startswith("nmod") and scene.is_in(token.head, "report_nouns"))
            or (token.dep == "conj" and scene.tokens[token.head].pos in ("NOUN", "PROPN"))
            or token.dep in ("compound", "flat")
        ):
            at = token.head
        else:
            break
    return at


def _is_told_after_preposition(scene: Scene, trigger: Trigger, noun: int, governor: int) -> bool:
    case = next((scene.low(c) for c in scene.tree.children[noun] if scene.tokens[c].dep == "case"), "")
    if any(scene.is_in(governor, g) for g in ("cause_verbs", "carrier_verbs")) and case in (
        "to",
        "in",
        "with",
        "into",
        "out",
    ):
        return True
    if scene.is_in(governor, "harm_verbs") and case in scene.lexicon.language.group("harm_prepositions"):
        return True
    if case in ("in", "by", "during", "under") and not scene.is_in(governor, "passing_prepositions"):
        return has_own_slots(scene, trigger)
    if scene.is_in(governor, "charge_nouns"):
        return True
    return has_own_slots(scene, trigger) and _has_day(scene, trigger)


def _has_day(scene: Scene, trigger: Trigger) -> bool:
    inside = set(scene.tree.subtree(trigger.head))
    return any(i in inside for _, start, end in scene.dated_spans() for i in scene.tokens_in(start, end))
