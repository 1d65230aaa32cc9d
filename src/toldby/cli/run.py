"""Runs the command line: flags that may stand anywhere, errors as one line, exit codes.

0 done, 1 failed, 2 wrong usage, 3 done but inputs were skipped or quarantined, 130 interrupted.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn, cast

import typer

from toldby.cli import (
    commands_build,
    commands_disputes,
    commands_export,
    commands_pack,
    commands_read,
    commands_sources,
    commands_train,
)
from toldby.cli.options import GLOBAL_FLAGS, context
from toldby.cli.output import complain
from toldby.domain.errors import ToldbyError, UsageProblem

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
_USAGE_ERROR = cast("type[typer.BadParameter]", typer.BadParameter.__bases__[0])

_INTERRUPTED = "interrupted; running the command again finishes it"

app = typer.Typer(
    help="One incident, as told by every side: reads reports, keeps who said what, side by side.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands_build.register(app)
commands_export.register(app)
commands_read.register(app)
commands_disputes.register(app)
commands_sources.register(app)
commands_pack.register(app)
commands_train.register(app)


@app.callback()
def take_flags(
    show_version: bool = typer.Option(False, "--version", help="Print the version and stop."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="No progress on stderr."),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="More on stderr."),
    debug: bool = typer.Option(False, "--debug", help="A traceback where there is an error."),
    no_color: bool = typer.Option(False, "--no-color", help="No colours (also: NO_COLOR)."),
) -> None:
    """Flags of every command; they may also stand after it."""
    context.set(quiet=quiet, verbose=verbose, debug=debug, no_color=no_color)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run and leave with the exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one command line."""
    words = hoist_flags(arguments)
    if words[:1] == ["--version"]:
        words = ["version"]
    try:
        result = app(words, prog_name="toldby", standalone_mode=False)
    except KeyboardInterrupt:
        complain(_INTERRUPTED)
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_pipe()
    # the outermost border: whatever happens below becomes one line and an exit code
    except Exception as error:
        return explain_error(error)
    code = result if isinstance(result, int) else DONE
    if code == INTERRUPTED:  # newer versions of typer turn Ctrl+C into this result
        complain(_INTERRUPTED)
    return code


def hoist_flags(arguments: Sequence[str]) -> list[str]:
    """Flags of every command brought to the front, so that `toldby build PATH -q` works too."""
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    flags = [word for word in words[:end] if word in GLOBAL_FLAGS]
    return flags + [word for word in words[:end] if word not in GLOBAL_FLAGS] + words[end:]


def explain_error(error: Exception) -> int:
    """One line on stderr (a traceback before it with --debug) and the exit code."""
    if context.debug:
        traceback.print_exception(error)
    if isinstance(error, typer.Abort):
        complain("stopped")
        return INTERRUPTED
    if isinstance(error, _USAGE_ERROR):
        complain(f"{error.format_message()} See: {_help_command(error)}")
        return WRONG_USAGE
    if isinstance(error, ToldbyError):
        complain(str(error))
        return WRONG_USAGE if isinstance(error, UsageProblem) else FAILED
    complain(f"unexpected {type(error).__name__}: {error}; --debug shows where")
    return FAILED


def _help_command(error: typer.BadParameter) -> str:
    return f"{error.ctx.command_path if error.ctx else 'toldby'} --help"


def _leave_pipe() -> int:
    """The reader of our output has gone; say nothing more, not even at shutdown."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
