"""A table of place names becomes places with no main name."""

from __future__ import annotations

from pathlib import Path

import pytest

from toldby.domain.errors import PackProblem
from toldby.packs.import_table import TableOptions, import_places
from toldby.packs.parse import parse_pack
from toldby.packs.region_schema import PlaceEntry

TABLE = """place_id,kind,name,lang,form,used_by,lat,lon,radius_m,coord_source,part_of,nodes
ondrel,settlement,Ondrel,qaa,endonym,H|INT,-30.4,-20.3,3000,map (GeoNames 123456),valley|halvena,
ondrel,settlement,Vossim,qab,endonym,T,-30.4,-20.3,3000,map (GeoNames 123456),valley|halvena,
ondrel,settlement,Old Ondrel,qaa,historic,hist,-30.4,-20.3,3000,map (GeoNames 123456),valley|halvena,
valley,region,Tirrow,en,,H|T,,,,,,
road,road,Garrim road,en,,H,-30.5,-20.3,9000,,,ondrel|valley
mill,facility,Ondrel,qaa,endonym,H,,,,,,
"""
OPTIONS = TableOptions("p", {"H": ("halvena", "council")}, (("halvena", "council"), ("t",)), frozenset({"ondrel"}))


def _places(tmp_path: Path) -> dict[str, PlaceEntry]:
    (tmp_path / "places.yml").write_text(import_places(TABLE, OPTIONS).text, "utf-8")
    pack = parse_pack(tmp_path)
    assert [p for p in pack.problems if p.file != "pack.yml"] == []
    return {row.entry.id: row.entry for row in pack.table("places") if isinstance(row.entry, PlaceEntry)}


def test_places(tmp_path: Path) -> None:
    places = _places(tmp_path)
    town = places["p-001"]
    assert [(n.text, n.used_by, n.form) for n in town.names] == [
        ("Ondrel", ("council", "halvena", "int"), "endonym"),
        ("Vossim", ("t",), "endonym"),
        ("Old Ondrel", ("anyone",), "historic"),
    ]
    assert (town.contested, town.hub, town.geonameid, town.status) == (True, True, 123456, "draft")
    # two camps that share a name do not contest the place
    assert not places["p-002"].contested
    assert places["p-003"].nodes == ("p-001", "p-002")
    assert len(town.points) == 1
    # one name, two places: both are marked
    assert town.ambiguous
    assert places["p-004"].ambiguous
    assert not places["p-003"].ambiguous


def test_a_state_is_no_part_of_a_place() -> None:
    table = import_places(TABLE, OPTIONS)
    assert table.left_out == ("ondrel: part_of 'halvena': no place of the table",)
    assert table.ids["ondrel"] == "p-001"


BROKEN = [
    ("place_id,kind,name\nx,settlement,\n", "'name' is missing"),
    ("place_id,kind,name\nx,vilage,Ondrel\n", "'kind' is 'vilage'"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_broken_tables(text: str, message: str) -> None:
    with pytest.raises(PackProblem, match=message) as caught:
        import_places(text, OPTIONS)
    assert caught.value.line == 2
