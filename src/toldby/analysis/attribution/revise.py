"""What can only be settled once speakers are known: own echoes, headlines that name nobody, blame after a denial."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.memory import Memory
from toldby.analysis.attribution.resolve import Resolved, is_all_names
from toldby.analysis.wordscan import scan_words
from toldby.domain.actors import ActorMention
from toldby.domain.claims import Speaker
from toldby.domain.finds import EventMention
from toldby.domain.lexicon import Lexicon

_OWN_ACTS = ("deny", "accuse", "reject", "condemn", "admit")


def repeats_parent(
    i: int, drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], parents: tuple[int | None, ...],
    text: str, lexicon: Lexicon,
) -> bool:  # fmt: skip
    """As in "the ministry said it had asked": a pronoun for the enclosing speaker adds no voice."""
    parent, draft = parents[i], drafts[i]
    if parent is None or not draft.source or draft.stance in _OWN_ACTS:
        return False
    lows = [w.low for s in draft.source for w in scan_words(text, s.start, s.end) if w.text[0].isalnum()]
    language = lexicon.language
    pronouns = (
        language.group("singular_pronouns") | language.group("plural_pronouns") | language.group("neuter_pronouns")
    )
    if len(lows) != 1 or lows[0] not in pronouns:
        return False
    mine, above = resolved[i].speaker, resolved[parent].speaker
    if mine is None or above is None:
        return False
    return mine.id == above.id or (mine.id is None and drafts[parent].sentence == draft.sentence)


def repeats_issuer(i: int, drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], own: Speaker | None) -> bool:
    """In a statement "monitors counted three dead" is told by the sentence's own claim already."""
    speaker, draft = resolved[i].speaker, drafts[i]
    if own is not None and draft.frame == "own":
        return any(_opens_with_issuer(d, draft, resolved[j].speaker, own) for j, d in enumerate(drafts))
    if own is None or speaker is None or draft.frame == "own" or draft.stance not in ("assert", "evidence", "express"):
        return False
    return speaker.id == own.id and any(d.frame == "own" and d.sentence == draft.sentence for d in drafts)


def _opens_with_issuer(draft: Draft, own_claim: Draft, speaker: Speaker | None, own: Speaker) -> bool:
    """The issuer is subject of a cue at the head of the sentence: that claim says what the issuer does."""
    if draft.frame == "own" or draft.sentence != own_claim.sentence or not draft.source or not draft.content:
        return False
    is_act = draft.stance not in ("assert", "evidence")
    return (
        is_act
        and speaker is not None
        and speaker.id == own.id
        and draft.source[0].start <= own_claim.content[0].start + 1
    )


def look_ahead(
    drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], zones: tuple[int, ...], headlines: frozenset[int],
    text: str, lexicon: Lexicon,
) -> tuple[Resolved, ...]:  # fmt: skip
    """As in "ministry says" in a headline is the ministry that the report quotes below."""
    memory = Memory(lexicon)
    answer = list(resolved)
    for i, draft in enumerate(drafts):
        speaker = resolved[i].speaker
        if zones[i] not in headlines or speaker is None or not (speaker.id or "text:").startswith("text:"):
            continue
        words = " ".join(s.read(text) for s in draft.source)
        if is_all_names(words):
            continue
        bag = memory.bag(words)
        later = next(
            (r.speaker for j, r in enumerate(resolved) if j > i and _fits(bag, drafts[j], r, text, memory, lexicon)),
            None,
        )
        if bag and later is not None:
            named = Speaker(later.id, later.name, later.side, "nominal")
            answer[i] = Resolved(named, None, f"nominal: the report names {later.name} below")
    return tuple(answer)


def _fits(bag: frozenset[str], draft: Draft, resolved: Resolved, text: str, memory: Memory, lexicon: Lexicon) -> bool:
    if resolved.speaker is None or resolved.speaker.id is None:
        return False
    actor = lexicon.actor_by_id.get(resolved.speaker.id)
    names = " ".join(n.text for n in actor.names) if actor is not None else resolved.speaker.name
    return bag <= memory.bag(names + " " + " ".join(s.read(text) for s in draft.source))


def blame_after_denial(
    drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], actors: tuple[ActorMention, ...],
    events: tuple[EventMention, ...], lexicon: Lexicon,
) -> tuple[Draft, ...]:  # fmt: skip
    """As in "denied X and said the others did Y": an act of another camp told beside one's own denial is blame."""
    answer = list(drafts)
    for i in range(1, len(drafts)):
        before, draft = drafts[i - 1], drafts[i]
        if (
            draft.stance != "assert"
            or before.stance != "deny"
            or before.sentence != draft.sentence
            or not draft.is_inherited
        ):
            continue
        speaker = resolved[i].speaker
        blamed = next((a for a in actors if _is_opposed(a, draft, speaker, lexicon)), None)
        has_event = any(s.start <= e.trigger.start < s.end for e in events for s in draft.content)
        if blamed is not None and has_event:
            answer[i] = replace(draft, stance="accuse", rule="context.blame", why="blame told beside one's own denial")
    return tuple(answer)


def _is_opposed(mention: ActorMention, draft: Draft, speaker: Speaker | None, lexicon: Lexicon) -> bool:
    if speaker is None or speaker.side is None or mention.side is None:
        return False
    inside = any(s.start <= mention.start and mention.end <= s.end for s in draft.content)
    return inside and lexicon.camp_of(mention.side) != lexicon.camp_of(speaker.side)


def deny_negated_acts(
    drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], events: tuple[EventMention, ...], text: str,
    lexicon: Lexicon,
) -> tuple[Draft, ...]:  # fmt: skip
    """As in "our units did not open fire": a negated act of one's own side is a denial under any cue."""
    negated = [e for e in events if e.is_negated and e.drop is None]
    answer = list(drafts)
    for i, draft in enumerate(drafts):
        speaker = resolved[i].speaker
        if draft.stance not in ("assert", "allege") or speaker is None or draft.voice == "narrator":
            continue
        act = next((e for e in negated if any(s.start <= e.trigger.start < s.end for s in draft.content)), None)
        if act is not None and (_is_own_act(act, speaker, lexicon) or _is_of_speaker(act, draft, text, lexicon)):
            answer[i] = replace(
                draft, stance="deny", rule="denial.own-act", why="an act of the speaker's own side is negated"
            )
    return tuple(answer)


def _is_of_speaker(event: EventMention, draft: Draft, text: str, lexicon: Lexicon) -> bool:
    """As in "said that he had never ordered", "nothing was fired by our units": the speaker means his own people."""
    words = [w.low for s in draft.content for w in scan_words(text, s.start, s.end) if w.text[0].isalnum()]
    pronouns = lexicon.language.group("singular_pronouns") | lexicon.language.group("plural_pronouns")
    opens = words[1:2] if words[:1] == ["that"] else words[:1]
    if draft.directness == "indirect" and opens and opens[0] in pronouns and not event.agents:
        return True
    own = lexicon.language.group("first_person")
    inside = {w.low for w in scan_words(text, event.clause.start, event.clause.end)}
    patients = {w for p in event.patients for w in p.words.lower().split()}
    return draft.directness == "direct" and not event.agents and bool(inside & own) and not patients & own


def _is_own_act(event: EventMention, speaker: Speaker, lexicon: Lexicon) -> bool:
    own = lexicon.language.group("first_person") | lexicon.language.group("own_side")
    for agent in event.agents:
        if speaker.side is not None and agent.side == speaker.side:
            return True
        if agent.words.lower().split()[:1] and agent.words.lower().split()[0] in own:
            return True
    return False
