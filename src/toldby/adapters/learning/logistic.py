"""Logistic regression over named features, by scikit-learn; the weights come back as plain numbers."""

from __future__ import annotations

from collections.abc import Sequence

from toldby.application.training import Fitted, Rows
from toldby.domain.errors import ExtraMissing

_STRENGTH = 0.1
_DIGITS = 6


def fit_logistic(rows: Rows, labels: Sequence[bool]) -> Fitted:
    """Weights of the features; a fixed solver without randomness, so the same rows give the same weights.

    Raises ExtraMissing when scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise ExtraMissing("train", "training a judge") from error
    names = DictVectorizer(sparse=True)  # type: ignore[no-untyped-call]
    table = names.fit_transform([dict.fromkeys(row, 1.0) for row in rows])
    model = LogisticRegression(C=_STRENGTH, solver="lbfgs", max_iter=500)  # type: ignore[no-untyped-call]
    model.fit(table, list(labels))
    learned = zip(names.get_feature_names_out(), model.coef_[0], strict=True)  # type: ignore[no-untyped-call]
    weights = {str(name): round(float(weight), _DIGITS) for name, weight in learned if round(float(weight), _DIGITS)}
    return Fitted(round(float(model.intercept_[0]), _DIGITS), weights)
