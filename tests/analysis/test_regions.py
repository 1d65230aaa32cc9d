"""A region pack takes part only where the report names its places or two of its parties."""

from __future__ import annotations

import pytest
from incident_scenes import tirrow

from toldby.analysis.regions import select_regions

ROWS = [
    # one place is enough
    ("Shells hit Pelluk.", {"demo-tirrow"}),
    # two parties
    ("Halvena and Teskoria met.", {"demo-tirrow"}),
    # one country alone may stand in any news
    ("Halvena won the match.", set()),
    # a ministry's name is everybody's
    ("The Ministry of Defence denied it.", set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "regions"), ROWS)
def test_regions(text: str, regions: set[str]) -> None:
    assert select_regions(text, tirrow()) == frozenset(regions)
