"""Days without a year: equal ones meet, other ones part, and a report's "today" is no calendar day."""

from __future__ import annotations

import pytest

from toldby.analysis.compare.partial import are_other_words, compare_partials
from toldby.analysis.compare.time import compare_whens
from toldby.domain.propositions import When


def said(partial: str) -> When:
    return When(partial=partial)


def dated(start: str, end: str | None = None) -> When:
    return When(start, end or start, "day")


LEVELS = [
    (said("XXXX-03-05"), said("XXXX-03-05"), "same month-day"),
    (said("XXXX-03-05"), said("XXXX-03-07"), "other month-day"),
    (said("XXXX-03-05"), dated("2023-03-05"), "same month-day"),
    (said("XXXX-03-05"), dated("2023-03-06"), "other month-day"),
    # a few days that hold the day named say less than that day
    (said("XXXX-03-05"), dated("2023-03-04", "2023-03-06"), "same month"),
    (said("XXXX-03"), dated("2022-03-24"), "same month"),
    (said("XXXX-04"), dated("2022-03-24"), "other month"),
    (said("XXXX-03"), said("XXXX-03-05"), "same month"),
    # 24 March 2022 was a Thursday
    (said("XXXX-WXX-4"), dated("2022-03-24"), "same weekday"),
    (said("XXXX-WXX-5"), dated("2022-03-24"), "other weekday"),
    # a week holds every weekday; a weekday and a month share nothing to compare
    (said("XXXX-WXX-5"), dated("2022-03-21", "2022-03-27"), None),
    (said("XXXX-WXX-5"), said("XXXX-03"), None),
    (said("XXXX-XX-XX"), said("XXXX-03-05"), None),
    (said("XXXX-03-05"), When(), None),
]


@pytest.mark.parametrize(("a", "b", "level"), LEVELS)
def test_level(a: When, b: When, level: str | None) -> None:
    assert compare_partials(a, b) == compare_partials(b, a) == level
    assert compare_whens((a,), (b,)) == frozenset({level or "missing"})


OTHER = [
    ("XXXX-XX-XX", "XXXX-03-05", True),  # "today" and "on March 5"
    ("XXXX-WXX-5", "XXXX-03", True),  # "on Friday" and "in March"
    ("XXXX-WXX-5", "XXXX-WXX-2", True),
    ("XXXX-XX", "XXXX-WXX-5", True),  # "last month" and "on Friday"
    ("XXXX-XX", "XXXX-03", False),  # "last month" may be March
    ("XXXX-WXX-5", "XXXX-XX-XX", False),  # today may be Friday
    ("XXXX-03", "XXXX-03-05", False),
    ("XXXX-03-05", "XXXX-03-05", False),
]


@pytest.mark.parametrize(("a", "b", "expected"), OTHER)
def test_words_of_one_report(a: str, b: str, expected: bool) -> None:
    assert are_other_words(said(a), said(b)) is are_other_words(said(b), said(a)) is expected


def test_a_full_date_needs_no_partial() -> None:
    assert compare_whens((dated("2023-03-05"),), (dated("2023-03-05"),)) == {"same day"}
    assert not are_other_words(dated("2023-03-05"), said("XXXX-XX-XX"))
