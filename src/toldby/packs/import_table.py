"""A table of place names (CSV, one name a line) as entries of `places.yml`.

Ids become neutral (`sc-001`): the id of a table is often a name of one side. What the table says
of owners, states and verdicts is not taken over; places lie in places, not in states.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from toldby.domain.errors import PackProblem
from toldby.domain.wording import fold_words
from toldby.packs import allowed
from toldby.packs.write import Plain, write_table

Row = Mapping[str, str]
_GEONAMES = re.compile(r"GeoNames (\d{5,})")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
HISTORIC = "hist"


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is read: prefix of ids, codes of users, sides that call places differently.

    `codes` maps a code of the table to ids of the pack; a code that is not listed is used in
    small letters. `camps` are the parties between which a place can be contested.
    """

    prefix: str
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    camps: tuple[tuple[str, ...], ...] = ()
    hubs: frozenset[str] = frozenset()
    by: str = "toldby"
    source: str = "table"


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """The text of `places.yml`, the codes met, and what was left out, with the reason."""

    text: str
    users: tuple[str, ...]
    ids: Mapping[str, str]
    left_out: tuple[str, ...]


def import_places(text: str, options: TableOptions, name: str = "places.csv") -> ImportedTable:
    """The places of a CSV table with the columns place_id, kind, name, used_by, lat, lon ..."""
    groups = _group_rows(csv.DictReader(io.StringIO(text)), name)
    ids = {place: f"{options.prefix}-{number:03}" for number, place in enumerate(groups, 1)}
    left_out: list[str] = []
    entries = [_make_place(place, rows, ids, options, left_out) for place, rows in groups.items()]
    _mark_shared_names(entries)
    users = sorted({user for entry in entries for item in _maps(entry["names"]) for user in _texts(item["used_by"])})
    written = write_table("places", entries, {"by": options.by, "source": options.source})
    return ImportedTable(written, tuple(users), ids, tuple(left_out))


def _group_rows(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for line, row in enumerate(rows, 2):
        missing = [column for column in ("place_id", "kind", "name") if not row.get(column)]
        if missing:
            raise PackProblem(name, line, f"'{missing[0]}' is missing", "one name a line, with place_id and kind")
        if row["kind"] not in get_args(allowed.PlaceKind):
            hint = "allowed: " + ", ".join(get_args(allowed.PlaceKind))
            raise PackProblem(name, line, f"'kind' is '{row['kind']}'", hint)
        groups.setdefault(row["place_id"], []).append(row)
    return groups


def _make_place(
    place: str, rows: Sequence[Row], ids: Mapping[str, str], options: TableOptions, left_out: list[str]
) -> dict[str, Plain]:
    first = rows[0]
    names = [_make_name(row, options) for row in rows]
    geonames = _GEONAMES.search(first.get("coord_source") or "")
    entry: dict[str, Plain] = {
        "id": ids[place],
        "kind": first["kind"],
        "contested": _is_contested(names, options.camps),
        "status": "draft",
    }
    if place in options.hubs:
        entry["hub"] = True
    if geonames:
        entry["geonameid"] = int(geonames.group(1))
    for column in ("part_of", "nodes"):
        known = _pick_known(place, column, first, ids, left_out)
        if known:
            entry[column] = known
    points = _make_points(rows)
    if points:
        entry["points"] = points
    entry["names"] = names
    return entry


def _pick_known(place: str, column: str, row: Row, ids: Mapping[str, str], left_out: list[str]) -> list[str]:
    wanted = [part for part in (row.get(column) or "").split("|") if part]
    left_out.extend(f"{place}: {column} '{part}': no place of the table" for part in wanted if part not in ids)
    return [ids[part] for part in wanted if part in ids]


def _make_points(rows: Sequence[Row]) -> list[dict[str, Plain]]:
    """Every point once, with its honest radius; points that disagree stay side by side."""
    points: dict[tuple[str, str, str], dict[str, Plain]] = {}
    for row in rows:
        if not (row.get("lat") and row.get("lon") and row.get("radius_m")):
            continue
        key = (row["lat"], row["lon"], row["radius_m"])
        point: dict[str, Plain] = dict(zip(("lat", "lon", "radius_m"), key, strict=True))
        if row.get("coord_source"):
            point["source"] = row["coord_source"]
        points.setdefault(key, point)
    return list(points.values())


def _make_name(row: Row, options: TableOptions) -> dict[str, Plain]:
    codes = [code for code in (row.get("used_by") or "").split("|") if code]
    users = {user for code in codes for user in _find_users(code, options)}
    form = "historic" if HISTORIC in codes else row.get("form") or ""
    name: dict[str, Plain] = {
        "text": row["name"],
        "lang": row.get("lang") or "und",
        "used_by": sorted(users) or [allowed.ANYONE],
    }
    if form in get_args(allowed.PlaceNameForm):
        name["form"] = form
    for column, key in (("valid_from", "from"), ("valid_to", "until"), ("name_source", "source")):
        if row.get(column):
            name[key] = row[column]
    return name


def _find_users(code: str, options: TableOptions) -> tuple[str, ...]:
    if code == HISTORIC:
        return ()
    return options.codes.get(code, (_NOT_SLUG.sub("-", code.lower()).strip("-"),))


def _is_contested(names: Sequence[Mapping[str, Plain]], camps: Sequence[Sequence[str]]) -> bool:
    """Two camps have names for the place, and share none of them."""
    said = [
        {fold_words(str(name["text"])) for name in names if set(_texts(name["used_by"])) & set(camp)} for camp in camps
    ]
    living = [forms for forms in said if forms]
    return any(not (a & b) for at, a in enumerate(living) for b in living[at + 1 :])


def _mark_shared_names(entries: Sequence[dict[str, Plain]]) -> None:
    owners: dict[str, list[dict[str, Plain]]] = {}
    for entry in entries:
        for text in {fold_words(str(name["text"])) for name in _maps(entry["names"])}:
            owners.setdefault(text, []).append(entry)
    for group in owners.values():
        for entry in group if len(group) > 1 else ():
            entry["ambiguous"] = True


def _maps(value: Plain) -> Sequence[Mapping[str, Plain]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, Sequence) else []


def _texts(value: Plain) -> Sequence[str]:
    return [str(item) for item in value] if isinstance(value, Sequence) else []
