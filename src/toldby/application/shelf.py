"""Episodes and texts at hand while linking: each is loaded, and its keys computed, once.

A shelf changes speed and nothing else: everything on it is a function of what is stored under an id
that is a hash of its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.analysis.compare.time import Days, span_days
from toldby.analysis.compare.words import find_words
from toldby.analysis.keys import episode_keys
from toldby.analysis.ties import neighbourhood_keys
from toldby.application.ledger_store import LedgerStore
from toldby.domain.analysis_result import Fingerprint, ReportAnalysis
from toldby.domain.ids import DocId, EpisodeId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report

RUN = 6

MOST_EPISODES = 20_000
MOST_TEXTS = 2_000
MOST_ANALYSES = 256
"""How many are kept; beyond that a shelf is emptied and filled again."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """What text comparison needs of a report."""

    report: Report
    fingerprints: tuple[Fingerprint, ...]
    days: tuple[Days, ...]


class Shelf:
    """Stored episodes with their keys, and texts, by id."""

    def __init__(self, store: LedgerStore, lexicon: Lexicon) -> None:
        """An empty shelf before a store."""
        self._store = store
        self._lexicon = lexicon
        self._episodes: dict[EpisodeId, Episode] = {}
        self._link_keys: dict[EpisodeId, frozenset[str]] = {}
        self._all_keys: dict[EpisodeId, frozenset[str]] = {}
        self._runs: dict[EpisodeId, frozenset[str]] = {}
        self._texts: dict[DocId, ComparedText] = {}
        self._analyses: dict[DocId, ReportAnalysis] = {}

    def take(self, ids: Iterable[EpisodeId]) -> Mapping[EpisodeId, Episode]:
        """The episodes with these ids, in the order of the ids."""
        wanted = sorted(set(ids))
        if len(self._episodes) > MOST_EPISODES:
            self._episodes.clear()
            self._link_keys.clear()
            self._all_keys.clear()
            self._runs.clear()
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

    def runs(self, episode: Episode) -> frozenset[str]:
        """Every run of six words the episode is told in; copied words share at least one."""
        found = self._runs.get(episode.episode_id)
        if found is None:
            words = [word for word, _, _ in find_words(episode.words)]
            found = frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
            self._runs[episode.episode_id] = found
        return found

    def take_texts(self, ids: Iterable[DocId]) -> Mapping[DocId, ComparedText]:
        """What text comparison needs of these reports, in the order of the ids."""
        wanted = sorted(set(ids))
        if len(self._texts) > MOST_TEXTS:
            self._texts.clear()
        missing = [id_ for id_ in wanted if id_ not in self._texts]
        if missing:
            for id_, analysis in self._store.load_analyses(missing).items():
                self._texts[id_] = ComparedText(analysis.report, analysis.fingerprints, list_days(analysis.episodes))
        return {id_: self._texts[id_] for id_ in wanted if id_ in self._texts}

    def take_analyses(self, ids: Iterable[DocId]) -> Mapping[DocId, ReportAnalysis]:
        """Whole analyses of a set that is derived; only the last few are kept."""
        wanted = sorted(set(ids))
        missing = [id_ for id_ in wanted if id_ not in self._analyses]
        if missing:
            self._analyses.update(self._store.load_analyses(missing))
        found = {id_: self._analyses.pop(id_) for id_ in wanted if id_ in self._analyses}
        self._analyses.update(found)  # now the last ones: the first ones go
        for id_ in list(self._analyses)[: max(0, len(self._analyses) - max(MOST_ANALYSES, len(wanted)))]:
            del self._analyses[id_]
        return found


def list_days(episodes: tuple[Episode, ...]) -> tuple[Days, ...]:
    """The days a report tells of."""
    spans = (span_days(when.start, when.end) for episode in episodes for when in episode.whens)
    return tuple(sorted({span for span in spans if span is not None}, key=repr))
