"""Addresses as inputs: pages, feeds, edited pages, and servers that fail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.adapters.sources.fetching.conftest import Make
from tests.adapters.sources.fetching.local_server import LocalServer, Reply
from tests.adapters.sources.inputs import FURTHER, STORY, page
from toldby.adapters.sources.addresses import AddressReader, AddressSource
from toldby.adapters.sources.addressing import normalise_address
from toldby.adapters.sources.files import FolderSource
from toldby.adapters.sources.fresh import is_due_after
from toldby.adapters.sources.members import Link
from toldby.adapters.sources.words import Given
from toldby.application.ledger_rows import StoredInput
from toldby.application.ports import NEWER, RawReport, Superseded, Unchanged
from toldby.application.visits import Visit, VisitLog
from toldby.domain.ids import DocId
from toldby.domain.text import InputProblem

XML = {"Content-Type": "application/rss+xml"}


def ask(reader: AddressReader, *urls: str) -> dict[str, RawReport | InputProblem | Unchanged | Superseded]:
    """What the addresses give, by key."""
    source = AddressSource(urls, reader)
    return {ref.key: source.read(ref) for ref in source.inputs()}


def hold(visits: VisitLog, *urls: str) -> VisitLog:
    """The next run: what was noted is known, and the reports of these addresses are stored."""
    inputs = {url: StoredInput("0" * 64, DocId(str(visits.fresh[url].doc_id))) for url in urls}
    return VisitLog(dict(visits.fresh), inputs)


def feed(server: LocalServer, *entries: tuple[str, str]) -> str:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><link>{server.url(path)}</link>"
        f"<pubDate>Fri, 10 May 2019 06:00:00 GMT</pubDate><description>{STORY}</description></item>"
        for title, path in entries
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Ondrel Courier</title>{items}</channel></rss>"


def test_a_page(server: LocalServer, make_fetcher: Make) -> None:
    """How it was retrieved stands with the report; its own canonical address is its address."""
    canonical = server.url("/article/7")
    head = f"<link rel='canonical' href='{canonical}'><meta property='article:published_time' content='2019-05-10'>"
    url = server.page("/a?id=7", page(STORY, head=head))
    moved = server.put("/old", Reply(status=301, headers={"Location": "/a?id=7"}))
    found = ask(AddressReader(make_fetcher()), f"{moved}?utm_source=mail#top")
    report = found[moved]
    assert isinstance(report, RawReport)
    assert (report.path, report.url) == (moved, canonical)
    assert [(e.method, e.value) for e in report.evidence] == [("page", "2019-05-10")]
    meta = dict(report.meta)
    assert (meta["http_status"], meta["final_url"], meta["redirects"]) == ("200", url, moved)
    assert len(meta["retrieved"]) == len("2019-05-10T06:00:00Z")


def test_canonical_address_of_another_host_is_only_noted(server: LocalServer, make_fetcher: Make) -> None:
    """A page cannot pass itself off as one of another outlet."""
    url = server.page("/a", page(STORY, head="<link rel='canonical' href='https://courier.example/a'>"))
    report = ask(AddressReader(make_fetcher()), url)[url]
    assert isinstance(report, RawReport)
    assert (report.url, dict(report.meta)["canonical"]) == (url, "https://courier.example/a")


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("utf-8", "text/html", ""),
        # the server is right, the page says nothing
        ("windows-1251", "text/html; charset=windows-1251", ""),
        # the server is wrong, the page is right
        ("koi8-r", "text/html; charset=utf-8", "<meta charset='koi8-r'>"),
        # UTF-8 with a false label
        ("utf-8", "text/html; charset=windows-1251", ""),
        # nobody says anything
        ("windows-1251", "text/html", ""),
        ("utf-16", "text/html; charset=utf-16", ""),
    ],
)
def test_charsets(server: LocalServer, make_fetcher: Make, encoding: str, header: str, meta: str) -> None:
    words = "Обстрел села продолжался всю ночь, сообщил совет района. Погибших нет, есть раненые и разрушения."
    url = server.put("/a", Reply(page(words, "Обстрел", meta).encode(encoding), headers={"Content-Type": header}))
    report = ask(AddressReader(make_fetcher()), url)[url]
    assert isinstance(report, RawReport)
    assert words in report.text


def test_edited_page_is_a_new_version(server: LocalServer, make_fetcher: Make) -> None:
    """Unchanged, unchanged text in other bytes, and an edit: only the last is a report, and it names the first."""
    url = server.page("/a", page(STORY), ETag='"1"')
    visits = VisitLog()
    first = ask(AddressReader(make_fetcher(), visits), url)[url]
    assert isinstance(first, RawReport)
    visits = hold(visits, url)
    assert ask(AddressReader(make_fetcher(), visits), url) == {url: Unchanged(url)}
    assert server.asked[-1][1]["if-none-match"] == '"1"'
    server.page("/a", page(STORY, head="<meta name='views' content='17'>"), ETag='"2"')
    assert ask(AddressReader(make_fetcher(), visits), url) == {url: Unchanged(url)}
    assert visits.fresh[url].etag == '"2"'
    server.page("/a", page(f"{STORY} The council later spoke of two wounded."), ETag='"3"')
    edited = ask(AddressReader(make_fetcher(), visits), url)[url]
    assert isinstance(edited, RawReport)
    assert edited.earlier is not None
    assert edited.earlier.startswith(f"{url}@20")


@pytest.mark.parametrize("status", [404, 503])
def test_stored_report_stays_when_its_page_fails(server: LocalServer, make_fetcher: Make, status: int) -> None:
    url = server.page("/a", page(STORY))
    visits = VisitLog()
    ask(AddressReader(make_fetcher(), visits), url)
    server.put("/a", Reply(status=status))
    found = ask(AddressReader(make_fetcher(), hold(visits, url)), url)[f"{url}#{NEWER}"]
    assert isinstance(found, InputProblem)
    assert (found.code, found.stage, "the stored version stays" in found.reason) == ("fetch_failed", "fetch", True)


def test_feed_is_followed(server: LocalServer, make_fetcher: Make) -> None:
    """The page with the date of the feed; a page that fails leaves the text of the feed, marked as partial."""
    server.page("/1", page(FURTHER))
    url = server.put("/feed", Reply(feed(server, ("One", "/1"), ("Two", "/gone")).encode(), headers=XML))
    found = ask(AddressReader(make_fetcher(), VisitLog(), follow=True), url)
    one, two = found[server.url("/1")], found[f"{url}#Two"]
    assert isinstance(one, RawReport)
    assert (one.outlet, [(e.method, e.value) for e in one.evidence]) == (
        "Ondrel Courier",
        [("feed", "2019-05-10T06:00Z")],
    )
    assert FURTHER.strip() in one.text
    assert isinstance(two, RawReport)
    assert STORY.strip() in two.text
    assert any("could not be read" in problem.reason for problem in two.problems)


@pytest.mark.parametrize("kind", ["text/xml", "text/html", "text/plain", "application/octet-stream"])
@pytest.mark.parametrize("mark", ["", "\ufeff \n"])
def test_feed_by_its_content(server: LocalServer, make_fetcher: Make, kind: str, mark: str) -> None:
    """Servers call feeds all sorts of things."""
    words = feed(server, ("One", "/1")).replace("<?xml version='1.0'?>", mark)
    url = server.put("/feed", Reply(words.encode(), headers={"Content-Type": kind}))
    assert isinstance(ask(AddressReader(make_fetcher()), url).get(f"{url}#One"), RawReport)


def test_page_that_names_its_licence_is_no_feed(server: LocalServer, make_fetcher: Make) -> None:
    """An XHTML page with a licence in RDF inside."""
    words = "<?xml version='1.0'?>" + page(STORY, head="<rdf:RDF xmlns='http://web.resource.org/cc/'></rdf:RDF>")
    url = server.put("/a", Reply(words.encode(), headers={"Content-Type": "text/html"}))
    assert isinstance(ask(AddressReader(make_fetcher()), url)[url], RawReport)


def test_feed_is_not_followed_unless_asked(server: LocalServer, make_fetcher: Make) -> None:
    url = server.put("/feed", Reply(feed(server, ("One", "/1")).encode(), headers=XML))
    found = ask(AddressReader(make_fetcher()), url)
    assert isinstance(found[f"{url}#One"], RawReport)
    assert server.count("/1") == 0


def test_feed_with_a_failed_page_is_read_again(server: LocalServer, make_fetcher: Make) -> None:
    """Its validators are not kept, else the page would never be asked again."""
    url = server.put("/feed", Reply(feed(server, ("One", "/1")).encode(), headers={**XML, "ETag": '"1"'}))
    visits = VisitLog()
    ask(AddressReader(make_fetcher(), visits, follow=True), url)
    assert url not in visits.fresh
    server.page("/1", page(FURTHER))
    ask(AddressReader(make_fetcher(), visits, follow=True), url)
    assert visits.fresh[url].etag == '"1"'


def test_page_read_later_takes_the_place_of_the_summary(server: LocalServer, make_fetcher: Make) -> None:
    url = server.put("/feed", Reply(feed(server, ("One", "/1")).encode(), headers=XML))
    summary = ask(AddressReader(make_fetcher(), VisitLog(), follow=True), url)
    assert isinstance(summary[f"{url}#One"], RawReport)
    server.page("/1", page(FURTHER))
    stored = VisitLog(inputs={f"{url}#One": StoredInput("0" * 64, DocId("X"))})
    found = ask(AddressReader(make_fetcher(), stored, follow=True), url)
    assert isinstance(found[server.url("/1")], RawReport)
    assert found[f"{url}#One"] == Superseded(url, "One")


def test_lists_of_feeds(server: LocalServer, make_fetcher: Make, tmp_path: Path) -> None:
    """An OPML file, its feeds, their pages: each asked once a run, however often it is named."""
    server.page("/1", page(FURTHER))
    url = server.put("/feed", Reply(feed(server, ("One", "/1")).encode(), headers=XML))
    outline = f"<outline text='Courier' xmlUrl='{url}'/>"
    (tmp_path / "feeds.opml").write_text(f"<opml version='2.0'><body>{outline * 2}</body></opml>")
    (tmp_path / "links.txt").write_text(f"{server.url('/1')}\n")
    source = FolderSource([tmp_path], AddressReader(make_fetcher(), VisitLog(), follow=True))
    found = {ref.key: source.read(ref) for ref in source.inputs()}
    assert isinstance(found[server.url("/1")], RawReport)
    assert (server.count("/feed"), server.count("/1")) == (1, 1)


def test_row_of_a_list_with_its_page(server: LocalServer, make_fetcher: Make, tmp_path: Path) -> None:
    """What the table says of the page wins over the page."""
    url = server.page("/1", page(FURTHER, head="<meta property='article:published_time' content='2019-05-12'>"))
    (tmp_path / "links.csv").write_text(f"url,outlet,published\n{url},Quarrin Wire,2019-05-10\n")
    source = FolderSource([tmp_path], AddressReader(make_fetcher(), VisitLog(), follow=True))
    (report,) = [source.read(ref) for ref in source.inputs()]
    assert isinstance(report, RawReport)
    assert report.outlet == "Quarrin Wire"
    assert [(e.method, e.value) for e in report.evidence] == [("user", "2019-05-10"), ("page", "2019-05-12")]


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "unsupported_type"),
        (b"{}", "application/json", "unsupported_type"),
        (b"<html><nav><a href=/>Home</a></nav></html>", "text/html", "no_text"),
        (b"", "text/html", "empty"),
        (b"<!DOCTYPE r [<!ENTITY a 'x'>]><rss><channel/></rss>", "application/rss+xml", "entity_declaration"),
        (b"%PDF-1.4 cut", "application/pdf", "parser_error"),
    ],
)
def test_answers_that_hold_no_report(
    server: LocalServer, make_fetcher: Make, body: bytes, kind: str, code: str
) -> None:
    url = server.put("/a", Reply(body, headers={"Content-Type": kind}))
    found = ask(AddressReader(make_fetcher()), url)[url]
    assert isinstance(found, InputProblem)
    assert found.code == code


NOW = datetime(2019, 5, 10, 12, tzinfo=UTC)
SEEN = Visit("2019-05-10T11:00:00Z", doc_id="x", updated="1")


@pytest.mark.parametrize(
    ("visit", "link", "answer"),
    [
        # asked an hour ago, rests for two
        (SEEN, Link("https://a.example/"), False),
        (SEEN, Link("https://a.example/", Given(meta=(("feed_updated", "1"),))), False),
        (SEEN, Link("https://a.example/", Given(meta=(("feed_updated", "2"),))), True),
        (Visit("2019-05-10T09:00:00Z", doc_id="x"), Link("https://a.example/"), True),
        # feeds are asked every time
        (SEEN, Link("https://a.example/", is_feed=True), True),
        (Visit("2019-05-10T11:00:00Z"), Link("https://a.example/"), True),
    ],
)
def test_when_a_page_is_asked_again(visit: Visit, link: Link, answer: bool) -> None:
    assert is_due_after(timedelta(hours=2).total_seconds(), lambda: NOW)(visit, link) is answer


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://A.example:80/x?b=1&utm_medium=m#f", "http://a.example/x?b=1"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/?q=%D0%B0&gclid=1", "https://a.example/?q=%D0%B0"),
        # a question that is not an advertiser's stays as it was written
        ("https://a.example/?q=a+b;c&empty=", "https://a.example/?q=a+b;c&empty="),
        ("https://[::1]:8080/x", "https://[::1]:8080/x"),
        ("https://[broken", "https://[broken"),
        ("https://user@a.example/", "https://user@a.example/"),
    ],
)
def test_one_spelling(url: str, plain: str) -> None:
    assert normalise_address(url) == plain
