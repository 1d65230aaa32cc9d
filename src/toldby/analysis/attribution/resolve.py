"""Who speaks in each draft: names, nouns and pronouns resolved in reading order; two fits abstain."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.attribution.draft import Draft, has_inside
from toldby.analysis.attribution.memory import Memory, Spoken
from toldby.analysis.attribution.naming import (
    MentionIndex,
    Naming,
    find_person,
    head_noun,
    mark_described,
    name_from_text,
    pick_speaker,
    read_naming,
)
from toldby.analysis.remembering import remember
from toldby.analysis.wordscan import scan_words
from toldby.domain.claims import Speaker
from toldby.domain.lexicon import LanguagePack, Lexicon
from toldby.domain.text import Span
from toldby.domain.wording import Wording

_CHARGES = ("allege", "accuse")
_NEAR = 2
_NAMED_NEAR = 220


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker, or who most likely spoke, and how that was found."""

    speaker: Speaker | None
    inferred: Speaker | None
    reason: str


class Resolver:
    """Resolves drafts one after the other; holds the stack of one report."""

    def __init__(self, text: str, index: MentionIndex, lexicon: Lexicon) -> None:
        """Nothing is shared between reports."""
        self._text, self._index, self._lexicon = text, index, lexicon
        self._language: LanguagePack = lexicon.language
        self._memory = Memory(lexicon)

    def resolve(self, draft: Draft, zone: int, parent: Resolved | None) -> Resolved:
        """The speaker of a draft; the answer is remembered for later pronouns."""
        if not draft.source:
            return self._infer(draft, parent)
        spans = drop_relative(self._text, draft.source, self._language)
        words = " ".join(span.read(self._text) for span in spans)
        naming = read_naming(self._text, spans, self._index, self._language)
        speaker, reason = self._find(draft, words, naming, zone, parent)
        speaker = mark_described(speaker, words, naming, self._language)
        self._remember(speaker, draft, words, naming, zone)
        return Resolved(speaker, None, reason)

    def recall(self, resolved: Resolved, draft: Draft, zone: int) -> None:
        """Put an act of speech on the stack that was resolved before."""
        spans = drop_relative(self._text, draft.source, self._language)
        words = " ".join(span.read(self._text) for span in spans)
        naming = read_naming(self._text, spans, self._index, self._language)
        self._remember(resolved.speaker, draft, words, naming, zone)

    def _remember(self, speaker: Speaker | None, draft: Draft, words: str, naming: Naming, zone: int) -> None:
        if speaker is not None and speaker.id is not None and not self._is_own_voice(words):
            written = naming.is_artifact or _mentions_writing(draft, self._text, self._language)
            is_person = any(m.kind == "person" for m in naming.mentions)
            self._memory.add(speaker, words, zone, draft.stance, draft.start, is_written=written, is_person=is_person)

    def _infer(self, draft: Draft, parent: Resolved | None) -> Resolved:
        """Nobody is named: an adverb inside a claim is its speaker's word, other passives stay open."""
        if parent is not None and parent.speaker is not None and draft.frame == "adverb":
            return Resolved(None, parent.speaker, "inferred from the enclosing claim")
        return Resolved(None, None, "nobody is named")

    def _is_own_voice(self, words: str) -> bool:
        first = next((w for w in scan_words(words) if w.text[0].isalnum()), None)
        own = self._language.group("first_person") | self._language.group("second_person")
        return first is not None and first.low in own and not is_acronym(first.text)

    def _find(
        self, draft: Draft, words: str, naming: Naming, zone: int, parent: Resolved | None
    ) -> tuple[Speaker | None, str]:
        lows = [w.low for w in scan_words(words) if w.text[0].isalnum() and not is_acronym(w.text)]
        if (
            lows
            and lows[0] in self._language.group("first_person")
            and parent is not None
            and parent.speaker is not None
        ):
            inner = parent.speaker
            return Speaker(inner.id, inner.name, inner.side, "elided"), "own words of the enclosing claim"
        if len(lows) == 1 and self._is_pronoun(lows[0]):
            return self._by_pronoun(draft, lows[0], zone)
        named = pick_speaker(self._text, naming)
        is_of_text = named is None or (named.id or "text:").startswith("text:")
        person = find_person(words, self._language) if is_of_text else None
        if person is not None and (named is None or named.name not in person):
            told = name_from_text(person)
            return Speaker(told.id, told.name, None if named is None else named.side, "name"), f"named: {words}"
        known = self._by_surname(words) if named is None or (named.id or "").startswith("text:") else None
        if known is not None:
            return known
        if named is not None and not self._is_bare(named, words):
            return named, f"named: {words}"
        found = None if is_all_names(words) else self._by_noun(draft, words, naming)
        if found is not None:
            return found
        seat = self._by_seat(words)
        if seat is not None:
            return seat, f"nominal: the body named by its seat in {words!r}"
        return (
            (named, f"named: {words}")
            if named is not None
            else (name_from_text(words), f"named by the text alone: {words}")
        )

    def _by_surname(self, words: str) -> tuple[Speaker, str] | None:
        """A name that is part of an earlier speaker's fuller name."""
        if not is_all_names(words):
            return None
        bag = self._memory.bag(words)
        for spoken in self._memory.latest():
            name = [w.low for w in scan_words(spoken.speaker.name) if w.text[0].isalnum()]
            if bag and bag <= spoken.words and spoken.is_person and name and name[-1] in bag:
                return _as(spoken.speaker, "alias"), f"alias: part of the name of {spoken.speaker.name}"
        return None

    def _spell(self, word: str) -> str:
        return self._language.mapping("spelling").get(word, word)

    def _by_seat(self, words: str) -> Speaker | None:
        """As in "the authorities in Sarquil": a metonym inside the phrase names the side's own body."""
        if head_noun(words, self._language) not in self._language.group("side_words"):
            return None
        hits = index_metonyms(self._lexicon).find(words)
        ids = {i for hit in hits for i in hit.ids}
        actor = self._lexicon.actor_by_id.get(next(iter(ids))) if len(ids) == 1 else None
        return None if actor is None else Speaker(actor.id, actor.name, actor.side, "nominal")

    def _is_bare(self, named: Speaker, words: str) -> bool:
        """A definite phrase that only the text's own words identify may point back."""
        is_text = (named.id or "").startswith("text:")
        first = words.split()[:1]
        return is_text and bool(first) and first[0].lower() in ("the", "that", "this", "its", "his", "her", "their")

    def _is_pronoun(self, low: str) -> bool:
        groups = ("singular_pronouns", "plural_pronouns", "neuter_pronouns")
        return any(low in self._language.group(name) for name in groups)

    def _by_pronoun(self, draft: Draft, low: str, zone: int) -> tuple[Speaker | None, str]:
        latest = [s for s in self._memory.latest() if s.start < draft.start and not has_inside(draft.content, s.start)]
        if low in self._language.group("personal_pronouns"):
            fits = [s for s in latest if s.is_person and not s.is_plural]
            named = self._person_before(draft, zone, fits)
            if named is not None:
                return named, f"pronoun: the person named right before, {named.name}"
        elif low in self._language.group("plural_pronouns"):
            fits = self._order_plural(latest, draft)
        else:
            fits = [s for s in latest if not s.is_person and not s.is_plural] or [s for s in latest if not s.is_person]
        near = [s for s in fits if zone - s.zone <= _NEAR]
        if near:
            return _as(near[0].speaker, "pronoun"), f"pronoun: latest fitting speaker, {near[0].speaker.name}"
        return Speaker(None, low, None, "pronoun"), "pronoun: no speaker fits"

    def _person_before(self, draft: Draft, zone: int, fits: list[Spoken]) -> Speaker | None:
        """A person named nearby who has not spoken yet, when nobody of the paragraph has."""
        if fits and fits[0].zone == zone:
            return None
        for mention in self._index.before(draft.start, 4):
            is_near = draft.start - mention.end < _NAMED_NEAR
            if (
                is_near
                and mention.kind == "person"
                and mention.form in ("name", "alias")
                and mention.actor_id
                and not mention.plural
            ):
                return Speaker(mention.actor_id, mention.name, mention.side, "pronoun")
        return None

    def _order_plural(self, latest: list[Spoken], draft: Draft) -> list[Spoken]:
        """As in "Their allegations" are of those who alleged; else the latest that are many."""
        if draft.frame == "noun" and draft.stance in _CHARGES:
            charging = [s for s in latest if s.stance in _CHARGES]
            if charging:
                return charging
        return [s for s in latest if s.is_plural] or [s for s in latest if not s.is_person]

    def _by_noun(self, draft: Draft, words: str, naming: Naming) -> tuple[Speaker | None, str] | None:
        """A bare noun means the latest speaker of that description; its side filters first."""
        side = next((m.side for m in naming.mentions if m.side is not None), None)
        outside = [s for s in self._memory.latest() if not has_inside(draft.content, s.start)]
        latest = [s for s in outside if side is None or s.speaker.side == side]
        head = head_noun(words, self._language)
        if naming.is_artifact and head in self._language.group("speech_artifacts") and not naming.mentions:
            issuer = next((s for s in latest if not s.is_person), None) or next(iter(latest), None)
            if issuer is not None:
                return _as(issuer.speaker, "artifact"), f"artifact: latest issuer, {issuer.speaker.name}"
        bag = self._memory.bag(words)
        if not bag:
            return None
        for spoken in latest:
            if bag <= spoken.words and self._spell(head) in spoken.heads:
                return _as(spoken.speaker, "nominal"), f"nominal: latest speaker called so, {spoken.speaker.name}"
        return self._by_mention(words, bag, side)

    def _by_mention(self, words: str, bag: frozenset[str], side: str | None) -> tuple[Speaker | None, str] | None:
        """Nobody called so has spoken: the one actor of the packs or the text that is called so."""
        if words.split()[:1] and words.split()[0].lower() not in ("the", "that", "this", "its"):
            return None
        fits = [a for a in self._memory.list_called(bag) if side is None or a.side == side]
        if len(fits) == 1:
            actor = fits[0]
            return Speaker(actor.id, actor.name, actor.side, "nominal"), "nominal: the only actor called so"
        if len(fits) > 1 and len({a.side for a in fits}) > 1:
            return Speaker(None, words, None, "nominal"), f"nominal: {len(fits)} actors of several sides are called so"
        return None


def drop_relative(text: str, source: tuple[Span, ...], language: LanguagePack) -> tuple[Span, ...]:
    """The source without the "who" or "which" that stands for it before the cue."""
    kept = tuple(s for s in source if s.read(text).lower() not in language.group("relative_pronouns"))
    return kept or source


def is_all_names(words: str) -> bool:
    """Every word is written like a name."""
    scanned = [w for w in scan_words(words) if w.text[0].isalnum()]
    return (
        bool(scanned)
        and all(w.is_name_like for w in scanned)
        and scanned[0].low not in ("the", "its", "their", "his", "her")
    )


def is_acronym(word: str) -> bool:
    """As in "US" is no pronoun."""
    return len(word) > 1 and word.isupper()


def index_metonyms(lexicon: Lexicon) -> Wording:
    """Names of places and states that stand for actors."""
    return remember(
        lexicon,
        "_metonyms",
        lambda: Wording.from_entries(
            (a.id, [n.text for n in a.names if n.form in ("metonym", "short")]) for a in lexicon.actor_by_id.values()
        ),
    )


def _as(speaker: Speaker, how: str) -> Speaker:
    return Speaker(speaker.id, speaker.name, speaker.side, how)


def _mentions_writing(draft: Draft, text: str, language: LanguagePack) -> bool:
    words = " ".join(span.read(text) for span in draft.cue).lower().split()
    return any(word in language.group("speech_artifacts") for word in words) or draft.directness == "block"
