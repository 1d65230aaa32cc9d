"""What an active cue verb says: clause, quotation, infinitive, object; to its right or to its left."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.attribution.bounds import Stretch, bound_right, strip_left, strip_right
from toldby.analysis.attribution.cues import CueHit
from toldby.analysis.attribution.subject import Subject
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_CLAUSES = ("ccomp", "csubj", "ccomp:relcl")
_SKIPPED = ("ADV", "INTJ")


@dataclass(frozen=True, slots=True)
class Found:
    """Stretches of content, the frame that fitted, the head of a nominal content, the addressee."""

    frame: str
    stretches: tuple[Stretch, ...]
    complement: int | None = None
    addressee: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A cue in its sentence: everything that the frames look at."""

    view: View
    hit: CueHit
    cue: tuple[int, int]
    subject: Subject | None
    cues: frozenset[int]
    language: LanguagePack

    @property
    def verb(self) -> int:
        """The head of the cue."""
        return self.hit.head

    @property
    def frames(self) -> tuple[str, ...]:
        """The frames of the entry."""
        return self.hit.entry.frames

    @property
    def group(self) -> tuple[int, int]:
        """Cue and subject together, when the subject stands right beside the cue."""
        first, last = self.cue
        if self.subject is not None and not self.subject.is_inherited:
            if self.subject.last < first and first - self.subject.last <= 4:
                first = self.subject.first
            elif self.subject.first > last and self.subject.first - last <= 2:
                last = self.subject.last
        return first, last

    def right(self, first: int) -> Stretch:
        """The content that starts at `first`."""
        return bound_right(self.view, self.verb, first, self.cues, self.language)


def find_complement(scene: Scene) -> Found | None:
    """The first reading that fits: clause or quotation right, infinitive, object, then the left side."""
    if _follows_quote(scene):
        found = read_left(scene)
        if found is not None:
            return found
    readers = (_read_clause, _read_quote, _read_infinitive, _read_double, _read_gerund, _read_object)
    for read in readers:
        found = read(scene)
        if found is not None:
            return found
    return read_left(scene) or _read_bare_clause(scene)


def _follows_quote(scene: Scene) -> bool:
    """A quotation stands right before subject and cue, and no clause is opened after them."""
    view, first, last = scene.view, *scene.group
    before = first - 1
    while before >= 0 and view.is_punct(before):
        before -= 1
    if before < 0 or not view.is_quote(before) or "quote" not in scene.frames:
        return False
    return last + 1 >= len(view) or view.low[last + 1] not in ("that", ":")


def _kids(scene: Scene, *deps: str) -> list[int]:
    """Children to the right of the cue group that the subject does not own."""
    after = scene.cue[1]
    return [c for c in scene.view.children[scene.verb] if c > after and scene.view.dep(c) in deps]


def _addressee(scene: Scene) -> int | None:
    if not scene.hit.entry.addressee:
        return None
    for child in _kids(scene, "obj", "iobj", "obl"):
        if scene.view.case_of(child) in ("", "to", "on", "upon") and scene.view.is_nominal(child):
            return child
    return None


def _is_inverted(scene: Scene) -> bool:
    return scene.subject is not None and scene.subject.first > scene.cue[1]


def _read_clause(scene: Scene) -> Found | None:
    if not {"that", "quote"} & set(scene.frames) or _is_inverted(scene):
        return None
    view = scene.view
    clauses = [c for c in _kids(scene, *_CLAUSES) if _is_clausal(view, c)]
    clauses += [c for c in _kids(scene, "advcl", "parataxis", "dep", "acl", "xcomp") if _opens_with_that(view, c)]
    if not clauses:
        return _read_distant_that(scene) or _read_colon(scene)
    first = max(view.left(min(clauses)), scene.cue[1] + 1)
    first = _back_to_that(view, first, scene.cue[1])
    if first > scene.cue[1] + 1 and _is_led_by_comma(view, scene.cue[1] + 1) and _has_left_clause(scene):
        return None
    first = strip_left(view, first, view.content_end())
    is_quote = view.is_quote(first)
    stretch = _around_quote(scene, first) if is_quote else scene.right(first)
    before = _antecedent(scene, min(clauses))
    stretches = (stretch,) if before is None else (before, stretch)
    return Found("quote" if is_quote else "that", stretches, None, _addressee(scene))


def _antecedent(scene: Scene, clause: int) -> Stretch | None:
    """ "Halvena, who the envoy says added a valve": what is said has its subject before the cue."""
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
    """ "said earlier in the day that ...": days, adverbs or hearers between cue and clause."""
    view = scene.view
    for at in range(scene.cue[1] + 1, min(view.content_end(), scene.cue[1] + 10)):
        if view.low[at] == "that" and at > scene.cue[1]:
            is_clause = at + 2 <= view.content_end() and not view.is_verbal(at + 1)
            return Found("that", (scene.right(at),), None, _addressee(scene)) if is_clause else None
        if view.is_verbal(at) or view.is_punct(at) or view.is_quote(at):
            return None
    return None


def _read_bare_clause(scene: Scene) -> Found | None:
    """A clause that the parser did not see as one, as in headlines: words with a verb form to the right."""
    if not {"that"} & set(scene.frames) or _is_inverted(scene) or scene.subject is None:
        return None
    view, first = scene.view, scene.cue[1] + 1
    if first >= view.content_end() or view.is_punct(first):
        return None
    if view.tokens[first].pos not in ("PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM", "SCONJ"):
        return None
    stretch = scene.right(first)
    has_verb = any(view.is_verbal(i) or view.low[i].endswith("ed") for i in range(first + 1, stretch.last + 1))
    return Found("that", (stretch,)) if has_verb and stretch.last > first else None


def _is_clausal(view: View, child: int) -> bool:
    """A finite clause or a quotation; a bare gerund is another frame."""
    if view.is_quote(child):
        return True
    has_subject = view.find_child(child, "nsubj", "nsubj:pass", "expl", "csubj", "mark", "cop") is not None
    return has_subject or view.tokens[child].tag in ("VBD", "VBZ", "VBP", "VBN")


def _opens_with_that(view: View, child: int) -> bool:
    return view.low[view.left(child)] == "that" and view.tokens[view.left(child)].pos == "SCONJ"


def _back_to_that(view: View, first: int, after: int) -> int:
    for i in range(first - 1, max(after, first - 3), -1):
        if view.low[i] == "that":
            return i
    return first


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


def _read_quote(scene: Scene) -> Found | None:
    """A quotation right after the cue, its addressee or a few adverbs."""
    if not {"quote", "that", "np", "as"} & set(scene.frames) or _is_inverted(scene):
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
        return Found("quote", (_around_quote(scene, at),), None, _addressee(scene)) if bare else None
    return None


def _is_after_left(scene: Scene) -> bool:
    """The left side already holds what is said ("Q," he said, ...)."""
    first = scene.group[0]
    return first > 0 and (scene.view.low[first - 1] == "," or scene.view.is_quote(first - 1))


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
    if not {"inf", "on"} & set(scene.frames) or _is_inverted(scene):
        return None
    view = scene.view
    if "on" in scene.frames and scene.cue[1] + 1 <= view.content_end():
        first = scene.cue[1] + 1
        heads = [i for i in _kids(scene, "obl", "obj", "nmod") if view.is_nominal(i)]
        return Found("on", (scene.right(first),), None, heads[0] if heads else None)
    for child in _kids(scene, "xcomp", "ccomp", "advcl", "acl"):
        if any(view.low[c] == "to" and c < child for c in view.children[child]):
            objects = [c for c in _kids(scene, "obj", "iobj", "obl") if c < child and view.is_nominal(c)]
            if objects:
                return Found("inf", (scene.right(max(scene.cue[1] + 1, view.left(objects[0]))),), None, objects[0])
            return Found("inf", (scene.right(max(scene.cue[1] + 1, view.left(child))),), None, None)
    return None


def _read_double(scene: Scene) -> Found | None:
    """Object and second part: X of Y, X for Y, X as Y, X Y."""
    wanted = {"of", "for", "as", "on"} & set(scene.frames)
    if not wanted or _is_inverted(scene):
        return None
    view = scene.view
    objects = [c for c in _kids(scene, "obj", "iobj") if view.is_nominal(c) or view.is_quote(c)]
    if not objects:
        return _read_bare_preposition(scene, wanted)
    first = max(scene.cue[1] + 1, view.left(objects[0]))
    stretch = scene.right(first)
    inside = [i for i in range(objects[0], stretch.last + 1)]
    if wanted & {"of"} and any(view.low[i] in ("of", "with") for i in inside):
        return Found("of", (stretch,), objects[0])
    if "for" in wanted and any(view.low[i] in ("for", "over") for i in inside):
        return Found("for", (stretch,), objects[0])
    if "as" in wanted and _has_second_part(view, objects[0], stretch.last):
        return None if _only_names(view, objects[0], stretch.last) else Found("as", (stretch,), objects[0])
    if "on" in wanted and any(view.low[i] == "on" for i in inside):
        return Found("for", (stretch,), objects[0])
    return None


def _has_second_part(view: View, head: int, last: int) -> bool:
    """After the object comes "as ...", a predicate or a quotation: "called the strike a crime"."""
    edge = view.noun_phrase(head)[1]
    if edge >= last:
        return False
    following = edge + 1
    if any(view.low[i] == "as" or view.is_quote(i) for i in range(following, min(last, following + 12) + 1)):
        return True
    return view.tokens[following].pos in ("DET", "ADJ", "NOUN", "PROPN", "ADV", "X", "PUNCT") and view.low[following] != ","


def _only_names(view: View, head: int, last: int) -> bool:
    """ "calls it the Zhelm road" gives a name, it says nothing of the thing."""
    rest = range(view.noun_phrase(head)[1] + 1, last + 1)
    content = [i for i in rest if view.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "VERB", "X")]
    is_named = any(view.tokens[i].text[:1].isupper() and view.tokens[i].pos == "PROPN" for i in content)
    return is_named and view.tokens[head].pos == "PRON" and all(view.tokens[i].pos in ("PROPN", "NOUN") for i in content)


def _read_bare_preposition(scene: Scene, wanted: set[str]) -> Found | None:
    view, at = scene.view, scene.cue[1] + 1
    if at < view.content_end() and view.low[at] in wanted and "for" in wanted:
        return Found("for", (scene.right(at),), None)
    return None


def _read_gerund(scene: Scene) -> Found | None:
    if "of-ger" not in scene.frames or _is_inverted(scene):
        return None
    view = scene.view
    for child in _kids(scene, "xcomp", "ccomp", "advcl", "obj"):
        if view.tokens[child].tag == "VBG" and view.left(child) == scene.cue[1] + 1:
            return Found("of-ger", (scene.right(view.left(child)),), None)
    return None


def _read_object(scene: Scene) -> Found | None:
    if "np" not in scene.frames or _is_inverted(scene):
        return None
    view, is_multiword = scene.view, scene.hit.last > scene.hit.first
    heads = [c for c in _kids(scene, "obj", "iobj") if view.is_nominal(c) or view.is_quote(c)]
    if not heads and is_multiword:
        heads = [c for i in range(scene.hit.first, scene.hit.last + 1) for c in view.children[i]
                 if c > scene.cue[1] and view.dep(c) in ("obl", "nmod", "obj", "advcl", "ccomp", "xcomp", "fixed")]  # fmt: skip
    if not heads or view.left(min(heads)) > scene.cue[1] + 4:
        return _read_following_phrase(scene) if is_multiword else None
    head = min(heads)
    first = max(scene.cue[1] + 1, view.left(head))
    return Found("np", (_bound_object(scene, first, head),), head)


def _read_following_phrase(scene: Scene) -> Found | None:
    view, at = scene.view, scene.cue[1] + 1
    if at > view.content_end() or view.is_punct(at):
        return None
    stretch = scene.right(at)
    head = next((i for i in range(at, stretch.last + 1) if view.is_nominal(i)), None)
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


def read_left(scene: Scene, *, is_relay: bool = False) -> Found | None:
    """What stands before the cue and its subject: "..., the council said"."""
    if not {"that", "quote"} & set(scene.frames):
        return None
    view = scene.view
    first, last = scene.group
    if first == 0:
        return None
    before = view.is_quote(first - 1) or view.is_punct(first - 1)
    if not before and not _is_inverted(scene):
        return None
    end = strip_right(view, 0, first - 1)
    if not is_relay and "that" not in scene.frames and not any(view.is_quote(i) for i in range(0, end + 1)):
        return None
    start = strip_left(view, _left_start(scene, end), end)
    if start >= end and not view.is_quote(end):
        return None
    stretches = [Stretch(start, end)]
    rest = _read_after_aside(scene, last)
    if rest is not None:
        stretches.append(rest)
    only_quotes = all(view.is_quote(i) or view.is_punct(i) for i in range(start, end + 1))
    return Found("quote" if only_quotes else "that", tuple(stretches), None, _addressee(scene))


def _left_start(scene: Scene, end: int) -> int:
    """The sentence start, or the place after an earlier cue's own content."""
    view = scene.view
    if view.is_quote(end):
        start = end
        while start > 0 and (view.is_quote(start - 1) or (view.is_punct(start - 1) and start > 1 and view.is_quote(start - 2))):
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
    if at >= view.content_end() or view.low[at] not in (",", ":", "\u2014", "--", "\u2013") and not view.is_quote(at):
        return None
    first = at if view.is_quote(at) else at + 1
    if first > view.content_end():
        return None
    if view.is_quote(first):
        return Stretch(first, first)
    if _opens_new_act(scene, first):
        return None
    return scene.right(first)


def _opens_new_act(scene: Scene, first: int) -> bool:
    """After the comma comes a participle, a coordinated clause, a time or another cue: no content."""
    view = scene.view
    token = view.tokens[first]
    if first in scene.cues or token.tag in ("VBG", "VBN") or token.pos in ("CCONJ", "SCONJ") or view.low[first] in ("who", "which", "according"):
        return True
    governor = next((i for i in range(first, view.content_end() + 1) if view.head(i) < first and not view.is_punct(i)), first)
    return view.dep(governor) in ("advcl", "appos", "conj", "nmod", "obl", "acl", "acl:relcl", "amod", "obl:tmod", "obl:unmarked") and view.is_under(governor, scene.verb)
