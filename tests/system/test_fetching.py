"""Addresses through the public face: built, built again, edited, watched; a server on loopback is all that is asked."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import toldby
from tests.adapters.sources.fetching.local_server import LocalServer, Reply, serve
from tests.adapters.sources.inputs import page
from toldby.api import Fetching
from toldby.bootstrap import DEMO_REPORTS

FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>"
XML = {"Content-Type": "application/rss+xml"}
FIRST = "Two surveyors were detained near Sadrun on Tuesday, the State Border Guard Service said."
EDITED = "Three surveyors were detained near Sadrun on Tuesday, the State Border Guard Service said."


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serve() as local:
        yield local


def fetching(server: LocalServer, **given: object) -> Fetching:
    return Fetching(delay=0.0, allowed=tuple(server.allowed), **given)  # type: ignore[arg-type]


def documents(ledger: str, folder: Path) -> dict[str, dict[str, object]]:
    """Rows of `documents.jsonl` by path; inputs are documents and problems."""
    toldby.export(ledger, "jsonl", str(folder))
    tables = {
        name: [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("documents", "problems", "inputs")
    }
    stored = {row["path"] for row in tables["inputs"]}
    told = {row["path"] + (f"#{row['member']}" if row["member"] else "") for row in tables["problems"]}
    held = {row["path"] for row in tables["documents"]}
    assert stored <= held | told
    return {row["path"]: row for row in tables["documents"]}


def test_silent_edit(server: LocalServer, tmp_path: Path) -> None:
    """The edited page is the address's report, the earlier text stays beside it, and the changed word is shown."""
    ledger = str(tmp_path / "a.toldby")
    url = server.page("/a", page(FIRST, "Surveyors"), ETag='"1"')
    ask = fetching(server)
    assert toldby.build([url], ledger, fetch=ask).reports == 1
    before = documents(ledger, tmp_path / "one")
    assert toldby.build([url], ledger, fetch=ask).reports == 1
    assert documents(ledger, tmp_path / "two") == before, "asked again and unchanged: not a byte differs"
    server.page("/a", page(EDITED, "Surveyors"), ETag='"2"')
    summary = toldby.build([url], ledger, fetch=ask)
    assert (summary.reports, summary.is_complete) == (2, True)
    now = documents(ledger, tmp_path / "three")
    retrieved = before[url]["meta"]["retrieved"]  # type: ignore[index]
    assert set(now) == {url, f"{url}@{retrieved}"}
    assert "Three surveyors" in str(now[url]["text"])
    with toldby.open_ledger(ledger) as view:
        (pair,) = view.versions()
    assert [(edit.before, edit.after) for edit in pair.edits] == [("Two", "Three")]


def test_a_page_that_goes_away(server: LocalServer, tmp_path: Path) -> None:
    """The report stays, the failure is listed (exit code 3), and goes when the page is back."""
    ledger = str(tmp_path / "a.toldby")
    url = server.page("/a", page(FIRST))
    toldby.build([url], ledger, fetch=fetching(server))
    server.put("/a", Reply(status=404))
    summary = toldby.build([url], ledger, fetch=fetching(server))
    assert (summary.reports, summary.is_complete) == (1, False)
    (problem,) = summary.skipped
    assert (problem.path, problem.member, problem.code) == (url, "newer version", "fetch_failed")
    server.page("/a", page(FIRST))
    summary = toldby.build([url], ledger, fetch=fetching(server))
    assert (summary.reports, summary.skipped) == (1, ())


def test_list_first_without_then_with_the_network(server: LocalServer, tmp_path: Path) -> None:
    """Without --fetch every address is a listed loss; with it they are read; without it again they stay."""
    ledger = str(tmp_path / "a.toldby")
    urls = [server.page("/a", page(FIRST)), server.url("/gone")]
    links = tmp_path / "links.txt"
    links.write_text("\n".join(urls))
    summary = toldby.build([str(links)], ledger)
    assert (summary.reports, [p.code for p in summary.skipped]) == (0, ["fetch_refused"] * 2)
    assert server.asked == []
    summary = toldby.build([str(links)], ledger, fetch=fetching(server, follow=True))
    assert (summary.reports, [p.code for p in summary.skipped]) == (1, ["fetch_failed"])
    asked = len(server.asked)
    summary = toldby.build([str(links)], ledger)
    assert (summary.reports, [p.code for p in summary.skipped]) == (1, ["fetch_refused"])
    assert len(server.asked) == asked


def test_watch(server: LocalServer, tmp_path: Path) -> None:
    """A feed that grows: each round reads what is new, and a bell stops it after the round that runs."""
    server.page("/1", page(FIRST))
    server.page("/2", page((DEMO_REPORTS / "r10.txt").read_text(encoding="utf-8").split("\n\n")[1]))
    entries = [f"<item><title>{n}</title><guid>{n}</guid><link>{server.url(f'/{n}')}</link></item>" for n in (1, 2)]
    feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{}</channel></rss>"
    url = server.put(
        "/feed",
        Reply(feed.format(entries[0]).encode(), headers=XML),
        Reply(feed.format("".join(entries)).encode(), headers=XML),
    )
    bell = Bell(rounds=3)
    ask = fetching(server, follow=True, recheck=3_600.0)
    rounds = list(toldby.watch([url], str(tmp_path / "a.toldby"), every=60.0, bell=bell, fetch=ask))
    assert [(one.number, one.reports) for one in rounds] == [(1, 1), (2, 1), (3, 0)]
    assert (server.count("/1"), server.count("/2"), server.count("/feed")) == (1, 1, 3)
    assert server.count("/robots.txt") == 3


class Bell(threading.Event):
    """Does not wait, and rings after so many rounds."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.rounds = rounds

    def wait(self, timeout: float | None = None) -> bool:
        self.rounds -= 1
        return self.rounds <= 0


def test_raw_answers_can_be_read_again(server: LocalServer, tmp_path: Path) -> None:
    """What was kept as WARC gives the same text without the network."""
    url = server.page("/a", page(FIRST))
    archive = tmp_path / "raw.warc.gz"
    toldby.build([url], str(tmp_path / "a.toldby"), fetch=fetching(server, archive=archive))
    toldby.build([str(archive)], str(tmp_path / "b.toldby"))
    (first,) = documents(str(tmp_path / "a.toldby"), tmp_path / "one").values()
    (second,) = documents(str(tmp_path / "b.toldby"), tmp_path / "two").values()
    assert (first["text"], first["sha256"], first["url"]) == (second["text"], second["sha256"], second["url"])
    assert second["path"] == f"raw.warc.gz#{url}"


def test_watch_stops_cleanly_on_a_request_to_end(tmp_path: Path) -> None:
    """The command finishes its build, says so, and leaves with 0; the ledger holds what it said."""
    (tmp_path / "feed.xml").write_text(
        f"{FEED}<item><guid>1</guid><description>{FIRST}</description></item></channel></rss>"
    )
    words = ["watch", "feed.xml", "--every", "1d", "--ledger", "a.toldby"]
    running = subprocess.Popen(
        [sys.executable, "-m", "toldby", *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    )
    assert running.stdout is not None
    readable, _, _ = select.select([running.stdout], [], [], 60)
    if not readable:
        running.kill()
    assert readable, "the first round is told when it ends, also into a pipe"
    first = running.stdout.readline()
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate(timeout=60)
    assert (first, running.returncode, out) == ("round 1: 1 reports (+1), 1 incidents (+1)\n", 0, "")
    assert "stopped; nothing is half done" in err
    with toldby.open_ledger(str(tmp_path / "a.toldby")) as view:
        assert view.tally().reports == 1


def test_summary_then_page(server: LocalServer, tmp_path: Path) -> None:
    """A feed file first read as it is, then with the network: the page stands where its summary stood."""
    ledger = str(tmp_path / "a.toldby")
    server.page("/1", page(f"{FIRST} The council called it an abduction.", "Surveyors"))
    entry = f"<item><guid>1</guid><link>{server.url('/1')}</link><description>{FIRST}</description></item>"
    (tmp_path / "feed.xml").write_text(f"{FEED}{entry}</channel></rss>")
    toldby.build([str(tmp_path / "feed.xml")], ledger)
    assert set(documents(ledger, tmp_path / "one")) == {"feed.xml#1"}
    summary = toldby.build([str(tmp_path / "feed.xml")], ledger, fetch=fetching(server, follow=True))
    assert (summary.reports, summary.is_complete) == (1, True)
    assert set(documents(ledger, tmp_path / "two")) == {server.url("/1")}
    fresh = str(tmp_path / "b.toldby")
    toldby.build([str(tmp_path / "feed.xml")], fresh, fetch=fetching(server, follow=True))
    assert set(documents(fresh, tmp_path / "three")) == {server.url("/1")}
