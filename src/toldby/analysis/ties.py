"""Ties between episodes beyond one happening: answers, mirror accounts, parts, reasons, same day.

Every rule here looks at two episodes alone, so that a ledger built report by report finds the same
ties as one built at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toldby.analysis.compare.counts import compare_counts
from toldby.analysis.compare.parties import compare_roles
from toldby.analysis.compare.place import compare_places
from toldby.analysis.compare.time import compare_whens, measure_gap, span_days
from toldby.analysis.compare.type import are_akin, compare_types, family_of
from toldby.analysis.keys import (
    Closed,
    EpisodeKeys,
    episode_keys,
    list_intervals,
    pair_keys,
    place_in_time,
)
from toldby.domain.ids import hash_content
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon

_WINDOW = 30
_HOSTILE = frozenset({"engagement", "remote", "civilian", "restrict"})
_STEP = 31
_EQUAL = frozenset({"equal", "equal, small"})
_SAME = frozenset({"same place", "same hub", "same name"})
_NEAR = frozenset({"same place", "same hub", "same name", "inside", "near"})
_FAR = frozenset({"neighbours", "10-40 km", "far", "other name"})
_MEET = frozenset({"same day", "overlap, both short", "overlap, one wider", "overlap, open", "same month-day"})
_MAY_MEET = _MEET | {"same month", "same weekday", "missing"}
_CLOSE = frozenset({"same day", "overlap, both short", "same month-day"})
_PARTS_OF_OFFENSIVE = ("engagement.", "remote.", "restrict.airspace_closure")
_OFFENSIVE = "engagement.offensive_start"
_NO_PARTS = frozenset({_OFFENSIVE, "remote.mine_explosion", "remote.planted_bomb"})
_PARTS = {
    "posture.outpost_setup": frozenset({"posture.line_crossing", "posture.position_taken"}),
    "posture.mine_laying": frozenset({"remote.mine_explosion"}),
}


def fits(a: Episode, b: Episode, lexicon: Lexicon) -> tuple[str, ...]:
    """Kinds of tie between two episodes, sorted: answer apart justified_by mirror part_of repeat shared.

    Incidents whose episodes are tied must be derived together. "mirror" and "apart" also keep two
    episodes in two incidents unless a person joins them.
    """
    kinds: set[str] = set()
    if not a.core and not b.core:
        kinds |= {"repeat"} if is_repeat(a, b) else set()
    elif not a.core or not b.core:
        kinds |= {"answer"} if may_answer(*((a, b) if b.core else (b, a)), lexicon) else set()
    else:
        kinds |= {"mirror"} if is_mirror(a, b, lexicon) else set()
        kinds |= {"part_of"} if is_part(a, b, lexicon) or is_part(b, a, lexicon) else set()
    if a.doc_id == b.doc_id:
        kinds |= {"shared"} if _claims_of(a) & _claims_of(b) else set()
        kinds |= {"apart"} if a.episode_id in b.not_same_as or b.episode_id in a.not_same_as else set()
    return tuple(sorted(kinds))


def must_stay_apart(a: Episode, b: Episode, lexicon: Lexicon) -> bool:
    """No machine may put the two into one incident: mirror accounts, or told as two."""
    return bool({"mirror", "apart"} & set(fits(a, b, lexicon)))


def neighbourhood_keys(episode: Episode, lexicon: Lexicon, own: EpisodeKeys | None = None) -> EpisodeKeys:
    """Keys by which ties reach the episodes of other reports: a superset of `episode_keys`.

    Two episodes of two reports that `fits` ties meet under these. `own` are its `episode_keys`, where they are at hand.
    """
    keys = own or episode_keys(episode, lexicon)
    places = sorted({ref.place_id for ref in episode.places if ref.place_id is not None})
    told, replies = [f"told:{p}" for p in places], [f"reply:{p}" for p in places]
    if episode.core:
        return keys | pair_keys(_list_near(episode, places)) | place_in_time(told, replies, _list_told_windows(episode))
    said = ("answer:" + hash_content(_fold(episode.words)),)
    keys |= place_in_time(replies, told, _list_reply_windows(episode))
    return keys | place_in_time(said, said, _window(episode))


def _list_near(episode: Episode, places: Iterable[str]) -> Iterator[str]:
    """One place at one time, for accounts with the roles exchanged."""
    for low, high in list_intervals(episode):
        yield from (f"near:{p}:{step}" for p in places for step in range(low // _STEP, high // _STEP + 1))


def _list_told_windows(episode: Episode) -> tuple[Closed, ...]:
    """When an act was that may be answered; none when it may have been at any time."""
    if any(when.partial is not None for when in episode.whens):
        return ()
    return _spans_of(episode)


def _list_reply_windows(answer: Episode) -> tuple[Closed, ...]:
    """The time an answer is about: the month before it came out, and the days it names."""
    if any(when.partial is not None for when in answer.whens):
        return ()
    return list_intervals(answer) + _window(answer)


def _spans_of(told: Episode) -> tuple[Closed, ...]:
    """The days of an act, else the month before the report that tells it."""
    return list_intervals(told) or _window(told)


def _window(episode: Episode) -> tuple[Closed, ...]:
    """The month before the report came out; empty when that is unknown."""
    published = span_days(*episode.published)
    if published is None or published[1] is None:
        return ()
    first = published[0] if published[0] is not None else published[1]
    return ((first - _WINDOW, published[1]),)


def _fold(words: str) -> str:
    return " ".join(words.lower().split())


def _claims_of(episode: Episode) -> frozenset[str]:
    return frozenset(part.claim_id for part in episode.core) | frozenset(episode.dependents)


def is_repeat(a: Episode, b: Episode) -> bool:
    """Two waiting answers in the same words, of about the same time: one statement printed twice."""
    if not a.words or _fold(a.words) != _fold(b.words):
        return False
    return all(measure_gap(x, y) == 0 for x in _window(a) for y in _window(b))


def may_answer(answer: Episode, told: Episode, lexicon: Lexicon) -> bool:
    """The answer names this act by place or day, nothing speaks against it, and it came within a month."""
    if not _same_kind(answer, told) or told.doc_id == answer.doc_id:
        return False
    places = compare_places(answer.places, told.places, lexicon)
    times = compare_whens(answer.whens, told.whens)
    if places <= _FAR or not _may_be_then(answer, times):
        return False
    named = bool(places & _SAME) or (bool(answer.types) and bool(times & _CLOSE))
    return named and _within_window(answer, told, times)


def _may_be_then(answer: Episode, times: frozenset[str]) -> bool:
    """No day of the answer excludes the act; a number told late may carry the day of a later death."""
    return not answer.types or "missing" in times or bool(times & (_MAY_MEET | {"gap 1 day"}))


def _same_kind(answer: Episode, told: Episode) -> bool:
    if not answer.types:
        return told.status in ("asserted", "ongoing", "alleged")
    return are_akin(answer.types, told.types)


def _within_window(answer: Episode, told: Episode, times: frozenset[str]) -> bool:
    window = _window(answer)
    if not window:
        return bool(times & _MEET)
    spans = _spans_of(told)
    return not spans or any(measure_gap(window[0], days) == 0 for days in spans)


def is_mirror(a: Episode, b: Episode, lexicon: Lexicon) -> bool:
    """Opposite camps tell one kind of act with the roles reversed (`linking.md` 8).

    Dates overlap or one is missing, places are compatible or one is missing, and there is a further
    reason to think of one event: one report, or the day together with the place or the numbers.
    """
    if not compare_types(_hostile(a), _hostile(b)) & {"same", "listed pair"}:
        return False
    roles = compare_roles(a.roles, b.roles, lexicon)
    if "roles swapped" not in roles or "same roles" in roles:
        return False
    times = compare_whens(a.whens, b.whens)
    places = compare_places(a.places, b.places, lexicon)
    if not times & _MAY_MEET or places <= _FAR:
        return False
    if a.doc_id == b.doc_id:
        return True
    told_alike = bool(places & _NEAR) or bool(compare_counts(a.counts, b.counts, lexicon) & _EQUAL)
    return bool(times & _MEET) and told_alike


def _hostile(episode: Episode) -> tuple[str, ...]:
    """Types that one side does to another; the rest has no roles to exchange."""
    return tuple(t for t in episode.types if family_of(t) in _HOSTILE)


def is_part(part: Episode, whole: Episode, lexicon: Lexicon) -> bool:
    """A fight of an offensive, a post set up in an advance, a mine laid before its blast: one report."""
    if part.doc_id != whole.doc_id or part.episode_id == whole.episode_id:
        return False
    if not any(_is_part_type(x, y) for x in part.types for y in whole.types):
        return False
    times = compare_whens(part.whens, whole.whens)
    places = compare_places(part.places, whole.places, lexicon)
    roles = compare_roles(part.roles, whole.roles, lexicon)
    if not places & (_NEAR | {"region only", "missing", "same name among others"}):
        return False
    return bool(times & _MAY_MEET) and not roles <= {"other agent", "nothing shared", "roles swapped"}


def _is_part_type(part: str, whole: str) -> bool:
    if whole == _OFFENSIVE:
        return part.startswith(_PARTS_OF_OFFENSIVE) and part not in _NO_PARTS
    return whole in _PARTS.get(part, frozenset())
