"""A learned judge beside the rules: it rates what they made and sets aside what it rates too low."""

from __future__ import annotations

from dataclasses import replace

from toldby.domain.claim_judge import ClaimJudge
from toldby.domain.claims import Claim
from toldby.domain.text import Drop

STAGE = "attribute"


def judge_claims(claims: tuple[Claim, ...], text: str, judge: ClaimJudge) -> tuple[tuple[Claim, ...], tuple[Drop, ...]]:
    """The attributed claims with a confidence; those set aside become drops.

    The rules keep the veto: nothing is added, and a claim that another one stands in or answers stays.
    """
    needed = {claim.parent for claim in claims} | {target for claim in claims for target in claim.targets}
    kept: list[Claim] = []
    drops: list[Drop] = []
    for claim in claims:
        if claim.voice != "attributed":
            kept.append(claim)
            continue
        rate = round(judge.rate(claim, text), 3)
        if rate < judge.threshold and claim.claim_id not in needed:
            span = (claim.cue or claim.content or claim.source)[0]
            reason = (
                f"judged_unlikely: {claim.machine.rule} rated {rate} by {judge.name}, {judge.threshold} is asked for"
            )
            drops.append(Drop(span.start, span.end, STAGE, reason))
        else:
            kept.append(replace(claim, machine=replace(claim.machine, confidence=rate)))
    return tuple(kept), tuple(drops)
