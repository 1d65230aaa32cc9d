"""Text under pictures: credits, picture text in the present tense, repeated picture lines."""

from __future__ import annotations

import re

from toldby.analysis.zoning.lines import Line
from toldby.analysis.zoning.phrases import Phrases
from toldby.domain.lexicon import LanguagePack

_CREDIT_TAIL = re.compile(
    r"[(\[][^()\[\]]{0,80}(?:/[A-Z]|[A-Z]{2,}[^()\[\]]{0,40}(?:19|20)\d\d|(?:19|20)\d\d[^()\[\]]{0,40}[A-Z]{2,}|\u00a9)[^()\[\]]{0,80}[)\]]\.?$"
)
_NAMES = r"[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,3}"
_SLASH_TAIL = re.compile(rf"(?:(?:^|[ (\u2014\u2013-]){_NAMES} ?|[.!?\"\u201d)] )/ ?{_NAMES}[)\]]?\.?$")
_DATE_TAIL = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?,?|[A-Za-z]{3,9}\.?,?) (?:19|20)\d\d ?[.)\]]?(?: ?[(\[][^()\[\]]{1,60}[)\]]\.?)?$"
)
_LONGEST = 60


class CaptionRules:
    """Judges lines with the words of one language."""

    def __init__(self, language: LanguagePack) -> None:
        """Gather the word lists once per report."""
        self._credits = language.group("credit_phrases")
        self._openers = Phrases(language.group("caption_openers"))
        self._verbs = Phrases(language.group("picture_verbs"))
        self._weak = Phrases(language.group("weak_picture_verbs"))
        self._telling = language.group("telling_words")
        self._nouns = language.group("picture_nouns")

    def is_credit(self, line: Line) -> bool:
        """Holds a credit, or opens as a caption does (`Photo:`)."""
        if len(line.words) > _LONGEST + 20:
            return False
        return self._has_credit_words(line) or self._has_credit_tail(line) or self._is_labelled(line)

    def is_picture_text(self, line: Line) -> bool:
        """Tells in the present tense what is seen and ends in the date of the picture."""
        if _DATE_TAIL.search(line.shown[-200:]) is None or not self._telling.isdisjoint(line.low_words):
            return False
        has_past = any(len(word) > 4 and word.endswith("ed") for word in line.low_words)
        return self._shows(line) or (_is_short(line) and not has_past and line.has_any(self._weak))

    def is_picture_text_on_top(self, line: Line) -> bool:
        """Picture text before the first paragraph of the body, where a date is not needed."""
        return self._shows(line) and self._telling.isdisjoint(line.low_words) and line.shown[0] not in "\"\u201c'\u2018"

    def is_label(self, line: Line) -> bool:
        """A verbless label of a picture or facsimile: `The command's letter, translated.`"""
        if not 2 <= len(line.words) <= 12 or line.has_any(self._verbs):
            return False
        if not self._telling.isdisjoint(line.low_words):
            return False
        last = {word.strip(".") for word in line.low_words[-2:]}
        return line.tail.endswith(".") and not last.isdisjoint(self._nouns)

    def _shows(self, line: Line) -> bool:
        return _is_short(line) and line.has_any(self._verbs)

    def _has_credit_words(self, line: Line) -> bool:
        found = [phrase for phrase in self._credits if f" {phrase} " in line.low]
        if not found:
            return False
        return any(" " in phrase for phrase in found) or _has_label(line, found)

    def _has_credit_tail(self, line: Line) -> bool:
        tail = line.shown[-200:]
        return _CREDIT_TAIL.search(tail) is not None or _SLASH_TAIL.search(tail) is not None

    def _is_labelled(self, line: Line) -> bool:
        opener = line.starts_with(self._openers)
        return opener is not None and _has_label(line, [opener])


def _is_short(line: Line) -> bool:
    return 3 <= len(line.words) <= _LONGEST and line.stops == 0


def find_repeats(lines: tuple[Line, ...], captions: frozenset[int]) -> frozenset[int]:
    """Neighbours of a caption that repeat its words without the credit, and lines above a bare credit."""
    found: set[int] = set()
    for index in captions:
        for other in (index - 1, index + 1):
            if 0 <= other < len(lines) and other not in captions and _repeats(lines[other], lines[index]):
                found.add(other)
        above = index - 1
        is_bare = lines[index].shown[0] in "([" and len(lines[index].words) <= 10
        if is_bare and above >= 0 and lines[index].gap == 1 and above not in captions:
            found.add(above)
    return frozenset(found)


def _repeats(line: Line, caption: Line) -> bool:
    short, long = sorted((line.low_words, caption.low_words), key=len)
    return len(short) >= 4 and long[: len(short)] == short


def _has_label(line: Line, words: list[str]) -> bool:
    """One of the words is followed by a colon, or a dash after capitals (`FILE PHOTO -`)."""
    low = line.shown.lower()
    for word in words:
        at = low.find(word)
        rest = low[at + len(word) :].lstrip() if at >= 0 else ""
        if rest[:1] == ":" or (
            rest[:1] in ("-", "\u2013", "\u2014", "|") and line.shown[at : at + len(word)].isupper()
        ):
            return True
    return False
