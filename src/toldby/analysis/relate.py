"""Relates the accounts of one incident: agree, deny, conflict, framing, silence, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from toldby.analysis.denials import find_denials
from toldby.analysis.outcomes import Account, Outcome
from toldby.analysis.relate_counts import find_updates
from toldby.analysis.relate_values import agents_of, compare_accounts
from toldby.analysis.sayings import Saying, group_accounts
from toldby.analysis.stances import NO_SILENCE, Silence, find_admissions, says_breach, silent_camps
from toldby.domain.ids import ClaimId, IncidentId, OriginId
from toldby.domain.incidents import Relation
from toldby.domain.lexicon import Lexicon

_FULL_PAIRS = 12


def relate_incident(
    incident_id: IncidentId,
    sayings: tuple[Saying, ...],
    lexicon: Lexicon,
    silence: Silence = NO_SILENCE,
) -> tuple[Relation, ...]:
    """All stored relations of one incident, sorted; one per pair of positions."""
    accounts = group_accounts(sayings)
    found: list[Outcome] = []
    restating = _find_restating(sayings)
    for a, b in _pair_accounts(accounts):
        outcomes = compare_accounts(accounts[a], accounts[b], lexicon)
        found += [o for o in outcomes if o.slot != "type" or restating.isdisjoint({o.a, o.b})]
    for account in accounts.values():
        found += find_updates(account, lexicon)
    found += _agree_on_occurrence(accounts, sayings, lexicon)
    found += _agree_by_confirming(sayings)
    found += find_denials(sayings, lexicon)
    found += find_framings(accounts, lexicon)
    rows = [write_relation(incident_id, outcome) for outcome in found]
    rows += _write_silence(incident_id, sayings, silence, lexicon)
    return sort_relations(rows)


def _find_restating(sayings: tuple[Saying, ...]) -> frozenset[Saying]:
    """A report's own words for what it also has from somebody, such as its headline."""
    voiced = {s.report.doc_id for s in sayings if s.voice.is_somebody and s.takes_part}
    return frozenset(s for s in sayings if not s.voice.is_somebody and s.report.doc_id in voiced)


def relate_across(
    incident_id: IncidentId, mine: tuple[Saying, ...], theirs: tuple[Saying, ...], lexicon: Lexicon
) -> tuple[Relation, ...]:
    """What the accounts of a mirror incident say on the slots of this one."""
    other = group_accounts(theirs)
    rows = [
        write_relation(incident_id, outcome)
        for key, account in group_accounts(mine).items()
        for other_key, other_account in other.items()
        if key != other_key
        for outcome in compare_accounts(account, other_account, lexicon)
    ]
    return sort_relations(rows)


def _pair_accounts(accounts: dict[OriginId, Account]) -> Iterator[tuple[OriginId, OriginId]]:
    """All pairs of accounts; with very many of them each is set against the earliest ones only."""
    keys = list(accounts)
    if len(keys) <= _FULL_PAIRS:
        yield from combinations(keys, 2)
        return
    for i, key in enumerate(keys):
        yield from ((first, key) for first in keys[: min(i, _FULL_PAIRS)])


def write_relation(incident_id: IncidentId | None, outcome: Outcome) -> Relation:
    """A row; a < b unless the relation is directed."""
    a, b = outcome.a.claim.claim_id, outcome.b.claim.claim_id
    if not outcome.is_directed and b < a:
        a, b = b, a
    flags = tuple(sorted(set(outcome.flags)))
    return Relation(incident_id, outcome.slot, outcome.kind, a, b, None, flags, outcome.reason)


def sort_relations(rows: Iterable[Relation]) -> tuple[Relation, ...]:
    """Rows in the order of the export, one per incident, slot, kind and pair."""
    unique: dict[tuple[str, ...], Relation] = {}
    for row in rows:
        key = (row.incident_id or "", row.slot, row.kind, row.a or "", row.b or "", row.camp or "")
        if key not in unique or (row.flags, row.reason) < (unique[key].flags, unique[key].reason):
            unique[key] = row
    return tuple(unique[key] for key in sorted(unique))


def _agree_on_occurrence(
    accounts: dict[OriginId, Account], sayings: tuple[Saying, ...], lexicon: Lexicon
) -> Iterator[Outcome]:
    admitting = find_admissions(sayings, lexicon)
    restating = _find_restating(sayings)
    firsts: dict[OriginId, Saying] = {}
    for key, account in accounts.items():
        for saying in account:
            if saying.takes_part and saying.mode != "confirms" and saying not in restating:
                firsts.setdefault(key, saying)
    for a, b in _pair_accounts({key: (s,) for key, s in firsts.items()}):
        flags = [] if admitting.isdisjoint({a, b}) else ["admission"]
        flags += ["hedged"] if firsts[a].is_hedged or firsts[b].is_hedged else []
        reason = f"occurrence.told: {firsts[a].voice.name} and {firsts[b].voice.name}"
        yield Outcome("occurrence", "agree", firsts[a], firsts[b], reason, tuple(flags))


def _agree_by_confirming(sayings: tuple[Saying, ...]) -> Iterator[Outcome]:
    """A confirmation agrees with its target on occurrence, and on the actor if the target names one."""
    by_id = {s.claim.claim_id: s for s in sayings}
    for saying in sayings:
        if saying.mode != "confirms":
            continue
        for target in (by_id[t] for t in saying.targets):
            flags = ("hedged",) if saying.is_hedged else ()
            reason = f"confirm.target: {saying.voice.name} confirms {target.voice.name}"
            if target.voice.origin_id == saying.voice.origin_id:
                continue
            yield Outcome("occurrence", "agree", saying, target, reason, flags)
            if agents_of(target):
                yield Outcome("actor", "agree", saying, target, reason, flags)


def find_framings(accounts: dict[OriginId, Account], lexicon: Lexicon) -> tuple[Outcome, ...]:
    """Another name or legal reading of one act: a softer word beside a breach or the plain act."""
    soft = {k: s for k, a in accounts.items() if (s := _first(a, _is_euphemism))}
    breach = {
        k: s
        for k, a in accounts.items()
        if k not in soft and (s := _first(a, lambda each: each.takes_part and says_breach(each, lexicon)))
    }
    plain = {k: s for k, a in accounts.items() if k not in soft and (s := _first(a, _is_typed))}
    others = breach or dict(sorted(plain.items(), key=lambda item: item[1].order)[:1])
    return tuple(
        Outcome("framing", "framing", a, b, f"framing.words: {a.voice.name} and {b.voice.name} name one act")
        for a in soft.values()
        for b in others.values()
    )


def _first(account: Account, test: Callable[[Saying], bool]) -> Saying | None:
    return next((s for s in account if test(s)), None)


def _is_euphemism(saying: Saying) -> bool:
    return saying.takes_part and "euphemism" in saying.claim.flags


def _is_typed(saying: Saying) -> bool:
    return saying.is_core and saying.mode == "states" and any(p.type for p in saying.propositions)


def _write_silence(
    incident_id: IncidentId, sayings: tuple[Saying, ...], silence: Silence, lexicon: Lexicon
) -> Iterator[Relation]:
    for camp in sorted(silent_camps(sayings, lexicon, silence)):
        reason = f"silent.no-account: no word of {camp} in these reports"
        yield Relation(incident_id, "occurrence", "silent", None, None, camp, (), reason)


def write_pending(denials: Iterable[tuple[Saying, IncidentId | None]]) -> tuple[Relation, ...]:
    """Denials of what nobody collected said: one row per origin and wording, earliest claim."""
    firsts: dict[tuple[OriginId, str], tuple[Saying, IncidentId | None]] = {}
    for saying, incident_id in sorted(denials, key=lambda pair: pair[0].order):
        words = " ".join(saying.claim.text.lower().split())
        firsts.setdefault((saying.voice.origin_id, words), (saying, incident_id))
    return sort_relations(
        Relation(
            incident_id,
            "occurrence",
            "deny",
            ClaimId(saying.claim.claim_id),
            None,
            None,
            ("pending",),
            f"deny.pending: nothing collected says what {saying.voice.name} denies",
        )
        for saying, incident_id in firsts.values()
    )
