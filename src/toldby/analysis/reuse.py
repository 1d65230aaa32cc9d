"""Finds shared words of two reports: winnowed shingles, extended to spans (`linking.md` 7)."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from toldby.analysis.compare.time import Days, measure_gap
from toldby.analysis.compare.words import find_words, fold_words
from toldby.analysis.winnowing import winnow
from toldby.domain.analysis_result import Fingerprint
from toldby.domain.ids import DocId
from toldby.domain.incidents import ReusePair
from toldby.domain.lexicon import LanguagePack
from toldby.domain.linktable import LinkTable
from toldby.domain.text import Report, Span, Zone, ZoneKind

_SHINGLE = 6
_WINDOW = 4
_LEAST = 10
_LEAST_QUOTED = 6
_GAP = 3
_RARE_BITS = 3.5
_LEAST_RARE = 3
_LONG = 25
_WIDE = 80
_OPENING = '"\u201c\u201e\u00ab\u201f'
_CLOSING = '"\u201d\u201c\u00bb'

Word = tuple[str, int, int]
Run = tuple[int, int, int]
"""First word in a, first word in b, number of words."""

SharedText = Callable[[DocId, DocId], tuple[ReusePair, ...]]
"""Gives the rows of two reports, in whatever order they are named."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """A shared run with its spans, whether it stands in a statement, and whether it is routine."""

    spans: tuple[int, int, int, int]
    words: int
    is_quoted: bool
    is_routine: bool


def list_words(report: Report) -> tuple[Word, ...]:
    """Words of the coded zones with offsets into the report's text."""
    return _list_words(report.text, report.zones)


@lru_cache(maxsize=512)  # one report is compared with many
def _list_words(text: str, zones: tuple[Zone, ...]) -> tuple[Word, ...]:
    return tuple(
        (word, zone.start + start, zone.start + end)
        for zone in zones
        if zone.kind.is_coded
        for word, start, end in find_words(text[zone.start : zone.end])
    )


def fingerprint_report(report: Report, language: LanguagePack) -> tuple[Fingerprint, ...]:
    """Winnowed 6-word shingles: every common run of 9 words or more shares one.

    Shingles that hold a phrase of the language's `boilerplate_phrases` are left out.
    """
    words = list_words(report)
    phrases = language.group("boilerplate_phrases")
    hashes = [_hash_shingle(words, i) for i in range(len(words) - _SHINGLE + 1)]
    prints = []
    for i in winnow(hashes, _WINDOW):
        start, end = words[i][1], words[i + _SHINGLE - 1][2]
        shingle = fold_words(report.text[start:end])
        if not any(phrase in shingle for phrase in phrases):
            prints.append(Fingerprint(hashes[i], start, end))
    return tuple(prints)


def _hash_shingle(words: tuple[Word, ...], i: int) -> int:
    joined = " ".join(word for word, _, _ in words[i : i + _SHINGLE])
    return int.from_bytes(hashlib.blake2b(joined.encode(), digest_size=8).digest(), "big")


def compare_reports(
    a: Report,
    b: Report,
    fa: tuple[Fingerprint, ...],
    fb: tuple[Fingerprint, ...],
    table: LinkTable | None = None,
    days: tuple[tuple[Days, ...], tuple[Days, ...]] = ((), ()),
) -> tuple[ReusePair, ...]:
    """Shared spans of two reports, one row per kind; a and b are put in the order of their ids.

    `days` are event days of a and of b, if known: a short span told of other days is a formula.
    """
    if a.doc_id > b.doc_id:
        return compare_reports(b, a, fb, fa, table, (days[1], days[0]))
    words_a, words_b = list_words(a), list_words(b)
    apart = not _may_meet(*days)
    found = [
        shared
        for run in extend_seeds(words_a, words_b, _match_seeds(words_a, words_b, fa, fb))
        if (shared := _judge(run, a, b, words_a, words_b, table, apart)) is not None
    ]
    if not found:
        return ()
    rows = (_row(a, b, kind, found, words_a, words_b) for kind in ("copied", "formula", "quoted"))
    return tuple(row for row in rows if row is not None)


def look_up_reuse(pairs: Iterable[ReusePair]) -> SharedText:
    """Rows that are known, by the two reports."""
    rows: dict[frozenset[DocId], list[ReusePair]] = defaultdict(list)
    for pair in pairs:
        rows[frozenset((pair.a, pair.b))].append(pair)
    return lambda one, other: tuple(rows.get(frozenset((one, other)), ()))


def _may_meet(a: tuple[Days, ...], b: tuple[Days, ...]) -> bool:
    return not a or not b or any(measure_gap(x, y) <= 4 for x in a for y in b)


def _match_seeds(
    words_a: tuple[Word, ...], words_b: tuple[Word, ...], fa: Iterable[Fingerprint], fb: Iterable[Fingerprint]
) -> Iterator[tuple[int, int]]:
    by_value: dict[int, list[int]] = {}
    for mark in fb:
        by_value.setdefault(mark.value, []).append(mark.start)
    shared = [mark for mark in fa if mark.value in by_value]
    if not shared:
        return
    starts_a, starts_b = ([word[1] for word in words] for words in (words_a, words_b))
    for mark in shared:
        i = _find_word(starts_a, mark.start)
        for start in by_value[mark.value]:
            j = _find_word(starts_b, start)
            if i is not None and j is not None:
                yield i, j


def _find_word(starts: list[int], start: int) -> int | None:
    """The index of the word that begins at an offset."""
    at = bisect_left(starts, start)
    return at if at < len(starts) and starts[at] == start else None


def extend_seeds(a: tuple[Word, ...], b: tuple[Word, ...], seeds: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """Longest equal runs through the seeds, in the order of a; each run once."""
    done: dict[int, list[tuple[int, int]]] = {}
    runs: set[Run] = set()
    for i, j in sorted(set(seeds)):
        if a[i][0] != b[j][0] or any(low <= i < high for low, high in done.get(i - j, ())):
            continue
        low = 0
        while i - low > 0 and j - low > 0 and a[i - low - 1][0] == b[j - low - 1][0]:
            low += 1
        high = 0
        while i + high < len(a) and j + high < len(b) and a[i + high][0] == b[j + high][0]:
            high += 1
        done.setdefault(i - j, []).append((i - low, i + high))
        runs.add((i - low, j - low, low + high))
    return tuple(sorted(runs))


def _judge(
    run: Run,
    a: Report,
    b: Report,
    words_a: tuple[Word, ...],
    words_b: tuple[Word, ...],
    table: LinkTable | None,
    apart: bool,
) -> _Shared | None:
    i, j, n = run
    span_a = Span(words_a[i][1], words_a[i + n - 1][2])
    span_b = Span(words_b[j][1], words_b[j + n - 1][2])
    marks = is_in_marks(a.text, span_a) or is_in_marks(b.text, span_b)
    if n < (_LEAST_QUOTED if marks else _LEAST):
        return None
    quoted = marks or any(_is_statement(r, s) for r, s in ((a, span_a), (b, span_b)))
    routine = _is_routine(words_a[i : i + n], table) or (apart and n < _LONG)
    return _Shared((span_a.start, span_a.end, span_b.start, span_b.end), n, quoted, routine)


def _is_statement(report: Report, span: Span) -> bool:
    zone = report.zone_at(span.start)
    return zone is not None and zone.kind is ZoneKind.STATEMENT_BLOCK


def _is_routine(words: tuple[Word, ...], table: LinkTable | None) -> bool:
    if table is None or not table.idf:
        return False
    rare: set[str] = set()
    for word, _, _ in words:
        if table.rarity(word) >= _RARE_BITS:
            rare.add(word)
            if len(rare) >= _LEAST_RARE:
                return False
    return True


def is_in_marks(text: str, span: Span) -> bool:
    """The span lies inside quotation marks of its paragraph."""
    start = text.rfind("\n", 0, span.start) + 1
    before = text[start : span.start]
    opened = max((before.rfind(mark) for mark in _OPENING), default=-1)
    if opened < 0:
        return False
    mark = before[opened]
    if mark == '"':
        return before.count('"') % 2 == 1
    return not any(before.rfind(close) > opened for close in _CLOSING if close != mark)


def _row(
    a: Report, b: Report, kind: str, found: list[_Shared], words_a: tuple[Word, ...], words_b: tuple[Word, ...]
) -> ReusePair | None:
    mine = [s for s in found if _kind_of(s) == kind]
    if not mine:
        return None
    spans = join_spans(tuple(s.spans for s in mine), a.text, b.text)
    words = sum(s.words for s in mine)
    reason = f"reuse.{kind}: {words} shared words in {len(spans)} span{'s' if len(spans) > 1 else ''}"
    return ReusePair(
        a.doc_id,
        b.doc_id,
        spans,
        round(_cover(tuple((s, e) for s, e, _, _ in spans), words_a) / len(words_a), 3),
        round(_cover(tuple((s, e) for _, _, s, e in spans), words_b) / len(words_b), 3),
        kind,
        reason,
    )


def _kind_of(shared: _Shared) -> str:
    if shared.is_routine:
        return "formula"
    return "quoted" if shared.is_quoted else "copied"


def _cover(spans: tuple[tuple[int, int], ...], words: tuple[Word, ...]) -> int:
    """Words inside the spans, each counted once; spans may overlap."""
    held: set[int] = set()
    for start, end in spans:
        low = bisect_left(words, start, key=lambda word: word[1])
        high = bisect_right(words, end, key=lambda word: word[2])
        held.update(range(low, high))
    return len(held)


def join_spans(
    spans: tuple[tuple[int, int, int, int], ...], text_a: str, text_b: str
) -> tuple[tuple[int, int, int, int], ...]:
    """Runs that follow each other in both texts with at most three words between become one span."""
    joined: list[tuple[int, int, int, int]] = []
    for span in sorted(set(spans)):
        last = joined[-1] if joined else None
        if last is not None and _is_close(last, span, text_a, text_b):
            joined[-1] = (last[0], max(last[1], span[1]), last[2], max(last[3], span[3]))
        else:
            joined.append(span)
    return tuple(joined)


def _is_close(x: tuple[int, int, int, int], y: tuple[int, int, int, int], text_a: str, text_b: str) -> bool:
    if y[0] < x[1] or y[2] < x[3]:
        return x[0] <= y[0] and y[1] <= x[1] and x[2] <= y[2] and y[3] <= x[3]
    return all(_is_short(gap) for gap in (text_a[x[1] : y[0]], text_b[x[3] : y[2]]))


def _is_short(gap: str) -> bool:
    """At most three words; a run of letters behind a blank is a word, or more than one."""
    if len(gap) > _WIDE and sum(piece[0].isalnum() for piece in gap[:_WIDE].split()) > _GAP:
        return False
    return len(find_words(gap)) <= _GAP
