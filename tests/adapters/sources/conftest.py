"""No reader's process outlives the tests of its module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from toldby.adapters.sources.apart import close_pool


@pytest.fixture(autouse=True, scope="module")
def no_process_left() -> Iterator[None]:
    yield
    close_pool()
