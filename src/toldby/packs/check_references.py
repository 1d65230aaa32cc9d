"""Level 3: whatever an entry names exists: side, parent, user of a name, agency, place, case, type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from toldby.packs import language_schema as said
from toldby.packs import region_schema as given
from toldby.packs.allowed import ANYONE, NO_ONE
from toldby.packs.parse import ParsedPack, Row
from toldby.packs.problems import Problem, find_line, suggest
from toldby.packs.schema import Case, RegionHead


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that entries of a pack may name; `types` maps incident types to their attributes."""

    sides: frozenset[str]
    actors: frozenset[str]
    outlets: frozenset[str]
    places: frozenset[str]
    cases: frozenset[str]
    terms: frozenset[str]
    types: Mapping[str, tuple[str, ...]]

    @property
    def users(self) -> frozenset[str]:
        """Who may use a name."""
        return self.sides | self.actors | self.outlets | {ANYONE}


def collect_known(pack: ParsedPack, types: Mapping[str, tuple[str, ...]]) -> Known:
    """The ids of a pack, those of retired entries too: an id is never used again."""
    sides = pack.head.sides if isinstance(pack.head, RegionHead) else ()
    ids = {
        table: frozenset(str(getattr(row.entry, "id", "")) for row in pack.table(table))
        for table in ("actors", "outlets", "places", "cases", "terms")
    }
    return Known(frozenset(sides), **ids, types=types)


def check_references(pack: ParsedPack, known: Known) -> Iterator[Problem]:
    """Ids that are named and that nobody has."""
    yield from _check_head(pack, known)
    for row in pack.rows:
        for path, value, allowed in _list_references(row, known):
            if value not in allowed:
                line = find_line(row.raw, path)
                message = f"{_name(row)}: nobody has the id '{value}'"
                yield Problem(row.file, line, 3, message, suggest(value, allowed))


def _check_head(pack: ParsedPack, known: Known) -> Iterator[Problem]:
    if not isinstance(pack.head, RegionHead):
        return
    for at, group in enumerate(pack.head.allied):
        for side in group:
            if side not in known.sides:
                line = find_line(pack.head_raw, ("allied", at))
                yield Problem("pack.yml", line, 3, f"allied: nobody has the id '{side}'", suggest(side, known.sides))


def _name(row: Row) -> str:
    return str(getattr(row.entry, "id", getattr(row.entry, "case", row.table)))


Reference = tuple[tuple[str | int, ...], str, Collection[str]]


def _list_references(row: Row, known: Known) -> Iterable[Reference]:
    entry = row.entry
    if isinstance(entry, given.ActorEntry):
        return _of_actor(entry, known)
    if isinstance(entry, given.PlaceEntry):
        return _of_place(entry, known)
    if isinstance(entry, given.OutletEntry):
        return _of_outlet(entry, known)
    if isinstance(entry, given.TermEntryGiven):
        return _of_term(entry, known)
    if isinstance(entry, said.Event):
        return _of_event(entry, known)
    if isinstance(entry, said.KnownFailure):
        return [(("case",), entry.case, known.cases)]
    return _of_case(entry, known) if isinstance(entry, Case) and known.sides else ()


def _of_actor(entry: given.ActorEntry, known: Known) -> Iterator[Reference]:
    yield ("side",), entry.side, known.sides | {NO_ONE}
    if entry.parent is not None:
        yield ("parent",), entry.parent, known.actors
    for at, name in enumerate(entry.names):
        yield from ((("names", at, "used_by"), user, known.users) for user in name.used_by)
    for at, held in enumerate(entry.roles):
        if held.of is not None:
            yield ("roles", at, "of"), held.of, known.actors


def _of_place(entry: given.PlaceEntry, known: Known) -> Iterator[Reference]:
    for at, name in enumerate(entry.names):
        yield from ((("names", at, "used_by"), user, known.users) for user in name.used_by)
    yield from ((("part_of",), place, known.places) for place in entry.part_of)
    yield from ((("nodes",), place, known.places) for place in entry.nodes)


def _of_outlet(entry: given.OutletEntry, known: Known) -> Iterator[Reference]:
    yield ("side",), entry.side, known.sides | {NO_ONE}
    yield from ((("agencies",), agency, known.outlets) for agency in entry.agencies)


def _of_term(entry: given.TermEntryGiven, known: Known) -> Iterator[Reference]:
    yield from ((("used_by",), user, known.users) for user in entry.used_by)
    if entry.about is not None:
        yield ("about",), entry.about, known.sides | known.actors


def _of_event(entry: said.Event, known: Known) -> Iterator[Reference]:
    if not known.types:
        return
    yield ("type",), entry.type, known.types
    attributes = known.types.get(entry.type, ())
    yield from ((("attributes", name), name, attributes) for name in entry.attributes)


def _of_case(entry: Case, known: Known) -> Iterator[Reference]:
    bodies = known.actors | known.sides
    yield ("outlet",), entry.outlet, known.outlets | known.actors | {NO_ONE}
    for at, claim in enumerate(entry.claims):
        if claim.speaker:
            yield ("claims", at, "speaker"), claim.speaker, bodies | {NO_ONE}
        if claim.place:
            yield ("claims", at, "place"), claim.place, known.places | {NO_ONE}
        if claim.type and known.types:
            yield ("claims", at, "type"), claim.type, {*known.types, NO_ONE}
        for slot in ("agents", "patients"):
            yield from ((("claims", at, slot), body, bodies) for body in getattr(claim, slot) or ())
        yield from ((("claims", at, "terms"), term, known.terms) for term in claim.terms or ())
