"""Noun phrases that name people or bodies, read word by word: modifiers, head, "of" owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toldby.analysis.acting.names import NameHit
from toldby.analysis.remembering import remember
from toldby.analysis.wordscan import Word
from toldby.domain.lexicon import LanguagePack
from toldby.domain.wording import Wording

_STEM = 4
_FARTHEST_LEFT = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one stretch of text with the pack names in it."""

    text: str
    words: tuple[Word, ...]
    names: tuple[NameHit, ...]
    language: LanguagePack

    def low(self, index: int) -> str:
        """The word at the index in lower case; empty outside."""
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def name_over(self, index: int) -> NameHit | None:
        """The pack name that covers the word at the index."""
        if not 0 <= index < len(self.words):
            return None
        word = self.words[index]
        return next((h for h in self.names if h.start <= word.start and word.end <= h.end), None)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of words [first, after) with its head noun; owners are names inside or after it."""

    first: int
    after: int
    head: str
    owners: tuple[NameHit, ...]
    unknown_owner: str | None
    determiner: str


def list_phrases(stretch: Stretch) -> Iterator[Phrase]:
    """Every phrase whose head is a noun for people or bodies, outside pack names."""
    heads = remember(stretch.language, "_actor_heads", lambda: _index_heads(stretch.language))
    if not stretch.words:
        return
    by_start = {w.start: i for i, w in enumerate(stretch.words)}
    done = -1
    for hit in heads.find(stretch.text, stretch.words[0].start, stretch.words[-1].end):
        first = by_start.get(hit.start)
        if first is None or first < done or _is_proper_name(stretch, first):
            continue
        after = first + sum(1 for w in stretch.words[first : first + 6] if w.end <= hit.end)
        if _modifies_next(stretch, after, hit.form):
            continue
        phrase = _grow(stretch, first, after, hit.form)
        yield phrase
        done = phrase.after


def _modifies_next(stretch: Stretch, after: int, form: str) -> bool:
    """As in "separatist fighters", "air defence units": a noun right before another one only tells which."""
    kinds = stretch.language.mapping("actor_kinds")
    word = stretch.words[after] if after < len(stretch.words) else None
    if word is None or not word.text.islower() or form in stretch.language.group("plural_nouns"):
        return False
    return word.low in kinds or f"{word.low} {stretch.low(after + 1)}" in kinds


def _is_proper_name(stretch: Stretch, index: int) -> bool:
    """As in "defence ministry" in small letters may be anybody's: it is read as a phrase with its owner."""
    name = stretch.name_over(index)
    return name is not None and not stretch.text[name.start : name.end].islower()


def _index_heads(language: LanguagePack) -> Wording:
    nouns = frozenset(language.mapping("actor_kinds")) | frozenset(language.mapping("noun_classes"))
    return Wording.from_forms(nouns)


def _grow(stretch: Stretch, head_at: int, after: int, head: str) -> Phrase:
    first, owners, unknown = _grow_left(stretch, head_at)
    after, behind, unknown_behind = _grow_right(stretch, after)
    determiner = stretch.low(first - 1)
    return Phrase(first, after, head, (*owners, *behind), unknown or unknown_behind, determiner)


def _grow_left(stretch: Stretch, head_at: int) -> tuple[int, tuple[NameHit, ...], str | None]:
    """Adjectives, demonyms and possessors left of the head belong to the phrase."""
    first, owners, unknown = head_at, [], None
    for _ in range(_FARTHEST_LEFT):
        at = first - 1
        name = stretch.name_over(at)
        if name is not None:
            owners.append(name)
            while first > 0 and stretch.words[first - 1].start >= name.start:
                first -= 1
        elif (
            (stretch.low(at) == "'s" and at > 0)
            or stretch.low(at) in stretch.language.group("actor_modifiers")
            or _is_noun_modifier(stretch, at)
        ):
            first = at
        elif unknown is None and _is_nation_word(stretch, at):
            unknown, first = stretch.words[at].text, at
        else:
            break
    return _trim_left(stretch, first), tuple(owners), unknown


def _is_noun_modifier(stretch: Stretch, at: int) -> bool:
    low = stretch.low(at)
    kinds = stretch.language.mapping("actor_kinds")
    is_head = low in kinds or f"{stretch.low(at - 1)} {low}" in kinds
    return (
        at >= 0 and is_head and low not in stretch.language.group("plural_nouns") and stretch.words[at].text.islower()
    )


def _trim_left(stretch: Stretch, first: int) -> int:
    """A possessive ending without its owner is not part of the phrase."""
    return first + 1 if stretch.low(first) == "'s" else first


def _is_nation_word(stretch: Stretch, index: int) -> bool:
    """A capitalised word no pack knows, inside a sentence or with a nationality's ending."""
    if not 0 <= index < len(stretch.words):
        return False
    word = stretch.words[index]
    if not word.is_name_like or not word.text[0].isalpha():
        return False
    language = stretch.language
    if word.low in language.group("capital_stopwords") or word.low in language.group("calendar_names"):
        return False
    if index == 0 and not _is_name_elsewhere(stretch, word.text):
        return False  # a capital that only opens the sentence tells no nation: "Brave border troops"
    return word.low not in language.group("titles")


def _is_name_elsewhere(stretch: Stretch, word: str) -> bool:
    """It has a nationality's ending, or its stem stands inside a sentence too, as "Karslander" with "Karsland"."""
    if word.lower().endswith(tuple(stretch.language.group("nationality_endings"))):
        return True
    stem = word[: max(_STEM, len(word) - 3)]
    at = stretch.text.find(stem)
    while at >= 0:
        before = stretch.text[max(0, at - 2) : at]
        if len(stem) >= _STEM and before.endswith(" ") and before[0].islower():
            return True
        at = stretch.text.find(stem, at + 1)
    return False


def _linker_size(stretch: Stretch, after: int) -> int:
    """How many words link an owner: "of", "belonging to"."""
    linkers = stretch.language.group("owner_prepositions")
    if f"{stretch.low(after)} {stretch.low(after + 1)}" in linkers:
        return 2
    return 1 if stretch.low(after) in linkers else 0


def _over_inner_head(stretch: Stretch, end: int) -> int:
    """As in "command of the Russian peacekeeping contingent": the noun after the demonym belongs to it."""
    kinds = stretch.language.mapping("actor_kinds")
    for size in range(4):
        words = [stretch.low(i) for i in range(end, end + size + 1)]
        if words[-1] in kinds and all(w in stretch.language.group("actor_modifiers") for w in words[:-1]):
            return end + size + 1
    return end


def _grow_right(stretch: Stretch, after: int) -> tuple[int, tuple[NameHit, ...], str | None]:
    """As in "soldiers of the Teskorian army", "ministry of Zubara": the owner after "of"."""
    size = _linker_size(stretch, after)
    if size == 0:
        return after, (), None
    at = after + size
    while stretch.low(at) in stretch.language.group("state_style_words"):
        at += 1
    name = stretch.name_over(at)
    if name is not None and name.of_kind("actor", "place"):
        end = at
        while end < len(stretch.words) and stretch.words[end].end <= name.end:
            end += 1
        return _over_inner_head(stretch, end), (name,), None
    if stretch.low(after) == "of" and _is_nation_word(stretch, at):
        noun = stretch.low(at + 1) in stretch.language.mapping("actor_kinds")
        return at + 1 + noun, (), stretch.words[at].text
    return after, (), None
