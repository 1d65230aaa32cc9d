"""Re-applies people's corrections of claims and reports; the machine's values are kept beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from toldby.domain.claims import Claim, Speaker, Stance
from toldby.domain.ids import ClaimId, JudgementId
from toldby.domain.judgements import Judgement, standing
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Proposition
from toldby.domain.text import DateEvidence, DocumentDate, Report


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A person's word on one row: `reviewed` and `machine.values` of the export.

    `machine_values` holds the machine's own values of exactly the corrected fields, as JSON text.
    """

    judgement_id: JudgementId
    fields: tuple[str, ...]
    machine_values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Change:
    claim: Claim
    before: str | None


def review_claims(
    claims: tuple[Claim, ...], judgements: tuple[Judgement, ...], lexicon: Lexicon
) -> tuple[tuple[Claim, ...], dict[str, Reviewed]]:
    """Claims with the values in force, and what a person said of which claim.

    Verdicts: accept, correct (a field), reject (the claim tells no happening). Later ones win.
    """
    rows = [j for j in standing(judgements) if j.on_kind == "claim" and j.verdict in _VERDICTS]
    reviewed: dict[str, Reviewed] = {}
    by_id = {claim.claim_id: claim for claim in claims}
    for row in rows:
        claim = _find_claim(row, by_id)
        if claim is not None:
            change = _apply(claim, row, lexicon)
            by_id[claim.claim_id] = change.claim
            reviewed[claim.claim_id] = _note(reviewed.get(claim.claim_id), row, change)
    return tuple(by_id[claim.claim_id] for claim in claims), reviewed


_VERDICTS = ("accept", "correct", "reject")


def _find_claim(row: Judgement, by_id: dict[ClaimId, Claim]) -> Claim | None:
    return next((by_id[ClaimId(i)] for i in row.on_ids if i in by_id), None)


def _note(earlier: Reviewed | None, row: Judgement, change: _Change) -> Reviewed:
    fields = set(earlier.fields if earlier else ())
    values = dict(earlier.machine_values if earlier else ())
    field = "proposition" if row.verdict == "reject" else row.on_field
    if row.verdict != "accept" and field is not None:
        fields.add(field)
        values.setdefault(field, json.dumps(change.before, ensure_ascii=False, sort_keys=True))
    return Reviewed(row.judgement_id, tuple(sorted(fields)), tuple(sorted(values.items())))


def _apply(claim: Claim, row: Judgement, lexicon: Lexicon) -> _Change:
    if row.verdict == "reject":
        told = claim.proposition
        return _Change(replace(claim, propositions=()), told.type if told is not None else None)
    if row.verdict != "correct" or row.on_field is None:
        return _Change(claim, None)
    read = json.loads(row.value) if row.value is not None else None
    value = read if isinstance(read, str) else None
    setter = _SETTERS.get(row.on_field.split(".")[-1])
    return setter(claim, value, lexicon) if setter is not None else _Change(claim, None)


def _set_stance(claim: Claim, value: str | None, lexicon: Lexicon) -> _Change:
    if value not in {each.value for each in Stance}:
        return _Change(claim, claim.stance.value)
    return _Change(replace(claim, stance=Stance(value)), claim.stance.value)


def _set_speaker(claim: Claim, value: str | None, lexicon: Lexicon) -> _Change:
    """An actor id, or null for nobody named; the end of the chain follows."""
    before = claim.speaker.id if claim.speaker is not None else None
    if value is None:
        return _Change(replace(claim, speaker=None), before)
    actor = lexicon.actor_by_id.get(value)
    name = actor.name if actor is not None else value
    speaker = Speaker(value, name, actor.side if actor is not None else None, "name")
    chain = claim.chain
    if chain and chain[-1].id == before:
        chain = (*chain[:-1], replace(chain[-1], id=speaker.id, name=name))
    return _Change(replace(claim, speaker=speaker, chain=chain), before)


def _set_commitment(claim: Claim, value: str | None, lexicon: Lexicon) -> _Change:
    return _Change(replace(claim, commitment=value), claim.commitment)


def _set_main(claim: Claim, change: Callable[[Proposition], Proposition]) -> Claim:
    if not claim.propositions:
        return claim
    return replace(claim, propositions=(change(claim.propositions[0]), *claim.propositions[1:]))


def _set_type(claim: Claim, value: str | None, lexicon: Lexicon) -> _Change:
    before = claim.proposition.type if claim.proposition is not None else None
    if claim.proposition is None and value is not None:
        return _Change(replace(claim, propositions=(Proposition(value, "asserted"),)), None)
    return _Change(_set_main(claim, lambda p: replace(p, type=value)), before)


def _set_status(claim: Claim, value: str | None, lexicon: Lexicon) -> _Change:
    before = claim.proposition.status if claim.proposition is not None else None
    return _Change(_set_main(claim, lambda p: replace(p, status=value or p.status)), before)


def _set_start(claim: Claim, value: str | None, lexicon: Lexicon) -> _Change:
    before = claim.proposition.when.start if claim.proposition is not None else None
    return _Change(_set_main(claim, lambda p: replace(p, when=replace(p.when, start=value, candidates=()))), before)


def _set_end(claim: Claim, value: str | None, lexicon: Lexicon) -> _Change:
    before = claim.proposition.when.end if claim.proposition is not None else None
    return _Change(_set_main(claim, lambda p: replace(p, when=replace(p.when, end=value, candidates=()))), before)


_SETTERS: dict[str, Callable[[Claim, str | None, Lexicon], _Change]] = {
    "stance": _set_stance,
    "speaker": _set_speaker,
    "commitment": _set_commitment,
    "type": _set_type,
    "status": _set_status,
    "start": _set_start,
    "end": _set_end,
}


def review_report(report: Report, judgements: tuple[Judgement, ...]) -> tuple[Report, Reviewed | None]:
    """The report with the publication date a person gave: a day, or [earliest, latest]."""
    rows = [
        j
        for j in standing(judgements)
        if j.on_kind == "document" and j.on_field == "published" and report.doc_id in j.on_ids and j.value
    ]
    if not rows:
        return report, None
    row = rows[-1]
    value = json.loads(row.value or "null")
    earliest, latest = value if isinstance(value, list) else (value, value)
    evidence = (DateEvidence("user", f"{earliest}/{latest}" if earliest != latest else str(earliest)),)
    before = [report.published.earliest, report.published.latest]
    published = DocumentDate(earliest, latest, "user", evidence + report.published.evidence)
    kept = tuple(p for p in report.problems if p.code != "no_date")
    reviewed = Reviewed(row.judgement_id, ("published",), (("published", json.dumps(before)),))
    return replace(report, published=published, problems=kept), reviewed


def apply_judgements(
    report: Report, claims: tuple[Claim, ...], judgements: tuple[Judgement, ...], lexicon: Lexicon
) -> tuple[Report, tuple[Claim, ...], dict[str, Reviewed]]:
    """Report and claims with the values in force; `Reviewed` by claim id or document id."""
    dated, published = review_report(report, judgements)
    told, reviewed = review_claims(claims, judgements, lexicon)
    if published is not None:
        reviewed[report.doc_id] = published
    return dated, told, reviewed
