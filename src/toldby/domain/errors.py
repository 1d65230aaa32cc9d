"""The few errors toldby raises; the command line turns each into one line and an exit code."""

from __future__ import annotations


class ToldbyError(Exception):
    """Base of all errors: says what, where and what to do in one sentence."""


class UsageProblem(ToldbyError):
    """The command or its arguments cannot be carried out as given (exit code 2)."""


class PackProblem(ToldbyError):
    """An entry of a pack cannot be used."""

    def __init__(self, file: str, line: int, message: str, hint: str = "") -> None:
        """Keep file, line and hint apart so that many problems can be listed at once."""
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint
        text = f"{file}:{line}: {message}"
        super().__init__(f"{text}; {hint}" if hint else text)


class SourceUnreadable(ToldbyError):
    """One input cannot become a report; `code` is one of the codes of `contract.md` 7."""

    def __init__(self, code: str, reason: str) -> None:
        """`reason` says what was seen and what the user can do."""
        self.code = code
        self.reason = reason
        super().__init__(f"{code}: {reason}")


class StoreConflict(ToldbyError):
    """A write would break a law of the ledger (span, identity, append-only)."""


class UnknownLedger(ToldbyError):
    """The ledger file is missing, is no ledger, cannot be written or is of a newer version."""


class ExtraMissing(ToldbyError):
    """An optional part is used but not installed."""

    def __init__(self, extra: str, what: str) -> None:
        """Name the extra to install."""
        self.extra = extra
        self.what = what
        super().__init__(f"{what} needs the extra '{extra}': pip install 'toldby[{extra}]'")
