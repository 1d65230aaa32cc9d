"""Single rows with the field names of the export contract, for `--json` and the API."""

from __future__ import annotations

from collections.abc import Mapping

from toldby.adapters.exports.encode import encode_problem, encode_relation
from toldby.adapters.exports.encode_claim import encode_claim
from toldby.adapters.exports.encode_incident import encode_incident
from toldby.adapters.exports.review import apply_reviews, group_reviews
from toldby.application.codec import JsonObject
from toldby.domain.claims import Claim
from toldby.domain.ids import DocId
from toldby.domain.incidents import Incident, Relation
from toldby.domain.judgements import Judgement
from toldby.domain.text import InputProblem


class ContractRows:
    """Rows as `jsonl.py` writes them, reviewed values in force."""

    def incident(
        self, incident: Incident, path_of: Mapping[DocId, str], judgements: tuple[Judgement, ...]
    ) -> JsonObject:
        """A row of `incidents.jsonl`."""
        row = encode_incident(incident, path_of)
        return apply_reviews(row, row, group_reviews(judgements).get(("incident", incident.anchor), ()))

    def claim(self, claim: Claim, path: str, judgements: tuple[Judgement, ...]) -> JsonObject:
        """A row of `claims.jsonl`."""
        row = encode_claim(claim, path)
        return apply_reviews(row, row, group_reviews(judgements).get(("claim", claim.claim_id), ()))

    def relation(self, relation: Relation) -> JsonObject:
        """A row of `relations.jsonl`."""
        return encode_relation(relation)

    def problem(self, problem: InputProblem) -> JsonObject:
        """A row of `problems.jsonl`."""
        return encode_problem(problem)
