"""The command line; one command is one call of `toldby.api`.

Nothing heavy is imported before a command runs, so that `toldby --help` is quick.
"""

from toldby.cli.run import main

__all__ = ["main"]
