"""What a person asks of an export, in one value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toldby.application.exporting.seen import Seen
from toldby.application.exporting.withholding import Restriction
from toldby.application.query import IncidentQuery
from toldby.domain.errors import UsageProblem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
POLICIES = ("none", "most-conservative", "most-informative", "most-representative", "range", "per-party")
"""Named ways of making one row of several accounts (docs/formats.md)."""

STATUSES = ("asserted", "ongoing", "alleged", "denied", "planned", "hypothetical", "background")
USUAL_STATUSES = ("asserted", "ongoing")
FEATURES = ("incident", "claim")
WEIGHTS = ("origins", "reports")


@dataclass(frozen=True, slots=True)
class PlacePolicy:
    """Country and districts of a place, as the user's file says; toldby itself gives no place to a country."""

    country: str | None = None
    iso: str | None = None
    admin1: str | None = None
    admin2: str | None = None


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """One export. `incidents` are ids or their starts (`TB-…`), () = all that the query lets through.

    `policy` None = the one the format itself uses; `weight` counts origins or reports.

    `statuses` are those that become rows where a format has one row an incident; others are listed as left out.
    `countries` maps a place id to what a country policy file says of it (`country_hash` = hash of that file).
    `protected` are names kept by people that are masked too; `restrictions` what they withhold.
    `as_of` (YYYY-MM-DD) opens embargoes that end on that day or before; without it every embargo holds.
    `since` is the state of an earlier feed, `stamp` the time a feed's entries bear instead of that of their reports.
    `coarsen_km` draws every place no finer than that. `base_url` is put before `incidents/<id>.html` in links.
    """

    query: IncidentQuery = field(default_factory=IncidentQuery)
    incidents: tuple[str, ...] = ()
    policy: str | None = None
    weight: str = "origins"
    statuses: tuple[str, ...] = USUAL_STATUSES
    by: str = "incident"
    base_url: str | None = None
    countries: Mapping[str, PlacePolicy] = field(default_factory=dict)
    country_hash: str | None = None
    is_masked: bool = True
    protected: tuple[str, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    as_of: str | None = None
    coarsen_km: float | None = None
    since: Mapping[str, Seen] | None = None
    stamp: str | None = None
    is_raw: bool = False
    has_bom: bool = False

    def __post_init__(self) -> None:
        _check("--aggregate", self.policy, (None, *POLICIES))
        _check("--weight", self.weight, WEIGHTS)
        _check("--by", self.by, FEATURES)
        for status in self.statuses:
            _check("--with", status, STATUSES)
        if self.stamp is not None and _MOMENT.fullmatch(self.stamp) is None:
            raise UsageProblem(f"--stamp {self.stamp}: a moment in UTC like 2026-11-22T06:00:00Z")
        if self.as_of is not None and _DAY.fullmatch(self.as_of) is None:
            raise UsageProblem(f"--as-of {self.as_of}: a day like 2026-12-31")
        if self.coarsen_km is not None and not 0 < self.coarsen_km <= 500:
            raise UsageProblem(f"--coarsen {self.coarsen_km}: kilometres, more than 0 and at most 500")


def _check(option: str, value: str | None, allowed: tuple[str | None, ...]) -> None:
    if value not in allowed:
        raise UsageProblem(f"{option} {value}: must be one of {', '.join(a for a in allowed if a is not None)}")
