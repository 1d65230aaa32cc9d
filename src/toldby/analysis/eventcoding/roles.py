"""Who did it to whom, read from the syntax of the clause; by position where there is no parse."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from toldby.analysis.eventcoding.clauses import is_relative
from toldby.analysis.eventcoding.phrases import parties_of, party_from
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.triggers import Trigger
from toldby.domain.actors import ActorMention
from toldby.domain.propositions import Party
from toldby.domain.syntax import Token

_RELATIVE = ("who", "which", "that", "whom")
_CLIMB = 12


@dataclass(frozen=True, slots=True)
class Roles:
    """Head tokens of subject-like and object-like phrases, and the parties they give."""

    agent_heads: tuple[int, ...] = ()
    patient_heads: tuple[int, ...] = ()
    agents: tuple[Party, ...] = ()
    patients: tuple[Party, ...] = ()
    is_passive: bool = False


def read_roles(scene: Scene, trigger: Trigger) -> Roles:
    """The roles of the act: subject and object, turned round in the passive; noun compounds."""
    if not scene.is_parsed:
        return _read_by_position(scene, trigger)
    heads = _read_noun(scene, trigger) if trigger.is_noun else _read_verb(scene, trigger)
    return _fill(scene, trigger, heads)


def _fill(scene: Scene, trigger: Trigger, heads: Roles) -> Roles:
    patients = parties_of(scene, heads.patient_heads)
    if trigger.entry.agent == "none" and trigger.entry.type.startswith("posture."):
        # "a patrol saw soldiers on the ridge": those seen are the doers
        return Roles(heads.patient_heads, heads.patient_heads, patients, (), heads.is_passive)
    agents = parties_of(scene, heads.agent_heads) if trigger.entry.agent != "none" else ()
    agents = agents or _owners_of(scene, heads.agent_heads)
    if trigger.entry.target == "subject" and not heads.is_passive:
        # "came under fire": the subject suffers the act, the doer stands after "from" or "by"
        agents, patients = _parties_after(scene, trigger.head, ("from", "by")), parties_of(scene, heads.agent_heads)
        return Roles(heads.patient_heads, heads.agent_heads, agents, patients, True)
    return Roles(heads.agent_heads, heads.patient_heads, agents, patients, heads.is_passive)


def _owners_of(scene: Scene, heads: tuple[int, ...]) -> tuple[Party, ...]:
    """As in "Teskorian mortars hit": the doer is the one whose weapons they are."""
    things = [h for h in heads if scene.actor_at(h) is None]
    owners = [c for h in things for c in scene.tree.children[h] if _is_owner(scene, c)]
    # a parse may take the nation for the subject: "Halvenan mortars" with the weapon hung on the name
    owners += [h for h in heads if (mention := scene.actor_at(h)) is not None and mention.form == "demonym"]
    known = [c for c in owners if scene.actor_at(c) is not None]
    return parties_of(scene, known or owners)


def subject_of(scene: Scene, verb: int) -> tuple[int, bool] | None:
    """(subject token, is passive) of a verb, inherited over coordination, control and relatives."""
    at = verb
    for _ in range(_CLIMB):
        own = _own_subject(scene, at)
        if own is not None:
            return own
        token = scene.tokens[at]
        base = token.dep.split(":")[0]
        controller = _blamed_object(scene, at)
        if controller is not None:
            return controller, _is_passive(scene, at)
        if base == "xcomp":
            controlled = _object_of(scene, token.head)
            if controlled is not None and not _is_passive(scene, token.head):
                return controlled, _is_passive(scene, at)
            at = token.head
        elif base == "acl" and _hangs_on_carried(scene, at):
            at = scene.tokens[token.head].head
        elif base == "acl" and scene.tokens[token.head].pos in ("NOUN", "PROPN", "PRON"):
            return token.head, _is_passive(scene, at) or _is_participle(token)
        elif base in ("conj", "advcl", "parataxis") and token.head != at:
            if base != "conj" and at == verb and not _lacks_own_subject(scene, at):
                return None
            at = token.head
        else:
            return None
    return None


def _blamed_object(scene: Scene, verb: int) -> int | None:
    """As in "accused Halvena of shelling", "kept them from crossing": the object of the verb above is the doer."""
    token = scene.tokens[verb]
    if token.tag != "VBG" or token.dep.split(":")[0] not in ("advcl", "acl", "xcomp", "obl"):
        return None
    marks = (scene.low(c) for c in scene.tree.children[verb] if scene.tokens[c].dep in ("mark", "case"))
    if not any(m in scene.lexicon.language.group("control_prepositions") for m in marks):
        return None
    return _object_of(scene, token.head) if scene.tokens[token.head].pos == "VERB" else None


def _is_participle(token: Token) -> bool:
    """A past participle on a noun is passive; a finite verb there is a misread main verb."""
    return token.tag == "VBN" or ("Tense=Past" in token.morph and "VerbForm=Fin" not in token.morph)


def _hangs_on_carried(scene: Scene, verb: int) -> bool:
    """As in "carry out work on laying roads": the doer is the subject of the carrying verb."""
    noun = scene.tokens[verb].head
    marked = any(scene.tokens[c].dep in ("mark", "case") for c in scene.tree.children[verb])
    return marked and scene.tokens[noun].dep == "obj" and scene.is_in(scene.tokens[noun].head, "carrier_verbs")


def _lacks_own_subject(scene: Scene, verb: int) -> bool:
    """A participle or infinitive clause takes the subject of the clause above."""
    token = scene.tokens[verb]
    return token.tag in ("VBG", "VBN", "VB") or "VerbForm=Ger" in token.morph or "VerbForm=Part" in token.morph


def _own_subject(scene: Scene, verb: int) -> tuple[int, bool] | None:
    for child in scene.tree.children[verb]:
        dep = scene.tokens[child].dep
        if dep in ("nsubj", "nsubj:pass", "nsubj:outer"):
            return _antecedent(scene, verb, child), dep == "nsubj:pass" or _is_passive(scene, verb)
    return None


def _antecedent(scene: Scene, verb: int, subject: int) -> int:
    """As in "who crossed the line": the noun the relative clause hangs on."""
    if scene.low(subject) in _RELATIVE and (
        scene.tokens[verb].dep.startswith("acl") or is_relative(scene.tokens[verb].dep)
    ):
        head = scene.tokens[verb].head
        # "It was X, not Y, who ...": the one denied is not the doer
        return scene.tokens[head].head if _is_denied(scene, head) else head
    return subject


def _is_denied(scene: Scene, noun: int) -> bool:
    negations = scene.lexicon.language.group("negations")
    return any(scene.low(c) in negations and scene.tokens[c].dep == "advmod" for c in scene.tree.children[noun])


def _is_passive(scene: Scene, verb: int) -> bool:
    return any(scene.tokens[c].dep in ("aux:pass", "nsubj:pass") for c in scene.tree.children[verb])


def _object_of(scene: Scene, verb: int) -> int | None:
    return next((c for c in scene.tree.children[verb] if scene.tokens[c].dep in ("obj", "iobj")), None)


def _read_verb(scene: Scene, trigger: Trigger) -> Roles:
    verb = trigger.head
    subject = subject_of(scene, verb)
    is_passive = _is_passive(scene, verb) or (subject is not None and subject[1])
    by = _oblique_heads(scene, verb, ("by",)) if is_passive else ()
    if is_passive:
        return Roles(by, (subject[0],) if subject is not None else (), is_passive=True)
    objects = _objects(scene, trigger)
    agents = (subject[0],) if subject is not None else ()
    return Roles(agents, objects)


def _objects(scene: Scene, trigger: Trigger) -> tuple[int, ...]:
    """Direct objects; with a target preposition also what stands after it."""
    verbs = [i for i in range(trigger.first, trigger.last + 1) if scene.tokens[i].pos in ("VERB", "AUX")] or [
        trigger.head
    ]
    inside = range(trigger.first, trigger.last + 1)
    direct = [c for v in verbs for c in scene.tree.children[v] if _is_object(scene, c) and c not in inside]
    direct += [h for i in inside if (h := _object_behind_particle(scene, i)) is not None and h not in inside]
    language = scene.lexicon.language
    cases = language.group("aimed_prepositions" if not direct else "opposing_prepositions")
    after = _oblique_heads(scene, trigger.head, cases)
    inner = [
        c for i in inside if i not in verbs for c in _oblique_heads(scene, i, language.group("inner_prepositions"))
        if c not in inside
    ]  # fmt: skip
    if trigger.entry.target == "object" and direct:
        return tuple(dict.fromkeys([*direct, *inner]))
    return tuple(dict.fromkeys([*direct, *after, *inner]))


def _object_behind_particle(scene: Scene, index: int) -> int | None:
    """As in "handed over the bodies" read as "handed, over the bodies": the noun is the object."""
    token = scene.tokens[index]
    if token.dep != "case" or not scene.is_in(index, "particles"):
        return None
    return token.head if scene.tokens[token.head].dep.startswith(("obl", "nmod")) else None


def _is_object(scene: Scene, child: int) -> bool:
    """A direct object, also where the parse calls a bare noun a complement."""
    token = scene.tokens[child]
    if token.dep in ("obj", "iobj"):
        return True
    marked = any(scene.tokens[c].dep in ("mark", "case", "cop") for c in scene.tree.children[child])
    return token.dep == "xcomp" and token.pos in ("NOUN", "PROPN") and not marked


def _oblique_heads(scene: Scene, head: int, cases: Collection[str]) -> tuple[int, ...]:
    """Nouns that hang on the word through one of the prepositions."""
    found = (c for c in scene.tree.children[head] if scene.tokens[c].dep.startswith(("obl", "nmod")))
    return tuple(c for c in found if _case_of(scene, c) in cases and not scene.is_time(c))


def _case_of(scene: Scene, noun: int) -> str:
    return next((scene.low(c) for c in scene.tree.children[noun] if scene.tokens[c].dep == "case"), "")


def _parties_after(scene: Scene, head: int, cases: tuple[str, ...]) -> tuple[Party, ...]:
    return parties_of(scene, _oblique_heads(scene, head, cases))


def _read_noun(scene: Scene, trigger: Trigger) -> Roles:
    """As in "Teskorian shelling", "strikes by", "clashes between X and Y", "shelling of X", light verbs."""
    noun = trigger.head
    inner = range(trigger.first, trigger.last + 1)
    owners = [c for i in inner for c in scene.tree.children[i] if _is_owner(scene, c) and c not in inner]
    doers = [*owners, *(h for i in inner for h in _oblique_heads(scene, i, ("by",)))] or _by_below(scene, noun)
    both = [h for i in inner for h in _oblique_heads(scene, i, ("between",))]
    targets = [h for i in inner for h in _oblique_heads(scene, i, ("of", "on", "against", "at", "with", "upon"))]
    if both:
        sides = [i for head in both for i in _with_all_conjuncts(scene, head)]
        return Roles(tuple(sides[:1]), tuple(sides[1:]))
    if not doers:
        doers = [
            c
            for h in targets
            if scene.actor_at(h) is None and trigger.entry.type == "posture.arms_transfer"
            for c in scene.tree.children[h]
            if _is_owner(scene, c)
        ]
    if not doers:
        doers = list(_light_subject(scene, noun))
    if not targets and scene.tokens[noun].dep == "nsubj":
        hit = _object_of(scene, scene.tokens[noun].head)
        targets = [hit] if hit is not None else []
    return Roles(tuple(doers), tuple(targets))


def _by_below(scene: Scene, noun: int) -> list[int]:
    """As in "shelling of positions by the army": the parse may hang the doer on the target."""
    clause = scene.tree.owner[noun]
    below = (i for i in scene.tree.subtree(noun) if scene.tree.owner[i] == clause and i > noun)
    return [i for i in below if scene.tokens[i].dep.startswith("nmod") and _case_of(scene, i) == "by"]


def _with_all_conjuncts(scene: Scene, head: int) -> tuple[int, ...]:
    return (head, *(c for c in scene.tree.children[head] if scene.tokens[c].dep == "conj"))


def _is_owner(scene: Scene, child: int) -> bool:
    dep = scene.tokens[child].dep
    if dep not in ("amod", "compound", "nmod:poss", "nmod"):
        return False
    if dep == "nmod" and _case_of(scene, child) not in ("", "'s"):
        return False
    mention = scene.actor_at(child)
    if mention is not None:
        return mention.actor_id is not None
    is_name = scene.tokens[child].pos in ("PROPN", "ADJ") and scene.tokens[child].text[:1].isupper()
    endings = tuple(scene.lexicon.language.group("nationality_endings"))
    is_name = is_name and (dep == "nmod:poss" or scene.low(child).endswith(endings))
    return is_name and scene.place_at(child) is None and not scene.is_time(child) and child > 0


def _light_subject(scene: Scene, noun: int) -> tuple[int, ...]:
    """As in "Halvena carried out strikes", "the work that Halvena began": the subject of the carrying verb."""
    relative = carrier_below(scene, noun)
    if relative is not None:
        own = _own_subject(scene, relative)
        return (own[0],) if own is not None and not own[1] else ()
    token = scene.tokens[noun]
    verb = token.head
    dep = token.dep.split(":")[0]
    if dep in ("nsubj", "conj") or verb == noun:
        return _by_of_passive(scene, verb) if dep == "nsubj" else ()
    if dep not in ("obj", "obl", "xcomp", "nmod") or not scene.is_in(verb, "carrier_verbs"):
        return ()
    subject = subject_of(scene, verb)
    if subject is None or subject[1]:
        return _oblique_heads(scene, verb, ("by",))
    return (subject[0],)


def carrier_below(scene: Scene, noun: int) -> int | None:
    """The verb of a relative clause that tells who did what the noun names."""
    clauses = (c for c in scene.tree.children[noun] if is_relative(scene.tokens[c].dep))
    return next((c for c in clauses if scene.is_in(c, "carrier_verbs")), None)


def _by_of_passive(scene: Scene, verb: int) -> tuple[int, ...]:
    return _oblique_heads(scene, verb, ("by",)) if _is_passive(scene, verb) else ()


def _read_by_position(scene: Scene, trigger: Trigger) -> Roles:
    """No parse: the last actor before and the first after the trigger, turned round after "was ... by"."""
    start, end = scene.tokens[trigger.first].start, scene.tokens[trigger.last].end
    clause = set(scene.tree.clauses[scene.tree.owner[trigger.head]].members)
    inside = [
        a for a in scene.actors if any(i in clause for i in scene.tokens_in(a.start, a.end)) and a.kind != "outlet"
    ]
    before = [a for a in inside if a.end <= start][-1:]
    after = [a for a in inside if a.start >= end][:1]
    passive = scene.is_in(trigger.first - 1, "passive_auxiliaries") or scene.is_in(trigger.first, "passive_auxiliaries")
    first = tuple(party_from(a, scene, trigger.first) for a in before)
    second = tuple(party_from(a, scene, trigger.first) for a in after)
    if trigger.entry.target == "subject":
        return Roles((), (), second if _is_after_by(scene, after, end) else (), first, True)
    if passive:
        return Roles((), (), second if _is_after_by(scene, after, end) else (), first, True)
    return Roles((), (), first if trigger.entry.agent != "none" else (), second)


def _is_after_by(scene: Scene, after: list[ActorMention], end: int) -> bool:
    if not after:
        return False
    gap = scene.text[end : after[0].start].lower().split()
    return any(w in ("by", "from") for w in gap)
