"""The closed lists of the pack format (`packs.md` 3); they grow with the gold data."""

from __future__ import annotations

from typing import Literal

PackKind = Literal["language", "region"]
Status = Literal["draft", "reviewed", "retired"]
Stance = Literal[
    "assert", "allege", "accuse", "deny", "reject", "condemn", "confirm", "admit",
    "demand", "warn", "threaten", "commit", "express", "notify", "evidence",
]  # fmt: skip
Frame = Literal[
    "that", "quote", "np", "of", "of-ger", "for", "inf", "as", "on", "by", "agentless",
    "adjunct", "noun", "poss", "adverb", "colon",
]  # fmt: skip
CuePos = Literal["verb", "noun", "prep", "adverb", "adj", "phrase"]
Commitment = Literal["neutral", "distancing", "factive"]
Subject = Literal["any", "person", "institution", "artifact"]
DenialShape = Literal["words", "cleft"]
DenialEffect = Literal["deny", "reject", "shift-blame"]
DenialTarget = Literal["subject", "content", "preceding-claim", "negated-actor"]
HedgeEffect = Literal["alleged", "planned", "hypothetical", "abstain", "approximate"]
Direction = Literal["forward", "backward", "both"]
EventAgent = Literal["subject", "by-phrase", "none"]
EventTarget = Literal["object", "on-phrase", "subject", "none"]
EventPos = Literal["any", "verb", "noun"]
Reading = Literal["exact", "floor", "ceiling", "range", "zero", "approximate"]
DateShape = Literal["words", "weekday", "month-day"]
ActorKind = Literal["state", "ministry", "local-authority", "forces", "service", "agency", "mission", "group", "person"]
ActorRole = Literal["party", "mediator", "monitor", "outsider"]
ActorNameForm = Literal["official", "short", "abbreviation", "metonym", "demonym", "label"]
PlaceKind = Literal[
    "settlement", "road", "corridor", "line", "sector", "zone", "admin", "terrain", "facility",
    "region", "country",
]  # fmt: skip
PlaceNameForm = Literal[
    "official", "endonym", "exonym", "historic", "transliteration", "translation", "short",
    "military", "label", "demonym",
]  # fmt: skip
OutletKind = Literal["agency", "newspaper", "broadcaster", "magazine", "site", "channel"]
Voice = Literal["attributed", "narrator"]
ANYONE = "anyone"
NO_ONE = "none"
