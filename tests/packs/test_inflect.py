"""Regular English forms."""

from __future__ import annotations

import pytest

from toldby.packs.inflect import inflect

ROWS = [
    ("say", "verb", ["said"], {"say", "says", "saying", "said"}),
    ("deny", "verb", [], {"deny", "denies", "denied", "denying"}),
    # one vowel, one consonant: doubled
    ("stop", "verb", [], {"stop", "stops", "stopped", "stopping"}),
    # two vowels: not doubled
    ("claim", "verb", [], {"claim", "claims", "claimed", "claiming"}),
    # British and American
    ("label", "verb", [], {"label", "labels", "labelled", "labelling", "labeled", "labeling"}),
    ("agree", "verb", [], {"agree", "agrees", "agreed", "agreeing"}),
    ("lie", "verb", [], {"lie", "lies", "lied", "lying"}),
    ("push", "verb", [], {"push", "pushes", "pushed", "pushing"}),
    # the particle stays behind
    ("call on", "verb", [], {"call on", "calls on", "called on", "calling on"}),
    # a listed past form replaces the regular one
    ("write", "verb", ["wrote", "written"], {"write", "writes", "writing", "wrote", "written"}),
    ("denial", "noun", [], {"denial", "denials"}),
    ("reply", "noun", [], {"reply", "replies"}),
    # nothing to inflect
    ("according", "prep", ["According to"], {"according to"}),
    ("reportedly", "adverb", [], {"reportedly"}),
]


@pytest.mark.parametrize(("lemma", "pos", "listed", "expected"), ROWS)
def test_rows(lemma: str, pos: str, listed: list[str], expected: set[str]) -> None:
    assert set(inflect(lemma, pos, listed)) == expected


def test_both_spellings() -> None:
    assert {"criticised", "criticized"} <= set(inflect("criticize", "verb"))
