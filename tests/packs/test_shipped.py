"""Packs and schema files that come with toldby."""

from __future__ import annotations

from pathlib import Path

import pytest

from toldby.application.packs import (
    check_packs,
    find_exit_code,
    fix_packs,
    match_sentence,
    new_pack,
    open_lexicon,
)
from toldby.domain.errors import UsageProblem
from toldby.packs.check import CheckPorts, check_pack
from toldby.packs.editor_schema import make_schemas
from toldby.packs.ontology import load_types
from toldby.packs.parse import parse_pack
from toldby.packs.region_schema import PlaceEntry
from toldby.packs.shipped import find_shipped_folder, shipped_packs

TYPES = {kind.id: kind.attributes for kind in load_types(shipped_packs().types)}


@pytest.mark.parametrize("name", [name for name, _ in shipped_packs().regions])
def test_shipped_regions_are_in_order(name: str) -> None:
    folder = shipped_packs().region(name)
    assert folder is not None
    assert [str(problem) for problem in check_pack(folder, CheckPorts(types=TYPES)).problems] == []


def test_the_shipped_language_has_no_errors() -> None:
    folder = shipped_packs().language("en")
    assert folder is not None
    result = check_pack(folder, CheckPorts(types=TYPES))
    assert [str(problem) for problem in result.problems if not problem.is_warning] == []


def test_no_shipped_contested_place_is_called_reviewed() -> None:
    """Until two readers beside the author are found, they ship as drafts."""
    pack = parse_pack(find_shipped_folder() / "regions" / "south-caucasus")
    places = [row.entry for row in pack.table("places") if isinstance(row.entry, PlaceEntry)]
    assert len(places) > 100
    assert {place.status for place in places} == {"draft"}


def test_schema_files_are_current() -> None:
    folder = find_shipped_folder() / "schema"
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.json")} == dict(make_schemas())


@pytest.mark.parametrize("kind", ["language", "region"])
def test_a_new_pack_is_valid(tmp_path: Path, kind: str) -> None:
    written = new_pack(kind, "made-up", tmp_path)
    assert tmp_path / "made-up" / "pack.yml" in written
    results = check_packs([tmp_path / "made-up"])
    assert find_exit_code(results) == 0, results
    assert "id: made-up" in (tmp_path / "made-up" / "pack.yml").read_text("utf-8")


def test_a_copy_of_a_pack_is_valid_and_has_its_own_id(tmp_path: Path) -> None:
    new_pack("region", "mine", tmp_path, "demo-tirrow")
    pack = parse_pack(tmp_path / "mine")
    assert pack.head is not None
    assert pack.head.id == "mine"
    assert find_exit_code(check_packs([tmp_path / "mine"])) == 0


REFUSED = [
    ("region", "Mine!", None, "small letters"),
    ("county", "mine", None, "language or region"),
    ("region", "mine", "no-such-pack", "shipped: demo-tirrow"),
    ("region", "taken", None, "not empty"),
]


@pytest.mark.parametrize(("kind", "pack_id", "origin", "message"), REFUSED)
def test_refused_new_packs(tmp_path: Path, kind: str, pack_id: str, origin: str | None, message: str) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "pack.yml").write_text("id: taken\n", "utf-8")
    with pytest.raises(UsageProblem, match=message):
        new_pack(kind, pack_id, tmp_path, origin)


def test_fix_only_composes_letters_and_ends_lines(tmp_path: Path) -> None:
    new_pack("region", "mine", tmp_path, "demo-tirrow")
    path = tmp_path / "mine" / "places.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Fell\u00fbg", "Fellu\u0302g").rstrip(), "utf-8")
    assert fix_packs([tmp_path / "mine"]) == (path,)
    assert path.read_text("utf-8") == text


def test_a_sentence_shows_what_matched() -> None:
    lexicon = open_lexicon(regions=["demo-tirrow"])
    found = match_sentence("Raiders crossed at Ulvane Ford.", lexicon)
    assert {("terms", "raiding-party"), ("places", "tw-04")} <= {(m.table, m.entry_id) for m in found}
