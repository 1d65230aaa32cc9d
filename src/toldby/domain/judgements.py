"""A person's decision: append-only, chained by hash; undo is a new row."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.domain.ids import JudgementId, hash_content


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict`: accept correct reject add merge split same different mirror note undo.

    `on_kind`: claim incident relation origin place document; incidents are named by their anchor
    claim. `value` is JSON text or None. `when` is UTC with `Z`. `prev_hash` chains the log.
    """

    judgement_id: JudgementId
    verdict: str
    on_kind: str
    on_ids: tuple[str, ...]
    on_field: str | None
    value: str | None
    who: str
    when: str
    why: str | None
    supersedes: str | None
    prev_hash: str | None


def name_judgement(judgement: Judgement) -> JudgementId:
    """Hash of everything but the id itself; it is also the `prev_hash` of the next row."""
    j = judgement
    return JudgementId(
        hash_content(
            "judgement",
            j.verdict,
            j.on_kind,
            j.on_ids,
            j.on_field,
            j.value,
            j.who,
            j.when,
            j.why,
            j.supersedes,
            j.prev_hash,
        )
    )


def standing(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """The judgements in force, oldest first: undone rows and their undo rows are left out."""
    undone = {j.supersedes for j in judgements if j.verdict == "undo"}
    rows = [j for j in judgements if j.verdict != "undo" and j.judgement_id not in undone]
    return tuple(sorted(rows, key=lambda j: (j.when, j.judgement_id)))
