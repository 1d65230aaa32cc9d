"""When two sayings of one report tell one happening (`linking.md` 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from toldby.analysis.compare.partial import are_other_words
from toldby.analysis.compare.parties import compare_roles
from toldby.analysis.compare.place import are_compatible, compare_places
from toldby.analysis.compare.time import compare_whens
from toldby.analysis.compare.type import SPEECH, are_akin, compare_types, family_of
from toldby.analysis.episode_parts import Part, is_reply
from toldby.domain.ids import ClaimId
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import PlaceRef, When

_HURTING = frozenset({"engagement", "remote", "civilian", "public", "posture", "restrict"})
_GAPS = frozenset(
    {"gap 1 day", "gap 2-4 days", "gap 5 days or more", "other month-day", "other month", "other weekday"}
)
_TOGETHER = frozenset({"same day", "overlap, both short", "same month-day"})
_SAME_PLACE = frozenset({"same place", "same hub", "same name"})
_ELSEWHERE = frozenset({"neighbours", "10-40 km", "far", "other name"})
_MANY = 500
_NO_ROLES = frozenset({"other agent", "nothing shared", "roles swapped"})


@dataclass(slots=True, eq=False)
class Draft:
    """An episode while its report is read."""

    parts: list[Part] = field(default_factory=list)
    apart_from: list[Draft] = field(default_factory=list)

    @property
    def claim_ids(self) -> frozenset[ClaimId]:
        """Claims with a core part here."""
        return frozenset(part.claim.claim_id for part in self.parts)

    @property
    def types(self) -> tuple[str, ...]:
        """All types said, sorted."""
        return tuple(sorted({t for p in self.parts if (t := p.proposition.type) is not None}))

    @property
    def whens(self) -> tuple[When, ...]:
        """All dates said."""
        return tuple(p.proposition.when for p in self.parts)

    @property
    def places(self) -> tuple[PlaceRef, ...]:
        """All places said."""
        return tuple(ref for p in self.parts for ref in p.proposition.places)


def join_parts(parts: Iterable[Part], lexicon: Lexicon) -> tuple[tuple[Draft, ...], tuple[Part, ...]]:
    """Drafts in text order, and count parts that fit no draft (a later death, told alone)."""
    drafts: list[Draft] = []
    loose: list[Part] = []
    ordered = list(parts)
    for part in [p for p in ordered if p.kind == "typed"]:
        _put(part, _choose_typed(part, drafts, lexicon), drafts, lexicon)
    for part in [p for p in ordered if p.kind == "act"]:
        _put(part, _choose_act(part, drafts, lexicon), drafts, lexicon)
    for part in [p for p in ordered if p.kind == "count"]:
        home = _choose_count(part, drafts, lexicon)
        if home is None:
            loose.append(part)
        else:
            home.parts.append(part)
    return tuple(drafts), tuple(loose)


def _put(part: Part, home: Draft | None, drafts: list[Draft], lexicon: Lexicon) -> None:
    if home is not None:
        home.parts.append(part)
        return
    new = Draft([part])
    if part.is_another:
        new.apart_from = [d for d in drafts if _is_akin(part, d)]
    drafts.append(new)


def _is_akin(part: Part, draft: Draft) -> bool:
    kind = part.proposition.type
    return kind is not None and bool(compare_types((kind,), draft.types) & {"same", "listed pair"})


def _choose_typed(part: Part, drafts: list[Draft], lexicon: Lexicon) -> Draft | None:
    targets = set() if is_reply(part.claim) else set(part.claim.targets)
    answered = [d for d in drafts if d.claim_ids & targets and _can_answer(part, d, lexicon)]
    if answered:
        return answered[-1]
    cause = next((d for d in drafts if _is_cause(part, d)), None)
    if cause is not None:
        return cause
    fitting = [d for d in drafts if _is_akin(part, d) and _fits(part, d, lexicon)]
    if not fitting and part.is_headline:
        fitting = [d for d in drafts if _shares_family(part, d) and _fits(part, d, lexicon)][:1]
    return max(fitting, key=lambda d: _rank(part, d, lexicon), default=None)


def _is_cause(part: Part, draft: Draft) -> bool:
    """One claim tells the effect and, with an agent, what brought it about: one happening."""
    return any(
        p.claim.claim_id == part.claim.claim_id
        and p.proposition.type == part.proposition.type
        and p.proposition.when == part.proposition.when
        and bool(p.proposition.agents) != bool(part.proposition.agents)
        for p in draft.parts
    )


def _shares_family(part: Part, draft: Draft) -> bool:
    """A headline names the act of its lead in fewer words, often by a wider type."""
    return family_of(part.proposition.type or SPEECH) in {family_of(t) for t in draft.types}


def _can_answer(part: Part, draft: Draft, lexicon: Lexicon) -> bool:
    kind = part.proposition.type
    types = (kind,) if kind else ()
    related = are_akin(types, draft.types) or (family_of(kind or SPEECH) in {family_of(t) for t in draft.types})
    elsewhere = compare_places(part.proposition.places, draft.places, lexicon) <= _ELSEWHERE
    return related and is_same_time(part, draft) and not part.is_another and not elsewhere


def is_same_time(part: Part, draft: Draft) -> bool:
    """No explicit date of the draft, or expression of time, excludes that of the part."""
    mine = part.proposition.when
    return not any(compare_whens((mine,), (when,)) <= _GAPS or are_other_words(mine, when) for when in draft.whens)


def _fits(part: Part, draft: Draft, lexicon: Lexicon) -> bool:
    if part.is_another or not is_same_time(part, draft) or not _is_same_status(part, draft):
        return False
    if not are_compatible(part.proposition.places, draft.places, lexicon):
        return False
    levels = _compare_agents(part, draft, lexicon)
    return bool(levels - _NO_ROLES) and (_is_same_voice(part, draft) or _is_shown(part, draft, levels, lexicon))


def _compare_agents(part: Part, draft: Draft, lexicon: Lexicon) -> frozenset[str]:
    roles = ((part.proposition.agents, part.proposition.patients),)
    told = tuple((p.proposition.agents, p.proposition.patients) for p in draft.parts)
    return compare_roles(roles, told, lexicon)


def _is_same_status(part: Part, draft: Draft) -> bool:
    """A charge without a day is kept apart from an act; with the same day both tell one happening."""
    told = {p.status for p in draft.parts}
    if part.status in told:
        return True
    same_day = bool(compare_whens((part.proposition.when,), draft.whens) & _TOGETHER)
    return same_day and {part.status, *told} <= {"real", "alleged"}


def _is_same_voice(part: Part, draft: Draft) -> bool:
    """Not said by two different speakers; a report's own words go with anybody's."""
    speakers = {p.claim.speaker.id for p in (part, *draft.parts) if p.claim.speaker is not None}
    return len(speakers) < 2


def _is_shown(part: Part, draft: Draft, levels: frozenset[str], lexicon: Lexicon) -> bool:
    """Two speakers tell one happening only where day, place or roles show it, not the kind alone."""
    times = compare_whens((part.proposition.when,), draft.whens)
    places = compare_places(part.proposition.places, draft.places, lexicon)
    return bool(times & _TOGETHER or places & _SAME_PLACE or levels & {"same roles", "same two sides"})


def _rank(part: Part, draft: Draft, lexicon: Lexicon) -> tuple[int, bool, int]:
    times = compare_whens((part.proposition.when,), draft.whens)
    places = compare_places(part.proposition.places, draft.places, lexicon)
    strength = 2 * ("same day" in times) + 2 * bool(places & _SAME_PLACE)
    strength += part.proposition.type in draft.types
    return strength, any(p.zone == part.zone for p in draft.parts), _last_before(part, draft)


def _last_before(part: Part, draft: Draft) -> int:
    return max((p.start for p in draft.parts if p.start <= part.start), default=-1)


def _choose_act(part: Part, drafts: list[Draft], lexicon: Lexicon) -> Draft | None:
    """An act in other words belongs to the first act of the same agent that its slots allow."""
    answered = [d for d in drafts if d.claim_ids & set(part.claim.targets) and is_same_time(part, d)]
    if answered:
        return answered[0]
    for draft in drafts:
        roles = ((part.proposition.agents, ()),)
        told = tuple((p.proposition.agents, ()) for p in draft.parts)
        is_own = part.claim.claim_id in draft.claim_ids
        if not is_own and "same roles" in compare_roles(roles, told, lexicon) and _fits(part, draft, lexicon):
            return draft
    return None


def _choose_count(part: Part, drafts: list[Draft], lexicon: Lexicon) -> Draft | None:
    """People hurt belong to the last act before them that can hurt, in the paragraph first."""
    fitting = [d for d in drafts if _can_hurt(d) and _holds_count(part, d, lexicon)]
    if not fitting:
        return None
    near = [d for d in fitting if any(p.zone == part.zone for p in d.parts)]
    if not near and _is_total(part):
        return None
    before = [d for d in (near or fitting) if _last_before(part, d) >= 0]
    if before:
        return max(before, key=lambda d: (_last_before(part, d), d.parts[0].start))
    return min(near or fitting, key=lambda d: d.parts[0].start)


def _is_total(part: Part) -> bool:
    """Hundreds of people told in a paragraph of their own are a total of many acts."""
    return any(count.what == "people" and count.low >= _MANY for count in part.proposition.counts)


def _can_hurt(draft: Draft) -> bool:
    return not draft.types or any(family_of(t) in _HURTING for t in draft.types)


def _holds_count(part: Part, draft: Draft, lexicon: Lexicon) -> bool:
    if part.claim.claim_id in draft.claim_ids:
        return True
    fits = is_same_time(part, draft) and are_compatible(part.proposition.places, draft.places, lexicon)
    return fits and draft.parts[0].status == "real" and not part.is_another
