"""Words alone: guards, blockers, numbers."""

from __future__ import annotations

import pytest

from toldby.domain.wording import Wording
from toldby.packs.match import Wanted, find_hits, read_guards, read_marks

GUARDS = [
    # the subject stands before the cue
    (["not subject=you"], {}, "You can deny or accept it.", False),
    (["not subject=you"], {}, "They deny it.", True),
    # an override that drops
    ([], {"np=access|entry": "drop"}, "They deny access to the mill.", False),
    # an override that does not
    ([], {"np=access|entry": "deny"}, "They deny access to the mill.", True),
    (["not prev=to"], {}, "He wants to deny it.", False),
    (["not prev=to"], {}, "He will deny it.", True),
    (["not next=it"], {}, "He will deny it.", False),
    (["needs=that"], {}, "They deny it.", False),
    (["needs=that"], {}, "They deny that it fell.", True),
    # no slot: anywhere
    (["not mill|weir"], {}, "At the weir they deny it.", False),
]


@pytest.mark.parametrize(("guards", "overrides", "text", "expected"), GUARDS)
def test_guards(guards: list[str], overrides: dict[str, str], text: str, expected: bool) -> None:
    wanted = Wanted(Wording.from_forms(["deny"]), read_guards(guards, overrides))
    assert bool(find_hits(wanted, text)) is expected


def test_a_floor_needs_its_number() -> None:
    wanted = Wanted(Wording.from_forms(["at least"]), after=frozenset({"three"}))
    assert find_hits(wanted, "At least three left.")
    assert find_hits(wanted, "At least 12 left.")
    assert not find_hits(wanted, "At least the road is open.")


def test_marks_are_spans_of_the_bare_text() -> None:
    marked = read_marks("{Two fell}, <according to> [the council].")
    assert marked.text == "Two fell, according to the council."
    assert [marked.text[s:e] for s, e in (*marked.sources, *marked.cues, *marked.contents)] == [
        "the council",
        "according to",
        "Two fell",
    ]
