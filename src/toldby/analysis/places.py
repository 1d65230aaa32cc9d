"""Where: places named in a report, with role, relation, precision and reason.

Never drawn finer than the text; a name that fits two places as well stays ambiguous; a name no
pack knows is kept as a name. Captions give mentions too, but no incident takes its place there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toldby.analysis.acting.names import NameHit, find_names
from toldby.analysis.toponyms.context import Surroundings, read_surroundings
from toldby.analysis.toponyms.definites import find_antecedent, find_only_place, list_definites
from toldby.analysis.toponyms.resolve import Scene, mention_place, resolve_name, resolve_unknown
from toldby.analysis.toponyms.roles import Role
from toldby.analysis.toponyms.spans import Candidate, list_chains, list_repeats, list_unknown_names
from toldby.analysis.wordscan import slug
from toldby.domain.finds import Sentence
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import PlaceMention
from toldby.domain.syntax import Token
from toldby.domain.text import Zone, ZoneKind

_SILENT = (ZoneKind.TEASER, ZoneKind.BOILERPLATE)


def find_places(
    text: str, zones: tuple[Zone, ...], sentences: tuple[Sentence, ...], lexicon: Lexicon
) -> tuple[PlaceMention, ...]:
    """Places of headline, body, statements and captions in text order; no two overlap."""
    tokens = _tokens_by_start(sentences)
    read = [z for z in zones if z.kind not in _SILENT]
    scenes = [read_surroundings(text, z.start, z.end, lexicon.language, tokens) for z in read]
    named = find_names(text, lexicon)
    chains = [(around, list(list_chains(around, named))) for around in scenes]
    names = _drop_inside(named, [c for _, found in chains for c in found])
    scene = Scene(lexicon, _sure_places(names))
    found = [resolve_unknown(around, c, scene) for around, chain in chains for c in _uncovered(chain, names)]
    for around in scenes:
        found.extend(resolve_name(around, hit, scene) for hit in _within(names, around) if hit.of_kind("place"))
    found.extend(m for m in _find_unknown(scenes, names, scene) if not _overlaps_any(m, found))
    found = _share_relations(text, sorted(found, key=lambda m: m.start))
    return tuple(sorted(_add_definites(scenes, found, lexicon), key=lambda m: (m.start, m.end)))


def _tokens_by_start(sentences: Iterable[Sentence]) -> dict[int, Token]:
    return {token.start: token for sentence in sentences for token in sentence.tokens}


def _sure_places(names: Iterable[NameHit]) -> frozenset[str]:
    """Places whose name has one meaning only: the context for names with several."""
    single = (hit.of_kind("place") for hit in names)
    return frozenset(refs[0].id for refs in single if len({r.id for r in refs}) == 1)


def _within(names: Iterable[NameHit], around: Surroundings) -> Iterator[NameHit]:
    if not around.words:
        return
    start, end = around.words[0].start, around.words[-1].end
    for hit in names:
        if start <= hit.start and hit.end <= end:
            yield hit


def _drop_inside(names: tuple[NameHit, ...], chains: Sequence[Candidate]) -> tuple[NameHit, ...]:
    """Names that are nodes of a road's name are part of it."""
    return tuple(h for h in names if not any(c.start <= h.start and h.end < c.end for c in chains))


def _uncovered(chains: Iterable[Candidate], names: tuple[NameHit, ...]) -> Iterator[Candidate]:
    """A road whose whole name a pack knows is that road."""
    return (c for c in chains if not any(h.start <= c.start and c.end <= h.end for h in names))


def _overlaps_any(mention: PlaceMention, others: Iterable[PlaceMention]) -> bool:
    return any(o.start < mention.end and mention.start < o.end for o in others)


def _find_unknown(scenes: Sequence[Surroundings], names: tuple[NameHit, ...], scene: Scene) -> list[PlaceMention]:
    firsts = [(around, list(list_unknown_names(around, names))) for around in scenes]
    known = {slug(around.text[c.start : c.end]): c for around, found in reversed(firsts) for c in reversed(found)}
    mentions: list[PlaceMention] = []
    for around, found in firsts:
        kept = [replace(c, kind=c.kind or _kind_of(known, around, c)) for c in found]
        closed = [(h.start, h.end) for h in names] + [(c.start, c.end) for c in kept]
        everything: list[Candidate] = [*kept, *list_repeats(around, known, closed)]
        mentions.extend(resolve_unknown(around, candidate, scene) for candidate in _keep_apart(everything))
    return mentions


def _kind_of(known: dict[str, Candidate], around: Surroundings, candidate: Candidate) -> str | None:
    same = known.get(slug(around.text[candidate.start : candidate.end]))
    return same.kind if same is not None else None


def _keep_apart(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    end = -1
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if candidate.start >= end:
            yield candidate
            end = candidate.end


def _share_relations(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """As in "near Pelluk and Ondrel", "Pelluk/Fellûg": the second name stands as the first does."""
    shared: list[PlaceMention] = []
    for mention in found:
        before = shared[-1] if shared else None
        gap = text[before.end : mention.start].strip().lower() if before is not None else ""
        if (
            before is not None
            and gap in ("and", ",", "/", "or", ", and", "(")
            and mention.role == "location" == before.role
        ):
            relation = before.relation if mention.relation == "at" else mention.relation
            mention = replace(mention, relation=relation)
        shared.append(mention)
    return shared


def _add_definites(
    scenes: Sequence[Surroundings], found: list[PlaceMention], lexicon: Lexicon
) -> Iterator[PlaceMention]:
    yield from found
    for around in scenes:
        for start, end, noun in list_definites(around):
            mention = _resolve_definite(around, start, end, noun, found, lexicon)
            if mention is not None:
                yield mention


def _resolve_definite(
    around: Surroundings, start: int, end: int, noun: str, found: list[PlaceMention], lexicon: Lexicon
) -> PlaceMention | None:
    same = find_antecedent(noun, start, found, lexicon)
    words = around.text[start:end]
    if same is not None:
        reason = f'place.definite: "{words}" is {same.text} named before'
        return replace(same, start=start, end=end, text=words, role="location", status=_status(same), reason=reason)
    only = find_only_place(noun, lexicon)
    if only is None:
        return None
    role = Role("location", "at", "")
    reason = f'place.description: the only "{noun}" of {only.pack or "the region packs"}'
    return mention_place(around.text, start, end, only, role, lexicon, reason)


def _status(same: PlaceMention) -> str:
    return "resolved" if same.status == "actor" else same.status
