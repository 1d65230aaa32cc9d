"""From a candidate name to a place mention: role, sense, shape, reason."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.acting.names import NameHit
from toldby.analysis.toponyms.context import Surroundings
from toldby.analysis.toponyms.roles import Role, read_role
from toldby.analysis.toponyms.senses import choose_sense, score_senses, suggest_places
from toldby.analysis.toponyms.shape import Shape, precision_of, shape_chain, shape_place
from toldby.analysis.toponyms.spans import Candidate
from toldby.analysis.wordscan import slug
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import Place, PlaceCandidate, PlaceMention


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known while the names of one report are resolved: sure places, the packs."""

    lexicon: Lexicon
    sure: frozenset[str]


def resolve_name(around: Surroundings, hit: NameHit, scene: Scene) -> PlaceMention:
    """A pack name as a mention; ambiguous when two places fit as well."""
    places = tuple(dict.fromkeys(r.id for r in hit.of_kind("place")))
    role = read_role(around, hit.start, hit.end, _is_party_name(hit))
    scored = score_senses(places, scene.sure, scene.lexicon)
    chosen = choose_sense(scored)
    if chosen is None:
        return _ambiguous(around, hit, role, scored)
    place = scene.lexicon.place_by_id[chosen]
    return mention_place(
        around.text, hit.start, hit.end, place, role, scene.lexicon, _explain(hit, role, scored, place)
    )


def mention_place(
    text: str, start: int, end: int, place: Place, role: Role, lexicon: Lexicon, reason: str
) -> PlaceMention:
    """A mention of a place of a pack with its circle."""
    shape = shape_place(place, role.relation, lexicon)
    status = "actor" if role.role == "actor" else "resolved"
    return PlaceMention(
        start, end, text[start:end], place.id, place.kind, role.role, role.relation, status, shape.precision,
        shape.lat, shape.lon, shape.radius_m, place.geonameid, (), reason,
    )  # fmt: skip


def resolve_unknown(around: Surroundings, candidate: Candidate, scene: Scene) -> PlaceMention:
    """A name no pack knows: kept as a name, with look-alikes to be judged by a person."""
    role = read_role(around, candidate.start, candidate.end, is_actor_name=False)
    kind = candidate.kind or "settlement"
    name = around.text[candidate.start : candidate.end]
    shape = Shape(precision_of(candidate.kind, role.relation))
    if candidate.place_ids:
        shape = shape_chain(candidate.place_ids, scene.lexicon)
    status = "actor" if role.role == "actor" else "unknown"
    reason = "; ".join(r for r in (candidate.reason, role.reason) if r)
    return PlaceMention(
        candidate.start, candidate.end, name, f"text:{slug(name)}", kind, role.role, role.relation, status,
        shape.precision, shape.lat, shape.lon, shape.radius_m, None, suggest_places(name, scene.lexicon), reason,
    )  # fmt: skip


def _ambiguous(around: Surroundings, hit: NameHit, role: Role, scored: tuple[PlaceCandidate, ...]) -> PlaceMention:
    name = around.text[hit.start : hit.end]
    status = "actor" if role.role == "actor" else "ambiguous"
    return PlaceMention(
        hit.start, hit.end, name, None, "settlement", role.role, role.relation, status, "unknown",
        None, None, None, None, scored, "place.tie: several places of this name fit as well",
    )  # fmt: skip


def _is_party_name(hit: NameHit) -> bool:
    return any(r.form not in ("demonym",) for r in hit.of_kind("actor"))


def _explain(hit: NameHit, role: Role, scored: tuple[PlaceCandidate, ...], place: Place) -> str:
    how = "the only place of this name" if len(scored) == 1 else "nearest to other places of the report"
    return "; ".join(r for r in (f"place.exact: name in {place.pack or 'a region pack'}, {how}", role.reason) if r)
