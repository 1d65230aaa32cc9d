"""Rows of a store put together to the ledger in the order of the export; laws every store keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toldby.application.ledger_rows import StoredInput
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.errors import StoreConflict
from toldby.domain.ids import DocId, IncidentId, JudgementId, OriginId
from toldby.domain.incidents import Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement, name_judgement
from toldby.domain.ledger import Ledger, Manifest
from toldby.domain.text import InputProblem

PACK = "pack:"
LOCAL = "local:"


def relation_order(relation: Relation) -> tuple[str, str, str, str, str, str, str]:
    """Order of `relations.jsonl`; an unknown id sorts first."""
    r = relation
    return (r.incident_id or "", r.slot, r.kind, r.a or "", r.b or "", r.camp or "", r.reason)


def problem_order(problem: InputProblem) -> tuple[str, str, str]:
    """Order of `problems.jsonl`."""
    return (problem.path, problem.member or "", problem.code)


def verify_chain(head: str | None, judgements: Iterable[Judgement]) -> None:
    """Every row names the one before it and is named by the hash of its content.

    Raises StoreConflict at the first row that does not.
    """
    for row in judgements:
        if row.prev_hash != head:
            raise StoreConflict(f"judgement {row.judgement_id} follows {row.prev_hash}, but the log ends at {head}")
        if row.judgement_id != name_judgement(row):
            raise StoreConflict(f"judgement {row.judgement_id}: its content was changed, the hash does not fit")
        head = row.judgement_id


def make_manifest(
    settings: Mapping[str, str], inputs: Mapping[str, StoredInput], judgement_head: JudgementId | None
) -> Manifest:
    """What the results depend on, from settings (`version`, `pack:…`, others) and inputs."""
    packs = {name.removeprefix(PACK): value for name, value in settings.items() if name.startswith(PACK)}
    others = {
        name: value for name, value in settings.items() if name != "version" and not name.startswith((PACK, LOCAL))
    }
    hashes = {path: one.sha256 for path, one in inputs.items() if one.sha256 is not None}
    return Manifest(
        version=settings.get("version", ""),
        packs=tuple(sorted(packs.items())),
        inputs=tuple(sorted(hashes.items())),
        settings=tuple(sorted(others.items())),
        judgement_head=judgement_head,
    )


def gather_ledger(
    *,
    analyses: Iterable[ReportAnalysis],
    claims: Iterable[Claim],
    incidents: Iterable[Incident],
    relations: Iterable[Relation],
    reuse: Iterable[ReusePair],
    origins: Iterable[Origin],
    judgements: Iterable[Judgement],
    problems: Iterable[InputProblem],
    inputs: Mapping[str, StoredInput],
    settings: Mapping[str, str],
    main_incidents: Mapping[DocId, IncidentId],
) -> Ledger:
    """One ledger; its order does not depend on the order in which rows were stored."""
    log = tuple(judgements)
    return Ledger(
        analyses=tuple(sorted(analyses, key=lambda one: one.report.doc_id)),
        claims=tuple(sorted(claims, key=lambda one: one.claim_id)),
        incidents=tuple(sorted(incidents, key=lambda one: one.incident_id)),
        relations=tuple(sorted(relations, key=relation_order)),
        reuse=tuple(sorted(reuse, key=lambda one: (one.a, one.b, one.kind))),
        origins=tuple(sorted(origins, key=_origin_order)),
        judgements=log,
        problems=tuple(sorted(problems, key=problem_order)),
        manifest=make_manifest(settings, inputs, log[-1].judgement_id if log else None),
        main_incidents=tuple(sorted(main_incidents.items())),
    )


def _origin_order(origin: Origin) -> OriginId:
    return origin.origin_id
