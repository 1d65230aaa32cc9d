"""Which place a known name means: one sense, or ambiguous with the candidates and their scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from toldby.analysis.geometry import cover_points, distance_m
from toldby.analysis.remembering import remember
from toldby.analysis.skeleton import SHORTEST_KEY, skeleton_of
from toldby.domain.lexicon import Lexicon, RegionPack
from toldby.domain.places import PlaceCandidate

MARGIN: Final = 0.5
_NEARBY_M: Final = 40_000
_MOST: Final = 5


def score_senses(ids: Sequence[str], context: frozenset[str], lexicon: Lexicon) -> tuple[PlaceCandidate, ...]:
    """Candidates with scores, best first: nearness to places of the report that are sure."""
    scored = [PlaceCandidate(i, round(_score_sense(i, context, lexicon), 3)) for i in ids]
    return tuple(sorted(scored, key=lambda c: (-c.score, c.place_id)))


def choose_sense(scored: Sequence[PlaceCandidate]) -> str | None:
    """The best place when it leads by a margin; None = a tie, so ambiguous."""
    if len(scored) == 1:
        return scored[0].place_id
    return scored[0].place_id if scored and scored[0].score - scored[1].score >= MARGIN else None


def _score_sense(place_id: str, context: frozenset[str], lexicon: Lexicon) -> float:
    place = lexicon.place_by_id[place_id]
    here = cover_points(place.points)
    score = 1.0 if set(place.part_of) & context else 0.0
    if here is None:
        return score
    for other_id in context - {place_id}:
        there = cover_points(lexicon.place_by_id[other_id].points) if other_id in lexicon.place_by_id else None
        if there is not None:
            score = max(score, score + (0.5 if distance_m(here[:2], there[:2]) <= _NEARBY_M else 0.0))
    return score


def suggest_places(name: str, lexicon: Lexicon) -> tuple[PlaceCandidate, ...]:
    """Places whose names have the same skeleton: offered to a person, never linked by machine."""
    key = skeleton_of(name)
    if len(key) < SHORTEST_KEY:
        return ()
    found = {i for region in lexicon.regions for i in _skeletons(region).get(key, ())}
    return tuple(PlaceCandidate(i, 0.0) for i in sorted(found)[:_MOST])


def _skeletons(region: RegionPack) -> dict[str, tuple[str, ...]]:
    return remember(region, "_place_skeletons", lambda: _index_skeletons(region))


def _index_skeletons(region: RegionPack) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for place in region.places:
        for key in {skeleton_of(name.text) for name in place.names}:
            index[key] = (*index.get(key, ()), place.id)
    return index
