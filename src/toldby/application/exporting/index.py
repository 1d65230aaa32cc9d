"""Look-ups over the ledger that an export writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, OriginId
from toldby.domain.incidents import Episode, Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import standing
from toldby.domain.ledger import Ledger
from toldby.domain.propositions import Proposition
from toldby.domain.text import Report


@dataclass(frozen=True)
class ExportIndex:
    """A ledger with its rows by id; nothing is computed that is not asked for."""

    ledger: Ledger

    @cached_property
    def claims(self) -> Mapping[ClaimId, Claim]:
        """Claim id -> claim."""
        return {c.claim_id: c for c in self.ledger.claims}

    @cached_property
    def claims_of(self) -> Mapping[IncidentId, tuple[Claim, ...]]:
        """Incident id -> every claim on it, in the order of reports and text."""
        grouped: dict[IncidentId, list[Claim]] = defaultdict(list)
        for claim in sorted(self.ledger.claims, key=lambda c: (c.doc_id, c.start, c.claim_id)):
            for incident_id in claim.incident_ids:
                grouped[incident_id].append(claim)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def claims_in(self) -> Mapping[DocId, tuple[Claim, ...]]:
        """Doc id -> its claims, in the order of the text."""
        grouped: dict[DocId, list[Claim]] = defaultdict(list)
        for claim in sorted(self.ledger.claims, key=lambda c: (c.doc_id, c.start, c.claim_id)):
            grouped[claim.doc_id].append(claim)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def incidents(self) -> Mapping[IncidentId, Incident]:
        """Incident id -> incident."""
        return {i.incident_id: i for i in self.ledger.incidents}

    @cached_property
    def incidents_in(self) -> Mapping[DocId, tuple[Incident, ...]]:
        """Doc id -> the incidents it tells of."""
        grouped: dict[DocId, list[Incident]] = defaultdict(list)
        for incident in self.ledger.incidents:
            for doc in incident.documents:
                grouped[doc].append(incident)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def reuse_of(self) -> Mapping[DocId, tuple[ReusePair, ...]]:
        """Doc id -> pairs of reports that share its text."""
        grouped: dict[DocId, list[ReusePair]] = defaultdict(list)
        for pair in self.ledger.reuse:
            grouped[pair.a].append(pair)
            grouped[pair.b].append(pair)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def judged(self) -> Mapping[str, str]:
        """Id of whatever people decided on -> when they did last."""
        latest: dict[str, str] = {}
        for judgement in standing(self.ledger.judgements):
            for one in judgement.on_ids:
                latest[one] = max(latest.get(one, ""), judgement.when)
        return latest

    @cached_property
    def analyses(self) -> Mapping[DocId, ReportAnalysis]:
        """Doc id -> report with its finds."""
        return {a.report.doc_id: a for a in self.ledger.analyses}

    @cached_property
    def episodes(self) -> Mapping[EpisodeId, Episode]:
        """Episode id -> episode."""
        return {e.episode_id: e for a in self.ledger.analyses for e in a.episodes}

    @cached_property
    def origins(self) -> Mapping[OriginId, Origin]:
        """Origin id -> origin."""
        return {o.origin_id: o for o in self.ledger.origins}

    @cached_property
    def origins_of(self) -> Mapping[str, tuple[OriginId, ...]]:
        """Actor id -> the origins that are this actor."""
        grouped: dict[str, list[OriginId]] = defaultdict(list)
        for origin in self.ledger.origins:
            if origin.actor_id is not None:
                grouped[origin.actor_id].append(origin.origin_id)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def outlet_names(self) -> Mapping[str, str]:
        """Outlet id -> the name it is shown under."""
        links = (link for claim in self.ledger.claims for link in claim.chain)
        return {link.id: link.name for link in links if link.id is not None and link.name is not None}

    @cached_property
    def relations(self) -> Mapping[IncidentId, tuple[Relation, ...]]:
        """Incident id -> its relations in export order."""
        grouped: dict[IncidentId, list[Relation]] = defaultdict(list)
        for relation in self.ledger.relations:
            if relation.incident_id is not None:
                grouped[relation.incident_id].append(relation)
        return {key: tuple(rows) for key, rows in grouped.items()}

    def report(self, doc_id: DocId) -> Report:
        """The report of a claim."""
        return self.analyses[doc_id].report

    def name_outlet(self, report: Report) -> str | None:
        """The outlet as claims name it, else as the report was given with."""
        return None if report.outlet is None else self.outlet_names.get(report.outlet, report.outlet)

    def list_told(self, incident: Incident) -> tuple[tuple[Claim, Proposition], ...]:
        """What claims say of this incident and of no other one; claims that only add to it where it cites them."""
        found = []
        core = set()
        for episode_id in incident.episodes:
            episode = self.episodes.get(episode_id)
            for part in episode.core if episode is not None else ():
                claim = self.claims.get(part.claim_id)
                if claim is not None and part.index < len(claim.propositions):
                    found.append((claim, claim.propositions[part.index]))
                    core.add(claim.claim_id)
        cited = _list_cited(incident) - core
        added = [self.claims[one] for one in sorted(cited) if one in self.claims]
        found += [(claim, one) for claim in added if len(claim.incident_ids) == 1 for one in claim.propositions]
        return tuple(found)


def _list_cited(incident: Incident) -> set[ClaimId]:
    """Claims whose numbers or parties the incident holds."""
    counted = {c for row in incident.casualties + incident.counts for c in row.claim_ids}
    return counted | {c for party in incident.agents + incident.patients for c in party.claim_ids}
