"""A sentence as the parser sees it: each masked quotation is one placeholder word, offsets are kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toldby.domain.finds import Quote
from toldby.domain.syntax import Token
from toldby.domain.text import Span

PLACEHOLDER = "QUOTE"
"""The word that stands for a masked quotation; `tag` of its token, whose `pos` is "X"."""

_TRAILING = ",.!?;:"
_PLAIN_MARKS = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2019": "'", "\u2018": "'"})
"""One for one, so that a text with typographic marks is read as the same text with straight ones."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the masked string: copied from the text, a placeholder, or a sign put in between."""

    start: int
    end: int
    source: Span | None
    is_placeholder: bool = False


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """The string for the parser and where each of its stretches came from."""

    string: str
    pieces: tuple[Piece, ...]


def mask_sentence(text: str, span: Span, masked: Sequence[Quote], blanked: Sequence[Span]) -> MaskedSentence:
    """The sentence with masked quotations replaced and the signs in `blanked` turned into blanks.

    A comma or stop inside the closing mark is put behind the placeholder: it belongs to the clause around it.
    """
    builder = _Builder(text, blanked)
    at = span.start
    for quote in masked:
        builder.copy(at, quote.start)
        builder.place(quote, follows_text=quote.end < span.end)
        at = quote.end
    builder.copy(at, span.end)
    return MaskedSentence("".join(builder.parts), tuple(builder.pieces))


def unmask_tokens(text: str, masked: MaskedSentence, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The parser's tokens with offsets into the report's text; signs that were put in are taken out."""
    starts = [piece.start for piece in masked.pieces]
    placed = [_place_token(text, masked, starts, token) for token in tokens]
    kept = [index for index, token in enumerate(placed) if token is not None]
    moved = {old: new for new, old in enumerate(kept)}
    answer: list[Token] = []
    for old in kept:
        token = placed[old]
        if token is not None:
            head = _move_head(old, tokens, moved)
            answer.append(token if head == token.head else replace(token, head=head))
    return tuple(answer)


class _Builder:
    """Collects the parts of the masked string and remembers their origin."""

    def __init__(self, text: str, blanked: Sequence[Span]) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self._text, self._length = text, 0
        self._blanked = blanked

    def copy(self, start: int, end: int) -> None:
        """Text as it is; exotic blanks become plain ones, one for one."""
        if start >= end:
            return
        words = "".join(" " if sign.isspace() else sign for sign in self._text[start:end].translate(_PLAIN_MARKS))
        for hole in self._blanked:
            left, right = max(hole.start, start) - start, min(hole.end, end) - start
            if left < right:
                words = words[:left] + " " * (right - left) + words[right:]
        self._put(words, Span(start, end))

    def place(self, quote: Quote, follows_text: bool) -> None:
        """The placeholder, apart from its neighbours, with the stop that stood inside the marks."""
        if self.parts and not self.parts[-1][-1:].isspace():
            self._put(" ", None)
        self._put(PLACEHOLDER, quote.span, is_placeholder=True)
        last = self._text[quote.inner.start : quote.inner.end].rstrip()[-1:]
        if last and last in _TRAILING:
            self._put("," if follows_text and last not in "?!" else last, None)
        if follows_text and not self._text[quote.end].isspace() and self._text[quote.end] not in _TRAILING:
            self._put(" ", None)

    def _put(self, words: str, source: Span | None, is_placeholder: bool = False) -> None:
        self.parts.append(words)
        self.pieces.append(Piece(self._length, self._length + len(words), source, is_placeholder))
        self._length += len(words)


def _place_token(text: str, masked: MaskedSentence, starts: list[int], token: Token) -> Token | None:
    first = masked.pieces[bisect_right(starts, token.start) - 1]
    if first.is_placeholder and first.source is not None:
        span = first.source
        return replace(token, start=span.start, end=span.end, text=text[span.start : span.end], lemma=PLACEHOLDER,
                       pos="X", tag=PLACEHOLDER)  # fmt: skip
    if first.source is None:
        return None
    start = first.source.start + token.start - first.start
    end = min(first.source.end, first.source.start + token.end - first.start)
    return Token(start, end, text[start:end], token.lemma, token.pos, token.tag, token.head, token.dep, token.morph)


def _move_head(old: int, tokens: Sequence[Token], moved: dict[int, int]) -> int:
    """The head's new index; a sign taken out hands its dependents to its own head."""
    head = tokens[old].head
    for _ in range(len(tokens)):
        if head in moved or not 0 <= head < len(tokens) or tokens[head].head == head:
            break
        head = tokens[head].head
    return moved.get(head, moved[old])
