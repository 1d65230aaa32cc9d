"""Who tells an episode: the named origins of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toldby.analysis.origins import origin_of
from toldby.domain.claims import Claim
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report


def hear_voices(
    episodes: Iterable[Episode], claims: Iterable[Claim], report: Report, lexicon: Lexicon
) -> tuple[Episode, ...]:
    """The episodes with the named origins of their core claims; by all packs, as these are compared across reports."""
    ends = {claim.claim_id: origin_of(claim, report, lexicon) for claim in claims}
    told = []
    for episode in episodes:
        voices = {ends[part.claim_id] for part in episode.core}
        named = sorted({voice.origin_id for voice in voices if voice.kind == "named"})
        told.append(replace(episode, voices=tuple(named)))
    return tuple(told)
