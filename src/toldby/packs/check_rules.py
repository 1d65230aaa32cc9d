"""Level 4: what must hold inside and between entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from toldby.domain.wording import fold_words
from toldby.packs import region_schema as given
from toldby.packs.allowed import ANYONE
from toldby.packs.fields import Entry
from toldby.packs.parse import ParsedPack, Row
from toldby.packs.problems import Problem, find_line
from toldby.packs.schema import Box, RegionHead


def check_rules(pack: ParsedPack) -> Iterator[Problem]:
    """Entries that contradict themselves, one another or the rules of review and naming."""
    yield from _check_ids(pack)
    for row in pack.rows:
        if isinstance(row.entry, Entry):
            yield from _check_review(row, row.entry)
        if isinstance(row.entry, given.ActorEntry):
            yield from _check_dates(row, "roles", row.entry.roles)
        if isinstance(row.entry, given.PlaceEntry):
            yield from _check_place(row, row.entry, pack)
    yield from _check_shared_names(pack)
    yield from _check_maps(pack)


def _check_ids(pack: ParsedPack) -> Iterator[Problem]:
    first: dict[tuple[str, str], Row] = {}
    for row in pack.rows:
        entry_id = getattr(row.entry, "id", None)
        if entry_id is None:
            continue
        # word lists are kept by topic: each file counts its own ids
        table = row.file if row.table in ("words", "maps") else row.table
        other = first.setdefault((table, entry_id), row)
        if other is not row:
            message = f"'{entry_id}' is the id of another entry, {other.file}:{other.line}"
            yield Problem(row.file, row.line, 4, message, "ids are never shared and never used again")


def _check_review(row: Row, entry: Entry) -> Iterator[Problem]:
    others = {person for person in entry.reviewed_by if person != entry.by}
    needed = 2 if isinstance(entry, given.PlaceEntry) and entry.contested else 1
    if entry.by in entry.reviewed_by:
        line = find_line(row.raw, ("reviewed_by",))
        yield Problem(row.file, line, 4, f"{entry.id}: '{entry.by}' wrote the entry and cannot review it")
    if entry.status == "reviewed" and len(others) < needed:
        people = "a second person" if needed == 1 else "two persons beside the author"
        message = f"{entry.id}: 'reviewed' needs {people} in 'reviewed_by'"
        yield Problem(row.file, find_line(row.raw, ("status",)), 4, message, "or set it to draft")


def _check_dates(row: Row, table: str, dated: Iterable[given.OfficeHeld | given.NameOfPlace]) -> Iterator[Problem]:
    spans = [(item.from_, item.until) for item in dated]
    for at, (start, until) in enumerate(spans):
        if start is not None and until is not None and _is_before(until, start):
            line = find_line(row.raw, (table, at))
            message = f"{getattr(row.entry, 'id', '')}: until {until} is before from {start}"
            yield Problem(row.file, line, 4, message)


def _is_before(until: str, start: str) -> bool:
    """2019 is not before 2019-06: a year covers its days."""
    size = min(len(until), len(start))
    return until[:size] < start[:size]


def _check_place(row: Row, entry: given.PlaceEntry, pack: ParsedPack) -> Iterator[Problem]:
    yield from _check_dates(row, "names", entry.names)
    if isinstance(pack.head, RegionHead):
        for at, point in enumerate(entry.points):
            if not _is_inside(point, pack.head.box):
                message = f"{entry.id}: {point.lat}, {point.lon} is outside the box of pack.yml"
                yield Problem(row.file, find_line(row.raw, ("points", at)), 4, message)
    users = {user for name in entry.names for user in name.used_by} - {ANYONE}
    if entry.contested and len(users) < 2 and not entry.single_name_because:
        message = f"{entry.id}: contested, but only one user of names"
        hint = "add the other side's name or 'single_name_because'"
        yield Problem(row.file, find_line(row.raw, ("names",)), 4, message, hint)
    if any(_is_made_of(entry.id, name.text) for name in entry.names):
        message = f"the id '{entry.id}' is one of the place's names"
        yield Problem(row.file, find_line(row.raw, ("id",)), 4, message, "ids of places are neutral")


def _is_inside(point: given.GivenPoint, box: Box) -> bool:
    across = box.west <= point.lon <= box.east
    if box.west > box.east:  # a box over the date line
        across = point.lon >= box.west or point.lon <= box.east
    return box.south <= point.lat <= box.north and across


def _is_made_of(entry_id: str, name: str) -> bool:
    bare = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)))
    return bool(words) and re.findall(r"[a-z0-9]+", entry_id) == words


def _check_shared_names(pack: ParsedPack) -> Iterator[Problem]:
    for table in ("actors", "places"):
        owners: dict[str, list[Row]] = {}
        for row in pack.table(table):
            if isinstance(row.entry, given.ActorEntry | given.PlaceEntry) and row.entry.status != "retired":
                for text in {fold_words(name.text) for name in row.entry.names}:
                    owners.setdefault(text, []).append(row)
        for text, rows in owners.items():
            if len(rows) > 1:
                yield from _check_marked(text, rows)


def _check_marked(text: str, rows: list[Row]) -> Iterator[Problem]:
    ids = [str(getattr(row.entry, "id", "")) for row in rows]
    for row, own in zip(rows, ids, strict=True):
        if not getattr(row.entry, "ambiguous", False):
            others = ", ".join(other for other in ids if other != own)
            message = f"{own}: '{text}' is a name of {others} too"
            yield Problem(row.file, find_line(row.raw, ("names",)), 4, message, "add 'ambiguous: yes' to both")


def _check_maps(pack: ParsedPack) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for row in pack.table("maps"):
        pairs, name = getattr(row.entry, "pairs", {}), getattr(row.entry, "map", "")
        for word, value in pairs.items():
            other = seen.setdefault((name, word.lower()), value)
            if other != value:
                line = find_line(row.raw, ("pairs", word))
                yield Problem(row.file, line, 4, f"{name}: '{word}' is '{value}' here and '{other}' elsewhere")
