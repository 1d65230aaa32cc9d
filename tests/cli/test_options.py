"""Options that several commands share."""

from __future__ import annotations

import pytest

from toldby.cli.options import split_packs

ROWS = [
    # nothing named: every shipped pack is a candidate
    (None, ()),
    # one after the other, or with commas between
    (["a", "b"], ("a", "b")),
    (["a, b", "./packs/c"], ("a", "b", "./packs/c")),
    # a comma too many names no pack
    (["a,"], ("a",)),
]


@pytest.mark.parametrize(("given", "packs"), ROWS)
def test_split_packs(given: list[str] | None, packs: tuple[str, ...]) -> None:
    assert split_packs(given) == packs
