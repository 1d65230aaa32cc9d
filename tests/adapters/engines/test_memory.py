"""What is loaded is set aside for a build and taken back behind it."""

from __future__ import annotations

import gc

import pytest

from toldby.adapters.engines.memory import spare_loaded
from toldby.adapters.engines.serial import SerialEngine


def test_sets_aside_behind_the_first_item_and_takes_back() -> None:
    before = gc.get_threshold()
    with spare_loaded() as when_loaded:
        results = SerialEngine(when_loaded).map(str, [1, 2])
        assert gc.get_freeze_count() == 0
        assert next(results) == "1"
        assert gc.get_freeze_count() > 0
        assert list(results) == ["2"]
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before


def test_takes_back_when_the_build_fails() -> None:
    def fail() -> None:
        with spare_loaded() as when_loaded:
            when_loaded()
            raise ValueError("stop")

    before = gc.get_threshold()
    with pytest.raises(ValueError, match="stop"):
        fail()
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, before)


def test_leaves_the_arrangement_of_another_program_alone() -> None:
    gc.freeze()
    try:
        kept = gc.get_freeze_count()
        with spare_loaded() as when_loaded:
            when_loaded()
        assert gc.get_freeze_count() == kept
    finally:
        gc.unfreeze()
