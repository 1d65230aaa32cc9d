"""Sentences the report tells itself: nobody asserts anything in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.samples.ledger import SAID_IN_FORCE
from toldby.application.evaluation.told import list_told
from toldby.domain.claims import Stance
from toldby.domain.text import Span

TEXT = "The ford is closed."
SAID = replace(SAID_IN_FORCE, content=(Span(4, 18),), machine=replace(SAID_IN_FORCE.machine, rule="cue.that"))

ROWS = [
    # nobody is said to say it
    (TEXT, (), True),
    # somebody asserts it
    (TEXT, (SAID,), False),
    # a wish leaves the sentence to the report
    (TEXT, (replace(SAID, stance=Stance.DEMAND),), True),
    # an object is no statement of fact
    (TEXT, (replace(SAID, machine=replace(SAID.machine, rule="cue.np")),), True),
    ("Is the ford closed?", (), False),
    ("“The ford is closed.", (), False),
    ('is closed for good."', (), False),
]


@pytest.mark.parametrize(("text", "claims", "is_told"), ROWS)
def test_told(text: str, claims: tuple, is_told: bool) -> None:  # type: ignore[type-arg]
    assert bool(list_told(text, claims, lambda t: [(0, len(t))])) is is_told
