"""The ledger's store, concern by concern; memory, SQLite and PostgreSQL pass one contract suite.

Laws kept by every store: each write is whole or not at all; spans read back (`verify_spans`) before
a report is stored; judgements are only appended; what was read is what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from toldby.application.ledger_rows import BuildKeys, DerivedRows, Edge, OriginHead, StoredInput, Tally
from toldby.application.query import IncidentQuery
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, OriginId
from toldby.domain.incidents import Episode, Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.ledger import Ledger, Manifest
from toldby.domain.text import InputProblem, Report

ALL_PARTS = frozenset({"times", "places", "claims", "episodes", "fingerprints"})
"""What an analysis holds beside the report itself and its drops."""


class AnalysisRows(Protocol):
    """Reports with their finds, claims and episodes."""

    def analysis_keys(self) -> Mapping[DocId, str]:
        """Report -> key of the packs, model and version its stored analysis was made with."""
        ...

    def save_analysis(
        self, analysis: ReportAnalysis, key: str, episode_keys: Mapping[EpisodeId, frozenset[str]]
    ) -> None:
        """Store a report in one transaction; rows of an earlier analysis of it are replaced.

        What was derived from its earlier episodes, and their edges, goes at once; those components and
        the new episodes are listed by `stale_episodes`, the report by `unlinked_docs`, until done.
        Raises StoreConflict when a span does not read back.
        """
        ...

    def remove_report(self, doc_id: DocId) -> None:
        """Take a report out with its edges, reuse and derived rows; the rest becomes stale as above."""
        ...

    def load_analyses(
        self, doc_ids: Iterable[DocId], parts: frozenset[str] = ALL_PARTS
    ) -> Mapping[DocId, ReportAnalysis]:
        """Stored analyses; ids that are not stored are left out, and parts not asked for are empty."""
        ...

    def all_doc_ids(self) -> tuple[DocId, ...]:
        """Every stored report, sorted."""
        ...

    def unlinked_docs(self) -> tuple[DocId, ...]:
        """Reports stored since their edges were last computed (also after a crash), sorted."""
        ...

    def mark_linked(self, doc_ids: Iterable[DocId]) -> None:
        """Edges of these reports are stored."""
        ...

    def uncompared_docs(self) -> tuple[DocId, ...]:
        """Reports whose shared text is not stored yet, sorted; `reading` adds it."""
        ...

    def mark_compared(self, doc_ids: Iterable[DocId]) -> None:
        """Shared text of these reports is stored."""
        ...


class LinkRows(Protocol):
    """Episodes, their blocking keys, scored pairs and shared text."""

    def episodes_with_keys(self, keys: Iterable[str]) -> frozenset[EpisodeId]:
        """Episodes that carry at least one of the keys."""
        ...

    def load_episodes(self, ids: Iterable[EpisodeId]) -> Mapping[EpisodeId, Episode]:
        """Stored episodes; unknown ids are left out."""
        ...

    def episodes_of(self, doc_ids: Iterable[DocId]) -> Mapping[DocId, tuple[EpisodeId, ...]]:
        """Report -> its episodes in text order; reports without episodes have an empty tuple."""
        ...

    def docs_with_fingerprints(self, values: Iterable[int], limit: int) -> frozenset[DocId]:
        """Reports that hold one of the fingerprint values; of more than `limit`, that many."""
        ...

    def save_edges(self, edges: Iterable[Edge]) -> None:
        """Add edges; an edge of the same pair and kind is replaced."""
        ...

    def edges_of(self, ids: Iterable[EpisodeId]) -> tuple[Edge, ...]:
        """Edges with at least one end among the episodes, sorted."""
        ...

    def remove_edges_of(self, ids: Iterable[EpisodeId]) -> None:
        """Remove every edge with an end among the episodes."""
        ...

    def save_reuse(self, pairs: Iterable[ReusePair]) -> None:
        """Add pairs; a pair of the same reports and kind is replaced."""
        ...

    def reuse_of(self, doc_ids: Iterable[DocId]) -> tuple[ReusePair, ...]:
        """Pairs with at least one of the reports, sorted by a, b, kind."""
        ...


class ComponentRows(Protocol):
    """What components of episodes add up to."""

    def replace_derived(self, derived: Mapping[frozenset[EpisodeId], DerivedRows]) -> None:
        """Write components, which share no episode with each other, in one transaction.

        Every earlier component that shares an episode with them is removed whole; its episodes that are
        not among those given become stale. The episodes given are stale no longer.
        """
        ...

    def forget_derived(self, episodes: Iterable[EpisodeId]) -> None:
        """Remove every component that holds one of the episodes; all its episodes become stale.

        For judgements: what a person decided on has to be derived again.
        """
        ...

    def derived_with(self, episodes: Iterable[EpisodeId]) -> frozenset[EpisodeId]:
        """The episodes given and all others of the stored components they are in."""
        ...

    def stale_episodes(self) -> frozenset[EpisodeId]:
        """Stored episodes that no component holds: new ones, and those a removal or a crash left."""
        ...

    def replace_origins(self, touched: Iterable[OriginId], origins: Iterable[Origin]) -> None:
        """Remove the touched origins and write these."""
        ...

    def origins_of_claims(self, ids: Iterable[ClaimId]) -> frozenset[OriginId]:
        """Origins that these claims end at, in their report or in force."""
        ...

    def heads_of_origins(self, ids: Iterable[OriginId]) -> Mapping[OriginId, OriginHead]:
        """Origin -> the claim it is named by; origins at which no claim ends are left out.

        The smallest id among claims that end there and nowhere else; without one, among those that a component
        moved there; without one, among those that end there and in another component elsewhere.
        """
        ...

    def load_origins(self, ids: Iterable[OriginId]) -> Mapping[OriginId, Origin]:
        """Stored rows as they were written; unknown ids are left out."""
        ...

    def save_main_incidents(self, rows: Mapping[DocId, IncidentId | None]) -> None:
        """Set the main incident of these reports."""
        ...


class LogRows(Protocol):
    """Inputs, problems, settings and the judgements of people."""

    def problems(self) -> tuple[InputProblem, ...]:
        """Inputs that are no stored report, sorted by path and member."""
        ...

    def replace_problems(self, problems: Iterable[InputProblem]) -> None:
        """The list of problems is now this one."""
        ...

    def inputs(self) -> Mapping[str, StoredInput]:
        """Path -> what became of it."""
        ...

    def save_inputs(self, inputs: Mapping[str, StoredInput]) -> None:
        """Add or change inputs."""
        ...

    def remove_inputs(self, paths: Iterable[str]) -> None:
        """Forget inputs that are no longer part of the project."""
        ...

    def settings(self) -> Mapping[str, str]:
        """`version`, `pack:<id>` (its hash), `local:<name>` (never exported), else settings of the manifest."""
        ...

    def put_settings(self, values: Mapping[str, str | None]) -> None:
        """Set some settings; None removes one."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """The log in its own order."""
        ...

    def append_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Add to the end of the log.

        Raises StoreConflict when a row does not follow the head or its id is not the hash of its content.
        """
        ...


class LedgerReads(Protocol):
    """What lists, pages and exports read."""

    def read_ledger(self) -> Ledger:
        """Everything, in the order of the export; one consistent state."""
        ...

    def read_manifest(self) -> Manifest:
        """What the results depend on."""
        ...

    def warned_reports(self) -> tuple[Report, ...]:
        """Reports with problems of their own, sorted by path."""
        ...

    def read_keys(self) -> BuildKeys:
        """Keys of analyses and episodes, for an export that can be built upon."""
        ...

    def paths_of(self, doc_ids: Iterable[DocId]) -> Mapping[DocId, str]:
        """Report -> the path it was read from."""
        ...

    def tally(self) -> Tally:
        """How much there is, without reading it all."""
        ...

    def incidents(self, query: IncidentQuery) -> tuple[Incident, ...]:
        """The incidents asked for."""
        ...

    def incident_ids(self) -> tuple[IncidentId, ...]:
        """Every incident, sorted."""
        ...

    def load_incidents(self, ids: Iterable[IncidentId]) -> Mapping[IncidentId, Incident]:
        """Incidents by id; unknown ids are left out."""
        ...

    def load_claims(self, ids: Iterable[ClaimId]) -> Mapping[ClaimId, Claim]:
        """Claims in force by id; unknown ids are left out."""
        ...

    def claims_of_incidents(self, ids: Iterable[IncidentId]) -> tuple[Claim, ...]:
        """Claims in force on these incidents, sorted by id."""
        ...

    def relations_of(self, ids: Iterable[IncidentId]) -> tuple[Relation, ...]:
        """Relations inside these incidents, in the order of the export."""
        ...

    def relations_of_kinds(self, kinds: Iterable[str]) -> tuple[Relation, ...]:
        """Relations of these kinds, of all incidents and pending ones, in the order of the export."""
        ...

    def find_ids(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """("incident" | "claim" | "report", id) of every id that starts so; an id an incident had before

        gives the incidents its anchor claim is in now. At most 20.
        """
        ...


class LedgerStore(AnalysisRows, LinkRows, ComponentRows, LogRows, LedgerReads, Protocol):
    """One ledger, open; `close` gives files and connections back."""

    def batch(self) -> AbstractContextManager[None]:
        """Everything written inside is one transaction; an error takes all of it back.

        Reads inside see what was written. For bulk work: a commit waits for the disk.
        """
        ...

    def close(self) -> None:
        """Give everything back."""
        ...
