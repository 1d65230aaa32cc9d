"""Finds of a stretch by bisection are those a walk over all finds gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toldby.analysis.inorder import InOrder
from toldby.domain.text import Span

SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 30), st.integers(0, 6))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_gives_what_lies_wholly_inside(finds: list[Span], stretch: Span) -> None:
    finds.sort()
    assert InOrder(finds).within(stretch) == tuple((i, f) for i, f in enumerate(finds) if stretch.covers(f))
