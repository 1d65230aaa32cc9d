"""XML from strangers: entities are refused before a parser sees them, nothing outside is ever loaded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from toldby.domain.errors import SourceUnreadable


def refuse_entities(content: bytes) -> None:
    """Raises SourceUnreadable for a document that declares entities, in any encoding with plain letters."""
    plain = content.replace(b"\x00", b"")  # UTF-16 hides nothing
    if b"<!ENTITY" in plain or b"<!entity" in plain.lower():
        raise SourceUnreadable("entity_declaration", "it declares entities, which toldby does not open; leave it out")


def parse_xml(content: bytes) -> Element:
    """The root element.

    Raises SourceUnreadable when it is no well-formed XML, or declares entities.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    refuse_entities(content)
    try:
        root: Element = fromstring(content, forbid_external=False)
    except DefusedXmlException as error:
        raise SourceUnreadable("entity_declaration", f"{type(error).__name__}; leave it out") from None
    except (ParseError, LookupError, ValueError, RecursionError) as error:
        raise SourceUnreadable("parser_error", f"no well-formed XML ({error}); save it anew") from None
    return root
