"""How a saying takes position beyond its slots: admission, breach of a truce, blame by wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toldby.analysis.count import split_joint
from toldby.analysis.origins import Voice
from toldby.analysis.sayings import Saying, agent_camps, patient_camps
from toldby.domain.ids import OriginId
from toldby.domain.lexicon import Lexicon


def find_admissions(sayings: Iterable[Saying], lexicon: Lexicon) -> frozenset[OriginId]:
    """Origins of the side named as agent that say themselves that it happened.

    Nobody admits who names the other side as agent, or its own side as the one that suffered it.
    """
    given = tuple(sayings)
    charged = frozenset(c for s in given if s.takes_part for c in agent_camps(s, lexicon))
    voices: dict[OriginId, list[Saying]] = {}
    for saying in given:
        if saying.voice.is_somebody:
            voices.setdefault(saying.voice.origin_id, []).append(saying)
    return frozenset(o for o, told in voices.items() if _admits(told, charged, lexicon))


def _admits(told: list[Saying], charged: frozenset[str], lexicon: Lexicon) -> bool:
    camp = told[0].camp
    if camp is None or camp not in charged or not any(s.takes_part and s.is_core for s in told):
        return False
    if any(s.mode in ("denies", "counters") for s in told):
        return False
    named = frozenset(c for s in told for c in agent_camps(s, lexicon))
    suffered = frozenset(c for s in told for c in patient_camps(s, lexicon))
    return named <= {camp} and (camp in named or camp not in suffered) and not _counts_own_loss(told, lexicon)


def _counts_own_loss(told: list[Saying], lexicon: Lexicon) -> bool:
    """A side that counts its own dead tells what it suffered, unless it says it acted itself."""
    camp = told[0].camp
    if any(camp in agent_camps(s, lexicon) for s in told):
        return False
    return any(
        count.high != 0 and lexicon.camp_of(count.side) == camp
        for s in told
        for p in s.propositions
        for count in p.counts
    )


def says_breach(saying: Saying, lexicon: Lexicon) -> bool:
    """The words call the act a breach of a truce or agreement."""
    text = saying.claim.text.lower()
    language = lexicon.language
    return _holds(text, language.group("breach_words")) and _holds(text, language.group("truce_words"))


def _holds(text: str, forms: frozenset[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in forms)


def blamed_by_wording(saying: Saying, lexicon: Lexicon) -> frozenset[str]:
    """Camps that one side's wording in the claim is about ("raiding party")."""
    if "partisan_terms" not in saying.claim.flags:
        return frozenset()
    text = saying.claim.text.lower()
    camps: set[str] = set()
    for region in lexicon.regions:
        for term in region.terms:
            if term.about is not None and _holds(text, frozenset(f.lower() for f in term.forms)):
                actor = lexicon.actor_by_id.get(term.about)
                camp = lexicon.camp_of(actor.side if actor is not None else term.about)
                camps |= {camp} if camp is not None else set()
    return frozenset(camps)


def voice_camps(voice: Voice, lexicon: Lexicon) -> frozenset[str]:
    """The camp of a voice; those of all institutions of a joint claim."""
    sides = {voice.side}
    for atom in split_joint(voice):
        actor = lexicon.actor_by_id.get(atom)
        sides |= {actor.side} if actor is not None else set()
    return frozenset(c for side in sides if (c := lexicon.camp_of(side)) is not None)


def heard_camps(sayings: Iterable[Saying], lexicon: Lexicon) -> frozenset[str]:
    """Camps that have an account, a denial included; a likely speaker of a passive counts as heard."""
    camps: set[str] = set()
    for saying in sayings:
        if saying.voice.is_somebody:
            camps |= voice_camps(saying.voice, lexicon)
        inferred = saying.claim.inferred_speaker
        camp = lexicon.camp_of(inferred.side) if inferred is not None else None
        camps |= {camp} if camp is not None else set()
    return frozenset(camps)


def charged_camps(sayings: Iterable[Saying], lexicon: Lexicon) -> frozenset[str]:
    """Camps told as agent, or blamed by wording."""
    return frozenset(camp for s in sayings for camp in agent_camps(s, lexicon) | blamed_by_wording(s, lexicon))


@dataclass(frozen=True, slots=True)
class Silence:
    """What linked incidents say of who spoke: camps heard in a mirror, camps charged with a part."""

    heard: frozenset[str] = frozenset()
    charged: frozenset[str] = frozenset()


NO_SILENCE = Silence()


def silent_camps(sayings: tuple[Saying, ...], lexicon: Lexicon, silence: Silence = NO_SILENCE) -> frozenset[str]:
    """Camps told as agent, patient or blamed that have no account here.

    A camp whose wording a report uses as its own has had its story told.
    """
    given = tuple(s for s in sayings if not _is_calm(s))
    charged = charged_camps(given, lexicon) | silence.charged
    told_for = any(blamed_by_wording(s, lexicon) for s in given)
    suffered = frozenset(c for s in given for c in patient_camps(s, lexicon))
    return (charged | (frozenset() if told_for else suffered)) - heard_camps(sayings, lexicon) - silence.heard


def _is_calm(saying: Saying) -> bool:
    """Steps towards calm charge nobody."""
    return any(p.type is not None and p.type.startswith("settle.") for p in saying.propositions)
