"""Without an extra: one line that names it, and everything else is read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.adapters.sources.inputs import STORY, read_all
from tests.adapters.sources.making import make_warc, make_zip
from toldby.bootstrap import Fetching, make_fetcher
from toldby.domain.errors import ExtraMissing
from toldby.domain.text import InputProblem

WARC = make_warc([("https://courier.example/a", "text/plain", STORY.encode())])
FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>x</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("name", "content", "package", "extra"),
    [
        ("a.warc.gz", WARC, "warcio", "warc"),
        ("a.wacz", make_zip({"archive/a.warc.gz": WARC}), "warcio", "warc"),
        ("a.xml", FEED, "feedparser", "feeds"),
    ],
)
def test_reader_that_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, package: str, extra: str
) -> None:
    for module in [each for each in sys.modules if each == package or each.startswith(f"{package}.")]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(STORY)
    found = read_all(tmp_path)
    problem = found[name]
    assert isinstance(problem, InputProblem)
    assert (problem.code, problem.reason.endswith(f"pip install 'toldby[{extra}]'")) == ("unsupported_type", True)
    assert not isinstance(found["good.txt"], InputProblem)


def test_fetching_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [each for each in sys.modules if each.startswith("toldby.adapters.sources.fetching.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "httpx2", None)
    with pytest.raises(
        ExtraMissing, match=r"asking the network needs the extra 'fetch': pip install 'toldby\[fetch\]'"
    ):
        make_fetcher(Fetching())
