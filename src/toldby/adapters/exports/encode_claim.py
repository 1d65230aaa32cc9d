"""Lines of `claims.jsonl`.

Keys beyond the contract: `further_propositions`, and in a proposition `attributes`, `candidates`, `partial`,
`trigger` and the `span` of each count.
"""

from __future__ import annotations

from toldby.adapters.exports.encode import encode_set, encode_spans, encode_strings
from toldby.application.codec import JsonObject, JsonValue
from toldby.domain.claims import ActorAt, Claim, MachineNotes, Speaker
from toldby.domain.propositions import Count, Party, Proposition


def encode_claim(claim: Claim, path: str) -> JsonObject:
    """A line of `claims.jsonl` with the machine's values; `review.py` puts reviewed ones in force."""
    pairs = sorted(zip(claim.targets, claim.target_relations, strict=True))
    propositions = [_encode_proposition(p) for p in claim.propositions]
    return {
        "claim_id": claim.claim_id,
        "doc_id": claim.doc_id,
        "path": path,
        "voice": claim.voice,
        "directness": claim.directness,
        "stance": claim.stance.value,
        "commitment": claim.commitment,
        "source": encode_spans(claim.source),
        "cue": encode_spans(claim.cue),
        "content": encode_spans(claim.content),
        "text": claim.text,
        "speaker": _encode_speaker(claim.speaker),
        "inferred_speaker": _encode_speaker(claim.inferred_speaker),
        "chain": [{"role": c.role, "id": c.id, "name": c.name, "status": c.status, "via": c.via} for c in claim.chain],
        "parent": claim.parent,
        "targets": encode_strings(target for target, _ in pairs),
        "target_relations": encode_strings(relation for _, relation in pairs),
        "flags": encode_set(claim.flags),
        "proposition": propositions[0] if propositions else None,
        "further_propositions": propositions[1:],
        "episode_id": claim.episode_id,
        "incident_ids": encode_set(claim.incident_ids),
        "origin_id": claim.origin_id,
        "reason": claim.reason,
        "machine": _encode_machine(claim.machine),
        "reviewed": None,
    }


def _encode_speaker(speaker: Speaker | None) -> JsonValue:
    if speaker is None:
        return None
    return {"id": speaker.id, "name": speaker.name, "side": speaker.side, "resolved_by": speaker.resolved_by}


def _encode_machine(machine: MachineNotes) -> JsonValue:
    return {
        "rule": machine.rule,
        "entry": machine.entry,
        "confidence": None if machine.confidence is None else round(float(machine.confidence), 3),
        "against": [_encode_actor_at(one) for one in machine.against],
        "addressee": [_encode_actor_at(one) for one in machine.addressee],
        "alternatives": [encode_spans(spans) for spans in machine.alternatives],
        "likely_upstream": encode_set(machine.likely_upstream),
        "values": {},
    }


def _encode_actor_at(one: ActorAt) -> JsonValue:
    return {"span": [one.start, one.end], "actor": one.actor}


def _encode_proposition(one: Proposition) -> JsonValue:
    return {
        "type": one.type,
        "status": one.status,
        "start": one.when.start,
        "end": one.when.end,
        "date_precision": one.when.precision,
        "candidates": [list(pair) for pair in one.when.candidates],
        "partial": one.when.partial,
        "places": [
            {"place_id": p.place_id, "text": p.text, "start": p.start, "end": p.end, "relation": p.relation}
            for p in one.places
        ],
        "agents": [_encode_party(party) for party in one.agents],
        "patients": [_encode_party(party) for party in one.patients],
        "counts": [encode_count(count) | {"span": [count.start, count.end]} for count in one.counts],
        "means": one.means,
        "object": one.object,
        "attributes": dict(one.attributes),
        "trigger": None if one.trigger is None else list(one.trigger),
    }


def _encode_party(party: Party) -> JsonValue:
    return {"id": party.id, "name": party.name, "side": party.side, "words": party.words}


def encode_count(count: Count) -> JsonObject:
    """A count without its span."""
    return {
        "what": count.what,
        "side": count.side,
        "kind": count.kind,
        "victim_status": count.victim_status,
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier,
    }
