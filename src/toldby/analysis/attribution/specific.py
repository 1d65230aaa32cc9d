"""A state named for one of its bodies: "Teskoria accused", then "the ministry said", means the ministry."""

from __future__ import annotations

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.resolve import Resolved
from toldby.domain.claims import Speaker
from toldby.domain.lexicon import Lexicon

_BODIES = ("ministry", "service", "agency", "local-authority", "mission", "forces")
_NAMED = ("metonym", "name", "alias", "pronoun")
_HEADLINE_REACH = 8
_NEAR = 2
_SPEAKING = ("nominal", "name", "alias", "artifact", "pronoun")


def specify_speakers(
    drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], zones: tuple[int, ...], headlines: frozenset[int],
    lexicon: Lexicon,
) -> tuple[Resolved, ...]:  # fmt: skip
    """Metonyms replaced by the body of the same side that speaks next to them.

    Looked for in the next claim of the same or a following paragraph, else in the claim before; for a
    headline in the first paragraphs. A statement printed in full speaks for its side anywhere.
    """
    blocks = [
        r.speaker for d, r in zip(drafts, resolved, strict=True) if d.directness == "block" and r.speaker is not None
    ]
    answer = list(resolved)
    specified: dict[str, Speaker] = {}
    for i, state in enumerate(resolved):
        speaker = state.speaker
        if speaker is None or not _is_state(speaker, lexicon):
            continue
        if speaker.resolved_by == "pronoun":
            body = specified.get(speaker.id or "")
        else:
            body = _find_body(i, drafts, resolved, zones, lexicon, is_headline=zones[i] in headlines)
            body = body or next((b for b in blocks if b.side == speaker.side and _is_body(b, lexicon)), None)
            specified.pop(speaker.id or "", None)
        if body is not None:
            specified[speaker.id or ""] = body
            better = Speaker(body.id, body.name, body.side, "inferred")
            answer[i] = Resolved(better, None, f"{state.reason}; the report's nearest body of that side is {body.name}")
    return tuple(answer)


def _is_state(speaker: Speaker, lexicon: Lexicon) -> bool:
    actor = lexicon.actor_by_id.get(speaker.id or "")
    return actor is not None and actor.kind == "state" and speaker.side is not None and speaker.resolved_by in _NAMED


def _is_body(speaker: Speaker, lexicon: Lexicon) -> bool:
    actor = lexicon.actor_by_id.get(speaker.id or "")
    return actor is not None and actor.kind in _BODIES


def _find_body(
    i: int, drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], zones: tuple[int, ...], lexicon: Lexicon,
    *, is_headline: bool,
) -> Speaker | None:  # fmt: skip
    """The next claim's speaker, else the last one's, when it is a body of the same side."""
    mine = resolved[i].speaker
    if mine is None:
        return None
    if is_headline:
        ahead = [r.speaker for r in resolved[i + 1 : i + 1 + _HEADLINE_REACH] if r.speaker is not None]
        return next((s for s in ahead if s.side == mine.side and _is_body(s, lexicon)), None)
    for step in (1, -1):
        at = i + step
        while 0 <= at < len(drafts) and abs(zones[at] - zones[i]) <= _NEAR:
            other = resolved[at].speaker
            if other is not None and other.side is not None:
                if other.side == mine.side and _is_body(other, lexicon) and other.resolved_by in _SPEAKING:
                    return other
                break
            at += step
    return None
