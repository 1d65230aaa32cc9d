"""Statements printed in full, and reports that are an official statement themselves."""

from __future__ import annotations

import re

from toldby.analysis.quoting.marks import DOUBLE
from toldby.analysis.quoting.pairs import Pairing, pair_marks
from toldby.analysis.zoning.lines import Line
from toldby.analysis.zoning.phrases import Phrases
from toldby.domain.lexicon import LanguagePack

_REACH = 60
_NUMBERED = re.compile(r"(?:no\.?|nr\.?|number|#)? ?\d+(?:[/-]\d+)?[,.]?$", re.IGNORECASE)


class StatementRules:
    """Finds statement blocks with the words of one language."""

    def __init__(self, language: LanguagePack) -> None:
        """Gather the word lists once per report."""
        self._names = language.group("statement_names")
        self._formal = Phrases(language.group("formal_statement_names"))
        self._full = Phrases(language.group("full_text_phrases"))
        self._release = language.group("release_verbs")
        self._titles = Phrases(language.group("statement_titles"))
        self._links = language.group("statement_title_links")
        self._inside = language.group("statement_title_words") | language.group("small_words") | self._links
        self._bulletins = language.group("bulletin_words")
        self._verbs = language.group("quotation_verbs")
        self._reporting = language.group("reporting_words")
        self._ends = language.group("end_of_statement_phrases")

    def is_statement_title(self, line: Line) -> bool:
        """`Statement of the Ministry of ...`, `..., bulletin 14`; a title that tells an event is none.

        A news headline gives itself away by a small-letter word that is no part of a body's name.
        """
        if len(line.words) > 30:
            return False
        return self._opens_as_statement(line) or self._ends_with_number(line)

    def find_blocks(self, lines: tuple[Line, ...], body: tuple[int, ...]) -> frozenset[int]:
        """Paragraphs of the body that print a statement which the paragraph before announces."""
        found: set[int] = set()
        for place in range(len(body) - 1):
            if body[place] in found or not self._announces(lines[body[place]]):
                continue
            found.update(self._take_block(lines, body, place))
        return frozenset(found)

    def _opens_as_statement(self, line: Line) -> bool:
        opener = line.starts_with(self._titles)
        if opener is None:
            return False
        rest = line.words[len(opener.split()) :]
        if not rest:
            return True
        is_linked = rest[0].lower() in self._links or rest[0][0].isdigit()
        last = len(rest) - 1
        return is_linked and all(self._fits_title(word, at == last) for at, word in enumerate(rest))

    def _fits_title(self, word: str, is_last: bool) -> bool:
        """A word of a body's name, or a capital word that is no verb (`Draws`, `Slammed`)."""
        low = word.lower()
        if low.removesuffix("'s") in self._inside:
            return True
        is_verb = low in self._verbs or (not is_last and len(low) > 3 and low.endswith(("s", "ed")) and "'" not in low)
        return not word[0].islower() and not is_verb

    def _ends_with_number(self, line: Line) -> bool:
        if _NUMBERED.search(line.shown[-20:]) is None or line.words[-1][0].isdigit() is False:
            return False
        before = [word.lower() for word in line.words[:-1] if word.lower().strip(".") not in {"no", "nr", "number"}]
        return bool(before) and before[-1] in self._bulletins and self._verbs.isdisjoint(line.low_words[:-2])

    def _announces(self, line: Line) -> bool:
        if self._names.isdisjoint(line.low_words):
            return False
        is_formal = line.has_any(self._formal) and not self._release.isdisjoint(line.low_words)
        return is_formal or line.has_any(self._full) or line.tail.endswith(":")

    def _take_block(self, lines: tuple[Line, ...], body: tuple[int, ...], place: int) -> list[int]:
        """The paragraphs of the statement; empty when what follows is none."""
        announcement = lines[body[place]]
        is_full = announcement.has_any(self._full)
        is_led = announcement.tail.endswith(":") or (is_full and announcement.has_any(self._formal))
        following = body[place + 1 : place + 1 + _REACH]
        first = lines[following[0]]
        pairing = pair_marks(first.text, first.start, first.end)
        if pairing.pairs and pairing.pairs[0].open.start == first.start and pairing.pairs[0].open.family == DOUBLE:
            return self._take_quoted(lines, following, pairing, is_led)
        is_formal = announcement.has_any(self._formal) and not self._release.isdisjoint(announcement.low_words)
        if is_full and is_formal and announcement.is_terminated:
            return self._take_plain(lines, following)
        return []

    def _take_quoted(
        self, lines: tuple[Line, ...], following: tuple[int, ...], first: Pairing, is_led: bool
    ) -> list[int]:
        """From the opening mark to the closing one; every paragraph may open with a mark again."""
        block: list[int] = []
        pairing = first
        for index in following:
            line = lines[index]
            if block:
                pairing = pair_marks(line.text, line.start, line.end)
            top = [pair for pair in pairing.pairs if pair.depth == 0]
            opens = bool(top) and top[0].open.start == line.start
            if opens and top[0].close is None:
                block.append(index)
                continue
            if opens:
                is_whole = _ends_at(line, top[0].close.end if top[0].close else line.end)
                return [*block, index] if is_whole and (block or is_led) else self._settle(block, is_led)
            if pairing.stray is not None and _ends_at(line, pairing.stray.end):
                return [*block, index]
            if not self._closes_later(lines, following, index):
                break
            block.append(index)
        return self._settle(block, is_led)

    def _settle(self, block: list[int], is_led: bool) -> list[int]:
        """A run whose closing mark never came counts if it was announced or has several paragraphs."""
        return block if is_led or len(block) > 1 else []

    def _closes_later(self, lines: tuple[Line, ...], following: tuple[int, ...], index: int) -> bool:
        for later in following[following.index(index) + 1 :]:
            line = lines[later]
            pairing = pair_marks(line.text, line.start, line.end)
            if pairing.pairs and pairing.pairs[0].open.start == line.start:
                return pairing.pairs[0].close is None
            if pairing.stray is not None:
                return _ends_at(line, pairing.stray.end)
        return False

    def _take_plain(self, lines: tuple[Line, ...], following: tuple[int, ...]) -> list[int]:
        """Without marks: up to the first paragraph in which somebody reports what was said."""
        block: list[int] = []
        for index in following:
            line = lines[index]
            if self._ends.intersection({line.low.strip()}) or set(line.shown) <= set("*-_= \u2014\u2013"):
                break
            if not self._reporting.isdisjoint(line.low_words[:12] + line.low_words[-6:]):
                break
            block.append(index)
        return block


def _ends_at(line: Line, end: int) -> bool:
    return not any(sign.isalnum() for sign in line.text[end : line.end])
