"""What an active cue verb says: clause, quotation, infinitive, object; to its right or to its left."""

from __future__ import annotations

from toldby.analysis.attribution.bounds import Stretch, strip_left
from toldby.analysis.attribution.leftward import read_left
from toldby.analysis.attribution.objects import read_answered, read_double, read_gerund, read_object
from toldby.analysis.attribution.scene import Found, Scene, find_addressee, find_kids, is_inverted
from toldby.analysis.attribution.view import View

_CLAUSES = ("ccomp", "csubj", "ccomp:relcl")


def find_complement(scene: Scene) -> Found | None:
    """The first reading that fits: clause or quotation right, infinitive, object, then the left side."""
    if _follows_quote(scene):
        found = read_left(scene)
        if found is not None:
            return found
    readers = (_read_clause, read_quote, _read_infinitive, read_double, read_gerund, read_object)
    for read in readers:
        found = read(scene)
        if found is not None:
            return found
    return read_answered(scene) or read_left(scene) or _read_bare_clause(scene)


def _follows_quote(scene: Scene) -> bool:
    """A quotation stands right before subject and cue, and no clause is opened after them."""
    view, first, last = scene.view, *scene.group
    before = first - 1
    while before >= 0 and view.is_punct(before):
        before -= 1
    if before < 0 or not view.is_quote(before) or "quote" not in scene.frames:
        return False
    return last + 1 >= len(view) or view.low[last + 1] not in ("that", ":")


def _read_clause(scene: Scene) -> Found | None:
    if not {"that", "quote"} & set(scene.frames) or is_inverted(scene):
        return None
    view = scene.view
    dated = _read_dated_that(scene)
    if dated is not None:
        return dated
    clauses = [c for c in find_kids(scene, *_CLAUSES) if _is_clausal(view, c)]
    clauses += [c for c in find_kids(scene, "advcl", "parataxis", "dep", "acl", "xcomp") if _opens_with_that(view, c)]
    if not clauses and view.tokens[scene.verb].tag.startswith("NN"):
        # a verb that the parser took for a noun: its clause hangs on it loosely
        clauses = [c for c in find_kids(scene, "parataxis", "acl", "acl:relcl") if _is_clausal(view, c)]
    if not clauses:
        return _read_distant_that(scene) or _read_colon(scene)
    first = max(view.left(min(clauses)), scene.cue[1] + 1)
    first = _back_to_that(view, first, scene.cue[1])
    if view.low[scene.cue[1] + 1] == "that" and view.find_child(min(clauses), "nsubj", "nsubj:pass", "mark") is None:
        # "acknowledged that contact had been lost", read as an object and a clause
        first = scene.cue[1] + 1
    first = _back_to_noun(scene, first)
    if _is_led_by_comma(view, scene.cue[1] + 1) and _has_left_clause(scene) and not _is_opened(view, first):
        return None
    first = strip_left(view, first, view.content_end())
    is_quote = view.is_quote(first)
    stretch = _around_quote(scene, first) if is_quote else scene.right(first)
    before = _antecedent(scene, min(clauses))
    stretches = (stretch,) if before is None else (before, stretch)
    return Found("quote" if is_quote else "that", stretches, None, find_addressee(scene))


def _read_dated_that(scene: Scene) -> Found | None:
    """As in "said Friday that", "argued in a letter in May that": only days and occasions before the clause."""
    view, at = scene.view, scene.cue[1] + 1
    if "that" not in scene.frames or at >= view.content_end() or not view.is_parsed:
        return None
    if view.low[at] not in scene.language.group("time_words") and view.tokens[at].pos not in ("ADP", "ADV"):
        return None
    for i in range(at, min(view.content_end() - 1, at + 14)):
        if view.is_quote(i) or view.is_verbal(i) or view.is_punct(i):
            return None
        if view.low[i] == "that":
            is_clause = i > at and not view.is_verbal(i + 1)
            return Found("that", (scene.right(i),), None, find_addressee(scene)) if is_clause else None
    return None


def _antecedent(scene: Scene, clause: int) -> Stretch | None:
    """As in "Halvena, who the envoy says added a valve": what is said has its subject before the cue."""
    view, subject = scene.view, scene.subject
    if subject is None or subject.first < 2 or view.find_child(clause, "nsubj", "nsubj:pass", "mark") is not None:
        return None
    pronoun = subject.first - 1
    if view.low[pronoun] not in scene.language.group("relative_pronouns"):
        return None
    at = pronoun - 1
    while at > 0 and view.is_punct(at):
        at -= 1
    return Stretch(view.noun_phrase(at)[0], at) if view.is_nominal(at) else None


def _read_distant_that(scene: Scene) -> Found | None:
    """As in "said earlier in the day that ...": days, adverbs or hearers between cue and clause."""
    view = scene.view
    after = scene.cue[1] + 1
    if after < view.content_end() and view.tokens[after].tag in ("WRB", "WP"):
        return Found("that", (scene.right(after),), None, find_addressee(scene))
    if not scene.hit.entry.addressee and find_kids(scene, "obj"):
        return None
    for at in range(scene.cue[1] + 1, min(view.content_end(), scene.cue[1] + 10)):
        if view.low[at] == "that" and at > scene.cue[1]:
            is_clause = at + 2 <= view.content_end() and not view.is_verbal(at + 1)
            return Found("that", (scene.right(at),), None, find_addressee(scene)) if is_clause else None
        if view.is_verbal(at) or view.is_punct(at) or view.is_quote(at):
            return None
    return None


def _read_bare_clause(scene: Scene) -> Found | None:
    """A clause that the parser did not see as one, as in headlines: words with a verb form to the right."""
    if not {"that"} & set(scene.frames) or is_inverted(scene) or scene.subject is None:
        return None
    view, first = scene.view, scene.cue[1] + 1
    if first >= view.content_end() or view.is_punct(first):
        return None
    if view.tokens[first].pos not in ("PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM", "SCONJ"):
        return None
    stretch = scene.right(first)
    has_verb = any(view.is_verbal(i) or view.low[i].endswith("ed") for i in range(first + 1, stretch.last + 1))
    if not has_verb and {"that", "quote"} <= set(scene.frames) and view.is_parsed:
        # the parser hung the cue below the verb of what is said
        end = view.content_end()
        has_verb = any(view.tokens[i].tag in ("VBZ", "VBD", "VBP", "MD") for i in range(stretch.last + 1, end + 1))
        stretch = Stretch(first, end)
    return Found("that", (stretch,)) if has_verb and stretch.last > first else None


def _is_clausal(view: View, child: int) -> bool:
    """A finite clause or a quotation; a bare gerund is another frame."""
    if view.is_quote(child):
        return True
    has_subject = view.find_child(child, "nsubj", "nsubj:pass", "expl", "csubj", "mark", "cop") is not None
    return has_subject or view.tokens[child].tag in ("VBD", "VBZ", "VBP", "VBN")


def _opens_with_that(view: View, child: int) -> bool:
    return view.low[view.left(child)] == "that" and view.tokens[view.left(child)].pos == "SCONJ"


def _is_opened(view: View, first: int) -> bool:
    """As in "that" or a quotation opens the clause, comma or not."""
    at = first + 1 if view.is_punct(first) else first
    return view.low[at] == "that" or view.is_quote(at)


def _back_to_that(view: View, first: int, after: int) -> int:
    for i in range(first - 1, max(after, first - 3), -1):
        if view.low[i] == "that":
            return i
    return first


def _back_to_noun(scene: Scene, first: int) -> int:
    """As in "rejected accusations that ...": the noun opens what is rejected."""
    if "np" not in scene.frames or scene.hit.entry.addressee:
        return first
    nouns = scene.language.group("statement_nouns")
    objects = [c for c in find_kids(scene, "obj") if c < first and scene.view.low[c] in nouns]
    return max(scene.cue[1] + 1, scene.view.left(objects[0])) if objects else first


def _is_led_by_comma(view: View, i: int) -> bool:
    return i < len(view) and view.low[i] == ","


def _has_left_clause(scene: Scene) -> bool:
    first = scene.group[0]
    return first > 1 and scene.view.low[first - 1] == ","


def _read_colon(scene: Scene) -> Found | None:
    view, at = scene.view, scene.group[1] + 1
    if at < view.content_end() and view.low[at] == ":":
        return Found("colon", (scene.right(at + 1),))
    return None


def read_quote(scene: Scene) -> Found | None:
    """A quotation right after the cue, its addressee or a few adverbs."""
    if not {"quote", "that", "np", "as"} & set(scene.frames) or is_inverted(scene):
        return None
    view = scene.view
    at = scene.cue[1] + 1
    skipped = 0
    while at < len(view) and not view.is_quote(at) and skipped < 7:
        if view.is_verbal(at) or view.low[at] in (";", ".") or (view.low[at] == "," and _is_after_left(scene)):
            return None
        at += 1
        skipped += 1
    if at >= len(view) or not view.is_quote(at):
        return None
    if {"quote", "that"} & set(scene.frames):
        inner = [i for i in range(scene.cue[1] + 1, at) if view.is_nominal(i)]
        bare = not inner or view.is_punct(at - 1) or scene.hit.entry.addressee
        return Found("quote", (_around_quote(scene, at),), None, find_addressee(scene)) if bare else None
    return None


def _is_after_left(scene: Scene) -> bool:
    """The left side already holds what is said ("Q," he said, ...)."""
    view, first = scene.view, scene.group[0]
    if first > 1 and view.low[first - 1] == ",":
        return view.is_quote(first - 2)
    return first > 0 and view.is_quote(first - 1)


def _around_quote(scene: Scene, at: int) -> Stretch:
    """A quotation, and what goes on after it with "and that" or another quotation."""
    view, last = scene.view, at
    edge = scene.right(at)
    at_next = last + 1
    while at_next < len(view) and view.is_punct(at_next) and view.low[at_next] in (",",):
        at_next += 1
    if at_next + 1 < len(view) and view.tokens[at_next].pos == "CCONJ":
        following = at_next + 1
        if view.is_quote(following) or view.low[following] == "that":
            return edge
    if at_next < len(view) and at_next == at + 1 and view.tokens[at_next].pos in ("ADP", "SCONJ", "PART"):
        return edge
    return Stretch(at, last)


def _read_infinitive(scene: Scene) -> Found | None:
    if not {"inf", "on"} & set(scene.frames) or is_inverted(scene):
        return None
    view = scene.view
    if "on" in scene.frames and scene.cue[1] + 1 <= view.content_end():
        first = scene.cue[1] + 1
        heads = [i for i in find_kids(scene, "obl", "obj", "nmod") if view.is_nominal(i)]
        return Found("on", (scene.right(first),), None, heads[0] if heads else None)
    for child in find_kids(scene, "xcomp", "ccomp", "advcl", "acl"):
        if any(view.low[c] == "to" and c < child for c in view.children[child]):
            objects = [c for c in find_kids(scene, "obj", "iobj", "obl") if c < child and view.is_nominal(c)]
            if objects:
                return Found("inf", (scene.right(max(scene.cue[1] + 1, view.left(objects[0]))),), None, objects[0])
            return Found("inf", (scene.right(max(scene.cue[1] + 1, view.left(child))),), None, None)
    return None
