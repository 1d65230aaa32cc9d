"""The examples of docs/python-api.md run, one after the other, and print what stands below them."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest

import toldby
from toldby.bootstrap import DEMO_REPORTS

PAGE = Path(__file__).parents[1] / "docs" / "python-api.md"
BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?:```\n(?P<printed>.*?)```\n)?", re.DOTALL)


def test_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DEMO_REPORTS, tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    blocks = list(BLOCK.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(blocks) > 5
    names: dict[str, object] = {}
    for block in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block["code"], str(PAGE), "exec"), names)
        assert out.getvalue() == (block["printed"] or "")


def test_only_promised_names_are_used() -> None:
    used = set(
        re.findall(r"\btoldby\.(\w+)", "".join(m["code"] for m in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))))
    )
    assert used <= set(toldby.__all__) | {"toldby"}
