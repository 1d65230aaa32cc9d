"""Libraries that come with an extra: loaded at use, named when missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from toldby.domain.errors import ExtraMissing


def need(extra: str, what: str, *modules: str) -> None:
    """Nothing when the modules are installed.

    Raises ExtraMissing naming the extra.
    """
    if any(find_spec(name.partition(".")[0]) is None for name in modules):
        raise ExtraMissing(extra, what)


def load(extra: str, what: str, module: str) -> ModuleType:
    """The module.

    Raises ExtraMissing naming the extra when it, or a system library it stands on, is not there.
    """
    try:
        return import_module(module)
    except (ImportError, OSError) as error:
        raise ExtraMissing(extra, what) from error
