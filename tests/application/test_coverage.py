"""Speech-like words that the pack does not know are found by how a text uses them."""

from __future__ import annotations

from tests.analysis.attribution.reading import load_shipped, load_syntax
from toldby.adapters.sources.texts import GivenText, TextSource
from toldby.analysis.stages import Coding
from toldby.application.coverage import Coverage, measure_coverage

# "squeaked" and "prattled" stand for words that no list of speaking holds
TEXT = (
    'The mayor squeaked that the bridge was closed. "The bridge is closed for good," the governor squeaked. '
    "The council said that the road was open. The clerk bought a map.\n\n"
    "The pilot prattled that the river was high.\n"
)


def measure(*texts: str, least: int = 1, examples: int = 1) -> Coverage:
    source = TextSource([GivenText(f"{i}.txt", text) for i, text in enumerate(texts)])
    return measure_coverage([source], Coding(load_shipped(), load_syntax()), least=least, examples=examples)


def test_unknown_words_come_with_counts_signs_and_sentences() -> None:
    found = {word.lemma[:6]: word for word in measure(TEXT).unknown}
    assert found["squeak"].count == 2
    assert dict(found["squeak"].signs) == {"quote": 1, "that": 1}
    assert found["squeak"].examples[0].text == "The mayor squeaked that the bridge was closed."
    assert found["squeak"].examples[0].path == "0.txt"


def test_known_words_and_other_verbs_are_not_listed() -> None:
    lemmas = {word.lemma for word in measure(TEXT).unknown}
    assert not lemmas & {"say", "buy", "close"}


def test_rare_words_are_left_out_and_the_most_frequent_comes_first() -> None:
    assert measure(TEXT, least=1).unknown[0].lemma[:6] == "squeak"
    assert all(word.count >= 2 for word in measure(TEXT, least=2).unknown)


def test_the_share_of_known_uses_is_told() -> None:
    found = measure(TEXT, "")
    assert found.reports == 1
    assert (found.uses, found.known) == (4, 1)
    assert found.unread == ("1.txt: empty: no text",)
