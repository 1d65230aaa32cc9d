"""Signs of who writes and who speaks: verbs of saying, the place of writing at a paragraph's start."""

from __future__ import annotations

import re
from functools import lru_cache

from toldby.analysis.remembering import remember
from toldby.domain.lexicon import LanguagePack

_DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_][^\n.;:()]{1,40}?)(?:,\s[^\n()\u2013\u2014]{2,30})?\s*"
    r"(?:\([^()\n]{2,40}\)\s*)?[\u2013\u2014-]{1,2}\s"
)


@lru_cache(maxsize=512)  # asked again for each noun of a sentence
def find_dateline(text: str, start: int, end: int) -> int | None:
    """Where the place of writing ends that opens a paragraph: "PORT QUARRIN (QW) -"; None without one."""
    found = _DATELINE.match(text, start, min(start + 120, end))
    if found is None or not (found.group("place").isupper() or "(" in found.group()):
        return None
    return found.end("place")


def speech_forms(language: LanguagePack) -> frozenset[str]:
    """Single-word verb forms by which somebody says something."""
    return remember(language, "_speech_forms", lambda: _list_speech_forms(language))


def _list_speech_forms(language: LanguagePack) -> frozenset[str]:
    listed = {f for cue in language.cues if cue.pos in ("verb", "") for f in cue.forms if " " not in f}
    return frozenset(listed) | language.group("plain_speech_verbs")
