"""What belongs to the site and not to the report: menus, cookie notices, newsletters, bylines, author notes."""

from __future__ import annotations

from toldby.analysis.zoning.lines import Line
from toldby.analysis.zoning.phrases import Phrases
from toldby.domain.lexicon import LanguagePack

_SHORT = 14
_DENSE = 3


class FurnitureRules:
    """Judges single lines with the words of one language."""

    def __init__(self, language: LanguagePack) -> None:
        """Gather the word lists once per report."""
        self._lines = language.group("furniture_lines")
        self._phrases = Phrases(language.group("furniture_phrases"))
        self._words = language.group("furniture_words")
        self._reader = language.group("reader_words")
        self._openers = Phrases(language.group("furniture_openers"))
        self._dates = language.group("date_line_words")
        self._author_words = language.group("author_words")
        self._author_links = language.group("author_links")
        self._author_subjects = Phrases(language.group("author_subjects"))
        self._teasers = language.group("teaser_openers")
        self._teaser_openers = Phrases(self._teasers)
        self._reporting = language.group("reporting_words")
        self._small = language.group("small_words")
        self._tails = language.group("tail_openers")

    def is_furniture(self, line: Line) -> bool:
        """Site furniture wherever it stands."""
        return (
            not line.words
            or line.low.strip() in self._lines
            or self._is_labelled(line)
            or self.is_date_line(line)
            or _is_trail(line)
            or (self._tells_nothing(line) and (line.has_any(self._phrases) or self._is_dense(line)))
        )

    def _tells_nothing(self, line: Line) -> bool:
        """Nobody is quoted in the line: prose about cookies and subscriptions is no furniture."""
        return self._reporting.isdisjoint(line.low_words) and not any(mark in line.shown for mark in '"\u201c\u201d')

    def is_teaser_header(self, line: Line) -> bool:
        """A header over other stories, alone on its line."""
        return line.low.strip() in self._teasers

    def is_tail_header(self, line: Line) -> bool:
        """A header after which the report does not go on."""
        words = [word for word in line.low_words if not word.isdigit()]
        return " ".join(words) in self._tails

    def is_inline_teaser(self, line: Line) -> bool:
        """`Read more: Title of another story`."""
        opener = line.starts_with(self._teaser_openers)
        if opener is None or len(line.words) > 2 * _SHORT or line.low.strip() == opener:
            return False
        return _follows_sign(line, len(opener.split()), ":|>\u00bb\u2013\u2014-")

    def is_author_note(self, line: Line) -> bool:
        """A sentence about who wrote the report."""
        if not line.words or len(line.words) > 90 or not line.words[0][0].isupper():
            return False
        head = f" {' '.join(line.low_words[:16])} "
        if not any(f" {link} " in head for link in self._author_links):
            return False
        is_writer = any(f" {word} " in f" {' '.join(line.low_words[:20])} " for word in self._author_words)
        return is_writer and line.has_any(self._author_subjects)

    def is_date_line(self, line: Line) -> bool:
        """Nothing but a date, a time of day, a reading time."""
        if not line.words or len(line.words) > _SHORT or not any(sign.isdigit() for sign in line.shown):
            return False
        parts = [part for word in line.low_words for part in word.replace("-", " ").replace(".", " ").split()]
        return all(part[0].isdigit() or part in self._dates for part in parts)

    def _is_dense(self, line: Line) -> bool:
        found = self._words.intersection(line.low_words)
        return len(found) >= max(_DENSE, 0.05 * len(line.words)) and not self._reader.isdisjoint(line.low_words)

    def _is_labelled(self, line: Line) -> bool:
        """`By Anna Korin`, `Tags: ...`, `(Reporting by ...)`; short, and no sentence."""
        opener = line.starts_with(self._openers)
        if opener is None or len(line.words) > 2 * _SHORT:
            return False
        size = len(opener.split())
        if _follows_sign(line, size, ":|") or (line.shown[0] in "([" and line.tail[-1:].isalnum()):
            return True
        rest = line.words[size:]
        return (
            len(rest) <= 8 and not line.is_terminated and bool(rest) and all(self._is_name_part(word) for word in rest)
        )

    def _is_name_part(self, word: str) -> bool:
        return word[0].isupper() or word[0].isdigit() or word in self._small


def find_author_names(lines: tuple[Line, ...], notes: frozenset[int]) -> frozenset[int]:
    """Lines near an author note that hold nothing but the name it starts with."""
    found: set[int] = set()
    for note in notes:
        for index in range(max(0, note - 3), min(len(lines), note + 4)):
            line = lines[index]
            if index != note and 1 <= len(line.words) <= 5 and lines[note].low.startswith(line.low.rstrip() + " "):
                found.add(index)
    return frozenset(found)


def _follows_sign(line: Line, words: int, signs: str) -> bool:
    """One of the signs stands right after the first words."""
    head = line.shown[: sum(len(word) + 3 for word in line.words[:words]) + 4].replace("\u2019", "'")
    last = line.words[words - 1]
    at = -1
    for word in line.words[:words]:
        at = head.find(word, at + 1)
        if at < 0:
            return False
    return head[at + len(last) :].lstrip()[:1] in tuple(signs)


def _is_trail(line: Line) -> bool:
    """`Home > World > Region`."""
    return len(line.words) <= _SHORT and sum(line.shown.count(sign) for sign in (" > ", " \u203a ", " \u00bb ")) >= 2
