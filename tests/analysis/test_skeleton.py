"""Spellings of one name fall together; the key never links alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.analysis.skeleton import skeleton_of

SAME = [
    # one consonant heard two ways
    ("Pelluk", "Belluq"),
    # letters of another alphabet
    ("Тороз", "Toroz"),
    # marks under letters
    ("Şadrun", "Shadrun"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_key(one: str, other: str) -> None:
    assert skeleton_of(one) == skeleton_of(other)


def test_other_name_other_key() -> None:
    assert skeleton_of("Pelluk") != skeleton_of("Sadrun")


@given(st.text(max_size=40))
def test_key_is_plain_letters(name: str) -> None:
    assert all("a" <= c <= "z" for c in skeleton_of(name))
