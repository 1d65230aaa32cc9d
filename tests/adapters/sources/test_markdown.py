"""Markdown: marks go, words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.adapters.sources.markdown import strip_markdown

ROWS: list[tuple[str, str]] = [
    ("# Hill taken\n\nThe army *took* it.", "Hill taken\n\nThe army took it."),
    ("## Closed heading ##", "Closed heading"),
    ("> **Five** died, the council said.", "Five died, the council said."),
    ("- first\n* second\n1. third", "first\nsecond\nthird"),
    ("See [the statement](https://x.example/a) here.", "See the statement here."),
    ("![A soldier stands guard](a.jpg)", "A soldier stands guard"),
    # signs that are no marks stay: file names, sums, hashtags, years at a line's start
    ("a_b_c and 2*3*4 and #tag", "a_b_c and 2*3*4 and #tag"),
    ("2019 was calm.", "2019 was calm."),
    ("\\*not bold\\*", "*not bold*"),
    ("```\ncode\n```", "\ncode\n"),
    ("---", ""),
]


@pytest.mark.parametrize(("source", "text"), ROWS)
def test_rows(source: str, text: str) -> None:
    """Line by line."""
    assert strip_markdown(source).text == text


def test_front_matter() -> None:
    """Simple fields on top are read and are no text."""
    plain = strip_markdown("---\ntitle: Hill taken\ndate: 2019-05-10\n---\nIt rained.\n")
    assert plain.text == "It rained."
    assert plain.fields == (("title", "Hill taken"), ("date", "2019-05-10"))


@given(st.text(alphabet="ab \n#*_[]()!>-`\\1.", max_size=200))
def test_words_stay(source: str) -> None:
    """No letter is lost outside link targets and front matter."""
    if "](" in source or "][" in source or source.startswith("---"):
        return
    kept = strip_markdown(source).text
    assert [c for c in kept if c in "ab"] == [c for c in source if c in "ab"]
