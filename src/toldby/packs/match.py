"""Whether an entry matches a sentence by its words alone: level 5, and what `pack try` shows.

The run matcher is the extractor's own (`domain/wording.py`); the extractor adds syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.domain.wording import Hit, Wording, find_runs, fold_words

_MARKS = re.compile(r"[\[\]<>{}]")
_CLOSES = {"[": "]", "<": ">", "{": "}"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its marks taken out, and the spans that were marked."""

    text: str
    sources: tuple[tuple[int, int], ...]
    cues: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on the words around a hit.

    `slot`: prev, next (the word beside it), subject (before it), needs (after it, must be there),
    empty (anywhere), any other (after it).
    """

    slot: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry looks for. `after` names words one of which must follow at once (numbers).

    `needs`: one of these words must stand in the sentence; `stops`: none of these may.
    """

    wording: Wording
    guards: tuple[Guard, ...] = ()
    needs: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    after: frozenset[str] | None = None
    not_after: frozenset[str] = frozenset()


def read_marks(example: str) -> Marked:
    """An example with `[source]`, `<cue>` and `{content}` marked, as text and spans.

    >>> read_marks("[The council] <denied> {it}.").cues
    ((12, 18),)
    """
    text, at = "", 0
    opened: list[tuple[str, int]] = []
    spans: dict[str, list[tuple[int, int]]] = {"[": [], "<": [], "{": []}
    for mark in _MARKS.finditer(example):
        text += example[at : mark.start()]
        at = mark.end()
        if mark.group() in _CLOSES:
            opened.append((mark.group(), len(text)))
        elif opened and _CLOSES[opened[-1][0]] == mark.group():
            kind, start = opened.pop()
            spans[kind].append((start, len(text)))
    return Marked(text + example[at:], tuple(spans["["]), tuple(spans["<"]), tuple(spans["{"]))


def read_guards(guards: Iterable[str], overrides: Mapping[str, str]) -> tuple[Guard, ...]:
    """Conditions `not slot=word|word` and `needs=word|word`, and overrides that drop a hit."""
    conditions = [guard.removeprefix("not ").strip() for guard in guards]
    conditions += [test for test, effect in overrides.items() if effect == "drop"]
    split = (condition.rpartition("=") for condition in conditions)
    return tuple(Guard(slot, tuple(words.split("|"))) for slot, _, words in split)


def find_hits(wanted: Wanted, text: str) -> tuple[Hit, ...]:
    """The hits of an entry that neither a guard nor a blocker nor a missing number takes away."""
    if wanted.stops and find_runs(text, wanted.stops):
        return ()
    if wanted.needs and not find_runs(text, wanted.needs):
        return ()
    return tuple(hit for hit in wanted.wording.find_all(text) if _counts(hit, wanted, text))


def _counts(hit: Hit, wanted: Wanted, text: str) -> bool:
    if any(_is_guarded(hit, guard, text) for guard in wanted.guards):
        return False
    if wanted.not_after and _last_word(text[: hit.start]) in wanted.not_after:
        return False
    return wanted.after is None or _next_is_number(text[hit.end :], wanted.after)


def _is_guarded(hit: Hit, guard: Guard, text: str) -> bool:
    before, after = text[: hit.start], text[hit.end :]
    match guard.slot:
        case "prev":
            return _last_word(before) in map(fold_words, guard.words)
        case "next":
            return any(start == 0 for start, _ in find_runs(after.lstrip(), guard.words))
        case "subject":
            return bool(find_runs(before, guard.words))
        case "needs":
            return not find_runs(after, guard.words)
        case "":
            return bool(find_runs(text, guard.words))
        case _:
            return bool(find_runs(after, guard.words))


def _last_word(text: str) -> str:
    words = _WORD.findall(text[-40:])
    return fold_words(words[-1]) if words else ""


def _next_is_number(text: str, number_words: frozenset[str]) -> bool:
    word = _WORD.search(text)
    if word is None:
        return False
    return word.group()[0].isdigit() or fold_words(word.group()) in number_words
