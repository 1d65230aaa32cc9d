"""Acts that are found and never become an incident, each with the id of its reason."""

from __future__ import annotations

from collections.abc import Iterable

from toldby.analysis.eventcoding.clauses import is_relative
from toldby.analysis.eventcoding.conditions import read_telling_words
from toldby.analysis.eventcoding.roles import subject_of
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.select import Reading
from toldby.analysis.eventcoding.triggers import Trigger
from toldby.analysis.remembering import remember
from toldby.domain.finds import EventMention
from toldby.domain.text import Span

_HARM = ("restrict.property_destruction", "restrict.displacement", "civilian.attack", "restrict.utility_cut",
         "restrict.route_blockade", "remote.", "engagement.", "restrict.emergency_rule")  # fmt: skip
_DESCRIBING = ("posture.buildup", "posture.arms_transfer")


def find_drop(scene: Scene, reading: Reading, has_time: bool, has_place: bool, has_count: bool) -> str | None:
    """The drop reason of an act, or None: exercise, metaphor, generic, aggregate."""
    trigger = reading.trigger
    words = _sentence_words(scene)
    clause = _clause_words(scene, reading)
    exercise = _first(clause, scene, "exercise_words")
    if exercise and not trigger.entry.type.startswith("posture.buildup"):
        return f'exercise: "{exercise}"'
    metaphor = _first(read_telling_words(scene, trigger), scene, "metaphor_words")
    if metaphor and not has_count:
        return f'metaphor: "{metaphor}"'
    nature = find_natural_cause(scene, reading)
    if nature:
        return f'nature: "{nature}" is nobody\'s act'
    if _is_total(scene, words):
        return "aggregate: a total over a period"
    general = _first(clause, scene, "generic_words")
    if general and not (has_time and _has_day_time(scene)) and not has_count:
        return f'generic: "{general}" with no day and no count'
    if _counts_times(scene, trigger):
        return "generic: only tells how often"
    if _describes(scene, trigger):
        return "generic: a participle that only describes"
    is_bare = reading.standing == "told" and trigger.entry.weight <= 1 and not (has_place or has_count)
    if is_bare and not _has_evidence(scene, reading):
        return "generic: a noun alone, nobody and no place told"
    if reading.standing == "passing":
        return "generic: named in passing"
    return None


def _has_evidence(scene: Scene, reading: Reading) -> bool:
    """Somebody, a weapon or a day is told with the noun; a bare "attack" may be anybody's figure of speech."""
    means = scene.lexicon.language.mapping("means_words")
    members = scene.tree.clauses[scene.tree.owner[reading.trigger.head]].members
    named = any(scene.low(i) in means or scene.actor_at(i) is not None or scene.is_time(i) for i in members)
    return named or bool(reading.roles.agents or reading.roles.patients)


def _counts_times(scene: Scene, trigger: Trigger) -> bool:
    """As in "the second time that the line was closed"."""
    token = scene.tokens[trigger.head]
    return token.dep.startswith("acl") and scene.is_in(token.head, "occasion_nouns")


def _describes(scene: Scene, trigger: Trigger) -> bool:
    """As in "soldiers deployed nearby", "a lorry carrying troops": which one, not what happened."""
    if not scene.is_parsed or trigger.is_noun or not trigger.entry.type.startswith(_DESCRIBING):
        return False
    token = scene.tokens[trigger.head]
    if token.dep in ("acl", "amod"):
        return not any(scene.is_in(c, "adverbs_of_charge") for c in scene.tree.children[trigger.head])
    static = any(
        scene.low(c) in ("is", "are") and scene.tokens[c].dep == "aux:pass" for c in scene.tree.children[trigger.head]
    )
    return static or (is_relative(token.dep) and trigger.entry.type.startswith("posture.buildup"))


def _sentence_words(scene: Scene) -> str:
    return scene.words_of(range(len(scene.tokens)))


def _clause_words(scene: Scene, reading: Reading) -> str:
    members = scene.tree.clauses[scene.tree.owner[reading.trigger.head]].members
    return scene.words_of(members)


def _first(words: str, scene: Scene, group: str) -> str:
    padded = f" {words} "
    language = scene.lexicon.language
    forms = remember(language, f"_longest_{group}", lambda: _sort_longest(language.group(group)))
    return next((w for w in forms if f" {w} " in padded), "")


def _sort_longest(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda w: (-len(w), w)))


def _is_total(scene: Scene, words: str) -> bool:
    """As in "more than 200 violations since January": a number of acts or dead with a word of period."""
    language = scene.lexicon.language
    nouns = language.group("total_nouns")
    numbered = any(_head_words(scene, q.start, q.end) & nouns for q in scene.quantities)
    padded = f" {words} "
    told = [w for w in language.group("total_words") if f" {w} " in padded]
    if told == ["since"] and _is_recent(scene):
        return False
    return numbered and bool(told)


def mention_total(scene: Scene) -> EventMention | None:
    """As in "more than 200 truce violations since January": listed with its reason, no happening of its own."""
    words = _sentence_words(scene)
    if not _is_total(scene, words):
        return None
    nouns = scene.lexicon.language.group("total_nouns")
    for quantity in scene.quantities:
        inside = scene.tokens_in(quantity.start, quantity.end)
        if inside and _head_words(scene, quantity.start, quantity.end) & nouns:
            span = Span(quantity.start, quantity.end)
            clause = scene.tree.span_of(scene.tree.owner[inside[-1]])
            return EventMention(
                scene.sentence.index, span, clause, "", "total", drop="aggregate: a total over a period"
            )
    return None


def _is_recent(scene: Scene) -> bool:
    """As in "since Sunday": days, not a period that is summed up."""
    since = [t for _, t in scene.times if t.mode == "since"]
    return bool(since) and all(t.granularity in ("day", "hour", "minute") for t in since)


def find_natural_cause(scene: Scene, reading: Reading) -> str:
    """The storm, flood or crash that does the harm: as the subject, or after "in", "by", "from"."""
    if not scene.is_parsed or not reading.trigger.entry.type.startswith(_HARM):
        return ""
    head = reading.trigger.head
    subject = subject_of(scene, head)
    causes = [subject[0]] if subject is not None and not subject[1] else []
    causes += [c for c in scene.tree.children[head] if scene.tokens[c].dep.startswith("obl")]
    found = (scene.low(i) for h in causes for i in (h, *scene.tree.children[h]) if _is_causing(scene, h))
    return next((w for w in found if w in scene.lexicon.language.group("natural_causes")), "")


def _is_causing(scene: Scene, noun: int) -> bool:
    token = scene.tokens[noun]
    if token.dep.startswith("nsubj"):
        return True
    cases = (scene.low(c) for c in scene.tree.children[noun] if scene.tokens[c].dep == "case")
    return next(cases, "") in scene.lexicon.language.group("harm_prepositions")


def _head_words(scene: Scene, start: int, end: int) -> frozenset[str]:
    inside = scene.tokens_in(start, end)
    after = range(inside[-1] + 1, min(inside[-1] + 4, len(scene.tokens))) if inside else ()
    return frozenset(scene.low(i) for i in after)


def _has_day_time(scene: Scene) -> bool:
    return any(t.granularity in ("day", "minute", "hour") and t.type in ("DATE", "TIME") for _, t in scene.times)


def is_settled(scene: Scene, trigger: Trigger, standing: str) -> bool:
    """As in "the ceasefire that ended the war", "the declaration signed in February": named, not told."""
    if trigger.entry.type not in ("settle.ceasefire", "settle.agreement"):
        return False
    is_participle = not trigger.is_noun and _is_bare_participle(scene, trigger.head)
    return is_participle or (trigger.is_noun and standing == "referred")


def _is_bare_participle(scene: Scene, verb: int) -> bool:
    """As in "the declaration signed in February": no auxiliary and no subject of its own."""
    token = scene.tokens[verb]
    if token.dep.startswith("acl") and not is_relative(token.dep):
        return True
    own = (scene.tokens[c].dep for c in scene.tree.children[verb])
    return token.tag == "VBN" and token.dep != "root" and not any(d.startswith(("aux", "nsubj")) for d in own)


def is_background(scene: Scene, times: Iterable[int]) -> bool:
    """All the dates of the act are whole years or wider: told to explain, not as news."""
    own = [t for i, t in scene.times if i in set(times)]
    return bool(own) and all(t.granularity in ("year", "decade") for t in own)
