"""PDF, Word and mail: one document a file, or one clear line why not."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.adapters.sources.inputs import FURTHER, STORY, page, read_all, read_codes, read_reports
from tests.adapters.sources.making import make_docx, make_pdf, make_run, make_zip
from toldby.adapters.sources import pdf
from toldby.adapters.sources.reflow import join_lines
from toldby.domain.errors import ExtraMissing
from toldby.domain.text import InputProblem, ZoneKind


def test_pdf(tmp_path: Path) -> None:
    """Lines are joined to paragraphs, pages keep their start, a broken word is whole again."""
    first = ["Shells fell on Pelluk on Thursday evening, the coun-", "cil said. Nobody was hurt."]
    (tmp_path / "a.pdf").write_bytes(make_pdf([first, ["A mine went off on Friday."]]))
    (report,) = read_reports(tmp_path).values()
    assert report.text == f"{STORY}\nA mine went off on Friday.\n"
    starts = [int(at) for at in dict(report.meta)["page_starts"].split()]
    assert [report.text[at:][:6] for at in starts] == ["Shells", "A mine"]


def test_running_heads_are_no_sentences(tmp_path: Path) -> None:
    """The paper's name and page numbers return on every page: kept once, as boilerplate."""
    pages = [
        [f"Ondrel Courier - page {n}", f"Shells hit house {n} in Pelluk.", "www.courier.example"] for n in range(1, 5)
    ]
    (tmp_path / "a.pdf").write_bytes(make_pdf(pages))
    (report,) = read_reports(tmp_path).values()
    (tail,) = report.hints
    assert tail.kind is ZoneKind.BOILERPLATE
    assert "Courier" not in report.text[: tail.start]
    assert "www.courier.example" in tail.span.read(report.text)
    assert all(f"Shells hit house {n} in Pelluk." in report.text for n in range(1, 5))


PAPERS: list[tuple[str, bytes, str, str]] = [
    ("scan.pdf", make_pdf([[], [], []]), "no_text", "3 pages, no text layer; run OCR first"),
    ("cut.pdf", make_pdf([[STORY.strip()]])[:200], "parser_error", "save its text as .txt"),
    ("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "parser_error", "save its text as .txt"),
    ("empty.docx", make_docx([]), "no_text", "leave it out"),
    ("sheet.docx", make_zip({"xl/workbook.xml": b"<x/>"}), "unsupported_type", "save its text"),
    ("broken.docx", make_zip({"word/document.xml": b"<w:document"}), "parser_error", "save it anew"),
    ("cut.docx", make_docx([make_run(STORY)])[:300], "parser_error", "save it anew"),
    # a document that would swell to 40 MB
    ("bomb.docx", make_zip({"word/document.xml": b"\0" * 40_000_000}), "archive_limit", "leave it out"),
    ("members.docx", make_zip({f"m{n}": b"" for n in range(1_200)}), "archive_limit", "split it"),
    ("climb.docx", make_docx([make_run(STORY)], extra={"../../evil.txt": b"x"}), "path_escape", "pack it anew"),
    (
        "laughs.docx",
        make_zip({"word/document.xml": b'<!DOCTYPE a [<!ENTITY l "lol">]><a>&l;</a>'}),
        "entity_declaration",
        "",
    ),
    ("words.eml", b"no header at all, just words", "parser_error", "save it as .txt"),
    ("bare.eml", b"Subject: nothing\nMIME-Version: 1.0\n\n", "no_text", "save its attachment"),
    ("empty.eml", b"", "parser_error", ""),
]


@pytest.mark.parametrize(("name", "content", "code", "advice"), PAPERS, ids=[row[0] for row in PAPERS])
def test_bad_documents(tmp_path: Path, name: str, content: bytes, code: str, advice: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(STORY)
    found = read_all(tmp_path)
    problem = found.pop(name)
    assert isinstance(problem, InputProblem)
    assert (problem.code, problem.sha256 is not None) == (code, True)
    assert advice in problem.reason
    assert read_codes(tmp_path)["good.txt"] == "ok"


def test_missing_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra: one line that names it, and the rest is read."""

    def missing(content: bytes) -> pdf.Extracted:
        raise ExtraMissing("pdf", "reading PDF")

    monkeypatch.setattr(pdf, "run_apart", lambda work, content: missing(content))
    (tmp_path / "a.pdf").write_bytes(make_pdf([[STORY.strip()]]))
    (tmp_path / "good.txt").write_text(STORY)
    problem = read_all(tmp_path)["a.pdf"]
    assert isinstance(problem, InputProblem)
    assert problem.reason == "unsupported_type: reading PDF needs the extra 'pdf': pip install 'toldby[pdf]'"


def test_docx(tmp_path: Path) -> None:
    """Runs are joined, tables and insertions kept, what was deleted is gone, styles tell the headline."""
    deleted = "<w:del><w:r><w:delText>Two hundred died. </w:delText></w:r></w:del>"
    inserted = f"<w:ins>{make_run('council said.')}</w:ins>"
    cell = f"<w:tbl><w:tr><w:tc><w:p>{make_run('Wounded: two')}</w:p></w:tc></w:tr></w:tbl>"
    first = (
        make_run("Shells fell on Pelluk") + deleted + "<w:r><w:tab/></w:r>" + make_run("on Thursday, the ") + inserted
    )
    content = make_docx([first], title="Shells on Pelluk").replace(b"", b"")
    (tmp_path / "a.docx").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        document = archive.read("word/document.xml").decode()
    (tmp_path / "a.docx").write_bytes(
        make_zip({"word/document.xml": document.replace("</w:body>", f"{cell}</w:body>").encode()})
    )
    (report,) = read_reports(tmp_path).values()
    assert report.text == "Shells on Pelluk\n\nShells fell on Pelluk on Thursday, the council said.\n\nWounded: two\n"
    assert report.title == "Shells on Pelluk"
    assert [zone.kind for zone in report.hints] == [ZoneKind.HEADLINE]


def make_message(**given: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Shells on Pelluk"
    message["From"] = "Press Desk <desk@council.example>"
    message["Date"] = "Fri, 10 May 2019 08:00:00 +0200"
    message["Message-ID"] = "<one@council.example>"
    message.set_content(given.get("text", STORY), charset=given.get("charset", "utf-8"))
    return message


def test_message(tmp_path: Path) -> None:
    """Subject, date in UTC and sender are known; the HTML twin and the attachment are not read as text."""
    message = make_message()
    message.add_alternative(page("Other words of the same."), subtype="html")
    message.add_attachment(b"MZ\x90", maintype="application", subtype="x-dosexec", filename="run.exe")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    (report,) = read_reports(tmp_path).values()
    assert report.text.strip() == STORY.strip()
    assert (report.title, [(e.method, e.value) for e in report.evidence]) == (
        "Shells on Pelluk",
        [("feed", "2019-05-10T06:00Z")],
    )
    assert dict(report.meta) == {
        "attachments": "run.exe",
        "message_id": "<one@council.example>",
        "sender": "Press Desk",
    }


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
def test_message_in_other_charsets(tmp_path: Path, charset: str) -> None:
    words = "Обстрел продолжался всю ночь, сообщил совет района.\n"
    (tmp_path / "a.eml").write_bytes(make_message(text=words, charset=charset).as_bytes())
    (report,) = read_reports(tmp_path).values()
    assert report.text == words


def test_page_in_a_message(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Bridge"
    message.set_content(page("The bridge at Ulvane was closed on Monday, the council said."), subtype="html")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    (report,) = read_reports(tmp_path).values()
    assert "The bridge at Ulvane was closed" in report.text
    assert "<p>" not in report.text


def test_mailbox(tmp_path: Path) -> None:
    """Each message is a report; one without text is one line; `>From` is a line that begins with From."""
    second = make_message(text="From the ridge shells were fired on Friday, the council said.\n")
    second.replace_header("Message-ID", "<two@council.example>")
    empty = b"Subject: nothing\nMessage-ID: <three@council.example>\n\n"
    box = b""
    for raw in (make_message().as_bytes(), second.as_bytes(), empty, make_message(text=FURTHER).as_bytes()):
        box += b"From desk@council.example Fri May 10 08:00:00 2019\n" + raw.replace(b"\nFrom ", b"\n>From ") + b"\n"
    (tmp_path / "desk.mbox").write_bytes(box)
    assert read_codes(tmp_path) == {
        "desk.mbox#one@council.example": "ok",
        "desk.mbox#two@council.example": "ok",
        "desk.mbox#three@council.example": "no_text",
        # the same Message-ID once more, with another text
        "desk.mbox#message 4": "ok",
    }
    reports = read_reports(tmp_path)
    assert reports["desk.mbox#two@council.example"].text.startswith("From the ridge")


LINES: list[tuple[list[str], str]] = [
    (["Shells fell on the vil-", "lage of Pelluk."], "Shells fell on the village of Pelluk."),
    # a double name keeps its hyphen
    (["General Orm-", "Kessun denied it on the same day."], "General Orm-Kessun denied it on the same day."),
    (["One whole line that goes on and on to the end.", "Short end.", "Another whole line that goes on and on to it."],
     "One whole line that goes on and on to the end. Short end.\n\nAnother whole line that goes on and on to it."),
    (["Two points were made here in this text:", "- shells fell on Pelluk", "- a mine went off"],
     "Two points were made here in this text:\n\n- shells fell on Pelluk\n\n- a mine went off"),
    ([], ""),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "text"), LINES)
def test_joined_lines(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


def test_pdf_in_a_script_without_a_main_guard(tmp_path: Path) -> None:
    """A person's own script of four lines must not run a second time in the reader's process."""
    (tmp_path / "a.pdf").write_bytes(make_pdf([[STORY.strip()]]))
    script = tmp_path / "script.py"
    script.write_text(
        "from toldby.adapters.sources.files import FolderSource\n"
        "print('started')\n"
        "source = FolderSource(['a.pdf'])\n"
        "print([source.read(ref).text for ref in source.inputs()])\n"
    )
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.count("started")) == (0, 1), done.stderr
    assert "Shells fell on Pelluk" in done.stdout
