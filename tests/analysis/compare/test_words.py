"""Wording under the frozen rarity table."""

from __future__ import annotations

from tests.analysis.demo_claims import load_demo_lexicon, load_table

from toldby.analysis.compare.words import compare_names, compare_words, find_words, measure_cosine
from toldby.domain.linktable import LinkTable

MINE = "Two drivers were wounded when a truck hit a mine on the road"


def test_same_words_are_alike_and_others_are_not() -> None:
    table = load_table()
    assert compare_words(MINE, MINE, table) == "alike"
    assert compare_words(MINE, "Ministers will discuss cotton prices next spring", table) == "unlike"


def test_common_words_weigh_little() -> None:
    """Sharing only function words is no likeness; sharing rare ones is."""
    table = load_table()
    common = measure_cosine("it was the mortars of the army", "it was the dam of the valley", table)
    rare = measure_cosine("mortars struck the dam again", "then mortars hit the dam", table)
    assert common is not None
    assert rare is not None
    assert common < rare
    assert table.rarity("the") < table.rarity("road") < table.rarity("zzz")


def test_without_a_table_nothing_is_said() -> None:
    assert compare_words(MINE, MINE, LinkTable("t", -4, 500_000, {})) == "missing"


def test_offsets_survive_folding() -> None:
    """Capital letters whose lower case is longer must not shift offsets."""
    text = "İ said: Mount Sennoch\u2019s path"
    words = find_words(text)
    assert [text[s:e].lower().replace("\u2019", "'") for w, s, e in words if w.isascii()] == [
        w for w, _, _ in words if w.isascii()
    ]
    assert ("sennoch's", 14, 23) in words


def test_names_of_packs_and_of_the_table_are_no_strangers() -> None:
    """What packs name is compared as place or party; a capital at the start of a sentence is no name."""
    table, known = load_table(), load_demo_lexicon().name_words
    assert compare_names("Pelluk and Fellûg", "Fellûg, Pelluk", table, known) == "missing"
    assert compare_names("Yesterday Soldiers came", "Soldiers came Yesterday", table, known) == "missing"
    assert compare_names("Quillory and Vandrel", "Vandrel saw Quillory", table, known) == "two rare names"
    assert compare_names("quillory and vandrel", "Vandrel saw Quillory", table, known) == "missing"
