"""GeoJSON by the rules of RFC 7946, checked one by one, on the demo corpus and on shapes that packs may hold."""

# ruff: noqa: ANN401 - values of JSON of any shape
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from toldby.adapters.exports import geojson
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.view import ExportView
from toldby.domain.incidents import IncidentPlace
from toldby.domain.places import Point

View = Callable[[ExportOptions], ExportView]
KINDS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def check_position(position: Any) -> None:
    """Section 3.1.1: longitude, latitude, as numbers; at most six decimals are ours."""
    assert isinstance(position, list)
    assert len(position) == 2
    lon, lat = position
    assert -180 <= lon <= 180
    assert -90 <= lat <= 90
    assert [round(v, 6) for v in position] == position


def walk(coordinates: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield coordinates
    else:
        for one in coordinates:
            yield from walk(one, depth - 1)


def check_geometry(geometry: Any) -> None:
    if geometry is None:  # section 3.2: an unlocated feature
        return
    if geometry["type"] == "GeometryCollection":
        assert set(geometry) == {"type", "geometries"}
        for one in geometry["geometries"]:
            check_geometry(one)
        return
    assert set(geometry) == {"type", "coordinates"}
    for position in walk(geometry["coordinates"], KINDS[geometry["type"]]):
        check_position(position)
    if geometry["type"] == "LineString":
        assert len(geometry["coordinates"]) >= 2
    if geometry["type"] in ("Polygon", "MultiPolygon"):
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for rings in polygons:
            for number, ring in enumerate(rings):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert (geojson.measure_turn(ring) > 0) is (number == 0), "outer rings against the clock"


def check_collection(collection: Any) -> None:
    assert set(collection) == {"type", "features"}, "no crs (section 4), no other member that readers may not know"
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)
        check_geometry(feature["geometry"])
    ids = [feature["id"] for feature in collection["features"]]
    assert len(set(ids)) == len(ids)


def read(view: ExportView, name: str) -> Any:
    content = geojson.encode(view).files[name]
    assert content.startswith(b"{"), "no byte order mark (RFC 8259)"
    return json.loads(content)


@pytest.mark.parametrize("policy", ["none", "range", "per-party", "most-informative"])
def test_incidents(policy: str, view_demo: View) -> None:
    view = view_demo(ExportOptions(policy=policy))
    collection = read(view, "incidents.geojson")
    check_collection(collection)
    assert {f["properties"]["incident_id"] for f in collection["features"]} == {i.incident_id for i in view.incidents}
    for feature in collection["features"]:
        assert feature["properties"]["x_policy"].startswith(policy)
        assert feature["properties"]["x_url"]
        assert isinstance(feature["properties"]["x_left_out"], int)


def test_each_place_a_claim_gives(view_demo: View) -> None:
    collection = read(view_demo(ExportOptions(by="claim")), "claims.geojson")
    check_collection(collection)
    ridge = {
        f["properties"]["name"]: f["properties"]["source"]
        for f in collection["features"]
        if f["properties"]["place_id"] == "tw-05"
    }
    assert ridge == {
        "Height 918": "Truce Monitoring Group",
        "Kelvoth ridge": "Ministry of the Armed Forces",
        "Mount Sennoch": "Imbrel District Council",
    }


def test_positions_tell_who_says_what(view_demo: View) -> None:
    collection = read(view_demo(ExportOptions()), "incidents.geojson")
    (shelling,) = [f["properties"] for f in collection["features"] if f["id"] == "TB-3BPW38"]
    assert shelling["positions"]["killed/unknown"] == {
        "Ministry of Defence": "5",
        "Truce Monitoring Group": "3",
        "a hospital doctor in Ondrel": "3 or more",
    }
    assert shelling["positions"]["occurrence"]["Ministry of the Armed Forces"] == "denies"
    assert shelling["names"] == [
        {"text": "Fellûg", "used_by": shelling["names"][0]["used_by"]},
        {"text": "Pelluk", "used_by": shelling["names"][1]["used_by"]},
    ]


def test_an_origin_that_changed_its_number_has_both(view_demo: View) -> None:
    collection = read(view_demo(ExportOptions()), "incidents.geojson")
    (ford,) = [f["properties"] for f in collection["features"] if f["id"] == "TB-5X2CVT"]
    assert ford["positions"]["killed/halvena"] == {"Imbrel District Council": "2 | 3"}


def place(
    precision: str, geometry: str | None = None, lat: float | None = -30.1234567, place_id: str = "p"
) -> IncidentPlace:
    lon = None if lat is None else -20.7654321
    points = () if lat is None or lon is None else (Point(lat, lon, 100),)
    return IncidentPlace(place_id, (), lat, lon, 100, precision, points, geometry)


CLOCKWISE = json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0]]]})
ROWS = [
    ((), None),
    ((place("settlement"),), {"type": "Point", "coordinates": [-20.765432, -30.123457]}),
    # the middle of a country or a province is no place
    ((place("country"),), None),
    ((place("province"),), None),
    ((place("region"),), None),
    ((place("settlement", lat=None),), None),
    # one place that cannot be drawn: the others alone would tell something else
    ((place("settlement"), place("country", place_id="q")), None),
    (
        (place("settlement"), place("site", place_id="q")),
        {"type": "MultiPoint", "coordinates": [[-20.765432, -30.123457], [-20.765432, -30.123457]]},
    ),
    # an open ring that runs with the clock is closed and turned
    ((place("zone", CLOCKWISE),), {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}),
    (
        (place("line", json.dumps({"type": "LineString", "coordinates": [[0.12345678, 1], [2, 3]]})),),
        {"type": "LineString", "coordinates": [[0.123457, 1], [2, 3]]},
    ),
]


@pytest.mark.parametrize(("places", "expected"), ROWS)
def test_geometry(places: tuple[IncidentPlace, ...], expected: object) -> None:
    made = geojson.make_geometry(places)
    check_geometry(made)
    assert made == expected
