"""One sentence with everything found in it, as the event rules see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from toldby.analysis.counts import find_counts
from toldby.analysis.eventcoding.clauses import ClauseTree
from toldby.domain.actors import ActorMention
from toldby.domain.finds import Quantity, Sentence
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import PlaceMention
from toldby.domain.propositions import Count
from toldby.domain.syntax import Token
from toldby.domain.times import TimeMention


@dataclass(frozen=True)
class Scene:
    """A sentence, its clause tree, and the finds that lie in it; `times` keep their report index."""

    text: str
    sentence: Sentence
    tree: ClauseTree
    is_parsed: bool
    times: tuple[tuple[int, TimeMention], ...]
    quantities: tuple[Quantity, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    lexicon: Lexicon

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """The tokens' texts in lower case with plain apostrophes."""
        return tuple(token.text.lower().replace("\u2019", "'") for token in self.tokens)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """What the sentence counts."""
        return find_counts(self.text, self.sentence, self.quantities, self.actors, self.lexicon.language)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.tree.tokens

    def low(self, index: int) -> str:
        """The token's text in lower case with plain apostrophes; empty outside the sentence."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def is_in(self, index: int, group: str) -> bool:
        """The token is in a word list of the language."""
        return self.low(index) in self.lexicon.language.group(group)

    def actor_at(self, index: int) -> ActorMention | None:
        """The actor mention that covers the token."""
        token = self.tokens[index]
        return next((a for a in self.actors if a.start < token.end and token.start < a.end), None)

    def place_at(self, index: int) -> PlaceMention | None:
        """The place mention that covers the token."""
        token = self.tokens[index]
        return next((p for p in self.places if p.start < token.end and token.start < p.end), None)

    def is_aside(self, index: int) -> bool:
        """The token stands in brackets."""
        opened = 0
        for token in self.tokens[:index]:
            opened += (token.text == "(") - (token.text == ")")
        return opened > 0

    def is_time(self, index: int) -> bool:
        """The token is part of an expression of time."""
        token = self.tokens[index]
        return any(t.start < token.end and token.start < t.end for _, t in self.times)

    def dated_spans(self) -> tuple[tuple[int, int, int], ...]:
        """(report index, start, end) of the expressions that name a day or a time, not a length."""
        return tuple((i, t.start, t.end) for i, t in self.times if t.type in ("DATE", "TIME") and t.mode != "length")

    def tokens_in(self, start: int, end: int) -> tuple[int, ...]:
        """Indices of tokens that overlap [start, end)."""
        return tuple(i for i, t in enumerate(self.tokens) if t.start < end and start < t.end)

    def words_of(self, indices: Sequence[int]) -> str:
        """The tokens' words in lower case, one space between: what phrases are searched in."""
        return " ".join(self.low(i) for i in indices)
