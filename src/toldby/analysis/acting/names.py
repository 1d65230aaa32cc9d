"""Names of the region packs found in a text: actors, outlets and places, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toldby.analysis.remembering import remember
from toldby.domain.lexicon import Lexicon, RegionPack
from toldby.domain.wording import Hit, Wording, fold_words


@dataclass(frozen=True, slots=True, order=True)
class NameRef:
    """What a name may stand for: `kind` actor, outlet or place; `form` as in the pack."""

    kind: str
    id: str
    form: str


@dataclass(frozen=True, slots=True)
class NameHit:
    """A pack name in a text with everything it may stand for."""

    start: int
    end: int
    refs: tuple[NameRef, ...]

    def of_kind(self, *kinds: str) -> tuple[NameRef, ...]:
        """The refs of the kinds asked for."""
        return tuple(r for r in self.refs if r.kind in kinds)


@dataclass(frozen=True, slots=True)
class _Index:
    """Names of one pack: the matcher, what each name means, and which names are proper names."""

    wording: Wording
    refs: dict[str, tuple[NameRef, ...]]
    capitalised: frozenset[str]


def find_names(text: str, lexicon: Lexicon) -> tuple[NameHit, ...]:
    """Longest pack names in text order; no two overlap.

    "Imbrel District Council" is one hit, its first word alone is none.
    """
    plurals = lexicon.language.group("demonym_plurals")
    hits = [hit for region in lexicon.regions for hit in _find_in_region(text, region, plurals)]
    return tuple(_keep_longest(hits))


def _find_in_region(text: str, region: RegionPack, plurals: frozenset[str]) -> Iterator[NameHit]:
    index = remember(region, "_name_index", lambda: _index_region(region, plurals))
    for hit in index.wording.find(text):
        if hit.form in index.capitalised and not _has_capital(text, hit):
            continue
        yield NameHit(hit.start, hit.end, index.refs[hit.form])


def _has_capital(text: str, hit: Hit) -> bool:
    return any(c.isupper() or (c.isalpha() and not c.islower()) for c in text[hit.start : hit.end])


def _index_region(region: RegionPack, plurals: frozenset[str]) -> _Index:
    refs: dict[str, set[NameRef]] = {}
    capitalised: set[str] = set()
    for name, ref in _list_names(region, plurals):
        form = fold_words(name)
        refs.setdefault(form, set()).add(ref)
        if name[:1].isupper():
            capitalised.add(form)
    kept = {form: tuple(sorted(found)) for form, found in refs.items()}
    return _Index(Wording.from_forms(kept), kept, frozenset(capitalised))


def _list_names(region: RegionPack, plurals: frozenset[str]) -> Iterator[tuple[str, NameRef]]:
    for actor in region.actors:
        for name in actor.names:
            yield name.text, NameRef("actor", actor.id, name.form)
            if name.form == "demonym":
                yield from ((name.text + ending, NameRef("actor", actor.id, "demonym")) for ending in sorted(plurals))
    for outlet in region.outlets:
        for text in outlet.names:
            yield text, NameRef("outlet", outlet.id, "official")
    for place in region.places:
        for known in place.names:
            yield known.text, NameRef("place", place.id, known.form or "official")


def _keep_longest(hits: Iterable[NameHit]) -> Iterator[NameHit]:
    """Two packs may name the same words: equal spans join, shorter overlapping ones go."""
    end = -1
    ordered = sorted(hits, key=lambda h: (h.start, -h.end, h.refs))
    pending: NameHit | None = None
    for hit in ordered:
        if pending is not None and (hit.start, hit.end) == (pending.start, pending.end):
            pending = NameHit(hit.start, hit.end, tuple(sorted({*pending.refs, *hit.refs})))
            continue
        if hit.start < end:
            continue
        if pending is not None:
            yield pending
        pending, end = hit, hit.end
    if pending is not None:
        yield pending
