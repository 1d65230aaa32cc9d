"""Entries of a region pack as domain values; places show no order of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toldby.domain.actors import Actor, ActorName, DatedRole, Outlet, Side
from toldby.domain.lexicon import TermEntry
from toldby.domain.places import Place, PlaceName, Point
from toldby.packs import region_schema as given
from toldby.packs.allowed import NO_ONE


def compile_actor(entry: given.ActorEntry, pack: str) -> Actor:
    """An actor; its names stay in the order of the file, the first official one is shown."""
    names = (ActorName(n.text, n.form, n.lang, tuple(sorted(n.used_by))) for n in entry.names)
    roles = (DatedRole(r.office, r.of, r.from_, r.until) for r in entry.roles)
    return Actor(
        id=entry.id,
        kind=entry.kind,
        side=_side(entry.side),
        names=tuple(names),
        role=entry.role,
        parent=entry.parent,
        roles=tuple(sorted(roles, key=lambda r: (r.valid_from or "", r.office, r.of or ""))),
        pack=pack,
        status=entry.status,
    )


def compile_place(entry: given.PlaceEntry, pack: str) -> Place:
    """A place with its names in alphabetical order: no name is the main one."""
    names = (PlaceName(n.text, n.lang, tuple(sorted(n.used_by)), n.form, n.from_, n.until) for n in entry.names)
    points = (Point(p.lat, p.lon, p.radius_m, p.source or entry.source) for p in entry.points)
    return Place(
        id=entry.id,
        kind=entry.kind,
        names=tuple(sorted(names, key=lambda n: (n.text, n.lang or "", n.used_by))),
        points=tuple(sorted(points, key=lambda p: (p.radius_m, p.lat, p.lon, p.source))),
        contested=entry.contested,
        part_of=tuple(sorted(entry.part_of)),
        nodes=tuple(entry.nodes),
        is_hub=entry.hub,
        geonameid=entry.geonameid,
        pack=pack,
        status=entry.status,
    )


def compile_outlet(entry: given.OutletEntry, pack: str) -> Outlet:
    """A publisher; hosts in small letters."""
    return Outlet(
        id=entry.id,
        kind=entry.kind,
        side=_side(entry.side),
        names=tuple(entry.names),
        hosts=tuple(sorted(host.lower() for host in entry.hosts)),
        owner=entry.owner,
        agencies=tuple(sorted(entry.agencies)),
        pack=pack,
        status=entry.status,
    )


def compile_terms(entries: Iterable[given.TermEntryGiven], pack: str) -> tuple[TermEntry, ...]:
    """Loaded wording, one value for each side that uses it."""
    return tuple(
        TermEntry(e.id, tuple(sorted({f.lower() for f in e.forms})), side, e.about, e.plain, pack)
        for e in entries
        for side in sorted(e.used_by)
    )


def name_sides(ids: Sequence[str], actors: tuple[Actor, ...], pack: str) -> tuple[Side, ...]:
    """Sides under the short name of the state or authority that stands for them."""
    return tuple(Side(side, _side_name(side, actors), pack) for side in ids)


def _side_name(side: str, actors: tuple[Actor, ...]) -> str:
    bodies = [a for a in actors if a.side == side and a.kind in ("state", "local-authority")]
    bodies.sort(key=lambda a: (a.id != side, a.kind != "state", a.parent is not None, a.id))
    for actor in bodies:
        short = [name.text for name in actor.names if name.form == "short"]
        return short[0] if short else actor.name
    return side


def _side(value: str) -> str | None:
    return None if value == NO_ONE else value
