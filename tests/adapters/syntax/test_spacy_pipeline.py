"""The shipped pipeline behind the Syntax port."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toldby.adapters.syntax.spacy_pipeline import SHIPPED_MODEL, SpacySyntax
from toldby.domain.errors import UsageProblem
from toldby.domain.syntax import Token

SYNTAX = SpacySyntax()

TEXTS = [
    "The Ministry of Defence of Arland denied the report on Friday.",
    # what attribution hands over in place of a quotation
    "QUOTE, the ministry said.",
    # blanks before, inside and after are nobody's token
    "  Two   soldiers\twere\nwounded . ",
    "a\u00a0b\u2009c",
    # curly and mixed marks, a dash, letters of other scripts
    "“We didn’t fire,” he said — «never» — in Лесное.",
    # looks like three sentences and must stay one
    "One. Two! Three? Four.",
    "HEAVY FIRE REPORTED NEAR OST-VARN",
    "\U0001f525 +++ http://example.org/a?b=c#d @someone #tag 14:05 (GMT+4)",
    "the ex-minister's e-mail etc. and/or 20-year-old F-16s, km/h 3.5%",
    # words no tokenizer should see
    "(" * 10_000,
    "a" * 6_000,
    "word " * 1_000,
    "half a \ud800 surrogate",
    "",
    " \n ",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_covers_every_character_once(text: str) -> None:
    assert_sound(text, SYNTAX.parse([text])[0])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_an_answer(texts: list[str]) -> None:
    parsed = SYNTAX.parse(texts)
    assert len(parsed) == len(texts)
    for text, tokens in zip(texts, parsed, strict=True):
        assert_sound(text, tokens)


def assert_sound(text: str, tokens: tuple[Token, ...]) -> None:
    covered = [i for token in tokens for i in range(token.start, token.end)]
    assert covered == [i for i, letter in enumerate(text) if not letter.isspace()]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    roots = [i for i, token in enumerate(tokens) if token.head == i]
    assert roots == [i for i, token in enumerate(tokens) if token.dep == "root"]
    assert len(roots) == min(1, len(tokens))
    assert all(reaches_root(tokens, i) for i in range(len(tokens)))


def reaches_root(tokens: tuple[Token, ...], index: int) -> bool:
    for _ in tokens:
        if tokens[index].head == index:
            return True
        index = tokens[index].head
    return False


# sentence, word, its head, its relation; invented names
RELATIONS = [
    ("Arland denied that its forces shelled the village of Lesnoye.", "Arland", "denied", "nsubj"),
    ("Arland denied that its forces shelled the village of Lesnoye.", "shelled", "denied", "ccomp"),
    ("Arland denied that its forces shelled the village of Lesnoye.", "forces", "shelled", "nsubj"),
    ("Three soldiers were wounded by Borduran artillery fire near Ost.", "soldiers", "wounded", "nsubj:pass"),
    ("Three soldiers were wounded by Borduran artillery fire near Ost.", "fire", "wounded", "obl:agent"),
    ("According to the ministry, two drones were shot down on Friday.", "ministry", "shot", "obl"),
    ("According to the ministry, two drones were shot down on Friday.", "drones", "shot", "nsubj:pass"),
    ("QUOTE, the defence ministry said.", "ministry", "said", "nsubj"),
    ("QUOTE, said ministry spokesman Taro Venn.", "Taro", "said", "nsubj"),
    # a dateline is not the subject of anything
    ("LESNOYE, October 12 (Newswire) - Two soldiers were killed.", "soldiers", "killed", "nsubj:pass"),
    ("LESNOYE, October 12 (Newswire) - Two soldiers were killed.", "LESNOYE", "killed", "parataxis"),
    ("The spokesman did not say who opened fire.", "opened", "say", "ccomp"),
    ("The army accused the separatists of violating the ceasefire.", "separatists", "accused", "obj"),
    ("The ministry said its units had not opened fire on Sunday night.", "units", "opened", "nsubj"),
]


@pytest.mark.parametrize(("text", "word", "head", "dep"), RELATIONS)
def test_finds_who_does_what(text: str, word: str, head: str, dep: str) -> None:
    tokens = SYNTAX.parse([text])[0]
    token = next(token for token in tokens if token.text == word)
    assert (tokens[token.head].text, token.dep) == (head, dep)


def test_gives_tags_and_lemmas() -> None:
    tokens = SYNTAX.parse(["Two soldiers were killed."])[0]
    assert [token.pos for token in tokens] == ["NUM", "NOUN", "AUX", "VERB", "PUNCT"]
    assert [token.tag for token in tokens] == ["CD", "NNS", "VBD", "VBN", "."]
    assert [token.lemma for token in tokens] == ["two", "soldier", "be", "kill", "."]
    assert "Tense=Past" in tokens[3].morph
    assert tokens[4].morph == ""


def test_reads_capitals_as_words() -> None:
    text = "TWO SOLDIERS KILLED NEAR OST"
    tokens = SYNTAX.parse([text])[0]
    assert [token.text for token in tokens] == text.split()
    assert [token.lemma for token in tokens[:3]] == ["two", "soldier", "kill"]


def test_company_does_not_matter() -> None:
    texts = [text for text, *_ in RELATIONS]
    assert list(SYNTAX.parse(texts)) == [SYNTAX.parse([text])[0] for text in texts]


def test_same_parse_again_and_in_a_copy() -> None:
    copy: SpacySyntax = pickle.loads(pickle.dumps(SYNTAX))  # how a pool sends it
    texts = [text for text, *_ in RELATIONS]
    assert SYNTAX.parse(texts) == SYNTAX.parse(texts) == copy.parse(texts)


def test_import_and_name_need_no_spacy() -> None:
    code = (
        "import sys; from toldby.adapters.syntax.spacy_pipeline import SpacySyntax; "
        "assert SpacySyntax().name.startswith('en_toldby '); assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_model_is_named() -> None:
    with pytest.raises(UsageProblem, match="no_such_pipeline"):
        SpacySyntax("no_such_pipeline").parse(["A word."])


def test_model_without_ud_labels_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(UsageProblem, match="Universal Dependencies"):
        SpacySyntax(tmp_path).parse(["A word."])


def test_licence_and_card_are_shipped() -> None:
    licence = (SHIPPED_MODEL / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in licence
    assert "UD_English-EWT" in licence
    assert "GUM" in licence
    assert "Limits" in (SHIPPED_MODEL / "README.md").read_text(encoding="utf-8")


def test_model_is_small_and_holds_no_treebank() -> None:
    size = sum(file.stat().st_size for file in SHIPPED_MODEL.rglob("*"))
    assert size < 20_000_000
    assert (SHIPPED_MODEL / "vocab" / "strings.json").stat().st_size < 200_000
