"""Places named again by a common noun: "the same village", "the ford"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toldby.analysis.toponyms.context import Surroundings
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import Place, PlaceMention


def list_definites(around: Surroundings) -> Iterator[tuple[int, int, str]]:
    """(start, end, noun) of each "the village", "this ridge" that no name follows or precedes."""
    nouns = around.language.group("anaphoric_place_nouns")
    for index, word in enumerate(around.words):
        if word.low not in nouns or not word.text.islower():
            continue
        first = _determiner_before(around, index)
        if first is not None and not _is_named(around, index):
            yield around.words[first].start, word.end, word.low


def _determiner_before(around: Surroundings, index: int) -> int | None:
    determiners = around.language.group("definite_determiners")
    if around.low(index - 1) == "same" and around.low(index - 2) in determiners:
        return index - 2
    return index - 1 if around.low(index - 1) in determiners else None


def _is_named(around: Surroundings, index: int) -> bool:
    """As in "the village of Pelluk", "the road to Ondrel", "the village council" say which or another thing."""
    following = around.word(index + 1)
    if following is None or following.is_mark:
        return False
    if following.low in ("of", "to", "from", "between", "called", "named") or following.is_name_like:
        return True
    return following.low in around.language.mapping("actor_kinds") or following.low in around.language.group(
        "name_heads"
    )


def find_antecedent(noun: str, start: int, earlier: Sequence[PlaceMention], lexicon: Lexicon) -> PlaceMention | None:
    """The last mention before `start` that the noun can mean: of that kind, or so called.

    The seat of a speaker ("doctors in Khan Arub said ...") is taken only where no other place fits.
    """
    before = [m for m in reversed(earlier) if m.start < start and m.place_id is not None]
    scenes = [m for m in before if m.role not in ("actor", "part")]
    seats = [m for m in before if m.role == "part" and "role.seat" in m.reason]
    return next((m for m in (*scenes, *seats) if _can_mean(m, noun, lexicon)), None)


def _can_mean(mention: PlaceMention, noun: str, lexicon: Lexicon) -> bool:
    kind = lexicon.language.mapping("place_nouns").get(noun)
    is_settlement = mention.kind == kind == "settlement"
    return is_settlement or _is_called(mention, noun, lexicon)


def find_only_place(noun: str, lexicon: Lexicon) -> Place | None:
    """The one place of the packs whose name ends with the noun, if there is exactly one."""
    found = [p for r in lexicon.regions for p in r.places if any(_ends_with(n.text, noun) for n in p.names)]
    return found[0] if len(found) == 1 else None


def _is_called(mention: PlaceMention, noun: str, lexicon: Lexicon) -> bool:
    place = lexicon.place_by_id.get(mention.place_id or "")
    names = [mention.text] if place is None else [n.text for n in place.names]
    return any(_ends_with(name, noun) for name in names)


def _ends_with(name: str, noun: str) -> bool:
    words = name.lower().split()
    return bool(words) and words[-1] == noun
