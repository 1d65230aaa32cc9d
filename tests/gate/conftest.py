"""What the gate measures, each part once a session."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from benchmarks.accuracy import MEASURES
from benchmarks.shared import MISSING, find_shared

Measured = Callable[[str], Mapping[str, float]]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the gold files. Without it the gate is skipped, and fails where nothing may be skipped."""
    found = find_shared()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="session")
def measured(shared: Path) -> Measured:
    """Figures of one part by id, measured when first asked for."""
    known: dict[str, Mapping[str, float]] = {}

    def measure(part: str) -> Mapping[str, float]:
        if part not in known:
            known[part] = MEASURES[part](shared)
        return known[part]

    return measure
