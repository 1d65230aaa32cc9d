"""Raw answers as evidence: each is appended to a WARC file as a record of its own."""

from __future__ import annotations

import io
from pathlib import Path

from toldby.adapters.sources.fetching.client import Answer
from toldby.domain.errors import ExtraMissing, UsageProblem

_HOP = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})


class Keeper:
    """Appends to one `.warc.gz`, made when the first answer comes."""

    def __init__(self, path: Path) -> None:
        """`path` ends in `.warc.gz`.

        Raises ExtraMissing without the extra `warc`, UsageProblem when the file cannot be written.
        """
        try:
            from warcio.warcwriter import WARCWriter
        except ImportError:
            raise ExtraMissing("warc", "keeping raw pages") from None
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise UsageProblem(f"{path} cannot be written ({error.strerror})") from None
        self._writer = WARCWriter(self._file, gzip=True)  # type: ignore[no-untyped-call]

    def keep(self, url: str, answer: Answer, retrieved: str) -> None:
        """One answer with its headers; the body is the unpacked one that was hashed and read."""
        from warcio.statusandheaders import StatusAndHeaders

        headers = [(name, value) for name, value in answer.headers.items() if name.lower() not in _HOP]
        headers.append(("Content-Length", str(len(answer.content))))
        status = StatusAndHeaders(f"{answer.status} OK", headers, protocol="HTTP/1.1")  # type: ignore[no-untyped-call]
        record = self._writer.create_warc_record(  # type: ignore[no-untyped-call]
            url,
            "response",
            payload=io.BytesIO(answer.content),
            http_headers=status,
            warc_headers_dict={"WARC-Date": retrieved},
        )
        self._writer.write_record(record)  # type: ignore[no-untyped-call]
        self._file.flush()

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
