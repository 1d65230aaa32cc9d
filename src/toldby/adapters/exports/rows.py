"""Single rows with the field names of the export contract, for `--json` and the API."""

from __future__ import annotations

from collections.abc import Mapping

from toldby.adapters.exports.encode import encode_problem, encode_relation
from toldby.adapters.exports.encode_claim import encode_claim
from toldby.adapters.exports.encode_incident import encode_incident
from toldby.adapters.exports.review import Reviews, apply_reviews, group_reviews
from toldby.application.codec import JsonObject
from toldby.domain.claims import Claim
from toldby.domain.ids import DocId
from toldby.domain.incidents import Incident, Relation
from toldby.domain.judgements import Judgement
from toldby.domain.text import InputProblem


class ContractRows:
    """Rows as `jsonl.py` writes them, reviewed values in force."""

    def __init__(self) -> None:
        self._grouped: tuple[tuple[Judgement, ...], Reviews] = ((), {})

    def _reviews(self, judgements: tuple[Judgement, ...]) -> Reviews:
        """Grouped once for all rows of one log."""
        if self._grouped[0] is not judgements:
            self._grouped = (judgements, group_reviews(judgements))
        return self._grouped[1]

    def incident(
        self, incident: Incident, path_of: Mapping[DocId, str], judgements: tuple[Judgement, ...]
    ) -> JsonObject:
        """A row of `incidents.jsonl`."""
        row = encode_incident(incident, path_of)
        return apply_reviews(row, row, self._reviews(judgements).get(("incident", incident.anchor), ()))

    def claim(self, claim: Claim, path: str, judgements: tuple[Judgement, ...]) -> JsonObject:
        """A row of `claims.jsonl`."""
        row = encode_claim(claim, path)
        return apply_reviews(row, row, self._reviews(judgements).get(("claim", claim.claim_id), ()))

    def relation(self, relation: Relation) -> JsonObject:
        """A row of `relations.jsonl`."""
        return encode_relation(relation)

    def problem(self, problem: InputProblem) -> JsonObject:
        """A row of `problems.jsonl`."""
        return encode_problem(problem)
