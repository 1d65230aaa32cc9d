"""The paragraphs of a .docx: a ZIP with one XML file that matters; macros and links are never looked at."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from toldby.adapters.sources.words import Words
from toldby.adapters.sources.xml import parse_xml
from toldby.adapters.sources.zipped import open_zip, read_member
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import Zone, ZoneKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MOST_XML = 30_000_000
_HEADINGS = ("title", "heading1")


def read_docx(content: bytes) -> Words:
    """Its paragraphs and table rows in order; a first paragraph in a title's style is the headline.

    What was deleted under tracked changes is no text; what was inserted is.
    Raises SourceUnreadable when it is damaged, packed to swell, or no document.
    """
    with open_zip(content) as archive:
        names = archive.namelist()
        if "word/document.xml" not in names:
            raise SourceUnreadable("unsupported_type", "an office file, but no .docx; save its text as .docx or .txt")
        body = parse_xml(read_member(archive, "word/document.xml", _MOST_XML))
        core = parse_xml(read_member(archive, "docProps/core.xml", _MOST_XML)) if "docProps/core.xml" in names else None
    prefix = _STRICT if body.tag.startswith(_STRICT) else _W
    paragraphs = [(text, style) for text, style in _list_paragraphs(body, prefix) if text]
    if not paragraphs:
        raise SourceUnreadable("no_text", "the document holds no words; leave it out")
    text = "\n\n".join(each for each, _ in paragraphs)
    headline = paragraphs[0][0] if paragraphs[0][1] in _HEADINGS else None
    stated = (core.findtext(f"{_DC}title") or "").strip() if core is not None else ""
    hints = (Zone(0, len(headline), ZoneKind.HEADLINE),) if headline else ()
    return Words(f"{text}\n", title=headline or stated or None, hints=hints)


def _list_paragraphs(body: Element, prefix: str) -> Iterator[tuple[str, str]]:
    for paragraph in body.iter(f"{prefix}p"):
        style = paragraph.find(f"{prefix}pPr/{prefix}pStyle")
        name = style.get(f"{prefix}val", "") if style is not None else ""
        yield " ".join("".join(_list_words(paragraph, prefix)).split()), name.lower().replace(" ", "")


def _list_words(paragraph: Element, prefix: str) -> Iterator[str]:
    for run in paragraph.iter():
        if run.tag == f"{prefix}t":
            yield run.text or ""
        elif run.tag in (f"{prefix}tab", f"{prefix}br", f"{prefix}cr"):
            yield " "
