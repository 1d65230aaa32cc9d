"""Laws of attribution: verbatim spans, no text stops it, same answer twice, sides swap with their names."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.analysis.attribution.reading import load_shipped, make_report, read_body

from toldby.analysis.attribute import attribute_claims
from toldby.analysis.quotes import find_quotes
from toldby.analysis.sentences import split_sentences
from toldby.domain.claims import Claim
from toldby.domain.text import Report

WORDS = st.sampled_from([
    "said", "denied", "the", "ministry", "that", "\"", "“", "”", "according", "to",
    ",", ".", "not", "it", "was", "statement", "Halvena", "accused", "of", "shelling",
    "reported", "citing", ":", "-", "'", "who", "and", "allegedly",
    "\n\n",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


def _attribute_plainly(report: Report) -> tuple[Claim, ...]:
    """Attribution with no parser at all: the surface fallback."""
    lexicon = load_shipped()
    quotes = find_quotes(report.text, report.zones, lexicon.language)
    sentences = split_sentences(report.text, report.zones, quotes, lexicon.language)
    return attribute_claims(report, quotes, sentences, (), (), lexicon)[0]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_no_text_stops_it_and_spans_are_verbatim(text: str) -> None:
    report = make_report(text)
    for claim in _attribute_plainly(report):
        spans = (*claim.source, *claim.cue, *claim.content)
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert claim.text == " … ".join(text[s.start : s.end] for s in claim.content)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    report = make_report(text)
    assert _attribute_plainly(report) == _attribute_plainly(report)


@pytest.mark.parametrize("text", ["The council said the dam was safe.", 'The mayor said: "The dam is safe and sound."'])
def test_surface_fallback_finds_plain_speech(text: str) -> None:
    claims = _attribute_plainly(make_report(text))
    assert [c.voice for c in claims] == ["attributed"]


SWAPPED = (
    "Arvenia accused Belmora of shelling a village.\n\nThe defence ministry of Belmora denied the allegations, saying "
    "it was Arvenia, not Belmora, that had opened fire.\n\nArvenia said Belmora had lied."
)


def _swap(text: str) -> str:
    return text.replace("Arvenia", "\0").replace("Belmora", "Arvenia").replace("\0", "Belmora")


def _shape(claims: tuple[Claim, ...]) -> list[tuple[object, ...]]:
    order = {c.claim_id: i for i, c in enumerate(claims)}
    return [
        (c.voice, c.stance, c.directness, c.source, c.cue, c.content, order.get(c.parent) if c.parent else None,
         tuple(order[t] for t in c.targets), c.target_relations, c.flags)
        for c in claims
    ]  # fmt: skip


def test_swapping_the_sides_swaps_the_roles_and_nothing_else() -> None:
    """Both names have seven letters, so even the offsets stay."""
    one, other = read_body(SWAPPED)[0], read_body(_swap(SWAPPED))[0]
    assert _shape(one) == _shape(other)
    names = [(c.speaker.id or "").lower() for c in one if c.speaker]
    swapped = [(c.speaker.id or "").lower() for c in other if c.speaker]
    assert [_swap(n.title()).lower() for n in names] == swapped


def test_cost_grows_with_the_text() -> None:
    """Eight times the text costs less than half of what quadratic work would (64 times)."""
    paragraph = 'The council said the dam was safe. "It holds," the mayor said. The army denied it.\n\n'
    short, long = (min(_time(make_report(paragraph * n)) for _ in range(3)) for n in (20, 160))
    assert long < 30 * short


def _time(report: Report) -> float:
    begun = time.perf_counter()
    _attribute_plainly(report)
    return time.perf_counter() - begun
