"""How exact a date or a place is, in the codes of other schemes (docs/formats.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ACLED_TIME: Final[Mapping[str, int]] = {"minute": 1, "day": 1, "days": 2, "week": 2, "month": 3, "longer": 3, "open": 3}
UCDP_DATE: Final[Mapping[str, int]] = {"minute": 1, "day": 1, "days": 2, "week": 3, "month": 4, "longer": 5, "open": 5}
ACLED_GEO: Final[Mapping[str, int]] = {
    "site": 1, "settlement": 1, "near": 2, "line": 2, "district": 2, "zone": 3, "province": 3, "region": 3,
    "country": 3, "sea_air": 3,
}  # fmt: skip
UCDP_WHERE: Final[Mapping[str, int]] = {
    "site": 1, "settlement": 1, "near": 2, "line": 2, "district": 3, "province": 4, "zone": 5, "region": 5,
    "country": 6, "sea_air": 7,
}  # fmt: skip
_NO_POINT: Final = frozenset({"country", "province", "region", "sea_air", "unknown"})


def rank_date(code: int | None) -> int | None:
    """The UCDP date code the other way round, 5 = a day: what R's `find_most_precise` wants."""
    return None if code is None else 6 - code


def rank_place(code: int | None) -> int | None:
    """The UCDP place code the other way round, 7 = exact."""
    return None if code is None else 8 - code


def is_drawable(precision: str) -> bool:
    """A point stands for the place; never for a country, a province or a wide region."""
    return precision not in _NO_POINT
