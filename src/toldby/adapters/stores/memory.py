"""A ledger that lives as long as the process: for tests, and for reading a few texts from Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from toldby.adapters.stores.assemble import gather_ledger, make_manifest, problem_order, relation_order, verify_chain
from toldby.application.ledger_rows import BuildKeys, DerivedRows, Edge, OriginHead, StoredInput, Tally, merge_updates
from toldby.application.ledger_store import ALL_PARTS
from toldby.application.query import IncidentQuery, matches, order_incidents, search_text
from toldby.application.tally import count_ledger
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, OriginId
from toldby.domain.incidents import Episode, Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.ledger import Ledger, Manifest, verify_spans
from toldby.domain.text import InputProblem, Report

_Component = tuple[frozenset[EpisodeId], DerivedRows]


class MemoryStore:
    """All rows in dictionaries; the reference for what the SQL stores answer."""

    def __init__(self) -> None:
        self._analyses: dict[DocId, tuple[str, ReportAnalysis]] = {}
        self._linked: set[DocId] = set()
        self._compared: set[DocId] = set()
        self._episodes: dict[EpisodeId, tuple[Episode, frozenset[str]]] = {}
        self._edges: dict[tuple[EpisodeId, EpisodeId, str], Edge] = {}
        self._reuse: dict[tuple[DocId, DocId, str], ReusePair] = {}
        self._components: list[_Component] = []
        self._seen: dict[IncidentId, ClaimId] = {}
        self._origins: dict[OriginId, Origin] = {}
        self._main: dict[DocId, IncidentId] = {}
        self._problems: tuple[InputProblem, ...] = ()
        self._inputs: dict[str, StoredInput] = {}
        self._settings: dict[str, str] = {}
        self._judgements: list[Judgement] = []

    @contextmanager
    def batch(self) -> Iterator[None]:
        """See the port; memory keeps what was written before an error."""
        yield

    def close(self) -> None:
        """Nothing to give back."""

    # reports

    def analysis_keys(self) -> Mapping[DocId, str]:
        """See the port."""
        return {doc: key for doc, (key, _) in sorted(self._analyses.items())}

    def save_analysis(
        self, analysis: ReportAnalysis, key: str, episode_keys: Mapping[EpisodeId, frozenset[str]]
    ) -> None:
        """See the port."""
        verify_spans(analysis)
        doc = analysis.report.doc_id
        self._forget_analysis(doc)
        self._analyses[doc] = (key, analysis)
        for episode in analysis.episodes:
            self._episodes[episode.episode_id] = (episode, episode_keys.get(episode.episode_id, frozenset()))

    def remove_report(self, doc_id: DocId) -> None:
        """See the port."""
        self._forget_analysis(doc_id)
        self._main.pop(doc_id, None)

    def _forget_analysis(self, doc: DocId) -> None:
        if doc not in self._analyses:
            return
        old = frozenset(e.episode_id for e in self._analyses.pop(doc)[1].episodes)
        self._linked.discard(doc)
        self._compared.discard(doc)
        self._drop_components(old)
        self.remove_edges_of(old)
        for pair in [pair for pair in self._reuse if doc in pair[:2]]:
            del self._reuse[pair]
        for episode in old:
            del self._episodes[episode]

    def load_analyses(
        self, doc_ids: Iterable[DocId], parts: frozenset[str] = ALL_PARTS
    ) -> Mapping[DocId, ReportAnalysis]:
        """See the port."""
        empty: dict[str, Any] = dict.fromkeys(ALL_PARTS - parts, ())
        return {doc: replace(self._analyses[doc][1], **empty) for doc in doc_ids if doc in self._analyses}

    def all_doc_ids(self) -> tuple[DocId, ...]:
        """See the port."""
        return tuple(sorted(self._analyses))

    def unlinked_docs(self) -> tuple[DocId, ...]:
        """See the port."""
        return tuple(sorted(self._analyses.keys() - self._linked))

    def mark_linked(self, doc_ids: Iterable[DocId]) -> None:
        """See the port."""
        self._linked |= set(doc_ids) & self._analyses.keys()

    def uncompared_docs(self) -> tuple[DocId, ...]:
        """See the port."""
        return tuple(sorted(self._analyses.keys() - self._compared))

    def mark_compared(self, doc_ids: Iterable[DocId]) -> None:
        """See the port."""
        self._compared |= set(doc_ids) & self._analyses.keys()

    # links

    def episodes_with_keys(self, keys: Iterable[str]) -> frozenset[EpisodeId]:
        """See the port."""
        wanted = frozenset(keys)
        return frozenset(one for one, (_, own) in self._episodes.items() if wanted & own)

    def load_episodes(self, ids: Iterable[EpisodeId]) -> Mapping[EpisodeId, Episode]:
        """See the port."""
        return {one: self._episodes[one][0] for one in ids if one in self._episodes}

    def episodes_of(self, doc_ids: Iterable[DocId]) -> Mapping[DocId, tuple[EpisodeId, ...]]:
        """See the port."""
        return {
            doc: tuple(episode.episode_id for episode in analysis.episodes)
            for doc, analysis in self.load_analyses(doc_ids).items()
        }

    def docs_with_fingerprints(self, values: Iterable[int], limit: int) -> frozenset[DocId]:
        """See the port."""
        wanted = frozenset(values)
        holders = (
            doc
            for doc, (_, analysis) in self._analyses.items()
            if any(one.value in wanted for one in analysis.fingerprints)
        )
        return frozenset(islice(holders, limit))

    def save_edges(self, edges: Iterable[Edge]) -> None:
        """See the port."""
        self._edges.update({(edge.a, edge.b, edge.kind): edge for edge in edges})

    def edges_of(self, ids: Iterable[EpisodeId]) -> tuple[Edge, ...]:
        """See the port."""
        wanted = frozenset(ids)
        return tuple(sorted(edge for edge in self._edges.values() if edge.a in wanted or edge.b in wanted))

    def remove_edges_of(self, ids: Iterable[EpisodeId]) -> None:
        """See the port."""
        for edge in self.edges_of(ids):
            del self._edges[edge.a, edge.b, edge.kind]

    def save_reuse(self, pairs: Iterable[ReusePair]) -> None:
        """See the port."""
        self._reuse.update({(pair.a, pair.b, pair.kind): pair for pair in pairs})

    def reuse_of(self, doc_ids: Iterable[DocId]) -> tuple[ReusePair, ...]:
        """See the port."""
        wanted = frozenset(doc_ids)
        return tuple(pair for _, pair in sorted(self._reuse.items()) if pair.a in wanted or pair.b in wanted)

    # components

    def replace_derived(self, derived: Mapping[frozenset[EpisodeId], DerivedRows]) -> None:
        """See the port."""
        self._drop_components(frozenset().union(*derived))
        self._components.extend(derived.items())
        incidents = (incident for rows in derived.values() for incident in rows.incidents)
        self._seen.update({incident.incident_id: incident.anchor for incident in incidents})

    def forget_derived(self, episodes: Iterable[EpisodeId]) -> None:
        """See the port."""
        self._drop_components(frozenset(episodes))

    def _drop_components(self, episodes: frozenset[EpisodeId]) -> None:
        self._components = [part for part in self._components if not part[0] & episodes]

    def derived_with(self, episodes: Iterable[EpisodeId]) -> frozenset[EpisodeId]:
        """See the port."""
        given = frozenset(episodes)
        return given.union(*(held for held, _ in self._components if held & given))

    def stale_episodes(self) -> frozenset[EpisodeId]:
        """See the port."""
        return frozenset(self._episodes).difference(*(held for held, _ in self._components))

    def replace_origins(self, touched: Iterable[OriginId], origins: Iterable[Origin]) -> None:
        """See the port."""
        for origin in touched:
            self._origins.pop(origin, None)
        self._origins.update({origin.origin_id: origin for origin in origins})

    def origins_of_claims(self, ids: Iterable[ClaimId]) -> frozenset[OriginId]:
        """See the port."""
        wanted = frozenset(ids)
        own = [claim for _, analysis in self._analyses.values() for claim in analysis.claims]
        given = [claim for _, rows in self._components for claim in rows.claims]
        ends = {claim.origin_id for claim in (*own, *given) if claim.claim_id in wanted}
        return frozenset(one for one in ends if one is not None)

    def heads_of_origins(self, ids: Iterable[OriginId]) -> Mapping[OriginId, OriginHead]:
        """See the port."""
        wanted = frozenset(ids)
        moved: dict[ClaimId, set[OriginId | None]] = {}
        for _, rows in self._components:
            for claim in rows.claims:
                moved.setdefault(claim.claim_id, set()).add(claim.origin_id)
        found: dict[OriginId, list[tuple[int, ClaimId, DocId]]] = {}
        for _, analysis in self._analyses.values():
            for claim in analysis.claims:
                ends = moved.get(claim.claim_id, {claim.origin_id})
                for origin in ends & wanted:
                    if origin is not None:
                        rank = 1 if origin != claim.origin_id else 0 if len(ends) == 1 else 2
                        found.setdefault(origin, []).append((rank, claim.claim_id, claim.doc_id))
        return {origin: OriginHead(*min(rows)[1:]) for origin, rows in sorted(found.items())}

    def load_origins(self, ids: Iterable[OriginId]) -> Mapping[OriginId, Origin]:
        """See the port."""
        return {one: self._origins[one] for one in ids if one in self._origins}

    def save_main_incidents(self, rows: Mapping[DocId, IncidentId | None]) -> None:
        """See the port."""
        for doc, incident in rows.items():
            self._main.pop(doc, None)
            if incident is not None:
                self._main[doc] = incident

    # log

    def problems(self) -> tuple[InputProblem, ...]:
        """See the port."""
        return tuple(sorted(self._problems, key=problem_order))

    def replace_problems(self, problems: Iterable[InputProblem]) -> None:
        """See the port."""
        self._problems = tuple(problems)

    def inputs(self) -> Mapping[str, StoredInput]:
        """See the port."""
        return dict(sorted(self._inputs.items()))

    def save_inputs(self, inputs: Mapping[str, StoredInput]) -> None:
        """See the port."""
        self._inputs.update(inputs)

    def remove_inputs(self, paths: Iterable[str]) -> None:
        """See the port."""
        for path in paths:
            self._inputs.pop(path, None)

    def settings(self) -> Mapping[str, str]:
        """See the port."""
        return dict(sorted(self._settings.items()))

    def put_settings(self, values: Mapping[str, str | None]) -> None:
        """See the port."""
        for name, value in values.items():
            self._settings.pop(name, None)
            if value is not None:
                self._settings[name] = value

    def judgements(self) -> tuple[Judgement, ...]:
        """See the port."""
        return tuple(self._judgements)

    def append_judgements(self, judgements: Iterable[Judgement]) -> None:
        """See the port."""
        rows = tuple(judgements)
        verify_chain(self._judgements[-1].judgement_id if self._judgements else None, rows)
        self._judgements.extend(rows)

    # reads

    def read_ledger(self) -> Ledger:
        """See the port."""
        return gather_ledger(
            analyses=[analysis for _, analysis in self._analyses.values()],
            claims=self._claims_in_force(),
            incidents=self._all_incidents(),
            relations=[relation for _, rows in self._components for relation in rows.relations],
            reuse=self._reuse.values(),
            origins=self._origins.values(),
            judgements=self._judgements,
            problems=self._problems,
            inputs=self._inputs,
            settings=self._settings,
            main_incidents=self._main,
        )

    def read_manifest(self) -> Manifest:
        """See the port."""
        head = self._judgements[-1].judgement_id if self._judgements else None
        return make_manifest(self._settings, self._inputs, head)

    def warned_reports(self) -> tuple[Report, ...]:
        """See the port."""
        reports = (analysis.report for _, analysis in self._analyses.values())
        return tuple(sorted((r for r in reports if r.problems), key=lambda r: r.path))

    def read_keys(self) -> BuildKeys:
        """See the port."""
        episodes = {one: keys for one, (_, keys) in sorted(self._episodes.items())}
        return BuildKeys(self.analysis_keys(), episodes, self.inputs())

    def paths_of(self, doc_ids: Iterable[DocId]) -> Mapping[DocId, str]:
        """See the port."""
        return {doc: one.report.path for doc, one in self.load_analyses(doc_ids).items()}

    def tally(self) -> Tally:
        """See the port."""
        return count_ledger(self.read_ledger(), len(self.uncompared_docs()))

    def incidents(self, query: IncidentQuery) -> tuple[Incident, ...]:
        """See the port."""
        found = [
            incident
            for _, rows in self._components
            for incident in rows.incidents
            if matches(incident, search_text(incident, rows.claims), query)
        ]
        return order_incidents(found, query)

    def incident_ids(self) -> tuple[IncidentId, ...]:
        """See the port."""
        return tuple(sorted(one.incident_id for one in self._all_incidents()))

    def load_incidents(self, ids: Iterable[IncidentId]) -> Mapping[IncidentId, Incident]:
        """See the port."""
        wanted = frozenset(ids)
        return {one.incident_id: one for one in self._all_incidents() if one.incident_id in wanted}

    def load_claims(self, ids: Iterable[ClaimId]) -> Mapping[ClaimId, Claim]:
        """See the port."""
        wanted = frozenset(ids)
        return {claim.claim_id: claim for claim in self._claims_in_force() if claim.claim_id in wanted}

    def claims_of_incidents(self, ids: Iterable[IncidentId]) -> tuple[Claim, ...]:
        """See the port."""
        wanted = frozenset(ids)
        return tuple(claim for claim in self._claims_in_force() if wanted & frozenset(claim.incident_ids))

    def relations_of(self, ids: Iterable[IncidentId]) -> tuple[Relation, ...]:
        """See the port."""
        wanted = frozenset(ids)
        rows = (relation for _, derived in self._components for relation in derived.relations)
        return tuple(sorted((row for row in rows if row.incident_id in wanted), key=relation_order))

    def relations_of_kinds(self, kinds: Iterable[str]) -> tuple[Relation, ...]:
        """See the port."""
        wanted = frozenset(kinds)
        rows = (relation for _, derived in self._components for relation in derived.relations)
        return tuple(sorted((row for row in rows if row.kind in wanted), key=relation_order))

    def find_ids(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """See the port."""
        found: set[tuple[str, str]] = {("incident", one.incident_id) for one in self._all_incidents()}
        found |= {("claim", one.claim_id) for _, analysis in self._analyses.values() for one in analysis.claims}
        found |= {("report", doc) for doc in self._analyses}
        kept = {pair for pair in found if pair[1].startswith(prefix)}
        current = {one for kind, one in found if kind == "incident"}
        old = [anchor for one, anchor in self._seen.items() if one.startswith(prefix) and one not in current]
        kept |= {("incident", one) for claim in self.load_claims(old).values() for one in claim.incident_ids}
        return tuple(sorted(kept)[:20])

    def _all_incidents(self) -> list[Incident]:
        return [incident for _, rows in self._components for incident in rows.incidents]

    def _claims_in_force(self) -> list[Claim]:
        updates: dict[ClaimId, list[Claim]] = {}
        for _, rows in self._components:
            for claim in rows.claims:
                updates.setdefault(claim.claim_id, []).append(claim)
        claims = [
            merge_updates(claim, tuple(updates.get(claim.claim_id, ())))
            for _, analysis in self._analyses.values()
            for claim in analysis.claims
        ]
        return sorted(claims, key=lambda claim: claim.claim_id)
