"""The shared word-run matcher."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.domain.wording import Wording, find_runs, fold_words

ROWS = [
    # a form inside a longer word is no hit
    ("The Ondreline banks", ["Ondrel"], []),
    # case does not matter
    ("DENIED", ["denied"], [(0, 6)]),
    # the possessive is another word
    ("Halvena's army", ["halvena"], [(0, 7)]),
    # one apostrophe is as good as another
    ("It wasn\u2019t us", ["wasn't"], [(3, 9)]),
    # a line break is a space
    ("according\n to", ["according to"], [(0, 13)]),
    # kinds of hyphen
    ("self\u2011styled", ["self-styled"], [(0, 11)]),
    # a hyphen is not a space
    ("self styled", ["self-styled"], []),
    # decomposed text, composed form: offsets stay those of the text given
    ("in " + unicodedata.normalize("NFD", "Fellûg") + " now", ["Fellûg"], [(3, 10)]),
    # casefold may lengthen a word, offsets may not move
    ("STRASSE straße", ["straße"], [(0, 7), (8, 14)]),
    # longest first, then on after it
    ("took control of it", ["took", "took control of", "control"], [(0, 15)]),
    # punctuation inside a form
    ("the U.S. envoy", ["U.S."], [(4, 8)]),
    ("", ["x"], []),
    ("x", ["", "  "], []),
]


@pytest.mark.parametrize(("text", "forms", "expected"), ROWS)
def test_rows(text: str, forms: list[str], expected: list[tuple[int, int]]) -> None:
    assert list(find_runs(text, forms)) == expected


def test_a_window_has_offsets_of_the_whole_text() -> None:
    hits = Wording.from_entries([("a", ["ford"])]).find("ford ford ford", 5, 9)
    assert [(h.start, h.end) for h in hits] == [(5, 9)]


def test_entries_that_share_a_form_are_all_named() -> None:
    hits = Wording.from_entries([("b", ["ford"]), ("a", ["Ford"])]).find("the ford")
    assert hits[0].ids == ("a", "b")


def test_case_can_be_kept() -> None:
    wording = Wording.from_forms(["US"], is_case_kept=True)
    assert [h.start for h in wording.find("they told us that the US left")] == [22]


def test_all_hits_overlap() -> None:
    found = Wording.from_forms(["took", "took control", "control"]).find_all("took control")
    assert [(h.start, h.end) for h in found] == [(0, 12), (0, 4), (5, 12)]


def test_match_covers_the_whole_text() -> None:
    wording = Wording.from_forms(["took control"])
    assert wording.match("Took  control") is not None
    assert wording.match("took control of") is None


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=6), max_size=5))
def test_hits_do_not_overlap_and_read_back(text: str, forms: list[str]) -> None:
    hits = Wording.from_forms(forms).find(text)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert all(fold_words(text[h.start : h.end]) == fold_words(h.form) for h in hits if h.form.strip())
