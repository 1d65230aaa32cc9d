"""One cue, two acts: a content is split at a coordinated "that" when the act changes there."""

from __future__ import annotations

import re
from dataclasses import replace

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.stance import Setting, judge_stance
from toldby.domain.text import Span

_JOINT = re.compile(r",? (?:and|but) (?=(?:also )?that\b)")


def split_acts(draft: Draft, setting: Setting) -> tuple[Draft, ...]:
    """The judged draft, or its parts when they do different things."""
    whole = judge_stance(draft, setting)
    if draft.frame not in ("that", "quote") or len(draft.content) != 1:
        return (whole,)
    pieces = _cut(setting.text, draft.content[0])
    if len(pieces) == 1:
        return (whole,)
    parts = tuple(judge_stance(replace(draft, content=(p,), alternatives=(), directness=None), setting) for p in pieces)
    if len({part.stance for part in parts}) == 1:
        return (whole,)
    return parts


def _cut(text: str, span: Span) -> tuple[Span, ...]:
    """The stretches between coordinated "that" clauses, outside quotations."""
    pieces: list[Span] = []
    start = span.start
    for match in _JOINT.finditer(text, span.start, span.end):
        inside = text.count('"', start, match.start()) % 2 or text.count("\u201c", start, match.start()) > text.count(
            "\u201d", start, match.start()
        )
        if not inside:
            pieces.append(Span(start, match.start()))
            start = match.end()
    pieces.append(Span(start, span.end))
    return tuple(pieces)
