"""Sentence ends inside one stretch of text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span

_STOP = re.compile(r"[.!?\u2026\u3002\u061f\u06d4\u0964]{1,20}")
_CLOSERS = frozenset(")]}\"'\u201d\u2019\u00bb\u203a")
_OPENERS = frozenset("([{\"'\u201c\u201e\u2018\u00ab\u2039\u00bf\u00a1\u2014\u2013-@#")
_REACH = 40
_FIRST_WORD = re.compile(r"[\W_]{0,4}([^\W_]+(?:['\u2019][^\W_]+)?)")
_SPEECH_REACH = re.compile(r"[^.!?;:\"\u201c\u201d]{0,60}")
_BRACKET_END = re.compile(r"\)[ \u00a0]{2}(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")


class BoundaryFinder:
    """Finds sentence ends with the abbreviations of one language."""

    def __init__(self, text: str, language: LanguagePack) -> None:
        """Gather the word lists once per report."""
        self._text = text
        self._titles = language.group("title_abbreviations")
        self._abbreviations = language.group("abbreviations") | self._titles
        self._openers = language.group("sentence_openers")
        self._cues = language.group("quotation_verbs")

    def split(self, start: int, end: int, protected: Sequence[Span]) -> tuple[Span, ...]:
        """The sentences of `text[start:end]`; none ends inside a protected span (an open quotation).

        `protected` is in text order.
        """
        spans: list[Span] = []
        begin, shield = start, 0
        for cut in self._find_cuts(start, end):
            while shield < len(protected) and protected[shield].end <= cut:
                shield += 1
            if shield < len(protected) and protected[shield].start < cut:
                continue
            self._add(spans, begin, cut)
            begin = cut
        self._add(spans, begin, end)
        return tuple(spans)

    def _add(self, spans: list[Span], start: int, end: int) -> None:
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append(Span(start, end))

    def _find_cuts(self, start: int, end: int) -> list[int]:
        cuts = [cut for match in _STOP.finditer(self._text, start, end) if (cut := self._judge_stop(match, start, end))]
        # a bracket, two blanks and a capital: a writer's own sentence end without a full stop
        ends = _BRACKET_END.finditer(self._text, start, end)
        cuts += [match.start() + 1 for match in ends if not self._text[match.end()].islower()]
        return sorted(cuts)

    def _judge_stop(self, match: re.Match[str], start: int, end: int) -> int | None:
        """The offset after the sentence end, or None when this sign ends none."""
        cut = match.end()
        while cut < end and cut < match.end() + 4 and self._text[cut] in _CLOSERS:
            cut += 1
        after = self._text[cut : min(cut + _REACH, end)]
        if not after.strip():
            return None
        if not after[0].isspace():
            return self._judge_missing_blank(match, cut, after, start)
        following = after.lstrip()
        if not self._may_open(following):
            return None
        if match.group() == "." and self._is_abbreviation(match.start(), start, following):
            return None
        if cut > match.end() and match.group()[-1] in "!?" and self._is_attributed(cut, end):
            return None
        return cut

    def _may_open(self, following: str) -> bool:
        sign = following[0]
        if sign in _OPENERS:
            rest = following[1:].lstrip("\"'\u201c\u2018([ ")
            return bool(rest) and not rest[0].islower()
        return not sign.islower() and (sign.isalnum() or not sign.isascii())

    def _judge_missing_blank(self, match: re.Match[str], cut: int, after: str, start: int) -> int | None:
        """`war.The`: a full stop glued to a word that opens sentences."""
        before = self._text[max(start, match.start() - 2) : match.start()]
        first = _FIRST_WORD.match(after)
        if match.group() != "." or cut != match.end() or first is None or not (len(before) == 2 and before.islower()):
            return None
        word = first.group(1)
        is_opener = word[0].isupper() and word[1:].islower() and word.lower() in self._openers
        return cut if is_opener and after.startswith(word) else None

    def _is_abbreviation(self, stop: int, start: int, following: str) -> bool:
        begin = stop
        while begin > max(start, stop - 12) and not _parts_words(self._text[begin - 1]):
            begin -= 1
        word = self._text[begin : stop + 1]
        low = word.lower()
        if low in self._titles:
            return True
        is_initial = len(word) == 2 and word[0].isupper()
        is_dotted = len(word) >= 4 and word[1::2].strip(".") == "" and word[::2].isalpha()
        if not (low in self._abbreviations or is_initial or is_dotted):
            return False
        return not self._opens_sentence(following) or is_initial

    def _opens_sentence(self, following: str) -> bool:
        first = _FIRST_WORD.match(following)
        return first is not None and not first.group(1)[0].isdigit() and first.group(1).lower() in self._openers

    def _is_attributed(self, cut: int, end: int) -> bool:
        """A verb of speaking follows a closing mark: "Why now?" Smith asked."""
        clause = _SPEECH_REACH.match(self._text, cut, end)
        words = _WORD.findall(clause.group())[:5] if clause else []
        return any(word.lower() in self._cues for word in words)


def _parts_words(sign: str) -> bool:
    return sign.isspace() or sign in "(\"'\u201c"
