"""Covers of uncertain points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toldby.analysis.geometry import cover_points, distance_m
from toldby.domain.places import Point


def test_no_point_no_circle() -> None:
    assert cover_points(()) is None


def test_two_maps_give_one_circle() -> None:
    circle = cover_points((Point(-30.331, -20.271, 1000), Point(-30.349, -20.262, 1500)))
    assert circle == (
        pytest.approx(-30.34207, abs=2e-5),
        pytest.approx(-20.26546, abs=2e-5),
        pytest.approx(2341, abs=2),
    )


POINTS = st.builds(Point, st.floats(-60, 60), st.floats(20, 21), st.integers(1, 5000))


@given(st.lists(POINTS, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_circle_covers_every_point(points: list[Point]) -> None:
    circle = cover_points(tuple(points))
    assert circle is not None
    lat, lon, radius = circle
    assert all(distance_m((lat, lon), (p.lat, p.lon)) + p.radius_m <= radius + 1 for p in points)
