"""The use case "show": what a reader asks of an open ledger; nothing is changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from toldby.application.codec import JsonObject
from toldby.application.disputes import Dispute, DisputeQuery, PairCount, count_pairs, list_disputes
from toldby.application.explain import Answered, Explanation, explain_claim
from toldby.application.ledger_rows import Tally
from toldby.application.ledger_store import LedgerStore
from toldby.application.query import IncidentQuery
from toldby.application.reading import read_ledger
from toldby.application.summary import list_rows, tell_incidents
from toldby.application.versions import VersionPair, pair_versions
from toldby.application.warnings import ReportWarning, list_warnings
from toldby.application.wording import SummaryRow
from toldby.domain.claims import Claim
from toldby.domain.errors import UsageProblem
from toldby.domain.ids import ClaimId, DocId, IncidentId
from toldby.domain.incidents import Incident, Relation
from toldby.domain.judgements import Judgement
from toldby.domain.ledger import Ledger
from toldby.domain.lexicon import LanguagePack
from toldby.domain.linktable import LinkTable
from toldby.domain.short_ids import SHORTEST, name_short
from toldby.domain.text import Drop, InputProblem, Report

_LETTERS = str.maketrans("ILO", "110")


class RowEncoder(Protocol):
    """Gives rows with the field names of the export contract."""

    def incident(
        self, incident: Incident, path_of: Mapping[DocId, str], judgements: tuple[Judgement, ...]
    ) -> JsonObject:
        """A row of `incidents.jsonl`."""
        ...

    def claim(self, claim: Claim, path: str, judgements: tuple[Judgement, ...]) -> JsonObject:
        """A row of `claims.jsonl`."""
        ...

    def relation(self, relation: Relation) -> JsonObject:
        """A row of `relations.jsonl`."""
        ...

    def problem(self, problem: InputProblem) -> JsonObject:
        """A row of `problems.jsonl`."""
        ...


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """One incident with its claims, relations and the paths of its reports."""

    short: str
    incident: Incident
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    path_of: Mapping[DocId, str]


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim and where it stands."""

    claim: Claim
    path: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DropDetail:
    """Something found and not coded: where, its words, why."""

    path: str
    drop: Drop
    words: str


def fold_words(words: str) -> str:
    """Words as they are searched: without case, accents and the ways to write one letter in several signs."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _holds(report: Report, wanted: list[str]) -> bool:
    held = fold_words("\n".join((report.title or "", report.path, report.text))) if wanted else ""
    return all(word in held for word in wanted)


class LedgerView:
    """An open ledger, read only; use it in a `with` block."""

    def __init__(self, store: LedgerStore, encoder: RowEncoder, table: LinkTable) -> None:
        self._store = store
        self._table = table
        self._encoder = encoder
        self._log: tuple[Judgement, ...] | None = None

    def __enter__(self) -> LedgerView:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the ledger back."""
        self._store.close()

    def ledger(self) -> Ledger:
        """Everything."""
        return read_ledger(self._store, self._table)

    def reports(self, words: str | None = None, language: str | None = None) -> tuple[Report, ...]:
        """Reports by path, whatever their language, whose text, title or path holds every one of the words."""
        wanted = [fold_words(word) for word in (words or "").split()]
        kept = [
            one for one in self._all_reports() if language is None or (one.language or "und").split("-")[0] == language
        ]
        return tuple(sorted((one for one in kept if _holds(one, wanted)), key=lambda one: one.path))

    def versions(self) -> tuple[VersionPair, ...]:
        """Addresses that stand with more than one text, and what was edited."""
        return pair_versions(self._all_reports())

    def _all_reports(self) -> list[Report]:
        return [analysis.report for analysis in self._store.load_analyses(self._store.all_doc_ids()).values()]

    def tally(self) -> Tally:
        """How much there is."""
        return self._store.tally()

    def incidents(self, query: IncidentQuery) -> tuple[Incident, ...]:
        """The incidents asked for."""
        return self._store.incidents(query)

    def rows(self, query: IncidentQuery) -> tuple[SummaryRow, ...]:
        """The incidents asked for, one line each."""
        return list_rows(self._store, query)

    def disputes(self, query: DisputeQuery) -> tuple[Dispute, ...]:
        """Who contradicts whom, on what."""
        return list_disputes(self._store, query)

    def dispute_pairs(self, disputes: Iterable[Dispute]) -> tuple[PairCount, ...]:
        """How often each speaker denies, and differs from, each other."""
        return count_pairs(disputes)

    def find_incident_id(self, name: str) -> IncidentId:
        """The incident whose id starts with the name.

        Raises UsageProblem when there is none, or more than one.
        """
        found = self.find(name)
        if isinstance(found, ClaimDetail):
            raise UsageProblem(f"{name} is a claim, not an incident; toldby list shows the incidents")
        return found.incident.incident_id

    def title(self, detail: IncidentDetail) -> str:
        """The incident in one line."""
        (row,) = tell_incidents(self._store, (detail.incident,), {detail.incident.incident_id: detail.short})
        return "  ".join((row.id, row.date, row.place, row.what))

    def shorten(self, incident_id: IncidentId) -> str:
        """The shortest id from six characters on that no other incident has."""
        for length in range(SHORTEST, len(incident_id)):
            if len([one for kind, one in self._store.find_ids(incident_id[:length]) if kind == "incident"]) < 2:
                return name_short(incident_id, length)
        return name_short(incident_id, len(incident_id))

    def find(self, name: str) -> IncidentDetail | ClaimDetail:
        """The incident or claim whose id starts with the name (`TB-` may stand before it).

        Raises UsageProblem when there is none, or more than one.
        """
        prefix = name.upper().removeprefix("TB-").translate(_LETTERS)
        found = [pair for pair in self._store.find_ids(prefix) if pair[0] != "report"] if prefix else []
        if name.upper().startswith("TB-") or any(kind == "incident" for kind, _ in found):
            found = [pair for pair in found if pair[0] == "incident"]
        if not found:
            raise UsageProblem(f"no incident or claim has the id {name}; toldby list shows the incidents")
        if len(found) > 1:
            several = ", ".join(name_short(one, 10) if kind == "incident" else one[:10] for kind, one in found)
            raise UsageProblem(f"{name} may mean {several}; write more of the id")
        kind, one = found[0]
        return self.incident(IncidentId(one)) if kind == "incident" else self.claim(ClaimId(one))

    def incident(self, incident_id: IncidentId) -> IncidentDetail:
        """One incident with everything said of it."""
        incident = self._store.load_incidents([incident_id])[incident_id]
        claims = self._store.claims_of_incidents([incident_id])
        docs = {claim.doc_id for claim in claims} | set(incident.documents)
        return IncidentDetail(
            self.shorten(incident_id),
            incident,
            tuple(sorted(claims, key=lambda c: (c.doc_id, c.start, c.claim_id))),
            self._store.relations_of([incident_id]),
            self._paths(docs),
        )

    def claim(self, claim_id: ClaimId) -> ClaimDetail:
        """One claim."""
        claim = self._store.load_claims([claim_id])[claim_id]
        return ClaimDetail(
            claim, self._paths({claim.doc_id})[claim.doc_id], tuple(map(self.shorten, claim.incident_ids))
        )

    def explain(self, name: str, language: LanguagePack) -> Explanation:
        """How the claim whose id starts with the name came about.

        Raises UsageProblem when there is none, or when the name is an incident's.
        """
        found = self.find(name)
        if isinstance(found, IncidentDetail):
            ids = ", ".join(claim.claim_id[:10] for claim in found.claims[:5])
            raise UsageProblem(f"{name} is an incident; explain takes a claim, here for example {ids}")
        claim = found.claim
        targets = self._store.load_claims(claim.targets)
        paths = self._paths({target.doc_id for target in targets.values()})
        answered = [
            Answered(relation, id_, paths[targets[id_].doc_id], targets[id_].text)
            for id_, relation in zip(claim.targets, claim.target_relations, strict=True)
        ]
        (analysis,) = self._store.load_analyses([claim.doc_id]).values()
        return explain_claim(claim, analysis, answered, language)

    def _paths(self, docs: set[DocId]) -> Mapping[DocId, str]:
        return self._store.paths_of(sorted(docs))

    def paths(self) -> tuple[str, ...]:
        """The paths of all reports, sorted."""
        return tuple(sorted(self._store.paths_of(self._store.all_doc_ids()).values()))

    def problems(self) -> tuple[InputProblem, ...]:
        """Inputs that are no stored report."""
        return self._store.problems()

    def warnings(self) -> tuple[ReportWarning, ...]:
        """What is odd about stored reports."""
        return list_warnings(self._store.warned_reports())

    def drops(self) -> tuple[DropDetail, ...]:
        """What was found and not coded, in the order of the reports' paths."""
        analyses = self._store.load_analyses(self._store.all_doc_ids()).values()
        return tuple(
            DropDetail(analysis.report.path, drop, analysis.report.text[drop.start : drop.end])
            for analysis in sorted(analyses, key=lambda one: one.report.path)
            for drop in sorted(analysis.drops)
        )

    def _judgements(self) -> tuple[Judgement, ...]:
        if self._log is None:
            self._log = self._store.judgements()
        return self._log

    # rows with the field names of the export contract

    def incident_row(self, incident: Incident) -> JsonObject:
        """A row of `incidents.jsonl`."""
        return self._encoder.incident(incident, self._paths(set(incident.documents)), self._judgements())

    def detail_row(self, detail: IncidentDetail) -> JsonObject:
        """A row of `incidents.jsonl` with its claims and relations."""
        judgements = self._judgements()
        row = self._encoder.incident(detail.incident, detail.path_of, judgements)
        claims = [self._encoder.claim(c, detail.path_of[c.doc_id], judgements) for c in detail.claims]
        return row | {"claims": [*claims], "relations": [self._encoder.relation(r) for r in detail.relations]}

    def claim_row(self, detail: ClaimDetail) -> JsonObject:
        """A row of `claims.jsonl`."""
        return self._encoder.claim(detail.claim, detail.path, self._judgements())

    def problem_row(self, problem: InputProblem) -> JsonObject:
        """A row of `problems.jsonl`."""
        return self._encoder.problem(problem)

    def drop_row(self, detail: DropDetail) -> JsonObject:
        """An element of `drops[]` with its path and words."""
        drop = detail.drop
        return {
            "path": detail.path,
            "start": drop.start,
            "end": drop.end,
            "stage": drop.stage,
            "reason": drop.reason,
            "text": detail.words,
        }
