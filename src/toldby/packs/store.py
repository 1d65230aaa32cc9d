"""The JSON form of compiled packs, and the values read back from it.

No pydantic here: a pack that was compiled before loads in milliseconds.
"""

from __future__ import annotations

from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from toldby.domain.actors import Actor, ActorName, DatedRole, Outlet, Side
from toldby.domain.lexicon import (
    CueEntry,
    DateEntry,
    DenialEntry,
    EventEntry,
    HedgeEntry,
    LanguagePack,
    NumberEntry,
    RegionPack,
    TermEntry,
)
from toldby.domain.places import Place, PlaceName, Point

Form = dict[str, Any]
_LANGUAGE_PARTS: tuple[tuple[str, type[Any]], ...] = (
    ("cues", CueEntry),
    ("denials", DenialEntry),
    ("hedges", HedgeEntry),
    ("events", EventEntry),
    ("numbers", NumberEntry),
    ("dates", DateEntry),
)


def store_language(pack: LanguagePack) -> Form:
    """A language pack as plain JSON values."""
    form: Form = {"id": pack.id, "hash": pack.hash}
    for name, _ in _LANGUAGE_PARTS:
        form[name] = [asdict(entry) for entry in getattr(pack, name)]
    form["words"] = {name: sorted(forms) for name, forms in pack.words.items()}
    form["maps"] = {name: dict(pairs) for name, pairs in pack.maps.items()}
    return form


def restore_language(form: Form) -> LanguagePack:
    """The language pack that was stored."""
    parts = {name: _restore_rows(kind, form[name]) for name, kind in _LANGUAGE_PARTS}
    words = {name: frozenset(forms) for name, forms in form["words"].items()}
    maps = {name: MappingProxyType(dict(pairs)) for name, pairs in form["maps"].items()}
    return LanguagePack(
        id=form["id"], hash=form["hash"], words=MappingProxyType(words), maps=MappingProxyType(maps), **parts
    )


def store_region(pack: RegionPack) -> Form:
    """A region pack as plain JSON values."""
    return asdict(pack)


def restore_region(form: Form) -> RegionPack:
    """The region pack that was stored."""
    return RegionPack(
        id=form["id"],
        hash=form["hash"],
        title=form["title"],
        sides=_restore_rows(Side, form["sides"]),
        actors=tuple(map(_restore_actor, form["actors"])),
        places=tuple(map(_restore_place, form["places"])),
        outlets=_restore_rows(Outlet, form["outlets"]),
        terms=_restore_rows(TermEntry, form["terms"]),
        box=_freeze(form["box"]),
        allied=_freeze(form["allied"]),
        midnight=_freeze(form["midnight"]),
    )


def _restore_actor(row: Form) -> Actor:
    names, roles = _restore_rows(ActorName, row["names"]), _restore_rows(DatedRole, row["roles"])
    return Actor(**{**row, "names": names, "roles": roles})


def _restore_place(row: Form) -> Place:
    names, points = _restore_rows(PlaceName, row["names"]), _restore_rows(Point, row["points"])
    plain = {"part_of": _freeze(row["part_of"]), "nodes": _freeze(row["nodes"])}
    return Place(**{**row, **plain, "names": names, "points": points})


def _restore_rows(kind: type[Any], rows: list[Form]) -> tuple[Any, ...]:
    return tuple(kind(**{key: _freeze(value) for key, value in row.items()}) for row in rows)


def _freeze(value: Any) -> Any:  # noqa: ANN401 - JSON is untyped until a domain type takes it
    if not isinstance(value, list | tuple):
        return value
    return tuple(tuple(item) if isinstance(item, list | tuple) else item for item in value)
