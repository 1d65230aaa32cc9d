"""Words for "soon after" that name no unit: vague, never a day, and never the end of a report."""

from __future__ import annotations

import pytest

from toldby.analysis.times import read_time_case
from toldby.packs.load import load_lexicon
from toldby.packs.shipped import find_shipped_folder

DATA = find_shipped_folder()
LANGUAGE = load_lexicon(DATA / "languages" / "en", (), DATA / "types" / "incident_types.json").language

FORMS = ["shortly afterwards", "shortly after", "shortly thereafter", "soon after", "soon afterwards", "hours later"]


@pytest.mark.parametrize("words", FORMS)
def test_vague_later_is_no_day(words: str) -> None:
    sentence = f"The bridge at Zhelm was closed {words}."
    start = sentence.index(words)
    mention = read_time_case(sentence, "2019-05-14", start, start + len(words), None, LANGUAGE)
    assert mention is not None
    assert mention.mode == "vague"
    assert (mention.earliest, mention.latest) == (None, None), "the event before it is not known here"
