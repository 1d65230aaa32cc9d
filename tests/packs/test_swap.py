"""Exchanging two sides everywhere in a region pack leaves it valid (law 7)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.packs.folders import copy_region

from toldby.packs.check import check_pack
from toldby.packs.compile import compile_region
from toldby.packs.parse import parse_pack
from toldby.packs.region_schema import ActorEntry
from toldby.packs.scaffold import scaffold_pack
from toldby.packs.shipped import find_shipped_folder

PAIRS = [
    ("demo-tirrow", "halvena", "teskoria"),
    ("south-caucasus", "am", "az"),
    ("south-caucasus", "nk", "az"),
]


def _swap(folder: Path, one: str, other: str) -> None:
    """Exchange the ids of two sides where sides are named: side, sides, allied, used_by, about."""
    exchange = {one: other, other: one}
    ids = re.compile(rf"(?<![\w.-])({one}|{other})(?![\w.-])")
    fields = re.compile(r"((?:side|about): *[\w.-]+|(?:used_by|sides): *\[[^\]]*\]|allied: *\[\[.*?\]\])")
    for path in folder.glob("*.yml"):
        text = path.read_text("utf-8")
        swapped = fields.sub(lambda f: ids.sub(lambda m: exchange[m.group()], f.group()), text)
        path.write_text(swapped, "utf-8")


@pytest.mark.parametrize(("pack", "one", "other"), PAIRS)
def test_a_swapped_pack_is_valid(tmp_path: Path, pack: str, one: str, other: str) -> None:
    folder = tmp_path / pack
    scaffold_pack(find_shipped_folder() / "regions" / pack, folder, pack)
    before = compile_region(folder)
    _swap(folder, one, other)
    after = compile_region(folder)
    assert [p for p in check_pack(folder).problems if p.level != 6] == []
    exchange = {one: other, other: one}
    assert [exchange.get(a.side or "", a.side) for a in before.actors] == [a.side for a in after.actors]
    assert after.hash != before.hash


def test_parties_have_the_same_kinds_of_bodies() -> None:
    """A side with no spokesman, ministry or police in the pack would be heard less."""
    pack = parse_pack(find_shipped_folder() / "regions" / "south-caucasus")
    bodies: dict[str, set[str]] = {}
    for row in pack.table("actors"):
        if isinstance(row.entry, ActorEntry) and row.entry.side in ("am", "az", "nk"):
            kind = "state" if row.entry.kind == "local-authority" else row.entry.kind
            bodies.setdefault(row.entry.side, set()).add(kind)
    assert bodies["am"] == bodies["az"] == bodies["nk"]


def test_the_demo_copy_is_untouched(tmp_path: Path) -> None:
    assert check_pack(copy_region(tmp_path)).exit_code == 0
