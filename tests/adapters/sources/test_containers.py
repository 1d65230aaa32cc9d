"""JSON lines, web archives, lists of addresses and index tables: each row ends as a report or a line."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.adapters.sources.inputs import (
    FURTHER,
    STORY,
    page,
    read_all,
    read_codes,
    read_out_of_turn,
    read_reports,
)
from tests.adapters.sources.making import make_pdf, make_warc, make_zip
from toldby.adapters.sources.archiver import parse_literal
from toldby.adapters.sources.links import looks_like_addresses
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import InputProblem

NEWS = "https://courier.example/2019/05/10/shells"


SPAN = {"earliest": "2019-05-01", "latest": "2019-05-03"}


def told(evidence: object) -> list[tuple[str, str]]:
    return [(each.method, each.value) for each in evidence]  # type: ignore[attr-defined]


# --- JSON lines


def test_records(tmp_path: Path) -> None:
    """Several spellings of one field are understood; a line of our own dump too."""
    rows: list[object] = [
        {
            "text": STORY,
            "title": "Shells",
            "url": NEWS,
            "outlet": "Ondrel Courier",
            "published": "2019-05-10",
            "note": "x",
        },
        {"body": FURTHER, "source": {"name": "Quarrin Wire"}, "date_publish": "2019-05-11 08:30:00"},
        {"html": page("The bridge at Ulvane was closed on Monday, the council said.")},
        {"text": "Third text of May, quite another one.", "published": {**SPAN, "method": "user"}},
        {"text": "Fourth text of May, without a date.", "published": {**SPAN, "method": "text"}},
    ]
    (tmp_path / "a.jsonl").write_text("\n\n".join(map(json.dumps, rows)) + "\n")
    found = list(read_reports(tmp_path).values())
    assert [report.member for report in found] == ["line 1", "line 3", "line 5", "line 7", "line 9"]
    assert (found[0].title, found[0].url, found[0].outlet) == ("Shells", NEWS, "Ondrel Courier")
    assert found[0].meta == (("note", "x"),)
    assert (found[1].outlet, told(found[1].evidence)) == ("Quarrin Wire", [("user", "2019-05-11T08:30")])
    assert found[2].text.startswith("Bridge closed\n\nThe bridge")
    assert told(found[3].evidence) == [("user", "2019-05-01/2019-05-03")]
    assert told(found[4].evidence) == []


RECORDS: list[tuple[bytes, str]] = [
    (b'{"text": "cut', "record_bad"),
    (b"[1, 2]", "record_bad"),
    (b'{"title": "no text"}', "record_bad"),
    (b'{"text": "   "}', "record_bad"),
    (b"[" * 100_000, "record_bad"),
    (b'{"text": ' + b"9" * 5_000 + b"}", "record_bad"),
    (b'{"text": "' + b"x " * 2_600_000 + b'"}', "too_large"),
    (b"\xff\xfe\x00\x01\x02\x03\x04\x05\x06\x07", "ok or bad"),
    # odd values that JSON allows: the text is kept
    (b'{"text": "Shells fell on Pelluk \\ud83d today.", "score": NaN, "text2": 1e999}', "ok"),
    (b'{"text": "Five\\u0000 died in Pelluk, it said."}', "ok"),
]


@pytest.mark.parametrize(("line", "code"), RECORDS, ids=range(len(RECORDS)))
def test_bad_records(tmp_path: Path, line: bytes, code: str) -> None:
    """The line before and the line after are read whatever stands between."""
    first, last = json.dumps({"text": STORY}), json.dumps({"text": FURTHER})
    (tmp_path / "a.jsonl").write_bytes(first.encode() + b"\n" + line + b"\n" + last.encode())
    codes = read_codes(tmp_path)
    assert codes["a.jsonl#line 1"] == codes["a.jsonl#line 3"] == "ok"
    assert codes["a.jsonl#line 2"] in ((code,) if code != "ok or bad" else ("record_bad", "binary"))
    for report in read_reports(tmp_path).values():
        report.text.encode("utf-8")


def test_a_json_list(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": STORY}, {"x": 1}, {"text": FURTHER}]))
    (tmp_path / "empty.json").write_text("[]")
    (tmp_path / "number.json").write_text("42")
    assert read_codes(tmp_path) == {
        "a.json#record 1": "ok",
        "a.json#record 2": "record_bad",
        "a.json#record 3": "ok",
        "empty.json": "no_records",
        "number.json": "record_bad",
    }


def test_out_of_turn(tmp_path: Path) -> None:
    """Members asked for after all were listed are the same."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": f"{STORY} {n}"}) for n in range(5)))
    (tmp_path / "b.txt").write_text(FURTHER)
    assert read_out_of_turn(tmp_path) == read_all(tmp_path)


def test_sidecar_of_members(tmp_path: Path) -> None:
    """A row may name the whole container, one member of it, or the address of a report."""
    rows = [{"text": STORY, "url": NEWS}, {"text": FURTHER}, {"text": "Another report of that day from the valley."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    table = ["file,url,outlet,published,lang", "a.jsonl,,Ondrel Courier,2019-05,en", "a.jsonl#line 2,,,2019-05-11,"]
    (tmp_path / "metadata.csv").write_text("\n".join([*table, f",{NEWS},Quarrin Wire,2019-05-10,"]) + "\n")
    first, second, third = read_reports(tmp_path).values()
    assert (first.outlet, told(first.evidence)) == ("Quarrin Wire", [("user", "2019-05-10")])
    assert (second.outlet, told(second.evidence)) == ("Ondrel Courier", [("user", "2019-05-11")])
    assert (third.outlet, told(third.evidence), third.language) == ("Ondrel Courier", [("user", "2019-05")], "en")


# --- web archives

PAGE = page("The bridge at Ulvane was closed on Monday, the council said.").encode()
CAPTURES = [
    ("https://courier.example/a", "text/html; charset=utf-8", PAGE),
    ("https://courier.example/style.css", "text/css", b"p {}"),
    ("https://courier.example/b", "text/plain", STORY.encode()),
    ("https://courier.example/c.pdf", "application/pdf", make_pdf([["A mine went off on Friday."]])),
    ("https://courier.example/menu", "text/html", b"<html><nav><a href=/>Home</a></nav></html>"),
]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_web_archive(tmp_path: Path, name: str) -> None:
    """Pages, texts and PDFs; the date of retrieval is kept and is no date of publication."""
    (tmp_path / name).write_bytes(make_warc(CAPTURES, gzip=name.endswith("gz")))
    assert read_codes(tmp_path) == {
        f"{name}#https://courier.example/a": "ok",
        f"{name}#https://courier.example/b": "ok",
        f"{name}#https://courier.example/c.pdf": "ok",
        f"{name}#https://courier.example/menu": "no_text",
    }
    report = read_reports(tmp_path)[f"{name}#https://courier.example/a"]
    assert (report.url, report.evidence) == ("https://courier.example/a", ())
    assert dict(report.meta)["retrieved"] == "2019-05-14T09:00Z"


def test_one_address_twice(tmp_path: Path) -> None:
    """Two captures of one page are two reports, the second with the day of its capture."""
    later = page("The bridge at Ulvane was opened again on Friday, the council said.").encode()
    captures = [CAPTURES[0], ("https://courier.example/a", "text/html", later)]
    (tmp_path / "crawl.warc").write_bytes(make_warc(captures, gzip=False))
    assert [report.member for report in read_reports(tmp_path).values()] == [
        "https://courier.example/a",
        "https://courier.example/a@2019-05-14T09:00:00Z",
    ]


def test_damaged_archives(tmp_path: Path) -> None:
    """What stood before the damage is read; the rest is one line."""
    whole = make_warc(
        CAPTURES[:1] * 1 + [("https://courier.example/z", "text/plain", FURTHER.encode() * 400)], gzip=False
    )
    (tmp_path / "cut.warc").write_bytes(whole[: len(whole) - 9_000])
    packed = make_warc(CAPTURES[:1]) + gzip.compress(b"no record at all" * 10)
    (tmp_path / "odd.warc.gz").write_bytes(packed)
    (tmp_path / "noise.warc").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "empty.warc").write_bytes(b"")
    found = read_all(tmp_path)
    assert "cut.warc#https://courier.example/a" in found
    assert "odd.warc.gz#https://courier.example/a" in found
    for name in ("odd.warc.gz", "noise.warc", "empty.warc"):
        problem = found[name]
        assert isinstance(problem, InputProblem)
        assert problem.code in ("record_bad", "no_records")
        assert problem.reason


def test_changed_content(tmp_path: Path) -> None:
    """A body that does not fit the digest its archive states is no evidence."""
    whole = make_warc(CAPTURES[:1], gzip=False)
    (tmp_path / "a.warc").write_bytes(whole.replace(b"on Monday", b"on Sunday"))
    assert read_codes(tmp_path) == {"a.warc#https://courier.example/a": "hash_mismatch"}


def test_archive_that_swells(tmp_path: Path) -> None:
    """200 MB of zeros in 200 kB: one line, and the capture behind it is read."""
    zeros = ("https://courier.example/zeros", "text/plain", b"\0" * 200_000_000)
    (tmp_path / "a.warc.gz").write_bytes(make_warc([zeros, CAPTURES[0]]))
    assert read_codes(tmp_path) == {
        "a.warc.gz#https://courier.example/zeros": "too_large",
        "a.warc.gz#https://courier.example/a": "ok",
    }


def test_revisit(tmp_path: Path) -> None:
    """The same bytes as an earlier capture are nothing new; without that capture the loss is listed."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    url = CAPTURES[0][0]
    record = writer.create_warc_record(url, "response", payload=io.BytesIO(PAGE), http_headers=headers)
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    whole = make_warc(CAPTURES[:1], gzip=False)
    for number in (1, 2):
        told = digest if number == 1 else "sha1:UNKNOWN"
        again = writer.create_revisit_record(f"{url}?{number}", told, url, "2019-05-14T09:00:00Z", http_headers=headers)
        writer.write_record(again)
    (tmp_path / "a.warc").write_bytes(whole + out.getvalue())
    assert read_codes(tmp_path) == {f"a.warc#{url}": "ok", f"a.warc#{url}?2": "record_bad"}


def test_wacz(tmp_path: Path) -> None:
    """The pages that the capture lists; what it loaded for them is left aside."""
    pages = [{"format": "json-pages-1.0"}, {"url": "https://courier.example/a", "ts": "2019-05-14T09:00:00Z"}]
    members = {
        "archive/data.warc.gz": make_warc(CAPTURES),
        "pages/pages.jsonl": "\n".join(map(json.dumps, pages)).encode(),
        "datapackage.json": b"{}",
    }
    (tmp_path / "a.wacz").write_bytes(make_zip(members))
    (tmp_path / "b.wacz").write_bytes(make_zip({"archive/data.warc.gz": make_warc(CAPTURES[2:3])}))
    (tmp_path / "climbs.wacz").write_bytes(make_zip({**members, "../evil.warc": b"x"}))
    (tmp_path / "none.wacz").write_bytes(make_zip({"datapackage.json": b"{}"}))
    (tmp_path / "cut.wacz").write_bytes(make_zip(members)[:900])
    assert read_codes(tmp_path) == {
        "a.wacz#https://courier.example/a": "ok",
        "b.wacz#https://courier.example/b": "ok",
        "climbs.wacz": "path_escape",
        "none.wacz": "no_records",
        "cut.wacz": "parser_error",
    }


# --- lists of addresses


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("# links of May\nhttps://a.example/1\n\nhttp://b.example/2\n", True),
        ("https://a.example/1", True),
        # a report that opens with its address
        ("https://a.example/1\nShells fell on Pelluk.\n", False),
        ("# nothing but a comment\n", False),
        ("", False),
    ],
)
def test_what_is_a_list_of_addresses(text: str, answer: bool) -> None:
    assert looks_like_addresses(text) is answer


def test_addresses_are_not_asked_by_themselves(tmp_path: Path) -> None:
    """Every address is a listed input that names the switch; a broken one names its line."""
    (tmp_path / "links.txt").write_text(f"# of May\n{NEWS}?utm_source=mail#top\nhttps://b.example/2\n")
    rows = ["url,outlet,published", f"{NEWS}/b,Ondrel Courier,2019-05-10", "no address,,", ",,2019-05-10"]
    (tmp_path / "more.csv").write_text("\n".join(rows))
    opml = f"<opml version='2.0'><body><outline text='News'><outline xmlUrl='{NEWS}/feed'/></outline></body></opml>"
    (tmp_path / "feeds.opml").write_text(opml)
    (tmp_path / "none.opml").write_text("<opml version='2.0'><body/></opml>")
    (tmp_path / "strange.xml").write_text("<invoice><line/></invoice>")
    found = read_all(tmp_path)
    assert {key: each.code for key, each in found.items() if isinstance(each, InputProblem)} == {
        NEWS: "fetch_refused",
        "https://b.example/2": "fetch_refused",
        f"{NEWS}/b": "fetch_refused",
        "more.csv#line 3": "record_bad",
        "more.csv#line 4": "record_bad",
        f"{NEWS}/feed": "fetch_refused",
        "none.opml": "no_records",
        "strange.xml": "unsupported_type",
    }
    problem = found[NEWS]
    assert isinstance(problem, InputProblem)
    assert (problem.stage, "--fetch" in problem.reason) == ("fetch", True)


TABLES: list[tuple[str, bytes, str]] = [
    ("nul.csv", b"na\x00me,a\nx,1\n", "unsupported_type"),
    ("noise.csv", bytes(range(256)) * 20, "unsupported_type"),
    ("open.csv", b'"never closed,\n1,2\n', "unsupported_type"),
    ("people.csv", b"name,age\nA,1\n", "unsupported_type"),
    ("empty.csv", b"", "no_records"),
    ("wide.csv", b'url,note\nhttps://a.example/,"' + b"x" * 200_000 + b'"\n', "record_bad"),
]


@pytest.mark.parametrize(("name", "content", "code"), TABLES, ids=[row[0] for row in TABLES])
def test_tables_that_are_no_lists(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert set(read_codes(tmp_path).values()) == {code}


# --- news indexes: the addresses with their dates reach the reader of addresses


def list_links(path: Path) -> list[object]:
    from toldby.adapters.sources.opening import list_items

    return list(list_items(path.name, str(path)))


def test_gdelt(tmp_path: Path) -> None:
    """When the index saw a page is kept as `seen`; it is no date of publication; one page is named once."""
    event = [str(n) for n in range(59)] + ["20190510081500", "https://a.example/1"]
    mention = [
        "99",
        "20190510081500",
        "20190510083000",
        "1",
        "a.example",
        "https://a.example/2",
        *["0"] * 8,
        "srclc:rus;eng:x",
        "",
    ]
    other = [*mention[:3], "2", *mention[4:]]
    (tmp_path / "e.CSV").write_text("\n".join(["\t".join(event)] * 2 + ["\t".join(event[:20])]))
    (tmp_path / "m.CSV").write_text("\n".join("\t".join(row) for row in (mention, other)))
    link, bad = list_links(tmp_path / "e.CSV")
    assert link.url == "https://a.example/1"  # type: ignore[attr-defined]
    assert (link.given.evidence, link.given.meta) == ((), (("seen", "2019-05-10T08:15Z"),))  # type: ignore[attr-defined]
    assert bad.name == "line 3"  # type: ignore[attr-defined]
    (link,) = list_links(tmp_path / "m.CSV")
    assert (link.url, link.given.outlet, link.given.language) == ("https://a.example/2", "a.example", "ru")  # type: ignore[attr-defined]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_media_cloud(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url"],
        ["1", "2019-06-01", "en", "Ondrel Courier", "courier.example", "2019-05-10", "Shells", NEWS],
        ["2", "2019-06-01", "en", "Ondrel Courier", "courier.example", "2019-05-10", "Shells", NEWS],
    ]
    (tmp_path / "mc.csv").write_text("\n".join(delimiter.join(row) for row in rows))
    (link,) = list_links(tmp_path / "mc.csv")
    given = link.given  # type: ignore[attr-defined]
    assert (given.title, given.outlet, given.language) == ("Shells", "Ondrel Courier", "en")
    assert told(given.evidence) == [("api", "2019-05-10")]


def test_answers_of_news_services(tmp_path: Path) -> None:
    """newsapi.ai brings the text and is read as it is; the cut text of newsapi.org never is."""
    ai = {
        "uri": "77", "url": NEWS, "title": "Shells", "body": STORY, "date": "2019-06-01",
        "dateTime": "2019-06-01T00:00:00Z",
        "dateTimePub": "2019-05-10T06:00:00Z", "lang": "eng", "source": {"title": "Ondrel Courier"}, "eventUri": "e-1",
    }  # fmt: skip
    org = {"url": f"{NEWS}/2", "title": "Mine", "content": "Cut after [+900 chars]",
           "publishedAt": "2019-05-11T06:00:00Z", "source": {"id": None, "name": "Quarrin Wire"}}  # fmt: skip
    (tmp_path / "ai.json").write_text(json.dumps({"articles": {"results": [ai, "no object"]}}))
    (tmp_path / "org.json").write_text(json.dumps({"status": "ok", "articles": [org]}))
    found = read_all(tmp_path)
    report = found["ai.json#77"]
    assert told(report.evidence) == [("api", "2019-05-10T06:00Z")]  # type: ignore[union-attr]
    assert (report.outlet, report.language, report.url) == ("Ondrel Courier", "en", NEWS)  # type: ignore[union-attr]
    assert read_codes(tmp_path) == {"ai.json#77": "ok", "ai.json#article 2": "record_bad", f"{NEWS}/2": "fetch_refused"}


# --- auto-archiver

CELL = (
    "{'_processed_at': datetime.datetime(2026, 4, 27, 10, 0, tzinfo=datetime.timezone.utc), 'url': '" + NEWS + "', "
    "'title': 'Shells', 'content': 'Shells fell on Pelluk, the council said.', "
    "'timestamp': datetime.datetime(2019, 5, 10, 8, 0)}"
)


def write_table(path: Path, rows: list[list[str]]) -> None:
    import csv

    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(rows)


def test_archiver_database(tmp_path: Path) -> None:
    media = "[{'filename': 'x/a.wacz', '_key': 'a', 'urls': ['https://store.example/a.wacz'], 'properties': {}}]"
    rows = [
        ["status", "metadata", "media"],
        ["telethon: success", CELL, media],
        ["no archiver", "{}", "[]"],
        ["wayback: success", "__import__('os').system('touch evil')", "[]"],
        ["wayback: success", "{'title': 'no address'}", "[]"],
    ]
    write_table(tmp_path / "db.csv", rows)
    (report,) = read_reports(tmp_path).values()
    assert report.key == "db.csv#line 2"
    assert told(report.evidence) == [("archive", "2019-05-10T08:00")]
    assert dict(report.meta) == {"retrieved": "2026-04-27T10:00Z", "archive_url": "https://store.example/a.wacz"}
    assert [code for code in read_codes(tmp_path).values() if code != "ok"] == ["no_text", "record_bad", "record_bad"]
    assert not Path("evil").exists()


def test_archiver_sheet(tmp_path: Path) -> None:
    header = [
        "Link",
        "Archive status",
        "Archive location",
        "Archive date",
        "Upload timestamp",
        "Upload title",
        "Text content",
    ]
    write_table(
        tmp_path / "s.csv",
        [header, [NEWS, "ok", "https://s.example/1", "2026-04-27", "2019-05-10T08:00:00Z", "Shells", STORY]],
    )
    (report,) = read_reports(tmp_path).values()
    assert (report.url, report.title) == (NEWS, "Shells")
    assert told(report.evidence) == [("archive", "2019-05-10T08:00Z")]


LITERALS = [
    "__import__('os')", "open('/etc/passwd')", "().__class__", "[x for x in (1,)]", "lambda: 1", "f'{1}'", "1 if 1 else 2",  # noqa: E501
    "datetime.datetime(2019, 5, 10).__class__", "datetime.datetime(*[2019, 5, 10])", "datetime.datetime(2019, 13, 45)",
    "os.datetime(1)", "{**{}}", "9" * 5_000, "(" * 500, "'a' * 10**9", "not a value", "",
]  # fmt: skip


@pytest.mark.parametrize("cell", LITERALS, ids=range(len(LITERALS)))
def test_nothing_in_a_cell_is_run(cell: str) -> None:
    with pytest.raises(SourceUnreadable):
        parse_literal(cell)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(max_size=20) | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_archiver_writes_reads_back(value: object) -> None:
    assert parse_literal(repr(value)) == value
