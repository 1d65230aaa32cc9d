"""Contents that stand before their cue: "..., the council said", and what goes on after it."""

from __future__ import annotations

from toldby.analysis.attribution.bounds import Stretch, strip_left, strip_right
from toldby.analysis.attribution.scene import Found, Scene, find_addressee, find_kids, is_inverted
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_TOLD_BEFORE = ("assert", "allege", "confirm", "admit", "warn", "evidence", "express")


def read_left(scene: Scene, *, is_relay: bool = False) -> Found | None:
    """What stands before the cue and its subject: "..., the council said"."""
    if not {"that", "quote"} & set(scene.frames):
        return None
    view = scene.view
    first, last = scene.group
    if view.tokens[scene.verb].tag == "VBG" and not is_relay and not is_inverted(scene) and _quote_follows(scene):
        # ", saying "Q"": what stands before is told by the report
        return None
    if first == 0 or (not is_relay and not scene.hit.entry.addressee and _has_object(scene)):
        return None
    before = view.is_quote(first - 1) or view.is_punct(first - 1)
    if not before and not is_inverted(scene):
        return None
    end = strip_right(view, 0, first - 1)
    is_told = "that" in scene.frames and scene.hit.entry.stance in _TOLD_BEFORE
    if not is_relay and not is_told and not any(view.is_quote(i) for i in range(0, end + 1)):
        return None
    start = strip_left(view, _left_start(scene, end), end)
    if start >= end and not view.is_quote(end):
        return None
    stretches = [Stretch(start, end)]
    only_quotes = all(view.is_quote(i) or view.is_punct(i) for i in range(start, end + 1))
    rest = _read_next_quote(scene, last) if only_quotes else _read_after_aside(scene, last)
    if rest is not None:
        stretches.append(rest)
    return Found("quote" if only_quotes else "that", tuple(stretches), None, find_addressee(scene))


def _quote_follows(scene: Scene) -> bool:
    """A quotation stands right behind the cue, a comma or colon or none between."""
    view, at = scene.view, scene.cue[1] + 1
    while at < len(view) and view.low[at] in (",", ":"):
        at += 1
    return at < len(view) and view.is_quote(at)


def _has_object(scene: Scene) -> bool:
    """Something else than speech is found, shown or reported to the right."""
    kids = [c for c in find_kids(scene, "obj") if c > scene.group[1] and scene.view.is_nominal(c)]
    return bool(kids) and not is_inverted(scene)


def _left_start(scene: Scene, end: int) -> int:
    """The sentence start, or the place after an earlier cue's own content."""
    view = scene.view
    if view.is_quote(end):
        start = end
        while start > 0 and (
            view.is_quote(start - 1) or (view.is_punct(start - 1) and start > 1 and view.is_quote(start - 2))
        ):
            start -= 1
        clause = [i for i in range(0, start) if view.is_verbal(i)]
        return 0 if clause and not _ends_in_break(view, start) else start
    return 0


def _ends_in_break(view: View, start: int) -> bool:
    """A comma or colon before the quotation parts it from the words before."""
    return start > 0 and view.low[start - 1] in (",", ":", ";", ".")


def _read_after_aside(scene: Scene, last: int) -> Stretch | None:
    """The words that go on after an interrupting "he said,"."""
    view = scene.view
    at = last + 1
    while at < len(view) and not view.is_punct(at) and not view.is_quote(at) and at - last < 8:
        if view.is_verbal(at) and view.dep(at) != "acl":
            return None
        at += 1
    beyond = _find_quote_after_description(scene, at)
    if beyond is not None:
        return Stretch(beyond, beyond)
    if at >= view.content_end() or (view.low[at] not in (",", ":", "\u2014", "--", "\u2013") and not view.is_quote(at)):
        return None
    first = at if view.is_quote(at) else at + 1
    if first > view.content_end():
        return None
    if view.is_quote(first):
        return Stretch(first, first)
    if _opens_new_act(scene, first):
        return None
    return scene.right(first)


def _read_next_quote(scene: Scene, last: int) -> Stretch | None:
    """As in `"...," she said, pointing at the map, "and ..."`: a quotation goes on in a quotation."""
    view = scene.view
    for i in range(last + 1, min(len(view), last + 24)):
        if view.is_quote(i):
            led = [
                k for k in range(max(last + 1, i - 2), i) if view.low[k] in (",", ":") or view.tokens[k].pos == "CCONJ"
            ]
            return Stretch(i, i) if led else None
        if i in scene.cues or view.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") or view.low[i] == ";":
            return None
    return None


def _find_quote_after_description(scene: Scene, at: int) -> int | None:
    """As in "..., said Hann, a teacher from the town, "and ...": the quotation goes on behind the description."""
    view = scene.view
    if at >= len(view) or view.low[at] != "," or not is_inverted(scene):
        return None
    for i in range(at + 1, min(len(view), at + 16)):
        if view.is_quote(i):
            return i if view.low[i - 1] in (",", ":") else None
        if view.is_verbal(i) or view.low[i] in (";", ":"):
            return None
    return None


def _opens_time(view: View, first: int, language: LanguagePack) -> bool:
    """As in "hours after shells landed": a time, no speech."""
    return first + 1 < len(view) and view.low[first + 1] in language.group("time_subordinators")


def _opens_new_act(scene: Scene, first: int) -> bool:
    """After the comma comes a participle, a coordinated clause, a time or another cue: no content."""
    view = scene.view
    token = view.tokens[first]
    if (
        first in scene.cues
        or (view.low[first] in scene.language.group("time_words") and _opens_time(view, first, scene.language))
        or token.tag in ("VBG", "VBN")
        or token.pos in ("CCONJ", "SCONJ")
        or view.low[first] in ("who", "which", "according")
    ):
        return True
    governor = next(
        (i for i in range(first, view.content_end() + 1) if view.head(i) < first and not view.is_punct(i)), first
    )
    return view.dep(governor) in (
        "advcl",
        "appos",
        "conj",
        "nmod",
        "obl",
        "acl",
        "acl:relcl",
        "amod",
        "obl:tmod",
        "obl:unmarked",
    ) and view.is_under(governor, scene.verb)
