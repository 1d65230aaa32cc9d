"""Tokens without a parser: words with a part of speech guessed from closed classes and the cue list."""

from __future__ import annotations

from toldby.analysis.remembering import remember
from toldby.analysis.wordscan import Word, scan_words
from toldby.domain.lexicon import LanguagePack
from toldby.domain.syntax import Token


def make_plain_tokens(text: str, start: int, end: int, language: LanguagePack) -> tuple[Token, ...]:
    """Words of a stretch of text; every token is its own head, so the rules use order alone."""
    cues = remember(language, "_plain_cues", lambda: _list_cue_words(language))
    words = scan_words(text, start, end)
    return tuple(
        Token(word.start, word.end, word.text, word.low, *_guess(word, language, cues), index, "dep")
        for index, word in enumerate(words)
    )


def _list_cue_words(language: LanguagePack) -> frozenset[str]:
    return frozenset(f for cue in language.cues if cue.pos == "verb" for f in cue.forms if " " not in f)


def _guess(word: Word, language: LanguagePack, cues: frozenset[str]) -> tuple[str, str]:
    """Part of speech and tag."""
    if word.is_mark:
        return "PUNCT", word.text
    for group, pos, tag in (
        ("determiners", "DET", "DT"),
        ("prepositions", "ADP", "IN"),
        ("auxiliaries", "AUX", "VBD"),
        ("conjunctions", "CCONJ", "CC"),
    ):
        if word.low in language.group(group):
            return pos, tag
    if any(word.low in language.group(g) for g in ("singular_pronouns", "plural_pronouns", "first_person")):
        return "PRON", "PRP"
    if word.low in cues and not word.is_name_like:
        return "VERB", "VBG" if word.low.endswith("ing") else "VBD"
    if word.text[0].isdigit():
        return "NUM", "CD"
    return ("PROPN", "NNP") if word.is_name_like else ("NOUN", "NN")
