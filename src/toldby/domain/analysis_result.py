"""Everything found in one report; what the per-report stages hand to the stages across reports."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.domain.claims import Claim
from toldby.domain.incidents import Episode
from toldby.domain.places import PlaceMention
from toldby.domain.text import Drop, Report
from toldby.domain.times import TimeMention


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A winnowed 6-word shingle: 64-bit hash and the span of its words (`linking.md` 7)."""

    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportAnalysis:
    """A report with its finds, claims and episodes; a pure function of report, packs and model."""

    report: Report
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    claims: tuple[Claim, ...]
    episodes: tuple[Episode, ...]
    drops: tuple[Drop, ...]
    fingerprints: tuple[Fingerprint, ...] = ()
    packs: tuple[str, ...] = ()
