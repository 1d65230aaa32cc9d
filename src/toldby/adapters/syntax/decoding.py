"""The transitions of spaCy's parser, one step of all sentences at a time.

spaCy's own loop lets go of Python's lock and then takes it again for almost every look at a state,
which costs four times as much as the parsing. The same steps, each with the lock held, give the
same parses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.ml.parser_model import ParserStepModel
    from spacy.pipeline import DependencyParser
    from spacy.tokens import Doc


def predict_parses(parser: DependencyParser, docs: Sequence[Doc]) -> list[Any]:
    """The final state of each document, as `parser.predict` gives it; every document has words."""
    batch: list[Any] = parser.moves.init_batch(docs)
    model = parser.model.predict(docs)
    score = _choose_scores(model)
    open_states = [state for state in batch if not state.is_final()]
    while open_states:
        open_states = parser.transition_states(open_states, score(open_states))
    model.clear_memory()
    return batch


def _choose_scores(model: ParserStepModel) -> Callable[[list[Any]], Any]:
    """The model's own prediction, or its two products alone where no class of transitions is left out."""
    if model.vec2scores is None or not model._class_mask.all():
        predict: Callable[[list[Any]], Any] = model.predict
        return predict
    weights, bias = model.vec2scores.get_param("W").T, model.vec2scores.get_param("b")

    def score(states: list[Any]) -> Any:  # noqa: ANN401 - thinc's arrays
        scores = model.state2vec.predict(model.get_token_ids(states)) @ weights
        scores += bias
        return scores

    return score
