"""Verb cues as drafts: active with a subject, passive with agent, addressee or nobody."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.bounds import Stretch, bound_right, strip_left, strip_right
from toldby.analysis.attribution.cluster import extend_cue, find_agent, is_passive
from toldby.analysis.attribution.complement import find_complement, read_quote
from toldby.analysis.attribution.cues import CueHit, Cues
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.leftward import read_left
from toldby.analysis.attribution.mainclause import find_following_subject, find_opening_subject
from toldby.analysis.attribution.reality import find_unreality
from toldby.analysis.attribution.relay import content_of_relay, read_quoted_as
from toldby.analysis.attribution.scene import Found, Scene, find_addressee
from toldby.analysis.attribution.subject import Subject, find_subject, is_relative, look_right, make_subject
from toldby.analysis.attribution.tags import Tag
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span

_BACKING = ("support", "back", "endorse", "welcome")
Verdict = Draft | str
"""A draft, or the drop rule that speaks against one."""


def read_verb(view: View, hit: CueHit, cues: Cues, language: LanguagePack) -> Verdict:
    """The claim of one verb cue, or the drop rule."""
    unreal = find_unreality(view, hit.head, hit.entry, language)
    if unreal == "adjective":
        return "noun_reading"
    if unreal is not None and not _survives(view, hit, unreal):
        return "unreal_cue"
    cue = extend_cue(view, hit, language)
    is_bare = view.tokens[hit.head].tag == "VBN" and view.is_parsed
    if is_bare and (cue[0] == hit.first == 0 or view.low[cue[0]] in language.group("time_subordinators")):
        # "replied the mayor when asked about it", "Asked by reporters whether ..."
        return "unreal_cue"
    if _is_inverted_participle(view, hit, cue):
        subject = look_right(view, cue, language)
        found = None if subject is None else read_left(Scene(view, hit, cue, subject, cues, language))
        if subject is not None and found is not None:
            return _make(view, hit, cue, subject, found)
    tag = cues.tags.get(hit.first)
    if tag is not None:
        told = _read_tag(Scene(view, hit, cue, Subject(tag.first, tag.last, tag.head), cues, language), tag)
        if told is not None:
            return told
    if is_passive(view, hit.head, language):
        verdict = _read_passive(view, hit, cue, cues, language)
    else:
        verdict = _read_active(view, hit, cue, cues, language, is_negated=unreal == "negated")
    if isinstance(verdict, Draft) or not view.is_parsed:
        return verdict
    return _read_by_order(view, hit, cue, cues, language) or verdict


def _is_inverted_participle(view: View, hit: CueHit, cue: tuple[int, int]) -> bool:
    """As in `"...," reported the agency.`: past and participle look the same, and nobody is reported."""
    is_bare = view.tokens[hit.head].tag == "VBN" and cue[0] == hit.first > 0 and "quote" in hit.entry.frames
    return is_bare and view.is_quote(cue[0] - 1) and cue[1] + 1 < len(view) and view.low[cue[1] + 1] != "by"


def _read_by_order(view: View, hit: CueHit, cue: tuple[int, int], cues: Cues, language: LanguagePack) -> Draft | None:
    """The claim with the subject that the order of words gives; None where that gives none either."""
    fronted = find_following_subject(view, hit.head, cue)
    subject = find_opening_subject(view, hit, cue, language) if fronted is None else fronted[0]
    if subject is None or not _can_speak(view, subject, hit, language):
        return None
    found = find_complement(Scene(view, hit, cue, subject, cues, language))
    if found is None:
        return None
    if fronted is not None:
        comma = fronted[1]
        kept = tuple(Stretch(s.first, min(s.last, comma - 1)) for s in found.stretches if s.first < comma)
        if not kept or kept[0].first < cue[0]:
            return None
        found = replace(found, stretches=kept)
    return _make(view, hit, cue, subject, found)


def _survives(view: View, hit: CueHit, unreal: str) -> bool:
    """As in "does not believe" still tells a mind; "did not say" tells nothing."""
    return unreal == "negated" and hit.entry.stance == "express"


def _read_active(
    view: View, hit: CueHit, cue: tuple[int, int], cues: Cues, language: LanguagePack, *, is_negated: bool
) -> Verdict:
    subject = _leave_noun(view, find_subject(view, hit.head, cue, language), language)
    if subject is not None and not _can_speak(view, subject, hit, language):
        if not hit.entry.implicit or view.low[subject.first] in language.group("negating_words"):
            return "no_speaker_possible"
        subject = None
    elif subject is None and not _waits_for_subject(view, hit, cue):
        return "no_speaker_possible"
    scene = Scene(view, hit, cue, subject, cues, language)
    relayed = _read_relayed(scene)
    if relayed is not None:
        return relayed
    found = find_complement(scene)
    if found is None:
        return "noun_reading"
    if is_negated and found.frame not in ("that", "quote") and hit.entry.id not in _BACKING:
        # "did not want his name published" tells no mind, "does not believe that" does
        return "unreal_cue"
    if hit.entry.stance == "express" and found.frame == "np" and view.low[hit.head] in language.group("light_verbs"):
        return _make_light(scene, found)
    return _make(view, hit, cue, subject, found, is_negated=is_negated)


def _read_tag(scene: Scene, tag: Tag) -> Draft | None:
    """The claim of a reporting clause in passing; None where its subject cannot speak."""
    view, subject = scene.view, scene.subject
    if subject is None or not _can_speak(view, subject, scene.hit, scene.language):
        return None
    found = _find_tagged(scene, tag)
    return None if found is None else _make(view, scene.hit, scene.cue, subject, found)


def _find_tagged(scene: Scene, tag: Tag) -> Found | None:
    """The quotation behind the clause, the one before it, or the words around it."""
    if tag.leads_quote:
        return read_quote(scene)
    return read_left(scene) if tag.is_quoted else _find_told(scene, tag)


def _find_told(scene: Scene, tag: Tag) -> Found | None:
    """What stands before the clause, and what goes on behind it."""
    view, end = scene.view, scene.view.content_end()
    start = next((i + 1 for i in range(tag.mark - 1, 0, -1) if view.low[i] == ";"), 0)
    first, last = strip_left(view, start, tag.mark - 1), strip_right(view, start, tag.mark - 1)
    words = [i for i in range(first, last + 1) if not view.is_punct(i)]
    stretches = []
    is_link = len(words) == 1 and view.tokens[words[0]].pos in ("ADV", "CCONJ", "SCONJ")
    if words and first <= last and not is_link:
        stretches.append(Stretch(first, last))
    after = tag.end + 1
    while after <= end and view.is_punct(after) and not view.is_quote(after):
        after += 1
    if not tag.is_final and after <= end:
        is_act = view.tokens[after].tag in ("VBG", "VBN") or after in scene.cues
        if not is_act and not (stretches and view.tokens[after].pos in ("CCONJ", "SCONJ")):
            stretches.append(Stretch(after, after) if view.is_quote(after) else scene.right(after))
    return Found("that", tuple(stretches), None, find_addressee(scene)) if stretches else None


def _waits_for_subject(view: View, hit: CueHit, cue: tuple[int, int]) -> bool:
    """A participle after a comma, a verb after "and": its subject is the one of the sentence's main cue."""
    is_joined = cue[0] > 1 and view.tokens[cue[0] - 1].pos == "CCONJ"
    if is_joined and view.tokens[hit.head].tag in ("VBD", "VBZ", "NNS", "VBN"):
        return view.is_parsed
    return view.tokens[hit.head].tag == "VBG" and cue[0] > 0 and view.low[cue[0] - 1] == ","


def _make_light(scene: Scene, found: Found) -> Verdict:
    """As in "expressed concern about X": the feeling belongs to the cue, what it is about is the content."""
    view, head = scene.view, found.complement
    if head is None or view.tokens[head].pos != "NOUN":
        return _make(view, scene.hit, scene.cue, scene.subject, found)
    cue = (scene.cue[0], head)
    after = head + 1
    links = ("at", "over", "about", "for", "regarding", "that", "of", "with", "on", "concerning", "to")
    stretches: tuple[Stretch, ...] = ()
    is_dated = after < view.content_end() and view.low[after + 1] in scene.language.group("time_words")
    if after <= view.content_end() and not is_dated and (view.low[after] in links or view.is_quote(after)):
        stretches = (bound_right(view, scene.verb, after, scene.cues, scene.language),)
    return _make(view, scene.hit, cue, scene.subject, Found("light", stretches, head))


def _leave_noun(view: View, subject: Subject | None, language: LanguagePack) -> Subject | None:
    """As in "a charge Sarquil rejected": Sarquil rejects, the charge is what is rejected."""
    if subject is None or subject.last - subject.first < 2 or view.low[subject.first] not in ("a", "an"):
        return subject
    noun = subject.first + 1
    if view.low[noun] in language.group("statement_nouns") and view.tokens[noun + 1].pos in ("PROPN", "DET", "PRON"):
        return Subject(noun + 1, subject.last, max(noun + 1, min(subject.last, subject.head)))
    return subject


def _read_relayed(scene: Scene) -> Draft | None:
    """As in "A quoted B as saying X": B is the source, A the relay."""
    quoted = read_quoted_as(scene)
    if quoted is None or scene.subject is None:
        return None
    head, saying = quoted
    pieces = content_of_relay(scene, saying[1])
    if not pieces:
        return None
    view = scene.view
    first, last = view.noun_phrase(head)
    source = Subject(first, min(last, saying[0] - 1), head)
    draft = _make(view, scene.hit, scene.cue, source, Found("that", tuple(Stretch(a, b) for a, b in pieces)))
    relay = (view.span(scene.subject.first, scene.subject.last),)
    return replace(draft, cue=(view.span(*scene.cue), view.span(*saying)), relay=relay, rule="cue.relay")


def _can_speak(view: View, subject: Subject, hit: CueHit, language: LanguagePack) -> bool:
    low = view.low[subject.head]
    if low in language.group("time_words") and view.tokens[subject.head].pos == "NOUN":
        return False
    if {low, view.low[subject.first]} & language.group("negating_words"):
        # "no group has claimed", "nobody said": nobody speaks
        return False
    if low in language.group("no_speakers") and not is_relative(view, subject.head, language):
        return False
    if hit.entry.subject == "artifact":
        inside = {view.low[i] for i in range(subject.first, subject.last + 1)} | {low}
        named = language.group("artifact_nouns") | language.group("speech_artifacts")
        return bool(inside & named) or low in language.group("neuter_pronouns")
    return view.tokens[subject.head].pos != "NUM" or low.isalpha() or hit.entry.stance == "evidence"


def _make(
    view: View, hit: CueHit, cue: tuple[int, int], subject: Subject | None, found: Found, *, is_negated: bool = False
) -> Draft:
    entry = hit.entry
    source = _source_spans(view, subject, cue)
    content, longer = _spans(view, found.stretches, cue)
    addressee = () if found.addressee is None else (view.span(*view.noun_phrase(found.addressee)),)
    against = _find_against(view, found) if entry.against else ()
    stance = "reject" if is_negated and entry.id in _BACKING else entry.stance
    return Draft(
        sentence=view.sentence.index,
        source=source,
        cue=(view.span(*cue),),
        content=content,
        frame=found.frame,
        stance=stance,
        commitment=entry.commitment,
        rule=f"cue.{found.frame}",
        why=f"{view.words(*cue)!r}, frame {found.frame}",
        entry=entry,
        is_inherited=subject.is_inherited if subject is not None else _waits_for_subject(view, hit, cue),
        complement="" if found.complement is None else view.low[found.complement],
        addressee=addressee,
        against=against,
        alternatives=longer,
    )


def _source_spans(view: View, subject: Subject | None, cue: tuple[int, int]) -> tuple[Span, ...]:
    """The noun phrase, and the "who" that stands for it right before the cue."""
    if subject is None:
        return ()
    spans = [view.span(subject.first, subject.last)]
    for i in range(subject.last + 1, cue[0]):
        if view.low[i] in ("who", "which") and cue[0] - i <= 2:
            spans.append(view.span(i, i))
    return tuple(spans)


def _find_against(view: View, found: Found) -> tuple[Span, ...]:
    if found.complement is None or not view.is_nominal(found.complement):
        return ()
    return (view.span(*view.noun_phrase(found.complement)),)


def _spans(
    view: View, stretches: tuple[Stretch, ...], cue: tuple[int, int]
) -> tuple[tuple[Span, ...], tuple[tuple[Span, ...], ...]]:
    spans = tuple(view.span(s.first, s.last) for s in stretches if s.first <= s.last)
    if not stretches:
        return (), ()
    longer = tuple(
        (*spans[:-1], view.span(stretches[-1].first, end)) for end in stretches[-1].longer if end > stretches[-1].last
    )
    return tuple(sorted(spans)), longer


def _read_passive(view: View, hit: CueHit, cue: tuple[int, int], cues: Cues, language: LanguagePack) -> Verdict:
    entry = hit.entry
    agent = find_agent(view, hit.head, language)
    if agent is not None and view.low[agent] in language.group("no_speakers"):
        agent = None
    is_relay = cue[1] + 2 < len(view) and view.low[cue[1] + 1] == "as" and view.tokens[cue[1] + 2].tag == "VBG"
    if agent is None and not is_relay and "agentless" not in entry.frames and entry.stance != "notify":
        return "no_speaker_possible"
    needs_clause = "that" in entry.frames and entry.stance != "evidence"
    if agent is not None and not needs_clause and not {"np", "by", "of", "as", "agentless"} & set(entry.frames):
        return "noun_reading"
    held = _passive_subject(view, hit.head, language)
    relayed = _read_relayed_passive(view, hit, cue, held, agent, cues, language)
    if relayed is not None:
        return relayed
    if entry.addressee and entry.stance == "notify":
        return _read_notified(view, hit, cue, held, agent, cues, language)
    return _read_said_of(view, hit, cue, held, agent, cues, language)


def _read_relayed_passive(
    view: View,
    hit: CueHit,
    cue: tuple[int, int],
    held: int | None,
    agent: int | None,
    cues: Cues,
    language: LanguagePack,
) -> Draft | None:
    """As in "B was quoted as saying X by A": B is the source, A the relay."""
    after = cue[1] + 1
    if held is None or after + 1 > view.content_end() or view.low[after] != "as":
        return None
    if view.tokens[after + 1].tag != "VBG":
        return None
    source = make_subject(view, held)
    if agent is None and after + 3 <= view.content_end() and view.low[after + 2] == "by":
        agent = next((i for i in range(after + 3, len(view)) if view.is_nominal(i) and view.case_of(i) == "by"), None)
    scene = Scene(view, hit, cue, source, cues, language)
    pieces = content_of_relay(scene, after + 1, agent)
    if not pieces:
        return None
    draft = _make(view, hit, (cue[0], after + 1), source, Found("that", tuple(Stretch(a, b) for a, b in pieces)))
    relay = () if agent is None else (view.span(*view.noun_phrase(agent)),)
    return replace(draft, relay=relay, rule="cue.relay")


def _passive_subject(view: View, verb: int, language: LanguagePack) -> int | None:
    own = view.find_child(verb, "nsubj:pass", "nsubj", "csubj:pass")
    if own is not None and is_relative(view, own, language):
        own = None
    if own is None and view.dep(verb) in ("acl", "acl:relcl"):
        return view.head(verb)
    if own is None and view.dep(verb) == "conj":
        return view.find_child(view.head(verb), "nsubj:pass", "nsubj")
    return own


def _source_of(view: View, agent: int | None) -> Subject | None:
    if agent is None:
        return None
    first, last = view.noun_phrase(agent)
    return Subject(first, last, agent)


def _read_notified(
    view: View, hit: CueHit, cue: tuple[int, int], held: int | None, agent: int | None,
    cues: Cues, language: LanguagePack,
) -> Verdict:  # fmt: skip
    """As in "The Group has been informed of X": the subject hears, nobody is said to speak."""
    first = cue[1] + 1
    if first > view.content_end() or view.is_punct(first):
        return "noun_reading"
    if view.dep(hit.head) == "acl" and cue[0] == hit.first:
        # "diplomats briefed on the matter": a description, no notice
        return "noun_reading"
    if agent is not None and view.left(agent) <= first + 1:
        first = view.noun_phrase(agent)[1] + 1
        if first > view.content_end() or view.is_punct(first):
            return "noun_reading"
    stretch = bound_right(view, hit.head, first, cues, language)
    if agent is not None and first <= view.left(agent) <= stretch.last:
        stretch = Stretch(first, strip_right(view, first, view.left(agent) - 1))
    found = Found("agentless", (stretch,), None, held)
    return _make(view, hit, cue, _source_of(view, agent), found)


def _read_said_of(
    view: View, hit: CueHit, cue: tuple[int, int], held: int | None, agent: int | None,
    cues: Cues, language: LanguagePack,
) -> Verdict:  # fmt: skip
    """As in "Clashes have been reported along the line", "the raid was confirmed by the council"."""
    stretches: list[Stretch] = []
    is_dummy = held is not None and view.low[held] == "it" and _has_clause(view, hit.head)
    if held is not None and not is_dummy and view.dep(hit.head) != "acl:relcl":
        first, last = view.noun_phrase(held)
        if view.low[held] in language.group("statement_nouns") and last + 1 < cue[0] and view.low[last + 1] == "that":
            # "the claim that order had been restored was rejected"
            last = max(last, min(view.right(held), cue[0] - 1))
        if last < cue[0]:
            stretches.append(Stretch(first, last))
    cue = _reach_agent(view, cue, agent)
    after = cue[1] + 1
    if agent is not None and view.left(agent) <= after + 1:
        after = view.noun_phrase(agent)[1] + 1
    if after <= view.content_end() and not view.is_punct(after) and view.tokens[after].pos != "CCONJ":
        stretches.append(_before_relative(view, bound_right(view, hit.head, after, cues, language), hit.entry.stance))
    if not stretches:
        return "noun_reading"
    found = Found("by" if agent is not None else "agentless", tuple(stretches), held)
    return _make(view, hit, cue, _source_of(view, agent), found)


def _before_relative(view: View, stretch: Stretch, stance: str) -> Stretch:
    """As in "was blamed on the Front, which ...": what is told of the Front is no blame."""
    if stance != "accuse":
        return stretch
    for i in range(stretch.first + 1, stretch.last):
        if view.low[i] == "," and view.low[i + 1] in ("which", "who", "whose"):
            return Stretch(stretch.first, i - 1, (stretch.last,))
    return stretch


def _reach_agent(view: View, cue: tuple[int, int], agent: int | None) -> tuple[int, int]:
    """The "by" right after the participle belongs to the cue."""
    if agent is not None and cue[1] + 1 < len(view) and view.low[cue[1] + 1] == "by":
        return cue[0], cue[1] + 1
    return cue


def _has_clause(view: View, verb: int) -> bool:
    return view.find_child(verb, "ccomp", "csubj", "xcomp", "csubj:pass") is not None
