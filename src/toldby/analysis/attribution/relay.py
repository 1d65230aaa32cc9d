"""One voice through another: "A reported, citing B", "A quoted B as saying": B speaks, A is in its chain."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.leftward import read_left
from toldby.analysis.attribution.scene import Scene
from toldby.analysis.attribution.view import View

_RELAYING = ("report", "report.v", "write", "broadcast", "relay")


def merge_relays(
    drafts: tuple[Draft, ...], relay_words: frozenset[str], things: frozenset[str], text: str
) -> tuple[Draft, ...]:
    """As in "citing B" beside "A reported": one claim by B with A as relay."""
    merged: list[Draft] = list(drafts)
    for citing in [d for d in drafts if d.frame == "adjunct" and _is_citing(d, relay_words, text)]:
        partner = _find_partner(citing, merged)
        if _cites_thing(citing, things, text):
            # "the guard, citing radar data, reported": the guard speaks for itself
            merged = [d for d in merged if d is not citing]
            continue
        if partner is None:
            if any(d is not citing and d.sentence == citing.sentence and d.content for d in merged):
                # "the ministry said X, citing a map": the ministry speaks for itself
                merged = [d for d in merged if d is not citing]
            continue
        joint = replace(
            partner,
            source=citing.source,
            cue=tuple(sorted((*partner.cue, *citing.cue))),
            relay=partner.source,
            rule="cue.relay",
            why="one voice reports and cites another",
            is_inherited=False,
        )
        merged = [joint if d is partner else d for d in merged if d is not citing]
    return tuple(merged)


def _cites_thing(citing: Draft, things: frozenset[str], text: str) -> bool:
    """What is cited is a record or a matter, nobody who speaks."""
    words = [w for s in citing.source for w in s.read(text).lower().split()]
    return bool(words) and words[-1] in things


def _is_citing(draft: Draft, relay_words: frozenset[str], text: str) -> bool:
    return any(span.read(text).lower() in relay_words for span in draft.cue)


def _find_partner(citing: Draft, drafts: list[Draft]) -> Draft | None:
    """The nearest claim before it in the same sentence that has a content."""
    fits = [
        d for d in drafts
        if d is not citing and d.sentence == citing.sentence and d.content and d.cue
        and d.frame in ("that", "quote", "np") and d.entry_id in _RELAYING
    ]  # fmt: skip
    return min(fits, key=lambda d: abs(d.start - citing.start), default=None)


def read_quoted_as(scene: Scene) -> tuple[int, tuple[int, int]] | None:
    """As in "quoted B as saying": the head of B and the tokens of the cue up to "saying"."""
    view = scene.view
    objects = [
        c
        for c in view.children[scene.verb]
        if view.dep(c) in ("obj", "iobj") and c > scene.cue[1] and view.is_nominal(c)
    ]
    if not objects:
        return None
    for i in range(objects[0] + 1, min(len(view), objects[0] + 12)):
        is_participle = i + 1 < len(view) and view.tokens[i + 1].tag == "VBG"
        if view.low[i] == "as" and is_participle and view.low[i + 1] not in ("being", "having"):
            return objects[0], (i, i + 1)
    return None


def content_of_relay(scene: Scene, last: int, agent: int | None = None) -> list[tuple[int, int]]:
    """What was quoted: the clause after "saying", else what stands before the relay."""
    view: View = scene.view
    after = last + 1
    while after <= view.content_end() and view.low[after] in (",", ":"):
        after += 1
    if after < len(view) and (view.low[after] == "by" or (agent is not None and view.left(agent) <= after)):
        after = view.content_end() + 1
    if after <= view.content_end() and (view.is_quote(after) or not view.is_punct(after)):
        stretch = scene.right(after)
        return [(stretch.first, stretch.last)]
    found = read_left(scene, is_relay=True)
    return [] if found is None else [(s.first, s.last) for s in found.stretches]
