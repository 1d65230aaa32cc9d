"""Who has spoken so far, latest last: the stack that pronouns and bare nouns are looked up in."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.attribution.naming import head_noun
from toldby.analysis.remembering import remember
from toldby.analysis.wordscan import scan_words
from toldby.domain.actors import Actor
from toldby.domain.claims import Speaker
from toldby.domain.lexicon import Lexicon

_REACH = 40


@dataclass(frozen=True, slots=True)
class Spoken:
    """One act of speech: who, in which words, in which paragraph, with which stance."""

    speaker: Speaker
    words: frozenset[str]
    heads: frozenset[str]
    zone: int
    stance: str
    is_person: bool
    is_plural: bool
    is_written: bool
    start: int


class Memory:
    """A stack of speakers, not of mentions: `attribution.md` 4."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Empty at the start of each report."""
        self._lexicon = lexicon
        self._spelling = lexicon.language.mapping("spelling")
        self._skipped = lexicon.language.group("determiners") | lexicon.language.group("prepositions")
        self._stack: list[Spoken] = []

    def add(
        self, speaker: Speaker, words: str, zone: int, stance: str, start: int, *, is_written: bool, is_person: bool
    ) -> None:
        """Remember an act of speech."""
        actor = self._lexicon.actor_by_id.get(speaker.id or "")
        listed = [n.text for n in actor.names] if actor is not None else [speaker.name]
        names = " ".join(listed)
        heads = frozenset(self._spell(head_noun(name, self._lexicon.language)) for name in (*listed, words))
        heads |= self._kinds(words)
        bag = self.bag(f"{words} {names}")
        kind = None if actor is None else actor.kind
        before = next((s for s in reversed(self._stack) if s.speaker.id == speaker.id), None)
        is_person = kind == "person" or (
            kind is None and not self._names_body(words) and (is_person or self._looks_personal(words))
        )
        if before is not None:
            # "it", "the ministry": what is known of the speaker stays known
            is_person, bag, heads = before.is_person, bag | before.words, heads | before.heads
        is_plural = (
            "+" in (speaker.id or "")
            or bool(bag & self._lexicon.language.group("collective_nouns"))
            or self._ends_plural(words)
        )
        self._stack.append(Spoken(speaker, bag, heads, zone, stance, is_person, is_plural, is_written, start))

    def latest(self) -> tuple[Spoken, ...]:
        """The last acts of speech, latest first."""
        return tuple(reversed(self._stack[-_REACH:]))

    def _kinds(self, words: str) -> frozenset[str]:
        """As in "the aid group Valley Relief" is a group."""
        bodies = self._lexicon.language.group("organisation_nouns") | self._lexicon.language.group("role_nouns")
        return frozenset(self._spell(w.low) for w in scan_words(words) if w.low in bodies and not w.is_name_like)

    def _spell(self, word: str) -> str:
        return self._spelling.get(word, word)

    def bag(self, words: str) -> frozenset[str]:
        """Content words in one spelling."""
        lows = (w.low for w in scan_words(words) if w.text[0].isalnum())
        return frozenset(self._spelling.get(low, low) for low in lows if low not in self._skipped)

    def list_called(self, bag: frozenset[str]) -> list[Actor]:
        """The actors of the packs one of whose names has all these words."""
        named = remember(
            self._lexicon,
            "_actor_bags",
            lambda: tuple((a, tuple(self.bag(n.text) for n in a.names)) for a in self._lexicon.actor_by_id.values()),
        )
        return [actor for actor, names in named if any(bag <= name for name in names)]

    def _looks_personal(self, words: str) -> bool:
        """Two or three capitalised words and no word for a body: a person's name."""
        if words.split()[:1] and words.split()[0].lower() in self._lexicon.language.group("determiners"):
            return False
        scanned = [w for w in scan_words(words) if w.text[0].isalnum()]
        names = [w for w in scanned if w.is_name_like]
        bodies = self._lexicon.language.group("organisation_nouns")
        if any(w.low in self._lexicon.language.group("plain_people") for w in scanned):
            return True
        return 1 <= len(names) <= 4 and len(names) == len(scanned) and not any(w.low in bodies for w in scanned)

    def _names_body(self, words: str) -> bool:
        bodies = self._lexicon.language.group("organisation_nouns") | self._lexicon.language.group("collective_nouns")
        head = head_noun(words, self._lexicon.language)
        lows = [w.low for w in scan_words(words) if w.text[0].isalnum()]
        return head in bodies or any(low in bodies for low in lows[:2])

    def _ends_plural(self, words: str) -> bool:
        scanned = [w.low for w in scan_words(words) if w.text[0].isalnum()]
        plural = self._lexicon.language.group("plural_nouns")
        return bool(scanned) and (
            scanned[-1] in plural or (scanned[-1].endswith("s") and not scanned[-1].endswith(("ss", "us", "is")))
        )
