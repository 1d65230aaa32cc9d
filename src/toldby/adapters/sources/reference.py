"""Rows of ACLED and UCDP GED: events to compare with, never reports, never claims, never stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from toldby.adapters.sources.dates import read_moment
from toldby.adapters.sources.door import read_file
from toldby.adapters.sources.tables import MAX_TABLE_BYTES, decode_table, find_delimiter, read_rows
from toldby.application.comparison import ReferenceEvent
from toldby.domain.errors import SourceUnreadable

GED_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_ACLED = frozenset({"event_date", "event_type", "latitude", "longitude"})
_GED = frozenset({"type_of_violence", "date_start", "latitude", "longitude"})
_DAY_FIRST = re.compile(r"(\d\d)-(\d\d)-(\d{4})")
_VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be compared, with its line and why."""

    line: int
    reason: str


def is_reference(header: list[str]) -> bool:
    """The first row is that of ACLED (either generation of columns), of GED, or a GED row without a header."""
    return _find_kind(header) is not None


def _find_kind(header: list[str]) -> str | None:
    names = {name.strip().lower().lstrip("\ufeff") for name in header}
    if names >= _ACLED and ("event_id_cnty" in names or "data_id" in names):
        return "acled"
    if names >= _GED:
        return "ged"
    is_bare = len(header) == len(GED_COLUMNS) and header[0].strip().lstrip("\ufeff").isdigit()
    return "bare ged" if is_bare else None


def read_reference(location: str, path: str) -> tuple[tuple[ReferenceEvent, ...], tuple[BadRow, ...]]:
    """The events of a table, and the rows that are none.

    Raises SourceUnreadable when the table is neither ACLED nor GED.
    """
    text, _ = decode_table(read_file(location, MAX_TABLE_BYTES).content)
    rows = read_rows(text, find_delimiter(text), path)
    first = next(rows, None)
    kind = _find_kind(first[1]) if first is not None else None
    if first is None or kind is None:
        reason = "neither ACLED nor UCDP GED columns; download the table with its header row"
        raise SourceUnreadable("unsupported_type", f"{path}: {reason}")
    header = list(GED_COLUMNS) if kind == "bare ged" else [n.strip().lower().lstrip("\ufeff") for n in first[1]]
    found = [*_read_rows(chain((first,), rows) if kind == "bare ged" else rows, header, kind == "acled")]
    events = tuple(each for each in found if isinstance(each, ReferenceEvent))
    return events, tuple(each for each in found if isinstance(each, BadRow))


def _read_rows(
    rows: Iterator[tuple[int, list[str]]], header: list[str], is_acled: bool
) -> Iterator[ReferenceEvent | BadRow]:
    for line, values in rows:
        cells = {name: value.strip() for name, value in zip(header, values, strict=False)}
        try:
            yield _read_acled(cells) if is_acled else _read_ged(cells)
        except (KeyError, ValueError) as error:
            yield BadRow(line, str(error).strip("'\""))


def _read_acled(cells: Mapping[str, str]) -> ReferenceEvent:
    day = _read_day(cells.get("event_date", ""), "event_date")
    name = cells.get("event_id_cnty") or cells.get("data_id") or ""
    kind = " · ".join(filter(None, (cells.get("event_type"), cells.get("sub_event_type"))))
    actors = tuple(filter(None, (cells.get("actor1"), cells.get("actor2"))))
    deaths = _read_number(cells.get("fatalities"), "fatalities")
    lat, lon = _read_point(cells)
    return ReferenceEvent(
        "ACLED", name, day, day, kind, actors, cells.get("location") or None, lat, lon, deaths, deaths
    )


def _read_ged(cells: Mapping[str, str]) -> ReferenceEvent:
    start = _read_day(cells.get("date_start", ""), "date_start")
    end = _read_day(cells.get("date_end") or cells.get("date_start", ""), "date_end")
    kind = _VIOLENCE.get(cells.get("type_of_violence", ""))
    if kind is None:
        raise ValueError("type_of_violence is none of 1, 2, 3")
    actors = tuple(filter(None, (cells.get("side_a"), cells.get("side_b"))))
    low = _read_number(cells.get("low"), "low")
    high = _read_number(cells.get("high"), "high")
    place = cells.get("where_coordinates") or cells.get("where_description") or None
    lat, lon = _read_point(cells)
    return ReferenceEvent(
        "UCDP GED", cells.get("relid") or cells.get("id", ""), start, end, kind, actors, place, lat, lon, low, high
    )


def _read_day(value: str, column: str) -> str:
    if match := _DAY_FIRST.fullmatch(value):
        value = "-".join(reversed(match.groups()))
    moment = read_moment(value)
    try:
        return date.fromisoformat((moment or "")[:10]).isoformat()
    except ValueError:
        raise ValueError(f"{column} {value[:40]!r} is no day") from None


def _read_point(cells: Mapping[str, str]) -> tuple[float, float]:
    try:
        lat, lon = float(cells.get("latitude", "")), float(cells.get("longitude", ""))
    except ValueError:
        raise ValueError("latitude and longitude are no numbers") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"latitude {lat}, longitude {lon} lie nowhere")
    return lat, lon


def _read_number(value: str | None, column: str) -> int | None:
    if not value:
        return None
    if not value.isdigit() or len(value) > 9:
        raise ValueError(f"{column} {value[:40]!r} is no number of people")
    return int(value)
