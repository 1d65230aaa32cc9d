"""Pins today's figures as floors.

    python -m tests.gate.pin            floors rise, none sinks
    python -m tests.gate.pin --lower    the second word: floors may sink, gold may change

A lowered floor needs an entry in CHANGES.md.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.accuracy import MEASURES
from benchmarks.shared import MISSING, find_shared, hash_gold
from benchmarks.wishes import GOLD, WISHES

from tests.gate.baseline import find_changed, pin_figures, read_baseline, write_baseline


def main() -> int:
    """Measure, compare, write; 1 when a second word is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="let floors sink and gold change")
    is_lowering: bool = parser.parse_args().lower
    shared = find_shared()
    if shared is None:
        return _stop(MISSING)
    old, digests = read_baseline(), {name: hash_gold(shared, name) for name in GOLD}
    changed = find_changed(old, digests) if old.gold else []
    if changed and not is_lowering:
        return _stop(f"other gold than pinned: {', '.join(changed)}; --lower takes it over")
    values = {id_: value for measure in MEASURES.values() for id_, value in measure(shared).items()}
    new = pin_figures(WISHES, values, old, digests, lower=is_lowering)
    write_baseline(new)
    below = [w for w in WISHES if not new.bounds[w.id].holds(values[w.id])]
    for wish in WISHES:
        sys.stdout.write(f"{wish.id:20} {wish.say(values[wish.id]):>10}  pinned {new.bounds[wish.id]}\n")
    if below:
        return _stop(f"below the floor: {', '.join(w.id for w in below)}; --lower lets them sink")
    return 0


def _stop(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
