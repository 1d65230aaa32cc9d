"""The actors that the words of a source name, before anybody is looked for further back."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from toldby.analysis.wordscan import scan_words, slug
from toldby.domain.actors import ActorMention
from toldby.domain.claims import Speaker
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span

_FORMS = {
    "name": "name",
    "alias": "alias",
    "nominal": "nominal",
    "metonym": "metonym",
    "demonym": "metonym",
    "label": "alias",
}
_JOINTS = ("and", "&", "both")
_NAME_WORDS = range(2, 6)
_MEMBER_OF = re.compile(r"\s(?:for|of|at|from)\s(?P<body>.{3,80})$")
_OWNED_BY = re.compile(r"^(?P<body>.{3,80}?)['\u2019]s? \S+(?: \S+)?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """Mentions inside the source words and how they stand there."""

    words: str
    mentions: tuple[ActorMention, ...]
    is_artifact: bool
    head: str = ""


class MentionIndex:
    """Actor mentions of a report by place."""

    def __init__(self, actors: tuple[ActorMention, ...]) -> None:
        """Mentions come in text order and do not overlap."""
        self._actors = tuple(sorted(actors, key=lambda a: (a.start, a.end)))
        self._starts = [a.start for a in self._actors]

    def inside(self, span: Span) -> tuple[ActorMention, ...]:
        """Mentions that overlap the span, in text order."""
        at = max(0, bisect_left(self._starts, span.start) - 1)
        found: list[ActorMention] = []
        while at < len(self._actors) and self._actors[at].start < span.end:
            if self._actors[at].end > span.start:
                found.append(self._actors[at])
            at += 1
        return tuple(found)

    def before(self, point: int, count: int) -> tuple[ActorMention, ...]:
        """The last mentions that end before the point, nearest first."""
        at = bisect_left(self._starts, point)
        return tuple(reversed(self._actors[max(0, at - count) : at]))


def read_naming(text: str, source: tuple[Span, ...], index: MentionIndex, language: LanguagePack) -> Naming:
    """What the source words hold."""
    words = " ".join(span.read(text) for span in source)
    mentions = tuple(m for span in source for m in index.inside(span))
    return Naming(words, mentions, is_artifact_phrase(words, language), head_noun(words, language))


def is_artifact_phrase(words: str, language: LanguagePack) -> bool:
    """The head noun is a statement, a letter, footage: something that is issued or recorded."""
    head = head_noun(words, language)
    return head in language.group("speech_artifacts") or head in language.group("artifact_nouns")


def head_noun(words: str, language: LanguagePack) -> str:
    """The last word before the first preposition or participle clause: "a statement by X" gives statement."""
    prepositions = language.group("prepositions")
    head = ""
    for word in scan_words(words):
        if word.is_mark or (
            head and (word.low in prepositions or word.low in ("issued", "released", "made", "published"))
        ):
            if head:
                break
            continue
        if word.low != "'s" and word.text[0].isalnum():
            head = word.low
    return head


def speaker_of(mention: ActorMention, *, resolved_by: str | None = None) -> Speaker:
    """The mention's actor as a speaker."""
    form = resolved_by or _FORMS.get(mention.form, "name")
    return Speaker(mention.actor_id, mention.name, mention.side, form)


def pick_speaker(text: str, naming: Naming) -> Speaker | None:
    """The actor the source words name outright; two joined by "and" speak together."""
    listed = [m for m in naming.mentions if m.form != "pronoun"]
    if len(listed) > 1 and _are_joined(text, listed):
        return _join([speaker_of(m) if m.actor_id is not None else name_from_text(m.text) for m in listed])
    known = [m for m in listed if m.actor_id is not None]
    if not known:
        return None
    chosen = _choose(known, text)
    if chosen.kind == "person" and (chosen.actor_id or "").partition(":")[0] != "text" and chosen.form == "nominal":
        # "the Halvenan ambassador" belongs to Halvena, but is a person of his own
        return _office_holder(naming.words, chosen)
    if (chosen.actor_id or "").startswith("text:") and not naming.is_artifact and not _holds_head(naming, chosen):
        named = name_from_text(naming.words)
        return Speaker(named.id, named.name, chosen.side, "name")
    return speaker_of(chosen, resolved_by="artifact" if naming.is_artifact else None)


def _holds_head(naming: Naming, mention: ActorMention) -> bool:
    """As in "Halvenan" is not yet "the Halvenan news agency"."""
    return not naming.head or naming.head in mention.text.lower() or mention.kind == "person"


def _choose(known: list[ActorMention], text: str) -> ActorMention:
    """A person's name after his title, else the first that is more than a nationality or an owner."""
    person = next((m for m in known if m.kind == "person" and m.form in ("name", "alias")), None)
    if person is not None and all(m.kind == "person" or m.end <= person.start for m in known[:2]):
        return person
    plain = [m for m in known if m.form != "demonym"] or known
    at = 0
    while at + 1 < len(plain) and text[plain[at].end : plain[at].end + 3] in ("'s ", "\u2019s "):
        at += 1
    return plain[at]


def _office_holder(words: str, mention: ActorMention) -> Speaker:
    named = name_from_text(words)
    return Speaker(named.id, named.name, mention.side, "nominal")


def _are_joined(text: str, known: list[ActorMention]) -> bool:
    pairs = pairwise(known)
    gaps = (text[a.end : b.start].lower().replace("the", " ").split() for a, b in pairs)
    split = [[word.strip(",") for word in gap] for gap in gaps]
    distinct = len({m.actor_id or m.text for m in known}) > 1
    # a comma alone parts a person from his office
    is_joined = any(word in _JOINTS and word for gap in split for word in gap)
    return distinct and is_joined and all(gap and all(word in (*_JOINTS, "") for word in gap) for gap in split)


def _join(speakers: list[Speaker]) -> Speaker:
    ordered = sorted(speakers, key=lambda s: s.id or "")
    sides = {s.side for s in speakers}
    side = next(iter(sides)) if len(sides) == 1 else None
    forms = {s.resolved_by for s in speakers}
    form = "metonym" if forms == {"metonym"} else "name"
    return Speaker("+".join(s.id or "" for s in ordered), " and ".join(s.name for s in speakers), side, form)


def name_from_text(words: str) -> Speaker:
    """A speaker that no pack knows: an id from its own words."""
    kept = [w for w in scan_words(words) if w.text[0].isalnum() and w.low not in ("the", "a", "an")]
    shown = words.strip(" ,")
    return Speaker(f"text:{slug(' '.join(w.text for w in kept[:8]))}", shown, None, "name")


def find_person(words: str, language: LanguagePack) -> str | None:
    """The name beside an office: "a spokesman for the mission, Tomas Reyl", "Mira Sonn, who led the study"."""
    pieces = [piece.strip() for piece in words.split(",") if piece.strip()]
    names = [piece for piece in pieces if _is_person_name(piece, language)]
    return names[0] if len(names) == 1 and len(pieces) > 1 else None


def find_body(words: str, language: LanguagePack) -> str | None:
    """The body a person speaks for: "a spokesman for the mission", "the ministry's spokesman"."""
    people = language.group("titles") | language.group("person_words") | language.group("role_nouns")
    bodies = language.group("organisation_nouns") | language.group("collective_nouns") | language.group("side_words")
    for piece in (p.strip() for p in words.split(",")):
        match = _MEMBER_OF.search(piece)
        match = match if match is not None and head_noun(piece, language) in people else _OWNED_BY.match(piece)
        lows = set() if match is None else {w.low for w in scan_words(match.group("body"))}
        if match is not None and lows & bodies:
            return match.group("body")
    return None


def _is_person_name(piece: str, language: LanguagePack) -> bool:
    scanned = [w for w in scan_words(piece) if w.text[0].isalnum()]
    bodies = language.group("organisation_nouns") | language.group("collective_nouns")
    plain = [w for w in scanned if w.low not in language.group("titles")]
    return (
        len(scanned) in _NAME_WORDS
        and len(plain) > 1
        and all(w.is_name_like for w in scanned)
        and not any(w.low in bodies for w in scanned)
    )


def mark_described(speaker: Speaker | None, words: str, naming: Naming, language: LanguagePack) -> Speaker | None:
    """A doctor, two residents: somebody described and not named is resolved by the noun alone."""
    if speaker is None or speaker.resolved_by != "name" or not (speaker.id or "").startswith("text:"):
        return speaker
    if speaker.name != words.strip(" ,") and _is_person_name(speaker.name, language):
        return speaker
    head = head_noun(words, language)
    is_common = any(w.text == head for w in scan_words(words))
    people = language.group("titles") | language.group("plain_people") | language.group("person_words")
    is_person = head in people or any(m.kind == "person" for m in naming.mentions)
    has_name = any(w.is_name_like for w in list(scan_words(words))[1:])
    if is_common and (is_person or not has_name):
        return Speaker(speaker.id, speaker.name, speaker.side, "nominal")
    return speaker
