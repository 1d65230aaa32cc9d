"""Golden files: what each format makes of the demo corpus, byte for byte.

After a wanted change: `python -m tests.adapters.exports.golden_files` writes them anew; read the difference.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.golden.building import DEMO, add
from toldby.adapters.exports.formats import find_format, load_encoder
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.view import ExportView, make_view
from toldby.application.reading import read_ledger
from toldby.bootstrap import load_link_table, make_person_words

FOLDER = Path(__file__).parent / "golden"
GOLDEN = (
    "event-report", "acled-columns", "ucdp-ged-columns", "geojson",
    "web-annotation", "prov", "claims-jsonld", "ftm", "csl", "bibtex", "timelinejs", "atom",
)  # fmt: skip
"""Formats whose bytes depend on nothing but the ledger."""


def encode_golden(name: str, view: ExportView) -> dict[str, bytes]:
    """The files of one format; what it says of the version and the packs does not change with every word of a pack."""
    fixed = replace(view.ledger.manifest, version="0.0.0", packs=(("demo", "0"),), settings=())
    view = replace(view, ledger=replace(view.ledger, manifest=fixed))
    files = dict(load_encoder(find_format(name))(view).files)
    return files if name == "event-report" else {k: v for k, v in files.items() if not k.startswith("event-report")}


def main() -> None:
    with closing(MemoryStore()) as store:
        add(store, DEMO)
        view = make_view(read_ledger(store, load_link_table()), ExportOptions(), make_person_words())
    FOLDER.mkdir(exist_ok=True)
    for name in GOLDEN:
        for file, content in encode_golden(name, view).items():
            (FOLDER / file).write_bytes(content)


if __name__ == "__main__":
    main()
