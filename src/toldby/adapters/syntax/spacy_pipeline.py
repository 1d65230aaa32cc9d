"""The Syntax port over a spaCy pipeline: the shipped one, or any other with UD labels.

Invariants: one tuple per sentence, never split or joined; every non-blank character lies in
exactly one token; each sentence has exactly one root; an unreadable sentence becomes plain words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from toldby.adapters.syntax.hard_sentences import is_parsable, is_shouted, split_plain_words
from toldby.domain.errors import UsageProblem
from toldby.domain.syntax import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from toldby.adapters.syntax.annotating import Annotate

SHIPPED_MODEL = Path(__file__).parents[2] / "data" / "models" / "en"

# these would split the sentence again, or find what the packs find
_UNUSED_PARTS = ("senter", "sentencizer", "ner", "entity_ruler", "entity_linker", "textcat")
# a label that is Universal Dependencies and nothing else; ClearNLP labels would be misread
_TELLING_LABEL = "nsubj:pass"
_READ: list[int | str] = ["HEAD", "DEP", "POS", "TAG", "LEMMA", "MORPH"]
_NO_FEATURES = "_"
_BATCH = 64
_MOST_WORDS = 60_000


class SpacySyntax:
    """Parses with a spaCy pipeline given by folder or by name of an installed package.

    Without a model the pipeline shipped in the package is used. spaCy is imported at the first
    parse, so building the value costs nothing; a copy sent to another process loads its own.

    `SpacySyntax().parse(["The ministry denied the report."])` gives one tuple of six tokens.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        """Remember which pipeline; nothing is loaded yet."""
        self._model: str | Path = SHIPPED_MODEL if model is None else model
        self._loaded: _Loaded | None = None
        self._lock = Lock()

    def __reduce__(self) -> tuple[Callable[[str | Path], SpacySyntax], tuple[str | Path]]:
        """Send only the choice of the pipeline to another process."""
        return (SpacySyntax, (self._model,))

    @property
    def name(self) -> str:
        """Model name and version, such as `en_toldby 1.0.0`."""
        meta_file = Path(self._model) / "meta.json"
        shipped = meta_file.is_file()
        meta = json.loads(meta_file.read_text(encoding="utf-8")) if shipped else self._load().nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def parse(self, sentences: Sequence[str]) -> Sequence[tuple[Token, ...]]:
        """Tokens of each sentence, offsets relative to that sentence."""
        readable = [text for text in sentences if is_parsable(text)]
        parsed = iter(self._parse_readable(readable))
        return [next(parsed) if is_parsable(text) else split_plain_words(text) for text in sentences]

    def _parse_readable(self, sentences: Sequence[str]) -> list[tuple[Token, ...]]:
        if not sentences:
            return []
        from toldby.adapters.syntax.matrix_product import hold_one_thread

        loaded = self._load()
        nlp = loaded.nlp
        # the zone must not be entered twice at once
        with self._lock, hold_one_thread(), _limit_growth(nlp):
            cut = [tuple(_find_words(nlp, text)) for text in sentences]
            docs = [_build_doc(nlp, text, words) for text, words in zip(sentences, cut, strict=True)]
            for start in range(0, len(docs), _BATCH):
                for annotate in loaded.annotators:
                    annotate(docs[start : start + _BATCH])
            return [_read_tokens(doc, words) for doc, words in zip(docs, cut, strict=True)]

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = _Loaded.from_model(self._model)
            return self._loaded


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A pipeline with what its parts do to a batch of documents."""

    nlp: Language
    annotators: tuple[Annotate, ...]

    @classmethod
    def from_model(cls, model: str | Path) -> Self:
        from toldby.adapters.syntax.annotating import list_annotators

        nlp = _load_pipeline(model)
        return cls(nlp, list_annotators(nlp))


def _load_pipeline(model: str | Path) -> Language:
    import spacy

    from toldby.adapters.syntax.matrix_product import use_numpy_product

    try:
        nlp = spacy.load(model, exclude=_UNUSED_PARTS)
    except OSError as problem:
        hint = "give the folder or the package of a spaCy pipeline"
        raise UsageProblem(f"syntax model {str(model)!r} cannot be loaded; {hint}") from problem
    if _TELLING_LABEL not in nlp.meta["labels"].get("parser", ()):
        hint = "train one with `training/`"
        raise UsageProblem(f"syntax model {str(model)!r} has no parser with Universal Dependencies labels; {hint}")
    use_numpy_product(nlp)
    return nlp


def _limit_growth(nlp: Language) -> AbstractContextManager[object]:
    """Words are kept up to a limit, which saves most of the tokenizer's work; beyond it they are forgotten."""
    return nullcontext() if len(nlp.vocab) < _MOST_WORDS else nlp.memory_zone()


def _build_doc(nlp: Language, text: str, words: Sequence[tuple[int, str]]) -> Doc:
    """The words without blanks, marked as one sentence."""
    from spacy.tokens import Doc

    ends = [start + len(word) for start, word in words]
    nexts = [start for start, _ in words[1:]] + [len(text)]
    lowered = is_shouted(text)
    return Doc(
        nlp.vocab,
        words=[word.lower() if lowered else word for _, word in words],
        spaces=[end < start for end, start in zip(ends, nexts, strict=True)],
        sent_starts=[i == 0 for i in range(len(words))],
    )


def _find_words(nlp: Language, text: str) -> Iterator[tuple[int, str]]:
    """Words of the tokenizer; a blank inside one (a no-break space, say) cuts it."""
    for token in nlp.tokenizer(text):
        start = token.idx
        pieces = token.text.split()
        if len(pieces) == 1 and len(pieces[0]) == len(token):
            yield start, pieces[0]
            continue
        for piece in pieces:
            at = text.index(piece, start)
            yield at, piece
            start = at + len(piece)


def _read_tokens(doc: Doc, words: Sequence[tuple[int, str]]) -> tuple[Token, ...]:
    strings = doc.vocab.strings
    rows = doc.to_array(_READ).tolist()
    heads = [at + _signed(row[0]) for at, row in enumerate(rows)]
    root = _find_root(doc, heads)
    made: list[Token] = []
    for at, ((_, dep, pos, tag, lemma, morph), head, (start, word)) in enumerate(zip(rows, heads, words, strict=True)):
        relation = strings[dep] or "dep"
        if at == root:
            relation = "root"
        elif head == at:
            relation = "punct" if strings[pos] == "PUNCT" else "parataxis"
        made.append(
            Token(
                start=start,
                end=start + len(word),
                text=word,
                lemma=strings[lemma] or word,
                pos=strings[pos] or "X",
                tag=strings[tag],
                head=root if head == at else head,
                dep=relation,
                morph="" if strings[morph] == _NO_FEATURES else strings[morph],
            )
        )
    return tuple(made)


def _signed(distance: int) -> int:
    """The way to the head as spaCy gives it, an unsigned number of 64 bits."""
    return distance if distance < 1 << 63 else distance - (1 << 64)


def _find_root(doc: Doc, heads: Sequence[int]) -> int:
    """The root that governs most; the others are set beside it."""
    roots = [at for at, head in enumerate(heads) if at == head]
    if len(roots) == 1:
        return roots[0]
    return max(roots, key=lambda at: (sum(1 for _ in doc[at].subtree), -at)) if roots else 0
