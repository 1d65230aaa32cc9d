"""Drafts made into claims: tree, speakers, chains, targets, ids and reasons."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.chain import Frame, build_chain, find_outlet
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.naming import MentionIndex, find_body, name_from_text, pick_speaker, read_naming
from toldby.analysis.attribution.resolve import Resolved, Resolver
from toldby.analysis.attribution.revise import (
    blame_after_denial,
    deny_negated_acts,
    look_ahead,
    repeats_issuer,
    repeats_parent,
)
from toldby.analysis.attribution.specific import specify_speakers
from toldby.analysis.attribution.targets import Answer, Exchange, find_answers, gather_events, gather_words
from toldby.analysis.attribution.tree import find_parents
from toldby.domain.actors import ActorMention
from toldby.domain.claims import ActorAt, ChainLink, Claim, MachineNotes, Speaker, Stance, join_content, name_claim
from toldby.domain.finds import EventMention, Sentence
from toldby.domain.ids import ClaimId
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report, Span, ZoneKind

_NOBODY = Resolved(None, None, "the report says it itself")
_UPSTREAM_WORDS = 3


def build_claims(
    report: Report, sentences: tuple[Sentence, ...], drafts: tuple[Draft, ...], actors: tuple[ActorMention, ...],
    events: tuple[EventMention, ...], frame: Frame, lexicon: Lexicon,
) -> tuple[Claim, ...]:  # fmt: skip
    """Claims in text order; two drafts with the same spans and stance are one."""
    ordered = _order(report, drafts)
    zones = tuple(sentences[d.sentence].zone for d in ordered)
    parents = find_parents(ordered)
    index = MentionIndex(actors)
    resolved = _resolve_all(report, ordered, zones, parents, index, frame, lexicon)
    kept = [
        i for i in range(len(ordered))
        if not repeats_parent(i, ordered, resolved, parents, report.text, lexicon)
        and not repeats_issuer(i, ordered, resolved, frame.own)
    ]  # fmt: skip
    if len(kept) < len(ordered):
        ordered, zones = tuple(ordered[i] for i in kept), tuple(zones[i] for i in kept)
        resolved = tuple(resolved[i] for i in kept)
        parents = find_parents(ordered)
    headlines = frozenset(i for i, zone in enumerate(report.zones) if zone.kind is ZoneKind.HEADLINE)
    resolved = look_ahead(ordered, resolved, zones, headlines, report.text, lexicon)
    resolved = specify_speakers(ordered, resolved, zones, headlines, lexicon)
    ordered = blame_after_denial(ordered, resolved, actors, events, lexicon)
    ordered = deny_negated_acts(ordered, resolved, events, report.text, lexicon)
    resolved = _infer_inside(ordered, resolved, parents)
    language = lexicon.language
    relays = _resolve_relays(report, ordered, resolved, zones, index, lexicon)
    exchange = Exchange(
        report.text, ordered, resolved, zones, relays,
        tuple(gather_events(d, events) for d in ordered),
        tuple(gather_words(report.text, d, language) for d in ordered), actors, lexicon,
    )  # fmt: skip
    ids = tuple(_name(report, d) for d in ordered)
    writer = _Writer(report, exchange, parents, ids, index, frame)
    return tuple(writer.write(i) for i in range(len(ordered)))


def _order(report: Report, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    found = {_name(report, d): d for d in reversed(drafts)}
    return tuple(sorted(found.values(), key=lambda d: (d.start, d.content, d.stance)))


def _name(report: Report, draft: Draft) -> ClaimId:
    return name_claim(report.doc_id, draft.voice, draft.source, draft.cue, draft.content, Stance(draft.stance))


def _resolve_all(
    report: Report, drafts: tuple[Draft, ...], zones: tuple[int, ...], parents: tuple[int | None, ...],
    index: MentionIndex, frame: Frame, lexicon: Lexicon,
) -> tuple[Resolved, ...]:  # fmt: skip
    """Speakers in reading order; those that lean on their parent are looked at again at the end."""
    resolver = Resolver(report.text, index, lexicon)
    own = None if frame.own is None else Resolved(frame.own, None, "the issuer of the report")
    found: list[Resolved] = []
    for i, draft in enumerate(drafts):
        parent = parents[i]
        above = found[parent] if parent is not None and parent < i else own
        if draft.voice == "narrator":
            found.append(_NOBODY)
        elif draft.frame == "own" and own is not None:
            found.append(own)
        else:
            found.append(_name_outlet(report, draft, lexicon) or resolver.resolve(draft, zones[i], above))
    return tuple(_by_issuer(f, own) for f in found)


def _resolve_relays(
    report: Report, drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], zones: tuple[int, ...],
    index: MentionIndex, lexicon: Lexicon,
) -> dict[int, Resolved]:  # fmt: skip
    """As in "the agency quoted ...": a bare relay is looked up among who was named before."""
    found: dict[int, Resolved] = {}
    for i, draft in enumerate(drafts):
        if not draft.relay:
            continue
        outlet = find_outlet(" ".join(s.read(report.text) for s in draft.relay), lexicon)
        if outlet is not None:
            found[i] = Resolved(outlet, None, "relay: an outlet of the packs")
            continue
        resolver = Resolver(report.text, index, lexicon)
        for j in range(max(0, i - 12), i):
            if drafts[j].relay and j in found:
                resolver.recall(found[j], replace(drafts[j], source=drafts[j].relay), zones[j])
            resolver.recall(resolved[j], drafts[j], zones[j])
        found[i] = resolver.resolve(replace(draft, source=draft.relay, relay=()), zones[i], None)
    return found


def _name_outlet(report: Report, draft: Draft, lexicon: Lexicon) -> Resolved | None:
    if len(draft.source) != 1:
        return None
    outlet = find_outlet(draft.source[0].read(report.text), lexicon)
    return None if outlet is None else Resolved(outlet, None, "named: an outlet of the packs")


def _by_issuer(resolved: Resolved, own: Resolved | None) -> Resolved:
    """In a statement, somebody without a name of his own is one of the issuer's people."""
    speaker = resolved.speaker
    if own is None or own.speaker is None or speaker is None:
        return resolved
    is_nameless = (speaker.id or "text:").startswith("text:") and (
        speaker.resolved_by in ("nominal", "pronoun")
        or speaker.name == speaker.name.lower()
        or _is_short_for(speaker.name, own.speaker.name)
    )
    if not is_nameless:
        return resolved
    issuer = own.speaker
    return Resolved(Speaker(issuer.id, issuer.name, issuer.side, "inferred"), None, "one of the issuer's own people")


def _is_short_for(name: str, issuer: str) -> bool:
    """As in "The Ministry" in a statement of the Ministry of Foreign Affairs."""
    words = [w.lower() for w in name.split()]
    return words[:1] == ["the"] and len(words) > 1 and set(words[1:]) <= set(issuer.lower().split())


def _infer_inside(
    drafts: tuple[Draft, ...], resolved: tuple[Resolved, ...], parents: tuple[int | None, ...]
) -> tuple[Resolved, ...]:
    """Cue-less claims of a block speak for its issuer; "allegedly" for the claim around it."""
    answer = list(resolved)
    for i, draft in enumerate(drafts):
        parent = parents[i]
        above = None if parent is None else answer[parent].speaker
        if above is None:
            continue
        if draft.frame == "inner":
            answer[i] = Resolved(Speaker(above.id, above.name, above.side, "elided"), None, "issuer of the statement")
        elif answer[i].speaker is None and draft.frame == "adverb":
            answer[i] = Resolved(None, above, "inferred from the enclosing claim")
    return tuple(answer)


class _Writer:
    """Writes one claim after the other; holds what all of them share."""

    def __init__(
        self, report: Report, exchange: Exchange, parents: tuple[int | None, ...], ids: tuple[ClaimId, ...],
        index: MentionIndex, frame: Frame,
    ) -> None:  # fmt: skip
        self._report, self._exchange, self._parents = report, exchange, parents
        self._ids, self._index, self._frame = ids, index, frame

    def write(self, i: int) -> Claim:
        """The claim of draft `i`."""
        draft, resolved = self._exchange.drafts[i], self._exchange.resolved[i]
        is_told = draft.voice == "narrator"
        parent = None if is_told else self._parents[i]
        answers = () if is_told else find_answers(i, self._exchange)
        return Claim(
            claim_id=self._ids[i],
            doc_id=self._report.doc_id,
            voice=draft.voice,
            directness=None if is_told else draft.directness,
            stance=Stance(draft.stance),
            commitment=None if is_told else draft.commitment,
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            text=join_content(self._report.text, draft.content),
            speaker=resolved.speaker,
            inferred_speaker=resolved.inferred,
            chain=self._chain(i),
            parent=None if parent is None else self._ids[parent],
            targets=tuple(self._ids[a.target] for a in answers),
            target_relations=tuple(a.relation for a in answers),
            propositions=(),
            flags=draft.flags,
            reason=f"{draft.rule}: {draft.why}; {resolved.reason}",
            machine=self._notes(i, answers),
        )

    def _chain(self, i: int) -> tuple[ChainLink, ...]:
        draft = self._exchange.drafts[i]
        if draft.voice == "narrator":
            return self._frame.links
        above: list[Resolved] = []
        at = self._parents[i]
        while at is not None and len(above) < len(self._ids):
            above.append(self._exchange.resolved[at])
            at = self._parents[at]
        above.reverse()
        if draft.relay:
            above.append(self._exchange.relays.get(i) or self._relay(draft))
        resolved = self._exchange.resolved[i]
        body = self._body(draft, resolved)
        if body is not None:
            above.append(body)
        return build_chain(self._frame, tuple(above), resolved, draft, self._report.text, self._exchange.lexicon)

    def _body(self, draft: Draft, resolved: Resolved) -> Resolved | None:
        """The body that a person in the source words speaks for."""
        text, speaker, lexicon = self._report.text, resolved.speaker, self._exchange.lexicon
        if speaker is None or not (speaker.id or "").startswith("text:") or len(draft.source) != 1:
            return None
        words = find_body(draft.source[0].read(text), lexicon.language)
        at = -1 if words is None else text.find(words, draft.source[0].start, draft.source[0].end)
        if words is None or at < 0:
            return None
        naming = read_naming(text, (Span(at, at + len(words)),), self._index, lexicon.language)
        body = pick_speaker(text, naming) or name_from_text(words)
        return None if body.id == speaker.id else Resolved(body, None, "the body that the person speaks for")

    def _relay(self, draft: Draft) -> Resolved:
        text, lexicon = self._report.text, self._exchange.lexicon
        words = " ".join(span.read(text) for span in draft.relay)
        outlet = find_outlet(words, lexicon)
        speaker = outlet or pick_speaker(text, read_naming(text, draft.relay, self._index, lexicon.language))
        return Resolved(speaker or name_from_text(words), None, "relay")

    def _notes(self, i: int, answers: tuple[Answer, ...]) -> MachineNotes:
        draft = self._exchange.drafts[i]
        return MachineNotes(
            rule=draft.rule,
            entry=draft.entry_id,
            against=tuple(self._at(span) for span in draft.against),
            addressee=tuple(self._at(span) for span in draft.addressee),
            alternatives=draft.alternatives,
            likely_upstream=self._upstream(i),
        )

    def _at(self, span: Span) -> ActorAt:
        known = next((m for m in self._index.inside(span) if m.actor_id is not None), None)
        return ActorAt(span.start, span.end, None if known is None else known.actor_id)

    def _upstream(self, i: int) -> tuple[ClaimId, ...]:
        """Attributed claims that a narrator claim restates: same happening, shared words."""
        drafts, words, events = self._exchange.drafts, self._exchange.words, self._exchange.events
        if drafts[i].voice != "narrator" or "no_comment" in drafts[i].flags:
            return ()
        needed = min(_UPSTREAM_WORDS, max(1, len(words[i]) // 3))
        near = range(max(0, i - 30), min(len(drafts), i + 30))
        fits = [
            j for j in near
            if drafts[j].voice == "attributed" and events[i] & events[j] and len(words[i] & words[j]) >= needed
        ]  # fmt: skip
        return tuple(self._ids[j] for j in fits)
