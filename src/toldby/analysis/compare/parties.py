"""Compares who did what to whom, sides folded into camps."""

from __future__ import annotations

from collections.abc import Iterable

from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Party

Roles = tuple[tuple[Party, ...], tuple[Party, ...]]
"""Agents and patients of one saying."""

Tokens = tuple[frozenset[str], frozenset[str]]
"""Agents and patients as camps, or as `text:` ids where no side is known."""


def side_of(party: Party, lexicon: Lexicon) -> str | None:
    """The side of a party: as found in the text, else as the pack has it."""
    if party.side is not None:
        return party.side
    actor = lexicon.actor_by_id.get(party.id or "")
    return actor.side if actor else None


def camps_of(parties: Iterable[Party], lexicon: Lexicon) -> frozenset[str]:
    """The camps of parties that have one."""
    camps = (lexicon.camp_of(side_of(party, lexicon)) for party in parties)
    return frozenset(camp for camp in camps if camp is not None)


def tokens_of(parties: Iterable[Party], lexicon: Lexicon) -> frozenset[str]:
    """Camps; for parties without a side, the ids found."""
    names: set[str] = set()
    for party in parties:
        camp = lexicon.camp_of(side_of(party, lexicon))
        if camp is not None:
            names.add("camp:" + camp)
        elif party.id is not None:
            names.add(party.id)
    return frozenset(names)


def read_roles(roles: Iterable[Roles], lexicon: Lexicon) -> frozenset[Tokens]:
    """The distinct role pairs that name anybody."""
    pairs = {(tokens_of(agents, lexicon), tokens_of(patients, lexicon)) for agents, patients in roles}
    return frozenset(pair for pair in pairs if pair[0] or pair[1])


def compare_roles(a: Iterable[Roles], b: Iterable[Roles], lexicon: Lexicon) -> frozenset[str]:
    """All levels over all role pairs; {"missing"} when one account names nobody."""
    x, y = read_roles(a, lexicon), read_roles(b, lexicon)
    return frozenset(compare_tokens(p, q) for p in x for q in y) or frozenset({"missing"})


def compare_tokens(a: Tokens, b: Tokens) -> str:
    """The level of `linking.md` 5 for two role pairs."""
    if is_same_roles(a, b):
        return "same roles"
    if is_swapped(a, b):
        return "roles swapped"
    known = (_camps(a[0] | a[1]), _camps(b[0] | b[1]))
    if len(known[0]) == 2 and known[0] == known[1]:
        return "same two sides"
    if not a[0] & b[0] and _camps(a[0]) and _camps(b[0]) and not a[0] & b[1] and not b[0] & a[1]:
        return "other agent"
    if (a[0] | a[1]) & (b[0] | b[1]):
        return "one side shared"
    return "nothing shared" if _exclude(a, b) else "missing"


def _exclude(a: Tokens, b: Tokens) -> bool:
    """Both name a camp for the same role; one's agent and the other's victim only complete each other."""
    return any(bool(_camps(mine)) and bool(_camps(theirs)) for mine, theirs in zip(a, b, strict=True))


def is_same_roles(a: Tokens, b: Tokens) -> bool:
    """Same agents (or one unsaid), same patients (or one unsaid), and something shared."""
    agents = a[0] == b[0] or not a[0] or not b[0]
    patients = bool(a[1] & b[1]) or not a[1] or not b[1]
    shared = bool(a[0] & b[0]) or bool(a[1] & b[1] and not (a[0] and b[0]))
    return agents and patients and shared


def is_swapped(a: Tokens, b: Tokens) -> bool:
    """The agent of one is the patient of the other, and nobody keeps a role."""
    crossed = bool(a[0] & b[1]) or bool(b[0] & a[1])
    return crossed and not a[0] & b[0] and not a[1] & b[1]


def _camps(tokens: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens if token.startswith("camp:"))


def list_parent_ids(actor_id: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The actor and everything above it in its pack, nearest first."""
    chain: list[str] = []
    current: str | None = actor_id
    while current is not None and current not in chain:
        chain.append(current)
        actor = lexicon.actor_by_id.get(current)
        current = actor.parent if actor else None
    return tuple(chain)
