"""When and where of an act: what stands in its own clause, then in the clauses it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toldby.analysis.eventcoding.roles import Roles
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.triggers import Trigger
from toldby.analysis.speaking import speech_forms
from toldby.domain.places import PlaceMention
from toldby.domain.propositions import PlaceRef
from toldby.domain.text import Span

_SHARING = ("advcl", "acl", "acl:relcl", "conj", "parataxis", "xcomp")
_USED_ROLES = ("location", "target")


def find_times_of(scene: Scene, trigger: Trigger, rivals: Sequence[Trigger]) -> tuple[int, ...]:
    """Report indices of the time mentions that date the act, nearest clause first.

    A date inside another act's noun phrase is that act's ("the site of a 5 March shootout"); the
    date of a verb of saying dates the speech.
    """
    clause = scene.tree.owner[trigger.head]
    own = _own_times(scene, trigger)
    if own:
        return own
    for group in _leave_rivals(scene, _clauses_to_try(scene, clause), rivals):
        found = tuple(i for i, start, end in _timed(scene) if _belongs(scene, start, end, group, trigger, rivals))
        if found:
            return found
    return ()


def _own_times(scene: Scene, trigger: Trigger) -> tuple[int, ...]:
    """Dates inside the noun phrase of the act: "the shelling of the previous day"."""
    if not trigger.is_noun or not scene.is_parsed:
        return ()
    inside = set(scene.tree.subtree(trigger.head))
    return tuple(i for i, start, end in scene.dated_spans() if inside.issuperset(scene.tokens_in(start, end)))


def _timed(scene: Scene) -> Iterable[tuple[int, int, int]]:
    return ((i, t.start, t.end) for i, t in scene.times)


def _clauses_to_try(scene: Scene, clause: int) -> Iterable[tuple[int, ...]]:
    """The clause; the clauses below it that only detail it; then the clauses above, speech left out."""
    yield (clause,)
    below = tuple(
        i for i, c in enumerate(scene.tree.clauses)
        if c.parent == clause and c.link in ("advcl", "acl")
        and not _says(scene, i) and not _is_purpose(scene, i)
    )  # fmt: skip
    above: list[int] = []
    if _is_purpose(scene, clause):
        return
    for parent, child in zip(scene.tree.ancestors(clause), (clause, *scene.tree.ancestors(clause)), strict=False):
        if _says(scene, parent) or scene.tree.clauses[child].link.split(":")[0] not in (*_SHARING, "acl"):
            break
        above.append(parent)
    for parent in above:
        yield (parent,)
    if below:
        yield below
    yield tuple(i for i, c in enumerate(scene.tree.clauses) if c.parent == clause and c.link == "conj")


def _leave_rivals(
    scene: Scene, groups: Iterable[tuple[int, ...]], rivals: Sequence[Trigger]
) -> Iterable[tuple[int, ...]]:
    """A clause joined by "and" gives its day and place only where it tells no act of its own."""
    taken = {scene.tree.owner[r.head] for r in rivals}
    own, *others = groups
    yield own
    for group in others:
        yield tuple(c for c in group if scene.tree.clauses[c].link != "conj" or c not in taken)


def _is_purpose(scene: Scene, clause: int) -> bool:
    """As in "to stop the movement of weapons": the reason given has not the day of the act."""
    head = scene.tree.clauses[clause].head
    if scene.tokens[head].dep == "acl" and scene.is_in(scene.tokens[head].head, "attempt_nouns"):
        return False  # "an attempt to seize the ridge on Monday": the day is that of the attempt
    marks = (c for c in scene.tree.children[head] if scene.tokens[c].dep == "mark")
    return scene.is_parsed and any(scene.low(c) in scene.lexicon.language.group("purpose_marks") for c in marks)


def _says(scene: Scene, clause: int) -> bool:
    """The clause is headed by a verb of saying that governs a content."""
    head = scene.tree.clauses[clause].head
    if scene.low(head) not in speech_forms(scene.lexicon.language):
        return False
    children = scene.tree.children[head]
    forms = speech_forms(scene.lexicon.language)
    contents = (c for c in children if scene.tokens[c].dep in ("ccomp", "parataxis") or scene.tokens[c].tag == "QUOTE")
    if any(scene.low(c) not in forms for c in contents):
        return True
    is_plain = scene.is_in(head, "plain_speech_verbs")
    return is_plain and any(scene.tokens[c].dep in ("obj", "xcomp", "csubj") for c in children)


def _belongs(
    scene: Scene, start: int, end: int, clauses: tuple[int, ...], trigger: Trigger, rivals: Sequence[Trigger]
) -> bool:
    inside = scene.tokens_in(start, end)
    if not inside or scene.tree.owner[inside[0]] not in clauses:
        return False
    holder = nearest_noun(scene, inside[0], (trigger, *rivals))
    if holder is not None and holder is not trigger:
        return False
    return not _is_attribute_of_other(scene, inside, trigger)


def nearest_noun(scene: Scene, token: int, triggers: Sequence[Trigger]) -> Trigger | None:
    """The noun act inside whose phrase the token stands, climbing from the token."""
    at = token
    for _ in range(len(scene.tokens)):
        for trigger in triggers:
            if trigger.is_noun and trigger.first <= at <= trigger.last:
                return trigger
        if scene.tokens[at].head == at:
            return None
        at = scene.tokens[at].head
    return None


def _is_attribute_of_other(scene: Scene, inside: tuple[int, ...], trigger: Trigger) -> bool:
    """As in "the 2020 ceasefire", "the statement of 9 November": the date names another thing."""
    if not scene.is_parsed:
        return False
    outer = next((i for i in inside if scene.tokens[i].head not in inside), inside[0])
    token = scene.tokens[outer]
    if token.dep.split(":")[0] not in ("compound", "amod", "nummod", "nmod"):
        return False
    governor = token.head
    if governor in range(trigger.first, trigger.last + 1) or governor in inside:
        return False
    if token.dep in ("compound", "nummod", "amod") and scene.is_in(inside[0] - 1, "adverbial_prepositions"):
        return False  # "On March 5th three officers were killed": the parse takes the day for part of the noun
    if token.dep.startswith("nmod"):
        return (
            scene.is_in(governor, "truce_nouns")
            or scene.is_in(governor, "war_nouns")
            or scene.is_in(governor, "dated_nouns")
        )
    return scene.place_at(governor) is None and not scene.is_time(governor)


def find_places_of(scene: Scene, trigger: Trigger, roles: Roles, rivals: Sequence[Trigger]) -> tuple[PlaceRef, ...]:
    """Places of the act, most telling first: own phrase, own clause, then clauses it hangs on."""
    clause = scene.tree.owner[trigger.head]
    for group in _leave_rivals(scene, _clauses_to_try(scene, clause), rivals):
        found = [p for p in scene.places if p.role in _USED_ROLES and _belongs_place(scene, p, group, trigger, rivals)]
        if found:
            return tuple(refer(p) for p in _prefer_locations(found))
    return ()


def _belongs_place(
    scene: Scene, place: PlaceMention, clauses: tuple[int, ...], trigger: Trigger, rivals: Sequence[Trigger]
) -> bool:
    inside = scene.tokens_in(place.start, place.end)
    if not inside or scene.tree.owner[inside[0]] not in clauses:
        return False
    holder = nearest_noun(scene, inside[0], (trigger, *rivals))
    return holder is None or holder is trigger


def _prefer_locations(found: list[PlaceMention]) -> list[PlaceMention]:
    """Where it happened before where it went; a wide area only when nothing finer is named."""
    located = [p for p in found if p.role == "location"] or found
    fine = [p for p in located if p.precision not in ("region", "country", "unknown", "province", "zone", "district")]
    return fine or located


def refer(place: PlaceMention) -> PlaceRef:
    """The reference of a proposition to a place mention."""
    return PlaceRef(place.start, place.end, place.text, place.place_id, place.relation)


def clause_span(scene: Scene, trigger: Trigger) -> Span:
    """The stretch of the act's clause, the clauses inside it included only where they are enclosed."""
    return scene.tree.span_of(scene.tree.owner[trigger.head])
