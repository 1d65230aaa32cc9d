"""Which groups and answers must be derived together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.analysis.cluster import join_pairs
from toldby.analysis.ties import fits, neighbourhood_keys
from toldby.domain.ids import EpisodeId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon

Group = tuple[EpisodeId, ...]


@dataclass(frozen=True, slots=True)
class DeriveSet:
    """Groups and answers that may touch each other; deriving them needs nothing else."""

    groups: tuple[Group, ...]
    answers: tuple[Episode, ...]


def find_ties(episodes: Iterable[Episode], lexicon: Lexicon) -> tuple[tuple[EpisodeId, EpisodeId], ...]:
    """All tied pairs, found through shared keys, each once with the smaller id first."""
    given = {e.episode_id: e for e in episodes}
    keys = {episode_id: neighbourhood_keys(episode, lexicon) for episode_id, episode in given.items()}
    holders: dict[str, list[EpisodeId]] = {}
    for episode_id in sorted(given):
        for key in keys[episode_id].stored:
            holders.setdefault(key, []).append(episode_id)
    met = ((a, b) for a in given for key in keys[a].sought for b in holders.get(key, ()) if a != b)
    home = ((a, b) for a in given for b in given if a != b and given[a].doc_id == given[b].doc_id)
    pairs = {(min(a, b), max(a, b)) for a, b in (*met, *home)}
    return tuple(sorted(p for p in pairs if fits(given[p[0]], given[p[1]], lexicon)))


def split_sets(
    groups: Iterable[Group],
    episodes: Mapping[EpisodeId, Episode],
    ties: Iterable[tuple[EpisodeId, EpisodeId]],
) -> tuple[DeriveSet, ...]:
    """The smallest sets closed under grouping and ties, in the order of their smallest episode."""
    given = tuple(groups)
    within = [(group[0], other) for group in given for other in group[1:]]
    home = {member: group for group in given for member in group}
    made = []
    for ids in join_pairs(episodes, [*within, *ties]):
        mine = sorted({home[i] for i in ids if i in home})
        made.append(DeriveSet(tuple(mine), tuple(episodes[i] for i in ids if not episodes[i].core)))
    return tuple(made)
