"""Folds the end of a claim's chain to its origin: one voice, however often it is repeated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from toldby.domain.actors import Actor
from toldby.domain.claims import ChainLink, Claim, Speaker
from toldby.domain.ids import ClaimId, OriginId, hash_content
from toldby.domain.incidents import Origin
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report

JOINT = "+"
"""Joins the ids of institutions that speak together in one claim."""


class Voice(NamedTuple):
    """An origin: id, kind (named described own_voice unknown), name, pack or text id, side."""

    origin_id: OriginId
    kind: str
    name: str
    actor_id: str | None
    side: str | None

    @property
    def is_somebody(self) -> bool:
        """Somebody speaks, named or described; not a report in its own voice."""
        return self.kind in ("named", "described")


def origin_of(claim: Claim, report: Report, lexicon: Lexicon) -> Voice:
    """Who stands at the end of the chain, after folding a command to its ministry and so on."""
    if claim.voice == "narrator":
        return _own_voice(_last_outlet(claim.chain) or report.outlet, report, lexicon)
    last = claim.chain[-1] if claim.chain else None
    if last is not None and last.role in ("outlet", "agency") and last.id in lexicon.outlet_by_id:
        return _own_voice(last.id, report, lexicon)
    speaker = _find_speaker(claim, last)
    if speaker is None or speaker.id is None:
        return _unknown(claim, report)
    return name_voice(speaker, report, lexicon)


def _last_outlet(chain: tuple[ChainLink, ...]) -> str | None:
    ids = [link.id for link in chain if link.role in ("outlet", "agency") and link.id is not None]
    return ids[-1] if ids else None


def _find_speaker(claim: Claim, last: ChainLink | None) -> Speaker | None:
    if last is None or last.id is None or last.role in ("outlet", "artifact"):
        return claim.speaker
    if claim.speaker is not None and claim.speaker.id == last.id:
        return claim.speaker
    side = claim.speaker.side if claim.speaker else None
    return Speaker(last.id, last.name or last.id, side, "name")


def name_voice(speaker: Speaker, report: Report, lexicon: Lexicon) -> Voice:
    """The voice of a resolved speaker; unnamed witnesses are kept apart report by report."""
    actor_id = speaker.id or ""
    if JOINT in actor_id:
        parts = sorted({fold_actor(each, report, lexicon) for each in actor_id.split(JOINT)})
        return Voice(_name_origin("named", JOINT.join(parts)), "named", speaker.name, JOINT.join(parts), speaker.side)
    folded = fold_actor(actor_id, report, lexicon)
    actor = lexicon.actor_by_id.get(folded)
    if actor is not None:
        return Voice(_name_origin("named", folded), "named", actor.name, folded, actor.side)
    if speaker.resolved_by in ("name", "alias", "metonym") or not actor_id.startswith("text:"):
        return Voice(_name_origin("named", folded), "named", speaker.name, folded, speaker.side)
    if speaker.name.lower() in lexicon.language.group("vague_sources"):
        return Voice(_name_origin("unknown", report.doc_id, folded), "unknown", speaker.name, None, None)
    kind, name = "described", speaker.name
    return Voice(_name_origin(kind, report.doc_id, folded), kind, name, None, speaker.side)


def fold_actor(actor_id: str, report: Report, lexicon: Lexicon) -> str:
    """A command becomes its ministry, a press service its authority, a spokesperson the office held.

    Folding stops below the state: two bodies of one state stay two voices.
    """
    current = lexicon.actor_by_id.get(actor_id)
    seen: set[str] = set()
    while current is not None and current.id not in seen:
        seen.add(current.id)
        above = lexicon.actor_by_id.get(_find_superior(current, report) or "")
        if above is None or above.kind == "state":
            return current.id
        current = above
    return current.id if current is not None else actor_id


def _find_superior(actor: Actor, report: Report) -> str | None:
    day = report.published.latest or report.published.earliest
    for role in actor.roles:
        begun = role.valid_from is None or day is None or role.valid_from <= day
        lasts = role.valid_to is None or day is None or day[:10] <= role.valid_to
        if role.of is not None and begun and lasts:
            return role.of
    return actor.parent


def is_whole_side(voice: Voice, lexicon: Lexicon) -> bool:
    """The words name a state or side as such, not one of its bodies."""
    actor = lexicon.actor_by_id.get(voice.actor_id or "")
    return actor is not None and actor.kind == "state"


def _own_voice(outlet: str | None, report: Report, lexicon: Lexicon) -> Voice:
    known = lexicon.outlet_by_id.get(outlet or "")
    owner = known.owner if known is not None and known.owner in lexicon.outlet_by_id else None
    key = owner or outlet
    name = known.names[0] if known is not None and known.names else outlet or report.path
    side = known.side if known is not None else None
    origin_id = _name_origin("own_voice", key) if key else _name_origin("own_voice", None, report.doc_id)
    return Voice(origin_id, "own_voice", name, None, side)


def _unknown(claim: Claim, report: Report) -> Voice:
    words = claim.speaker.name if claim.speaker is not None else "nobody named"
    return Voice(_name_origin("unknown", report.doc_id), "unknown", words, None, None)


def _name_origin(*parts: str | None) -> OriginId:
    return OriginId(hash_content("origin", *parts))


def make_origin(origin_id: OriginId, head: Claim, report: Report, lexicon: Lexicon) -> Origin:
    """The row of an origin by its first claim, which alone is named as a member; `list_members` adds the others."""
    voice = origin_of(head, report, lexicon)
    camp = lexicon.camp_of(voice.side)
    return Origin(origin_id, voice.name, voice.actor_id, voice.kind, voice.side, camp, (head.claim_id,), "")


def list_members(origins: Iterable[Origin], claims: Iterable[Claim]) -> tuple[Origin, ...]:
    """The rows with all claims in force that end at them, sorted by id."""
    members: dict[OriginId, list[ClaimId]] = {}
    for claim in claims:
        if claim.origin_id is not None:
            members.setdefault(claim.origin_id, []).append(claim.claim_id)
    return tuple(_add_members(origin, tuple(sorted(members.get(origin.origin_id, ())))) for origin in origins)


def _add_members(origin: Origin, members: tuple[ClaimId, ...]) -> Origin:
    rules = {"named": "origin.same-actor", "described": "origin.described", "own_voice": "origin.own-voice"}
    rule = rules.get(origin.kind, "origin.nobody-named")
    many = "claim ends" if len(members) == 1 else "claims end"
    reason = f"{rule}: {len(members)} {many} at {origin.actor_id or origin.name}"
    return replace(origin, members=members, reason=reason)
