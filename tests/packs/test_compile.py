"""Run-time form, hash, cache."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
import yaml
from tests.packs.folders import copy_language, copy_region, replace

from toldby.domain.errors import PackProblem, UsageProblem
from toldby.packs.compile import compile_language, compile_region
from toldby.packs.load import load_language, load_lexicon, load_region
from toldby.packs.shipped import shipped_packs


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _rewrite(path: Path, seed: int) -> None:
    """The same entries in another order, layout and key order, with comments."""
    value = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    for key, rows in value.items():
        if isinstance(rows, list):
            shuffled = [dict(sorted(row.items(), reverse=bool(seed % 2))) for row in rows]
            random.Random(seed).shuffle(shuffled)
            value[key] = shuffled
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=60)
    path.write_text("# another hand\n" + text + "\n# end\n", "utf-8")


@pytest.mark.parametrize("seed", [0, 1])
def test_layout_comments_and_order_do_not_change_the_hash(tmp_path: Path, seed: int) -> None:
    region, language = copy_region(tmp_path), copy_language(tmp_path)
    before = compile_region(region), compile_language(language)
    for folder in (region, language):
        for path in folder.glob("*.yml"):
            if path.name != "pack.yml":
                _rewrite(path, seed)
    assert (compile_region(region), compile_language(language)) == before


CHANGES = [
    ("actors.yml", "TMG", "TMGR"),
    ("places.yml", "-30.40,", "-30.41,"),
    ("terms.yml", "plain: soldiers", "plain: armed people"),
    ("outlets.yml", "Quarrin Wire, QW", "Quarrin Wire"),
]


@pytest.mark.parametrize(("file", "old", "new"), CHANGES)
def test_a_changed_word_changes_the_hash(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = copy_region(tmp_path)
    before = compile_region(folder).hash
    replace(folder / file, old, new)
    assert compile_region(folder).hash != before


def test_forms_are_complete_and_small(tmp_path: Path) -> None:
    folder = copy_language(tmp_path)
    replace(folder / "speech.yml", "forms: [deny, denies, denied, denying], ", "")
    cues = {cue.id: cue for cue in compile_language(folder).cues}
    assert cues["deny"].forms == ("denied", "denies", "deny", "denying")
    assert cues["according"].forms == ("according to",)
    assert cues["deny"].overrides == (("np=access|entry|visa", "drop"),)


def test_retired_never_loads_and_drafts_can_be_left_out(tmp_path: Path) -> None:
    folder = copy_region(tmp_path)
    assert "water-board" in {a.id for a in compile_region(folder).actors}
    assert "water-board" not in {a.id for a in compile_region(folder, reviewed_only=True).actors}
    before = "id: border-guard, kind: service, side: teskoria, parent: teskoria, status: "
    replace(folder / "actors.yml", before + "reviewed", before + "retired")
    assert "border-guard" not in {a.id for a in compile_region(folder).actors}


def test_values_of_the_demo_pack(tmp_path: Path) -> None:
    pack = compile_region(copy_region(tmp_path))
    actors = {actor.id: actor for actor in pack.actors}
    places = {place.id: place for place in pack.places}
    assert [side.name for side in pack.sides] == ["Halvena", "Teskoria"]
    assert (actors["monitors"].side, actors["monitors"].role) == (None, "monitor")
    assert actors["mav-tellory"].roles[1].valid_from == "2019-06-01"
    assert [name.text for name in places["tw-03"].names] == ["Fellûg", "Pelluk"]
    assert len(places["tw-03"].points) == 2
    assert pack.box == (-21.5, -31.5, -19.5, -29.5)
    assert {o.id: o.side for o in pack.outlets}["quarrin-wire"] is None


def test_a_broken_entry_is_named_with_file_and_line(tmp_path: Path) -> None:
    folder = copy_region(tmp_path)
    replace(folder / "terms.yml", "plain: soldiers", "plane: soldiers")
    with pytest.raises(
        PackProblem, match=r"demo-tirrow/terms\.yml:\d+: 'plane' is not a field here; did you mean 'plain'"
    ):
        compile_region(folder)


def test_the_cache_gives_the_same_value_and_notices_changes(tmp_path: Path) -> None:
    folder = copy_region(tmp_path)
    first, second = load_region(folder), load_region(folder)
    assert first == second == compile_region(folder)
    assert [path.suffix for path in (tmp_path / "cache" / "toldby").iterdir()] == [".json"]
    replace(folder / "actors.yml", "TMG", "TMGR")
    assert load_region(folder).hash != first.hash


def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    folder = copy_language(tmp_path)
    first = load_language(folder)
    for path in (tmp_path / "cache" / "toldby").iterdir():
        path.write_text("{", "utf-8")
    assert load_language(folder) == first


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path / "file"))
    assert load_region(copy_region(tmp_path)).id == "demo-tirrow"


def test_a_missing_pack_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="toldby pack new region nowhere"):
        load_region(tmp_path / "nowhere")


def test_the_order_of_regions_does_not_matter(tmp_path: Path) -> None:
    shipped, language = shipped_packs(), copy_language(tmp_path)
    folders = tuple(path for _, path in shipped.regions)
    there = load_lexicon(language, folders, shipped.types)
    back = load_lexicon(language, folders[::-1], shipped.types)
    assert there == back
    assert len(there.types) == 47
