"""The reference scorers, run as programs on the same files as ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from toldby.application.evaluate import Engines, GoldText, Question, TimeQuestion, evaluate
from toldby.domain.ledger import Ledger

Json = dict[str, Any]


def find_shared() -> Path:
    shared = os.environ.get("TOLDBY_SHARED")
    if not shared:
        pytest.skip("TOLDBY_SHARED is unset: gold files and reference scorers are not at hand")
    return Path(shared)


def read_rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def write_rows(path: Path, rows: Iterable[Json]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def run_reference(scorer: str, *arguments: str | Path) -> Json:
    command = [sys.executable, str(find_shared() / "tools" / scorer), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    printed: Json = json.loads(done.stdout or "{}")
    return printed


def score(question: Question) -> Json:
    """Our figures, as they would be printed."""
    figures: Json = json.loads(json.dumps(evaluate(question, Engines(no_ledger, no_time, lambda _: []))))
    return figures


def no_ledger(_: Iterable[GoldText]) -> Ledger:
    raise AssertionError("the engine must not be asked when predictions are given")


def no_time(_: TimeQuestion) -> tuple[str | None, str | None]:
    raise AssertionError("the engine must not be asked when predictions are given")
