"""The ledger's store over SQLite or PostgreSQL: each method is one transaction.

Inside `batch` it is a part of the one that is held open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection

from toldby.adapters.stores.assemble import make_manifest
from toldby.adapters.stores.sql import (
    read,
    read_derived,
    write_component,
    write_link,
    write_log,
    write_report,
)
from toldby.adapters.stores.sql.drivers import Driver
from toldby.adapters.stores.sql.engine import Database, Mode, open_database
from toldby.adapters.stores.sql.schema import prepare_schema
from toldby.adapters.stores.sql.tally import tally_rows
from toldby.application.ledger_rows import BuildKeys, DerivedRows, Edge, OriginHead, StoredInput, Tally
from toldby.application.ledger_store import ALL_PARTS
from toldby.application.query import IncidentQuery
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, OriginId
from toldby.domain.incidents import Episode, Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.ledger import Ledger, Manifest
from toldby.domain.text import InputProblem, Report


def open_store(target: str, mode: Mode = Mode.READ, driver: Driver | None = None) -> SqlStore:
    """The ledger in a file or at a PostgreSQL URL; `Mode.CREATE` makes it when it is not there.

    Raises UnknownLedger in one sentence when it is missing, is no ledger or cannot be written.
    """
    return SqlStore(open_database(target, mode, driver))


class SqlStore:
    """A ledger in a database; statements stand in `read*` and `write*`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: Connection | None = None
        try:
            prepare_schema(database)
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """See the port."""
        self._database.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """See the port."""
        if self._held is not None:
            yield
            return
        with self._database.writer.begin() as db:
            self._held = db
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._held is not None:
            yield self._held
            return
        with self._database.reader.begin() as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._held is not None:
            yield self._held
            return
        with self._database.writer.begin() as db:
            yield db

    # reports

    def analysis_keys(self) -> Mapping[DocId, str]:
        """See the port."""
        with self._reading() as db:
            return read.analysis_keys(db)

    def save_analysis(
        self, analysis: ReportAnalysis, key: str, episode_keys: Mapping[EpisodeId, frozenset[str]]
    ) -> None:
        """See the port."""
        with self._writing() as db:
            write_report.insert_analysis(db, analysis, key, episode_keys)

    def remove_report(self, doc_id: DocId) -> None:
        """See the port."""
        with self._writing() as db:
            write_report.delete_report(db, doc_id)

    def load_analyses(
        self, doc_ids: Iterable[DocId], parts: frozenset[str] = ALL_PARTS
    ) -> Mapping[DocId, ReportAnalysis]:
        """See the port."""
        with self._reading() as db:
            return read.load_analyses(db, doc_ids, parts)

    def all_doc_ids(self) -> tuple[DocId, ...]:
        """See the port."""
        with self._reading() as db:
            return tuple(read.analysis_keys(db))

    def unlinked_docs(self) -> tuple[DocId, ...]:
        """See the port."""
        with self._reading() as db:
            return read.unlinked_docs(db)

    def mark_linked(self, doc_ids: Iterable[DocId]) -> None:
        """See the port."""
        with self._writing() as db:
            write_report.mark_docs(db, doc_ids, "is_linked")

    def uncompared_docs(self) -> tuple[DocId, ...]:
        """See the port."""
        with self._reading() as db:
            return read.uncompared_docs(db)

    def mark_compared(self, doc_ids: Iterable[DocId]) -> None:
        """See the port."""
        with self._writing() as db:
            write_report.mark_docs(db, doc_ids, "is_compared")

    # links

    def episodes_with_keys(self, keys: Iterable[str]) -> frozenset[EpisodeId]:
        """See the port."""
        with self._reading() as db:
            return read.episodes_with_keys(db, keys)

    def load_episodes(self, ids: Iterable[EpisodeId]) -> Mapping[EpisodeId, Episode]:
        """See the port."""
        with self._reading() as db:
            return read.load_episodes(db, ids)

    def episodes_of(self, doc_ids: Iterable[DocId]) -> Mapping[DocId, tuple[EpisodeId, ...]]:
        """See the port."""
        with self._reading() as db:
            return read.episodes_of(db, doc_ids)

    def docs_with_fingerprints(self, values: Iterable[int], limit: int) -> frozenset[DocId]:
        """See the port."""
        with self._reading() as db:
            return read.docs_with_fingerprints(db, values, limit)

    def save_edges(self, edges: Iterable[Edge]) -> None:
        """See the port."""
        with self._writing() as db:
            write_link.upsert_edges(db, edges)

    def edges_of(self, ids: Iterable[EpisodeId]) -> tuple[Edge, ...]:
        """See the port."""
        with self._reading() as db:
            return read.edges_of(db, ids)

    def remove_edges_of(self, ids: Iterable[EpisodeId]) -> None:
        """See the port."""
        with self._writing() as db:
            write_link.delete_edges(db, ids)

    def save_reuse(self, pairs: Iterable[ReusePair]) -> None:
        """See the port."""
        with self._writing() as db:
            write_link.upsert_reuse(db, pairs)

    def reuse_of(self, doc_ids: Iterable[DocId]) -> tuple[ReusePair, ...]:
        """See the port."""
        with self._reading() as db:
            return read.reuse_of(db, doc_ids)

    # components

    def replace_derived(self, derived: Mapping[frozenset[EpisodeId], DerivedRows]) -> None:
        """See the port."""
        with self._writing() as db:
            write_component.insert_components(db, derived)

    def forget_derived(self, episodes: Iterable[EpisodeId]) -> None:
        """See the port."""
        with self._writing() as db:
            write_component.delete_components(db, episodes)

    def derived_with(self, episodes: Iterable[EpisodeId]) -> frozenset[EpisodeId]:
        """See the port."""
        with self._reading() as db:
            return read.derived_with(db, episodes)

    def stale_episodes(self) -> frozenset[EpisodeId]:
        """See the port."""
        with self._reading() as db:
            return read.stale_episodes(db)

    def replace_origins(self, touched: Iterable[OriginId], origins: Iterable[Origin]) -> None:
        """See the port."""
        with self._writing() as db:
            write_component.replace_origins(db, touched, origins)

    def origins_of_claims(self, ids: Iterable[ClaimId]) -> frozenset[OriginId]:
        """See the port."""
        with self._reading() as db:
            return read_derived.origins_of_claims(db, ids)

    def heads_of_origins(self, ids: Iterable[OriginId]) -> Mapping[OriginId, OriginHead]:
        """See the port."""
        with self._reading() as db:
            return read_derived.heads_of_origins(db, ids)

    def load_origins(self, ids: Iterable[OriginId]) -> Mapping[OriginId, Origin]:
        """See the port."""
        with self._reading() as db:
            return read_derived.load_origins(db, ids)

    def save_main_incidents(self, rows: Mapping[DocId, IncidentId | None]) -> None:
        """See the port."""
        with self._writing() as db:
            write_report.update_main_incidents(db, rows)

    # log

    def problems(self) -> tuple[InputProblem, ...]:
        """See the port."""
        with self._reading() as db:
            return read.problems(db)

    def replace_problems(self, problems: Iterable[InputProblem]) -> None:
        """See the port."""
        with self._writing() as db:
            write_log.replace_problems(db, problems)

    def inputs(self) -> Mapping[str, StoredInput]:
        """See the port."""
        with self._reading() as db:
            return read.inputs(db)

    def save_inputs(self, inputs: Mapping[str, StoredInput]) -> None:
        """See the port."""
        with self._writing() as db:
            write_log.upsert_inputs(db, inputs)

    def remove_inputs(self, paths: Iterable[str]) -> None:
        """See the port."""
        with self._writing() as db:
            write_log.delete_inputs(db, paths)

    def settings(self) -> Mapping[str, str]:
        """See the port."""
        with self._reading() as db:
            return read.settings(db)

    def put_settings(self, values: Mapping[str, str | None]) -> None:
        """See the port."""
        with self._writing() as db:
            write_log.upsert_settings(db, values)

    def judgements(self) -> tuple[Judgement, ...]:
        """See the port."""
        with self._reading() as db:
            return read.judgements(db)

    def append_judgements(self, judgements: Iterable[Judgement]) -> None:
        """See the port."""
        with self._writing() as db:
            write_log.append_judgements(db, judgements)

    # reads

    def read_ledger(self) -> Ledger:
        """See the port."""
        with self._reading() as db:
            return read_derived.read_ledger(db)

    def read_manifest(self) -> Manifest:
        """See the port."""
        with self._reading() as db:
            return make_manifest(read.settings(db), read.inputs(db), read.judgement_head(db))

    def warned_reports(self) -> tuple[Report, ...]:
        """See the port."""
        with self._reading() as db:
            return read.warned_reports(db)

    def read_keys(self) -> BuildKeys:
        """See the port."""
        with self._reading() as db:
            return BuildKeys(read.analysis_keys(db), read.all_episode_keys(db), read.inputs(db))

    def paths_of(self, doc_ids: Iterable[DocId]) -> Mapping[DocId, str]:
        """See the port."""
        with self._reading() as db:
            return read.paths_of(db, doc_ids)

    def tally(self) -> Tally:
        """See the port."""
        with self._reading() as db:
            return tally_rows(db)

    def incidents(self, query: IncidentQuery) -> tuple[Incident, ...]:
        """See the port."""
        with self._reading() as db:
            return read_derived.find_incidents(db, query)

    def incident_ids(self) -> tuple[IncidentId, ...]:
        """See the port."""
        with self._reading() as db:
            return read_derived.incident_ids(db)

    def load_incidents(self, ids: Iterable[IncidentId]) -> Mapping[IncidentId, Incident]:
        """See the port."""
        with self._reading() as db:
            return read_derived.load_incidents(db, ids)

    def load_claims(self, ids: Iterable[ClaimId]) -> Mapping[ClaimId, Claim]:
        """See the port."""
        with self._reading() as db:
            return read_derived.load_claims(db, ids)

    def claims_of_incidents(self, ids: Iterable[IncidentId]) -> tuple[Claim, ...]:
        """See the port."""
        with self._reading() as db:
            return read_derived.claims_of_incidents(db, ids)

    def relations_of(self, ids: Iterable[IncidentId]) -> tuple[Relation, ...]:
        """See the port."""
        with self._reading() as db:
            return read_derived.relations_of(db, ids)

    def relations_of_kinds(self, kinds: Iterable[str]) -> tuple[Relation, ...]:
        """See the port."""
        with self._reading() as db:
            return read_derived.relations_of_kinds(db, kinds)

    def find_ids(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """See the port."""
        with self._reading() as db:
            return read_derived.find_ids(db, prefix)
