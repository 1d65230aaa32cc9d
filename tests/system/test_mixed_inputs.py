"""A folder as a desk has it: saved pages, mail, feeds, archives, tables; everything is a report or a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.adapters.sources.inputs import STORY, page
from tests.adapters.sources.making import make_docx, make_pdf, make_run, make_warc, make_zip
from tests.system.commands import Done, Toldby
from toldby.bootstrap import DEMO_REPORTS

RUSSIAN = "Обстрел села продолжался всю ночь, сообщил совет района. Погибших нет, есть раненые и разрушения.\n"
ACLED = "event_id_cnty,event_date,event_type,sub_event_type,actor1,location,latitude,longitude,fatalities\n"
LINK = "https://courier.example/1"

FOUND = {
    "page.html": "ok",
    "letter.docx": "ok",
    "paper.pdf": "ok",
    "russian.txt": "language_without_pack",
    "feed.xml#1": "partial",
    "records.jsonl#line 1": "ok",
    "crawl.warc.gz#https://courier.example/a": "ok",
}
LOST = [
    ("feed.xml#2", "no_text", "fetch its page"),
    ("records.jsonl#line 2", "record_bad", "correct it"),
    ("crawl.warc.gz#https://courier.example/b", "no_text", "save it as text"),
    ("scan.pdf", "no_text", "run OCR first"),
    ("broken.docx", "parser_error", "save it anew"),
    ("laughs.xml", "entity_declaration", "leave it out"),
    ("empty.wacz", "no_records", "save the capture anew"),
    ("people.csv", "unsupported_type", "name the column"),
    (LINK, "fetch_refused", "--fetch"),
    ("links.csv#line 3", "record_bad", "http"),
    ("letter.eml", "no_text", "save its attachment"),
]


def read_demo(name: str) -> str:
    return (DEMO_REPORTS / name).read_text(encoding="utf-8")


def write_inputs(folder: Path) -> None:
    folder.mkdir()
    item = "<item><title>Mine</title><guid>{}</guid><description>{}</description></item>"
    feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{}</channel></rss>"
    captures = [
        ("https://courier.example/a", "text/html", page("Troops took the hill on Monday, the council said.").encode()),
        ("https://courier.example/b", "text/html", b"<html><nav><a href=/>Home</a></nav></html>"),
    ]
    files: dict[str, str | bytes] = {
        "page.html": page(STORY, "Shells on Pelluk"),
        "letter.docx": make_docx([make_run(part) for part in read_demo("r06.txt").split("\n\n")]),
        "paper.pdf": make_pdf([["Two surveyors were detained near Sadrun on Tuesday, the council said."]]),
        "russian.txt": RUSSIAN,
        "feed.xml": feed.format(item.format(1, "A mine went off on Friday, the council said.") + item.format(2, "")),
        "records.jsonl": json.dumps({"text": read_demo("r07.txt"), "outlet": "ondrel-courier"}) + "\n{cut",
        "crawl.warc.gz": make_warc(captures),
        "scan.pdf": make_pdf([[]]),
        "broken.docx": make_zip({"word/document.xml": b"<w"}),
        "laughs.xml": "<!DOCTYPE r [<!ENTITY a 'ha'>]><rss><channel/></rss>",
        "empty.wacz": make_zip({"datapackage.json": b"{}"}),
        "people.csv": "name,age\nA,1\n",
        "links.csv": f"url,outlet\n{LINK},Courier\nnowhere,Courier\n",
        "letter.eml": "Subject: nothing\nMIME-Version: 1.0\n\n",
        "acled.csv": f"{ACLED}HAL1,2019-05-09,Explosions/Remote violence,Shelling,Army,Pelluk,42.5,45.5,3\n",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[Toldby, Done]:
    folder = tmp_path_factory.mktemp("mixed")
    write_inputs(folder / "desk")
    command = Toldby(folder, cache)
    return command, command("build", "desk")


@pytest.fixture(scope="module")
def told(mixed: tuple[Toldby, Done]) -> dict[str, list[dict[str, str]]]:
    """Rows of `show --problems`, by input."""
    rows: dict[str, list[dict[str, str]]] = {}
    for line in mixed[0]("show", "--problems", "--json").out.splitlines():
        row = json.loads(line)
        key = row["path"] + (f"#{row['member']}" if row.get("member") else "")
        rows.setdefault(key, []).append(row)
    return rows


def test_the_rest_is_built(mixed: tuple[Toldby, Done]) -> None:
    done = mixed[1]
    assert (done.code, "Traceback" in done.err) == (3, False)
    assert "reference  acled.csv holds no reports: toldby compare acled.csv" in done.out
    listed = mixed[0]("reports", "--json").out.splitlines()
    assert {json.loads(line)["path"] for line in listed} == set(FOUND)


@pytest.mark.parametrize(("path", "code", "advice"), LOST)
def test_each_loss_is_one_line(told: dict[str, list[dict[str, str]]], path: str, code: str, advice: str) -> None:
    (row,) = told[path]
    assert (row["state"], row["code"]) == ("skipped", code)
    assert advice in row["reason"]


def test_nothing_else_is_lost(told: dict[str, list[dict[str, str]]]) -> None:
    lost = {path for path, rows in told.items() if any(row["state"] == "skipped" for row in rows)}
    assert lost == {path for path, _, _ in LOST}
    for path, code in FOUND.items():
        codes = {row["code"] for row in told.get(path, [])}
        assert code == "ok" or code in codes


def test_a_second_build_says_the_same(mixed: tuple[Toldby, Done]) -> None:
    again = mixed[0]("build", "desk")
    assert again.code == 3
    without_seconds = [line for line in again.out.splitlines() if not line.startswith("wrote")]
    assert without_seconds == [line for line in mixed[1].out.splitlines() if not line.startswith("wrote")]


def test_other_languages_are_found_and_not_coded(mixed: tuple[Toldby, Done]) -> None:
    command = mixed[0]
    (row,) = [json.loads(line) for line in command("reports", "--q", "ОБСТРЕЛ раненые", "--json").out.splitlines()]
    assert (row["path"], row["language"]) == ("russian.txt", "ru")
    assert command("reports", "--language", "ru", "-q").out.split()[:2] == ["russian.txt", "ru"]
    assert command("reports", "--q", "no such word").err == "0 reports\n"
    assert command("export", "--format", "jsonl", "--out", "dump").code == 0
    rows = (command.folder / "dump" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert rows
    assert all(json.loads(line)["path"] != "russian.txt" for line in rows)


def test_comparison(mixed: tuple[Toldby, Done], built: tuple[Toldby, Done]) -> None:
    """Rows near in days and kilometres stand beside the incident; a broken row is told by line, with code 3."""
    command = built[0]
    out = command.folder / "compare"
    out.mkdir()
    done = command("export", "--format", "jsonl", "--out", out / "dump")
    assert done.code == 0
    rows = [json.loads(line) for line in (out / "dump" / "incidents.jsonl").read_text(encoding="utf-8").splitlines()]
    row = next(r for r in rows if r["start"] and r["places"] and r["places"][0]["lat"] is not None)
    place, day = row["places"][0], row["start"][:10]
    near = f"HAL1,{day},Battles,Armed clash,Army,Pelluk,{place['lat']},{place['lon']},3\n"
    far = f"HAL2,{day},Battles,Armed clash,Army,Elsewhere,-42.5,45.5,3\n"
    bad = f"HAL3,{day},Battles,Armed clash,Army,Elsewhere,north,45.5,3\n"
    (out / "acled.csv").write_text(ACLED + near + far + bad)
    done = command("compare", out / "acled.csv", "--json", "--km", "1")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 3
    assert {one["event"]["event_id"] for one in found} == {"HAL1"}
    assert row["incident_id"] in {one["incident_id"] for one in found}
    assert "acled.csv:4: latitude and longitude are no numbers" in done.err
    assert "3 rows" not in done.err
    assert "2 rows, 1 left out; 1 near no incident" in done.err
    assert "HAL1" in command("compare", out / "acled.csv").out
    assert command("compare", out / "dump" / "claims.jsonl").code == 1
