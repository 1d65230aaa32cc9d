from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.exports.site import ledger as made
from tests.adapters.exports.site.make import make_incident, make_place
from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.labels import Box, Dot, set_labels
from toldby.adapters.exports.site.lines import IncidentLine, list_incidents
from toldby.adapters.exports.site.map import HEIGHT, WIDTH, draw_map
from toldby.adapters.exports.site.timeline import draw_timeline
from toldby.domain.incidents import Incident

LINES = list_incidents(LedgerIndex(made.LEDGER))


def lines_of(*incidents: Incident) -> tuple[IncidentLine, ...]:
    return list_incidents(LedgerIndex(replace(made.LEDGER, incidents=incidents, relations=())))


def at(key: str, start: str | None, end: str | None, **changes: object) -> Incident:
    return make_incident(key, "remote.shelling", "agreed", (made.FIVE,), start=start, end=end, **changes)


def test_contested_incidents_come_first_and_plans_last() -> None:
    assert [line.incident.state for line in LINES[:2]] == ["contested", "contested"]
    assert LINES[-1].incident.status == "planned"


def test_a_longer_span_has_a_longer_bar() -> None:
    drawn = draw_timeline(lines_of(at("a", "2019-05-01", "2019-05-01"), at("b", "2019-05-01", "2019-05-04T10:00")))
    short, long = sorted(drawn.bars, key=lambda b: b.width)
    assert long.width == pytest.approx(4 * short.width, abs=0.3)


def test_bars_of_one_lane_never_touch() -> None:
    days = [f"2019-05-{n:02}" for n in (1, 1, 2, 2, 2, 9, 20, 28)]
    drawn = draw_timeline(lines_of(*(at(str(n), day, day) for n, day in enumerate(days))))
    for a, b in combinations(drawn.bars, 2):
        assert a.lane != b.lane or a.x + a.width < b.x or b.x + b.width < a.x


OPEN = [
    ("2019-05-01", None, True, 0),
    (None, "2019-05-01", True, 0),
    ("2019-05-01", "2019-05-01", False, 0),
    (None, None, None, 1),
]


@pytest.mark.parametrize(("start", "end", "is_open", "undated"), OPEN)
def test_open_ends_and_missing_days(start: str | None, end: str | None, is_open: bool | None, undated: int) -> None:
    drawn = draw_timeline(lines_of(at("a", start, end)))
    assert [b.is_open for b in drawn.bars] == ([] if is_open is None else [is_open])
    assert drawn.undated == undated


def test_what_is_recalled_from_decades_ago_is_counted_not_drawn() -> None:
    recalled = at("old", "1991-05-01", "1991-05-01", status="background")
    drawn = draw_timeline(lines_of(at("a", "2019-05-01", "2019-05-01"), recalled))
    assert (len(drawn.bars), drawn.left_out) == (1, 1)
    assert len(draw_timeline(lines_of(recalled)).bars) == 1


def test_no_incidents_give_no_drawings() -> None:
    assert draw_timeline(()).bars == ()
    assert draw_map(()).circles == ()


def test_a_place_without_coordinates_is_listed() -> None:
    drawn = draw_map(LINES)
    water = next(line for line in LINES if line.incident is made.WATER_CUT)
    assert drawn.listed == (water.short_id,)
    assert len(drawn.circles) == 4


def test_circles_keep_their_scale_and_stay_in_the_frame() -> None:
    drawn = draw_map(LINES)
    ridge = next(c for c in drawn.circles if c.names.startswith("Height"))
    pelluk = next(c for c in drawn.circles if c.names.startswith("Fell"))
    assert ridge.r / pelluk.r == pytest.approx(4000 / 2300, rel=0.01)
    assert (ridge.is_coarse, pelluk.is_contested) == (True, True)
    assert pelluk.words == "! Fellûg · Pelluk"
    for c in drawn.circles:
        assert 0 <= c.x <= WIDTH
        assert 0 <= c.y <= HEIGHT


def test_one_place_of_two_incidents_is_one_circle() -> None:
    both = lines_of(at("a", None, None, places=(made.PELLUK,)), at("b", None, None, places=(made.PELLUK,)))
    (circle,) = draw_map(both).circles
    assert len(circle.short_ids) == 2


def test_the_whole_world_fits() -> None:
    far = (make_place("n", 80.0, 170.0, 1000, North=()), make_place("s", -75.0, -170.0, 1000, South=()))
    drawn = draw_map(lines_of(at("a", None, None, places=far)))
    assert len(drawn.circles) == 2
    assert len(drawn.grid) < 40


words = st.text("abcdef ·", min_size=1, max_size=24)
dots = st.lists(st.builds(Dot, st.floats(20, 480), st.floats(30, 360), st.floats(3, 30), words), max_size=12)


@given(dots)
def test_labels_stay_inside_the_frame(found: list[Dot]) -> None:
    frame = Box(0, 0, 520, 380)
    for box in set_labels(found, frame):
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= 520
        assert box.bottom <= 380


def test_two_near_places_have_labels_that_do_not_cover_each_other() -> None:
    a, b = set_labels([Dot(200, 200, 8, "Kessun Crossing"), Dot(206, 204, 8, "Ulvane Ford")], Box(0, 0, 520, 380))
    assert not a.overlaps(b)
