"""Blame shifted by a cleft needs two actors; days, places and things do not shift blame."""

from __future__ import annotations

import pytest

from toldby.analysis.attribution.cleft import find_cleft
from toldby.domain.actors import ActorMention
from toldby.domain.text import Span

ROWS = [
    ("It was Halvenan gunners, not ours, who opened fire.", ("Halvenan gunners", "ours")),
    ("it was Halvena, not Teskoria, that broke the truce", ("Halvena", "Teskoria")),
    ("It was not our guns but Halvenan guns that fired.", ("Halvenan guns", "our guns")),
    # no actors: a correction of the day
    ("It was Sunday, not Saturday, when the water stopped.", None),
    ("It was rust, not rain, that closed the valve.", None),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_rows(text: str, expected: tuple[str, str] | None) -> None:
    """Blamed and cleared actor, or nothing."""
    names = ("Halvenan gunners", "Halvenan guns", "Halvena,", "Teskoria")
    mentions = tuple(
        ActorMention(text.index(n), text.index(n) + len(n.strip(",")), n.strip(","), n, n, None, "name")
        for n in names
        if n in text
    )
    cleft = find_cleft(text, (Span(0, len(text)),), mentions)
    assert (None if cleft is None else (cleft.blamed.read(text), cleft.cleared.read(text))) == expected
