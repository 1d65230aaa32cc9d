"""What is odd about reports that were stored all the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.domain.text import Report

UNDATED = "no_date"
"""Counted with the reports; no line for each."""


@dataclass(frozen=True, slots=True, order=True)
class ReportWarning:
    """One oddity of one stored report; the code stands at the start of the reason."""

    path: str
    code: str
    reason: str


def list_warnings(reports: Iterable[Report]) -> tuple[ReportWarning, ...]:
    """All warnings, in the order of the paths."""
    return tuple(sorted(ReportWarning(r.path, p.code, p.reason) for r in reports for p in r.problems))
