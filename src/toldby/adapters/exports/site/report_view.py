"""What the page of one report lists beside its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from toldby.adapters.exports.site.index import LedgerIndex, find_words
from toldby.adapters.exports.site.phrases import (
    describe_chain,
    describe_proposition,
    describe_speaker,
    read_quote,
    shorten,
)
from toldby.adapters.exports.site.words import name_flags, name_relation
from toldby.domain.claims import Claim
from toldby.domain.text import Report, Span

_OWN, _NOBODY = "o", "?"


@dataclass(frozen=True)
class ListedClaim:
    """One claim in the list; `answers` are (label, relation, link)."""

    id: str
    tag: str
    speaker: str
    side: str | None
    stance: str
    flags: str
    quote: str
    is_marked: bool
    told: tuple[str, ...]
    incidents: tuple[str, ...]
    answers: tuple[tuple[str, str, str], ...]
    reason: str
    chain: str


def tag_claims(claims: Sequence[Claim]) -> dict[str, str]:
    """Claim id -> short tag in reading order: a letter per speaker (own voice "o") and a number."""
    free = [letter for letter in ascii_lowercase if letter != _OWN]
    letters: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    tags: dict[str, str] = {}
    for claim in claims:
        letter = _OWN if claim.voice == "narrator" else _NOBODY
        if claim.speaker is not None and claim.voice != "narrator":
            who = claim.speaker.id or claim.speaker.name
            letter = letters.setdefault(who, free[len(letters) % len(free)])
        numbers[letter] += 1
        tags[claim.claim_id] = f"{letter}{numbers[letter]}"
    return tags


def list_claim(index: LedgerIndex, claim: Claim, tags: Mapping[str, str]) -> ListedClaim:
    """A claim with everything the ledger says of it."""
    answers = []
    for target, relation in zip(claim.targets, claim.target_relations, strict=True):
        other = index.claims.get(target)
        if other is not None:
            label = tags.get(target) or index.path_of(other.doc_id)
            answers.append((label, name_relation(relation), index.link_to(other)))
    return ListedClaim(
        id=claim.claim_id, tag=tags[claim.claim_id], speaker=describe_speaker(claim),
        side=claim.speaker.side if claim.speaker else None, stance=claim.stance.value, flags=name_flags(claim.flags),
        quote=read_quote(index, claim), is_marked=bool(find_words(claim)),
        told=tuple(t for t in map(describe_proposition, claim.propositions) if t),
        incidents=tuple(index.short_ids[i] for i in claim.incident_ids if i in index.short_ids),
        answers=tuple(answers), reason=claim.reason, chain=describe_chain(claim),
    )  # fmt: skip


def list_shared(index: LedgerIndex, report: Report) -> list[tuple[str, str]]:
    """Reports with which this one shares words beyond set phrases: path and page."""
    others = set()
    for pair in index.ledger.reuse:
        if report.doc_id in (pair.a, pair.b) and pair.kind != "formula":
            others.add(pair.b if pair.a == report.doc_id else pair.a)
    return sorted((index.path_of(o), index.page_names[o]) for o in others)


def list_drops(index: LedgerIndex, report: Report) -> list[tuple[str, str]]:
    """What was found and not coded: the words and the reason."""
    drops = index.analyses[report.doc_id].drops
    return [(shorten(Span(d.start, d.end).read(report.text), 160), d.reason) for d in drops]
