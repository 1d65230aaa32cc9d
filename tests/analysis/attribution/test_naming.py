"""Source words as actors: heads of noun phrases, two who speak together, office holders, artifacts."""

from __future__ import annotations

import pytest
from tests.analysis.attribution.reading import load_shipped

from toldby.analysis.attribution.naming import MentionIndex, head_noun, pick_speaker, read_naming
from toldby.domain.actors import ActorMention
from toldby.domain.text import Span

HEADS = [
    ("The Halvenan Ambassador", "ambassador"),
    ("a statement by the Teskorian army", "statement"),
    ("the letter issued by the board", "letter"),
    ("a hospital doctor in Ondrel", "doctor"),
]


@pytest.mark.parametrize(("words", "head"), HEADS)
def test_head_noun(words: str, head: str) -> None:
    """The last word before a preposition or a participle clause."""
    assert head_noun(words, load_shipped().language) == head


def _mention(text: str, words: str, actor_id: str | None, form: str = "name", kind: str | None = None) -> ActorMention:
    start = text.index(words)
    return ActorMention(start, start + len(words), words, actor_id, words, "s", form, kind)


def _pick(text: str, *mentions: ActorMention) -> tuple[str | None, str] | None:
    naming = read_naming(text, (Span(0, len(text)),), MentionIndex(mentions), load_shipped().language)
    speaker = pick_speaker(text, naming)
    return None if speaker is None else (speaker.id, speaker.resolved_by)


def test_two_joined_speak_together() -> None:
    text = "Halvena and Teskoria"
    assert _pick(text, _mention(text, "Halvena", "b"), _mention(text, "Teskoria", "a")) == ("a+b", "name")


def test_an_owner_is_not_the_owned() -> None:
    text = "the Republic of Halvena's Water Board"
    found = _pick(text, _mention(text, "Republic of Halvena", "halvena"), _mention(text, "Water Board", "board"))
    assert found == ("board", "name")


def test_an_office_holder_is_no_state() -> None:
    text = "The Halvenan ambassador"
    found = _pick(text, _mention(text, "Halvenan ambassador", "halvena", "nominal", "person"))
    assert found == ("text:halvenan-ambassador", "nominal")


def test_a_statement_speaks_for_its_issuer() -> None:
    text = "a statement by the Water Board"
    assert _pick(text, _mention(text, "Water Board", "board")) == ("board", "artifact")
