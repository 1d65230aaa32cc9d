"""The transitions of spaCy's parser, one step of all sentences at a time.

spaCy's own loop lets go of Python's lock and then takes it again for almost every look at a state,
which costs four times as much as the parsing. The same steps, each with the lock held, give the
same parses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import DependencyParser
    from spacy.tokens import Doc


def predict_parses(parser: DependencyParser, docs: Sequence[Doc]) -> list[Any]:
    """The final state of each document, as `parser.predict` gives it; every document has words."""
    batch: list[Any] = parser.moves.init_batch(docs)
    model = parser.model.predict(docs)
    open_states = [state for state in batch if not state.is_final()]
    while open_states:
        open_states = parser.transition_states(open_states, model.predict(open_states))
    model.clear_memory()
    return batch
