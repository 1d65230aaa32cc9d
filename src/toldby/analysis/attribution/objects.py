"""Nominal contents of a cue: object, object with a second part, gerund, and the noun that is answered."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.bounds import Stretch, strip_right
from toldby.analysis.attribution.scene import Found, Scene, find_kids, is_inverted
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_ADDED = ("which", "who", "whose", "where", "although", "though")
_QUOTATION_MARKS = ('"', "\u201c", "\u201d", "''", "``")
_DEPENDENTS = ("obl", "nmod", "obj", "advcl", "ccomp", "xcomp", "fixed")


def read_double(scene: Scene) -> Found | None:
    """Object and second part: X of Y, X for Y, X as Y, X Y; without the setting of the speech."""
    found = _read_double(scene)
    if found is None or found.complement is None or len(found.stretches) != 1:
        return found
    return replace(found, stretches=(cut_setting(scene, found.stretches[0], found.complement + 2),))


def cut_setting(scene: Scene, stretch: Stretch, after: int) -> Stretch:
    """Where, when and on what occasion something was said is no part of it; nor is what the report adds to it.

    Looked for from the token `after`: "in a statement on Monday", "during the debate", ", which ...", ", meaning ...".
    """
    view, language = scene.view, scene.language
    for i in range(max(after, stretch.first + 1), stretch.last):
        if view.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD"):
            # the day belongs to this clause
            return stretch
        is_added = view.low[i] == "," and (view.low[i + 1] in _ADDED or view.tokens[i + 1].tag == "VBG")
        if is_added or _opens_setting(view, i, language):
            last = strip_right(view, stretch.first, i - 1)
            return Stretch(stretch.first, last, (*stretch.longer, stretch.last)) if last > stretch.first else stretch
    return stretch


def _opens_setting(view: View, i: int, language: LanguagePack) -> bool:
    times = language.group("time_words")
    if view.low[i] in times and view.tokens[i].text[:1].isupper() and view.tokens[i - 1].pos != "ADP":
        return True
    if view.low[i] == "during":
        return True
    if view.low[i] not in ("in", "on", "at", "via"):
        return False
    near = range(i + 1, min(len(view), i + 5))
    stops = next((k for k in near if view.is_punct(k) or view.is_quote(k) or view.tokens[k].pos == "ADP"), i + 5)
    inside = [view.low[k] for k in range(i + 1, min(stops, len(view)))]
    if view.low[i] == "on":
        return bool(inside) and inside[0] in times
    return any(low in language.group("speech_occasions") for low in inside)


def _read_double(scene: Scene) -> Found | None:
    wanted = {"of", "for", "as", "on"} & set(scene.frames)
    if not wanted or is_inverted(scene):
        return None
    view = scene.view
    named = _read_named(scene) or _read_predicate(scene)
    if named is not None:
        return named
    objects = [c for c in find_kids(scene, "obj", "iobj") if view.is_nominal(c) or view.is_quote(c)]
    if not objects:
        return _read_bare_preposition(scene, wanted) or _read_unparsed_double(scene, wanted)
    first = max(scene.cue[1] + 1, view.left(objects[0]))
    stretch = scene.right(first)
    inside = range(objects[0], stretch.last + 1)
    if wanted & {"of"} and any(view.low[i] in ("of", "with") for i in inside):
        return Found("of", (stretch,), objects[0])
    if "for" in wanted and any(view.low[i] in ("for", "over") for i in inside):
        return Found("for", (stretch,), objects[0])
    if "as" in wanted and _has_second_part(view, objects[0], stretch.last):
        return None if _only_names(view, objects[0], stretch.last) else Found("as", (stretch,), objects[0])
    if "on" in wanted and any(view.low[i] == "on" for i in inside):
        return Found("for", (stretch,), objects[0])
    return None


def _read_predicate(scene: Scene) -> Found | None:
    """As in "called the tax a theft", `called it "a theft"`: a second phrase right behind the first."""
    view, first = scene.view, scene.cue[1] + 1
    if (
        scene.frames[0] != "as"
        or first >= view.content_end()
        or not (view.is_nominal(first) or _opens_phrase(view, first))
    ):
        return None
    for i in range(first + 1, min(view.content_end() + 1, first + 12)):
        is_mark = view.is_quote(i) or view.low[i] in _QUOTATION_MARKS
        if view.is_punct(i) and not is_mark and view.low[i] not in ("'s", "-"):
            return None
        is_after_noun = view.tokens[i - 1].pos in ("NOUN", "PROPN", "PRON", "VERB", "NUM")
        if is_after_noun and (view.low[i] in ("a", "an") or is_mark):
            return Found("as", (scene.right(first),), _find_object(view, first, i))
    return None


def _opens_phrase(view: View, i: int) -> bool:
    return view.tokens[i].pos in ("DET", "ADJ", "PRON", "NUM")


def _find_object(view: View, first: int, end: int) -> int:
    return next((i for i in range(first, end) if view.is_nominal(i)), first)


def _read_named(scene: Scene) -> Found | None:
    """As in "what the mayor called a farce", "a blast that the mayor described as an act": the name is what is said."""
    view, subject, first = scene.view, scene.subject, scene.cue[1] + 1
    if subject is None or subject.first == 0 or first > view.content_end() or "as" not in scene.frames:
        return None
    pronoun = subject.first - 1
    if view.low[pronoun] not in ("what", "that", "which") or (view.is_punct(first) and not view.is_quote(first)):
        return None
    if view.low[pronoun] != "what" and (view.low[first] != "as" or not pronoun or not view.is_nominal(pronoun - 1)):
        return None
    stretch = scene.right(first)
    comma = next((i for i in range(first + 1, stretch.last + 1) if view.low[i] in (",", ";", "\u2014")), None)
    last = stretch.last if comma is None else comma - 1
    begin = pronoun if view.low[pronoun] == "what" else view.noun_phrase(pronoun - 1)[0]
    return Found("as", (Stretch(begin, pronoun), Stretch(first, strip_right(view, first, last))), None)


def _read_unparsed_double(scene: Scene, wanted: set[str]) -> Found | None:
    """As in "Halvena accuses Teskoria of ..." in a headline whose object the parser did not see."""
    view, first = scene.view, scene.cue[1] + 1
    token = view.tokens[first] if first < view.content_end() else None
    if token is None or not (token.tag.startswith(("NN", "DT", "PRP", "JJ", "VBG")) or token.text[:1].isupper()):
        return None
    for at in range(first + 1, min(view.content_end(), first + 8)):
        if view.is_punct(at):
            return None
        if view.low[at] in wanted & {"of", "for"}:
            return Found("of", (scene.right(first),), at - 1)
    return None


def _has_second_part(view: View, head: int, last: int) -> bool:
    """After the object comes "as ...", a predicate or a quotation: "called the strike a crime"."""
    edge = view.noun_phrase(head)[1]
    inner = range(view.noun_phrase(head)[0] + 1, edge + 1)
    if any(view.low[i] in ("a", "an") and view.is_nominal(i - 1) for i in inner):
        # "called the tax a theft": the parser took both for one phrase
        return True
    if edge >= last:
        return False
    following = edge + 1
    if any(view.low[i] == "as" or view.is_quote(i) for i in range(following, min(last, following + 12) + 1)):
        return True
    return (
        view.tokens[following].pos in ("DET", "ADJ", "NOUN", "PROPN", "ADV", "X", "PUNCT")
        and view.low[following] != ","
    )


def _only_names(view: View, head: int, last: int) -> bool:
    """As in "calls it the Zhelm road" gives a name, it says nothing of the thing."""
    rest = range(view.noun_phrase(head)[1] + 1, last + 1)
    content = [i for i in rest if view.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "VERB", "X")]
    is_named = any(view.tokens[i].text[:1].isupper() and view.tokens[i].pos == "PROPN" for i in content)
    return (
        is_named and view.tokens[head].pos == "PRON" and all(view.tokens[i].pos in ("PROPN", "NOUN") for i in content)
    )


def _read_bare_preposition(scene: Scene, wanted: set[str]) -> Found | None:
    view, at = scene.view, scene.cue[1] + 1
    if at < view.content_end() and view.low[at] in wanted and "for" in wanted:
        return Found("for", (scene.right(at),), None)
    return None


def read_gerund(scene: Scene) -> Found | None:
    """As in "denied closing the valve": the gerund right behind the cue."""
    if "of-ger" not in scene.frames or is_inverted(scene):
        return None
    view = scene.view
    for child in find_kids(scene, "xcomp", "ccomp", "advcl", "obj"):
        is_next = view.left(child) == scene.cue[1] + 1 and not view.is_punct(view.left(child))
        if view.tokens[child].tag == "VBG" and is_next:
            return Found("of-ger", (scene.right(view.left(child)),), None)
    return None


def read_object(scene: Scene) -> Found | None:
    """A plain object; behind a cue of several words, the phrase that follows."""
    if "np" not in scene.frames or is_inverted(scene):
        return None
    view, is_multiword = scene.view, scene.hit.last > scene.hit.first
    heads = [c for c in find_kids(scene, "obj", "iobj") if view.is_nominal(c) or view.is_quote(c)]
    if not heads and is_multiword:
        inner = (c for i in range(scene.hit.first, scene.hit.last + 1) for c in view.children[i])
        heads = [c for c in inner if c > scene.cue[1] and view.dep(c) in _DEPENDENTS]
    if not heads or view.left(min(heads)) > scene.cue[1] + 4:
        return _read_following_phrase(scene) if is_multiword else None
    head = min(heads)
    first = max(scene.cue[1] + 1, view.left(head))
    return Found("np", (cut_setting(scene, _bound_object(scene, first, head), head + 1),), head)


def _read_following_phrase(scene: Scene) -> Found | None:
    view, at = scene.view, scene.cue[1] + 1
    if at > view.content_end() or view.is_punct(at):
        return None
    stretch = scene.right(at)
    head = next((i for i in range(at, stretch.last + 1) if view.is_nominal(i)), None)
    if head is not None:
        stretch = cut_setting(scene, stretch, head + 1)
    return Found("np", (stretch,), head)


def _bound_object(scene: Scene, first: int, head: int) -> Stretch:
    """The object up to a comma that leaves its subtree, without a day at its end."""
    view = scene.view
    whole = scene.right(first)
    last = whole.last
    edge = max(view.right(head), head)
    for i in range(first, whole.last + 1):
        if i > edge and view.low[i] in (",", ";", "\u2014"):
            last = strip_right(view, first, i)
            break
    if view.low[head] in scene.language.group("statement_nouns"):
        last = _trim_time(view, head, last, scene.language)
    return Stretch(first, last, whole.longer)


def _trim_time(view: View, head: int, last: int, language: LanguagePack) -> int:
    """A trailing "on Tuesday" or "at the time" dates the speech, not its object."""
    times = language.group("time_words")
    at = last
    while at > head and (view.low[at] in times or view.tokens[at].pos in ("DET", "ADV", "NUM", "ADJ")):
        at -= 1
    if at == last or not any(view.low[i] in times for i in range(at + 1, last + 1)):
        return last
    if at > head and view.tokens[at].pos == "ADP":
        return at - 1
    return at if view.low[at + 1] in times else last


def read_answered(scene: Scene) -> Found | None:
    """As in "..., a charge Sarquil rejected": the noun before the short relative clause is what is answered."""
    view = scene.view
    if scene.hit.entry.stance not in ("deny", "reject", "condemn", "confirm") or scene.subject is None:
        return None
    after = scene.cue[1] + 1
    if after <= view.content_end() and not view.is_punct(after):
        return None
    nouns = scene.language.group("statement_nouns")
    for at in range(scene.subject.first, max(-1, scene.subject.first - 3), -1):
        if view.low[at] in nouns and at > 0 and view.tokens[at - 1].pos == "DET":
            return Found("np", (Stretch(at - 1, at),), at)
    return None
