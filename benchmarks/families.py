"""Recall by family of cue: which share of the gold claims with such a cue is found, whatever else is.

The families are read from the words of the gold's own cues, by the beginnings of words below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from toldby.application.evaluation.attributions import AttributedText, Attribution, find_matched

FAMILIES: Mapping[str, str] = {
    "accuse": r"accus|blam|condemn|denounc|deplor|decr(?:y|ie)|slam|critici[sz]|protest|blast|lambast|implicat|"
    r"charg(?:e|ed|es|ing)\b|rebuk|excoriat|ridicul|mock",
    "deny": r"den(?:y|ie)|refut|rebut|disavow|reject|dismiss|disput|contradict|brush|repudiat",
    "demand": r"demand|urg(?:e|ed|es|ing)\b|call(?:s|ed|ing)? (?:on|for|upon)\b|ask(?:s|ed|ing)?\b|request|appeal|"
    r"press(?:ed|es|ing)\b|order",
    "claim": r"claim|alleg|argu|insist|maintain|contend|assert|purport",
    "confirm": r"confirm|corroborat|verif|acknowledg|admit|admission|conced|recogni[sz]",
    "warn": r"warn|caution",
}
"""Family -> beginnings of words in a cue."""

_PATTERNS = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in FAMILIES.items()}


def measure_families(gold: Sequence[AttributedText], found: Mapping[str, AttributedText]) -> Mapping[str, float]:
    """Family -> per cent of its gold claims that are found, scored flat; `mean` over the families."""
    wanted: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for doc in gold:
        matched = find_matched(doc, found.get(doc.id), flat=True)
        for i, claim in enumerate(doc.attributions):
            family = name_family(doc.text, claim)
            if family is not None:
                wanted[family] += 1
                hits[family] += i in matched
    shares = {name: 100 * hits[name] / wanted[name] for name in FAMILIES if wanted[name]}
    mean = sum(shares.values()) / len(shares) if shares else 0.0
    return {name: round(share, 1) for name, share in shares.items()} | {"mean": round(mean, 1)}


def name_family(text: str, claim: Attribution) -> str | None:
    """The first family whose words stand in the cue; None for all others."""
    cue = " ".join(text[start:end] for start, end in claim.cue)
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(cue)), None)
