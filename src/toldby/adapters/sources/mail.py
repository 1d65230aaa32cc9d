"""Mail: one message (.eml) or a box of them (.mbox); attachments are named, never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from email.parser import BytesParser
from typing import IO

from toldby.adapters.sources.decoding import decode_bytes
from toldby.adapters.sources.markup import read_html
from toldby.adapters.sources.members import Items, Member, hash_bytes, refuse_member
from toldby.adapters.sources.refusals import describe_size
from toldby.adapters.sources.words import Words, check_words
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import DateEvidence

MAX_MESSAGE = 20_000_000
_FROM = re.compile(rb"From [^\s]+ +\S.{3,80}\d{4}")
_BROKEN = (MessageError, AttributeError, IndexError, KeyError, LookupError, TypeError, ValueError, RecursionError)


def read_message(content: bytes) -> Words:
    """The text of a message, plain before HTML; subject, sender and date say where it comes from.

    Raises SourceUnreadable for a message without text.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise SourceUnreadable("parser_error", "no header of a message; save it as .txt")
        return _read_parts(message)
    except _BROKEN as error:
        reason = f"no readable message ({type(error).__name__}); save its text as .txt"
        raise SourceUnreadable("parser_error", reason) from None


def _read_parts(message: EmailMessage) -> Words:
    part = message.get_body(("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise SourceUnreadable("no_text", "the message holds no text of its own; save its attachment as a file")
    decoded = decode_bytes(payload, part.get_content_charset())
    words = (
        read_html(decoded) if part.get_content_subtype() == "html" else Words(decoded.text, problems=decoded.problems)
    )
    subject = " ".join(str(message["subject"] or "").split()) or None
    names = tuple(sorted(name for each in message.iter_attachments() if (name := each.get_filename())))
    meta = [("message_id", str(message["message-id"]).strip())] if message["message-id"] else []
    meta += [("sender", _read_sender(message))] if _read_sender(message) else []
    meta += [("attachments", "; ".join(names)[:1000])] if names else []
    return Words(
        text=words.text,
        title=subject or words.title,
        url=words.url,
        language=words.language,
        evidence=_read_date(message) + words.evidence,
        hints=words.hints,
        problems=words.problems,
        meta=tuple(sorted(meta)),
        source_map=words.source_map,
    )


def _read_sender(message: EmailMessage) -> str:
    header = message["from"]
    if not isinstance(header, AddressHeader) or not header.addresses:
        return ""
    return (header.addresses[0].display_name or header.addresses[0].domain or "")[:200]


def _read_date(message: EmailMessage) -> tuple[DateEvidence, ...]:
    header = message["date"]
    moment = header.datetime if isinstance(header, DateHeader) else None
    if not isinstance(moment, datetime) or not 1990 <= moment.year <= 2100:
        return ()
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return (DateEvidence("feed", utc.strftime("%Y-%m-%dT%H:%M") + ("Z" if moment.tzinfo else "")),)


def list_messages(stream: IO[bytes]) -> Items:
    """The messages of an mbox, one in memory at a time; named by Message-ID, else by number."""
    names: set[str] = set()
    for number, content in enumerate(_split_box(stream), 1):
        if content is None:
            size = describe_size(MAX_MESSAGE)
            yield refuse_member(f"message {number}", "too_large", f"larger than {size}; save its text as .txt")
            continue
        name = _name_message(content, number)
        name = f"message {number}" if name in names else name
        names.add(name)
        try:
            yield Member(name, check_words(read_message(content)), hash_bytes(content))
        except SourceUnreadable as error:
            yield Member(name, error, hash_bytes(content))


def _name_message(content: bytes, number: int) -> str:
    match = re.search(rb"^message-id:\s{0,5}<([!-~]{3,200})>", content[:20_000], re.IGNORECASE | re.MULTILINE)
    return match.group(1).decode("ascii") if match else f"message {number}"


def _split_box(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Bytes of each message; None for one that is too large to be held."""
    lines: list[bytes] = []
    size = 0
    is_blank = True
    started = False
    while line := stream.readline(1 << 20):
        if is_blank and _FROM.match(line):
            if started:
                yield b"".join(lines) if size <= MAX_MESSAGE else None
            lines, size, started = [], 0, True
            continue
        is_blank = not line.strip()
        size += len(line)
        if size <= MAX_MESSAGE:
            lines.append(line[1:] if line.startswith(b">From ") else line)
        else:
            lines = []
    if started:
        yield b"".join(lines) if size <= MAX_MESSAGE else None
