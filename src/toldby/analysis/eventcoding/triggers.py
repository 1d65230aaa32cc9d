"""Trigger words of the language pack found in a sentence, with the part of speech they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.remembering import remember
from toldby.domain.lexicon import EventEntry, LanguagePack
from toldby.domain.wording import Wording

_VERBAL = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A form of an entry at tokens `first` to `last`; `head` is the token that carries the act."""

    entry: EventEntry
    first: int
    last: int
    head: int
    is_noun: bool

    @property
    def size(self) -> int:
        """How many tokens the form has."""
        return self.last - self.first + 1


def has_trigger(text: str, language: LanguagePack) -> bool:
    """Some trigger form stands in the text: cheap, with many false alarms."""
    return bool(_wording(language).find(text))


def find_triggers(scene: Scene) -> Iterator[Trigger]:
    """Every trigger form in the sentence that has a fitting part of speech."""
    language = scene.lexicon.language
    entries = remember(language, "_event_by_id", lambda: {e.id: e for e in language.events})
    for hit in _wording(language).find_all(scene.text, scene.sentence.start, scene.sentence.end):
        tokens = scene.tokens_in(hit.start, hit.end)
        if not tokens or scene.tokens[tokens[0]].tag == "QUOTE" or _is_cut(scene, tokens, hit.start, hit.end):
            continue
        for entry_id in hit.ids:
            trigger = _read_trigger(scene, entries[entry_id], tokens)
            if trigger is not None:
                yield trigger


def _wording(language: LanguagePack) -> Wording:
    return remember(language, "_event_wording", lambda: Wording.from_entries((e.id, e.forms) for e in language.events))


def _is_cut(scene: Scene, tokens: tuple[int, ...], start: int, end: int) -> bool:
    """The form is only part of a longer token, as in a masked quotation or a hyphenated word."""
    return scene.tokens[tokens[0]].start < start or scene.tokens[tokens[-1]].end > end


def _read_trigger(scene: Scene, entry: EventEntry, tokens: tuple[int, ...]) -> Trigger | None:
    verbs = [i for i in tokens if scene.tokens[i].pos in _VERBAL]
    if entry.pos == "noun" and len(tokens) > 1:
        # "arms smuggling" read as noun and participle is one noun all the same
        verbs = []
    is_noun = not verbs and (entry.pos == "noun" or len(tokens) == 1)
    if scene.is_parsed and not _fits(scene, entry, tokens, verbs):
        return None
    if not scene.is_parsed:
        is_noun = _looks_nominal(scene, tokens[0]) if entry.pos == "any" else entry.pos == "noun"
        if entry.pos == "verb" and _looks_nominal(scene, tokens[0]):
            return None
    return Trigger(entry, tokens[0], tokens[-1], _head_of(scene, tokens, verbs), is_noun)


def _fits(scene: Scene, entry: EventEntry, tokens: tuple[int, ...], verbs: list[int]) -> bool:
    single = scene.tokens[tokens[0]]
    if entry.pos == "noun":
        if len(tokens) > 1 and scene.tokens[tokens[-1]].tag == "VBG":
            return True
        return scene.tokens[tokens[-1]].pos in (*_NOMINAL, "X") or bool(not verbs and len(tokens) > 1)
    if entry.pos == "verb" and len(tokens) > 1 and not verbs:
        return False
    if entry.pos == "verb" and len(tokens) == 1:
        return single.pos in _VERBAL or (single.pos == "ADJ" and "VerbForm=Part" in single.morph)
    return True


def _head_of(scene: Scene, tokens: tuple[int, ...], verbs: list[int]) -> int:
    """The token of the form on which the others hang; a content verb before an auxiliary."""
    inside = set(tokens)
    tops = [i for i in tokens if scene.tokens[i].head not in inside or scene.tokens[i].head == i]
    content = [i for i in verbs if scene.tokens[i].pos == "VERB"]
    if content:
        return next((i for i in content if i in tops), content[0])
    return tops[0] if tops else tokens[-1]


def _looks_nominal(scene: Scene, first: int) -> bool:
    """Without a parse: after an article, a possessive or an adjective-making preposition."""
    return scene.is_in(first - 1, "determiners") or scene.low(first - 1) in ("the", "a", "an", "of", "'s", "in", "by")
