"""A state named for one of its bodies: "Russia accused", then "the ministry said", means the ministry."""

from __future__ import annotations

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.resolve import Resolved
from toldby.domain.claims import Speaker
from toldby.domain.lexicon import Lexicon

_BODIES = ("ministry", "service", "agency", "local-authority", "mission", "forces")
_SPEAKING = ("nominal", "name", "alias", "artifact", "pronoun")


def specify_speakers(
    drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], zones: tuple[int, ...], lexicon: Lexicon
) -> tuple[Resolved, ...]:
    """Metonyms replaced by the body of the same side that speaks next to them.

    Looked for in the next claim of the same or a following paragraph, else in the claim before; a
    statement printed in full speaks for its side anywhere in the report.
    """
    blocks = [r.speaker for d, r in zip(drafts, resolved, strict=True) if d.directness == "block" and r.speaker is not None]
    answer = list(resolved)
    for i, state in enumerate(resolved):
        speaker = state.speaker
        if speaker is None or not _is_state(speaker, lexicon):
            continue
        body = _find_body(i, drafts, resolved, zones, lexicon)
        body = body or next((b for b in blocks if b.side == speaker.side and _is_body(b, lexicon)), None)
        if body is not None:
            better = Speaker(body.id, body.name, body.side, "inferred")
            answer[i] = Resolved(better, None, f"{state.reason}; the report's nearest body of that side is {body.name}")
    return tuple(answer)


def _is_state(speaker: Speaker, lexicon: Lexicon) -> bool:
    actor = lexicon.actor_by_id.get(speaker.id or "")
    return actor is not None and actor.kind == "state" and speaker.side is not None and speaker.resolved_by in ("metonym", "name", "alias")


def _is_body(speaker: Speaker, lexicon: Lexicon) -> bool:
    actor = lexicon.actor_by_id.get(speaker.id or "")
    return actor is not None and actor.kind in _BODIES


def _find_body(
    i: int, drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], zones: tuple[int, ...], lexicon: Lexicon
) -> Speaker | None:
    """The next claim's speaker, else the last one's, when it is a body of the same side."""
    mine = resolved[i].speaker
    for step in (1, -1):
        at = i + step
        seen = 0
        while 0 <= at < len(drafts) and abs(zones[at] - zones[i]) <= 2 and seen < 3:
            other = resolved[at].speaker
            if other is not None and mine is not None and other.side is not None:
                if other.side == mine.side and _is_body(other, lexicon) and other.resolved_by in _SPEAKING:
                    return other
                if step < 0 or abs(zones[at] - zones[i]) > 0 and other.side != mine.side and zones[i] > 1:
                    break
            seen += 1
            at += step
    return None
