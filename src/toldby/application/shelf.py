"""Episodes and texts at hand while linking: each is loaded, and its keys computed, once.

A shelf changes speed and nothing else: everything on it is a function of what is stored under an id
that is a hash of its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.analysis.compare.time import Days, span_days
from toldby.analysis.keys import EpisodeKeys, episode_keys
from toldby.analysis.reuse import compare_reports
from toldby.analysis.ties import neighbourhood_keys
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import Linking
from toldby.domain.analysis_result import Fingerprint, ReportAnalysis
from toldby.domain.ids import DocId, EpisodeId
from toldby.domain.incidents import Episode, ReusePair
from toldby.domain.linktable import LinkTable
from toldby.domain.text import Report

MOST_EPISODES = 20_000
MOST_TEXTS = 2_000
MOST_ANALYSES = 256
MOST_PAIRS = 20_000
"""How many are kept; beyond that a shelf is emptied and filled again."""


_TEXT = frozenset({"episodes", "fingerprints"})
_TOLD = frozenset({"places", "claims", "episodes"})


@dataclass(frozen=True, slots=True)
class ComparedText:
    """What text comparison needs of a report."""

    report: Report
    fingerprints: tuple[Fingerprint, ...]
    days: tuple[Days, ...]
    values: frozenset[int]


class Shelf:
    """Stored episodes with their keys, and texts, by id."""

    def __init__(self, store: LedgerStore, linking: Linking) -> None:
        """An empty shelf before a store."""
        self._store = store
        self._lexicon = linking.lexicon
        self._table = linking.table
        self._episodes: dict[EpisodeId, Episode] = {}
        self._link_keys: dict[EpisodeId, EpisodeKeys] = {}
        self._all_keys: dict[EpisodeId, EpisodeKeys] = {}
        self._pairs: dict[tuple[DocId, DocId], tuple[ReusePair, ...]] = {}
        self._texts: dict[DocId, ComparedText] = {}
        self._analyses: dict[DocId, ReportAnalysis] = {}

    def put(self, analysis: ReportAnalysis) -> None:
        """Lay down what was just read: it is linked and derived next."""
        if len(self._episodes) + len(analysis.episodes) <= MOST_EPISODES:
            self._episodes.update((episode.episode_id, episode) for episode in analysis.episodes)
        if len(self._texts) < MOST_TEXTS:
            self._texts[analysis.report.doc_id] = read_text(analysis)
        self._analyses[analysis.report.doc_id] = analysis
        if len(self._analyses) > MOST_ANALYSES:
            del self._analyses[next(iter(self._analyses))]

    def take(self, ids: Iterable[EpisodeId]) -> Mapping[EpisodeId, Episode]:
        """The episodes with these ids, in the order of the ids."""
        wanted = sorted(set(ids))
        if len(self._episodes) > MOST_EPISODES:
            self._episodes.clear()
            self._link_keys.clear()
            self._all_keys.clear()
        missing = [id_ for id_ in wanted if id_ not in self._episodes]
        if missing:
            self._episodes.update(self._store.load_episodes(missing))
        return {id_: self._episodes[id_] for id_ in wanted if id_ in self._episodes}

    def link_keys(self, episode: Episode) -> EpisodeKeys:
        """Keys under which it may be linked."""
        found = self._link_keys.get(episode.episode_id)
        if found is None:
            found = self._link_keys[episode.episode_id] = episode_keys(episode, self._lexicon)
        return found

    def all_keys(self, episode: Episode) -> EpisodeKeys:
        """Keys under which it may be linked or tied."""
        found = self._all_keys.get(episode.episode_id)
        if found is None:
            found = self._all_keys[episode.episode_id] = neighbourhood_keys(
                episode, self._lexicon, self.link_keys(episode)
            )
        return found

    def compare_texts(self, one: DocId, other: DocId) -> tuple[ReusePair, ...]:
        """The text two stored reports share."""
        a, b = sorted((one, other))
        found = self._pairs.get((a, b))
        if found is None:
            if len(self._pairs) >= MOST_PAIRS:
                self._pairs.clear()
            texts = self.take_texts((a, b))
            found = self._pairs[a, b] = share_text(texts[a], texts[b], self._table)
        return found

    def take_texts(self, ids: Iterable[DocId]) -> Mapping[DocId, ComparedText]:
        """What text comparison needs of these reports, in the order of the ids."""
        wanted = sorted(set(ids))
        if len(self._texts) > MOST_TEXTS:
            self._texts.clear()
        missing = [id_ for id_ in wanted if id_ not in self._texts]
        if missing:
            for id_, analysis in self._store.load_analyses(missing, _TEXT).items():
                self._texts[id_] = read_text(analysis)
        return {id_: self._texts[id_] for id_ in wanted if id_ in self._texts}

    def take_analyses(self, ids: Iterable[DocId]) -> Mapping[DocId, ReportAnalysis]:
        """Claims, episodes and places of the reports of a set that is derived; only the last few are kept."""
        wanted = sorted(set(ids))
        missing = [id_ for id_ in wanted if id_ not in self._analyses]
        if missing:
            self._analyses.update(self._store.load_analyses(missing, _TOLD))
        found = {id_: self._analyses.pop(id_) for id_ in wanted if id_ in self._analyses}
        self._analyses.update(found)  # now the last ones: the first ones go
        for id_ in list(self._analyses)[: max(0, len(self._analyses) - max(MOST_ANALYSES, len(wanted)))]:
            del self._analyses[id_]
        return found


def read_text(analysis: ReportAnalysis) -> ComparedText:
    """What text comparison needs of an analysis."""
    values = frozenset(mark.value for mark in analysis.fingerprints)
    return ComparedText(analysis.report, analysis.fingerprints, list_days(analysis.episodes), values)


def share_text(a: ComparedText, b: ComparedText, table: LinkTable) -> tuple[ReusePair, ...]:
    """Shared spans of two reports, one row per kind; none without a fingerprint in common."""
    if a.values.isdisjoint(b.values):
        return ()
    return compare_reports(a.report, b.report, a.fingerprints, b.fingerprints, table, (a.days, b.days))


def list_days(episodes: tuple[Episode, ...]) -> tuple[Days, ...]:
    """The days a report tells of."""
    spans = (span_days(when.start, when.end) for episode in episodes for when in episode.whens)
    return tuple(sorted({span for span in spans if span is not None}, key=repr))
