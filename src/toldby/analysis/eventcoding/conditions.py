"""What an entry asks for beside its form: words in reach, kinds of people, a place as object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from toldby.analysis.eventcoding.phrases import find_counted
from toldby.analysis.eventcoding.roles import Roles
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.triggers import Trigger
from toldby.analysis.remembering import remember
from toldby.domain.actors import ActorMention

Strings = tuple[str, ...]

_REACH: Final = 9
_ARMED_CLASSES: Final = frozenset({"military", "police"})
_ARMED_KINDS: Final = frozenset({"forces", "group", "service", "state", "mission"})
_HARMED_CLASSES: Final = frozenset({"civilian", "child", "journalist", "aid_worker"})
_HIT_KINDS: Final = frozenset({"forces", "group", "service", "mission"})
_SIDED: Final = ("prev", "next", "subject", "object", "near")

_PHRASE = 14
"""How many words a noun with its date may have."""


def fits_entry(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    """Everything the entry requires holds and nothing it forbids does.

    Plain words: one of them is in reach. Tests ("@armed") and placed words ("object=road"): all hold.
    """
    entry = trigger.entry
    plain, placed, tests = _sort_conditions(entry.requires)
    if plain and not _is_near(scene, trigger, plain):
        return False
    if not all(_holds_placed(scene, trigger, roles, p) for p in placed):
        return False
    if not all(_holds_test(scene, trigger, roles, t) for t in tests):
        return False
    plain, placed, tests = _sort_conditions(entry.blockers)
    if plain and _holds_phrase(read_telling_words(scene, trigger), plain):
        return False
    if any(_holds_placed(scene, trigger, roles, p, _close_phrase) for p in placed):
        return False
    return not any(_holds_test(scene, trigger, roles, t) for t in tests)


@lru_cache(maxsize=4096)
def _sort_conditions(listed: tuple[str, ...]) -> tuple[Strings, Strings, Strings]:
    """Plain words, placed words, and tests without their mark."""
    plain, placed, tests = [], [], []
    for condition in listed:
        if condition.startswith("@"):
            tests.append(condition[1:])
        elif condition.split("=")[0] in _SIDED and "=" in condition:
            placed.append(condition)
        else:
            plain.append(condition)
    return tuple(plain), tuple(placed), tuple(tests)


def _holds_phrase(text: str, forms: Iterable[str]) -> bool:
    padded = f" {text} "
    return any(f" {form} " in padded for form in forms)


def _is_near(scene: Scene, trigger: Trigger, forms: Strings) -> bool:
    """One of the words stands in the clause at most a few words off, outside the trigger itself."""
    return _holds_phrase(_window(scene, trigger, _REACH), forms)


def read_telling_words(scene: Scene, trigger: Trigger) -> str:
    """The words of the clause that may change its sense: not the trigger, not where and when it happened.

    In "the shells hit a market near the bank" neither the market nor the bank makes a figure of speech.
    """
    clause = scene.tree.owner[trigger.head]
    members = scene.tree.clauses[clause].members
    setting = _read_setting(scene, clause) if scene.is_parsed else frozenset()
    inside = range(trigger.first, trigger.last + 1)
    return scene.words_of([i for i in members if i not in inside and i not in setting])


def _read_setting(scene: Scene, clause: int) -> frozenset[int]:
    """The setting of a clause, worked out once for all acts in it."""
    return remember(scene, f"_setting_{clause}", lambda: _list_setting(scene, scene.tree.clauses[clause].members))


def _list_setting(scene: Scene, members: Iterable[int]) -> frozenset[int]:
    """Times, places and buildings with their modifiers, and phrases after "near", "after" and the like."""
    found: set[int] = set()
    for index in members:
        if _is_place_noun(scene, index):
            found.update(_close_words(scene, index))
        elif scene.is_time(index) or scene.place_at(index) is not None:
            found.add(index)
        elif scene.tokens[index].dep.startswith(("obl", "nmod")) and _opens_setting(scene, index):
            found.update(scene.tree.subtree(index))
    return frozenset(found)


def _is_place_noun(scene: Scene, index: int) -> bool:
    return scene.tokens[index].pos in ("NOUN", "PROPN") and scene.low(index) in scene.lexicon.language.mapping(
        "place_nouns"
    )


def _close_words(scene: Scene, noun: int) -> tuple[int, ...]:
    deps = ("compound", "amod", "nmod:poss", "nummod", "flat")
    return (noun, *(c for c in scene.tree.children[noun] if scene.tokens[c].dep in deps))


def _opens_setting(scene: Scene, noun: int) -> bool:
    return any(
        scene.is_in(c, "setting_prepositions") for c in scene.tree.children[noun] if scene.tokens[c].dep == "case"
    )


def _window(scene: Scene, trigger: Trigger, reach: int) -> str:
    clause = scene.tree.owner[trigger.head]
    members = [
        i for i in range(max(0, trigger.first - reach), min(len(scene.tokens), trigger.last + reach + 1))
        if scene.tree.owner[i] == clause or not scene.is_parsed
    ]  # fmt: skip
    return scene.words_of(members)


def _close_phrase(scene: Scene, head: int) -> str:
    """The noun with its modifiers, without what hangs on it by a preposition."""
    return scene.words_of(sorted(_close_words(scene, head)))


def _holds_placed(
    scene: Scene, trigger: Trigger, roles: Roles, condition: str, read: Callable[[Scene, int], str] | None = None
) -> bool:
    where, _, words = condition.partition("=")
    forms = words.split("|")
    if where == "prev":
        return _ends_with(scene, trigger.first, forms)
    if where == "next":
        return _starts_with(scene, trigger.last + 1, forms)
    if where == "near":
        return _holds_phrase(_window(scene, trigger, _REACH), forms)
    heads = roles.agent_heads if where == "subject" else roles.patient_heads
    if where == "subject" and roles.is_passive:
        heads = (*roles.agent_heads, *_instrument(scene, trigger))
    if not scene.is_parsed:
        return _holds_phrase(_side_words(scene, trigger, where), forms)
    if where == "object" and trigger.is_noun:
        return _holds_phrase(_window(scene, trigger, _REACH), forms)
    return any(_holds_phrase((read or _np_words)(scene, head), forms) for head in heads)


def _instrument(scene: Scene, trigger: Trigger) -> tuple[int, ...]:
    cases = ("by", "with")
    found = (c for c in scene.tree.children[trigger.head] if scene.tokens[c].dep.startswith("obl"))
    return tuple(c for c in found if any(scene.low(k) in cases for k in scene.tree.children[c]))


def _np_words(scene: Scene, head: int) -> str:
    """The words of a noun phrase without its relative clauses."""
    clause = scene.tree.owner[head]
    near = [i for i in scene.tree.subtree(head) if scene.tree.owner[i] == clause or i == head]
    return scene.words_of([i for i in near if not _is_in_proper_name(scene, i)])


def _is_in_proper_name(scene: Scene, index: int) -> bool:
    """As in "Truce Monitoring Group" is no truce."""
    mention = scene.actor_at(index)
    return mention is not None and mention.form in ("name", "alias") and scene.tokens[index].text[:1].isupper()


def _side_words(scene: Scene, trigger: Trigger, where: str) -> str:
    if where == "subject":
        return scene.words_of(range(max(0, trigger.first - _REACH), trigger.first))
    return scene.words_of(range(trigger.last + 1, min(len(scene.tokens), trigger.last + 1 + _REACH)))


def _ends_with(scene: Scene, first: int, forms: list[str]) -> bool:
    before = scene.words_of(range(max(0, first - 3), first))
    return any(f" {before}".endswith(f" {form}") for form in forms)


def _starts_with(scene: Scene, after: int, forms: list[str]) -> bool:
    following = scene.words_of(range(after, min(len(scene.tokens), after + 4)))
    return any(f"{following} ".startswith(f"{form} ") for form in forms)


def _holds_test(scene: Scene, trigger: Trigger, roles: Roles, name: str) -> bool:
    test = _TESTS.get(name)
    return test is not None and test(scene, trigger, roles)


def mentions_of(scene: Scene, heads: Iterable[int]) -> list[ActorMention]:
    """The actor mentions of phrase heads and of the nouns coordinated with them."""
    found = (scene.actor_at(find_counted(scene, i)) for h in heads for i in (h, *_conjuncts(scene, h)))
    return [m for m in found if m is not None]


def _conjuncts(scene: Scene, head: int) -> tuple[int, ...]:
    return tuple(c for c in scene.tree.children[head] if scene.tokens[c].dep == "conj")


def is_armed(mention: ActorMention) -> bool:
    """Soldiers, police, armed groups, or a side as such; a name whose kind is unknown may be one."""
    if mention.noun_class is not None:
        return mention.noun_class in _ARMED_CLASSES
    return mention.kind in _ARMED_KINDS or (mention.kind is None and mention.form != "nominal")


def is_harmless(mention: ActorMention) -> bool:
    """Unarmed people."""
    return mention.noun_class in _HARMED_CLASSES


def _clause_mentions(scene: Scene, trigger: Trigger) -> list[ActorMention]:
    members = scene.tree.clauses[scene.tree.owner[trigger.head]].members
    starts = {scene.tokens[i].start for i in members}
    return [a for a in scene.actors if any(a.start <= s < a.end for s in starts)]


def _agents(scene: Scene, trigger: Trigger, roles: Roles) -> list[ActorMention]:
    if scene.is_parsed:
        return mentions_of(scene, roles.agent_heads)
    return [a for a in _clause_mentions(scene, trigger) if any(p.words.endswith(a.text) for p in roles.agents)]


def _patients(scene: Scene, trigger: Trigger, roles: Roles) -> list[ActorMention]:
    if scene.is_parsed:
        return mentions_of(scene, roles.patient_heads)
    return [a for a in _clause_mentions(scene, trigger) if any(p.words.endswith(a.text) for p in roles.patients)]


def _has_place(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    members = scene.tree.clauses[scene.tree.owner[trigger.head]].members
    return any((p := scene.place_at(i)) is not None and p.role not in ("actor", "part") for i in members)


def _place_is_object(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    nouns = scene.lexicon.language.mapping("place_nouns")
    heads = roles.patient_heads
    if not scene.is_parsed:
        heads = tuple(range(trigger.last + 1, min(trigger.last + 6, len(scene.tokens))))
    for head in heads:
        for index in (head, *_conjuncts(scene, head)):
            place = scene.place_at(index)
            if place is not None and place.role != "part" and scene.actor_at(index) is None:
                return True
            if scene.low(index) in nouns or scene.is_in(index, "ground_words"):
                return True
    return False


def _agent_armed(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    if any(is_armed(a) for a in _agents(scene, trigger, roles)):
        return True
    return any(_is_armed_pronoun(scene, h) for h in roles.agent_heads)


def _is_armed_pronoun(scene: Scene, head: int) -> bool:
    """As in "they advanced": a pronoun may stand for a force; who it is, is found later."""
    return scene.tokens[head].pos == "PRON" and scene.low(head) in ("they", "it", "we")


def _any_armed(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    everybody = [*_agents(scene, trigger, roles), *_patients(scene, trigger, roles)]
    return any(is_armed(a) for a in everybody) or _agent_armed(scene, trigger, roles)


def _any_harmless(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    everybody = [*_agents(scene, trigger, roles), *_patients(scene, trigger, roles)]
    return any(is_harmless(a) for a in everybody)


def _agent_harmless(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    agents = _agents(scene, trigger, roles)
    return bool(agents) and all(is_harmless(a) for a in agents)


def _patient_harmless(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    patients = _patients(scene, trigger, roles)
    return any(is_harmless(a) for a in patients) and not any(is_armed(a) for a in patients)


def _patient_people(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    return any(a.noun_class is not None or a.kind == "person" for a in _patients(scene, trigger, roles))


def _patient_military(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    return any(a.noun_class is not None for a in _patients(scene, trigger, roles))


def _people(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    return _patient_people(scene, trigger, roles) or _has_person_words(scene, roles)


def _has_person_words(scene: Scene, roles: Roles) -> bool:
    classes = scene.lexicon.language.mapping("noun_classes")
    return any(
        scene.low(i) in classes or scene.low(i) in ("member", "members", "him", "her", "them")
        for h in roles.patient_heads for i in scene.tree.subtree(h)
    )  # fmt: skip


def _armed_on_harmless(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    return _patient_harmless(scene, trigger, roles) and any(is_armed(a) for a in _agents(scene, trigger, roles))


def _people_or_number(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    members = set(scene.tree.clauses[scene.tree.owner[trigger.head]].members)
    members |= {i for h in (*roles.agent_heads, *roles.patient_heads) for i in (h, *scene.tree.children[h])}
    counted = any(i in members for q in scene.quantities for i in scene.tokens_in(q.start, q.end))
    return counted or bool(_agents(scene, trigger, roles)) or _any_harmless(scene, trigger, roles)


def _has_own_date(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    """A date inside the noun phrase or the participle on it: "the truce of 12 October"."""
    inside = (
        set(scene.tree.subtree(trigger.head)) if scene.is_parsed else set(range(trigger.first - 4, trigger.last + 6))
    )
    if any(i in inside for _, t in scene.times for i in scene.tokens_in(t.start, t.end)):
        return True
    return _date_ends_phrase(scene, trigger)


def _date_ends_phrase(scene: Scene, trigger: Trigger) -> bool:
    """The date follows over names, prepositions and one participle: a parser may hang that participle elsewhere."""
    for i in range(trigger.last + 1, min(trigger.last + _PHRASE, len(scene.tokens))):
        token = scene.tokens[i]
        if scene.is_time(i):
            return True
        is_participle = token.pos == "VERB" and token.dep.startswith("acl")
        if token.pos not in ("ADP", "ADJ", "CCONJ", "DET", "NOUN", "PROPN") and not is_participle:
            return False
    return False


def _has_actor(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    return bool(_agents(scene, trigger, roles) or _patients(scene, trigger, roles) or _clause_mentions(scene, trigger))


def _mission_or_incident(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    words = _window(scene, trigger, 14)
    named = any(scene.is_in(i, "anaphor_nouns") for i in scene.tokens_in(0, 10**9)) or _holds_phrase(
        words, ("situation", "escalation", "crisis")
    )
    return named or any(a.kind == "mission" for a in _clause_mentions(scene, trigger))


def _harmless_or_named(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    return _any_harmless(scene, trigger, roles) or bool(roles.patients) or _has_place(scene, trigger, roles)


def _armed_on_armed(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    patients = _patients(scene, trigger, roles)
    return _agent_armed(scene, trigger, roles) and bool(patients) and all(is_armed(a) for a in patients)


def _can_be_hit(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    """People, places, buildings, vehicles: what can come under fire in the plain sense; no ministers, no currencies."""
    if any(a.noun_class not in (None, "official") or a.kind in _HIT_KINDS for a in _patients(scene, trigger, roles)):
        return True
    if _place_is_object(scene, trigger, roles) or any(_is_armed_pronoun(scene, h) for h in roles.patient_heads):
        return True
    targets = scene.lexicon.language.mapping("target_kinds")
    return any(scene.low(i) in targets for h in roles.patient_heads for i in _close_words(scene, h))


def _drones_or_planes(scene: Scene, trigger: Trigger, roles: Roles) -> bool:
    means = scene.lexicon.language.mapping("means_words")
    members = scene.tree.clauses[scene.tree.owner[trigger.head]].members
    return any(means.get(scene.low(i)) in ("drone", "aerial") for i in members)


_Test = Callable[[Scene, Trigger, Roles], bool]
_TESTS: Final[Mapping[str, _Test]] = MappingProxyType(
    {
        "armed": _any_armed,
        "armed-agent": _agent_armed,
        "armed-on-armed": _armed_on_armed,
        "can-be-hit": _can_be_hit,
        "armed-or-place": lambda s, t, r: _any_armed(s, t, r) or _has_place(s, t, r) or _place_is_object(s, t, r),
        "armed-on-civilian": _armed_on_harmless,
        "civilian": _any_harmless,
        "civilian-agent": _agent_harmless,
        "civilian-patient": _patient_harmless,
        "civilian-or-named": _harmless_or_named,
        "drones-or-planes": _drones_or_planes,
        "military-object": _patient_military,
        "mission-or-incident": _mission_or_incident,
        "official": _has_actor,
        "official-or-sides": _has_actor,
        "own-date": _has_own_date,
        "people": _people,
        "people-object": _patient_people,
        "people-or-number": _people_or_number,
        "place": _has_place,
        "place-object": _place_is_object,
        "place-or-road": lambda s, t, r: _place_is_object(s, t, r) or _has_place(s, t, r),
    }
)
