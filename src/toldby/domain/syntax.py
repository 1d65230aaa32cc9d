"""What a parser has to deliver: sentences of tokens with tags, heads and offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence.

    `start`, `end` are code points; a parser gives them relative to the string it was handed,
    `analysis.sentences` shifts them to the report's text. `head` is the index of the governing
    token in the same sentence (the root points to itself). `pos`, `dep`, `morph` are Universal
    Dependencies values ("VERB", "nsubj:pass", "Tense=Past|VerbForm=Fin"), `tag` is the Penn tag.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    dep: str
    morph: str = ""


class Syntax(Protocol):
    """Parses sentences that are already split; one tuple of tokens per sentence, in order.

    The parser must not split or join the sentences it is given and must cover every
    non-blank character with exactly one token.
    """

    @property
    def name(self) -> str:
        """Model name and version, stamped into the manifest because it changes results."""
        ...

    def parse(self, sentences: Sequence[str]) -> Sequence[tuple[Token, ...]]:
        """Tokens of each sentence, offsets relative to that sentence."""
        ...
