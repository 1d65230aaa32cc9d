"""Episodes at hand while linking: each is loaded, and its keys computed, once.

A shelf changes speed and nothing else: everything on it is a function of the stored episode, whose id is
a hash of its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toldby.analysis.keys import episode_keys
from toldby.analysis.ties import neighbourhood_keys
from toldby.application.ledger_store import LedgerStore
from toldby.domain.ids import EpisodeId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon

MOST = 20_000
"""Episodes kept; beyond that the shelf is emptied and filled again."""


class EpisodeShelf:
    """Stored episodes and their keys, by id."""

    def __init__(self, store: LedgerStore, lexicon: Lexicon) -> None:
        """An empty shelf before a store."""
        self._store = store
        self._lexicon = lexicon
        self._episodes: dict[EpisodeId, Episode] = {}
        self._link_keys: dict[EpisodeId, frozenset[str]] = {}
        self._all_keys: dict[EpisodeId, frozenset[str]] = {}

    def take(self, ids: Iterable[EpisodeId]) -> Mapping[EpisodeId, Episode]:
        """The episodes with these ids, in the order of the ids."""
        wanted = sorted(set(ids))
        if len(self._episodes) > MOST:
            for kept in (self._episodes, self._link_keys, self._all_keys):
                kept.clear()
        missing = [id_ for id_ in wanted if id_ not in self._episodes]
        if missing:
            self._episodes.update(self._store.load_episodes(missing))
        return {id_: self._episodes[id_] for id_ in wanted if id_ in self._episodes}

    def link_keys(self, episode: Episode) -> frozenset[str]:
        """Keys under which it may be linked."""
        found = self._link_keys.get(episode.episode_id)
        if found is None:
            found = self._link_keys[episode.episode_id] = episode_keys(episode, self._lexicon)
        return found

    def all_keys(self, episode: Episode) -> frozenset[str]:
        """Keys under which it may be linked or tied."""
        found = self._all_keys.get(episode.episode_id)
        if found is None:
            tied = neighbourhood_keys(episode, self._lexicon)
            found = self._all_keys[episode.episode_id] = self.link_keys(episode) | tied
        return found
