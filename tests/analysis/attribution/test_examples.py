"""Every example of `speech.yml` comes out as its entry says, read with the shipped parser."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml
from tests.analysis.attribution.reading import DATA, draft_sentences, spell

from toldby.analysis.attribution.draft import Draft

# The rest: verbs that the parser takes for nouns in sentences this short, and frames that are not read yet.
FLOOR = 0.95
_PARTS = {"source": r"\[(.+?)\]", "cue": r"<(.+?)>", "content": r"\{(.+?)\}"}


def _read_entries() -> list[dict[str, Any]]:
    text = (DATA / "languages/en/speech.yml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CBaseLoader)["speech"]
    return entries


def _bag(words: str) -> set[str]:
    return set(re.findall(r"\w+", words.lower())) - {"the", "a", "an"}


@cache
def _read_all() -> dict[str, tuple[tuple[str, str, tuple[Draft, ...]], ...]]:
    rows = [(entry["id"], example) for entry in _read_entries() for example in entry["examples"]]
    plain = [re.sub(r"[\[\]<>{}]", "", example) for _, example in rows]
    found: dict[str, list[tuple[str, str, tuple[Draft, ...]]]] = {}
    for (entry_id, example), text, drafts in zip(rows, plain, draft_sentences(plain), strict=True):
        found.setdefault(entry_id, []).append((example, text, drafts))
    return {entry_id: tuple(rows) for entry_id, rows in found.items()}


def _comes_out(entry_id: str, example: str, text: str, drafts: tuple[Draft, ...]) -> bool:
    wanted = {part: _bag(" ".join(re.findall(pattern, example))) for part, pattern in _PARTS.items()}
    for draft in drafts:
        source, cue, content = (_bag(spell(text, spans)) for spans in (draft.source, draft.cue, draft.content))
        both = wanted["content"] | content
        is_same = not wanted["content"] or len(wanted["content"] & content) >= 0.7 * len(both)
        if draft.entry_id == entry_id and wanted["source"] <= source and wanted["cue"] & cue and is_same:
            return True
    return False


def test_examples_come_out() -> None:
    """Source, cue and content as marked, for nearly every entry."""
    found = _read_all()
    lost = [entry_id for entry_id, rows in found.items() if not all(_comes_out(entry_id, *row) for row in rows)]
    assert len(lost) <= (1 - FLOOR) * len(found), lost


def test_counter_examples_stay_silent() -> None:
    """A look-alike gives no claim of its entry."""
    rows = [(entry["id"], text) for entry in _read_entries() for text in entry.get("counter_examples", ())]
    drafts = draft_sentences([text for _, text in rows])
    spoken = [(i, text) for (i, text), found in zip(rows, drafts, strict=True) if any(d.entry_id == i for d in found)]
    assert spoken == []


def test_the_lexicon_is_broad() -> None:
    """About 350 lemmas with frames were promised."""
    assert len(_read_entries()) >= 350
