"""Lines of the files beyond the contract, with which a dump can be built upon.

`analyses.jsonl` (per report), `episodes.jsonl`, `inputs.jsonl`: sorted by id or path like the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from toldby.adapters.exports.encode import encode_set, encode_strings
from toldby.application.codec import JsonObject, JsonValue, codec_for, diff_json
from toldby.application.ledger_rows import StoredInput
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Episode


def encode_analysis(analysis: ReportAnalysis, key: str, claims: Mapping[ClaimId, Claim]) -> JsonObject:
    """What is known of a report beside its lines in the other files.

    `own` says, per claim, how the claim of the report alone differs from the claim in force.
    """
    report = analysis.report
    own = {claim.claim_id: _diff_claim(claims[claim.claim_id], claim) for claim in analysis.claims}
    return {
        "doc_id": report.doc_id,
        "path": report.path,
        "analysis_key": key,
        "packs": encode_strings(analysis.packs),
        "source_map": [list(anchor) for anchor in report.source_map.anchors],
        "fingerprints": [[f"{f.value:016x}", f.start, f.end] for f in analysis.fingerprints],
        "claims": encode_strings(claim.claim_id for claim in analysis.claims),
        "episodes": encode_strings(episode.episode_id for episode in analysis.episodes),
        "own": {claim_id: diff for claim_id, diff in own.items() if diff is not None},
    }


def _diff_claim(in_force: Claim, own: Claim) -> JsonValue:
    if in_force == own:
        return None
    codec = codec_for(Claim)
    return diff_json(cast(JsonObject, codec.to_json(in_force)), cast(JsonObject, codec.to_json(own)))


def encode_episode(episode: Episode, keys: frozenset[str]) -> JsonObject:
    """An episode with its blocking keys; empty fields are left out of `episode`."""
    return {
        "episode_id": episode.episode_id,
        "doc_id": episode.doc_id,
        "keys": encode_set(keys),
        "episode": codec_for(Episode).to_json(episode),
    }


def encode_input(path: str, stored: StoredInput) -> JsonObject:
    """What became of an input."""
    return {"path": path, "sha256": stored.sha256, "doc_id": stored.doc_id}
