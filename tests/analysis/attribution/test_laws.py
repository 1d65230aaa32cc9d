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


PARSED = (
    'The mayor of Ondrel said on Monday that the bridge was shelled. "Nobody slept," the mayor added.',
    'The army denied the report. "Our guns were silent," said Colonel Vesel, spokesman of the army. "We saw no fire."',
    "The road is open, the council said, and the ferry runs again. Drivers reported that mines lay beside it.",
    'The governor called the blockade "a slow siege" and urged both sides to open the ford.',
    'As the envoy put it, "the list is short". According to the hospital, five people were hurt.',
    'The bishop said:\n\n"Two bells rang.\n\n"Then the lights went out."',
)
"""Texts of our own that go through the parser, one way of speaking each."""

UNRELATED = (
    "Seed potatoes went on sale at the market on Friday.",
    "The library keeps its summer hours until the end of the month.",
    "A new ferry timetable takes effect next week.",
)


def _list_by_words(text: str, claims: tuple[Claim, ...]) -> list[tuple[object, ...]]:
    """Claims by their words and not by their offsets."""
    order = {c.claim_id: i for i, c in enumerate(claims)}
    read = lambda spans: tuple(text[s.start : s.end] for s in spans)  # noqa: E731
    return [
        (c.voice, c.stance, c.directness, read(c.source), read(c.cue), read(c.content),
         None if c.speaker is None else (c.speaker.id, c.speaker.resolved_by),
         order.get(c.parent) if c.parent else None, tuple(order[t] for t in c.targets), c.machine.rule)
        for c in claims
    ]  # fmt: skip


STOPPED = (
    # a subject read over two clauses once ended before it began
    "If he does do this, don't for a moment believe Halvena is not prepared for this, for crying out loud.",
    # an act of violence without a plural once had no counted thing
    "A blast tore through the market of Ondrel and a drone strike hit the mill.",
)
"""Sentences that once stopped the reading of their whole report."""


@pytest.mark.parametrize("text", STOPPED)
def test_what_once_stopped_a_report_no_longer_does(text: str) -> None:
    for claim in read_body(text)[0]:
        assert all(0 <= s.start < s.end <= len(text) for s in (*claim.source, *claim.cue, *claim.content))


@pytest.mark.parametrize("text", PARSED)
def test_every_span_of_parsed_texts_is_verbatim(text: str) -> None:
    claims = read_body(text)[0]
    assert claims
    for claim in claims:
        assert all(0 <= s.start < s.end <= len(text) for s in (*claim.source, *claim.cue, *claim.content))
        assert claim.text == " … ".join(text[s.start : s.end] for s in claim.content)


@pytest.mark.parametrize("text", PARSED)
@pytest.mark.parametrize("paragraph", UNRELATED)
def test_an_unrelated_paragraph_changes_no_claim(text: str, paragraph: str) -> None:
    alone = _list_by_words(text, read_body(text)[0])
    before, after = f"{paragraph}\n\n{text}", f"{text}\n\n{paragraph}"
    assert _list_by_words(before, read_body(before)[0]) == alone
    assert _list_by_words(after, read_body(after)[0]) == alone


@pytest.mark.parametrize("text", PARSED)
def test_typographic_marks_give_the_same_claims(text: str) -> None:
    """The marks are exchanged one for one, so even the offsets stay."""
    parts = text.split('"')
    curly = parts[0]
    is_open = False
    for part in parts[1:]:
        # a paragraph that goes on with a quotation opens with an opening mark again
        is_open = not is_open or curly.endswith("\n\n")
        curly += ("\u201c" if is_open else "\u201d") + part
    assert _shape(read_body(curly)[0]) == _shape(read_body(text)[0])


SIDES = (
    "Arvenia accused Belmora of shelling a village. Belmora said it was Arvenia that had opened fire.",
    'Belmora rejected the claim. "Arvenia fired first," the defence ministry of Belmora said.',
    "Arvenia urged Belmora to open the road; according to Belmora, the road was never closed.",
)


@pytest.mark.parametrize("text", SIDES)
def test_swapped_names_swap_speakers_and_nothing_else(text: str) -> None:
    one, other = read_body(text)[0], read_body(_swap(text))[0]
    assert _shape(one) == _shape(other)
    speakers = [[(c.speaker.id or "").lower() if c.speaker else "" for c in claims] for claims in (one, other)]
    assert [_swap(name.title()).lower() for name in speakers[0]] == speakers[1]


def test_cost_grows_with_the_text() -> None:
    """Eight times the text costs less than half of what quadratic work would (64 times)."""
    paragraph = 'The council said the dam was safe. "It holds," the mayor said. The army denied it.\n\n'
    short, long = (min(_time(make_report(paragraph * n)) for _ in range(3)) for n in (20, 160))
    assert long < 30 * short


def _time(report: Report) -> float:
    begun = time.perf_counter()
    _attribute_plainly(report)
    return time.perf_counter() - begun
