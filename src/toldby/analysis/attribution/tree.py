"""Which claim stands inside which: the smallest content that holds cue and content is the parent."""

from __future__ import annotations

from bisect import bisect_right

from toldby.analysis.attribution.draft import Draft
from toldby.domain.text import Span

_WINDOW = 40


def find_parents(drafts: tuple[Draft, ...]) -> tuple[int | None, ...]:
    """For each draft the index of its parent, None at top level.

    Looks at the contents that begin nearest before the draft, and at all blocks, so the cost is linear.
    """
    spans = sorted((s.start, -s.end, i) for i, d in enumerate(drafts) if d.voice == "attributed" for s in d.content)
    wide = [row for row in spans if drafts[row[2]].directness == "block"]
    starts = [row[0] for row in spans]
    return tuple(_find_parent(i, drafts, spans, starts, wide) for i in range(len(drafts)))


def _find_parent(
    index: int, drafts: tuple[Draft, ...], spans: list[tuple[int, int, int]], starts: list[int],
    wide: list[tuple[int, int, int]],
) -> int | None:  # fmt: skip
    draft = drafts[index]
    held = _held_spans(draft)
    if not held:
        return None
    at = bisect_right(starts, held[0].start)
    best: tuple[int, int] | None = None
    for start, negative_end, other in spans[max(0, at - _WINDOW) : at] + wide:
        if other == index or not all(start <= s.start and s.end <= -negative_end for s in held):
            continue
        if drafts[other].cue and draft.cue and drafts[other].cue[0] == draft.cue[0]:
            continue
        if _is_same_content(drafts[other], draft) and drafts[other].start < draft.start:
            continue
        size = -negative_end - start
        if best is None or size < best[0]:
            best = (size, other)
    return None if best is None else best[1]


def _held_spans(draft: Draft) -> tuple[Span, ...]:
    return tuple(sorted((*draft.cue, *draft.content)))


def _is_same_content(one: Draft, other: Draft) -> bool:
    return one.content == other.content
