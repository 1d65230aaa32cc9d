"""Speed of attribution on news text, and textacy's direct quotations on the same pipeline in the same run.

    python -m benchmarks.attribution

Tokens are those of the tokenizer; seconds are those of the processor, on one core. `with syntax` is the cheap scan,
the parse of the sentences it lets through and the attribution; splitting into sentences and finding actors and
happenings are other stages. textacy gets whole documents parsed by toldby's own pipeline, as it asks for, so its
time holds the parse of every sentence; a document with an odd number of marks gives it nothing.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

from benchmarks.shared import MISSING, find_shared
from toldby.adapters.sources.texts import GivenText, TextSource
from toldby.adapters.syntax.matrix_product import hold_one_thread, use_numpy_product
from toldby.analysis.actors import find_actors
from toldby.analysis.attribute import attribute_claims, mentions_cue
from toldby.analysis.places import find_places
from toldby.analysis.quotes import find_quotes
from toldby.analysis.sentences import parse_sentences, split_sentences
from toldby.analysis.stages import Coding
from toldby.application.evaluation.attributions import AttributedText, Attribution, score_attributions
from toldby.application.evaluation.gold_files import read_attributed, read_lines
from toldby.application.evaluation.predictions import attribute_row
from toldby.application.ingest import build_report
from toldby.application.ports import InputRef, RawReport
from toldby.bootstrap import DATA, make_recipe
from toldby.domain.text import Report


@dataclass
class Clock:
    """Processor seconds by name."""

    spent: dict[str, float]

    def time(self, name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401  (whatever the work gives)
        """Do the work and add up its time."""
        begun = time.process_time()
        done = work()
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - begun
        return done


def measure_attribution(shared: Path) -> Mapping[str, float]:
    """Figures by id: tokens a second, share of sentences kept from the parser, F1 and speed of both on quotations."""
    rows = read_lines(shared / "bench" / "polnear_dev.jsonl")
    gold = [read_attributed(row) for row in rows]
    coding = make_recipe().coding
    coding.syntax.parse(["The pipeline is loaded before the clock starts."])
    tokenizer = spacy.blank("en").tokenizer
    tokens = sum(len(tokenizer(row["text"])) for row in rows)
    clock = Clock({})
    found, sentences, parsed = {}, 0, 0
    for row in rows:
        report = _read(row, coding)
        attributed, all_sentences, with_parse = _attribute(report, coding, clock)
        found[row["id"]] = AttributedText(row["id"], report.text, attributed)
        sentences, parsed = sentences + all_sentences, parsed + with_parse
    ours = score_attributions(gold, found, flat=True, only_direct=True, draws=0)
    theirs, stopped = _quote(rows, clock)
    peer = score_attributions(gold, theirs, flat=True, only_direct=True, draws=0)
    return {
        "stage.tokens": round(tokens / (clock.spent["parse"] + clock.spent["attribute"])),
        "stage.rules": round(tokens / clock.spent["attribute"]),
        "stage.kept": round(100 * (1 - parsed / sentences), 1),
        "stage.quoted": _read_f1(ours),
        "textacy.tokens": round(tokens / clock.spent["textacy"]),
        "textacy.quoted": _read_f1(peer),
        "textacy.stopped": stopped,
    }


def _read_f1(scores: Mapping[str, Any]) -> float:
    return float(scores["+speaker"]["f1"])


def _read(row: Mapping[str, Any], coding: Coding) -> Report:
    raw = TextSource([GivenText(row["id"], row["text"])]).read(InputRef(row["id"], row["id"]))
    assert isinstance(raw, RawReport)
    return build_report(raw, coding.lexicon)


def _attribute(report: Report, coding: Coding, clock: Clock) -> tuple[tuple[Attribution, ...], int, int]:
    """The attributed claims of a report, its sentences, and how many of them were parsed."""
    text, zones, lexicon = report.text, report.zones, coding.lexicon
    quotes = find_quotes(text, zones, lexicon.language)
    split = split_sentences(text, zones, quotes, lexicon.language)
    sentences = clock.time(
        "parse", lambda: parse_sentences(text, split, quotes, coding.syntax, lambda s: mentions_cue(s, lexicon))
    )
    actors = find_actors(text, sentences, find_places(text, zones, sentences, lexicon), lexicon)
    claims, _ = clock.time("attribute", lambda: attribute_claims(report, quotes, sentences, actors, (), lexicon))
    said = tuple(attribute_row(claim) for claim in claims if claim.voice == "attributed")
    return said, len(sentences), sum(1 for sentence in sentences if sentence.tokens)


def _quote(rows: list[dict[str, Any]], clock: Clock) -> tuple[dict[str, AttributedText], int]:
    """Textacy's direct quotations by document, and the number of documents at which it stopped."""
    from textacy.extract import direct_quotations

    nlp = spacy.load(DATA / "models" / "en")
    use_numpy_product(nlp)
    found: dict[str, AttributedText] = {}
    stopped = 0

    def extract(text: str) -> list[Any]:
        with hold_one_thread():
            return list(direct_quotations(nlp(text)))

    for row in rows:
        try:
            triples = clock.time("textacy", lambda text=row["text"]: extract(text))
        except ValueError:
            triples, stopped = [], stopped + 1
        found[row["id"]] = AttributedText(row["id"], row["text"], tuple(map(_convert, triples)))
    return found, stopped


def _convert(triple: Any) -> Attribution:  # noqa: ANN401  (textacy's own type)
    speaker, cue, content = triple
    ends = [(part[0].idx, part[-1].idx + len(part[-1])) for part in (speaker, cue)]
    return Attribution(None, (ends[0],), (ends[1],), ((content.start_char, content.end_char),))


def main() -> int:
    """Measure and print one JSON object; 1 when the gold is not at hand."""
    shared = find_shared()
    if shared is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    sys.stdout.write(json.dumps(measure_attribution(shared), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
