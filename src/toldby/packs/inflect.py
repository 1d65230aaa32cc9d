"""Regular forms of English verbs and nouns, spelled the British and the American way.

Only spelling rules stand here; irregular forms are listed in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VOWELS = "aeiou"
_SYLLABLES = re.compile(r"[aeiouy]+")
_ENDS_CVC = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
_ENDS_CVVC_QU = re.compile(r"qu[aeiou][^aeiouwxy]$")


def inflect(lemma: str, pos: str, irregular: Iterable[str] = ()) -> tuple[str, ...]:
    """All surface forms, lower case, sorted: the regular ones of `lemma` and those listed.

    A listed past form replaces the regular one.

    >>> inflect("deny", "verb")
    ('denied', 'denies', 'deny', 'denying')
    >>> inflect("say", "verb", ["said"])
    ('said', 'say', 'saying', 'says')
    """
    listed = {form.lower() for form in irregular}
    lemma = lemma.lower()
    if pos == "verb":
        forms = {form for spelling in spell_both_ways(lemma) for form in _verb_forms(spelling, listed)} | _verb_forms(
            lemma, listed
        )
        return tuple(sorted(forms | listed))
    if pos == "noun":
        return tuple(sorted({lemma, *_pluralise(lemma)} | listed))
    return tuple(sorted(listed or {lemma}))


def spell_both_ways(lemma: str) -> tuple[str, ...]:
    """The lemma with -ise and -ize when it is long enough to be one of those verbs."""
    head, _, tail = lemma.partition(" ")
    if len(_SYLLABLES.findall(head)) < 2 or not re.search(r"[a-z]{3}i[sz]e$", head):
        return (lemma,)
    rest = f" {tail}" if tail else ""
    return (f"{head[:-2]}se{rest}", f"{head[:-2]}ze{rest}")


def _verb_forms(lemma: str, listed: set[str]) -> set[str]:
    head, _, tail = lemma.partition(" ")
    rest = f" {tail}" if tail else ""
    always = {head, *_add_s(head), *_add_ing(head)}
    pasts = set(_add_ed(head))
    regular = {form + rest for form in always | pasts}
    own_past = {f for f in listed - regular if not f.endswith("ing") and f.count(" ") == lemma.count(" ")}
    chosen = always if own_past else always | pasts
    return {form + rest for form in chosen}


def _add_s(word: str) -> tuple[str, ...]:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word + "es",)
    if _ends_consonant_y(word):
        return (word[:-1] + "ies",)
    if len(word) > 1 and word.endswith("o") and word[-2] not in _VOWELS:
        return (word + "es", word + "s")
    return (word + "s",)


def _pluralise(lemma: str) -> tuple[str, ...]:
    head, _, last = lemma.rpartition(" ")
    lead = f"{head} " if head else ""
    return tuple(lead + form for form in _add_s(last))


def _add_ed(word: str) -> tuple[str, ...]:
    if word.endswith("e"):
        return (word + "d",)
    if _ends_consonant_y(word):
        return (word[:-1] + "ied",)
    return tuple(stem + "ed" for stem in _stems(word))


def _add_ing(word: str) -> tuple[str, ...]:
    if word.endswith("ie"):
        return (word[:-2] + "ying",)
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return (word[:-1] + "ing",)
    return tuple(stem + "ing" for stem in _stems(word))


def _stems(word: str) -> tuple[str, ...]:
    """The stem before -ed and -ing: doubled, plain, or both where spelling or stress decides."""
    if word.endswith("c"):
        return (word + "k",)
    if not (_ENDS_CVC.search(word) or _ENDS_CVVC_QU.search(word)):
        return (word, word + "l") if re.search(r"[aeiou]{2}l$", word) and _is_long(word) else (word,)
    doubled = word + word[-1]
    # "stop" must double; "travel" (British, American) and "admit" (stress) are not told apart here
    return (doubled, word) if _is_long(word) else (doubled,)


def _is_long(word: str) -> bool:
    return len(_SYLLABLES.findall(word)) > 1


def _ends_consonant_y(word: str) -> bool:
    return len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS
