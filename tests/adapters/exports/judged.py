"""A ledger with a person's decision on its first claim."""

from __future__ import annotations

from dataclasses import replace

from toldby.domain.ids import JudgementId
from toldby.domain.judgements import Judgement, name_judgement
from toldby.domain.ledger import Ledger


def judge_claim(ledger: Ledger, verdict: str, why: str, when: str = "2026-01-05T10:12:00Z") -> Ledger:
    claim = min(ledger.claims, key=lambda c: c.claim_id)
    row = Judgement(JudgementId(""), verdict, "claim", (claim.claim_id,), None, None, "anna", when, why, None, None)
    return replace(ledger, judgements=(*ledger.judgements, replace(row, judgement_id=name_judgement(row))))
