"""Which language a text is in, for texts that are not in the language of the pack."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

UNKNOWN = "und"
"""BCP 47 for a language that cannot be told."""

_LOOKED_AT = 4_000
_LEAST_LETTERS = 40
_ENOUGH_LETTERS = 300
_CERTAIN = 0.95
# scripts that one living language alone is written in
_SCRIPTS = {"ARMENIAN": "hy", "GEORGIAN": "ka", "GREEK": "el", "HEBREW": "he", "HANGUL": "ko", "THAI": "th"}
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(text: str) -> str:
    """BCP 47 of the language that the first thousands of signs are in; `und` when there are too few letters, or few
    Latin ones and no clear language: a list of names may look like any.

    By script where one tells, else by py3langid (97 languages).
    """
    head = text[:_LOOKED_AT]
    letters = _LETTER.findall(head)
    script = _find_script(letters)
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    if len(letters) < _LEAST_LETTERS:
        return UNKNOWN
    language, certainty = _load().classify(head)
    is_clear = script != "LATIN" or len(letters) >= _ENOUGH_LETTERS or certainty >= _CERTAIN
    return str(language) if is_clear else UNKNOWN


def _find_script(letters: list[str]) -> str | None:
    """The script of more than half of some letters."""
    sample = letters[:: max(1, len(letters) // 200)][:200]
    names = [unicodedata.name(letter, "").partition(" ")[0] for letter in sample]
    best = max(set(names), key=names.count, default=None)
    return best if best is not None and 2 * names.count(best) > len(names) else None


@lru_cache(maxsize=1)
def _load() -> Any:  # noqa: ANN401  (the library has no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
