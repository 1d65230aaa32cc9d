"""Trains, packages and measures: `python -m training DATA_FOLDER WORK_FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

from toldby.adapters.syntax.matrix_product import hold_one_thread
from toldby.adapters.syntax.spacy_pipeline import SHIPPED_MODEL
from training.evaluate import print_figures
from training.package import VERSION, package_model
from training.train import Schedule, train_pipeline


def main() -> None:
    """Replaces the shipped pipeline by one trained from DATA_FOLDER."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ud-english.tar.xz or the unpacked .conllu files")
    parser.add_argument("work", type=Path, help="folder for the weights while training")
    parser.add_argument("--out", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--version", default=VERSION)
    given = parser.parse_args()
    with hold_one_thread():
        train_pipeline(given.data, given.work, Schedule())
    package_model(given.work / "final", given.out, given.version)
    print_figures(given.data, given.out)


if __name__ == "__main__":
    main()
