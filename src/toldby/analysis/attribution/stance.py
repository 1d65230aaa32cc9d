"""What the speaker does: read from the entry, then overridden by object, content noun and content."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toldby.analysis.attribution.cleft import find_cleft
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.naming import head_noun
from toldby.analysis.attribution.wordlists import find_in_group, holds_group, index_denials
from toldby.analysis.wordscan import scan_words
from toldby.domain.actors import ActorMention
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span

_NEUTRAL = ("assert", "allege", "express", "evidence", "confirm")
_PLAIN = ("assert", "allege")
_HEAD_WORDS = 8
_OPENING = 12
_NOUN_STANCES = (
    "deny",
    "reject",
    "accuse",
    "allege",
    "express",
    "demand",
    "warn",
    "threaten",
    "condemn",
    "admit",
    "commit",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the stance rules may look at besides the draft."""

    text: str
    actors: tuple[ActorMention, ...]
    language: LanguagePack


def judge_stance(draft: Draft, setting: Setting) -> Draft:
    """The draft with its stance in force; each override leaves its name in the rule."""
    for rule in (_by_override, _by_object, _by_noun, _by_content):
        draft = rule(draft, setting)
    return _add_flags(draft, setting)


def _read(draft: Draft, text: str) -> str:
    return " ".join(span.read(text) for span in draft.content)


def _by_override(draft: Draft, setting: Setting) -> Draft:
    if draft.entry is None:
        return draft
    for condition, stance in draft.entry.overrides:
        slot, _, listed = condition.partition("=")
        if stance != "drop" and _holds(slot, frozenset(listed.split("|")), draft, setting):
            return _turn(draft, stance, f"override.{slot}", listed)
    return draft


def _holds(slot: str, words: frozenset[str], draft: Draft, setting: Setting) -> bool:
    content = _read(draft, setting.text)
    if slot == "frame":
        return draft.frame in words
    if slot == "np":
        return bool(words.intersection(content.lower().split()[:_HEAD_WORDS]))
    if slot == "predicate":
        return "negative" in words and holds_group(setting.language, "negative_predicates", content)
    if slot == "subject":
        return "artifact" in words and _is_artifact(draft, setting)
    if slot == "mood":
        return _is_subjunctive(content)
    return False


def _is_artifact(draft: Draft, setting: Setting) -> bool:
    source = " ".join(span.read(setting.text) for span in draft.source)
    return head_noun(source, setting.language) in setting.language.group("artifact_nouns")


def _is_subjunctive(content: str) -> bool:
    words = content.lower().split()[:14]
    return any(
        word == "be" and words[i - 1] not in ("to", "will", "would", "may", "must") for i, word in enumerate(words)
    )


def _by_object(draft: Draft, setting: Setting) -> Draft:
    """A condemned statement is rejected, a rejected act is condemned."""
    if draft.entry is None or not draft.complement or draft.frame not in ("np", "as", "for"):
        return draft
    is_judged = draft.stance == "condemn" and draft.rule == "override.predicate"
    if is_judged and draft.complement in setting.language.group("statement_nouns"):
        return _turn(draft, "reject", "object.statement", draft.complement)
    tests = {listed: stance for condition, stance in draft.entry.overrides
             for slot, _, listed in [condition.partition("=")] if slot == "object"}  # fmt: skip
    is_statement = draft.complement in setting.language.group("statement_nouns")
    if "statement" in tests and is_statement:
        return _turn(draft, tests["statement"], "object.statement", draft.complement)
    return draft


def _by_noun(draft: Draft, setting: Setting) -> Draft:
    """As in "reiterated those denials": the noun carries the act under a neutral verb."""
    if draft.stance != "assert" or not draft.complement or draft.frame not in ("np", "light"):
        return draft
    for cue in setting.language.cues:
        if cue.pos == "noun" and draft.complement in cue.forms and cue.stance in _NOUN_STANCES:
            return _turn(draft, cue.stance, "content.noun", draft.complement)
    return draft


def _by_content(draft: Draft, setting: Setting) -> Draft:
    if draft.stance not in _NEUTRAL or not draft.content or draft.frame == "adverb":
        return draft
    cleft = find_cleft(setting.text, draft.content, setting.actors)
    if cleft is not None:
        return replace(_turn(draft, "accuse", "denial.cleft", "it was X, not Y"), against=(cleft.blamed,))
    denied = _find_denial(draft, setting)
    if denied is not None:
        return denied
    content = _read(draft, setting.text)
    if draft.stance in _PLAIN and _clears_own_side(content, setting.language):
        return _turn(draft, "deny", "denial.own-side", "an act of the speaker's own side is negated")
    if (
        draft.frame == "agentless"
        and draft.stance == "express"
        and holds_group(setting.language, "accusing_words", content)
    ):
        return _turn(draft, "accuse", "content.accusing", "an evaluation that blames")
    if draft.stance not in _PLAIN:
        return draft
    if draft.frame != "np" and _objects_to_name(content, setting.language):
        return replace(
            _turn(draft, "reject", "content.name", "a name is objected to"), flags=(*draft.flags, "name_objection")
        )
    if draft.stance == "assert" and _is_distress(content, setting.language):
        return _turn(draft, "express", "content.distress", "a feeling, not a fact")
    hits = find_in_group(setting.language, "accusing_words", content)
    if draft.stance == "assert" and hits and draft.frame in ("that", "quote", "by", "colon", "own"):
        return _turn(draft, "accuse", "content.accusing", hits[0].form)
    return draft


def _clears_own_side(content: str, language: LanguagePack) -> bool:
    """As in "not one round was fired by our units": a flat negation beside words for the speaker's own people."""
    lows = [w.low for w in scan_words(content) if w.text[0].isalnum()]
    own = [i for i, low in enumerate(lows) if low in language.group("first_person")]
    openers = find_in_group(language, "denying_openers", content)
    if own and openers and openers[0].start <= _OPENING:
        return True
    hostile, negators = language.group("hostile_verbs"), language.group("negators")
    negated = (i for i, low in enumerate(lows[:_HEAD_WORDS]) if low in negators or low.endswith(("n't", "n\u2019t")))
    return any(own and own[0] < i and hostile.intersection(lows[i + 1 : i + 3]) for i in negated)


def _find_denial(draft: Draft, setting: Setting) -> Draft | None:
    effects = {d.id: d.effect for d in setting.language.denials}
    for span in draft.content:
        for hit in index_denials(setting.language).find(setting.text, span.start, span.end):
            effect = effects[hit.ids[0]]
            if _is_main_predicate(setting.text, span, hit.start):
                return _turn(draft, effect, f"denial.{hit.ids[0]}", hit.form)
    return None


def _is_main_predicate(text: str, span: Span, at: int) -> bool:
    """The denying words stand in the first clause or after a coordination, not inside a relative clause."""
    before = text[span.start : at].lower()
    return not any(f" {word} " in before[-25:] for word in ("who", "which"))


def _is_distress(content: str, language: LanguagePack) -> bool:
    head = " ".join(content.split()[:_HEAD_WORDS])
    return holds_group(language, "distress_words", head) and any(
        word in head.lower().split() for word in ("is", "was", "are", "were", "am", "be")
    )


def _objects_to_name(content: str, language: LanguagePack) -> bool:
    return holds_group(language, "name_objections", content) and holds_group(language, "name_nouns", content)


def _add_flags(draft: Draft, setting: Setting) -> Draft:
    flags = set(draft.flags)
    cue = " ".join(span.read(setting.text) for span in draft.cue)
    if holds_group(setting.language, "cue_hedges", cue):
        flags.add("hedged")
    content = _read(draft, setting.text)
    if holds_group(setting.language, "euphemisms", content):
        flags.add("euphemism")
    if draft.stance in ("deny", "reject") and _answers_whole(draft, content, setting):
        flags.add("general")
    is_about_names = draft.stance in ("reject", "demand") and holds_group(setting.language, "name_nouns", content)
    if is_about_names and (_objects_to_name(content, setting.language) or _is_about_marked_name(content)):
        flags.add("name_objection")
    return replace(draft, flags=tuple(sorted(flags)))


def _answers_whole(draft: Draft, content: str, setting: Setting) -> bool:
    """A report or statement as a whole is denied: nothing is said of its single figures."""
    nouns = setting.language.group("statement_nouns")
    if draft.frame == "np":
        return draft.complement in nouns
    words = [w.low for w in scan_words(content) if w.text[0].isalnum()][:_HEAD_WORDS]
    told = setting.language.group("rumour_nouns")
    return draft.rule.startswith("denial.") and any(w in nouns and w not in told for w in words)


def _is_about_marked_name(content: str) -> bool:
    return any(mark in content for mark in "\"\u201c\u2018'")


def _turn(draft: Draft, stance: str, rule: str, seen: str) -> Draft:
    if stance == draft.stance:
        return draft
    return replace(draft, stance=stance, rule=rule, why=f"{seen!r} turns {draft.stance} into {stance}")
