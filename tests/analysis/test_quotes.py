"""Quotations: rows of (paragraphs, expected quotations); all sentences are invented."""

from __future__ import annotations

import time

import pytest
from english import ENGLISH
from hypothesis import given
from hypothesis import strategies as st

from toldby.analysis.quotes import find_quotes
from toldby.domain.finds import Quote
from toldby.domain.text import Zone, ZoneKind

MARKS = "\"'“”„‟«»‘’‚‹›`＂"


def quote_paragraphs(paragraphs: list[str], kind: ZoneKind = ZoneKind.BODY) -> tuple[str, tuple[Quote, ...]]:
    """The quotations of paragraphs joined by an empty line."""
    text, zones = "", []
    for paragraph in paragraphs:
        zones.append(Zone(len(text), len(text) + len(paragraph), kind))
        text += paragraph + "\n\n"
    kept = tuple(zone for zone in zones if zone.start < zone.end)
    return text, find_quotes(text, kept, ENGLISH)


SPANS: list[tuple[str, list[str]]] = [
    # the plain case, American order of comma and mark
    ('"We left," he said.', ["We left,"]),
    # the same marks nested: paired by position, not by counting
    (
        '"A drone of the type "Sarn 2" fell near the ford," it said.',
        ['A drone of the type "Sarn 2" fell near the ford,', "Sarn 2"],
    ),
    # a closing mark where an opening one should stand
    ("”The road was cut at dawn,” the note read.", ["The road was cut at dawn,"]),
    # German and French ways, two apostrophes, Penn marks
    ("„Niemand blieb,“ he wrote.", ["Niemand blieb,"]),
    ("« Personne n'est parti », she said.", [" Personne n'est parti "]),
    ("»They fired,« he said.", ["They fired,"]),
    ("''They fired on us,'' the mayor said.", ["They fired on us,"]),
    ("``They fired on us,'' the mayor said.", ["They fired on us,"]),
    # British order, apostrophes inside stay apostrophes
    ("‘We won’t leave Pelluk’s wells,’ she said.", ["We won’t leave Pelluk’s wells,"]),
    ("'We won't leave,' she said.", ["We won't leave,"]),
    # single inside double, closing together
    ("\"The name 'Imbrel' is ours,\" it said.", ["The name 'Imbrel' is ours,", "Imbrel"]),
    # apostrophes alone are no quotation: possessive, decade, elision
    ("The residents' homes and the soldiers' trucks burned.", []),
    ("It began in the '90s and the guards' post stayed.", []),
    ("Rock 'n' roll was heard at the post.", ["n"]),
    # possessive plural inside a single quotation
    ("'The residents' homes burned,' he said.", ["The residents' homes burned,"]),
    # no blank before the mark, no blank after it
    ('He said:"They came at night."', ["They came at night."]),
    ('"They came at night"he said.', ["They came at night"]),
    # an inch sign and a lone mark stop nothing
    ('A 12" pipe was hit.', []),
    # no closing mark: to the paragraph's end
    ('"They came at night, he said.', ["They came at night, he said."]),
    ("(“No comment,” he said.)", ["No comment,"]),
    ("The post—“a lie”—was removed.", ["a lie"]),
]


@pytest.mark.parametrize(("paragraph", "inners"), SPANS)
def test_pairs(paragraph: str, inners: list[str]) -> None:
    """What stands between the marks of one paragraph."""
    text, quotes = quote_paragraphs([paragraph])
    assert [quote.inner.read(text) for quote in quotes] == inners


KINDS: list[tuple[str, list[str]]] = [
    ('"We left the ridge at noon," he said.', ["speech"]),
    ('The army said it "does not fire at villages".', ["speech"]),
    ("They crossed the “line of silence” near the ford.", ["term"]),
    ('A drone of the type "Sarn 2" fell.', ["name"]),
    ('The so-called "corridor of trust" stayed shut.', ["term"]),
    ('The police station "Three Wells" burned.', ["name"]),
    ("Troops used by “unlawful armed bands” on the road.", ["scare"]),
    ('"Never," the mayor said.', ["speech"]),
    ('The mayor said: "Never."', ["speech"]),
    ('He spoke of "brotherly" ties.', ["scare"]),
    # a noun phrase that the comma of its clause follows
    ('Bemoaning the "broken truce," Korin left.', ["term"]),
    # a whole paragraph between marks is speech though nobody is named
    ('"Nothing left of the mill."', ["speech"]),
    # four words at a verb of speaking
    ('The ministry reported "heavy shelling along the road".', ["speech"]),
]


@pytest.mark.parametrize(("paragraph", "kinds"), KINDS)
def test_kinds(paragraph: str, kinds: list[str]) -> None:
    """Speech, term, name, scare."""
    _, quotes = quote_paragraphs([paragraph])
    assert [quote.kind.value for quote in quotes] == kinds


def test_over_paragraphs() -> None:
    """Each paragraph opens again, only the last closes: one chain."""
    _, quotes = quote_paragraphs(
        ["“The road was cut.", "“Nobody came.", "“We walked,” he said.", "“New one,” she said."]
    )
    assert [(quote.continues, quote.is_closed) for quote in quotes] == [
        (None, False),
        (0, False),
        (1, True),
        (None, True),
    ]


def test_paragraphs_run_together() -> None:
    """A page whose paragraphs were lost: each one opens again, only the last closes."""
    text, quotes = quote_paragraphs(
        ['"The road was cut. "Nobody came. "We walked," Korin said. "It rained," he added.']
    )
    assert [(quote.inner.read(text), quote.continues, quote.is_closed, quote.depth) for quote in quotes] == [
        ("The road was cut.", None, False, 0),
        ("Nobody came.", 0, False, 0),
        ("We walked,", 1, True, 0),
        ("It rained,", None, True, 0),
    ]


def test_unclosed_ends_at_paragraph() -> None:
    """The next paragraph does not open with a mark: the quotation is over, and flagged."""
    text, quotes = quote_paragraphs(["“The road was cut.", "Nobody came."])
    assert [(quote.inner.read(text), quote.is_closed) for quote in quotes] == [("The road was cut.", False)]


def test_block_closed_late() -> None:
    """A statement block opened by one mark and closed paragraphs later is one chain, whatever mark opened it."""
    text, quotes = quote_paragraphs(
        ["”The road was cut.", "It leads to “Three Wells” only.", "Nobody came.”"], ZoneKind.STATEMENT_BLOCK
    )
    assert [quote.continues for quote in quotes if quote.depth == 0] == [None, 0, 1]
    assert [quote.inner.read(text) for quote in quotes if quote.depth == 1] == ["Three Wells"]
    assert quotes[-1].is_closed


def test_not_in_captions() -> None:
    """Only coded zones have quotations."""
    text = '"We left," he said.'
    assert find_quotes(text, (Zone(0, len(text), ZoneKind.CAPTION),), ENGLISH) == ()


@given(st.lists(st.text(alphabet=st.sampled_from(MARKS + "ab s.,(—9 "), max_size=60), max_size=6), st.booleans())
def test_any_marks(paragraphs: list[str], is_block: bool) -> None:
    """Odd marks never raise; quotations stay in their paragraph, in order, properly nested."""
    kind = ZoneKind.STATEMENT_BLOCK if is_block else ZoneKind.BODY
    text, quotes = quote_paragraphs(paragraphs, kind)
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)
    for index, quote in enumerate(quotes):
        assert 0 <= quote.start <= quote.inner.start <= quote.inner.end <= quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        assert quote.continues is None or quote.continues < index
        for other in quotes[index + 1 :]:
            assert other.start >= quote.end or other.end <= quote.end


@pytest.mark.parametrize("unit", ['"', "“a ", "' ", '"a b" ', "‘", "a”", '" '])
def test_linear_time(unit: str) -> None:
    """A long paragraph of odd marks takes no quadratic time."""
    began = time.process_time()
    quote_paragraphs([unit * 20_000])
    assert time.process_time() - began < 3, "quadratic work would take minutes"
