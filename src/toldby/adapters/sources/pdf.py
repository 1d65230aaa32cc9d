"""The text layer of a PDF, read in a process of its own; scans without one are told so."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from toldby.adapters.sources.apart import run_apart
from toldby.adapters.sources.reflow import join_lines
from toldby.adapters.sources.refusals import warn
from toldby.adapters.sources.words import Words
from toldby.domain.errors import ExtraMissing, SourceUnreadable
from toldby.domain.text import Problem, Zone, ZoneKind

MAX_PAGES = 500
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DIGITS = re.compile(r"\d+")

Extracted = tuple[tuple[str, ...], str | None, str | None, int]
"""Text of each page, title, date of making, number of pages left out."""


def read_pdf(content: bytes) -> Words:
    """The paragraphs of all pages; where each page starts stands in `meta` as `page_starts`.

    Lines that return at the edge of most pages (running heads, numbers) come once, at the end, as boilerplate.
    Raises SourceUnreadable, and ExtraMissing without the extra `pdf`.
    """
    pages, title, made, left_out = run_apart(extract_pages, content)
    if not any(any(sign.isalnum() for sign in page) for page in pages):
        raise SourceUnreadable("no_text", f"{len(pages)} pages, no text layer; run OCR first or leave it out")
    running = find_running_lines(pages)
    texts = [join_lines(line for line in page.split("\n") if _shape(line) not in running) for page in pages]
    body = "\n\n".join(texts)
    starts = [0, *accumulate(len(text) + 2 for text in texts[:-1])]
    tail = "\n\n".join(sorted({line.strip() for page in pages for line in page.split("\n") if _shape(line) in running}))
    text = f"{body}\n\n{tail}\n" if tail else f"{body}\n"
    hints = (Zone(len(body) + 2, len(body) + 2 + len(tail), ZoneKind.BOILERPLATE),) if tail else ()
    meta = [("page_starts", " ".join(map(str, starts)))] + ([("made", made)] if made else [])
    return Words(text, title, hints=hints, problems=_list_problems(left_out), meta=tuple(sorted(meta)))


def _list_problems(left_out: int) -> tuple[Problem, ...]:
    if not left_out:
        return ()
    return (warn("partial", f"{left_out} pages beyond the first {MAX_PAGES} left out; split the file"),)


def extract_pages(content: bytes) -> Extracted:
    """What pypdf reads; runs in a process of its own."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ExtraMissing("pdf", "reading PDF") from None
    import io
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceUnreadable("unsupported_type", "the PDF asks for a password; save it without one")
        pages = tuple(_CONTROL.sub("\ufffd", reader.pages[i].extract_text() or "") for i in range(_count(reader)))
        title = (reader.metadata.title if reader.metadata else None) or None
        made = str(reader.metadata.get("/CreationDate", "")) if reader.metadata else ""
        return pages, " ".join(str(title).split())[:500] if title else None, made[:30] or None, _rest(reader)
    except SourceUnreadable:
        raise
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        NotImplementedError,
        TypeError,
        ValueError,
    ) as error:
        reason = f"no readable PDF ({type(error).__name__}); save its text as .txt"
        raise SourceUnreadable("parser_error", reason) from None
    except ImportError:
        raise SourceUnreadable("unsupported_type", "the PDF is encrypted; save it without a password") from None


def _count(reader: object) -> int:
    return min(MAX_PAGES, len(reader.pages))  # type: ignore[attr-defined]


def _rest(reader: object) -> int:
    return max(0, len(reader.pages) - MAX_PAGES)  # type: ignore[attr-defined]


def find_running_lines(pages: tuple[str, ...]) -> frozenset[str]:
    """First and last lines that most of at least three pages share, numbers left aside."""
    if len(pages) < 3:
        return frozenset()
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        edges.update({_shape(line) for line in (*lines[:1], *lines[-1:])})
    return frozenset(shape for shape, times in edges.items() if 2 * times > len(pages) and times >= 3)


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))
