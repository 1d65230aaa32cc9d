"""Small batches, so that tests can stop a build between two reports or sets."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def one_report_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("build", "linking", "deriving"):
        monkeypatch.setattr(f"toldby.application.{module}.BATCH", 1)
