"""What a marked span is: speech, term, name or scare; only speech can be a content of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toldby.domain.finds import QuoteKind
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_NEAR = 80
_ENOUGH_AT_CUE = 4
_ENOUGH_ALONE = 9
_CUE_REACH = 6


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A quotation with the paragraph around it; `outer` includes the marks."""

    outer: Span
    inner: Span
    paragraph: Span


class KindJudge:
    """Judges marked spans of one report with the words of one language."""

    def __init__(self, text: str, language: LanguagePack) -> None:
        """Gather the word lists once per report."""
        self._text = text
        self._terms = language.group("term_introducers")
        self._finite = language.group("finite_words")
        self._determiners = language.group("quote_determiners")
        self._small = language.group("small_words")
        cues = (form for cue in language.cues if cue.pos != "noun" for form in cue.forms)
        self._cues = language.group("quotation_verbs") | {form for form in cues if " " not in form}

    def judge(self, marked: MarkedSpan) -> QuoteKind:
        """The kind of one marked span; `attribution.md` 5.4."""
        words = self._words(marked.inner.start, marked.inner.end)
        if not words:
            return QuoteKind.SCARE
        if self._is_title(marked, words):
            return QuoteKind.NAME
        if self._follows_term(marked, words):
            return QuoteKind.NAME if self._is_title_case(words) else QuoteKind.TERM
        if self._is_speech(marked, words):
            return QuoteKind.SPEECH
        return self._judge_short(marked, words)

    def _is_speech(self, marked: MarkedSpan, words: list[str]) -> bool:
        ends_clause = self._ends_clause(marked)
        if len(words) >= _ENOUGH_ALONE:
            return True
        if len(words) >= _ENOUGH_AT_CUE and (ends_clause or self._is_at_cue(marked) or self._is_paragraph(marked)):
            return True
        if len(words) >= 3 and self._has_finite(words) and not self._is_title_case(words):
            return True
        if self._follows_determiner(marked):
            return False
        return ends_clause and (self._is_led(marked) or self._is_trailed(marked) or self._is_paragraph(marked))

    def _judge_short(self, marked: MarkedSpan, words: list[str]) -> QuoteKind:
        if self._is_title_case(words):
            return QuoteKind.NAME
        if self._follows_determiner(marked) and len(words) <= _ENOUGH_AT_CUE:
            return QuoteKind.TERM
        return QuoteKind.SCARE

    def _follows_term(self, marked: MarkedSpan, words: list[str]) -> bool:
        last = self._word_before(marked)
        if last is None or last.lower() not in self._terms or len(words) >= _ENOUGH_ALONE:
            return False
        return not (self._has_finite(words) and len(words) >= _ENOUGH_AT_CUE and self._ends_clause(marked))

    def _is_title(self, marked: MarkedSpan, words: list[str]) -> bool:
        """Words in capitals inside a clause, as in 'on "The Morning Hour," the governor said'."""
        if len(words) < 2 or len(words) > _ENOUGH_ALONE or not self._is_title_case(words):
            return False
        head = self._text[max(marked.paragraph.start, marked.outer.start - _NEAR) : marked.outer.start].rstrip()
        last = self._word_before(marked)
        return bool(head) and last is not None and last.lower() not in self._cues

    def _follows_determiner(self, marked: MarkedSpan) -> bool:
        last = self._word_before(marked)
        return last is not None and last.lower() in self._determiners

    def _has_finite(self, words: list[str]) -> bool:
        return any(word.lower().replace("\u2019", "'") in self._finite for word in words)

    def _is_title_case(self, words: list[str]) -> bool:
        named = [word for word in words if word.lower() not in self._small]
        return bool(named) and all(word[0].isupper() or word[0].isdigit() for word in named)

    def _ends_clause(self, marked: MarkedSpan) -> bool:
        inside = self._text[max(marked.inner.start, marked.inner.end - 3) : marked.inner.end].rstrip()
        return inside[-1:] in ".,!?;\u2026"

    def _is_paragraph(self, marked: MarkedSpan) -> bool:
        head = self._text[marked.paragraph.start : min(marked.outer.start, marked.paragraph.start + _NEAR)]
        tail = self._text[marked.outer.end : min(marked.outer.end + _NEAR, marked.paragraph.end)]
        return not any(sign.isalnum() for sign in head + tail)

    def _is_at_cue(self, marked: MarkedSpan) -> bool:
        before = self._words(max(marked.paragraph.start, marked.outer.start - _NEAR), marked.outer.start)
        return self._is_trailed(marked) or any(word.lower() in self._cues for word in before[-2:])

    def _is_led(self, marked: MarkedSpan) -> bool:
        """A verb of speaking and a comma or colon stand before the mark."""
        head = self._text[max(marked.paragraph.start, marked.outer.start - _NEAR) : marked.outer.start].rstrip()
        return head[-1:] in (",", ":") and any(word.lower() in self._cues for word in _WORD.findall(head)[-_CUE_REACH:])

    def _is_trailed(self, marked: MarkedSpan) -> bool:
        """A verb of speaking follows the mark within a few words."""
        after = self._text[marked.outer.end : min(marked.outer.end + _NEAR, marked.paragraph.end)]
        clause = re.split(r"[.!?;\"\u201c\u201d]", after, maxsplit=1)[0]
        return any(word.lower() in self._cues for word in _WORD.findall(clause)[:_CUE_REACH])

    def _word_before(self, marked: MarkedSpan) -> str | None:
        """The word right before the mark, with no punctuation between."""
        head = self._text[max(marked.paragraph.start, marked.outer.start - _NEAR) : marked.outer.start].rstrip()
        words = _WORD.findall(head)
        return words[-1] if words and head.endswith(words[-1]) else None

    def _words(self, start: int, end: int) -> list[str]:
        return _WORD.findall(self._text, start, min(end, start + 1000))
