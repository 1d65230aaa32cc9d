"""What holds for every format: hostile words, nothing at all, the same bytes in any process, counts on every row."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.application.exporting.texts import build
from tests.golden.building import DEMO, add
from toldby.adapters.exports.formats import FORMATS, Format, load_encoder
from toldby.adapters.exports.written import Encoded, write_encoded
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords
from toldby.application.exporting.view import ExportView, make_view
from toldby.bootstrap import open_store
from toldby.domain.errors import ExtraMissing

HOSTILE = (
    '=HYPERLINK("http://x.example")\n\n<script>alert(1)</script> The Imbrel District Council said on 9 May that'
    " “=1+1 \u202e shells \U0001f600 hit Pelluk” and \x1b[31mtwo people were killed.\n\n"
    "-2+3 died, the defence ministry said.\n"
)
BINARY = (".parquet", ".xlsx", ".pdf")
LIBRARY_BYTES = ("parquet", "xlsx", "pdf")


def encode(one: Format, view: ExportView) -> Encoded:
    try:
        return load_encoder(one)(view)
    except ExtraMissing as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def hostile(person_words: PersonWords) -> ExportView:
    texts = {
        "=1+1.txt": HOSTILE,
        "<img src=x>.txt": HOSTILE + "More.",
        "-rf": "Sarquil denied that shells hit Pelluk on 9 May.\n",
    }
    return make_view(build(texts), ExportOptions(), person_words)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_hostile_words(one: Format, hostile: ExportView) -> None:
    for name, content in encode(one, hostile).files.items():
        if name.endswith(BINARY):
            continue
        text = content.decode("utf-8")
        assert "\x1b" not in text, "no escape sequence reaches a terminal"
        if name.endswith((".json", ".jsonld", ".geojson")):
            json.loads(text)
        if name.endswith(".csv"):
            header, *rows = csv.reader(io.StringIO(text, newline=""))
            assert {len(row) for row in rows} <= {len(header)}
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "@")) or cell.startswith("-2+")]


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_nothing_to_tell(one: Format, person_words: PersonWords, tmp_path: Path) -> None:
    view = make_view(build({"a.txt": "Nothing happened here.\n"}), ExportOptions(), person_words)
    encoded = encode(one, view)
    report = write_encoded(one.name, view, encoded, tmp_path)
    assert report.incidents == 0
    assert all((tmp_path / name).exists() for name in report.files)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_the_manifest_tells_policy_counts_and_hashes(one: Format, demo_view: ExportView, tmp_path: Path) -> None:
    encoded = encode(one, demo_view)
    report = write_encoded(one.name, demo_view, encoded, tmp_path)
    manifest = json.loads((tmp_path / f"{one.name}.manifest.json").read_text(encoding="utf-8"))
    assert manifest["policy"] == encoded.policy
    assert manifest["incidents"] == manifest["incidents_in_ledger"] == 12
    assert sum(manifest["left_out"].values()) == len(encoded.left_out)
    assert set(manifest["files"]) == set(report.files) - {f"{one.name}.manifest.json"}
    for name, expected in manifest["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == expected


CODE = """
import sys
from toldby import api
for name in sys.argv[2:]:
    api.export_as(sys.argv[1], name, f"{sys.argv[1]}.{sys.flags.hash_randomization}/" + name)
"""


def test_same_bytes_in_any_process(tmp_path: Path) -> None:
    """Sets and hashes of strings run in another order in each process; nothing of it shows."""
    names = [one.name for one in FORMATS if one.name not in LIBRARY_BYTES]
    with closing(open_store(str(tmp_path / "demo.toldby"), "create")) as store:
        add(store, DEMO)
    made = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", CODE, str(tmp_path / "demo.toldby"), *names], env=environment, check=True)
        folder = next(path for path in tmp_path.iterdir() if path.is_dir())
        made.append(
            {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        )
        folder.rename(tmp_path.with_name(f"{tmp_path.name}-{seed}"))
    assert len(made[0]) > len(names)
    assert made[0] == made[1]
