"""An upper bound of the score of two episodes, from what is cheap to compare: most pairs end here."""

from __future__ import annotations

from collections.abc import Mapping

from toldby.analysis.anchor import judge_anchor
from toldby.analysis.compare.place import compare_places
from toldby.analysis.compare.time import compare_whens
from toldby.analysis.compare.type import compare_types
from toldby.analysis.link import pick_level, score_bits
from toldby.analysis.remembering import remember
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.linktable import LinkTable

_ROUNDING = 1e-9
_BEST = {"who": "same roles", "counts": "equal", "words": "alike", "names": "two rare names", "voice": "same statement"}
"""What is not compared yet, at its most telling; no level of these makes a higher anchor."""


def may_link(a: Episode, b: Episode, table: LinkTable, lexicon: Lexicon, reuse: bool) -> bool:
    """False when no outcome of the other comparisons brings the score to theta.

    Days, places and types are compared; the rest is taken at its best.
    """
    midnight = tuple(pair for region in lexicon.regions for pair in region.midnight)
    picked = {
        "when": pick_level("when", compare_whens(a.whens, b.whens, midnight), table),
        "where": pick_level("where", compare_places(a.places, b.places, lexicon), table),
        "what": pick_level("what", compare_types(a.types, b.types), table),
    }
    levels = {name: level for name, (level, _) in picked.items()} | _BEST
    anchor = judge_anchor(levels | {"reuse": "shared rare span" if reuse else "missing"}, a, b, lexicon)
    bits = table.prior + table.weigh("anchor", anchor) + sum(weight for _, weight in picked.values())
    rest = sum(best for name, best in _list_best(table).items() if name not in picked and (reuse or name != "reuse"))
    return score_bits(bits + rest + _ROUNDING) >= table.theta


def _list_best(table: LinkTable) -> Mapping[str, float]:
    """The highest weight of each comparison; an unlisted level weighs nothing."""
    return remember(
        table,
        "_best",
        lambda: {name: max(0.0, *row.values()) for name, row in table.levels.items() if name != "anchor"},
    )
