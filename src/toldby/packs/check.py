"""The eight levels of `toldby pack check`: all problems of a pack in one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from toldby.packs.check_cases import CodeSentence, check_cases
from toldby.packs.check_examples import Fires, check_examples
from toldby.packs.check_expect import check_expectations
from toldby.packs.check_references import check_references, collect_known
from toldby.packs.check_rules import check_rules
from toldby.packs.check_text import check_text
from toldby.packs.parse import parse_pack
from toldby.packs.problems import Problem

OK, FAILED, WARNED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class CheckPorts:
    """What the check borrows from the engine; a level whose part is missing is `not run`.

    `types` maps incident types to their attributes. `compare_effect` gives claims gained and
    lost against the released pack, one line each.
    """

    types: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    fires: Fires | None = None
    code_sentence: CodeSentence | None = None
    compare_effect: Callable[[Path], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All findings by file and line, levels that were not run, and the effect on the sample."""

    problems: tuple[Problem, ...]
    not_run: tuple[int, ...]
    effect: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 in order, 1 with errors, 3 with warnings alone."""
        if any(not problem.is_warning for problem in self.problems):
            return FAILED
        return WARNED if self.problems else OK


def check_pack(folder: Path, ports: CheckPorts | None = None) -> CheckResult:
    """Every problem of a pack folder; a broken entry does not hide what is wrong elsewhere."""
    ports = ports or CheckPorts()
    pack = parse_pack(folder)
    known = collect_known(pack, ports.types)
    problems = [
        *check_text(folder),
        *pack.problems,
        *check_references(pack, known),
        *check_rules(pack),
        *check_examples(pack, ports.fires),
        *check_expectations(pack),
    ]
    not_run: list[int] = []
    if ports.code_sentence is None:
        not_run.append(6)
    else:
        problems += check_cases(pack, ports.code_sentence)
    if ports.compare_effect is None:
        not_run.append(7)
    effect = ports.compare_effect(folder) if ports.compare_effect is not None else ()
    return CheckResult(tuple(sorted(set(problems))), tuple(not_run), effect)
