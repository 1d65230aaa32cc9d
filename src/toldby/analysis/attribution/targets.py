"""Which claims of the report a claim answers: denials, rejections and confirmations look back, then on."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.resolve import Resolved
from toldby.analysis.wordscan import scan_words
from toldby.domain.actors import ActorMention
from toldby.domain.finds import EventMention
from toldby.domain.lexicon import LanguagePack, Lexicon

_RELATIONS = {"deny": "denies", "reject": "rejects", "confirm": "confirms"}
_TELLING = ("assert", "allege", "accuse", "evidence", "condemn", "warn", "express")
_BACK, _ON = 30, 4
_SHORT = 9


@dataclass(frozen=True, slots=True)
class Answer:
    """A target by index of the draft, with the relation and why."""

    target: int
    relation: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """All claims of a report in text order, with their speakers and paragraphs."""

    text: str
    drafts: tuple[Draft, ...]
    resolved: tuple[Resolved, ...]
    zones: tuple[int, ...]
    relays: dict[int, Resolved]
    events: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    actors: tuple[ActorMention, ...]
    lexicon: Lexicon

    def events_in(self, draft: Draft) -> frozenset[str]:
        """Types of the happenings told in the claim."""
        at = self.drafts.index(draft)
        return self.events[at]


def gather_words(text: str, draft: Draft, language: LanguagePack) -> frozenset[str]:
    """Content words of a claim, shortened to their stems' first letters."""
    skipped = (
        language.group("determiners")
        | language.group("prepositions")
        | language.group("auxiliaries")
        | language.group("conjunctions")
    )
    lows = (w.low for span in draft.content for w in scan_words(text, span.start, span.end))
    return frozenset(low[:6] for low in lows if len(low) > 3 and low not in skipped)


def gather_events(draft: Draft, events: tuple[EventMention, ...]) -> frozenset[str]:
    """Types of the happenings told in a claim."""
    return frozenset(
        e.type for e in events if any(s.start <= e.trigger.start and e.trigger.end <= s.end for s in draft.content)
    )


def find_answers(i: int, exchange: Exchange) -> tuple[Answer, ...]:
    """What claim `i` answers; empty when nothing in the report fits."""
    draft = exchange.drafts[i]
    if "name_objection" in draft.flags:
        return ()
    relation = _RELATIONS.get(draft.stance)
    if draft.rule == "denial.cleft":
        relation = "denies"
    if draft.rule == "content.noun" and draft.stance in ("deny", "reject"):
        return _answer_again(i, exchange, relation or "denies")
    if relation is not None:
        return _answer(i, exchange, relation)
    if draft.stance == "express" and _reacts(draft, exchange):
        return _answer(i, exchange, "reacts")
    if draft.stance in ("allege", "assert", "accuse") and (_is_contrast(i, exchange) or draft.entry_id == "counter"):
        return _answer(i, exchange, "counters")[:1]
    return ()


def _answer_again(i: int, exchange: Exchange, relation: str) -> tuple[Answer, ...]:
    """As in "reiterated those denials": the same targets as the earlier denial, and a repeat of it."""
    for j in range(i - 1, max(-1, i - _BACK), -1):
        one, two = _side_of(exchange.resolved[i]), _side_of(exchange.resolved[j])
        is_ally = one is None or two is None or exchange.lexicon.camp_of(one) == exchange.lexicon.camp_of(two)
        if exchange.drafts[j].stance == exchange.drafts[i].stance and is_ally:
            return (*_answer(j, exchange, relation)[:1], Answer(j, "repeats"))
    return _answer(i, exchange, relation)


def _answer(i: int, exchange: Exchange, relation: str) -> tuple[Answer, ...]:
    """The latest claim of another camp that fits, and what its speaker said beside it."""
    is_pointing = _points_back(exchange.drafts[i], exchange)
    owners = owners_of(exchange.drafts[i], exchange)
    for j in range(i - 1, max(-1, i - _BACK), -1):
        if owners and _side_of(exchange.resolved[j]) not in owners:
            continue
        if _is_target(i, j, exchange, needs_likeness=not is_pointing):
            return tuple(Answer(k, relation) for k in sorted(_same_statement(j, i, exchange, wide=is_pointing)))
    for j in range(i + 1, min(len(exchange.drafts), i + 1 + _ON)):
        near = exchange.zones[j] - exchange.zones[i] <= 1
        if near and _is_target(i, j, exchange, needs_likeness=exchange.zones[j] != exchange.zones[i]):
            return (Answer(j, relation),)
    return ()


def _side_of(resolved: Resolved) -> str | None:
    return None if resolved.speaker is None else resolved.speaker.side


def _is_target(i: int, j: int, exchange: Exchange, *, needs_likeness: bool) -> bool:
    other = exchange.drafts[j]
    if other.stance not in _TELLING or not other.content or not _opposes(i, j, exchange):
        return False
    if _is_inside(exchange.drafts[i], other) or _is_inside(other, exchange.drafts[i]):
        return False
    if other.stance == "express" and not exchange.words[j]:
        return False
    if not needs_likeness:
        return True
    shared = exchange.words[i] & exchange.words[j]
    if exchange.drafts[i].stance == "confirm" and exchange.zones[i] == exchange.zones[j] and shared:
        # one paragraph, one matter
        return True
    return bool(exchange.events[i] & exchange.events[j]) or len(shared) >= 2


def _opposes(i: int, j: int, exchange: Exchange) -> bool:
    """The two speak for different camps, or are different speakers when camps are unknown."""
    one = exchange.resolved[i].speaker or exchange.resolved[i].inferred
    two = exchange.resolved[j].speaker or exchange.resolved[j].inferred
    if one is None or two is None:
        return False
    if one.side is not None and two.side is not None:
        return exchange.lexicon.camp_of(one.side) != exchange.lexicon.camp_of(two.side)
    return one.id != two.id


def _is_inside(inner: Draft, outer: Draft) -> bool:
    return bool(inner.cue) and any(s.start <= inner.cue[0].start < s.end for s in outer.content)


def _points_back(draft: Draft, exchange: Exchange) -> bool:
    """The content is a pronoun or a bare statement noun: "this", "the allegations", "it does not ..."."""
    words = [w.low for s in draft.content for w in scan_words(exchange.text, s.start, s.end) if w.text[0].isalnum()]
    if not words:
        return True
    if draft.rule == "denial.cleft":
        return False
    if words[0] == "that" and len(words) > 1 and draft.frame in ("that", "quote"):
        words = words[1:]
    if words[0] in ("it", "this", "that", "these", "those", "they", "them", "such"):
        return True
    return _names_statement(draft, words, exchange)


def _names_statement(draft: Draft, words: list[str], exchange: Exchange) -> bool:
    """As in "the allegations", "the ministry's statement": a noun for what was said, with nothing told after it."""
    nouns = exchange.lexicon.language.group("statement_nouns")
    at = next((k for k, word in enumerate(words[:_SHORT]) if word in nouns), None)
    if at is None:
        return False
    if draft.rule.startswith(("denial.", "content.")) and at + 1 < len(words):
        return words[at + 1] not in ("that", "of", "about")
    return at + 1 == len(words) or (
        words[at + 1] in ("by", "from", "as", "of", "at", "in") and not exchange.events_in(draft)
    )


def owners_of(draft: Draft, exchange: Exchange) -> frozenset[str]:
    """Sides named beside the statement noun: only their claims can be meant."""
    if not draft.content or not _points_back(draft, exchange):
        return frozenset()
    span = draft.content[0]
    near = [a for a in exchange.actors if span.start <= a.start and a.end <= span.end and a.start < span.start + 80]
    return frozenset(a.side for a in near if a.side is not None)


def _same_statement(j: int, i: int, exchange: Exchange, *, wide: bool) -> set[int]:
    """The claims that the same speaker made right before `j`, as far as nobody else spoke between."""
    found = {j}
    if not wide:
        return found
    speaker = exchange.resolved[j].speaker
    plural = _is_plural_target(exchange.drafts[i], exchange)
    if not plural or speaker is None:
        return found
    for k in range(j - 1, max(-1, j - 6), -1):
        other = exchange.resolved[k].speaker
        if other is None or other.id != speaker.id or exchange.zones[j] - exchange.zones[k] > 2:
            break
        if exchange.drafts[k].stance in _TELLING and exchange.drafts[k].directness in ("direct", "mixed", "block"):
            found.add(k)
    return found


def _is_plural_target(draft: Draft, exchange: Exchange) -> bool:
    """A whole statement is answered, not one sentence of it."""
    words = {w.low for s in draft.content for w in scan_words(exchange.text, s.start, s.end)}
    return bool(words & exchange.lexicon.language.group("speech_artifacts")) or draft.rule.startswith("denial.")


def _reacts(draft: Draft, exchange: Exchange) -> bool:
    """An emotion about what was said, or one with no content of its own."""
    if not draft.content:
        return True
    words = {w.low for s in draft.content for w in scan_words(exchange.text, s.start, s.end)}
    return draft.entry_id in ("express", "outrage", "anger.n") and bool(
        words & exchange.lexicon.language.group("speech_artifacts")
    )


def _is_contrast(i: int, exchange: Exchange) -> bool:
    """The claim opens with a contrast, or follows its speaker's denial in the same sentence."""
    draft = exchange.drafts[i]
    if not draft.cue:
        return False
    if i > 0 and exchange.drafts[i - 1].sentence == draft.sentence and draft.is_inherited:
        return exchange.drafts[i - 1].stance in ("deny", "reject") and draft.stance in ("assert", "allege")
    after = exchange.text[draft.cue[-1].end : draft.cue[-1].end + 12].lower()
    return "however" in after
