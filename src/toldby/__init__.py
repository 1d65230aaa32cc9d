"""toldby: one incident, as told by every side.

The names below are the public face; nothing else is promised. They are loaded on first use, so that
`import toldby` is fast and needs no extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from toldby.api import (
        BuildSummary,
        ExportOptions,
        ExportReport,
        Fetching,
        IncidentQuery,
        LedgerView,
        ToldbyError,
        build,
        evaluate,
        export,
        export_as,
        import_dump,
        open_ledger,
        watch,
    )

__all__ = [
    "BuildSummary",
    "ExportOptions",
    "ExportReport",
    "Fetching",
    "IncidentQuery",
    "LedgerView",
    "ToldbyError",
    "__version__",
    "build",
    "evaluate",
    "export",
    "export_as",
    "import_dump",
    "open_ledger",
    "watch",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        from toldby import api

        return getattr(api, name)
    raise AttributeError(f"module 'toldby' has no attribute {name!r}")
