"""Word runs found in a text: the one matching function of packs and analysis.

A form is a run of whole words. Case, Unicode composition, kinds of apostrophe and hyphen, and
runs of white space do not matter; spans are offsets into the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

_APOSTROPHES = "'\u2018\u2019\u02bc\u02bb\u2032\u00b4`"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
# Combining marks belong to the word they stand in; apostrophe letters (U+02BC) do not,
# so that one apostrophe is as good as another.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u0655\u0670\u093a-\u094d\u200c\u200d"
_PIECE = re.compile(rf"(?:[^\W_\u02bc\u02bb]|[{_MARKS}])+|\s+|.", re.DOTALL)
_FOLDED = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys('"\u201c\u201d\u201e\u201f\u00ab\u00bb', '"'),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found at [start, end); `form` is folded, `ids` are the entries that list it."""

    start: int
    end: int
    form: str
    ids: tuple[str, ...]


class _Piece(NamedTuple):
    """A word, a space or one other character of a text, folded for comparison."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pieces of a text, their keys, and which keys there are."""

    pieces: tuple[_Piece, ...]
    keys: tuple[str, ...]
    distinct: frozenset[str]


class _Node:
    """A step of the index: what may follow, and the form that ends here."""

    __slots__ = ("form", "ids", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, _Node] = {}
        self.form = ""
        self.ids: tuple[str, ...] = ()


class Wording:
    """An index of forms; a search costs the length of the text, not the number of forms.

    >>> wording = Wording.from_entries([("deny", ["denied"]), ("council", ["valley council"])])
    >>> [(h.start, h.end, h.ids) for h in wording.find("The Valley  Council denied it.")]
    [(4, 19, ('council',)), (20, 26, ('deny',))]
    """

    __slots__ = ("_is_case_kept", "_root")

    def __init__(self, forms: Mapping[str, tuple[str, ...]], *, is_case_kept: bool = False) -> None:
        """`forms` maps each form to the ids of the entries that list it."""
        self._is_case_kept = is_case_kept
        self._root = _Node()
        for form, ids in forms.items():
            self._add(form, ids)

    @classmethod
    def from_entries(cls, entries: Iterable[tuple[str, Iterable[str]]], *, is_case_kept: bool = False) -> Self:
        """An index of (entry id, forms) pairs; several entries may share a form."""
        found: dict[str, tuple[str, ...]] = {}
        for entry_id, forms in entries:
            for form in forms:
                found[form] = (*found.get(form, ()), entry_id)
        return cls(found, is_case_kept=is_case_kept)

    @classmethod
    def from_forms(cls, forms: Iterable[str], *, is_case_kept: bool = False) -> Self:
        """An index of plain words; the id of each hit is the form as it was listed."""
        return cls({form: (form,) for form in forms}, is_case_kept=is_case_kept)

    def find(self, text: str, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
        """Hits in text order, the longest at each place, none overlapping another."""
        pieces = split_pieces(text, start, end, is_case_kept=self._is_case_kept)
        hits: list[Hit] = []
        free = 0
        for at in self._list_openings(pieces):
            found = self._longest(pieces.pieces, at) if at >= free else None
            if found is not None:
                hit, free = found
                hits.append(hit)
        return tuple(hits)

    def find_all(self, text: str, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
        """Every hit, overlapping ones too, in text order, longer before shorter."""
        pieces = split_pieces(text, start, end, is_case_kept=self._is_case_kept)
        openings = self._list_openings(pieces)
        return tuple(hit for at in openings for hit, _ in reversed(list(self._hits(pieces.pieces, at))))

    def match(self, text: str) -> Hit | None:
        """The hit that covers the whole text, if there is one."""
        found = self.find(text.strip())
        return found[0] if len(found) == 1 and found[0].end - found[0].start == len(text.strip()) else None

    def _add(self, form: str, ids: tuple[str, ...]) -> None:
        keys = split_pieces(form.strip(), is_case_kept=self._is_case_kept).keys
        if not keys:
            return
        node = self._root
        for key in keys:
            node = node.steps.setdefault(key, _Node())
        node.form = "".join(keys)
        node.ids = tuple(sorted({*node.ids, *ids}))

    def _list_openings(self, pieces: _Pieces) -> Sequence[int]:
        """The places of the pieces that open a form; most texts hold no word of most indexes."""
        first = self._root.steps
        if first.keys().isdisjoint(pieces.distinct):
            return ()
        return [at for at, key in enumerate(pieces.keys) if key in first]

    def _longest(self, pieces: tuple[_Piece, ...], at: int) -> tuple[Hit, int] | None:
        found = None
        for found in self._hits(pieces, at):  # noqa: B007 - the last one is the longest
            pass
        return found

    def _hits(self, pieces: tuple[_Piece, ...], at: int) -> Iterator[tuple[Hit, int]]:
        node = self._root.steps.get(pieces[at].key)
        start, following = pieces[at].start, at + 1
        while node is not None:
            if node.ids:
                yield Hit(start, pieces[following - 1].end, node.form, node.ids), following
            if following == len(pieces):
                return
            node = node.steps.get(pieces[following].key)
            following += 1


def find_runs(text: str, forms: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Spans at which one of the forms stands as a run of whole words."""
    return tuple((hit.start, hit.end) for hit in Wording.from_forms(forms).find(text))


def fold_words(text: str) -> str:
    """The text as the matching sees it: casefold, NFC, one apostrophe, single spaces."""
    return "".join(split_pieces(text.strip()).keys)


@lru_cache(maxsize=4096)  # one sentence is looked at by many indexes
def split_pieces(text: str, start: int = 0, end: int | None = None, *, is_case_kept: bool = False) -> _Pieces:
    """Words, spaces and other characters of `text[start:end]` with their offsets."""
    pieces = tuple(
        _Piece(*match.span(), _fold(match.group(), is_case_kept))
        for match in _PIECE.finditer(text, start, len(text) if end is None else end)
    )
    keys = tuple(piece.key for piece in pieces)
    return _Pieces(pieces, keys, frozenset(keys))


@lru_cache(maxsize=16_384)
def _fold(piece: str, is_case_kept: bool) -> str:
    if piece.isascii() and piece.isalnum():
        return piece if is_case_kept else piece.lower()
    if piece.isspace():
        return " "
    if len(piece) == 1 and piece in _FOLDED:
        return _FOLDED[piece]
    if not piece.isascii():
        piece = unicodedata.normalize("NFC", piece)
        return piece if is_case_kept else unicodedata.normalize("NFC", piece.casefold())
    return piece if is_case_kept else piece.lower()
