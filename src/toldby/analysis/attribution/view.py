"""A sentence as the rules see it: tokens, heads, children, and stretches of tokens as spans."""

from __future__ import annotations

from toldby.domain.finds import Sentence
from toldby.domain.syntax import Token
from toldby.domain.text import Span

QUOTE_TAG = "QUOTE"
_CLAUSAL = ("acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "ccomp", "discourse", "vocative")


class View:
    """Tokens of one sentence with children and subtree edges, all computed once in linear time."""

    def __init__(self, sentence: Sentence, tokens: tuple[Token, ...]) -> None:
        """`tokens` may be the parser's or, where there is no parse, plain words without heads."""
        self.sentence = sentence
        self.tokens = tokens
        self.low = tuple(t.text.lower().replace("\u2019", "'") for t in tokens)
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head != i and 0 <= token.head < len(tokens):
                self.children[token.head].append(i)
        self.is_parsed = any(self.children)
        self._left, self._right = self._measure_edges()

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    def left(self, i: int) -> int:
        """The first token of the subtree of `i`."""
        return self._left[i]

    def right(self, i: int) -> int:
        """The last token of the subtree of `i`."""
        return self._right[i]

    def span(self, first: int, last: int) -> Span:
        """The tokens from `first` to `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def words(self, first: int, last: int) -> str:
        """The tokens from `first` to `last` as words with blanks between."""
        return " ".join(token.text for token in self.tokens[first : last + 1])

    def dep(self, i: int) -> str:
        """The relation of `i` to its head."""
        return self.tokens[i].dep

    def head(self, i: int) -> int:
        """The head of `i`; the root is its own head."""
        return self.tokens[i].head

    def is_root(self, i: int) -> bool:
        """Nothing governs `i`."""
        return self.tokens[i].head == i

    def is_quote(self, i: int) -> bool:
        """The token stands for a whole quotation."""
        return self.tokens[i].tag == QUOTE_TAG

    def is_punct(self, i: int) -> bool:
        """A mark, not a word."""
        return not self.is_quote(i) and not any(sign.isalnum() for sign in self.tokens[i].text)

    def is_verbal(self, i: int) -> bool:
        """A verb or auxiliary by tag."""
        token = self.tokens[i]
        return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")

    def is_nominal(self, i: int) -> bool:
        """A noun, name or pronoun."""
        return self.tokens[i].pos in ("NOUN", "PROPN", "PRON", "NUM") and not self.is_quote(i)

    def find_child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of the relations."""
        return next((c for c in self.children[i] if self.dep(c) in deps), None)

    def case_of(self, i: int) -> str:
        """The preposition or subordinator that opens the phrase of `i`, else an empty string."""
        return next((self.low[c] for c in self.children[i] if self.dep(c) in ("case", "mark") and c < i), "")

    def is_under(self, i: int, top: int) -> bool:
        """`i` is in the subtree of `top`."""
        for _ in range(len(self.tokens)):
            if i == top:
                return True
            if self.is_root(i):
                return False
            i = self.head(i)
        return False

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """First and last token of the noun phrase of `i`: titles, names, "of"-phrases; no clauses."""
        first = last = i
        for child in self.children[i]:
            dep = self.dep(child)
            if child < i and dep not in ("case", "mark", "cc", "punct", *_CLAUSAL):
                first = min(first, self._phrase_left(child))
            elif child > i and dep not in ("punct", *_CLAUSAL) and not (dep == "conj" and self.is_verbal(child)):
                last = max(last, self._phrase_right(child))
        while last > i and self.is_punct(last) and self.low[last] not in (")", "]"):
            last -= 1
        while first < i and self.low[first] in (",", ";", ":"):
            first += 1
        return first, last

    def content_end(self) -> int:
        """The last token before the closing marks of the sentence; -1 when there are only marks."""
        last = len(self.tokens) - 1
        while last >= 0 and self.is_punct(last) and self.low[last] not in (")", "]", "%", "'", "\u201d", '"'):
            last -= 1
        return last

    def _phrase_left(self, i: int) -> int:
        return min((self._left[i], i))

    def _phrase_right(self, i: int) -> int:
        """The right edge of a modifier, cut before a clause that hangs on it."""
        edge = self._right[i]
        for child in self.children[i]:
            if child > i and self.dep(child) in _CLAUSAL:
                edge = min(edge, self._left[child] - 1)
        return max(edge, i)

    def _measure_edges(self) -> tuple[list[int], list[int]]:
        """Edges of all subtrees, children before heads; a broken tree only gives smaller edges."""
        count = len(self.tokens)
        left, right = list(range(count)), list(range(count))
        waiting = [len(kids) for kids in self.children]
        ready = [i for i in range(count) if not waiting[i]]
        while ready:
            i = ready.pop()
            head = self.tokens[i].head
            if head == i or not 0 <= head < count:
                continue
            left[head], right[head] = min(left[head], left[i]), max(right[head], right[i])
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)
        return left, right
