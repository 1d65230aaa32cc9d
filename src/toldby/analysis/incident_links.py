"""Links between incidents: mirror accounts, parts, reasons, and acts told as two of one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from toldby.analysis.compare.parties import camps_of
from toldby.analysis.ties import is_mirror, is_part
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, IncidentId
from toldby.domain.incidents import Episode, Incident, IncidentLink
from toldby.domain.judgements import Judgement, standing
from toldby.domain.lexicon import Lexicon

Named = tuple[IncidentId, ClaimId]
"""An incident and its anchor claim."""


def find_mirrors(
    full: list[tuple[Episode, ...]], judgements: tuple[Judgement, ...], lexicon: Lexicon
) -> tuple[tuple[int, int], ...]:
    """Pairs of groups with mirror episodes, or that a person called mirror accounts."""
    asked = [frozenset(j.on_ids) for j in standing(judgements) if j.verdict == "mirror"]
    rows = [j for j in standing(judgements) if j.on_kind == "incident" and j.verdict == "different"]
    refused = [frozenset(j.on_ids) for j in rows]
    found = []
    for i, j in combinations(range(len(full)), 2):
        mine, theirs = _claim_ids(full[i]), _claim_ids(full[j])
        proposed = any(is_mirror(a, b, lexicon) for a in full[i] for b in full[j] if a.core and b.core)
        if any(_names_both(pair, mine, theirs) for pair in refused):
            continue
        if proposed or any(_names_both(pair, mine, theirs) for pair in asked):
            found.append((i, j))
    return tuple(found)


def _names_both(pair: frozenset[str], a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(pair & a) and bool(pair & b)


def _claim_ids(episodes: Iterable[Episode]) -> frozenset[str]:
    return frozenset(part.claim_id for e in episodes for part in e.core)


def find_links(
    full: list[tuple[Episode, ...]],
    claims: Mapping[ClaimId, Claim],
    mirrors: tuple[tuple[int, int], ...],
    lexicon: Lexicon,
) -> dict[int, set[tuple[str, int]]]:
    """All links between groups, by index: mirror links in both directions."""
    links: dict[int, set[tuple[str, int]]] = {}
    for i, j in mirrors:
        links.setdefault(i, set()).add(("mirror_account_of", j))
        links.setdefault(j, set()).add(("mirror_account_of", i))
    for i in range(len(full)):
        for j in range(len(full)):
            if i != j:
                links.setdefault(i, set()).update((kind, j) for kind in _link_kinds(full[i], full[j], claims, lexicon))
    return links


def _link_kinds(
    a: tuple[Episode, ...], b: tuple[Episode, ...], claims: Mapping[ClaimId, Claim], lexicon: Lexicon
) -> frozenset[str]:
    kinds: set[str] = set()
    for x in a:
        for y in b:
            if x.doc_id != y.doc_id:
                continue
            kinds |= {"part_of"} if is_part(x, y, lexicon) else set()
            kinds |= {"justified_by"} if _is_justified(x, y, claims, lexicon) else set()
            apart = x.episode_id in y.not_same_as or y.episode_id in x.not_same_as
            kinds |= {"same_day_as"} if apart and _share_day(x, y) else set()
    return frozenset(kinds)


def _share_day(a: Episode, b: Episode) -> bool:
    days = {(w.start or "")[:10] for w in a.whens} & {(w.start or "")[:10] for w in b.whens}
    return bool(days - {""})


def _is_justified(a: Episode, b: Episode, claims: Mapping[ClaimId, Claim], lexicon: Lexicon) -> bool:
    """One claim tells an act of its own side and, as the reason, what the other side is said to do."""
    theirs = {p.claim_id: p.index for p in b.core}
    for part in a.core:
        claim = claims.get(part.claim_id)
        if claim is None or claim.speaker is None or part.claim_id not in theirs:
            continue
        camp = lexicon.camp_of(claim.speaker.side)
        own = camps_of(claim.propositions[part.index].agents, lexicon)
        reason = claim.propositions[theirs[part.claim_id]]
        other = camps_of(reason.agents, lexicon)
        if camp is not None and own == {camp} and other and camp not in other and reason.status == "alleged":
            return True
    return False


def name_links(links: Iterable[tuple[str, int]], named: list[Named]) -> tuple[IncidentLink, ...]:
    """Links by incident id instead of index."""
    return tuple(sorted(IncidentLink(kind, named[j][0]) for kind, j in links))


def drop_dead_links(row: Incident, ids: frozenset[IncidentId]) -> Incident:
    """The row without links to groups that gave no row."""
    return replace(row, links=tuple(link for link in row.links if link.incident_id in ids))
