"""Order and bounds of a query; what matches is asked of every store in tests/contract."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.samples.ledger import INCIDENT, OTHER_ID
from toldby.application.query import IncidentQuery, order_incidents
from toldby.domain.errors import UsageProblem

UNDATED = replace(INCIDENT, incident_id=OTHER_ID, start=None, end=None, state="agreed")


def test_by_date_undated_last() -> None:
    assert order_incidents([UNDATED, INCIDENT], IncidentQuery()) == (INCIDENT, UNDATED)


def test_contested_first() -> None:
    early = replace(UNDATED, start="2000-01-01")
    assert order_incidents([early, INCIDENT], IncidentQuery()) == (early, INCIDENT)
    assert order_incidents([early, INCIDENT], IncidentQuery(contested_first=True, limit=1)) == (INCIDENT,)


@pytest.mark.parametrize(
    "wrong",
    [{"state": "hot"}, {"first": "March"}, {"last": "2019-5"}, {"first": "2019-05-09T10:00"}],
)
def test_wrong_values_are_named(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageProblem, match=str(next(iter(wrong.values())))):
        IncidentQuery(**wrong)  # type: ignore[arg-type]
