"""Makes the shipped folder of a trained pipeline: `python -m training.package MODEL OUT`.

Keeps what parsing needs: weights, labels and the strings they name; no words of the treebanks.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.vocab import Vocab

from training.tokenizer import fit_tokenizer

NAME, VERSION = "toldby", "1.0.0"
DESCRIPTION = "Tags, morphology, lemmas and Universal Dependencies for English news"
LICENSE = "CC BY-SA 4.0"


def package_model(model: Path, out: Path, version: str) -> None:
    """Replaces the pipeline's files in OUT; the model card and the licence stay."""
    nlp = spacy.load(model)
    fit_tokenizer(nlp)
    nlp.meta.update(
        name=NAME,
        spacy_version=">=3.8.0,<3.9.0",
        version=version,
        description=DESCRIPTION,
        author="The toldby authors",
        license=LICENSE,
        sources=[
            {"name": "UD English EWT", "license": LICENSE, "url": "https://universaldependencies.org"},
            {
                "name": "UD English GUM, freely licensed genres",
                "license": "CC BY 4.0",
                "url": "https://gucorpling.org/gum",
            },
        ],
    )
    out.mkdir(parents=True, exist_ok=True)
    for part in (*nlp.component_names, "vocab"):
        shutil.rmtree(out / part, ignore_errors=True)
    nlp.to_disk(out)
    _drop_unused_trees(out / "lemmatizer")
    strings = sorted(set(_find_strings(nlp, out)))
    (out / "vocab" / "strings.json").write_text(
        json.dumps(strings, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    _write_meta(out / "meta.json")


def _drop_unused_trees(folder: Path) -> None:
    """Lemma rules that training met once: no label stands for them, and none of those kept needs one."""
    labels = json.loads((folder / "cfg").read_text(encoding="utf-8"))["labels"]
    table = srsly.read_msgpack(folder / "trees")
    # a rule is added after its parts, so the parts of a label have lower numbers
    srsly.write_msgpack(folder / "trees", {"trees": table["trees"][: max(labels) + 1]})


def _find_strings(nlp: Language, out: Path) -> Iterator[str]:
    """The strings that weights and rules refer to by hash."""
    yield from Vocab().strings
    yield from spacy.blank("en").vocab.strings
    for name in nlp.component_names:
        # a lemmatizer's labels are numbers of its trees
        for label in filter(lambda label: isinstance(label, str), getattr(nlp.get_pipe(name), "labels", ())):
            yield label
            yield from _split_morph(label)
    trees = srsly.read_msgpack(out / "lemmatizer" / "trees")["trees"]
    for number in (tree.get(side) for tree in trees for side in ("orig", "subst")):
        if number:
            yield nlp.vocab.strings[number]


def _split_morph(label: str) -> Iterator[str]:
    if "=" not in label:
        return
    yield "|".join(feature for feature in label.split("|") if not feature.startswith("POS="))
    for feature in label.split("|"):
        yield feature
        yield from feature.split("=")
        yield from feature.partition("=")[2].split(",")


def _write_meta(file: Path) -> None:
    """Keeps the labels out: each component has its own."""
    meta: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    meta.pop("performance", None)
    file.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default=VERSION)
    given = parser.parse_args()
    package_model(given.model, given.out, given.version)


if __name__ == "__main__":
    main()
