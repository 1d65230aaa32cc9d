"""The table to be filled in: only rows are added, no line that is there changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from toldby.adapters.sources.sidecar_write import add_rows, write_sidecar
from toldby.domain.errors import UsageProblem

ROWS = [
    # a new table has the header of the documentation
    ("", ["b.txt", "a.txt"], "a.txt" + "," * 13 + "\nb.txt" + "," * 13 + "\n", 2),
    # the user's own columns, order and delimiter are kept
    ("note;file\nseen;a.txt\n", ["a.txt", "b;c.txt"], ';"b;c.txt"\n', 1),
    # a last line without a line end stays a line of its own
    ("file,outlet\na.txt,mine", ["b.txt"], "\nb.txt,\n", 1),
    ("file\na.txt\n", ["a.txt"], "", 0),
]


@pytest.mark.parametrize(("before", "files", "added", "count"), ROWS)
def test_rows(before: str, files: list[str], added: str, count: int) -> None:
    text, number = add_rows(before, files)
    assert number == count
    assert text.removeprefix(text[: len(text) - len(added)]) == added
    assert (not before) == text.startswith("file,url,")


def test_filled_cells_are_never_changed(tmp_path: Path) -> None:
    table = tmp_path / "metadata.csv"
    table.write_bytes("\ufefffile,outlet\r\na.txt,Mine\r\n".encode())
    assert write_sidecar(tmp_path, ["a.txt", "b.txt"]) == 1
    assert table.read_bytes() == "\ufefffile,outlet\r\na.txt,Mine\r\nb.txt,\n".encode()
    assert write_sidecar(tmp_path, ["a.txt", "b.txt"]) == 0


def test_table_without_the_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("url\nhttps://a.example\n")
    with pytest.raises(UsageProblem, match="no column"):
        write_sidecar(tmp_path, ["a.txt", "b.txt"])
    (tmp_path / "metadata.csv").write_bytes(b"file\n\xe9.txt\n")
    with pytest.raises(UsageProblem, match="not UTF-8"):
        write_sidecar(tmp_path, ["a.txt", "b.txt"])
