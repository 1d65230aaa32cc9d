"""Fits spaCy's English tokenizer to the words of the treebanks.

Training takes the treebanks' own words; this decides how raw text is cut at run time.
"""

from __future__ import annotations

import json
from pathlib import Path

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_suffix_regex

# of spaCy's infix rules, only the one that cuts at hyphens holds this
_HYPHENS = "-|"
# "10:30p.m." is two words
_TIME_OF_DAY = r"(?<=[0-9])(?:[AaPp]\.[Mm]\.|[AaPp][Mm])"
RULES = Path(__file__).with_name("tokenizer.json")


def fit_tokenizer(nlp: Language) -> None:
    """Changes the tokenizer in place."""
    lists: dict[str, list[str]] = json.loads(RULES.read_text(encoding="utf-8"))
    guards = "".join(rf"(?<!\b[{p[0].upper()}{p[0]}]{p[1:]})" for p in lists["whole_prefixes"])
    defaults = [str(rule) for rule in nlp.Defaults.infixes or ()]
    infixes = [guards + rule if _HYPHENS in rule else rule for rule in defaults]
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        raise TypeError("the pipeline has a tokenizer of its own")
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    suffixes = [str(rule) for rule in nlp.Defaults.suffixes or ()]
    tokenizer.suffix_search = compile_suffix_regex([*suffixes, _TIME_OF_DAY]).search
    rules = {text: rule for text, rule in tokenizer.rules.items() if text not in lists["dropped"]}
    tokenizer.rules = rules | {text: [{ORTH: text}] for text in lists["whole"]}
