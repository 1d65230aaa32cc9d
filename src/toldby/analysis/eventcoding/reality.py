"""Whether an act is told as having happened: hedges, negation, exercises, figures of speech."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.analysis.eventcoding.clauses import is_relative
from toldby.analysis.eventcoding.roles import carrier_below
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.triggers import Trigger
from toldby.analysis.remembering import remember
from toldby.domain.lexicon import HedgeEntry, LanguagePack
from toldby.domain.wording import Wording

_ORDER = ("hypothetical", "planned", "alleged")
_GOVERNING = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "obl", "nmod", "obj", "csubj")


@dataclass(frozen=True, slots=True)
class Reality:
    """Status from words and syntax alone, the hedges that gave it, and plain negation."""

    status: str
    hedges: tuple[str, ...]
    is_negated: bool


def judge_reality(scene: Scene, trigger: Trigger) -> Reality:
    """The strongest hedge whose reach holds the trigger; "did not fire" is negated."""
    relative = carrier_below(scene, trigger.head) if trigger.is_noun and scene.is_parsed else None
    if relative is not None:
        # "they asked to stop the work that Halvena began": begun all the same
        trigger = Trigger(trigger.entry, relative, relative, relative, is_noun=False)
    hedges = [h for h in _find_hedges(scene) if _reaches(scene, h, trigger)]
    effects = {h.entry.effect for h in hedges}
    status = next((e for e in _ORDER if e in effects), "asserted")
    names = tuple(dict.fromkeys(f"{h.entry.effect}:{h.entry.id}" for h in hedges if h.entry.effect != "approximate"))
    return Reality(status, names, _is_negated(scene, trigger))


@dataclass(frozen=True, slots=True)
class _Hedge:
    entry: HedgeEntry
    first: int
    last: int


def _find_hedges(scene: Scene) -> Iterable[_Hedge]:
    language = scene.lexicon.language
    by_id = remember(language, "_hedge_by_id", lambda: {h.id: h for h in language.hedges})
    wording = _wording(language)
    for hit in wording.find_all(scene.text, scene.sentence.start, scene.sentence.end):
        tokens = scene.tokens_in(hit.start, hit.end)
        if tokens and scene.is_time(tokens[0]):
            continue  # the month of May is no "may"
        if tokens and scene.tokens[tokens[0]].start >= hit.start and scene.tokens[tokens[-1]].end <= hit.end:
            yield from (_Hedge(by_id[i], tokens[0], tokens[-1]) for i in hit.ids)


def _wording(language: LanguagePack) -> Wording:
    return remember(language, "_hedge_wording", lambda: Wording.from_entries((h.id, h.forms) for h in language.hedges))


def _reaches(scene: Scene, hedge: _Hedge, trigger: Trigger) -> bool:
    if hedge.first <= trigger.last and trigger.first <= hedge.last:
        return False
    forward = hedge.last < trigger.first
    if hedge.entry.direction == "forward" and not forward:
        return False
    if hedge.entry.direction == "backward" and forward:
        return False
    if _is_stopped(scene, hedge, trigger):
        return False
    if not scene.is_parsed:
        return _is_close(scene, hedge, trigger)
    return _governs(scene, hedge, trigger) or _runs_into(scene, hedge, trigger)


def _runs_into(scene: Scene, hedge: _Hedge, trigger: Trigger) -> bool:
    """As in "in talks with them to withdraw": the words just before an infinitive reach it whatever the parse."""
    marked = scene.low(trigger.first - 1) == "to" and scene.tokens[trigger.head].pos == "VERB"
    between = range(hedge.last + 1, trigger.first)
    return (
        marked
        and hedge.last < trigger.first
        and len(between) <= 5
        and not any(scene.tokens[i].pos == "VERB" or scene.low(i) == "," for i in between)
    )


def _is_stopped(scene: Scene, hedge: _Hedge, trigger: Trigger) -> bool:
    low, high = sorted((hedge.last, trigger.first))
    between = scene.words_of(range(low + 1, high))
    return any(f" {stop} " in f" {between} " for stop in hedge.entry.stops) or ";" in between


def _is_close(scene: Scene, hedge: _Hedge, trigger: Trigger) -> bool:
    same = scene.tree.owner[hedge.last] == scene.tree.owner[trigger.head]
    return same and abs(trigger.first - hedge.last) <= 12


def _governs(scene: Scene, hedge: _Hedge, trigger: Trigger) -> bool:
    """The trigger hangs on a word of the hedge, or the hedge is a modifier of the trigger's verbs."""
    words = range(hedge.first, hedge.last + 1)
    chain = _chain_up(scene, trigger.head)
    if any(i in words for i in chain):
        return True
    carriers = chain[: _reach_of_modifiers(scene, chain)]
    return any(scene.tokens[i].head in carriers and _modifies(scene, i) for i in words)


def _modifies(scene: Scene, index: int) -> bool:
    return scene.tokens[index].dep.split(":")[0] in (
        "aux",
        "mark",
        "advmod",
        "case",
        "amod",
        "compound",
        "det",
        "fixed",
        "cc",
        "obl",
    )


def _reach_of_modifiers(scene: Scene, chain: list[int]) -> int:
    """An auxiliary or conjunction reaches from its verb down through infinitives and noun phrases, not relatives."""
    for position, index in enumerate(chain):
        base = scene.tokens[index].dep.split(":")[0]
        if base in ("ccomp", "acl", "advcl", "parataxis", "root") or is_relative(scene.tokens[index].dep):
            return position + 1
    return len(chain)


def _chain_up(scene: Scene, index: int) -> list[int]:
    """The token and what it hangs on; the chain ends at the second of two coordinated clauses."""
    chain = [index]
    at = index
    while scene.tokens[at].head != at and len(chain) <= len(scene.tokens):
        if scene.tokens[at].dep == "parataxis" or is_relative(scene.tokens[at].dep):
            break
        at = scene.tokens[at].head
        chain.append(at)
    return chain


def _is_negated(scene: Scene, trigger: Trigger) -> bool:
    negations = scene.lexicon.language.group("negations")
    if not scene.is_parsed:
        return any(scene.low(i) in negations for i in range(max(0, trigger.first - 4), trigger.first))
    chain = [
        trigger.head,
        *(i for i in _chain_up(scene, trigger.head)[1:3] if scene.tokens[trigger.head].dep in ("xcomp", "obj")),
    ]
    for index in chain:
        for child in scene.tree.children[index]:
            if (
                not trigger.first <= child <= trigger.last
                and scene.low(child) in negations
                and scene.tokens[child].dep in ("advmod", "det", "cc", "case", "mark")
            ):
                return True
    return _subject_is_nobody(scene, trigger.head)


def _subject_is_nobody(scene: Scene, verb: int) -> bool:
    deps = ("nsubj", "nsubj:pass")
    return any(
        scene.tokens[c].dep in deps and scene.low(k) in ("no", "nobody", "none")
        for c in scene.tree.children[verb] for k in (c, *scene.tree.children[c])
    )  # fmt: skip
