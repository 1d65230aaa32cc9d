"""What a place name does in its sentence: a place, an actor, or part of another name.

Role first: subjects of speech, possessors of institutions, names inside names and datelines are
the commonest false pins (`places-and-times.md` 6.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.analysis.speaking import find_dateline, speech_forms
from toldby.analysis.toponyms.context import Surroundings, find_preposition


@dataclass(frozen=True, slots=True)
class Role:
    """Role and relation of one mention, with the reason."""

    role: str
    relation: str
    reason: str


def read_role(around: Surroundings, start: int, end: int, is_actor_name: bool) -> Role:
    """The role of the name at [start, end) from the words around it alone."""
    first, after = around.index_at(start), around.index_at(end)
    if _is_in_dateline(around, start):
        return Role("part", "at", "role.dateline: the place of writing")
    owned = _read_possessive(around, after)
    if owned is not None:
        return owned
    if _heads_other_name(around, first, after):
        return Role("part", "at", f'role.part: modifies "{around.low(after)}"')
    phrase, at = find_preposition(around, first)
    if phrase:
        return _read_prepositional(around, phrase, at, first, after, is_actor_name)
    if _speaks(around, first, after, is_actor_name):
        return Role("actor", "at", "role.actor: subject of a verb of saying")
    if is_actor_name:
        return Role("actor", "at", "role.actor: a party named outside any place phrase")
    return Role("location", "at", "")


def _read_prepositional(
    around: Surroundings, phrase: str, at: int, first: int, after: int, is_actor_name: bool
) -> Role:
    language = around.language
    if _is_seat(around, at, after):
        return Role("part", "at", "role.seat: where the speaker is, not where it happened")
    if phrase in ("of", "for", "by", "against", "to", "from") and is_actor_name and not _follows_motion(around, at):
        return Role("actor", "at", f'role.actor: a party after "{phrase}"')
    if phrase in ("of", "between", "to", "with") and around.is_in(at - 1, "relational_nouns"):
        return Role("actor" if is_actor_name else "part", "at", f'role.part: belongs to "{around.low(at - 1)}"')
    if phrase in ("of", "for"):
        kind_before = around.low(at - 1) in language.mapping("place_nouns")
        relation = "at" if not kind_before else "near" if around.is_in(at - 2, "near_words") else "at"
        return Role("location", relation, f'role.location: after "{phrase}"')
    role = language.mapping("place_roles").get(phrase, "location")
    relation = language.mapping("place_relations").get(phrase, "at")
    return Role(role, relation, f'role.{role}: after "{phrase}"')


def _follows_motion(around: Surroundings, at: int) -> bool:
    return any(around.is_in(i, "motion_words") for i in range(max(0, at - 6), at))


def _is_in_dateline(around: Surroundings, start: int) -> bool:
    if not around.words:
        return False
    end = find_dateline(around.text, around.words[0].start, around.words[-1].end)
    return end is not None and start < end


def _read_possessive(around: Surroundings, after: int) -> Role | None:
    """As in "Halvena's defence ministry", "Sarquil's claim" are actors; "Pelluk's school" is a place."""
    if around.low(after) not in ("'s", "'"):
        return None
    kinds, voiced = around.language.mapping("actor_kinds"), around.language.group("voiced_nouns")
    for index in range(after + 1, after + 5):
        low = around.low(index)
        two = f"{low} {around.low(index + 1)}"
        if low in kinds or two in kinds or low in voiced:
            return Role("actor", "at", f'role.actor: owns "{low}"')
        word = around.word(index)
        if word is None or word.is_mark:
            return None
    return None


def _heads_other_name(around: Surroundings, first: int, after: int) -> bool:
    """As in "Imbrel police officers", "the Ondrel agreement": the name only tells which."""
    following = around.word(after)
    if following is None or around.words[after - 1].end == following.start:
        return False
    if around.is_in(after, "name_heads"):
        return True
    kinds = around.language.mapping("actor_kinds")
    for index in range(after, after + 3):
        low = around.low(index)
        if low in kinds or f"{low} {around.low(index + 1)}" in kinds:
            return not around.is_in(index, "place_nouns") and not _is_verbal(around, index)
        if low not in around.language.group("actor_modifiers"):
            return False
    return False


def _is_verbal(around: Surroundings, index: int) -> bool:
    word = around.word(index)
    token = around.tokens.get(word.start) if word is not None else None
    return token is not None and token.pos in ("VERB", "AUX")


def _is_seat(around: Surroundings, at: int, after: int) -> bool:
    """As in "authorities in Ondrel", "a doctor in Ondrel told": the institution's or speaker's place."""
    before = around.low(at - 1)
    if before in around.language.group("seat_nouns"):
        return not _is_affected(around, at - 1)
    speech = speech_forms(around.language)
    kinds = around.language.mapping("actor_kinds")
    last = around.word(at - 1)
    is_body = before in kinds or (last is not None and last.is_name_like)
    return is_body and any(around.low(i) in speech for i in _verb_slots(around, after))


def _is_affected(around: Surroundings, index: int) -> bool:
    """As in "shells hit a hospital in Pelluk": what is hit is no seat of a speaker."""
    word = around.word(index)
    token = around.tokens.get(word.start) if word is not None else None
    return (token is not None and token.dep.split(":")[0] in ("obj", "obl", "nmod")) or (
        token is not None and token.dep == "nsubj:pass"
    )


def _verb_slots(around: Surroundings, after: int) -> Iterable[int]:
    """The next word, or the one after an auxiliary or an adverb."""
    yield after
    if around.low(after) in around.language.group("verb_prefixes") or around.low(after).endswith("ly"):
        yield after + 1
        yield after + 2


def _speaks(around: Surroundings, first: int, after: int, is_actor_name: bool) -> bool:
    speech = speech_forms(around.language)
    if any(around.low(i) in speech for i in _verb_slots(around, after)):
        return True
    return around.low(first - 1) in speech and is_actor_name
